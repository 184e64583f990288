"""Canonical composition (Unicode NFC) of UTF-8, and the classes that tidying goes by."""
from libc.string cimport memcpy

from .buffer cimport Buffer, buffer_add, buffer_reserve
from .utf8 cimport Point, point_at, put_point


cdef extern from "unicode_tables.h":
    const unsigned short *unicode_class_index
    const unsigned char *unicode_class
    const unsigned short *unicode_ccc_index
    const unsigned char *unicode_ccc
    const unsigned short *unicode_decomposition_index
    const unsigned short *unicode_decomposition
    const unsigned short *unicode_decomposition_start
    const unsigned int *unicode_decomposition_points
    const unsigned int *unicode_pairs
    const unsigned int UNICODE_PAIRS_MASK
    const unsigned int *unicode_c1


# Classes of code points (low four bits) and flags beside them; tools/tables/unicode.py says which is which.
cdef enum TidyClass:
    PLAIN
    SELECTABLE      # plain, and a variation selector may follow
    SPACE
    DROP
    JOINER
    MARK
    SELECTOR
    TAG
    SINGLETON
    C1
    CONTROL
    CLASS = 0x0F
    JOINS = 0x10
    COMPOSES = 0x20
    RIGHT_TO_LEFT = 0x40
    SEPARATES = 0x80


cdef inline unsigned char class_of(unsigned int code) noexcept nogil:
    return unicode_class[(unicode_class_index[code >> 7] << 7) | (code & 127)]


cdef inline unsigned char combining_class(unsigned int code) noexcept nogil:
    if code >= 0x20000:
        return 0
    return unicode_ccc[(unicode_ccc_index[code >> 6] << 6) | (code & 63)]


cdef inline int decompose(unsigned int code, const unsigned int **parts) noexcept nogil:
    """How many code points `code` fully decomposes to, and where they stand; 0: none, it stays as it is (Hangul syllables apart)."""
    cdef unsigned short number
    if code >= 0x30000:
        return 0
    number = unicode_decomposition[(unicode_decomposition_index[code >> 6] << 6) | (code & 63)]
    if number == 0:
        return 0
    parts[0] = unicode_decomposition_points + unicode_decomposition_start[number - 1]
    return unicode_decomposition_start[number] - unicode_decomposition_start[number - 1]


cdef inline unsigned int compose(unsigned int first, unsigned int second) noexcept nogil:
    """The character that two others make, or 0."""
    cdef unsigned int slot
    if 0x1100 <= first < 0x1113 and 0x1161 <= second < 0x1176:
        return 0xAC00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28
    if 0xAC00 <= first < 0xD7A4 and 0x11A8 <= second < 0x11C3 and (first - 0xAC00) % 28 == 0:
        return first + (second - 0x11A7)
    slot = (((first * 0x9E3779B1u) ^ (second * 0x85EBCA6Bu)) >> 7) & UNICODE_PAIRS_MASK
    while unicode_pairs[3 * slot + 2]:
        if unicode_pairs[3 * slot] == first and unicode_pairs[3 * slot + 1] == second:
            return unicode_pairs[3 * slot + 2]
        slot = (slot + 1) & UNICODE_PAIRS_MASK
    return 0


cdef inline bint decompose_all(const unsigned char *p, Py_ssize_t n, Buffer *work) noexcept nogil:
    """Append the full decomposition of p[0:n] to `work`, 4 bytes a code point; False without memory."""
    cdef Py_ssize_t i = 0
    cdef Point point
    cdef const unsigned int *parts = NULL
    cdef unsigned int *to
    cdef unsigned int syllable
    cdef int count, k
    while i < n:
        if not buffer_reserve(work, 80):
            return False
        to = <unsigned int *>(work.data + work.size)
        point = point_at(p, i, n)
        i += point.size
        if 0xAC00 <= point.code < 0xD7A4:
            syllable = point.code - 0xAC00
            to[0] = 0x1100 + syllable // 588
            to[1] = 0x1161 + syllable % 588 // 28
            to[2] = 0x11A7 + syllable % 28
            count = 3 if syllable % 28 else 2
        else:
            count = decompose(point.code, &parts)
            for k in range(count):
                to[k] = parts[k]
            if count == 0:
                to[0] = point.code
                count = 1
        work.size += 4 * count
    return True


