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
    #if defined(__SSE2__) || defined(_M_X64)
    #include <emmintrin.h>
    /* A bit for each of 64 bytes: ASCII letters, "$", bytes that start a character beyond ASCII, those
       that start one of two bytes but for C2, and those of them up to Armenian. */
    static void cleantext_classes(const unsigned char *p, unsigned long long out[5]) {
        int k;
        out[0] = out[1] = out[2] = out[3] = out[4] = 0;
        for (k = 0; k < 64; k += 16) {
            __m128i x = _mm_loadu_si128((const __m128i *)(p + k));
            __m128i y = _mm_sub_epi8(_mm_or_si128(x, _mm_set1_epi8(32)), _mm_set1_epi8((char)(97 + 128)));
            out[0] |= (unsigned long long)(unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(y, _mm_set1_epi8(26 - 128))) << k;
            out[1] |= (unsigned long long)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(x, _mm_set1_epi8(36))) << k;
            if (_mm_movemask_epi8(x)) {
                __m128i lead = _mm_and_si128(_mm_cmpgt_epi8(x, _mm_set1_epi8((char)0xBF)), _mm_cmplt_epi8(x, _mm_setzero_si128()));
                out[2] |= (unsigned long long)(unsigned)_mm_movemask_epi8(lead) << k;
                out[3] |= (unsigned long long)(unsigned)_mm_movemask_epi8(_mm_and_si128(lead, _mm_and_si128(
                    _mm_cmpgt_epi8(x, _mm_set1_epi8((char)0xC2)), _mm_cmplt_epi8(x, _mm_set1_epi8((char)0xE0))))) << k;
                out[4] |= (unsigned long long)(unsigned)_mm_movemask_epi8(_mm_and_si128(lead, _mm_and_si128(
                    _mm_cmpgt_epi8(x, _mm_set1_epi8((char)0xC2)), _mm_cmplt_epi8(x, _mm_set1_epi8((char)0xD6))))) << k;
            }
        }
    }
    #else
    static void cleantext_classes(const unsigned char *p, unsigned long long out[5]) {
        int k;
        out[0] = out[1] = out[2] = out[3] = out[4] = 0;
        for (k = 0; k < 64; k++) {
            unsigned long long bit = 1ull << k;
            unsigned char low = p[k] | 32;
            out[0] |= low >= 97 && low <= 122 ? bit : 0;
            out[1] |= p[k] == 36 ? bit : 0;
            out[2] |= p[k] >= 0xC0 ? bit : 0;
            out[3] |= p[k] > 0xC2 && p[k] < 0xE0 ? bit : 0;
            out[4] |= p[k] > 0xC2 && p[k] < 0xD6 ? bit : 0;
        }
    }
    #endif
    """
    int cleantext_low_bit(unsigned long long x)
    void cleantext_classes(const unsigned char *p, unsigned long long *out)


cdef struct Carry:
    unsigned long long letters  # whether the byte before was an ASCII letter
    unsigned long long pairs    # whether the two before were a letter of two bytes
    unsigned long long western  # ... and it was Latin, Greek or Cyrillic: a prefix may stand before a code in Hebrew


cdef struct Places:
    unsigned long long words    # a bit for each of 64 bytes: a word of ASCII letters starts there
    unsigned long long signs    # "$", or a character beyond ASCII


cdef inline void places_in(const unsigned char *p, Places *out, Carry *carry) noexcept nogil:
    """Where words and signs start in 64 bytes.

    Characters of two bytes (Latin, Greek, Cyrillic, Hebrew, Arabic) only count where no letter stands before; those that begin with C2 are signs.
    """
    cdef unsigned long long classes[5]
    cdef unsigned long long after_letter, after_pair
    cleantext_classes(p, classes)
    after_letter = classes[0] << 1 | carry.letters
    after_pair = classes[3] << 2 | carry.pairs
    out.words = classes[0] & ~(after_letter | classes[4] << 2 | carry.western)
    out.signs = classes[1] | (classes[2] & ~(classes[3] & (after_letter | after_pair)))
    carry.letters = classes[0] >> 63
    carry.pairs = classes[3] >> 62
    carry.western = classes[4] >> 62


cdef inline unsigned long long marker_words(const unsigned char *p, unsigned long long words) noexcept nogil:
    """Which of the words that start in 64 bytes begin with the letters of some marker (`word_key` in tools/tables/money.py); reads 8 bytes more."""
    cdef unsigned long long high = 0x8080808080808080u
    cdef unsigned long long out = 0
    cdef unsigned long long x, y, end
    cdef unsigned int slot
    cdef int k
    while words:
        k = cleantext_low_bit(words)
        words &= words - 1
        memcpy(&x, p + k, 8)
        y = (x & ~high) | 0x2020202020202020u
        end = ((y + 0x1F1F1F1F1F1F1F1Fu) & ~(y + 0x0505050505050505u) & ~x & high) ^ high
        end &= 0u - end                             # the first byte that is no letter; 0: all eight are
        y = (y & ((end >> 7) - 1)) | ((x & end) >> 7) * 0xFFu
        slot = <unsigned int>((y * MONEY_FILTER_FACTOR) >> 47) + (<unsigned int>(~x & 0x20) << 12)    # capitals have a table of their own
        out |= <unsigned long long>((money_word_filter[slot >> 3] >> (slot & 7)) & 1) << k
    return out


cdef inline bint is_word_place(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether a marker may start at the ASCII letter p[i]: not in "é|uro", and a single letter only near a digit ("R 500", not "it's")."""
    cdef Py_ssize_t k
    cdef unsigned int before
    if i > 0 and p[i - 1] >= 0x80:
        before = point_before(p, i).code
        if is_letter(before) and (before < 0x590 or 0x1E00 <= before < 0x2000):
            return False
    if i + 1 < n and (p[i + 1] >= 0x80 or 97 <= (p[i + 1] | 0x20) <= 122):
        return True
    for k in range(i - 2 if i > 1 else 0, i + 5 if i + 5 < n else n):
        if 48 <= p[k] <= 57 or p[k] >= 0xD9:
            return True
    return False


