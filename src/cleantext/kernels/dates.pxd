"""Dates and times in running text, as ISO 8601 / EDTF strings never finer than the text says."""
from libc.string cimport memcpy, memset

from .dates_language cimport language_bit
from .dates_list cimport DateKind, DateList, DateMention, DateModifier, DateOptions, dates_free, dates_init, dates_new
from .dates_scan cimport Classes, anchor_in_run, ascii_anchor, classify, is_told_anchor, dates_lowest_bit, digits_from, is_digit_anchor, is_letter_byte, letters_from
from .dates_search cimport Search, speak, visit


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
        anchor = anchor_in_run(s.p, i, s.n, &stop)
        if anchor >= 0 and visit(s, anchor) < 0:
            return -1
        i = stop if stop > s.stop else s.stop
    return i


cdef inline Py_ssize_t try_start(Search *s, Py_ssize_t i, bint digit, int size) noexcept nogil:
    """Look at the number or word that starts at p[i] (size: of an ASCII word, 0 when not known); where the search goes on, or -1."""
    cdef Py_ssize_t after
    if digit:
        if not is_digit_anchor(s.p, i, s.n, digits_from(s.p, i, s.n)):
            return i
    else:
        if size == 0:
            size = letters_from(s.p, i, s.n)
            if size < 0:
                return scan_run(s, i)
        if not (ascii_anchor(s.p, i, s.n, size) or s.told and is_told_anchor(s.p, i, s.n, size)):
            return i
    after = visit(s, i)
    if after > i and after < s.n and s.p[after] >= 0x80:
        return scan_run(s, after)
    return after


cdef inline int find_dates(const unsigned char *p, Py_ssize_t n, const DateOptions *options, DateList *found) noexcept nogil:
    """Append every mention in p[0:n], in order and not overlapping; 0, or -1 without memory."""
    cdef Search s
    cdef Classes c
    cdef unsigned char last[64]
    cdef unsigned long long starts, run, letter_before = 0, digit_before = 0
    cdef Py_ssize_t base, i, next = 0
    cdef int bit, size
    prepare(&s, p, n, options, found)
    for base in range(0, n, 64):
        if base + 64 <= n:
            c = classify(p + base)
        else:
            memset(last, 0, 64)
            memcpy(last, p + base, n - base)
            c = classify(last)
        starts = (c.letters & ~(c.letters << 1 | letter_before)) | (c.digits & ~(c.digits << 1 | digit_before))
        letter_before = c.letters >> 63
        digit_before = c.digits >> 63
        while starts:
            bit = dates_lowest_bit(starts)
            starts &= starts - 1
            i = base + bit
            if i < next:
                continue
            size = 0
            if not (c.digits >> bit) & 1:
                run = ~(c.letters >> bit)
                size = dates_lowest_bit(run) if run else 64
                if bit + size >= 64 or (c.high >> bit) & ((<unsigned long long>1 << size) - 1):
                    size = 0
            i = try_start(&s, i, (c.digits >> bit) & 1, size)
            if i < 0:
                return -1
            next = i
    return 0
