"""Periods as the reports of companies tell them: the quarter ended June 30, the year-ago third quarter, the full year."""
from libc.string cimport strlen

from .dates_in_words cimport date_in_words
from .dates_lookup cimport bit
from .dates_numeric cimport date_in_numbers
from .dates_tokens cimport DK_AGO_AFTER, DK_DEI, DK_EARLIER, DK_FISCAL, DK_OF, DK_THE, DK_UNIT, DateToken, T_END, T_NUMBER, T_WORD, Tokens, WEAK, has, kinds_at, sense, token
from .dates_when cimport H_MONTH, H_OFFSET, H_QUARTER, U_QUARTER, U_YEAR, When, clear
from .dates_words cimport reads, is_word_at, Reading, glued, joined, ordinal_word, spaced, unit_at


cdef inline void set_offset(When *w, int unit, int offset) noexcept nogil:
    w.unit = unit
    w.offset = offset
    w.has |= H_OFFSET


cdef inline void counted(Reading *r, int unit, int amount, int sign) noexcept nogil:
    r.a.counted = True
    r.strong = True
    set_offset(&r.a, unit, sign * amount)


cdef inline bint clause_ends(Tokens *g, int k) noexcept nogil:
    """Whether the text or the clause ends before token k."""
    return token(g, k).kind == T_END or token(g, k).gap in (c".", c",", c";", c"?", c")", c":")


cdef inline bint comes_after(Tokens *g, int i, const char *words) noexcept nogil:
    """Whether these words and a space stand before token i."""
    cdef Py_ssize_t n = <Py_ssize_t>strlen(words)
    cdef Py_ssize_t start = token(g, i).start - n - 1
    return start >= 0 and spaced(g, i) and (start == 0 or g.p[start - 1] <= 32) and reads(g.p + start, words)


cdef inline bint is_over(Tokens *g, int k) noexcept nogil:
    """Whether "ended" or "ending" at token k says up to when a period went."""
    return spaced(g, k) and (is_word_at(g, k, b"ended") or is_word_at(g, k, b"ending"))


cdef inline int year_earlier(Tokens *g, int i, Reading *r) noexcept nogil:
    """year-earlier, year-ago, year-ago quarter, year-ago third quarter: a unit and its direction as one word; the token after it, or 0."""
    cdef int unit = 0, v = 0, k, m
    cdef int j = sense(g, i, DK_UNIT, &unit)
    if not j or g.flags & WEAK or not joined(g, j, c"-"):
        return 0
    if not (sense(g, j, DK_EARLIER, &v) or sense(g, j, DK_AGO_AFTER, &v)) or g.flags & WEAK:
        return 0
    counted(r, unit, 1, -1)
    j += 1
    if unit != U_YEAR or not spaced(g, j):
        return j
    v = 0
    k = ordinal_word(g, j, &v)
    m = unit_at(g, k, U_QUARTER) if k and spaced(g, k) else 0 if k else unit_at(g, j, U_QUARTER)
    if m and k and 1 <= v <= 4:
        r.a.index = v
        r.a.has |= H_QUARTER
    elif m and not k:
        set_offset(&r.a, U_QUARTER, -4)
        r.a.from_last = True
    else:
        return j + 1 if is_word_at(g, j, b"period") else j
    return m


cdef inline bint quarter_ends(Tokens *g, int k) noexcept nogil:
    """Whether nothing at token k says which quarter, or that it is another thing ("the quarter of", "the quarter mile")."""
    cdef DateToken *t = token(g, k)
    if t.kind == T_NUMBER or t.gap == c"-" and not t.space:
        return False
    return t.kind != T_WORD or t.gap != 0 or kinds_at(g, k) & (bit(DK_DEI) | bit(DK_OF) | bit(DK_UNIT) | bit(DK_FISCAL)) == 0 \
        and (g.p[t.start] >= 0x80 or kinds_at(g, k) != 0 or t.stop - t.start > 4 or not glued(g, k))


cdef inline int quarter_told(Tokens *g, int i, Reading *r) noexcept nogil:
    """"the quarter": the one last named, or the one that ended on the day told after it; the token after it, or 0."""
    cdef Reading day
    cdef int k = unit_at(g, i, U_QUARTER)
    if not k or not spaced(g, i) or not has(g, i - 1, DK_THE) or token(g, i - 1).stop - token(g, i - 1).start == 1 or not quarter_ends(g, k):
        return 0
    r.strong = True
    if is_over(g, k):
        day = r[0]
        clear(&day.a)
        if (date_in_words(g, k + 1, &day) or date_in_numbers(g, k + 1, &day)) and not day.range and day.a.has & H_MONTH:
            r.a = day.a
            r.a.quarterly = True
            return k
    set_offset(&r.a, U_QUARTER, 0)
    r.a.from_last = r.a.anaphoric = True
    return k


cdef inline bint is_report_year(Tokens *g, int i) noexcept nogil:
    """Whether the year at token i is the present one: "the full year", "for the year", "the year ended", "nine months of the year"."""
    if g.default_order or not g.known_year:
        return False
    if comes_after(g, i, b"the full"):
        return True
    if not comes_after(g, i, b"the") or i == 0:
        return False
    if is_over(g, i + 1):
        return True
    if comes_after(g, i - 1, b"for"):
        return clause_ends(g, i + 1)
    return comes_after(g, i - 1, b"months of") or comes_after(g, i - 1, b"rest of") or comes_after(g, i - 1, b"remainder of") \
        or comes_after(g, i - 1, b"quarter of") or comes_after(g, i - 1, b"half of")


cdef inline int period_told(Tokens *g, int i, Reading *r) noexcept nogil:
    """The quarter or year of a report at token i, after an article; the token after it, or 0."""
    cdef int k = quarter_told(g, i, r)
    if not k:
        k = unit_at(g, i, U_YEAR)
        if not k or g.p[token(g, i).stop - 1] | 0x20 == c"s" or not is_report_year(g, i):
            return 0                # "the years ended December 31, 2022 and 2021"
        set_offset(&r.a, U_YEAR, 0)
        r.strong = True
    return k
