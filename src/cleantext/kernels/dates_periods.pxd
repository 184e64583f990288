"""Seasons, quarters, halves, weeks, fiscal years, named days, the nth weekday of a month; and the order in which all periods are tried."""
from .dates_feasts cimport advent_at
from .dates_lookup cimport bit, lead
from .dates_relative cimport relative_at
from .dates_reports cimport clause_ends, comes_after, is_over, set_offset
from .dates_series cimport names_to_year
from .dates_tokens cimport (DK_DECADE, DK_DEI, DK_ERA, DK_FISCAL, DK_HALFYEAR, DK_MONTH, DK_NAMED, DK_NUM, DK_OF, DK_ORD, DK_PREP, DK_QUARTER, DK_REIGN, DK_REL, DK_SEASON, DK_THE, DK_TIMEPREP,
                            DK_UNIT, DK_WEEKDAY, DK_YEAR, DateToken, NEWLINE, T_NUMBER, T_WORD, Tokens, WEAK, has, kinds_at, sense, skip, token)
from .dates_when cimport (ADVENT, U_NUMBERED, H_HALF, H_MONTH, H_NAMED, H_NTH, H_OFFSET, H_QUARTER, H_SEASON, H_WEEK, H_WEEKDAY, H_YEAR, U_DAY, U_HALF, U_MONTH, U_QUARTER,
                          U_WEEK, U_WEEKEND, U_YEAR, When, clear)
from .dates_words cimport Reading, capital, glued, joined, month_at, set_short_year, spaced, unit_at, year_after, year_at, year_gap
from .dates_years cimport century_at, decade_at, ordinal_at, year_alone


cdef inline int period_year(Tokens *g, int j, When *w) noexcept nogil:
    """The year after a season, quarter, half or week: "2023", "of 2023", "'23", ", 2023", "/2023"; the token after it, or j."""
    cdef int k = year_gap(g, j)
    cdef When old = w[0]
    if not k and has(g, j, DK_FISCAL) and spaced(g, j):
        k = j                       # "Q4 FY23"
    if not k:
        return j
    if has(g, k, DK_FISCAL) and spaced(g, k):
        k = skip(g, k, DK_FISCAL)
        w.fiscal = True
    if has(g, k, DK_UNIT) and not has(g, k, DK_YEAR) and token(g, k).kind == T_WORD:
        w[0] = old
        return j
    if token(g, k).kind == T_NUMBER and token(g, k).digits not in (2, 4) or token(g, k).space & NEWLINE \
            or token(g, k).gap == c"," and g.p[token(g, j - 1).start] >= 0xE3:
        w[0] = old
        return j
    k = year_at(g, k, w, token(g, k).digits != 2 or token(g, k).gap == c"'" or token(g, k).gap == c"/" or w.fiscal and not old.fiscal)
    if not k:
        w[0] = old
        return j
    return k


