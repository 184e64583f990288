"""One year beside a day or a month: in digits, in words, with its era, and what stands between."""
from .dates_lookup cimport lead
from .dates_tokens cimport (AFTERSPACE, BLANKLINE, DK_AM, DK_AND, DK_BLOCK, DK_ERA, DK_MONTH, DK_NUM, DK_OCLOCK, DK_OF, DK_PM, DK_REIGN, DK_THE, DK_UNIT, DK_YEAR,
                            NEWLINE, T_END, T_NUMBER, T_WORD, DateToken, Tokens, has, sense, skip, token)
from .dates_when cimport H_SHORT, H_YEAR, U_YEAR, When
from .dates_words cimport capital, ends_unit, glued, is_word_at, joined, month_gap, near, number_word, spaced, unit_at


cdef inline int era_after(Tokens *g, int j, When *w) noexcept nogil:
    """Skip an era after a year at j; the year counts astronomically then."""
    cdef int era = 0
    cdef int k
    if not near(g, j) or token(g, j).gap == c"/":
        return j
    k = sense(g, j, DK_ERA, &era)
    if not k or (token(g, j).stop - token(g, j).start <= 2 and k == j + 1 and not capital(g, j)):
        return j
    if era < 0:
        w.year = 1 - (w.year % 100 if w.has & H_SHORT else w.year)
        w.bc = True
    elif w.has & H_SHORT:
        w.year = token(g, j - 1).value
    w.has &= ~<unsigned int>H_SHORT
    return k


cdef inline int year_word_after(Tokens *g, int j) noexcept nogil:
    """Skip the word "year" after a year ("2020 roku", "2008年", "2021 г.")."""
    cdef int unit = 0
    if token(g, j).kind == T_WORD and (glued(g, j) or spaced(g, j)) and not token(g, j).space & NEWLINE:
        if token(g, j - 1).kind == T_NUMBER and lead(g, j) >= 0xE3 and (unit_at(g, j, U_YEAR) or ends_unit(g, j, &unit) and unit == U_YEAR):
            return j + 1
    return j


cdef inline void set_short_year(When *w, int value) noexcept nogil:
    w.year = value + (2000 if value < 69 else 1900)
    w.has |= H_YEAR | H_SHORT


cdef inline int spoken_year(Tokens *g, int i, When *w) noexcept nogil:
    """nineteen ninety-six, twenty twelve, two thousand (and) five, nineteen hundred ninety."""
    cdef int century = 0, rest = 0, v = 0, k
    cdef int j = sense(g, i, DK_NUM, &century)
    if not j or not spaced(g, j) or not (10 < century <= 20 or century == 2):
        return 0
    k = sense(g, j, DK_NUM, &v)
    if k and (v == 100 or v == 1000) and (v == 1000) == (century == 2):
        j = k
        if has(g, k, DK_AND) and spaced(g, k):
            k = skip(g, k, DK_AND)
        k = number_word(g, k, &rest) if spaced(g, k) else 0
        w.year = century * v + (rest if k else 0)
    elif century != 2:
        k = number_word(g, j, &rest)
        if not k or rest < 10 or rest > 99:
            return 0
        w.year = century * 100 + rest
    else:
        return 0
    w.has |= H_YEAR
    return k if k else j


cdef inline bint is_thai(Tokens *g, int i) noexcept nogil:
    """Whether token i is a Thai word, after which years count from the Buddha: 2564 is 2021."""
    cdef DateToken *t = token(g, i)
    return t.kind == T_WORD and t.stop - t.start >= 3 and g.p[t.start] == 0xE0 and g.p[t.start + 1] in (0xB8, 0xB9)


cdef inline bint ends_range(Tokens *g, int i) noexcept nogil:
    """Whether the number at token i, right after a dash, is the day of another month: 12. März–15. April, 1 May–31 August."""
    cdef int k
    if token(g, i).gap != c"-" or token(g, i).value > 31 or token(g, i + 1).kind != T_WORD:
        return False
    k = month_gap(g, i + 1)
    return k and has(g, k, DK_MONTH)


