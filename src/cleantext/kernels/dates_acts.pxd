"""The number and year of a law, a document or a case, which are no month: Ley 8/2013, Décret n° 2019-12, Edital nº 05/2023, D.Lgs. 8/2016."""
from .dates_lookup cimport lead
from .dates_tokens cimport CODE, DK_NUMBER, DK_OF, DK_PREP, DateToken, ROMANCE, T_NUMBER, T_WORD, Tokens, guards, has, token
from .dates_when cimport H_YEAR, When
from .dates_words cimport joined, reads, spaced

cdef enum:
    NUMBERING = 0x1C2           # the languages de nl pl ru, in which a number and year after "Nr." are no month


cdef inline bint ends_in_number(Tokens *g, int i) noexcept nogil:
    """Whether a word such as Kundennummer or klantnummer stands before token i."""
    cdef DateToken *t = token(g, i - 1) if i > 0 else token(g, i)
    return t.stop - t.start > 6 and i > 0 and g.p[t.stop - 1] | 0x20 == c"r" and token(g, i).gap in (0, c":") and reads(g.p + t.stop - 6, b"nummer")


cdef inline bint is_act(Tokens *g, int i) noexcept nogil:
    """Whether the word before token i makes the number there one of a law or document."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *before
    cdef Py_ssize_t size
    if i == 0 or g.langs & (ROMANCE | NUMBERING) == 0 or t.gap not in (0, c".", c":"):
        return False
    before = token(g, i - 1)
    size = before.stop - before.start
    if size == 3 and t.gap == 0 and g.p[before.start] == 0xE2 and g.p[before.start + 1] == 0x84 and g.p[before.start + 2] == 0x96:
        return True             # №
    if g.langs & ROMANCE == 0:
        return ends_in_number(g, i) or before.kind == T_WORD and has(g, i - 1, DK_NUMBER) and lead(g, i - 1) | 0x20 == c"n"      # Nr., numer
    if size == 2 and g.p[before.start] == 0xC2 and g.p[before.start + 1] in (0xBA, 0xB0):
        return i > 1 and lead(g, i - 2) | 0x20 == c"n" and token(g, i - 2).stop - token(g, i - 2).start < 4         # n.º, n°
    if before.kind != T_WORD:
        return False
    if guards(g, i - 1, CODE) or has(g, i - 1, DK_NUMBER) and (t.gap == c"." or not has(g, i - 1, DK_PREP)):
        return True
    return t.gap == c"." and g.default_order == 1 and size < 5 and before.start > 1 and g.p[before.start - 1] == c"." and 65 <= g.p[before.start - 2] <= 90 \
        and 65 <= g.p[before.start] <= 90           # D.M., L.R.


cdef inline void take_year_of_act(Tokens *g, int i, When *w) noexcept nogil:
    """Give the day at token i the year of the act that it is the date of: Ley 39/2015, de 1 de octubre; but not curso 2014/2015, de 1 de octubre."""
    cdef DateToken *t = token(g, i - 2)
    cdef DateToken *number = token(g, i - 3)
    if t.kind == T_NUMBER and t.digits == 4 and joined(g, i - 2, c"/") and 1800 <= t.value <= 2100 and number.kind == T_NUMBER \
            and (number.digits != 4 or t.value - number.value > 1) and has(g, i - 1, DK_OF) and token(g, i - 1).gap in (0, c",") and spaced(g, i):
        w.year = t.value
        w.has |= H_YEAR
