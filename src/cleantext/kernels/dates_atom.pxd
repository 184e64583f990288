"""One date or time at a token, whatever its form; and what follows from its place in the text."""
from .dates_beside cimport follows_first_name, weekday_after
from .dates_days cimport day_alone, day_of_month, day_told, may_have_month, part_alone, week_of
from .dates_in_words cimport date_in_words
from .dates_lookup cimport bit, lead
from .dates_numeric cimport date_in_numbers, reign_in_letters
from .dates_periods cimport letter_period, period_at
from .dates_ordinal_periods cimport in_century, ordinal_period
from .dates_relative cimport relative_at
from .dates_deictic cimport bracketed_day, direction_after, is_plural, part_after
from .dates_shared cimport may_share, shared_period
from .dates_times cimport clock_at
from .dates_tokens cimport (AFTERNOUN, ALL_LANGUAGES, DATES_STARTERS, DK_AM, DK_CLOCK, DK_DECADE, DK_DEI, DK_HOUR, DK_MONTH, DK_NUM, DK_OF, DK_ORD, DK_PART, DK_PM, DK_POS,
                            DK_REIGN, DK_THE, DK_TIMEPREP, DK_UNIT, DK_WEEKDAY, DK_YEAR, JAPANESE, POLISH, PORTUGUESE, ROMANCE, SPANISH_PORTUGUESE, T_END,
                            T_NUMBER, T_SYMBOL, T_WORD, TITLE, WEAK, DateToken, Tokens, guards, has, kinds_at, sense, skip, token)
from .dates_when cimport H_CLOCK, H_DATED, H_DAY, H_DEI, H_MONTH, H_NTH, H_OFFSET, H_PART, H_QUARTER, H_WEEKDAY, H_YEAR, U_DECADE, U_MONTH, U_WEEK, U_WEEKEND, U_YEAR, clear
from .dates_words cimport Reading, capital, glued, is_word_at, joined, spaced, unit_at, weekday_at


cdef inline void empty_reading(Reading *r) noexcept nogil:
    clear(&r.a)
    clear(&r.b)
    r.range = False
    r.strong = False
    r.listed = False
    r.kind = 0
    r.modifier = 0
    r.amount = 0
    r.amount_unit = 0
    r.start = r.stop = 0


cdef inline bint name_follows(Tokens *g, int j) noexcept nogil:
    """Whether a word follows at token j that has nothing to do with dates ("Mar Negro", "Sun Microsystems")."""
    return spaced(g, j) and token(g, j).kind == T_WORD and not kinds_at(g, j)


cdef inline bint short_name(Tokens *g, int i, int j) noexcept nogil:
    """Whether the Portuguese ordinal at token i is a weekday: "na quarta à noite", "até sexta." in contrast to "na quarta etapa"."""
    cdef DateToken *t = token(g, j)
    cdef bint up_to = i > 0 and (is_word_at(g, i - 1, b"at\xe3\xa9") or is_word_at(g, i - 1, b"desde"))
    if i == 0 or token(g, i).stop - token(g, i).start < 6 and not is_word_at(g, i, b"sexta") or not spaced(g, i) or not (up_to or is_word_at(g, i - 1, b"na")):
        return False
    if spaced(g, j) and has(g, j, DK_PART) and skip(g, j, DK_PART) > j + 1:
        return True
    # "na segunda" may be the second of anything
    return (up_to or not is_word_at(g, i, b"segunda")) and (t.kind == T_END or t.gap in (c",", c".", c";", c"?")) and not (t.kind == T_NUMBER and not t.space)


