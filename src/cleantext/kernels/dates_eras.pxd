"""Years that only their era tells to be years: AD 79, 44–31 BC, von 27 bis 14 v. Chr., 98–117 n. Chr., 公元前220年至206年."""
from .dates_beside cimport between_before, range_gap
from .dates_lookup cimport lead
from .dates_tokens cimport AFTERSPACE, DK_AND, DK_ERA, DK_THE, DK_YEAR, DateToken, NEWLINE, T_NUMBER, T_WORD, Tokens, WEAK, has, sense, skip, token
from .dates_when cimport H_YEAR, When
from .dates_words cimport Reading, capital, glued, spaced
from .dates_one_year cimport year_word_after


cdef inline bint fraction_like(Tokens *g, int i) noexcept nogil:
    return i > 0 and token(g, i).space == 0 and token(g, i).gap != 0


cdef inline void set_era_year(When *w, int year, bint bc) noexcept nogil:
    w.year = 1 - year if bc else year
    w.bc = bc
    w.has |= H_YEAR


cdef inline int second_year(Tokens *g, int i) noexcept nogil:
    """The number that ends a range of years which token i starts; its token, or 0."""
    cdef int k = i + 1
    cdef DateToken *t = token(g, k)
    if t.space & NEWLINE or t.kind == T_NUMBER and t.gap not in (c"-", c"="):
        return 0
    if t.kind == T_WORD:
        k = range_gap(g, k)
        if not k and has(g, i + 1, DK_AND) and between_before(g, i):
            k = skip(g, skip(g, i + 1, DK_AND), DK_THE)
    t = token(g, k)
    return k if k and t.kind == T_NUMBER and 0 < t.digits <= 4 and t.value > 0 and not t.space & NEWLINE and (k == i + 1 or spaced(g, k)) else 0


cdef inline int years_of_era(Tokens *g, int i, Reading *r) noexcept nogil:
    """Two years of up to four digits with one era after both: 44–31 BC, between 220 and 206 BC, 44—31 гг. до н. э.; the token after it, or 0."""
    cdef DateToken *t = token(g, i)
    cdef int era = 0, m, k = second_year(g, i)
    if not k or not 0 < t.digits <= 4 or fraction_like(g, i):
        return 0
    m = k + 1
    if has(g, m, DK_YEAR) and spaced(g, m):
        m = skip(g, m, DK_YEAR)
    if token(g, m).space & NEWLINE or token(g, m).gap not in (0, c".") or not has(g, m, DK_ERA):
        return 0
    k = sense(g, m, DK_ERA, &era)
    if g.flags & WEAK or k == m + 1 and lead(g, m) | 0x20 == c"d" or not (capital(g, m) or token(g, m).stop - token(g, m).start < (k - m) * 3):
        return 0
    m = second_year(g, i)           # but "12-24 DC" may be volts
    if t.value == token(g, m).value or (t.value > token(g, m).value) != (era < 0) or era > 0 and token(g, m).digits == 4:
        return 0
    set_era_year(&r.a, t.value, era < 0)
    set_era_year(&r.b, token(g, m).value, era < 0)
    r.range = r.strong = True
    return k


cdef inline int earlier_end(Tokens *g, int j, Reading *r) noexcept nogil:
    """The year that a range before Christ ends with where the era stands before its start alone: 公元前220年至206年; the token after it, or j."""
    cdef int k = range_gap(g, j) if r.a.bc else 0
    if not k or token(g, k).kind != T_NUMBER or not 0 < token(g, k).value < 1 - r.a.year or year_word_after(g, k + 1) == k + 1:
        return j
    set_era_year(&r.b, token(g, k).value, True)
    r.range = True
    return year_word_after(g, k + 1)


cdef inline int year_of_era(Tokens *g, int i, Reading *r) noexcept nogil:
    """A year of up to four digits after its era in capitals, or two: AD 79, A.D. 410, AD 98–117; the token after it, or 0."""
    cdef int v = 0
    cdef int j = sense(g, i, DK_ERA, &v)
    cdef DateToken *t = token(g, j)
    if not j or v < 0 or lead(g, i) != c"A" or not 65 <= lead(g, j - 1) <= 90 or t.kind != T_NUMBER or t.digits > 4 or not 0 < t.value <= 2100 \
            or j == i + 1 and not 65 <= g.p[token(g, i).stop - 1] <= 90:
        return 0
    if not (t.gap == 0 or t.gap == c"." and t.space == AFTERSPACE) or t.space == 0 or t.space & NEWLINE or glued(g, j + 1):
        return 0
    set_era_year(&r.a, t.value, False)
    r.strong = True
    v = second_year(g, j) if token(g, j + 1).kind == T_NUMBER else 0
    if v and token(g, v).value > t.value and token(g, v).value <= 2100 and not glued(g, v + 1) \
            and not (token(g, v + 1).kind == T_NUMBER and fraction_like(g, v + 1)):
        set_era_year(&r.b, token(g, v).value, False)
        r.range = True
        return v + 1
    return 0 if token(g, j + 1).kind == T_NUMBER and token(g, j + 1).space == 0 else j + 1
