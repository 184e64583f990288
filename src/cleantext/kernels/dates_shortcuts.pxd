"""What the next token alone settles: words that start no mention here, and years by themselves. The grammar would say the same, later."""
from .dates_lookup cimport bit, lead
from .dates_pasted cimport is_pasted_half
from .dates_rare_years cimport rare_year
from .dates_tokens cimport (DATES_STARTERS, DK_AHEAD, DK_AFTERDATE, DK_AGO_AFTER, DK_AGO_BEFORE, DK_AM, DK_AND, DK_APPROX, DK_AT, DK_BEFOREDATE, DK_BEFORE_DATE, DK_BETWEEN, DK_BLOCK,
                            DK_CLOCK, DK_DAY, DK_DECADE, DK_DEI, DK_EACH, DK_EARLIER, DK_ERA, DK_FISCAL, DK_FROM, DK_FUTURE, DK_HALFUNIT, DK_HALFYEAR, DK_HOUR, DK_IGNORE, DK_IN_AFTER, DK_IN_BEFORE, DK_INTENT, DK_LATER, DK_MONTH, DK_NAMED, DK_NOW,
                            DK_NUM, DK_NUMBER, DK_OCLOCK, DK_OF, DK_ON, DK_ORD, DK_PART, DK_PAST, DK_PLUSHALF, DK_PM, DK_POS, DK_PREP, DK_QUARTER, DK_REIGN, DK_REL, DK_SEASON, DK_SPORT, DK_THE,
                            DK_TIMEPREP, DK_UNIT, DK_WEEKDAY, DK_YEAR, DateToken, FRENCH, OVERNIGHT, POLISH, T_END, T_NUMBER, T_SYMBOL, T_WORD, Tokens, WEAK, guards, has, kinds_at, sense, skip, token)
from .dates_when cimport H_YEAR, U_MINUTE, U_QUARTER, U_WEEKEND, U_YEAR
from .dates_words cimport Reading, glued, is_group, joined, spaced
from .dates_years cimport year_fits


cdef inline bint roman_letter(unsigned char c) noexcept nogil:
    return c == c"I" or c == c"V" or c == c"X"


cdef inline bint may_be_roman(Tokens *g, int i) noexcept nogil:
    """Whether the word at token i starts as a Roman numeral, with or without an ending (XVIIe)."""
    cdef DateToken *t = token(g, i)
    cdef unsigned char c = lead(g, i)
    if not roman_letter(c) or t.stop - t.start == 1:
        return roman_letter(c)
    c = g.p[t.start + 1]
    return roman_letter(c) or c == c"e" or c == 0xC3


cdef inline bint apart(Tokens *g, int i) noexcept nogil:
    """Whether token i is the end, or a word or sign with white space and no hyphen, apostrophe or slash before it, and no Roman numeral."""
    cdef DateToken *t = token(g, i)
    if t.kind == T_END:
        return True
    if t.kind == T_NUMBER or t.gap in (c"-", c"=", c"'", c"/") or t.space == 0 or g.p[t.start] >= 0xE3:
        return False
    return t.kind == T_SYMBOL or t.stop - t.start > 1 and not may_be_roman(g, i)


cdef inline bint month_alone(Tokens *g, int i, unsigned long long next) noexcept nogil:
    """Whether token i is a word such as "may" in lower case, and `next` (the kinds of the token after it) makes it no month."""
    cdef int month = 0
    cdef DateToken *t = token(g, i)
    if not 97 <= g.p[t.start] <= 122 or t.stop - t.start > 3 or next & (bit(DK_ORD) | bit(DK_NUM) | bit(DK_THE) | bit(DK_OF) | bit(DK_YEAR) | bit(DK_AND) | bit(DK_MONTH)):
        return False
    if i and g.langs & FRENCH and g.default_order == 1 and has(g, i - 1, DK_TIMEPREP):
        return False                # "en mai"
    return sense(g, i, DK_MONTH, &month) != 0 and g.flags & WEAK != 0


cdef inline bint clock_word(Tokens *g, int i) noexcept nogil:
    """Whether the word of the clock at token i is one such as "to" and "past", before which minutes must stand."""
    cdef int what = 0
    sense(g, i, DK_CLOCK, &what)
    return not 2 <= what <= 5 and what != 7


