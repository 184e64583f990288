"""Last, this, next: with the unit, weekday, month, season or part of a day that they are said of."""
from .dates_amounts cimport quantity
from .dates_beside cimport closes
from .dates_east cimport goes_on
from .dates_in_words cimport date_in_words
from .dates_list cimport DURATION
from .dates_lookup cimport bit, lead
from .dates_one_year cimport year_at
from .dates_reports cimport counted, period_told, set_offset
from .dates_tokens cimport (AFTERNOUN, ALL_LANGUAGES, DK_AT, DK_DEI, DK_FISCAL, DK_MONTH, DK_NAMED, DK_NUM, DK_OF, DK_PART, DK_SEASON, DK_THE, DK_TIMEPREP, DK_UNIT,
                            DK_WEEKDAY, FRENCH, GERMAN, ITALIAN, NEWLINE, POLISH, PORTUGUESE, ROMANCE, T_END, T_NUMBER, T_WORD, WEAK, DateToken, Tokens, has, kinds_at, sense,
                            skip, token)
from .dates_when cimport H_DAY, H_DEI, H_MONTH, H_NAMED, H_PART, H_SEASON, H_WEEKDAY, H_YEAR, U_CENTURY, U_DAY, U_DECADE, U_HALF, U_MONTH, U_WEEK, U_WEEKEND, U_YEAR, When
from .dates_words cimport Reading, capital, day_at, ends_unit, glued, is_word_at, joined, month_at, spaced, unit_at, weekday_at


cdef enum:
    GERMANIC = 0x42             # the languages de nl, in which most plurals end in -en
    BY_ADJECTIVE = 0x180              # the languages pl ru, in which the adjective tells a plural


cdef inline int part_after(Tokens *g, int j, When *w) noexcept nogil:
    """Take a part of the day at token j ("Monday [morning]")."""
    cdef int part = 0, k
    if not (spaced(g, j) or joined(g, j, c"-")) or token(g, j).space & NEWLINE:
        return j
    k = sense(g, j, DK_PART, &part)
    if not k or part > 4 or g.flags & WEAK:
        return j
    w.part = part
    w.has |= H_PART
    return k


cdef inline int part_after_of(Tokens *g, int j, When *w) noexcept nogil:
    """Take a part of the day past the word "of" of a script without spaces at token j: 昨日(の夕方); the token after it, or j."""
    cdef int k = j + 1, m
    if lead(g, j) < 0xE3 or not glued(g, j) or not has(g, j, DK_OF) or not glued(g, k) or lead(g, k) < 0xE3:
        return j
    m = part_after(g, k, w)
    if m == k:
        return j
    if token(g, m).kind == T_NUMBER or goes_on(g, m) and token(g, k).stop - token(g, k).start == 3:
        w.has &= ~<unsigned int>H_PART          # 昨日の夜8時, 今日の朝刊
        return j
    return m


cdef inline int bracketed_day(Tokens *g, int j, Reading *r) noexcept nogil:
    """Take the day of the month in brackets after a weekday: "segunda-feira (2)"; the token after it, or 0."""
    cdef int day = 0, k = j + 1
    if token(g, j).kind != T_NUMBER or token(g, j).gap != c"(" or not day_at(g, j, &day) \
            or g.default_order == 0 and j > 0 and token(g, j - 1).stop - token(g, j - 1).start < 4:
        return 0                # "Sun (1)" is a name and a number
    if joined(g, k, c"/") and g.default_order == 1 and token(g, k).kind == T_NUMBER and token(g, k).digits <= 2 and 1 <= token(g, k).value <= 12:
        r.a.month = token(g, k).value           # "quinta-feira (14/3)"
        k += 1
    if not closes(g, k):
        return 0
    r.a.day = day
    r.a.has = (r.a.has | H_DAY | (H_MONTH if k > j + 1 else 0)) & ~<unsigned int>H_DEI      # the day says which one it is
    r.strong = True
    r.stop = 1                  # the closing bracket belongs to the mention
    return k


