"""Calendar dates in words: "Friday, April 26, 2024", "26. April", "le 1er mai 2020", "2014. május 5.", "2008年3月"."""
from libc.string cimport strlen

from .casing cimport lower
from .dates_lookup cimport lead
from .dates_tokens cimport (ALL_LANGUAGES, BLANKLINE, DK_AND, DK_DAYMARK, DK_MONTH, DK_NUM, DK_OF, DK_ORD, DK_POS, DK_REL, DK_SUFFIX, DK_THE, DK_UNIT, DK_WEEKDAY, POLISH,
                            T_END, T_NUMBER, T_SYMBOL, T_WORD, VIETNAMESE, WEAK, DateToken, Tokens, has, sense, skip, token)
from .dates_when cimport H_PART, H_WEEKDAY, U_DAY, U_MONTH, U_YEAR, When
from .utf8 cimport Point, point_at

cdef enum:
    ORDINAL_SIGN = 0x38         # the languages es it pt


cdef struct Reading:
    When a
    When b                      # the end of a range
    bint range
    bint listed                 # a member of a list whose month or year comes later
    bint strong                 # stands without help from its neighbours
    unsigned char kind          # 1 + a DateKind that overrules the one of the value; 0: none
    unsigned char modifier
    unsigned char amount_unit   # of a duration or set
    int amount
    Py_ssize_t start
    Py_ssize_t stop


cdef inline bint reads(const unsigned char *p, const char *words) noexcept nogil:
    """Whether p starts with these words in lower case, in capitals or small letters. As many bytes must be readable."""
    cdef Py_ssize_t i = 0
    while words[i]:
        if p[i] | 0x20 != <unsigned char>words[i] | 0x20:
            return False
        i += 1
    return True


cdef inline bint is_word_at(Tokens *g, int i, const char *word) noexcept nogil:
    """Whether there is a token i, and it is this word of ASCII letters."""
    cdef DateToken *t
    if i < 0:
        return False
    t = token(g, i)
    return t.kind == T_WORD and t.stop - t.start == <Py_ssize_t>strlen(word) and reads(g.p + t.start, word)


cdef inline bint capital(Tokens *g, int i) noexcept nogil:
    cdef DateToken *t = token(g, i)
    cdef Point point
    if t.start >= g.n:
        return False
    point = point_at(g.p, t.start, g.n)
    return lower(point.code) != point.code


cdef inline bint glued(Tokens *g, int i) noexcept nogil:
    """Whether nothing stands between token i and the one before."""
    cdef DateToken *t = token(g, i)
    return t.gap == 0 and t.space == 0 and t.kind != T_END


cdef inline bint spaced(Tokens *g, int i) noexcept nogil:
    """Whether nothing but white space (or nothing at all) stands before token i."""
    cdef DateToken *t = token(g, i)
    return t.gap == 0 and not t.space & BLANKLINE


cdef inline bint joined(Tokens *g, int i, unsigned char gap) noexcept nogil:
    """Whether just this punctuation stands before token i, without white space."""
    cdef DateToken *t = token(g, i)
    return t.gap == gap and t.space == 0


cdef inline bint is_group(Tokens *g, int i) noexcept nogil:
    """Whether the token is three digits glued to a number by a comma or dot: the 000 of 10,000."""
    cdef DateToken *t = token(g, i)
    return t.kind == T_NUMBER and t.digits == 3 and t.space == 0 and (t.gap == c"," or t.gap == c".")


cdef inline bint near(Tokens *g, int i) noexcept nogil:
    """Whether token i may belong to the same date in words: white space, a comma, a dot, a hyphen, a slash."""
    cdef DateToken *t = token(g, i)
    if t.space & BLANKLINE or t.kind == T_END:
        return False
    if t.gap == c"-" or t.gap == c"/":
        return t.space == 0
    return t.gap == 0 or t.gap == c"," or t.gap == c"."


cdef inline bint polish_in(Tokens *g, int j) noexcept nogil:
    """Whether token j is the Polish "w", which is "in" after a time and no century."""
    cdef DateToken *t = token(g, j)
    return g.langs & POLISH and t.kind == T_WORD and t.stop - t.start == 1 and g.p[t.start] == c"w"


cdef inline int weekday_at(Tokens *g, int i, When *w) noexcept nogil:
    """Take the weekday at token i (and the part of the day in "Freitagabend"); the token after it, or 0."""
    cdef int value = 0
    cdef int after = sense(g, i, DK_WEEKDAY, &value)
    if after:
        w.weekday = value & 15
        w.has |= H_WEEKDAY
        if value >= 16:
            w.part = value >> 4
            w.has |= H_PART
    return after


cdef inline int unit_at(Tokens *g, int i, int unit) noexcept nogil:
    """The token after the word of a unit at i, or 0."""
    cdef int value = 0
    cdef int after = sense(g, i, DK_UNIT, &value)
    return after if after and value == unit else 0


