"""Days in numbers that take their month, and year, from the last of them: du 10 au 15/05/2024, de 3 a 7/6, 10-12/05/2024."""
from .dates_tokens cimport ALL_LANGUAGES, DK_FROM, DK_TO, DateToken, ROMANCE, T_NUMBER, T_WORD, Tokens, has, skip, token
from .dates_when cimport H_DAY, H_MONTH, H_YEAR
from .dates_words cimport Reading, glued, joined, spaced


cdef inline int slashed_days(Tokens *g, int i, Reading *r) noexcept nogil:
    """The range of days whose first, in digits, stands at token i; the token after it, or 0."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *b = token(g, i + 1)
    cdef bint worded = b.kind == T_WORD
    cdef int k = i + 1, j
    if worded:
        if g.default_order != 1 or g.langs & ROMANCE == 0 or i == 0 or not has(g, k, DK_TO) or not spaced(g, k) or not has(g, i - 1, DK_FROM):
            return 0
        k = skip(g, k, DK_TO)
        b = token(g, k)
    elif b.gap != c"-" or g.default_order != 1 and g.langs != ALL_LANGUAGES:
        return 0
    if b.kind != T_NUMBER or b.digits > 2 or worded and not spaced(g, k) or not joined(g, k + 1, c"/") or token(g, k + 1).kind != T_NUMBER or token(g, k + 1).digits > 2 \
            or not 1 <= token(g, k + 1).value <= 12 or not 1 <= t.value < b.value <= 31 or t.space == 0 and i > 0:
        return 0
    j = k + 2
    if joined(g, j, c"/") and token(g, j).digits == 4 and 1900 <= token(g, j).value <= 2100:
        r.a.year = token(g, j).value
        r.a.has |= H_YEAR
        j += 1
    elif not worded:
        return 0
    if glued(g, j) or token(g, j).kind == T_NUMBER and token(g, j).space == 0:
        r.a.has = 0
        return 0
    r.a.month = token(g, k + 1).value
    r.a.has |= H_MONTH | H_DAY
    r.b = r.a
    r.a.day = t.value
    r.b.day = b.value
    r.range = True
    return j
