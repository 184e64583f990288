"""From a currency marker to a mention: its number, subunits and range, what stands beside it, and the canonical amount."""
from .lexicon cimport LexiconEntry
from .money_amounts cimport *
from .money_beside cimport *
from .money_joints cimport is_dash
from .money_language cimport *
from .money_markers cimport *
from .money_nations cimport *
from .money_tables cimport *
from .money_tokens cimport *
from .numbers cimport *
from .numbers_reading cimport power_of_ten
from .numbers_words cimport *
from .utf8 cimport Point, point_at


cdef struct Amount:
    Marker marker
    NumberValue low
    NumberValue high
    bint range
    Py_ssize_t joint            # where the text that parts the ends of a range starts and stops
    Py_ssize_t joint_stop
    bint before                 # the marker stands before the number
    bint canonical              # ... is a code, and one space is between them
    int vague                   # the MoneyModifier of "多" between number and marker, of "+" between number and magnitude; 0: none
    Py_ssize_t start
    Py_ssize_t stop


cdef struct MoneyState:
    MoneyText text
    bint amounts_only
    bint has_last
    Amount last                 # the amount found last, and where it ends with its rate ("/month"); -1: not looked for yet
    Py_ssize_t last_end
    Py_ssize_t last_index


# ---- markers beside the number ---------------------------------------------------------------------------------------------------

cdef inline bint is_peso(const Marker *m) noexcept nogil:
    """Whether a marker is the word "peso", for which "$" stands where pesos are paid with: "$500 pesos"."""
    return m.value == MONEY_FAMILY_PESO


cdef inline bint in_family(int family, int currency) noexcept nogil:
    """Whether a currency is of a family: the dollars, the pesos."""
    cdef int k
    for k in range(money_family_first[family - MONEY_FAMILY], money_family_first[family - MONEY_FAMILY + 1]):
        if money_family_codes[k] == currency:
            return True
    return False


cdef inline bint same_money(const Marker *a, const Marker *b) noexcept nogil:
    """Whether two markers may speak of one amount: "$" and "USD", "CNY" and "元"."""
    cdef const Marker *shared = a if a.value >= MONEY_FAMILY else b
    cdef const Marker *other = b if a.value >= MONEY_FAMILY else a
    if a.value >= MONEY_SUBUNIT or b.value >= MONEY_SUBUNIT or a.power or b.power:
        return False
    if a.certain and b.certain:
        return a.currency == b.currency
    if shared.value < MONEY_FAMILY:
        return a.value == b.value or a.currency == b.currency
    if other.value == shared.value:
        return True
    if in_family(shared.value, other.currency if other.currency >= 0 else other.value):
        return True
    return sign_of(shared) == 0 and (other.currency == MONEY_CURRENCY_CNY or is_peso(other))


cdef inline bint marker_at(MoneyText *text, Py_ssize_t i, Marker *out) noexcept nogil:
    """A marker that starts at i, letters and nations taken in."""
    if i >= text.n or text.p[i] < 0x80 and not (text.p[i] == 36 or 97 <= (text.p[i] | 0x20) <= 122):
        return False
    if not match_marker(text, i, out):
        if 97 <= (text.p[i] | 0x20) <= 122:         # "US$", "C$"
            i = word_end(text.p, i, text.n)
            while i < text.n and text.p[i] == 46 and i + 1 < text.n and 97 <= (text.p[i + 1] | 0x20) <= 122:
                i = word_end(text.p, i + 1, text.n)
            if i < text.n and (text.p[i] == 36 or text.p[i] >= 0xC2) and match_marker(text, i, out) and out.flags & MONEY_SYMBOL:
                letters_beside(text, out)
                return out.start < out.core
        return False
    letters_beside(text, out)
    return True


cdef inline bint is_yuan_sign(const Marker *m) noexcept nogil:
    """ "元", which counts the dollars of other nations as well: "新台币300元"."""
    return m.value == MONEY_FAMILY_YUAN and m.core_stop - m.core == 3


cdef inline bint may_follow(const Amount *a, const Marker *tail) noexcept nogil:
    """Whether a second marker speaks of the amount: "$1,200 MXN", "¥300 RMB", "NT$300元", "300元新台幣"; beside those of `same_money`."""
    cdef int sign = sign_of(&a.marker)
    if same_money(&a.marker, tail):
        return True
    if a.marker.value >= MONEY_SUBUNIT or tail.value >= MONEY_SUBUNIT or a.marker.power or tail.power:
        return False
    if not a.marker.certain and sign == 2:
        return tail.currency == MONEY_CURRENCY_CNY
    if not a.marker.certain and sign == 0:
        return (tail.flags & MONEY_CODE and in_family(MONEY_FAMILY_PESO, tail.value)
                and (not tail.flags & MONEY_WORDY or a.low.scale >= 3 or a.low.written and (a.low.numeral.grouped or a.low.numeral.decimals > 1)))
    if is_yuan_sign(tail):
        return in_family(MONEY_FAMILY_DOLLAR, a.marker.currency) or a.marker.currency == MONEY_CURRENCY_CNY
    return is_yuan_sign(&a.marker) and tail.start == a.stop and in_family(MONEY_FAMILY_DOLLAR, tail.currency)


