"""Several times of a day, which lend each other what only one of them says: 15, 17 und 20 Uhr; Friday at 7 and 9 p.m.; 8-12 und 14-18 Uhr."""
from .dates_atom cimport empty_reading
from .dates_clocks cimport clock_range, take_clock
from .dates_beside cimport dotted_stop, range_gap
from .dates_join cimport whole_at, with_date
from .dates_lookup cimport bit, lead
from .dates_series cimport MEMBERS, member_gap
from .dates_spoken cimport at_before, hour_first
from .dates_times cimport clock_at
from .dates_tokens cimport (DK_AM, DK_AND, DK_BETWEEN, DK_BLOCK, DK_FROM, DK_MONTH, DK_NUM, DK_OCLOCK, DK_PM, DK_TO, DK_UNIT, DateToken, NEWLINE, POLISH, T_NUMBER, T_WORD, Tokens, has, kinds_at, token)
from .dates_when cimport H_CLOCK, H_DATED, H_FRACTION, H_HOUR, H_MINUTE, H_PART, H_ZONE, When, clear
from .dates_words cimport Reading, glued, joined, polish_in, spaced


cdef inline void take_date(When *w, const When *source) noexcept nogil:
    """The date of another mention for a time."""
    cdef When clock = w[0]
    w[0] = source[0]
    w.has &= ~<unsigned int>(H_CLOCK | H_ZONE | H_PART | H_FRACTION)
    take_clock(w, &clock)


cdef inline int plain_hour(Tokens *g, int i, When *w) noexcept nogil:
    """An hour in digits at token i, with or without minutes, and nothing that it counts after it; the token after it, or 0."""
    cdef DateToken *t = token(g, i)
    cdef int j = i + 1
    if t.kind != T_NUMBER or not 0 < t.digits <= 2 or t.value > 24 or t.space & NEWLINE:
        return 0
    clear(w)
    w.hour = t.value
    w.has = H_HOUR
    if token(g, j).digits == 2 and token(g, j).value < 60 and (joined(g, j, c":") or joined(g, j, c".")):
        w.minute = token(g, j).value
        w.has |= H_MINUTE
        j += 1
    if glued(g, j) or token(g, j).kind == T_NUMBER and token(g, j).space == 0 and token(g, j).gap != c"-" \
            or spaced(g, j) and kinds_at(g, j) & (bit(DK_MONTH) | bit(DK_UNIT) | bit(DK_BLOCK) | bit(DK_NUM)) and not has(g, j, DK_AND) and not has(g, j, DK_TO) and not polish_in(g, j):
        return 0
    w.half_day = t.value > 12
    return j


cdef inline int plain_hours(Tokens *g, int i, Reading *r) noexcept nogil:
    """Such an hour, or two that are a range; the token after it, or 0."""
    cdef int j = plain_hour(g, i, &r.a)
    cdef int k = range_gap(g, j) if j else 0
    r.range = False
    if k:
        k = plain_hour(g, k, &r.b)
        r.range = k != 0
        j = k
    return j


cdef inline void take_half(When *w, const When *end) noexcept nogil:
    """The half of the clock that is told of a later time, in 12 hours: the 7 of "7 and 9 p.m."; but the 10 of "10 and 2 p.m." is in the morning."""
    if not w.half_day and w.hour <= 12:
        if end.hour >= 12:
            if w.hour < 12 and w.hour + 12 <= end.hour:
                w.hour += 12
        elif w.hour == 12:
            w.hour = 0
        w.half_day = True
    if end.has & H_ZONE and not w.has & H_ZONE:
        w.zone = end.zone
        w.has |= H_ZONE


cdef inline int hours_end(Tokens *g, int j, Reading *end, bint *commas) noexcept nogil:
    """The time with a word or half of the clock, or with a colon, that closes the list going on at token j; the token after it, or 0.
    *commas: not all members stand beside "and"."""
    cdef Reading member
    cdef int _members, k, m, last = 0
    commas[0] = False
    for _members in range(MEMBERS):
        k = member_gap(g, j)
        if not k or token(g, k).space & NEWLINE:
            break
        commas[0] = commas[0] or k == j
        empty_reading(end)
        m = clock_range(g, k, &end.a, &end.b, False)
        end.range = m != 0
        if not m:
            clear(&end.a)
            m = clock_at(g, k, &end.a)
        if m and (kinds_at(g, m - 1) & (bit(DK_OCLOCK) | bit(DK_AM) | bit(DK_PM)) or token(g, m - 1).kind == T_WORD):
            return m
        if m:
            last = m
        else:
            last = 0
            m = plain_hours(g, k, &member)
            if not m:
                return 0
        j = m
    return last


