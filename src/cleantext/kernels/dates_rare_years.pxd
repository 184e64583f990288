"""Numbers that seldom are years, 1000 to 1799 and after 2040: what tells that one is (in 1066, 1452–1519), or that one is none (Travel (1685))."""
from .dates_lookup cimport bit, lead
from .dates_guards cimport is_at
from .dates_noclock cimport alone_on_line
from .dates_tokens cimport (AFTERSPACE, ALL_LANGUAGES, DK_AND, DK_APPROX, DK_BETWEEN, DK_FROM, DK_OF, DK_POS, DK_PREP, DK_THE, DK_TIMEPREP, DK_TO, DK_YEAR, GERMAN, SPACED, T_END, T_NUMBER,
                            T_SYMBOL, T_WORD, DateToken, Tokens, has, kinds_at, token)
from .dates_words cimport capital, is_word_at, joined, spaced


cdef inline bint counts_next(Tokens *g, int i, int j) noexcept nogil:
    """Whether a round number at token i may count the word after it: in 1000 homes."""
    cdef DateToken *t = token(g, j)
    return token(g, i).value % 100 == 0 and t.kind == T_WORD and spaced(g, j) and t.stop - t.start > 3 and not kinds_at(g, j)


cdef inline bint follows_year(Tokens *g, Py_ssize_t i, unsigned char sign) noexcept nogil:
    """Whether four digits of 1000 to 2999 and this sign stand before p[i] (before its space, where the sign is none)."""
    i -= 1 if sign == 32 else 2
    return (i > 4 and g.p[i] == sign and g.p[i - 4] in (c"1", c"2") and 48 <= g.p[i - 3] <= 57 and 48 <= g.p[i - 2] <= 57 and 48 <= g.p[i - 1] <= 57
            and not 48 <= g.p[i - 5] <= 57)


cdef inline bint starts_sentence(Tokens *g, int i) noexcept nogil:
    """Whether token i is the first of a line of a German text, or of a sentence."""
    cdef DateToken *t = token(g, i)
    if g.langs & GERMAN == 0 or g.langs == ALL_LANGUAGES:
        return False
    return t.start == 0 or g.p[t.start - 1] == 10 or i > 0 and t.gap == c"." and t.space == AFTERSPACE


cdef inline bint goes_on(Tokens *g, int i, int j) noexcept nogil:
    """Whether a sentence goes on with a word in lower case after the number at token i, which is not round; but not "1358 neue Wohnungen"."""
    cdef DateToken *t = token(g, j)
    if token(g, i).value % 10 == 0 or t.kind != T_WORD or t.space == 0 or not spaced(g, j) or capital(g, j) or t.stop < g.n and g.p[t.stop] == c":":
        return False                # "1009 schreibt:" is somebody's name
    return not (token(g, j + 1).kind == T_WORD and spaced(g, j + 1) and capital(g, j + 1) and g.p[t.stop - 1] in (c"e", c"n", c"r"))


cdef inline bint told_by(Tokens *g, int i, int j) noexcept nogil:
    """Whether the word before the number at token i makes it a year: in, around, year, until; "of" before what is no round number."""
    cdef unsigned long long kinds = kinds_at(g, i - 1)
    if kinds & bit(DK_YEAR):
        return True
    if is_at(g, i - 1) or counts_next(g, i, j):
        return False
    if kinds & (bit(DK_TIMEPREP) | bit(DK_APPROX) | bit(DK_BETWEEN) | bit(DK_POS)):
        return True
    if kinds & bit(DK_OF):
        return token(g, i).value % 10 != 0 or token(g, i).value > 2040
    if kinds & (bit(DK_AND) | bit(DK_TO)):
        return follows_year(g, token(g, i - 1).start, 32)
    if is_word_at(g, i - 1, b"born") or is_word_at(g, i - 1, b"died"):
        return True
    if kinds & (bit(DK_PREP) | bit(DK_FROM)):
        return not kinds & bit(DK_THE)
    return g.langs & GERMAN and g.langs != ALL_LANGUAGES and token(g, i).value % 100 != 0 and not kinds & bit(DK_THE) and (
            not capital(g, i - 1) or not kinds and starts_sentence(g, i - 1) and goes_on(g, i, j)) \
        and not (token(g, j).kind == T_WORD and spaced(g, j) and capital(g, j))             # "starb 1254 in", "wurde 1120 erbaut"


