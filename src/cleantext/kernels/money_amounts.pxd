"""The number that stands before or after a place, such as that of a currency marker."""
from .lexicon cimport LexiconEntry
from .money_beside cimport sense_before
from .money_language cimport *
from .money_letters cimport is_magnitude
from .money_markers cimport Marker, is_english, match_marker
from .money_tables cimport *
from .money_tokens cimport *
from .numbers cimport *
from .numbers_reading cimport *
from .numbers_words cimport *
from .utf8 cimport Point, point_at, point_before


# ---- before the marker -----------------------------------------------------------------------------------------------------------

cdef inline bint says_number(const LexiconEntry *entry, int language) noexcept nogil:
    return entry == NULL or number_sense(entry, language) != NULL


cdef inline bint trusted(MoneyText *text, const NumberPhrase *phrase, int first, int language) noexcept nogil:
    """Whether one word by itself may be a number of that language: "to" is two where Danish is spoken, not in "500 AUD to", and "jeden" is one
    in Polish, each in German."""
    cdef const LexiconEntry *entry = phrase.tokens[first].entry
    cdef Py_ssize_t start = phrase.tokens[first].start
    cdef int spoken
    if entry == NULL or first != phrase.size - 1 or language == MONEY_LANGUAGE_EN or text.p[start] >= (0xE0 if entry.size <= 3 else 0xC3):
        return True
    spoken = language_at(text, start)
    if spoken == 0:
        return entry.size > 3 or entry.size == 3 and find_word(&money_stopwords, text.p, start, phrase.tokens[first].stop) == NULL
    return number_sense(entry, spoken) != NULL


cdef inline bint speaks(MoneyText *text, const NumberPhrase *phrase, int language) noexcept nogil:
    """Whether the last word may be of that language: not Irish "míle" in "a 40-mile real-world range"."""
    cdef Py_ssize_t start = phrase.tokens[phrase.size - 1].start
    cdef int spoken = language_at(text, start)
    return spoken == 0 or spoken == language or text.p[start] >= 0xC3


cdef inline int best_reading(MoneyText *text, NumberPhrase *phrase, NumberValue *out) noexcept nogil:
    """Read as many of the last tokens as make one number up to the last; how many. Other languages than the text's and English are only
    tried for words that say nothing in these."""
    cdef int languages[8]
    cdef int count = 2, k, first, best = 0, sense, size
    cdef NumberValue value
    cdef const LexiconEntry *entry = phrase.tokens[phrase.size - 1].entry
    languages[0] = phrase_language(text, phrase)
    languages[1] = MONEY_LANGUAGE_EN
    if not says_number(entry, text.told if text.told else languages[0]) and not says_number(entry, MONEY_LANGUAGE_EN):
        for sense in range(entry.count):
            if count < 8 and money_words_senses[entry.first + sense].kind <= MONEY_ONE \
                    and speaks(text, phrase, money_words_senses[entry.first + sense].language):
                languages[count] = money_words_senses[entry.first + sense].language
                count += 1
    for k in range(count):
        for first in range(phrase.size - best):
            size = phrase.size - first
            if first and phrase.tokens[first - 1].entry == NULL and number_kind(phrase.tokens[first].entry, MONEY_SCALE):
                continue                            # "entre 5 mil y 10 mil"
            if evaluate(text.p, phrase, first, phrase.size, languages[k], &value) == size and trusted(text, phrase, first, languages[k]):
                best = size
                out[0] = value
                break
    return best


cdef inline bint ends_scale(MoneyText *text, Py_ssize_t stop) noexcept nogil:
    """Whether a magnitude ends there that is glued to its number: the lower end of "30k-35k €"."""
    cdef Py_ssize_t start = word_start(text.p, stop, text.floor)
    cdef const LexiconEntry *entry = find_word(&money_words, text.p, start, stop) if is_digit_before(text.p, start) else NULL
    return number_kind(entry, MONEY_SCALE)


