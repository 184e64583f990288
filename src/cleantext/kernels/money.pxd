"""Money in running text: one pass finds what may be a currency marker; the grammar looks around it."""
from libc.stdint cimport uint64_t
from libc.string cimport memcpy, memset

from .casing cimport lower
from .money_language cimport *
from .money_markers cimport *
from .money_mention cimport *
from .money_tables cimport *
from .scan cimport eight_bytes, lowest_bit
from .utf8 cimport Point, point_at, point_before, three_bytes, wide_point_at


cdef extern from "money_places.h":
    ctypedef struct Carry "places_carry":
        uint64_t letters
        uint64_t pairs
        uint64_t western

    ctypedef struct Filter "places_filter":
        const uint64_t *words
        uint64_t factor
        const unsigned char *asian

    const int PLACES_BLOCKS, PLACES_MORE
    void places_find(const unsigned char *p, int blocks, Carry *carry, const Filter *filter, uint64_t *out) noexcept nogil


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


cdef inline bint no_east_asian(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether Han, kana, Hangul or their punctuation is at p[i], and no marker is that character or starts with it and the next one: the
    common case."""
    cdef uint64_t both
    cdef unsigned int code, next
    if i + 8 > n:
        return False
    both = eight_bytes(p + i)
    if (both & 0xC0C0F0u) != 0x8080E0u:             # three bytes
        return False
    code = three_bytes(p + i)
    if code < 0x3000 or 0xDFFF < code < 0xFF00 or code > 0xFF20 or passes(money_point_filter, code * 961u):
        return False
    next = p[i + 3]
    if next >= 0x80:
        if (both >> 24 & 0xC0C0F0u) != 0x8080E0u:
            return False
        next = three_bytes(p + i + 3)
        if next < 0x3000 or next > 0xDFFF and next != 0xFF0C:
            return False
    elif 65 <= next <= 90:
        next += 32
    return not passes(money_point_filter, (code * 31u + next) * 31u)


cdef inline bint is_two_bytes(unsigned char lead) noexcept nogil:
    return 0xC3 <= lead <= 0xDF


cdef inline bint no_pair(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether two or four characters of two bytes each are at p[i], and no marker starts with them: the common case in Cyrillic, Arabic
    and the like."""
    cdef const unsigned char *pairs = money_pair_filter
    if i + 4 > n or not is_two_bytes(p[i]) or not is_two_bytes(p[i + 2]):
        return False
    if i + 8 <= n and is_two_bytes(p[i + 4]) and is_two_bytes(p[i + 6]):
        if starts_long_marker(eight_bytes(p + i)):
            return False
        pairs = money_short_filter                  # the markers that have less than four of them
    return not (passes(pairs, p[i] << 8 | p[i + 1])
                or passes(pairs, <unsigned int>p[i] << 24 | p[i + 1] << 16 | p[i + 2] << 8 | p[i + 3]))


cdef inline bint starts_long_marker(uint64_t letters) noexcept nogil:
    """Whether some marker may start with four characters of two bytes (`quad_filter` in tools/tables/money_filters.py)."""
    cdef unsigned int slot = <unsigned int>((letters * 0x9E3779B97F4A7C15u) >> 47)
    return (money_quad_filter[slot >> 3] >> (slot & 7)) & 1


cdef inline bint may_be_sign(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether the character beyond ASCII at p[i] starts some marker, and, in a word, starts the word (`point_filter` in tools/tables/money_filters.py)."""
    cdef int _
    cdef Point point
    cdef unsigned int key, next
    cdef Py_ssize_t at
    cdef bint unspaced
    if i + 1 >= n or (p[i] == 0xC2 and not 0xA2 <= p[i + 1] <= 0xA5) or (p[i] == 0xE2 and p[i + 1] == 0x80):
        return False                                # spaces, quotes, dashes
    if no_east_asian(p, i, n) if p[i] >= 0xE0 else no_pair(p, i, n):
        return False
    point = wide_point_at(p, i, n)
    key = lower(point.code)
    unspaced = is_unspaced(point.code)
    if not unspaced and i > 0 and p[i - 1] >= 0x80 and is_letter(point.code) and is_letter(point_before(p, i).code):
        return False
    at = i + point.size
    if unspaced or not is_letter(point.code):       # one character, or the first two
        next = lower(point_at(p, at, n).code) if at < n else 0
        return may_start(money_before_filter if unspaced and not may_end_number(p, i) else money_point_filter, key, next)
    for _ in range(2):
        next = 0
        if at < n:
            point = point_at(p, at, n)
            if is_letter(point.code) and not is_unspaced(point.code):
                next = lower(point.code)
                at += point.size
            else:
                at = n
        key = key * 31u + next
    return passes(money_point_filter, key)


cdef inline bint may_start(const unsigned char *filter, unsigned int code, unsigned int next) noexcept nogil:
    """Whether a marker is a character, or starts with it and the next one."""
    return passes(filter, code * 961u) or passes(filter, (code * 31u + next) * 31u)


cdef inline bint passes(const unsigned char *filter, unsigned int key) noexcept nogil:
    cdef unsigned int slot = (key * 0x9E3779B1u) >> 16
    return (filter[slot >> 3] >> (slot & 7)) & 1


cdef inline bint may_end_number(const unsigned char *p, Py_ssize_t i) noexcept nogil:
    """Whether what ends at p[i] may be the end of a number before a marker in a script without spaces: anything but its other letters."""
    cdef Point point
    if i > 1 and p[i - 1] == 32 and p[i] < 0xEA:    # before Hangul a nation may stand: "10 미국 달러"
        i -= 1
    if i == 0 or p[i - 1] < 0x80:
        return i > 0 and p[i - 1] >= 32
    point = point_before(p, i)
    return not is_unspaced(point.code) or passes(money_number_endings, point.code)


cdef inline void start_text(MoneyState *s, const unsigned char *p, Py_ssize_t n, const MoneyOptions *options, MoneyList *found) noexcept nogil:
    s.text.p = p
    s.text.n = n
    s.text.told = language_number(options.language)
    s.text.region = 256 * options.region[0] + options.region[1]
    s.text.guess = s.text.guessed = s.text.guess_at = -1
    s.text.asking = s.text.missing = s.text.tied = False
    s.text.hint = 0
    s.text.floor = 0
    s.text.found = found
    found.asked = False
    found.refused.size = 0
    s.amounts_only = options.amounts_only
    s.has_last = False
    s.last_end = s.last_index = 0


cdef inline int places_from(const unsigned char *p, Py_ssize_t n, Carry *carry, uint64_t *out) noexcept nogil:
    """Where in the next blocks of 64 bytes of p[0:n] a marker may start: a bit for each byte. How many blocks."""
    cdef unsigned char end[64 * PLACES_BLOCKS + PLACES_MORE]
    cdef const unsigned char *at = p
    cdef int blocks = PLACES_BLOCKS
    cdef Filter filter
    if n < 64 * PLACES_BLOCKS + PLACES_MORE:
        blocks = <int>((n + 63) // 64) if n < 64 * PLACES_BLOCKS else PLACES_BLOCKS
        memcpy(end, p, n)
        memset(end + n, 0, 64 * blocks + PLACES_MORE - n)
        at = end
    filter.words = money_marker_filter
    filter.factor = MONEY_FILTER_FACTOR
    filter.asian = money_asian_filter
    places_find(at, blocks, carry, &filter, out)
    return blocks


cdef inline Py_ssize_t read_places(MoneyState *s, Py_ssize_t block, uint64_t places, Py_ssize_t go_on) noexcept nogil:
    """Look at every place of a block where a marker may be; where the next block may go on, or -1 without memory."""
    cdef const unsigned char *p = s.text.p
    cdef Py_ssize_t n = s.text.n
    cdef Py_ssize_t i, size
    cdef Marker marker
    cdef MoneyList *found = s.text.found
    cdef bint asked = found.asked
    while places:
        i = block + lowest_bit(places)
        places &= places - 1
        if i < go_on or (p[i] >= 0x80 and not may_be_sign(p, i, n)) or (p[i] < 0x80 and p[i] != 36 and not is_word_place(p, i, n)):
            continue
        size = found.size
        found.asked = False
        if match_marker(&s.text, i, &marker):
            go_on = read_mention(s, &marker)
            if go_on < 0:
                return -1
        if found.asked and (found.size == size or not found.items[size].currency[0]):
            buffer_add(&found.refused, <const unsigned char *>&i, sizeof(i))
        asked |= found.asked
    found.asked = asked
    return go_on


cdef inline int search_money(MoneyState *s, Py_ssize_t at, Py_ssize_t stop) noexcept nogil:
    """Append every mention that has its marker between `at`, where a line starts, and `stop`; 0, or -1 without memory."""
    cdef Carry carry
    cdef uint64_t places[PLACES_BLOCKS]
    cdef int k, blocks
    cdef Py_ssize_t go_on = at
    carry.letters = carry.pairs = carry.western = 0
    while at < stop:
        blocks = places_from(s.text.p + at, stop - at, &carry, places)
        for k in range(blocks):
            if places[k]:
                go_on = read_places(s, at + 64 * k, places[k], go_on)
                if go_on < 0:
                    return -1
        at += 64 * blocks
    return -1 if s.text.found.refused.failed else 0


cdef inline int find_money(const unsigned char *p, Py_ssize_t n, const MoneyOptions *options, MoneyList *found) noexcept nogil:
    """Append every mention in p[0:n], in order and not overlapping; 0, or -1 without memory."""
    cdef MoneyState s
    start_text(&s, p, n, options, found)
    return search_money(&s, 0, n)
