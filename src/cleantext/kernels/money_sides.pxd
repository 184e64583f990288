"""Which number belongs to a marker: the one before it or the one after it."""
from libc.string cimport memcmp

from .money_amounts cimport *
from .money_grammar cimport *
from .money_language cimport *
from .money_markers cimport *
from .money_nations cimport *
from .money_tables cimport *
from .money_tokens cimport *
from .numbers cimport *
from .numbers_words cimport *
from .utf8 cimport Point, point_at, point_before


cdef enum:
    FAR_LEFT = 1024             # bytes; the number before a marker is not as long
    IN_TURN = 8                 # signs and numbers in turn that are followed


cdef inline bint is_dash_for_zero(MoneyText *text, const Marker *m, Py_ssize_t point) noexcept nogil:
    """Whether the dash before the point at p[point] stands for no francs or euros: "Fr. -.50", "-.99 €"."""
    return (text.p[point] == 46 and (m.value == MONEY_CURRENCY_CHF or m.value == MONEY_CURRENCY_EUR)
            and digits_from(text.p, point + 1, text.n).digits == 2)


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
    if at < text.n and p[at] == 40 and m.flags & MONEY_SYMBOL and is_digit_at(p, at + 1 + (at + 1 < text.n and p[at + 1] == 46), text.n):
        bracket[0] = negative[0] = True
        return at + 1
    if at < text.n and (p[at] == 45 or (at + 2 < text.n and p[at] == 0xE2 and p[at + 1] == 0x88 and p[at + 2] == 0x92)):
        i = at + point_at(p, at, text.n).size
        if (m.flags & MONEY_SYMBOL or at > m.stop) and (is_digit_at(p, i, text.n) or (i + 1 < text.n and p[i] == 46 and is_digit_at(p, i + 1,
                                                                                                                                    text.n))):
            negative[0] = not is_dash_for_zero(text, m, i)
            return i
    return at


cdef inline bint is_canonical(MoneyText *text, const Marker *m, Py_ssize_t i) noexcept nogil:
    """Whether the number at i is one space after a code: "EUR 5", the form that is handed out."""
    return (m.flags & MONEY_CODE) != 0 and m.stop < text.n and text.p[m.stop] == 32 and (i == m.stop + 1 or text.p[m.stop + 1] == 45)


cdef inline bint is_indian(const Marker *m) noexcept nogil:
    """Whether "L" and "Cr" are magnitudes beside it."""
    return m.value == MONEY_FAMILY_RUPEE or m.value == MONEY_CURRENCY_INR


cdef inline bint is_measured(MoneyText *text, Py_ssize_t i) noexcept nogil:
    """Whether a unit stands at p[i], glued to the number that ends there or after a space: 100ml, 100 ml, 256GB."""
    cdef Py_ssize_t at = gap_after(text.p, i, text.n, False)
    cdef Py_ssize_t size = word_end(text.p, at, text.n) - at
    cdef unsigned char first, last
    if at == i or size not in (1, 2):
        return size > 0 and at == i
    first = text.p[at] | 0x20
    last = text.p[at + size - 1] | 0x20
    if size == 1:
        return first == c"g" or first == c"l"
    return (last == c"l" and first in (c"m", c"c", c"d") or last == c"g" and first in (c"k", c"m") or last == c"b" and first in (c"g", c"t", c"m", c"l")
            or last == c"m" and first in (c"m", c"c") or last == c"z" and first == c"o")


cdef inline bint is_percentage(const MoneyText *text, Py_ssize_t stop) noexcept nogil:
    cdef Py_ssize_t i = gap_after(text.p, stop, text.n, False)
    return i < text.n and text.p[i] == 37


cdef inline bint same_sign(const MoneyText *text, const Marker *a, const Marker *b) noexcept nogil:
    return b.core_stop - b.core == a.core_stop - a.core and memcmp(text.p + b.core, text.p + a.core, a.core_stop - a.core) == 0


cdef inline bint ends_in_number(MoneyText *text, const Marker *first) noexcept nogil:
    """Whether signs and numbers in turn, from this sign on, end in a number, so that each sign belongs to the number after it."""
    cdef Marker m = first[0]
    cdef Marker next
    cdef NumberValue number
    cdef int _
    for _ in range(IN_TURN):
        if not right_number(text, &m, &number) or is_percentage(text, number.stop):
            return False
        if not marker_at(text, gap_after(text.p, number.stop, text.n, True), &next) or not same_sign(text, first, &next):
            break
        m = next
    return True