cdef inline bint plural_adjective(Tokens *g, int i) noexcept nogil:
    """Whether the adjective at token i is a plural, where the noun would be masculine in the singular or tells nothing: ostatnie, najbliższych, последние, ближайших."""
    cdef DateToken *t = token(g, i)
    cdef Py_ssize_t n = t.stop - t.start
    cdef const unsigned char *p = g.p + t.stop - 4
    if t.kind != T_WORD or n < 6:
        return False
    if p[3] == c"e" or p[3] == c"h":
        return p[3] == c"e" or p[2] == c"c"
    return p[2] == 0xD0 and p[3] == 0xB5 and (p[0] == 0xD0 and p[1] == 0xB8 or p[0] == 0xD1 and p[1] == 0x8B) \
        or p[2] == 0xD1 and p[3] == 0x85 and (p[0] == 0xD0 and p[1] == 0xB8 or p[0] == 0xD1 and p[1] == 0x8B)


cdef inline bint is_plural(Tokens *g, int j) noexcept nogil:
    """Whether the unit at token j is a plural in English, German, Dutch, Polish or Russian: weeks, Tage, weken, ostatnie lata, ближайшие дни."""
    cdef DateToken *t = token(g, j)
    cdef Py_ssize_t end = t.stop - 1
    if g.default_order == 0:
        return end - t.start > 2 and g.p[end] == c"s"
    if g.langs & BY_ADJECTIVE and j > 0:
        return plural_adjective(g, j - 1)
    return g.langs & GERMANIC != 0 and (g.p[end] == c"n" and g.p[end - 1] == c"e" or g.p[end] == c"e" and g.p[end - 1] in (c"g", c"t", c"r"))


cdef inline bint is_romance_plural(Tokens *g, int j, int unit) noexcept nogil:
    """Whether the unit at token j is a plural in French, Spanish, Italian or Portuguese: jours, semanas, giorni; derniers mois."""
    cdef DateToken *t = token(g, j)
    cdef unsigned char last = g.p[t.stop - 1]
    if g.langs & ROMANCE == 0 or g.default_order == 0 or g.langs == ALL_LANGUAGES:
        return False
    if last == c"s":
        return unit != U_MONTH or t.stop - t.start > 4 or j > 0 and spaced(g, j) and g.p[token(g, j - 1).stop - 1] == c"s" and t.stop - t.start == 4 and g.p[t.stop - 2] == c"i"
    return g.langs & ITALIAN != 0 and (last == c"i" or last == c"e" and unit == U_WEEK)


cdef inline bint told_after(Tokens *g, int k) noexcept nogil:
    """Whether a word of past or future that follows its noun stands at token k: "que vem", "passada"."""
    cdef int dei = 0
    return sense(g, k, DK_DEI, &dei) != 0 and g.flags & AFTERNOUN != 0


cdef inline bint short_weekday(Tokens *g, int j, int k) noexcept nogil:
    """Whether "sexta" at token j after "próxima" or the like is the Friday: no noun follows at token k ("a próxima quarta etapa")."""
    cdef DateToken *t = token(g, k)
    if g.langs & PORTUGUESE == 0 or k != j + 1 or token(g, j).stop - token(g, j).start < 5:
        return False
    if spaced(g, k) and told_after(g, k):
        return True
    return t.kind == T_END or t.gap in (c",", c".", c"(", c")", c"?", c";", c":") and (t.space or t.kind != T_NUMBER) \
        or spaced(g, k) and t.kind == T_WORD and kinds_at(g, k) & (bit(DK_AT) | bit(DK_THE)) and not has(g, k, DK_OF)


cdef inline bint is_summer(Tokens *g, int j) noexcept nogil:
    """Whether the Polish word for years and for the summer at token j means the latter: "tego lata"."""
    return g.langs & POLISH != 0 and j > 0 and has(g, j, DK_SEASON) and g.p[token(g, j - 1).stop - 1] == c"o"


cdef inline bint is_english(Tokens *g, int i, int kind) noexcept nogil:
    """Whether the word at token i has a sense of the kind in English."""
    cdef unsigned long long langs = g.langs
    cdef int value = 0
    cdef bint found
    if i < 0 or not has(g, i, kind):
        return False
    g.langs = 1
    found = sense(g, i, kind, &value) != 0
    g.langs = langs
    return found