cdef inline int letter_period(Tokens *g, int i, Reading *r) noexcept nogil:
    """Q3 2023, H1 2023, T2 2020, 3Q 2023, 1H23, S1; 2023 Q3, KW 17 by the week."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *d = token(g, i + 1)
    cdef unsigned char letter
    cdef int index, j = i + 2, k
    cdef bint first
    if t.kind == T_WORD and t.stop - t.start == 1 and d.kind == T_NUMBER and d.digits == 1 and glued(g, i + 1):
        letter = g.p[t.start] & 0xDF
        index = d.value
        first = True
    elif t.kind == T_NUMBER and t.digits == 1 and d.kind == T_WORD and d.stop - d.start == 1 and glued(g, i + 1):
        letter = g.p[d.start] & 0xDF
        index = t.value
        first = False
    else:
        return 0
    k = j
    if glued(g, j) and not first and (letter == c"Q" or letter == c"H") and 65 <= lead(g, i + 1) <= 90 and token(g, j).digits == 2:
        set_short_year(&r.a, token(g, j).value)     # "3Q24"
        k = j + 1
    if glued(g, k) or i > 0 and glued(g, i) and token(g, i - 1).kind == T_WORD or index < 1 or index > 4 or (letter != c"Q" and letter != c"H" and letter != c"T" and letter != c"K"):
        return 0
    if letter == c"H" and index > 2:
        return 0
    r.a.index = index
    r.a.has |= H_HALF if letter == c"H" else H_QUARTER
    if k > j:
        r.strong = True
        return k
    k = period_year(g, j, &r.a)
    if k == j and token(g, j).kind == T_NUMBER and token(g, j).digits == 2 and (spaced(g, j) or joined(g, j, c"/") or joined(g, j, c"-")) \
            and (letter == c"Q" or glued(g, j)):
        set_short_year(&r.a, token(g, j).value)
        k = j + 1
    if k == j and ((letter != c"Q" or not 65 <= lead(g, i if first else i + 1) <= 90) and not (first and i > 0 and token(g, i - 1).digits == 4 and not glued(g, i))):
        return 0
    r.strong = True
    return k


cdef inline int told_frame(Tokens *g, int m, Reading *r) noexcept nogil:
    """Put what is in r into the month or year told at token m ("mois prochain"); the token after it, or 0."""
    cdef Reading frame = r[0]
    cdef int k
    clear(&frame.a)
    k = relative_at(g, m, &frame)
    if not k or not frame.a.has & H_OFFSET or frame.a.counted or frame.a.unit not in (U_MONTH, U_YEAR):
        return 0
    set_offset(&r.a, frame.a.unit, frame.a.offset)
    r.a.from_last = frame.a.from_last
    return k


cdef inline int ordinal_period(Tokens *g, int i, Reading *r) noexcept nogil:
    """third quarter [of 2023], second half of 2012, first week of May 2014, the 2nd Monday in October, third day of the month."""
    cdef int v = 0, unit = 0, weekday = 0, k, m, month = 0
    cdef int j = ordinal_at(g, i, &v)
    cdef bint last = False
    if not j and sense(g, i, DK_DEI, &v) and v == -1:
        j = skip(g, i, DK_DEI)
        last = True
    if not j or v == 0 or not (spaced(g, j) or joined(g, j, c"-") or token(g, j).gap == c"." and token(g, i).kind != T_WORD):
        return 0
    k = sense(g, j, DK_UNIT, &unit)
    if k and (last and unit == U_HALF or not last and (unit == U_QUARTER and v <= 4 or unit == U_HALF and v <= 2) and v > 0):
        r.a.index = 2 if last else v
        r.a.has |= H_QUARTER if unit == U_QUARTER else H_HALF
        m = period_year(g, k, &r.a)
        r.strong = m > k or unit == U_QUARTER
        if m == k and unit == U_HALF and token(g, k - 1).stop - token(g, k - 1).start < 8:
            return 0                # "the second half" of anything, but "das zweite Halbjahr"
        return m
    if k and unit == U_NUMBERED and token(g, j).gap == c"." and 0 < v <= 53 and in_capitals(g, j):
        r.a.index = v               # "in der 23. Kalenderwoche"
        r.a.nth = U_WEEK
        r.a.has |= H_NTH
        m = period_year(g, k, &r.a)
        r.strong = True
        return m if m > k or g.known_year else 0
    if not k or unit not in (U_WEEK, U_DAY, U_MONTH, U_WEEKEND):
        k = sense(g, j, DK_WEEKDAY, &weekday)
        if not k:
            return 0
        unit = -1
    elif token(g, i).kind == T_NUMBER and token(g, j).gap == 0 and token(g, i + 1).start == token(g, j).start:
        return 0
    if unit == U_MONTH and not last and spaced(g, k) and token(g, k).digits == 4 and year_at(g, k, &r.a, True):
        r.a.index = v               # "terceiro mês 2017"
        r.a.nth = unit
        r.a.has |= H_NTH
        r.strong = True
        return year_at(g, k, &r.a, True)
    if not spaced(g, k) or not has(g, k, DK_OF) and not (has(g, k, DK_MONTH) and unit != U_MONTH and (not last or unit != U_WEEK or g.default_order)):
        return 0
    m = skip(g, skip(g, k, DK_OF), DK_THE)
    if not spaced(g, m):
        return 0
    r.a.index = v
    r.a.nth = unit
    r.a.weekday = weekday & 7
    r.a.has |= H_NTH | (H_WEEKDAY if unit < 0 else 0)
    r.strong = True
    k = month_at(g, m, &month)
    if k:
        r.a.month = month
        r.a.has |= H_MONTH
        return year_after(g, k, &r.a, False)
    k = year_at(g, m, &r.a, True)
    if k:
        return k
    if not kinds_at(g, m) & (bit(DK_UNIT) | bit(DK_REL) | bit(DK_DEI)):
        return 0
    k = told_frame(g, m, r)         # "le premier mercredi du mois prochain"
    if not k and has(g, m - 1, DK_THE) and sense(g, m, DK_UNIT, &unit) and (unit == U_MONTH or unit == U_YEAR) and not g.flags & WEAK:
        set_offset(&r.a, unit, 0)   # "the first Monday of the month"
        return skip(g, m, DK_UNIT)
    return k


cdef inline int year_told(Tokens *g, int j, Reading *r) noexcept nogil:
    """The year that the season before token j lies in, told from the reference: весной прошлого года, primavera dello scorso anno; the token after it, or 0."""
    cdef Reading told = r[0]
    cdef unsigned long long frame = bit(DK_DEI) | bit(DK_REL) | bit(DK_UNIT)
    cdef int k = skip(g, skip(g, j, DK_OF), DK_THE)
    k = told_frame(g, k, &told) if kinds_at(g, k) & frame and spaced(g, k) else 0
    if not k and has(g, j, DK_OF) and kinds_at(g, j + 1) & frame and (spaced(g, j + 1) or token(g, j + 1).gap == c"'"):
        k = told_frame(g, j + 1, &told)         # "del año" may be two words of "del año pasado"
    if not k or told.a.unit != U_YEAR:
        return 0
    r[0] = told
    r.strong = True
    return k


cdef inline int season_at(Tokens *g, int i, Reading *r) noexcept nogil:
    """summer 2023, the summer of '69; a season alone needs a preposition."""
    cdef int v = 0
    cdef int j = sense(g, i, DK_SEASON, &v)
    cdef int k
    cdef unsigned char flags = g.flags
    if not j:
        return 0
    r.a.index = v
    r.a.has |= H_SEASON
    if flags & WEAK and not capital(g, i) and g.default_order == 0 and token(g, j).stop - token(g, j).start == 2 and lead(g, j) == c"i":
        return 0                    # "prices fall in 2023"
    k = period_year(g, j, &r.a)
    if k > j:
        r.strong = True
        if (joined(g, k, c"/") or joined(g, k, c"-")) and token(g, k).digits == 2 and token(g, k).value == (r.a.year + 1) % 100 and not glued(g, k + 1):
            return k + 1            # "Winter 2010/11"
        return k
    if joined(g, j, c"-"):
        return 0                    # "Winter-Biathlon"
    k = year_told(g, j, r) if not flags & WEAK and spaced(g, j) and token(g, j).kind == T_WORD and not token(g, j).space & NEWLINE else 0
    if k:
        return k
    if flags & WEAK and names_to_year(g, j, DK_SEASON):
        return j                    # "fall and winter 2022"
    return (j if not flags & WEAK and i and (has(g, i - 1, DK_TIMEPREP) or has(g, i - 1, DK_PREP) or has(g, i - 1, DK_THE))
            and not (spaced(g, j) and token(g, j).kind == T_WORD and capital(g, j) and g.default_order == 0) else 0)


