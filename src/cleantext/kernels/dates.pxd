"""Dates and times in running text, as ISO 8601 / EDTF strings never finer than the text says."""
from libc.stdint cimport uint64_t
from libc.string cimport memset

from .dates_blocks cimport AT_ONCE, Block, Stretch, read_stretch, whole_block
from .dates_language cimport language_bit, languages_of_text
from .dates_list cimport DateList, DateOptions
from .dates_lookup cimport bit as kind_bit, find_sense, find_word, look, read_tokens
from .dates_scan cimport anchor_in_run, digits_from, is_digit_anchor, is_letter_byte, may_be_full, word_end, year_sign_ahead
from .dates_search cimport speak, speaks, visit
from .dates_emit cimport Search
from .dates_tokens cimport (CHINESE, DATES_FILTER_SHIFT, DK_MONTH, DK_NAMED, DK_NUM, DK_ORD, DateToken, JAPANESE, KEY_ROOM, KOREAN, dates_anchors, dates_every,
                            runs_together)
from .scan cimport lowest_bit, word_bytes_before
from .utf8 cimport point_at


cdef enum:
    SHORT = 40                  # bytes of a text that may be a mention as a whole
    JUDGED_UNKNOWN = 8          # blocks whose words are judged in one go while the languages are not known


cdef extern from "dates_tables.h":
    const unsigned long long *dates_low_bytes       # 0xFF for each byte of the run of ones that a byte ends in
    const uint64_t *dates_around_numbers
    const unsigned short *dates_number_lengths


cdef extern from "dates_starts.h":
    const int DATES_JUDGED
    const int DATES_STARTS_MORE

    ctypedef struct Filter "dates_filter":
        const unsigned long long *table
        const unsigned long long *low_bytes
        const unsigned char *heads
        const unsigned char *months
        const uint64_t *around
        const unsigned short *lengths
        int shift
        int told

    uint64_t dates_read_starts(const unsigned char *p, const Block *c, int blocks, const Block *before, uint64_t far, const Filter *filter,
                               uint64_t *starts, uint64_t *odd) noexcept nogil


# Which words and numbers may start a search.
cdef struct Judged:
    uint64_t starts[AT_ONCE]
    uint64_t odd[AT_ONCE]       # those that only scan_run() can tell
    uint64_t some               # a bit for each block that has such
    uint64_t far                # and one for each in which only months and named days count
    uint64_t langs              # what was known then
    bint day
    int stop                    # the first block that is not judged


cdef inline void prepare(Search *s, const unsigned char *p, Py_ssize_t n, const DateOptions *options, DateList *found) noexcept nogil:
    """A search at the start of the text."""
    memset(&s.context, 0, sizeof(s.context))
    s.p = p
    s.n = n
    s.stop = s.tried = 0
    s.found = found
    s.tokens.text = p
    s.tokens.size = n
    s.tokens.langs = s.judged_langs = 0
    s.tokens.read = &read_tokens
    s.tokens.look = &look
    s.tokens.find = &find_sense
    s.tokens.order = options.day_first if options.day_first >= 0 else -2
    s.tokens.known_year = options.has_reference
    s.told = options.language[0] != 0
    s.complete_only = options.complete_only and not options.has_reference
    s.unsure = False
    s.languages_only = options.languages_only
    found.langs = 0
    s.filter = dates_anchors
    s.shift = DATES_FILTER_SHIFT
    s.heads = s.months = NULL
    s.tokens.known = dates_every
    s.tokens.known_shift = DATES_FILTER_SHIFT
    if s.told:
        speak(s, language_bit(options.language))
    elif options.langs:
        speak(s, options.langs)
    if options.has_reference and 1 <= options.year <= 9999:
        s.context.reference.known = True
        s.context.reference.year = options.year
        s.context.reference.month = options.month
        s.context.reference.day = options.day
        s.context.reference.hour = options.hour
        s.context.reference.minute = options.minute
        s.context.reference.second = options.second


cdef inline bint counts(Search *s, Py_ssize_t anchor) noexcept nogil:
    """Whether a mention that is wanted may be at an anchor of a script without spaces."""
    if s.tokens.langs == 0:
        speak(s, languages_of_text(s.p, s.n, anchor))
    return not s.complete_only or s.context.last.day != 0 or year_sign_ahead(s.p, anchor, s.n)


cdef inline Py_ssize_t scan_run(Search *s, Py_ssize_t i) noexcept nogil:
    """Visit every anchor in the run of letters and non-ASCII characters at p[i]; where the search goes on, or -1 without memory."""
    cdef Py_ssize_t anchor, stop = i
    while i < s.n and is_letter_byte(s.p[i]):
        anchor = anchor_in_run(s.p, i, s.n, s.filter, s.shift, &stop)
        if anchor >= 0 and (counts(s, anchor) if s.p[anchor] >= 0xE3 or runs_together(point_at(s.p, anchor, s.n).code) else speaks(s, anchor, stop - anchor)) \
                and visit(s, anchor) < 0:
            return -1
        i = stop if stop > s.stop else s.stop
    return i


