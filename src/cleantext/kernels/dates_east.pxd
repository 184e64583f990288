"""What Chinese, Japanese and Korean write after a year or month, without a space or a word between: 2019年夏, 第2四半期, 3月末, 지난해 말."""
from .dates_lookup cimport lead
from .dates_tokens cimport DK_OF, DK_POS, DK_REL, DK_SEASON, DateToken, NEWLINE, T_NUMBER, T_WORD, Tokens, has, kinds_at, sense, skip, token
from .dates_when cimport H_CLOCK, H_DATED, H_DAY, H_DECADE, H_MONTH, H_OFFSET, H_PART, H_PERIOD, H_SEASON, H_WEEKDAY, H_YEAR, U_CENTURY, U_DECADE, U_MONTH, U_YEAR
from .dates_words cimport Reading, ends_unit, glued, spaced, unit_at


cdef inline bint is_east(Tokens *g, int j) noexcept nogil:
    """Whether a word of these scripts stands at token j, right after what is before it; Hangul has a space there."""
    return token(g, j).kind == T_WORD and lead(g, j) >= 0xE3 and (glued(g, j) or lead(g, j) >= 0xEA and spaced(g, j) and not token(g, j).space & NEWLINE)


cdef inline int after_mark(Tokens *g, int j) noexcept nogil:
    """Past the 第 or 제 that makes the number after it an ordinal; j when there is none."""
    cdef const unsigned char *p = g.p + token(g, j).start
    if token(g, j).kind != T_WORD or token(g, j + 1).kind != T_NUMBER or not glued(g, j + 1) or token(g, j).stop - token(g, j).start != 3:
        return j
    return j + 1 if p[0] == 0xE7 and p[1] == 0xAC and p[2] == 0xAC or p[0] == 0xEC and p[1] == 0xA0 and p[2] == 0x9C else j


cdef inline bint goes_on(Tokens *g, int j) noexcept nogil:
    """Whether the word before token j is the first part of a longer Chinese or Japanese one: 春节, 冬季五輪, but not 夏天."""
    cdef DateToken *t = token(g, j - 1)
    if not glued(g, j) or token(g, j).kind != T_WORD or not 0xE4 <= lead(g, j) <= 0xE9 or kinds_at(g, j):
        return False
    return not (g.p[t.stop - 3] == 0xE5 and g.p[t.stop - 2] == 0xA4 and g.p[t.stop - 1] == 0xA9)


cdef inline int with_season(Tokens *g, int j, Reading *r) noexcept nogil:
    """The season of a year: 2019年夏, 去年夏天, 昨年の秋, 지난해 가을; the token after it, or j."""
    cdef int season = 0, k
    if r.range or not is_east(g, j) or (r.a.has & H_DATED) != H_YEAR and ((r.a.has & H_DATED) != H_OFFSET or r.a.unit != U_YEAR or r.a.counted):
        return j
    k = skip(g, j, DK_OF)
    if k > j and not is_east(g, k):
        return j
    k = sense(g, k, DK_SEASON, &season)
    if not k or goes_on(g, k):
        return j
    r.a.index = season
    r.a.has |= H_SEASON
    r.strong = True
    return k


cdef inline int with_decade(Tokens *g, int j, Reading *r) noexcept nogil:
    """The decade of the last or this century: 上世纪80年代, 本世纪20年代; the token after it, or j."""
    cdef int k = skip(g, j, DK_OF)
    cdef DateToken *t = token(g, k)
    if r.range or (r.a.has & H_DATED) != H_OFFSET or r.a.unit != U_CENTURY or r.a.counted or t.kind != T_NUMBER or not glued(g, k) \
            or not 0 <= t.value < 100 or t.value % 10 or not unit_at(g, k + 1, U_DECADE):
        return j
    r.a.year = (1900 if r.a.offset < 0 else 2000) + t.value
    r.a.has = H_DECADE
    return unit_at(g, k + 1, U_DECADE)


cdef inline int with_position(Tokens *g, int j, Reading *r) noexcept nogil:
    """What part of it, after a year, month or longer time: 5月初, 2020年底, 19世紀末, 지난해 말; the token after it, or j."""
    cdef int position = 0, k = j, unit = 0
    if r.range or r.kind or r.modifier or lead(g, j - 1) < 0xE3 or r.a.counted or not r.a.has & H_DATED or r.a.has & (H_DAY | H_CLOCK | H_PART | H_WEEKDAY) \
            or r.a.has & H_OFFSET and not r.a.has & (H_MONTH | H_PERIOD) and r.a.unit < U_MONTH:
        return j
    if ends_unit(g, j - 1, &unit):
        k = j - 1
    elif not is_east(g, j):
        return j
    unit = sense(g, k, DK_POS, &position)
    if unit and not (glued(g, unit) and token(g, unit).kind == T_NUMBER):      # but 正月初一 is a day
        r.modifier = position
        return unit
    if k < j and sense(g, k, DK_REL, &position):
        r.modifier = position >> 11
    return j
