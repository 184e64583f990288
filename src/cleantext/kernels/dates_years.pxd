"""Years that stand alone, decades and centuries."""
from .dates_centuries cimport century_at, set_century
from .dates_eras cimport earlier_end, fraction_like, year_of_era, years_of_era
from .dates_guards cimport year_fits
from .dates_lookup cimport bit, lead
from .dates_one_year cimport era_after, spoken_year, year_at
from .dates_rare_years cimport rare_year
from .dates_series cimport member_gap
from .dates_tense cimport guarded_before
from .dates_tokens cimport (AFTERSPACE, AGED, DK_AND, DK_BLOCK, DK_DECADE, DK_DEI, DK_ERA, DK_IN_BEFORE, DK_NUM, DK_OF, DK_POS, DK_REIGN, DK_SUFFIX, DK_THE, DK_TO,
                            DK_UNIT, DK_YEAR, MEASURE, NEWLINE, POLISH, T_END, T_NUMBER, T_SYMBOL, T_WORD, WEAK, DateToken, Tokens, guards, has, kinds_at, sense,
                            skip, token)
from .dates_when cimport H_CENTURY, H_DECADE, H_YEAR, U_CENTURY, U_DECADE, U_YEAR, When, clear
from .dates_words cimport Reading, capital, glued, is_group, is_word_at, joined, number_word, spaced, unit_at


cdef inline bint ends_in_e(Tokens *g, int j) noexcept nogil:
    """Whether token j is the ending of "1960-е": after two digits, where it may be that of "30-е место", only before "years" or after "in"."""
    cdef const DateToken *t = token(g, j)
    if t.stop - t.start != 2 or g.p[t.start] != 0xD0 or g.p[t.start + 1] != 0xB5 or t.gap != c"-":
        return False
    return token(g, j - 1).digits == 4 or spaced(g, j + 1) and has(g, j + 1, DK_YEAR) or j > 1 and has(g, j - 2, DK_OF) and spaced(g, j - 1)


cdef inline bint decade_ending(Tokens *g, int j) noexcept nogil:
    """Whether token j is the ending of a decade: 1990s, 1990's, 1990er, 1990-х."""
    cdef DateToken *t = token(g, j)
    cdef Py_ssize_t n = t.stop - t.start
    if t.kind != T_WORD or t.space or not (t.gap == 0 or t.gap == c"'" or t.gap == c"-"):
        return False
    if n == 1 and (g.p[t.start] | 0x20) == c"s":
        return t.gap != c"-"
    if (n == 2 or n == 3 and g.p[t.start + 2] == c"n") and g.p[t.start] == c"e" and g.p[t.start + 1] == c"r":
        return True
    if n == 2 and g.p[t.start] == 0xD1 and g.p[t.start + 1] == 0x85 or ends_in_e(g, j):
        return True
    return n == 4 and g.p[t.start] == 0xD1 and (g.p[t.start + 1] == 0x8B or g.p[t.start + 1] == 0x85)


cdef inline int ordinal_ending(Tokens *g, int j) noexcept nogil:
    """Skip the ending of "lata 80-te", "latach 90-tych" at token j."""
    cdef DateToken *t = token(g, j)
    return j + 1 if joined(g, j, c"-") and t.kind == T_WORD and t.stop - t.start <= 4 and g.p[t.start] | 0x20 == c"t" else j


cdef inline bint decade_marked(Tokens *g, int k) noexcept nogil:
    """Whether the number at token k is an ordinal: "lat 90." and "lat 90-tych" in contrast to "lat 90"."""
    cdef Py_ssize_t stop = token(g, k).stop
    return stop < g.n and g.p[stop] == c"." or ordinal_ending(g, k + 1) > k + 1