cdef inline unsigned int three_bytes(const unsigned char *p) noexcept nogil:
    """The code point of three bytes that are known to be one."""
    return (p[0] & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u)


cdef inline bint inside_east_asian(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether Han, kana or Hangul at p[i] follows its like, ends no number there and starts no marker that stands before one: the common case."""
    cdef unsigned int key
    if i < 3 or i + 3 > n or not 0xE3 <= p[i] <= 0xED or not 0xE3 <= p[i - 3] <= 0xED or p[i - 3] == 0xE3 and p[i - 2] == 0x80:
        return False
    if (p[i - 2] & p[i - 1] & p[i + 1] & p[i + 2] & 0x80) == 0 or passes(money_number_endings, three_bytes(p + i - 3)):
        return False
    key = three_bytes(p + i) * 961u
    return not passes(money_before_filter, key)


cdef inline bint may_be_sign(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether the character beyond ASCII at p[i] starts some marker, and, in a word, starts the word (`point_filter` in tools/tables/money.py)."""
    cdef int _
    cdef Point point
    cdef unsigned int key, next = 0
    cdef Py_ssize_t at
    cdef bint unspaced
    if i + 1 >= n or (p[i] == 0xC2 and not 0xA2 <= p[i + 1] <= 0xA5) or (p[i] == 0xE2 and p[i + 1] == 0x80):
        return False                                # spaces, quotes, dashes
    if inside_east_asian(p, i, n):
        return False
    point = point_at(p, i, n)
    key = lower(point.code)
    unspaced = is_unspaced(point.code)
    if not unspaced and i > 0 and p[i - 1] >= 0x80 and is_letter(point.code) and is_letter(point_before(p, i).code):
        return False
    at = i + point.size
    if unspaced or not is_letter(point.code):       # one character, or the first two
        key *= 961u
        if unspaced and not may_end_number(p, i):
            return passes(money_before_filter, key) or (at < n and passes(money_before_filter, key + 31u * lower(point_at(p, at, n).code)))
        return passes(money_point_filter, key) or (at < n and passes(money_point_filter, key + 31u * lower(point_at(p, at, n).code)))
    for _ in range(2):
        if at < n and is_letter_at(p, at, n) and not is_unspaced(point_at(p, at, n).code):
            next = lower(point_at(p, at, n).code)
            at += point_at(p, at, n).size
        else:
            next = 0
            at = n
        key = key * 31u + next
    return passes(money_point_filter, key)


cdef inline bint passes(const unsigned char *filter, unsigned int key) noexcept nogil:
    cdef unsigned int slot = (key * 0x9E3779B1u) >> 16
    return (filter[slot >> 3] >> (slot & 7)) & 1


cdef inline bint may_end_number(const unsigned char *p, Py_ssize_t i) noexcept nogil:
    """Whether what ends at p[i] may be the end of a number before a marker in a script without spaces: anything but its other letters."""
    cdef Point point
    if i == 0 or p[i - 1] < 0x80:
        return i > 0 and p[i - 1] > 32 or i > 1 and p[i - 1] == 32
    point = point_before(p, i)
    return not is_unspaced(point.code) or passes(money_number_endings, point.code)


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


cdef inline Py_ssize_t read_places(MoneyState *s, Py_ssize_t block, unsigned long long places, Py_ssize_t go_on) noexcept nogil:
    """Look at every place of a block where a marker may be; where the next block may go on, or -1 without memory."""
    cdef const unsigned char *p = s.text.p
    cdef Py_ssize_t n = s.text.n
    cdef Py_ssize_t i
    cdef Marker marker
    while places:
        i = block + cleantext_low_bit(places)
        places &= places - 1
        if i < go_on or (p[i] >= 0x80 and not may_be_sign(p, i, n)) or (p[i] < 0x80 and p[i] != 36 and not is_word_place(p, i, n)):
            continue
        if match_marker(&s.text, i, &marker):
            go_on = read_mention(s, &marker)
            if go_on < 0:
                return -1
    return go_on


cdef inline int find_money(const unsigned char *p, Py_ssize_t n, const MoneyOptions *options, MoneyList *found) noexcept nogil:
    """Append every mention in p[0:n], in order and not overlapping; 0, or -1 without memory."""
    cdef MoneyState s
    cdef Places places
    cdef Carry carry
    cdef unsigned char end[72]
    cdef const unsigned char *at
    cdef unsigned long long marked
    cdef Py_ssize_t block = 0
    cdef Py_ssize_t go_on = 0
    carry.letters = carry.pairs = carry.western = 0
    start_text(&s, p, n, options, found)
    while block < n:
        at = p + block
        if block + 72 > n:
            memset(end, 0, 72)
            memcpy(end, at, n - block)
            at = end
        places_in(at, &places, &carry)
        marked = marker_words(at, places.words) | places.signs
        if marked:
            go_on = read_places(&s, block, marked, go_on)
            if go_on < 0:
                return -1
        block += 64
    return 0
