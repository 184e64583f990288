"""One day in numbers, with or without its year: 26.04.2024, 4/26, le 24 12 2014."""
from .dates_dotted cimport in_dotted_list
from .dates_lookup cimport bit, lead
from .dates_one_year cimport set_short_year
from .dates_order cimport take_order
from .dates_tokens cimport (AFTERSPACE, ALL_LANGUAGES, CODE, DK_AM, DK_AT, DK_BLOCK, DK_NUMBER, DK_OCLOCK, DK_ON, DK_PM, DK_THE, DK_TIMEPREP, DK_TO, DK_WEEKDAY, FRENCH, GERMAN,
                            HUNGARIAN, T_END, T_NUMBER, T_SYMBOL, T_WORD, TURKISH, DateToken, Tokens, guards, has, kinds_at, skip, token)
from .dates_when cimport H_DAY, H_MONTH, H_YEAR
from .dates_words cimport Reading, capital, glued, joined, spaced


cdef inline bint fenced(Tokens *g, int i, int j, unsigned char sign) noexcept nogil:
    """Whether more numbers hang on the date from i to before j by the same sign: 1.2.3.4, 1-800-555-0199."""
    cdef DateToken *before = token(g, i)
    cdef DateToken *after = token(g, j)
    if before.space == 0 and (before.gap == sign or before.gap == c"." or (before.gap == c"-" and sign == c"-")) and i > 0 \
            and token(g, i - 1).kind == T_NUMBER:
        return True
    if i > 0 and token(g, i - 1).kind == T_SYMBOL and before.space == 0 and before.gap == 0:
        return True
    if i > 0 and token(g, i - 1).kind == T_WORD and (glued(g, i) or (before.space == 0 and before.gap == sign)):
        return g.p[token(g, i - 1).stop - 1] < 0x80
    if after.space == 0 and after.kind == T_NUMBER and (after.gap == sign or after.gap == c"."):
        return not (after.gap == c"." and token(g, j + 1).gap == c":")
    return False


cdef inline int three_parts(Tokens *g, int i, Reading *r) noexcept nogil:
    """Y-M-D, D.M.Y, M/D/Y and their short forms."""
    cdef DateToken *a = token(g, i)
    cdef DateToken *b = token(g, i + 1)
    cdef DateToken *c = token(g, i + 2)
    cdef unsigned char sign = b.gap
    cdef bint short_year
    if b.kind != T_NUMBER or c.kind != T_NUMBER or (sign != c"-" and sign != c"/" and sign != c".") or c.gap != sign:
        return 0
    if b.space or c.space:
        if not (sign == c"." and b.space == AFTERSPACE and c.space == AFTERSPACE and (c.digits == 4 or a.digits == 4 and c.digits <= 2 and (g.year_first or g.langs & HUNGARIAN and g.langs != ALL_LANGUAGES))) \
                and not (sign == c"." and a.digits == 4 and a.start == 0 and c.digits <= 2 and b.digits <= 2 and c.stop + 1 == g.size) \
                or joined(g, i + 3, c"-") and joined(g, i + 4, c"-"):
            return 0                # "1. 14. 2024-04-26"
    if fenced(g, i, i + 3, sign) or not a.digits or not b.digits or sign == c"." and i > 0 and c.digits != 4 and (has(g, i - 1, DK_NUMBER) or guards(g, i - 1, CODE)):
        return 0
    if a.digits == 4 and b.digits <= 2 and c.digits <= 2:
        if a.value < 1000 and sign != c"-":
            return 0
        r.a.year = a.value
        r.a.month = b.value
        r.a.day = c.value
        if b.value > 12 and c.value <= 12:
            r.a.month = c.value
            r.a.day = b.value
        r.a.has |= H_YEAR | H_MONTH | H_DAY
        return i + 3
    if a.digits > 2 or b.digits > 2 or not (c.digits == 4 or c.digits == 2):
        return 0
    if c.digits == 4 and not 1700 <= c.value <= 2100 and joined(g, i + 3, c":"):
        return 0                # a pasted time: 7/21/0510:28 PM
    short_year = c.digits == 2
    if short_year and sign == c"." and a.digits + b.digits < 3 and g.default_order != 1:
        return 0
    if short_year and g.year_first and a.digits == 2 and 1 <= b.value <= 12 and 1 <= c.value <= 31:
        r.a.month = b.value
        r.a.day = c.value
        r.a.has |= H_MONTH | H_DAY
        set_short_year(&r.a, a.value)
        return i + 3
    if not take_order(g, a.value, b.value, sign, &r.a):
        if not (short_year and a.digits == 2 and a.value > 31 and 1 <= b.value <= 12 and 1 <= c.value <= 31):
            return 0
        r.a.month = b.value
        r.a.day = c.value
        r.a.has |= H_MONTH | H_DAY
        set_short_year(&r.a, a.value)
        return i + 3
    if short_year:
        set_short_year(&r.a, c.value)
    else:
        r.a.year = c.value
        r.a.has |= H_YEAR
    return i + 3


