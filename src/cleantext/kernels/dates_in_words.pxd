"""A date with a month in words, in any order of its parts, with or without its weekday."""
from .dates_beside cimport clock_follows, day_year_follows, hour_told, other_unit, range_gap, weekday_after
from .dates_calendar cimport day_number, month_length, weekday_of
from .dates_forms cimport day_month, month_day, month_year
from .dates_lookup cimport lead
from .dates_numeric cimport date_in_numbers
from .dates_one_year cimport set_short_year, year_at
from .dates_series cimport member_gap
from .dates_tokens cimport (ABBREVIATED, AFTERSPACE, ALL_LANGUAGES, BLANKLINE, DK_AT, DK_BLOCK, DK_DAYMARK, DK_DEI, DK_FROM, DK_MONTH, DK_OF, DK_ON, DK_ORD, DK_PART, DK_REIGN, DK_THE, DK_UNIT, DK_OCLOCK,
                            DK_WEEKDAY, NEWLINE, ROMANCE, T_END, T_NUMBER, T_WORD, WEAK, DateToken, Tokens, has, kinds_at, sense, skip, token)
from .dates_when cimport H_DAY, H_MONTH, H_WEEKDAY, H_YEAR, U_YEAR, When, clear
from .dates_words cimport Reading, capital, day_at, glued, month_at, month_gap, near, spaced, suffix_after, unit_at, weekday_at


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


cdef inline int later_day(Tokens *g, int j, Reading *r) noexcept nogil:
    """A later day of the month, past the sign or word of a range at token j: 2024年5月1日(至5日), 2024년 6월 3일(~7일); the token after it, or 0."""
    cdef int k = range_gap(g, j)
    cdef int last = 0
    cdef int m = day_at(g, k, &last) if token(g, k).kind == T_NUMBER else 0
    if m != k + 2 or last <= r.a.day or token(g, k + 1).stop - token(g, k + 1).start > 3 or lead(g, k + 1) < 0xE3 or other_unit(g, m):
        return 0
    r.b = r.a
    r.b.day = last
    r.range = True
    return m


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
    if not j and token(g, i).digits == 2 and glued(g, i + 1) and lead(g, i + 1) < 0xEA and token(g, i + 2).kind == T_NUMBER and glued(g, i + 2) and unit_at(g, i + 1, U_YEAR) == i + 2:
        set_short_year(&year, token(g, i).value)        # 24年12月
        j = i + 2
    elif not j and token(g, i).digits == 2 and glued(g, i + 1) and lead(g, i + 1) >= 0xEA and spaced(g, i + 2) and lead(g, i + 3) >= 0xEA \
            and unit_at(g, i + 1, U_YEAR) == i + 2 and (token(g, i).value > 60 or day_at(g, i + 4, &day) == i + 6):
        set_short_year(&year, token(g, i).value)        # 98년 8월, 24년 3월 5일
        day = 0
        j = i + 2
    if not j or not near(g, j) or token(g, j).space & NEWLINE:
        return 0
    if token(g, j).kind == T_NUMBER and lead(g, j - 1) >= 0xE3:
        r.a = year
        m = months_in_numbers(g, j, r)
        if m:
            return m
        clear(&r.a)
    k = month_gap(g, j)
    m = month_at(g, k, &month) if k else 0
    if m and day_year_follows(g, m):
        return 0
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
        if k and not (token(g, k).kind == T_NUMBER and glued(g, k) and k == m + 1) and token(g, m).kind == T_NUMBER and not year_at(g, m + 1, &year, False):
            if token(g, m).gap == c"-" and other_unit(g, k):
                return m                # 2020年6月~7月
            r.a.day = day
            r.a.has |= H_DAY
            if lead(g, k - 1) >= 0xE3 and range_gap(g, k):
                return later_day(g, k, r) or k
            if has(g, k, DK_DAYMARK) and spaced(g, k) and token(g, k).space and lead(g, k) < 0xE3:
                r.stop = 1              # "2021 m. sausio 6 d."
                k += 1
            return k
        if k == 0 and token(g, m).kind == T_NUMBER and token(g, m).digits == 4 and token(g, m).gap != c"-":
            clear(&r.a)
            return 0
    return m


cdef inline bint on_weekday(const When *w) noexcept nogil:
    """Whether the calendar has a date, and the weekday told with it."""
    return w.day <= month_length(w.year, w.month) and weekday_of(day_number(w.year, w.month, w.day)) == w.weekday


