"""One date or time at a token, whatever its form; and what follows from its place in the text."""
from .dates_days cimport day_alone, day_of_month, day_told, may_have_month, part_alone, week_of
from .dates_forms cimport date_in_words, range_gap, weekday_after
from .dates_lookup cimport bit, lead
from .dates_numeric cimport date_in_numbers, reign_in_letters
from .dates_periods cimport letter_period, ordinal_period, period_at
from .dates_relative cimport part_after, relative_at
from .dates_shared cimport may_share, shared_period
from .dates_spoken cimport HOUR_FIRST, at_before, hour_at
from .dates_times cimport clock_at, colon_time, zone_after
from .dates_tokens cimport (DK_EACH, DK_ON, DK_PREP, AFTERNOUN, AFTERSPACE, DATES_STARTERS, DK_AM, DK_AND, DK_AT, DK_BETWEEN, DK_BLOCK, DK_CLOCK, DK_DECADE, DK_DEI, DK_FROM, DK_HOUR,
                            DK_MONTH, DK_NUM, DK_OCLOCK, DK_OF, DK_ORD, DK_PART, DK_PM, DK_POS, DK_REIGN, DK_THE, DK_TIMEPREP, DK_UNIT, DK_WEEKDAY, DK_YEAR,
                            DateToken, JAPANESE, NEWLINE, POLISH, T_END, T_NUMBER, T_SYMBOL, T_WORD, Tokens, WEAK, has, kinds_at, sense, skip, token)
from .dates_when cimport (H_CANONICAL, H_CLOCK, H_DATED, H_DAY, H_DEI, H_FRACTION, H_HOUR, H_MINUTE, H_NTH, H_OFFSET, H_PART, H_WEEKDAY, H_YEAR, H_ZONE, U_MONTH,
                          U_WEEK, U_WEEKEND, U_YEAR, When, clear)
from .dates_words cimport Reading, capital, day_at, glued, is_word_at, joined, polish_in, spaced, unit_at, weekday_at


cdef enum:
    FRENCH = 4
    SPANISH_PORTUGUESE = 8 | 32
    PORTUGUESE = 32


cdef inline void empty_reading(Reading *r) noexcept nogil:
    clear(&r.a)
    clear(&r.b)
    r.range = False
    r.strong = False
    r.listed = False
    r.kind = 0
    r.modifier = 0
    r.amount = 0
    r.amount_unit = 0
    r.start = r.stop = 0


cdef inline bint name_follows(Tokens *g, int j) noexcept nogil:
    """Whether a word follows at token j that has nothing to do with dates ("Mar Negro", "Sun Microsystems")."""
    return spaced(g, j) and token(g, j).kind == T_WORD and not kinds_at(g, j)


cdef inline bint short_name(Tokens *g, int i, int j) noexcept nogil:
    """Whether the Portuguese ordinal at token i is a weekday: "na quarta à noite", "até sexta." in contrast to "na quarta etapa"."""
    cdef DateToken *t = token(g, j)
    cdef bint up_to = i > 0 and (is_word_at(g, i - 1, b"at\xe3\xa9") or is_word_at(g, i - 1, b"desde"))
    if i == 0 or token(g, i).stop - token(g, i).start < 6 and not is_word_at(g, i, b"sexta") or not spaced(g, i) or not (up_to or is_word_at(g, i - 1, b"na")):
        return False
    if spaced(g, j) and has(g, j, DK_PART) and skip(g, j, DK_PART) > j + 1:
        return True
    # "na segunda" may be the second of anything
    return (up_to or not is_word_at(g, i, b"segunda")) and (t.kind == T_END or t.gap in (c",", c".", c";", c"?")) and not (t.kind == T_NUMBER and not t.space)


cdef inline int weekday_alone(Tokens *g, int i, Reading *r) noexcept nogil:
    """A weekday with nothing but a part of the day; a short or ambiguous name needs a preposition before it."""
    cdef int j = weekday_at(g, i, &r.a)
    cdef unsigned char flags = g.flags
    cdef DateToken *t = token(g, i)
    cdef int day = 0
    if not j:
        return 0
    if token(g, j).kind == T_NUMBER and token(g, j).gap == c"(" and token(g, j + 1).gap == c")" and day_at(g, j, &day):
        # "segunda-feira (2)": the day of the month in brackets
        r.a.day = day
        r.a.has |= H_DAY
        r.strong = True
        r.stop = 1
        return j + 1
    if flags & WEAK:
        if t.start == 0 and token(g, j).kind == T_END and t.stop - t.start > 2 and token(g, i).stop + 2 >= g.size:
            return j
        if g.langs & PORTUGUESE and short_name(g, i, j):
            r.strong = True
            return part_after(g, j, &r.a)
        if t.stop - t.start < 3 or not capital(g, i) or not i or not spaced(g, i) or not has(g, i - 1, DK_TIMEPREP) or name_follows(g, j):
            r.strong = False
            r.a.yearless_ok = True   # only good beside a time or another weekday
            return part_after(g, j, &r.a)
    else:
        r.strong = True
    return part_after(g, j, &r.a)


cdef inline bint quarter_letter(Tokens *g, int i) noexcept nogil:
    """Whether the word at token i is the q of "q3 2019"."""
    return token(g, i).stop - token(g, i).start == 1 and g.p[token(g, i).start] == c"q"