cdef inline bint clean_start(MoneyText *text, NumberValue *value) noexcept nogil:
    """Whether a numeral starts a number of its own: not "RS-485", "24/7", "10:30", "v2.0"; takes a minus sign into it."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t i = value.start
    cdef Point point, before
    if i <= text.floor or not value.numeral.found or value.start != value.numeral.start:
        return True
    point = point_before(p, i)
    if is_letter(point.code) and point.code < 0x590:
        return False
    if point.code == 0x23 or point.code == 0x5F or point.code == 0x40 or point.code == 0x5C or point.code == 0x5E:
        return False
    if i - point.size > 0 and (point.code == 0x2E or point.code == 0x3A or point.code == 0x2F) and is_digit_before(p, i - point.size):
        return False
    if point.code == 0x2D or point.code == 0x2212:
        if i - point.size == 0:
            value.negative = True
            value.start = i - point.size
            return True
        before = point_before(p, i - point.size)
        if 97 <= (before.code | 0x20) <= 122:
            return ends_scale(text, i - point.size)
        if is_gap(before.code) or before.code == 10 or before.code == 0x28 or before.code == 0x3A:
            value.negative = True
            value.start = i - point.size
    return True


cdef inline bint takes_particle(const unsigned char *p, const NumberToken *last) noexcept nogil:
    """Whether "de" follows the last word of a number: after a magnitude, after "un millón y medio", after millions in digits ("5.000.000 de")."""
    cdef int k
    cdef Py_ssize_t i = last.stop
    if last.entry != NULL:
        return number_kind(last.entry, MONEY_SCALE) or number_kind(last.entry, MONEY_FRACTION)
    if last.numeral.decimals or last.numeral.whole < 7:
        return False
    for k in range(6):
        i -= k == 3 and last.numeral.grouped
        if p[i - 1] != 48:
            return False
        i -= 1
    return True


cdef inline bint is_vague(unsigned int code) noexcept nogil:
    """多, 余, 餘, 来, 來, 여: somewhat more than the number before it."""
    return code == 0x591A or code == 0x4F59 or code == 0x9918 or code == 0x6765 or code == 0x4F86 or code == 0xC5EC


cdef inline Py_ssize_t past_vague(MoneyText *text, Py_ssize_t i) noexcept nogil:
    """Leftwards past "多" and its like after a digit or a number in signs: "5亿多美元"."""
    cdef Py_ssize_t at = i - 3
    cdef const LexiconEntry *entry
    if at <= text.floor or text.p[i - 1] < 0x80 or not is_vague(point_before(text.p, i).code):
        return i
    if is_digit_before(text.p, at):
        return at
    entry = find_word(&money_words, text.p, at - point_before(text.p, at).size, at) if is_unspaced(point_before(text.p, at).code) else NULL
    return at if entry != NULL and has_number_sense(entry) else i


cdef inline bint is_indefinite(MoneyText *text, const NumberValue *value) noexcept nogil:
    """Whether a number has "some" before it, or one in signs goes on after "多": "ein paar tausend Euro", "数百万美元", "十多万元"."""
    cdef unsigned int code
    cdef Py_ssize_t at
    if not value.written and value.mantissa >= 100 and value.mantissa == power_of_ten(digit_count(value.mantissa) - 1) \
            and sense_before(text.p, value.start, MONEY_SOME, &at) >= 0:
        return True
    if value.start <= text.floor or text.p[value.start - 1] < 0x80 or text.p[value.start] < 0xE3:
        return False
    code = point_before(text.p, value.start).code
    return past_vague(text, value.start) < value.start or code == 0x6570 or code == 0x6578 or code == 0x51E0 or code == 0x5E7E or code == 0x4F55 or code == 0xC218 or code == 0xBA87


cdef inline int part_before(MoneyText *text, Py_ssize_t i, NumberToken *out, int room) noexcept nogil:
    """The tokens of a fraction that "of" joins to the number at i: "a quarter of" before "a million"; 0 for none."""
    cdef Py_ssize_t j = i - 2
    cdef int count
    if j <= text.floor or (text.p[j] | 0x20) != 111 or (text.p[j + 1] | 0x20) != 102 or word_start(text.p, i, text.floor) != j:
        return 0
    count = tokens_before(text, gap_before(text.p, j, text.floor, False), out, room)
    return count if count and number_kind(out[count - 1].entry, MONEY_FRACTION) else 0


cdef inline bint ends_number(MoneyText *text, Py_ssize_t stop) noexcept nogil:
    """Whether what stands before `stop` may be the end of a number, a gap, or a particle: no line's end, no bracket, no other sign."""
    cdef unsigned char last
    if stop <= text.floor:
        return False
    last = text.p[stop - 1]
    return last >= 0x80 or 97 <= (last | 0x20) <= 122 or 48 <= last <= 57 or last == 32 or last == 39 or 44 <= last <= 46 or last == 96


cdef inline bint number_before(MoneyText *text, Py_ssize_t stop, NumberValue *out) noexcept nogil:
    """The number that ends at `stop` (but for a gap, and "de" after a magnitude)."""
    out.found = False
    return ends_number(text, stop) and any_number_before(text, stop, out)