cdef inline Py_ssize_t past_of(MoneyText *text, const Amount *a, Py_ssize_t i) noexcept nogil:
    """Past "de" between millions and the name of their currency: "$2,5 millones de pesos", "$2.500.000 de pesos"."""
    cdef Marker name
    cdef Py_ssize_t end, at
    if i >= text.n or text.p[i] != 100 or not a.before or a.low.scale < 6 and not (a.low.written and a.low.numeral.whole > 6 and not a.low.numeral.decimals):
        return i
    end = word_end(text.p, i, text.n)
    at = gap_after(text.p, end, text.n, False)
    return at if 2 <= end - i <= 3 and at > end and is_particle(text.p, i, end - i) and marker_at(text, at, &name) and not name.flags & MONEY_SYMBOL else i


cdef inline void take_tail(MoneyText *text, Amount *a) noexcept nogil:
    """A second marker after the amount: "$34.99 USD", "$900 dollars", "20 $ US", "$15000元"."""
    cdef Marker tail
    cdef NumberValue number
    cdef Py_ssize_t i = gap_after(text.p, a.stop, text.n, False)
    cdef Py_ssize_t end
    cdef int currency
    cdef bint bracket
    if a.canonical and a.low.scale < 6:
        return
    if a.marker.flags & MONEY_SYMBOL and not a.marker.certain and a.marker.value == MONEY_FAMILY_DOLLAR and i < text.n \
            and (text.p[i] == 99 or (text.p[i] == 104 and i + 1 < text.n and text.p[i + 1] == 107)):
        end = word_end(text.p, i, text.n)
        currency = prefix_currency(text, i, end, 0, i > a.stop, True)
        if currency >= 0 and not (end < text.n and is_apostrophe(point_at(text.p, end, text.n).code)) \
                and not (end < text.n and text.p[end] == 47) and find_word(&money_stopwords, text.p, i, end) == NULL \
                and sense_value(find_word(&money_words, text.p, i, end), MONEY_BOUND_BEFORE) < 0:      # "$500 can", "12 c/w", "$5 ca"
            a.marker.currency = currency            # "1,34 $ c"
            a.marker.certain = True
            a.stop = end
            return
    if a.marker.flags & MONEY_SYMBOL and not a.marker.certain and not a.before and a.stop == a.marker.stop and is_letter_at(text.p, i, text.n):
        end = word_end(text.p, i, text.n)
        currency = prefix_currency(text, i, end, 0, i > a.stop, True) if end - i == 2 and i > a.stop and text.p[i] <= 90 and sign_of(&a.marker) == 0 else -1
        if all_upper(text.p, i, end) and (currency >= 0 or i == a.stop and take_nation(text.p, i, end, &a.marker)):
            a.marker.currency = currency if currency >= 0 else a.marker.currency
            a.marker.certain = True
            a.stop = end                            # "5 $US", "100 $ CA"
            return
    i = past_of(text, a, i)
    bracket = i < text.n and text.p[i] == 40         # "$300 (CAD)"
    if marker_at(text, i + bracket, &tail):
        if bracket and (not tail.flags & MONEY_CODE or tail.stop >= text.n or text.p[tail.stop] != 41):
            return
        if tail.value >= MONEY_FAMILY and not tail.flags & MONEY_SYMBOL and tail.currency < 0:
            nation_after(text, &tail, tail.stop)
        resolve(text, &tail)
        if tail.flags & (MONEY_CODE | MONEY_SYMBOL) and number_after(text, gap_after(text.p, tail.stop, text.n, False), True, False, False,
                                                                     False, &number) and (number.written or number.scale):
            return
        if not may_follow(a, &tail) or (tail.flags & MONEY_SYMBOL and a.marker.flags & MONEY_SYMBOL and tail.start == tail.core):
            return
        if tail.certain and not (tail.value == MONEY_FAMILY_YUAN and (sign_of(&a.marker) == 0 or is_yuan_sign(&tail) and sign_of(&a.marker) != 2)) or a.marker.currency < 0 or is_peso(&tail):
            a.marker.currency = tail.currency
            a.marker.certain = tail.certain
        a.stop = tail.stop + bracket
        return
    if a.marker.value == MONEY_FAMILY_DOLLAR and not a.marker.certain:
        tail = a.marker
        if nation_after(text, &tail, a.stop):
            a.marker.currency = tail.currency
            a.marker.certain = True
            a.stop = tail.stop


