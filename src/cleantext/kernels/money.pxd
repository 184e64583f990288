"""Money in running text: one pass finds what may be a currency marker; the grammar looks around it."""
from libc.string cimport memcpy, memset

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


cdef struct Carry:
    unsigned long long letters  # whether the byte before was an ASCII letter
    unsigned long long pairs    # whether the two before were a letter of two bytes


cdef inline unsigned long long starts_in(unsigned long long x, Carry *carry) noexcept nogil:
    """Eight bytes of text: the high bit of each byte that starts a word of ASCII letters, is "$", or starts a character beyond ASCII.

    Characters of two bytes (Latin, Greek, Cyrillic, Hebrew, Arabic) only where no letter stands before; those that begin with C2 are signs.
    """
    cdef unsigned long long high = 0x8080808080808080u
    cdef unsigned long long low = 0x7F7F7F7F7F7F7F7Fu
    cdef unsigned long long y = (x & low) | 0x2020202020202020u
    cdef unsigned long long letters = ((y + 0x1F1F1F1F1F1F1F1Fu) & ~(y + 0x0505050505050505u)) & ~x & high
    cdef unsigned long long dollars = ~(((x & low) ^ 0x2424242424242424u) + low) & ~x & high
    cdef unsigned long long leads = x & (x << 1) & high
    cdef unsigned long long pairs = leads & ~(x << 2)
    cdef unsigned long long before = (letters << 8) | carry.letters
    cdef unsigned long long out
    carry.letters = letters >> 56
    if leads == 0 and carry.pairs == 0:
        return (letters & ~before) | dollars
    letters &= ~(before | carry.pairs)
    before |= carry.pairs
    leads &= ~(pairs & carry.pairs)
    pairs &= (((x & low) ^ 0x4242424242424242u) + low)      # all but C2
    out = (letters & ~(pairs << 16)) | dollars | (leads & ~(pairs << 16 & pairs) & ~(pairs & before))
    carry.pairs = pairs >> 48
    return out


cdef inline bint may_be_marker(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether the first letters of the word at p[i] are those of some marker (`word_key` in tools/tables/money.py)."""
    cdef unsigned long long high = 0x8080808080808080u
    cdef unsigned long long x = 0
    cdef unsigned long long y, end
    cdef unsigned int slot
    if i + 8 <= n:
        memcpy(&x, p + i, 8)
    else:
        memcpy(&x, p + i, n - i)
    y = (x & ~high) | 0x2020202020202020u
    end = ((y + 0x1F1F1F1F1F1F1F1Fu) & ~(y + 0x0505050505050505u) & ~x & high) ^ high
    end &= 0u - end                                 # the first byte that is no letter; 0: all eight are
    if end == 0x8000u and not x & end and not digit_beside(p, i, n):
        return False                                # a single letter: "R 500", "20 p", not "it's"
    y = (y & ((end >> 7) - 1)) | ((x & end) >> 7) * 0xFFu
    slot = <unsigned int>((y * MONEY_FILTER_FACTOR) >> 47) + (<unsigned int>(~x & 0x20) << 12)    # capitals have a table of their own
    return (money_word_filter[slot >> 3] >> (slot & 7)) & 1


cdef inline bint digit_beside(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether a digit stands next to the letter at p[i], or a space or two or a point away."""
    cdef Py_ssize_t k
    for k in range(i - 2 if i > 1 else 0, i + 5 if i + 5 < n else n):
        if 48 <= p[k] <= 57 or p[k] >= 0xD9:
            return True
    return False


cdef inline bint may_be_sign(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether the character beyond ASCII at p[i] starts some marker, and, in a word, starts the word (`point_filter` in tools/tables/money.py)."""
    cdef Point point
    cdef unsigned int key, next = 0
    cdef Py_ssize_t at
    cdef int k
    cdef bint unspaced
    if i + 1 >= n or (p[i] == 0xC2 and not 0xA2 <= p[i + 1] <= 0xA5) or (p[i] == 0xE2 and p[i + 1] == 0x80):
        return False                                # spaces, quotes, dashes
    point = point_at(p, i, n)
    key = lower(point.code)
    unspaced = is_unspaced(point.code)
    if not unspaced and i > 0 and p[i - 1] >= 0x80 and is_letter(point.code) and is_letter(point_before(p, i).code):
        return False
    at = i + point.size
    if unspaced or not is_letter(point.code):       # one character, or the first two
        return passes(key * 961u) or (at < n and passes(key * 961u + 31u * lower(point_at(p, at, n).code)))
    for k in range(2):
        if at < n and is_letter_at(p, at, n) and not is_unspaced(point_at(p, at, n).code):
            next = lower(point_at(p, at, n).code)
            at += point_at(p, at, n).size
        else:
            next = 0
            at = n
        key = key * 31u + next
    return passes(key)


cdef inline bint passes(unsigned int key) noexcept nogil:
    cdef unsigned int slot = (key * 0x9E3779B1u) >> 16
    return (money_point_filter[slot >> 3] >> (slot & 7)) & 1


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


cdef inline unsigned long long places(const unsigned char *p, Py_ssize_t size, Carry *carry) noexcept nogil:
    """A bit for each of up to 64 bytes: whether a word of letters, "$" or a character beyond ASCII starts there."""
    cdef unsigned char end[64]
    cdef unsigned long long word, out = 0
    cdef int k
    if size < 64:
        memset(end, 0, 64)
        memcpy(end, p, size)
        p = end
    for k in range(8):
        memcpy(&word, p + 8 * k, 8)
        out |= ((((starts_in(word, carry) >> 7) * 0x0102040810204080u) >> 56) & 0xFF) << (8 * k)
    return out


cdef inline int find_money(const unsigned char *p, Py_ssize_t n, const MoneyOptions *options, MoneyList *found) noexcept nogil:
    """Append every mention in p[0:n], in order and not overlapping; 0, or -1 without memory."""
    cdef MoneyState s
    cdef Marker marker
    cdef unsigned long long starts
    cdef Carry carry
    cdef Py_ssize_t block = 0
    cdef Py_ssize_t go_on = 0
    cdef Py_ssize_t i
    carry.letters = carry.pairs = 0
    start_text(&s, p, n, options, found)
    while block < n:
        starts = places(p + block, n - block, &carry)
        while starts:
            i = block + cleantext_low_bit(starts)
            starts &= starts - 1
            if not is_marker_place(p, i, n) or i < go_on or not match_marker(&s.text, i, &marker):
                continue
            go_on = read_mention(&s, &marker)
            if go_on < 0:
                return -1
        block += 64
    return 0
