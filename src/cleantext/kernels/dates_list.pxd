"""The mentions that a search for dates gives out, and the options it takes."""
from libc.stdlib cimport free, realloc

from .buffer cimport Buffer, buffer_free, buffer_init


cdef enum DateKind:
    DATE
    TIME
    DATETIME
    MONTH
    YEAR
    SEASON
    QUARTER
    HALF
    WEEK
    DECADE
    CENTURY
    INTERVAL
    DURATION
    SET
    REF
    OTHER


cdef enum DateModifier:
    EARLY = 1
    MID
    LATE
    APPROX
    FISCAL
    BEFORE
    AFTER
    SINCE
    UNTIL


cdef struct DateMention:
    Py_ssize_t start            # bytes of the text
    Py_ssize_t stop
    Py_ssize_t value            # where the value stands in the list's values; value_size 0: not resolved
    Py_ssize_t value_size
    unsigned char kind          # a DateKind
    unsigned char modifier      # 0: none, else a DateModifier
    bint complete               # resolved to a day, a moment or a range of them: what clean() may rewrite


cdef struct DateOptions:
    bint has_reference
    int year                    # the reference: proleptic Gregorian date and time of day
    int month
    int day
    int hour                    # -1: only the day is known
    int minute
    int second
    unsigned char language[4]   # ISO 639, zero-ended; empty: not told
    signed char day_first       # 1 yes, 0 no, -1 not told
    bint complete_only          # only the mentions that are complete are wanted, and others may be left out
    unsigned long long langs    # the languages whose words count, as an earlier search found them; 0: not known
    bint languages_only         # only they are wanted, and the search may end once they are known


cdef struct DateList:
    DateMention *items
    Py_ssize_t size
    Py_ssize_t capacity
    Buffer values
    unsigned long long langs    # the languages whose words counted in the last search; 0: it never came to that


cdef inline void dates_init(DateList *found) noexcept nogil:
    found.items = NULL
    found.size = found.capacity = 0
    found.langs = 0
    buffer_init(&found.values)


cdef inline void dates_free(DateList *found) noexcept nogil:
    free(found.items)
    buffer_free(&found.values)
    dates_init(found)


cdef inline DateMention *dates_new(DateList *found) noexcept nogil:
    """Room for one more mention at the end of the list, or NULL without memory; `size` grows by one."""
    cdef DateMention *grown
    cdef Py_ssize_t capacity
    if found.size == found.capacity:
        capacity = 2 * found.capacity + 16
        grown = <DateMention *>realloc(found.items, capacity * sizeof(DateMention))
        if grown == NULL:
            return NULL
        found.items = grown
        found.capacity = capacity
    found.size += 1
    return &found.items[found.size - 1]
