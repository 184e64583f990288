"""Ranges and lists, whose members lend each other what only one of them says; and the whole mention at a token."""
from .dates_atom cimport empty_reading, quarter_letter
from .dates_forms cimport between_before, day_month, from_before, range_gap, weekday_after
from .dates_hours cimport dotted_stop, hour_member, lend_half, listed_hours, take_date
from .dates_join cimport whole_at
from .dates_lookup cimport bit
from .dates_noclock cimport counts_hours
from .dates_members cimport borrow_from_later, borrow_year, listed_member, shape
from .dates_series cimport member_gap
from .dates_shared cimport noun_first, period_beside, period_member
from .dates_shortcuts cimport number_alone, plain_year, starts_nothing
from .dates_tokens cimport (BLANKLINE, DATES_STARTERS, DK_AND, DK_APPROX, DK_BETWEEN, DK_BLOCK, DK_MONTH, DK_NUM, DK_OCLOCK, DK_OF, DK_ON, DK_ORD, DK_POS, DK_SEASON, DK_THE, DK_TO,
                            DK_UNIT, DK_WEEKDAY, DK_YEAR, DateToken, NEWLINE, POLISH, T_END, T_NUMBER, T_SYMBOL, T_WORD, Tokens, gap_of, has, kinds_at, skip, token)
from .dates_when cimport (H_CENTURY, H_CLOCK, H_DATED, H_DAY, H_DECADE, H_FRACTION, H_HOUR, H_MONTH, H_NAMED, H_NTH, H_OFFSET, H_PART, H_PERIOD, H_SHORT, H_WEEKDAY, H_YEAR,
                          H_ZONE, U_DAY, U_FORTNIGHT, U_MONTH, U_WEEK, U_YEAR, When)

from .dates_words cimport Reading, capital, day_at, glued, spaced, weekday_at
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
    if ga == 10 or ga != gb and not (ga == 4 and gb == 3 and False):
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


cdef inline int with_range(Tokens *g, int i, int j, Reading *r) noexcept nogil:
    """Add the end of a range that starts at token i; the token after it, or j."""
    cdef Reading end
    cdef When a, b
    cdef DateToken *t = token(g, j)
    cdef int k, m
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
    if m and end.range and r.a.has == H_WEEKDAY and end.a.has & H_WEEKDAY:
        if not end.a.has & H_CLOCK and end.a.has & H_MONTH and end.b.has & H_DAY:
            r.a = end.a             # "Sat-Sun, May 18-19"
            r.b = end.b
            r.range = r.strong = True
            r.stop = end.stop
            return m
        empty_reading(&end)
        m = weekday_at(g, k, &end.a)        # "Monday to Friday 9am-5pm": the hours are of each day
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
    if grain(&a) == 10 and not (t.gap == c"-" or has(g, j, DK_TO)):
        return j
    r.a = a
    r.b = b
    r.range = True
    r.strong = True
    r.stop = end.stop
    return m


cdef inline int listed_day(Tokens *g, int i, Reading *r) noexcept nogil:
    """A day whose month comes at the end of the list: the 11 of "11., 18. und 25. März"; the token after it, or 0."""
    cdef Reading last
    cdef int day = 0, next = 0, j, k, m, _count
    j = day_at(g, i, &day)
    if not j or token(g, i).kind != T_NUMBER or not token(g, i).digits:
        return 0
    k = j
    for _count in range(6):
        if token(g, k).kind == T_END:
            return 0
        if has(g, k, DK_AND):
            k = skip(g, k, DK_AND)
            if has(g, k, DK_ON) and spaced(g, k):
                k = skip(g, k, DK_ON)
            if has(g, k, DK_THE) and spaced(g, k):
                k = skip(g, k, DK_THE)
        elif token(g, k).kind == T_SYMBOL and g.p[token(g, k).start] in (c"&", c"+") and token(g, k).stop - token(g, k).start == 1:
            k += 1                      # "12. + 13. Juni"
            if token(g, k).gap or token(g, k).kind != T_NUMBER:
                return 0
        elif token(g, k).gap != c"," or not token(g, k).space:
            return 0
        empty_reading(&last)
        m = day_month(g, k, &last)
        if m:
            if last.a.day <= day:
                return 0
            r.a = last.a
            r.a.day = day
            r.strong = True
            r.listed = True
            return j
        m = day_at(g, k, &next)
        if not m or token(g, k).kind != T_NUMBER or next <= day:
            return 0
        k = m
    return 0


