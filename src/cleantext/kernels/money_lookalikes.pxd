"""Amounts that are part of something else: a time, a weight, a year, a size, a longer word."""
from libc.string cimport memcmp

from .money_beside cimport kind_before
from .money_code cimport *
from .money_grammar cimport *
from .money_language cimport *
from .money_markers cimport *
from .money_tables cimport *
from .money_tokens cimport *
from .numbers cimport *
from .utf8 cimport point_at


cdef enum:
    NEARBY = 64                 # bytes on either side of a year in which Ukrainian letters stand
    SOON = 24                   # bytes after a time in which "Uhr" or a day of the week stands


# ---- words and codes -------------------------------------------------------------------------------------------------------------

cdef inline bint is_longer_word(const MoneyText *text, const Amount *a) noexcept nogil:
    """Whether what follows makes another word of a sign for money: "엔진", "元旦", "元二次"."""
    cdef int _
    cdef const LexiconEntry *entry
    cdef Py_ssize_t end = a.marker.core_stop
    if a.before or a.stop != end:
        return False
    for _ in range(2):
        if end >= text.n or text.p[end] < 0xE3:
            return False
        end += point_at(text.p, end, text.n).size
        entry = find_word(&money_words, text.p, a.marker.core, end)
        if number_kind(entry, MONEY_NOT_MONEY):
            return True
    return False


cdef inline int small_number(const MoneyText *text, const NumberValue *value) noexcept nogil:
    """The whole part of a numeral of at most four ASCII digits, -1 for others."""
    cdef int k, out = 0
    if not value.written or value.scale or value.numeral.grouped or value.numeral.whole > 4 or value.numeral.point == value.numeral.start:
        return -1
    for k in range(<int>value.numeral.whole):
        if not 48 <= text.p[value.numeral.start + k] <= 57:
            return -1
        out = out * 10 + text.p[value.numeral.start + k] - 48
    return out


cdef inline bint is_day_or_uhr(const unsigned char *p, Py_ssize_t i, Py_ssize_t size) noexcept nogil:
    """ "Mo", "Di", "Mi", "Do", "Sa", "So", "Uhr"."""
    if size == 3:
        return p[i] == c"U" and p[i + 1] == c"h" and p[i + 2] == c"r"
    if size != 2:
        return False
    if p[i + 1] == c"o":
        return p[i] == c"M" or p[i] == c"D" or p[i] == c"S"
    return p[i + 1] == c"i" and (p[i] == c"D" or p[i] == c"M") or p[i] == c"S" and p[i + 1] == c"a"


cdef inline bint is_friday(const MoneyText *text, const Amount *a) noexcept nogil:
    """Whether "Fr" is the day: "Fr 8.00 - 12.00 Uhr", "Mo - Fr 8.00", "Fr 28.04. um 19 Uhr"."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t i, end, stop = a.low.numeral.stop
    cdef int value = small_number(text, &a.low)
    if not a.before or not 0 <= value < 32 or a.low.numeral.decimals and a.low.numeral.decimals != 2:
        return False
    if byte_at(text, stop) == 46 and byte_at(text, stop + 1) == 32 and (97 <= byte_at(text, stop + 2) <= 122 or is_digit_at(p, stop + 2, text.n)):
        return True
    i = a.start - SOON // 2 if a.start > SOON // 2 else 0
    stop = stop + SOON if stop + SOON < text.n else text.n
    while i < stop:
        end = i
        while end < stop and 97 <= (p[end] | 0x20) <= 122:
            end += 1
        if end > i and is_day_or_uhr(p, i, end - i) and (i == 0 or not is_letter_at(p, i - 1, text.n)) and not is_letter_at(p, end, text.n):
            return True
        i = end + (end == i)
    return False


cdef inline const LexiconEntry *word_after(const MoneyText *text, Py_ssize_t *i) noexcept nogil:
    """What the words table has on the word after a place, which moves behind it."""
    cdef Py_ssize_t start = gap_after(text.p, i[0], text.n, False)
    i[0] = word_end(text.p, start, text.n)
    return find_word(&money_words, text.p, start, i[0])


cdef inline bint is_weight(const MoneyText *text, const Amount *a) noexcept nogil:
    """Whether "pounds" weigh: "item weight: 3.52 pounds", "5.25 pounds lighter", "1.2 million pounds of fresh beef"."""
    cdef const LexiconEntry *entry
    cdef Py_ssize_t i = a.stop
    if a.before or a.marker.start != a.marker.core or a.stop != a.marker.core_stop:
        return False
    if a.low.scale < 3:
        if kind_before(text.p, a.start, MONEY_WEIGHT, 6, True):
            return True
        entry = word_after(text, &i)
        if number_kind(entry, MONEY_WEIGHT):
            return True
        i = a.stop
    i = gap_after(text.p, i, text.n, False)
    if i + 3 > text.n or text.p[i] != c"o" or text.p[i + 1] != c"f" or text.p[i + 2] != 32:
        return False
    i += 2
    entry = word_after(text, &i)
    if not number_kind(entry, MONEY_GOODS):
        entry = word_after(text, &i)
    return number_kind(entry, MONEY_GOODS)


cdef inline bint is_fineness(const MoneyText *text, const Amount *a) noexcept nogil:
    """Whether "sterling" is the silver of which 925 parts in 1000 are pure: "925 Sterling", ".925 Sterling"."""
    cdef const NumberValue *low = &a.low
    if a.before or (text.p[a.marker.core] | 0x20) != c"s" or a.marker.start != a.marker.core or not low.written or low.scale:
        return False
    return small_number(text, low) == 925 and not low.numeral.decimals or low.numeral.decimals == 3 and low.numeral.whole < 2


cdef inline bint is_copyright(const MoneyText *text, Py_ssize_t start) noexcept nogil:
    """Whether "©" or "Copyright" stands before."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t i = gap_before(p, start, 0, False)
    if i > 1 and p[i - 2] == 0xC2 and p[i - 1] == 0xA9:
        return True
    return i > 8 and (p[i - 9] | 0x20) == c"c" and memcmp(p + i - 8, b"opyright", 8) == 0


