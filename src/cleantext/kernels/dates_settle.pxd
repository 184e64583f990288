"""Resolve what a mention says against the reference date (or the date last named)."""
from .dates_calendar cimport day_number, day_of, floor_div, iso_week, month_length, nth_weekday, weekday_of, weeks_in
from .dates_settle_year cimport add_months, base_of, settle_year
from .dates_when cimport (H_CENTURY, H_DAY, H_DECADE, H_DEI, H_HALF, H_HOUR, H_MINUTE, H_MONTH, H_NAMED, H_NTH, H_OFFSET, H_OPEN, H_PERIOD, H_QUARTER,
                          H_SECOND, H_SHORT, H_WEEK, H_WEEKDAY, H_WEEKEND, H_YEAR, U_CENTURY, U_DAY, U_DECADE, U_FORTNIGHT, U_HALF, U_HOUR, U_MINUTE, U_MONTH,
                          NO_DAY, U_QUARTER, U_SECOND, U_WEEK, U_WEEKEND, U_YEAR, Context, Place, When, dates_named, named_day, place_day, set_date)


cdef inline void add_clock(When *w, const Place *base, long long seconds) noexcept nogil:
    """A moment so many seconds from the base, as fine as the unit."""
    cdef long long total = <long long>place_day(base) * 86400 + base.hour * 3600 + base.minute * 60 + base.second + seconds
    set_date(w, <int>(total / 86400))
    total %= 86400
    w.hour = <int>(total / 3600)
    w.minute = <int>(total / 60 % 60)
    w.has |= H_HOUR | H_MINUTE
    if w.unit == U_SECOND:
        w.second = <int>(total % 60)
        w.has |= H_SECOND


cdef inline void settle_near(const Context *context, When *w, const Place *base) noexcept nogil:
    """Offsets in days and weeks."""
    cdef int number = place_day(base), year = 0, week = 0
    if w.unit == U_DAY:
        set_date(w, number + w.offset)
    elif w.unit == U_FORTNIGHT:
        set_date(w, number + 14 * w.offset)
    elif w.unit == U_WEEKEND and w.counted:
        # "the weekend": the latest, or the coming one
        set_date(w, number - weekday_of(number) + 6 - (7 if context.tense <= 0 and weekday_of(number) < 6 else 0))
        w.has |= H_WEEKEND
    elif w.unit == U_WEEKEND:
        set_date(w, number - weekday_of(number) + 6 + 7 * w.offset)
        w.has |= H_WEEKEND
    elif w.has & H_WEEKDAY:
        set_date(w, number - weekday_of(number) + w.weekday + 7 * w.offset)
    elif w.counted:
        set_date(w, number + 7 * w.offset)
    else:
        iso_week(number + 7 * w.offset, &year, &week)
        w.year = year
        w.index = week
        w.has |= H_YEAR | H_WEEK


cdef inline void settle_far(When *w, const Place *base) noexcept nogil:
    """Offsets in months and longer units."""
    cdef int total
    if w.unit == U_MONTH:
        add_months(w, base, w.offset)
    elif w.unit == U_QUARTER:
        if w.counted and not w.from_last:
            add_months(w, base, 3 * w.offset)
        else:
            total = base.year * 4 + (base.quarter - 1 if base.quarter else (base.month - 1) / 3) + w.offset
            w.year = floor_div(total, 4)
            w.index = total - w.year * 4 + 1
            w.has |= H_YEAR | H_QUARTER
    elif w.unit == U_HALF:
        total = base.year * 2 + (base.month - 1) / 6 + w.offset
        w.year = floor_div(total, 2)
        w.index = total - w.year * 2 + 1
        w.has |= H_YEAR | H_HALF
    elif w.unit == U_YEAR:
        w.year = base.year + w.offset
        w.has |= H_YEAR
        if w.counted and w.offset == -1 and base.quarter:
            w.index = base.quarter      # "in the third quarter, from 12 cents a year earlier"
            w.has |= H_QUARTER
    elif w.unit == U_DECADE:
        w.year = base.year + 10 * w.offset
        w.has |= H_YEAR if w.counted else H_YEAR | H_DECADE
        if not w.counted:
            w.year = floor_div(w.year, 10) * 10
    elif w.unit == U_CENTURY:
        w.year = base.year + 100 * w.offset
        w.has |= H_YEAR if w.counted else H_YEAR | H_CENTURY
        if not w.counted:
            w.year = floor_div(w.year, 100) * 100


