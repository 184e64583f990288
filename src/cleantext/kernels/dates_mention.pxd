"""One mention, and the next one of a list: where it starts and stops."""
from .dates_acts cimport take_year_of_act
from .dates_atom cimport empty_reading, quarter_letter
from .dates_beside cimport between_before, dotted_stop
from .dates_digits cimport three_parts
from .dates_dotted cimport dotted_day, first_day
from .dates_forms cimport day_month
from .dates_guards cimport is_numbered
from .dates_hour_amounts cimport counts_hours_told, counts_range
from .dates_hours cimport hour_member, lend_half, listed_hours
from .dates_join cimport whole_at
from .dates_lookup cimport bit, lead
from .dates_members cimport borrow_from_later, borrow_month, borrow_year, listed_member, shape
from .dates_noclock cimport counts_hours
from .dates_opening cimport hours_of_days
from .dates_range cimport bracket_end, with_range
from .dates_series cimport member_gap
from .dates_shared cimport period_member
from .dates_shortcuts cimport number_alone, plain_year, starts_nothing
from .dates_tokens cimport (DATES_STARTERS, DK_AND, DK_APPROX, DK_DEI, DK_MONTH, DK_NUM, DK_NUMBER, DK_OCLOCK, DK_ON, DK_ORD, DK_POS, DK_SEASON, DK_THE, DK_TO, DK_WEEKDAY,
                            DK_YEAR, POLISH, ROMANCE, T_END, T_NUMBER, T_SYMBOL, T_WORD, DateToken, FRENCH, Tokens, has, kinds_at, skip, token)
from .dates_when cimport H_CENTURY, H_CLOCK, H_DATED, H_DAY, H_DECADE, H_DEI, H_HOUR, H_MONTH, H_PERIOD, H_SHORT, H_WEEKDAY, H_YEAR, When
from .dates_words cimport Reading, capital, day_at, glued, spaced, weekday_at


cdef inline bint is_chamber(Tokens *g, int j) noexcept nogil:
    """Whether the ending at token j makes the number before it no day in French, as a comma and a number without one follow: Civ. 1re, 12 juill., Civ. 2e, 8 mars."""
    cdef DateToken *t = token(g, j)
    cdef DateToken *next = token(g, j + 1)
    return t.kind == T_WORD and g.p[t.stop - 1] == c"e" and (t.stop - t.start == 1 or t.stop - t.start == 2 and g.p[t.start] == c"r") \
        and next.kind == T_NUMBER and next.gap == c"," and not glued(g, j + 2)


cdef inline bint ends_version(const Tokens *g, Py_ssize_t start) noexcept nogil:
    """Whether the number at p[start] goes on after a dot: the 4 of "Android 4.4, 31 October 2013"."""
    return start > 1 and g.p[start - 1] == c"." and 48 <= g.p[start - 2] <= 57


cdef inline bint numbers_name(Tokens *g, int i) noexcept nogil:
    """Whether a hyphen joins the one or two digits at token i to capitals before them: the 19 of "COVID-19 - 21 July 2020"."""
    cdef DateToken *t = token(g, i)
    return t.space == 0 and t.digits <= 2 and t.start > 2 and g.p[t.start - 1] == c"-" and 65 <= g.p[t.start - 2] <= 90 and not (i > 0 and kinds_at(g, i - 1))


cdef inline bint follows_title(Tokens *g, int i) noexcept nogil:
    """Whether the number at token i belongs to what stands before it: Nature 12, p. 12."""
    return i > 0 and token(g, i - 1).kind == T_WORD and (has(g, i - 1, DK_NUMBER) or spaced(g, i) and capital(g, i - 1) and not kinds_at(g, i - 1))


cdef inline int listed_day(Tokens *g, int i, Reading *r) noexcept nogil:
    """A day whose month comes at the end of the list: the 11 of "11., 18. und 25. März"; the token after it, or 0."""
    cdef Reading last
    cdef int day = 0, next = 0, j, k, m, _count
    j = day_at(g, i, &day)
    if not j or token(g, i).kind != T_NUMBER or not token(g, i).digits or j > i + 1 and g.langs & FRENCH and is_chamber(g, i + 1) or ends_version(g, token(g, i).start):
        return 0
    k = j
    for _count in range(6):
        if token(g, k).kind == T_END:
            return 0
        if has(g, k, DK_AND):
            k = skip(g, k, DK_AND)
            if has(g, k, DK_ON) and spaced(g, k):
                k = skip(g, k, DK_ON)
            if has(g, k, DK_THE) and spaced(g, k):
                k = skip(g, k, DK_THE)
        elif token(g, k).kind == T_SYMBOL and lead(g, k) in (c"&", c"+") and token(g, k).stop - token(g, k).start == 1:
            k += 1                      # "12. + 13. Juni"
            if token(g, k).gap or token(g, k).kind != T_NUMBER:
                return 0
        elif token(g, k).gap != c"," or not token(g, k).space:
            return 0
        empty_reading(&last)
        m = day_month(g, k, &last)
        if not m and g.default_order == 1 and token(g, k + 1).gap == c"/":
            m = three_parts(g, k, &last)        # "les 10, 11 et 12/05/2024"
            m = m if last.a.has & H_DAY else 0
        if not m and token(g, j).gap == c"." and first_day(g, i) and dotted_day(g, k):
            last.a.day = token(g, k).value          # "15. und 16.3."
            last.a.month = token(g, k + 1).value
            last.a.has = H_DAY | H_MONTH
            m = k + 2
        if m:
            if last.a.day <= day or is_numbered(g, i) or g.default_order == 0 and token(g, m - 1).digits == 4 and follows_title(g, i):
                return 0
            r.a = last.a
            r.a.day = day
            r.strong = True
            r.listed = True
            return j
        m = day_at(g, k, &next)
        if not m or token(g, k).kind != T_NUMBER or next <= day:
            return 0
        k = m
    return 0


