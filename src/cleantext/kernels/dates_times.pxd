"""Times of day: 15:30, 3 p.m., 15 Uhr 30, 午後3時, half past three, noon, with their zones."""
from .dates_beside cimport range_gap
from .dates_guards cimport is_at
from .dates_lookup cimport bit, lead
from .dates_noclock cimport is_a_bit, is_hours_long, is_shade, no_clock, told_before
from .dates_pasted cimport is_pasted_half, part_half
from .dates_spoken cimport HOUR_FIRST, at_before, hour_at, hour_after_half, hour_first, HALF_FIRST, minutes_on, oclock_after, polish_hour, spoken_time
from .dates_tokens cimport (DK_AM, DK_AND, DK_AT, DK_BLOCK, DK_CLOCK, DK_HOUR, DK_MONTH, DK_NUM, DK_OCLOCK, DK_ORD, DK_PART, DK_PM, DK_UNIT, DK_ZONE, LENGTH, NEWLINE,
                            POLISH, SPACED, T_END, T_NUMBER, T_SYMBOL, T_WORD, WEAK, DateToken, Tokens, has, kinds_at, sense, skip, token)
from .dates_when cimport H_CANONICAL, H_FRACTION, H_HOUR, H_MINUTE, H_SECOND, H_ZONE, U_HOUR, When, clear
from .dates_words cimport capital, glued, is_word_at, joined, number_word, polish_in, spaced


cdef inline int zone_offset(Tokens *g, int j, When *w) noexcept nogil:
    """+08:00, -0800, +2 at token j (a sign as a symbol or as the gap); the token after it, or j."""
    cdef DateToken *t = token(g, j)
    cdef bint negative
    cdef int hours, minutes = 0, k = j
    if t.kind == T_SYMBOL and g.p[t.start] == c"+" and t.gap == 0:
        negative = False
        k = j + 1
        if token(g, k).gap or token(g, k).space:
            return j
    elif t.gap == c"-" and t.space & ~SPACED == 0 and t.kind == T_NUMBER:
        negative = True
    else:
        return j
    t = token(g, k)
    if t.kind != T_NUMBER or t.digits > 4:
        return j
    if t.digits == 4:
        hours = t.value / 100
        minutes = t.value % 100
    elif t.digits <= 2:
        hours = t.value
        if joined(g, k + 1, c":") and token(g, k + 1).kind == T_NUMBER and token(g, k + 1).digits == 2:
            minutes = token(g, k + 1).value
            k += 1
    else:
        return j
    if hours > 14 or minutes > 59:
        return j
    w.zone = (-1 if negative else 1) * (hours * 60 + minutes)
    w.has |= H_ZONE
    return k + 1


cdef inline int zone_after(Tokens *g, int j, When *w) noexcept nogil:
    """Skip a zone after a time at token j: Z, EST, "Moscow time", (UTC), UTC+8, +08:00."""
    cdef DateToken *t = token(g, j)
    cdef int value = 0, k, m
    cdef When old = w[0]
    if t.kind == T_END or t.space & NEWLINE:
        return j
    k = zone_offset(g, j, w)
    if k > j:
        # "-16" after "15:30" is the end of a range, "-0800" and "-08:00" are zones
        m = k - j
        if token(g, j).kind == T_NUMBER and t.space and not (t.digits == 4 and t.value <= 1200 and t.value % 100 in (0, 30)
                                                             or m == 2 and w.has & H_SECOND and t.digits == 2 and t.value <= 12):
            w[0] = old              # "09:00 -10:00", but "09:00:00 -04:00", "09:00 -0700"
            return j
        if token(g, j).kind == T_NUMBER and token(g, j).digits < 4 and not (m == 2 and w.has & H_SECOND):
            if not (m == 2 and token(g, j).digits == 2 and token(g, j).value <= 12 and w.has & H_CANONICAL):
                w[0] = old
                return j
        if token(g, j).kind == T_SYMBOL and t.space and not (token(g, j + 1).digits == 4 or m == 3):
            w[0] = old
            return j
        return k
    if t.kind != T_WORD or not (t.gap == 0 or t.gap == c"(" or t.gap == c"." and j > 0 and g.p[token(g, j - 1).stop - 1] | 0x20 == c"m"):
        return j
    k = sense(g, j, DK_ZONE, &value)
    if not k or (g.flags & WEAK and not (capital(g, j) and (g.p[t.start + 1] < 97 if t.start + 1 < g.n else True))):
        return j
    if g.flags & WEAK and t.stop - t.start == 1 and not glued(g, j):
        return j
    if value < 10000:
        w.zone = value
        w.has |= H_ZONE
        if value == 0 and token(g, k).space == 0:
            k = zone_offset(g, k, w)
    if t.gap == c"(" and not (token(g, k - 1).stop < g.n and g.p[token(g, k - 1).stop] in (c")", c"]")):
        w[0] = old
        return j
    return k