cdef inline int noun_after(Tokens *g, int j, int dei, Reading *r) noexcept nogil:
    """The noun of last, this, next: a unit, weekday, month, season, part of the day or named day at token j."""
    cdef int v = 0, k
    cdef When *w = &r.a
    cdef bint that = dei >= 100
    cdef bint told = 40 < dei < 60          # counts from the date last named: the previous month, the following Friday
    cdef bint coming = dei == 21            # "the coming weekend" is the first one
    if coming:
        dei = 1
    if told:
        dei -= 50
        w.from_last = True
    if that:
        k = sense(g, j, DK_MONTH, &v)
        if k and not g.flags & WEAK and capital(g, j):
            w.month = v                     # "that June"
            w.has |= H_MONTH
            set_offset(w, U_YEAR, 0)
            w.from_last = True
            return k
        w.from_last = True
        k = sense(g, j, DK_UNIT, &v)
        if k and v >= U_DAY and not g.flags & WEAK:
            set_offset(w, v, 0)
            return k
        k = sense(g, j, DK_PART, &v)
        if not k or v > 4 or g.flags & WEAK:
            return 0
        set_offset(w, U_DAY, 0)         # "that evening"
        w.part = v
        w.has |= H_PART
        return k
    w.dei = dei
    k = weekday_at(g, j, w)
    if k and lead(g, j) >= 0xE3 and not told and (dei <= 0 or dei == 2 and j and lead(g, j - 1) == 0xE4) and not g.flags & WEAK:
        set_offset(w, U_WEEK, dei)          # 上周三, 本周一, 下下周六: by the week
        return part_after(g, k, w) if not w.has & H_PART else k
    if k and not g.flags & WEAK or k and (spaced(g, j) and (capital(g, j) or short_weekday(g, j, k))):
        w.has |= H_DEI
        v = bracketed_day(g, k, r) if token(g, k).gap == c"(" else 0
        if v:
            return v
        return part_after(g, k, w) if not w.has & H_PART else k
    w.has &= ~<unsigned int>(H_WEEKDAY | H_PART)
    k = sense(g, j, DK_MONTH, &v)
    if k and not (g.flags & WEAK and not capital(g, j)):
        w.month = v
        w.has |= H_MONTH | H_DEI
        if token(g, k).kind == T_NUMBER and (spaced(g, k) or token(g, k).gap == c".") and token(g, k).digits <= 2 and token(g, j).kind == T_WORD:
            k = day_at(g, k, &w.day) or k
            w.has |= H_DAY if w.day else 0
        return k
    k = sense(g, j, DK_UNIT, &v) if not is_summer(g, j) else 0
    if not k and ends_unit(g, j, &v):
        k = j + 1                   # 本月底
        g.flags = 0
    if k and not g.flags & WEAK:
        if v < U_DAY or v >= U_HALF and dei:
            return 0
        if dei == -1 and (v == U_DECADE or v == U_CENTURY) and is_word_at(g, j - 1, b"past"):
            r.kind = 1 + DURATION       # "over the past decade"
            r.amount = 1
            r.amount_unit = v
            return k
        if dei and k == j + 1 and (is_plural(g, j) or is_romance_plural(g, j, v)):
            r.kind = 1 + DURATION       # "in the last weeks", "in previous years"
            r.amount_unit = v
            return k
        set_offset(w, v, 0 if coming and v == U_WEEKEND else dei)
        w.from_last = told or v == U_DAY and dei != 0
        return k
    k = sense(g, j, DK_SEASON, &v)
    if k and g.flags & WEAK and is_english(g, j, DK_SEASON) and not is_english(g, j - 1, DK_DEI):
        return 0                # "in diesem Fall", but "this fall"
    if k and not (lead(g, j) >= 0xE3 and goes_on(g, k)):
        w.index = v
        w.has |= H_SEASON | H_DEI
        return k
    k = sense(g, j, DK_NAMED, &v)
    if k:
        w.named = v
        w.has |= H_NAMED | H_DEI
        return k
    k = sense(g, j, DK_PART, &v)
    if k and v <= 4 and not g.flags & WEAK:
        set_offset(w, U_DAY, dei)
        w.from_last = dei > 0       # "the next morning"
        w.part = v
        w.has |= H_PART
        return k
    return 0