cdef inline bint may_be_member(Tokens *g, int k) noexcept nogil:
    """Whether a date that may take its year from the one before it could start at token k: a small number, a month, a season, an ordinal."""
    if token(g, k).kind == T_NUMBER:
        return token(g, k).digits <= 2
    return token(g, k).kind == T_WORD and kinds_at(g, k) & (bit(DK_MONTH) | bit(DK_SEASON) | bit(DK_ORD) | bit(DK_POS) | bit(DK_WEEKDAY)) != 0


cdef inline int next_member(Tokens *g, int j, const Reading *before, bint dated, Reading *r) noexcept nogil:
    """The next member of a list, which takes its month or year from the one `before` it: the 25 of "April 24 and 25", the June of
    "May 2021 and June"; the token after it, or 0. dated: the text tells the year."""
    cdef unsigned int kind
    cdef int k = member_gap(g, j)
    cdef int m
    if not k:
        return 0
    if before.a.has & H_CLOCK:
        return hour_member(g, j, k, before, r)
    m = listed_member(g, j, k, before, r)
    if m:
        return m
    empty_reading(r)
    if before.a.has & (H_CENTURY | H_DECADE):
        m = period_member(g, j, k, before, r)
        if m and token(g, m - 1).gap == c"'":
            r.start = apostrophe_before(g, r.start)
        return m
    if not dated and not before.range and (before.a.has & (H_DAY | H_MONTH)) == H_DAY | H_MONTH and token(g, k).kind == T_NUMBER and dotted_day(g, k):
        m = whole_at(g, k, r)
        if not m or r.range or r.kind or (r.a.has & (H_DAY | H_MONTH | H_YEAR)) != H_DAY | H_MONTH:
            return 0
        r.start = token(g, k).start
        r.stop = token(g, m - 1).stop + (r.stop == 1)
        return m
    kind = shape(&before.a) if dated and may_be_member(g, k) else 0
    m = whole_at(g, k, r) if kind else 0
    if not m or shape(&r.a) != kind or r.a.has & H_YEAR or r.a.yearless_ok or r.kind or r.range and (shape(&r.b) != kind or r.b.has & H_YEAR):
        return 0
    borrow_year(&r.a, &before.a, False)
    if r.range:
        borrow_year(&r.b, &r.a, False)
    r.start = token(g, k).start
    r.stop = token(g, m - 1).stop
    return m


cdef inline bint weekdays_with_hours(Tokens *g, int j) noexcept nogil:
    """Whether a list of weekdays that are cut short goes on at token j up to one with hours: the Mo of "Mo, Di und Do 8-12 Uhr"."""
    cdef When a, b
    cdef int k, first = 0, _members
    for _members in range(7):
        k = member_gap(g, j)
        if not k and token(g, j).kind == T_SYMBOL and lead(g, j) == c"+" and spaced(g, j + 1):
            k = j + 1               # "Mo + Do"
        k = weekday_at(g, k, &a) if k else 0
        if not k:
            return False
        j = k
        if hours_of_days(g, j, &first, &a, &b):
            return True
    return False


cdef inline bint year_dotted(Tokens *g, int j) noexcept nogil:
    """Whether the mention that ends before token j ends in "г." or "r.", and a word in lower case goes on."""
    cdef DateToken *t = token(g, j - 1)
    return t.kind == T_WORD and t.stop - t.start <= 2 and has(g, j - 1, DK_YEAR) and token(g, j).kind == T_WORD and token(g, j).space != 0 \
        and not capital(g, j)


