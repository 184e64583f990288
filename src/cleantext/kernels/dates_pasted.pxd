"""Text that lost the space before or after a date: "May 5, 2024Share", "May 5, 202410:30 am", "Jane DoeMay 5, 2024", "7:37 PMSat"."""
from .dates_lookup cimport bit, in_bitmap, lead, word_slots
from .dates_one_year cimport year_after, year_gap
from .dates_tokens cimport DK_BLOCK, DK_DECADE, DK_UNIT, T_NUMBER, T_WORD, DateToken, Tokens, kinds_at, token
from .dates_when cimport H_DAY, H_MONTH, H_YEAR, When
from .dates_words cimport capital, glued


cdef inline void split(Tokens *g, int i, Py_ssize_t stop) noexcept nogil:
    """End token i at p[stop], inside it; what follows is read anew."""
    cdef DateToken *t = token(g, i)
    t.stop = g.position = stop
    g.n = g.size
    g.count = i + 1


cdef inline bint goes_on(Tokens *g, int j) noexcept nogil:
    """Whether a word of its own is pasted to the number before token j, and no ending or unit: 2024If, 2024by, but not 1990s, 2000m, 1500km."""
    cdef DateToken *t = token(g, j)
    if t.kind != T_WORD or not glued(g, j) or lead(g, j) >= 0xE3 or t.stop - t.start < 2:
        return False
    return capital(g, j) or not kinds_at(g, j) & (bit(DK_UNIT) | bit(DK_BLOCK) | bit(DK_DECADE))


cdef inline bint time_starts(Tokens *g, Py_ssize_t i, Py_ssize_t stop) noexcept nogil:
    """Whether the digits p[i:stop] are the hour of a time: 6:01, 10:30."""
    return 0 < stop - i <= 2 and stop + 2 < g.size and g.p[stop] == c":" and 48 <= g.p[stop + 1] <= 57 and 48 <= g.p[stop + 2] <= 57


cdef inline int pasted_year(Tokens *g, int j, When *w) noexcept nogil:
    """The year of the day and month before token j where the next word or number is pasted to it; the token after it, or j."""
    cdef int k = year_gap(g, j)
    cdef int year = 0, i
    cdef DateToken *t = token(g, k)
    if not k or t.kind != T_NUMBER or not 4 <= t.digits <= 6 or t.stop - t.start != t.digits or w.has & (H_DAY | H_MONTH) != H_DAY | H_MONTH:
        return j
    for i in range(4):
        year = 10 * year + g.p[t.start + i] - 48
    if not 1900 <= year <= 2099:
        return j
    if t.digits == 4:
        if not goes_on(g, k + 1):
            return j
    elif time_starts(g, t.start + 4, t.stop) or t.gap == c"," and g.p[t.start + 4] != 48:
        split(g, k, t.start + 4)
        t.value = year
        t.digits = 4
    else:
        return j
    w.year = year
    w.has |= H_YEAR
    return k + 1


cdef inline int year_or_pasted(Tokens *g, int j, When *w) noexcept nogil:
    """Take the year that follows a day and month, if one does; the token after it, or j."""
    cdef int k = year_after(g, j, w, True)
    return k if k > j else pasted_year(g, j, w)


cdef inline Py_ssize_t pasted_start(const Tokens *g, const unsigned char *p, Py_ssize_t i, Py_ssize_t stop) noexcept nogil:
    """Where the month before a number starts in the word p[i:stop]: after the last small letter before a capital ("DoeNovember 20"); else i."""
    cdef Py_ssize_t k = stop - 1
    if p[stop] != 32 or not 48 <= p[stop + 1] <= 57:
        return i
    while k > i and 97 <= p[k] <= 122:
        k -= 1
    if k == i or not 65 <= p[k] <= 90 or not 97 <= p[k - 1] <= 122:
        return i
    return k if in_bitmap(g.known, g.known_shift, word_slots(p + k, stop - k, g.size - k)) else i


cdef inline bint is_pasted_half(const Tokens *g, const DateToken *t) noexcept nogil:
    """Whether another word is pasted to the am or pm in small letters at token t: "5pmClosed"."""
    cdef const unsigned char *p = g.p + t.start
    return t.stop - t.start > 4 and p[1] == c"m" and p[0] in (c"a", c"p") and 65 <= p[2] <= 90 and 97 <= p[3] <= 122


cdef inline void part_half(Tokens *g, int j) noexcept nogil:
    """Part the half of the day from the word pasted to it at token j: "7:37 PMSat", "10:30 AMShare", "7:05pmShare"."""
    cdef DateToken *t = token(g, j)
    cdef const unsigned char *p = g.p + t.start
    if t.kind == T_WORD and (t.stop - t.start > 4 and p[1] == c"M" and p[0] in (c"A", c"P") and 65 <= p[2] <= 90 and 97 <= p[3] <= 122 or is_pasted_half(g, t)):
        split(g, j, t.start + 2)
        t.looked = False
        t.kinds = 0
        t.matches = 0
