"""Days, weeks and parts of the day that lean on what is around them: the 18th, 20th of next month, the week of March 6, in the morning."""
from .dates_deictic cimport bracketed_day, short_weekday
from .dates_east cimport after_mark
from .dates_in_words cimport date_in_words
from .dates_beside cimport range_gap
from .dates_lookup cimport bit, lead
from .dates_numeric cimport date_in_numbers
from .dates_relative cimport relative_at
from .dates_tokens cimport (AFTERSPACE, ALL_LANGUAGES, DK_AND, DK_AT, DK_BETWEEN, DK_BLOCK, DK_DAY, DK_DEI, DK_EACH, DK_FROM, DK_IN_AFTER, DK_MONTH, DK_NUM, DK_OF, DK_ON,
                            DK_ORD, DK_PART, DK_POS, DK_PREP, DK_REL, DK_SUFFIX, DK_THE, DK_TIMEPREP, DK_UNIT, DK_WEEKDAY, GERMAN, OVERNIGHT, ROMANCE, T_END, T_NUMBER, T_WORD,
                            THING, WEAK, DateToken, Tokens, guards, has, kinds_at, sense, skip, token)
from .dates_when cimport U_DAY, H_DAY, H_DEI, H_MONTH, H_OFFSET, H_PART, U_MONTH, U_WEEK, clear
from .dates_words cimport capital, Reading, day_at, glued, spaced, unit_at, weekday_at


cdef enum:
    SLAVIC = 0x420180           # the languages pl ru uk bg, in which the date follows the part of the day: вечером 3 мая


cdef inline bint may_have_month(Tokens *g, int i) noexcept nogil:
    """Whether "of", an ending or "this" follows the day at token i."""
    return token(g, i + 1).kind == T_WORD and kinds_at(g, i + 1) & (bit(DK_OF) | bit(DK_DEI) | bit(DK_SUFFIX)) != 0


cdef inline int day_of_month(Tokens *g, int i, Reading *r) noexcept nogil:
    """20th of next month, am 26. dieses Monats, le 3 du mois prochain; the token after it, or 0."""
    cdef int day = 0, k
    cdef int j = day_at(g, i, &day)
    if not j or token(g, j).kind != T_WORD or token(g, j).gap not in (0, c"."):
        return 0
    k = skip(g, j, DK_OF)
    if k > j and not spaced(g, k) or k == j and not has(g, j, DK_DEI):
        return 0
    if has(g, k, DK_THE) and spaced(g, k) and not has(g, k, DK_DEI):
        k = skip(g, k, DK_THE)
    if not kinds_at(g, k) & (bit(DK_DEI) | bit(DK_REL) | bit(DK_UNIT)):
        return 0
    k = relative_at(g, k, r)
    if not k or r.kind or r.modifier or not r.a.has & H_OFFSET or r.a.unit != U_MONTH or r.a.counted:
        clear(&r.a)
        r.kind = r.modifier = 0
        return 0
    r.a.day = day
    r.a.has |= H_DAY
    r.strong = True
    return k


cdef inline bint ends_there(Tokens *g, int j) noexcept nogil:
    """Whether a number before token j counts nothing that follows: the text or clause ends, or a word of time goes on."""
    cdef DateToken *t = token(g, j)
    if t.kind == T_END:
        return True
    if t.kind != T_WORD or t.gap not in (0, c".", c",", c")", c"?", c";") or t.gap != 0 and not t.space:
        return False
    if t.gap != 0:
        return True
    return kinds_at(g, j) & (bit(DK_AT) | bit(DK_FROM) | bit(DK_BETWEEN) | bit(DK_TIMEPREP)) != 0 \
        and not kinds_at(g, j) & (bit(DK_OF) | bit(DK_UNIT) | bit(DK_BLOCK) | bit(DK_MONTH) | bit(DK_NUM) | bit(DK_ORD))


