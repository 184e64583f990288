"""Seasons, quarters, halves, weeks, fiscal years, named days, the nth weekday of a month; and the order in which all periods are tried."""
from .dates_centuries cimport century_at
from .dates_feasts cimport advent_at, second_day
from .dates_lookup cimport bit, lead
from .dates_one_year cimport set_short_year, year_at
from .dates_ordinal_periods cimport in_capitals, ordinal_period, period_year, told_frame
from .dates_reports cimport clause_ends, comes_after, is_over, set_offset
from .dates_series cimport names_to_year
from .dates_tokens cimport (DK_DECADE, DK_DEI, DK_ERA, DK_FISCAL, DK_HALFYEAR, DK_NAMED, DK_NUM, DK_OF, DK_ORD, DK_PREP, DK_QUARTER, DK_REIGN, DK_REL,
                            DK_SEASON, DK_THE, DK_TIMEPREP, DK_UNIT, DK_YEAR, NEWLINE, POLISH, T_NUMBER, T_WORD, WEAK, ALL_LANGUAGES, CALENDAR, DateToken, ROMANCE, Tokens, guards, has, kinds_at,
                            sense, skip, token)
from .dates_when cimport ADVENT, H_HALF, H_NAMED, H_NTH, H_QUARTER, H_SEASON, H_WEEK, H_YEAR, U_NUMBERED, U_QUARTER, U_WEEK, U_YEAR, clear
from .dates_words cimport Reading, capital, glued, is_word_at, joined, spaced, unit_at
from .dates_years cimport decade_at, year_alone


cdef inline bint named_before(Tokens *g, int i) noexcept nogil:
    """Whether an unknown word in capitals stands before token i, so that it is a model: Audi S1 2023."""
    return i > 0 and spaced(g, i) and capital(g, i - 1) and not kinds_at(g, i - 1)


cdef inline int letter_period(Tokens *g, int i, Reading *r) noexcept nogil:
    """Q3 2023, H1 2023, T2 2020, 3Q 2023, 1H23, S1; 2023 Q3, KW 17 by the week."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *d = token(g, i + 1)
    cdef unsigned char letter
    cdef int index, j = i + 2, k
    cdef bint first
    cdef bint romance = True
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
    if (letter == c"S" or letter == c"T") and (g.langs & ROMANCE == 0 or g.langs == ALL_LANGUAGES):
        romance = False
        if letter == c"S" or g.langs & ROMANCE == 0:
            return 0                # "2024-T3 alloy"
    if glued(g, j) and not first and (letter == c"Q" or letter == c"H" or romance and (letter == c"S" or letter == c"T")) and 65 <= lead(g, i + 1) <= 90:
        if token(g, j).digits == 2:
            set_short_year(&r.a, token(g, j).value)     # "3Q24", "2T23"
            k = j + 1
        elif token(g, j).digits == 4 and 1900 <= token(g, j).value <= 2100:
            r.a.year = token(g, j).value                # "3T2023"
            r.a.has |= H_YEAR
            k = j + 1
    elif glued(g, j) and has(g, j, DK_FISCAL) and glued(g, j + 1) and token(g, j + 1).digits == 2:
        set_short_year(&r.a, token(g, j + 1).value)     # "Q4FY24"
        r.a.fiscal = True
        k = j + 2
    if glued(g, k) or i > 0 and glued(g, i) and token(g, i - 1).kind == T_WORD or index < 1 or index > 4 or (letter != c"Q" and letter != c"H" and letter != c"T" and letter != c"K" and letter != c"S"):
        return 0
    if letter == c"H" and index > 2 or letter == c"S" and (index > 2 or not 65 <= lead(g, i if first else i + 1) <= 90 or first and named_before(g, i)):
        r.a.has = 0
        return 0
    r.a.index = index
    r.a.has |= H_HALF if letter == c"H" or letter == c"S" else H_QUARTER
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


cdef inline int quarter_of_year(Tokens *g, int i, Reading *r) noexcept nogil:
    """2023Q3; the token after it, or 0."""
    cdef int k = letter_period(g, i + 1, r) if token(g, i + 2).digits == 1 and not (i > 0 and glued(g, i)) and 1900 <= token(g, i).value <= 2100 else 0
    if k != i + 3 or r.a.has != H_QUARTER:
        clear(&r.a)
        return 0
    r.a.year = token(g, i).value
    r.a.has |= H_YEAR
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
        if flags & WEAK and g.langs & POLISH and token(g, k).gap == c"-" and token(g, k).digits == 4 and spaced(g, j) and g.p[token(g, i).stop - 1] == c"a":
            return 0                # "na lata 2021–2027": years, no summer
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
    if k == j + 1 and unit == U_NUMBERED and token(g, k).gap == c"/" and token(g, k).digits == 4 and 1950 <= token(g, k).value <= 2100:
        r.a.year = token(g, k).value            # "Kalenderwoche 14 / 2019"
        r.a.has |= H_YEAR
        k += 1
    if k == j + 1 and (not g.known_year or unit == U_WEEK and g.default_order == 0 and (capital(g, i) or not has(g, i - 1, DK_THE) and token(g, i).start)
                       and not has(g, k, DK_OF)):
        return 0                    # "he scored in Week 11"
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


cdef inline bint is_name(Tokens *g, int i) noexcept nogil:
    """Whether Noel or Natal at token i is a person or a city: Noel Gallagher, Natal/RN, em Natal, município de Natal."""
    cdef DateToken *next = token(g, i + 1)
    if joined(g, i + 1, c"/") and next.kind == T_WORD:
        return True
    if is_word_at(g, i - 1, b"em") or is_word_at(g, i - 1, b"de") and i > 1 and (
            is_word_at(g, i - 2, b"cidade") or is_word_at(g, i - 2, b"prefeitura") or is_word_at(g, i - 2, b"munic\xc3\xadpio")):
        return spaced(g, i)
    return next.kind == T_WORD and spaced(g, i + 1) and not next.space & NEWLINE and capital(g, i + 1) and not kinds_at(g, i + 1) \
        and token(g, i).start + 1 < g.n and g.p[token(g, i).start + 1] > 90


cdef inline int named_at(Tokens *g, int i, Reading *r) noexcept nogil:
    """Christmas, Black Friday 2019."""
    cdef int v = 0
    cdef int j = sense(g, i, DK_NAMED, &v)
    if not j or i > 0 and spaced(g, i) and guards(g, i - 1, CALENDAR) or (lead(g, i) < 0x80 and not capital(g, i) and (g.flags & WEAK or i and token(g, i).start > 12 and not has(g, i - 1, DK_TIMEPREP))) \
            or v == ADVENT:
        return 0                # "an election day", "Islamic New Year", "im Advent"
    if lead(g, i) == c"N" and j == i + 1 and is_name(g, i):
        return 0
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
    if not j and number and t.digits == 4 and glued(g, i + 1) and lead(g, i + 1) == c"Q":
        clear(&r.a)
        j = quarter_of_year(g, i, r)
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
    if not j and ordinal and (has(g, i + 1, DK_NAMED) or glued(g, i + 1) and has(g, i + 2, DK_NAMED)):
        clear(&r.a)
        j = advent_at(g, i, &r.a) or second_day(g, i, &r.a)
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
