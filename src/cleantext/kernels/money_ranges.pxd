"""Ranges: a number without a marker before or after an amount, and two amounts that are the ends of one."""
from libc.string cimport memchr, memcmp

from .lexicon cimport LexiconEntry
from .money_amounts cimport *
from .money_beside cimport *
from .money_change cimport tells_change
from .money_grammar cimport *
from .money_joints cimport *
from .money_language cimport *
from .money_markers cimport *
from .money_nations cimport *
from .money_sides cimport *
from .money_tables cimport *
from .money_tokens cimport *
from .numbers cimport *
from .numbers_value cimport approximate
from .numbers_words cimport *


cdef enum:
    FAR = 2048                  # bytes; a joint and the three units of a rate before it are not as long


cdef inline void share_scale(const unsigned char *p, NumberValue *low, const NumberValue *high) noexcept nogil:
    """ "5-7 million": the magnitude holds for both, unless the lower number is the larger one without it."""
    cdef NumberValue bare = high[0]
    bare.exponent -= bare.scale
    if not low.scale and high.scale and not low.sub_digits and (not high.written or approximate(p, low, 0) < approximate(p, &bare, 0)) \
            and (high.written or approximate(p, low, 0) < 1000.0):
        low.exponent += high.scale
        low.scale = high.scale


cdef inline bint is_far(const unsigned char *p, const NumberValue *low, const NumberValue *high) noexcept nogil:
    """Whether the second of two amounts is several times the first, as a price is of its change."""
    return approximate(p, high, 0) > 3.0 * approximate(p, low, 0)


cdef inline bint numbers_a_thing(MoneyText *text, const NumberValue *low, const NumberValue *high) noexcept nogil:
    """Whether the plain number before a dash is part of a name, and no lower end: "iPhone 15 - 799 €", "Teil 2 - 49,99 €", but "von 15 - 200 €"."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t i = gap_before(p, low.start, text.floor, False)
    cdef Py_ssize_t start
    cdef double ratio
    if not low.written or low.scale or low.numeral.decimals or low.numeral.grouped or not high.written:
        return False
    ratio = approximate(p, high, 0) / (approximate(p, low, 0) + 0.01)
    if i <= text.floor or not is_letter(point_before(p, i).code):
        return ratio > 30 and p[high.numeral.stop - 1] != 48
    start = word_start(p, i, text.floor)
    if i < low.start and (between_before(p, low.start) or find_word(&money_stopwords, p, start, i) != NULL):
        return False
    return ratio > 10 or high.numeral.decimals > 0


cdef inline bint range_before(MoneyText *text, Amount *a) noexcept nogil:
    """A number without a marker that a dash or "to" joins to this one: "10-20 dollars", "zwischen 10 und 15 Cent"."""
    cdef NumberValue low
    cdef Py_ssize_t stop
    cdef int joint
    if a.before or a.low.negative and a.low.start != a.low.numeral.start and text.p[a.low.start] != 45:
        return False
    joint = joint_before(text, a.low.numeral.start if a.low.written else a.start, &stop)
    if joint == NO_JOINT or joint == LOOSE_DASH or not number_before(text, stop, &low) or low.article:
        return False
    if low.stop != stop and not (joint == TO and low.stop + 1 == stop):
        return False
    if low.negative:
        return False
    if joint == AND and not between_before(text.p, low.start):
        return False
    if low.written and low.numeral.whole == 4 and not low.numeral.grouped and joint == SPACED_DASH and a.low.numeral.whole < 4:
        return False
    join_thousands(text, &low, a.marker.currency)
    if low.letters and low.scale == a.marker.power:
        low.exponent -= low.scale                   # "45k-55k€"
        low.scale = 0
    share_scale(text.p, &low, &a.low)
    if (joint == TO or joint == AND) and tells_change(text.p, text.n, low.start, a.stop, is_far(text.p, &low, &a.low)):
        return False
    if joint == SPACED_DASH and numbers_a_thing(text, &low, &a.low):
        return False
    a.low.negative = False
    if approximate(text.p, &low, 0) >= approximate(text.p, &a.low, 0):
        return False
    a.joint = low.stop
    a.joint_stop = a.low.start
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
    if p[at] == 37 or p[at] == 58 or is_digit_at(p, at, text.n) or p[at] == 45 and is_letter_at(p, at + 1, text.n):
        return False                                # "£60 – 90-minute session"
    end = word_end(p, at, text.n)
    if end == at:
        return p[at] != 36 or at > i
    if at == i:
        return False
    entry = find_word(&money_words, p, at, end)
    return (entry != NULL and (number_kind(entry, MONEY_PER) or number_kind(entry, MONEY_UNIT) and is_adverb(p, at, end))) \
        or (end - at == 1 and 65 <= p[at] <= 90)


cdef inline bint is_other_number(MoneyText *text, Py_ssize_t stop) noexcept nogil:
    """Whether what stands right after a number makes it a percentage, a fraction or a code: "5%", "1/2", "555-1234"."""
    if stop >= text.n or text.p[stop] == 37:
        return stop < text.n
    return (text.p[stop] == 47 or text.p[stop] == 45) and is_digit_at(text.p, stop + 1, text.n)


cdef inline bint is_round(MoneyText *text, const NumberValue *low, const NumberValue *high) noexcept nogil:
    """Whether two numbers are round hundreds, and a small word of some language follows: "INR 1000 – 3000 for a meal", not "$500 – 700 people"."""
    cdef Py_ssize_t i = low.numeral.stop, j = high.numeral.stop
    cdef Py_ssize_t at = gap_after(text.p, j, text.n, False)
    if not low.written or low.scale or low.numeral.decimals or high.numeral.decimals or low.numeral.whole < 3 or high.numeral.whole > low.numeral.whole + 1:
        return False
    return (text.p[i - 1] == 48 and text.p[i - 2] == 48 and text.p[j - 1] == 48 and text.p[j - 2] == 48
            and find_word(&money_stopwords, text.p, at, word_end(text.p, at, text.n)) != NULL)


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
    if not number_after(text, next, True, is_indian(&a.marker), False, a.canonical, &high) or not high.written:
        return False
    join_thousands(text, &high, a.marker.currency)
    end = gap_after(text.p, high.stop, text.n, True)
    share_scale(text.p, &low, &high)
    if approximate(text.p, &low, 0) >= approximate(text.p, &high, 0) or low.negative:
        return False
    if surely:
        pass
    elif marker_at(text, end, &other):
        if other.flags & MONEY_SYMBOL and joint != TIGHT_DASH and right_follows(text, &other) \
                or joint == TO and tells_change(text.p, text.n, a.start, other.stop, is_far(text.p, &low, &high)):
            return False                            # "rose 5 euros to 84 euros"
        resolve(text, &other)
        if not same_money(&a.marker, &other):
            return False
        a.marker.currency = other.currency if other.certain else a.marker.currency
        a.marker.certain = a.marker.certain or other.certain
        high.stop = other.stop
        take_scale(text, &high, &high.stop)
        low = a.low
        share_scale(text.p, &low, &high)
    elif joint != TIGHT_DASH and not high.scale and not ends_plainly(text, high.stop) and not (joint == SPACED_DASH and is_round(text, &low, &high)):
        return False
    elif joint == TIGHT_DASH and text.p[a.stop] == 45 and is_letter_at(text.p, high.stop, text.n) and text.p[high.stop] < 0xD6:
        return False
    elif joint == TIGHT_DASH and is_other_number(text, high.stop):
        return False
    a.joint = a.stop
    a.joint_stop = next
    a.low = low
    a.high = high
    a.range = True
    a.stop = high.stop
    return True


cdef inline bint right_follows(MoneyText *text, Marker *m) noexcept nogil:
    cdef NumberValue number
    return right_number(text, m, &number)


cdef inline Py_ssize_t rate_end(MoneyText *text, Py_ssize_t stop) noexcept nogil:
    """Append to the list's digits what an amount that ends at `stop` is for; where that, or a sign for "and more", ends."""
    cdef Py_ssize_t end = put_rate(&text.found.digits, text.p, stop, text.n)
    return end + (end == stop < text.n and text.p[stop] == 43)      # "$1M+ to $5M"