cdef inline bint may_be_member(Tokens *g, int k) noexcept nogil:
    """Whether a date that may take its year from the one before it could start at token k: a small number, a month, a season, an ordinal."""
    if token(g, k).kind == T_NUMBER:
        return token(g, k).digits <= 2
    return token(g, k).kind == T_WORD and kinds_at(g, k) & (bit(DK_MONTH) | bit(DK_SEASON) | bit(DK_ORD) | bit(DK_POS) | bit(DK_WEEKDAY)) != 0


cdef inline int next_member(Tokens *g, int j, const Reading *before, bint dated, Reading *r) noexcept nogil:
    """The next member of a list, which takes its month or year from the one `before` it: the 25 of "April 24 and 25", the June of
    "May 2021 and June"; the token after it, or 0. dated: the text tells the year."""
    cdef unsigned int kind
    cdef int k = member_gap(g, j)
    cdef int m
    if not k:
        return 0
    if before.a.has & H_CLOCK:
        return hour_member(g, j, k, before, r)
    m = listed_member(g, j, k, before, r)
    if m:
        return m
    empty_reading(r)
    if before.a.has & (H_CENTURY | H_DECADE):
        m = period_member(g, j, k, before, r)
        if m and token(g, m - 1).gap == c"'":
            r.start = apostrophe_before(g, r.start)
        return m
    kind = shape(&before.a) if dated and may_be_member(g, k) else 0
    m = whole_at(g, k, r) if kind else 0
    if not m or shape(&r.a) != kind or r.a.has & H_YEAR or r.a.yearless_ok or r.kind or r.range and (shape(&r.b) != kind or r.b.has & H_YEAR):
        return 0
    borrow_year(&r.a, &before.a, False)
    if r.range:
        borrow_year(&r.b, &r.a, False)
    r.start = token(g, k).start
    r.stop = token(g, m - 1).stop
    return m


cdef inline bint year_dotted(Tokens *g, int j) noexcept nogil:
    """Whether the mention that ends before token j ends in "г." or "r.", and a word in lower case goes on."""
    cdef DateToken *t = token(g, j - 1)
    return t.kind == T_WORD and t.stop - t.start <= 2 and has(g, j - 1, DK_YEAR) and token(g, j).kind == T_WORD and token(g, j).space != 0 \
        and not capital(g, j)