cdef inline int month_or_year(Tokens *g, int j, int dei, Reading *r) noexcept nogil:
    """The month (and day) or year in numbers after last, this, next: 지난 3월 5일, 오는 6월, 지난 2019년; the token after it, or 0."""
    cdef int month = 0, day = 0, k, m
    if token(g, j).digits == 4:
        k = date_in_words(g, j, r) or year_at(g, j, &r.a, False)
        return k if k > j + 1 else 0
    k = month_at(g, j, &month)
    if not k or dei > 2 or dei < -2:
        return 0
    r.a.month = month
    r.a.dei = dei
    r.a.has |= H_MONTH | H_DEI
    m = day_at(g, k, &day) if token(g, k).kind == T_NUMBER and spaced(g, k) else 0
    if m < k + 2:
        return k
    r.a.day = day
    r.a.has |= H_DAY
    return m


cdef inline int direction_after(Tokens *g, int j, Reading *r) noexcept nogil:
    """Take the last or next after a month or a day of it: juin dernier, 19 dicembre scorso, 16 de abril pasado; the token after it, or j."""
    cdef int dei = 0
    cdef int k = sense(g, j, DK_DEI, &dei) if token(g, j).kind == T_WORD and spaced(g, j) else 0
    if not k or not g.flags & AFTERNOUN or dei not in (-1, 1) or spaced(g, k) and has(g, k, DK_UNIT):
        return j
    r.a.dei = dei
    r.a.has |= H_DEI
    r.strong = True
    return k


cdef inline int day_after(Tokens *g, int j, int dei, Reading *r) noexcept nogil:
    """The day of a month after its last or next: el pasado 6 de febrero, il prossimo 3 maggio; the token after it, or 0."""
    cdef int k = date_in_words(g, j, r) if spaced(g, j) and token(g, j).digits <= 2 and dei in (-1, 1) else 0
    if not k or r.range or not r.a.has & H_DAY or not r.a.has & H_MONTH or r.a.has & H_WEEKDAY:
        r.range = False
        return 0
    if not r.a.has & H_YEAR:
        r.a.dei = dei
        r.a.has |= H_DEI
    return k


cdef inline int month_of(Tokens *g, int j) noexcept nogil:
    """Past the words "month of" before a month's name at token j: el pasado mes de abril; j where there are none."""
    cdef int k = unit_at(g, j, U_MONTH)
    if not k or not spaced(g, k) or not has(g, k, DK_OF):
        return j
    k = skip(g, k, DK_OF)
    return k if spaced(g, k) and has(g, k, DK_MONTH) else j


cdef inline bint is_there(Tokens *g, int j) noexcept nogil:
    """Whether token j is the "là" of "ce jour-là"."""
    cdef DateToken *t = token(g, j)
    return joined(g, j, c"-") and t.stop - t.start == 3 and g.p[t.start] | 0x20 == c"l" and g.p[t.start + 1] == 0xC3


cdef inline bint is_final(Tokens *g, int j) noexcept nogil:
    """Whether what is told at token j after "last" is the end of something: last day of school, last day to order, the last night of the Proms."""
    cdef int unit = 0
    cdef int k = sense(g, j, DK_UNIT, &unit)
    if not k and has(g, j, DK_PART):
        k = skip(g, j, DK_PART)
    if not k or not spaced(g, k) or unit > U_YEAR and unit != U_WEEKEND:
        return False
    return is_word_at(g, k, b"of") or unit == U_DAY and (is_word_at(g, k, b"to") or is_word_at(g, k, b"for"))