cdef inline int day_alone(Tokens *g, int i, Reading *r) noexcept nogil:
    """The day of a month that is not named: on the 18th, el 16, de 5e, 21日; the token after it, or 0."""
    cdef int day = 0, j
    cdef DateToken *t = token(g, i)
    if not g.known_year or t.kind != T_NUMBER or not 0 < t.digits <= 2 or t.gap in (c"-", c"/", c":", c"'") and not t.space:
        return 0
    j = day_at(g, i, &day)
    if not j or day < 1:
        return 0
    if lead(g, i + 1) >= 0xE3 and j == i + 2:
        if i and glued(g, i) and (g.p[t.start - 1] < 0x80 and token(g, i - 1).kind == T_WORD or in_street(g, t.start)):
            return 0                # U20日本, 人民路20号
        if token(g, i + 1).stop - token(g, i + 1).start > 3 or glued(g, j) and guards(g, j, THING) or i and glued(g, i) and after_mark(g, i - 1) == i:
            return 0                # 3日間, 3号楼, 第12号
        if i and glued(g, i) and kinds_at(g, i - 1) & (bit(DK_ORD) | bit(DK_NUM) | bit(DK_EACH) | bit(DK_DEI)) \
                or i and token(g, i - 1).kind == T_NUMBER and token(g, i).space == 0:
            return 0
        if glued(g, j) and (token(g, j).kind == T_NUMBER or kinds_at(g, j) & (bit(DK_IN_AFTER) | bit(DK_UNIT) | bit(DK_NUM)) or counts_days(g, j)):
            return 0
        if lead(g, j) == 0xEB and spaced(g, j) and g.p[token(g, j).start + 1] == 0x8F and g.p[token(g, j).start + 2] == 0x99:
            return 0                # 4일 동안
    elif j == i + 2:
        if not has(g, i - 1, DK_THE) or not spaced(g, i) or not (g.default_order == 1 or has(g, i - 2, DK_TIMEPREP)) or not ends_there(g, j):
            return 0
    elif j == i + 1 and g.langs & GERMAN and token(g, j).gap == c"." and token(g, j).space == AFTERSPACE:
        if not spaced(g, i) or not has(g, i - 1, DK_TIMEPREP) or not has(g, i - 1, DK_ON) or token(g, j).kind != T_WORD or capital(g, j) \
                or kinds_at(g, j) & (bit(DK_AND) | bit(DK_ORD) | bit(DK_NUM) | bit(DK_MONTH)):
            return 0            # "am 20. ist Schluss", but not "am 20. Spieltag"
    elif j != i + 1 or not g.langs & ROMANCE or not spaced(g, i) or not t.space or not has(g, i - 1, DK_TIMEPREP) or not has(g, i - 1, DK_ON) \
            or has(g, i - 1, DK_OF) and not has(g, i - 1, DK_THE) or not ends_there(g, j):
        return 0
    r.a.day = day
    r.a.has |= H_DAY
    r.strong = True
    return j


cdef inline int day_told(Tokens *g, int i, Reading *r) noexcept nogil:
    """no dia 5, el día 5, il giorno 5: the day after its word; the token after it, or 0."""
    cdef int j = unit_at(g, i, U_DAY)
    if not j or not g.known_year or g.langs & ROMANCE == 0 or i and not kinds_at(g, i - 1) & (bit(DK_ON) | bit(DK_THE)) or token(g, j).kind != T_NUMBER \
            or not spaced(g, j) or not 0 < token(g, j).digits <= 2 or not 1 <= token(g, j).value <= 31 or not ends_there(g, j + 1):
        return 0
    r.a.day = token(g, j).value
    r.a.has |= H_DAY
    r.strong = True
    return j + 1


