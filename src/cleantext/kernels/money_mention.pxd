"""One mention from one marker: which number is its own, ranges, and the mention as it is handed out."""
from libc.string cimport memcmp

from .money_amounts cimport *
from .money_beside cimport *
from .money_grammar cimport *
from .money_language cimport *
from .money_markers cimport *
from .money_tables cimport *
from .numbers cimport *
from .numbers_words cimport *
from .utf8 cimport Point, point_at, point_before


# ---- which number ----------------------------------------------------------------------------------------------------------------

cdef inline Py_ssize_t number_place(MoneyText *text, const Marker *m, bint *negative, bint *bracket) noexcept nogil:
    """Where the number after a marker may start: past a gap, ":", a minus sign, an accounting bracket."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t i = m.stop
    cdef Py_ssize_t at
    negative[0] = bracket[0] = False
    if i < text.n and p[i] == 58 and m.flags & (MONEY_SYMBOL | MONEY_CODE):
        i += 1
    at = gap_after(p, i, text.n, False)
    if at == i + 1 and at < text.n and p[at] == 32 and not m.flags & MONEY_SYMBOL:
        return at
    if at < text.n and p[at] == 32:
        at += 1
    if at < text.n and p[at] == 40 and at == m.stop and m.flags & MONEY_SYMBOL and is_digit_at(p, at + 1, text.n):
        bracket[0] = negative[0] = True
        return at + 1
    if at < text.n and (p[at] == 45 or (at + 2 < text.n and p[at] == 0xE2 and p[at + 1] == 0x88 and p[at + 2] == 0x92)):
        i = at + point_at(p, at, text.n).size
        if (m.flags & MONEY_SYMBOL or at > m.stop) and (is_digit_at(p, i, text.n) or (i + 1 < text.n and p[i] == 46 and is_digit_at(p, i + 1, text.n))):
            negative[0] = True
            return i
    return at


cdef inline bint is_canonical(MoneyText *text, const Marker *m, Py_ssize_t i) noexcept nogil:
    """Whether the number at i is one space after a code: "EUR 5", the form that is handed out."""
    return m.flags & MONEY_CODE != 0 and m.stop < text.n and text.p[m.stop] == 32 and (i == m.stop + 1 or text.p[m.stop + 1] == 45)


cdef inline bint right_number(MoneyText *text, Marker *m, NumberValue *out) noexcept nogil:
    cdef bint negative, bracket
    cdef Py_ssize_t i = number_place(text, m, &negative, &bracket)
    cdef bint asian
    out.found = False
    if i >= text.n or (i == m.stop and is_letter_at(text.p, m.core_stop - 1, text.n) and is_letter_at(text.p, i, text.n) and not is_unspaced(point_at(text.p, i, text.n).code)):
        return False
    asian = text.p[m.core] >= 0xE3
    if not number_after(text, i, True, m.value == MONEY_FAMILY_RUPEE or m.value == MONEY_CURRENCY_INR, asian or m.flags & MONEY_CODE != 0, is_canonical(text, m, i), out):
        return False
    if bracket:
        if out.stop >= text.n or text.p[out.stop] != 41:
            out.found = False
            return False
        out.stop += 1
    if out.written and out.numeral.spaced and not out.numeral.decimals and m.flags & MONEY_SYMBOL and out.numeral.whole < 7 \
            and language_at(text, i) == MONEY_LANGUAGE_EN and text.p[digits_from(text.p, out.numeral.start, text.n).stop] == 32:
        out.numeral.stop = out.stop = digits_from(text.p, out.numeral.start, text.n).stop   # "$50 200 people"
        out.numeral.grouped = out.numeral.spaced = False
        out.numeral.whole = digits_from(text.p, out.numeral.start, text.n).digits
        out.exponent = out.scale = 0
    if out.article or (negative and out.negative):
        out.found = False
    out.negative = negative
    if negative and not bracket:
        out.start = i
    return out.found


cdef inline bint prefers_right(MoneyText *text, const Marker *m, const NumberValue *left, const NumberValue *right) noexcept nogil:
    """Between two numbers: "3 USD50 cards" and "10 USD 5" mean the right one, "10 $ 30 cent" and "5 € 10 €" the left one."""
    cdef Marker other
    cdef NumberValue number
    cdef bint apart_left = left.stop < m.start
    cdef bint apart_right = right.start > m.stop
    cdef Py_ssize_t after = gap_after(text.p, right.stop, text.n, True)
    if not left.article and marker_at(text, after, &other):
        if other.value >= MONEY_SUBUNIT and not other.flags & MONEY_BEFORE:
            return False
        if apart_right and other.core_stop - other.core == m.core_stop - m.core and memcmp(text.p + other.core, text.p + m.core, m.core_stop - m.core) == 0:
            return right_number(text, &other, &number)
    if not right.written and text.p[right.start] < 0xE0:
        return False                                # "1500 AUD to": no number, perhaps
    if left.article or (not left.written and is_canonical(text, m, right.start)):
        return True
    if apart_left != apart_right:
        return apart_left
    return (m.flags & (MONEY_SYMBOL | MONEY_CODE)) != 0


cdef inline bint doubled(const unsigned char *p, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t n) noexcept nogil:
    """Whether the sign p[start:stop] stands twice."""
    cdef Py_ssize_t size = stop - start
    return (stop + size <= n and memcmp(p + stop, p + start, size) == 0) or (start >= size and memcmp(p + start - size, p + start, size) == 0)


cdef inline bint choose_number(MoneyText *text, Amount *a) noexcept nogil:
    """Find the number of the marker, before or after it."""
    cdef NumberValue left, right
    cdef Marker *m = &a.marker
    cdef bint has_left, has_right = False
    letters_beside(text, m)
    if m.flags & MONEY_SYMBOL and doubled(text.p, m.core, m.core_stop, text.n):
        return False                                # "$$$"
    has_left = number_before(text, m.start, &left)
    if m.value < MONEY_SUBUNIT and not m.flags & (MONEY_SYMBOL | MONEY_CODE):
        if not has_left and nation_before(text, m):
            has_left = number_before(text, m.start, &left)
        elif has_left or m.flags & MONEY_BEFORE:
            nation_after(text, m, m.stop)
    if m.flags & MONEY_BEFORE:
        has_right = right_number(text, m, &right)
    a.canonical = False
    if has_right and (not has_left or prefers_right(text, m, &left, &right)):
        a.low = right
        a.before = True
        a.canonical = is_canonical(text, m, right.start)
        a.start = m.start
        a.stop = right.stop
        if right.negative and a.start > text.floor and text.p[a.start - 1] == 45:
            return False
        if not right.negative and not m.flags & MONEY_CODE and a.start > text.floor and minus_before(text, a.start):
            a.low.negative = True
            a.start -= point_before(text.p, a.start).size
        return True
    if not has_left:
        return False
    a.low = left
    a.before = False
    a.start = left.start
    a.stop = m.stop
    return True


cdef inline bint minus_before(MoneyText *text, Py_ssize_t start) noexcept nogil:
    """Whether "-" directly before is a sign: after a space or at the start, not after a word or a number."""
    cdef Point point = point_before(text.p, start)
    cdef Point other
    if point.code != 0x2D and point.code != 0x2212:
        return False
    if start - point.size <= text.floor:
        return start == point.size
    other = point_before(text.p, start - point.size)
    if is_gap(other.code) and text.floor > 0 and start - point.size - other.size <= text.floor:
        return False                                # "$20 -$30"
    return is_gap(other.code) or other.code == 10 or other.code == 0x28 or other.code == 0x3A or other.code == 9


# ---- ranges ----------------------------------------------------------------------------------------------------------------------

cdef inline void share_scale(const unsigned char *p, NumberValue *low, const NumberValue *high) noexcept nogil:
    """ "5-7 million": the magnitude holds for both, unless the lower number is the larger one without it."""
    cdef NumberValue bare = high[0]
    bare.exponent -= bare.scale
    if not low.scale and high.scale and not low.sub_digits and (not high.written or approximate(p, low, 0) < approximate(p, &bare, 0)) \
            and (high.written or approximate(p, low, 0) < 1000.0):
        low.exponent += high.scale
        low.scale = high.scale


cdef inline bint range_before(MoneyText *text, Amount *a) noexcept nogil:
    """A number without a marker that a dash or "to" joins to this one: "10-20 dollars", "zwischen 10 und 15 Cent"."""
    cdef NumberValue low
    cdef Py_ssize_t stop
    cdef int joint
    if a.before or a.low.negative and a.low.start != a.low.numeral.start and text.p[a.low.start] != 45:
        return False
    joint = joint_before(text, a.low.numeral.start if a.low.written else a.start, &stop)
    if joint == NO_JOINT or joint == LOOSE_DASH or not number_before(text, stop, &low) or low.stop != stop or low.article:
        return False
    if low.negative:
        return False
    if joint == AND and not between_before(text.p, low.start):
        return False
    if (joint == TO or joint == AND) and change_before(text.p, low.start):
        return False
    if low.written and low.numeral.whole == 4 and not low.numeral.grouped and joint == SPACED_DASH and a.low.numeral.whole < 4:
        return False
    share_scale(text.p, &low, &a.low)
    a.low.negative = False
    if approximate(text.p, &low, 0) >= approximate(text.p, &a.low, 0):
        return False
    a.high = a.low
    a.low = low
    a.range = True
    a.start = low.start
    return True


cdef inline bint ends_plainly(MoneyText *text, Py_ssize_t i) noexcept nogil:
    """Whether no word that may belong to a number stands after it: the end, punctuation, a rate, one capital letter."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t at = gap_after(p, i, text.n, False)
    cdef Py_ssize_t end
    cdef const LexiconEntry *entry
    if at >= text.n or p[at] == 10:
        return True
    if p[at] == 37 or p[at] == 58 or is_digit_at(p, at, text.n):
        return False
    end = word_end(p, at, text.n)
    if end == at:
        return p[at] != 36 or at > i
    if at == i:
        return False
    entry = find_word(&money_words, p, at, end)
    return (entry != NULL and (number_kind(entry, MONEY_PER) or number_kind(entry, MONEY_UNIT) and is_adverb(p, at, end))) \
        or (end - at == 1 and 65 <= p[at] <= 90)


