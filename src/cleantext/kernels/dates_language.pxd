"""Which languages' words count: the one told, else the ones that the small words around the first mention speak for."""
from libc.string cimport memset

from .casing cimport is_word
from .lexicon cimport fold
from .scan cimport eight_bytes, letters_from, lowest_bit
from .utf8 cimport Point, is_continuation, point_at


cdef extern from "dates_tables.h" nogil:
    ctypedef struct DateFunctionWord:
        unsigned long long word
        unsigned long long langs
    const DateFunctionWord *dates_function_words
    const char *dates_languages


cdef enum:
    SAMPLE = 280                # bytes before and after the anchor


cdef inline unsigned long long language_bit(const unsigned char *code) noexcept nogil:
    """The bit of an ISO 639 code, the last one for a language without its own; 0 for no code."""
    cdef int number = 0
    cdef Py_ssize_t i = 0, k
    if code[0] == 0:
        return 0
    while dates_languages[i]:
        k = 0
        while dates_languages[i + k] != 32 and dates_languages[i + k] == code[k]:
            k += 1
        if dates_languages[i + k] == 32 and code[k] == 0:
            return <unsigned long long>1 << number
        while dates_languages[i] and dates_languages[i] != 32:
            i += 1
        i += 1
        number += 1
    return <unsigned long long>1 << 63


cdef inline unsigned long long letters_key(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """The key of one to eight ASCII letters; eight bytes can be read."""
    cdef int rest = 64 - 8 * <int>n
    return (eight_bytes(p) | 0x2020202020202020ull) << rest >> rest


cdef inline unsigned long long folded_key(const unsigned char *folded, Py_ssize_t n) noexcept nogil:
    """The key of a folded word of up to eight bytes."""
    cdef unsigned long long key = 0
    cdef Py_ssize_t i
    for i in range(n):
        key |= <unsigned long long>folded[i] << (8 * i)
    return key


cdef inline void count(int *counts, unsigned long long langs) noexcept nogil:
    while langs:
        counts[lowest_bit(langs)] += 1
        langs &= langs - 1


cdef inline unsigned long long speakers(unsigned long long key) noexcept nogil:
    """The languages of a small word, as a set."""
    cdef unsigned int place
    place = <unsigned int>((key * 0x9E3779B97F4A7C15ull) >> 53)
    while dates_function_words[place].word:
        if dates_function_words[place].word == key:
            return dates_function_words[place].langs
        place = (place + 1) & 2047
    return 0


cdef inline unsigned long long most_spoken(const int *counts, int kana, int han) noexcept nogil:
    """The languages with most evidence; all of them when there is none."""
    cdef unsigned long long out = 0
    cdef int k, best = 0
    for k in range(64):
        best = counts[k] if counts[k] > best else best
    if best == 0 and kana + han == 0:
        return ~<unsigned long long>0
    for k in range(64):
        if counts[k] and 4 * counts[k] >= 3 * best:
            out |= <unsigned long long>1 << k
    if kana:
        out |= <unsigned long long>1 << 9
    elif han:
        out |= (<unsigned long long>1 << 10) | (<unsigned long long>1 << 9)
    return out


cdef inline unsigned long long languages_near(const unsigned char *p, Py_ssize_t n, Py_ssize_t anchor) noexcept nogil:
    """The languages that the words around p[anchor] speak for (bounded work)."""
    cdef int counts[64]
    cdef unsigned char folded[16]
    cdef Py_ssize_t i = anchor - SAMPLE if anchor > SAMPLE else 0
    cdef Py_ssize_t stop = anchor + SAMPLE if anchor + SAMPLE < n else n
    cdef Py_ssize_t start, size
    cdef Point point
    cdef int kana = 0, han = 0
    memset(counts, 0, sizeof(counts))
    while i < stop and is_continuation(p[i]):
        i += 1
    while i < stop:
        start = i
        i += letters_from(p + i, n - i)
        if start < i <= start + 8 and start + 8 <= n and (i == n or p[i] < 0x80):
            count(counts, speakers(letters_key(p + start, i - start)))
            continue
        while i < n and (97 <= (p[i] | 0x20) <= 122 or p[i] >= 0x80):
            point = point_at(p, i, n)
            if point.code >= 0x80 and not is_word(point.code):
                break
            if 0x3040 <= point.code <= 0x30FF:
                kana += 1
            elif 0x4E00 <= point.code <= 0x9FFF:
                han += 1
            elif point.code >= 0xAC00 and point.code <= 0xD7A3:
                counts[11] += 1
            i += point.size
        if 0 < i - start <= 8:
            size = fold(p + start, i - start, folded, 16)
            if 0 < size <= 8:
                count(counts, speakers(folded_key(folded, size)))
        if i == start:
            i += point_at(p, i, n).size
    return most_spoken(counts, kana, han)


cdef inline bint month_first(unsigned long long langs) noexcept nogil:
    """Whether 4/5/2024 is told as in American English: English counts, and no other language, or nothing tells."""
    return langs & 1 and (langs & (langs - 1) == 0 or ~langs == 0)
