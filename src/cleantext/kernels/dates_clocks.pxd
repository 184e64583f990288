"""Hours beside a date or another hour: the gap to a time, ranges of times, bare hours."""
from .dates_beside cimport range_gap
from .dates_lookup cimport bit, lead
from .dates_spoken cimport HOUR_FIRST, at_before, hour_at
from .dates_times cimport clock_at, colon_time, zone_after
from .dates_tokens cimport (AFTERSPACE, DK_AND, DK_AT, DK_BETWEEN, DK_BLOCK, DK_EACH, DK_FROM, DK_HOUR, DK_MONTH, DK_NUM, DK_OCLOCK, DK_OF, DK_ON, DK_PREP,
                            DK_THE, DK_UNIT, FRENCH, NEWLINE, POLISH, T_END, T_NUMBER, T_SYMBOL, T_WORD, DateToken, Tokens, has, kinds_at, skip, token)
from .dates_when cimport H_CANONICAL, H_CLOCK, H_FRACTION, H_HOUR, H_MINUTE, H_PART, H_ZONE, When, clear
from .dates_words cimport glued, joined, polish_in, spaced


cdef inline int iso_time(Tokens *g, int j, When *w) noexcept nogil:
    """T15:30 right after a date."""
    cdef int k
    if not (glued(g, j) and token(g, j).stop - token(g, j).start == 1 and lead(g, j) | 0x20 == c"t" and glued(g, j + 1)):
        return 0
    k = colon_time(g, j + 1, w)
    if not k and token(g, j + 1).kind == T_NUMBER and token(g, j + 1).digits == 2 and token(g, j + 1).value < 24:
        w.hour = token(g, j + 1).value
        w.has |= H_HOUR
        k = j + 2
    if not k:
        return 0
    w.half_day = True
    w.has |= H_CANONICAL
    if token(g, k).space == 0:
        k = zone_after(g, k, w)
    w.has &= ~<unsigned int>H_CANONICAL
    return k


cdef inline void take_clock(When *w, const When *clock) noexcept nogil:
    """Add a time to a date; a part of the day named with the date settles the half of the clock."""
    w.hour = clock.hour
    w.minute = clock.minute
    w.second = clock.second
    w.fraction = clock.fraction
    w.fraction_digits = clock.fraction_digits
    w.zone = clock.zone
    w.half_day = clock.half_day
    w.has |= clock.has & (H_CLOCK | H_ZONE | H_FRACTION)
    if w.has & H_PART:
        if not w.half_day and w.part >= 2 and w.hour < 12 and not (w.part == 4 and w.hour < 5):
            w.hour += 12
        w.half_day = True
        w.has &= ~<unsigned int>H_PART


cdef inline int bare_hour(Tokens *g, int j, When *w) noexcept nogil:
    """The hour of "tomorrow at 5": a number up to 24 that nothing else claims."""
    cdef int hour = 0, k
    if not spaced(g, j) and not (token(g, j).gap == c"." and has(g, j - 1, DK_HOUR)):
        return 0                # "imorgen kl. 17"
    k = hour_at(g, j, &hour)
    if not k or hour > 24 or token(g, k).kind == T_SYMBOL and spaced(g, k):
        return 0
    if token(g, k).kind == T_NUMBER and token(g, k).space == 0 or has(g, k, DK_UNIT) or has(g, k, DK_BLOCK) or has(g, k, DK_MONTH) or glued(g, k):
        return 0
    if token(g, k).kind == T_WORD and token(g, k).gap == c"-" and token(g, k).space == 0:
        return 0                # "last night after five-and-a-half years"
    if spaced(g, k) and has(g, k, DK_OF) and has(g, skip(g, k, DK_OF), DK_MONTH):
        return 0                # "de 18 de noviembre a 19 de diciembre"
    if token(g, j).kind == T_WORD and token(g, k).kind == T_WORD and spaced(g, k) and not kinds_at(g, k):
        return 0
    if token(g, k).kind == T_WORD and range_gap(g, k) and (token(g, range_gap(g, k)).kind == T_NUMBER or has(g, range_gap(g, k), DK_NUM)):
        return 0                # "il 25 aprile, dal 3 al 5 maggio"
    w.hour = hour
    w.minute = 0
    w.has |= H_HOUR
    return k


cdef inline int time_gap(Tokens *g, int j, bint dotted, bint *at) noexcept nogil:
    """From after a date to its time; the time's token, or 0. at: a word such as "at" stands between; dotted: the date ends in a dot."""
    cdef DateToken *t = token(g, j)
    cdef int k
    at[0] = False
    if t.kind == T_END or t.space & NEWLINE:
        return 0
    if t.gap == c"-" and t.space == 0 and t.kind == T_NUMBER and t.digits == 2 and token(g, j + 1).gap == c":" and j > 0 \
            and token(g, j - 1).digits == 4:
        return j
    if t.gap == c"-" and t.space == 0 or t.gap not in (0, c",", c"-", c"|", c":", c"(") and not (dotted and t.gap == c"." and t.space):
        return 0
    if t.gap == c":" and t.space != AFTERSPACE:
        return 0
    if t.kind == T_SYMBOL:
        if g.p[t.start] == c"@":
            at[0] = True
            return j + 1
        return 0
    if t.kind == T_WORD and t.gap in (0, c",", c".") and (has(g, j, DK_AT) or has(g, j, DK_BETWEEN) or has(g, j, DK_FROM)):
        k = skip(g, j, DK_AT)
        j = k if k > j else skip(g, skip(g, j, DK_BETWEEN), DK_FROM)
        at[0] = True
        while has(g, j, DK_AT) and spaced(g, j) and not has(g, j, DK_NUM):
            j = skip(g, j, DK_AT)
        if token(g, j).gap != 0 and token(g, j).gap != c"." and token(g, j).gap != c":" and token(g, j).gap != c"'" or token(g, j).space & NEWLINE:
            return 0
        if has(g, j, DK_THE) and spaced(g, j):
            j = skip(g, j, DK_THE)
    return j