cdef inline bint stands_apart(Search *s, Py_ssize_t i) noexcept nogil:
    """Whether a line or bracket starts before p[i], or a word of ASCII letters stands there that is no month."""
    cdef unsigned char key[KEY_ROOM]
    cdef DateToken t
    cdef unsigned long long kinds = 0
    cdef Py_ssize_t size = 0
    if i == 0 or s.p[i - 1] == 10 or s.p[i - 1] == c"(":
        return True
    if i < 3 or s.p[i - 1] != 32 or not 97 <= (s.p[i - 2] | 0x20) <= 122 or s.tokens.langs == 0:
        return False
    t.stop = i - 1
    t.start = t.stop - word_bytes_before(s.p, t.stop)
    s.tokens.p = s.p
    find_word(&s.tokens, &t, key, &size, &kinds)
    return not kinds & (kind_bit(DK_MONTH) | kind_bit(DK_NAMED) | kind_bit(DK_NUM) | kind_bit(DK_ORD))


cdef inline bint is_year_only(Search *s, Py_ssize_t i) noexcept nogil:
    """Whether the number at p[i] is a year at most, to which no part of a date is joined: what makes it a full date starts a search itself."""
    cdef unsigned char after
    if digits_from(s.p, i, s.n) != 4 or i + 5 >= s.n:
        return False
    if s.tokens.langs == 0 and is_digit_anchor(s.p, i, s.n, 4, True):
        speak(s, languages_of_text(s.p, s.n, i))
    after = s.p[i + 4]
    if after == c"." and s.p[i + 5] == 32 and i + 6 < s.n and 48 <= s.p[i + 6] <= 57:
        return False            # "2024. 5. 15."
    return stands_apart(s, i) and after < 0x80 and not (after in (c"-", c"/", c".", c":") and 48 <= s.p[i + 5] <= 57)


cdef inline void also_speak(Search *s, Py_ssize_t i) noexcept nogil:
    """Let East Asian words count, too, where the sign of years at p[i] is the first of its script; the order of day and month stays."""
    cdef signed char order = s.tokens.default_order
    cdef bint year_first = s.tokens.year_first, dotted = s.tokens.dotted_times
    if s.told or s.tokens.langs == 0 or s.tokens.langs & (KOREAN | JAPANESE | CHINESE) or i + 2 >= s.n:
        return
    if s.p[i] == 0xEB and s.p[i + 1] == 0x85 and s.p[i + 2] == 0x84:
        speak(s, s.tokens.langs | KOREAN)
    elif s.p[i] == 0xE5 and s.p[i + 1] == 0xB9 and s.p[i + 2] == 0xB4:
        speak(s, s.tokens.langs | JAPANESE | CHINESE)
    s.tokens.default_order = order
    s.tokens.year_first = year_first
    s.tokens.dotted_times = dotted


cdef inline Py_ssize_t try_start(Search *s, Py_ssize_t i, bint odd) noexcept nogil:
    """Look at the number, anchor or run of letters of any kind (odd) that starts at p[i]; where the search goes on, or -1 without memory."""
    cdef Py_ssize_t after
    cdef int size
    if odd:
        return scan_run(s, i)
    if s.p[i] <= 57:
        if s.complete_only and is_year_only(s, i):
            return i
        size = digits_from(s.p, i, s.n)
        if not is_digit_anchor(s.p, i, s.n, size, s.tokens.langs == 0 or s.tokens.dotted_times):
            return i
        if s.tokens.langs == 0:
            speak(s, languages_of_text(s.p, s.n, i))
            if not is_digit_anchor(s.p, i, s.n, size, s.tokens.dotted_times):
                return i
        if s.complete_only and size < 4 and not may_be_full(s.p, i, s.n, size):
            return i
        if i + size < s.n and s.p[i + size] >= 0xE3:
            also_speak(s, i + size)
    elif not speaks(s, i, word_end(s.p, i, s.n) - i):
        return i
    after = visit(s, i)
    if after > i and after < s.n and s.p[after] >= 0x80:
        return scan_run(s, after)
    return after


cdef inline int try_block(Search *s, Py_ssize_t base, uint64_t starts, uint64_t odd, bint far, Py_ssize_t *next) noexcept nogil:
    """Try what starts in the block at p[base] and not before *next, which moves on; not 0 where the search ends, as search() has it."""
    cdef Py_ssize_t i
    cdef int bit
    while starts:
        bit = lowest_bit(starts)
        starts &= starts - 1
        i = base + bit
        if i < next[0]:
            continue
        next[0] = try_start(s, i, odd >> bit & 1)
        if next[0] < 0:
            return -1
        if s.unsure or far and s.context.last.day:          # what counts from that date may have been passed over
            return 1
        if s.languages_only and s.tokens.langs:
            return 1
    return 0


