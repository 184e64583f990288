"""Hours that are counted and are no hours of the day: un vuelo de 12 horas, après 3 heures de route, 2 à 3 heures de marche, 24 ore su 24."""
from .dates_beside cimport from_before
from .dates_lookup cimport bit, lead
from .dates_spoken cimport at_before
from .dates_tokens cimport (DK_APPROX, DK_AT, DK_DAY, DK_DEI, DK_MONTH, DK_NAMED, DK_OCLOCK, DK_OF, DK_PART, DK_REL, DK_THE, DK_UNIT, DK_WEEKDAY, DateToken, NEWLINE, ROMANCE,
                            T_NUMBER, T_WORD, Tokens, has, kinds_at, token)
from .dates_when cimport H_HOUR
from .dates_words cimport Reading, capital, is_word_at, reads, spaced


cdef inline bint is_hour_word(Tokens *g, int j) noexcept nogil:
    """Whether token j is the word hours in full: horas, heures, ore."""
    cdef DateToken *t = token(g, j)
    cdef const unsigned char *p = g.p + t.start
    if g.langs & ROMANCE == 0 or t.kind != T_WORD or not 3 <= t.stop - t.start <= 6:
        return False
    if t.stop - t.start == 3:
        return reads(p, b"ore")
    return p[0] | 0x20 == c"h" and (p[1] | 0x20 == c"e" or p[2] | 0x20 == c"r") and has(g, j, DK_OCLOCK)


cdef inline bint thing_follows(Tokens *g, int j) noexcept nogil:
    """Whether "de" or "di" and a word that has nothing to do with dates stand at token j: de route, d'attente, di gara."""
    cdef DateToken *t = token(g, j)
    cdef DateToken *next
    if t.kind != T_WORD or t.gap or t.space & NEWLINE or t.stop - t.start > 2 or lead(g, j) | 0x20 != c"d" \
            or t.stop - t.start == 2 and g.p[t.start + 1] | 0x20 not in (c"e", c"i"):
        return False
    next = token(g, j + 1)
    return next.kind == T_WORD and next.gap in (0, c"'") and not next.space & NEWLINE and has(g, j, DK_OF) and not kinds_at(g, j + 1) & (
        bit(DK_DAY) | bit(DK_WEEKDAY) | bit(DK_PART) | bit(DK_DEI) | bit(DK_MONTH) | bit(DK_UNIT) | bit(DK_REL) | bit(DK_NAMED) | bit(DK_THE))


cdef inline bint per_follows(Tokens *g, int j) noexcept nogil:
    """Whether token j says in how much time: al día, por semana, par jour, sur 24, semanales, diarias."""
    cdef DateToken *t = token(g, j)
    cdef DateToken *next = token(g, j + 1)
    cdef const unsigned char *p = g.p + t.start
    if t.kind != T_WORD or not spaced(g, j) or t.space & NEWLINE:
        return False
    if t.stop - t.start > 5:
        return reads(p, b"semana") and t.stop - t.start > 6 or reads(p, b"diari") or reads(p, b"mensua") or reads(p, b"settim") or reads(p, b"hebdom")
    if next.kind == T_NUMBER:
        return next.value == 24 and spaced(g, j + 1) and p[0] == c"s" and p[1] == c"u"
    return t.stop - t.start <= 3 and has(g, j + 1, DK_UNIT) and spaced(g, j + 1) and (
        is_word_at(g, j, b"al") or is_word_at(g, j, b"por") or is_word_at(g, j, b"par") or is_word_at(g, j, b"a"))


cdef inline bint says_time(Tokens *g, int i) noexcept nogil:
    """Whether what stands before the number at token i makes it an hour of the day: à 8 heures, para las 18 horas, il est 3 heures."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *before
    if i > 1 and is_word_at(g, i - 1, b"de"):
        before = token(g, i - 2)
        if before.stop - before.start == 5 and g.p[before.start] == c"p" and g.p[before.start + 1] == c"r" and g.p[before.start + 4] == c"s":
            return False                    # "près de 7 heures"
    if i and token(g, i - 1).stop - token(g, i - 1).start == 1 and lead(g, i - 1) | 0x20 == c"a":
        return 5 < t.value < 24             # "a 3 horas", but "a 18 heures" as many write it
    if at_before(g, i) or has(g, i - 1, DK_APPROX) and at_before(g, i - 1):
        return True
    if i > 1 and has(g, i - 1, DK_THE):
        return has(g, i - 2, DK_AT) or 5 < t.value < 24 and is_word_at(g, i - 2, b"para")
    if is_word_at(g, i - 1, b"est") or is_word_at(g, i - 1, b"s\xc3\xa3o"):
        return True
    return t.start == 0 and t.value < 24 or 5 < t.value < 24 and (t.gap in (c":", c"-", c",", c"|", c";", c"(", c"=") or g.p[t.start - 1] == 10)


cdef inline bint counts_hours_told(Tokens *g, int i, int j) noexcept nogil:
    """Whether the number at token i counts the hours, a word in full, that end before token j, and is no hour of the day."""
    if not is_hour_word(g, j - 1):
        return False
    if per_follows(g, j):
        return True
    if thing_follows(g, j):
        return not capital(g, j + 1) or token(g, i).value <= 5 or not at_before(g, i)       # "à 2 heures de Paris", but "à 8 heures de Paris"
    return not says_time(g, i)


cdef inline bint counts_range(Tokens *g, int i, int j, const Reading *r) noexcept nogil:
    """Whether the two hours from token i to before j are an amount: 2 à 3 heures de marche, de 2 a 3 horas de duración; not "de 9 a 18 horas de forma ...": """
    if r.b.has != H_HOUR or not is_hour_word(g, j - 1) or has(g, i + 1, DK_OCLOCK) or r.b.hour > 12 and from_before(g, i):
        return False
    return per_follows(g, j) or thing_follows(g, j) and not capital(g, j + 1)
