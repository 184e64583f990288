"""Letters and words of a text, and words looked up in a table."""
from libc.stdint cimport uint64_t

from .casing cimport is_word
from .lexicon cimport Lexicon, LexiconEntry, fold, lexicon_find, lexicon_may_have
from .numbers cimport digit_value
from .scan cimport eight_bytes, highest_bit, lowest_bit
from .utf8 cimport Point, point_at, point_before


cdef enum:
    MAX_WORD = 96               # bytes


cdef inline bint is_letter(unsigned int code) noexcept nogil:
    """A letter or mark: what words are made of."""
    if code < 0x80:
        return 97 <= (code | 0x20) <= 122
    return is_word(code) and digit_value(code) < 0 and code != 0xB2 and code != 0xB3 and code != 0xB9 and not 0xBC <= code <= 0xBE


cdef inline bint is_letter_at(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    if i >= n:
        return False
    return 97 <= (p[i] | 0x20) <= 122 if p[i] < 0x80 else is_letter(point_at(p, i, n).code)


cdef inline bint is_unspaced(unsigned int code) noexcept nogil:
    """A letter of a script that is written without spaces, or whose endings stick to every word (Hangul, Georgian)."""
    if code < 0xE00:
        return False
    return (code < 0xF00 or 0x1000 <= code < 0x1100 or 0x1100 <= code < 0x1200 or 0x1780 <= code < 0x1800 or 0x3040 <= code < 0x3100
            or 0x3400 <= code < 0xA000 or 0xAC00 <= code < 0xD7B0 or 0xF900 <= code < 0xFB00 or code == 0x3005 or code == 0x3007)


cdef inline uint64_t no_letters(uint64_t x) noexcept nogil:
    """The highest bit of each of eight bytes that is no ASCII letter."""
    cdef uint64_t high = 0x8080808080808080u
    cdef uint64_t low = (x & ~high) | 0x2020202020202020u
    return ~((low + 0x1F1F1F1F1F1F1F1Fu) & ~(low + 0x0505050505050505u) & ~x) & high


cdef inline Py_ssize_t ascii_letters(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """How many of p[0:n] are ASCII letters up to the first that is none, eight at a time: at least all but seven of them."""
    cdef uint64_t others
    cdef Py_ssize_t i = 0
    while i + 8 <= n:
        others = no_letters(eight_bytes(p + i))
        if others:
            return i + (lowest_bit(others) >> 3)
        i += 8
    return i


cdef inline Py_ssize_t word_end(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Where the letters that start at i end; a script without spaces and others part each other."""
    cdef uint64_t others
    cdef Py_ssize_t end
    if i + 8 <= n and p[i] < 0x80:                  # less than eight letters: most words
        others = no_letters(eight_bytes(p + i))
        if others:
            end = i + (lowest_bit(others) >> 3)
            if p[end] < 0x80:
                return end
    return any_word_end(p, i, n)


cdef inline Py_ssize_t any_word_end(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    cdef Py_ssize_t limit = i + MAX_WORD if i + MAX_WORD < n else n
    if i < limit and p[i] < 0x80:
        i += ascii_letters(p + i, limit - i)
        if i < limit and p[i] < 0x80 and not 97 <= (p[i] | 0x20) <= 122:
            return i
        return mixed_end(p, i, limit, n, False)
    return mixed_end(p, i, limit, n, i < limit and p[i] >= 0xE0 and is_unspaced(point_at(p, i, n).code))


cdef inline Py_ssize_t mixed_end(const unsigned char *p, Py_ssize_t i, Py_ssize_t limit, Py_ssize_t n, bint unspaced) noexcept nogil:
    """Where letters that start at i, `unspaced` or not, end; the last one starts before `limit`."""
    cdef Point point
    while i < limit:
        if p[i] < 0x80:
            if unspaced or not 97 <= (p[i] | 0x20) <= 122:
                break
            i += 1
        else:
            point = point_at(p, i, n)
            if not is_letter(point.code) or (p[i] >= 0xE0 and is_unspaced(point.code)) != unspaced:
                break
            i += point.size
    return i


cdef inline Py_ssize_t word_start(const unsigned char *p, Py_ssize_t i, Py_ssize_t floor) noexcept nogil:
    """Where the letters that end at i start; a script without spaces and others part each other."""
    cdef uint64_t others
    cdef int last
    if i - 8 >= floor and p[i - 1] < 0x80:          # less than eight letters: most words
        others = no_letters(eight_bytes(p + i - 8))
        if others:
            last = highest_bit(others) >> 3
            if p[i - 8 + last] < 0x80:
                return i - 7 + last
    return any_word_start(p, i, floor)


cdef inline Py_ssize_t any_word_start(const unsigned char *p, Py_ssize_t i, Py_ssize_t floor) noexcept nogil:
    cdef Point point
    cdef Py_ssize_t limit = i - MAX_WORD if i - MAX_WORD > floor else floor
    cdef bint unspaced = i > limit and p[i - 1] >= 0x80 and is_unspaced(point_before(p, i).code)
    while i > limit:
        if p[i - 1] < 0x80:
            if unspaced or not 97 <= (p[i - 1] | 0x20) <= 122:
                break
            i -= 1
        else:
            point = point_before(p, i)
            if not is_letter(point.code) or i - point.size < limit or is_unspaced(point.code) != unspaced:
                break
            i -= point.size
    return i


cdef inline const LexiconEntry *find_word(const Lexicon *lexicon, const unsigned char *p, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """The entry of the text p[start:stop], whatever its case; NULL when there is none."""
    cdef unsigned char folded[MAX_WORD + 8]
    cdef Py_ssize_t size
    if stop <= start or stop - start > MAX_WORD or (lexicon.filter != NULL and not lexicon_may_have(lexicon, p + start, stop - start)):
        return NULL
    size = fold(p + start, stop - start, folded, MAX_WORD + 8)
    return lexicon_find(lexicon, folded, size) if size > 0 else NULL
