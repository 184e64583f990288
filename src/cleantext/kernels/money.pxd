"""Money in running text: one pass finds what may be a currency marker; the grammar looks around it."""
from libc.string cimport memcpy

from .casing cimport lower
from .money_language cimport *
from .money_markers cimport *
from .money_mention cimport *
from .money_tables cimport *
from .numbers cimport is_digit_before
from .utf8 cimport Point, point_at, point_before


cdef extern from * nogil:
    """
    #if defined(_MSC_VER)
    #include <intrin.h>
    static int cleantext_low_bit(unsigned long long x) { unsigned long i; _BitScanForward64(&i, x); return (int)i; }
    #else
    static int cleantext_low_bit(unsigned long long x) { return __builtin_ctzll(x); }
    #endif
    """
    int cleantext_low_bit(unsigned long long x)


cdef inline unsigned long long starts_in(unsigned long long x, unsigned long long *carry) noexcept nogil:
    """Eight bytes of text: the high bit of each byte that starts a word of ASCII letters, is "$", or starts a character beyond ASCII."""
    cdef unsigned long long high = 0x8080808080808080u
    cdef unsigned long long low = 0x7F7F7F7F7F7F7F7Fu
    cdef unsigned long long y = (x & low) | 0x2020202020202020u
    cdef unsigned long long letters = ((y + 0x1F1F1F1F1F1F1F1Fu) & ~(y + 0x0505050505050505u)) & ~x & high
    cdef unsigned long long dollars = ~(((x & low) ^ 0x2424242424242424u) + low) & ~x & high
    cdef unsigned long long leads = x & (x << 1) & high
    cdef unsigned long long out = (letters & ~((letters << 8) | carry[0])) | dollars | leads
    carry[0] = letters >> 56
    return out


cdef inline bint may_be_marker(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether the first letters of the word at p[i] are those of some marker."""
    cdef unsigned int key = 0
    cdef unsigned int value
    cdef Py_ssize_t k
    for k in range(4):
        value = 0
        if i + k < n:
            value = p[i + k]
            if value >= 0x80:
                value = 27
            else:
                value = (value | 0x20) - 96
                if value - 1 > 25:
                    value = 0
        if value == 0:
            key <<= 5 * (4 - k)
            break
        key = key << 5 | value
    key = (key * 0x9E3779B1u) >> 15
    return (money_word_filter[key >> 3] >> (key & 7)) & 1


cdef inline bint may_be_sign(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether the character beyond ASCII at p[i] starts some marker, and, in a word, starts the word."""
    cdef Point point = point_at(p, i, n)
    cdef Point next
    cdef unsigned int code = lower(point.code)
    cdef unsigned int slot = (code * 0x9E3779B1u) >> 19
    if not (money_point_filter[slot >> 3] >> (slot & 7)) & 1:
        return False
    if not is_unspaced(code) and i > 0 and is_letter(point_before(p, i).code) and is_letter(code):
        return False
    slot = (code * 31u * 0x9E3779B1u) >> 16
    if (money_points_filter[slot >> 3] >> (slot & 7)) & 1:
        return True
    if i + point.size >= n:
        return False
    next = point_at(p, i + point.size, n)
    slot = ((code * 31u + lower(next.code)) * 0x9E3779B1u) >> 16
    return (money_points_filter[slot >> 3] >> (slot & 7)) & 1


cdef inline bint is_marker_place(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether a marker may start at p[i], which starts a word of ASCII letters or another character."""
    if p[i] == 36:
        return True
    if p[i] >= 0x80:
        return may_be_sign(p, i, n)
    if i > 0 and p[i - 1] >= 0x80 and is_letter(point_before(p, i).code) and not is_unspaced(point_before(p, i).code):
        return False                                # "é|uro": inside a word
    return may_be_marker(p, i, n)


cdef inline void start_text(MoneyState *s, const unsigned char *p, Py_ssize_t n, const MoneyOptions *options, MoneyList *found) noexcept nogil:
    s.text.p = p
    s.text.n = n
    s.text.told = language_number(options.language)
    s.text.region = 256 * options.region[0] + options.region[1]
    s.text.guess = 0
    s.text.guessed = -1
    s.text.floor = 0
    s.text.found = found
    s.has_last = False
    s.last_end = s.last_index = 0


cdef inline int find_money(const unsigned char *p, Py_ssize_t n, const MoneyOptions *options, MoneyList *found) noexcept nogil:
    """Append every mention in p[0:n], in order and not overlapping; 0, or -1 without memory."""
    cdef MoneyState s
    cdef Marker marker
    cdef unsigned long long word, starts
    cdef unsigned long long carry = 0
    cdef unsigned char tail[8]
    cdef Py_ssize_t block = 0
    cdef Py_ssize_t i, k
    cdef Py_ssize_t go_on = 0
    start_text(&s, p, n, options, found)
    while block < n:
        if block + 8 <= n:
            memcpy(&word, p + block, 8)
        else:
            for k in range(8):
                tail[k] = p[block + k] if block + k < n else 0
            memcpy(&word, tail, 8)
        starts = starts_in(word, &carry)
        while starts:
            i = block + (cleantext_low_bit(starts) >> 3)
            starts &= starts - 1
            if i < go_on or not is_marker_place(p, i, n) or not match_marker(&s.text, i, &marker):
                continue
            go_on = read_mention(&s, &marker)
            if go_on < 0:
                return -1
        block += 8
    return 0
