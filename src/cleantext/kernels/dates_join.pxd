"""What belongs together: a date and its time, the two ends of a range, a weekday or month and the week or year it lies in."""
from .dates_amounts cimport amount_at
from .dates_atom cimport atom_at, bare_hour, clock_range, empty_reading, iso_time, take_clock, time_gap
from .dates_east cimport after_mark, with_decade, with_position, with_season
from .dates_feasts cimport is_named_day
from .dates_forms cimport weekday_after
from .dates_lookup cimport bit, lead
from .dates_relative cimport part_after
from .dates_spoken cimport at_before, hour_at
from .dates_times cimport clock_at
from .dates_tokens cimport (BLANKLINE, DK_AFTERDATE, DK_AM, DK_AND, DK_AT, DK_BEFOREDATE, DK_BETWEEN, DK_CLOCK, DK_DAY, DK_EACH, DK_FROM, DK_IN_BEFORE, DK_MONTH, DK_NUM, DK_OF, DK_ON, DK_ORD, DK_PART, DK_PM, DK_POS, DK_PREP, DK_THE, DK_TIMEPREP, DK_UNIT, DK_WEEKDAY, DK_YEAR, DateToken,
                            NEWLINE, T_END, T_NUMBER, T_WORD, Tokens, WEAK, has, kinds_at, sense, skip, token)
from .dates_when cimport (H_CLOCK, H_DATED, H_DAY, H_DEI, H_HALF, H_HOUR, H_MONTH, H_NAMED, H_NTH, H_OFFSET, H_PART, H_PERIOD, H_QUARTER, H_SEASON,
                          H_WEEKDAY, H_YEAR, U_DAY, U_MONTH, U_WEEK, U_YEAR, When, clear)
from .dates_words cimport Reading, capital, day_at, glued, is_word_at, joined, spaced
from .dates_years cimport ordinal_at


cdef enum:
    FRENCH = 4
    ROMANCE = 0x3C              # the languages fr es it pt


cdef inline bint year_shortened(Tokens *g, int j) noexcept nogil:
    """Whether "г." or "r." stands before token j, a dot that ends no sentence: a word in lower case or a time follows."""
    cdef DateToken *t = token(g, j - 1)
    if t.kind != T_WORD or t.stop - t.start > 2 or not has(g, j - 1, DK_YEAR):
        return False
    return not capital(g, j) if token(g, j).kind == T_WORD else token(g, j + 1).gap == c":"


cdef inline int with_time(Tokens *g, int j, Reading *r) noexcept nogil:
    """Add the time after a date; the token after it, or j."""
    cdef When a, b
    cdef bint at = False
    cdef int k, m
    clear(&a)
    clear(&b)
    if r.range or r.a.has & H_CLOCK or not r.a.has & (H_DAY | H_WEEKDAY | H_OFFSET | H_NAMED | H_PART) \
            or (r.a.has & H_OFFSET and r.a.unit != U_DAY and not r.a.has & H_WEEKDAY):
        return j
    k = iso_time(g, j, &a)
    if k:
        take_clock(&r.a, &a)
        r.a.canonical = True
        return k
    k = time_gap(g, j, r.stop == 1 or year_shortened(g, j), &at) if not (r.stop == 1 and token(g, j).gap == c")") else j
    if not k:
        return j
    m = clock_range(g, k, &a, &b, True)
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
    if not m and at:
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
        return m + 1
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


cdef inline int with_date(Tokens *g, int j, Reading *r) noexcept nogil:
    """Add the date after a time or a range of times; the token after it, or j."""
    cdef Reading d
    cdef DateToken *t = token(g, j)
    cdef int k = j, m
    cdef When clock
    if t.kind == T_END or t.space & NEWLINE or t.gap not in (0, c",", c"(", c"|", c"-", c".") or t.gap == c"-" and not t.space:
        return j
    if t.gap == c"." and not (j > 0 and g.p[token(g, j - 1).stop - 1] | 0x20 == c"m"):
        return j
    if has(g, k, DK_ON) and t.kind == T_WORD:
        k = skip(g, k, DK_ON)
    if has(g, k, DK_THE) and spaced(g, k):
        k = skip(g, k, DK_THE)
    if not spaced(g, k) and k != j:
        return j
    m = atom_at(g, k, &d)
    if not m and k > j:
        k = j                   # "15:00 i morgen"
        m = atom_at(g, k, &d)
    if not m or glued(g, m) and not d.stop or d.range or d.a.has & H_CLOCK or d.modifier or d.kind:
        return j
    if not d.a.has & (H_DAY | H_WEEKDAY | H_NAMED) and not (d.a.has & H_OFFSET and d.a.unit == U_DAY):
        return j
    if not d.strong and k == j and not d.a.has & H_NAMED:
        return j
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


