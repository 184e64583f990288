"""Dates and times in running text, as ISO 8601 / EDTF strings never finer than the text says."""
from libc.string cimport memcpy, memset

from .dates_language cimport language_bit
from .dates_list cimport DateKind, DateList, DateMention, DateModifier, DateOptions, dates_free, dates_init, dates_new
from .dates_lookup cimport in_bitmap, word_slots
from .dates_scan cimport Classes, anchor_in_run, ascii_anchor, classify, dates_lowest_bit, digits_from, is_digit_anchor, is_letter_byte, word_end
from .dates_search cimport Search, speak, speaks, visit
from .dates_tokens cimport DATES_FILTER_SHIFT, dates_anchors, dates_every


cdef inline void prepare(Search *s, const unsigned char *p, Py_ssize_t n, const DateOptions *options, DateList *found) noexcept nogil:
    """A search at the start of the text."""
    memset(&s.context, 0, sizeof(s.context))
    s.p = p
    s.n = n
    s.stop = s.tried = 0
    s.found = found
    s.tokens.text = p
    s.tokens.size = n
    s.tokens.langs = 0
    s.tokens.order = options.day_first if options.day_first >= 0 else -2
    s.tokens.known_year = options.has_reference
    s.told = options.language[0] != 0
    s.filter = dates_anchors
    s.shift = DATES_FILTER_SHIFT
    s.tokens.known = dates_every
    s.tokens.known_shift = DATES_FILTER_SHIFT
    if s.told:
        speak(s, language_bit(options.language))
    if options.has_reference and 1 <= options.year <= 9999:
        s.context.reference.known = True
        s.context.reference.year = options.year
        s.context.reference.month = options.month
        s.context.reference.day = options.day
        s.context.reference.hour = options.hour
        s.context.reference.minute = options.minute
        s.context.reference.second = options.second


cdef inline Py_ssize_t scan_run(Search *s, Py_ssize_t i) noexcept nogil:
    """Visit every anchor in the run of letters and non-ASCII characters at p[i]; where the search goes on, or -1 without memory."""
    cdef Py_ssize_t anchor, stop = i
    while i < s.n and is_letter_byte(s.p[i]):
        anchor = anchor_in_run(s.p, i, s.n, s.filter, s.shift, &stop)
        if anchor >= 0 and (s.p[anchor] >= 0xE3 or speaks(s, anchor, stop - anchor)) and visit(s, anchor) < 0:
            return -1
        i = stop if stop > s.stop else s.stop
    return i


cdef inline Py_ssize_t try_start(Search *s, Py_ssize_t i, bint digit, bint high) noexcept nogil:
    """Look at the number, anchor or run of other characters (high) that starts at p[i]; where the search goes on, or -1 without memory."""
    cdef Py_ssize_t after
    if high:
        return scan_run(s, i)
    if digit:
        if not is_digit_anchor(s.p, i, s.n, digits_from(s.p, i, s.n), s.tokens.langs == 0 or s.tokens.dotted_times):
            return i
    elif not speaks(s, i, word_end(s.p, i, s.n) - i):
        return i
    after = visit(s, i)
    if after > i and after < s.n and s.p[after] >= 0x80:
        return scan_run(s, after)
    return after


cdef inline Classes block(const unsigned char *p, Py_ssize_t base, Py_ssize_t n) noexcept nogil:
    """Classes of the 64 bytes at p[base], zeros past the end."""
    cdef unsigned char last[64]
    cdef Classes none
    if base + 64 <= n:
        return classify(p + base)
    if base >= n:
        none.letters = none.digits = none.high = 0
        return none
    memset(last, 0, 64)
    memcpy(last, p + base, n - base)
    return classify(last)


cdef inline unsigned long long anchors_in(Search *s, Py_ssize_t base, const Classes *c, const Classes *next, unsigned long long words) noexcept nogil:
    """Which of the words that start in the block at p[base] are anchors, or hold other than ASCII letters (these too in c.high's place)."""
    cdef unsigned long long out = 0, run
    cdef const unsigned long long *table = s.filter
    cdef int shift = s.shift
    cdef Py_ssize_t i
    cdef int bit, size
    while words:
        bit = dates_lowest_bit(words)
        words &= words - 1
        run = ~(c.letters >> bit | (next.letters << 1 << (63 - bit)))
        size = dates_lowest_bit(run) if run else 64
        i = base + bit
        if i + 8 <= s.n:
            out |= <unsigned long long>ascii_anchor(s.p + i, size, table, shift) << bit
        elif in_bitmap(table, shift, word_slots(s.p + i, size)):
            out |= <unsigned long long>1 << bit
    return out


cdef inline unsigned long long runs_with(unsigned long long starts, const Classes *c, const Classes *next) noexcept nogil:
    """The starts of runs of letters that hold bytes from 0x80 (as far as this block and the next show)."""
    cdef unsigned long long out = 0, rest = starts, run, length
    cdef int bit, size
    while rest:
        bit = dates_lowest_bit(rest)
        rest &= rest - 1
        run = ~(c.letters >> bit | (next.letters << 1 << (63 - bit)))
        size = dates_lowest_bit(run) if run else 64
        length = ~<unsigned long long>0 if size >= 64 else (<unsigned long long>1 << size) - 1
        if (c.high >> bit | (next.high << 1 << (63 - bit))) & length:
            out |= <unsigned long long>1 << bit
    return out


cdef inline int find_dates(const unsigned char *p, Py_ssize_t n, const DateOptions *options, DateList *found) noexcept nogil:
    """Append every mention in p[0:n], in order and not overlapping; 0, or -1 without memory."""
    cdef Search s
    cdef Classes c, following
    cdef unsigned long long words, numbers, high, starts, letter_before = 0, digit_before = 0
    cdef Py_ssize_t base, i, next = 0
    cdef int bit
    prepare(&s, p, n, options, found)
    following = block(p, 0, n)
    for base in range(0, n, 64):
        c = following
        following = block(p, base + 64, n)
        words = c.letters & ~(c.letters << 1 | letter_before)
        numbers = c.digits & ~(c.digits << 1 | digit_before)
        letter_before = c.letters >> 63
        digit_before = c.digits >> 63
        high = runs_with(words, &c, &following) if c.high | (following.high & 1) else 0
        starts = numbers | high | anchors_in(&s, base, &c, &following, words & ~high)
        while starts:
            bit = dates_lowest_bit(starts)
            starts &= starts - 1
            i = base + bit
            if i < next:
                continue
            next = try_start(&s, i, (numbers >> bit) & 1, (high >> bit) & 1)
            if next < 0:
                return -1
    return 0