cdef inline bint range_after(MoneyText *text, Amount *a) noexcept nogil:
    """A number without a marker that follows: "$5-7 million", "INR 18,000 – 36,300", "EUR 5–7"."""
    cdef NumberValue high
    cdef NumberValue low = a.low
    cdef Marker other
    cdef Py_ssize_t next, end
    cdef int joint = joint_after(text, a.stop, &next)
    cdef bint surely = a.canonical and joint == TIGHT_DASH and text.p[a.stop] == 0xE2     # "EUR 5–7"
    if joint == NO_JOINT or joint == LOOSE_DASH or a.low.sub_digits or next >= text.n:
        return False
    if joint == AND and not between_before(text.p, a.start):
        return False
    if not number_after(text, next, True, a.marker.value == MONEY_FAMILY_RUPEE or a.marker.value == MONEY_CURRENCY_INR, False, a.canonical, &high) or not high.written:
        return False
    end = gap_after(text.p, high.stop, text.n, True)
    share_scale(text.p, &low, &high)
    if approximate(text.p, &low, 0) >= approximate(text.p, &high, 0) or low.negative:
        return False
    if surely:
        pass
    elif marker_at(text, end, &other):
        if other.flags & MONEY_SYMBOL and joint != TIGHT_DASH and right_follows(text, &other):
            return False
        resolve(text, &other)
        if not same_money(&a.marker, &other):
            return False
        a.marker.currency = other.currency if other.certain else a.marker.currency
        a.marker.certain = a.marker.certain or other.certain
        high.stop = other.stop
        take_scale(text, &high, &high.stop)
        low = a.low
        share_scale(text.p, &low, &high)
    elif joint != TIGHT_DASH and not high.scale and not ends_plainly(text, high.stop):
        return False
    elif joint == TIGHT_DASH and text.p[a.stop] == 45 and is_letter_at(text.p, high.stop, text.n) and text.p[high.stop] < 0xD6:
        return False
    elif joint == TIGHT_DASH and high.stop < text.n and (text.p[high.stop] == 37 or text.p[high.stop] == 47 and is_digit_at(text.p, high.stop + 1, text.n)
                                                         or text.p[high.stop] == 45 and is_digit_at(text.p, high.stop + 1, text.n)):
        return False
    a.low = low
    a.high = high
    a.range = True
    a.stop = high.stop
    return True