cdef inline bint counts_a_thing(MoneyText *text, const NumberValue *value) noexcept nogil:
    """Whether a plain number stands before a noun: "39 € 5 Stück"."""
    cdef Py_ssize_t i = gap_after(text.p, value.stop, text.n, False)
    cdef Py_ssize_t end = word_end(text.p, i, text.n)
    cdef const LexiconEntry *entry
    if not value.written or value.scale or value.numeral.decimals or value.numeral.grouped or i == value.stop or end < i + 2:
        return False
    entry = find_word(&money_words, text.p, i, end)
    return find_word(&money_stopwords, text.p, i, end) == NULL and (entry == NULL or number_kind(entry, MONEY_UNIT))


cdef inline void take_letter(MoneyText *text, NumberValue *value, bint indian) noexcept nogil:
    """A magnitude right behind an accounting bracket: "$(3.1)m"."""
    cdef const MoneyWordSense *sense
    cdef Py_ssize_t end = word_end(text.p, value.stop, text.n)
    cdef const LexiconEntry *entry = find_word(&money_words, text.p, value.stop, end) if end > value.stop and not value.scale else NULL
    sense = number_sense(entry, MONEY_LANGUAGE_EN) if entry != NULL and is_glued_scale(text, entry, value.stop, end, indian) else NULL
    if sense != NULL and sense.kind == MONEY_SCALE and sense.value >= 3:
        value.exponent += sense.value
        value.scale = sense.value
        value.stop = end


cdef inline bint belongs_to_next(MoneyText *text, const Marker *m, const NumberValue *value) noexcept nogil:
    """Whether the number after a name is that of the other currency's sign or name behind it: "kurs euro 4,32 zł"."""
    cdef Marker other
    cdef NumberValue number
    if text.p[m.core] >= 0xE3 or not marker_at(text, gap_after(text.p, value.stop, text.n, True), &other) or other.value >= MONEY_SUBUNIT \
            or other.flags & MONEY_CODE or other.flags & MONEY_WEAK and value.numeral.decimals != 2 or m.value >= MONEY_FAMILY:
        return False
    resolve(text, &other)
    return other.currency >= 0 and other.currency != m.value and not (other.flags & MONEY_BEFORE and right_number(text, &other, &number))


cdef inline void take_magnitude_before(MoneyText *text, Amount *a) noexcept nogil:
    """A magnitude before the marker: "Mio. EUR 12,3"."""
    cdef Py_ssize_t stop = a.start - 1
    cdef Py_ssize_t start
    cdef const LexiconEntry *entry
    cdef const MoneyWordSense *sense
    if stop <= text.floor + 2 or text.p[stop] != 32 or text.p[stop - 1] != 46 and (text.p[stop - 3] | 0x20) != 109 or not a.low.written or a.low.scale or a.low.numeral.whole > 3 and not a.low.numeral.grouped:
        return
    start = word_start(text.p, stop - (text.p[stop - 1] == 46), text.floor)
    if not 2 < stop - start < 6 or (text.p[start] | 0x20) != 109:
        return
    entry = find_word(&money_words, text.p, start, stop - (text.p[stop - 1] == 46))
    sense = number_sense(entry, MONEY_LANGUAGE_DE) if entry != NULL else NULL
    if sense != NULL and sense.kind == MONEY_SCALE and sense.value >= 6 and not sense.flags & MONEY_GLUED:
        a.low.exponent += sense.value
        a.low.scale = sense.value
        a.start = start