cdef inline int bare_atom(Tokens *g, int i, Reading *r) noexcept nogil:
    """A date, a time or a relative date at token i; the token after it, or 0."""
    cdef int j = 0
    cdef DateToken *t = token(g, i)
    if t.kind == T_END or t.kind == T_SYMBOL or t.kind == T_WORD and not kinds_at(g, i) & DATES_STARTERS \
            and (t.stop - t.start > 7 or not 65 <= g.p[t.start] <= 90) and not quarter_letter(g, i):
        return 0
    cdef unsigned long long kinds = 0
    if t.kind == T_NUMBER:
        if t.digits > 4 and t.digits != 8:
            return 0
        j = date_in_numbers(g, i, r)
        if j:
            return weekday_after(g, j, r) if token(g, j).gap == c"(" else j
        empty_reading(r)
    else:
        kinds = kinds_at(g, i)
        if g.langs & JAPANESE and ~g.langs and t.stop - t.start == 1:
            j = reign_in_letters(g, i, r)
            if j:
                return j
    if t.kind == T_NUMBER or kinds & (bit(DK_WEEKDAY) | bit(DK_MONTH) | bit(DK_NUM) | bit(DK_ORD) | bit(DK_YEAR) | bit(DK_REIGN)):
        j = date_in_words(g, i, r)
        if j and (r.strong or r.a.has & (H_YEAR | H_DAY)):
            return j
        if not j:
            empty_reading(r)
    if not j and (t.kind == T_NUMBER and t.digits <= 2 or kinds & bit(DK_ORD)) and may_have_month(g, i):
        j = day_of_month(g, i, r)
    if not j and kinds & bit(DK_UNIT):
        j = week_of(g, i, r) or day_told(g, i, r)
    if j:
        return j
    if not j and (t.kind == T_NUMBER and t.digits <= 2 or kinds & (bit(DK_ORD) | bit(DK_NUM) | bit(DK_DEI))):
        j = ordinal_period(g, i, r)
        if j and not r.a.has & H_NTH or not j:
            empty_reading(r)
            j = 0
    if not j and t.kind == T_NUMBER and t.digits == 1 and lead(g, i + 1) == c"H":
        j = letter_period(g, i, r)      # "2H 2023", which might be an hour
        if not r.a.has & H_YEAR:
            empty_reading(r)
            j = 0
    if not j and may_share(g, i, kinds):
        j = shared_period(g, i, r)
    if not j:
        j = relative_at(g, i, r)
    if not j and (t.kind == T_NUMBER or kinds & (bit(DK_PART) | bit(DK_AM) | bit(DK_PM) | bit(DK_NUM) | bit(DK_CLOCK) | bit(DK_HOUR)) or g.langs & POLISH and kinds & bit(DK_ORD)):
        j = clock_at(g, i, &r.a)
        r.strong = j != 0
        if not j:
            empty_reading(r)
    if not j:
        r.strong = False
        j = period_at(g, i, r)
    if not j and kinds & bit(DK_WEEKDAY):
        empty_reading(r)
        j = weekday_alone(g, i, r)
    if not j and kinds & bit(DK_PART):
        empty_reading(r)
        j = part_alone(g, i, r)
    if not j and t.kind == T_NUMBER:
        empty_reading(r)
        j = day_alone(g, i, r)
    if not j:
        empty_reading(r)
    return j


cdef inline bint unit_of_now(Tokens *g, int k, Reading *r) noexcept nogil:
    """The month or year of "end of the month", "later in the year": the present one."""
    cdef int unit = 0, dei = 0
    cdef int j = sense(g, k, DK_UNIT, &unit)
    if not j or g.flags & WEAK or unit not in (U_WEEK, U_MONTH, U_YEAR) or token(g, j).kind == T_NUMBER and spaced(g, j) \
            or sense(g, j, DK_DEI, &dei) and g.flags & AFTERNOUN:
        return False
    r.a.unit = unit
    r.a.offset = 0
    r.a.has |= H_OFFSET
    r.strong = True
    return True


cdef inline int atom_at(Tokens *g, int i, Reading *r) noexcept nogil:
    """An atom with the words of position before it: early 2023, mid-July, Ende 2019, late last week."""
    cdef int v = 0, k
    cdef int j = sense(g, i, DK_POS, &v)
    cdef bint weak = g.flags & WEAK
    empty_reading(r)
    if j and not weak and not (g.langs & SPANISH_PORTUGUESE and j > 1 and unit_at(g, j - 2, U_WEEKEND) > j):       # "fin de semana" is no end of a week
        k = j
        if has(g, k, DK_OF) and spaced(g, k) and not has(g, k, DK_MONTH):
            k = skip(g, k, DK_OF)
        if has(g, k, DK_THE) and spaced(g, k):
            k = skip(g, k, DK_THE)
        if (spaced(g, k) or joined(g, k, c"'") and has(g, k - 1, DK_THE)) and token(g, k).kind == T_WORD and has(g, k, DK_UNIT) \
                and not has(g, k, DK_DECADE) and unit_of_now(g, k, r):         # "la fin de l'année"
            r.modifier = v
            return skip(g, k, DK_UNIT)
        if spaced(g, k) or joined(g, k, c"-") or joined(g, k, c"'") and has(g, k - 1, DK_THE):
            k = bare_atom(g, k, r)
            if k and not r.a.has & (H_CLOCK | H_DAY) and not (r.a.has & H_WEEKDAY and not r.a.has & H_DEI) \
                    and (r.a.has & H_DATED or r.a.has & H_PART and not has(g, j, DK_OF)):      # not "the middle of the night"
                r.modifier = v
                r.strong = True
                return k
        empty_reading(r)
    return bare_atom(g, i, r)


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
    if spaced(g, k) and has(g, k, DK_OF) and has(g, skip(g, k, DK_OF), DK_MONTH):
        return 0                # "de 18 de noviembre a 19 de diciembre"
    if token(g, j).kind == T_WORD and token(g, k).kind == T_WORD and spaced(g, k) and not kinds_at(g, k):
        return 0
    if token(g, k).kind == T_WORD and range_gap(g, k):
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
