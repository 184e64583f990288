"""Hours of opening, which weekdays have without a word of the clock: Monday 10-12, Mon-Fri 9-5; and times with a dot after a date: 18 maggio 10.30-12.00."""
from .dates_beside cimport range_gap
from .dates_clocks cimport clock_range
from .dates_lookup cimport bit
from .dates_series cimport and_dotted
from .dates_tokens cimport (ABBREVIATED, BLANKLINE, DK_AM, DK_AND, DK_BLOCK, DK_EACH, DK_FROM, DK_MONTH, DK_OCLOCK, DK_PM, DK_UNIT, DK_WEEKDAY, DateToken, NEWLINE, T_END, T_NUMBER,
                            T_SYMBOL, T_WORD, Tokens, has, kinds_at, sense, token)
from .dates_when cimport H_DAY, H_HOUR, H_MINUTE, H_NAMED, H_OFFSET, H_WEEKDAY, When, clear
from .dates_words cimport capital, glued, joined


cdef inline bint list_goes_on(Tokens *g, int k, int last) noexcept nogil:
    """Whether nothing at token k claims the number before it: the clause or the line ends, or another weekday or later hours follow ("9-12, 14-18")."""
    cdef DateToken *t = token(g, k)
    if t.kind == T_END or t.space & BLANKLINE:
        return True
    if t.kind == T_WORD:
        return t.gap in (c",", c";", c"|", c"/", c".", c")", c"?") and t.space != 0 or t.gap == 0 and t.space and kinds_at(g, k) & (bit(DK_WEEKDAY) | bit(DK_AND)) != 0
    return t.kind == T_NUMBER and t.gap in (c",", c";", c"|", c"/") and t.space and t.value > last and t.value > 12 \
        and (token(g, k + 1).gap == c"-" or joined(g, k + 1, c".") and token(g, k + 2).gap == c"-")


cdef inline int bare_hours(Tokens *g, int j, When *a, When *b) noexcept nogil:
    """Two hours in digits with a dash at token j, after a weekday or hours of it, and nothing that would make them other numbers; the token after them, or 0."""
    cdef DateToken *t = token(g, j)
    cdef DateToken *u
    if t.kind != T_NUMBER or not 0 < t.digits <= 2 or not 5 < t.value < 24 or t.space & NEWLINE or not t.space or t.gap not in (0, c":", c",", c"/", c";"):
        return 0
    u = token(g, j + 1)
    if u.kind != T_NUMBER or u.gap != c"-" or not 0 < u.digits <= 2 or not 0 < u.value <= 24 or u.space & NEWLINE or u.value == t.value \
            or u.value < t.value and (t.value > 12 or u.value > 10) or not list_goes_on(g, j + 2, u.value):
        return 0
    clear(a)
    clear(b)
    a.hour = t.value
    b.hour = u.value if u.value > t.value else u.value + 12
    a.has = b.has = H_HOUR
    a.half_day = b.half_day = True
    return j + 2


cdef inline bint starts_line(Tokens *g, int i) noexcept nogil:
    """Whether the word at token i starts its line, or follows other hours on it ("..., 14-18; Wednesday")."""
    cdef Py_ssize_t start = token(g, i).start
    if i and token(g, i).gap in (c",", c";", c"|") and token(g, i - 1).kind == T_NUMBER and token(g, i - 1).gap == c"-":
        return True
    while start > 0 and g.p[start - 1] in (32, c"*", c"-", c"|"):
        start -= 1
    return start == 0 or g.p[start - 1] == 10


cdef inline int dotted_time(Tokens *g, int k, int digits, When *w) noexcept nogil:
    """An hour of at least so many digits and minutes in fives with a dot, 10.30, at token k; the token after them, or 0."""
    cdef DateToken *t = token(g, k)
    cdef DateToken *u = token(g, k + 1)
    if t.kind != T_NUMBER or not digits <= t.digits <= 2 or t.value > 24 or u.kind != T_NUMBER or u.digits != 2 or u.value > 59 or u.value % 5 or not joined(g, k + 1, c".") \
            or token(g, k + 2).kind == T_NUMBER and token(g, k + 2).space == 0 and token(g, k + 2).gap != c"-":
        return 0
    clear(w)
    w.hour = t.value
    w.minute = u.value
    w.has = H_HOUR | H_MINUTE
    w.half_day = True
    return k + 2


cdef inline int dotted_range(Tokens *g, int k, When *a, When *b) noexcept nogil:
    """Two times with a dot and a dash, 8.30 - 12.30, at token k, that count nothing; the token after them, or 0."""
    cdef int m = dotted_time(g, k, 1, a)
    if not m or token(g, m).gap != c"-":
        return 0
    m = dotted_time(g, m, 1, b)
    if not m or b.hour < a.hour or token(g, m).kind == T_SYMBOL or kinds_at(g, m) & (bit(DK_UNIT) | bit(DK_BLOCK) | bit(DK_MONTH)) or glued(g, m):
        return 0
    return m


