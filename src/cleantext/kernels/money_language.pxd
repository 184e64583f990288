"""Which language the text around an amount is in, by its commonest words and its script."""
from libc.stdint cimport uint64_t

from .lexicon cimport LexiconEntry
from .money_tables cimport *
from .money_words cimport *
from .numbers cimport ANY_STYLE
from .scan cimport eight_bytes, lowest_bit
from .utf8 cimport Point, point_at, point_before


cdef extern from "prefetch.h":
    void prefetch "cleantext_prefetch"(const void *p) noexcept nogil


cdef enum:
    WINDOW = 300                # bytes looked at on either side
    BLOCK = 4096                # one guess holds for as many bytes
    SHORT_WORDS = 128           # looked up in one go


cdef struct MoneyText:
    const unsigned char *p
    Py_ssize_t n
    int told                    # language that the caller gave, 0: none
    int region                  # the caller's region as a number of two letters, 0: none
    int guess                   # -1: not made yet
    bint tied                   # ... English, as several languages were as likely
    Py_ssize_t guess_at         # the place that it is made for, and its block, -1: none yet
    Py_ssize_t guessed
    bint asking                 # whether a language is only asked for where it is known; what was not is marked
    bint missing
    int hint                    # the language that speaks of such money, for words that mean different things, where the text does not tell; 0: none
    Py_ssize_t floor            # nothing before it is looked at again: the end of the last mention or marker
    MoneyList *found


cdef inline bint is_japanese(unsigned int code) noexcept nogil:
    """Whether Han is one of the common characters whose form only Japanese has: 込, 価, 円, 売, 発, 気, 駅 ..."""
    return code in (0x8FBC, 0x4FA1, 0x5186, 0x58F2, 0x767A, 0x6C17, 0x99C5, 0x770C, 0x5E83, 0x5BFE, 0x5FDC, 0x6E08, 0x69D8, 0x5B9F, 0x5358, 0x5909, 0x56F3, 0x7DCF, 0x7D9A,
                    0x8AAD, 0x8EE2, 0x9A13, 0x6A29, 0x6B73, 0x697D, 0x6255, 0x8FBA, 0x50CD, 0x67A0, 0x6CA2, 0x9244, 0x95A2, 0x691C, 0x5E30, 0x89B3)


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
    if is_japanese(code):
        return MONEY_LANGUAGE_JA
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
            votes[k if k > 0 else 0] += 0 if numbers else 1 if k != MONEY_LANGUAGE_JA else 6 if point.code >= 0x3400 else 2
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


cdef inline int guess_language(const unsigned char *p, Py_ssize_t start, Py_ssize_t stop, bint *tied) noexcept nogil:
    """The language with the most common words in p[start:stop], 0 when hardly any are there. Where two have as many, or one has hardly any, the
    words of numbers count as well: "costó 5 mil millones de euros". `tied`: whether it is English since several have as many."""
    cdef int votes[64]
    cdef int k, best
    cdef bint close
    cdef Py_ssize_t i
    for k in range(64):
        votes[k] = 0
    tied[0] = False
    common_votes(p, start, stop, votes)
    best = most_votes(votes, &close)
    if (close or votes[best] < 2) and votes[0] <= votes[best]:
        i = start
        while i < stop:
            i = vote(p, i, stop, True, votes)
        best = most_votes(votes, &close)
        if close and votes[MONEY_LANGUAGE_EN] == votes[best]:
            best = MONEY_LANGUAGE_EN                # "$1.2 billion, $1.4 billion"
            tied[0] = True
    if votes[0] > votes[best]:
        return MONEY_LANGUAGE_ZH
    return best if votes[best] > 1 else 0


cdef inline int language_at(MoneyText *text, Py_ssize_t at) noexcept nogil:
    """The language told, else the one that the text around speaks (0: unknown), to tell whether something is an amount."""
    text.found.asked |= text.told == 0
    return told_or_guessed(text, at)


cdef inline int told_or_guessed(MoneyText *text, Py_ssize_t at) noexcept nogil:
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


cdef inline int guess_around(MoneyText *text, Py_ssize_t at) noexcept nogil:
    cdef Py_ssize_t start = at - WINDOW if at > WINDOW else 0
    cdef Py_ssize_t stop = at + WINDOW if at + WINDOW < text.n else text.n
    while start > 0 and start < at and is_letter(point_before(text.p, start).code) and at - start < WINDOW + 80:
        start -= point_before(text.p, start).size
    return guess_language(text.p, start, stop, &text.tied)


cdef inline int style_at(MoneyText *text, Py_ssize_t at) noexcept nogil:
    """How numbers are written there."""
    cdef int language = told_or_guessed(text, at)
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