cdef inline int half_day_after(Tokens *g, int j, When *w) noexcept nogil:
    """Apply am or pm (or "in the morning") at token j; the token after it, or j."""
    cdef int value = 0, k
    cdef DateToken *t = token(g, j)
    if t.kind != T_WORD or not (t.gap == 0 or t.gap == c"." and t.space == 0 or t.gap == c"'" and t.stop - t.start == 1 and lead(g, j) == c"s"):
        return j                # "2 uur 's middags" goes on
    if t.stop - t.start == 1 and t.space == 0 and t.gap == 0 and 1 <= w.hour <= 12 and g.default_order == 0 \
            and (g.p[t.start] == c"a" or g.p[t.start] == c"p") and token(g, j + 1).space + (token(g, j + 1).kind == T_END):
        # 9a, 3:20p, but not "Appendix 2a"
        if g.p[t.start] == c"p" and (is_word_at(g, j + 1, b"per") or token(g, j - 1).start > 0 and g.p[token(g, j - 1).start - 1] == c"p"):
            return j                # "10p per hour", "p2p"
        if g.p[t.start] == c"a" and not w.has & H_MINUTE and j > 1 and token(g, j - 2).kind == T_WORD and spaced(g, j - 1) and capital(g, j - 2) and not kinds_at(g, j - 2):
            return j
        w.hour = w.hour % 12 + (12 if g.p[t.start] == c"p" else 0)
        w.half_day = True
        return j + 1
    if w.hour > 12 and not w.has & H_MINUTE and t.space == 0 and t.gap == 0:
        return j
    k = sense(g, j, DK_PM, &value)
    if k and not g.flags & WEAK:
        if w.hour > 12 and k == j + 1 and t.stop - t.start == 2:
            return k
        if w.hour < 12:
            w.hour += 12
        w.half_day = True
        return k
    k = sense(g, j, DK_AM, &value)
    if k and not g.flags & WEAK:
        if w.hour == 12:
            w.hour = 0
        elif 8 < w.hour < 12 and sense(g, j, DK_PART, &value) and value == 4:
            w.hour += 12            # "o 11 w nocy"
        w.half_day = True
        return k
    return j


cdef inline int seconds_after(Tokens *g, int j, When *w) noexcept nogil:
    """:SS and its fraction at token j."""
    cdef DateToken *t = token(g, j)
    cdef DateToken *f
    if t.kind != T_NUMBER or not joined(g, j, c":") or t.digits != 2 or t.value > 60:
        return j
    w.second = t.value if t.value < 60 else 59
    w.has |= H_SECOND
    f = token(g, j + 1)
    if f.kind == T_NUMBER and f.digits > 0 and (joined(g, j + 1, c".") or joined(g, j + 1, c",")) and f.digits <= 9 and not joined(g, j + 2, c".") \
            and not joined(g, j + 2, c":"):
        w.fraction = f.value
        w.fraction_digits = f.digits
        w.has |= H_FRACTION
        return j + 2
    return j + 1


cdef inline bint dotted_before_oclock(Tokens *g, int j) noexcept nogil:
    """Whether another time follows at token j after "and", a slash or a dash, and the word or half of the clock that both have: 14.00 und 17.40 Uhr, 10.30-12 Uhr."""
    cdef int k = range_gap(g, j)
    if not k:
        if not g.dotted_times or not (has(g, j, DK_AND) or token(g, j).gap == c"/" and token(g, j).kind == T_NUMBER):
            return False
        k = skip(g, j, DK_AND)
    if token(g, k).kind != T_NUMBER or token(g, k).digits > 2 or token(g, k).value > 24 or token(g, k).space & NEWLINE:
        return False
    k += 2 if joined(g, k + 1, c".") and token(g, k + 1).digits == 2 and token(g, k + 1).value < 60 else 1
    return g.dotted_times and has(g, k, DK_OCLOCK) and spaced(g, k) or has(g, k, DK_AM) or has(g, k, DK_PM)