cdef inline int hours_of_weekday(Tokens *g, int j, int k, unsigned int what, When *a, When *b) noexcept nogil:
    """The bare hours of a weekday that starts its line, or the times with a dot of a date, at token k; `what` the date says; the token after them, or 0."""
    cdef int m
    if what == H_WEEKDAY:
        if token(g, k).kind != T_NUMBER or token(g, j - 1).kind != T_WORD:
            return 0
        if joined(g, k + 1, c"."):
            return dotted_range(g, k, a, b) if g.dotted_times or starts_line(g, j - 1) else 0
        return bare_hours(g, k, a, b) if k == j and starts_line(g, j - 1) else 0
    if not what & (H_DAY | H_NAMED | H_OFFSET) or not g.dotted_times or token(g, k).kind != T_NUMBER:
        return 0
    m = dotted_time(g, k, 2, a)
    if not m or token(g, m).gap != c"-":
        return 0
    return dotted_time(g, m, 2, b)


cdef inline bint has_hours(Tokens *g, int m) noexcept nogil:
    """Whether the weekday before token m belongs to what follows it: the end of a range of weekdays, or hours of its own."""
    cdef When a, b
    cdef int k
    if token(g, m).kind == T_NUMBER:
        return bare_hours(g, m, &a, &b) != 0 or token(g, m).gap in (0, c":") and clock_range(g, m, &a, &b, True) or token(g, m).digits <= 2 and token(g, m).gap in (0, c":") and (
            joined(g, m + 1, c":") or kinds_at(g, m + 1) & (bit(DK_AM) | bit(DK_PM) | bit(DK_OCLOCK)) != 0)
    k = range_gap(g, m)
    return k != 0 and has(g, k, DK_WEEKDAY)


cdef inline bint is_shortened(Tokens *g, int j) noexcept nogil:
    """Whether a month or weekday that is cut short stands before token j, so that the dot between ends no sentence: 5. Dez. um 13 Uhr, Sa. 20 Uhr."""
    cdef DateToken *t = token(g, j - 1)
    cdef int day = 0
    return token(g, j).gap == c"." and t.kind == T_WORD and (t.stop - t.start <= 4 or t.stop - t.start == 5 and sense(g, j - 1, DK_WEEKDAY, &day) and g.flags & ABBREVIATED) and kinds_at(g, j - 1) & (bit(DK_MONTH) | bit(DK_WEEKDAY)) != 0 \
        and (token(g, j).kind == T_NUMBER or token(g, j).kind == T_WORD and not capital(g, j))


cdef inline int hours_of_days(Tokens *g, int j, int *first, When *a, When *b) noexcept nogil:
    """Two hours after a range of weekdays or hours of it: "Mo-Fr (9-12)", "ma t/m vr (9.00-17.30 uur)", "Mo bis Fr von (8 bis 17 Uhr)"; the token after them, or 0.
    *first: the token of the first."""
    cdef DateToken *t = token(g, j)
    cdef int k
    first[0] = j
    if t.kind == T_END or t.space & NEWLINE or not t.space or t.gap not in (0, c":", c",") and not is_shortened(g, j) and not (t.gap == c"/" and t.kind == T_NUMBER):
        return 0
    if t.kind == T_WORD and (has(g, j, DK_FROM) or has(g, j, DK_AND)):
        first[0] = j + 1
        t = token(g, j + 1)
    if t.kind != T_NUMBER or t.digits > 2 or first[0] > j and t.gap and not and_dotted(g, j + 1) or t.space & NEWLINE:
        return 0
    k = bare_hours(g, first[0], a, b) if first[0] == j else 0
    if k:
        return k
    clear(a)
    clear(b)
    k = clock_range(g, first[0], a, b, True)
    if k or not g.dotted_times:
        return k
    k = dotted_time(g, first[0], 1, a)
    if not k or token(g, k).gap != c"-":
        return 0
    k = dotted_time(g, k, 2, b)
    return k if k and list_goes_on(g, k, b.hour) else 0


cdef inline bint of_each_day(Tokens *g, int j) noexcept nogil:
    """Whether the hours that end before token j are those of each day: täglich 10 bis 18 Uhr."""
    cdef int k = j - 1, _tokens
    for _tokens in range(8):
        if k < 1 or token(g, k).kind == T_WORD and not kinds_at(g, k) & (bit(DK_OCLOCK) | bit(DK_FROM) | bit(DK_AM) | bit(DK_PM)) and range_gap(g, k) <= k:
            break
        k -= 1
    return k >= 0 and has(g, k, DK_EACH)