cdef inline int decade_of_century(Tokens *g, int j, Reading *r) noexcept nogil:
    """The century that follows its decade: lata 60. XX wieku, 80-е годы прошлого века, die 60er Jahre des 19. Jahrhunderts; the token after it, or j."""
    cdef Reading century
    cdef int dei = 0
    cdef int k = j, m
    if token(g, k).kind == T_END or token(g, k).space & NEWLINE or token(g, k).gap not in (0, c"."):
        return j
    if has(g, k, DK_OF) and token(g, k).gap == 0:
        k = skip(g, skip(g, k, DK_OF), DK_THE)
    clear(&century.a)
    m = century_at(g, k, &century)
    if m and not century.a.bc:
        r.a.year = century.a.year + r.a.year % 100
        return m
    m = sense(g, k, DK_DEI, &dei)
    m = unit_at(g, m, U_CENTURY) if m and dei == -1 and spaced(g, m) else 0
    return m if m else j


cdef inline int decade_at(Tokens *g, int i, Reading *r) noexcept nogil:
    """1990s, '90s, 90er Jahre, años 90, anni '90, années 1990, lata 90., 1990年代."""
    cdef DateToken *t = token(g, i)
    cdef int j, k, v = 0
    if sense(g, i, DK_DECADE, &v):
        return decade_word(g, i, v, r)
    if t.kind == T_NUMBER and t.digits == 2 and (owned(g, i) or lead(g, i + 1) | 0x20 == c"s" and measured(g, i)):
        return 0                # "in his 30s"
    if t.kind == T_NUMBER and t.digits == 4 and t.gap == c"/" and t.space == 0 and i > 0 and 0 < token(g, i - 1).digits < 3 and token(g, i - 1).kind == T_NUMBER:
        return 0                # "1/2000s" of a second
    if t.kind == T_NUMBER and (t.digits == 4 or t.digits == 2 or t.digits == 0 and 10 <= t.value < 100) and t.value % 10 == 0:
        j = i + 1
        if decade_ending(g, j):
            if t.digits == 2 and (t.value < 20 and t.gap != c"'" or t.space == 0 and t.gap not in (c"'", 0) or lead(g, j) == c"S"):
                return 0
            j += 1
        elif unit_at(g, j, U_DECADE) and (glued(g, j) or spaced(g, j)) and lead(g, j) >= 0xC3:
            j = unit_at(g, j, U_DECADE)
            set_decade(&r.a, t)
            if i and glued(g, i) and sense(g, i - 1, DK_REIGN, &v) and v > 0:
                r.a.year = (v + t.value) / 10 * 10      # 昭和50年代
            r.strong = True
            return j
        else:
            return 0
        set_decade(&r.a, t)
        r.listed = lead(g, j - 1) >= 0x80 and member_gap(g, j) != 0        # "70-х и 80-х годах"
        if t.digits == 4 and t.value % 100 == 0 and token(g, j - 1).gap == c"'":
            r.a.has = (r.a.has & ~<unsigned int>H_DECADE) | H_CENTURY
        r.strong = True
        if (spaced(g, j) or joined(g, j, c"-")) and unit_at(g, j, U_YEAR):
            j = unit_at(g, j, U_YEAR)
        if t.digits == 2:
            return decade_of_century(g, j, r)
        return era_after(g, j, &r.a) if not r.a.has & H_CENTURY else j
    if has(g, i, DK_YEAR) or has(g, i, DK_UNIT):
        j = unit_at(g, i, U_DECADE)
        k = j if j else unit_at(g, i, U_YEAR)
        if not k or not lead(g, i) < 0xE3:
            return 0
        if has(g, k, DK_OF) and spaced(g, k):
            k = skip(g, k, DK_OF)
            if has(g, k, DK_THE) and spaced(g, k):
                k = skip(g, k, DK_THE)          # "la década de los 80"
        t = token(g, k)
        if j and t.kind == T_WORD and spaced(g, k) and sense(g, k, DK_NUM, &v) and 20 <= v <= 90 and v % 10 == 0 and not number_goes_on(g, k):
            r.a.year = 1900 + v                 # "la década de los noventa"
            r.a.has |= H_DECADE
            r.strong = True
            return skip(g, k, DK_NUM)
        if t.kind == T_NUMBER and (spaced(g, k) or t.gap == c"'") and t.value % 10 == 0 \
                and (t.digits == 2 or t.digits == 4 and 1800 <= t.value <= 2020 and not years_go_on(g, i, k + 1)):
            if glued(g, k + 1) and has(g, k + 1, DK_SUFFIX) and not decade_ending(g, k + 1):
                return 0            # "the opening decades of the 20th century"
            if not j and (not is_plural_years(g, i) or t.digits == 2 and t.value < 20 or lead(g, i) | 0x20 == c"l" and token(g, i).stop - token(g, i).start != 4
                          and (t.digits == 4 or token(g, i).stop - token(g, i).start == 3 and not decade_marked(g, k))):
                return 0
            set_decade(&r.a, t)
            r.strong = True
            return decade_of_century(g, ordinal_ending(g, k + 1), r) if t.digits == 2 else k + 1
    return 0


