"""Values as exact decimal strings; as doubles only to compare them."""
from libc.string cimport memmove

from .buffer cimport Buffer, buffer_put, buffer_reserve
from .numbers cimport Numeral, digit_value
from .numbers_words cimport NumberValue
from .utf8 cimport Point, point_at


cdef inline void put_digits(Buffer *out, const unsigned char *p, const Numeral *number) noexcept nogil:
    """Append the digits of a numeral as ASCII, without separators."""
    cdef Py_ssize_t i = number.start
    cdef Point point
    cdef int value
    while i < number.stop:
        point = point_at(p, i, number.stop)
        value = digit_value(point.code)
        if value >= 0:
            buffer_put(out, <unsigned char>(48 + value))
        i += point.size


cdef inline void put_unsigned(Buffer *out, unsigned long long value, int width) noexcept nogil:
    """Append a number in decimal, with zeros before it up to `width` digits."""
    cdef unsigned char digits[24]
    cdef int k = 24
    while value or 24 - k < width:
        k -= 1
        digits[k] = <unsigned char>(48 + value % 10)
        value //= 10
    while k < 24:
        buffer_put(out, digits[k])
        k += 1


cdef inline Py_ssize_t put_decimal(Buffer *out, Py_ssize_t raw, long exponent, bint negative, bint trim) noexcept nogil:
    """Turn the digits out.data[raw:], times 10**exponent, into a plain decimal in the same place; its size.

    Zeros in front go, zeros at the end of the fraction only with `trim`. Three decimals after one to three digits would read as a group of
    thousands in half of the languages, so they get a zero more: "1.335" becomes "1.3350".
    """
    cdef Py_ssize_t digits = out.size - raw
    cdef Py_ssize_t lead = 0
    cdef Py_ssize_t point, room, k, size
    cdef unsigned char *d
    if exponent > 0:
        if not buffer_reserve(out, exponent):
            return 0
        for _ in range(exponent):
            buffer_put(out, 48)
        digits += exponent
        exponent = 0
    room = (digits if digits > -exponent else -exponent) + 8
    if not buffer_reserve(out, room + 8):
        return 0
    d = out.data + raw
    if digits <= -exponent:                         # "5" cents: zeros up to one before the point
        k = -exponent - digits + 1
        memmove(d + k, d, digits)
        for point in range(k):
            d[point] = 48
        digits += k
    point = digits + exponent
    while lead + 1 < point and d[lead] == 48:
        lead += 1
    memmove(d, d + lead, digits - lead)
    digits -= lead
    point -= lead
    while trim and digits > point and d[digits - 1] == 48:
        digits -= 1
    size = digits
    if digits > point:
        if digits - point == 3 and point <= 3 and d[0] != 48:
            d[digits] = 48
            digits += 1
        memmove(d + point + 1, d + point, digits - point)
        d[point] = 0x2E
        size = digits + 1
    if negative:
        memmove(d + 1, d, size)
        d[0] = 0x2D
        size += 1
    out.size = raw + size
    return size


cdef inline Py_ssize_t put_value(Buffer *out, const unsigned char *p, const NumberValue *value, int power) noexcept nogil:
    """Append value times 10**power as a plain decimal; its size in bytes."""
    cdef int _
    cdef Py_ssize_t raw = out.size
    cdef long exponent = value.exponent + power
    if value.written:
        put_digits(out, p, &value.numeral)
        exponent -= value.numeral.decimals
    else:
        put_unsigned(out, value.mantissa, 1)
    if value.sub_digits:
        put_unsigned(out, value.sub, value.sub_digits)
        exponent -= value.sub_digits
    if out.failed:
        return 0
    return put_decimal(out, raw, exponent, value.negative, value.scale != 0 or not value.written and not value.sub_digits)


cdef inline double approximate(const unsigned char *p, const NumberValue *value, int power) noexcept nogil:
    """The value as a double: only to tell which of two is larger."""
    cdef int _
    cdef double out = 0.0
    cdef Py_ssize_t i
    cdef int digit, exponent = value.exponent + power
    if value.written:
        exponent -= <int>value.numeral.decimals if value.numeral.decimals < 4000 else 4000
        i = value.numeral.start
        while i < value.numeral.stop:
            digit = digit_value(point_at(p, i, value.numeral.stop).code)
            if digit >= 0:
                out = out * 10.0 + digit
            i += point_at(p, i, value.numeral.stop).size
    else:
        out = <double>value.mantissa
    for _ in range(exponent if exponent > 0 else -exponent):
        out = out * 10.0 if exponent > 0 else out / 10.0
    return -out if value.negative else out
