"""What belongs together: a date and its time, the two ends of a range, a weekday or month and the week or year it lies in."""
from .dates_amounts cimport amount_at
from .dates_atom cimport atom_at, empty_reading, name_follows
from .dates_clocks cimport bare_hour, clock_range, iso_time, take_clock, time_gap
from .dates_beside cimport weekday_after
from .dates_east cimport with_decade, with_position, with_season
from .dates_feasts cimport is_named_day
from .dates_frame cimport frame_of_list, with_day_of_week, with_frame, with_nth, with_week_more, with_year_before
from .dates_lookup cimport bit, lead
from .dates_opening cimport has_hours, hours_of_weekday, is_shortened, of_each_day
from .dates_deictic cimport part_after
from .dates_spoken cimport HALF_FIRST, at_before, hour_after_half, hour_at
from .dates_times cimport clock_at, zone_after
from .dates_tokens cimport (DK_AFTERDATE, DK_AM, DK_AND, DK_AT, DK_BEFOREDATE, DK_BETWEEN, DK_CLOCK, DK_DAY, DK_EACH, DK_NUM, DK_OF, DK_ON, DK_PART, DK_PM, DK_POS,
                            DK_PREP, DK_THE, DK_TIMEPREP, DK_WEEKDAY, DK_YEAR, DK_ZONE, NEWLINE, ROMANCE, T_END, T_NUMBER, T_WORD, WEAK, DateToken, Tokens, has, kinds_at, sense,
                            skip, token)
from .dates_when cimport (H_CLOCK, H_DATED, H_DAY, H_DEI, H_HOUR, H_MONTH, H_NAMED, H_OFFSET, H_PART, H_WEEKDAY, H_YEAR, U_DAY, U_MONTH, H_SECOND, H_ZONE, U_WEEK, U_YEAR, When,
                          clear)
from .dates_words cimport Reading, capital, glued, joined, spaced, unit_at


cdef inline bint year_shortened(Tokens *g, int j) noexcept nogil:
    """Whether "г." or "r." stands before token j, a dot that ends no sentence: a word in lower case or a time follows."""
    cdef DateToken *t = token(g, j - 1)
    if t.kind != T_WORD or t.stop - t.start > 2 or not has(g, j - 1, DK_YEAR):
        return False
    return not capital(g, j) if token(g, j).kind == T_WORD else token(g, j + 1).gap == c":"


cdef inline bint year_word_before_time(Tokens *g, int j, const Reading *r) noexcept nogil:
    """Whether "г." or "r." stands at token j, after a date in numbers, and goes on to a time: 12.03.2024 r. o godz. 14:05."""
    cdef DateToken *t = token(g, j)
    return t.kind == T_WORD and t.stop - t.start <= 2 and t.space != 0 and t.gap == 0 and (r.a.has & (H_DAY | H_YEAR)) == H_DAY | H_YEAR and not r.range and has(g, j, DK_YEAR) \
        and token(g, j - 1).digits == 4 and year_shortened(g, j + 1)


cdef inline bint bracket_closed(Tokens *g, int j, bint told) noexcept nogil:
    """Whether a bracket closes before token j, with at most a comma and a space after it; not told: one in which the date stands after its weekday,
    jeudi (14 mars), à 21 h."""
    cdef DateToken *t = token(g, j)
    cdef Py_ssize_t i = token(g, j - 1).stop
    cdef int k
    if t.gap != c")" and not (t.gap == c"?" and t.kind != T_END and t.start == i + 3 and g.p[i] == c")" and g.p[i + 1] == c"," and g.p[i + 2] == 32):
        return False
    for k in range(j - 1, max(0, j - 5), -1):
        if not told and token(g, k).gap == c"(":
            return has(g, k - 1, DK_WEEKDAY)
    return told


