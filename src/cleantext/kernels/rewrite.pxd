"""Write money and complete dates in canonical form into a text."""
from libc.string cimport memchr, memcmp

from .buffer cimport Buffer, buffer_add, buffer_put
from .dates cimport DateList, DateMention, DateOptions, dates_free, dates_init, find_dates
from .money cimport MoneyList, MoneyMention, MoneyOptions, find_money, money_free, money_init
from .money_language cimport is_letter
from .numbers cimport digit_value
from .utf8 cimport point_at, point_before


cdef struct RewriteOptions:
    bint money
    bint dates
    MoneyOptions money_options
    DateOptions date_options


cdef inline void put_money(const MoneyList *found, const MoneyMention *m, Buffer *out) noexcept nogil:
    """`EUR 89000000000`, or `USD 5000000–7000000`."""
    buffer_add(out, m.currency, 3)
    buffer_put(out, c" ")
    buffer_add(out, found.digits.data + m.amount, m.amount_size)
    if m.high_size:
        buffer_put(out, 0xE2)        # EN DASH
        buffer_put(out, 0x80)
        buffer_put(out, 0x93)
        buffer_add(out, found.digits.data + m.high, m.high_size)


cdef inline bint is_letter_or_digit(unsigned int code) noexcept nogil:
    return is_letter(code) or digit_value(code) >= 0


cdef inline bint is_close(const unsigned char *p, Py_ssize_t start) noexcept nogil:
    """Whether a digit, or a letter of a script whose words codes cannot follow directly, stands before p[start]."""
    cdef unsigned int code
    if start == 0:
        return False
    code = point_before(p, start).code
    return digit_value(code) >= 0 or (is_letter(code) and code < 0x590)


cdef inline int merge(const unsigned char *p, Py_ssize_t n, const MoneyList *money, const DateList *dates, Buffer *out) noexcept nogil:
    """Append p[0:n] with the mentions replaced: 1 if anything differs from p, 0 if not, -1 without memory.

    Of two mentions that overlap the longer one counts; the lines stay as many as they are.
    """
    cdef Py_ssize_t i = 0
    cdef Py_ssize_t k = 0
    cdef Py_ssize_t j = 0
    cdef Py_ssize_t start, stop, put
    cdef const MoneyMention *m
    cdef const DateMention *d
    cdef bint changed = False
    while k < money.size or j < dates.size:
        m = &money.items[k] if k < money.size else NULL
        d = &dates.items[j] if j < dates.size else NULL
        if m != NULL and (m.start < i or not m.currency[0]):
            k += 1
            continue
        if d != NULL and (d.start < i or not d.complete or d.value_size == 0 or memchr(p + d.start, c"\n", d.stop - d.start) != NULL):
            j += 1
            continue
        if m != NULL and d != NULL and m.start < d.stop and d.start < m.stop:
            if d.stop - d.start > m.stop - m.start:
                k += 1
            else:
                j += 1
            continue
        if d == NULL or (m != NULL and m.start < d.start):
            start, stop = m.start, m.stop
            k += 1
        else:
            start, stop = d.start, d.stop
            m = NULL
            j += 1
        buffer_add(out, p + i, start - i)
        put = out.size
        if m != NULL:
            if put > 0 and (i == start and i > 0 or is_close(p, start)):
                buffer_put(out, c" ")               # "price$5" must not become "priceUSD 5", which is no amount any more
            put_money(money, m, out)
            if stop < n and is_letter_or_digit(point_at(p, stop, n).code):
                buffer_put(out, c" ")
        else:
            buffer_add(out, dates.values.data + d.value, d.value_size)
        if out.failed:
            return -1
        changed |= out.size - put != stop - start or memcmp(out.data + put, p + start, stop - start) != 0
        i = stop
    buffer_add(out, p + i, n - i)
    return -1 if out.failed else changed


cdef inline int rewrite(const unsigned char *p, Py_ssize_t n, const RewriteOptions *options, Buffer *out) noexcept nogil:
    """Append p[0:n] in canonical form. 1 if it differs from p, 0 if not (then `out` may hold anything), -1 without memory."""
    cdef MoneyList money
    cdef DateList dates
    cdef int status = 0
    money_init(&money)
    dates_init(&dates)
    if options.money:
        status = find_money(p, n, &options.money_options, &money)
    if status >= 0 and options.dates:
        status = find_dates(p, n, &options.date_options, &dates)
    if status >= 0:
        status = merge(p, n, &money, &dates, out) if money.size or dates.size else 0
    money_free(&money)
    dates_free(&dates)
    return status