cdef inline bint is_screenshot(Tokens *g, int i, int j) noexcept nogil:
    """Whether the time with dots from token i to its seconds at token j stands after a date of hyphens, as names of files have it: 2024-03-05 at 9.41.07."""
    return i > 1 and is_at(g, i - 1) and token(g, i - 2).kind == T_NUMBER and token(g, i - 2).gap == c"-" and token(g, j).digits == 2 and token(g, j).value < 60 \
        and not joined(g, j + 1, c".")


cdef inline bint follows_year(const Tokens *g, Py_ssize_t i) noexcept nogil:
    """Whether a number and a semicolon stand before the number at p[i]."""
    i -= i > 0 and g.p[i - 1] == 32
    return i > 4 and g.p[i - 1] == c";" and 48 <= g.p[i - 2] <= 57 and 48 <= g.p[i - 5] <= 57


cdef inline int colon_time(Tokens *g, int i, When *w) noexcept nogil:
    """H:MM[:SS] (or H.MM, which needs a word after or before it)."""
    cdef DateToken *a = token(g, i)
    cdef DateToken *b = token(g, i + 1)
    cdef int j, unit = 0
    if a.kind != T_NUMBER or b.kind != T_NUMBER or a.digits > 2 or not a.digits or b.digits != 2 or b.space or a.value > 24 or b.value > 59:
        return 0
    if b.gap != c":" and b.gap != c"." and not (b.gap == c"," and b.value % 5 == 0 and is_word_at(g, i - 1, b"ore")):
        return 0                # "ore 21,30"
    if i > 0 and a.space == 0 and (a.gap == c":" or a.gap == c"." or a.gap == c"," and token(g, i - 1).kind == T_NUMBER):
        return 0
    if i > 0 and token(g, i - 1).kind == T_SYMBOL and a.space == 0 and lead(g, i - 1) != c"@":
        return 0
    if a.value == 24 and b.value:
        return 0
    w.hour = a.value
    w.minute = b.value
    w.has |= H_HOUR | H_MINUTE
    j = i + 2
    if i > 0 and glued(g, i) and g.p[a.start - 1] | 0x20 == c"v":
        return 0                # "v1.33"
    if b.gap == c":":
        if joined(g, j, c"-") and not joined(g, j + 1, c":") and follows_year(g, a.start):
            return 0                # pages after a volume: "2014; 6:38-72"
        if joined(g, j, c"-") and token(g, j).digits <= 2 and i > 0 and spaced(g, i) and capital(g, i - 1) and not kinds_at(g, i - 1) \
                and not joined(g, j + 1, c":") and not has(g, j + 1, DK_AM) and not has(g, j + 1, DK_PM):
            return 0                # a verse: "Juan 20:19-31"
        j = seconds_after(g, j, w)
        if token(g, j).kind == T_NUMBER and token(g, j).space == 0 and token(g, j).gap in (c":", c"."):
            return 0
        return 0 if no_clock(g, i, j, w) else j
    if joined(g, j, c".") and token(g, j).kind == T_NUMBER:
        if not is_screenshot(g, i, j):
            return 0
        w.second = token(g, j).value
        w.has |= H_SECOND
        return j + 1
    if sense(g, j, DK_OCLOCK, &unit) and spaced(g, j) and not (g.flags & WEAK and a.digits == 1 and g.default_order == 0) or has(g, j, DK_AM) or has(g, j, DK_PM):
        return j                # "15.30 hours", but not "2.25 hours"
    if has(g, j, DK_ZONE) and spaced(g, j) and token(g, j).stop - token(g, j).start > 2 and g.p[token(g, j).start + 1] <= 90 and a.digits == 2:
        return j                # "15.15 BST"
    if dotted_before_oclock(g, j):
        return j
    if at_before(g, i) and (spaced(g, i) or token(g, i).gap == c"." and token(g, i).space) and g.dotted_times and not has(g, j, DK_BLOCK) and token(g, j).kind != T_SYMBOL:
        return j
    return 0


