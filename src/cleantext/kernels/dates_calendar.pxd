"""The proleptic Gregorian calendar in integers. A day number counts from 1 January of the year 1 (which is 1)."""


cdef struct Day:
    int year
    int month
    int day


cdef inline bint is_leap(int year) noexcept nogil:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


cdef inline int month_length(int year, int month) noexcept nogil:
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month == 4 or month == 6 or month == 9 or month == 11 else 31


cdef inline int floor_div(int a, int b) noexcept nogil:
    """a / b rounded down; b > 0."""
    cdef int q = a / b
    return q - 1 if a % b < 0 else q


cdef inline int day_number(int year, int month, int day) noexcept nogil:
    """Days since the last day of the year 0; years may be negative (astronomical)."""
    cdef int y = year - 1 if month <= 2 else year
    cdef int era = floor_div(y, 400)
    cdef int yoe = y - era * 400
    cdef int shifted = month + 9 if month <= 2 else month - 3
    cdef int doy = (153 * shifted + 2) / 5 + day - 1
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 305


cdef inline Day day_of(int number) noexcept nogil:
    """The date of a day number."""
    cdef Day out
    cdef int z = number + 305
    cdef int era = floor_div(z, 146097)
    cdef int doe = z - era * 146097
    cdef int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365
    cdef int doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
    cdef int shifted = (5 * doy + 2) / 153
    out.day = doy - (153 * shifted + 2) / 5 + 1
    out.month = shifted + 3 if shifted < 10 else shifted - 9
    out.year = yoe + era * 400 + (1 if out.month <= 2 else 0)
    return out


cdef inline int weekday_of(int number) noexcept nogil:
    """1 Monday to 7 Sunday."""
    cdef int r = (number - 1) % 7
    return r + 8 if r < 0 else r + 1


cdef inline void iso_week(int number, int *year, int *week) noexcept nogil:
    """The ISO 8601 year and week of a day number."""
    cdef int thursday = number + 4 - weekday_of(number)
    year[0] = day_of(thursday).year
    week[0] = (thursday - day_number(year[0], 1, 1)) / 7 + 1


cdef inline int weeks_in(int year) noexcept nogil:
    cdef int y, w
    iso_week(day_number(year, 12, 28), &y, &w)
    return w


cdef inline int nth_weekday(int year, int month, int weekday, int nth) noexcept nogil:
    """The day number of the nth weekday of a month, from the end when nth is negative."""
    cdef int edge
    if nth > 0:
        edge = day_number(year, month, 1)
        return edge + (weekday - weekday_of(edge) + 7) % 7 + 7 * (nth - 1)
    edge = day_number(year, month, month_length(year, month))
    return edge - (weekday_of(edge) - weekday + 7) % 7 + 7 * (nth + 1)


cdef inline int easter(int year) noexcept nogil:
    """The day number of Easter Sunday (anonymous Gregorian computus)."""
    cdef int a = year % 19
    cdef int b = year / 100
    cdef int c = year % 100
    cdef int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
    cdef int k = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
    cdef int m = (a + 11 * h + 22 * k) / 451
    return day_number(year, (h + k - 7 * m + 114) / 31, (h + k - 7 * m + 114) % 31 + 1)


cdef inline int orthodox_easter(int year) noexcept nogil:
    """The day number of Easter Sunday in the Julian calendar (Meeus's computus)."""
    cdef int d = (19 * (year % 19) + 15) % 30
    cdef int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    return day_number(year, (d + e + 114) / 31, (d + e + 114) % 31 + 1) + year / 100 - year / 400 - 2