cdef inline unsigned long long needs(unsigned long long starts) noexcept nogil:
    """The kinds of which the next word must have one for a word with these kinds of senses to start a mention."""
    cdef unsigned long long out = 0
    if starts & (bit(DK_IN_BEFORE) | bit(DK_AGO_BEFORE)):
        out |= bit(DK_NUM) | bit(DK_HALFUNIT) | bit(DK_UNIT)
    if starts & bit(DK_HOUR):
        out |= bit(DK_NUM)
    if starts & bit(DK_DEI):
        out |= (bit(DK_FISCAL) | bit(DK_NUM) | bit(DK_UNIT) | bit(DK_WEEKDAY) | bit(DK_MONTH) | bit(DK_SEASON) | bit(DK_NAMED) | bit(DK_PART)
                | bit(DK_HALFUNIT))
    if starts & (bit(DK_UNIT) | bit(DK_YEAR)):
        out |= bit(DK_DEI)
    if starts & (bit(DK_BEFORE_DATE) | bit(DK_AM) | bit(DK_PM) | bit(DK_NUM) | bit(DK_ORD) | bit(DK_POS) | bit(DK_FISCAL) | bit(DK_CLOCK)
                 | bit(DK_HALFUNIT) | bit(DK_REIGN)):
        out |= ~idle_kinds()
    return out


cdef inline unsigned long long idle_kinds() noexcept nogil:
    """The kinds of words that belong to no mention after a number."""
    return (bit(DK_PREP) | bit(DK_TIMEPREP) | bit(DK_IGNORE) | bit(DK_FUTURE) | bit(DK_PAST) | bit(DK_BLOCK) | bit(DK_NUMBER) | bit(DK_NOW)
            | bit(DK_EACH) | bit(DK_APPROX) | bit(DK_INTENT) | bit(DK_SPORT) | bit(DK_AHEAD))


cdef inline bint amount_alone(Tokens *g, int i) noexcept nogil:
    """Whether the number at token i only counts the unit after it ("30 minutes with"), as no word of direction follows."""
    cdef DateToken *t = token(g, i + 1)
    cdef unsigned long long next
    cdef int unit = 0
    if t.kind != T_WORD or not (t.gap == 0 and t.space or joined(g, i + 1, c"-")) or g.p[t.start] >= 0x80 or roman_letter(g.p[t.start]) \
            or kinds_at(g, i + 1) & ~(bit(DK_UNIT) | bit(DK_YEAR) | bit(DK_OCLOCK) | idle_kinds()) or t.widths[t.matches - 1] > 1:
        return False
    if t.kinds & bit(DK_OCLOCK) and sense(g, i + 1, DK_OCLOCK, &unit) and not g.flags & WEAK:
        return False
    if not sense(g, i + 1, DK_UNIT, &unit) or unit > U_YEAR or unit == U_QUARTER:
        return False
    next = kinds_at(g, i + 2)
    t = token(g, i + 2)
    if not apart(g, i + 2) and not (t.kind == T_WORD and t.space and not t.gap and t.stop - t.start == 1 and g.p[t.start] == c"a"):
        return t.kind == T_WORD and t.gap == c"-" and not t.space and not next and t.stop - t.start > 2 and g.p[t.start] < 0x80     # "year-old"
    if next & (bit(DK_AGO_AFTER) | bit(DK_IN_AFTER) | bit(DK_LATER) | bit(DK_EARLIER) | bit(DK_AFTERDATE) | bit(DK_BEFOREDATE) | bit(DK_PLUSHALF) | bit(DK_ERA)
               | (bit(DK_OF) | bit(DK_MONTH) | bit(DK_NUM) if t.gap else 0) | (bit(DK_CLOCK) if unit == U_MINUTE else 0)):
        return False
    i = skip(g, i + 2, DK_AND)
    return not next & bit(DK_AND) or token(g, i).kind == T_WORD and not has(g, i, DK_NUM)


cdef inline bint in_groups(Tokens *g, int i) noexcept nogil:
    """Whether the number at token i goes on in groups of thousands, and no word that may be a unit or era follows: "10,000", but not "10,000 years ago"."""
    cdef DateToken *t
    if not is_group(g, i + 1):
        return False
    i += 2
    while is_group(g, i):
        i += 1
    t = token(g, i)
    return t.kind == T_END or t.kind != T_NUMBER and not kinds_at(g, i) and g.p[t.start] < 0x80


cdef inline bint is_version(Tokens *g, int i) noexcept nogil:
    """Whether two numbers follow after dots of which the last has one digit, too few for a year: 3.7.0."""
    cdef DateToken *t = token(g, i + 1)
    if t.kind != T_NUMBER or t.gap != c"." or t.space or g.year_first:
        return False
    t = token(g, i + 2)
    return t.kind == T_NUMBER and t.gap == c"." and t.digits == 1 and t.space == 0


