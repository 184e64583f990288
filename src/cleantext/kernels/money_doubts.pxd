"""What looks like an amount of money and is none."""
from .lexicon cimport LexiconEntry
from .money_beside cimport sense_value
from .money_grammar cimport *
from .money_language cimport *
from .money_markers cimport *
from .money_tables cimport *
from .money_tokens cimport *
from .numbers cimport *
from .numbers_words cimport *
from .utf8 cimport point_at


cdef inline bint looks_like_price(const NumberValue *value) noexcept nogil:
    """Grouping, two decimals or a magnitude: more than a plain number."""
    if value.scale >= 3:
        return True
    return value.written and ((value.numeral.grouped and not value.numeral.spaced) or value.numeral.decimals >= 2)


cdef inline bint stands_alone(MoneyText *text, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Whether an amount is all that is on its line, but for spaces and punctuation."""
    cdef Py_ssize_t i = start
    cdef Py_ssize_t end = stop
    while i > 0 and text.p[i - 1] != 10 and start - i < 8:
        i -= 1
        if text.p[i] >= 0x80 or is_letter_at(text.p, i, text.n) or is_digit_at(text.p, i, text.n):
            return False
    while end < text.n and text.p[end] != 10 and end - stop < 8:
        if text.p[end] >= 0x80 or is_letter_at(text.p, end, text.n) or is_digit_at(text.p, end, text.n):
            return False
        end += 1
    return (i == 0 or text.p[i - 1] == 10) and (end == text.n or text.p[end] == 10)


cdef inline bint price_before(const unsigned char *p, Py_ssize_t start) noexcept nogil:
    """Whether one of the few words before is about paying."""
    cdef int _
    cdef Py_ssize_t i = start
    cdef Py_ssize_t at
    for _ in range(5):
        i = gap_before(p, i, 0, False)
        at = word_start(p, i, 0)
        if at == i:
            return False
        if sense_value(find_word(&money_words, p, at, i), MONEY_PRICE) >= 0:
            return True
        i = at
    return False


cdef inline bint is_hundred(MoneyText *text, const Marker *m) noexcept nogil:
    """Whether a subunit's word is a number here: "deux cent euros", "trois cents mille francs"."""
    cdef NumberToken token
    cdef Marker other
    cdef Py_ssize_t i = gap_after(text.p, m.stop, text.n, True)
    cdef const LexiconEntry *entry
    if m.value < MONEY_SUBUNIT or i == m.stop or i >= text.n:
        return False
    entry = find_word(&money_words, text.p, m.core, m.core_stop)
    if entry == NULL or number_sense(entry, language_at(text, i)) == NULL:
        return False
    if marker_at(text, i, &other) or (i + 2 < text.n and text.p[i] == 100 and (text.p[i + 1] == 39 or text.p[i + 1] == 0xE2)):
        return True
    return word_tokens(text, i, word_end(text.p, i, text.n), &token, 1) == 1 and (number_kind(token.entry, MONEY_NUMBER)
                                                                                  or number_kind(token.entry, MONEY_SCALE))


cdef inline bint is_musician(MoneyText *text, const Amount *a) noexcept nogil:
    """50 Cent."""
    cdef const unsigned char *p = text.p + a.marker.core
    if a.marker.value != MONEY_SUBUNIT or not a.low.written or a.low.numeral.whole != 2 or a.marker.core_stop - a.marker.core != 4 or p[0] != 67:
        return False
    p = text.p + a.low.numeral.start
    return p[0] == 53 and p[1] == 48 and language_at(text, a.start) == MONEY_LANGUAGE_EN


cdef inline bint is_money(MoneyText *text, const Amount *a) noexcept nogil:
    """Whether marker and number together are an amount, not "200 pounds", "Euro 6", "ALL 5", "a dollar store"."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t i = a.stop
    cdef Py_ssize_t at
    cdef const LexiconEntry *entry
    cdef bint price = looks_like_price(&a.low) or (a.low.sub_digits > 0 and (a.low.written or a.low.mantissa > 0 or a.low.sub_digits > 1))
    if a.before and i < text.n:
        i = gap_after(p, i, text.n, False)
        if i < text.n and p[i] == 37 and not price:
            return False
    if (a.marker.flags & MONEY_WORDY and not price) or is_hundred(text, &a.marker):
        return False
    if a.marker.flags & MONEY_WEAK and not price and not (a.marker.certain and a.marker.start < a.marker.core) and a.marker.core == a.marker.start:
        if not stands_alone(text, a.start, a.stop) and not price_before(p, a.start):
            return False
    if a.before and not a.marker.flags & (MONEY_SYMBOL | MONEY_CODE) and a.marker.value == MONEY_CURRENCY_EUR and not price:
        if not a.low.written or a.low.numeral.whole < 2 or a.low.numeral.whole == 4 or p[a.marker.core] < 0x80 and not stands_alone(text,
                                                                                                                                    a.start, a.stop):
            return False                            # "Euro 6", "Euro 2024"
    if a.stop < text.n and a.stop == a.marker.stop and is_apostrophe(point_at(p, a.stop, text.n).code):
        at = a.stop + point_at(p, a.stop, text.n).size
        if at < text.n and p[at] == 116 and not is_letter_at(p, at + 1, text.n):
            return False                            # "5 won't"
    if not a.low.written and a.low.mantissa == 1 and a.low.exponent == 0 and not a.before:
        i = gap_after(p, a.marker.stop, text.n, True)
        entry = find_word(&money_words, p, i, word_end(p, i, text.n)) if i < text.n else NULL
        if entry != NULL and number_kind(entry, MONEY_NOUN):
            return False
    if is_musician(text, a):
        return stands_alone(text, a.start, a.stop)
    return True