cdef inline bint right_follows(MoneyText *text, Marker *m) noexcept nogil:
    cdef NumberValue number
    return right_number(text, m, &number)


cdef inline bint join_last(MoneyState *s, Amount *a) noexcept nogil:
    """Make one range of the mention before and this one: "$20/month to $45/month", "from 10 dollars to 20 dollars"."""
    cdef const unsigned char *p = s.text.p
    cdef Amount *last = &s.last
    cdef NumberValue low, high
    cdef Py_ssize_t next = 0
    cdef int joint
    if not s.has_last or last.range or a.range or last.low.negative or a.low.negative or a.start - s.last_end > 24:
        return False
    joint = joint_after(&s.text, s.last_end, &next)
    if joint == NO_JOINT or (next != a.start and not (next == a.start + 1 and p[a.start] == 45)):
        return False
    if joint == AND and not between_before(p, last.start):
        return False
    if last.marker.currency != a.marker.currency and not same_money(&last.marker, &a.marker):
        return False
    low = last.low
    high = a.low
    low.exponent += last.marker.power               # "50 cents to $1"
    high.exponent += a.marker.power
    share_scale(p, &low, &high)
    if approximate(p, &low, 0) >= approximate(p, &high, 0) or (joint == TO and change_before(p, last.start)):
        return False
    a.high = high
    a.marker.power = 0
    a.low = low
    a.range = True
    a.start = last.start
    if last.marker.certain and not a.marker.certain:
        a.marker.currency = last.marker.currency
        a.marker.certain = True
    return True


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
    if bound == AT_LEAST and sense_before(text.p, a.start, MONEY_RANGE, &at) == 4 and (a.range or joint_after(text, a.stop, &at) != NO_JOINT):
        return 0
    return bound


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
    mention.ambiguous = not a.marker.certain
    mention.modifier = <unsigned char>bound_of(&s.text, a)
    mention.per = out.size
    s.last_end = put_rate(out, s.text.p, a.stop, s.text.n)
    mention.per_size = out.size - mention.per
    if s.last_end == a.stop and a.stop < s.text.n and s.text.p[a.stop] == 43:
        s.last_end += 1                             # "$1M+ to $5M"
    s.has_last = True
    s.last = a[0]
    return -1 if out.failed else 0