cdef inline bint follows_sign(Tokens *g, int i) noexcept nogil:
    """Whether the number at token i stands behind the sign of dollars or numbers, or the dot of another number and before no month: $5, # 10, the 1 of 7.1."""
    cdef DateToken *t = token(g, i)
    if t.start > 0 and (g.p[t.start - 1] == c"$" or g.p[t.start - 1] == c"#" or t.start > 2 and g.p[t.start - 1] == 32 and g.p[t.start - 2] == c"#" and g.p[t.start - 3] == 32):
        return True
    return i > 0 and t.gap == c"." and t.space == 0 and token(g, i - 1).kind == T_NUMBER and not has(g, i + 1, DK_MONTH)


cdef inline bint no_unit(Tokens *g, int i) noexcept nogil:
    """Whether a letter or two glued to the number before token i, or a unit after a slash, make it no part of a date: 10x, 500K, 12/month."""
    cdef DateToken *t = token(g, i)
    cdef unsigned char c
    if t.kind != T_WORD or t.space:
        return False
    if t.gap == c"/":
        return kinds_at(g, i) & bit(DK_UNIT) != 0
    c = g.p[t.start] | 0x20
    return t.gap == 0 and t.stop - t.start <= 2 and c in (c"b", c"f", c"j", c"k", c"q", c"w", c"x", c"z") and not roman_letter(g.p[t.start]) and not kinds_at(g, i)


cdef inline bint no_day(Tokens *g, int i) noexcept nogil:
    """Whether the number at token i is too large for a day or hour, and the next one no part of a range with it: 63.6, 45, 60; but not in "45, 60 or 90 minutes ago"."""
    cdef DateToken *t = token(g, i + 1)
    if token(g, i).value <= 31 or t.kind != T_NUMBER or g.year_first:
        return False
    if t.gap == c",":
        return t.space and not kinds_at(g, i + 2)
    return t.gap == c":" or t.gap == c"." and t.space == 0 and token(g, i + 2).kind != T_NUMBER and not kinds_at(g, i + 2)


cdef inline bint number_alone(Tokens *g, int i) noexcept nogil:
    """Whether the number at token i surely starts no mention and is no year."""
    cdef int first = i
    cdef DateToken *t = token(g, i)
    if t.digits > 4:
        return t.digits != 8
    if t.digits == 0 or t.gap == c"'" or t.digits == 4 and 1000 <= t.value <= 2100:
        return False
    if t.digits < 4 and (follows_sign(g, i) or in_groups(g, i) or is_version(g, i) or no_unit(g, i + 1) or no_day(g, i)):
        return True
    t = token(g, i + 1)
    if t.kind == T_NUMBER and t.gap == c"-" and not t.space and 0 < t.digits <= 2 and token(g, i).digits <= 2:
        i += 1                  # "5-6 miles"
        t = token(g, i + 1)
    if t.kind == T_WORD and kinds_at(g, i + 1) & bit(DK_UNIT):
        return amount_alone(g, i)
    if t.kind == T_SYMBOL and token(g, i + 2).kind == T_NUMBER and g.p[t.start] in (c"&", c"+"):
        return False            # "12. & 13. Juni"
    if t.kind == T_SYMBOL and glued(g, i + 1) and g.p[t.start] != 0xC2:
        return True             # "40%", but not "1° de mayo"
    if glued(g, i + 1) and t.kind == T_WORD:
        return t.stop - t.start > 2 and g.p[t.start] < 0x80 and not (t.stop - t.start == 3 and g.p[t.start + 2] == c"n") and not kinds_at(g, i + 1) and not is_pasted_half(g, t)     # "100k" may be, "80er", "80ern", "17hats" is not
    return apart(g, i + 1) and not kinds_at(g, i + 1) & ~idle_kinds() and not (i and g.langs & POLISH and has(g, first - 1, DK_OCLOCK)) \
        and not guards(g, i + 1, OVERNIGHT)         # "godz. 9-17", "Nacht vom 9. auf den 10. März"


cdef inline bint stands_alone(Tokens *g, int i) noexcept nogil:
    """Whether the unit at token i may be a mention by itself: the weekend, the quarter, the full year."""
    cdef int unit = 0
    return sense(g, i, DK_UNIT, &unit) != 0 and (unit == U_WEEKEND or unit == U_QUARTER or unit == U_YEAR and g.known_year and g.default_order == 0)


cdef inline bint number_or_month(Tokens *g, int i) noexcept nogil:
    """Whether a number or a month stands at token i or after an article there."""
    return token(g, i).kind == T_NUMBER or token(g, i + 1).kind == T_NUMBER or kinds_at(g, i) & (bit(DK_MONTH) | bit(DK_WEEKDAY)) != 0 \
        or g.default_order == 1 and has(g, i + 1, DK_NUM)