cdef inline bint right_number(MoneyText *text, Marker *m, NumberValue *out) noexcept nogil:
    cdef bint negative, bracket
    cdef Py_ssize_t i = number_place(text, m, &negative, &bracket)
    cdef bint asian
    out.found = False
    if i >= text.n or (i == m.stop and is_letter_at(text.p, m.core_stop - 1, text.n) and is_letter_at(text.p, i, text.n)
                       and not is_unspaced(point_at(text.p, i, text.n).code)):
        return False
    asian = text.p[m.core] >= 0xE3
    if not number_after(text, i, True, is_indian(m), asian or (m.flags & MONEY_CODE) != 0, is_canonical(text, m, i), out):
        return False
    if not out.written and not asian and out.scale < 2 and not is_digit_at(text.p, out.start, text.n):
        out.found = False                           # "CAD to", "USD five": not without a magnitude
        return False
    if out.written and out.numeral.decimals > 3 and text.p[out.numeral.point] == 44 and 0 <= sign_of(m) <= 1 \
            and (not text.told or style_at(text, i) == POINT_DECIMAL):
        out.found = False                           # "$1,0006": a typing error, or the number of a note
        return False
    if bracket:
        if out.stop >= text.n or text.p[out.stop] != 41 or i > m.stop + 1 and not (out.written and (out.numeral.grouped or out.numeral.decimals
                                                                                                    or out.numeral.whole == 3)):
            out.found = False                       # "in $ (2019)"
            return False
        out.stop += 1
        take_letter(text, out, is_indian(m))
    if out.written and out.numeral.spaced and not out.numeral.decimals and m.flags & MONEY_SYMBOL and out.numeral.whole < 7 \
            and text.p[digits_from(text.p, out.numeral.start, text.n).stop] == 32 \
            and (is_measured(text, out.stop) or language_at(text, i) == MONEY_LANGUAGE_EN):
        out.numeral.stop = out.stop = digits_from(text.p, out.numeral.start, text.n).stop   # "$50 200 people"
        out.numeral.grouped = out.numeral.spaced = False
        out.numeral.whole = digits_from(text.p, out.numeral.start, text.n).digits
        out.exponent = out.scale = 0
    if out.written and out.scale >= 6 and out.numeral.unsure and sign_of(m) in (0, 1) and m.flags & MONEY_SYMBOL \
            and text.p[digits_from(text.p, out.numeral.start, text.n).stop] == 46 and told_or_guessed(text, i) == 0:
        part_decimals(text.p, &out.numeral)         # "$1.249M"
    if out.stop < text.n and (text.p[out.stop] == 44 or text.p[out.stop] == 46) and out.written and not out.scale and not out.numeral.decimals and not bracket:
        out.stop = after_dash(text.p, out.stop, text.n)
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
        if same_sign(text, m, &other):
            if apart_right and not apart_left:
                return False                        # "6.50€ 12.50€"
            if apart_right:
                return ends_in_number(text, &other)
            if not apart_left and after == right.stop:
                return False                        # "199€149€"
            if apart_left and after > right.stop:   # "199 €149 €"
                return right_number(text, &other, &number) and number.start == other.stop
    if not right.written and text.p[right.start] < 0xE0:
        return False                                # "1500 AUD to": no number, perhaps
    if left.article or (not left.written and is_canonical(text, m, right.start)):
        return True
    if apart_left != apart_right:
        return apart_left
    if apart_left and m.flags & MONEY_SYMBOL and text.p[m.core] >= 0xE2 and counts_a_thing(text, right):
        return False
    return (m.flags & (MONEY_SYMBOL | MONEY_CODE)) != 0


cdef inline bint doubled(const unsigned char *p, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t n) noexcept nogil:
    """Whether the sign p[start:stop] stands twice."""
    cdef Py_ssize_t size = stop - start
    return (stop + size <= n and memcmp(p + stop, p + start, size) == 0) or (start >= size and memcmp(p + start - size, p + start, size) == 0)


cdef inline bint joins_cents(const Marker *m, const NumberValue *left, const NumberValue *right) noexcept nogil:
    """Whether the numbers on both sides of a sign may be a whole amount and its cents."""
    return (m.flags & MONEY_SYMBOL and left.written and right.written and not left.scale and not right.scale and not left.numeral.decimals
            and not right.numeral.decimals and right.numeral.whole == 2 and not right.negative)


cdef inline bint is_point(const Marker *m, const NumberValue *left, const NumberValue *right) noexcept nogil:
    """Whether a sign stands where the decimal point would: "15€50"."""
    return left.stop == m.start and right.start == m.stop and joins_cents(m, left, right)


cdef inline bint is_french_point(MoneyText *text, const Marker *m, const NumberValue *left, const NumberValue *right) noexcept nogil:
    """The same with spaces, in French: "12 € 50 le kilo", not "12 € 50 ml"."""
    cdef Py_ssize_t i, end
    if m.value != MONEY_CURRENCY_EUR or gap_after(text.p, left.stop, text.n, False) != m.start or gap_after(text.p, m.stop, text.n, False) != right.start \
            or not joins_cents(m, left, right) or language_at(text, m.start) != MONEY_LANGUAGE_FR:
        return False
    i = gap_after(text.p, right.stop, text.n, False)
    end = word_end(text.p, i, text.n)
    if end > i:
        return i > right.stop and find_word(&money_stopwords, text.p, i, end) != NULL
    return i >= text.n or text.p[i] == 10 or text.p[i] == 46 or text.p[i] == 44 or text.p[i] == 41


