"""The orders in which a date in words comes: day month year, month day year, year month day, month year, weekday first or last."""
from .dates_calendar cimport day_number, month_length, weekday_of
from .dates_lookup cimport lead
from .dates_numeric cimport date_in_numbers
from .dates_series cimport is_middle_dot, names_to_year
from .dates_tokens cimport (ABBREVIATED, AFTERSPACE, BLANKLINE, DK_AM, DK_AND, DK_AT, DK_BETWEEN, DK_BLOCK, DK_DEI, DK_DAYMARK, DK_FROM, DK_MONTH, DK_NUM, DK_OCLOCK, DK_OF, DK_ON,
                            DK_ORD, DK_PART, DK_PM, DK_PREP, DK_REIGN, DK_THE, DK_TIMEPREP, DK_TO, DK_UNIT, DK_WEEKDAY, DateToken, NEWLINE, T_END,
                            T_NUMBER, T_WORD, TITLE, TURKISH, Tokens, WEAK, guards, has, kinds_at, sense, skip, token)
from .dates_when cimport H_DAY, H_MONTH, H_SHORT, H_WEEKDAY, H_YEAR, U_DAY, When, clear
from .dates_words cimport (Reading, capital, day_at, glued, month_at, month_gap, near, spaced, spoken_year, suffix_after, unit_at, weekday_at, year_after,
                           year_at, year_gap)


cdef enum:
    ROMANCE = 0x3C              # the languages fr es it pt


cdef inline bint is_ablative(Tokens *g, int j) noexcept nogil:
    """Whether token j is the Turkish ending of what a range starts at: 'dan, 'den, 'tan, 'ten."""
    cdef const unsigned char *p = g.p + token(g, j).start
    return (token(g, j).kind == T_WORD and token(g, j).stop - token(g, j).start == 3 and p[0] in (c"d", c"t") and p[1] in (c"a", c"e") and p[2] == c"n"
            and spaced(g, j + 1))


cdef inline int range_gap(Tokens *g, int j) noexcept nogil:
    """Past a range sign or word before token j: a hyphen or dash, "to", "bis"; the token after it, or 0."""
    cdef DateToken *t = token(g, j)
    cdef int k
    if t.kind == T_END or t.space & BLANKLINE:
        return 0
    if t.gap == c"-" or (t.gap == c"=" and t.space == 0):
        return j
    if t.gap == c"'" and t.space == 0 and g.langs & TURKISH and is_ablative(g, j):
        return j + 1            # "Mart'tan Mayıs'a kadar"
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


cdef inline bint closes(Tokens *g, int k) noexcept nogil:
    """Whether a closing bracket stands right before token k, whatever follows it: ")", "）～"."""
    cdef Py_ssize_t i = token(g, k - 1).stop
    return token(g, k).gap == c")" or token(g, k).gap == c"?" and i + 2 < g.n and (g.p[i] == c")" or g.p[i] == 0xEF and g.p[i + 1] == 0xBC and g.p[i + 2] == 0x89)


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
    if t.gap != c"(" and (range_gap(g, k) or has(g, k, DK_AND)):
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


