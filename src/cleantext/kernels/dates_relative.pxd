"""Dates told from another date: yesterday, last week, three days ago, in two weeks, lundi dernier, 上个星期三."""
from .dates_amounts cimport amount_at, fraction_before, quantity
from .dates_deictic cimport is_plural, is_there, part_after, part_after_of, with_deictic
from .dates_lookup cimport bit, lead
from .dates_reports cimport clause_ends, counted, set_offset, year_earlier
from .dates_tokens cimport (DK_AGO_AFTER, DK_AGO_BEFORE, DK_BEFORE_DATE, DK_DAY, DK_DEI, DK_EACH, DK_EARLIER, DK_HALFUNIT, DK_IN_AFTER, DK_IN_BEFORE,
                            DK_LATER, DK_NUM, DK_PART, DK_PERIOD, DK_POS, DK_REL, DK_SEASON, DK_THE, DK_TIMEPREP, DK_UNIT, DK_WEEKDAY, DK_YEAR, FRENCH, GREETING,
                            NEWLINE, SPANISH_PORTUGUESE, T_NUMBER, T_WORD, WEAK, DateToken, Tokens, guards, has, kinds_at, sense, skip, token)
from .dates_when cimport H_OFFSET, H_PART, H_WEEKDAY, H_YEAR, U_CENTURY, U_DAY, U_HALF, U_MONTH, U_QUARTER, U_WEEK, U_YEAR, clear
from .dates_words cimport Reading, capital, glued, is_word_at, joined, reads, spaced, suffix_after, weekday_at
from .scan cimport word_bytes_before


cdef inline int day_of_ago(Tokens *g, int k, Reading *r) noexcept nogil:
    """The day that token k tells after "a year ago": today, or the weekday of "a week ago Tuesday"; the token after it, or k."""
    cdef int v = 0
    cdef int j = sense(g, k, DK_DAY, &v)
    if r.a.unit not in (U_WEEK, U_MONTH, U_YEAR) or g.default_order or not spaced(g, k):
        return k
    if j and v < 256:
        r.a.shift = r.a.offset
        r.a.shift_unit = r.a.unit
        set_offset(&r.a, U_DAY, v - 64)
    else:
        j = weekday_at(g, k, &r.a) if r.a.unit == U_WEEK else 0
        if not j:
            return k
        r.a.shift = r.a.offset
        r.a.shift_unit = U_WEEK
        r.a.has &= ~<unsigned int>H_OFFSET
    r.a.counted = False
    return j


cdef inline bint goes_on(Tokens *g, int k) noexcept nogil:
    """Whether what stands before token k goes on there: "in 2 hours", "in ca. 2 hours"."""
    return spaced(g, k) or token(g, k).gap == c"." and token(g, k).space != 0 and k > 1 and token(g, k - 1).stop - token(g, k - 1).start <= 3


cdef inline bint before_frame(Tokens *g, int k) noexcept nogil:
    """Whether the "earlier" or "later" at token k belongs to what follows it: earlier this year, later in the month."""
    cdef int j = k + 1, dei = 0
    if not spaced(g, j) or token(g, j).kind != T_WORD or g.default_order:
        return False
    if sense(g, j, DK_DEI, &dei) and dei in (0, -1, 100):
        j = skip(g, j, DK_DEI)
    elif is_word_at(g, j, b"in") and is_word_at(g, j + 1, b"the"):
        j += 2
    else:
        return False
    return spaced(g, j) and kinds_at(g, j) & (bit(DK_UNIT) | bit(DK_SEASON)) != 0