cdef inline void settle_offset(Context *context, When *w) noexcept nogil:
    cdef const Place *base = &context.reference
    if w.from_last or w.counted and w.unit == U_YEAR and w.offset == -1 and context.last.quarter:
        if context.last.known:
            base = &context.last
    if not base.known or not base.year:
        if w.has & H_WEEKDAY and w.unit == U_WEEK:
            w.has &= ~<unsigned int>H_OFFSET
        else:
            w.has |= H_OPEN
        return
    if w.from_last and w.unit == U_QUARTER and context.quarter:
        w.year = floor_div(context.quarter_year * 4 + context.quarter - 1 + w.offset, 4)
        w.index = context.quarter_year * 4 + context.quarter - 1 + w.offset - w.year * 4 + 1
        w.has |= H_YEAR | H_QUARTER
        return
    if base == &context.last and (w.unit <= U_WEEK and not base.day or w.unit == U_MONTH and not base.month
                                  or w.unit == U_QUARTER and not (base.month or base.quarter)):
        if w.unit <= U_WEEK or not context.reference.known:
            w.has |= H_OPEN         # "in 2019 ... the next day"
            return
        base = &context.reference   # "in 2019 ... the following month"
    if w.offset > 1000000 or w.offset < -1000000:
        w.has |= H_OPEN
        return
    if w.unit <= U_HOUR:
        if w.counted and base.hour >= 0:
            add_clock(w, base, <long long>w.offset * (1 if w.unit == U_SECOND else 60 if w.unit == U_MINUTE else 3600))
        else:
            w.has |= H_OPEN
    elif w.unit == U_DAY or w.unit == U_WEEK or w.unit == U_WEEKEND or w.unit == U_FORTNIGHT:
        settle_near(context, w, base)
    else:
        settle_far(w, base)


cdef inline void settle_weekday(Context *context, When *w) noexcept nogil:
    """A weekday without a date: the latest on or before the reference; in a sentence about the future, and with this or next, the first after."""
    cdef int number = place_day(base_of(context, w))
    cdef int back = (weekday_of(number) - w.weekday + 7) % 7
    if w.has & H_DEI and not (w.dei == 0 and context.tense < 0):       # "anunció este martes" tells of the one that is over
        if w.dei < 0:
            number -= (back if back else 7) + 7 * (-w.dei - 1)
        elif w.dei == 0:
            number += (7 - back) % 7
        else:
            number += 7 - back + 7 * (w.dei - 1)
    elif context.tense > 0:
        number += (7 - back) if back else 0
    else:
        number -= back
    set_date(w, number)


cdef inline void settle_nth(When *w) noexcept nogil:
    """The index-th weekday, day or week of a month or year that is known."""
    cdef int number, year = 0, week = 0
    if w.has & H_WEEKDAY and w.has & H_MONTH:
        number = nth_weekday(w.year, w.month, w.weekday, w.index)
        if day_of(number).month == w.month:
            set_date(w, number)
            return
    elif w.has & H_WEEKDAY:
        number = nth_weekday(w.year, 1 if w.index > 0 else 12, w.weekday, w.index)
        set_date(w, number)
        return
    elif w.nth == U_DAY and w.has & H_MONTH and 0 < w.index <= month_length(w.year, w.month):
        w.day = w.index
        w.has |= H_DAY
        return
    elif w.nth == U_DAY and w.has & H_MONTH and w.index < 0:
        w.day = month_length(w.year, w.month) + 1 + w.index
        w.has |= H_DAY
        return
    elif w.nth == U_WEEKEND and w.has & H_MONTH:
        set_date(w, nth_weekday(w.year, w.month, 6, w.index))
        w.has |= H_WEEKEND
        return
    elif w.nth == U_DAY and not w.has & H_MONTH and w.index > 0 and w.index <= 366:
        set_date(w, day_number(w.year, 1, 1) + w.index - 1)
        return
    elif w.nth == U_WEEK and w.has & H_MONTH:
        number = nth_weekday(w.year, w.month, 4, w.index)
        if day_of(number).month == w.month:
            iso_week(number, &year, &week)
            w.year = year
            w.index = week
            w.has = (w.has & ~<unsigned int>H_MONTH) | H_WEEK
            return
    elif w.nth == U_WEEK:
        week = w.index if w.index > 0 else weeks_in(w.year) + 1 + w.index
        if 0 < week <= weeks_in(w.year):
            w.index = week
            w.has |= H_WEEK
            return
    elif w.nth == U_MONTH and w.index != 0 and -13 < w.index <= 12:
        w.month = w.index if w.index > 0 else 13 + w.index
        w.has |= H_MONTH
        return
    w.has |= H_OPEN


