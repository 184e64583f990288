"""Times of day in words: half past three, quarter to 5, halb acht; tres y media, midi moins le quart; 15 Uhr 30, 三点半."""
from .dates_lookup cimport bit, lead
from .dates_tokens cimport (DK_AM, DK_AND, DK_APPROX, DK_AT, DK_BETWEEN, DK_BLOCK, DK_CLOCK, DK_MONTH, DK_NUM, DK_OCLOCK, DK_ORD, DK_PART, DK_PM, DK_SUFFIX, DK_THE, DK_TO, DK_UNIT,
                            DateToken, HUNGARIAN, NEWLINE, POLISH, T_END, T_NUMBER, T_WORD, Tokens, WEAK, has, kinds_at, sense, skip, token)
from .dates_when cimport H_HOUR, H_MINUTE, H_SECOND, U_HOUR, U_MINUTE, U_SECOND, When
from .dates_words cimport glued, is_article, joined, number_word, ordinal_word, spaced


cdef enum:
    HOUR_FIRST = 0x10003C       # the languages in which the minutes follow the hour: fr es it pt ca
    HALF_FIRST = 0x81000        # those in which the half of the day stands before the hour: tr hu


cdef inline int oclock_after(Tokens *g, int j, When *w) noexcept nogil:
    """Uhr, h, o'clock, 時, with the minutes that may follow: 15 Uhr 30, 8h30, 3時20分10秒, 三点半."""
    cdef DateToken *t = token(g, j)
    cdef int unit = 0, k, m
    if t.kind != T_WORD or not (spaced(g, j) or g.langs & HUNGARIAN and joined(g, j, c"-")) or t.space & NEWLINE:
        return 0
    k = sense(g, j, DK_OCLOCK, &unit)
    if not k or unit != U_HOUR or g.flags & WEAK:
        return 0
    if w.has & H_MINUTE:
        return k
    w.has |= H_HOUR
    t = token(g, k)
    if t.kind == T_NUMBER and spaced(g, k) and t.digits <= 2 and t.value < 60:
        m = k + 1
        if sense(g, m, DK_OCLOCK, &unit) and unit == U_MINUTE and spaced(g, m):
            w.minute = t.value
            w.has |= H_MINUTE
            k = skip(g, m, DK_OCLOCK)
            t = token(g, k)
            if t.kind == T_NUMBER and spaced(g, k) and t.digits <= 2 and t.value < 60 and sense(g, k + 1, DK_OCLOCK, &unit) and unit == U_SECOND:
                w.second = t.value
                w.has |= H_SECOND
                k = skip(g, k + 1, DK_OCLOCK)
        elif t.digits == 2 and (t.space == 0 or token(g, m).kind != T_WORD or token(g, m).gap or not has(g, m, DK_UNIT) and not (sense(g, m, DK_OCLOCK, &unit) and unit == U_HOUR)):
            w.minute = t.value
            w.has |= H_MINUTE
            k = m
    elif g.langs & HOUR_FIRST and t.kind == T_WORD and spaced(g, k) and not t.space & NEWLINE and number_word(g, k, &unit) and 1 < unit < 60 \
            and not kinds_at(g, number_word(g, k, &unit)) & (bit(DK_UNIT) | bit(DK_BLOCK) | bit(DK_MONTH) | bit(DK_NUM)):
        w.minute = unit                 # "à vingt heures trente"
        w.has |= H_MINUTE
        k = number_word(g, k, &unit)
    elif has(g, k, DK_CLOCK) and g.p[t.start] >= 0xE3:
        return quarters_after(g, k, w) or k
    return k


cdef inline int few_minutes(Tokens *g, int i, int *minutes) noexcept nogil:
    """一刻 or 5分: the minutes that are wanting to an hour; the token after them, or 0."""
    cdef int what = 0
    cdef int j = sense(g, i, DK_CLOCK, &what)
    if j:
        minutes[0] = 15
        return j if what == 4 else 0
    minutes[0] = token(g, i).value
    if token(g, i).kind != T_NUMBER or not 0 < minutes[0] < 31:
        return 0
    if sense(g, i + 1, DK_OCLOCK, &what) and what == U_MINUTE or sense(g, i + 1, DK_UNIT, &what) and what == U_MINUTE:
        return i + 2
    return 0


cdef inline int quarters_after(Tokens *g, int k, When *w) noexcept nogil:
    """三点半, 7点一刻, 8点三刻, 8点差5分: what is told after the hour at token k; the token after it, or 0."""
    cdef int what = 0, minutes = 0
    cdef int j = sense(g, k, DK_CLOCK, &what)
    if what == 9:
        j = few_minutes(g, j, &minutes)
        if j:
            w.hour = (w.hour + 23) % 24
            minutes = 60 - minutes
    elif 4 <= what <= 6:
        minutes = 30 if what == 6 else 45 if what == 5 else 15
    if not j or not minutes:
        return 0
    w.minute = minutes
    w.has |= H_MINUTE
    return j


