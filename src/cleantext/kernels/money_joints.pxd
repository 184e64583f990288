"""What joins two amounts to a range: a dash, "to", "and" after "between"; and the words of change that keep them apart."""
from .money_beside cimport kind_before, sense_before, sense_value
from .money_language cimport *
from .money_tables cimport *
from .money_tokens cimport gap_after, gap_before
from .utf8 cimport Point, point_at, point_before


cdef enum Joint:
    NO_JOINT
    TIGHT_DASH
    SPACED_DASH
    LOOSE_DASH                  # a space on one side only: "$10 -$20"
    TO
    AND


cdef inline bint is_dash(unsigned int code) noexcept nogil:
    return code == 0x2D or 0x2010 <= code <= 0x2015 or code == 0x2212 or code == 0x7E or code == 0xFF5E or code == 0x301C or code == 0xFF0D


cdef inline int dash_kind(bint before, bint after) noexcept nogil:
    return LOOSE_DASH if before != after else TIGHT_DASH if before else SPACED_DASH


cdef inline bint is_hebrew_and(const unsigned char *p, Py_ssize_t i) noexcept nogil:
    """ "ל" or "ו", which stand before the second number as a part of its word: "בין 10 ל-20 דולר"."""
    return p[i] == 0xD7 and (p[i + 1] == 0x9C or p[i + 1] == 0x95)


cdef inline int joint_after(MoneyText *text, Py_ssize_t i, Py_ssize_t *next) noexcept nogil:
    """What joins the amount that ends at i to what starts at *next."""
    cdef int _
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t n = text.n
    cdef Py_ssize_t at = gap_after(p, i, n, False)
    cdef Py_ssize_t end
    cdef int value
    cdef Point point
    if at >= n:
        return NO_JOINT
    if p[at] < 0x80 and not (97 <= (p[at] | 0x20) <= 122 or p[at] == 45 or p[at] == 126):
        return NO_JOINT
    point = point_at(p, at, n)
    if is_dash(point.code):
        next[0] = gap_after(p, at + point.size, n, False)
        end = word_end(p, next[0], n)
        if at == i and next[0] == at + 1 and end > next[0] and end < n and p[end] == 32 \
                and sense_value(find_word(&money_words, p, next[0], end), MONEY_RANGE) == 1:
            next[0] = end + 1                       # "10-დან 20"
            return TO
        return dash_kind(at == i, next[0] == at + point.size)
    if not is_letter(point.code):
        return NO_JOINT
    end = at
    if is_unspaced(point.code):
        for _ in range(4):
            if end < n and is_unspaced(point_at(p, end, n).code):
                end += point_at(p, end, n).size
                if sense_value(find_word(&money_words, p, at, end), MONEY_RANGE) == 1:
                    next[0] = gap_after(p, end, n, False)
                    return TO
        return NO_JOINT
    if at == i:
        return NO_JOINT
    end = word_end(p, at, n)
    if end - at == 2 and end + 1 < n and p[end] != 32 and is_hebrew_and(p, at):
        next[0] = end + (p[end] == 45)
        return AND
    if end < n and p[end] == 32 and sense_value(find_word(&money_words, p, at, word_end(p, end + 1, n)), MONEY_RANGE) == 1:
        end = word_end(p, end + 1, n)               # "fins a"
    value = sense_value(find_word(&money_words, p, at, end), MONEY_RANGE)
    next[0] = gap_after(p, end, n, False)
    if (value != 1 and value != 2) or next[0] == end:
        return NO_JOINT
    end = word_end(p, next[0], n)
    if value == 1 and end > next[0] and sense_value(find_word(&money_words, p, at, end), MONEY_RANGE) == 1:
        next[0] = gap_after(p, end, n, False)       # "fino a", "bis zu"
    return TO if value == 1 else AND


cdef inline int joint_before(MoneyText *text, Py_ssize_t i, Py_ssize_t *stop) noexcept nogil:
    """What joins the amount that starts at i to what ends at *stop."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t at = gap_before(p, i, text.floor, False)
    cdef Py_ssize_t start
    cdef int value
    cdef Point point
    if at <= text.floor:
        return NO_JOINT
    point = point_before(p, at)
    if at == i and i - 4 > text.floor:
        start = i - 2 - (p[i - 1] == 45)
        if is_hebrew_and(p, start) and p[start - 1] == 32:
            stop[0] = start - 1
            return AND
    if is_dash(point.code):
        stop[0] = gap_before(p, at - point.size, text.floor, False)
        return dash_kind(at == i, stop[0] == at - point.size)
    value = sense_before(p, i, MONEY_RANGE, &start)
    if (value != 1 and value != 2) or start <= text.floor:
        return NO_JOINT
    stop[0] = gap_before(p, start, text.floor, False)
    if stop[0] == start and not is_unspaced(point.code):
        return NO_JOINT
    return TO if value == 1 else AND


cdef inline bint between_before(const unsigned char *p, Py_ssize_t start) noexcept nogil:
    """Whether "between" or its like stands before, perhaps with an article or "about" after it."""
    cdef int _
    cdef Py_ssize_t at, i = start
    for _ in range(3):
        if sense_before(p, i, MONEY_RANGE, &at) >= 3:
            return True
        i = gap_before(p, i, 0, False)
        at = word_start(p, i, 0)
        if at == i or at == 0 or i - at > 14:
            return False
        i = at
    return False