cdef inline void take_scale(MoneyText *text, NumberValue *value, Py_ssize_t *stop) noexcept nogil:
    """Magnitudes after the marker: "75 USD millones"."""
    cdef NumberToken token
    cdef const MoneyWordSense *sense
    cdef Py_ssize_t i, end
    while value.scale < MAX_EXPONENT - 24 and not value.article:
        i = gap_after(text.p, stop[0], text.n, True)
        if i >= text.n or not is_letter_at(text.p, i, text.n):
            return
        end = word_end(text.p, i, text.n)
        if end - i < 2 or text.p[i] >= 0xE0 and is_unspaced(point_at(text.p, i, text.n).code) or word_tokens(text, i, end, &token, 1) != 1 \
                or not number_kind(token.entry, MONEY_SCALE) or not is_glued_scale(text, token.entry, i, end, False):
            return
        sense = number_sense(token.entry, language_at(text, i))
        if sense == NULL or sense.kind != MONEY_SCALE or sense.value < 3 or sense.flags & MONEY_GLUED \
                or (value.written and not value.scale and value.numeral.whole >= 8 and value.numeral.whole > sense.value):
            return
        value.exponent += sense.value
        value.scale += sense.value
        stop[0] = end


cdef inline void take_plus(MoneyText *text, Amount *a) noexcept nogil:
    """A magnitude after "+": "$380+ billion"."""
    cdef Py_ssize_t stop = a.stop + 1
    if a.before and a.low.written and not a.low.scale and a.stop == a.low.numeral.stop and stop < text.n and text.p[a.stop] == 43:
        take_scale(text, &a.low, &stop)
        if a.low.scale:
            a.stop = stop


cdef inline int said_between(MoneyText *text, const Amount *a) noexcept nogil:
    """The MoneyModifier that stands inside an amount: "5亿多美元", "$380+ billion", "700+ dollars"."""
    if not a.before and a.marker.start - a.low.stop >= 3 and is_vague(point_at(text.p, a.low.stop, text.n).code):
        return MORE
    return AT_LEAST if a.low.written and a.low.numeral.stop < a.stop and text.p[a.low.numeral.stop] == 43 else 0


cdef inline void join_thousands(MoneyText *text, NumberValue *value, int currency) noexcept nogil:
    """Three digits after one separator are a group where there is hardly any money below the main unit: "Rp 50.000", "10.000 yen"."""
    cdef Numeral *numeral = &value.numeral
    if value.written and numeral.unsure and currency >= 0 and money_thousandths[currency] and not text.told \
            and text.p[digits_from(text.p, numeral.start, text.n).stop] == 46:
        part_decimals(text.p, numeral)              # "OMR 2.500"
    elif value.written and numeral.decimals == 3 and not value.scale and not numeral.grouped and 0 < numeral.whole <= 3 \
            and currency >= 0 and money_whole[currency] and text.p[numeral.start] != 48:
        numeral.decimals = 0
        numeral.whole += 3
        numeral.grouped = True
        numeral.point = -1


# ---- main unit and subunit -------------------------------------------------------------------------------------------------------

cdef inline bint whole(const NumberValue *value) noexcept nogil:
    return value.scale < 6 and value.exponent >= 0 and not (value.written and value.numeral.decimals)


cdef inline Py_ssize_t past_and(MoneyText *text, Py_ssize_t i) noexcept nogil:
    """Past a gap, and past "and", "y", "con" and their like."""
    cdef Py_ssize_t at = gap_after(text.p, i, text.n, False)
    cdef Py_ssize_t end = word_end(text.p, at, text.n)
    cdef const LexiconEntry *entry
    if end == at or at == i or end - at > 8:
        return at
    entry = find_word(&money_words, text.p, at, end)
    if (entry != NULL and (number_kind(entry, MONEY_AND) or sense_value(entry, MONEY_RANGE) == 2)) or \
            (end - at == 3 and (text.p[at] | 0x20) == 99 and (text.p[at + 1] | 0x20) == 111):
        i = gap_after(text.p, end, text.n, False)
        return i if i > end or text.p[at] >= 0x80 else at
    return at


cdef inline Py_ssize_t past_asian_and(MoneyText *text, Py_ssize_t i) noexcept nogil:
    """Past 又, と, 와 or 과: "5ドルと50セント"."""
    cdef unsigned int code = point_at(text.p, i, text.n).code if i < text.n and text.p[i] >= 0xE3 else 0
    return gap_after(text.p, i + 3, text.n, False) if code == 0x53C8 or code == 0x3068 or code == 0xC640 or code == 0xACFC else i


