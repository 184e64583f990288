"""Calendar dates in numbers: 2024-04-26, 26.04.2024, 4/26/24, 09/2012, and the evidence for the order of day and month."""
from libc.string cimport memchr

from .dates_lookup cimport bit
from .dates_calendar cimport month_length
from .dates_tokens cimport (AFTERSPACE, DK_AM, DK_AT, DK_BLOCK, DK_FISCAL, DK_NUMBER, DK_OCLOCK, DK_ON, DK_PM, DK_SEASON, DK_THE, DK_TIMEPREP, DK_TO, DK_UNIT, DK_WEEKDAY,
                            DateToken, T_END, T_NUMBER, T_SYMBOL, T_WORD, Tokens, has, kinds_at, sense, skip, token)
from .dates_when cimport H_DAY, H_MONTH, H_YEAR, U_SECOND, When
from .dates_words cimport Reading, glued, is_word_at, joined, set_short_year, spaced


cdef enum:
    FRENCH = 4


cdef inline int digits_at(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, int *value) noexcept nogil:
    """How many ASCII digits stand at p[i] (3 for three or more), and the value of up to two."""
    cdef int count = 0
    value[0] = 0
    while i + count < n and count < 3 and 48 <= p[i + count] <= 57:
        if count < 2:
            value[0] = value[0] * 10 + p[i + count] - 48
        count += 1
    return count


cdef inline Py_ssize_t sign_from(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, unsigned char sign) noexcept nogil:
    """Where the next such sign stands, from p[i] on; n when there is none."""
    cdef const void *hit = memchr(p + i, sign, n - i) if i < n else NULL
    return n if hit == NULL else <const unsigned char *>hit - p