cdef inline int with_amount(Tokens *g, int i, Reading *r) noexcept nogil:
    """An amount with its direction: three days ago, vor drei Tagen, in two weeks, 3日前, two years later."""
    cdef int unit = 0, amount = 0, sign = 0, v = 0, j = i, k, before = 0
    k = sense(g, i, DK_BEFORE_DATE, &v)
    if k and token(g, k).kind == T_NUMBER and spaced(g, k) and token(g, k).digits <= 4 and not fraction_before(g, k + 1) \
            and not (g.flags & WEAK and k == i + 1):
        counted(r, (v if v > 0 else -v) - 1, token(g, k).value, 1 if v > 0 else -1)
        return k + 1
    k = sense(g, i, DK_AGO_BEFORE, &v)
    if k and goes_on(g, k):
        before = -1
        j = k
    else:
        k = sense(g, i, DK_IN_BEFORE, &v)
        if k and goes_on(g, k):
            before = 1
            j = k
    k = quantity(g, j, &amount)
    if k and not before and spaced(g, k) and not fraction_before(g, j + 1):
        sign = sense(g, k, DK_PERIOD, &v)
        if sign and (v == U_YEAR + 1 or v == -U_YEAR - 1) and token(g, j).digits == 4 and lead(g, k) >= 0xE3:
            return 0
        if sign and not (g.flags & WEAK and not glued(g, k) and sign == k + 1 and token(g, k).stop - token(g, k).start < 3):
            counted(r, (v if v > 0 else -v) - 1, amount, 1 if v > 0 else -1)
            return day_of_ago(g, sign, r) if v < 0 else sign
    k = amount_at(g, j, &unit, &amount)
    if not k and before and has(g, j, DK_UNIT) and not has(g, j, DK_NUM):
        k = sense(g, j, DK_UNIT, &unit)
        amount = 1
        if before > 0 or is_plural(g, j) or g.langs & SPANISH_PORTUGUESE and g.p[token(g, j).stop - 1] == c"s" and unit != U_MONTH or has(g, j, DK_YEAR) and token(g, k).kind == T_NUMBER:
            k = 0
    if not k:
        return 0
    if before > 0 and amount == 1 and has(g, j, DK_HALFUNIT) and token(g, i).stop - token(g, i).start <= 4:
        return 0                    # "40 zł za godzinę"
    if token(g, j).kind == T_NUMBER and (fraction_before(g, j) and j > 0 or token(g, j).digits > 4
                                         or token(g, j).digits == 4 and unit == U_YEAR and lead(g, j + 1) >= 0xE3):
        return 0                    # 2018年以前: before that year
    if before > 0 and unit == U_CENTURY and token(g, j).kind == T_NUMBER and glued(g, j + 1) and suffix_after(g, j + 1) > j + 1:
        return 0                    # "16de en 17de eeuw", where "en" may be Spanish
    if before > 0 and amount == 1 and (unit == U_QUARTER or unit == U_HALF):
        return 0                    # "in a half dozen states"
    if token(g, k - 1).stop - token(g, k - 1).start == 1 and lead(g, k - 1) < 0x80 and not (spaced(g, k) and is_word_at(g, k, b"ago")) \
            and (not glued(g, k - 1) and not (lead(g, k - 1) == c"h" and clause_ends(g, k)) or lead(g, k - 1) < 97 or before > 0 and not clause_ends(g, k)):
        return 0                    # "in 3D", "in 3d animation"
    if before:
        if before < 0 and is_word_at(g, i, b"for") and not is_word_at(g, k, b"siden"):
            return 0                    # "Chill for 30 mins" beside "for 30 min siden"
        if before > 0 and sense(g, k, DK_IN_AFTER, &v) and spaced(g, k):
            k = skip(g, k, DK_IN_AFTER)
        counted(r, unit, amount, before)
        r.a.from_last = has(g, i, DK_LATER) and lead(g, i) >= 0xD0      # "спустя два года"
        return k
    if spaced(g, k) or joined(g, k, c"-"):
        if sense(g, k, DK_AGO_AFTER, &v) and not g.flags & WEAK:
            counted(r, unit, amount, -1)
            return day_of_ago(g, skip(g, k, DK_AGO_AFTER), r)
        if sense(g, k, DK_IN_AFTER, &v) and not g.flags & WEAK:
            counted(r, unit, amount, 1)
            return skip(g, k, DK_IN_AFTER)
        if has(g, k, DK_POS) and before_frame(g, k):
            return 0                    # "closed for two weeks earlier this year"
        if sense(g, k, DK_LATER, &v) and not g.flags & WEAK:
            counted(r, unit, amount, 1)
            r.a.from_last = True
            return skip(g, k, DK_LATER)
        if sense(g, k, DK_EARLIER, &v) and (not g.flags & WEAK or clause_ends(g, k + 1) and not has(g, k - 2, DK_THE)):       # "two days before, he left"
            counted(r, unit, amount, -1)
            r.a.from_last = True
            return skip(g, k, DK_EARLIER)
    return 0


cdef inline bint after_article(Tokens *g, int i) noexcept nogil:
    """Whether an unknown word with the ending of an adjective and a German article before it stand at token i: "ein schöner (Morgen)"."""
    cdef DateToken *t = token(g, i)
    cdef Py_ssize_t end = t.start - 1, size
    if t.kind != T_WORD or kinds_at(g, i) or t.stop - t.start < 4 or end < 4 or g.p[end] != 32 or capital(g, i) \
            or not (g.p[t.stop - 1] == c"e" or g.p[t.stop - 2] == c"e" and g.p[t.stop - 1] in (c"r", c"n", c"m", c"s")):
        return False
    size = word_bytes_before(g.p, end)
    return size in (3, 4, 5) and (reads(g.p + end - size, b"ein") or size == 3 and g.p[end - 3] | 0x20 == c"d" and g.p[end - 2] in (c"e", c"i", c"a"))


cdef inline bint part_rather(Tokens *g, int i) noexcept nogil:
    """Whether a word that means tomorrow as well as morning means the latter: "am Morgen", "por la mañana", "Guten Morgen"."""
    if spaced(g, i) and (has(g, i - 1, DK_THE) or guards(g, i - 1, GREETING) or capital(g, i) and after_article(g, i - 1)):
        return True
    return capital(g, i) and spaced(g, i) and kinds_at(g, i - 1) & (bit(DK_TIMEPREP) | bit(DK_EACH) | bit(DK_DEI) | bit(DK_POS)) != 0