cdef inline bint any_number_before(MoneyText *text, Py_ssize_t stop, NumberValue *out) noexcept nogil:
    cdef NumberToken back[MAX_TOKENS]
    cdef NumberToken part[MAX_TOKENS]
    cdef NumberPhrase phrase
    cdef int size = 0, count, k
    cdef Py_ssize_t i = past_vague(text, past_dash(text, gap_before(text.p, stop, text.floor, True)))
    cdef Py_ssize_t j
    if i > text.floor + 1 and text.p[i - 1] == 43 and is_digit_before(text.p, i - 1):
        i -= 1                                      # "700+ dollars"
    j = past_particle(text, i)
    if j < i:
        count = tokens_before(text, j, part, MAX_TOKENS)
        if count and (takes_particle(text.p, &part[count - 1]) or language_at(text, stop) == MONEY_LANGUAGE_RO):
            i = j
    while size < MAX_TOKENS:
        count = tokens_before(text, i, part, MAX_TOKENS - size)
        if count == 0 and size:
            count = part_before(text, i, part, MAX_TOKENS - size)
        if count == 0:
            break
        for k in range(count):
            back[size + k] = part[count - 1 - k]
        size += count
        i = part[0].start
        if part[0].entry == NULL and size > 1 and back[size - 2].entry == NULL:
            break
        i = gap_before(text.p, i, text.floor, part[0].entry != NULL)
        if i > text.floor + 1 and text.p[i - 1] == 43 and is_digit_before(text.p, i - 1):
            i -= 1                                  # "500+ million dollars"
    if size <= 0 or size == MAX_TOKENS:
        return False
    phrase.size = size
    for k in range(size):
        phrase.tokens[k] = back[size - 1 - k]
    if best_reading(text, &phrase, out) == 0:
        out.found = False
        return False
    if not clean_start(text, out) or is_indefinite(text, out):
        out.found = False
    return out.found


cdef inline Py_ssize_t past_dash(MoneyText *text, Py_ssize_t i) noexcept nogil:
    """Leftwards past the dash for no cents after a number: "5,- €", "49,– Euro", "20.- Fr."."""
    cdef Py_ssize_t at = i
    cdef int _
    for _ in range(2):
        if at > text.floor + 2 and (text.p[at - 1] == 45 or text.p[at - 1] >= 0x80 and 0x2010 <= point_before(text.p, at).code <= 0x2015):
            at -= point_before(text.p, at).size
    return at - 1 if text.floor + 1 < at < i and (text.p[at - 1] == 0x2C or text.p[at - 1] == 0x2E) and is_digit_before(text.p, at - 1) else i


