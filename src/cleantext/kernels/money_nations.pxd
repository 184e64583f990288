"""Whose currency a marker is: the nation beside it, the default of its language, the caller's region."""
from libc.string cimport memchr

from .lexicon cimport LexiconEntry
from .money_language cimport *
from .money_markers cimport *
from .money_tables cimport *
from .numbers cimport is_gap
from .utf8 cimport Point, point_at, point_before


cdef enum:
    AROUND = 300                # bytes on either side in which a place is looked for


cdef inline int nation_of(const unsigned char *p, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """The number of the nation that a word or phrase names, -1 for none; endings of adjectives are looked past."""
    cdef const LexiconEntry *entry = find_word(&money_nation_names, p, start, stop)
    cdef const MoneyNationSense *sense
    cdef Py_ssize_t end = stop
    cdef int k, drop
    if stop - start <= MAX_WORD and memchr(p + start, 32, stop - start) != NULL:
        end = start                                 # endings of single words only
    for drop in range(5):
        if entry != NULL:
            for k in range(entry.count):
                sense = &money_nation_names_senses[entry.first + k]
                if drop == 0 or sense.stem:
                    return sense.nation
        if end - start < 5:
            break
        end -= point_before(p, end).size
        entry = find_word(&money_nation_names, p, start, end)
    return -1


cdef inline bint may_name_nation(const unsigned char *heads, const unsigned char *p, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Whether the first or last word of a nation's name starts with the first three letters of p[start:stop], a whole word; most words do not."""
    cdef unsigned int letter, slot, key = 0
    cdef int k
    for k in range(3):
        letter = p[start + k] | 32u if start + k < stop else 0
        if letter >= 0x80:
            return True
        key = key << 8 | letter
    slot = (key * 0x9E3779B1u) >> 18
    return (heads[slot >> 3] >> (slot & 7)) & 1


cdef inline int code_of_nation(int value, int nation) noexcept nogil:
    """The currency of a family that belongs to the nation; the currency itself when it is the nation's; -1 else."""
    cdef int k, family
    cdef const unsigned char *letters = money_nations + 2 * nation
    if value < MONEY_FAMILY:
        return value if money_codes[3 * value] == letters[0] and money_codes[3 * value + 1] == letters[1] else -1
    if value > MONEY_SUBUNIT:
        return -1
    family = (value if value < MONEY_SUBUNIT else MONEY_FAMILY_DOLLAR) - MONEY_FAMILY    # the first subunit is the cent: "65 Australian cents"
    for k in range(money_family_first[family], money_family_first[family + 1]):
        if money_codes[3 * money_family_codes[k]] == letters[0] and money_codes[3 * money_family_codes[k] + 1] == letters[1]:
            return money_family_codes[k]
    return -1


cdef inline bint take_nation(const unsigned char *p, Py_ssize_t start, Py_ssize_t stop, Marker *m) noexcept nogil:
    """Whether p[start:stop] names a nation that has such money; then the marker is of its currency."""
    cdef int nation = nation_of(p, start, stop)
    cdef int code = code_of_nation(m.value, nation) if nation >= 0 else -1
    if code < 0:
        return False
    m.currency = code
    m.certain = True
    return True


cdef inline bint nation_before(MoneyText *text, Marker *m) noexcept nogil:
    """Take "Canadian", "New Zealand", "US-" before a name into the marker."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t starts[3]
    cdef Py_ssize_t i = m.start
    cdef Py_ssize_t stop = i
    cdef int count = 0
    cdef Point point
    if i > text.floor:
        point = point_before(p, i)
        if is_gap(point.code) or point.code == 0x2D or point.code == 0x2010 or point.code == 0x2011:
            i -= point.size
        elif not is_unspaced(point.code):
            return False
    stop = i
    while count < 3 and i > text.floor:
        starts[count] = letters_before(text, i)
        if starts[count] == i:
            break
        if count == 0 and not may_name_nation(money_nation_last, p, starts[0], stop):
            return False
        i = starts[count]
        count += 1
        if i <= text.floor or (p[i - 1] != 32 and p[i - 1] != 45):
            break
        i -= 1
    while count > 0:
        count -= 1
        if take_nation(p, starts[count], stop, m):
            m.start = starts[count]
            return True
    return False


cdef inline Py_ssize_t after_particle(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Past a space, and past "de ", "of ", "da " and their like."""
    cdef Py_ssize_t end
    if i >= n or not is_gap(point_at(p, i, n).code):
        return i
    i += point_at(p, i, n).size
    end = word_end(p, i, n)
    if 2 <= end - i <= 3 and end < n and p[end] == 32 and ((p[i] | 0x20) == 100 or (p[i] | 0x20 == 111 and p[i + 1] | 0x20 == 102)
                                                           or (p[i] | 0x20 == 110 and p[i + 1] | 0x20 == 97)):
        return end + 1
    return i


cdef inline bint nation_after(MoneyText *text, Marker *m, Py_ssize_t from_) noexcept nogil:
    """Take "estadounidenses", "de Hong Kong", "US" after a name or an amount into the marker."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t stops[3]
    cdef Py_ssize_t i = after_particle(p, from_, text.n)
    cdef Py_ssize_t start = i
    cdef int count = 0
    if i == from_:
        return False
    while count < 3:
        stops[count] = word_end(p, i, text.n)
        if stops[count] == i:
            break
        if count == 0 and not may_name_nation(money_nation_first, p, start, stops[0]):
            return False
        if stops[count] - start == 1 and stops[count] + 2 < text.n and p[stops[count]] == 46 and p[stops[count] + 2] == 46:
            stops[count] += 3                       # "U.S."
        i = stops[count]
        count += 1
        if i + 1 >= text.n or p[i] != 32:
            break
        i += 1
    while count > 0:
        count -= 1
        if m.flags & MONEY_SYMBOL and not all_upper(p, start, stops[count]):
            continue                                # "gave $5 us": only "$5 US" there
        if take_nation(p, start, stops[count], m):
            m.stop = stops[count]
            return True
    return False


# ---- what it comes to ------------------------------------------------------------------------------------------------------------

cdef inline int default_currency(MoneyText *text, int value, Py_ssize_t at) noexcept nogil:
    """What a shared name or a subunit means by itself in the text's language; -1: the text does not say."""
    cdef const MoneyDefault *other = money_defaults
    while 0 <= other.value < value:                 # they are in this order
        other += 1
    while other.value == value:
        if other.language == language_at(text, at):
            return other.currency
        other += 1
    return money_subunit_default[value - MONEY_SUBUNIT] if value >= MONEY_SUBUNIT else money_family_default[value - MONEY_FAMILY]


cdef inline bint may_mean(int value, int currency) noexcept nogil:
    """Whether a currency is one that "¥" (`value` is the yen) or the name of a family may stand for."""
    cdef int k
    if value < MONEY_FAMILY:
        return currency == value or currency == MONEY_CURRENCY_CNY
    for k in range(money_family_first[value - MONEY_FAMILY], money_family_first[value - MONEY_FAMILY + 1]):
        if money_family_codes[k] == currency:
            return True
    return False


cdef inline int place_near(const MoneyText *text, const Marker *m) noexcept nogil:
    """The currency of the nearest place named around an amount that has such money: "Shanghai … ¥120", "Karachi … Rs 500"; -1 for none."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t i = m.start - AROUND if m.start > AROUND else 0
    cdef Py_ssize_t stop = m.stop + AROUND if m.stop + AROUND < text.n else text.n
    cdef Py_ssize_t end, apart, nearest = 2 * AROUND
    cdef const LexiconEntry *entry
    cdef int k, best = -1
    while i < stop:
        if not 65 <= p[i] <= 90:
            i += 1
            continue
        end = word_end(p, i, stop)
        apart = m.start - i if i < m.start else i - m.stop
        entry = find_word(&money_words, p, i, end) if end > i + 3 and apart < nearest and (i == 0 or not is_letter_at(p, i - 1, text.n)) else NULL
        for k in range(entry.count if entry != NULL else 0):
            if money_words_senses[entry.first + k].kind == MONEY_PLACE and may_mean(m.value, money_words_senses[entry.first + k].value):
                best = money_words_senses[entry.first + k].value
                nearest = apart
        i = end if end > i else i + 1
    return best


cdef inline void resolve(MoneyText *text, Marker *m) noexcept nogil:
    """Settle the marker's currency, when no letters or nation have."""
    cdef int k, family
    if m.currency >= 0:
        return
    if m.value < MONEY_FAMILY:
        m.currency = m.value
        if sign_of(m) == 2:                         # "¥": Chinese texts mean yuan
            if language_at(text, m.start) == MONEY_LANGUAGE_ZH or text.region == 67 * 256 + 78:
                m.currency = MONEY_CURRENCY_CNY
            elif not text.told:
                m.currency = place_near(text, m)
                m.currency = m.currency if m.currency >= 0 else m.value
            m.certain = text.told == MONEY_LANGUAGE_JA
        elif m.value == MONEY_CURRENCY_CNY and m.flags == 0 and m.core_stop - m.core <= 3:
            m.certain = language_at(text, m.start) == MONEY_LANGUAGE_ZH
        return
    if m.value < MONEY_SUBUNIT and text.region:
        family = m.value - MONEY_FAMILY
        for k in range(money_family_first[family], money_family_first[family + 1]):
            if money_codes[3 * money_family_codes[k]] * 256 + money_codes[3 * money_family_codes[k] + 1] == text.region:
                m.currency = money_family_codes[k]
                m.certain = True
                return
    m.currency = place_near(text, m) if m.value == MONEY_FAMILY_RUPEE else -1
    if m.currency < 0:
        m.currency = default_currency(text, m.value, m.start)
    m.certain = not (money_family_shared[m.value - MONEY_FAMILY] if m.value < MONEY_SUBUNIT else money_subunit_shared[m.value - MONEY_SUBUNIT])