cdef inline Py_ssize_t read_mention(MoneyState *s, Marker *marker) noexcept nogil:
    """The mention of a marker, if it is one; where to go on, or -1 without memory."""
    cdef Amount a
    cdef Py_ssize_t on = marker.core_stop
    cdef bint joined
    cdef int tail
    a.marker = marker[0]
    a.range = False
    if not choose_number(&s.text, &a):
        return on
    resolve(&s.text, &a.marker)
    if a.marker.value >= MONEY_SUBUNIT:
        take_subunits(&s.text, &a)
        if a.low.sub_digits:
            a.marker.power = 0
        take_scale(&s.text, &a.low, &a.stop)
    else:
        if not a.canonical:
            take_scale(&s.text, &a.low, &a.stop)
        take_subunits(&s.text, &a)
        if not a.low.sub_digits:
            for tail in range(3):
                on = a.stop
                take_tail(&s.text, &a)
                if a.stop == on:
                    break
                take_scale(&s.text, &a.low, &a.stop)
            on = marker.core_stop
    if not is_money(&s.text, &a):
        return on
    if not range_before(&s.text, &a) and not (joined_later(&s.text, &a)):
        range_after(&s.text, &a)
    joined = join_last(s, &a)
    if emit(s, &a, joined) < 0:
        return -1
    s.text.floor = a.stop
    return a.stop if a.stop > on else on


cdef inline bint joined_later(MoneyText *text, const Amount *a) noexcept nogil:
    """Whether a marker stands before the next number, so that the range is found there."""
    cdef Py_ssize_t next
    cdef Marker other
    if joint_after(text, a.stop, &next) == NO_JOINT:
        return True
    return marker_at(text, next, &other) and not is_digit_at(text.p, next, text.n)