cdef inline bint fits_weekday(When *w) noexcept nogil:
    """Whether a date has the weekday told with it; 12/7/2014 is turned around where that makes it fit."""
    cdef int day = w.day
    if on_weekday(w):
        return True
    if w.day > 12 or w.month > month_length(w.year, w.day) or weekday_of(day_number(w.year, w.day, w.month)) != w.weekday:
        return False
    w.day = w.month
    w.month = day
    return True


cdef inline int day_before_weekday(Tokens *g, int j, Reading *r) noexcept nogil:
    """The day at token j after a weekday where a range or list goes on to another weekday with its day: Fri 24 - Sun 26 May, Thu 6, Fri 7 and Sat 8 June;
    the token after it, or 0."""
    cdef int day = 0, m
    cdef int k = day_at(g, j, &day)
    if not k:
        return 0
    m = range_gap(g, k) or member_gap(g, k)
    if not m or not has(g, m, DK_WEEKDAY) or has(g, m, DK_MONTH):
        return 0
    m = skip(g, m, DK_WEEKDAY)
    if token(g, m).kind != T_NUMBER or not (spaced(g, m) or token(g, m).gap in (c",", c".") and token(g, m).space == AFTERSPACE) or not day_at(g, m, &day):
        return 0
    day_at(g, j, &r.a.day)
    r.a.has |= H_DAY
    r.strong = True
    return k


cdef inline bint hour_after_day(Tokens *g, int k) noexcept nogil:
    """Whether a word such as "ore" stands at token k and the hour after it, so that the number before it is a day: sabato 16 ore 21."""
    cdef DateToken *t = token(g, k + 1)
    return g.langs & ROMANCE != 0 and token(g, k).gap in (0, c",") and has(g, k, DK_AT) and t.kind == T_NUMBER and 0 < t.digits <= 2 and t.value <= 24 and spaced(g, k + 1) \
        and not has(g, k + 2, DK_OCLOCK)


cdef inline int day_in_commas(Tokens *g, int j, Reading *r) noexcept nogil:
    """The day between commas after a weekday: sexta-feira, 15, às 20h; terça-feira, 12, o time; the token after it, or 0."""
    cdef int day = 0
    cdef int k = day_at(g, j, &day)
    cdef DateToken *t = token(g, k)
    if k != j + 1 or not token(g, j).digits or not (t.kind == T_END or t.space != 0 and t.gap in (c",", c".", c";") and t.kind == T_WORD):
        return 0
    r.a.day = day
    r.a.has |= H_DAY
    r.strong = True
    return k


cdef inline int weekday_day(Tokens *g, int j, Reading *r) noexcept nogil:
    """The day after a weekday: Tuesday 19th, lunes 15, Wednesday the thirty-first."""
    cdef int day = 0
    cdef DateToken *t = token(g, j)
    cdef int k = day_at(g, j, &day)
    if not k or t.kind == T_WORD and not has(g, j, DK_ORD) and day < 20 or has(g, j, DK_DEI) \
            or clock_follows(g, j) and not (t.kind == T_NUMBER and has(g, j + 1, DK_PART) and (t.value > 12 or lead(g, j + 1) == c"p")) \
            and not (t.kind == T_NUMBER and hour_after_day(g, k)):
        return 0                # but "viernes 17 por la tarde"
    if t.kind == T_NUMBER and k == j + 1 and g.langs & ROMANCE == 0 and range_gap(g, k) and clock_follows(g, range_gap(g, k)):
        return 0                # "Freitag 8 bis 16 Uhr"
    if t.kind == T_NUMBER and g.langs & ROMANCE and has(g, j - 1, DK_FROM) and range_gap(g, k) and clock_follows(g, range_gap(g, k)):
        return 0                # "vendredi de 9 à 18 h"
    if t.kind == T_WORD and spaced(g, k) and token(g, k).kind == T_WORD and not kinds_at(g, k):
        return 0                # "lower again Friday, the fourth decline"
    if t.kind == T_NUMBER and k == j + 1 and (not t.digits or g.default_order == 0 and not (day > 9 and (
            token(g, k).kind == T_END or token(g, k).gap in (c".", c",") and token(g, k).space or spaced(g, k) and has(g, k, DK_AT)))):
        return 0
    if (has(g, k, DK_UNIT) or has(g, k, DK_BLOCK)) and (hour_told(g, k) or hour_after_day(g, k)) and t.kind == T_NUMBER and has(g, j - 1, DK_WEEKDAY):
        pass                    # "sábado 16 a las 21 h", "giovedì 14, ore 18", but not "lunes, de las 12 a las 4"
    elif token(g, k).kind == T_NUMBER and token(g, k).space == 0 or has(g, k, DK_UNIT) or has(g, k, DK_BLOCK) and not has(g, k, DK_PART) or has(g, k, DK_OF) \
            or range_gap(g, k) and not has(g, k, DK_AT) or glued(g, k):
        return 0
    r.a.day = day
    r.a.has |= H_DAY
    r.strong = True
    return k