cdef inline bint years_go_on(Tokens *g, int i, int k) noexcept nogil:
    """Whether a year after a dash at token k makes the plural of "years" at token i that of a range: lata 2010-2015, años 2010-2015, but not années 1980-1990."""
    cdef DateToken *t = token(g, k)
    return t.kind == T_NUMBER and t.gap == c"-" and t.digits == 4 and (t.value % 10 != 0 or g.langs & POLISH and lead(g, i) | 0x20 == c"l")


cdef inline bint number_goes_on(Tokens *g, int k) noexcept nogil:
    """Whether the tens at token k are part of a larger number: treinta y dos."""
    cdef int v = 0
    return number_word(g, k, &v) != skip(g, k, DK_NUM)


cdef inline bint owned(Tokens *g, int i) noexcept nogil:
    """Whether "his", "her", "their", "my", "our" or "your" stands before token i, or before what it is listed with: the decade of somebody's life."""
    cdef const unsigned char *p
    cdef Py_ssize_t n
    if i > 1 and has(g, i - 1, DK_POS):
        i -= 1                  # "in his mid-fifties"
    while i > 3 and token(g, i - 2).stop - token(g, i - 2).start == 1 and token(g, i - 3).kind == T_NUMBER and token(g, i - 3).digits == 2 \
            and (has(g, i - 1, DK_AND) or has(g, i - 1, DK_TO)) and decade_ending(g, i - 2):
        i -= 3                  # "in their 20s and 30s"
    if i == 0 or token(g, i - 1).kind != T_WORD:
        return False
    p = g.p + token(g, i - 1).start
    n = token(g, i - 1).stop - token(g, i - 1).start
    if n == 2 or n == 4:
        return (p[0] | 0x20) == (c"m" if n == 2 else c"y") and p[n - 1] == (c"y" if n == 2 else c"r")
    return n == 3 and (p[0] | 0x20 == c"h" and p[1] in (c"i", c"e") and p[2] in (c"s", c"r") or p[0] | 0x20 == c"o" and p[2] == c"r") \
        or n == 5 and p[0] | 0x20 == c"t" and p[3] == c"i" and p[4] == c"r"


cdef inline bint measured(Tokens *g, int i) noexcept nogil:
    """Whether the tens at token i are degrees: "the low 40s", or words of temperature stand before them in the sentence."""
    cdef const DateToken *t = token(g, i - 1) if i else token(g, i)
    if i and (is_word_at(g, i - 1, b"low") or is_word_at(g, i - 1, b"high") or is_word_at(g, i - 1, b"lower") or is_word_at(g, i - 1, b"upper")):
        return True
    return guarded_before(g, t.start, MEASURE)


cdef inline bint in_russian(Tokens *g, int i, int j) noexcept nogil:
    """Whether a preposition or "beginning of" makes the ordinal at token i a decade: "в девяностых", "конец восьмидесятых", but not "в двадцатых числах"."""
    cdef const unsigned char *next = g.p + token(g, j).start
    return lead(g, i) >= 0xD0 and i > 0 and spaced(g, i) and (has(g, i - 1, DK_OF) or has(g, i - 1, DK_POS)) \
        and not (token(g, j).stop - token(g, j).start > 8 and next[0] == 0xD1 and next[1] == 0x87 and next[2] == 0xD0 and next[3] == 0xB8)