cdef inline int with_frame(Tokens *g, int j, Reading *r) noexcept nogil:
    """Put a weekday, month or quarter into the week or year that follows: Monday next week, July last year, the first day of this month."""
    cdef Reading d
    cdef int k = j, m, unit
    cdef DateToken *t = token(g, j)
    if r.range or r.a.has & (H_YEAR | H_OFFSET | H_CLOCK) or t.kind != T_WORD or t.space & BLANKLINE or t.gap not in (0, c",") \
            or t.gap and g.p[t.start] >= 0xE3 or not r.a.has & (H_WEEKDAY | H_MONTH | H_DAY | H_PERIOD | H_NTH | H_NAMED):
        return j
    if has(g, k, DK_OF) and not has(g, k, DK_IN_BEFORE) or g.default_order == 0 and has(g, k, DK_FROM) and r.a.has & H_WEEKDAY:
        k = skip(g, skip(g, k, DK_OF), DK_FROM)     # "Sunday from last week"
    if has(g, k, DK_THE) and spaced(g, k):
        k = skip(g, k, DK_THE)
    m = atom_at(g, k, &d)
    if not m and has(g, j, DK_OF):
        k = skip(g, j, DK_OF) if k == j else j + 1      # "del año" may be two words of "del año pasado", "of the" of "of the same year"
        m = atom_at(g, k, &d)
        if not m:
            k = skip(g, k, DK_THE)
            m = atom_at(g, k, &d)
    if not m or d.range or d.kind or not d.a.has & H_OFFSET or d.a.has & (H_WEEKDAY | H_PART) or d.modifier:
        return j
    unit = d.a.unit
    if d.a.counted and (k > j or t.gap or unit == U_MONTH or d.a.from_last):
        return j                # but "Wednesday in two weeks", "March two years ago"
    if unit == U_YEAR and r.a.has & (H_MONTH | H_PERIOD | H_NTH | H_NAMED) or unit == U_WEEK and r.a.has & H_WEEKDAY or unit == U_MONTH \
            and r.a.has & (H_DAY | H_NTH) and not r.a.has & H_MONTH:
        r.a.unit = unit
        r.a.offset = d.a.offset
        r.a.from_last = d.a.from_last
        r.a.has = (r.a.has | H_OFFSET) & ~<unsigned int>H_DEI
        r.strong = True
        return m
    return j


cdef inline int with_day_of_week(Tokens *g, int j, Reading *r) noexcept nogil:
    """The weekday of a week: next week on Tuesday, last week's Sunday."""
    cdef Reading d
    cdef int k = j, m, day = 0
    cdef DateToken *t = token(g, j)
    if r.range or not r.a.has & H_OFFSET or r.a.unit not in (U_WEEK, U_YEAR, U_MONTH) or r.a.counted or r.a.has & (H_WEEKDAY | H_DAY) \
            or t.kind != T_WORD and (t.kind != T_NUMBER or g.p[token(g, j - 1).start] < 0xE3 or t.gap):
        return j
    if t.gap == c"'" and t.stop - t.start == 1:
        k += 1
    elif t.gap != 0 and t.gap != c",":
        return j
    if has(g, k, DK_ON):
        k = skip(g, k, DK_ON)
    elif has(g, k, DK_OF) and (g.p[t.start] >= 0xE3 or r.a.unit == U_YEAR and has(g, k, DK_TIMEPREP)):
        k = skip(g, k, DK_OF)       # "last year in September"
    k = after_mark(g, k)
    if r.a.unit == U_MONTH:
        m = day_at(g, k, &day) if g.p[token(g, k).start] >= 0xE3 or lead(g, k + 1) >= 0xE3 else 0
        if not m or not day or not spaced(g, k) or m < k + 2:
            return j
        r.a.day = day               # 今月25日
        r.a.has |= H_DAY
        return m
    m = atom_at(g, k, &d)
    if m and d.range and r.a.unit == U_YEAR and (d.a.has | d.b.has) == H_MONTH and g.p[token(g, j - 1).start] >= 0xE3:
        d.a.unit = d.b.unit = U_YEAR            # 今年1〜3月
        d.a.offset = d.b.offset = r.a.offset
        d.a.has |= H_OFFSET
        d.b.has |= H_OFFSET
        r.a = d.a
        r.b = d.b
        r.range = True
        return m
    if not m or d.range or not spaced(g, k) or d.a.has & (H_DEI | H_OFFSET | H_YEAR | H_CLOCK):
        return j
    if r.a.unit == U_YEAR:
        if not d.a.has & (H_MONTH | H_PERIOD | H_NAMED) or not d.strong and g.p[t.start] < 0xE3 and not d.a.has & H_MONTH:
            return j
        d.a.unit = U_YEAR
        d.a.offset = r.a.offset
        d.a.from_last = r.a.from_last
        d.a.has |= H_OFFSET
        r.a = d.a
        return m
    if not d.a.has & H_WEEKDAY or d.a.has & (H_DAY | H_MONTH):
        return j
    r.a.weekday = d.a.weekday
    r.a.part = d.a.part
    r.a.has |= d.a.has & (H_WEEKDAY | H_PART)
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
    r.a = d.a
    r.strong = True
    return m