cdef inline bint set_apart(Tokens *g, int i, int j) noexcept nogil:
    """Whether commas or brackets part the number at token i from a sentence that goes on: the plague (1348) came, the battle of Agincourt, 1415, was won."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *after = token(g, j)
    return (t.value % 100 != 0 and t.space == (AFTERSPACE if t.gap == c"," else SPACED) and (t.gap == c"," == after.gap or t.gap == c"(" and after.gap == c")")
            and after.kind == T_WORD and after.space == AFTERSPACE and not capital(g, j))


cdef inline bint in_span(Tokens *g, int i, int j) noexcept nogil:
    """Whether the number at token i is an end of a range of years: 1452–1519, 2025-2050."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *before = token(g, i - 1) if i else t
    cdef DateToken *after = token(g, j)
    return (after.kind == T_NUMBER and after.digits == 4 and t.value < after.value and after.gap in (c"-", c"=")
            or i > 0 and before.kind == T_NUMBER and before.digits == 4 and before.value < t.value and t.gap in (c"-", c"="))


cdef inline bint is_told(Tokens *g, int i, int j) noexcept nogil:
    """Whether something makes the number at token i a year; j follows it."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *after = token(g, j)
    if in_span(g, i, j):
        return True
    if t.value > 2040 and follows_year(g, t.start, c","):
        return True
    if i == 0:
        return t.start == 0 and after.kind == T_END and t.stop + 2 >= g.size or starts_sentence(g, i) and goes_on(g, i, j)
    if token(g, i - 1).kind == T_SYMBOL:
        return t.gap == 0 and lead(g, i - 1) in (c"*", 0xE2)         # "* 1452", "† 1519"
    if token(g, i - 1).kind != T_WORD:
        return False
    if lead(g, i - 1) >= 0xE3 or spaced(g, i) and told_by(g, i, j) or t.gap == c"." and has(g, i - 1, DK_APPROX) or set_apart(g, i, j):
        return True
    return (g.langs & GERMAN and g.langs != ALL_LANGUAGES and t.gap == c"." and t.space == AFTERSPACE and t.value % 10 != 0 and after.kind == T_WORD and spaced(g, j)
            and not capital(g, j))                                  # "... Stadt. 1348 brach die Pest aus"


cdef inline bint is_tally(Tokens *g, int i, int j) noexcept nogil:
    """Whether the number at token i counts what its line names or is a line's all: Travel (1685); or belongs to an address: Storgata 37, 1785 Oslo."""
    cdef DateToken *t = token(g, i)
    cdef Py_ssize_t k = t.start
    cdef int _bytes
    if alone_on_line(g, i, j) or i > 0 and joined(g, i, c"/"):
        return True             # "(1436/1633)"
    if i > 0 and token(g, i - 1).kind == T_NUMBER and token(g, i - 1).digits < 4 and t.gap == c"," and token(g, j).kind == T_WORD and spaced(g, j) and capital(g, j):
        return True
    if t.gap != c"(" or t.stop >= g.size or g.p[t.stop] != c")" or t.stop + 1 < g.size and g.p[t.stop + 1] not in (10, 13):
        return False
    for _bytes in range(24):
        if k == 0 or g.p[k - 1] == 10:
            return k > 0 or t.stop + 1 < g.size
        k -= 1
    return False


cdef inline bint rare_year(Tokens *g, int i, int j) noexcept nogil:
    """Whether the number at token i is one that seldom is a year, and nothing makes it one; j follows it."""
    cdef int year = token(g, i).value
    if 1800 <= year <= 2040:
        return False
    return is_tally(g, i, j) if 1500 <= year < 1800 else not is_told(g, i, j)