cdef inline bint open_bracket(const Tokens *g, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Whether the last bracket in p[start:stop] is one that opens."""
    while stop > start:
        stop -= 1
        if g.p[stop] == c")" or g.p[stop] == c"(":
            return g.p[stop] == c"("
    return False


cdef inline Py_ssize_t past_bracket(const Tokens *g, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Past the bracket at p[stop] that closes one opened since p[start], if there is such a one: "13:18 (UTC)"."""
    return stop + (stop < g.n and g.p[stop] == c")" and open_bracket(g, start, stop))


cdef inline int mention_at(Tokens *g, int i, Reading *r) noexcept nogil:
    """The mention that starts at token i with all that belongs to it; the token after it, or 0."""
    cdef DateToken *t = token(g, i)
    cdef When a, b
    cdef int j, first
    if t.kind == T_SYMBOL or t.kind == T_WORD and not kinds_at(g, i) & DATES_STARTERS and (t.stop - t.start > 7 or not 65 <= g.p[t.start] <= 90) \
            and not quarter_letter(g, i):
        return 0
    if t.kind == T_WORD and starts_nothing(g, i):
        return 0
    if t.kind == T_NUMBER and (number_alone(g, i) or t.gap == c"-" and numbers_name(g, i)):
        return 0
    if t.kind == T_NUMBER and t.digits == 4:
        empty_reading(r)
        j = plain_year(g, i, r)
        if j >= 0:
            return j
    j = 0
    if t.kind == T_NUMBER and t.digits <= 2 and not between_before(g, i) \
            and (token(g, i + 1).gap == c"," or token(g, i + 1).gap == c"." or token(g, i + 1).kind == T_SYMBOL or has(g, i + 1, DK_AND) or has(g, i + 2, DK_AND) or token(g, i + 2).gap == c","
                 or token(g, i + 2).kind == T_SYMBOL):
        empty_reading(r)
        j = listed_day(g, i, r) or listed_hours(g, i, False, r)
    elif t.kind == T_NUMBER and t.digits <= 2 and t.value <= 24 and (token(g, i + 1).gap == c"-" or has(g, i + 1, DK_TO)) and not between_before(g, i):
        j = listed_hours(g, i, False, r)
    if j:
        r.start = t.start
        r.stop = token(g, j - 1).stop
        return j
    j = whole_at(g, i, r)
    if not j and g.langs & POLISH and t.kind == T_WORD and has(g, i, DK_OCLOCK) and (token(g, i + 1).kind == T_NUMBER or has(g, i + 1, DK_ORD)):
        j = mention_at(g, i + 1, r)         # "godz. 9-17": the word at which the search started stays out
        return j if j and r.a.has & H_CLOCK else 0
    if not j:
        return 0
    if r.a.has == H_DAY | H_MONTH and i > 2 and g.langs & ROMANCE and t.kind == T_NUMBER and not r.range:
        take_year_of_act(g, i, &r.a)
    if not r.range:
        j = with_range(g, i, j, r)
        if r.range and r.a.has == H_WEEKDAY:
            r.listed = hours_of_days(g, j, &first, &a, &b) != 0         # the search may have started at them
    if r.a.has & H_CLOCK:
        if r.a.has == H_HOUR and t.kind == T_NUMBER and (counts_range(g, i, j, r) if r.range else counts_hours(g, i, j) or counts_hours_told(g, i, j)):
            return 0
        lend_half(g, j, r)
    if r.a.has & (H_MONTH | H_PERIOD) and not (r.a.has | r.b.has) & H_YEAR and member_gap(g, j):
        borrow_from_later(g, j, r)
    if r.a.has == H_DAY | H_WEEKDAY and not r.range:
        borrow_month(g, j, r)
    if r.a.yearless_ok and not r.range and not r.a.has & (H_CLOCK | H_DAY):
        if r.a.has != H_WEEKDAY or not weekdays_with_hours(g, j):
            return 0
        r.listed = True
    if (r.a.has & H_DATED) == H_YEAR and i > 0 and has(g, i - 1, DK_APPROX) and spaced(g, i):
        r.a.approx = True
    r.start = t.start
    if t.kind == T_WORD and j > i + 1 and has(g, i, DK_THE) and not has(g, i, DK_NUM) and (spaced(g, i + 1) or token(g, i + 1).gap == c"'") \
            and not (r.a.has & H_DEI and r.a.dei == 0 and skip(g, i, DK_DEI) == i + 1):         # "ce lundi"
        r.start = token(g, i + 1).start     # "the last day": the article stays out
    if t.gap == c"'" and (r.a.has & H_SHORT or r.a.has & H_DECADE and t.digits == 2) and t.kind == T_NUMBER:
        r.start = apostrophe_before(g, t.start)
    if r.stop == 1:
        r.stop = g.items[j].start if j < g.count else token(g, j - 1).stop
        r.stop = bracket_end(g, token(g, j - 1).stop)
    else:
        r.stop = dotted_stop(g, j, r.start)
        if r.stop + 2 < g.n and g.p[r.stop] == c"." and t.kind != T_END and year_dotted(g, j):
            r.stop += 1             # "6 мая 2024 г. в", but not where a sentence may end
    r.stop = past_bracket(g, r.start, r.stop)
    return j


cdef inline Py_ssize_t apostrophe_before(Tokens *g, Py_ssize_t i) noexcept nogil:
    """Where the apostrophe just before p[i] starts; i when white space stands between."""
    if i >= 1 and g.p[i - 1] < 0x80:
        return i - 1 if g.p[i - 1] > 32 else i
    if i >= 3 and g.p[i - 3] == 0xE2 and g.p[i - 1] in (0x98, 0x99):
        return i - 3
    return i - 2 if i >= 2 and (g.p[i - 2] == 0xC2 and g.p[i - 1] == 0xB4 or g.p[i - 2] == 0xCA and g.p[i - 1] == 0xBC) else i
