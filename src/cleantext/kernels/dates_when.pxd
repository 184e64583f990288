"""What a mention says, and its resolution against the reference: the fields that the text names become a place in the calendar."""
from .dates_calendar cimport Day, day_number, day_of, easter, floor_div, iso_week, month_length, nth_weekday, week_start, weekday_of


cdef extern from "dates_tables.h" nogil:
    int DN_CHRISTMAS, DN_CHRISTMASEVE, DN_NEWYEAR, DN_NEWYEARSEVE, DN_HALLOWEEN, DN_VALENTINE, DN_STPATRICK, DN_APRILFOOLS, DN_VETERANS, DN_MAYDAY
    int DN_BOXINGDAY, DN_GROUNDHOG, DN_EARTHDAY, DN_WOMENSDAY, DN_EPIPHANY, DN_ALLSAINTS, DN_ALLSOULS, DN_JUNETEENTH, DN_INDEPENDENCE
    int DN_ASSUMPTION, DN_STNICHOLAS, DN_GERMANUNITY, DN_INAUGURATION, DN_BASTILLE, DN_KINGSDAY, DN_FIXED_END, DN_EASTER, DN_EASTERMONDAY
    int DN_GOODFRIDAY, DN_MAUNDYTHURSDAY, DN_PALMSUNDAY, DN_ASHWEDNESDAY, DN_PENTECOST, DN_PENTECOSTMONDAY, DN_ASCENSION, DN_CORPUSCHRISTI
    int DN_ROSENMONTAG, DN_EASTER_END, DN_THANKSGIVING, DN_BLACKFRIDAY, DN_CYBERMONDAY, DN_LABORDAY, DN_MEMORIALDAY, DN_MLKDAY
    int DN_PRESIDENTSDAY, DN_MOTHERSDAY, DN_FATHERSDAY, DN_COLUMBUS


cdef enum:
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
    int hour
    int minute
    int second
    int quarter                 # 1 to 4 when a quarter was named


cdef struct Context:
    Place reference
    Place last                  # the date last named in the text
    int last_has
    int tense                   # of the sentence: 1 the future, -1 the past, 0 nothing tells


cdef inline void clear(When *w) noexcept nogil:
    cdef When empty
    empty.has = 0
    empty.year = empty.month = empty.day = empty.weekday = empty.hour = empty.minute = empty.second = 0
    empty.fraction = empty.fraction_digits = empty.zone = empty.part = empty.unit = empty.offset = empty.index = empty.nth = empty.dei = empty.named = empty.shift = empty.shift_unit = 0
    empty.modifier = 0
    empty.counted = empty.from_last = empty.half_day = empty.approx = empty.fiscal = empty.bc = empty.yearless_ok = empty.canonical = False
    w[0] = empty


cdef inline void set_date(When *w, int number) noexcept nogil:
    cdef Day d = day_of(number)
    w.year = d.year
    w.month = d.month
    w.day = d.day
    w.has |= H_YEAR | H_MONTH | H_DAY


cdef inline int fixed_day(int named) noexcept nogil:
    """100 * month + day of a named day with a fixed date."""
    if named == DN_CHRISTMAS: return 1225
    if named == DN_CHRISTMASEVE: return 1224
    if named == DN_NEWYEAR: return 101
    if named == DN_NEWYEARSEVE: return 1231
    if named == DN_HALLOWEEN: return 1031
    if named == DN_VALENTINE: return 214
    if named == DN_STPATRICK: return 317
    if named == DN_APRILFOOLS: return 401
    if named == DN_VETERANS: return 1111
    if named == DN_MAYDAY: return 501
    if named == DN_BOXINGDAY: return 1226
    if named == DN_GROUNDHOG: return 202
    if named == DN_EARTHDAY: return 422
    if named == DN_WOMENSDAY: return 308
    if named == DN_EPIPHANY: return 106
    if named == DN_ALLSAINTS: return 1101
    if named == DN_ALLSOULS: return 1102
    if named == DN_JUNETEENTH: return 619
    if named == DN_INDEPENDENCE: return 704
    if named == DN_ASSUMPTION: return 815
    if named == DN_STNICHOLAS: return 1206
    if named == DN_GERMANUNITY: return 1003
    if named == DN_INAUGURATION: return 120
    if named == DN_BASTILLE: return 714
    return 427


cdef inline int easter_offset(int named) noexcept nogil:
    if named == DN_EASTER: return 0
    if named == DN_EASTERMONDAY: return 1
    if named == DN_GOODFRIDAY: return -2
    if named == DN_MAUNDYTHURSDAY: return -3
    if named == DN_PALMSUNDAY: return -7
    if named == DN_ASHWEDNESDAY: return -46
    if named == DN_PENTECOST: return 49
    if named == DN_PENTECOSTMONDAY: return 50
    if named == DN_ASCENSION: return 39
    if named == DN_CORPUSCHRISTI: return 60
    return -48


cdef inline int named_day(int named, int year) noexcept nogil:
    """The day number of a named day in a year."""
    cdef int fixed
    if named < DN_FIXED_END:
        fixed = fixed_day(named)
        return day_number(year, fixed / 100, fixed % 100)
    if named < DN_EASTER_END:
        return easter(year) + easter_offset(named)
    if named == DN_THANKSGIVING: return nth_weekday(year, 11, 4, 4)
    if named == DN_BLACKFRIDAY: return nth_weekday(year, 11, 4, 4) + 1
    if named == DN_CYBERMONDAY: return nth_weekday(year, 11, 4, 4) + 4
    if named == DN_LABORDAY: return nth_weekday(year, 9, 1, 1)
    if named == DN_MEMORIALDAY: return nth_weekday(year, 5, 1, -1)
    if named == DN_MLKDAY: return nth_weekday(year, 1, 1, 3)
    if named == DN_PRESIDENTSDAY: return nth_weekday(year, 2, 1, 3)
    if named == DN_MOTHERSDAY: return nth_weekday(year, 5, 7, 2)
    if named == DN_FATHERSDAY: return nth_weekday(year, 6, 7, 3)
    return nth_weekday(year, 10, 1, 2)


cdef inline int place_day(const Place *place) noexcept nogil:
    return day_number(place.year, place.month if place.month else 1, place.day if place.day else 1)
