"""What may stand beside a day, month or year in words: signs of a range, brackets, weekdays, hours and names."""
from .dates_lookup cimport lead
from .dates_tokens cimport (AFTERSPACE, ALL_LANGUAGES, BLANKLINE, DK_AM, DK_AND, DK_AT, DK_BETWEEN, DK_FROM, DK_MONTH, DK_NUM, DK_OCLOCK, DK_OF, DK_ON, DK_PART, DK_PM, DK_THE, DK_TO, DK_UNIT,
                            DK_WEEKDAY, HUNGARIAN, ITALIAN, NEWLINE, OVERNIGHT, POLISH, ROMANCE, STREET, SURNAME, TITLE, TURKISH, T_END, T_NUMBER, T_WORD, WEAK, DateToken, Tokens, guards, has, kinds_at, sense, skip,
                            token)
from .dates_when cimport H_DAY, H_WEEKDAY, U_DAY
from .dates_words cimport Reading, capital, glued, spaced, unit_at


cdef inline bint is_ablative(Tokens *g, int j) noexcept nogil:
    """Whether token j is the Turkish ending of what a range starts at: 'dan, 'den, 'tan, 'ten."""
    cdef const unsigned char *p = g.p + token(g, j).start
    return (token(g, j).kind == T_WORD and token(g, j).stop - token(g, j).start == 3 and p[0] in (c"d", c"t") and p[1] in (c"a", c"e") and p[2] == c"n"
            and spaced(g, j + 1))


cdef inline bint is_from(Tokens *g, int j) noexcept nogil:
    """Whether token j ends in what a range starts at in Hungarian: -tól, -től."""
    cdef DateToken *t = token(g, j)
    cdef const unsigned char *p = g.p + t.stop - 4
    return t.kind == T_WORD and t.stop - t.start >= 4 and p[0] == c"t" and p[3] == c"l" and (p[1] == 0xC3 and p[2] == 0xB3 or p[1] == 0xC5 and p[2] == 0x91)


cdef inline int range_gap(Tokens *g, int j) noexcept nogil:
    """Past a range sign or word before token j: a hyphen or dash, "to", "bis"; the token after it, or 0."""
    cdef DateToken *t = token(g, j)
    cdef int k
    if t.kind == T_END or t.space & BLANKLINE:
        return 0
    if t.gap == c"-" or (t.gap == c"=" and t.space == 0):
        return j + 1 if g.langs & HUNGARIAN and t.space == 0 and t.stop - t.start == 4 and is_from(g, j) else j
    if t.gap == c"'" and t.space == 0 and g.langs & TURKISH and is_ablative(g, j):
        return j + 1            # "Mart'tan Mayıs'a kadar"
    if g.langs & HUNGARIAN and j > 0 and t.gap == 0 and is_from(g, j - 1):
        return j                # "8 órától 16 óráig", "hétfőtől péntekig"
    if has(g, j, DK_TO) and (t.gap == 0 or t.gap == c"," or t.gap == c"."):
        k = skip(g, j, DK_TO)
        if spaced(g, k) or token(g, k).gap == c"'":
            return skip(g, k, DK_THE) if spaced(g, k) else k
    return 0


cdef inline bint from_before(Tokens *g, int i) noexcept nogil:
    """Whether "from" stands before token i, with or without an article."""
    return has(g, i - 1, DK_FROM) or has(g, i - 2, DK_FROM) and (has(g, i - 1, DK_THE) or has(g, i - 1, DK_ON))


cdef inline bint between_before(Tokens *g, int i) noexcept nogil:
    """Whether "between" stands before token i, with or without an article."""
    if i > 1 and has(g, i - 1, DK_UNIT):
        i -= 1                  # "entre os dias 3 e 7 de junho"
    return has(g, i - 1, DK_BETWEEN) or has(g, i - 2, DK_BETWEEN) and (has(g, i - 1, DK_THE) or has(g, i - 1, DK_ON))