cdef inline int with_nth(Tokens *g, int j, Reading *r) noexcept nogil:
    """The nth of what stands before it: 2021年的第一周, 来月の第一月曜日, 4月の最後の週; the token after it, or j."""
    cdef int v = 0, unit = 0, weekday = 0, m
    cdef int k
    cdef bint month = r.a.has & H_MONTH != 0 or r.a.has & H_OFFSET and r.a.unit == U_MONTH
    if lead(g, j) < 0xE3:
        return j
    k = skip(g, j, DK_OF)
    if token(g, j).kind == T_END or not (glued(g, k) or lead(g, k) >= 0xEA and spaced(g, k)) or r.range or r.a.counted \
            or r.a.has & (H_DAY | H_WEEKDAY | H_CLOCK | H_PERIOD | H_NTH) or not month and not r.a.has & H_YEAR \
            and not (r.a.has & H_OFFSET and r.a.unit == U_YEAR):
        return j
    m = ordinal_at(g, k, &v)
    if not m or not (glued(g, m) or lead(g, m) >= 0xEA and spaced(g, m)) or not has(g, k, DK_ORD):
        return j
    k = sense(g, m, DK_WEEKDAY, &weekday)
    if not k:
        k = sense(g, m, DK_UNIT, &unit)
        if not k or unit not in (U_WEEK, U_DAY, U_MONTH) or month and unit == U_MONTH:
            return j
    r.a.index = v
    r.a.nth = -1 if weekday else unit
    r.a.weekday = weekday & 7
    r.a.has |= H_NTH | (H_WEEKDAY if weekday else 0)
    r.strong = True
    return k


cdef inline int with_year_before(Tokens *g, int j, Reading *r) noexcept nogil:
    """The quarter or half that follows its year: 2017 Q1, the 1988 third quarter."""
    cdef Reading d
    cdef int m
    if r.range or (r.a.has & H_DATED) != H_YEAR or not (spaced(g, j) or joined(g, j, c"-")) or token(g, j).kind == T_END:
        return j
    m = atom_at(g, after_mark(g, j), &d)
    if m and d.a.has == H_NAMED and lead(g, m - 1) >= 0xE3:
        r.a.named = d.a.named               # 2021年圣诞节
        r.a.has |= H_NAMED
        r.strong = True
        return m
    if not m or d.range or not d.a.has & (H_QUARTER | H_HALF | H_SEASON) or d.a.has & (H_YEAR | H_DEI | H_OFFSET):
        return j
    r.a.index = d.a.index
    r.a.has |= d.a.has & (H_QUARTER | H_HALF | H_SEASON)
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


cdef inline void frame_of_list(Tokens *g, int j, Reading *r) noexcept nogil:
    """Give a weekday what is told of the list that ends after token j: Tuesday or Wednesday next week, jeudi et vendredi prochains."""
    cdef Reading d
    cdef int k, m
    if r.a.has != H_WEEKDAY or not has(g, j, DK_AND) or token(g, j).gap not in (0, c","):
        return
    k = skip(g, j, DK_AND)
    if has(g, k, DK_ON) and not has(g, k, DK_WEEKDAY):
        k = skip(g, k, DK_ON)
    if not has(g, k, DK_WEEKDAY) or not spaced(g, k):
        return
    m = atom_at(g, k, &d)
    if m and d.a.has == H_WEEKDAY:
        with_frame(g, m, &d)
    if not m or d.range or d.a.has & ~<unsigned int>(H_WEEKDAY | H_DEI | H_OFFSET) or d.a.has & H_OFFSET and d.a.unit != U_WEEK or d.a.counted:
        return
    r.a.has |= d.a.has & (H_DEI | H_OFFSET)
    r.a.dei = d.a.dei
    r.a.unit = d.a.unit
    r.a.offset = d.a.offset
    r.a.from_last = d.a.from_last


cdef inline int with_week_more(Tokens *g, int j, Reading *r) noexcept nogil:
    """lundi en huit, mardi en quinze: a week or two after the next such weekday; the token after it, or j."""
    cdef int days = 0, k
    if g.langs & FRENCH == 0 or r.range or r.a.has != H_WEEKDAY or not spaced(g, j) or not is_word_at(g, j, b"en") or not spaced(g, j + 1):
        return j
    k = hour_at(g, j + 1, &days)
    if not k or days != 8 and days != 15 or token(g, k).kind == T_WORD and has(g, k, DK_MONTH):
        return j
    r.a.has |= H_DEI
    r.a.dei = 0
    r.a.shift = 7 if days == 8 else 14
    r.a.shift_unit = U_DAY
    r.strong = True
    return k


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
        return hour_before_day(g, i, r) if has(g, i + 1, DK_DAY) else 0
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