cdef inline int day_month(Tokens *g, int i, Reading *r) noexcept nogil:
    """26 April [2024], 26.-28. April, 26 and 27 are left to the list; 13NOV2017."""
    cdef int day = 0, last = 0, month = 0, flags, k, m
    cdef int j = day_at(g, i, &day)
    cdef When second
    if not j:
        return 0
    clear(&second)
    k = month_gap(g, j)
    m = month_at(g, k, &month) if k else 0
    if not m:
        k = range_gap(g, j)
        if k == 0 and between_before(g, i) and has(g, j, DK_AND) and token(g, j).gap in (0, c"."):
            k = skip(g, j, DK_AND)
            k = skip(g, skip(g, k, DK_ON), DK_THE)
        if k == 0 and next_day_slash(g, j, day):
            k = j
        if k == 0 or token(g, k).space & NEWLINE:
            return 0
        k = day_at(g, k, &last)
        if k == 0 or last <= day:
            return 0
        j = k
        k = month_gap(g, j)
        m = month_at(g, k, &month) if k else 0
        if not m:
            return 0
    flags = g.flags
    if token(g, k).kind == T_NUMBER and lead(g, k + 1) >= 0xE3:
        return 0                # 1〜3月
    if token(g, i).kind == T_WORD and k == j and flags & WEAK and not capital(g, k) and not (g.default_order == 1 and has(g, i, DK_ORD)):
        return 0
    if token(g, k).gap == c"." and token(g, k).space and g.default_order == 0 and ~g.langs:
        return 0                # "It has 18. September ...", where the text is English; alone it is a day as German and others write it
    if token(g, k).space & NEWLINE and not capital(g, k):
        return 0
    r.a.day = day
    r.a.month = month
    r.a.has |= H_DAY | H_MONTH
    if last:
        r.b = r.a
        r.b.day = last
        r.range = True
        k = year_after(g, m, &r.b, True)
        if k > m:
            r.a.year = r.b.year
            r.a.has = r.b.has
        m = k
    else:
        m = year_after(g, m, &r.a, True)
        if r.a.has & H_SHORT and i > 0 and token(g, m - 1).gap == 0 and spaced(g, i) and token(g, i - 1).kind == T_WORD and capital(g, i - 1) \
                and not kinds_at(g, i - 1) and g.default_order == 0:
            return 0            # "Overwatch 2 December 18"
    if flags & WEAK and not r.a.has & H_YEAR and not capital(g, k) and token(g, j).kind == T_WORD and token(g, m).kind == T_WORD \
            and spaced(g, m) and not has(g, m, DK_AT) and not r.a.has & H_WEEKDAY and token(g, i + 1).kind == T_WORD \
            and token(g, i + 1).start == token(g, k).start:
        if not (kinds_at(g, m) != 0):
            return 0
    r.strong = True
    return m


cdef inline int months_in_numbers(Tokens *g, int i, Reading *r) noexcept nogil:
    """1〜3月, 1~3월, 1至3月: the token after it, or 0."""
    cdef int last = 0, k, m
    cdef DateToken *t = token(g, i)
    if t.kind != T_NUMBER or t.digits > 2 or not 1 <= t.value <= 12:
        return 0
    k = range_gap(g, i + 1)
    if not k or token(g, k).kind != T_NUMBER or lead(g, k + 1) < 0xE3 or token(g, k).space:
        return 0
    m = month_at(g, k, &last)
    if not m or last <= t.value or token(g, m).kind == T_NUMBER and glued(g, m):
        return 0
    r.b = r.a
    r.a.month = t.value
    r.b.month = last
    r.a.has |= H_MONTH
    r.b.has |= H_MONTH
    r.range = r.strong = True
    return m


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


cdef inline int month_day(Tokens *g, int i, Reading *r) noexcept nogil:
    """April 26[-28][, 2024], Apr. 26th; 4月26日; tháng 4 is left to month_at."""
    cdef int day = 0, last = 0, month = 0, flags, k
    cdef int j = month_at(g, i, &month)
    cdef DateToken *t
    cdef When second
    cdef bint word_day
    if not j:
        return 0
    flags = g.flags
    t = token(g, j)
    if not near(g, j) or t.gap == c"," or (t.space & NEWLINE and t.gap) or flags & WEAK and glued(g, j) and not is_english_month(g, i):
        return 0                # "Pro7"
    k = j
    if t.kind == T_WORD and has(g, j, DK_THE) and spaced(g, j):
        k = skip(g, j, DK_THE)
    if token(g, k).kind == T_NUMBER and clock_follows(g, k) and not (token(g, k).digits == 2 and token(g, k).value > 24):
        return 0
    if t.kind == T_WORD and has(g, k, DK_MONTH):
        return 0
    if token(g, k).kind == T_WORD and k == j and (token(g, k).gap or has(g, k, DK_THE) or lead(g, k) >= 0xE3):
        return 0
    word_day = token(g, k).kind == T_WORD and k == j
    clear(&second)
    if word_day and spoken_year(g, k, &second):
        return 0
    k = day_at(g, k, &day)
    if not k or word_day and day < 10 and not has(g, k - 1, DK_ORD) or token(g, j).kind == T_WORD and flags & WEAK and not word_day \
            and not has(g, j, DK_THE) and not capital(g, i):
        return 0
    if k == j + 1 and glued(g, k) and token(g, k).kind == T_WORD and token(g, k - 1).kind == T_NUMBER and token(g, k - 1).digits \
            and lead(g, k) < 0xE3:
        return 0
    if token(g, k - 1).kind == T_NUMBER and token(g, k).kind == T_NUMBER \
            and ((token(g, k).gap == c"." or token(g, k).gap == c"/") and token(g, k).space == 0):
        if not (token(g, k).gap == c"/" and (token(g, k).digits == 4 or next_day_slash(g, k, day))):
            return 0
    if other_unit(g, k):
        return 0                # 6月~7月
    r.a.day = day
    r.a.month = month
    r.a.has |= H_DAY | H_MONTH
    r.strong = True
    j = range_gap(g, k)
    if not j and next_day_slash(g, k, day):
        j = k
    if j and token(g, j).kind != T_END and not token(g, j).space & NEWLINE:
        j = day_at(g, j, &last)
        if j and last > day and not has(g, j, DK_MONTH) and not other_unit(g, j) \
                and not (token(g, j).kind == T_NUMBER and token(g, j).gap == c":") and not has(g, j, DK_AM) and not has(g, j, DK_PM) \
                and not clock_follows(g, j - 1):
            r.b = r.a
            r.b.day = last
            r.range = True
            k = year_after(g, j, &r.b, True)
            if r.b.has & H_YEAR:
                r.a.year = r.b.year
                r.a.has = r.b.has
            return k
    j = year_after(g, k, &r.a, True)
    if j == k and g.default_order == 1 and spaced(g, k) and token(g, k).kind == T_WORD and not kinds_at(g, k) and not is_middle_dot(g, k) \
            and token(g, k - 1).kind == T_NUMBER and token(g, k - 1).digits:
        return 0                # "en juin 12 pesticides"
    return j