cdef inline int weekday_alone(Tokens *g, int i, Reading *r) noexcept nogil:
    """A weekday with nothing but a part of the day; a short or ambiguous name needs a preposition before it."""
    cdef int j = weekday_at(g, i, &r.a)
    cdef unsigned char flags = g.flags
    cdef DateToken *t = token(g, i)
    cdef int day
    if not j:
        return 0
    if token(g, j).gap == c"(":
        day = bracketed_day(g, j, r)
        if day:
            return day
    if follows_first_name(g, i) or i > 0 and guards(g, i - 1, TITLE) and capital(g, i) and token(g, i).gap in (0, c"."):
        return 0                # "Herr Freitag"
    if flags & WEAK:
        if i and lead(g, i) >= 0xE3 and glued(g, i) and token(g, i - 1).kind == T_NUMBER:
            return 0            # the 日 of 每月15日
        if t.start == 0 and token(g, j).kind == T_END and t.stop - t.start > 2 and token(g, i).stop + 2 >= g.size:
            return j
        if g.langs & PORTUGUESE and short_name(g, i, j):
            r.strong = True
            return part_after(g, j, &r.a)
        if t.stop - t.start < 3 or g.langs & ROMANCE and g.langs != ALL_LANGUAGES or not capital(g, i) or not i or not spaced(g, i) or not has(g, i - 1, DK_TIMEPREP) \
                or name_follows(g, j):              # "Viña del Mar": there they have no capital
            r.strong = False
            r.a.yearless_ok = True   # only good beside a time or another weekday
            return part_after(g, j, &r.a)
    else:
        r.strong = True
    return part_after(g, j, &r.a)


cdef inline bint quarter_letter(Tokens *g, int i) noexcept nogil:
    """Whether the word at token i is the q of "q3 2019"."""
    return token(g, i).stop - token(g, i).start == 1 and lead(g, i) == c"q"


cdef inline bint year_of_photo(Tokens *g, int j) noexcept nogil:
    """Whether the year of a day stands at token j: in this March 28, 2017, file photo."""
    cdef DateToken *t = token(g, j)
    return t.kind == T_NUMBER and t.digits == 4 and 1800 <= t.value <= 2100 and (t.gap == c"," and t.space != 0 or spaced(g, j))


cdef inline int bare_atom(Tokens *g, int i, Reading *r) noexcept nogil:
    """A date, a time or a relative date at token i; the token after it, or 0."""
    cdef int j = 0
    cdef DateToken *t = token(g, i)
    if t.kind == T_END or t.kind == T_SYMBOL or t.kind == T_WORD and not kinds_at(g, i) & DATES_STARTERS \
            and (t.stop - t.start > 7 or not 65 <= g.p[t.start] <= 90) and not quarter_letter(g, i):
        return 0
    cdef unsigned long long kinds = 0
    if t.kind == T_NUMBER:
        if t.digits > 4 and t.digits != 8:
            return 0
        j = date_in_numbers(g, i, r)
        if j:
            return weekday_after(g, j, r) if token(g, j).gap == c"(" or token(g, j).gap == c"," and g.default_order == 1 else j
        empty_reading(r)
    else:
        kinds = kinds_at(g, i)
        if g.langs & JAPANESE and g.langs != ALL_LANGUAGES and t.stop - t.start == 1:
            j = reign_in_letters(g, i, r)
            if j:
                return j
    if t.kind == T_NUMBER or kinds & (bit(DK_WEEKDAY) | bit(DK_MONTH) | bit(DK_NUM) | bit(DK_ORD) | bit(DK_YEAR) | bit(DK_REIGN)):
        j = date_in_words(g, i, r)
        if j and token(g, j).kind == T_WORD and (r.a.has & (H_MONTH | H_YEAR)) == H_MONTH and not r.range and has(g, j, DK_DEI):
            j = direction_after(g, j, r)
        if j and (r.strong or r.a.has & (H_YEAR | H_DAY)):
            return j
        if not j:
            empty_reading(r)
    if not j and (t.kind == T_NUMBER and t.digits <= 2 or kinds & bit(DK_ORD)) and may_have_month(g, i):
        j = day_of_month(g, i, r)
    if not j and kinds & bit(DK_UNIT):
        j = week_of(g, i, r) or day_told(g, i, r)
    if j:
        return j
    if not j and (t.kind == T_NUMBER and t.digits <= 2 or kinds & (bit(DK_ORD) | bit(DK_NUM) | bit(DK_DEI))):
        j = ordinal_period(g, i, r)
        if j and not r.a.has & H_NTH and not (kinds & bit(DK_DEI) and r.a.has & H_QUARTER) or not j:
            empty_reading(r)
            j = 0
    if not j and t.kind == T_NUMBER and t.digits == 1 and lead(g, i + 1) == c"H":
        j = letter_period(g, i, r)      # "2H 2023", which might be an hour
        if not r.a.has & H_YEAR:
            empty_reading(r)
            j = 0
    if not j and may_share(g, i, kinds):
        j = shared_period(g, i, r)
    if not j:
        j = relative_at(g, i, r)
        if j and kinds & bit(DK_DEI) and r.a.has & (H_DAY | H_MONTH) == H_DAY | H_MONTH and year_of_photo(g, j):
            empty_reading(r)
            return 0
        if j and r.a.has == H_OFFSET and r.a.unit == U_DECADE and in_century(g, j):
            empty_reading(r)
            return 0            # "the last decade of the 19th century"
    if not j and (t.kind == T_NUMBER or kinds & (bit(DK_PART) | bit(DK_AM) | bit(DK_PM) | bit(DK_NUM) | bit(DK_CLOCK) | bit(DK_HOUR)) or g.langs & POLISH and kinds & bit(DK_ORD)):
        j = clock_at(g, i, &r.a)
        r.strong = j != 0
        if not j:
            empty_reading(r)
    if not j:
        r.strong = False
        j = period_at(g, i, r)
    if not j and kinds & bit(DK_WEEKDAY):
        empty_reading(r)
        j = weekday_alone(g, i, r)
    if not j and kinds & bit(DK_PART):
        empty_reading(r)
        j = part_alone(g, i, r)
    if not j and t.kind == T_NUMBER:
        empty_reading(r)
        j = day_alone(g, i, r)
    if not j:
        empty_reading(r)
    return j


