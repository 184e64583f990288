"""Ranges and lists, whose members lend each other what only one of them says; and the whole mention at a token."""
from .dates_atom cimport atom_at, empty_reading
from .dates_beside cimport between_before, from_before, overnight, range_gap, weekday_after
from .dates_east_numbers cimport end_without_year
from .dates_hours cimport take_date
from .dates_join cimport whole_at
from .dates_shared cimport noun_first, period_beside
from .dates_tokens cimport BLANKLINE, DK_AND, DK_MONTH, DK_THE, DK_TO, DK_WEEKDAY, NEWLINE, T_END, T_NUMBER, DateToken, Tokens, OVERNIGHT, gap_of, guards, has, skip, token
from .dates_when cimport (H_CENTURY, H_CLOCK, H_DATED, H_DAY, H_DECADE, H_MONTH, H_NAMED, H_NTH, H_OFFSET, H_PERIOD, H_SHORT, H_WEEKDAY, H_YEAR, U_DAY,
                          U_FORTNIGHT, U_MONTH, U_WEEK, U_YEAR, When)
from .dates_words cimport Reading, day_at, glued, joined, spaced, weekday_at
from .utf8 cimport point_at

cdef enum:
    CYRILLIC = 0x420100         # the languages ru uk bg, which write a dash with spaces in a range


cdef inline bint counts_days(const When *w) noexcept nogil:
    """Whether an amount of time leads to a day: three days ago, in two weeks."""
    return w.counted and w.has & H_OFFSET and (w.unit == U_DAY or w.unit == U_WEEK or w.unit == U_FORTNIGHT)


cdef inline int grain(const When *w) noexcept nogil:
    """How fine a date is: what two ends of a range must share."""
    if w.has & (H_CENTURY | H_DECADE):
        return 7 if w.has & H_CENTURY else 6
    if w.has & H_PERIOD:
        return 5
    if w.has & H_DAY or w.has & H_NAMED or w.has & H_OFFSET and w.unit == U_DAY:
        return 1
    if w.has & H_WEEKDAY:
        return 1
    if counts_days(w):
        return 1
    if w.has & H_OFFSET:
        return 8 if w.unit == U_WEEK or w.counted else 3 if w.unit == U_MONTH else 4 if w.unit == U_YEAR else 9
    if w.has & H_MONTH or w.has & H_NTH and w.nth == U_MONTH:
        return 3
    if w.has & H_YEAR:
        return 4
    return 10 if w.has & H_CLOCK else 0


cdef inline bint borrow_parts(When *a, When *b) noexcept nogil:
    """Give each end of a range what only the other one says; False when they do not go together."""
    cdef int ga = grain(a), gb = grain(b)
    if ga == 10 and gb == 10:
        return True
    if gb == 10:
        if not a.has & H_CLOCK:
            return False
        take_date(b, a)
        return True
    if ga == 10 or ga != gb:
        return False
    if (a.has & H_CLOCK != 0) != (b.has & H_CLOCK != 0):
        return False
    if ga == 1 and a.has & H_OFFSET and a.unit == U_MONTH and a.has & H_DAY and b.has == H_DAY:
        b.unit = U_MONTH
        b.offset = a.offset                 # 来月の4日から23日
        b.has |= H_OFFSET
    if b.has & ~<unsigned int>H_WEEKDAY == H_DAY and a.has & H_MONTH and not a.has & H_OFFSET and b.day > a.day:
        b.month = a.month                   # "5月18日(土)～26日(日)"
        b.has |= H_MONTH
    if a.has & ~<unsigned int>H_WEEKDAY == H_DAY and b.has & H_MONTH and not b.has & H_OFFSET:
        a.month = b.month if a.day < b.day else (b.month + 10) % 12 + 1     # "vom 12. bis 14.6.2024", "vom 28. bis 3.6."
        a.has |= H_MONTH
    if ga == 1 or ga == 3:
        if (a.has | b.has) & (H_OFFSET | H_NAMED) or not a.has & b.has & H_MONTH:
            return True
        if a.has & H_YEAR and not b.has & H_YEAR:
            b.year = a.year + (1 if b.month < a.month else 0)
            b.has |= H_YEAR
        elif b.has & H_YEAR and not a.has & H_YEAR:
            a.year = b.year - (1 if b.month < a.month else 0)
            a.has |= H_YEAR | b.has & H_SHORT
    if ga == 5 and b.has & H_YEAR and not a.has & H_YEAR:
        a.year = b.year - (1 if b.index < a.index else 0)
        a.has |= H_YEAR
    if ga == 4 and a.year >= b.year and not a.bc and not (a.has | b.has) & H_OFFSET:
        return False
    return True