cdef inline int half_word(Tokens *g, int i, Reading *r) noexcept nogil:
    """上半年, 상반기, 首季: a half or quarter of a year in one word."""
    cdef int v = 0, k
    cdef int j = sense(g, i, DK_HALFYEAR, &v)
    r.a.has |= H_HALF
    if not j:
        j = sense(g, i, DK_QUARTER, &v)
        r.a.has = H_QUARTER
    r.a.index = v
    r.strong = True
    k = period_year(g, j, &r.a) if j else 0
    return 0 if k == j and lead(g, i) < 0xE3 else k         # "the latter half" of anything


cdef inline bint in_capitals(Tokens *g, int i) noexcept nogil:
    """Whether a word of two letters at token i is written in capitals; longer ones may be as they are."""
    cdef DateToken *t = token(g, i)
    return t.stop - t.start > 2 or 65 <= g.p[t.start] <= 90 and 65 <= g.p[t.start + 1] <= 90


cdef inline int week_number(Tokens *g, int i, Reading *r) noexcept nogil:
    """week 17 of 2024, KW 17, 2024-W17."""
    cdef DateToken *t
    cdef int unit = 0, k
    cdef int j = sense(g, i, DK_UNIT, &unit)
    if unit == U_NUMBERED and not in_capitals(g, i) or unit != U_WEEK and unit != U_NUMBERED:
        j = 0
    if token(g, i).kind == T_NUMBER and token(g, i).digits == 4 and joined(g, i + 1, c"-") \
            and token(g, i + 1).stop - token(g, i + 1).start == 1 and lead(g, i + 1) == c"W" and glued(g, i + 2) \
            and token(g, i + 2).kind == T_NUMBER and token(g, i + 2).digits == 2 and 1 <= token(g, i + 2).value <= 53:
        r.a.year = token(g, i).value
        r.a.index = token(g, i + 2).value
        r.a.has |= H_YEAR | H_WEEK
        r.strong = True
        return i + 3
    if not j or not spaced(g, j):
        return 0
    t = token(g, j)
    if token(g, i).stop - token(g, i).start == 1 and token(g, i).gap == 0 and (not glued(g, j) or token(g, j + 1).gap):
        return 0                    # "35 W 31st St"
    if t.kind != T_NUMBER or t.digits > 2 or not 1 <= t.value <= 53 or g.p[t.start] >= 0x80:
        return 0
    r.a.index = t.value
    r.a.has |= H_NTH
    r.a.nth = U_WEEK
    k = period_year(g, j + 1, &r.a)
    if k == j + 1 and not g.known_year:
        return 0
    r.strong = True
    return k


