"""Currency markers: signs, codes, names and subunits at a place in the text, and the nation or letters beside them that say whose they are."""

from .casing cimport lower
from .lexicon cimport LEXICON_SEED, LexiconEntry, lexicon_find_hashed, lexicon_mix
from .money_language cimport *
from .money_tables cimport *
from .numbers cimport is_apostrophe, is_digit_at, is_digit_before
from .utf8 cimport Point, point_at, point_before, put_point


cdef struct Marker:
    Py_ssize_t start
    Py_ssize_t stop
    Py_ssize_t core             # where the sign, code or head word itself starts
    Py_ssize_t core_stop
    int value                   # a currency, MONEY_FAMILY + family, or MONEY_SUBUNIT + subunit
    int power                   # of ten: -2 for cents, 6 in "MEUR"
    int flags
    int home                    # the one language that has this word for it, 0: several have, or none in particular
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
        if sense.flags & MONEY_CODE and not sense.flags & MONEY_ALL_CAPS and not all_upper(text.p, start, stop) and upper_first(text.p,
                                                                                                                                start, text.n) \
                and not all_upper(text.p, start + 1, stop):
            if entry.size == 3:
                continue                            # "Eur", "Cad": codes are in one case; "EURO" is a name, too
        if stop - start == 1 and sense.value >= MONEY_SUBUNIT and 65 <= text.p[start] <= 90:
            continue                                # "p" and "c" are pence and cents, "23.55 P/S" and "C++" not
        out.start = out.core = start
        out.stop = out.core_stop = stop
        out.value = sense.value
        out.power = sense.power
        out.flags = sense.flags
        out.home = sense.language
        if stop - start == 2 and not sense.flags & (MONEY_CODE | MONEY_ALL_CAPS) and 65 <= text.p[start] <= 90 and 65 <= text.p[start + 1] <= 90:
            out.flags |= MONEY_WEAK                 # "RS 175" and "RP2040" are products, "Rs 175" is not
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
    out.home = 0
    out.currency = -1
    out.certain = False
    return True


cdef inline bint match_prefix(MoneyText *text, Py_ssize_t i, Marker *out) noexcept nogil:
    """The longest marker that starts at i in a script without word boundaries: every prefix is hashed on the way."""
    cdef unsigned char folded[64]
    cdef const LexiconEntry *found[12]
    cdef Py_ssize_t stops[12]
    cdef unsigned int h = LEXICON_SEED
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
            h = lexicon_mix(h, folded[b])
            b += 1
        found[count] = lexicon_find_hashed(&money_markers, folded, size, h)
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
                return not out.flags & MONEY_NO_MONEY
        elif p[end] == 46 or p[end] == 47:
            if longer < text.n and p[longer] == 46 and try_marker(text, i, longer + 1, out):      # "S/."
                return True
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
    return not out.flags & MONEY_NO_MONEY           # "sterling silver"


# ---- letters beside a sign -------------------------------------------------------------------------------------------------------

cdef inline int sign_of(const Marker *m) noexcept nogil:
    """Which of "$", "£", "¥" it is (0, 1, 2), -1 for others."""
    if not m.flags & MONEY_SYMBOL:
        return -1
    if m.value == MONEY_FAMILY_DOLLAR:
        return 0
    return 1 if m.value == MONEY_CURRENCY_GBP else 2 if m.value == MONEY_CURRENCY_JPY else -1


cdef inline bint is_english(const MoneyText *text, const Marker *m) noexcept nogil:
    """Whether a marker is as likely in English as anywhere, before which "mil" is a million: "$", "£", dollars, pounds; not R$, US$, reais, dólares, euros."""
    cdef const unsigned char *p = text.p + m.core
    if m.flags & MONEY_SYMBOL:
        return sign_of(m) in (0, 1) and m.start == m.core
    return m.core_stop - m.core > 4 and ((p[0] | 0x20) == c"d" and p[1] == c"o" and p[3] == c"l" or (p[0] | 0x20) == c"p" and p[1] == c"o" and p[2] == c"u")


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


cdef inline bint ends_word(const unsigned char *p, Py_ssize_t i) noexcept nogil:
    """Whether a letter at p[i] belongs to what stands before it: a digit, or an apostrophe ("men's$170")."""
    return is_digit_before(p, i) or is_apostrophe(point_before(p, i).code)


cdef inline void code_beside(MoneyText *text, Marker *m) noexcept nogil:
    """Take a code before its own sign into the marker: "EUR €50", "INR ₹500"."""
    cdef Marker code
    cdef Py_ssize_t stop, start
    if not m.flags & MONEY_SYMBOL or m.start <= text.floor + 2:
        return
    stop = m.start - (text.p[m.start - 1] == 32)
    if not 65 <= text.p[stop - 1] <= 90:
        return
    start = word_start(text.p, stop, text.floor)
    if stop - start == 3 and try_marker(text, start, stop, &code) and code.flags & MONEY_CODE and code.value == m.value:
        m.start = start


cdef inline bint stands_for_canada(const MoneyText *text, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t after) noexcept nogil:
    """Whether a letter or two that a space parts from "$" belong to it: "C $ 50", "C $50" that nothing but punctuation is before, "CA $50" and the like
    of other countries; not "Fresno, CA $50", "Plan C $50"."""
    cdef const unsigned char *p = text.p
    if stop - start == 2:
        return p[start] != 67 or p[start + 1] != 65 or start < 2 or p[start - 1] != 32 or p[start - 2] != 44
    if after < text.n and p[after] == 32:
        return True
    if p[start] != 67 or start > 0 and p[start - 1] == 32 and start > 1 and not (p[start - 2] == 58 or p[start - 2] == 43):
        return False
    return start < 2 or p[start - 1] == 32 or p[start - 1] == 10 or p[start - 1] == 40


cdef inline void letters_beside(MoneyText *text, Marker *m) noexcept nogil:
    """Take "US", "A", "hk" before a sign, "US" or "CAD" right after it, into the marker."""
    cdef const unsigned char *p = text.p
    cdef int sign = sign_of(m)
    cdef int currency
    cdef Py_ssize_t start, stop, at = m.start
    cdef bint spaced
    if sign < 0:
        code_beside(text, m)
        if at > text.floor + 2 and p[at - 1] == 32 and p[at - 2] == 70 and m.stop - at == 3 and p[at] == 67 and p[at + 1] == 70 and p[at + 2] == 65 \
                and not is_letter_at(p, at - 3, text.n):
            m.start -= 2                            # "500 F CFA"
        return
    if sign == 0 and at > text.floor + 2 and p[at - 1] == 45 and 65 <= p[at - 2] <= 90:
        start = word_start(p, at - 1, text.floor)   # "US-$"
        currency = prefix_currency(text, start, at - 1, sign, False, False) if at - start > 2 and all_upper(p, start, at) else -1
        if currency >= 0:
            m.start = start
            m.currency = currency
            m.certain = True
            return
    spaced = at > text.floor + 1 and p[at - 1] == 32
    stop = at - spaced
    start = letters_before(text, stop)
    if start < stop and stop - start <= 8 and not (stop - start == 1 and start > 0 and ends_word(p, start)):
        if not spaced or all_upper(p, start, stop) or (m.stop < text.n and p[m.stop] == 32) or (p[start] | 0x20) == 104:
            if not spaced or stop - start > 2 or stands_for_canada(text, start, stop, m.stop):
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
