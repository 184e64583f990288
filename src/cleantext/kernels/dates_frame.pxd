"""The week, month or year that a weekday, a day or a quarter stands in: Monday next week, July last year, 2017 Q1."""
from .dates_atom cimport atom_at
from .dates_east cimport after_mark
from .dates_lookup cimport lead
from .dates_spoken cimport hour_at
from .dates_tokens cimport (BLANKLINE, DK_AND, DK_FROM, DK_IN_BEFORE, DK_MONTH, DK_OF, DK_ON, DK_ORD, DK_THE, DK_TIMEPREP, DK_UNIT, DK_WEEKDAY, FRENCH, T_END,
                            T_NUMBER, T_WORD, DateToken, Tokens, has, sense, skip, token)
from .dates_when cimport (H_CLOCK, H_DATED, H_DAY, H_DEI, H_HALF, H_MONTH, H_NAMED, H_NTH, H_OFFSET, H_PART, H_PERIOD, H_QUARTER, H_SEASON, H_WEEKDAY, H_YEAR,
                          U_DAY, U_MONTH, U_WEEK, U_YEAR)
from .dates_words cimport Reading, day_at, glued, is_word_at, joined, spaced
from .dates_centuries cimport ordinal_at


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
            or t.kind != T_WORD and (t.kind != T_NUMBER or lead(g, j - 1) < 0xE3 or t.gap):
        return j
    if t.gap == c"'" and t.stop - t.start == 1:
        k += 1
    elif t.gap != 0 and t.gap != c",":
        return j
    if has(g, k, DK_ON):
        k = skip(g, k, DK_ON)
    elif has(g, k, DK_OF) and (lead(g, j) >= 0xE3 or r.a.unit == U_YEAR and has(g, k, DK_TIMEPREP)):
        k = skip(g, k, DK_OF)       # "last year in September"
    k = after_mark(g, k)
    if r.a.unit == U_MONTH:
        m = day_at(g, k, &day) if lead(g, k) >= 0xE3 or lead(g, k + 1) >= 0xE3 else 0
        if not m or not day or not spaced(g, k) or m < k + 2:
            return j
        r.a.day = day               # 今月25日
        r.a.has |= H_DAY
        return m
    m = atom_at(g, k, &d)
    if m and d.range and r.a.unit == U_YEAR and (d.a.has | d.b.has) == H_MONTH and lead(g, j - 1) >= 0xE3:
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
        if not d.a.has & (H_MONTH | H_PERIOD | H_NAMED) or not d.strong and lead(g, j) < 0xE3 and not d.a.has & H_MONTH:
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