cdef inline int wanting(Tokens *g, int i, When *w) noexcept nogil:
    """差一刻八点, 差5分9点: minutes that are wanting to the hour after them; the token after it, or 0."""
    cdef int minutes = 0, unit = 0
    cdef int j = few_minutes(g, i, &minutes)
    if not j or token(g, j).kind != T_NUMBER or not 0 < token(g, j).value <= 24 or not sense(g, j + 1, DK_OCLOCK, &unit) or unit != U_HOUR:
        return 0
    w.hour = token(g, j).value - 1
    w.minute = 60 - minutes
    w.has |= H_HOUR | H_MINUTE
    return j + 2


cdef inline int hour_at(Tokens *g, int i, int *hour) noexcept nogil:
    """An hour at token i in digits or words; the token after it, or 0."""
    cdef DateToken *t = token(g, i)
    cdef int j
    if t.kind == T_NUMBER:
        hour[0] = t.value
        return i + 1 if t.digits <= 2 and t.value <= 24 else 0
    if t.kind != T_WORD:
        return 0
    j = number_word(g, i, hour) if t.stop - t.start > 1 else 0
    if j and hour[0] == 1 and (t.stop - t.start < 3 or t.stop - t.start > 3 and is_article(g, i)):
        return 0                # "an overnight stop", "einer am Dienstag"
    return j if j and 1 <= hour[0] <= 24 else 0


cdef inline int polish_hour(Tokens *g, int i, int *hour) noexcept nogil:
    """An hour as a Polish ordinal in the feminine: siódma, siódmej, siódmą; the token after it, or 0."""
    cdef int j
    if not g.langs & POLISH or not has(g, i, DK_ORD) and not has(g, i, DK_NUM):
        return 0
    j = ordinal_word(g, i, hour)
    return j if j and 1 <= hour[0] <= 24 and g.p[token(g, j - 1).stop - 1] in (c"j", c"a", 0x85) else 0


cdef inline bint hour_after_half(Tokens *g, int k) noexcept nogil:
    """Whether token k is an hour that nothing else counts, after the half of the day: este 7-kor, du. 5, akşam 8'de."""
    cdef DateToken *t = token(g, k)
    cdef DateToken *next = token(g, k + 1)
    if t.kind != T_NUMBER or not 0 < t.digits <= 2 or not 1 <= t.value <= 24 or t.space & NEWLINE or not (spaced(g, k) or t.gap == c"." and t.space):
        return False
    if next.kind == T_END or next.gap in (c".", c",", c"?", c")", c";") and next.space:
        return True
    if next.kind != T_WORD:
        return False
    return has(g, k + 1, DK_SUFFIX) and not next.space and next.gap in (c"'", c"?") or has(g, k + 1, DK_APPROX) and spaced(g, k + 1) \
        or has(g, k + 1, DK_OCLOCK) and joined(g, k + 1, c"-")


cdef inline int spoken_time(Tokens *g, int i, When *w) noexcept nogil:
    """half past three, quarter to 5, ten past four, halb acht."""
    cdef int what = 0, minutes = 0, sign = 0, hour = 0, j = i, k
    k = sense(g, j, DK_CLOCK, &what)
    if k and what == 9:
        return wanting(g, k, w) if lead(g, i) >= 0xE3 else 0
    if k and (2 <= what <= 5 or what == 7):
        minutes = 30 if what <= 3 else 15 if what <= 5 else 45
        if what == 3 or what == 5 or what == 7:
            sign = -1
        j = k
    elif hour_at(g, i, &minutes) and 0 < minutes < 60:
        j = hour_at(g, i, &minutes)
        if has(g, j, DK_OCLOCK) and spaced(g, j):
            sense(g, j, DK_OCLOCK, &what)
            if what != U_MINUTE:
                return 0
            j = skip(g, j, DK_OCLOCK)
    else:
        return 0
    if sign == 0:
        k = sense(g, j, DK_CLOCK, &what)
        if k and g.flags & WEAK and (minutes % 5 or minutes != 15 and not has(g, i - 1, DK_AT)):
            return 0                # "one of three"
        if k and token(g, i).kind == T_NUMBER and j == i + 1 and (token(g, k).kind == T_NUMBER or minutes % 5) \
                and (has(g, j, DK_TO) or has(g, j, DK_AND) or g.flags & WEAK or minutes % 5):
            return 0
        if k and spaced(g, j) and (what == 0 and g.langs & HOUR_FIRST == 0 or what == 1):
            sign = 1 if what == 0 else -1
            j = k
        elif minutes == 30 and j > i and what == 2:
            sign = 1
        else:
            return 0
        k = sense(g, j, DK_CLOCK, &what)
        if k and what == 3 and spaced(g, j) and minutes < 30:
            minutes = 30 + sign * minutes       # "fünf vor halb drei"
            sign = -2
            j = k
    if has(g, j, DK_THE) and spaced(g, j):
        j = skip(g, j, DK_THE)
    k = hour_at(g, j, &hour) or polish_hour(g, j, &hour)
    if not k and sense(g, j, DK_PART, &what) and what > 4:
        k = skip(g, j, DK_PART)         # "a quarter past noon"
        hour = 12 if what == 5 else 24
        w.half_day = True
    if not k or not spaced(g, j) or hour > 12 and (minutes > 30 or g.default_order == 0 and token(g, j).kind == T_WORD and not w.half_day):
        return 0                # "twelve to eighteen inches"
    if token(g, j).kind == T_NUMBER and (hour > 12 and (minutes != 15 or token(g, i).kind == T_NUMBER) or token(g, k).kind == T_NUMBER and token(g, k).space == 0):
        return 0
    if token(g, j).kind == T_NUMBER and glued(g, k) and not has(g, k, DK_AM) and not has(g, k, DK_PM):
        return 0
    if has(g, k, DK_UNIT) and (not sense(g, k, DK_OCLOCK, &what) or g.flags & WEAK) or has(g, k, DK_BLOCK) and not has(g, k, DK_OCLOCK) or has(g, k, DK_MONTH):
        return 0                # "15 minutes to two hours"
    k = oclock_after(g, k, w) or k
    w.has |= H_HOUR | H_MINUTE
    w.hour = hour % 24 if sign > 0 else (hour + 23) % 24
    w.minute = 60 - minutes if sign == -1 else minutes
    if sign < 0 and hour == 1 and not w.half_day:
        w.hour = 12 if not has(g, k, DK_AM) else 0
    return k