cdef inline bint may_be_year(Tokens *g, int k) noexcept nogil:
    """Whether token k after a month is a year and no day: four digits, two after an apostrophe or too many for a day."""
    cdef DateToken *t = token(g, k)
    return t.digits == 4 or t.gap == c"'" or t.kind == T_WORD or t.digits == 2 and t.value > 31


cdef inline bint is_surname(Tokens *g, int i) noexcept nogil:
    """Whether a month in capitals is somebody's name: Herr Mai, Mr. August, Frau August März."""
    if not i or token(g, i).gap not in (0, c".") or not capital(g, i):
        return False
    return guards(g, i - 1, TITLE) or i > 1 and has(g, i - 1, DK_MONTH) and spaced(g, i) and guards(g, i - 2, TITLE)


cdef inline int month_year(Tokens *g, int i, Reading *r) noexcept nogil:
    """April 2024, or April alone; weak words need a year or a preposition."""
    cdef int month = 0, flags, k
    cdef int j = month_at(g, i, &month)
    cdef bint told
    cdef DateToken *t = token(g, i)
    if not j:
        return 0
    flags = g.flags
    r.a.month = month
    r.a.has |= H_MONTH
    k = year_gap(g, j)
    if k and token(g, k).gap == c"-" and token(g, k).digits != 4:
        k = 0
    if k and may_be_year(g, k):
        k = year_after(g, j, &r.a, token(g, k).digits != 4)
        if r.a.has & H_YEAR:
            r.strong = True
            return k
    if t.kind == T_NUMBER:
        return j
    if has(g, i, DK_NUM) and has(g, j, DK_UNIT) and spaced(g, j):
        return 0                # "sept ans plus tard"
    if is_surname(g, i):
        return 0
    if flags & WEAK and spaced(g, j) and token(g, j).kind == T_WORD and capital(g, j) and not kinds_at(g, j):
        return 0
    if flags & WEAK and capital(g, i) and token(g, i).kind == T_WORD:
        k = range_gap(g, j)
        if k and token(g, j).gap in (0, c"-") and has(g, k, DK_MONTH) and capital(g, k) and not token(g, k).space & NEWLINE:
            return j                # "May to March", "Nov-Feb 2017"
    if flags & WEAK and (capital(g, i) or g.default_order == 1) and names_to_year(g, j, DK_MONTH):
        return j                    # "both May and June 2021"
    if flags & WEAK:
        if i == 0 or not spaced(g, i):
            return 0
        told = capital(g, i) or not flags & ABBREVIATED and t.stop - t.start > 3 and not has(g, i - 1, DK_TO)
        if not (told and has(g, i - 1, DK_TIMEPREP)) and not (has(g, i - 1, DK_PREP) and capital(g, i) and not capital(g, i - 1)):
            return 0
        if flags & ABBREVIATED and t.stop - t.start < 3:
            return 0
    elif not (i and has(g, i - 1, DK_TIMEPREP)) and spaced(g, j) and token(g, j).kind == T_WORD and capital(g, j) and kinds_at(g, j) == 0 \
            and capital(g, i) and g.p[t.start] < 0x80:
        return 0
    return j


