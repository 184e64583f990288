"""Tokens of numbers in running text: numerals, number words and magnitudes before or after a place, compounds taken apart."""
from .lexicon cimport LexiconEntry, fold, lexicon_find, lexicon_may_have
from .money_language cimport *
from .money_tables cimport *
from .numbers cimport *
from .numbers_words cimport *
from .utf8 cimport Point, point_at, point_before


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
    cdef const LexiconEntry *entry = NULL
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
            if (end == size or (folded[end] & 0xC0) != 0x80) and lexicon_may_have(&money_words, folded + at, end - at):
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


cdef inline bint has_number_ending(MoneyText *text, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Whether the word may be made of number words, by its last three bytes; shorter ends ("tjugoen") only where the language is told."""
    cdef const unsigned char *p = text.p + stop - 3
    cdef unsigned int key = 0
    cdef unsigned int slot
    cdef const LexiconEntry *entry
    cdef int k
    for k in range(3):
        key = key << 8 | (p[k] | 0x20u if p[k] < 0x80 else p[k])
    slot = (key * 0x9E3779B1u) >> 16
    if (money_compound_tails[slot >> 3] >> (slot & 7)) & 1:
        return True
    if not text.told or stop - start < 5:
        return False
    entry = find_word(&money_words, text.p, stop - 2, stop)
    return entry != NULL and has_number_sense(entry)


cdef inline int phrase_language(MoneyText *text, const NumberPhrase *phrase) noexcept nogil:
    """The language to read a phrase in: that of a word which is a number in one alone ("mil" is a thousand before "millones"), else, when its
    words mean different things in different ones, that of the text."""
    cdef int k, only, first, language = 0, loose = 0
    cdef bint ambiguous = False
    cdef Py_ssize_t at = -1
    for k in range(phrase.size):
        if phrase.tokens[k].entry == NULL:
            continue
        at = phrase.tokens[k].start
        first = first_language(phrase.tokens[k].entry)
        only = only_language(phrase.tokens[k].entry)
        if only and phrase.tokens[k].entry.size < 5 and number_kind(phrase.tokens[k].entry, MONEY_UNIT):
            only = 0                                # "5 min spend"
            ambiguous = True
        if only and language and only != language:
            return language_at(text, at)
        language = only if only else language
        ambiguous = ambiguous or first < 0 or (first and loose and first != loose)
        loose = first if first > 0 else loose
    if not ambiguous:
        return language if language else loose
    if language and not text.told:
        return language
    first = language_at(text, at)
    return first if first and not (text.tied and text.hint and first == MONEY_LANGUAGE_EN) else text.hint


cdef inline int word_tokens(MoneyText *text, Py_ssize_t start, Py_ssize_t stop, NumberToken *out, int room) noexcept nogil:
    """The number tokens of one word of the text; 0 when it is no number word."""
    cdef const LexiconEntry *entry = find_word(&money_words, text.p, start, stop)
    cdef int k, count
    if room < 1:
        return 0
    if entry != NULL and has_number_sense(entry):
        set_word(&out[0], entry, start, stop)
        return 1
    if stop - start < 5 or not has_number_ending(text, start, stop):
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


cdef inline int fraction_sign(const unsigned char *p, Py_ssize_t start, unsigned int code, NumberToken *out) noexcept nogil:
    """The token of "¼", "½" or "¾" at `start`; 0 for another character."""
    if not 0xBC <= code <= 0xBE:
        return 0
    set_word(out, find_word(&money_words, p, start, start + 2), start, start + 2)
    return out.entry != NULL


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
            return 1 if number_kind(out[0].entry, MONEY_SCALE) else 0
        return 0
    if not is_letter(point.code) and point.code != 0x3007:
        return fraction_sign(p, stop - point.size, point.code, out)
    if is_unspaced(point.code):
        start = numeric_run_back(text, stop)
        if start < stop:
            return run_tokens(text, start, stop, out, room)
    start = word_start(p, stop, text.floor)
    return word_tokens(text, start, stop, out, room) if start < stop else 0


cdef inline bint number_kind(const LexiconEntry *entry, int kind) noexcept nogil:
    """Whether the word has a sense of this kind; no word (NULL) has any."""
    cdef int k
    if entry == NULL:
        return False
    for k in range(entry.count):
        if money_words_senses[entry.first + k].kind == kind:
            return True
    return False


cdef inline Py_ssize_t gap_before(const unsigned char *p, Py_ssize_t i, Py_ssize_t floor, bint hyphens) noexcept nogil:
    """Past at most two spaces, or one hyphen between letters or digits, leftwards."""
    cdef int _
    cdef Py_ssize_t start = i
    cdef Point point
    if i > floor + 1 and p[i - 1] < 0x80:           # the common cases
        if p[i - 1] > 45:
            return i
        if p[i - 1] == 32 and 32 < p[i - 2] < 0x80:
            return i - 1
    for _ in range(2):
        if i <= floor:
            return i
        point = point_before(p, i)
        if not is_gap(point.code) or i - point.size < floor:
            break
        i -= point.size
    if hyphens and i == start and i > floor and (p[i - 1] == 45 or point.code == 0x2010 or point.code == 0x2011):
        if i - point.size > floor and (is_letter(point_before(p, i - point.size).code) or is_digit_before(p, i - point.size) or p[i - point.size - 1] == 46):
            i -= point.size
    return i


cdef inline bint begins_word(MoneyText *text, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Whether the letters p[start:stop] after a space are the start of something longer: "T-shirt", "Mil-spec", "M.R.P."."""
    if stop + 1 >= text.n or not is_letter_at(text.p, stop + 1, text.n):
        return False
    return text.p[stop] == 45 or text.p[stop] == 46 and stop - start <= 2


cdef inline bint is_glued_scale(MoneyText *text, const LexiconEntry *entry, Py_ssize_t start, Py_ssize_t stop, bint indian) noexcept nogil:
    """Whether a magnitude letter stands free on its right, in the case it is written in, and with rupees where it is theirs."""
    cdef int k
    cdef const MoneyWordSense *sense
    cdef Point point
    if stop - start <= 3 and start > 0 and text.p[start - 1] == 32 and begins_word(text, start, stop):
        return False
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
        if point.code == 0x2B and is_letter_at(text.p, stop - 1, text.n) and start > 0 and is_digit_before(text.p, start):
            return True                             # "$10M+"
        return not (is_letter(point.code) or digit_value(point.code) >= 0 or point.code == 0x2D or point.code == 0x2B or point.code == 0x26 or 0xB2 <= point.code <= 0xB3)
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
    if p[i] < 0x80:
        return i + (p[i] == 32 or hyphens and p[i] == 45 and is_letter_at(p, i + 1, n))
    point = point_at(p, i, n)
    if is_gap(point.code) or (hyphens and (point.code == 0x2D or point.code == 0x2011) and is_letter_at(p, i + point.size, n)):
        return i + point.size
    return i


cdef inline bint is_keycap(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether the sign at p[i] makes an emoji of the digit before it: U+20E3, or U+FE0F before that."""
    return i + 2 < n and (p[i] == 0xE2 and p[i + 1] == 0x83 and p[i + 2] == 0xA3 or p[i] == 0xEF and p[i + 1] == 0xB8 and p[i + 2] == 0x8F)


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
        if not out[0].numeral.found or is_keycap(p, out[0].numeral.stop, text.n):
            return 0
        out[0].entry = NULL
        out[0].start = i
        out[0].stop = out[0].numeral.stop
        return 1
    if p[i] < 0x80 and not 97 <= (p[i] | 0x20) <= 122:
        return 0
    point = point_at(p, i, text.n)
    if not is_letter(point.code):
        return fraction_sign(p, i, point.code, out)
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