cdef inline int decade_word(Tokens *g, int i, int decade, Reading *r) noexcept nogil:
    """the eighties, Achtzigerjahre, años ochenta, lata osiemdziesiąte; not "in his twenties"; the token after it, or 0."""
    cdef int j = skip(g, i, DK_DECADE)
    if decade < 0:
        if not capital(g, i) or i == 0 or not (g.p[token(g, i - 1).stop - 1] in (c"l", c"o") or has(g, i - 1, DK_POS)):
            return 0            # "nel Novecento", but "novecento euro", "la Cinquecento"
        set_century(&r.a, -decade, False)
        r.strong = True
        return j
    if decade >= 100 or i == 0 and g.default_order == 0 or owned(g, i) or g.flags & WEAK and not has(g, i - 1, DK_THE) and not in_russian(g, i, j) \
            and not (has(g, i - 1, DK_POS) and has(g, i - 2, DK_THE) and not guards(g, i - 4, AGED)) \
            or g.default_order == 0 and (measured(g, i) or not (has(g, i - 1, DK_THE) or has(g, i - 1, DK_POS))) \
            or g.flags & WEAK and has(g, i - 2, DK_IN_BEFORE) and guards(g, i - 3, AGED):
        return 0
    if g.flags & WEAK and not capital(g, i) and lead(g, i) < 0xD0:      # "der Siebziger", and "siebziger und achtziger Jahre"
        i = member_gap(g, j)
        if not i or not has(g, i, DK_DECADE):
            return 0
        r.listed = True
    r.a.year = 1900 + decade
    r.a.has |= H_DECADE
    r.strong = True
    return decade_of_century(g, j, r)


cdef inline bint is_plural_years(Tokens *g, int i) noexcept nogil:
    """años, anos, anni, années, jaren, lata, годы: the plural that names a decade."""
    cdef const unsigned char *p = g.p + token(g, i).start
    cdef Py_ssize_t n = token(g, i).stop - token(g, i).start
    if n == 4 and p[0] | 0x20 == c"a" and (p[1] == c"n" and (p[2] == c"n" and p[3] == c"i" or p[2] == c"o" and p[3] == c"s")):
        return True
    if n == 5 and p[0] | 0x20 == c"a" and p[1] == 0xC3 and p[2] == 0xB1:
        return True
    if n == 5 and p[0] | 0x20 == c"j" and p[1] == c"a" and p[2] == c"r" and p[3] == c"e":
        return True
    if n == 7 and p[0] | 0x20 == c"a" and p[1] == c"n" and p[2] == c"n" and p[6] == c"s":
        return True
    return 3 <= n <= 6 and p[0] | 0x20 == c"l" and p[1] == c"a" and p[2] == c"t"


cdef inline void set_decade(When *w, const DateToken *t) noexcept nogil:
    w.year = t.value if t.digits == 4 else t.value + (1900 if t.value >= 20 else 2000)
    w.has |= H_DECADE


cdef inline int early_year(Tokens *g, int i, int j, Reading *r) noexcept nogil:
    """The year of three digits at token j after its word at token i and a preposition, and nothing that it counts: im Jahr 962, in het jaar 800; the token after it, or 0."""
    cdef DateToken *t = token(g, j)
    cdef DateToken *after = token(g, j + 1)
    if t.value < 100 or not spaced(g, j) or j == i + 1 and not (i > 0 and spaced(g, i) and kinds_at(g, i - 1) & (bit(DK_OF) | bit(DK_THE))) or has(g, j + 1, DK_ERA):
        return 0
    if after.kind == T_NUMBER or after.kind == T_SYMBOL or after.kind == T_WORD and (after.space == 0 or after.gap == 0 and (
            capital(g, j + 1) or kinds_at(g, j + 1) & (bit(DK_BLOCK) | bit(DK_UNIT)))):
        return 0
    r.a.year = t.value
    r.a.has |= H_YEAR
    r.strong = True
    return j + 1


cdef inline bint is_credit(Tokens *g, int j) noexcept nogil:
    """Whether what token j counts are hours of continuing education: 15 CE credits, 30 CE hours."""
    return spaced(g, j) and (has(g, j, DK_UNIT) or is_word_at(g, j, b"credits") or is_word_at(g, j, b"credit") or is_word_at(g, j, b"points"))


