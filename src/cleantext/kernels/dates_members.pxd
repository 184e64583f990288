"""Members of a list: each takes from the others what it leaves out, "March 3, 10 and 17, 2018", "June and July 2020", "May 2021 and June"."""
from .dates_atom cimport atom_at, empty_reading
from .dates_days cimport counts_days
from .dates_beside cimport clock_follows, closes, range_gap
from .dates_lookup cimport bit, lead
from .dates_range cimport bracket_end
from .dates_series cimport MEMBERS, member_gap
from .dates_tokens cimport (DK_AM, DK_AND, DK_AT, DK_BLOCK, DK_MONTH, DK_OCLOCK, DK_OF, DK_ON, DK_PM, DK_THE, DK_UNIT, DK_WEEKDAY, DateToken, T_NUMBER, T_SYMBOL, T_WORD, Tokens,
                            has, kinds_at, token)
from .dates_when cimport H_CLOCK, H_DAY, H_DEI, H_HALF, H_MONTH, H_NAMED, H_NTH, H_OFFSET, H_PART, H_QUARTER, H_SEASON, H_SHORT, H_WEEKDAY, H_YEAR, When
from .dates_words cimport Reading, day_at, glued, spaced, weekday_at
from .dates_one_year cimport year_after


cdef inline void borrow_year(When *w, const When *source, bint before) noexcept nogil:
    """The year of another member; with the months and quarters in order a list may run over the end of a year ("December and January 2020").
    before: the one that borrows stands before the other."""
    cdef int a = w.month if w.has & H_MONTH else w.index
    cdef int b = source.month if source.has & H_MONTH else source.index
    w.year = source.year
    if not w.has & H_SEASON and (a > b if before else a < b):
        w.year += -1 if before else 1
    w.bc = source.bc
    w.has |= H_YEAR | source.has & H_SHORT


cdef inline unsigned int shape(const When *w) noexcept nogil:
    """What the members of a list of dates have in common: days of months, months, or one kind of period; 0 for what makes no such list."""
    if w.has & (H_OFFSET | H_DEI | H_NAMED | H_NTH | H_CLOCK | H_PART) or w.counted:
        return 0
    if w.has & H_MONTH:
        return w.has & (H_MONTH | H_DAY)
    return w.has & (H_SEASON | H_QUARTER | H_HALF)


cdef inline bint counted_after(Tokens *g, int m, bint marked) noexcept nogil:
    """Whether what stands at token m makes the number before it no day: a unit, a month of its own, a name, a sign."""
    cdef DateToken *t = token(g, m)
    if has(g, m, DK_MONTH) or has(g, m, DK_UNIT) or has(g, m, DK_BLOCK) or has(g, m, DK_OCLOCK) or has(g, m, DK_AM) or has(g, m, DK_PM) \
            or has(g, m, DK_OF) and has(g, m + 1, DK_MONTH) or t.kind == T_SYMBOL and g.p[t.start] != c"&":
        return True
    if glued(g, m):
        return not marked or lead(g, m) < 0xE3 or counts_days(g, m) and g.p[t.start] != 0xE3       # "5日です", but not "5日目"
    return not marked and (t.kind == T_NUMBER and t.space == 0 or spaced(g, m) and t.kind == T_WORD and t.stop - t.start > 2 and not kinds_at(g, m))


cdef inline int day_member(Tokens *g, int k, const When *last, Reading *r, bint *marked) noexcept nogil:
    """A later day of the month told in `last`, or a range of such days, at token k, with the year that may follow; the token after it, or 0.
    *marked: its ending or sign makes it a day, or the year does."""
    cdef int day = 0, end = 0, m, n
    if token(g, k).kind != T_NUMBER or token(g, k).gap == c"'" or clock_follows(g, k):
        return 0
    m = day_at(g, k, &day)
    if not m or day <= last.day:
        return 0
    marked[0] = m > k + 1
    if marked[0] and lead(g, k + 1) >= 0xE3 and token(g, k + 1).stop - token(g, k + 1).start > 3:
        return 0                # 3日間
    empty_reading(r)
    r.a = last[0]
    r.a.day = day
    r.a.has &= ~<unsigned int>H_WEEKDAY
    n = range_gap(g, m)
    if n and token(g, n).kind == T_NUMBER and not clock_follows(g, n):
        n = day_at(g, n, &end)
        if not n or end <= day:
            return 0
        r.b = r.a
        r.b.day = end
        r.range = True
        m = n
    if g.year_first and not r.range and token(g, m).gap == c"(" and has(g, m, DK_WEEKDAY) and closes(g, m + 1):
        marked[0] = True            # "4月6日(土)・7日(日)", "4/6(土)・7(日)"
        weekday_at(g, m, &r.a)
        r.start = token(g, k).start
        r.stop = bracket_end(g, token(g, m).stop)
        return m + 1
    if counted_after(g, m, marked[0]):
        return 0
    r.a.has &= ~<unsigned int>(H_YEAR | H_SHORT)
    m = year_after(g, m, &r.a, False)
    if not r.a.has & H_YEAR:
        r.a.year = last.year
        r.a.has |= last.has & (H_YEAR | H_SHORT)
    else:
        marked[0] = True
    if r.range:
        r.b.year = r.a.year
        r.b.has = r.a.has
    r.start = token(g, k).start
    r.stop = token(g, m - 1).stop
    return m