cdef inline int number_word(Tokens *g, int i, int *value) noexcept nogil:
    """A cardinal in words, up to 99 ("twenty-one", "treinta y uno")."""
    cdef int tens = 0, ones = 0
    cdef int j = sense(g, i, DK_NUM, &tens)
    cdef int k
    if not j:
        return 0
    value[0] = tens
    if 20 <= tens < 100 and tens % 10 == 0:
        k = j
        if has(g, k, DK_AND) and token(g, k).gap == 0:
            k = skip(g, k, DK_AND)
        if (spaced(g, k) or joined(g, k, c"-")) and token(g, k).kind == T_WORD:
            k = sense(g, k, DK_NUM, &ones)
            if k and 0 < ones < 10:
                value[0] = tens + ones
                return k
    return j


cdef inline int ordinal_word(Tokens *g, int i, int *value) noexcept nogil:
    """An ordinal in words ("third", "twenty-first")."""
    cdef int tens = 0, ones = 0
    cdef int j = sense(g, i, DK_ORD, value)
    cdef int k
    if j:
        if value[0] in (20, 30) and spaced(g, j):
            k = sense(g, j, DK_ORD, &ones)
            if k and 0 < ones < 10:
                value[0] += ones
                return k
        return j
    j = sense(g, i, DK_NUM, &tens)
    if j and (tens == 20 or tens == 30):
        k = j
        if has(g, k, DK_AND) and token(g, k).gap == 0:
            k = skip(g, k, DK_AND)
        if spaced(g, k) or joined(g, k, c"-"):
            k = sense(g, k, DK_ORD, &ones)
            if k and 0 < ones < 10:
                value[0] = tens + ones
                return k
    return 0


cdef inline bint is_degree(Tokens *g, int j) noexcept nogil:
    """Whether the degree sign that many write for º stands at token j, in a text that may be Italian, Spanish or Portuguese."""
    cdef DateToken *t = token(g, j)
    return g.langs & ORDINAL_SIGN != 0 and glued(g, j) and t.stop - t.start == 2 and g.p[t.start] == 0xC2 and g.p[t.start + 1] == 0xB0


cdef inline int suffix_after(Tokens *g, int j) noexcept nogil:
    """Skip the ending of an ordinal at j ("th", "er", "-го", ":e", "º")."""
    cdef DateToken *t = token(g, j)
    if t.kind == T_SYMBOL and j > 0 and token(g, j - 1).value == 1 and is_degree(g, j):
        return j + 1            # "1° maggio": the first, a temperature anywhere else
    if t.kind == T_WORD and t.space == 0 and (t.gap == 0 or t.gap == c"-" or t.gap == c"'" or t.gap == c"." or t.gap == c":") and has(g, j, DK_SUFFIX):
        return skip(g, j, DK_SUFFIX)
    return j


cdef inline bint is_article(Tokens *g, int i) noexcept nogil:
    """Whether token i is a German article: ein, eine, einer, but not eins."""
    cdef DateToken *t = token(g, i)
    return 3 <= t.stop - t.start <= 5 and reads(g.p + t.start, b"ein") and g.p[t.stop - 1] | 0x20 != c"s"


cdef inline int day_at(Tokens *g, int i, int *day) noexcept nogil:
    """A day of the month at token i: 1 to 31 with or without its ending; the token after, or 0."""
    cdef DateToken *t = token(g, i)
    cdef int j
    if t.kind == T_NUMBER:
        if t.digits > 2 or not 1 <= t.value <= 31:
            return 0
        day[0] = t.value
        j = suffix_after(g, i + 1)
        if j == i + 1 and (glued(g, j) or spaced(g, j) and not t.digits):
            if unit_at(g, j, U_DAY) or has(g, j, DK_DAYMARK):
                if token(g, j).stop - token(g, j).start <= 6 and not 65 <= (lead(g, j) & 0xDF) <= 90:
                    return j + 1
        return j
    if t.kind != T_WORD:
        return 0
    j = ordinal_word(g, i, day)
    if not j:
        j = number_word(g, i, day)
        if j and g.p[t.start] >= 0xE3 and not unit_at(g, j, U_DAY):
            return 0
        if day[0] == 1 and (t.stop - t.start < 3 or is_article(g, i)):
            return 0                # "a Jan. 14 return date"
    return j if j and 1 <= day[0] <= 31 else 0


cdef inline bint ends_unit(Tokens *g, int j, int *unit) noexcept nogil:
    """Whether token j is the end or start of a month or year in one word: 月末, 年底. After a number it still is the word "month" or "year"."""
    cdef DateToken *t = token(g, j)
    if t.kind != T_WORD or t.stop - t.start != 6 or lead(g, j) not in (0xE5, 0xE6) or not (has(g, j, DK_POS) or has(g, j, DK_REL)):
        return False
    unit[0] = U_MONTH if lead(g, j) == 0xE6 else U_YEAR
    return g.p[t.start + 1] == (0x9C if lead(g, j) == 0xE6 else 0xB9) and g.p[t.start + 2] == (0x88 if lead(g, j) == 0xE6 else 0xB4)