cdef inline int weekday_year(Tokens *g, int j, Reading *r) noexcept nogil:
    """Take the weekday and the year after a day of that year: Dec 28 Sat 2013; or just the weekday. The token after it, or j."""
    cdef When full = r.a
    cdef int k = 0
    cdef DateToken *t
    if token(g, j).kind == T_WORD and spaced(g, j) and (r.a.has & (H_DAY | H_MONTH | H_YEAR | H_WEEKDAY)) == H_DAY | H_MONTH and not r.range:
        k = weekday_at(g, j, &full)
    if k and spaced(g, k):
        t = token(g, k)
        full.year = t.value
        full.has |= H_YEAR
        if t.kind == T_NUMBER and t.digits == 4 and 1800 <= t.value <= 2100 and on_weekday(&full):
            r.a = full
            return k + 1
    return weekday_after(g, j, r)


cdef inline int month_rather(Tokens *g, int i, Reading *r) noexcept nogil:
    """Mar 5, 2024, Mar '17: the month, where the word at token i is a weekday too; the token after it, or 0."""
    cdef int k
    clear(&r.a)
    k = month_day(g, i, r)
    if k and (r.a.has & H_YEAR or g.langs == ALL_LANGUAGES and capital(g, i)):
        return k
    clear(&r.a)
    r.range = False
    k = month_year(g, i, r)
    return k if r.a.has & H_YEAR else 0


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
        while j < i + 6 and spaced(g, j) and sense(g, j, DK_WEEKDAY, &same) and (same & 15) == r.a.weekday \
                and not (has(g, j, DK_MONTH) and token(g, j + 1).kind == T_NUMBER):
            j = skip(g, j, DK_WEEKDAY)      # "Fri Friday 2024-04-26", but "Tue Mar 5", as "mar" is Tuesday, too
        if token(g, j).gap == c"." and not flags & (ABBREVIATED | WEAK):
            return 0                # "... Friday. 9 May 1945 ..."
        if token(g, j).gap == c"'" and token(g, j).digits == 2 and has(g, i, DK_MONTH):
            return month_rather(g, i, r)
        if token(g, j).kind == T_END or token(g, j).space & BLANKLINE or not (token(g, j).gap in (0, c",", c".", c"(", c"-", c"|")):
            return 0
        if has(g, j, DK_PART) and not has(g, j, DK_MONTH):
            j = skip(g, j, DK_PART)
        if (has(g, j, DK_THE) or has(g, j, DK_ON)) and not has(g, j, DK_MONTH) and token(g, j).kind == T_WORD:
            j = skip(g, skip(g, j, DK_ON), DK_THE)
            if token(g, j).gap != 0:
                return 0
    if j > i and token(g, j).kind == T_NUMBER:
        k = date_in_numbers(g, j, r) if not (token(g, j).gap == c"-" and has(g, i, DK_MONTH)) else 0
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
    if not k and j > i and token(g, j).kind == T_NUMBER and has(g, i, DK_MONTH):
        k = month_rather(g, i, r)
        if k:
            return weekday_year(g, k, r)
    if not k and j > i and token(g, j).kind == T_NUMBER and (spaced(g, j) or token(g, j).gap in (c",", c".") and token(g, j).space == AFTERSPACE) and not has(g, i, DK_MONTH):
        r.a = start
        k = day_before_weekday(g, j, r)
        if k:
            return k
    if not k and j > i and spaced(g, j) and (not flags & WEAK or token(g, j).kind == T_NUMBER and suffix_after(g, j + 1) > j + 1):
        r.a = start
        k = weekday_day(g, j, r)
        if k:
            return k
    if not k and j > i and g.langs & ROMANCE and token(g, j).gap == c"," and token(g, j).space and token(g, j).kind == T_NUMBER and not flags & WEAK \
            and g.default_order == 1:
        r.a = start
        k = day_in_commas(g, j, r)
        if k:
            return k
    if not k and j > i and has(g, i, DK_ORD) and has(g, j, DK_MONTH) and spaced(g, j):
        clear(&r.a)
        k = day_month(g, i, r)      # "πέμπτη Απριλίου": the fifth, as the word is Thursday and fifth
    if not k:
        r.a = start
        return 0
    return weekday_year(g, k, r)