cdef inline int year_end(Tokens *g, int j, Reading *r) noexcept nogil:
    """The short end of a range of years: 2008-16, 2013/14; the token after it, or 0."""
    cdef DateToken *t = token(g, j)
    if (r.a.has & H_DATED) != H_YEAR or r.a.bc or r.a.has & H_SHORT or t.kind != T_NUMBER or t.digits != 2 or t.space \
            or (t.gap != c"-" and t.gap != c"/"):
        return 0
    if token(g, j - 1).digits != 4 or t.value <= r.a.year % 100 and not (t.value == 0 and r.a.year % 100 == 99):
        return 0
    if glued(g, j + 1) or token(g, j + 1).kind == T_NUMBER and token(g, j + 1).space == 0 and token(g, j + 1).gap:
        return 0
    r.b = r.a
    r.b.year = r.a.year - r.a.year % 100 + t.value + (100 if t.value == 0 else 0)
    r.range = True
    return j + 1


cdef inline int range_after_bracket(Tokens *g, int j) noexcept nogil:
    """Past a range sign or word after a closing bracket before token j: 5月18日(土)～26日, 18일(토)부터; the token after it, or 0."""
    cdef DateToken *t = token(g, j)
    cdef Py_ssize_t i = bracket_end(g, token(g, j - 1).stop)
    if t.kind == T_END or t.space & BLANKLINE:
        return 0
    if t.gap == c")":
        return skip(g, j, DK_TO) if has(g, j, DK_TO) and t.start == i else 0
    if t.gap != c"?":
        return 0
    while i < t.start and g.p[i] == 32:
        i += 1
    return j if g.p[i] in (c"-", c"~") or i + 2 < t.start and gap_of(point_at(g.p, i, g.n).code) == c"-" else 0


cdef inline int end_without_hours(Tokens *g, int k, Reading *day) noexcept nogil:
    """The day at token k, whatever time follows it; the token after it, or 0."""
    cdef int m = atom_at(g, k, day)
    return m if m and not day.range and not day.kind and (day.a.has & (H_DAY | H_MONTH | H_CLOCK)) == H_DAY | H_MONTH else 0


