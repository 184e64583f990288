"""One mention from one marker: which number is its own, ranges, and the mention as it is handed out."""
from libc.string cimport memcmp

from .buffer cimport Buffer
from .money_beside cimport *
from .money_doubts cimport *
from .money_grammar cimport *
from .money_joints cimport *
from .money_language cimport *
from .money_markers cimport *
from .money_nations cimport *
from .money_ranges cimport *
from .money_sides cimport *
from .money_tables cimport *
from .numbers cimport *
from .numbers_value cimport *
from .numbers_words cimport *
from .utf8 cimport Point, point_at


# ---- handing out -----------------------------------------------------------------------------------------------------------------

cdef inline Py_ssize_t put_amount(MoneyState *s, const Amount *a, const NumberValue *value, bint last) noexcept nogil:
    """Append the canonical decimal; zeros after a point keep what follows, or a code that is also a word, from being misread."""
    cdef Buffer *out = &s.text.found.digits
    cdef Py_ssize_t raw = out.size
    cdef Py_ssize_t size = put_value(out, s.text.p, value, a.marker.power)
    cdef Py_ssize_t k, decimals = -1
    cdef bint wordy = a.marker.currency >= 0 and money_wordy[a.marker.currency]
    for k in range(size):
        decimals += decimals >= 0
        if out.data[raw + k] == 46:
            decimals = 0
    if decimals < 0 and (wordy or (last and a.marker.currency >= 0 and digits_follow(&s.text, a.stop))):
        buffer_put(out, 46)
        buffer_put(out, 48)
        decimals = 1
    if decimals == 1 and wordy:
        buffer_put(out, 48)
    return out.size - raw


cdef inline bint digits_follow(MoneyText *text, Py_ssize_t stop) noexcept nogil:
    """Whether a separator and digits stand right after: "500 USD,100 times" must not become "USD 500,100"."""
    cdef Point point
    if stop >= text.n:
        return False
    point = point_at(text.p, stop, text.n)
    return is_digit_at(text.p, stop, text.n) or (plain_separator(point.code) != 0 and is_digit_at(text.p, stop + point.size, text.n))


cdef inline int bound_of(MoneyText *text, const Amount *a) noexcept nogil:
    """The MoneyModifier of an amount; "from" is none before a range or a change."""
    cdef Py_ssize_t at
    cdef int bound = bound_after(text.p, a.stop, text.n)
    if bound:
        return bound
    bound = bound_before(text.p, a.start)
    if bound == AT_LEAST and sense_before(text.p, a.start, MONEY_RANGE, &at) >= 3 \
            and (a.range or kind_before(text.p, at, MONEY_CHANGE, 1, False) or joint_after(text, a.stop, &at) != NO_JOINT):
        return 0                                    # "up from $5"
    return bound


cdef inline bint opens_compound(const MoneyText *text, Py_ssize_t stop) noexcept nogil:
    """Whether a hyphen makes an amount the first part of a word: "49-Euro-Ticket", "$5-a-day"."""
    return stop + 1 < text.n and text.p[stop] == 45 and is_letter_at(text.p, stop + 1, text.n)


cdef inline bint joins_in_words(const MoneyText *text, const Amount *a) noexcept nogil:
    """Whether the ends of a range are "between" or "from" one "and" or "to" the other, so that a dash cannot take the place of these."""
    return not is_dash(point_at(text.p, gap_after(text.p, a.joint, text.n, False), text.n).code) and between_before(text.p, a.start)