cdef inline bint hour_follows(Tokens *g, int k) noexcept nogil:
    """Whether a time in digits stands at token k: 20:30, 20h30, 8 pm."""
    cdef DateToken *next = token(g, k + 1)
    if token(g, k).kind != T_NUMBER or not spaced(g, k) and token(g, k).gap != c"." or token(g, k).value > 24:
        return False
    return next.gap == c":" and next.space == 0 and next.digits == 2 or spaced(g, k + 1) and kinds_at(g, k + 1) & (bit(DK_OCLOCK) | bit(DK_AM) | bit(DK_PM)) != 0


cdef inline bint dotted_hours(Tokens *g, int i) noexcept nogil:
    """Whether the numbers with a dot at token i are a time, as its word follows, or the end of a range of times, of which one has minutes that are no
    month: Montag 8.30 - 12.00, Di 9.10 Uhr, Friday 9.30-12.30."""
    cdef DateToken *end = token(g, i + 3)
    if token(g, i + 2).gap != c"-":
        return spaced(g, i + 2) and has(g, i + 2, DK_OCLOCK)
    if has(g, i + 3, DK_OCLOCK) or joined(g, i + 3, c".") and has(g, i + 4, DK_OCLOCK):
        return True
    return joined(g, i + 3, c".") and end.digits == 2 and end.value < 60 and token(g, i + 2).value < 25 \
        and (token(g, i + 1).value > 12 or end.value > 12 or token(g, i + 1).value == 0 or end.value == 0)


cdef inline bint is_always(Tokens *g, int i) noexcept nogil:
    """Whether the 24/7 at token i means around the clock: no weekday stands before it, and no "le" or "el" with the end or more of the date after it."""
    cdef DateToken *after = token(g, i + 2)
    if i == 0:
        return False
    if has(g, i - 1, DK_WEEKDAY):
        return False
    return not (g.default_order == 1 and token(g, i - 1).stop - token(g, i - 1).start == 2
                and (after.kind != T_WORD or after.gap or kinds_at(g, i + 2) & (bit(DK_AT) | bit(DK_TO) | bit(DK_TIMEPREP))))


cdef inline int day_and_month(Tokens *g, int i, unsigned char sign, Reading *r) noexcept nogil:
    """D/M or M/D without a year: only beside a weekday or a preposition of time, or when it is the whole text."""
    cdef DateToken *a = token(g, i)
    cdef DateToken *b = token(g, i + 1)
    cdef DateToken *after = token(g, i + 2)
    cdef bint dotted = sign == c"." and b.stop < g.n and g.p[b.stop] == c"."
    cdef bint beside = i > 0 and a.gap != c":" and (has(g, i - 1, DK_WEEKDAY) or has(g, i - 1, DK_TIMEPREP) or has(g, i - 1, DK_ON))
    cdef bint alone = i == 0 and a.start == 0 and after.kind == T_END and b.stop + 2 >= g.size
    beside = beside or i > 0 and a.gap != c":" and has(g, i - 1, DK_THE) and g.default_order == 1 \
        or i > 2 and has(g, i - 1, DK_TO) and sign == c"/" == token(g, i - 2).gap and token(g, i - 3).kind == T_NUMBER      # "from 10/1 to 11/7"
    if g.langs & TURKISH and sign == c"/" and after.gap == c"'" and not after.space and after.stop - after.start < 4 and (lead(g, i + 2) == c"d" or lead(g, i + 2) == c"t"):
        beside = True           # "22/04'te", but "5/12'si"
    if sign == c"/" and (g.p[a.stop] == c"." or after.gap == c"-" and after.kind == T_WORD and not after.space
                         or a.value == 24 and b.value == 7 and is_always(g, i)):
        return 0                # "12./13. Juni", "24/7-Hotline", "the 24/7 support"
    if sign == c"-" and not (beside and has(g, i - 1, DK_WEEKDAY) and (a.value > 24 or b.value > 24 or g.p[a.start] == c"0" or g.p[b.start] == c"0")):
        return 0                # "Mon 9-5", "Monday 10-12"
    if sign == c"." and not dotted and b.digits == 2 and a.value < 25 and b.value < 60 and dotted_hours(g, i):
        return 0
    if sign == c"." and not dotted and not (beside and has(g, i - 1, DK_WEEKDAY)) and not (alone and g.default_order == 1):
        return 0
    if dotted and not beside and not alone and a.digits + b.digits < 4 and not in_dotted_list(g, i) and not (g.langs & GERMAN and hour_follows(g, i + 2)):
        return 0
    if sign == c"/" and not beside and g.year_first:
        beside = after.gap == c"(" and has(g, i + 2, DK_WEEKDAY) or hour_follows(g, i + 2)      # "3/9(木) 18:45", "1/14 21:17"
    if sign == c"/" and not beside and spaced(g, i + 2) and has(g, i + 2, DK_AT) and a.digits + b.digits > 2:
        beside = hour_follows(g, skip(g, i + 2, DK_AT))         # "17/05 à 20h30"
    if not (beside or alone or dotted) or glued(g, i + 2) or sign == c"-" and (has(g, i + 2, DK_AM) or has(g, i + 2, DK_PM) or has(g, i + 2, DK_OCLOCK)):
        return 0                # "Monday 1-3 pm"
    if has(g, i + 2, DK_BLOCK) or after.kind == T_SYMBOL and after.space == 0:
        return 0
    if g.year_first and sign == c"/" and 1 <= a.value <= 12 and 1 <= b.value <= 31:
        r.a.month = a.value     # the order of the whole date, 2024/3/9, is that of its parts
        r.a.day = b.value
        r.a.has |= H_DAY | H_MONTH
    elif not take_order(g, a.value, b.value, sign, &r.a):
        return 0
    if dotted and after.start > b.stop + 1:
        r.stop = 1
    return i + 2