cdef inline int year_month_day(Tokens *g, int i, Reading *r) noexcept nogil:
    """2014. május 5., 2008年3月9日, 2015 m. kovo 3 d."""
    cdef int month = 0, day = 0, k, m
    cdef int j
    cdef When year
    clear(&year)
    if token(g, i).kind != T_NUMBER and not has(g, i, DK_REIGN) or token(g, i).kind == T_NUMBER and token(g, i).digits == 1 \
            or (token(g, i).kind == T_NUMBER and token(g, i).digits == 2 and lead(g, i + 1) < 0xE3):
        return 0
    j = year_at(g, i, &year, token(g, i).digits != 4 or token(g, i + 1).gap == c"." and token(g, i + 1).kind == T_WORD)
    if not j or not near(g, j) or token(g, j).space & NEWLINE:
        return 0
    if token(g, j).kind == T_NUMBER and g.p[token(g, j - 1).start] >= 0xE3:
        r.a = year
        m = months_in_numbers(g, j, r)
        if m:
            return m
        clear(&r.a)
    k = month_gap(g, j)
    m = month_at(g, k, &month) if k else 0
    if not m and j > i + 1 and token(g, j).kind == T_NUMBER and lead(g, j - 1) < 0xE3 and day_month(g, j, r):
        k = day_month(g, j, r)          # "2021. gada 6. janvāris"
        if r.range or r.a.has & H_YEAR:
            clear(&r.a)
            r.range = False
            return 0
        r.a.year = year.year
        r.a.has |= year.has
        return k
    if not m or (g.flags & WEAK and token(g, j).gap == 0 and not capital(g, k) and token(g, k).kind == T_WORD):
        return 0
    r.a.year = year.year
    r.a.month = month
    r.a.has |= year.has | H_MONTH
    r.strong = True
    if near(g, m) and token(g, m).gap != c"," and not token(g, m).space & NEWLINE and not clock_follows(g, m):
        k = day_at(g, m, &day)
        if k and not (token(g, k).kind == T_NUMBER and glued(g, k)) and token(g, m).kind == T_NUMBER and not year_at(g, m + 1, &year, False):
            if token(g, m).gap == c"-" and other_unit(g, k):
                return m                # 2020年6月~7月
            r.a.day = day
            r.a.has |= H_DAY
            if has(g, k, DK_DAYMARK) and spaced(g, k) and token(g, k).space and lead(g, k) < 0xE3:
                r.stop = 1              # "2021 m. sausio 6 d."
                k += 1
            return k
        if k == 0 and token(g, m).kind == T_NUMBER and token(g, m).digits == 4 and token(g, m).gap != c"-":
            clear(&r.a)
            return 0
    return m


cdef inline bint fits_weekday(When *w) noexcept nogil:
    """Whether a date has the weekday told with it; 12/7/2014 is turned around where that makes it fit."""
    cdef int day = w.day
    if w.day > month_length(w.year, w.month):
        return False
    if weekday_of(day_number(w.year, w.month, w.day)) == w.weekday:
        return True
    if w.day > 12 or w.month > month_length(w.year, w.day) or weekday_of(day_number(w.year, w.day, w.month)) != w.weekday:
        return False
    w.day = w.month
    w.month = day
    return True