cdef inline int half_before(Tokens *g, int i, int *half) noexcept nogil:
    """Past the half of the day before a time (下午3点, p.m. 3:00): -1 or 1; token i and 0 when there is none."""
    cdef int value = 0
    cdef int k = sense(g, i, DK_AM, &value)
    half[0] = -1
    if not k:
        k = sense(g, i, DK_PM, &value)
        half[0] = 1
    if k and not g.flags & WEAK and (spaced(g, k) and (lead(g, i) >= 0xE3 or token(g, k).kind == T_NUMBER and clock_like(g, k))
                                     or g.langs & HALF_FIRST and hour_after_half(g, k)):
        return k
    half[0] = 0
    return i


cdef inline bint hour_word_before(Tokens *g, int i) noexcept nogil:
    """Whether "godz." or "godzinie" stands before token i: the number there is an hour."""
    cdef int unit = 0
    return i > 0 and token(g, i).gap in (0, c".") and token(g, i).space != 0 and sense(g, i - 1, DK_OCLOCK, &unit) and unit == U_HOUR and not g.flags & WEAK


cdef inline int hour_by_ordinal(Tokens *g, int i, When *w) noexcept nogil:
    """o siódmej, o piątej po południu, godzinie ósmej, ósma wieczorem, o szóstej trzydzieści rano: the hour as a Polish ordinal (feminine);
    the token after it, or 0."""
    cdef int hour = 0, unit = 0, k
    cdef int j = polish_hour(g, i, &hour)
    cdef unsigned char last
    if not j or i and not spaced(g, i):
        return 0
    last = g.p[token(g, j - 1).stop - 1]
    w.hour = hour
    w.minute = 0
    w.has |= H_HOUR
    k = number_word(g, j, &unit) if spaced(g, j) else 0
    if k and 5 <= unit < 60 and not kinds_at(g, k) & (bit(DK_UNIT) | bit(DK_BLOCK) | bit(DK_MONTH)):
        w.minute = unit
        w.has |= H_MINUTE
        j = k
    k = half_day_after(g, j, w)
    if last != c"j" or i == 0:
        return k if k > j else 0
    if k > j or sense(g, i - 1, DK_OCLOCK, &unit) and unit == U_HOUR:
        return k
    return j if lead(g, i - 1) | 0x20 == c"o" and token(g, i - 1).stop - token(g, i - 1).start == 1 \
        and (token(g, j).kind == T_END or token(g, j).gap in (c".", c",", c"?")) else 0


