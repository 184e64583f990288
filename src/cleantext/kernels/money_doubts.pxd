"""What looks like an amount of money and is none."""
from .buffer cimport Buffer
from .lexicon cimport LexiconEntry
from .money_amounts cimport after_dash
from .money_beside cimport bound_before, kind_before, put_rate, sense_before, sense_value
from .money_change cimport change_before
from .money_grammar cimport *
from .money_joints cimport AND, NO_JOINT, joint_after
from .money_language cimport *
from .money_lookalikes cimport is_something_else
from .money_markers cimport *
from .money_tables cimport *
from .money_tokens cimport *
from .numbers cimport *
from .numbers_words cimport *
from .utf8 cimport point_at


cdef enum:
    NEAR = 150                  # bytes on either side where a sign tells that prices are meant


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
    return kind_before(p, start, MONEY_PRICE, 5, False)


cdef inline bint is_hundred(MoneyText *text, const Marker *m, int language) noexcept nogil:
    """Whether a subunit's word is a number after one of that language: "deux cent euros", "trois cents mille francs", "deux cents personnes"."""
    cdef NumberToken token
    cdef Marker other
    cdef Py_ssize_t i = gap_after(text.p, m.stop, text.n, True)
    cdef const LexiconEntry *entry
    if m.value < MONEY_SUBUNIT:
        return False
    if language == MONEY_LANGUAGE_FR and m.value == MONEY_SUBUNIT:
        return True                                 # the hundredth of a euro is a "centime"
    if i == m.stop or i >= text.n:
        return False
    entry = find_word(&money_words, text.p, m.core, m.core_stop)
    if entry == NULL or number_sense(entry, language_at(text, i)) == NULL:
        return False
    if marker_at(text, i, &other) or (i + 2 < text.n and text.p[i] == 100 and (text.p[i + 1] == 39 or text.p[i + 1] == 0xE2)):
        return True
    return word_tokens(text, i, word_end(text.p, i, text.n), &token, 1) == 1 and (number_kind(token.entry, MONEY_NUMBER)
                                                                                  or number_kind(token.entry, MONEY_SCALE))


cdef inline bint may_be_one(const Marker *m) noexcept nogil:
    """Whether "a" may count it: "a dollar", "a cent", not "a pound of", "a Bitcoin wallet"."""
    return m.value == MONEY_FAMILY_DOLLAR or m.value == MONEY_CURRENCY_EUR or m.value >= MONEY_SUBUNIT and not m.flags & MONEY_WEAK


cdef inline bint may_be_english(MoneyText *text, Py_ssize_t at) noexcept nogil:
    cdef int language = language_at(text, at)
    return language == 0 or language == MONEY_LANGUAGE_EN


cdef inline bint is_article(MoneyText *text, const Amount *a) noexcept nogil:
    """Whether the "a" before a name counts it: in English, or in a language that is not known before an English name; "a" is "and" and "to" in others, and
    "euro" is a word of all."""
    cdef const unsigned char *p = text.p + a.marker.core
    cdef Py_ssize_t size = a.marker.core_stop - a.marker.core
    cdef int language
    if a.marker.start - a.low.start != 2 or text.p[a.low.start] | 0x20 != 97:
        return True
    language = language_at(text, a.start)
    if language:
        return language == a.low.language
    return (size == 6 and p[5] == c"r" and p[1] == c"o" or size < 6 and not (size == 4 and p[3] == c"o") and p[size - 1] != c"s"
            or size == 4 and price_before(text.p, a.start))


cdef inline bint is_video_height(const unsigned char *p, const NumberValue *value) noexcept nogil:
    """ "1080p", "480p"."""
    cdef const unsigned short *height = money_video_heights
    cdef unsigned long long lines
    if not value.written or value.numeral.decimals or value.numeral.whole > 4:
        return False
    lines = numeral_value(p, &value.numeral)
    while height[0] and height[0] != lines:
        height += 1
    return height[0] != 0


cdef inline bint has_rate(MoneyText *text, Py_ssize_t stop) noexcept nogil:
    """Whether "per kilo", "each" or its like follows."""
    cdef Buffer *scratch = &text.found.digits
    cdef Py_ssize_t size = scratch.size
    cdef bint found = put_rate(scratch, text.p, stop, text.n) > stop
    scratch.size = size
    return found


