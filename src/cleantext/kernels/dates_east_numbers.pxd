"""Months and days in numbers as Korean, Japanese and Chinese write them: 4.6(토), 3. 18.(월), and the end of 2024.03.16 ~ 03.22."""
from .dates_beside cimport closes
from .dates_tokens cimport DK_WEEKDAY, DateToken, T_NUMBER, T_WORD, Tokens, has, token
from .dates_when cimport H_DAY, H_MONTH, When
from .dates_words cimport Reading, joined, weekday_at


cdef inline bint take_month_day(Tokens *g, int i, When *w) noexcept nogil:
    """Take the month and the day that may stand at tokens i and i + 1; whether they do."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *b = token(g, i + 1)
    if t.kind != T_NUMBER or b.kind != T_NUMBER or not 0 < t.digits <= 2 or not 0 < b.digits <= 2 or not 1 <= t.value <= 12 or not 1 <= b.value <= 31:
        return False
    w.month = t.value
    w.day = b.value
    w.has |= H_MONTH | H_DAY
    return True


cdef inline int korean_day(Tokens *g, int i, Reading *r) noexcept nogil:
    """A month and day with dots and the weekday in brackets; the token after it, or 0."""
    cdef DateToken *b = token(g, i + 1)
    cdef DateToken *after = token(g, i + 2)
    if b.gap != c"." or after.kind != T_WORD or not 0 < after.start - b.stop <= 3 or g.p[after.start - 1] != c"(" or not has(g, i + 2, DK_WEEKDAY) or not closes(g, i + 3) \
            or i > 0 and token(g, i).gap == c"." and token(g, i - 1).kind == T_NUMBER or not take_month_day(g, i, &r.a):
        return 0
    weekday_at(g, i + 2, &r.a)
    r.stop = 1                  # the closing bracket belongs to the mention
    return i + 3


cdef inline int end_without_year(Tokens *g, int j, int k, When *end) noexcept nogil:
    """The month and day at token k, with the sign that the date in numbers before token j has; the token after it, or 0."""
    cdef unsigned char sign = token(g, j - 1).gap
    if sign not in (c".", c"/", c"-") or not joined(g, j - 1, sign) or not joined(g, k + 1, sign) or token(g, k + 2).kind == T_NUMBER and joined(g, k + 2, sign):
        return 0
    return k + 2 if take_month_day(g, k, end) else 0