cdef inline int with_time(Tokens *g, int j, Reading *r) noexcept nogil:
    """Add the time after a date; the token after it, or j."""
    cdef When a, b
    cdef bint at = False
    cdef int k, m
    if year_word_before_time(g, j, r):
        k = with_time(g, j + 1, r)
        return k if k > j + 1 else j
    clear(&a)
    clear(&b)
    if r.range or r.a.has & H_CLOCK or not r.a.has & (H_DAY | H_WEEKDAY | H_OFFSET | H_NAMED | H_PART) \
            or (r.a.has & H_OFFSET and r.a.unit != U_DAY and not r.a.has & (H_WEEKDAY | H_DAY)):
        return j
    k = iso_time(g, j, &a)
    if k:
        take_clock(&r.a, &a)
        r.a.canonical = True
        return k
    k = time_gap(g, j, r.stop == 1 or year_shortened(g, j) or is_shortened(g, j) or token(g, j).gap == c"." and lead(g, j) >= 0xEA and token(g, j - 1).kind == T_NUMBER, &at) if token(g, j).gap not in (c")", c"?") or not bracket_closed(g, j, r.stop == 1) else j
    if not k:
        return j
    if k == j and has(g, j, DK_AT) and token(g, j).gap in (c")", c"?") and (not has(g, j, DK_NUM) or skip(g, j, DK_AT) > j + 1):
        k = skip(g, j, DK_AT)           # "15/06 (sábado) às 16h", "quinta-feira (14), às 19h30"
        at = True
    m = clock_range(g, k, &a, &b, True)
    if not m and not at:
        m = hours_of_weekday(g, j, k, r.a.has, &a, &b)
    if m:
        r.b = r.a
        r.range = True
        take_clock(&r.b, &b)
        take_clock(&r.a, &a)
        return m
    clear(&a)
    m = clock_at(g, k, &a)
    if not m and at and has(g, j, DK_PART):
        clear(&a)
        m = clock_at(g, j, &a)          # "завтра в полдень"
    if not m and (at or r.a.has & H_PART and g.langs & HALF_FIRST and hour_after_half(g, k)):
        clear(&a)
        m = bare_hour(g, k, &a)
    if not m:
        return j
    r.stop = 0
    if token(g, j).gap == c"(":
        if token(g, m).gap != c")":
            return j
        r.stop = 1
    take_clock(&r.a, &a)
    r.strong = True
    if not r.a.has & H_YEAR and r.a.has & H_DAY and spaced(g, m) and token(g, m).kind == T_NUMBER and token(g, m).digits == 4 \
            and 1900 <= token(g, m).value <= 2100 and token(g, m + 1).space + (token(g, m + 1).kind == T_END):
        r.a.year = token(g, m).value        # "Thu Oct 26 11:00:09 EDT 2023"
        r.a.has |= H_YEAR
        return zone_after(g, m + 1, &r.a) if not r.a.has & H_ZONE and r.a.has & H_SECOND else m + 1      # "Tue Mar 5 09:14:22 2024 -0800"
    return weekday_after(g, m, r) if token(g, m).gap == c"(" else m


cdef inline int with_part(Tokens *g, int j, Reading *r) noexcept nogil:
    """The part of a day that stands after it: the 15th in the morning, lunes por la tarde, Sunday early evening; the token after it, or j."""
    cdef int part = 0, k = j, _words
    if r.range or not r.a.has & (H_DAY | H_WEEKDAY | H_NAMED) or r.a.has & (H_CLOCK | H_PART) or token(g, j).kind != T_WORD or not spaced(g, j) \
            or token(g, j).space & NEWLINE:
        return j
    for _words in range(4):
        if has(g, k, DK_PART) and (k == j + 1 and has(g, j, DK_POS) or k > j or lead(g, k) >= 0xE3 or g.langs & ROMANCE and skip(g, k, DK_PART) > k + 1):
            k = sense(g, k, DK_PART, &part)
            if part > 4 or g.flags & WEAK or has(g, k, DK_AND):
                return j
            r.a.part = part
            r.a.has |= H_PART
            return k
        if not kinds_at(g, k) & (bit(DK_PREP) | bit(DK_TIMEPREP) | bit(DK_THE) | bit(DK_POS)) and not (lead(g, k) >= 0xE3 and has(g, k, DK_OF)) or has(g, k, DK_EACH) or has(g, k, DK_AND) or not spaced(g, k + 1):
            return j
        k += 1
    return j


cdef inline bint ends_in_m(const Tokens *g, int j) noexcept nogil:
    """Whether an English time before token j ends in am or pm, after which a short weekday is one: 10am-4pm Sat."""
    return g.default_order == 0 and j > 0 and g.p[g.items[j - 1].stop - 1] | 0x20 == c"m"


