"""Between the members of a list: "and", a comma, a slash; and names that a later one lends its year."""
from .dates_lookup cimport bit, lead
from .dates_tokens cimport (AFTERSPACE, BLANKLINE, DK_AND, DK_AT, DK_MONTH, DK_NUM, DK_ON, DK_ORD, DK_PREP, DK_SEASON, DK_THE, DK_TIMEPREP, DK_WEEKDAY, DateToken, T_END, T_NUMBER, T_SYMBOL,
                            T_WORD, Tokens, has, kinds_at, sense, skip, token)
from .dates_words cimport capital, spaced
from .dates_one_year cimport year_gap


cdef enum:
    MEMBERS = 8                 # that are looked at for what an earlier one lacks


cdef inline int over_small_words(Tokens *g, int k) noexcept nogil:
    """Past up to two prepositions or articles: "and (in the) spring", "y (el) 3", "et (à l')été"."""
    cdef int _words
    for _words in range(2):
        if has(g, k, DK_AT) and spaced(g, k) and skip(g, k, DK_AT) > k + 1:
            return skip(g, k, DK_AT)        # "a las 10 y a las 12"
        if token(g, k).kind != T_WORD or not spaced(g, k) or not kinds_at(g, k) & (bit(DK_THE) | bit(DK_ON) | bit(DK_PREP) | bit(DK_TIMEPREP) | bit(DK_AT)) \
                or kinds_at(g, k) & (bit(DK_MONTH) | bit(DK_SEASON) | bit(DK_WEEKDAY) | bit(DK_ORD) | bit(DK_NUM)):
            break
        k += 1
    return k


cdef inline bint is_middle_dot(Tokens *g, int j) noexcept nogil:
    """Whether token j is the middle dot of Japanese."""
    cdef DateToken *t = token(g, j)
    return t.kind != T_END and t.stop - t.start == 3 and g.p[t.start] == 0xE3 and g.p[t.start + 1] == 0x83 and g.p[t.start + 2] == 0xBB


cdef inline bint and_dotted(Tokens *g, int k) noexcept nogil:
    """Whether the "and" before token k is one letter with a dot: the u. of "15. u. 16. März"."""
    return token(g, k).gap == c"." and token(g, k).space == AFTERSPACE and token(g, k - 1).stop == token(g, k - 1).start + 1


cdef inline bint comma_after_bracket(Tokens *g, int j) noexcept nogil:
    """Whether a closing bracket and a comma stand before token j in a text of Han or kana: （周六）、17日, (土)、7(日)."""
    cdef Py_ssize_t i = token(g, j - 1).stop, stop = token(g, j).start
    if lead(g, j - 1) < 0xE3 or stop - i < 4:
        return False
    i += 1 if g.p[i] == c")" else 3 if g.p[i] == 0xEF and g.p[i + 1] == 0xBC and g.p[i + 2] == 0x89 else 99
    return i + 3 == stop and (g.p[i] == 0xE3 and g.p[i + 1] == 0x80 and g.p[i + 2] == 0x81 or g.p[i] == 0xEF and g.p[i + 1] == 0xBC and g.p[i + 2] == 0x8C)


cdef inline int member_gap(Tokens *g, int j) noexcept nogil:
    """Past what stands before token j between two members of a list; the token of the next member, or 0."""
    cdef DateToken *t = token(g, j)
    cdef int k
    if t.kind == T_END or t.space & BLANKLINE:
        return 0
    if t.gap in (0, c")") and is_middle_dot(g, j) and token(g, j + 1).kind == T_NUMBER:
        return j + 1            # "6月3・4日"
    if t.kind == T_SYMBOL:
        return j + 1 if t.gap in (0, c",", c".") and t.stop - t.start == 1 and g.p[t.start] == c"&" and spaced(g, j + 1) else 0
    if t.kind == T_WORD and t.gap in (0, c",", c".") and has(g, j, DK_AND):
        if t.gap == c"." and capital(g, j):
            return 0
        k = skip(g, j, DK_AND)
        if not spaced(g, k):
            return k if token(g, k).kind == T_NUMBER and (token(g, k).gap == c"'" or and_dotted(g, k)) else 0
        return over_small_words(g, k)
    if t.gap == c"?":
        return j if t.kind == T_NUMBER and comma_after_bracket(g, j) else 0
    if t.gap == c"/" or t.gap == c"," and (t.space or lead(g, j - 1) >= 0xE3 or g.p[token(g, j - 1).stop] >= 0xE3):
        return j
    return 0


cdef inline bint names_to_year(Tokens *g, int j, int kind) noexcept nogil:
    """Whether a list of months (or seasons, as `kind` says) goes on at token j up to one with a year: "May(, June and July 2020)"."""
    cdef int k, value = 0, _members
    for _members in range(MEMBERS):
        k = member_gap(g, j)
        j = sense(g, k, kind, &value) if k else 0
        if not j:
            return False
        k = year_gap(g, j)
        if k and token(g, k).digits == 4 and token(g, k).gap != c"-":
            return True
    return False