cdef inline bint in_halves(Tokens *g, int m, const Reading *end) noexcept nogil:
    """Whether the closing time that ends before token m says am or pm (or the like) after at most twelve hours."""
    cdef int k = m - 1
    if not (end.b.half_day if end.range else end.a.half_day):
        return False
    while k > 0 and token(g, k).kind == T_WORD:
        k -= 1
    return has(g, k + 1, DK_AM) or has(g, k + 1, DK_PM)


cdef inline int listed_hours(Tokens *g, int i, bint told, Reading *r) noexcept nogil:
    """An hour or a range of hours at token i whose word or half of the clock closes the list: the 15 of "15, 17 und 20 Uhr"; the token after it, or 0.
    told: one such member stands before it."""
    cdef Reading end
    cdef bint commas = False
    cdef int j, m
    empty_reading(r)
    j = plain_hours(g, i, r)
    m = hours_end(g, j, &end, &commas) if j else 0
    if not m or i > 0 and token(g, i).space == 0 or not told and hour_first(g, i, &end.b):
        return 0
    if not told and not at_before(g, i) and not (r.range and has(g, i - 1, DK_FROM)) and (commas or token(g, m - 1).kind != T_WORD or has(g, m - 1, DK_UNIT)):
        return 0                # "Room 5, 7 p.m.", "2 y 3 horas"
    if in_halves(g, m, &end):
        take_half(&r.a, &end.a)
        if r.range:
            take_half(&r.b, &end.a)
            if r.b.hour < r.a.hour and r.b.hour < 12:
                r.b.hour += 12
    r.strong = True
    r.listed = True
    return j


cdef inline void lend_half(Tokens *g, int j, Reading *r) noexcept nogil:
    """Give a time that ends before token j the half of the clock, or the day, that the end of the list tells: the 7:30 of "7:30 and 9 p.m. on Friday"."""
    cdef Reading end
    cdef bint commas = False
    cdef int m
    if r.range or r.a.half_day and r.a.has & H_DATED or not member_gap(g, j):
        return
    m = hours_end(g, j, &end, &commas)
    if not m:
        return
    if in_halves(g, m, &end):
        take_half(&r.a, &end.a)
    if not r.a.has & (H_DATED | H_PART) and not commas and token(g, m - 1).kind == T_WORD:
        with_date(g, m, &end)
        if end.a.has & H_DATED:
            take_date(&r.a, &end.a)


cdef inline bint hour_word_told(Tokens *g, int j) noexcept nogil:
    """Whether "godz." stands before the hours that end before token j."""
    cdef int k = j - 1, _tokens
    if g.langs & POLISH == 0:
        return False
    for _tokens in range(MEMBERS):
        if k < 1 or token(g, k).kind != T_NUMBER and not has(g, k, DK_AND) and not has(g, k, DK_TO):
            break
        k -= 1
    return k >= 0 and has(g, k, DK_OCLOCK)


cdef inline int hour_member(Tokens *g, int j, int k, const Reading *before, Reading *r) noexcept nogil:
    """A later time at token k, past "and" or the like at token j, which takes its day from the time before it: the 17 of "Samstag um 15 und 17 Uhr";
    the token after it, or 0."""
    cdef const When *last = &before.b if before.range else &before.a
    cdef int m = whole_at(g, k, r)
    if m and r.kind:
        return 0
    if not m:
        m = listed_hours(g, k, True, r)
    if not m and k > j and hour_word_told(g, j):
        empty_reading(r)
        m = plain_hours(g, k, r)
    if not m or has(g, m, DK_BETWEEN) or not r.a.has & H_HOUR or (r.a.has | r.b.has) & (H_DATED | H_PART):
        return 0
    if not r.a.half_day and not r.range and last.half_day and last.hour >= 12 and lead(g, k + 1) >= 0xE3 and lead(g, j - 1) >= 0xE3 and r.a.hour < 12 \
            and r.a.hour + 12 > last.hour:
        r.a.hour += 12          # "오후 3시와 7시"
    if before.a.has & H_DATED:
        take_date(&r.a, &before.a)
        if r.range:
            take_date(&r.b, &before.a)
    r.start = token(g, k).start
    r.stop = dotted_stop(g, m, r.start)
    return m