cdef inline int with_date(Tokens *g, int j, Reading *r) noexcept nogil:
    """Add the date after a time or a range of times; the token after it, or j."""
    cdef Reading d
    cdef DateToken *t = token(g, j)
    cdef int k = j, m
    cdef When clock
    if t.kind == T_END or t.space & NEWLINE or t.gap not in (0, c",", c"(", c"|", c"-", c".") and not (t.gap == c")" and t.space and j > 0 and token(g, j - 1).gap == c"(" and has(g, j - 1, DK_ZONE)) \
            or t.gap == c"-" and not t.space:
        return j
    if t.gap == c"." and not (j > 0 and g.p[token(g, j - 1).stop - 1] | 0x20 == c"m"):
        return j
    if has(g, k, DK_ON) and t.kind == T_WORD:
        k = skip(g, k, DK_ON)
    if has(g, k, DK_THE) and spaced(g, k):
        k = skip(g, k, DK_THE)
    if not spaced(g, k) and k != j:
        return j
    if k > j and g.langs & ROMANCE and token(g, k + 1).kind == T_NUMBER and unit_at(g, k, U_DAY) == k + 1:
        k += 1                  # "às 12h do dia 15 de julho", "del giorno 15/07/2024"
    m = atom_at(g, k, &d)
    if not m and k > j:
        k = j                   # "15:00 i morgen"
        m = atom_at(g, k, &d)
    if not m or glued(g, m) and not d.stop or token(g, m).kind == T_NUMBER and joined(g, m, c"/") or d.range or d.a.has & H_CLOCK or d.modifier or d.kind:
        return j
    if not d.a.has & (H_DAY | H_WEEKDAY | H_NAMED) and not (d.a.has & H_OFFSET and d.a.unit == U_DAY):
        return j
    if not d.strong and k == j and not d.a.has & H_NAMED and not (d.a.has == H_WEEKDAY and (r.b.half_day if r.range else r.a.half_day) and ends_in_m(g, j)
                                                                  and capital(g, k) and not name_follows(g, m)):
        return j
    if d.a.has == H_WEEKDAY and (has_hours(g, m) or t.gap == c"," and r.range and of_each_day(g, j)):
        return j                # "9 am - 5 pm, Monday through Friday", "9-17 Uhr, Sa 10-14", "täglich 10-18 Uhr, Montag geschlossen"
    if t.gap == c"(" and token(g, m).gap != c")":
        return j
    if t.gap == c"(" or d.stop == 1:
        r.stop = 1
    clock = r.a
    r.a = d.a
    take_clock(&r.a, &clock)
    if r.range:
        clock = r.b
        r.b = d.a
        take_clock(&r.b, &clock)
    r.strong = True
    return m


cdef inline int with_apposition(Tokens *g, int j, Reading *r) noexcept nogil:
    """today, April 5; this morning, 14 Oct. 2015; next Friday (June 3); Independence Day, July 4, 2023: the date says which day."""
    cdef Reading d
    cdef DateToken *t = token(g, j)
    cdef int m
    cdef bint relative = r.a.has & H_OFFSET and r.a.unit == U_DAY or r.a.has & H_WEEKDAY and r.a.has & (H_DEI | H_PART) and not r.a.has & H_MONTH
    if r.range or not relative and r.a.has != H_NAMED or r.a.counted or r.a.has & H_CLOCK or t.kind == T_END or t.gap not in (0, c",", c"(", c"-") or glued(g, j):
        return j
    m = j
    if has(g, m, DK_THE) and t.kind == T_WORD:
        m = skip(g, m, DK_THE)
    m = atom_at(g, m, &d)
    if not m or d.range or not d.a.has & H_DAY or not d.a.has & H_MONTH or d.a.has & (H_CLOCK | H_OFFSET) or not relative and not is_named_day(&r.a, &d.a):
        return j
    if t.gap == c"(" and token(g, m).gap != c")":
        return j
    if t.gap == c"(":
        r.stop = 1
    if r.a.has & H_PART:
        d.a.part = r.a.part
        d.a.has |= H_PART
    if r.a.has == H_NAMED and not d.a.has & H_YEAR:
        d.a.named = r.a.named
        d.a.has |= H_NAMED      # tells the year
    r.a = d.a
    r.strong = True
    return m


cdef inline int shifted_day(Tokens *g, int i, Reading *r) noexcept nogil:
    """An amount counted from a day: three weeks from tomorrow, zwei Tage nach Ostern, 10 days before June 5; the token after it, or 0."""
    cdef int unit = 0, amount = 0, sign = 1, v = 0, k
    cdef int j
    if token(g, i).kind != T_NUMBER and not has(g, i, DK_NUM):
        return 0
    j = amount_at(g, i, &unit, &amount)
    if not j or not spaced(g, j) or token(g, j).kind != T_WORD or unit not in (U_DAY, U_WEEK, U_MONTH, U_YEAR):
        return 0
    k = sense(g, j, DK_AFTERDATE, &v)
    if not k:
        k = sense(g, j, DK_BEFOREDATE, &v)
        sign = -1
    if not k or not spaced(g, k):
        return 0
    k = skip(g, k, DK_THE)
    k = atom_at(g, k, r)
    if not k or r.range or r.kind or r.modifier or r.a.counted or r.a.has & H_CLOCK \
            or not (r.a.has & (H_DAY | H_WEEKDAY | H_NAMED) or r.a.has & H_OFFSET and r.a.unit == U_DAY):
        empty_reading(r)
        return 0
    r.a.shift = sign * amount
    r.a.shift_unit = unit
    r.strong = True
    return k