cdef inline void take_subunits(MoneyText *text, Amount *a) noexcept nogil:
    """ "3 dollars 50 cents", "五元三毛", "15 dólares con 50", "2 euro 50"."""
    cdef int _
    cdef NumberValue part
    cdef Marker marker
    cdef Py_ssize_t i, end
    cdef int power
    cdef bint asian = text.p[a.marker.core] >= 0xE3
    if asian and a.marker.power == -1 and not a.low.written and a.low.mantissa < 10:
        a.low.sub = a.low.mantissa                  # 两角五分
        a.low.sub_digits = 1
        a.low.mantissa = 0
        a.low.exponent = 0
    for _ in range(2):
        if a.canonical or not whole(&a.low) or a.marker.power > 0 or a.low.sub_digits >= 2:
            return
        i = past_and(text, a.stop) if not asian else past_asian_and(text, a.stop)
        if not number_after(text, i, False, False, True, False, &part) or not whole(&part) or part.negative or part.article:
            end = i
            i = gap_after(text.p, a.stop, text.n, False)
            if i == end and not part.found or not number_after(text, i, False, False, True, False, &part) or not whole(&part) or part.article:
                return
        end = gap_after(text.p, part.stop, text.n, True)
        if end < text.n and text.p[end] == 100:     # "50 de bani"
            end = after_particle(text.p, part.stop, text.n)
        power = 0
        if part.written:
            if part.exponent or part.numeral.grouped or part.numeral.whole > 2:
                return
            part.mantissa = numeral_value(text.p, &part.numeral)
        if part.mantissa > 99:
            return
        if marker_at(text, end, &marker):
            if marker.value < MONEY_SUBUNIT or not (asian or a.marker.value < MONEY_SUBUNIT):
                return
            if a.before and a.low.numeral.grouped and marker.core_stop - marker.core == 1:
                return                              # "$45,000 19c for each $1"
            power = -marker.power
            end = marker.stop
        elif asian:
            power = a.low.sub_digits + 1 if a.marker.core_stop - a.marker.core <= 3 and part.mantissa < 10 and not part.written and i == a.stop \
                and text.p[i] != 0xE3 else 0        # "20円に": the particle is no two
            end = part.stop
            if power and end < text.n and is_unspaced(point_at(text.p, end, text.n).code) and point_at(text.p, end, text.n).code not in (0x4E00, 0x6BCF):
                return                              # but "两块五一斤", "三块五每斤"
        elif loose_subunit(text, a, &part, i != gap_after(text.p, a.stop, text.n, False)):
            power = 2
            end = part.stop
        if power <= a.low.sub_digits or power > 2 or part.mantissa >= power_of_ten(power - a.low.sub_digits):
            return
        a.low.sub = a.low.sub * power_of_ten(power - a.low.sub_digits) + part.mantissa
        a.low.sub_digits = power
        a.stop = end


cdef inline bint loose_subunit(MoneyText *text, const Amount *a, const NumberValue *part, bint joined) noexcept nogil:
    """Whether two digits after a name are its subunits: "15 dólares 50", not "5 dollars 50 people"; nor, where a word joins them, what another noun
    counts: "200 euros y 12 puntos"."""
    cdef Py_ssize_t i
    cdef int language
    cdef const LexiconEntry *entry
    if a.before or a.marker.flags & (MONEY_SYMBOL | MONEY_CODE) and text.p[a.marker.core] < 0x80 or part.mantissa < 10 \
            or a.marker.value >= MONEY_SUBUNIT:
        return False
    i = gap_after(text.p, part.stop, text.n, True)
    if i >= text.n:
        return True
    if text.p[i] == 37 or is_digit_at(text.p, i, text.n) or text.p[i] == 36 or (i == part.stop and text.p[i] == 47):
        return False
    if not is_letter_at(text.p, i, text.n):
        return i == part.stop and not is_dash(point_at(text.p, i, text.n).code)
    language = language_at(text, i)
    entry = find_word(&money_words, text.p, i, word_end(text.p, i, text.n))
    if entry != NULL and (number_kind(entry, MONEY_TIMES) or number_kind(entry, MONEY_NOT_MONEY) or number_kind(entry, MONEY_UNIT)):
        return False
    if (joined or a.marker.flags & MONEY_SYMBOL) and find_word(&money_stopwords, text.p, i, word_end(text.p, i, text.n)) == NULL:
        return False
    return language != 0 and language != MONEY_LANGUAGE_EN and i > part.stop
