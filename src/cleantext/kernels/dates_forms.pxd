"""The orders in which a date in words comes: day month year, month day year, year month day, month year, weekday first or last."""
from .dates_beside cimport between_before, clock_follows, day_year_follows, is_english_month, is_surname, may_be_year, month_of_street, names_street, next_day_slash, other_unit, overnight, range_gap
from .dates_guards cimport is_numbered
from .dates_lookup cimport lead
from .dates_one_year cimport set_short_year, spoken_year, year_after, year_gap
from .dates_pasted cimport year_or_pasted
from .dates_series cimport is_middle_dot, names_to_year
from .dates_tokens cimport (ABBREVIATED, ALL_LANGUAGES, DK_AM, DK_AND, DK_AT, DK_MONTH, DK_NUM, DK_OCLOCK, DK_OF, DK_ON, DK_ORD, DK_PM, DK_POS, DK_PREP, DK_THE, DK_TIMEPREP, DK_TO, DK_UNIT, NEWLINE,
                            ROMANCE, SPANISH_PORTUGUESE, OVERNIGHT, T_END, T_NUMBER, T_WORD, WEAK, DateToken, Tokens, guards, has, kinds_at, sense, skip, token)
from .dates_when cimport H_DAY, H_MONTH, H_SHORT, H_WEEKDAY, H_YEAR, U_DAY, U_MONTH, U_WEEK, U_YEAR, When, clear
from .dates_words cimport Reading, capital, day_at, glued, is_word_at, joined, month_at, month_gap, near, roman, spaced, unit_at


cdef inline bint counts_thing(Tokens *g, int i) noexcept nogil:
    """Whether the number at token i tells which one of several things it is, and starts no range of days: "Week 4 – 14 July", but not "Week 4 – 10 July"."""
    cdef int week = 0
    if not is_numbered(g, i):
        return False
    return not sense(g, i - 1, DK_UNIT, &week) or week != U_WEEK or token(g, i + 1).value != token(g, i).value + 6


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
        if k == 0 and guards(g, j, OVERNIGHT):
            k = overnight(g, i, j)
        if k == 0 or token(g, k).space & NEWLINE:
            return 0
        if token(g, k).space and token(g, k).gap == c"-" and counts_thing(g, i):
            return 0                # "Session 2 - 9 May"
        k = day_at(g, k, &last)
        if k == 0 or last <= day:
            return 0
        j = k
        k = month_gap(g, j)
        m = month_at(g, k, &month) if k else 0
        if not m:
            return 0
    flags = g.flags
    if token(g, k).kind == T_NUMBER and lead(g, k + 1) >= 0xE3 or day_year_follows(g, m) or token(g, k).gap == c"," and is_numbered(g, i) \
            or not last and i and names_street(g, i, m):
        return 0                # 1〜3月; "Issue 3, March 2019"
    if token(g, i).kind == T_WORD and k == j and flags & WEAK and not capital(g, k) and not (g.default_order == 1 and has(g, i, DK_ORD)):
        return 0
    if token(g, k).gap == c"." and token(g, k).space and g.default_order == 0 and g.langs != ALL_LANGUAGES and not (spaced(g, m) and token(g, m).digits == 4):
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
        k = year_or_pasted(g, m, &r.b)
        if k > m:
            r.a.year = r.b.year
            r.a.has = r.b.has
        m = k
    else:
        m = year_or_pasted(g, m, &r.a)
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


cdef inline bint in_street_name(Tokens *g, int i) noexcept nogil:
    """Whether a Roman number before the month at token i is its day, which only names have: Via XX Settembre."""
    return i > 0 and 65 <= lead(g, i - 1) <= 90 and spaced(g, i) and capital(g, i) and roman(g, i - 1) != 0


cdef inline bint is_amount_or_street(Tokens *g, int i, int k) noexcept nogil:
    """Whether the number before token k counts a unit, or is a house in a street named after a day: Julio 5 años, Via XX Settembre 12."""
    cdef int unit = 0
    if in_street_name(g, i):
        return True
    return spaced(g, k) and token(g, k).kind == T_WORD and token(g, k).space != 0 and sense(g, k, DK_UNIT, &unit) and U_DAY <= unit <= U_YEAR and not g.flags & WEAK


