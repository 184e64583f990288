"""Which language the text around an amount is in, by its commonest words and its script; and words of a text."""
from libc.stdint cimport uint64_t

from .casing cimport is_word
from .lexicon cimport Lexicon, LexiconEntry, fold, lexicon_find, lexicon_may_have
from .money_tables cimport *
from .numbers cimport ANY_STYLE, digit_value
from .scan cimport eight_bytes, highest_bit, lowest_bit
from .utf8 cimport Point, point_at, point_before


cdef extern from "prefetch.h" nogil:
    void prefetch "cleantext_prefetch"(const void *p)


cdef enum:
    WINDOW = 300                # bytes looked at on either side
    BLOCK = 4096                # one guess holds for as many bytes
    MAX_WORD = 96               # bytes
    SHORT_WORDS = 128           # looked up in one go


cdef struct MoneyText:
    const unsigned char *p
    Py_ssize_t n
    int told                    # language that the caller gave, 0: none
    int region                  # the caller's region as a number of two letters, 0: none
    int guess                   # -1: not made yet
    Py_ssize_t guess_at         # the place that it is made for, and its block, -1: none yet
    Py_ssize_t guessed
    bint asking                 # whether a language is only asked for where it is known; what was not is marked
    bint missing
    Py_ssize_t floor            # nothing before it is looked at again: the end of the last mention or marker
    MoneyList *found


cdef inline bint is_letter(unsigned int code) noexcept nogil:
    """A letter or mark: what words are made of."""
    if code < 0x80:
        return 97 <= (code | 0x20) <= 122
    return is_word(code) and digit_value(code) < 0 and code != 0xB2 and code != 0xB3 and code != 0xB9 and not 0xBC <= code <= 0xBE


