"""Days and months with dots and no year that stand in a list, before a time or after a word of dates: 3.5., 17.5. und 31.5.; 17.5., 19:30 Uhr; Termin: 2.4."""
from .dates_tokens cimport AFTERSPACE, ALL_LANGUAGES, DK_AND, DK_NUMBER, DUE, DateToken, GERMAN, NUMBERED, T_NUMBER, T_WORD, Tokens, guards, has, token
from .dates_words cimport joined, spaced


cdef inline bint dotted_day(Tokens *g, int i) noexcept nogil:
    """Whether a day and a month with a dot after each stand at token i."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *b = token(g, i + 1)
    return (t.kind == T_NUMBER and 0 < t.digits <= 2 and 1 <= t.value <= 31 and b.kind == T_NUMBER and joined(g, i + 1, c".") and 0 < b.digits <= 2
            and 1 <= b.value <= 12 and b.stop < g.n and g.p[b.stop] == c"." and not (b.stop + 1 < g.n and 48 <= g.p[b.stop + 1] <= 57))


cdef inline int next_dotted(Tokens *g, int j) noexcept nogil:
    """The token of the number that a comma or "and" after a dot at token j leads to; 0 when there is none."""
    cdef DateToken *t = token(g, j)
    if t.kind == T_NUMBER and t.gap == c"," and t.space:
        return j
    return j + 1 if t.kind == T_WORD and t.gap == c"." and t.space and has(g, j, DK_AND) and spaced(g, j + 1) else 0


cdef inline bint first_day(Tokens *g, int i) noexcept nogil:
    """Whether a day with a dot and without its month stands at token i, in a text that is known to have such: the 15. of "15. und 16.3.", "15.-17.3."."""
    cdef DateToken *t = token(g, i)
    return t.kind == T_NUMBER and 0 < t.digits <= 2 and 1 <= t.value <= 31 and t.stop < g.n and g.p[t.stop] == c"." and g.default_order == 1 and g.langs != ALL_LANGUAGES \
        and not has(g, i - 1, DK_NUMBER) and not guards(g, i - 1, NUMBERED)


cdef inline bint is_due(Tokens *g, int i) noexcept nogil:
    """Whether a word before token i makes the numbers with dots there a day: Termin: 2.4., Redaktionsschluss 2.4., spätestens 15.5."""
    return i > 0 and (spaced(g, i) or token(g, i).gap == c":" and token(g, i).space == AFTERSPACE) and guards(g, i - 1, DUE)


cdef inline bint in_dotted_list(Tokens *g, int i) noexcept nogil:
    """Whether the numbers with dots at token i stand in a list of such days or before a time with a colon, in a German text."""
    cdef int k = next_dotted(g, i + 2)
    if g.langs & GERMAN == 0 or g.langs == ALL_LANGUAGES or i > 0 and has(g, i - 1, DK_NUMBER):
        return False
    if k and (dotted_day(g, k) or k == i + 2 and token(g, k).digits == 2 and joined(g, k + 1, c":") and token(g, k + 1).digits == 2):
        return True
    if is_due(g, i):
        return True
    k = i - 1 if i > 0 and token(g, i - 1).kind == T_WORD else i
    if k < 1 or next_dotted(g, k) != i:
        return False
    if k > 1 and dotted_day(g, k - 2):
        return not (k > 2 and has(g, k - 3, DK_NUMBER))
    return k < i and first_day(g, k - 1) and not has(g, k - 2, DK_NUMBER)