cdef inline bint in_street(Tokens *g, Py_ssize_t i) noexcept nogil:
    """Whether the word of a street (路 街 巷 弄) ends at p[i], so that what follows is a house: 中山路20号."""
    cdef const unsigned char *p = g.p + i - 3
    return i > 2 and (p[0] == 0xE8 and (p[1] == 0xB7 and p[2] == 0xAF or p[1] == 0xA1 and p[2] == 0x97)
                      or p[0] == 0xE5 and (p[1] == 0xB7 and p[2] == 0xB7 or p[1] == 0xBC and p[2] == 0x84))


cdef inline bint counts_days(Tokens *g, int j) noexcept nogil:
    """Whether the character at token j makes the days before it an amount: 3日目, 2日で, 5日内, 7日游, 7日連続."""
    cdef const unsigned char *p = g.p + token(g, j).start
    if p[0] == 0xE3:
        return p[1] == 0x81 and (p[2] == 0xA7 or p[2] == 0xB6)      # で, ぶり
    return (p[0] == 0xE7 and p[1] == 0x9B and p[2] == 0xAE or p[0] == 0xE5 and p[1] == 0x86 and p[2] == 0x85
            or p[0] == 0xE9 and p[1] == 0x80 and p[2] == 0xA3 or p[0] == 0xE6 and p[1] == 0xB8 and p[2] == 0xB8 or p[0] == 0xE4 and p[1] == 0xBB and p[2] == 0xA5)


cdef inline int week_of(Tokens *g, int i, Reading *r) noexcept nogil:
    """The week of March 6, week beginning 4 February, Woche vom 6. März; the token after it, or 0."""
    cdef int j, k
    if token(g, i + 1).kind != T_WORD or not kinds_at(g, i + 1) & (bit(DK_OF) | bit(DK_FROM) | bit(DK_TIMEPREP) | bit(DK_ON)):
        return 0
    j = unit_at(g, i, U_WEEK)
    if not j or not spaced(g, j) or token(g, j).kind != T_WORD or not kinds_at(g, j) & (bit(DK_OF) | bit(DK_FROM) | bit(DK_TIMEPREP) | bit(DK_ON)):
        return 0
    k = skip(g, j, DK_OF)
    if k == j:
        k = skip(g, j, DK_FROM)
    if k == j:
        k = skip(g, j, DK_ON)
    if k == j:
        k = skip(g, j, DK_TIMEPREP)
    if has(g, k, DK_THE) and spaced(g, k):
        k = skip(g, k, DK_THE)
    if not spaced(g, k):
        return 0
    j = date_in_numbers(g, k, r) if token(g, k).kind == T_NUMBER else 0
    if not j:
        clear(&r.a)
        j = date_in_words(g, k, r)
    if not j or r.range or not r.a.has & H_DAY or not r.a.has & H_MONTH or range_gap(g, j):
        clear(&r.a)
        r.range = False
        return 0
    r.a.weekly = True
    r.strong = True
    return j


cdef inline int weekday_or_day(Tokens *g, int i, Reading *r) noexcept nogil:
    """The weekday or relative day of (la tarde) del sábado, (na noite) desta quarta (14), (na tarde) de ontem; the token after it, or 0."""
    cdef int value = 0
    cdef int k = sense(g, i, DK_DEI, &value)
    cdef bint told = k != 0 and value == 0 and spaced(g, k)
    cdef int j
    if told:
        i = k
    j = weekday_at(g, i, &r.a)
    value = bracketed_day(g, j, r) if j and token(g, j).gap == c"(" else 0
    if j and (not g.flags & WEAK or value or told and short_weekday(g, i, j)) and not r.a.has & H_PART and not (token(g, j).kind == T_NUMBER and token(g, j).gap == 0):
        if told and not value:
            r.a.has |= H_DEI
            r.a.dei = 0
        return value or j
    value = 0
    clear(&r.a)
    j = sense(g, i, DK_DAY, &value)
    if not j or value > 128:        # with a part of its own, or counted from the day last named
        return 0
    r.a.unit = U_DAY
    r.a.offset = value - 64
    r.a.has = H_OFFSET
    return j