cdef inline void settle_named(Context *context, When *w) noexcept nogil:
    cdef int number = place_day(&context.reference), best = 0, year, candidate, steps
    cdef int found = 1 << 30
    if w.has & H_YEAR:
        best = named_day(w.named, w.year)
        if best == NO_DAY:
            w.has &= ~<unsigned int>H_NAMED         # the year is all that is known
        else:
            set_date(w, best)
    elif context.reference.known:
        for year in range(context.reference.year - 2, context.reference.year + 3):
            candidate = named_day(w.named, year)
            if candidate == NO_DAY or w.has & H_DEI and ((w.dei < 0 and candidate >= number) or (w.dei > 0 and candidate <= number)):
                continue
            if w.has & H_DEI and w.dei == 0 and year != context.reference.year:
                continue
            # the coming one, or one that is just over; in a sentence about the past the last one
            steps = candidate - number if candidate >= number else number - candidate
            if not w.has & H_DEI and (candidate > number + 5 if context.tense < 0 else number - candidate > 25):
                steps *= 8
            if steps < found:
                found = steps
                best = candidate
        if best:
            set_date(w, best)
        else:
            w.has |= H_OPEN
    elif dates_named[w.named].rule == 0:
        w.month = dates_named[w.named].month
        w.day = dates_named[w.named].day
        w.has |= H_MONTH | H_DAY
    else:
        w.has |= H_OPEN


cdef inline bint valid(const When *w) noexcept nogil:
    """Whether the fields name a place that the calendar has."""
    if w.has & H_MONTH and not 1 <= w.month <= 12:
        return False
    if w.has & H_DAY and not 1 <= w.day <= 31:
        return False
    if (w.has & (H_MONTH | H_DAY)) == (H_MONTH | H_DAY):
        return w.day <= month_length(w.year if w.has & H_YEAR else 2000, w.month)
    return True


cdef inline void settle_shift(When *w) noexcept nogil:
    """Move a day by an amount counted from it; without a year there is no telling."""
    cdef Place base
    if (w.has & (H_YEAR | H_MONTH | H_DAY)) != (H_YEAR | H_MONTH | H_DAY) or w.shift > 100000 or w.shift < -100000:
        w.has |= H_OPEN
        return
    base.year = w.year
    base.month = w.month
    if w.shift_unit == U_DAY or w.shift_unit == U_WEEK:
        set_date(w, day_number(w.year, w.month, w.day) + w.shift * (7 if w.shift_unit == U_WEEK else 1))
    else:
        add_months(w, &base, w.shift * (12 if w.shift_unit == U_YEAR else 1))
        if w.day > month_length(w.year, w.month):
            w.day = month_length(w.year, w.month)


cdef inline bint settle(Context *context, When *w) noexcept nogil:
    """Resolve in place; False when the calendar has no such date."""
    cdef unsigned int finer
    cdef int day
    if w.has & H_SHORT and context.reference.known and w.has & H_YEAR:
        while w.year - context.reference.year > 50:
            w.year -= 100
        while context.reference.year - w.year > 50 and w.year + 100 - context.reference.year <= 5:
            w.year += 100
    if w.has & H_OFFSET:
        finer = w.has & (H_MONTH | H_DAY | H_PERIOD | H_NTH | H_NAMED)      # in the year told
        if finer and w.unit == U_YEAR and (context.reference.known or w.from_last and context.last.known):
            w.year = (context.last.year if w.from_last and context.last.known else context.reference.year) + w.offset
            if w.counted and context.quarter:
                w.year = context.quarter_year + w.offset        # "the year-ago third quarter"
            w.has |= H_YEAR
        else:
            settle_offset(context, w)
            if w.has & H_OPEN:
                return True
    if w.shift > 0 and w.has & H_WEEKDAY and not w.has & H_DEI and context.tense >= 0:
        w.has |= H_DEI              # "a week from Saturday"
        w.dei = 0
    if w.has & H_NAMED and not w.has & H_MONTH:
        settle_named(context, w)
    elif not w.has & H_YEAR:
        if w.has & (H_MONTH | H_DAY | H_PERIOD) or w.has & H_NTH:
            settle_year(context, w)
        elif w.has & H_WEEKDAY and (context.reference.known or w.from_last and context.last.day):
            settle_weekday(context, w)
    if w.has & H_NTH:
        if w.has & H_YEAR:
            settle_nth(w)
        else:
            w.has |= H_OPEN
    if w.shift and not w.has & H_OPEN:
        settle_shift(w)
    if w.weekly and (w.has & (H_YEAR | H_MONTH | H_DAY)) == (H_YEAR | H_MONTH | H_DAY) and valid(w):
        iso_week(day_number(w.year, w.month, w.day), &w.year, &w.index)
        w.has = H_YEAR | H_WEEK
    if w.quarterly and w.has & H_YEAR and valid(w):
        day = w.year * 12 + w.month - 2         # the month in the middle tells: May to July are the second quarter
        w.year = floor_div(day, 12)
        w.index = (day - 12 * w.year) / 3 + 1
        w.has = H_YEAR | H_QUARTER
    return valid(w)