cdef inline int weekday_day(Tokens *g, int j, Reading *r) noexcept nogil:
    """The day after a weekday: Tuesday 19th, lunes 15, Wednesday the thirty-first."""
    cdef int day = 0, last
    cdef DateToken *t = token(g, j)
    cdef int k = day_at(g, j, &day)
    if not k or t.kind == T_WORD and not has(g, j, DK_ORD) and day < 20 or has(g, j, DK_DEI) \
            or clock_follows(g, j) and not (t.kind == T_NUMBER and has(g, j + 1, DK_PART) and (t.value > 12 or lead(g, j + 1) == c"p")):
        return 0                # but "viernes 17 por la tarde"
    if t.kind == T_NUMBER and k == j + 1 and g.langs & ROMANCE == 0 and range_gap(g, k) and clock_follows(g, range_gap(g, k)):
        return 0                # "Freitag 8 bis 16 Uhr"
    if t.kind == T_WORD and spaced(g, k) and token(g, k).kind == T_WORD and not kinds_at(g, k):
        return 0                # "lower again Friday, the fourth decline"
    last = range_gap(g, k)
    if last and t.kind == T_NUMBER and has(g, last, DK_WEEKDAY) and token(g, skip(g, last, DK_WEEKDAY)).kind == T_NUMBER:
        r.a.day = day           # "Fri 24 - Sun 26 May"
        r.a.has |= H_DAY
        r.strong = True
        return k
    if t.kind == T_NUMBER and k == j + 1 and (not t.digits or g.default_order == 0 and not (day > 9 and (
            token(g, k).kind == T_END or token(g, k).gap in (c".", c",") and token(g, k).space or spaced(g, k) and has(g, k, DK_AT)))):
        return 0
    if token(g, k).kind == T_NUMBER and token(g, k).space == 0 or has(g, k, DK_UNIT) or has(g, k, DK_BLOCK) and not has(g, k, DK_PART) or has(g, k, DK_OF) \
            or range_gap(g, k) and not has(g, k, DK_AT) or glued(g, k):
        return 0
    r.a.day = day
    r.a.has |= H_DAY
    r.strong = True
    return k


cdef inline int date_in_words(Tokens *g, int i, Reading *r) noexcept nogil:
    """A date with a month in words at token i, with or without its weekday; the token after it, or 0."""
    cdef int j = i, k, same = 0
    cdef When start = r.a
    cdef unsigned char flags = 0
    k = weekday_at(g, i, &r.a)
    if k:
        flags = g.flags
        start = r.a
        j = k
        while j < i + 6 and spaced(g, j) and sense(g, j, DK_WEEKDAY, &same) and (same & 15) == r.a.weekday:
            j = skip(g, j, DK_WEEKDAY)      # "Fri Friday 2024-04-26"
        if token(g, j).gap == c"." and not flags & (ABBREVIATED | WEAK):
            return 0                # "... Friday. 9 May 1945 ..."
        if token(g, j).kind == T_END or token(g, j).space & BLANKLINE or not (token(g, j).gap in (0, c",", c".", c"(", c"-", c"|")):
            return 0
        if has(g, j, DK_PART) and not has(g, j, DK_MONTH):
            j = skip(g, j, DK_PART)
        if (has(g, j, DK_THE) or has(g, j, DK_ON)) and not has(g, j, DK_MONTH) and token(g, j).kind == T_WORD:
            j = skip(g, skip(g, j, DK_ON), DK_THE)
            if token(g, j).gap != 0:
                return 0
    if j > i and token(g, j).kind == T_NUMBER:
        k = date_in_numbers(g, j, r)
        if k and token(g, k).gap == c"/" and token(g, k).space == 0:
            k = 0                   # 2024-04-24/2024-04-26 is a range of its own
        if k and r.a.has & H_YEAR and r.a.has & H_DAY and not fits_weekday(&r.a) and token(g, j).digits == 4:
            k = 0
        if k:
            r.strong = True
            return k
        r.a = start
    k = day_month(g, j, r)
    if not k:
        r.a = start
        k = month_day(g, j, r)
    if not k and j == i:
        r.a = start
        k = year_month_day(g, j, r)
    if not k and j == i and token(g, i).kind == T_NUMBER:
        r.a = start
        k = months_in_numbers(g, i, r)
    if not k and j == i:
        r.a = start
        k = month_year(g, j, r)
    if not k and j > i and spaced(g, j) and (not flags & WEAK or token(g, j).kind == T_NUMBER and suffix_after(g, j + 1) > j + 1):
        r.a = start
        k = weekday_day(g, j, r)
        if k:
            return k
    if not k and j > i and has(g, i, DK_MONTH) and token(g, i + 1).gap in (0, c".") and token(g, i + 1).digits == 4:
        clear(&r.a)
        k = month_year(g, i, r)     # "Mar 2018", as the word is Tuesday and March
    if not k and j > i and has(g, i, DK_ORD) and has(g, j, DK_MONTH) and spaced(g, j):
        clear(&r.a)
        k = day_month(g, i, r)      # "πέμπτη Απριλίου": the fifth, as the word is Thursday and fifth
    if not k:
        r.a = start
        return 0
    return weekday_after(g, k, r)