cdef inline int with_range(Tokens *g, int i, int j, Reading *r) noexcept nogil:
    """Add the end of a range that starts at token i; the token after it, or j."""
    cdef Reading end, day
    cdef When a, b
    cdef DateToken *t = token(g, j)
    cdef int k, m, n
    cdef bint slash = t.gap == c"/" and t.space == 0
    if r.range or r.kind or r.a.counted and not r.a.has & H_CLOCK and not counts_days(&r.a):
        return j
    k = year_end(g, j, r)
    if k:
        return k
    k = range_gap(g, j)
    if not k and r.stop == 1:
        k = range_after_bracket(g, j)
    if not k and t.gap == c"=" and g.langs & CYRILLIC and has(g, j, DK_MONTH) and r.a.has & H_MONTH:
        k = j                   # "в январе — марте 2024 года"
    if not k and between_before(g, i) and has(g, j, DK_AND) and t.gap == 0:
        k = skip(g, j, DK_AND)
        if has(g, k, DK_THE) and spaced(g, k):
            k = skip(g, k, DK_THE)
    if not k and guards(g, j, OVERNIGHT) and t.gap in (0, c"."):
        k = overnight(g, i, j)
    if not k and slash and t.kind == T_NUMBER and (t.digits == 4 or r.a.has & H_CLOCK):
        k = j
    if not k or token(g, k).space & BLANKLINE or t.gap == c"-" and t.space & NEWLINE:
        return j
    if r.a.has & (H_CENTURY | H_DECADE) and noun_first(g, j, &r.a):
        m = period_beside(g, k, &r.a, &b)           # "siglos XV al XVII"
        if m:
            r.b = b
            r.range = True
            return m
    if t.gap == c"," and g.default_order == 0 and not r.a.has & H_YEAR and not from_before(g, i):
        return j                # "due last Thursday, to Nov. 6"
    m = whole_at(g, k, &end)
    if not m and r.stop == 1 and (r.a.has & (H_DAY | H_MONTH)) == (H_DAY | H_MONTH):
        empty_reading(&end)
        m = day_at(g, k, &end.a.day)        # "6月14日(金)～23日(日)"
        m = m if m > k + 1 or m and token(g, m).gap == c"(" else 0
        end.a.has = H_DAY
    if not m and g.year_first and token(g, k).kind == T_NUMBER and (r.a.has & (H_YEAR | H_MONTH | H_DAY)) == H_YEAR | H_MONTH | H_DAY and token(g, j - 1).kind == T_NUMBER:
        empty_reading(&end)
        m = end_without_year(g, j, k, &end.a)       # "2024.03.16 ~ 03.22"
    if m and end.a.has & H_CLOCK and (r.a.has & (H_CLOCK | H_DAY | H_MONTH)) == H_DAY | H_MONTH and end.a.has & H_MONTH:
        n = end_without_hours(g, k, &day)
        if n and (end.range or token(g, n).gap == c","):
            end = day               # "3 May - 30 June, 10am-5pm": the hours are of each day
            m = n
    if m and (end.range or end.a.has & H_CLOCK) and r.a.has == H_WEEKDAY and end.a.has & H_WEEKDAY:
        if not end.a.has & H_CLOCK and end.a.has & H_MONTH and end.b.has & H_DAY:
            r.a = end.a             # "Sat-Sun, May 18-19"
            r.b = end.b
            r.range = r.strong = True
            r.stop = end.stop
            return m
        day = end
        empty_reading(&end)
        n = weekday_at(g, k, &end.a)        # "Monday to Friday 9am-5pm": the hours are of each day
        if day.range or token(g, n).kind == T_NUMBER:
            m = n
        else:
            end = day
    if m and r.stop == 1 and not end.range and end.a.has & H_DAY and token(g, m).gap == c"(":
        m = weekday_after(g, m, &end)       # "5月18日(土)～26日(日)"
    if m and end.a.yearless_ok and not r.a.has & H_WEEKDAY:
        return j                # "den 28. Juli - so die Schilderung"
    if m and r.a.canonical and not end.a.canonical:
        return j                # what stands written as 2024-04-26T15:30 has been read before
    if not m or end.range or end.kind or end.a.counted and not counts_days(&end.a) or end.modifier and grain(&end.a) == 1:
        return j
    a = r.a
    b = end.a
    if not borrow_parts(&a, &b):
        return j
    if slash and not (a.has & H_YEAR and b.has & H_YEAR):
        return j
    if end.a.has == H_WEEKDAY and (joined(g, m, c"-") and has(g, m, DK_WEEKDAY) or r.a.has == H_WEEKDAY and token(g, i).start > 0 and g.p[token(g, i).start - 1] == c"-"
                                   or r.a.has & H_DAY and token(g, m).gap == c"," and has(g, m, DK_MONTH)):
        return j                # "a Monday-Wednesday-Friday routine"; "Wed, Apr 22 - Fri, May 15Estimated"
    if a.has == H_NAMED and t.gap == c"-" and t.space and b.has & H_YEAR and b.has & H_MONTH:
        return j                # "Menus for Christmas - 5 December 2023": the day of an article
    if grain(&a) == 10 and not (t.gap == c"-" or has(g, j, DK_TO)):
        return j
    r.a = a
    r.b = b
    r.range = True
    r.strong = True
    r.stop = end.stop
    return m


cdef inline Py_ssize_t bracket_end(Tokens *g, Py_ssize_t i) noexcept nogil:
    """After the closing bracket or dot that stands at p[i]."""
    if i < g.n and (g.p[i] == c")" or g.p[i] == c"]" or g.p[i] == c"."):
        return i + 1
    if i + 2 < g.n and g.p[i] == 0xEF and g.p[i + 1] == 0xBC and g.p[i + 2] == 0x89:
        return i + 3
    return i