cdef inline bint is_capital_letter(MoneyText *text, const Marker *m) noexcept nogil:
    """ "R" and "Q", which only stand before a number."""
    return m.core_stop - m.core == 1 and 65 <= text.p[m.core] <= 90 and not m.flags & MONEY_SYMBOL


cdef inline bint left_number(MoneyText *text, const Marker *m, NumberValue *out, bint *unsure) noexcept nogil:
    """The number before a marker. What "to" or "a" before "$5" says depends on the language, which takes long to guess, and in the end does not
    matter: `unsure` is set where it was not guessed, only marked, and the number is to be read once more if it counts."""
    cdef bint found
    unsure[0] = False
    if is_capital_letter(text, m):
        return False
    if not m.flags & (MONEY_SYMBOL | MONEY_CODE) or m.start < FAR_LEFT or text.p[m.start - 1] != 32 \
            or (m.start - FAR_LEFT) // BLOCK != m.start // BLOCK:
        return number_before(text, m.start, out)
    text.asking = True
    found = number_before(text, m.start, out)
    text.asking = False
    unsure[0] = text.missing
    text.missing = False
    return found


cdef inline bint right_counts(MoneyText *text, const NumberValue *right) noexcept nogil:
    """Whether the number after a sign or code is its own, whatever stands before: it is written, and no marker follows it."""
    cdef Marker other
    return right.written and not marker_at(text, gap_after(text.p, right.stop, text.n, True), &other)


cdef inline bint choose_number(MoneyText *text, Amount *a) noexcept nogil:
    """Find the number of the marker, before or after it."""
    cdef NumberValue left, right
    cdef Marker *m = &a.marker
    cdef bint has_left, unsure, has_right = False
    letters_beside(text, m)
    text.hint = 0 if is_english(text, m) else MONEY_LANGUAGE_ES
    if m.flags & MONEY_SYMBOL and doubled(text.p, m.core, m.core_stop, text.n):
        return False                                # "$$$"
    has_left = left_number(text, m, &left, &unsure)
    if (m.value < MONEY_SUBUNIT or m.value == MONEY_SUBUNIT and m.core_stop - m.core > 3) and not m.flags & (MONEY_SYMBOL | MONEY_CODE):
        if not has_left and nation_before(text, m):
            has_left = number_before(text, m.start, &left)
        elif m.value < MONEY_SUBUNIT and (has_left or m.flags & MONEY_BEFORE):
            nation_after(text, m, m.stop)
    if m.flags & MONEY_BEFORE:
        has_right = right_number(text, m, &right)
        if not has_right and not has_left and m.flags & MONEY_SYMBOL and m.stop + 1 < text.n and text.p[m.stop] == 46 and text.p[m.stop + 1] == 32:
            m.stop += 1                             # "€. 12.500,00"
            has_right = right_number(text, m, &right) and right.written and (right.numeral.grouped or right.numeral.decimals == 2)
            m.stop -= not has_right
    if has_right and has_left and right.written and is_percentage(text, right.stop):
        has_right = False                           # "39 € 20 % Rabatt"
    if unsure:
        has_left = not (has_right and right_counts(text, &right)) and number_before(text, m.start, &left)
    a.canonical = False
    if has_left and has_right and (is_point(m, &left, &right) or is_french_point(text, m, &left, &right)):
        a.low = left
        a.low.sub = numeral_value(text.p, &right.numeral)
        a.low.sub_digits = 2
        a.before = False
        a.start = left.start
        a.stop = right.stop
        return True
    if has_right and not has_left and not m.flags & (MONEY_SYMBOL | MONEY_CODE) and belongs_to_next(text, m, &right):
        return False
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
        if not has_left:
            take_magnitude_before(text, a)
        return True
    if not has_left:
        return False
    if left.negative and left.written and left.numeral.point == left.numeral.start and is_dash_for_zero(text, m, left.numeral.point):
        left.negative = False
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
