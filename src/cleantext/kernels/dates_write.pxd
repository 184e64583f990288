"""Write what a mention says as ISO 8601 / EDTF."""
from .buffer cimport Buffer, buffer_put
from .dates_calendar cimport Day, day_number, day_of
from .dates_when cimport (H_CALENDAR, H_CENTURY, H_DATED, H_DAY, H_DECADE, H_FRACTION, H_HALF, H_HOUR, H_MONTH, H_OFFSET, H_OPEN, H_PART, H_QUARTER,
                          H_SEASON, H_SECOND, H_WEEK, H_WEEKDAY, H_WEEKEND, H_YEAR, H_ZONE, U_CENTURY, U_DECADE, U_FORTNIGHT, U_HOUR,
                          U_MONTH, U_QUARTER, U_WEEK, U_YEAR, When)


cdef inline void put_text(Buffer *out, const char *text) noexcept nogil:
    cdef Py_ssize_t i = 0
    while text[i]:
        buffer_put(out, <unsigned char>text[i])
        i += 1


cdef inline void put_digits(Buffer *out, int value, int width) noexcept nogil:
    cdef int scale = 1
    cdef int _k
    for _k in range(1, width):
        scale *= 10
    for _k in range(width):
        buffer_put(out, <unsigned char>(48 + value / scale % 10))
        scale /= 10


cdef inline void put_year(Buffer *out, int year) noexcept nogil:
    if year < -9999 or year > 9999:
        buffer_put(out, c"Y")           # as EDTF has it
    if year < 0:
        buffer_put(out, c"-")
        year = -year
    put_digits(out, year, 4 + (year > 9999) + (year > 99999))


cdef inline void put_zone(Buffer *out, int zone) noexcept nogil:
    if zone == 0:
        buffer_put(out, c"Z")
        return
    buffer_put(out, c"-" if zone < 0 else c"+")
    zone = -zone if zone < 0 else zone
    put_digits(out, zone / 60, 2)
    buffer_put(out, c":")
    put_digits(out, zone % 60, 2)


cdef inline void put_clock(Buffer *out, const When *w) noexcept nogil:
    if w.has & H_HOUR:
        buffer_put(out, c"T")
        put_digits(out, w.hour, 2)
        buffer_put(out, c":")
        put_digits(out, w.minute, 2)
        if w.has & H_SECOND:
            buffer_put(out, c":")
            put_digits(out, w.second, 2)
            if w.has & H_FRACTION:
                buffer_put(out, c".")
                put_digits(out, w.fraction, w.fraction_digits)
        if w.has & H_ZONE:
            put_zone(out, w.zone)
    elif w.has & H_PART and 0 < w.part < 5:
        put_text(out, "TMO" if w.part == 1 else "TAF" if w.part == 2 else "TEV" if w.part == 3 else "TNI")


cdef inline void put_span(Buffer *out, const When *w) noexcept nogil:
    """Centuries, decades, weeks, seasons, quarters, halves: all but the date itself."""
    cdef int year = w.year
    if w.has & H_CENTURY or w.has & H_DECADE:
        if year < 0:
            buffer_put(out, c"-")
            year = -year
        put_digits(out, year / (100 if w.has & H_CENTURY else 10), 2 if w.has & H_CENTURY else 3)
        put_text(out, "XX" if w.has & H_CENTURY else "X")
        return
    if w.has & H_YEAR:
        put_year(out, year)
    else:
        put_text(out, "XXXX")
    put_text(out, "-W" if w.has & H_WEEK else "-")
    if w.has & H_QUARTER:
        put_digits(out, 32 + w.index, 2)
    elif w.has & H_HALF:
        put_digits(out, 39 + w.index, 2)
    else:
        put_digits(out, w.index, 2)


cdef inline void put_date(Buffer *out, const When *w) noexcept nogil:
    if w.has & (H_CENTURY | H_DECADE | H_WEEK | H_SEASON | H_QUARTER | H_HALF) and not w.has & (H_MONTH | H_DAY):
        put_span(out, w)
        return
    if w.has & H_WEEKDAY and not w.has & H_CALENDAR:
        put_text(out, "XXXX-WXX-")
        buffer_put(out, <unsigned char>(48 + w.weekday))
        return
    if not w.has & H_CALENDAR:
        return
    if w.has & H_YEAR:
        put_year(out, w.year)
    else:
        put_text(out, "XXXX")
    if w.has & (H_MONTH | H_DAY):
        buffer_put(out, c"-")
        if w.has & H_MONTH:
            put_digits(out, w.month, 2)
        else:
            put_text(out, "XX")
    if w.has & H_DAY:
        buffer_put(out, c"-")
        put_digits(out, w.day, 2)


cdef inline bint has_form(const When *w) noexcept nogil:
    """Whether EDTF can say it: beyond four digits of the year it has years alone."""
    cdef int last = 9998 if w.has & H_WEEKEND else 9999
    return not w.has & (H_YEAR | H_DECADE | H_CENTURY) or -9999 <= w.year <= last or not w.has & (H_DATED ^ H_YEAR ^ H_OFFSET)


cdef inline void put_when(Buffer *out, const When *w) noexcept nogil:
    """The value of one date or time; nothing when it is open."""
    cdef When other
    cdef Day d
    if w.has & H_OPEN or not has_form(w):
        return
    if w.has & H_WEEKEND:
        other = w[0]
        other.has &= ~<unsigned int>H_WEEKEND
        put_when(out, &other)
        buffer_put(out, c"/")
        d = day_of(day_number(w.year, w.month, w.day) + 1)
        other.year = d.year
        other.month = d.month
        other.day = d.day
        put_when(out, &other)
        return
    put_date(out, w)
    if w.approx and (w.has & H_DATED) == H_YEAR:
        buffer_put(out, c"~")
    put_clock(out, w)


cdef inline void put_duration(Buffer *out, int amount, int unit) noexcept nogil:
    """P3D, PT2H; PXD for an unknown amount (0); nothing for units that have no letter."""
    if unit == U_DECADE or unit == U_CENTURY:
        amount *= 10 if unit == U_DECADE else 100
        unit = U_YEAR
    elif unit == U_FORTNIGHT or unit == U_QUARTER:
        amount *= 2 if unit == U_FORTNIGHT else 3
        unit = U_WEEK if unit == U_FORTNIGHT else U_MONTH
    if unit > U_YEAR:
        return
    put_text(out, "PT" if unit <= U_HOUR else "P")
    if amount:
        put_digits(out, amount, 1 + (amount > 9) + (amount > 99) + (amount > 999) + (amount > 9999) + 5 * (amount > 99999))
    else:
        buffer_put(out, c"X")
    buffer_put(out, b"SMHDWMQY"[unit])