cdef inline bint is_letter_at(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    if i >= n:
        return False
    return 97 <= (p[i] | 0x20) <= 122 if p[i] < 0x80 else is_letter(point_at(p, i, n).code)


cdef inline bint is_unspaced(unsigned int code) noexcept nogil:
    """A letter of a script that is written without spaces, or whose endings stick to every word (Hangul, Georgian)."""
    if code < 0xE00:
        return False
    return (code < 0xF00 or 0x1000 <= code < 0x1100 or 0x1100 <= code < 0x1200 or 0x1780 <= code < 0x1800 or 0x3040 <= code < 0x3100
            or 0x3400 <= code < 0xA000 or 0xAC00 <= code < 0xD7B0 or 0xF900 <= code < 0xFB00 or code == 0x3005 or code == 0x3007)


cdef inline uint64_t no_letters(uint64_t x) noexcept nogil:
    """The highest bit of each of eight bytes that is no ASCII letter."""
    cdef uint64_t high = 0x8080808080808080u
    cdef uint64_t low = (x & ~high) | 0x2020202020202020u
    return ~((low + 0x1F1F1F1F1F1F1F1Fu) & ~(low + 0x0505050505050505u) & ~x) & high


cdef inline Py_ssize_t ascii_letters(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """How many of p[0:n] are ASCII letters up to the first that is none, eight at a time: at least all but seven of them."""
    cdef uint64_t others
    cdef Py_ssize_t i = 0
    while i + 8 <= n:
        others = no_letters(eight_bytes(p + i))
        if others:
            return i + (lowest_bit(others) >> 3)
        i += 8
    return i


cdef inline Py_ssize_t word_end(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Where the letters that start at i end; a script without spaces and others part each other."""
    cdef uint64_t others
    cdef Py_ssize_t end
    if i + 8 <= n and p[i] < 0x80:                  # less than eight letters: most words
        others = no_letters(eight_bytes(p + i))
        if others:
            end = i + (lowest_bit(others) >> 3)
            if p[end] < 0x80:
                return end
    return any_word_end(p, i, n)


cdef inline Py_ssize_t any_word_end(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    cdef Py_ssize_t limit = i + MAX_WORD if i + MAX_WORD < n else n
    if i < limit and p[i] < 0x80:
        i += ascii_letters(p + i, limit - i)
        if i < limit and p[i] < 0x80 and not 97 <= (p[i] | 0x20) <= 122:
            return i
        return mixed_end(p, i, limit, n, False)
    return mixed_end(p, i, limit, n, i < limit and p[i] >= 0xE0 and is_unspaced(point_at(p, i, n).code))


cdef inline Py_ssize_t mixed_end(const unsigned char *p, Py_ssize_t i, Py_ssize_t limit, Py_ssize_t n, bint unspaced) noexcept nogil:
    """Where letters that start at i, `unspaced` or not, end; the last one starts before `limit`."""
    cdef Point point
    while i < limit:
        if p[i] < 0x80:
            if unspaced or not 97 <= (p[i] | 0x20) <= 122:
                break
            i += 1
        else:
            point = point_at(p, i, n)
            if not is_letter(point.code) or (p[i] >= 0xE0 and is_unspaced(point.code)) != unspaced:
                break
            i += point.size
    return i


cdef inline Py_ssize_t word_start(const unsigned char *p, Py_ssize_t i, Py_ssize_t floor) noexcept nogil:
    """Where the letters that end at i start; a script without spaces and others part each other."""
    cdef uint64_t others
    cdef int last
    if i - 8 >= floor and p[i - 1] < 0x80:          # less than eight letters: most words
        others = no_letters(eight_bytes(p + i - 8))
        if others:
            last = highest_bit(others) >> 3
            if p[i - 8 + last] < 0x80:
                return i - 7 + last
    return any_word_start(p, i, floor)


cdef inline Py_ssize_t any_word_start(const unsigned char *p, Py_ssize_t i, Py_ssize_t floor) noexcept nogil:
    cdef Point point
    cdef Py_ssize_t limit = i - MAX_WORD if i - MAX_WORD > floor else floor
    cdef bint unspaced = i > limit and p[i - 1] >= 0x80 and is_unspaced(point_before(p, i).code)
    while i > limit:
        if p[i - 1] < 0x80:
            if unspaced or not 97 <= (p[i - 1] | 0x20) <= 122:
                break
            i -= 1
        else:
            point = point_before(p, i)
            if not is_letter(point.code) or i - point.size < limit or is_unspaced(point.code) != unspaced:
                break
            i -= point.size
    return i


cdef inline const LexiconEntry *find_word(const Lexicon *lexicon, const unsigned char *p, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """The entry of the text p[start:stop], whatever its case; NULL when there is none."""
    cdef unsigned char folded[MAX_WORD + 8]
    cdef Py_ssize_t size
    if stop <= start or stop - start > MAX_WORD or (lexicon.filter != NULL and not lexicon_may_have(lexicon, p + start, stop - start)):
        return NULL
    size = fold(p + start, stop - start, folded, MAX_WORD + 8)
    return lexicon_find(lexicon, folded, size) if size > 0 else NULL


cdef inline int script_language(unsigned int code) noexcept nogil:
    """The language a letter speaks for by itself; -1: Han, for Chinese or Japanese; 0: none."""
    if code < 0x370 or 0x400 <= code < 0x5D0:
        return 0
    if code < 0x400:
        return MONEY_LANGUAGE_EL
    if code < 0x5F0:
        return MONEY_LANGUAGE_HE
    if 0x600 <= code < 0x700:
        return MONEY_LANGUAGE_AR
    if 0x900 <= code < 0x980:
        return MONEY_LANGUAGE_HI
    if 0xE00 <= code < 0xE80:
        return MONEY_LANGUAGE_TH
    if 0x10A0 <= code < 0x1100:
        return MONEY_LANGUAGE_KA
    if 0x3040 <= code < 0x3100:
        return MONEY_LANGUAGE_JA
    if 0xAC00 <= code < 0xD7B0:
        return MONEY_LANGUAGE_KO
    return -1 if 0x3400 <= code < 0xA000 else 0


cdef inline Py_ssize_t vote(const unsigned char *p, Py_ssize_t i, Py_ssize_t stop, bint numbers, int *votes) noexcept nogil:
    """Count what the word, letter or sign at p[i] says about the language: a common word, or with `numbers` a word of a number; where it ends.
    votes[0] counts Han, which Chinese and Japanese share."""
    cdef int k
    cdef Py_ssize_t end
    cdef Point point
    cdef const LexiconEntry *entry
    if p[i] < 0x80:
        if not 97 <= (p[i] | 0x20) <= 122:
            return i + 1
    else:
        point = point_at(p, i, stop)
        if not is_letter(point.code):
            return i + point.size
        k = script_language(point.code)
        if k:
            votes[k if k > 0 else 0] += 0 if numbers else 2 if k == MONEY_LANGUAGE_JA else 1
            return i + point.size
    end = word_end(p, i, stop)
    if end == i:
        return i + point_at(p, i, stop).size
    if numbers:
        entry = find_word(&money_words, p, i, end)
        for k in range(entry.count if entry != NULL else 0):
            if money_words_senses[entry.first + k].kind <= MONEY_ONE:
                votes[money_words_senses[entry.first + k].language] += money_words_senses[entry.first + k].language != 0
        return end
    entry = find_word(&money_stopwords, p, i, end)
    for k in range(entry.count if entry != NULL else 0):
        votes[money_stopwords_senses[entry.first + k]] += 2 if end - i > 1 else 1
    return end


cdef inline void count_common(const uint64_t *words, int count, int *votes) noexcept nogil:
    """Count what words of less than eight ASCII letters, given as little-endian numbers in lower case, say about the language."""
    cdef int k
    cdef unsigned int slot
    cdef uint64_t languages
    for k in range(count):
        slot = common_slot(words[k])
        while money_common[slot].key and money_common[slot].key != words[k]:
            slot += 1
        languages = money_common[slot].languages        # an empty slot has none
        while languages:
            votes[lowest_bit(languages)] += 2 if words[k] > 0xFF else 1
            languages &= languages - 1


cdef inline unsigned int common_slot(uint64_t word) noexcept nogil:
    return <unsigned int>(word * MONEY_COMMON_FACTOR >> MONEY_COMMON_SHIFT)


cdef inline Py_ssize_t take_short(const unsigned char *p, Py_ssize_t i, Py_ssize_t stop, uint64_t *words, int *count) noexcept nogil:
    """Add the words of p[i:stop] to the `count` ones, as count_common wants them, up to the first that is longer or has letters beyond ASCII,
    or until they are SHORT_WORDS; where it stopped."""
    cdef uint64_t eight, others
    cdef int size
    while i + 8 <= stop and count[0] < SHORT_WORDS:
        eight = eight_bytes(p + i)
        others = no_letters(eight)
        if not others:
            break
        size = lowest_bit(others) >> 3
        if p[i + size] >= 0x80:
            break
        words[count[0]] = (eight | 0x2020202020202020u) & ((1ull << 8 * size) - 1)
        prefetch(&money_common[common_slot(words[count[0]])])    # the table is not in the nearest cache: all words are asked for at once
        count[0] += size > 0
        i += size + 1
    return i


cdef inline void common_votes(const unsigned char *p, Py_ssize_t i, Py_ssize_t stop, int *votes) noexcept nogil:
    """Count what the common words, the letters and signs of p[i:stop] say about the language."""
    cdef uint64_t words[SHORT_WORDS]
    cdef int count = 0
    while i < stop:
        i = take_short(p, i, stop, words, &count)
        if count == SHORT_WORDS:
            count_common(words, count, votes)
            count = 0
        if i < stop:
            i = vote(p, i, stop, False, votes)
    count_common(words, count, votes)


cdef inline int most_votes(const int *votes, bint *close) noexcept nogil:
    """The language with the most votes, and whether another one has as many."""
    cdef int k, best = 1
    close[0] = False
    for k in range(2, MONEY_LANGUAGES):
        if votes[k] >= votes[best]:
            close[0] = votes[k] == votes[best]
            best = k if votes[k] > votes[best] else best
    return best


cdef inline int guess_language(const unsigned char *p, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """The language with the most common words in p[start:stop], 0 when hardly any are there. Where two have as many, or one has hardly any, the
    words of numbers count as well: "costó 5 mil millones de euros"."""
    cdef int votes[64]
    cdef int k, best
    cdef bint close
    cdef Py_ssize_t i
    for k in range(64):
        votes[k] = 0
    common_votes(p, start, stop, votes)
    best = most_votes(votes, &close)
    if (close or votes[best] < 2) and votes[0] <= votes[best]:
        i = start
        while i < stop:
            i = vote(p, i, stop, True, votes)
        best = most_votes(votes, &close)
    if votes[0] > votes[best]:
        return MONEY_LANGUAGE_ZH
    return best if votes[best] > 1 else 0


cdef inline int language_at(MoneyText *text, Py_ssize_t at) noexcept nogil:
    """The language told, else the one that the text around speaks (0: unknown)."""
    if text.told:
        return text.told
    if text.asking and text.missing:
        return 0
    if text.guessed != at // BLOCK:
        text.guessed = at // BLOCK
        text.guess_at = at
        text.guess = -1
    if text.guess < 0:
        if text.asking:
            text.missing = True
            return 0
        text.guess = guess_around(text, text.guess_at)
    return text.guess


cdef inline int guess_around(const MoneyText *text, Py_ssize_t at) noexcept nogil:
    cdef Py_ssize_t start = at - WINDOW if at > WINDOW else 0
    cdef Py_ssize_t stop = at + WINDOW if at + WINDOW < text.n else text.n
    while start > 0 and start < at and is_letter(point_before(text.p, start).code) and at - start < WINDOW + 80:
        start -= point_before(text.p, start).size
    return guess_language(text.p, start, stop)


cdef inline int style_at(MoneyText *text, Py_ssize_t at) noexcept nogil:
    """How numbers are written there."""
    cdef int language = language_at(text, at)
    return money_style[language] if language else ANY_STYLE


cdef inline int language_number(const unsigned char *code) noexcept nogil:
    """The number of an ISO 639 code, 0 for one that is not known."""
    cdef int k
    if code[0] == 110 and (code[1] == 111 or code[1] == 110) and code[2] == 0:
        return MONEY_LANGUAGE_NB                    # "no" and "nn" count like "nb"
    for k in range(1, MONEY_LANGUAGES):
        if (money_language_codes[3 * k] == code[0] and money_language_codes[3 * k + 1] == code[1] and money_language_codes[3 * k + 2] == code[2]):
            return k
    return 0