cdef inline int roman(Tokens *g, int i) noexcept nogil:
    """The value of a Roman numeral of capitals up to 39 at token i, or 0."""
    cdef DateToken *t = token(g, i)
    cdef Py_ssize_t k
    cdef int total = 0, v, last = 0
    if t.kind != T_WORD or t.stop - t.start > 7:
        return 0
    for k in range(t.stop - 1, t.start - 1, -1):
        v = 1 if g.p[k] == c"I" else 5 if g.p[k] == c"V" else 10 if g.p[k] == c"X" else 0
        if v == 0:
            return 0
        total += -v if v < last else v
        last = v if v > last else last
    return total if 0 < total < 40 else 0


cdef inline bint roman_month(Tokens *g, int i, int *month) noexcept nogil:
    """Whether token i is a month in Roman numerals between a day and a year, as Polish has it: 12 V 1923, 12.V.2023."""
    cdef DateToken *before = token(g, i - 1) if i else token(g, i)
    cdef DateToken *after = token(g, i + 1)
    if g.langs & POLISH == 0 or before.kind != T_NUMBER or not 0 < before.digits <= 2 or after.kind != T_NUMBER or after.digits != 4 \
            or not (spaced(g, i) and spaced(g, i + 1) or joined(g, i, c".") and joined(g, i + 1, c".")):
        return False
    month[0] = roman(g, i)
    return 1 <= month[0] <= 12


cdef inline bint is_polish_may(Tokens *g, int i) noexcept nogil:
    """Whether the weak month at token i is "maja" in lower case, and no name: in a Polish text, or after a number or "end of"."""
    return is_word_at(g, i, b"maja") and g.p[token(g, i).start] == c"m" and (g.langs != ALL_LANGUAGES or i > 0 and (token(g, i - 1).kind == T_NUMBER or has(g, i - 1, DK_POS)))


cdef inline int month_at(Tokens *g, int i, int *month) noexcept nogil:
    """The name of a month at token i, or a number with its month word (3月, tháng 3)."""
    cdef DateToken *t = token(g, i)
    cdef int j
    if t.kind == T_WORD:
        j = sense(g, i, DK_MONTH, month)
        if not j and t.stop - t.start <= 4 and g.p[t.start] in (c"I", c"V", c"X") and roman_month(g, i, month):
            g.flags = 0
            return i + 1
        if j:
            if g.flags == WEAK and g.langs & POLISH and is_polish_may(g, i):
                g.flags = 0
            return j
        if not g.langs & VIETNAMESE:
            return j
        j = unit_at(g, i, U_MONTH)      # tháng 3
        if not j or not has(g, i, DK_OF) or not spaced(g, j) or token(g, j).kind != T_NUMBER or not 1 <= token(g, j).value <= 12:
            return 0
        month[0] = token(g, j).value
        g.flags = 0
        return j + 1
    if t.kind == T_NUMBER and 1 <= t.value <= 12 and t.digits <= 2 and (glued(g, i + 1) or spaced(g, i + 1)):
        if lead(g, i + 1) in (0xE6, 0xEC) and (unit_at(g, i + 1, U_MONTH) or ends_unit(g, i + 1, &j) and j == U_MONTH):     # 月 and 월, but not 2ヶ月
            month[0] = t.value
            g.flags = 0
            return i + 2
    return 0


cdef inline bint quoted_day(Tokens *g, int j) noexcept nogil:
    """Whether the number before token j stands in quotes before a month, as contracts have it: «03» мая 2024 г."""
    cdef DateToken *t = token(g, j - 1)
    return t.kind == T_NUMBER and (t.gap == c"?" or t.start > 0 and g.p[t.start - 1] == c'"') and 0 < t.digits <= 2 and not token(g, j).space & BLANKLINE and 0xCE <= lead(g, j) < 0xE0 and has(g, j, DK_MONTH)


cdef inline int month_gap(Tokens *g, int j) noexcept nogil:
    """From after a day to its month: white space, "of", a dot, a hyphen, a slash; the month's token, or 0."""
    if token(g, j).kind == T_END:
        return 0
    if not near(g, j):
        return j if token(g, j).gap == c"?" and quoted_day(g, j) else 0
    if has(g, j, DK_OF) and not has(g, j, DK_MONTH) and not (g.langs & VIETNAMESE and has(g, j, DK_UNIT)):
        if token(g, j).gap == c"." and token(g, j).space and token(g, j - 1).digits == 4:
            return 0                # "since 1980. In September"
        if (is_word_at(g, j, b"in") or is_word_at(g, j, b"im")) and not has(g, j - 1, DK_ORD) and not has(g, j - 1, DK_SUFFIX):
            return 0                # ".NET 10 in November", "eine im Mai erschienene Studie"
        j = skip(g, j, DK_OF)
        if token(g, j).gap != 0 and token(g, j).gap != c"'":
            return 0
        if has(g, j, DK_THE) and spaced(g, j):
            j = skip(g, j, DK_THE)
        if has(g, j, DK_UNIT) and unit_at(g, j, U_MONTH) and has(g, j + 1, DK_OF):
            j = skip(g, j + 1, DK_OF)
    return j