cdef inline int with_deictic(Tokens *g, int i, Reading *r) noexcept nogil:
    """last week, this Friday, nächsten Monat; la semaine dernière, el lunes pasado."""
    cdef int dei = 0, j, k, amount = 0, unit = 0
    cdef When empty = r.a
    j = sense(g, i, DK_DEI, &dei)
    if j and i > 0 and glued(g, i) and lead(g, i) >= 0xEA:
        return 0                # 대통령이 4일: an ending and no "this"
    if j and (spaced(g, j) or joined(g, j, c"-")) and not (g.flags & AFTERNOUN and dei in (-2, 2)):     # "after next Tuesday"
        if token(g, i).gap == c"?" and i > 0 and g.default_order == 0 and capital(g, i) and capital(g, j) and has(g, j, DK_UNIT):
            return 0                    # speaking on "This Week"
        if has(g, j, DK_FISCAL) and not has(g, j, DK_UNIT):
            k = skip(g, j, DK_FISCAL)
            set_offset(&r.a, U_YEAR, dei - 20 if dei == 21 else dei - 50 if 40 < dei < 60 else dei % 100)
            r.a.fiscal = True
            r.strong = True
            return k
        k = month_or_year(g, j, dei, r) if lead(g, j + 1) >= 0xE3 and token(g, j).kind == T_NUMBER else 0
        if k:
            r.strong = True
            return k
        k = day_at(g, j, &amount) if lead(g, j + 1) >= 0xEA and token(g, j).kind == T_NUMBER else 0
        if k and k > j + 1 and token(g, j + 1).stop - token(g, j + 1).start == 3 and dei:
            r.a.day = amount            # 지난 12일
            r.a.dei = 1 if dei > 0 else -1
            r.a.has |= H_DAY | H_DEI
            r.strong = True
            return k
        if token(g, j).kind == T_NUMBER:
            k = day_after(g, j, dei, r)
            if k:
                r.strong = True
                return k
            r.a = empty
        if dei in (-1, 1) and g.langs & ROMANCE and token(g, j + 1).kind == T_NUMBER and unit_at(g, j, U_DAY) == j + 1 and spaced(g, j + 1):
            k = day_after(g, j + 1, dei, r)
            if not k and 0 < token(g, j + 1).digits <= 2 and 0 < token(g, j + 1).value < 32 and not has(g, j + 2, DK_UNIT):
                r.a = empty
                r.a.day = token(g, j + 1).value     # "no próximo dia 20"
                r.a.dei = dei
                r.a.has |= H_DAY | H_DEI
                k = j + 2
            if k:
                r.strong = True
                return k
            r.a = empty
        j = month_of(g, j)
        k = quantity(g, j, &amount)
        if k and has(g, k, DK_UNIT) and spaced(g, k):
            r.kind = 1 + DURATION
            r.amount = 0 if has(g, j, DK_NUM) and g.flags & WEAK else amount
            k = sense(g, k, DK_UNIT, &unit)
            r.amount_unit = unit
            return k
        if dei == 0 and g.langs & FRENCH and is_there(g, j + 1):
            k = noun_after(g, j, 100, r)        # "ce jour-là"
            return k + 1 if k else 0
        if dei == -1 and g.default_order == 0 and is_final(g, j):
            return 0
        k = noun_after(g, j, dei, r)
        if k:
            r.strong = True
            return k
        r.a = empty
    # the noun first
    j = i
    k = unit_at(g, i, U_WEEKEND)
    if k and (i and (has(g, i - 1, DK_THE) or has(g, i - 1, DK_TIMEPREP)) or lead(g, i) >= 0xE3) \
            and not (spaced(g, k) and has(g, k, DK_DEI)) and not (i and lead(g, i - 1) | 0x20 == c"a" and token(g, i - 1).stop - token(g, i - 1).start == 1):
        counted(r, U_WEEKEND, 0, 1)
        return k
    k = period_told(g, i, r) if i and has(g, i, DK_UNIT) else 0
    if k:
        return k
    if has(g, j, DK_UNIT) or has(g, j, DK_WEEKDAY) or has(g, j, DK_MONTH) or has(g, j, DK_SEASON) or has(g, j, DK_PART) or has(g, j, DK_NAMED):
        k = noun_after(g, j, 0, r)
        r.a = empty
        if k and spaced(g, k):
            j = sense(g, k, DK_DEI, &dei)
            if j and g.flags & AFTERNOUN and not (dei == -2 and spaced(g, j) and kinds_at(g, j) & (bit(DK_UNIT) | bit(DK_WEEKDAY) | bit(DK_MONTH))):
                if noun_after(g, i, dei, r):
                    r.strong = True
                    return j
        r.a = empty
    return 0
