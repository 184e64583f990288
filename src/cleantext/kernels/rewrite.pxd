"""Write money and complete dates in canonical form into a text."""
from libc.string cimport memchr, memcmp

from .buffer cimport Buffer, buffer_add, buffer_put
from .dates cimport find_dates
from .dates_list cimport DateList, DateMention, DateOptions, dates_free, dates_init
from .money cimport MoneyList, MoneyMention, MoneyOptions, find_money, money_free, money_init
from .money_language cimport is_letter
from .numbers cimport digit_value, plain_separator
from .utf8 cimport Point, point_at, point_before


cdef struct RewriteOptions:
    bint money
    bint dates
    MoneyOptions money_options
    DateOptions date_options


cdef inline void put_money(const unsigned char *p, const MoneyList *found, const MoneyMention *m, Buffer *out) noexcept nogil:
    """`EUR 89000000000`, or `USD 5000000–7000000`; `USD 80 and USD 130` after "between"."""
    buffer_add(out, m.currency, 3)
    buffer_put(out, c" ")
    buffer_add(out, found.digits.data + m.amount, m.amount_size)
    if m.joint_stop:
        buffer_add(out, p + m.joint, m.joint_stop - m.joint)
        buffer_add(out, m.currency, 3)
        buffer_put(out, c" ")
        buffer_add(out, found.digits.data + m.high, m.high_size)
    elif m.high_size:
        buffer_put(out, 0xE2)        # EN DASH
        buffer_put(out, 0x80)
        buffer_put(out, 0x93)
        buffer_add(out, found.digits.data + m.high, m.high_size)


cdef inline bint is_letter_or_digit(unsigned int code) noexcept nogil:
    return is_letter(code) or digit_value(code) >= 0 or 0xBC <= code <= 0xBE


cdef inline bint is_close(const unsigned char *p, Py_ssize_t start) noexcept nogil:
    """Whether a digit, or a letter of a script whose words codes cannot follow directly, stands before p[start]."""
    cdef unsigned int code
    if start == 0:
        return False
    code = point_before(p, start).code
    return digit_value(code) >= 0 or (is_letter(code) and code < 0x590)


cdef inline bint is_unseen(unsigned int code) noexcept nogil:
    """Whether the character is a joiner, a directional mark or a selector, which tidying may drop where what stands beside it is rewritten."""
    return 0x200C <= code <= 0x200F or code == 0x61C or 0xFE00 <= code <= 0xFE0F


