"""The number that stands before or after a currency marker: tokens gathered leftwards or rightwards, then read."""
from .money_language cimport *
from .money_markers cimport Marker
from .money_tables cimport *
from .numbers cimport *
from .numbers_words cimport *
from .utf8 cimport Point, point_at, point_before


# ---- tokens ----------------------------------------------------------------------------------------------------------------------

cdef inline void set_word(NumberToken *token, const LexiconEntry *entry, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    token.entry = entry
    token.start = start
    token.stop = stop
    token.apart = False


cdef inline int split_compound(const unsigned char *p, Py_ssize_t start, Py_ssize_t stop, int language, NumberToken *out, int room) noexcept nogil:
    """Take "zweiundzwanzig" apart into number words of one language; how many, 0 when it is not made of them alone."""
    cdef unsigned char folded[MAX_WORD + 8]
    cdef Py_ssize_t size, end, at = 0
    cdef int count = 0
    cdef const LexiconEntry *entry
    if stop - start > MAX_WORD:
        return 0
    size = fold(p + start, stop - start, folded, MAX_WORD + 8)
    if size != stop - start:                        # lengths must agree, so that places in the text do
        return 0
    while at < size:
        if count == room:
            return 0
        end = size if size - at < 24 else at + 24
        while end > at:
            if end == size or (folded[end] & 0xC0) != 0x80:
                entry = lexicon_find(&money_words, folded + at, end - at)
                if entry != NULL and compound_part(entry, language, count):
                    break
            end -= 1
        if end == at:
            return 0
        set_word(&out[count], entry, start + at, start + end)
        count += 1
        at = end
    return count


cdef inline bint compound_part(const LexiconEntry *entry, int language, int place) noexcept nogil:
    cdef int k
    cdef const MoneyWordSense *sense
    for k in range(entry.count):
        sense = &money_words_senses[entry.first + k]
        if sense.language == language and (sense.kind <= MONEY_FRACTION or (sense.kind == MONEY_AND and place) or sense.kind == MONEY_POINT):
            return True
    return False


cdef inline bint has_number_ending(const unsigned char *p, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Whether some end of the word is a number word."""
    cdef Py_ssize_t i
    cdef const LexiconEntry *entry
    for i in range(start + 2 if stop - start < 16 else stop - 14, stop - 1):
        if (p[i] & 0xC0) != 0x80:
            entry = find_word(&money_words, p, i, stop)
            if entry != NULL and has_number_sense(entry):
                return True
    return False


cdef inline int phrase_language(MoneyText *text, const NumberPhrase *phrase) noexcept nogil:
    """The language to read a phrase in: looked for only when its words mean different things in different ones."""
    cdef int k, sense, language = 0
    cdef const LexiconEntry *entry
    cdef const MoneyWordSense *first
    cdef const MoneyWordSense *other
    for k in range(phrase.size):
        entry = phrase.tokens[k].entry
        if entry == NULL:
            continue
        first = NULL
        for sense in range(entry.count):
            other = &money_words_senses[entry.first + sense]
            if other.kind > MONEY_ONE:
                continue
            if first == NULL:
                first = other
            elif other.kind != first.kind or other.value != first.value:
                return language_at(text, phrase.tokens[k].start)
        if first != NULL:
            if language and first.language and language != first.language:
                return language_at(text, phrase.tokens[k].start)
            language = first.language if first.language else language
    return language


cdef inline int word_tokens(MoneyText *text, Py_ssize_t start, Py_ssize_t stop, NumberToken *out, int room) noexcept nogil:
    """The number tokens of one word of the text; 0 when it is no number word."""
    cdef const LexiconEntry *entry = find_word(&money_words, text.p, start, stop)
    cdef int k, count
    if room < 1:
        return 0
    if entry != NULL and has_number_sense(entry):
        set_word(&out[0], entry, start, stop)
        return 1
    if stop - start < 5 or not has_number_ending(text.p, start, stop):
        return 0
    k = 0
    while money_compound_languages[k]:
        if not text.told or text.told == money_compound_languages[k]:
            count = split_compound(text.p, start, stop, money_compound_languages[k], out, room)
            if count > 1:
                return count
        k += 1
    return 0


cdef inline Py_ssize_t numeric_run_back(MoneyText *text, Py_ssize_t stop) noexcept nogil:
    """In a script without spaces: where the run of numeric characters that ends at `stop` starts."""
    cdef Py_ssize_t i = stop
    cdef Point point
    cdef const LexiconEntry *entry
    while i > text.floor and stop - i < 120:
        point = point_before(text.p, i)
        if not is_unspaced(point.code) and point.code != 0x30FB:
            break
        entry = find_word(&money_words, text.p, i - point.size, i)
        if entry == NULL or not has_number_sense(entry) or i - point.size < text.floor:
            break
        i -= point.size
    if i > text.floor and i < stop:                 # syllables of Korean words look like numbers: a word is one or it is not
        point = point_before(text.p, i)
        if is_unspaced(point.code) and not 0x3400 <= point_at(text.p, i, stop).code < 0xA000:
            return stop
    return i


cdef inline int run_tokens(MoneyText *text, Py_ssize_t start, Py_ssize_t stop, NumberToken *out, int room) noexcept nogil:
    """One token for each character of a numeric run; 0 when there is no room."""
    cdef int count = 0
    cdef Py_ssize_t size
    while start < stop:
        if count == room:
            return 0
        size = point_at(text.p, start, stop).size
        set_word(&out[count], find_word(&money_words, text.p, start, start + size), start, start + size)
        if out[count].entry == NULL:
            return 0
        count += 1
        start += size
    return count


cdef inline int tokens_before(MoneyText *text, Py_ssize_t stop, NumberToken *out, int room) noexcept nogil:
    """The tokens of the numeral, word or run of numeric characters that ends at `stop`, in the order of the text; 0: none."""
    cdef const unsigned char *p = text.p
    cdef Point point
    cdef Py_ssize_t start
    cdef int count
    if stop <= text.floor or room < 1:
        return 0
    if is_digit_before(p, stop):
        out[0].numeral = numeral_before(p, stop, text.floor, ANY_STYLE)
        if out[0].numeral.unsure:
            out[0].numeral = numeral_before(p, stop, text.floor, style_at(text, stop))
        if not out[0].numeral.found:
            return 0
        out[0].entry = NULL
        out[0].start = out[0].numeral.start
        out[0].stop = stop
        out[0].apart = False
        return 1
    point = point_before(p, stop)
    if point.code == 0x2E and stop - 1 > text.floor:    # "Mio.", "tys."
        start = word_start(p, stop - 1, text.floor)
        count = word_tokens(text, start, stop - 1, out, room) if start < stop - 1 else 0
        if count == 1:
            out[0].stop = stop
            return 1 if out[0].entry != NULL and number_kind(out[0].entry, MONEY_SCALE) else 0
        return 0
    if not is_letter(point.code) and point.code != 0x3007:
        return 0
    if is_unspaced(point.code):
        start = numeric_run_back(text, stop)
        if start < stop:
            return run_tokens(text, start, stop, out, room)
    start = word_start(p, stop, text.floor)
    return word_tokens(text, start, stop, out, room) if start < stop else 0


cdef inline bint number_kind(const LexiconEntry *entry, int kind) noexcept nogil:
    cdef int k
    for k in range(entry.count):
        if money_words_senses[entry.first + k].kind == kind:
            return True
    return False


cdef inline Py_ssize_t gap_before(const unsigned char *p, Py_ssize_t i, Py_ssize_t floor, bint hyphens) noexcept nogil:
    """Past at most two spaces, or one hyphen between letters or digits, leftwards."""
    cdef int k
    cdef Point point
    for k in range(2):
        if i <= floor:
            return i
        point = point_before(p, i)
        if not is_gap(point.code) or i - point.size < floor:
            break
        i -= point.size
    if hyphens and k == 0 and i > floor and (p[i - 1] == 45 or point.code == 0x2010 or point.code == 0x2011):
        if i - point.size > floor and (is_letter(point_before(p, i - point.size).code) or is_digit_before(p, i - point.size)):
            i -= point.size
    return i


# ---- before the marker -----------------------------------------------------------------------------------------------------------

cdef inline bint says_number(const LexiconEntry *entry, int language) noexcept nogil:
    return entry == NULL or number_sense(entry, language) != NULL


cdef inline bint trusted(MoneyText *text, const NumberPhrase *phrase, int first, int language) noexcept nogil:
    """Whether one short word may be a number of that language: "to" is two where Danish is spoken, not in "500 AUD to"."""
    cdef const LexiconEntry *entry = phrase.tokens[first].entry
    if entry == NULL or first != phrase.size - 1 or entry.size > 3 or language == MONEY_LANGUAGE_EN:
        return True
    if entry.size == 3 and language_at(text, phrase.tokens[first].start) == 0 and find_word(&money_stopwords, text.p, phrase.tokens[first].start, phrase.tokens[first].stop) == NULL:
        return True
    return language == language_at(text, phrase.tokens[first].start) or text.p[phrase.tokens[first].start] >= 0xE0


cdef inline int best_reading(MoneyText *text, NumberPhrase *phrase, NumberValue *out) noexcept nogil:
    """Read as many of the last tokens as make one number up to the last; how many. Other languages than the text's and English are only
    tried for words that say nothing in these."""
    cdef int languages[8]
    cdef int count = 2, k, first, best = 0, sense
    cdef NumberValue value
    cdef const LexiconEntry *entry = phrase.tokens[phrase.size - 1].entry
    languages[0] = phrase_language(text, phrase)
    languages[1] = MONEY_LANGUAGE_EN
    if not says_number(entry, text.told if text.told else languages[0]) and not says_number(entry, MONEY_LANGUAGE_EN):
        for sense in range(entry.count):
            if count < 8 and money_words_senses[entry.first + sense].kind <= MONEY_ONE:
                languages[count] = money_words_senses[entry.first + sense].language
                count += 1
    for k in range(count):
        for first in range(phrase.size - best):
            if evaluate(text.p, phrase, first, phrase.size, languages[k], &value) == phrase.size - first and trusted(text, phrase, first, languages[k]):
                best = phrase.size - first
                out[0] = value
                break
    return best


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
    if point.code == 0x23 or point.code == 0x5F or point.code == 0x40 or point.code == 0x5C:
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
            return False
        if is_gap(before.code) or before.code == 10 or before.code == 0x28 or before.code == 0x3A:
            value.negative = True
            value.start = i - point.size
    return True


cdef inline bint number_before(MoneyText *text, Py_ssize_t stop, NumberValue *out) noexcept nogil:
    """The number that ends at `stop` (but for a gap, and "de" after a magnitude)."""
    cdef NumberToken back[MAX_TOKENS]
    cdef NumberToken part[MAX_TOKENS]
    cdef NumberPhrase phrase
    cdef int size = 0, count, k
    cdef Py_ssize_t i = gap_before(text.p, stop, text.floor, True)
    cdef Py_ssize_t j = past_particle(text, i)
    out.found = False
    if j < i:
        count = tokens_before(text, j, part, MAX_TOKENS)
        if count and (part[count - 1].entry != NULL and number_kind(part[count - 1].entry, MONEY_SCALE)
                      or language_at(text, stop) == MONEY_LANGUAGE_RO):
            i = j
    while size < MAX_TOKENS:
        count = tokens_before(text, i, part, MAX_TOKENS - size)
        if count == 0:
            break
        for k in range(count):
            back[size + k] = part[count - 1 - k]
        size += count
        i = part[0].start
        if part[0].entry == NULL and size > 1 and back[size - 2].entry == NULL:
            break
        i = gap_before(text.p, i, text.floor, True)
    if size == 0 or size == MAX_TOKENS:
        return False
    phrase.size = size
    for k in range(size):
        phrase.tokens[k] = back[size - 1 - k]
    if best_reading(text, &phrase, out) == 0:
        out.found = False
        return False
    if not clean_start(text, out):
        out.found = False
    return out.found


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

cdef inline bint is_glued_scale(MoneyText *text, const LexiconEntry *entry, Py_ssize_t start, Py_ssize_t stop, bint indian) noexcept nogil:
    """Whether a magnitude letter stands free on its right, in the case it is written in, and with rupees where it is theirs."""
    cdef int k
    cdef const MoneyWordSense *sense
    cdef Point point
    for k in range(entry.count):
        sense = &money_words_senses[entry.first + k]
        if sense.kind == MONEY_SCALE and not sense.flags & (MONEY_GLUED | MONEY_EXACT_CASE | MONEY_INDIAN):
            return True
    for k in range(entry.count):
        sense = &money_words_senses[entry.first + k]
        if sense.kind != MONEY_SCALE:
            continue
        if sense.flags & MONEY_INDIAN and not indian:
            continue
        if sense.flags & 16 and not all_caps(text.p, start, stop):
            continue
        if not sense.flags & MONEY_GLUED or stop >= text.n:
            return True
        point = point_at(text.p, stop, text.n)
        if point.code == 0x2D and stop + 1 < text.n and not is_gap(point_at(text.p, stop + 1, text.n).code):
            return True                             # "$5M-$7M", "$5K-per"
        if point.code == 0x2B and stop + 1 < text.n and is_letter_at(text.p, stop - 1, text.n) and start > 0 and is_digit_before(text.p, start):
            return True                             # "$10M+"
        return not (is_letter(point.code) or digit_value(point.code) >= 0 or point.code == 0x2D or point.code == 0x2B or point.code == 0x26)
    return not number_kind(entry, MONEY_SCALE)


cdef inline bint all_caps(const unsigned char *p, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    cdef Py_ssize_t i
    for i in range(start, stop):
        if 97 <= p[i] <= 122:
            return False
    return True


cdef inline Py_ssize_t gap_after(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, bint hyphens) noexcept nogil:
    """Past one space, or one hyphen before a letter."""
    cdef Point point
    if i >= n:
        return i
    point = point_at(p, i, n)
    if is_gap(point.code) or (hyphens and (point.code == 0x2D or point.code == 0x2011) and is_letter_at(p, i + point.size, n)):
        return i + point.size
    return i


cdef inline int tokens_after(MoneyText *text, Py_ssize_t i, NumberToken *out, int room, bint sign, bint indian, bint words) noexcept nogil:
    """The tokens of the numeral, magnitude or (with `words`) number word that starts at i; 0: none."""
    cdef const unsigned char *p = text.p
    cdef Point point
    cdef Py_ssize_t stop
    cdef int count
    if i >= text.n or room < 1:
        return 0
    if is_digit_at(p, i, text.n) or (p[i] == 46 and is_digit_at(p, i + 1, text.n)):
        out[0].numeral = read_numeral(p, i, text.n, ANY_STYLE, sign)
        if out[0].numeral.unsure:
            out[0].numeral = read_numeral(p, i, text.n, style_at(text, i), sign)
        if not out[0].numeral.found:
            return 0
        out[0].entry = NULL
        out[0].start = i
        out[0].stop = out[0].numeral.stop
        return 1
    point = point_at(p, i, text.n)
    if not is_letter(point.code):
        return 0
    if is_unspaced(point.code):
        out[0].entry = find_word(&money_words, p, i, i + point.size)
        if out[0].entry != NULL and has_number_sense(out[0].entry):
            set_word(&out[0], out[0].entry, i, i + point.size)
            return 1
    stop = word_end(p, i, text.n)
    count = word_tokens(text, i, stop, out, room)
    if count == 0 or (not words and not (count == 1 and (number_kind(out[0].entry, MONEY_SCALE) or number_kind(out[0].entry, MONEY_AND)
                                                         or number_kind(out[0].entry, MONEY_FRACTION)))):
        return 0
    if count == 1 and number_kind(out[0].entry, MONEY_SCALE) and not is_glued_scale(text, out[0].entry, i, stop, indian):
        return 0
    return count


cdef inline bint goes_on(MoneyText *text, const NumberToken *token, bint apart, bint strict) noexcept nogil:
    """Whether a token after the first one may belong to the number. A canonical amount ("EUR 5"), which `strict` asks for, is only followed
    by words of magnitude, or by letters and characters without a space: "5 € M. Müller" must not become five million."""
    if not strict:
        return True
    cdef int scale
    if token.entry == NULL:
        return False
    for scale in range(token.entry.count):
        if money_words_senses[token.entry.first + scale].kind == MONEY_SCALE and money_words_senses[token.entry.first + scale].value >= 3:
            break
    else:
        return False
    return not apart or (not is_unspaced(point_at(text.p, token.start, text.n).code) and token.stop - token.start > 1)


cdef inline bint number_after(MoneyText *text, Py_ssize_t i, bint sign, bint indian, bint words, bint strict, NumberValue *out) noexcept nogil:
    """The number that starts at i, with its magnitude; `words`: it may be spelled; `strict`: see goes_on."""
    cdef NumberPhrase phrase
    cdef NumberValue other
    cdef int size = 0, count, used, k
    cdef Py_ssize_t stop = i
    cdef Py_ssize_t at
    cdef bint asian = False
    out.found = False
    while size < MAX_TOKENS:
        at = gap_after(text.p, stop, text.n, True) if size else stop
        if size and phrase.tokens[size - 1].entry == NULL and is_digit_at(text.p, at, text.n):
            break
        count = tokens_after(text, at, &phrase.tokens[size], MAX_TOKENS - size, sign and size == 0, indian, words and (size == 0 or phrase.tokens[0].entry != NULL))
        if count == 0 or (size and phrase.tokens[0].entry == NULL and not goes_on(text, &phrase.tokens[size], at > stop, strict)):
            break
        if phrase.tokens[size].entry == NULL and size and not asian:
            break
        asian = phrase.tokens[size].entry != NULL and is_unspaced(point_at(text.p, phrase.tokens[size].start, text.n).code)
        size += count
        stop = phrase.tokens[size - 1].stop
    if size == 0:
        return False
    phrase.size = size
    used = evaluate(text.p, &phrase, 0, size, phrase_language(text, &phrase), out)
    for k in range(2):
        if used == size:
            break
        count = evaluate(text.p, &phrase, 0, size, MONEY_LANGUAGE_EN if k == 0 else MONEY_LANGUAGE_ZH, &other)
        if count > used:
            used = count
            out[0] = other
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