cdef inline bint is_year(MoneyText *text, const Amount *a) noexcept nogil:
    """Whether the number before a code is a year, and the code the start of a name: "© 2023 NPR", "the 2019 EUR Forum"."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t i = a.stop
    if a.before or not 1990 <= small_number(text, &a.low) < 2040 or not is_plain(&a.low) or a.low.numeral.stop + 1 != a.marker.start:
        return False
    if is_copyright(text, a.start):
        return True
    return (a.stop == a.marker.core_stop and byte_at(text, i) == 32 and 65 <= byte_at(text, i + 1) <= 90
            and language_at(text, a.start) == MONEY_LANGUAGE_EN and not kind_before(p, a.start, MONEY_PRICE, 5, False))


cdef inline bint is_ukrainian_year(MoneyText *text, const Amount *a) noexcept nogil:
    """Whether "р." is the year of a text with Ukrainian letters (і, ї, є): "у 1998 р.", "1814—1861 р."."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t i = a.start - NEARBY if a.start > NEARBY else 0
    cdef Py_ssize_t stop = a.stop + NEARBY if a.stop + NEARBY < text.n else text.n
    if a.before or a.marker.currency != MONEY_CURRENCY_RUB or not 1000 <= small_number(text, &a.low) <= 2100 or not is_plain(&a.low) \
            or a.marker.core_stop - a.marker.core > 3 or p[a.marker.core] != 0xD1:
        return False
    while i + 1 < stop:
        if p[i] == 0xD1 and p[i + 1] in (0x94, 0x96, 0x97):
            return True
        i += 1
    return language_at(text, a.start) == MONEY_LANGUAGE_UK


cdef inline bint is_championship(const MoneyText *text, const Amount *a) noexcept nogil:
    """ "UEFA EURO 2024", "EURO 96"; in other years behind capitals or a genitive: "EHF EURO 2022", "Women's EURO 2025"."""
    cdef const unsigned char *p = text.p + a.marker.core
    cdef int year = small_number(text, &a.low)
    cdef unsigned char c = byte_at(text, a.start - 2)
    if not a.before or a.marker.core_stop - a.marker.core != 4 or memcmp(p, b"EURO", 4) != 0 or not is_plain(&a.low) \
            or year % 4 and not (byte_at(text, a.start - 1) == 32 and (
                65 <= c <= 90 and 65 <= byte_at(text, a.start - 3) <= 90 or c == c"s" and byte_at(text, a.start - 3) in (c"'", 0x99))):
        return False
    return (1960 <= year < 2040 or 60 <= year <= 96 and a.low.numeral.whole == 2) and not kind_before(text.p, a.start, MONEY_PRICE, 5, False)


