"""What a mention says, and its resolution against the reference: the fields that the text names become a place in the calendar."""
from .dates_calendar cimport Day, day_number, day_of, easter, nth_weekday, orthodox_easter


cdef extern from "dates_tables.h":
    ctypedef struct DateNamed:
        signed char rule            # 0: a month and day, 1: days after Easter, 2: the nth weekday of a month, 3: days after Orthodox Easter, 4: after a row of dates_lunar
        signed char month
        signed char day
        signed char nth
        signed char after
    const DateNamed *dates_named
    const unsigned short *dates_lunar       # a row for each feast: the day of each year from 0, of LUNAR_YEARS from LUNAR_FIRST on
    int LUNAR_FIRST "DATES_LUNAR_FIRST", LUNAR_YEARS "DATES_LUNAR_YEARS"
    int ADVENT "DATES_ADVENT"   # the first of its four Sundays among the named days
    int CHRISTMAS "DATES_CHRISTMAS", BOXINGDAY "DATES_BOXINGDAY", EASTER "DATES_EASTER", EASTERMONDAY "DATES_EASTERMONDAY"
    int PENTECOST "DATES_PENTECOST", PENTECOSTMONDAY "DATES_PENTECOSTMONDAY"


cdef enum:
    NO_DAY = -1000000           # a day number that no year has
    H_YEAR = 1
    H_MONTH = 2
    H_DAY = 4
    H_WEEKDAY = 8
    H_HOUR = 16
    H_MINUTE = 32
    H_SECOND = 64
    H_ZONE = 128
    H_PART = 256
    H_OFFSET = 512              # `offset` times `unit` away from the base
    H_SEASON = 1024
    H_QUARTER = 2048
    H_HALF = 4096
    H_WEEK = 8192
    H_DECADE = 1 << 14
    H_CENTURY = 1 << 15
    H_NAMED = 1 << 16
    H_DEI = 1 << 17             # `dei`: last, this, next
    H_SHORT = 1 << 18           # the year was written with two digits
    H_WEEKEND = 1 << 19         # the weekend whose Saturday the date is
    H_FRACTION = 1 << 20
    H_NTH = 1 << 21             # the `index`-th weekday or week of a month or year
    H_OPEN = 1 << 22            # not resolved
    H_CANONICAL = 1 << 24       # a canonical moment is being read: "-08" after it is a zone
    H_CLOCK = 16 | 32 | 64
    H_CALENDAR = 1 | 2 | 4
    H_PERIOD = 1024 | 2048 | 4096
    H_DATED = 1 | 2 | 4 | 8 | 512 | 1024 | 2048 | 4096 | 8192 | (1 << 14) | (1 << 15) | (1 << 16) | (1 << 19)
    U_SECOND = 0
    U_MINUTE
    U_HOUR
    U_DAY
    U_WEEK
    U_MONTH
    U_QUARTER
    U_YEAR
    U_DECADE
    U_CENTURY
    U_WEEKEND
    U_FORTNIGHT
    U_HALF
    U_NUMBERED                  # a week that has a number: Kalenderwoche


cdef struct When:
    unsigned int has
    int year
    int month
    int day
    int weekday
    int hour
    int minute
    int second
    int fraction                # after the second, `fraction_digits` digits
    int fraction_digits
    int zone                    # minutes east of Greenwich
    int part
    int unit
    int offset
    int index                   # of a season, quarter, half, week; which weekday of a month (from the end when negative)
    int nth                     # what `index` counts: a unit, or -1 for the weekday
    int dei
    int named
    int shift                   # so many `shift_unit`s after the date: "three weeks from tomorrow"
    int shift_unit
    unsigned char modifier
    bint counted                # "two weeks ago" in contrast to "last week"
    bint from_last              # counts from the date last named, not from the reference
    bint weekly                 # the week in which the date lies
    bint quarterly              # the quarter of a year that ended on the date
    bint anaphoric              # "the quarter": nothing where no quarter has been named
    bint half_day               # the clock says am or pm, or 24 hours
    bint approx
    bint fiscal
    bint bc
    bint yearless_ok            # a weak word: only good beside a time or another weekday
    bint canonical              # written as 2024-04-26T15:30


cdef struct Place:
    bint known
    int year
    int month
    int day
    int hour                    # -1 when only the day is known
    int minute
    int second
    int quarter                 # 1 to 4 when a quarter was named


cdef struct Context:
    Place reference
    Place last                  # the date last named in the text
    int quarter                 # the quarter last named, 1 to 4, and its year
    int quarter_year
    bint told_year              # the date last named says its year itself, or took it from one in its sentence
    bint ahead                  # what is told may rather be announced: a range of days, a day with its hour
    bint planned                # the last day whose tense was looked for lies ahead
    int tense                   # of the sentence: 1 the future, -1 the past, 0 nothing tells


cdef inline void clear(When *w) noexcept nogil:
    cdef When empty
    empty.has = 0
    empty.year = empty.month = empty.day = empty.weekday = empty.hour = empty.minute = empty.second = 0
    empty.fraction = empty.fraction_digits = empty.zone = empty.part = empty.unit = empty.offset = empty.index = empty.nth = 0
    empty.dei = empty.named = empty.shift = empty.shift_unit = 0
    empty.modifier = 0
    empty.counted = empty.from_last = empty.weekly = empty.quarterly = empty.anaphoric = empty.half_day = empty.approx = empty.fiscal = empty.bc = empty.yearless_ok = empty.canonical = False
    w[0] = empty


cdef inline void set_date(When *w, int number) noexcept nogil:
    cdef Day d = day_of(number)
    w.year = d.year
    w.month = d.month
    w.day = d.day
    w.has |= H_YEAR | H_MONTH | H_DAY


cdef inline int named_day(int named, int year) noexcept nogil:
    """The day number of a named day in a year; NO_DAY where the table of a feast does not have the year."""
    cdef const DateNamed *d = &dates_named[named]
    if d.rule == 0:
        return day_number(year, d.month, d.day)
    if d.rule == 1:
        return easter(year) + d.after
    if d.rule == 2:
        return nth_weekday(year, d.month, d.day, d.nth) + d.after
    if d.rule == 3:
        return orthodox_easter(year) + d.after
    year -= LUNAR_FIRST
    if not 0 <= year < LUNAR_YEARS:
        return NO_DAY
    return day_number(year + LUNAR_FIRST, 1, 1) + dates_lunar[d.month * LUNAR_YEARS + year] + d.after


cdef inline int place_day(const Place *place) noexcept nogil:
    return day_number(place.year, place.month if place.month else 1, place.day if place.day else 1)