cdef inline int clock_at(Tokens *g, int i, When *w) noexcept nogil:
    """A time of day at token i; the token after it (and its zone), or 0."""
    cdef int j, k, hour = 0, value = 0, half = 0, start = i
    cdef DateToken *t = token(g, i)
    cdef bint sure = False
    cdef bint told = t.kind == T_WORD and has(g, i, DK_HOUR)
    if told:
        i = hour_told(g, i)
        if not i:
            return 0
    elif t.kind == T_WORD:
        if g.langs & POLISH and has(g, i, DK_ORD):
            return hour_by_ordinal(g, i, w)
        if not kinds_at(g, i) & (bit(DK_PART) | bit(DK_AM) | bit(DK_PM) | bit(DK_NUM) | bit(DK_CLOCK)):
            return 0
        k = sense(g, i, DK_PART, &value)
        if k and value == 5 and g.p[t.start] >= 0xE3 and token(g, k).kind == T_NUMBER and clock_like(g, k):
            i = k                       # 中午12点, 中午1点
            half = 1 if token(g, k).value < 10 else 0
        elif k and value >= 5 and not g.flags & WEAK and not (i > 0 and k == i + 1 and has(g, i - 1, DK_PART)):
            if is_shade(g, i, k):
                return 0
            w.hour = 12 if value == 5 else 0
            w.minute = 0
            w.half_day = True
            w.has |= H_HOUR | H_MINUTE
            if g.langs & HOUR_FIRST:
                k = minutes_on(g, k, w) or k            # "midi et quart"
            return zone_after(g, k, w)
        if i == start:
            i = half_before(g, i, &half)
    elif t.kind != T_NUMBER:
        return 0
    elif t.digits > 2:
        return military(g, i, w) if t.digits == 4 and t.value % 100 < 60 and t.value <= 2400 and spaced(g, i + 1) else 0
    j = colon_time(g, i, w)
    sure = j != 0
    if not j:
        j = hour_first(g, i, w) if g.langs & HOUR_FIRST else 0
        if not j:
            j = spoken_time(g, i, w)
        sure = j != 0
    if not j:
        j = hour_at(g, i, &hour)
        if not j:
            return 0
        w.hour = hour
        w.minute = 0
        w.has |= H_HOUR
        if told and sense(g, j, DK_CLOCK, &value) and value == 8 and spaced(g, j):
            w.minute = 30               # "saat yedi buçuk"
            w.has |= H_MINUTE
            j = sense(g, j, DK_CLOCK, &value)
        elif t.kind == T_WORD and (spaced(g, j) or joined(g, j, c"-")) and number_word(g, j, &value) and 10 <= value <= 59:
            # "nine fifty-nine a.m.", "three thirty"
            k = number_word(g, j, &value)
            if has(g, k, DK_AM) or has(g, k, DK_PM) or has(g, start - 1, DK_AT) and not has(g, k, DK_UNIT):
                w.minute = value
                w.has |= H_MINUTE
                sure = True
                j = k
        if i > 0 and token(g, i).kind == T_NUMBER and token(g, i).space == 0 and token(g, i).gap in (c".", c",", c":", c"/") \
                and not (token(g, i).gap == c"," and g.p[token(g, i).start - 1] >= 0x80 and token(g, i - 1).kind != T_NUMBER and token(g, i).value > 1):
            return 0                    # but "，8点" and "、15時" have a comma of their own script, and "、一時" is for a while
    k = oclock_after(g, j, w)
    if k and (w.has & H_MINUTE and (is_hours_long(g, i, j, k) if glued(g, j) else told_before(g, i, LENGTH)) or not w.has & H_MINUTE and not half and is_a_bit(g, i, j, k)):
        return 0
    if k:
        j = k
    told = told or half and g.langs & HALF_FIRST and lead(g, start) < 0xE3 or t.kind == T_NUMBER and g.langs & POLISH and hour_word_before(g, i) \
        and (polish_in(g, j) or not kinds_at(g, j) & (bit(DK_UNIT) | bit(DK_BLOCK) | bit(DK_MONTH)))
    sure = sure or k or told and not glued(g, j) and not (token(g, j).kind == T_NUMBER and token(g, j).space == 0)
    if sure and w.has & H_MINUTE or not sure and glued(g, j) and is_pasted_half(g, token(g, j)):
        part_half(g, j)
    k = half_day_after(g, j, w)
    if k > j:
        sure = True
        j = k
    if half and not w.half_day:
        w.hour = w.hour + 12 if half > 0 and w.hour < 12 else 0 if half < 0 and w.hour == 12 else w.hour
        w.half_day = True
    if not sure or w.hour == 24 and w.minute:      # the day ends at 24:00
        return 0
    if w.hour > 12:
        w.half_day = True
    return zone_after(g, j, w)


cdef inline int hour_told(Tokens *g, int i) noexcept nogil:
    """The token after a word that makes the number after it an hour: kl. 15, klockan 9, saat 15; or 0."""
    cdef int hour = 0, k
    cdef int j = skip(g, i, DK_HOUR)
    if token(g, j).kind == T_END or token(g, j).gap not in (0, c".") or token(g, j).space & NEWLINE or has(g, j, DK_HOUR):
        return 0
    k = hour_at(g, j, &hour)
    return 0 if not k or has(g, k, DK_UNIT) or has(g, k, DK_BLOCK) or has(g, k, DK_MONTH) else j


cdef inline bint clock_like(Tokens *g, int i) noexcept nogil:
    """Whether a number at token i reads as a time without help."""
    cdef When w
    clear(&w)
    return colon_time(g, i, &w) != 0 or has(g, i + 1, DK_OCLOCK)


cdef inline int military(Tokens *g, int i, When *w) noexcept nogil:
    """1830 GMT, 0900 hours, at 1430 hrs, 1600 Uhr; but not "1500 hours of work"."""
    cdef int k, value = 0
    if sense(g, i + 1, DK_ZONE, &value) and not g.flags & WEAK and capital(g, i + 1):
        k = zone_after(g, i + 1, w)
    elif sense(g, i + 1, DK_OCLOCK, &value) and value == U_HOUR and token(g, i + 1).stop - token(g, i + 1).start > 2 \
            and (token(g, i).value < 1000 or is_at(g, i - 1) or lead(g, i + 1) | 0x20 == c"u"):
        k = skip(g, i + 1, DK_OCLOCK)
    else:
        return 0
    if k == i + 1:
        return 0
    w.hour = token(g, i).value / 100
    w.minute = token(g, i).value % 100
    w.has |= H_HOUR | H_MINUTE
    w.half_day = True
    return k