cdef inline Py_ssize_t after_dash(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Past the dash for no cents after a number: "EUR 1.200,--", "Fr. 20.–"."""
    cdef int _
    cdef Py_ssize_t at = i + 1
    if at >= n or p[i] != 44 and p[i] != 46:
        return i
    for _ in range(2):
        if at < n and (p[at] == 45 or p[at] == 0xE2 and 0x2010 <= point_at(p, at, n).code <= 0x2015):
            at += point_at(p, at, n).size
    return i if at == i + 1 or is_digit_at(p, at, n) or is_letter_at(p, at, n) else at


cdef inline bint is_particle(const unsigned char *p, Py_ssize_t i, Py_ssize_t size) noexcept nogil:
    """ "of", "de", "di", "do", "da", "del", "des", "dei"; not the numbers "dix" and "dos"."""
    cdef unsigned char a = p[i] | 0x20
    cdef unsigned char b = p[i + 1] | 0x20
    if size == 2:
        return (a == 111 and b == 102) or (a == 100 and (b == 101 or b == 105 or b == 111 or b == 97))
    return a == 100 and b == 101 and ((p[i + 2] | 0x20) == 108 or (p[i + 2] | 0x20) == 115 or (p[i + 2] | 0x20) == 105)


cdef inline Py_ssize_t past_particle(MoneyText *text, Py_ssize_t i) noexcept nogil:
    """Leftwards past "de", "di", "of", "d'" and the gap before it; i itself when there is none."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t start
    if i - 2 > text.floor and is_apostrophe(point_before(p, i).code):
        start = i - point_before(p, i).size
        if start - 1 > text.floor and (p[start - 1] | 0x20) == 100 and is_gap(point_before(p, start - 1).code):
            return gap_before(p, start - 1, text.floor, False)
        return i
    start = word_start(p, i, text.floor)
    if 2 <= i - start <= 3 and start > text.floor and is_particle(p, start, i - start):
        return gap_before(p, start, text.floor, False)
    return i


# ---- after the marker ------------------------------------------------------------------------------------------------------------

cdef inline bint goes_on(MoneyText *text, const NumberToken *token, bint apart, bint strict) noexcept nogil:
    """Whether a token after the first one may belong to the number. A canonical amount ("EUR 5"), which `strict` asks for, is only followed
    by words of magnitude, or by letters and characters without a space: "5 € M. Müller" must not become five million."""
    if not strict:
        return True
    cdef int scale
    if token.entry == NULL:
        return False
    if not apart and text.p[token.start] == 0xC2:
        return True                                 # "USD 2½ million"
    for scale in range(token.entry.count):
        if money_words_senses[token.entry.first + scale].kind == MONEY_SCALE and money_words_senses[token.entry.first + scale].value >= 3:
            break
    else:
        return False
    return not apart or (not is_unspaced(point_at(text.p, token.start, text.n).code) and token.stop - token.start > 1)


cdef inline bint is_foreign_name(MoneyText *text, Py_ssize_t i) noexcept nogil:
    """Whether a currency's name stands there that is not English."""
    cdef Marker name
    return is_letter_at(text.p, i, text.n) and match_marker(text, i, &name) and not name.flags & MONEY_CODE and not is_english(text, &name)


cdef inline bint number_after(MoneyText *text, Py_ssize_t i, bint sign, bint indian, bint words, bint strict, NumberValue *out) noexcept nogil:
    """The number that starts at i, with its magnitude; `words`: it may be spelled; `strict`: see goes_on."""
    cdef NumberPhrase phrase
    cdef NumberValue other
    cdef int size = 0, count, used, k
    cdef Py_ssize_t stop = i
    cdef Py_ssize_t at
    cdef bint asian = False
    cdef bint spelled, named = False
    out.found = False
    while size < MAX_TOKENS:
        at = gap_after(text.p, stop, text.n, True) if size else stop
        if size and phrase.tokens[size - 1].entry == NULL and is_digit_at(text.p, at, text.n):
            break
        spelled = words and (size == 0 or phrase.tokens[0].entry != NULL)
        count = tokens_after(text, at, &phrase.tokens[size], MAX_TOKENS - size, sign and size == 0, indian, spelled)
        if count == 0 or (size and phrase.tokens[0].entry == NULL and not goes_on(text, &phrase.tokens[size], at > stop, strict)):
            break
        if phrase.tokens[size].entry == NULL and size and not asian and not (size > 2 and number_kind(phrase.tokens[size - 1].entry, MONEY_AND)):
            break
        if size == 1 and at > stop and phrase.tokens[1].stop - at == 1 and number_kind(phrase.tokens[1].entry, MONEY_SCALE) and not is_magnitude(text, i, at):
            break
        asian = phrase.tokens[size].entry != NULL and text.p[phrase.tokens[size].start] >= 0xE0 and is_unspaced(point_at(text.p, phrase.tokens[size].start, text.n).code)
        size += count
        stop = phrase.tokens[size - 1].stop
    if size == 0:
        return False
    if size > 1:
        if size > 3 and not asian and phrase.tokens[size - 1].entry == NULL:
            size -= 2                               # "R$ 1 milhão e 200 mil", not "R$ 50 mil e 200 cestas"
        named = not text.hint and phrase.tokens[size - 1].entry != NULL and first_language(phrase.tokens[size - 1].entry) < 0 \
            and is_foreign_name(text, gap_after(text.p, stop, text.n, False))
        if named:
            text.hint = MONEY_LANGUAGE_ES           # "$300 mil dólares"
    phrase.size = size
    used = evaluate(text.p, &phrase, 0, size, phrase_language(text, &phrase), out)
    for k in range(2):
        if used == size:
            break
        count = evaluate(text.p, &phrase, 0, size, MONEY_LANGUAGE_EN if k == 0 else MONEY_LANGUAGE_ZH, &other)
        if count > used:
            used = count
            out[0] = other
    if named:
        text.hint = 0
    out.found = used > 0
    if out.found and out.scale and out.stop < text.n and text.p[out.stop] == 46 and ends_abbreviation(text, &phrase.tokens[used - 1], out.stop):
        out.stop += 1                               # "$3 Mio. für"
    return out.found


cdef inline bint ends_abbreviation(MoneyText *text, const NumberToken *token, Py_ssize_t stop) noexcept nogil:
    """Whether the point at `stop` belongs to a short magnitude, and no sentence ends there."""
    cdef const unsigned char *p = text.p
    if token.entry == NULL or token.entry.size > 4 or stop + 1 >= text.n or p[stop + 1] == 10 or 65 <= p[stop + 1] <= 90:
        return False
    return not (p[stop + 1] == 32 and stop + 2 < text.n and 65 <= p[stop + 2] <= 90)
