"""Dates and times in running text, as ISO 8601 / EDTF strings never finer than the text says."""
from libc.string cimport memset

from .dates_blocks cimport AT_ONCE, Block, Stretch, read_stretch, whole_block
from .dates_language cimport language_bit, languages_near
from .dates_list cimport DateKind, DateList, DateMention, DateModifier, DateOptions, dates_free, dates_init, dates_new
from .dates_lookup cimport bit as kind_bit, find_sense, find_word, in_bitmap, look, read_tokens
from .dates_scan cimport anchor_in_run, digits_from, is_digit_anchor, is_letter_byte, may_be_full, plain_slots, word_end, year_sign_ahead
from .dates_search cimport Search, heads_in, speak, speaks, visit
from .dates_tokens cimport DATES_FILTER_SHIFT, DATES_LANGUAGE_SHIFT, DK_MONTH, DK_NAMED, DK_NUM, DK_ORD, DateToken, KEY_ROOM, dates_anchors, dates_every, runs_together
from .scan cimport lowest_bit, word_bytes_before
from .utf8 cimport point_at


cdef enum:
    SHORT = 40                  # bytes of a text that may be a mention as a whole


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
    s.tokens.read = &read_tokens
    s.tokens.look = &look
    s.tokens.find = &find_sense
    s.tokens.order = options.day_first if options.day_first >= 0 else -2
    s.tokens.known_year = options.has_reference
    s.told = options.language[0] != 0
    s.complete_only = options.complete_only and not options.has_reference
    s.unsure = False
    s.filter = dates_anchors
    s.shift = DATES_FILTER_SHIFT
    s.heads = s.months = NULL
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


cdef inline bint counts(Search *s, Py_ssize_t anchor) noexcept nogil:
    """Whether a mention that is wanted may be at an anchor of a script without spaces."""
    if s.tokens.langs == 0:
        speak(s, languages_near(s.p, s.n, anchor))
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
        speak(s, languages_near(s.p, s.n, i))
    after = s.p[i + 4]
    return stands_apart(s, i) and after < 0x80 and not (after in (c"-", c"/", c".", c":") and 48 <= s.p[i + 5] <= 57)


cdef inline Py_ssize_t try_start(Search *s, Py_ssize_t i, bint digit, bint odd) noexcept nogil:
    """Look at the number, anchor or run of letters of any kind (odd) that starts at p[i]; where the search goes on, or -1 without memory."""
    cdef Py_ssize_t after
    cdef int size
    if odd:
        return scan_run(s, i)
    if digit:
        if s.complete_only and is_year_only(s, i):
            return i
        size = digits_from(s.p, i, s.n)
        if not is_digit_anchor(s.p, i, s.n, size, s.tokens.langs == 0 or s.tokens.dotted_times):
            return i
        if s.complete_only and size < 4 and not may_be_full(s.p, i, s.n, size):
            if s.tokens.langs == 0:
                speak(s, languages_near(s.p, s.n, i))
            return i
    elif not speaks(s, i, word_end(s.p, i, s.n) - i):
        return i
    after = visit(s, i)
    if after > i and after < s.n and s.p[after] >= 0x80:
        return scan_run(s, after)
    return after


cdef inline unsigned long long anchors_in(const unsigned char *block, const Block *c, unsigned long long words, const unsigned long long *table,
                                          int shift) noexcept nogil:
    """Which of the `words` that start in block c, of which 72 bytes can be read, pass a filter of anchors."""
    cdef unsigned long long out = 0, slots
    cdef int bit
    while words:
        bit = lowest_bit(words)
        slots = plain_slots(block + bit, <unsigned int>(c[0].letters >> bit | (c[1].letters << 1 << (63 - bit))))
        if (table[slots >> shift >> 6] >> (slots >> shift & 63)) & 1 and in_bitmap(table, shift, slots):
            out |= words & -words
        words &= words - 1
    return out


cdef inline unsigned long long odd_runs(const Block *c, unsigned long long words) noexcept nogil:
    """Which of the words that start in block c hold something else than letters of plain words, as far as this block and the next show."""
    cdef unsigned long long out = 0, run
    cdef int bit
    while words:
        bit = lowest_bit(words)
        run = c[0].letters >> bit | (c[1].letters << 1 << (63 - bit))
        if (c[0].odd >> bit | (c[1].odd << 1 << (63 - bit))) & run & ~(run + 1):
            out |= words & -words
        words &= words - 1
    return out