cdef inline bint sign_near(MoneyText *text, const Amount *a, bint pounds) noexcept nogil:
    """Whether "£", or else "$" or "€", stands not far away."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t i = a.start - NEAR if a.start > NEAR else 0
    cdef Py_ssize_t stop = a.stop + NEAR if a.stop + NEAR < text.n else text.n
    while i + 2 < stop:
        if p[i] == 0xC2 and p[i + 1] == 0xA3 if pounds else p[i] == 36 or (p[i] == 0xE2 and p[i + 1] == 0x82 and p[i + 2] == 0xAC):
            return True
        i += 1
    return False


cdef inline int next_value(MoneyText *text, Py_ssize_t stop, int kind) noexcept nogil:
    """What the word after a place says of that kind, -1: nothing."""
    cdef Py_ssize_t i = gap_after(text.p, stop, text.n, False)
    return sense_value(find_word(&money_words, text.p, i, word_end(text.p, i, text.n)), kind) if i < text.n else -1


cdef inline bint in_letter_range(MoneyText *text, const Amount *a) noexcept nogil:
    """Whether a number with the same letter is joined to this one: "from 30p to 45p"."""
    cdef NumberValue other
    cdef Py_ssize_t next
    cdef unsigned char letter = text.p[a.marker.core]
    cdef int joint = joint_after(text, a.stop, &next)
    if joint != NO_JOINT and joint != AND and number_after(text, next, False, False, False, False, &other) and other.stop < text.n:
        return text.p[other.stop] == letter and not is_letter_at(text.p, other.stop + 1, text.n) and not is_video_height(text.p, &other)
    return text.floor > 0 and text.p[text.floor - 1] == letter and joint_after(text, text.floor, &next) != NO_JOINT and next == a.start


cdef inline bint letter_is_money(MoneyText *text, const Amount *a) noexcept nogil:
    """Whether one letter after a number is a subunit: "65p each", "only 99p", "rose 3p to 21p", "£2, 50p"; not "1080p", "24p", "at 20c"."""
    cdef const NumberValue *low = &a.low
    cdef bint pence = (text.p[a.marker.core] | 0x20) == 112
    cdef Py_ssize_t at
    if pence and a.stop + 1 < text.n and text.p[a.stop] == 46 and (text.p[a.stop + 1] | 0x20) == 109:
        return False                                # "prices at 4 p.m."
    if low.scale or not low.written or a.start > 0 and text.p[a.start - 1] == 45 or a.stop + 1 < text.n and text.p[a.stop] == 45 and text.p[a.stop + 1] > 32:
        return False                                # "7-9c-6f"
    if has_rate(text, a.stop) or next_value(text, a.stop, MONEY_PER) == 2:
        return True
    if pence and is_video_height(text.p, low):
        return False
    if in_letter_range(text, a):
        return True
    if price_before(text.p, a.start) or pence and (change_before(text.p, a.start) or next_value(text, a.stop, MONEY_CHANGE) >= 0):
        return True
    if low.numeral.whole > 3 or low.numeral.grouped:
        return False
    return (stands_alone(text, a.start, a.stop) or sign_near(text, a, pence) or pence and low.numeral.decimals > 0 and may_be_english(text, a.start)
            or sense_before(text.p, a.start, MONEY_MERELY, &at) >= 0 or bound_before(text.p, a.start) != 0)


cdef inline bint is_letter_subunit(const Amount *a) noexcept nogil:
    """ "p", "c": one ASCII letter after the number."""
    return a.marker.core_stop - a.marker.core == 1 and a.marker.value >= MONEY_SUBUNIT and not a.before


cdef inline bint is_weak(MoneyText *text, const Amount *a) noexcept nogil:
    """Whether an everyday word or a few letters stand with a number that could count anything: "200 pounds", "5mm soles"."""
    cdef const Marker *m = &a.marker
    cdef const NumberValue *low = &a.low
    if low.written and low.numeral.stop < text.n and text.p[low.numeral.stop] < 48 and after_dash(text.p, low.numeral.stop, text.n) > low.numeral.stop:
        return False                                # "20.- Fr."
    if not m.flags & MONEY_WEAK:                    # "rs232"
        return a.before and m.core_stop - m.core == 2 and low.start == m.core_stop and low.written and not low.scale and not low.numeral.decimals \
            and not low.numeral.grouped and 97 <= text.p[m.core] <= 122 and not m.flags & MONEY_CODE
    if (m.start < m.core or m.stop > m.core_stop) and m.certain or low.sub_digits and (low.written or low.mantissa or low.sub_digits > 1):
        return False
    if (low.scale >= 6 or low.scale >= 3 and low.language and low.language != MONEY_LANGUAGE_EN) and not (low.letters and not a.before):
        return False                                # "15 mil reais"
    if not looks_like_price(low):
        return True
    return not a.before and (low.letters or low.written and low.numeral.decimals < 2 and may_be_english(text, a.start))


cdef inline bint at_home(MoneyText *text, const Amount *a) noexcept nogil:
    """Whether the text speaks the language in which the word is the currency's own: "1299 kr" in Swedish, "50 reais" in Portuguese."""
    cdef int language = language_at(text, a.start)
    cdef const MoneyDefault *own = money_defaults
    if language == 0 or a.low.letters:
        return False
    if a.marker.home == language:
        return True
    while 0 <= own.value <= a.marker.value:         # they are in this order
        if own.value == a.marker.value and own.language == language:
            return own.value < MONEY_SUBUNIT
        own += 1
    return False