cdef inline int hour_before_day(Tokens *g, int i, Reading *r) noexcept nogil:
    """at 5 tomorrow afternoon, alle 10 stanotte: a bare hour before a day; the token after it, or 0."""
    cdef When clock
    cdef int hour = 0, k
    cdef int j = hour_at(g, i, &hour)
    if not j or not at_before(g, i) and token(g, i).start or not spaced(g, j) and token(g, j).gap != c"," or not has(g, j, DK_DAY):
        return 0
    k = atom_at(g, j, r)
    if not k or not r.a.has & H_OFFSET or r.a.unit != U_DAY or r.a.counted or r.a.has & H_CLOCK:
        empty_reading(r)
        return 0
    clear(&clock)
    clock.hour = hour
    clock.has = H_HOUR
    take_clock(&r.a, &clock)
    r.strong = True
    return k


cdef inline int hour_of_date(Tokens *g, int i, Reading *r) noexcept nogil:
    """alle ore 12 del 15 luglio 2024, a las 12 del 15 de julio: a bare hour before a date; the token after it, or 0."""
    cdef DateToken *t = token(g, i)
    cdef int j
    if t.kind != T_NUMBER or not 0 < t.digits <= 2 or not 0 < t.value < 25 or token(g, i + 1).kind != T_WORD or not has(g, i + 1, DK_ON) or not at_before(g, i) \
            or not spaced(g, i) or not spaced(g, i + 1) or token(g, i - 1).stop - token(g, i - 1).start < 3:
        return 0
    empty_reading(r)
    r.a.hour = t.value
    r.a.has = H_HOUR
    j = with_date(g, i + 1, r)
    if j > i + 1 and (r.a.has & (H_MONTH | H_DAY)) == H_MONTH | H_DAY:
        return j
    empty_reading(r)
    return 0


cdef inline int hours_of_day(Tokens *g, int i, Reading *r) noexcept nogil:
    """The bare hours of "between 3 and 5 on May 2", "between 7 and 9 last night"; the token after the day, or 0."""
    cdef When a, b
    cdef int j, k
    clear(&a)
    clear(&b)
    j = clock_range(g, i, &a, &b, True)
    if not j or not spaced(g, j):
        return 0
    empty_reading(r)
    r.a = a
    r.b = b
    r.range = True
    k = with_date(g, j, r)
    return k if k > j else 0


cdef inline int whole_at(Tokens *g, int i, Reading *r) noexcept nogil:
    """A date with its time at token i, in either order; the token after it, or 0."""
    cdef int j, k
    cdef When a, b
    if token(g, i).kind == T_NUMBER and token(g, i).digits <= 2 or token(g, i).kind == T_WORD \
            and kinds_at(g, i) & (bit(DK_PART) | bit(DK_AM) | bit(DK_PM) | bit(DK_NUM) | bit(DK_CLOCK)):
        clear(&a)
        clear(&b)
        j = clock_range(g, i, &a, &b, False)
        if j:
            empty_reading(r)
            r.a = a
            r.b = b
            r.range = True
            r.strong = True
            return with_date(g, j, r)
        if has(g, i - 1, DK_BETWEEN) or has(g, i - 2, DK_BETWEEN):
            j = hours_of_day(g, i, r)
            if j:
                return j
    j = shifted_day(g, i, r)
    if j:
        return j
    j = atom_at(g, i, r)
    if not j:
        return hour_before_day(g, i, r) if has(g, i + 1, DK_DAY) else hour_of_date(g, i, r) if g.langs & ROMANCE and g.default_order == 1 else 0
    if r.a.has & H_CLOCK and not r.a.has & H_DATED:
        return with_date(g, j, r)
    frame_of_list(g, j, r)
    k = with_frame(g, j, r)
    if k > j:
        j = part_after(g, k, &r.a) if not r.a.has & H_PART else k
    j = with_week_more(g, with_day_of_week(g, j, r), r)
    j = with_nth(g, j, r)
    j = with_year_before(g, j, r)
    if lead(g, j - 1) >= 0xE3:
        j = with_position(g, with_decade(g, with_season(g, j, r), r), r)
    k = with_apposition(g, j, r)
    if k > j:
        j = k
    return with_time(g, with_part(g, j, r), r)
