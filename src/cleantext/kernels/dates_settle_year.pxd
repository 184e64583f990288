"""What a date counts from, and the year or month of what is told without one."""
from .dates_calendar cimport day_number, floor_div, month_length, weekday_of
from .dates_when cimport H_DAY, H_DEI, H_MONTH, H_NAMED, H_NTH, H_OPEN, H_PERIOD, H_QUARTER, H_SEASON, H_WEEKDAY, H_YEAR, Context, Place, When, named_day, place_day

cdef enum:
    AHEAD = 7                   # quarters: how much further off a day in the past seems where one to come is as likely


cdef inline void add_months(When *w, const Place *base, int months) noexcept nogil:
    cdef int total = base.year * 12 + base.month - 1 + months
    w.year = floor_div(total, 12)
    w.month = total - w.year * 12 + 1
    w.has |= H_YEAR | H_MONTH


cdef inline int distance(int a, int b) noexcept nogil:
    return a - b if a > b else b - a


cdef inline int nearest_year(Context *context, int month, int day, int weekday) noexcept nogil:
    """The year that puts a month or a day of it (0: none) nearest to the reference, on the weekday told (0: none).

    But the next one when the sentence speaks of the future.
    """
    cdef const Place *r = &context.reference
    cdef int number = place_day(r), best = r.year, candidate, year, d
    cdef int found = 1 << 30
    if day == 0 and month == r.month:
        return r.year
    for year in range(r.year - 1, r.year + 2):
        candidate = day_number(year, month, day if day else 15)
        if day and day > month_length(year, month):
            continue
        d = distance(candidate, number)
        if context.ahead and day and candidate < number:
            d = d * AHEAD / 4
        if context.tense > 0 and candidate < number - (60 if day else 31) or context.tense < 0 and candidate > number + 75:
            d += 4000
        if weekday and weekday_of(candidate) != weekday:
            d += 9000
        if d < found:
            found = d
            best = year
    return best


cdef inline void settle_months(const Context *context, When *a, When *b) noexcept nogil:
    """The year of a range of months: the one that puts it nearest to the reference; no range to come in a sentence about the past, none that is over in one
    about the future."""
    cdef const Place *r = &context.reference
    cdef int now = r.year * 12 + r.month, found = 1 << 30, year, first, last, d
    for year in range(r.year - 1, r.year + 2):
        first = year * 12 + a.month
        last = (year + (b.month < a.month)) * 12 + b.month
        d = first - now if first > now else now - last if last < now else 0
        if context.tense > 0 and last < now or context.tense < 0 and first > now:
            d += 100
        if d < found:
            found = d
            a.year = year
            b.year = year + (b.month < a.month)


cdef inline int deictic_year(const Place *r, int month, int day, int dei) noexcept nogil:
    """The year of "last May", "this May", "next May"."""
    cdef int order = month * 32 + day - (r.month * 32 + (r.day if day else 0))
    if r.month == 0:
        return r.year + dei         # "in 2015 ... the following March"
    if dei < 0:
        return r.year + dei + (1 if order < 0 else 0)
    if dei > 0:
        return r.year + dei - (1 if order > 0 else 0)
    return r.year


cdef inline int named_year(int year, const When *w) noexcept nogil:
    """The year nearest to a year in which a named day falls on the day told with it: Thanksgiving Day, Nov. 24; else that of the date."""
    cdef int step, k
    for k in range(9):
        step = (k + 1) / 2 if k & 1 == 0 else -(k + 1) / 2
        if 1 < year + step < 9999 and named_day(w.named, year + step) == day_number(year + step, w.month, w.day):
            return year + step
    return w.year


cdef inline const Place *base_of(const Context *context, const When *w) noexcept nogil:
    """What "last" and "next" count from: the reference, or the date last named (the previous Friday)."""
    return &context.last if w.from_last and context.last.known and (context.last.month or w.has & H_MONTH) else &context.reference


cdef inline void settle_month(Context *context, When *w) noexcept nogil:
    """The month of a day that is told without one: this month, or the nearest in which the weekday fits."""
    cdef const Place *r = &context.reference
    cdef int step, k
    add_months(w, r, 0)
    if w.has & H_DEI:
        if w.dei < 0 and w.day >= r.day or w.dei > 0 and w.day <= r.day:
            add_months(w, r, 1 if w.dei > 0 else -1)
        return
    if w.has & H_WEEKDAY:
        for k in range(25):
            step = (k + 1) / 2 if k & 1 == 0 else -(k + 1) / 2
            add_months(w, r, step)
            if w.day <= month_length(w.year, w.month) and weekday_of(day_number(w.year, w.month, w.day)) == w.weekday:
                return
        add_months(w, r, 0)
    elif w.day > month_length(w.year, w.month):
        add_months(w, r, 1)


cdef inline void settle_year(Context *context, When *w) noexcept nogil:
    """Give a month, day, season, quarter or half its year (and a day its month)."""
    cdef const Place *r = &context.reference
    cdef int day
    if w.has & H_MONTH:
        if not r.known:
            return
        if w.has & H_NTH:
            w.year = r.year
        else:
            day = w.day if w.has & H_DAY else 0
            w.year = deictic_year(base_of(context, w), w.month, day, w.dei) if w.has & H_DEI \
                else nearest_year(context, w.month, day, w.weekday if day and w.has & H_WEEKDAY else 0)
            if w.has & H_NAMED:
                w.year = named_year(r.year, w)
    elif w.has & H_DAY:
        if not r.known:
            return
        settle_month(context, w)
    elif w.has & H_SEASON and w.has & H_DEI and r.known:
        w.year = r.year + w.dei
        if w.dei > 0 and r.month < 3 * (w.index - 20) or w.dei < 0 and r.month > 3 * (w.index - 20) + 2:
            w.year = r.year
    elif r.known:
        w.year = r.year + (w.dei if w.has & H_DEI else 0)
        if w.has & H_QUARTER and not w.has & H_DEI and w.index == 4 and r.month < 4 and context.tense <= 0:
            w.year -= 1                 # "fourth-quarter sales fell", told in March
    else:
        if not w.has & H_PERIOD:
            w.has |= H_OPEN
        return
    w.has |= H_YEAR