cdef inline bint hours_of_months(Tokens *g, int i, int k) noexcept nogil:
    """Whether the numbers of a range at token k, after the month at token i, are hours: Juli und August 9–20 Uhr, April–Oktober 9–18."""
    cdef int m = range_gap(g, k + 1)
    if not m or token(g, k).digits > 2 or token(g, m).kind != T_NUMBER or token(g, m).digits > 2:
        return False
    return spaced(g, m + 1) and has(g, m + 1, DK_OCLOCK) or i > 0 and (token(g, i).gap == c"-" and has(g, i - 1, DK_MONTH) or has(g, i - 1, DK_TO) and has(g, i - 2, DK_MONTH))


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
    if month_of_street(g, i, j):
        return 0
    if not near(g, j) or t.gap == c"," or (t.space & NEWLINE and t.gap) or flags & WEAK and glued(g, j) and not is_english_month(g, i):
        return 0                # "Pro7"
    if t.gap == c"/" and t.digits == 2 and g.langs & SPANISH_PORTUGUESE and g.default_order == 1 and token(g, i).stop - token(g, i).start <= 4 \
            and not (token(g, j + 1).kind == T_NUMBER and token(g, j + 1).space == 0) and not glued(g, j + 1):
        r.a.month = month               # "nov/22"
        r.a.has |= H_MONTH
        set_short_year(&r.a, t.value)
        r.strong = True
        return j + 1
    k = j
    if t.kind == T_WORD and has(g, j, DK_THE) and spaced(g, j):
        k = skip(g, j, DK_THE)
    if token(g, k).kind == T_NUMBER and (clock_follows(g, k) and not (token(g, k).digits == 2 and token(g, k).value > 24) or g.default_order == 1 and hours_of_months(g, i, k)):
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
    if g.default_order == 1 and token(g, i).gap == c"-" and i > 0 and has(g, i - 1, DK_MONTH) and token(g, k).gap == c"-" and token(g, k).kind == T_NUMBER:
        return 0                # "aprile-ottobre 9-18"
    if other_unit(g, k) or g.default_order == 1 and g.langs & ROMANCE and not word_day and is_amount_or_street(g, i, k):
        return 0                # 6月~7月
    if token(g, k).kind == T_NUMBER and joined(g, k, c",") and g.p[token(g, k - 1).stop] == c"," and token(g, k).digits < 4 and not word_day:
        return 0                # "im März 7,3 Prozent"
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
            k = year_or_pasted(g, j, &r.b)
            if r.b.has & H_YEAR:
                r.a.year = r.b.year
                r.a.has = r.b.has
            return k
    j = year_or_pasted(g, k, &r.a)
    if j == k and g.default_order == 1 and spaced(g, k) and token(g, k).kind == T_WORD and not kinds_at(g, k) and not is_middle_dot(g, k) \
            and token(g, k - 1).kind == T_NUMBER and token(g, k - 1).digits:
        return 0                # "en juin 12 pesticides"
    return j


cdef inline int month_year(Tokens *g, int i, Reading *r) noexcept nogil:
    """April 2024, or April alone; weak words need a year or a preposition."""
    cdef int month = 0, flags, k
    cdef int j = month_at(g, i, &month)
    cdef bint told
    cdef DateToken *t = token(g, i)
    if not j:
        return 0
    flags = g.flags
    if month_of_street(g, i, j):
        return 0
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
    if has(g, i, DK_NUM) and not capital(g, i) and t.kind == T_WORD and spaced(g, j) and token(g, j).kind == T_WORD and lead(g, i) < 0x80:
        return 0                # "dont sept sont là"
    if is_surname(g, i) or g.default_order == 1 and g.langs & ROMANCE and in_street_name(g, i) or token(g, j).stop == token(g, j).start + 1 and lead(g, j) in (c"O", c"D") and spaced(g, j) and joined(g, j + 1, c"'") \
            and capital(g, j + 1):
        return 0                # "April O'Neil"
    if flags & WEAK and spaced(g, j) and token(g, j).kind == T_WORD and capital(g, j) and not kinds_at(g, j):
        return 0
    if flags & WEAK and capital(g, i) and token(g, i).kind == T_WORD:
        k = range_gap(g, j)
        if k and token(g, j).gap in (0, c"-") and has(g, k, DK_MONTH) and capital(g, k) and not token(g, k).space & NEWLINE:
            return j                # "May to March", "Nov-Feb 2017"
    if flags & WEAK and (capital(g, i) or g.default_order == 1) and names_to_year(g, j, DK_MONTH):
        return j                    # "both May and June 2021"
    if flags & WEAK:
        if i > 0 and t.gap == c"-" and capital(g, i) and t.kind == T_WORD and has(g, i - 1, DK_MONTH):
            return j                # the end of "Oct-Dec"
        if i == 0 or not spaced(g, i):
            return j if i > 0 and joined(g, i, c"-") and capital(g, i) and has(g, i - 1, DK_POS) else 0      # "mid-May"
        if i > 1 and has(g, i - 1, DK_OF) and spaced(g, i - 1) and unit_at(g, i - 2, U_MONTH) == i - 1 and not flags & ABBREVIATED:
            return j                    # "au mois de mars"
        told = capital(g, i) or not flags & ABBREVIATED and (t.stop - t.start > 3 or is_word_at(g, i, b"mai")) and not has(g, i - 1, DK_TO)
        if not (told and has(g, i - 1, DK_TIMEPREP)) and not (has(g, i - 1, DK_PREP) and capital(g, i) and not capital(g, i - 1)):
            return 0
        if flags & ABBREVIATED and t.stop - t.start < 3 or is_word_at(g, i, b"sie"):
            return 0                # "für Sie" on a page that is Polish, too
    elif not (i and has(g, i - 1, DK_TIMEPREP)) and spaced(g, j) and token(g, j).kind == T_WORD and capital(g, j) and kinds_at(g, j) == 0 \
            and capital(g, i) and g.p[t.start] < 0x80:
        return 0
    return j
