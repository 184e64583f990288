"""Calendar dates in numbers: 2024-04-26, 26.04.2024, 4/26/24, 09/2012, and the evidence for the order of day and month."""
from .dates_acts cimport ends_in_number, is_act
from .dates_calendar cimport month_length
from .dates_digits cimport day_and_month, fenced, spaced_dots, spaced_parts, three_parts
from .dates_dotted cimport dotted_day, first_day
from .dates_east_numbers cimport korean_day
from .dates_lookup cimport bit, lead
from .dates_one_year cimport set_short_year
from .dates_order cimport is_day_first
from .dates_slashes cimport slashed_days
from .dates_tokens cimport DK_FISCAL, DK_SEASON, DK_TO, DK_UNIT, KOREAN, ROMANCE, SEASONAL, T_NUMBER, T_WORD, DateToken, Tokens, guards, has, kinds_at, sense, skip, token
from .dates_when cimport H_DAY, H_MONTH, H_YEAR, U_SECOND
from .dates_words cimport Reading, glued, joined, spaced


cdef inline bint names_years(Tokens *g, int i, int j) noexcept nogil:
    """Whether what stands beside the numbers from token i to before j makes them two years: die Saison 2010/11, the 2011-12 season, Winter 2010/11."""
    return i > 0 and spaced(g, i) and (kinds_at(g, i - 1) & (bit(DK_FISCAL) | bit(DK_SEASON)) or guards(g, i - 1, SEASONAL)) \
        or spaced(g, j) and (kinds_at(g, j) & (bit(DK_FISCAL) | bit(DK_SEASON)) or guards(g, j, SEASONAL))


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
        if sign == c"-" and b.digits == 2 and b.value > a.value % 100 and g.p[b.start - 1] == 0x93:
            return 0                # "2004–09" with a dash
        if 1 <= b.value <= 12 and not glued(g, i + 2) and (b.digits == 2 or sign == c"-") and not is_act(g, i):
            r.a.year = a.value
            r.a.month = b.value
            r.a.has |= H_YEAR | H_MONTH
            return i + 2
        return 0
    if b.digits == 4 and a.digits <= 2 and 1 <= a.value <= 12 and 1900 <= b.value <= 2100:
        if sign == c"." and a.digits == 1 or is_act(g, i):
            return 0
        if glued(g, i + 2) or spaced(g, i + 2) and (sense(g, i + 2, DK_UNIT, &unit) and unit == U_SECOND or token(g, i + 2).stop == token(g, i + 2).start + 1
                                                    and lead(g, i + 2) == c"s"):
            return 0                # "1/2000 s"
        r.a.year = b.value
        r.a.month = a.value
        r.a.has |= H_YEAR | H_MONTH
        return i + 2
    if sign == c"/" and a.digits == 2 and b.digits == 2 and b.value == a.value + 1 and names_years(g, i, i + 2) and not glued(g, i + 2):
        set_short_year(&r.a, a.value)           # "la temporada 23/24"
        r.b = r.a
        r.b.year += 1
        r.range = True
        return i + 2
    if a.digits <= 2 and b.digits <= 2:
        return day_and_month(g, i, sign, r)
    return 0


cdef inline int pairs_in_numbers(Tokens *g, int i, Reading *r) noexcept nogil:
    """2/28-3/1, 28/2-1/3, 01/06-30/06/2024: two days, of which at most the second has its year."""
    cdef DateToken *b = token(g, i + 1)
    cdef DateToken *c = token(g, i + 2)
    cdef DateToken *d = token(g, i + 3)
    cdef int x = token(g, i).value, v = b.value
    cdef bint day_first
    if b.kind != T_NUMBER or b.gap != c"/" or b.space or c.kind != T_NUMBER or c.gap != c"-" or d.kind != T_NUMBER or d.gap != c"/" or d.space \
            or token(g, i).digits > 2 or b.digits > 2 or c.digits > 2 or d.digits > 2 or not d.digits or token(g, i).space == 0 and i > 0 \
            or token(g, i + 4).space == 0 and token(g, i + 4).kind == T_NUMBER and not (joined(g, i + 4, c"/") and token(g, i + 4).digits == 4) or glued(g, i + 4):
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
    if token(g, i + 4).gap in (c",", c"/") and token(g, i + 4).digits == 4 and 1900 <= token(g, i + 4).value <= 2100:
        r.b.year = token(g, i + 4).value
        r.a.year = r.b.year - (r.a.month > r.b.month)
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
    if not j and dotted and dotted_day(g, k) and first_day(g, i):
        r.a.day = b.value
        r.a.month = token(g, k + 1).value
        r.a.has = H_DAY | H_MONTH
        r.stop = token(g, k + 2).start > token(g, k + 1).stop + 1
        j = k + 2
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
    if ends_in_number(g, i) or not 1990 <= year <= 2039 or not 1 <= month <= 12 or not 1 <= day <= month_length(year, month) or glued(g, i + 1) or i > 0 and glued(g, i):
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
    cdef unsigned char letter = lead(g, i)
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
    if not j and g.langs & KOREAN and g.year_first and token(g, i + 1).gap == c".":
        j = korean_day(g, i, r)
        if j:
            r.strong = True
            return j
    if not j and token(g, i + 1).gap == c"." and token(g, i + 2).gap == c"-" and token(g, i).digits <= 2:
        j = dotted_pair(g, i, r)
    if not j:
        j = two_parts(g, i, r)
    if token(g, i).digits <= 2 and (not j or token(g, j).gap == c"-") and token(g, i + 1).gap == c"/":
        r.b.has = 0
        j = pairs_in_numbers(g, i, r) or j
    if not j and token(g, i).digits <= 2:
        if g.langs & ROMANCE and (token(g, i + 1).gap == c"-" or token(g, i + 1).kind == T_WORD):
            j = slashed_days(g, i, r)
        j = j or days_in_numbers(g, i, r)
        if not j and g.default_order == 1:
            j = spaced_parts(g, i, r) or spaced_dots(g, i, r)
    if j:
        r.strong = True
    return j