cdef inline int spaced_dots(Tokens *g, int i, Reading *r) noexcept nogil:
    """"am 18. 7.", "Sa 18. 7. 20 Uhr": a day and month that are ordinals with a space between them, after a preposition of time or a weekday; the token after
    it, or 0."""
    cdef DateToken *b = token(g, i + 1)
    cdef DateToken *after = token(g, i + 2)
    if b.kind != T_NUMBER or b.gap != c"." or b.space != AFTERSPACE or not 0 < b.digits <= 2 or not 1 <= b.value <= 12 or not 1 <= token(g, i).value <= 31 \
            or b.stop >= g.n or g.p[b.stop] != c"." or i == 0 or not (spaced(g, i) and kinds_at(g, i - 1) & (bit(DK_ON) | bit(DK_TIMEPREP))
                                                                      or has(g, i - 1, DK_WEEKDAY) and token(g, i).gap in (0, c".", c",")):
        return 0
    if not (after.kind == T_END or after.space != 0 and (after.gap != c"." or after.kind == T_WORD and not capital(g, i + 2) or hour_follows(g, i + 2))):
        return 0                # "am 1. 2. Spieltag"
    r.a.day = token(g, i).value
    r.a.month = b.value
    r.a.has |= H_DAY | H_MONTH
    r.stop = 1
    return i + 2


cdef inline int spaced_parts(Tokens *g, int i, Reading *r) noexcept nogil:
    """"le 24 12 2014", "le 17 02": the day after an article, with spaces between the numbers; the token after it, or 0."""
    cdef DateToken *a = token(g, i)
    cdef DateToken *b = token(g, i + 1)
    cdef DateToken *c = token(g, i + 2)
    if g.langs & FRENCH == 0 or i == 0 or not has(g, i - 1, DK_THE) or not spaced(g, i) or b.kind != T_NUMBER or not spaced(g, i + 1) \
            or not 0 < b.digits <= 2 or not 1 <= a.value <= 31 or not 1 <= b.value <= 12:
        return 0
    r.a.day = a.value
    r.a.month = b.value
    r.a.has |= H_DAY | H_MONTH
    if c.kind == T_NUMBER and spaced(g, i + 2) and (c.digits == 4 and 1000 <= c.value <= 2100 or c.digits == 2) and not glued(g, i + 3) \
            and not (token(g, i + 3).kind == T_NUMBER):
        if c.digits == 4:
            r.a.year = c.value
            r.a.has |= H_YEAR
        else:
            set_short_year(&r.a, c.value)
        return i + 3
    return i + 2 if c.kind == T_END or c.gap in (c".", c",", c"?", c")") and c.space else 0