cdef inline int year_at(Tokens *g, int i, When *w, bint in_date) noexcept nogil:
    """A year at token i; in a full date two digits are enough. The token after it (and its era), or 0."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *after
    cdef int j = i + 1
    if t.kind != T_NUMBER:
        if t.kind == T_WORD and sense(g, i, DK_REIGN, &j) and token(g, i + 1).kind == T_NUMBER and (glued(g, i + 1) or spaced(g, i + 1)) \
                and year_word_after(g, i + 2) > i + 2 and 0 < token(g, i + 1).value < (150 if j > 0 else 10000):
            w.bc = j < 0
            w.year = 1 - token(g, i + 1).value if j < 0 else j + token(g, i + 1).value       # 紀元前44年, 令和6年
            w.has |= H_YEAR
            return i + 3
        j = i + 1
        if t.kind == T_WORD and has(g, i, DK_NUM):
            return spoken_year(g, i, w)
        if t.kind == T_WORD and has(g, i, DK_YEAR) and in_date:
            j = skip(g, i, DK_YEAR)
            if token(g, j).kind == T_NUMBER and token(g, j).digits == 4 and spaced(g, j):
                return year_at(g, j, w, in_date)
        return 0
    after = token(g, j)
    if after.kind == T_NUMBER and joined(g, j, c"-") and after.digits == 2 and joined(g, j + 1, c"-") and t.digits == 4:
        return 0                    # the start of 2024-04-26
    if t.digits == 4 and 1000 <= t.value <= 2999:
        w.year = t.value - (543 if 2400 <= t.value < 2700 and i and is_thai(g, i - 1) else 0)
        w.has |= H_YEAR
    elif t.digits == 2 and t.gap == c"'" and not t.space & AFTERSPACE:
        set_short_year(w, t.value)
    elif in_date and t.digits == 2 and not t.space & NEWLINE and not (after.gap == c":" and after.space == 0) \
            and not (after.gap == c"." and after.space == 0 and after.kind == T_NUMBER):
        if has(g, j, DK_AM) or has(g, j, DK_PM) or has(g, j, DK_OCLOCK) or has(g, j, DK_UNIT) and not has(g, j, DK_ERA) or (t.gap == c"," and t.value <= 31) or ends_range(g, i):
            return 0
        if glued(g, j) and after.kind != T_WORD:
            return 0
        set_short_year(w, t.value)
    elif in_date and 1 <= t.digits <= 4 and (has(g, j, DK_ERA) or has(g, j, DK_YEAR)) and t.value > 0:
        w.year = t.value
        w.has |= H_YEAR
    else:
        return 0
    if token(g, j).kind == T_WORD and spaced(g, j):
        if has(g, j, DK_YEAR) and (not has(g, j, DK_OF) or is_word_at(g, j, b"roku")) and not has(g, j, DK_BLOCK) and (token(g, j).space == 0 or not capital(g, j)):
            j = skip(g, j, DK_YEAR)
        elif glued(g, j):
            j = year_word_after(g, j)
            if j == i + 1 and g.p[after.start] < 0xE3:
                w.has &= ~<unsigned int>(H_YEAR | H_SHORT)
                return 0
        elif g.p[after.start] >= 0xE3:
            j = year_word_after(g, j)
    elif in_date and after.gap == c"." and after.space == AFTERSPACE and t.digits == 4 and has(g, j, DK_YEAR) and g.default_order == 1 \
            and not capital(g, j) and token(g, j + 1).kind == T_NUMBER:
        j = skip(g, j, DK_YEAR)         # "2021. gada 6. janvāris"
    return era_after(g, j, w)


cdef inline int year_gap(Tokens *g, int j) noexcept nogil:
    """From after a month (and day) to its year; the year's token, or 0."""
    cdef DateToken *t = token(g, j)
    cdef int era = 0, k
    if t.kind == T_END or t.space & BLANKLINE:
        return 0
    if t.kind == T_WORD:
        if has(g, j, DK_OF) and (t.gap == 0 or t.gap == c"," or t.gap == c"."):
            j = skip(g, j, DK_OF)
            if token(g, j).gap != 0 and token(g, j).gap != c"'":
                return 0
            if has(g, j, DK_THE) and spaced(g, j):
                j = skip(g, j, DK_THE)
            return j
        if near(g, j) and sense(g, j, DK_ERA, &era) and era > 0:
            k = skip(g, j, DK_ERA)
            return k if token(g, k).kind == T_NUMBER and token(g, k).digits > 2 and spaced(g, k) else 0       # "6 มกราคม ค.ศ. 2021"
        return j if (has(g, j, DK_YEAR) or has(g, j, DK_NUM) and t.gap != c".") and near(g, j) else 0
    if t.gap == c"'" or near(g, j) or (t.gap == c"," or t.gap == c"."):
        return j
    return 0


cdef inline int year_after(Tokens *g, int j, When *w, bint in_date) noexcept nogil:
    """Take the year that follows a month or a day and month, if one does."""
    cdef int k = year_gap(g, j)
    cdef When old = w[0]
    if k == 0:
        return j
    if token(g, k).kind == T_NUMBER and token(g, k).digits == 4 and token(g, k).gap == c"," and (
            token(g, k).space & NEWLINE or lead(g, j - 1) >= 0xE3):
        return j
    k = year_at(g, k, w, in_date)
    if k == 0:
        w[0] = old
        return j
    return k