cdef inline bint is_size_label(const unsigned char *p, Py_ssize_t i) noexcept nogil:
    """ "US" or "UK" at p[i]."""
    return p[i] == 85 and (p[i + 1] == 83 or p[i + 1] == 75)


cdef inline bint beside_size(const MoneyText *text, const Amount *a) noexcept nogil:
    """Whether a shoe's size of other countries stands beside: "US 9 / EUR 42", "EUR 42 (UK 8)"."""
    cdef const unsigned char *p = text.p
    cdef int _
    cdef Py_ssize_t i = a.stop
    for _ in range(3):
        if byte_at(text, i) in (32, 40, 44, 47, 124):
            i += 1
    if i > a.stop and i + 3 < text.n and is_size_label(p, i) and (p[i + 2] == 32 and is_digit_at(p, i + 3, text.n) or is_digit_at(p, i + 2, text.n)):
        return True
    i = a.start
    for _ in range(3):
        if byte_at(text, i - 1) in (32, 40, 44, 47, 124):
            i -= 1
    if i == a.start or i < 3 or not is_digit_before(p, i):
        return False
    for _ in range(4):
        if i > 2 and (is_digit_before(p, i) or p[i - 1] == 46):
            i -= 1
    i -= p[i - 1] == 32
    return i > 1 and is_size_label(p, i - 2)


cdef inline bint is_measure(const MoneyText *text, const Amount *a) noexcept nogil:
    """Whether a code before one digit with decimals is a measure of physicians or of radio waves: "INR 2.5", "SAR 1.18 W/kg"."""
    if not a.before or a.low.scale or a.low.numeral.whole != 1 or not a.low.numeral.decimals:
        return False
    if a.marker.currency == MONEY_CURRENCY_INR:
        return a.low.numeral.decimals == 1
    return byte_at(text, a.stop) == 32 and byte_at(text, a.stop + 1) == c"W" and byte_at(text, a.stop + 2) == c"/"


cdef inline bint is_code_of_something_else(MoneyText *text, const Amount *a) noexcept nogil:
    """A year, a championship, a size, or part of a key: "8a9-24f1a2cad937bb18"."""
    if not is_plain(&a.low):
        return is_measure(text, a)
    if a.before and a.low.start == a.marker.core_stop:
        if is_digit_before(text.p, a.start) or a.marker.core_stop - a.marker.core == 3 and not a.marker.flags & MONEY_CODE:
            return True                             # "Pro CFP301"
        if text.p[a.marker.core] == c"Q" and 0 < small_number(text, &a.low) < 5:
            return True                             # "Q2 results"
    if a.before and a.marker.currency == MONEY_CURRENCY_EUR:
        if a.low.numeral.whole == 2 and (kind_before(text.p, a.start, MONEY_SIZE, 3, True) or beside_size(text, a)):
            return True
        return is_championship(text, a)
    return is_year(text, a)


cdef inline bint is_something_else(MoneyText *text, const Amount *a) noexcept nogil:
    """Whether marker and number are part of something that is no money."""
    cdef const unsigned char *p = text.p + a.marker.core
    if p[0] == 36:
        if not a.low.written or a.low.scale or a.range:
            return False
        if not a.before:
            return ends_formula(text, a)
        return a.low.start == a.marker.core_stop and (is_cell(text, a) or a.marker.start == a.marker.core and (a.low.numeral.whole == 1 and is_variable(text, a) or opens_formula(text, a)))
    if p[0] >= 0x80:
        return is_longer_word(text, a) if p[0] >= 0xE3 else is_ukrainian_year(text, a)
    if a.marker.value == MONEY_FAMILY_POUND:
        return is_weight(text, a) if (p[0] | 0x20) == c"p" else is_fineness(text, a)
    if a.marker.flags & (MONEY_CODE | MONEY_ALL_CAPS):
        return is_code_of_something_else(text, a)
    if a.marker.value == MONEY_CURRENCY_CHF:
        return is_friday(text, a)
    return (a.marker.value == MONEY_FAMILY_RUPEE and not a.before and a.low.stop == a.marker.core and a.low.numeral.whole == 1 and is_plain(&a.low)
            and not kind_before(text.p, a.start, MONEY_PRICE, 5, False) and not kind_before(text.p, a.start, MONEY_MERELY, 1, False))    # "the 3Rs"