cdef inline bint ends_in_month_day(Tokens *g, int j, const Reading *r) noexcept nogil:
    """Whether the reading before token j ends in the day of a month, after which days of the same month may be listed."""
    cdef const When *w = &r.b if r.range else &r.a
    return (w.has & (H_DAY | H_MONTH)) == (H_DAY | H_MONTH) and not w.has & (H_CLOCK | H_OFFSET | H_PART) and not has(g, j - 1, DK_MONTH)


cdef inline bint goes_on(Tokens *g, int m, const When *last) noexcept nogil:
    """Whether a list of days without endings goes on at token m to an "and" and a last day, or to a year: "3(, 10 and 17)"."""
    cdef Reading next
    cdef When from_day = last[0]
    cdef bint marked = False, final
    cdef int _members, k
    for _members in range(MEMBERS):
        k = member_gap(g, m)
        final = k > m
        if final and has(g, k, DK_MONTH) and token(g, k + 1).kind == T_NUMBER and token(g, k + 1).digits <= 2:
            return True             # "Dec. 24, 25 and Jan. 1"
        m = day_member(g, k, &from_day, &next, &marked) if k else 0
        if not m:
            return False
        if final or marked or next.a.has & H_YEAR:
            return True
        from_day = next.b if next.range else next.a
    return False


cdef inline int listed_member(Tokens *g, int j, int k, const Reading *before, Reading *r) noexcept nogil:
    """The day at token k, past "and" or the like at token j, that takes its month from the day before it: the 10 of "March 3, 10 and 17"; the token after it, or 0."""
    cdef const When *last = &before.b if before.range else &before.a
    cdef When day
    cdef bint marked = False
    cdef int m
    if token(g, k).kind != T_NUMBER or token(g, k).digits > 2 or k > j and has(g, k - 1, DK_AT) and not kinds_at(g, k - 1) & (bit(DK_ON) | bit(DK_THE) | bit(DK_AND)) \
            or not ends_in_month_day(g, j, before):
        return 0                # "on June 3 and at 9"
    m = day_member(g, k, last, r, &marked)
    if not m or k > j or marked or r.range and before.range:
        return m
    if token(g, j).gap != c",":
        return 0
    day = r.b if r.range else r.a
    return m if goes_on(g, m, &day) else 0


cdef inline bint borrow_month(Tokens *g, int j, Reading *r) noexcept nogil:
    """Take the month (and year) of a later weekday and day for such a one without them that ends before token j: the Fri 24 of "Fri 24 & Sat 25 May";
    whether there is one."""
    cdef Reading next
    cdef int day = r.a.day, _members
    for _members in range(MEMBERS):
        j = member_gap(g, j)
        j = atom_at(g, j, &next) if j else 0
        if not j or next.range or (next.a.has & (H_DAY | H_WEEKDAY)) != H_DAY | H_WEEKDAY or next.a.day <= day:
            return False
        if next.a.has & H_MONTH:
            r.a.month = next.a.month
            r.a.year = next.a.year
            r.a.has |= next.a.has & (H_MONTH | H_YEAR | H_SHORT)
            r.listed = True
            return True
        day = next.a.day
    return False


cdef inline int borrow_from_later(Tokens *g, int j, Reading *r) noexcept nogil:
    """Take the year of a later member for the one that ends before token j: "March (and April 2020)", "March 3(, 10 and 17, 2018)"; whether there is one."""
    cdef Reading before = r[0]
    cdef Reading next
    cdef unsigned int kind = shape(&r.b if r.range else &r.a)
    cdef int _members, k, m
    if not kind or (r.a.has | r.b.has) & H_YEAR or r.kind or r.range and shape(&r.a) != kind:
        return False
    for _members in range(MEMBERS):
        k = member_gap(g, j)
        if not k:
            return False
        m = listed_member(g, j, k, &before, &next) if kind & H_DAY else 0
        if not m:
            m = atom_at(g, k, &next)
            if not m or shape(&next.a) != kind or next.kind:
                return False
        if next.a.has & H_YEAR:
            borrow_year(&r.a, &next.a, True)
            if r.range:
                borrow_year(&r.b, &next.a, True)
                r.a.year = r.b.year - (1 if r.b.month < r.a.month else 0)
            r.listed = True
            return True
        before = next
        j = m
    return False
