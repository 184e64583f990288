"""Ordinals and centuries."""
from .dates_lookup cimport bit, lead
from .dates_tokens cimport ALL_LANGUAGES, DK_BLOCK, DK_ERA, DK_REIGN, DK_UNIT, NEWLINE, ROMANCE, T_NUMBER, T_SYMBOL, T_WORD, WEAK, DateToken, Tokens, has, kinds_at, sense, token
from .dates_when cimport H_CENTURY, H_DECADE, U_CENTURY, U_DECADE, When
from .dates_words cimport Reading, glued, is_degree, joined, ordinal_word, roman, spaced, suffix_after, unit_at

cdef enum:
    FRENCH_SPANISH = 0xC


cdef inline int ordinal_at(Tokens *g, int i, int *value) noexcept nogil:
    """"third", "3rd", "3.", "III"; the token after it, or 0."""
    cdef DateToken *t = token(g, i)
    if t.kind == T_NUMBER:
        if t.digits > 2 or t.value == 0:
            return 0
        value[0] = t.value
        return i + 2 if token(g, i + 1).kind == T_SYMBOL and is_degree(g, i + 1) else suffix_after(g, i + 1)
    value[0] = roman(g, i)
    if value[0]:
        return suffix_after(g, i + 1)
    if t.kind == T_WORD and 2 <= t.stop - t.start <= 9 and 65 <= g.p[t.start] <= 90 and roman_with_ending(g, i, value):
        return i + 1
    return ordinal_word(g, i, value)


cdef inline bint roman_with_ending(Tokens *g, int i, int *value) noexcept nogil:
    """XVIIe, XIXème: a Roman numeral with the French ending in one word."""
    cdef DateToken *t = token(g, i)
    cdef Py_ssize_t k = t.start
    cdef DateToken saved = t[0]
    while k < t.stop and (g.p[k] == c"I" or g.p[k] == c"V" or g.p[k] == c"X"):
        k += 1
    if k == t.start or k == t.stop or t.stop - k > 4 or g.p[k] != c"e" and g.p[k] != 0xC3:
        return False
    t.stop = k
    value[0] = roman(g, i)
    t[0] = saved
    return value[0] != 0


cdef inline void set_century(When *w, int number, bint bc) noexcept nogil:
    w.year = -(number - 1) * 100 - 1 if bc else (number - 1) * 100
    w.has |= H_CENTURY
    w.bc = bc


cdef inline int era_of(Tokens *g, int j, bint *bc) noexcept nogil:
    cdef int era = 0
    cdef int k = sense(g, j, DK_ERA, &era) if spaced(g, j) or token(g, j).gap == c"." and not token(g, j).space & NEWLINE and token(g, j - 1).stop - token(g, j - 1).start <= 4 else 0
    bc[0] = era < 0
    return k if k else j


cdef inline bint is_short_century(Tokens *g, int j) noexcept nogil:
    """Whether token j is a century cut short in a Romance language, with its dot: s. XVI, ss. XVI-XVII, XIIe s., séc. XVIII, III sec. a.C."""
    cdef DateToken *t = token(g, j)
    cdef const unsigned char *p = g.p + t.start
    cdef Py_ssize_t size = t.stop - t.start
    if t.kind != T_WORD or size > 5 or p[0] | 0x20 != c"s" or t.stop >= g.n or p[size] != c"." or g.langs & ROMANCE == 0:
        return False
    if size > 3 and p[1] == 0xC3:
        return p[2] == 0xA9 and p[3] | 0x20 == c"c" and (size == 4 or p[4] | 0x20 == c"s")
    if g.langs == ALL_LANGUAGES or size > 4:
        return False
    if size < 3:
        return g.langs & FRENCH_SPANISH != 0 and p[size - 1] | 0x20 == c"s"
    return p[1] | 0x20 == c"e" and p[2] | 0x20 == c"c" and (size == 3 or p[3] | 0x20 in (c"c", c"s"))


cdef inline int century_at(Tokens *g, int i, Reading *r) noexcept nogil:
    """20th century, XIX wiek, siglo XX, the 1600's is left to the decade."""
    cdef int v = 0, k
    cdef bint bc = False, told = False
    cdef int j = ordinal_at(g, i, &v)
    if sense(g, i, DK_REIGN, &k):       # 紀元前3世紀
        v = token(g, i + 1).value
        if k > 0 or token(g, i + 1).kind != T_NUMBER or not 0 < v < 41 or not spaced(g, i + 1) or not unit_at(g, i + 2, U_CENTURY):
            return 0
        set_century(&r.a, v, k < 0)
        r.strong = True
        return i + 3
    if j and 0 < v < 31 and (spaced(g, j) or joined(g, j, c"-") or token(g, j).gap == c"."):
        k = unit_at(g, j, U_CENTURY)
        if not k and g.langs & ROMANCE and token(g, i).kind == T_WORD and lead(g, j) == c"s" and is_short_century(g, j):
            k = j + 1
            g.flags = 0
        if k and not (g.flags & WEAK and not 65 <= lead(g, i) <= 90):
            if token(g, k).kind == T_NUMBER and glued(g, k) and 10 <= token(g, k).value < 100 and unit_at(g, k + 1, U_DECADE):
                # 19世紀50年代, 二十世纪九十年代
                r.a.year = (v - 1) * 100 + token(g, k).value
                r.a.has |= H_DECADE
                r.strong = True
                return unit_at(g, k + 1, U_DECADE)
            k = era_of(g, k, &bc)
            set_century(&r.a, v, bc)
            r.strong = True
            return k
    j = unit_at(g, i, U_CENTURY)
    if g.langs & ROMANCE and lead(g, i) | 0x20 == c"s" and is_short_century(g, i) and not (65 <= lead(g, i) <= 90 and token(g, i + 1).stop - token(g, i + 1).start == 1):         # "S. I. Ruiz"
        j = i + 1
        g.flags = WEAK
    if j and (spaced(g, j) or token(g, j).gap == c"."):
        told = not g.flags & WEAK
        if not told and token(g, j).gap != c".":
            return 0                # "w XIX wieku": a preposition here
        v = roman(g, j)
        if not v and told and token(g, j).kind == T_NUMBER and token(g, j).digits <= 2:
            v = token(g, j).value
            if spaced(g, j + 1) and token(g, j + 1).kind == T_WORD and kinds_at(g, j + 1) & (bit(DK_UNIT) | bit(DK_BLOCK)):
                return 0            # "w wieku 12 lat"
        if 0 < v < 31:
            k = era_of(g, j + 1, &bc)
            set_century(&r.a, v, bc)
            r.strong = True
            return k
    return 0