cdef inline bint may_be_far(const Search *s) noexcept nogil:
    """Whether only a month or named day may be in a full date where up to 64 bytes before its block and 128 after it there is no year
    ("fifth of May, nineteen eighty-four")."""
    return s.complete_only and s.tokens.langs and not s.context.last.day


cdef inline void judge(Search *s, const Stretch *stretch, Py_ssize_t base, int k, const Block *before, Judged *judged) noexcept nogil:
    """Tell what may start a search from block k of the stretch on, at p[base]; before: the block before that."""
    cdef unsigned char last[64 + DATES_STARTS_MORE]
    cdef const unsigned char *block = s.p + base
    cdef Filter filter
    cdef unsigned long long years = stretch.years >> k
    cdef int blocks = <int>min(min(JUDGED_UNKNOWN if s.tokens.langs == 0 else DATES_JUDGED, AT_ONCE - k), (s.n - base - DATES_STARTS_MORE) // 64)
    if blocks <= 0:
        blocks = 1
        block = whole_block(s.p, base, s.n, last, 64 + DATES_STARTS_MORE)
    filter.table = s.filter
    filter.low_bytes = dates_low_bytes
    filter.heads = s.heads
    filter.months = s.months
    filter.around = dates_around_numbers
    filter.lengths = dates_number_lengths
    filter.shift = s.shift
    filter.told = s.told
    judged.langs = s.judged_langs = s.tokens.langs
    judged.day = s.context.last.day != 0
    judged.far = ~(years | years >> 1 | years >> 2 | years >> 3) if may_be_far(s) else 0
    judged.some = dates_read_starts(block, &stretch.blocks[k], blocks, before, judged.far, &filter, judged.starts + k, judged.odd + k) << k
    judged.far <<= k
    judged.stop = k + blocks


cdef inline bint is_stale(const Search *s, const Judged *judged) noexcept nogil:
    """Whether other words may start a search by now: the languages are known, or whether there is a full date that something may count from."""
    return s.tokens.langs != judged.langs or s.complete_only and judged.day != (s.context.last.day != 0)


cdef inline int find_dates(const unsigned char *p, Py_ssize_t n, const DateOptions *options, DateList *found) noexcept nogil:
    """Append every mention in p[0:n], in order and not overlapping; 0, or -1 without memory."""
    cdef DateOptions all = options[0]
    cdef Py_ssize_t size = found.size, values = found.values.size
    cdef int status = search(p, n, options, found)
    if status > 0 and not options.languages_only:
        found.size = size
        found.values.size = values
        all.complete_only = False
        status = search(p, n, &all, found)
    return status if status < 0 else 0


cdef inline int try_whole(Search *s) noexcept nogil:
    """Read a short text in which nothing was found as one mention, though no word of it starts a search; 0, or -1 without memory."""
    cdef Py_ssize_t i = s.n
    while i > 0 and not (is_letter_byte(s.p[i - 1]) or 48 <= s.p[i - 1] <= 57):
        i -= 1
    while i > 0 and (is_letter_byte(s.p[i - 1]) or 48 <= s.p[i - 1] <= 57):
        i -= 1
    s.tried = 0
    return -1 if visit(s, i) < 0 else 0


cdef inline int search(const unsigned char *p, Py_ssize_t n, const DateOptions *options, DateList *found) noexcept nogil:
    """find_dates(), but 1 where a search for full dates alone may miss what one counts from."""
    cdef Search s
    cdef Stretch stretch
    cdef Judged judged
    cdef Block before
    cdef Py_ssize_t base = 0, next = 0, size = found.size
    cdef int status, k, blocks
    prepare(&s, p, n, options, found)
    memset(&before, 0, sizeof(before))
    stretch.years = stretch.carry.spill = stretch.carry.digits = 0
    while base < n:
        read_stretch(&stretch, p, base, n)
        blocks = <int>min(AT_ONCE, (n - base + 63) // 64)
        k = 0
        while k < blocks:
            judge(&s, &stretch, base + 64 * k, k, &stretch.blocks[k - 1] if k else &before, &judged)
            k = judged.stop
            while judged.some:
                k = lowest_bit(judged.some)
                judged.some &= judged.some - 1
                status = try_block(&s, base + 64 * k, judged.starts[k], judged.odd[k], judged.far >> k & 1, &next)
                if status:
                    return status
                k = k + 1 if is_stale(&s, &judged) else judged.stop
                if k < judged.stop:
                    break
        before = stretch.blocks[AT_ONCE - 1]
        base += 64 * AT_ONCE
    if 0 < n <= SHORT and found.size == size and not s.complete_only:
        return try_whole(&s)
    return 0