cdef inline bint hour_words(Tokens *g, int i, int j, int k) noexcept nogil:
    """Whether words that only hours have make bare numbers at tokens i and k hours: dalle 9 alle 18, de las 9 a las 18, das 9 às 18."""
    return g.langs & HOUR_FIRST & ~FRENCH != 0 and at_before(g, i) and has(g, j, DK_AT) and skip(g, j, DK_AT) == k and (k > j + 1 or token(g, j).stop - token(g, j).start > 2) \
        and (token(g, k + 1).kind == T_END or token(g, k + 1).gap != 0 or kinds_at(g, k + 1) & (bit(DK_AND) | bit(DK_ON) | bit(DK_PREP) | bit(DK_EACH)) != 0)


cdef inline int clock_range(Tokens *g, int i, When *a, When *b, bint dated) noexcept nogil:
    """"9:30 - 11:00", "9 to 5 pm", "from 6h30 bis 23h", "18-20 Uhr": two times; the token after, or 0.

    dated: a day is told, so that "from 7 to 9" are hours.
    """
    cdef int hour = 0, k, m
    cdef int j = clock_at(g, i, a)
    cdef bint bare = False
    cdef bint loose
    cdef bint hours_told = g.langs & POLISH and has(g, i - 1, DK_OCLOCK)       # "w godz. 9-17"
    if not j:
        clear(a)
        j = hour_at(g, i, &hour)
        if not j or token(g, i).kind == T_WORD and not has(g, i, DK_NUM):
            return 0
        a.hour = hour
        a.has = H_HOUR
        bare = True
    k = range_gap(g, j)
    if not k and has(g, j, DK_AND) and (has(g, i - 1, DK_BETWEEN) or has(g, i - 2, DK_BETWEEN) or has(g, i - 3, DK_BETWEEN)):
        k = skip(g, j, DK_AND)
    if not k or token(g, k).space & NEWLINE:
        return 0
    while has(g, k, DK_AT) and spaced(g, k) and not has(g, k, DK_NUM):
        k = skip(g, k, DK_AT)
    if has(g, k, DK_THE) and spaced(g, k) and not has(g, k, DK_NUM):
        k = skip(g, k, DK_THE)
    m = clock_at(g, k, b)
    if not m:
        clear(b)
        loose = has(g, i - 1, DK_BETWEEN) or has(g, i - 1, DK_FROM) or i > 1 and has(g, i - 1, DK_THE) and (
            has(g, i - 2, DK_BETWEEN) or has(g, i - 2, DK_FROM)) or hours_told
        if bare and not ((dated or hours_told or hour_words(g, i, j, k)) and loose and token(g, i).kind == T_NUMBER) or not a.half_day and not a.has & H_MINUTE and not loose:
            return 0
        m = bare_end(g, k, b, a, loose)
        if not m:
            return 0
    if bare and i > 0 and token(g, i).space == 0 and token(g, i).gap:
        return 0
    if not a.half_day and not b.half_day and b.hour < a.hour < 12 and not bare_24(g, k):
        b.hour += 12                # "11:30-1:30"
    if b.half_day and not a.half_day and b.hour >= 12 and a.hour < 12 and a.hour + 12 <= b.hour and not bare_24(g, k):
        a.hour += 12
    if a.half_day and not b.half_day and b.hour < 12 and b.hour + 12 > a.hour and a.hour >= 12:
        b.hour += 12
    elif a.half_day and not b.half_day and b.hour < a.hour < 12 and not b.has & H_MINUTE:
        b.hour += 12
    if b.has & H_ZONE and not a.has & H_ZONE:
        a.zone = b.zone
        a.has |= H_ZONE
    return m


cdef inline bint bare_24(Tokens *g, int i) noexcept nogil:
    """Whether the time at token i was written in 24 hours."""
    return token(g, i).kind == T_NUMBER and token(g, i).value > 12


cdef inline int bare_end(Tokens *g, int k, When *b, const When *a, bint loose) noexcept nogil:
    """The end of a range of times without am or pm: the 3 of "1am-3"."""
    cdef int hour = 0
    cdef int m = hour_at(g, k, &hour)
    if not m or token(g, k).kind != T_NUMBER or has(g, m, DK_UNIT) and not polish_in(g, m) or has(g, m, DK_BLOCK) or has(g, m, DK_MONTH) or glued(g, m) \
            or has(g, m, DK_OF) and has(g, skip(g, m, DK_OF), DK_MONTH):
        return 0
    if a.has & H_MINUTE and joined(g, m, c".") and token(g, m).digits == 2 and token(g, m).value < 60 and not joined(g, m + 1, c"."):
        b.hour = hour               # 16.00 - 18.30
        b.minute = token(g, m).value
        b.has = H_HOUR | H_MINUTE
        return m + 1
    if a.has & H_MINUTE and not a.half_day and not loose or token(g, m).kind == T_NUMBER and token(g, m).space == 0:
        return 0
    b.hour = hour
    b.has = H_HOUR
    return m