cdef inline int overnight(Tokens *g, int i, int j) noexcept nogil:
    """Past the "auf" at token j between two days, the first of which stands at token i after the word for the night: Nacht vom 9. auf den 10. März,
    nacht van zaterdag op zondag, w nocy z soboty na niedzielę, в ночь с 9 на 10 марта; the token after it, or 0."""
    if has(g, i - 1, DK_FROM) or has(g, i - 1, DK_OF):
        i -= 1
    if not has(g, i - 1, DK_PART) or not guards(g, j, OVERNIGHT):
        return 0
    j += 1
    return skip(g, j, DK_THE) if spaced(g, j) else 0


cdef inline bint closes(Tokens *g, int k) noexcept nogil:
    """Whether a closing bracket stands right before token k, whatever follows it: ")", "）～"."""
    cdef Py_ssize_t i = token(g, k - 1).stop
    return token(g, k).gap == c")" or token(g, k).gap == c"?" and i < g.n and (g.p[i] == c")" or i + 2 < g.n and g.p[i] == 0xEF and g.p[i + 1] == 0xBC and g.p[i + 2] == 0x89)


cdef inline bint hour_told(Tokens *g, int k) noexcept nogil:
    """Whether the word at token k tells an hour rather than the end of a range: (15 de junio, sábado,) a las 16, às 16h."""
    cdef int j = skip(g, k, DK_AT)
    if j == k:
        return False
    if token(g, j).kind != T_NUMBER:
        return j > k + 1 and has(g, j, DK_NUM) and not has(g, j + 1, DK_UNIT)       # "a las siete"
    return not (spaced(g, j + 1) and (has(g, j + 1, DK_OF) or has(g, j + 1, DK_MONTH)))


cdef inline int weekday_after(Tokens *g, int j, Reading *r) noexcept nogil:
    """Skip a weekday after a date: ", Friday", "(Fri)", "（火）"."""
    cdef DateToken *t = token(g, j)
    cdef int day = 0, k
    if r.a.has & H_WEEKDAY or r.range or t.kind != T_WORD or t.space & NEWLINE:
        return j
    if not (t.gap == c"(" or t.gap == c"," and t.space & AFTERSPACE == t.space or t.gap == 0):
        return j
    k = sense(g, j, DK_WEEKDAY, &day)
    if not k or day > 7 or (t.gap != c"(" and (g.flags & WEAK or not r.a.has & H_DAY)):
        return j
    while t.gap == c"(" and not closes(g, k):
        if lead(g, k) < 0xE3 or token(g, k).gap or k > j + 3:
            return j
        k += 1                  # "5月3日（金・祝）"
    if t.gap != c"(" and (range_gap(g, k) and not hour_told(g, k) or has(g, k, DK_AND)):
        return j
    r.a.weekday = day
    r.a.has |= H_WEEKDAY
    if t.gap == c"(":
        r.stop = 1              # the closing bracket belongs to the mention
    return k


cdef inline bint next_day_slash(Tokens *g, int j, int day) noexcept nogil:
    """Whether a slash and the day after `day` stand at token j: "12./13. Juni", "May 18/19"; not a month or a year in numbers."""
    cdef DateToken *t = token(g, j)
    return (t.kind == T_NUMBER and t.gap == c"/" and t.space == 0 and t.value == day + 1 and t.digits <= 2
            and not (token(g, j + 1).kind == T_NUMBER and token(g, j + 1).space == 0))


cdef inline bint day_year_follows(Tokens *g, int j) noexcept nogil:
    """Whether the day and the year after a month stand at token j, so that a number before the month is not its day: 10/10 January 13, 2019."""
    cdef DateToken *t = token(g, j)
    return (t.kind == T_NUMBER and spaced(g, j) and 0 < t.digits <= 2 and 1 <= t.value <= 31 and token(g, j + 1).kind == T_NUMBER and token(g, j + 1).gap == c","
            and token(g, j + 1).digits == 4 and 1000 <= token(g, j + 1).value <= 2999)


cdef inline bint clock_follows(Tokens *g, int i) noexcept nogil:
    """Whether the number at token i is the hour of a time."""
    cdef DateToken *after = token(g, i + 1)
    if after.gap == c":" and after.space == 0 and after.kind == T_NUMBER:
        return True
    return (spaced(g, i + 1) and (has(g, i + 1, DK_AM) or has(g, i + 1, DK_PM) or has(g, i + 1, DK_OCLOCK)))