cdef inline int mention_at(Tokens *g, int i, Reading *r) noexcept nogil:
    """The mention that starts at token i with all that belongs to it; the token after it, or 0."""
    cdef DateToken *t = token(g, i)
    cdef int j
    if t.kind == T_SYMBOL or t.kind == T_WORD and not kinds_at(g, i) & DATES_STARTERS and (t.stop - t.start > 7 or not 65 <= g.p[t.start] <= 90) \
            and not quarter_letter(g, i):
        return 0
    if t.kind == T_WORD and starts_nothing(g, i):
        return 0
    if t.kind == T_NUMBER and number_alone(g, i):
        return 0
    if t.kind == T_NUMBER and t.digits == 4:
        empty_reading(r)
        j = plain_year(g, i, r)
        if j >= 0:
            return j
    j = 0
    if t.kind == T_NUMBER and t.digits <= 2 and not between_before(g, i) \
            and (token(g, i + 1).gap == c"," or token(g, i + 1).gap == c"." or token(g, i + 1).kind == T_SYMBOL or has(g, i + 1, DK_AND) or has(g, i + 2, DK_AND) or token(g, i + 2).gap == c","):
        empty_reading(r)
        j = listed_day(g, i, r) or listed_hours(g, i, False, r)
    elif t.kind == T_NUMBER and t.digits <= 2 and t.value <= 24 and (token(g, i + 1).gap == c"-" or has(g, i + 1, DK_TO)) and not between_before(g, i):
        j = listed_hours(g, i, False, r)
    if j:
        r.start = t.start
        r.stop = token(g, j - 1).stop
        return j
    j = whole_at(g, i, r)
    if not j and g.langs & POLISH and t.kind == T_WORD and has(g, i, DK_OCLOCK) and (token(g, i + 1).kind == T_NUMBER or has(g, i + 1, DK_ORD)):
        j = mention_at(g, i + 1, r)         # "godz. 9-17": the word at which the search started stays out
        return j if j and r.a.has & H_CLOCK else 0
    if not j:
        return 0
    if not r.range:
        j = with_range(g, i, j, r)
    if r.a.has & H_CLOCK:
        if r.a.has == H_HOUR and not r.range and t.kind == T_NUMBER and counts_hours(g, i, j):
            return 0
        lend_half(g, j, r)
    if r.a.has & (H_MONTH | H_PERIOD) and not (r.a.has | r.b.has) & H_YEAR and member_gap(g, j):
        borrow_from_later(g, j, r)
    if r.a.yearless_ok and not r.range and not r.a.has & (H_CLOCK | H_DAY):
        return 0
    if (r.a.has & H_DATED) == H_YEAR and i > 0 and has(g, i - 1, DK_APPROX) and spaced(g, i):
        r.a.approx = True
    r.start = t.start
    if t.kind == T_WORD and j > i + 1 and has(g, i, DK_THE) and not has(g, i, DK_NUM) and (spaced(g, i + 1) or token(g, i + 1).gap == c"'"):
        r.start = token(g, i + 1).start     # "the last day": the article stays out
    if t.gap == c"'" and (r.a.has & H_SHORT or r.a.has & H_DECADE and t.digits == 2) and t.kind == T_NUMBER:
        r.start = apostrophe_before(g, t.start)
    if r.stop == 1:
        r.stop = g.items[j].start if j < g.count else token(g, j - 1).stop
        r.stop = bracket_end(g, token(g, j - 1).stop)
    else:
        r.stop = dotted_stop(g, j, r.start)
        if r.stop + 2 < g.n and g.p[r.stop] == c"." and t.kind != T_END and year_dotted(g, j):
            r.stop += 1             # "6 мая 2024 г. в", but not where a sentence may end
    return j


cdef inline Py_ssize_t apostrophe_before(Tokens *g, Py_ssize_t i) noexcept nogil:
    """Where the apostrophe just before p[i] starts; i when white space stands between."""
    if i >= 1 and g.p[i - 1] < 0x80:
        return i - 1 if g.p[i - 1] > 32 else i
    if i >= 3 and g.p[i - 3] == 0xE2 and g.p[i - 1] in (0x98, 0x99):
        return i - 3
    return i - 2 if i >= 2 and (g.p[i - 2] == 0xC2 and g.p[i - 1] == 0xB4 or g.p[i - 2] == 0xCA and g.p[i - 1] == 0xBC) else i


cdef inline Py_ssize_t bracket_end(Tokens *g, Py_ssize_t i) noexcept nogil:
    """After the closing bracket or dot that stands at p[i]."""
    if i < g.n and (g.p[i] == c")" or g.p[i] == c"]" or g.p[i] == c"."):
        return i + 1
    if i + 2 < g.n and g.p[i] == 0xEF and g.p[i + 1] == 0xBC and g.p[i + 2] == 0x89:
        return i + 3
    return i
