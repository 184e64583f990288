"""Currency markers: signs, codes, names and subunits at a place in the text, and the nation or letters beside them that say whose they are."""
from libc.string cimport memchr

from .casing cimport lower
from .lexicon cimport Lexicon, LexiconEntry, lexicon_find
from .money_language cimport *
from .money_tables cimport *
from .numbers cimport is_apostrophe, is_digit_at, is_digit_before, is_gap
from .utf8 cimport Point, point_at, point_before, put_point


cdef struct Marker:
    Py_ssize_t start
    Py_ssize_t stop
    Py_ssize_t core             # where the sign, code or head word itself starts
    Py_ssize_t core_stop
    int value                   # a currency, MONEY_FAMILY + family, or MONEY_SUBUNIT + subunit
    int power                   # of ten: -2 for cents, 6 in "MEUR"
    int flags
    int currency                # what it comes to: -1 for what the text does not say
    bint certain                # a nation or letters beside it, or a name that only one currency has


cdef inline bint all_upper(const unsigned char *p, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    cdef Py_ssize_t i
    for i in range(start, stop):
        if 97 <= p[i] <= 122:
            return False
    return True


cdef inline bint upper_first(const unsigned char *p, Py_ssize_t start, Py_ssize_t n) noexcept nogil:
    cdef unsigned char folded[8]
    cdef Point point = point_at(p, start, n)
    if point.size > 4 or fold(p + start, point.size, folded, 8) != point.size:
        return True
    return folded[point.size - 1] != p[start + point.size - 1] or folded[0] != p[start]


cdef inline bint fill_marker(MoneyText *text, const LexiconEntry *entry, Py_ssize_t start, Py_ssize_t stop, Marker *out) noexcept nogil:
    """The first sense of a marker word that its case and the text's language allow."""
    cdef int k
    cdef const MoneyMarkerSense *sense
    for k in range(entry.count):
        sense = &money_markers_senses[entry.first + k]
        if sense.flags & MONEY_ALL_CAPS and not all_upper(text.p, start, stop):
            continue
        if sense.flags & MONEY_CAPS and not upper_first(text.p, start, text.n):
            continue
        if sense.flags & MONEY_CODE and not sense.flags & MONEY_ALL_CAPS and not all_upper(text.p, start, stop) and upper_first(text.p, start, text.n) \
                and not all_upper(text.p, start + 1, stop):
            if entry.size == 3:
                continue                            # "Eur", "Cad": codes are in one case; "EURO" is a name, too
        out.start = out.core = start
        out.stop = out.core_stop = stop
        out.value = sense.value
        out.power = sense.power
        out.flags = sense.flags
        out.currency = -1
        out.certain = sense.value < MONEY_FAMILY
        return True
    return False


cdef inline bint match_dollar(MoneyText *text, Py_ssize_t i, Marker *out) noexcept nogil:
    out.start = out.core = i
    out.stop = out.core_stop = i + 1
    out.value = MONEY_FAMILY_DOLLAR
    out.power = 0
    out.flags = MONEY_SYMBOL | MONEY_BEFORE
    out.currency = -1
    out.certain = False
    return True


cdef inline bint match_prefix(MoneyText *text, Py_ssize_t i, Marker *out) noexcept nogil:
    """The longest marker that starts at i in a script without word boundaries: every prefix is hashed on the way."""
    cdef unsigned char folded[64]
    cdef const LexiconEntry *found[12]
    cdef Py_ssize_t stops[12]
    cdef unsigned int h = 2166136261u
    cdef unsigned int slot
    cdef Py_ssize_t size = 0, k = i, b
    cdef int count = 0, points
    cdef Point point
    for points in range(12):
        if k >= text.n:
            break
        point = point_at(text.p, k, text.n)
        if points and not is_letter(point.code) and point.code != 0x30FB:
            break
        k += point.size
        b = size
        size += put_point(folded + size, lower(point.code))
        while b < size:
            h = (h ^ folded[b]) * 16777619u
            b += 1
        slot = (h ^ (h >> 15)) & money_markers.mask
        if money_markers.slots[slot]:
            found[count] = lexicon_find(&money_markers, folded, size)
            stops[count] = k
            count += found[count] != NULL
    while count > 0:
        count -= 1
        if fill_marker(text, found[count], i, stops[count], out):
            return True
    return False


cdef inline bint try_marker(MoneyText *text, Py_ssize_t start, Py_ssize_t stop, Marker *out) noexcept nogil:
    cdef const LexiconEntry *entry = find_word(&money_markers, text.p, start, stop)
    return entry != NULL and fill_marker(text, entry, start, stop, out)


cdef inline bint match_marker(MoneyText *text, Py_ssize_t i, Marker *out) noexcept nogil:
    """The marker that starts at i (a sign, or the start of a word)."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t end, longer
    cdef Point point
    if p[i] == 36:
        return match_dollar(text, i, out)
    point = point_at(p, i, text.n)
    if is_unspaced(point.code):
        return match_prefix(text, i, out)
    end = word_end(p, i, text.n)
    if end == i:
        return try_marker(text, i, i + point.size, out)
    if end < text.n and (p[end] == 46 or p[end] == 45 or p[end] == 47 or p[end] == 39 or p[end] == 34):
        longer = word_end(p, end + 1, text.n)
        if longer > end + 1:
            if longer < text.n and p[longer] == 46 and try_marker(text, i, longer + 1, out):
                return True
            if try_marker(text, i, longer, out):
                return True
        elif p[end] == 46 or p[end] == 47:
            if try_marker(text, i, end + 1, out):
                return True
    if end < text.n and p[end] == 36:               # "CUC$"; else the letters belong to the sign, as in "C$"
        if try_marker(text, i, end + 1, out):
            return True
        if find_word(&money_prefixes, p, i, end) != NULL:
            return False
    if end < text.n and p[end] >= 0xC2 and not is_letter_at(p, end, text.n):    # "GH₵", "ש״ח"
        longer = end + point_at(p, end, text.n).size
        if try_marker(text, i, longer, out):
            return True
        longer = word_end(p, longer, text.n)
        if try_marker(text, i, longer, out):
            return True
    if not try_marker(text, i, end, out):
        return False
    if end < text.n and p[end] == 32:               # "đô la"
        try_marker(text, i, word_end(p, end + 1, text.n), out)
    return True


# ---- letters beside a sign -------------------------------------------------------------------------------------------------------

cdef inline int sign_of(const Marker *m) noexcept nogil:
    """Which of "$", "£", "¥" it is (0, 1, 2), -1 for others."""
    if not m.flags & MONEY_SYMBOL:
        return -1
    if m.value == MONEY_FAMILY_DOLLAR:
        return 0
    return 1 if m.value == MONEY_CURRENCY_GBP else 2 if m.value == MONEY_CURRENCY_JPY else -1


cdef inline int prefix_currency(MoneyText *text, Py_ssize_t start, Py_ssize_t stop, int sign, bint spaced, bint after) noexcept nogil:
    """The currency that letters beside a sign stand for, -1 for none."""
    cdef const LexiconEntry *entry = find_word(&money_prefixes, text.p, start, stop)
    cdef const MoneyPrefixSense *sense
    cdef int k
    if entry == NULL:
        return -1
    for k in range(entry.count):
        sense = &money_prefixes_senses[entry.first + k]
        if sense.sign == sign and (not spaced or sense.spaced) and (not after or sense.after):
            return sense.currency
    return -1


cdef inline Py_ssize_t letters_before(MoneyText *text, Py_ssize_t i) noexcept nogil:
    """Where letters, perhaps with points ("U.S."), that end at i start."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t start = i
    if start - 2 > text.floor and p[start - 1] == 46 and is_letter(point_before(p, start - 1).code):
        start -= 1
    start = word_start(p, start, text.floor)
    if start < i and start - 2 >= text.floor and p[start - 1] == 46 and 97 <= (p[start - 2] | 0x20) <= 122 \
            and (start - 2 == text.floor or not is_letter(point_before(p, start - 2).code)):
        start -= 2
    return start


cdef inline void letters_beside(MoneyText *text, Marker *m) noexcept nogil:
    """Take "US", "A", "hk" before a sign, "US" or "CAD" right after it, into the marker."""
    cdef const unsigned char *p = text.p
    cdef int sign = sign_of(m)
    cdef int currency
    cdef Py_ssize_t start, stop, at = m.start
    cdef bint spaced
    if sign < 0:
        return
    spaced = at > text.floor + 1 and p[at - 1] == 32
    stop = at - spaced
    start = letters_before(text, stop)
    if start < stop and stop - start <= 8 and (start == 0 or not (is_digit_before(p, start) and stop - start == 1)):
        if not spaced or all_upper(p, start, stop) or (m.stop < text.n and p[m.stop] == 32) or (p[start] | 0x20) == 104:
            if not (spaced and stop - start == 1 and not (m.stop < text.n and p[m.stop] == 32)):
                currency = prefix_currency(text, start, stop, sign, spaced, False)
                if currency >= 0:
                    m.start = start
                    m.currency = currency
                    m.certain = True
        if m.currency < 0 and stop - start == 1 and not spaced and (p[start] | 0x20) == 117 and m.stop < text.n and \
                (p[m.stop] | 0x20 == 115 or p[m.stop] | 0x20 == 100) and not is_letter_at(p, m.stop + 1, text.n):
            m.start = start                         # U$S, U$D
            m.stop += 1
            m.currency = MONEY_CURRENCY_USD
            m.certain = True
    if m.currency < 0 and is_letter_at(p, m.stop, text.n):
        stop = word_end(p, m.stop, text.n)
        if stop - m.stop >= 2 and (is_digit_at(p, stop, text.n) or (stop < text.n and p[stop] == 32)):
            currency = prefix_currency(text, m.stop, stop, sign, False, True)
            if currency >= 0:
                m.stop = stop
                m.currency = currency
                m.certain = True


# ---- nations ---------------------------------------------------------------------------------------------------------------------

cdef inline int nation_of(const unsigned char *p, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """The number of the nation that a word or phrase names, -1 for none; endings of adjectives are looked past."""
    cdef const LexiconEntry *entry = find_word(&money_words, p, start, stop)
    cdef const MoneyWordSense *sense
    cdef Py_ssize_t end = stop
    cdef int k, drop
    if stop - start <= MAX_WORD and memchr(p + start, 32, stop - start) != NULL:
        end = start                                 # endings of single words only
    for drop in range(5):
        if entry != NULL:
            for k in range(entry.count):
                sense = &money_words_senses[entry.first + k]
                if sense.kind == MONEY_NATION and (drop == 0 or sense.flags):
                    return sense.value
        if end - start < 5:
            break
        end -= point_before(p, end).size
        entry = find_word(&money_words, p, start, end)
    return -1


cdef inline int code_of_nation(int value, int nation) noexcept nogil:
    """The currency of a family that belongs to the nation; the currency itself when it is the nation's; -1 else."""
    cdef int k, family
    cdef const unsigned char *letters = money_nations + 2 * nation
    if value < MONEY_FAMILY:
        return value if money_codes[3 * value] == letters[0] and money_codes[3 * value + 1] == letters[1] else -1
    if value >= MONEY_SUBUNIT:
        return -1
    family = value - MONEY_FAMILY
    for k in range(money_family_first[family], money_family_first[family + 1]):
        if money_codes[3 * money_family_codes[k]] == letters[0] and money_codes[3 * money_family_codes[k] + 1] == letters[1]:
            return money_family_codes[k]
    return -1


cdef inline bint nation_before(MoneyText *text, Marker *m) noexcept nogil:
    """Take "Canadian", "New Zealand", "US-" before a name into the marker."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t starts[3]
    cdef Py_ssize_t i = m.start
    cdef Py_ssize_t stop = i
    cdef int count = 0, nation, code
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
        i = starts[count]
        count += 1
        if i <= text.floor or (p[i - 1] != 32 and p[i - 1] != 45):
            break
        i -= 1
    while count > 0:
        count -= 1
        nation = nation_of(p, starts[count], stop)
        if nation >= 0:
            code = code_of_nation(m.value, nation)
            if code >= 0:
                m.start = starts[count]
                m.currency = code
                m.certain = True
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
    cdef int count = 0, nation, code
    if i == from_:
        return False
    while count < 3:
        stops[count] = word_end(p, i, text.n)
        if stops[count] == i:
            break
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
        nation = nation_of(p, start, stops[count])
        if nation >= 0:
            code = code_of_nation(m.value, nation)
            if code >= 0:
                m.stop = stops[count]
                m.currency = code
                m.certain = True
                return True
    return False


# ---- what it comes to ------------------------------------------------------------------------------------------------------------

cdef inline int default_currency(MoneyText *text, int value, Py_ssize_t at) noexcept nogil:
    """What a shared name or a subunit means by itself in the text's language; -1: the text does not say."""
    cdef const MoneyDefault *other = money_defaults
    while other.value >= 0:
        if other.value == value and other.language == language_at(text, at):
            return other.currency
        other += 1
    return money_subunit_default[value - MONEY_SUBUNIT] if value >= MONEY_SUBUNIT else money_family_default[value - MONEY_FAMILY]


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
    m.currency = default_currency(text, m.value, m.start)
    m.certain = not (money_family_shared[m.value - MONEY_FAMILY] if m.value < MONEY_SUBUNIT else money_subunit_shared[m.value - MONEY_SUBUNIT])
