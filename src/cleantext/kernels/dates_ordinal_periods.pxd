"""Quarters, halves, weeks and weekdays that are counted: third quarter of 2023, the 2nd Monday in May."""
from .dates_centuries cimport ordinal_at
from .dates_lookup cimport bit, lead
from .dates_one_year cimport year_after, year_at, year_gap
from .dates_relative cimport relative_at
from .dates_reports cimport set_offset
from .dates_tokens cimport (DK_DEI, DK_FISCAL, DK_MONTH, DK_OF, DK_REL, DK_THE, DK_UNIT, DK_WEEKDAY, DK_YEAR, NEWLINE, T_NUMBER, T_WORD, WEAK, DateToken,
                            Tokens, has, kinds_at, sense, skip, token)
from .dates_when cimport (H_HALF, H_MONTH, H_NTH, H_OFFSET, H_QUARTER, H_WEEKDAY, U_CENTURY, U_DAY, U_HALF, U_MONTH, U_NUMBERED, U_QUARTER, U_WEEK, U_WEEKEND, U_YEAR,
                          When, clear)
from .dates_words cimport Reading, joined, month_at, roman, spaced, unit_at


cdef inline int period_year(Tokens *g, int j, When *w) noexcept nogil:
    """The year after a season, quarter, half or week: "2023", "of 2023", "'23", ", 2023", "/2023"; the token after it, or j."""
    cdef int k = year_gap(g, j)
    cdef When old = w[0]
    if not k and has(g, j, DK_FISCAL) and spaced(g, j):
        k = j                       # "Q4 FY23"
    if not k:
        return j
    if has(g, k, DK_FISCAL) and spaced(g, k):
        k = skip(g, k, DK_FISCAL)
        w.fiscal = True
    if has(g, k, DK_UNIT) and not has(g, k, DK_YEAR) and token(g, k).kind == T_WORD:
        w[0] = old
        return j
    if token(g, k).kind == T_NUMBER and token(g, k).digits not in (2, 4) or token(g, k).space & NEWLINE \
            or token(g, k).gap == c"," and lead(g, j - 1) >= 0xE3:
        w[0] = old
        return j
    k = year_at(g, k, w, token(g, k).digits != 2 or token(g, k).gap == c"'" or token(g, k).gap == c"/" or w.fiscal and not old.fiscal)
    if not k:
        w[0] = old
        return j
    return k


cdef inline int told_frame(Tokens *g, int m, Reading *r) noexcept nogil:
    """Put what is in r into the month or year told at token m ("mois prochain"); the token after it, or 0."""
    cdef Reading frame = r[0]
    cdef int k
    clear(&frame.a)
    k = relative_at(g, m, &frame)
    if not k or not frame.a.has & H_OFFSET or frame.a.counted or frame.a.unit not in (U_MONTH, U_YEAR):
        return 0
    set_offset(&r.a, frame.a.unit, frame.a.offset)
    r.a.from_last = frame.a.from_last
    return k


cdef inline bint is_slavic_half(Tokens *g, int i) noexcept nogil:
    """Whether token i is "połowa" or "половина", the half of anything, and no half-year (półrocze, полугодие)."""
    cdef const unsigned char *p = g.p + token(g, i).start
    return p[0] == c"p" and p[1] == c"o" or p[0] == 0xD0 and p[6] == 0xD0


cdef inline bint in_century(Tokens *g, int k) noexcept nogil:
    """Whether "of the 18th century" stands at token k: what is before it is a part of the century."""
    cdef int v = 0
    if not has(g, k, DK_OF) or not spaced(g, k):
        return False
    k = ordinal_at(g, skip(g, skip(g, k, DK_OF), DK_THE), &v)
    return k != 0 and spaced(g, k) and unit_at(g, k, U_CENTURY) != 0


cdef inline int half_of_year(Tokens *g, int k, Reading *r) noexcept nogil:
    """The year of the first half of this year, the second half of the year; the token after it, or 0. "of" is at token k."""
    cdef int m
    if not has(g, k, DK_OF) or g.default_order or not g.known_year:
        return 0
    k = skip(g, k, DK_OF)
    m = unit_at(g, k, U_YEAR)
    if m and token(g, m - 1).stop - token(g, m - 1).start == 4 and not token(g, m).kind == T_NUMBER:
        set_offset(&r.a, U_YEAR, 0)
        return m
    m = told_frame(g, k, r) if kinds_at(g, k) & bit(DK_DEI) else 0
    return m if m and r.a.unit == U_YEAR else 0