cdef inline int order_evidence(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """1 when dates such as 26/04/2024 in the text put the day first, 0 when they put the month first, -1 when nothing tells. One pass a sign."""
    cdef Py_ssize_t i
    cdef int a, b, c, first = 0, second = 0, k, turn
    cdef unsigned char sign
    for turn in range(2):
        sign = c"-" if turn else c"/"
        i = sign_from(p, 3, n, sign)
        while i + 3 < n:
            # p[i] is the first sign of D/D/YY: one or two digits before it, and no digit or sign before them
            k = 2 if 48 <= p[i - 2] <= 57 else 1
            a = p[i - 1] - 48 + (10 * (p[i - 2] - 48) if k == 2 else 0)
            if 48 <= p[i - 1] <= 57 and not (48 <= p[i - k - 1] <= 57 or p[i - k - 1] == sign or p[i - k - 1] == c"."):
                c = digits_at(p, i + 1, n, &b)
                if 0 < c < 3 and i + 1 + c < n and p[i + 1 + c] == sign and digits_at(p, i + 2 + c, n, &k) >= 2:
                    if 12 < a <= 31 and 0 < b <= 12:
                        first += 1
                    elif 12 < b <= 31 and 0 < a <= 12:
                        second += 1
                    i += 2 + c
            i = sign_from(p, i + 1, n, sign)
    return 1 if first > second else 0 if second > first else -1


cdef inline bint is_day_first(Tokens *g, unsigned char sign) noexcept nogil:
    """Whether the day comes first where both readings are possible: dots, evidence in the text, then language and option."""
    if sign == c".":
        return True
    if g.order == -2:
        g.order = order_evidence(g.text, g.size)
        if g.order < 0:
            g.order = g.default_order
    return g.order == 1


cdef inline bint take_order(Tokens *g, int a, int b, unsigned char sign, When *w) noexcept nogil:
    """Read a and b as day and month in the order that fits."""
    cdef bint day_first
    if a < 1 or b < 1 or a > 31 or b > 31 or (a > 12 and b > 12):
        return False
    day_first = True if a > 12 else False if b > 12 else is_day_first(g, sign)
    w.day = a if day_first else b
    w.month = b if day_first else a
    w.has |= H_DAY | H_MONTH
    return True


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
        if not (sign == c"." and b.space == AFTERSPACE and c.space == AFTERSPACE and (c.digits == 4 or g.year_first and a.digits == 4 and c.digits <= 2)):
            return 0
    if fenced(g, i, i + 3, sign) or not a.digits or not b.digits or sign == c"." and i > 0 and has(g, i - 1, DK_NUMBER) and c.digits != 4:
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


cdef inline bint names_years(Tokens *g, int i, int j) noexcept nogil:
    """Whether what stands beside the numbers from token i to before j makes them two years: die Saison 2010/11, the 2011-12 season, Winter 2010/11."""
    if i > 0 and spaced(g, i) and (kinds_at(g, i - 1) & (bit(DK_FISCAL) | bit(DK_SEASON)) or is_word_at(g, i - 1, b"saison") or is_word_at(g, i - 1, b"season")
                                   or is_word_at(g, i - 1, b"spielzeit") or is_word_at(g, i - 1, b"stagione") or is_word_at(g, i - 1, b"temporada")
                                   or is_word_at(g, i - 1, b"seizoen")):
        return True
    return spaced(g, j) and (kinds_at(g, j) & (bit(DK_FISCAL) | bit(DK_SEASON)) or is_word_at(g, j, b"season") or is_word_at(g, j, b"seasons")
                             or is_word_at(g, j, b"saison") or is_word_at(g, j, b"campaign"))


cdef inline int two_parts(Tokens *g, int i, Reading *r) noexcept nogil:
    """2012-09, 09/2012 as months; 27/11 and 14.10. as days where the context allows it; 2012/13 is a range of years."""
    cdef DateToken *a = token(g, i)
    cdef DateToken *b = token(g, i + 1)
    cdef unsigned char sign = b.gap
    cdef int unit = 0
    if b.kind != T_NUMBER or b.space or not a.digits or not b.digits or (sign != c"-" and sign != c"/" and sign != c".") or fenced(g, i, i + 2, sign):
        return 0
    if a.digits == 4 and b.digits <= 2 and (sign != c"." or g.year_first and b.digits == 2 and 1950 <= a.value <= 2050) and 1000 <= a.value <= 2999:
        if b.digits == 2 and b.value == a.value % 100 + 1 and (sign == c"/" and not g.year_first or names_years(g, i, i + 2)):
            return 0                # "2010/11"
        if 1 <= b.value <= 12 and not glued(g, i + 2) and (b.digits == 2 or sign == c"-"):
            r.a.year = a.value
            r.a.month = b.value
            r.a.has |= H_YEAR | H_MONTH
            return i + 2
        return 0
    if b.digits == 4 and a.digits <= 2 and 1 <= a.value <= 12 and 1900 <= b.value <= 2100:
        if sign == c"." and a.digits == 1:
            return 0
        if glued(g, i + 2) or spaced(g, i + 2) and (sense(g, i + 2, DK_UNIT, &unit) and unit == U_SECOND or token(g, i + 2).stop == token(g, i + 2).start + 1
                                                    and g.p[token(g, i + 2).start] == c"s"):
            return 0                # "1/2000 s"
        r.a.year = b.value
        r.a.month = a.value
        r.a.has |= H_YEAR | H_MONTH
        return i + 2
    if a.digits <= 2 and b.digits <= 2:
        return day_and_month(g, i, sign, r)
    return 0


cdef inline bint hour_follows(Tokens *g, int k) noexcept nogil:
    """Whether a time in digits stands at token k: 20:30, 20h30, 8 pm."""
    cdef DateToken *next = token(g, k + 1)
    if token(g, k).kind != T_NUMBER or not spaced(g, k) or token(g, k).value > 24:
        return False
    return next.gap == c":" and next.space == 0 and next.digits == 2 or spaced(g, k + 1) and kinds_at(g, k + 1) & (bit(DK_OCLOCK) | bit(DK_AM) | bit(DK_PM)) != 0


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
    if sign == c"/" and g.p[a.stop] == c".":
        return 0                # "12./13. Juni"
    if sign == c"-" and not (beside and has(g, i - 1, DK_WEEKDAY) and (a.value > 12 or b.value > 12 or a.digits + b.digits == 4)):
        return 0                # "Mon 9-5"
    if sign == c"." and not dotted and not (beside and has(g, i - 1, DK_WEEKDAY)) and not (alone and g.default_order == 1):
        return 0
    if dotted and not beside and not alone and a.digits + b.digits < 4:
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


cdef inline int pairs_in_numbers(Tokens *g, int i, Reading *r) noexcept nogil:
    """2/28-3/1, 28/2-1/3: two days without a year."""
    cdef DateToken *b = token(g, i + 1)
    cdef DateToken *c = token(g, i + 2)
    cdef DateToken *d = token(g, i + 3)
    cdef int x = token(g, i).value, v = b.value
    cdef bint day_first
    if b.kind != T_NUMBER or b.gap != c"/" or b.space or c.kind != T_NUMBER or c.gap != c"-" or d.kind != T_NUMBER or d.gap != c"/" or d.space \
            or token(g, i).digits > 2 or b.digits > 2 or c.digits > 2 or d.digits > 2 or not d.digits or token(g, i).space == 0 and i > 0 \
            or token(g, i + 4).space == 0 and token(g, i + 4).kind == T_NUMBER or glued(g, i + 4):
        return 0
    day_first = is_day_first(g, c"/") if x <= 12 and v <= 12 and c.value <= 12 and d.value <= 12 else x > 12 or c.value > 12
    r.a.day = x if day_first else v
    r.a.month = v if day_first else x
    r.b.day = c.value if day_first else d.value
    r.b.month = d.value if day_first else c.value
    if r.a.month > 12 or r.b.month > 12 or not 1 <= r.a.day <= 31 or not 1 <= r.b.day <= 31 or r.a.month < 1 or r.b.month < 1:
        return 0
    r.a.has |= H_DAY | H_MONTH
    r.b.has |= H_DAY | H_MONTH
    r.range = True
    if token(g, i + 4).gap == c"," and token(g, i + 4).digits == 4 and 1900 <= token(g, i + 4).value <= 2100:
        r.a.year = r.b.year = token(g, i + 4).value
        r.a.has |= H_YEAR
        r.b.has |= H_YEAR
        return i + 5
    return i + 4


cdef inline int days_in_numbers(Tokens *g, int i, Reading *r) noexcept nogil:
    """14. - 15.10., 14./15.10.2018, 28. bis 3.11.2018: a day that takes its month from the end of the range. In a text in English the year must be told."""
    cdef DateToken *t = token(g, i)
    cdef bint dotted = t.stop < g.n and g.p[t.stop] == c"."
    cdef int k = i + 1, j
    cdef DateToken *b
    if dotted and has(g, k, DK_TO):
        k = skip(g, k, DK_TO)
        if not spaced(g, k):
            return 0
    b = token(g, k)
    if b.kind != T_NUMBER or k == i + 1 and b.gap not in (c"-", c"/") or token(g, k + 1).gap != c"." or token(g, k + 1).space or not 1 <= t.value <= 31 \
            or t.value >= b.value and not dotted or t.space == 0 and i > 0 or b.gap == c"/" and (b.space or not dotted):
        return 0
    j = three_parts(g, k, r) if g.default_order == 1 or token(g, k + 2).digits == 4 else 0
    if not j and g.default_order == 1 and token(g, k + 1).kind == T_NUMBER and token(g, k + 1).stop < g.n and g.p[token(g, k + 1).stop] == c".":
        j = day_and_month(g, k, c".", r)
    if not j or not r.a.has & H_DAY or r.a.day != b.value:
        r.a.has = 0
        return 0
    r.b = r.a
    r.a.day = t.value
    if t.value >= b.value:
        r.a.month = (r.b.month + 10) % 12 + 1
        r.a.year -= r.a.month == 12
    r.range = True
    return j


cdef inline int dotted_pair(Tokens *g, int i, Reading *r) noexcept nogil:
    """12.6.-14.6.2024, 28.05. – 3.6.: a day that takes its year from the end of the range; the token after it, or 0."""
    cdef DateToken *b = token(g, i + 1)
    cdef DateToken *c = token(g, i + 2)
    cdef DateToken *d = token(g, i + 3)
    cdef DateToken *e = token(g, i + 4)
    if b.digits > 2 or b.space or c.kind != T_NUMBER or c.gap != c"-" or c.digits > 2 or d.kind != T_NUMBER or d.gap != c"." or d.space or not 0 < d.digits <= 2 \
            or token(g, i).space == 0 and i > 0 or not 1 <= b.value <= 12 or not 1 <= d.value <= 12 or not 1 <= token(g, i).value <= 31 or not 1 <= c.value <= 31:
        return 0
    if e.kind == T_NUMBER and e.digits == 4 and joined(g, i + 4, c".") and 1900 <= e.value <= 2100:
        r.b.year = e.value
        r.a.year = r.b.year - (b.value > d.value)
        r.a.has = r.b.has = H_YEAR
    elif g.p[b.stop] != c"." or d.stop >= g.n or g.p[d.stop] != c"." or e.kind == T_NUMBER and e.space == 0:
        return 0
    r.a.day = token(g, i).value
    r.a.month = b.value
    r.b.day = c.value
    r.b.month = d.value
    r.stop = r.a.has == 0
    r.a.has |= H_DAY | H_MONTH
    r.b.has |= H_DAY | H_MONTH
    r.range = True
    return i + 5 - r.stop


cdef inline int compact(Tokens *g, int i, Reading *r) noexcept nogil:
    """20240426: eight digits that are a day from 1990 to 2039 and stand alone."""
    cdef DateToken *t = token(g, i)
    cdef int year = t.value / 10000, month = t.value / 100 % 100, day = t.value % 100
    if not 1990 <= year <= 2039 or not 1 <= month <= 12 or not 1 <= day <= month_length(year, month) or glued(g, i + 1) or i > 0 and glued(g, i):
        return 0
    if token(g, i + 1).kind == T_NUMBER and token(g, i + 1).space == 0 or t.space == 0 and i > 0 and token(g, i - 1).kind == T_NUMBER:
        return 0
    r.a.year = year
    r.a.month = month
    r.a.day = day
    r.a.has |= H_YEAR | H_MONTH | H_DAY
    r.strong = True
    return i + 1


cdef inline int reign_in_letters(Tokens *g, int i, Reading *r) noexcept nogil:
    """R6.5.15, H30.4.1, S39/10/10: a day in the year of a reign as Japanese forms write it; the token after it, or 0."""
    cdef DateToken *t = token(g, i + 1)
    cdef DateToken *b = token(g, i + 2)
    cdef DateToken *c = token(g, i + 3)
    cdef unsigned char letter = g.p[token(g, i).start]
    cdef int first = 2018 if letter == c"R" else 1988 if letter == c"H" else 1925 if letter == c"S" else 1911 if letter == c"T" else 1867 if letter == c"M" else 0
    if not first or t.kind != T_NUMBER or not 0 < t.value < 65 or not glued(g, i + 1) or b.gap not in (c".", c"/") or c.gap != b.gap or b.space or c.space \
            or b.kind != T_NUMBER or c.kind != T_NUMBER or not 0 < b.value <= 12 or not 0 < c.value <= 31 or token(g, i + 4).kind == T_NUMBER and not token(g, i + 4).space:
        return 0
    r.a.year = first + t.value
    r.a.month = b.value
    r.a.day = c.value
    r.a.has |= H_YEAR | H_MONTH | H_DAY
    r.strong = True
    return i + 4


cdef inline int date_in_numbers(Tokens *g, int i, Reading *r) noexcept nogil:
    """A date in numbers at token i; the token after it, or 0."""
    cdef int j
    if token(g, i).kind != T_NUMBER:
        return 0
    if token(g, i).digits == 8:
        return compact(g, i, r)
    j = three_parts(g, i, r)
    if not j and token(g, i + 1).gap == c"." and token(g, i + 2).gap == c"-" and token(g, i).digits <= 2:
        j = dotted_pair(g, i, r)
    if not j:
        j = two_parts(g, i, r)
    if token(g, i).digits <= 2 and (not j or token(g, j).gap == c"-") and token(g, i + 1).gap == c"/":
        r.b.has = 0
        j = pairs_in_numbers(g, i, r) or j
    if not j and token(g, i).digits <= 2:
        j = days_in_numbers(g, i, r)
        if not j and g.default_order == 1:
            j = spaced_parts(g, i, r)
    if j:
        r.strong = True
    return j