cdef inline int part_of_day(Tokens *g, int j, int part, Reading *r) noexcept nogil:
    """The day after a part of it: (the morning) of May 5, (Nacht) des 14. August; the token after it, or 0."""
    cdef int k = skip(g, j, DK_OF)
    if k == j and token(g, j).kind == T_WORD:
        k = skip(g, j, DK_ON)           # "утром во вторник"
    if has(g, k, DK_THE) and spaced(g, k):
        k = skip(g, k, DK_THE)
    if token(g, k).kind == T_WORD and k > j and unit_at(g, k, U_DAY) and token(g, k + 1).kind == T_NUMBER:
        k += 1                  # "na tarde do dia 3 de maio"
    j = k
    k = date_in_words(g, k, r) if spaced(g, k) else 0
    if not k or r.range or not r.a.has & H_DAY or not r.a.has & H_MONTH:
        clear(&r.a)
        r.range = False
        k = weekday_or_day(g, j, r) if (g.langs & ROMANCE or g.langs & SLAVIC and not has(g, j - 1, DK_FROM)) and spaced(g, j) and token(g, j).kind == T_WORD else 0
    if not k:
        return 0
    r.a.part = part
    r.a.has |= H_PART
    r.strong = True
    return k


cdef inline int part_alone(Tokens *g, int i, Reading *r) noexcept nogil:
    """A part of a day that is told elsewhere: in the morning, am Nachmittag, dans la soirée; the token after it, or 0."""
    cdef int part = 0
    cdef int j = sense(g, i, DK_PART, &part)
    cdef int k = i - 1
    if j and ((has(g, j, DK_OF) or g.langs & ROMANCE and has(g, j, DK_DEI)) and (not g.flags & WEAK or g.langs & ROMANCE and i and kinds_at(g, i - 1) & (bit(DK_THE) | bit(DK_ON))) or g.langs & SLAVIC and g.langs != ALL_LANGUAGES and (token(g, j).kind == T_NUMBER or has(g, j, DK_ON) and not has(g, j, DK_FROM) and not guards(g, j, OVERNIGHT) and has(g, j + 1, DK_WEEKDAY))) and spaced(g, j) and part < 5 and not (g.default_order == 0 and part == 4):
        k = part_of_day(g, j, part, r)
        if k:
            return k
        k = i - 1
    if j and guards(g, j, OVERNIGHT) and part == 4:
        return 0                # "in der Nacht auf Dienstag"
    if not j or g.flags & WEAK and not (has(g, i, DK_DAY) and has(g, i - 1, DK_THE)) or part > 4 or i == 0 or not spaced(g, i) or token(g, i).space == 0 or lead(g, i) >= 0xE3:
        return 0
    if g.default_order == 0 and part == 4:
        return 0                # "on the night of October 23"
    if has(g, k, DK_POS) and k > 0 and spaced(g, k):
        k -= 1
    if has(g, k, DK_THE) and k > 0 and spaced(g, k) and (not has(g, k, DK_ON) or has(g, k - 1, DK_PREP)):
        k -= 1
        if not kinds_at(g, k) & (bit(DK_TIMEPREP) | bit(DK_PREP)) \
                or lead(g, k) | 0x20 == c"o" and token(g, k).stop - token(g, k).start == 2 and has(g, k, DK_OF):
            return 0            # "the middle of the night"
    elif not has(g, k, DK_TIMEPREP) and not (has(g, j, DK_AT) and token(g, skip(g, j, DK_AT)).kind == T_NUMBER and spaced(g, skip(g, j, DK_AT))):
        return 0                # "abends um 8 Uhr"
    if has(g, k, DK_DEI) or has(g, k, DK_EACH) or token(g, k).stop - token(g, k).start < 2 or spaced(g, j) and kinds_at(g, j) & (
            bit(DK_AND) | bit(DK_NUM) | bit(DK_OF)):
        return 0
    r.a.part = part
    r.a.has |= H_PART
    r.strong = True
    return j