cdef inline int ordinal_period(Tokens *g, int i, Reading *r) noexcept nogil:
    """third quarter [of 2023], second half of 2012, first week of May 2014, the 2nd Monday in October, third day of the month."""
    cdef int v = 0, unit = 0, weekday = 0, k, m, month = 0
    cdef int j = ordinal_at(g, i, &v)
    cdef bint last = False
    if not j and sense(g, i, DK_DEI, &v) and v == -1:
        j = skip(g, i, DK_DEI)
        last = True
    if not j or v == 0 or not (spaced(g, j) or joined(g, j, c"-") or token(g, j).gap == c"." and (token(g, i).kind != T_WORD or roman(g, i))):
        return 0
    k = sense(g, j, DK_UNIT, &unit)
    if not k and not last and has(g, j, DK_FISCAL) and unit_at(g, j + 1, U_QUARTER):
        k = j + 2               # "fourth fiscal quarter of 2023"
        unit = U_QUARTER
        r.a.fiscal = True
    if last and unit == U_QUARTER and k and has(g, k, DK_OF):
        r.a.index = 4
        r.a.has |= H_QUARTER
        m = period_year(g, k, &r.a)
        return m if m > k and token(g, m - 1).digits == 4 else 0      # "the last quarter of 2023"
    if k and (last and unit == U_HALF or not last and (unit == U_QUARTER and v <= 4 or unit == U_HALF and v <= 2) and v > 0):
        r.a.index = 2 if last else v
        r.a.has |= H_QUARTER if unit == U_QUARTER else H_HALF
        m = period_year(g, k, &r.a)
        if m > k and joined(g, m, c"-") and lead(g, m) >= 0xD0:
            return 0                # "в первой половине 1990-х"
        r.strong = m > k or unit == U_QUARTER
        if m == k and in_century(g, k):
            return 0
        if m == k and unit == U_HALF and (token(g, k - 1).stop - token(g, k - 1).start < 8 or is_slavic_half(g, k - 1) and not (
                spaced(g, k) and kinds_at(g, k) & (bit(DK_YEAR) | bit(DK_DEI)))):
            return half_of_year(g, k, r)        # not "the second half" of anything, but "das zweite Halbjahr"
        return m
    if k and unit == U_NUMBERED and token(g, j).gap == c"." and 0 < v <= 53 and in_capitals(g, j):
        r.a.index = v               # "in der 23. Kalenderwoche"
        r.a.nth = U_WEEK
        r.a.has |= H_NTH
        m = period_year(g, k, &r.a)
        r.strong = True
        return m if m > k or g.known_year else 0
    if not k or unit not in (U_WEEK, U_DAY, U_MONTH, U_WEEKEND):
        k = sense(g, j, DK_WEEKDAY, &weekday)
        if not k:
            return 0
        unit = -1
    elif token(g, i).kind == T_NUMBER and token(g, j).gap == 0 and token(g, i + 1).start == token(g, j).start:
        return 0
    if unit == U_MONTH and not last and spaced(g, k) and token(g, k).digits == 4 and year_at(g, k, &r.a, True):
        r.a.index = v               # "terceiro mês 2017"
        r.a.nth = unit
        r.a.has |= H_NTH
        r.strong = True
        return year_at(g, k, &r.a, True)
    if not spaced(g, k) or not has(g, k, DK_OF) and not (has(g, k, DK_MONTH) and unit != U_MONTH and (not last or unit != U_WEEK or g.default_order)):
        return 0
    m = skip(g, skip(g, k, DK_OF), DK_THE)
    if not spaced(g, m):
        return 0
    r.a.index = v
    r.a.nth = unit
    r.a.weekday = weekday & 7
    r.a.has |= H_NTH | (H_WEEKDAY if unit < 0 else 0)
    r.strong = True
    k = month_at(g, m, &month)
    if k and unit == U_MONTH:
        return 0                # "el pasado mes de abril"
    if k:
        r.a.month = month
        r.a.has |= H_MONTH
        return year_after(g, k, &r.a, False)
    k = year_at(g, m, &r.a, True)
    if k:
        return k
    if not kinds_at(g, m) & (bit(DK_UNIT) | bit(DK_REL) | bit(DK_DEI)):
        return 0
    k = told_frame(g, m, r)         # "le premier mercredi du mois prochain"
    if not k and has(g, m - 1, DK_THE) and sense(g, m, DK_UNIT, &unit) and (unit == U_MONTH or unit == U_YEAR) and not g.flags & WEAK:
        set_offset(&r.a, unit, 0)   # "the first Monday of the month"
        return skip(g, m, DK_UNIT)
    return k


cdef inline bint in_capitals(Tokens *g, int i) noexcept nogil:
    """Whether a word of two letters at token i is written in capitals; longer ones may be as they are."""
    cdef DateToken *t = token(g, i)
    return t.stop - t.start > 2 or 65 <= g.p[t.start] <= 90 and 65 <= g.p[t.start + 1] <= 90