cdef inline bint starts_nothing(Tokens *g, int i) noexcept nogil:
    """Whether the word at token i surely starts no mention, as the token after it is nothing that it could go with."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *after
    cdef unsigned long long starts = kinds_at(g, i) & DATES_STARTERS, next
    cdef int part = 0
    if may_be_roman(g, i) or lead(g, i) >= 0xE3:
        return False
    if not starts:
        return t.stop - t.start > 1
    if starts == bit(DK_CLOCK):
        return clock_word(g, i)
    if t.matches and t.widths[t.matches - 1] > 1:
        return False
    if starts & ~(bit(DK_IN_BEFORE) | bit(DK_AGO_BEFORE)) == 0 and token(g, i + 1).kind == T_NUMBER:
        after = token(g, i + 2)
        if after.kind == T_NUMBER and after.space == 0 and after.gap in (c".", c",", c"/"):
            return False                # "in 2.5 hours"
        return after.kind != T_WORD or not kinds_at(g, i + 2) & (bit(DK_UNIT) | bit(DK_OF))
    after = token(g, i + 1)
    if starts == bit(DK_NUM) and after.kind == T_WORD and kinds_at(g, i + 1) & bit(DK_UNIT):
        return amount_alone(g, i)
    if starts == bit(DK_NUM) and after.kind == T_NUMBER:
        return after.gap == 0 and after.space and (token(g, i + 2).kind != T_WORD or lead(g, i + 2) < 0xE3)
    if starts & ~(bit(DK_UNIT) | bit(DK_YEAR)) == 0 and after.kind == T_WORD and after.gap in (c"-", c"'", c"=", c"/"):
        return not kinds_at(g, i + 1) & (bit(DK_EARLIER) | bit(DK_AGO_AFTER)) and not stands_alone(g, i)
    if not apart(g, i + 1):
        return False
    next = kinds_at(g, i + 1)
    if next & bit(DK_NUM) and starts & ~(bit(DK_IN_BEFORE) | bit(DK_AGO_BEFORE)) == 0 and token(g, i + 2).kind == T_NUMBER and token(g, i + 2).space:
        return True                 # "in a 30-day period"
    if starts == bit(DK_PART):
        return not next & bit(DK_DEI) and sense(g, i, DK_PART, &part) and part < 5 and not (i and kinds_at(g, i - 1) & (
            bit(DK_THE) | bit(DK_TIMEPREP) | bit(DK_PREP))) and not next & bit(DK_AT)
    if starts == bit(DK_MONTH):
        return month_alone(g, i, next)
    if starts & (bit(DK_MONTH) | bit(DK_WEEKDAY) | bit(DK_DAY) | bit(DK_REL) | bit(DK_PART) | bit(DK_SEASON) | bit(DK_NAMED) | bit(DK_QUARTER)
                 | bit(DK_HALFYEAR) | bit(DK_DECADE)) or next & needs(starts):
        return False
    if starts & (bit(DK_UNIT) | bit(DK_YEAR)):
        return not stands_alone(g, i) and (not next & (bit(DK_OF) | bit(DK_FROM) | bit(DK_TIMEPREP) | bit(DK_ON)) or not number_or_month(g, i + 1 + after.widths[after.matches - 1]))
    return True


cdef inline int plain_year(Tokens *g, int i, Reading *r) noexcept nogil:
    """The year by itself at token i: the token after it, 0 where it is none; -1 where its neighbours may have a say."""
    cdef DateToken *t = token(g, i)
    cdef unsigned long long next
    if t.digits != 4 or not 1000 <= t.value <= 2100 or not apart(g, i + 1):
        return -1
    next = kinds_at(g, i + 1)
    if next & ~(bit(DK_THE) | bit(DK_AND) | bit(DK_AT) | bit(DK_ON) | bit(DK_PREP) | bit(DK_TIMEPREP) | bit(DK_IGNORE) | bit(DK_FUTURE)
                | bit(DK_PAST) | bit(DK_BLOCK) | bit(DK_NUMBER) | bit(DK_NOW) | bit(DK_EACH) | bit(DK_APPROX) | bit(DK_INTENT) | bit(DK_SPORT) | bit(DK_AHEAD)):
        return -1
    if next & bit(DK_AND) and has(g, i - 1, DK_BETWEEN):
        return -1
    if not year_fits(g, i, i + 1) or rare_year(g, i, i + 1):
        return 0
    r.a.year = t.value
    r.a.has = H_YEAR
    r.a.approx = has(g, i - 1, DK_APPROX) and spaced(g, i)
    r.start = t.start
    r.stop = t.stop
    return i + 1