cdef inline bint is_model(const MoneyText *text, const Amount *a) noexcept nogil:
    """Whether two capitals and a plain number are more likely a product's name: "KR161"."""
    return (a.before and a.marker.core_stop - a.marker.core == 2 and a.low.start == a.marker.core_stop and not looks_like_price(&a.low)
            and text.p[a.marker.core] <= 90 and text.p[a.marker.core + 1] <= 90)


cdef inline bint is_kr(const MoneyText *text, const Marker *m) noexcept nogil:
    return m.core_stop - m.core == 2 and (text.p[m.core] | 0x20) == c"k" and (text.p[m.core + 1] | 0x20) == c"r"


cdef inline bint is_counted(MoneyText *text, const Amount *a) noexcept nogil:
    """Whether what a marker in doubt stands with is more likely a count of something else."""
    if is_letter_subunit(a):
        return not a.low.sub_digits and not letter_is_money(text, a)
    if a.marker.value == MONEY_SUBUNIT and a.stop < text.n and text.p[a.stop] == 47 and has_rate(text, a.stop):
        return False                                # "32,5 ct/kWh"
    if a.marker.value == MONEY_CURRENCY_TRY and not a.before and (a.low.scale or a.low.numeral.whole > 1) and language_at(text, a.start) != MONEY_LANGUAGE_DE:
        return False                                # "150 TL": capitals are its usual form, but "1 TL Zimt" is a spoonful
    if is_kr(text, &a.marker) and not a.before and language_at(text, a.start) != MONEY_LANGUAGE_EN:
        return False
    if a.marker.flags & MONEY_TIGHT:                # "N80,000", "N1.2 billion", not "N = 1,200", "N5M"
        return (a.low.start != a.marker.core_stop or a.low.letters or not (a.low.scale or a.low.numeral.grouped)
                or a.start > 0 and text.p[a.start - 1] > 32 and text.p[a.start - 1] != c"(")
    if a.marker.value == MONEY_FAMILY_POUND and kind_before(text.p, a.start, MONEY_EARN, 5, False):
        return False                                # "won 500 pounds"
    return is_weak(text, a) and not (stands_alone(text, a.start, a.stop) and not is_model(text, a)) and not price_before(text.p, a.start) and not at_home(text, a)


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
        if i < text.n and p[i] == 37 and (not price or a.low.written and a.low.numeral.decimals > 2 and i == a.stop):
            return False                            # "$149.9930% OFF"
    if (a.marker.flags & MONEY_WORDY and not price) or (not a.low.written and is_hundred(text, &a.marker, a.low.language)):
        return False
    if is_counted(text, a) or is_something_else(text, a):
        return False
    if a.low.article and not (may_be_one(&a.marker) and is_article(text, a)):
        return False
    if a.before and not a.marker.flags & (MONEY_SYMBOL | MONEY_CODE) and a.marker.value == MONEY_CURRENCY_EUR and not a.marker.power and not price:
        if not a.low.written or a.low.numeral.whole < 2 or a.low.numeral.whole == 4 or p[a.marker.core] < 0x80 and not stands_alone(text,
                                                                                                                                    a.start, a.stop):
            return False                            # "Euro 6", "Euro 2024"
    if a.stop < text.n and a.stop == a.marker.stop and is_apostrophe(point_at(p, a.stop, text.n).code):
        at = a.stop + point_at(p, a.stop, text.n).size
        if at < text.n and p[at] == 116 and not is_letter_at(p, at + 1, text.n):
            return False                            # "5 won't"
    if not a.low.written and a.low.mantissa == 1 and a.low.exponent == 0 and not a.before:
        if a.stop == a.marker.stop and a.stop + 1 < text.n and p[a.stop] == 45 and is_letter_at(p, a.stop + 1, text.n):
            return False                            # "a penny-pincher", "a dollar-denominated bond"
        i = gap_after(p, a.marker.stop, text.n, True)
        entry = find_word(&money_words, p, i, word_end(p, i, text.n)) if i < text.n else NULL
        if number_kind(entry, MONEY_NOUN):
            return False
    if is_musician(text, a):
        return stands_alone(text, a.start, a.stop)
    return True