cdef inline unsigned long long starts_in(Search *s, Py_ssize_t base, const Block *c, const unsigned char *heads, unsigned long long words,
                                         unsigned long long *odd) noexcept nogil:
    """Which of the words that start in block c, at p[base], may be anchors. *odd: those that the filter cannot judge, or not as a whole.

    heads: the table of the anchors' first letters; NULL for none.
    """
    cdef unsigned char last[72]
    cdef const unsigned char *block = whole_block(s.p, base, s.n, last, 72)
    odd[0] = 0
    if c[0].odd | c[1].odd:
        odd[0] = odd_runs(c, words)
        words &= ~odd[0]
    if heads != NULL:
        words &= heads_in(block, heads)
    if not words:
        return odd[0]
    if not (s.told or c[0].high | c[1].high):
        words &= (c[0].letters >> 1 | c[1].letters << 63) & (c[0].letters >> 2 | c[1].letters << 62)      # no anchor has one or two ASCII letters
    if s.shift == DATES_LANGUAGE_SHIFT:
        return odd[0] | anchors_in(block, c, words, s.filter, DATES_LANGUAGE_SHIFT)
    return odd[0] | anchors_in(block, c, words, s.filter, DATES_FILTER_SHIFT)


cdef inline int find_dates(const unsigned char *p, Py_ssize_t n, const DateOptions *options, DateList *found) noexcept nogil:
    """Append every mention in p[0:n], in order and not overlapping; 0, or -1 without memory."""
    cdef DateOptions all = options[0]
    cdef Py_ssize_t size = found.size, values = found.values.size
    cdef int status = search(p, n, options, found)
    if status > 0:
        found.size = size
        found.values.size = values
        all.complete_only = False
        status = search(p, n, &all, found)
    return status


cdef inline int try_whole(Search *s) noexcept nogil:
    """Read a short text in which nothing was found as one mention, though no word of it starts a search; 0, or -1 without memory."""
    cdef Py_ssize_t i = s.n
    while i > 0 and not (is_letter_byte(s.p[i - 1]) or 48 <= s.p[i - 1] <= 57):
        i -= 1
    while i > 0 and (is_letter_byte(s.p[i - 1]) or 48 <= s.p[i - 1] <= 57):
        i -= 1
    s.tried = 0
    return -1 if visit(s, i) < 0 else 0


cdef inline bint is_far(const Search *s, unsigned long long years, int k) noexcept nogil:
    """Whether up to 64 bytes before block k and 128 after it there is no year, so that only a month or named day in it may be in a full date
    ("fifth of May, nineteen eighty-four")."""
    return s.complete_only and s.tokens.langs and not s.context.last.day and not years >> k & 15


cdef inline int search(const unsigned char *p, Py_ssize_t n, const DateOptions *options, DateList *found) noexcept nogil:
    """find_dates(), but 1 where a search for full dates alone may miss what one counts from."""
    cdef Search s
    cdef Stretch stretch
    cdef const Block *c
    cdef unsigned long long words, numbers, odd, starts, letter_before = 0, digit_before = 0
    cdef Py_ssize_t base, i, next = 0, size = found.size
    cdef int bit, k = AT_ONCE
    cdef bint far
    prepare(&s, p, n, options, found)
    stretch.years = stretch.carry.spill = stretch.carry.digits = 0
    for base in range(0, n, 64):
        if k == AT_ONCE:
            read_stretch(&stretch, p, base, n)
            k = 0
        c = &stretch.blocks[k]
        far = is_far(&s, stretch.years, k)
        k += 1
        words = c.letters & ~(c.letters << 1 | letter_before)
        numbers = 0 if far else c.digits & ~(c.digits << 1 | digit_before)
        letter_before = c.letters >> 63
        digit_before = c.digits >> 63
        starts = numbers | starts_in(&s, base, c, s.months if far else s.heads, words, &odd)
        while starts:
            bit = lowest_bit(starts)
            starts &= starts - 1
            i = base + bit
            if i < next:
                continue
            next = try_start(&s, i, (numbers >> bit) & 1, (odd >> bit) & 1)
            if next < 0:
                return -1
            if s.unsure or far and s.context.last.day:      # what counts from that date may have been passed over
                return 1
    if n <= SHORT and found.size == size and not s.complete_only:
        return try_whole(&s)
    return 0
