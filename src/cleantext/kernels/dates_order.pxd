"""Which of day and month comes first in numbers."""
from libc.string cimport memchr

from .dates_tokens cimport Tokens, has
from .dates_when cimport H_DAY, H_MONTH, When


cdef inline int digits_at(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, int *value) noexcept nogil:
    """How many ASCII digits stand at p[i] (3 for three or more), and the value of up to two."""
    cdef int count = 0
    value[0] = 0
    while i + count < n and count < 3 and 48 <= p[i + count] <= 57:
        if count < 2:
            value[0] = value[0] * 10 + p[i + count] - 48
        count += 1
    return count


cdef inline Py_ssize_t sign_from(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, unsigned char sign) noexcept nogil:
    """Where the next such sign stands, from p[i] on; n when there is none."""
    cdef const void *hit = memchr(p + i, sign, n - i) if i < n else NULL
    return n if hit == NULL else <const unsigned char *>hit - p


cdef inline int order_evidence(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """1 when dates such as 26/04/2024 in the text put the day first, 0 when they put the month first, -1 when nothing tells. One pass a sign."""
    cdef Py_ssize_t i
    cdef int a, b, c, first = 0, second = 0, k, turn
    cdef unsigned char sign
    for turn in range(2):
        sign = c"-" if turn else c"/"
        i = sign_from(p, 3, n, sign)
        while i + 3 < n:
            # p[i] is the first sign of D/D/YY: one or two digits before it, and no digit or sign before them
            k = 2 if 48 <= p[i - 2] <= 57 else 1
            a = p[i - 1] - 48 + (10 * (p[i - 2] - 48) if k == 2 else 0)
            if 48 <= p[i - 1] <= 57 and not (48 <= p[i - k - 1] <= 57 or p[i - k - 1] == sign or p[i - k - 1] == c"."):
                c = digits_at(p, i + 1, n, &b)
                if 0 < c < 3 and i + 1 + c < n and p[i + 1 + c] == sign and digits_at(p, i + 2 + c, n, &k) >= 2:
                    if 12 < a <= 31 and 0 < b <= 12:
                        first += 1
                    elif 12 < b <= 31 and 0 < a <= 12:
                        second += 1
                    i += 2 + c
            i = sign_from(p, i + 1, n, sign)
    return 1 if first > second else 0 if second > first else -1


cdef inline bint is_day_first(Tokens *g, unsigned char sign) noexcept nogil:
    """Whether the day comes first where both readings are possible: dots, evidence in the text, then language and option."""
    if sign == c".":
        return True
    if g.order == -2:
        g.order = order_evidence(g.text, g.size)
        if g.order < 0:
            g.order = g.default_order
    return g.order == 1


cdef inline bint take_order(Tokens *g, int a, int b, unsigned char sign, When *w) noexcept nogil:
    """Read a and b as day and month in the order that fits."""
    cdef bint day_first
    if a < 1 or b < 1 or a > 31 or b > 31 or (a > 12 and b > 12):
        return False
    day_first = True if a > 12 else False if b > 12 else is_day_first(g, sign)
    w.day = a if day_first else b
    w.month = b if day_first else a
    w.has |= H_DAY | H_MONTH
    return True