cdef inline bint at_before(Tokens *g, int i) noexcept nogil:
    """Whether a word or phrase such as "at", "a las", "alle ore" ends before token i."""
    return has(g, i - 1, DK_AT) or i > 1 and has(g, i - 2, DK_AT) and skip(g, i - 2, DK_AT) == i


cdef inline int minutes_on(Tokens *g, int j, When *w) noexcept nogil:
    """The minutes after the hour in w, at token j: y media, e un quarto, et quart, menos diez; the token after them, or 0."""
    cdef int what = 0, minutes = 0, k, m
    if g.langs & HOUR_FIRST == 0 or not spaced(g, j) or token(g, j).space & NEWLINE:
        return 0
    k = sense(g, j, DK_CLOCK, &what)
    if not k:
        return 0
    if what == 6:
        w.minute = 30
        return k
    if what != 0 and what != 9 or not spaced(g, k):
        return 0
    m = k
    k = sense(g, m, DK_CLOCK, &minutes)
    if k and minutes == 4:
        minutes = 15
    else:
        k = hour_minutes(g, m, &minutes)
        if not k or what == 9 and minutes == 0:
            return 0
    w.minute = minutes
    if what == 9:
        w.hour = (w.hour + 23) % 24
        w.minute = 60 - minutes
    return k


cdef inline int hour_minutes(Tokens *g, int i, int *minutes) noexcept nogil:
    """One to 59 minutes in digits or words, with or without "min"; the token after them, or 0."""
    cdef DateToken *t = token(g, i)
    cdef int j = i + 1, unit = 0
    if t.kind == T_NUMBER:
        minutes[0] = t.value
        if t.digits > 2:
            return 0
    else:
        j = number_word(g, i, minutes)
    if not j or not 0 < minutes[0] < 60 or token(g, j).kind == T_NUMBER and token(g, j).space == 0 or t.kind == T_WORD and t.stop - t.start == 1:
        return 0                # "a las 8 y a las 10"
    if sense(g, j, DK_OCLOCK, &unit) and spaced(g, j) and (unit == U_MINUTE or t.kind == T_NUMBER and unit == U_HOUR and not g.flags & WEAK):
        return skip(g, j, DK_OCLOCK) if unit == U_MINUTE else 0         # "15h et 17h30" are two times
    return 0 if kinds_at(g, j) & (bit(DK_UNIT) | bit(DK_BLOCK) | bit(DK_MONTH)) and not has(g, j, DK_OCLOCK) else j


cdef inline int hour_first(Tokens *g, int i, When *w) noexcept nogil:
    """las tres y media, alle otto e un quarto, às 5 e 15, ocho menos diez: only after "at" or before "in the afternoon"; the token after it, or 0."""
    cdef int hour = 0, j, k
    cdef When told = w[0]
    if g.langs & HOUR_FIRST == 0:
        return 0
    j = hour_at(g, i, &hour)
    if not j or hour > 24 or has(g, i - 1, DK_BETWEEN) or has(g, i - 2, DK_BETWEEN):
        return 0
    k = oclock_after(g, j, &told)
    if k and told.has & H_MINUTE:
        return 0                # "3 heures 20" reads as it stands
    w.hour = hour
    w.minute = 0
    j = minutes_on(g, k if k else j, w)
    if not j or not (k or at_before(g, i) or i > 1 and has(g, i - 1, DK_THE) and has(g, i - 2, DK_AT) or has(g, j, DK_AM) or has(g, j, DK_PM)):
        return 0
    w.has |= H_HOUR | H_MINUTE
    return j