cdef inline bint order_marks(unsigned int *codes, Py_ssize_t count, Buffer *spare) noexcept nogil:
    """Sort each run of combining marks by class, stably and in linear time; False without memory."""
    cdef Py_ssize_t start = 0
    cdef Py_ssize_t stop, k, j
    cdef unsigned int code
    cdef unsigned int *sorted_codes
    cdef Py_ssize_t[256] places
    cdef Py_ssize_t total, size
    while start < count:
        if combining_class(codes[start]) == 0:
            start += 1
            continue
        stop = start + 1
        while stop < count and combining_class(codes[stop]):
            stop += 1
        if stop - start <= 24:
            for k in range(start + 1, stop):
                code = codes[k]
                j = k
                while j > start and combining_class(codes[j - 1]) > combining_class(code):
                    codes[j] = codes[j - 1]
                    j -= 1
                codes[j] = code
        else:
            spare.size = 0
            if not buffer_reserve(spare, 4 * (stop - start)):
                return False
            sorted_codes = <unsigned int *>spare.data
            for k in range(256):
                places[k] = 0
            for k in range(start, stop):
                places[combining_class(codes[k])] += 1
            total = 0
            for k in range(256):
                size = places[k]
                places[k] = total
                total += size
            for k in range(start, stop):
                j = combining_class(codes[k])
                sorted_codes[places[j]] = codes[k]
                places[j] += 1
            memcpy(codes + start, sorted_codes, 4 * (stop - start))
        start = stop
    return True


cdef inline Py_ssize_t compose_all(unsigned int *codes, Py_ssize_t count) noexcept nogil:
    """Join what composes, in place; the new count."""
    cdef Py_ssize_t size = 0
    cdef Py_ssize_t starter = -1
    cdef Py_ssize_t k
    cdef unsigned int code, joined
    cdef unsigned char here
    cdef int last = -1           # class of the mark kept last since the starter; -1: none
    for k in range(count):
        code = codes[k]
        here = combining_class(code)
        if starter >= 0 and (last == -1 or last < here):
            joined = compose(codes[starter], code)
            if joined:
                codes[starter] = joined
                continue
        if here == 0:
            starter = size
            last = -1
        else:
            last = here
        codes[size] = code
        size += 1
    return size


cdef inline bint compose_part(const unsigned char *p, Py_ssize_t n, Buffer *work, Buffer *spare, Buffer *out) noexcept nogil:
    """Append NFC of p[0:n] to `out`; False without memory."""
    cdef unsigned int *codes
    cdef Py_ssize_t count, k
    work.size = 0
    if not decompose_all(p, n, work):
        return False
    codes = <unsigned int *>work.data
    count = work.size // 4
    if not order_marks(codes, count, spare):
        return False
    count = compose_all(codes, count)
    if not buffer_reserve(out, 4 * count):
        return False
    for k in range(count):
        out.size += put_point(out.data + out.size, codes[k])
    return True


cdef inline Py_ssize_t composing_from(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """The end of the characters at p[i] that composition may change; i when there is none."""
    cdef Point point
    cdef unsigned char flags
    while i < n and p[i] >= 0x80:
        point = point_at(p, i, n)
        flags = class_of(point.code)
        if not (flags & COMPOSES or flags & CLASS == SINGLETON):
            break
        i += point.size
    return i


cdef inline bint composed(const unsigned char *p, Py_ssize_t n, Buffer *work, Buffer *spare, Buffer *out) noexcept nogil:
    """Append NFC of p[0:n] to `out`; False without memory. `work` and `spare` are scratch; p may not lie in any of them.

    Only what may change is worked on, along with the character before it: others neither change nor compose with what stands before them.
    """
    cdef Py_ssize_t i = 0
    cdef Py_ssize_t done = 0
    cdef Py_ssize_t start = 0           # of the character before p[i]
    cdef Py_ssize_t stop
    while i < n:
        stop = composing_from(p, i, n)
        if stop > i:
            buffer_add(out, p + done, start - done)
            if not compose_part(p + start, stop - start, work, spare, out):
                return False
            done = start = i = stop
        else:
            start = i
            i += point_at(p, i, n).size
    buffer_add(out, p + done, n - done)
    return not out.failed