cdef inline bint may_join(const MoneyState *s, const Amount *a) noexcept nogil:
    """Whether a joint may end where an amount starts: after a space, a dash, or letters beyond ASCII, in the line of the amount before."""
    cdef const unsigned char *p = s.text.p
    cdef unsigned char before = p[a.start - 1] if a.start > 0 else 0
    cdef Py_ssize_t apart = a.start - s.last.stop
    if before < 0x80 and before != 32 and before != 45 and before != 126 and p[a.start] != 45:
        return False
    return apart <= 0 or apart < FAR and memchr(p + s.last.stop, 10, apart) == NULL


cdef inline bint join_last(MoneyState *s, Amount *a) noexcept nogil:
    """Make one range of the mention before and this one: "$20/month to $45/month", "from 10 dollars to 20 dollars"."""
    cdef const unsigned char *p = s.text.p
    cdef Amount *last = &s.last
    cdef NumberValue low, high
    cdef Py_ssize_t size, next = 0
    cdef int joint
    if not s.has_last or last.range or a.range or last.low.negative or a.low.negative or not may_join(s, a):
        return False
    if s.last_end < 0:
        size = s.text.found.digits.size
        s.last_end = rate_end(&s.text, last.stop)
        s.text.found.digits.size = size
    if a.start - s.last_end > 24:
        return False
    joint = joint_after(&s.text, s.last_end, &next)
    if joint == NO_JOINT or (next != a.start and not (next == a.start + 1 and p[a.start] == 45)):
        return False
    if joint == SPACED_DASH and memcmp(p + gap_after(p, s.last_end, s.text.n, False), b"\xE2\x80\x94", 3) == 0:
        return False                                # between two whole amounts a dash as long as this parts clauses
    if joint == AND and not between_before(p, last.start):
        return False
    if last.marker.currency != a.marker.currency and not same_money(&last.marker, &a.marker):
        return False
    low = last.low
    high = a.low
    low.exponent += last.marker.power               # "50 cents to $1"
    high.exponent += a.marker.power
    share_scale(p, &low, &high)
    if approximate(p, &low, 0) >= approximate(p, &high, 0) or (joint == TO and tells_change(p, s.text.n, last.start, a.stop, is_far(p, &low, &high))):
        return False
    a.high = high
    a.marker.power = 0
    a.low = low
    a.range = True
    a.joint = last.stop
    a.joint_stop = a.start
    a.start = last.start
    if last.marker.certain and not a.marker.certain:
        a.marker.currency = last.marker.currency
        a.marker.certain = True
    return True