cdef inline bint in_name(Tokens *g, int i) noexcept nogil:
    """Whether the word at token i belongs to the capitals before it: "USA Today"."""
    cdef DateToken *t = token(g, i - 1) if i else token(g, i)
    return i and spaced(g, i) and t.kind == T_WORD and t.stop - t.start > 1 and 65 <= g.p[t.stop - 1] <= 90 and 65 <= lead(g, i) <= 90 \
        and 97 <= g.p[token(g, i).start + 1] <= 122


cdef inline int single_word(Tokens *g, int i, Reading *r) noexcept nogil:
    """yesterday, tonight, heuer, 今日, with a part of the day after it."""
    cdef int v = 0, k
    k = sense(g, i, DK_DAY, &v)
    if k and v & 4096:
        if g.flags & WEAK and not (clause_ends(g, k) or lead(g, i) >= 0xE3 and token(g, i).gap):
            return 0                # "the day before the storm", but "，第二天"
        set_offset(&r.a, U_DAY, v % 256 - 64)
        r.a.from_last = r.strong = True
        r.a.part = v >> 8 & 15
        r.a.has |= H_PART if r.a.part else 0
        return k
    if k == i + 2 and v >= 256 and v % 256 == 63 and spaced(g, k) and is_word_at(g, k, b"of"):
        return 0                    # "the last night of the Proms"
    if k:
        if kinds_at(g, i) & bit(DK_PART) and i and part_rather(g, i) or in_name(g, i) or g.langs & FRENCH and is_there(g, k):
            return 0
        if g.flags & WEAK and i == 0 and k == 1 and capital(g, i) and token(g, k).kind == T_WORD and not has(g, k, DK_WEEKDAY) and not (
                kinds_at(g, i) & bit(DK_PART) and (kinds_at(g, k) or not capital(g, k))):
            return 0                # "Morgen Verlag", but "Morgen um 10 Uhr", "Morgen beginnt"
        r.strong = not g.flags & WEAK
        set_offset(&r.a, U_DAY, v % 256 - 64)
        if v >= 256:
            r.a.part = v / 256
            r.a.has |= H_PART
            return k
        if spaced(g, k) and has(g, k, DK_WEEKDAY) and v < 128 and not (token(g, k).space & NEWLINE):
            i = weekday_at(g, k, &r.a)      # "am heutigen Samstag", "mañana jueves": the weekday says nothing new
            if not g.flags & WEAK or v == 64 and capital(g, k):
                r.a.has &= ~<unsigned int>H_WEEKDAY
                r.strong = True
                return i
            r.a.has &= ~<unsigned int>(H_WEEKDAY | H_PART)
            i = k - 1
        i = part_after(g, k, &r.a)
        if i == k and lead(g, k) >= 0xE3:
            i = part_after_of(g, k, &r.a)
        r.strong = r.strong or i > k        # "mañana por la tarde"
        return i
    k = sense(g, i, DK_REL, &v)
    if k and g.flags & WEAK and v & 1024 and not (clause_ends(g, k) or lead(g, i) >= 0xE3 and token(g, i).gap):
        return 0                    # "the year before the war"
    if k:
        r.strong = v & 1024 or not g.flags & WEAK
        r.modifier = v >> 11        # "year-end": late
        r.a.from_last = v & 1024    # "Vorjahr": from the date last named
        v &= 1023
        if r.modifier and v / 16 == U_YEAR and spaced(g, k) and token(g, k).digits == 4 and 1000 <= token(g, k).value <= 2100:
            r.a.year = token(g, k).value
            r.a.has |= H_YEAR
            return k + 1
        set_offset(&r.a, v / 16, v % 16 - 8)
        return k
    return 0


cdef inline int relative_at(Tokens *g, int i, Reading *r) noexcept nogil:
    """A relative date at token i; the token after it, or 0."""
    cdef bint number = token(g, i).kind == T_NUMBER
    cdef unsigned long long kinds = 0 if number else kinds_at(g, i)
    cdef int j = 0
    if number or kinds & (bit(DK_BEFORE_DATE) | bit(DK_AGO_BEFORE) | bit(DK_IN_BEFORE) | bit(DK_NUM) | bit(DK_HALFUNIT)):
        j = with_amount(g, i, r)
    if not j and kinds & bit(DK_UNIT):
        clear(&r.a)
        j = year_earlier(g, i, r)
    if not j and kinds & (bit(DK_DAY) | bit(DK_REL)):
        clear(&r.a)
        j = single_word(g, i, r)
    if not j and not number:
        clear(&r.a)
        j = with_deictic(g, i, r)
    if not j:
        clear(&r.a)
    return j