cdef inline bint unit_of_now(Tokens *g, int k, Reading *r) noexcept nogil:
    """The month or year of "end of the month", "later in the year": the present one."""
    cdef int unit = 0, dei = 0
    cdef int j = sense(g, k, DK_UNIT, &unit)
    if not j or g.flags & WEAK or unit not in (U_WEEK, U_MONTH, U_YEAR) or is_plural(g, k) or token(g, j).kind == T_NUMBER and spaced(g, j) \
            or sense(g, j, DK_DEI, &dei) and g.flags & AFTERNOUN:
        return False
    r.a.unit = unit
    r.a.offset = 0
    r.a.has |= H_OFFSET
    r.strong = True
    return True


cdef inline int atom_at(Tokens *g, int i, Reading *r) noexcept nogil:
    """An atom with the words of position before it: early 2023, mid-July, Ende 2019, late last week."""
    cdef int v = 0, k
    cdef int j = sense(g, i, DK_POS, &v)
    cdef bint weak = g.flags & WEAK
    empty_reading(r)
    if j and not weak and not (g.langs & SPANISH_PORTUGUESE and j > 1 and unit_at(g, j - 2, U_WEEKEND) > j):       # "fin de semana" is no end of a week
        k = j
        if has(g, k, DK_OF) and spaced(g, k) and not has(g, k, DK_MONTH) and not (has(g, k, DK_YEAR) and token(g, skip(g, k, DK_OF)).kind != T_NUMBER):
            k = skip(g, k, DK_OF)       # not over the "roku" of "koniec roku"
        if has(g, k, DK_THE) and spaced(g, k):
            k = skip(g, k, DK_THE)
        if (spaced(g, k) or joined(g, k, c"'") and has(g, k - 1, DK_THE)) and token(g, k).kind == T_WORD and has(g, k, DK_UNIT) \
                and not has(g, k, DK_DECADE) and unit_of_now(g, k, r):         # "la fin de l'année"
            r.modifier = v
            return skip(g, k, DK_UNIT)
        if spaced(g, k) or joined(g, k, c"-") or token(g, k).gap == c"'" and (token(g, k).digits == 2 or token(g, k).space == 0 and has(g, k - 1, DK_THE)):
            k = bare_atom(g, k, r)
            if k and not r.a.has & (H_CLOCK | H_DAY) and not (r.a.has & H_WEEKDAY and not r.a.has & H_DEI) \
                    and (r.a.has & H_DATED or r.a.has & H_PART and not has(g, j, DK_OF)):      # not "the middle of the night"
                r.modifier = v
                r.strong = True
                return k
        empty_reading(r)
    return bare_atom(g, i, r)