cdef inline bint has_company(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """Whether an unseen character in p[0:n] or beside it may depend on what stands there (by first bytes: Hebrew and what follows, without signs)."""
    cdef Py_ssize_t i
    for i in range(n):
        if p[i] >= 0xD6 and p[i] != 0xE2:
            return True
    return False


cdef inline Py_ssize_t seen_before(const unsigned char *p, Py_ssize_t i) noexcept nogil:
    """The end of what is to be seen before p[i]."""
    cdef Point point
    while i > 0 and p[i - 1] >= 0x80:
        point = point_before(p, i)
        if not is_unseen(point.code):
            break
        i -= point.size
    return i


cdef inline Py_ssize_t seen_from(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """The start of what is to be seen from p[i] on."""
    cdef Point point
    while i < n and p[i] >= 0x80:
        point = point_at(p, i, n)
        if not is_unseen(point.code):
            break
        i += point.size
    return i


cdef struct Mentions:
    MoneyList money
    DateList dates
    Py_ssize_t next_money       # those that come next, and the end of the last one that was given out
    Py_ssize_t next_date
    Py_ssize_t done
    bint hidden                 # a date has been passed over for an amount in its place: other dates may have counted from it


cdef struct Edit:
    Py_ssize_t start
    Py_ssize_t stop
    Py_ssize_t before           # the end of the edit before
    const MoneyMention *money   # what stands there: one of the two
    const DateMention *date


cdef inline void mentions_init(Mentions *found) noexcept nogil:
    money_init(&found.money)
    dates_init(&found.dates)


cdef inline void mentions_free(Mentions *found) noexcept nogil:
    money_free(&found.money)
    dates_free(&found.dates)


cdef inline Py_ssize_t mentions_memory(const Mentions *found) noexcept nogil:
    """Bytes that the lists hold, about."""
    return (found.money.capacity * sizeof(MoneyMention) + found.money.digits.capacity + found.money.refused.capacity
            + found.dates.capacity * sizeof(DateMention) + found.dates.values.capacity)


cdef inline void mentions_clear(Mentions *found) noexcept nogil:
    found.money.size = found.money.digits.size = 0
    found.dates.size = found.dates.values.size = 0
    found.next_money = found.next_date = found.done = 0
    found.hidden = False


cdef inline int find_mentions(const unsigned char *p, Py_ssize_t n, const RewriteOptions *options, Mentions *found) noexcept nogil:
    """What of p[0:n] may be rewritten; -1 without memory, else 0."""
    mentions_clear(found)
    if options.money and find_money(p, n, &options.money_options, &found.money) < 0:
        return -1
    if options.dates and find_dates(p, n, &options.date_options, &found.dates) < 0:
        return -1
    return 0


cdef inline unsigned long long languages_of(const unsigned char *p, Py_ssize_t n, const RewriteOptions *options, Mentions *found) noexcept nogil:
    """The languages whose words find_mentions would let count in the dates of p[0:n]; 0 where it would not ask, or without memory."""
    cdef DateOptions asking = options.date_options
    asking.languages_only = True
    found.dates.size = found.dates.values.size = 0
    return found.dates.langs if options.dates and find_dates(p, n, &asking, &found.dates) == 0 else 0


cdef inline bint is_usable_date(const unsigned char *p, const DateMention *d, Py_ssize_t done) noexcept nogil:
    """Whether the date is complete, begins behind `done`, and stands in one line (the lines stay as many as they are)."""
    return d.start >= done and d.complete and d.value_size > 0 and memchr(p + d.start, c"\n", d.stop - d.start) == NULL


cdef inline bint next_edit(const unsigned char *p, Mentions *found, Edit *out) noexcept nogil:
    """The next mention to replace, in order. Of two that overlap the longer one counts. False at the end."""
    cdef const MoneyMention *m
    cdef const DateMention *d
    cdef bint crossing
    while found.next_money < found.money.size or found.next_date < found.dates.size:
        m = &found.money.items[found.next_money] if found.next_money < found.money.size else NULL
        d = &found.dates.items[found.next_date] if found.next_date < found.dates.size else NULL
        if m != NULL and (m.start < found.done or not m.currency[0] or m.fixed):
            found.next_money += 1
            continue
        crossing = m != NULL and d != NULL and m.start < d.stop and d.start < m.stop
        if d != NULL and not is_usable_date(p, d, found.done):
            found.hidden |= crossing or d.start < found.done
            found.next_date += 1
            continue
        if crossing:
            if d.stop - d.start > m.stop - m.start:
                found.next_money += 1
            else:
                found.hidden = True
                found.next_date += 1
            continue
        if d == NULL or (m != NULL and m.start < d.start):
            out.start, out.stop, out.money, out.date = m.start, m.stop, m, NULL
            found.next_money += 1
        else:
            out.start, out.stop, out.money, out.date = d.start, d.stop, NULL, d
            found.next_date += 1
        out.before = found.done
        found.done = out.stop
        return True
    return False


cdef inline bint before_digits(const unsigned char *p, Py_ssize_t n, const Mentions *found, Py_ssize_t stop) noexcept nogil:
    """Whether a date that is about to be written in digits starts behind p[stop] or a separator there: "$5 yesterday" must not become "USD 5 2024-04-25"."""
    cdef const DateMention *d
    cdef Point point
    if found.next_date >= found.dates.size:
        return False
    d = &found.dates.items[found.next_date]
    if not is_usable_date(p, d, stop) or digit_value(found.dates.values.data[d.value]) < 0:
        return False
    point = point_at(p, stop, n)
    return d.start == stop or (d.start == stop + point.size and plain_separator(point.code) != 0)


cdef inline bint ends_in_decimals(const MoneyList *found, const MoneyMention *m) noexcept nogil:
    """Whether the last number of the canonical form has a point."""
    if m.high_size:
        return memchr(found.digits.data + m.high, c".", m.high_size) != NULL
    return memchr(found.digits.data + m.amount, c".", m.amount_size) != NULL


cdef inline bint put_edit(const unsigned char *p, Py_ssize_t n, const Mentions *found, const Edit *edit, Buffer *out) noexcept nogil:
    """Append what replaces the mention; whether it differs from what stands there."""
    cdef Py_ssize_t start = edit.start
    cdef Py_ssize_t size = edit.stop - start
    cdef Py_ssize_t put = out.size
    cdef Py_ssize_t before, behind
    if edit.money != NULL:
        before = seen_before(p, start)
        behind = seen_from(p, edit.stop, n)
        if before > 0 and (edit.before >= before or is_close(p, before)) and out.size > 0 and out.data[out.size - 1] != c" ":
            buffer_put(out, c" ")                       # "price$5" must not become "priceUSD 5", which is no amount any more
        put_money(p, &found.money, edit.money, out)
        if before_digits(p, n, found, behind) and not ends_in_decimals(&found.money, edit.money):
            buffer_put(out, c".")
            buffer_put(out, c"0")
        if behind < n and is_letter_or_digit(point_at(p, behind, n).code):
            buffer_put(out, c" ")
    else:
        buffer_add(out, found.dates.values.data + edit.date.value, edit.date.value_size)
    return not out.failed and (out.size - put != size or memcmp(out.data + put, p + start, size) != 0)


cdef inline int next_difference(const unsigned char *p, Py_ssize_t n, Mentions *found, Edit *edit, Buffer *scratch) noexcept nogil:
    """Find the next edit that changes something: 1 if there is one, 0 if not, -1 without memory."""
    while next_edit(p, found, edit):
        scratch.size = 0
        if put_edit(p, n, found, edit, scratch):
            return 1
        if scratch.failed:
            return -1
    return 0


cdef inline int stays(const unsigned char *p, Py_ssize_t n, Mentions *found, Buffer *scratch) noexcept nogil:
    """1 if nothing that was found in p[0:n] would be rewritten, 0 if something would be, -1 without memory."""
    cdef Edit edit
    cdef int differs = next_difference(p, n, found, &edit, scratch)
    return differs if differs < 0 else not differs


cdef inline int is_canonical(const unsigned char *p, Py_ssize_t n, const RewriteOptions *options, Mentions *found, Buffer *scratch) noexcept nogil:
    """1 if nothing of p[0:n] would be rewritten, 0 if something would be, -1 without memory."""
    return -1 if find_mentions(p, n, options, found) < 0 else stays(p, n, found, scratch)