cdef inline int quarter_number(Tokens *g, int i, Reading *r) noexcept nogil:
    """quarter 3 of 2019, Quartal 3/2019, 2019 trimestre3; the token after it, or 0."""
    cdef DateToken *index = token(g, i + 1)
    cdef int j = unit_at(g, i, U_QUARTER)
    cdef int k
    if j != i + 1 or index.kind != T_NUMBER or index.digits != 1 or not 1 <= index.value <= 4 or not spaced(g, j) or lead(g, i) >= 0xE3 or glued(g, j + 1):
        return 0
    r.a.index = index.value
    r.a.has |= H_QUARTER
    r.strong = True
    k = period_year(g, j + 1, &r.a)
    return k if k > j + 1 or i > 0 and token(g, i - 1).digits == 4 else 0


cdef inline int named_at(Tokens *g, int i, Reading *r) noexcept nogil:
    """Christmas, Black Friday 2019."""
    cdef int v = 0
    cdef int j = sense(g, i, DK_NAMED, &v)
    if not j or (lead(g, i) < 0x80 and not capital(g, i) and (g.flags & WEAK or i and token(g, i).start > 12 and not has(g, i - 1, DK_TIMEPREP))) \
            or v == ADVENT:
        return 0                # "an election day", "im Advent"
    r.a.named = v
    r.a.has |= H_NAMED
    return period_year(g, j, &r.a)


cdef inline int fiscal_at(Tokens *g, int i, Reading *r) noexcept nogil:
    """fiscal 2024, FY2024, FY24, Geschäftsjahr 2023."""
    cdef int j = i, k
    cdef DateToken *t
    if not has(g, i, DK_FISCAL):
        return 0
    j = skip(g, i, DK_FISCAL)
    if has(g, j, DK_YEAR) and spaced(g, j):
        j = skip(g, j, DK_YEAR)
    t = token(g, j)
    if (clause_ends(g, j) or is_over(g, j)) and comes_after(g, i, b"the") and g.known_year and not g.default_order:
        set_offset(&r.a, U_YEAR, 0)     # "lower earnings for the fiscal year"
        r.a.fiscal = r.strong = True
        return j
    if t.kind != T_NUMBER or not (spaced(g, j) or t.gap == c"'" or joined(g, j, c"-")) or (t.digits != 4 and t.digits != 2):
        return 0
    if t.digits == 4:
        k = year_at(g, j, &r.a, False)
    else:
        set_short_year(&r.a, t.value)
        k = j + 1
    if k:
        r.a.fiscal = True
        r.strong = True
    return k


cdef inline int period_at(Tokens *g, int i, Reading *r) noexcept nogil:
    """Any of these at token i; the token after it, or 0."""
    cdef DateToken *t = token(g, i)
    cdef bint number = t.kind == T_NUMBER
    cdef unsigned long long kinds = 0 if number else kinds_at(g, i)
    cdef bint small = number and t.digits <= 2
    cdef bint ordinal = small or not number and (kinds & (bit(DK_ORD) | bit(DK_NUM)) or 65 <= g.p[t.start] <= 90)
    cdef int j = 0
    if small or not number and t.stop - t.start == 1:
        j = letter_period(g, i, r)
    if not j and kinds & bit(DK_FISCAL):
        clear(&r.a)
        j = fiscal_at(g, i, r)
    if not j and (ordinal or kinds & (bit(DK_UNIT) | bit(DK_REIGN))):
        clear(&r.a)
        j = century_at(g, i, r)
    if not j and (number or kinds & (bit(DK_UNIT) | bit(DK_YEAR) | bit(DK_DECADE))):
        clear(&r.a)
        j = decade_at(g, i, r)
    if not j and (number or kinds & bit(DK_UNIT)):
        clear(&r.a)
        j = week_number(g, i, r)
    if not j and kinds & bit(DK_UNIT):
        clear(&r.a)
        j = quarter_number(g, i, r)
    if not j and (ordinal or kinds & bit(DK_DEI)):
        clear(&r.a)
        j = ordinal_period(g, i, r)
    if not j and kinds & (bit(DK_HALFYEAR) | bit(DK_QUARTER)):
        clear(&r.a)
        j = half_word(g, i, r)
    if not j and kinds & bit(DK_SEASON):
        clear(&r.a)
        j = season_at(g, i, r)
    if not j and ordinal and has(g, i + 1, DK_NAMED):
        clear(&r.a)
        j = advent_at(g, i, &r.a)
        j = period_year(g, j, &r.a) if j else 0
        r.strong = j != 0
    if not j and kinds & bit(DK_NAMED):
        clear(&r.a)
        j = named_at(g, i, r)
    if not j and (number or kinds & (bit(DK_YEAR) | bit(DK_NUM) | bit(DK_REIGN) | bit(DK_ERA))):
        clear(&r.a)
        j = year_alone(g, i, r)
    if not j:
        clear(&r.a)
    return j