cdef inline bint other_unit(Tokens *g, int k) noexcept nogil:
    """Whether the number before token k counts months or the like and is no day (CJK and Hangul, without spaces)."""
    return glued(g, k) and lead(g, k) >= 0xE3 and has(g, k, DK_UNIT) and not unit_at(g, k, U_DAY)


cdef inline bint is_english_month(Tokens *g, int i) noexcept nogil:
    """Whether the word at token i is a month in English too."""
    cdef unsigned long long langs = g.langs
    cdef int month = 0
    cdef bint found
    g.langs = 1
    found = sense(g, i, DK_MONTH, &month) != 0
    g.langs = langs
    return found


cdef inline bint may_be_year(Tokens *g, int k) noexcept nogil:
    """Whether token k after a month is a year and no day: four digits, two after an apostrophe or too many for a day."""
    cdef DateToken *t = token(g, k)
    return t.digits == 4 or t.gap == c"'" or t.kind == T_WORD or t.digits == 2 and t.value > 31


cdef inline bint follows_first_name(Tokens *g, int i) noexcept nogil:
    """Whether a month or weekday in capitals, which the language does not write so, follows somebody's first name: Krzysztof Piątek, Plácido Domingo.
    Every one may be a surname in Polish, few in other languages."""
    cdef DateToken *t = token(g, i - 1) if i else token(g, i)
    if i == 0 or not (g.langs & POLISH and g.default_order == 1 or guards(g, i, SURNAME) and token(g, i + 1).kind != T_NUMBER):
        return False
    return spaced(g, i) and capital(g, i) and t.kind == T_WORD and t.stop - t.start > 3 and capital(g, i - 1) and not kinds_at(g, i - 1)


cdef inline bint names_street(Tokens *g, int i, int j) noexcept nogil:
    """Whether the day at token i and the month before token j are the name of a street: ul. 11 Listopada 60, Straße des 17. Juni, Rua 15 de Novembro, rue du 8 mai 1945."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *after = token(g, j)
    cdef int k = i - 1
    cdef bint romance = g.langs & ROMANCE != 0 and g.langs != ALL_LANGUAGES
    if k < 0 or t.kind != T_NUMBER or t.digits > 2 or t.gap not in (0, c".") or g.default_order == 0 and g.langs != ALL_LANGUAGES:
        return False
    if k > 0 and spaced(g, k) and (has(g, k, DK_OF) and g.langs & ROMANCE != ITALIAN and not range_gap(g, j) if romance else has(g, k, DK_THE)):
        k -= 1
    if not guards(g, k, STREET) or not capital(g, j - 1) and not (romance and (k < i - 1 or capital(g, k))):
        return False
    return not (after.kind == T_NUMBER and after.digits == 4 and 1990 <= after.value <= 2100 and spaced(g, j))


cdef inline bint month_of_street(Tokens *g, int i, int j) noexcept nogil:
    """Whether the month at token i, which ends before token j, belongs to the name of a street: Piazza 4 (Novembre), Rua 15 de (Novembro)."""
    cdef int k = i - 1
    if k > 0 and g.langs & ROMANCE and token(g, k).kind == T_WORD and has(g, k, DK_OF):
        k -= 1
    return k > 0 and token(g, k).kind == T_NUMBER and names_street(g, k, j)


cdef inline bint is_surname(Tokens *g, int i) noexcept nogil:
    """Whether a month in capitals is somebody's name: Herr Mai, Mr. August, Frau August März."""
    if not i or token(g, i).gap not in (0, c".") or not capital(g, i):
        return False
    if follows_first_name(g, i):
        return True
    return guards(g, i - 1, TITLE) or i > 1 and has(g, i - 1, DK_MONTH) and spaced(g, i) and guards(g, i - 2, TITLE)


cdef inline Py_ssize_t dotted_stop(Tokens *g, int j, Py_ssize_t start) noexcept nogil:
    """Where the mention that begins at p[start] and has its last token before token j ends, with the dot of "p.m.", "d.C."."""
    cdef DateToken *t = token(g, j - 1)
    if t.stop < g.n and g.p[t.stop] == c"." and t.stop - start > 3 and g.p[t.stop - 2] == c"." and t.stop - t.start == 1 and t.kind == T_WORD:
        return t.stop + 1
    return t.stop