cdef inline int emit(MoneyState *s, Amount *a, bint joined) noexcept nogil:
    """Hand the amount out as a mention, in place of the last one when joined with it; 0, or -1 without memory."""
    cdef MoneyMention *mention
    cdef Buffer *out = &s.text.found.digits
    cdef int k
    if joined:
        mention = &s.text.found.items[s.last_index]
    else:
        mention = money_new(s.text.found)
        if mention == NULL:
            return -1
        s.last_index = s.text.found.size - 1
    mention.start = a.start
    mention.stop = a.stop
    mention.amount = out.size
    mention.amount_size = put_amount(s, a, &a.low, not a.range)
    mention.high = out.size
    mention.high_size = put_amount(s, a, &a.high, True) if a.range else 0
    for k in range(4):
        mention.currency[k] = money_codes[3 * a.marker.currency + k] if a.marker.currency >= 0 and k < 3 else 0
    mention.number = <short>a.marker.currency
    mention.ambiguous = not a.marker.certain
    mention.fixed = a.vague != 0 or opens_compound(&s.text, a.stop)
    mention.joint_stop = 0
    if a.range and joins_in_words(&s.text, a):
        mention.joint = a.joint
        mention.joint_stop = a.joint_stop
    mention.modifier = 0
    mention.per = out.size
    mention.per_size = 0
    s.last_end = -1
    if not s.amounts_only:
        mention.modifier = <unsigned char>(a.vague if a.vague else bound_of(&s.text, a))
        s.last_end = rate_end(&s.text, a.stop)
        mention.per_size = out.size - mention.per
    s.has_last = True
    s.last = a[0]
    return -1 if out.failed else 0


cdef inline bint sold_by_litre(MoneyState *s, Py_ssize_t stop) noexcept nogil:
    """Whether an amount that ends at `stop` is for a litre, a gallon or a kilowatt-hour, whose prices have three decimals."""
    cdef Buffer *out = &s.text.found.digits
    cdef Py_ssize_t size = out.size
    cdef bint found = False
    if rate_end(&s.text, stop) > stop and not out.failed:
        found = (out.size - size == 5 and memcmp(out.data + size, b"litre", 5) == 0 or out.size - size == 6 and memcmp(out.data + size, b"gallon", 6) == 0
                 or out.size - size == 3 and memcmp(out.data + size, b"kwh", 3) == 0)
    out.size = size
    return found


cdef inline Py_ssize_t read_mention(MoneyState *s, Marker *marker) noexcept nogil:
    """The mention of a marker, if it is one; where to go on, or -1 without memory."""
    cdef int _
    cdef Amount a
    cdef Py_ssize_t on = marker.core_stop
    cdef Py_ssize_t next
    cdef Marker other
    cdef bint joined
    a.marker = marker[0]
    a.range = False
    if not choose_number(&s.text, &a):
        return on
    resolve(&s.text, &a.marker)
    join_thousands(&s.text, &a.low, a.marker.currency)
    if a.marker.value >= MONEY_SUBUNIT:
        take_subunits(&s.text, &a)
        if a.low.sub_digits:
            a.marker.power = 0
        take_scale(&s.text, &a.low, &a.stop)
    else:
        if not a.canonical:
            take_plus(&s.text, &a)
            take_scale(&s.text, &a.low, &a.stop)
        take_subunits(&s.text, &a)
        if not a.low.sub_digits:
            for _ in range(3):
                on = a.stop
                take_tail(&s.text, &a)
                if a.stop == on:
                    break
                take_scale(&s.text, &a.low, &a.stop)
            on = marker.core_stop
    a.vague = said_between(&s.text, &a)
    if not is_money(&s.text, &a):
        return on
    if a.low.written and a.low.numeral.unsure and not a.low.scale and a.low.numeral.whole <= 5 and sold_by_litre(s, a.stop):
        part_decimals(s.text.p, &a.low.numeral)
    if not range_before(&s.text, &a) and joint_after(&s.text, a.stop, &next) != NO_JOINT:
        if not marker_at(&s.text, next, &other) or is_digit_at(s.text.p, next, s.text.n):     # else the range is found at that marker
            range_after(&s.text, &a)
    joined = join_last(s, &a)
    if emit(s, &a, joined) < 0:
        return -1
    s.text.floor = a.stop
    return a.stop if a.stop > on else on
