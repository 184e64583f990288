"""UTF-8: single code points, whole strings from and to the widths that `str` uses.

Decoding is safe on any bytes: an ill-formed byte counts as one code point U+FFFD of size 1, and nothing is read past the end.
"""
from .buffer cimport Buffer, buffer_reserve
from .text cimport TEXT_MORE, encode_8, encode_16, encode_32


cdef struct Point:
    unsigned int code
    int size


cdef inline bint is_continuation(unsigned char byte) noexcept nogil:
    return (byte & 0xC0) == 0x80


cdef inline Point point_at(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """The code point that starts at p[i]; i < n."""
    cdef Point out
    if p[i] >= 0x80:
        return wide_point_at(p, i, n)
    out.size = 1
    out.code = p[i]
    return out


cdef inline Point wide_point_at(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """The same where it is known to be none of ASCII: apart, so that the common case is inlined."""
    cdef Point out
    cdef unsigned char lead = p[i]
    out.size = 1
    out.code = 0xFFFD
    if lead < 0xC2:
        return out
    if lead < 0xE0:
        if i + 1 < n and is_continuation(p[i + 1]):
            out.code = ((lead & 0x1F) << 6) | (p[i + 1] & 0x3F)
            out.size = 2
        return out
    if lead < 0xF0:
        if i + 2 < n and is_continuation(p[i + 1]) and is_continuation(p[i + 2]):
            out.code = ((lead & 0x0F) << 12) | ((p[i + 1] & 0x3F) << 6) | (p[i + 2] & 0x3F)
            out.size = 3
            if out.code < 0x800 or 0xD800 <= out.code <= 0xDFFF:
                out.code = 0xFFFD
                out.size = 1
        return out
    if lead < 0xF5 and i + 3 < n and is_continuation(p[i + 1]) and is_continuation(p[i + 2]) and is_continuation(p[i + 3]):
        out.code = ((lead & 0x07) << 18) | ((p[i + 1] & 0x3F) << 12) | ((p[i + 2] & 0x3F) << 6) | (p[i + 3] & 0x3F)
        out.size = 4
        if out.code < 0x10000 or out.code > 0x10FFFF:
            out.code = 0xFFFD
            out.size = 1
    return out


cdef inline unsigned int three_bytes(const unsigned char *p) noexcept nogil:
    """The code point of three bytes that are known to be one, or any number for what is none."""
    return (p[0] & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u)


cdef inline Point point_before(const unsigned char *p, Py_ssize_t i) noexcept nogil:
    """The code point that ends just before p[i]; i > 0."""
    cdef Point out
    if p[i - 1] >= 0x80:
        return wide_point_before(p, i)
    out.size = 1
    out.code = p[i - 1]
    return out


cdef inline Point wide_point_before(const unsigned char *p, Py_ssize_t i) noexcept nogil:
    cdef Py_ssize_t start = i - 1
    cdef Point out
    while start > 0 and i - start < 4 and is_continuation(p[start]):
        start -= 1
    out = point_at(p, start, i)
    if start + out.size != i:
        out.code = 0xFFFD
        out.size = 1
    return out


cdef inline int put_point(unsigned char *out, unsigned int code) noexcept nogil:
    """Write one code point (room for 4 bytes); how many bytes it took. Surrogates become U+FFFD."""
    if code < 0x80:
        out[0] = code
        return 1
    if code < 0x800:
        out[0] = 0xC0 | (code >> 6)
        out[1] = 0x80 | (code & 0x3F)
        return 2
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        code = 0xFFFD
    if code < 0x10000:
        out[0] = 0xE0 | (code >> 12)
        out[1] = 0x80 | ((code >> 6) & 0x3F)
        out[2] = 0x80 | (code & 0x3F)
        return 3
    out[0] = 0xF0 | (code >> 18)
    out[1] = 0x80 | ((code >> 12) & 0x3F)
    out[2] = 0x80 | ((code >> 6) & 0x3F)
    out[3] = 0x80 | (code & 0x3F)
    return 4


cdef inline bint encode_units(int kind, const void *source, Py_ssize_t n, Buffer *out, bint join_surrogates, int *surrogates) noexcept nogil:
    """Set `out` to source[0:n], of `kind` bytes a code point, as UTF-8; *surrogates: whether there were any. False without memory."""
    surrogates[0] = 0
    out.size = 0
    if not buffer_reserve(out, n * (4 if kind == 4 else kind + 1) + TEXT_MORE):
        return False
    if kind == 1:
        out.size = encode_8(<const unsigned char *>source, n, out.data)
    elif kind == 2:
        out.size = encode_16(<const unsigned short *>source, n, out.data, join_surrogates, surrogates)
    else:
        out.size = encode_32(<const unsigned int *>source, n, out.data, join_surrogates, surrogates)
    return True


cdef inline unsigned int widest_point(unsigned char top) noexcept nogil:
    """0x7F, 0xFF, 0xFFFF or 0x10FFFF: the ceiling of the code points in well-formed UTF-8 whose highest byte is `top`."""
    return 0x7F if top < 0x80 else 0xFF if top < 0xC4 else 0xFFFF if top < 0xF0 else 0x10FFFF
