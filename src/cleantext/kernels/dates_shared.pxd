"""Centuries, quarters, halves and decades that share one noun: the 18th and 19th centuries, 12. bis 14. Jahrhundert, siglos XV y XVI, années 1970 et 1980."""
from .dates_beside cimport between_before, range_gap
from .dates_lookup cimport bit
from .dates_periods cimport period_at
from .dates_series cimport member_gap
from .dates_shortcuts cimport roman_letter
from .dates_tokens cimport (DK_AND, DK_DECADE, DK_NUM, DK_OF, DK_ORD, DK_POS, DK_THE, DK_UNIT, DateToken, T_NUMBER, T_WORD, Tokens, has, sense, skip, token)
from .dates_when cimport H_CENTURY, H_DECADE, H_HALF, H_QUARTER, U_CENTURY, U_HALF, U_QUARTER, When, clear
from .dates_words cimport Reading, glued, joined, number_word, roman, spaced
from .dates_years cimport set_decade
from .dates_centuries cimport is_short_century, ordinal_at, set_century


cdef enum:
    ORDINALS = 4                # before one noun


cdef inline bint may_share(Tokens *g, int i, unsigned long long kinds) noexcept nogil:
    """Whether a number or word of these kinds at token i looks like an ordinal."""
    cdef DateToken *t = token(g, i)
    cdef unsigned char c = g.p[t.start + 1] if t.stop - t.start > 1 else c"I"
    if t.kind == T_NUMBER:
        return t.digits <= 2 and t.stop < g.n and (g.p[t.stop] == c"." or glued(g, i + 1))
    return kinds & bit(DK_ORD) != 0 or roman_letter(g.p[t.start]) and (roman_letter(c) or c == c"e")


cdef inline bint is_ordinal(Tokens *g, int i, int j) noexcept nogil:
    """Whether what stands from token i to before j is written as an ordinal: 3rd, III, third, "3."."""
    return token(g, i).kind == T_WORD or j > i + 1 or token(g, i).stop < g.n and g.p[token(g, i).stop] == c"."


cdef inline int over_position(Tokens *g, int k) noexcept nogil:
    """Past "early", "Anfang des" and the like."""
    if not has(g, k, DK_POS) or not spaced(g, k):
        return k
    k = skip(g, skip(g, k, DK_POS), DK_OF)
    return skip(g, k, DK_THE) if spaced(g, k) else k


cdef inline int shared_noun(Tokens *g, int k, int first, bint ranged, int *last) noexcept nogil:
    """The token of the last of the ordinals from token k on, after which their noun stands, and its value; 0 when there is none."""
    cdef int m, unit = 0, _ordinals
    for _ordinals in range(ORDINALS):
        k = over_position(g, k)
        m = ordinal_at(g, k, last)
        if not m or not is_ordinal(g, k, m) or last[0] == first:
            return 0
        if is_short_century(g, m):
            return k
        if sense(g, m, DK_UNIT, &unit):
            return k if unit in (U_CENTURY, U_QUARTER, U_HALF) and (spaced(g, m) or joined(g, m, c"-") or token(g, m).gap == c".") else 0
        k = 0 if ranged else member_gap(g, m)
        if not k:
            return 0
    return 0


cdef inline int gap_of_ordinals(Tokens *g, int i, int j, bint *ranged) noexcept nogil:
    """Past what stands between the ordinals before and after token j; the token of the next, or 0. *ranged: they are the ends of a range."""
    cdef int k = range_gap(g, j)
    if k and token(g, j).space and has(g, j, DK_AND):
        return skip(g, j, DK_AND)       # "19th- and 20th-century"
    ranged[0] = k != 0
    if not k and has(g, j, DK_AND) and token(g, j).gap in (0, c".") and between_before(g, i):
        ranged[0] = True
        k = skip(g, j, DK_AND)
    if not k:
        return member_gap(g, j)
    return skip(g, k, DK_THE) if spaced(g, k) else k


cdef inline void take_index(When *w, int value) noexcept nogil:
    """Another quarter, half or century in place of the one told."""
    if w.has & H_CENTURY:
        set_century(w, value, w.bc)
    else:
        w.index = value


cdef inline int period_beside(Tokens *g, int k, const When *before, When *w) noexcept nogil:
    """A century or decade whose noun stands before an earlier member: the XVI of "siglos XV y XVI", the 80 of "años 70 y 80"; the token after it, or 0."""
    cdef DateToken *t = token(g, k)
    cdef int value = 0
    clear(w)
    if before.has & H_CENTURY:
        value = roman(g, k)
        if not 0 < value < 31:
            return 0
        set_century(w, value, before.bc)
        return k + 1 if w.year != before.year else 0
    if t.kind == T_NUMBER and t.value % 10 == 0 and (t.digits == 2 or t.digits == 4 and 1800 <= t.value <= 2020) and (spaced(g, k) or t.gap == c"'") and not glued(g, k + 1) \
            and not (token(g, k + 1).kind == T_NUMBER and token(g, k + 1).space == 0) and not has(g, k + 1, DK_UNIT):
        set_decade(w, t)
        return k + 1 if w.year > before.year else 0
    if t.kind == T_WORD and sense(g, k, DK_DECADE, &value) and spaced(g, k):
        w.year = before.year - before.year % 100 + value % 100
        w.has |= H_DECADE
        return skip(g, k, DK_DECADE) if w.year > before.year else 0
    k = number_word(g, k, &value) if t.kind == T_WORD and spaced(g, k) else 0
    if not k or value % 10 or value <= before.year % 100 or has(g, k, DK_UNIT):
        return 0
    w.year = before.year - before.year % 100 + value
    w.has |= H_DECADE
    return k


cdef inline bint noun_first(Tokens *g, int j, const When *w) noexcept nogil:
    """Whether a century or decade that ends before token j has its noun before it: siglo XV, anni '70, jaren zeventig."""
    if w.has & H_CENTURY:
        return roman(g, j - 1) != 0
    return w.has & H_DECADE and (token(g, j - 1).kind == T_NUMBER or has(g, j - 1, DK_DECADE) or has(g, j - 1, DK_NUM) and g.default_order == 1)


cdef inline int shared_period(Tokens *g, int i, Reading *r) noexcept nogil:
    """An ordinal whose noun comes after a later one, the 18th of "18th and 19th centuries", or both where they are a range; the token after it, or 0."""
    cdef Reading last
    cdef int value = 0, end = 0, k
    cdef bint ranged = False
    cdef int j = ordinal_at(g, i, &value)
    if not j or not is_ordinal(g, i, j) or has(g, j, DK_UNIT):
        return 0
    k = gap_of_ordinals(g, i, j, &ranged)
    k = shared_noun(g, k, value, ranged, &end) if k else 0
    if not k:
        return 0
    clear(&last.a)
    last.strong = last.range = False
    k = period_at(g, k, &last)
    if not k or not last.a.has & (H_CENTURY | H_QUARTER | H_HALF) or (value > end) != last.a.bc:
        return 0
    r.a = last.a
    take_index(&r.a, value)
    r.strong = True
    if not ranged:
        r.listed = True
        return j
    r.b = last.a
    r.range = True
    return k


cdef inline int period_member(Tokens *g, int j, int k, const Reading *before, Reading *r) noexcept nogil:
    """The member at token k of a list of centuries or decades, of which the noun stands before the first and one ends before token j;
    the token after it, or 0."""
    cdef const When *last = &before.b if before.range else &before.a
    if not noun_first(g, j, last):
        return 0
    j = period_beside(g, k, last, &r.a)
    r.start = token(g, k).start
    r.stop = token(g, j - 1).stop if j else 0
    return j