cdef inline int year_alone(Tokens *g, int i, Reading *r) noexcept nogil:
    """A year by itself: 1000 to 2100, guarded; with an era any number; '91 with its apostrophe."""
    cdef DateToken *t = token(g, i)
    cdef int j, v = 0
    cdef bint told = False
    if t.kind == T_WORD:
        if has(g, i, DK_ERA) and lead(g, i) == c"A":
            return year_of_era(g, i, r)
        if has(g, i, DK_NUM) or has(g, i, DK_REIGN):
            j = year_at(g, i, &r.a, False)
            return 0 if has(g, j, DK_BLOCK) or has(g, j, DK_UNIT) else earlier_end(g, j, r) if j and r.a.bc else j
        j = skip(g, i, DK_YEAR)
        if has(g, i, DK_YEAR) and has(g, j, DK_NUM) and spaced(g, j):
            r.strong = True
            return spoken_year(g, j, &r.a)
        if has(g, i, DK_YEAR) and token(g, j).kind == T_NUMBER and token(g, j).digits == 3:
            return early_year(g, i, j, r)
        if not has(g, i, DK_YEAR) or token(g, i + 1).kind != T_NUMBER or not spaced(g, i + 1) or token(g, i + 1).digits != 4:
            return 0
        i = skip(g, i, DK_YEAR)
        t = token(g, i)
        if t.kind != T_NUMBER or t.digits != 4:
            return 0
        told = True
    if t.kind != T_NUMBER:
        return 0
    if t.digits == 2 and t.gap == c"'" and not t.space & AFTERSPACE and i >= 0:
        if not (t.space or i == 0) or glued(g, i + 1) or token(g, i + 1).gap == c"'" \
                or token(g, i + 1).kind == T_SYMBOL and glued(g, i + 1):
            return 0
        return year_at(g, i, &r.a, False)
    j = years_of_era(g, i, r) if token(g, i + 1).gap in (c"-", c"=") or token(g, i + 1).kind == T_WORD and kinds_at(g, i + 1) & (bit(DK_TO) | bit(DK_AND)) else 0
    if j:
        return j
    if t.digits == 4 and 0 < t.value <= 2999:
        j = year_at(g, i, &r.a, False)
        if j and (told or j > i + 1 and r.a.has & H_YEAR):
            r.strong = True
            return j if year_fits(g, i, i + 1) or j > i + 1 else 0
        if j and t.value <= 2100 and year_fits(g, i, j) and not rare_year(g, i, j):
            return j
        return 0
    if 0 < t.digits <= 3 and t.value > 0 and spaced(g, i + 1) and has(g, i + 1, DK_YEAR):
        j = skip(g, i + 1, DK_YEAR)         # "44 r. p.n.e.", "в 44 году до н. э."
        if token(g, j).gap in (0, c".") and not token(g, j).space & NEWLINE and has(g, j, DK_ERA) and not fraction_like(g, i):
            r.a.year = t.value
            r.a.has |= H_YEAR
            r.strong = True
            return era_after(g, j, &r.a)
        if t.digits == 3 and t.value >= 100 and i > 0 and spaced(g, i) and lead(g, i - 1) | 0x20 in (c"w", 0xF0) and token(g, i - 1).stop - token(g, i - 1).start <= 2 \
                and has(g, i - 1, DK_OF) and token(g, i + 1).stop - token(g, i + 1).start > 3 and not has(g, j, DK_ERA):
            r.a.year = t.value              # "w 966 roku", "в 988 году"
            r.a.has |= H_YEAR
            r.strong = True
            return j
    j = i + 1
    told = 0 < t.digits <= 3 and is_group(g, j)
    if told:
        j += 1                  # "10,000 BC"
    if 0 < t.digits <= 4 and t.value > 0 and spaced(g, j) and sense(g, j, DK_ERA, &v) \
            and (capital(g, j) or token(g, j).stop - token(g, j).start < skip(g, j, DK_ERA) * 3):
        if g.flags & WEAK or fraction_like(g, i) or v > 0 and (told or t.digits == 4 or is_credit(g, skip(g, j, DK_ERA))):
            return 0
        r.strong = True
        if not told:
            return year_at(g, i, &r.a, True)
        r.a.year = 1000 * t.value + token(g, i + 1).value
        r.a.has |= H_YEAR
        return era_after(g, j, &r.a)
    return 0
