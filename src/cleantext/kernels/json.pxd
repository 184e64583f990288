"""JSON records: where the string value of a top-level key lies in a record's raw bytes.

Made for records that a JSON parser has accepted. On any other bytes it reads nothing out of bounds and finds something or nothing.
Linear: skipping never goes back further than the backslashes in front of one quote.
"""
from libc.string cimport memchr, memcmp

from .utf8 cimport put_point


cdef struct JsonSpan:
    Py_ssize_t start            # the opening quote
    Py_ssize_t stop             # just after the closing quote


cdef inline Py_ssize_t json_skip_space(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    while i < n and (p[i] == c' ' or p[i] == c'\t' or p[i] == c'\n' or p[i] == c'\r'):
        i += 1
    return i


cdef inline Py_ssize_t json_string_stop(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Just after the string that opens at p[i]; -1 when it never closes."""
    cdef Py_ssize_t first = i + 1
    cdef Py_ssize_t quote, before
    cdef const unsigned char *hit
    i = first
    while i < n:
        hit = <const unsigned char *>memchr(p + i, c'"', n - i)
        if hit == NULL:
            return -1
        quote = hit - p
        before = quote
        while before > first and p[before - 1] == c'\\':
            before -= 1
        if (quote - before) & 1 == 0:
            return quote + 1
        i = first = quote + 1       # an escaped quote: whatever stood before it is settled
    return -1


cdef inline Py_ssize_t json_value_stop(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Just after the value that starts at p[i] (i < n), however deep it nests; -1 when it never ends."""
    cdef Py_ssize_t depth = 0
    cdef unsigned char byte
    if p[i] == c'"':
        return json_string_stop(p, i, n)
    if p[i] != c'{' and p[i] != c'[':
        while i < n and p[i] != c',' and p[i] != c'}' and p[i] != c']' and p[i] > c' ':
            i += 1
        return i
    while i < n:
        byte = p[i]
        if byte == c'"':
            i = json_string_stop(p, i, n)
            if i < 0:
                return -1
            continue
        i += 1
        if byte == c'{' or byte == c'[':
            depth += 1
        elif byte == c'}' or byte == c']':
            depth -= 1
            if depth == 0:
                return i
    return -1


cdef inline int json_hex4(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """The number that four hexadecimal digits at p[i] write; -1 when there are none."""
    cdef int value = 0
    cdef Py_ssize_t k
    cdef unsigned char byte
    if n - i < 4:
        return -1
    for k in range(i, i + 4):
        byte = p[k]
        if c'0' <= byte <= c'9':
            value = value * 16 + byte - c'0'
        elif c'a' <= (byte | 0x20) <= c'f':
            value = value * 16 + (byte | 0x20) - c'a' + 10
        else:
            return -1
    return value


cdef inline int json_escape(const unsigned char *p, Py_ssize_t *i, Py_ssize_t n, unsigned char *out) noexcept nogil:
    """Decode the escape that starts at p[i[0]] into out (room for 4 bytes) and step over it; how many bytes it stands for, 0: no escape."""
    cdef int code, low
    cdef unsigned char kind
    if n - i[0] < 2:
        return 0
    kind = p[i[0] + 1]
    i[0] += 2
    if kind == c'u':
        code = json_hex4(p, i[0], n)
        if code < 0 or 0xDC00 <= code <= 0xDFFF:
            return 0
        i[0] += 4
        if 0xD800 <= code <= 0xDBFF:
            if n - i[0] < 6 or p[i[0]] != c'\\' or p[i[0] + 1] != c'u':
                return 0
            low = json_hex4(p, i[0] + 2, n)
            if low < 0xDC00 or low > 0xDFFF:
                return 0
            i[0] += 6
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
        return put_point(out, code)
    if kind == c'b':
        out[0] = 8
    elif kind == c't':
        out[0] = 9
    elif kind == c'n':
        out[0] = 10
    elif kind == c'f':
        out[0] = 12
    elif kind == c'r':
        out[0] = 13
    elif kind == c'"' or kind == c'\\' or kind == c'/':
        out[0] = kind
    else:
        return 0
    return 1


cdef inline bint json_string_is(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, const unsigned char *key, Py_ssize_t size) noexcept nogil:
    """Whether p[i:n], what stands between the quotes of a string, is `key` written with or without escapes."""
    cdef Py_ssize_t at = 0
    cdef int width
    cdef unsigned char decoded[4]
    if i == n or memchr(p + i, c'\\', n - i) == NULL:
        return n - i == size and memcmp(p + i, key, size) == 0
    while i < n:
        if p[i] == c'\\':
            width = json_escape(p, &i, n, decoded)
            if width == 0:
                return False
        else:
            decoded[0] = p[i]
            width = 1
            i += 1
        if size - at < width or memcmp(decoded, key + at, width) != 0:
            return False
        at += width
    return at == size


cdef inline bint json_find_string(const unsigned char *p, Py_ssize_t n, const unsigned char *key, Py_ssize_t size, JsonSpan *out) noexcept nogil:
    """Find the raw string, quotes included, under the last top-level `key` of the object p[0:n]; False when it is no string or there is none."""
    cdef bint found = False
    cdef bint wanted
    cdef Py_ssize_t start
    cdef Py_ssize_t i = json_skip_space(p, 0, n)
    if i >= n or p[i] != c'{':
        return False
    while True:
        i = json_skip_space(p, i + 1, n)            # after the brace or a comma
        if i >= n or p[i] != c'"':
            return found and i < n and p[i] == c'}'
        start = i
        i = json_string_stop(p, i, n)
        if i < 0:
            return False
        wanted = json_string_is(p, start + 1, i - 1, key, size)
        i = json_skip_space(p, i, n)
        if i >= n or p[i] != c':':
            return False
        i = json_skip_space(p, i + 1, n)
        if i >= n:
            return False
        start = i
        i = json_value_stop(p, i, n)
        if i < 0:
            return False
        if wanted:
            found = p[start] == c'"'
            out.start = start
            out.stop = i
        i = json_skip_space(p, i, n)
        if i >= n or p[i] != c',':
            return found and i < n and p[i] == c'}'
