"""Two amounts of which the one became the other: "fell from $5 to $3", "400円から550円に値上げ"."""
from .money_beside cimport kind_before, sense_before, sense_value
from .money_tables cimport *
from .money_words cimport *
from .money_tokens cimport gap_after
from .utf8 cimport point_at


cdef inline bint change_before(const unsigned char *p, Py_ssize_t start) noexcept nogil:
    """Whether a word of change ("fell", "rose", "cut") stands among the few words before."""
    return kind_before(p, start, MONEY_CHANGE, 9, True)


cdef inline Py_ssize_t past_became(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, int value) noexcept nogil:
    """Past the longest word of that value at p[i] that tells what became of an amount; i itself when there is none."""
    cdef int _
    cdef Py_ssize_t end = i, stop = i
    for _ in range(2):
        if end >= n or p[end] < 0xE3:
            break
        end += point_at(p, end, n).size
        if sense_value(find_word(&money_words, p, i, end), MONEY_BECAME) == value:
            stop = end
    return stop


cdef inline bint became_after(const unsigned char *p, Py_ssize_t stop, Py_ssize_t n) noexcept nogil:
    """Whether a particle and a verb of change follow, in a script without spaces."""
    cdef Py_ssize_t i
    if stop + 6 > n or p[stop] < 0xE3:
        return False
    i = past_became(p, stop, n, 1)
    if i == stop:
        return False
    stop = gap_after(p, i, n, False)
    return past_became(p, stop, n, 0) > stop


cdef inline bint tells_change(const unsigned char *p, Py_ssize_t n, Py_ssize_t start, Py_ssize_t stop, bint far) noexcept nogil:
    """Whether the words around two amounts in p[start:stop], which "to" joins, make them no range; `far`: the second is several times the first."""
    cdef Py_ssize_t at
    cdef int value
    if change_before(p, start):
        return True
    value = sense_before(p, start, MONEY_SHIFT, &at)
    if value >= 0:
        return value == 0 or far
    if sense_before(p, start, MONEY_RANGE, &at) == 4 and sense_before(p, at, MONEY_SHIFT, &at) == 0:
        return True
    return became_after(p, stop, n)
