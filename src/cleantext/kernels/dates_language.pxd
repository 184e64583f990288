"""Which languages' words count: the one told, else the ones that the small words around the first mention speak for."""
from libc.string cimport memset

from .casing cimport is_word
from .dates_lookup cimport in_bitmap
from .dates_tokens cimport ALL_LANGUAGES, CHINESE, JAPANESE, KOREAN
from .lexicon cimport fold
from .scan cimport eight_bytes, highest_bit, letters_digits, letters_from, lowest_bit
from .utf8 cimport Point, is_continuation, point_at


cdef extern from "dates_tables.h":
    ctypedef struct DateFunctionWord:
        unsigned long long word
        unsigned long long langs
    const DateFunctionWord *dates_function_words
    const unsigned long long *dates_function_filter     # of those that are ASCII
    int DATES_LANGUAGE_SHIFT
    const char *dates_languages


cdef enum:
    SAMPLE = 280                # bytes before and after the anchor
    PLANES = 10                 # bits of a count of words
    EN_DE = 3                   # English and German
    PLAIN = 5                   # small words that are enough for a language away from the anchor


cdef inline unsigned long long language_bit(const unsigned char *code) noexcept nogil:
    """The bit of an ISO 639 code, the last two for a language without its own; 0 for no code."""
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
    return <unsigned long long>3 << 62         # their short words have a bit of their own


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


cdef inline void count(unsigned long long *planes, unsigned long long langs) noexcept nogil:
    """Count one more word for each of these languages: a bit of planes[k] is bit k of a language's count."""
    cdef unsigned long long both
    cdef int k
    for k in range(3):              # nearly always enough: fewer branches that cannot be foreseen
        both = planes[k] & langs
        planes[k] ^= langs
        langs = both
    k = 3
    while langs and k < PLANES:
        both = planes[k] & langs
        planes[k] ^= langs
        langs = both
        k += 1


cdef inline unsigned long long speakers(unsigned long long key) noexcept nogil:
    """The languages of a small word, as a set."""
    cdef unsigned int place
    place = <unsigned int>((key * 0x9E3779B97F4A7C15ull) >> 53)
    while dates_function_words[place].word:
        if dates_function_words[place].word == key:
            return dates_function_words[place].langs
        place = (place + 1) & 2047
    return 0


cdef inline unsigned long long most_spoken(const unsigned long long *planes, int kana, int han, int enough) noexcept nogil:
    """The languages with most evidence; all of them when there is none, and none when that is asked to be `enough` and is not."""
    cdef unsigned long long most = ~<unsigned long long>0, above = 0, equal = ~<unsigned long long>0
    cdef int k, best = 0, least
    for k in range(PLANES - 1, -1, -1):
        if most & planes[k]:
            most &= planes[k]
            best |= 1 << k
    if best < enough and kana + han < enough:
        return 0
    if best == 0 and kana + han == 0:
        return ALL_LANGUAGES
    least = (3 * best + 3) / 4
    for k in range(PLANES - 1, -1, -1):
        if least >> k & 1:
            equal &= planes[k]
        else:
            above |= equal & planes[k]
            equal &= ~planes[k]
    if best:
        above |= equal
    if kana:
        above |= JAPANESE
    elif han:
        above |= CHINESE | JAPANESE
    return above


cdef inline Py_ssize_t other_word(const unsigned char *p, Py_ssize_t n, Py_ssize_t start, Py_ssize_t i, unsigned long long *planes,
                                  int *kana, int *han) noexcept nogil:
    """Count the word at p[start] for its languages, read up to p[i] so far, or go over the sign there; where it ends."""
    cdef unsigned char folded[16]
    cdef Py_ssize_t size
    cdef Point point
    while i < n and (97 <= (p[i] | 0x20) <= 122 or p[i] >= 0x80):
        point = point_at(p, i, n)
        if point.code >= 0x80 and not is_word(point.code):
            break
        if 0x3040 <= point.code <= 0x30FF:
            kana[0] += 1
        elif 0x4E00 <= point.code <= 0x9FFF:
            han[0] += 1
        elif point.code >= 0xAC00 and point.code <= 0xD7A3:
            count(planes, KOREAN)
        i += point.size
    if 0 < i - start <= 8:
        size = fold(p + start, i - start, folded, 16)
        if 0 < size <= 8:
            count(planes, speakers(folded_key(folded, size)))
    return i if i > start else i + point_at(p, i, n).size


cdef inline Py_ssize_t plain_words(const unsigned char *p, Py_ssize_t i, Py_ssize_t stop, unsigned long long *keys, int *found) noexcept nogil:
    """Add the keys of the words of ASCII letters from p[i] on that start before p[stop] and are small ones, most likely; 64 + 8 bytes can be read.

    Where it goes on: at the first word that may have other letters or may not end within the 64 bytes.
    """
    cdef unsigned long long classes[3]
    cdef unsigned long long letters, starts, others, key
    cdef int limit = 64, start, size
    letters_digits(p + i, classes)
    if classes[2]:
        limit = lowest_bit(classes[2])
        if limit == 0:
            return i
    others = ~classes[0] & ~<unsigned long long>0 >> (64 - limit)
    if others == 0:
        return i
    limit = highest_bit(others) + 1
    letters = classes[0] & ~<unsigned long long>0 >> (64 - limit)
    starts = letters & ~(letters << 1)
    if stop - i < limit:
        starts &= (<unsigned long long>1 << (stop - i)) - 1
    while starts:
        start = lowest_bit(starts)
        starts &= starts - 1
        size = lowest_bit(~(letters >> start))
        key = letters_key(p + i + start, min(size, 8))
        keys[found[0]] = key
        found[0] += size <= 8 and in_bitmap(dates_function_filter, DATES_LANGUAGE_SHIFT, key * 0x9E3779B97F4A7C15ull)
    return i + limit


cdef inline unsigned long long languages_of_labels(const unsigned char *p, Py_ssize_t n, Py_ssize_t i, Py_ssize_t stop) noexcept nogil:
    """The languages that words of more than eight bytes between p[i] and p[stop] speak for, where no small one does: "Publicado: 05/09/2015"."""
    cdef unsigned long long planes[PLANES]
    cdef unsigned char folded[48]
    cdef Py_ssize_t start
    memset(planes, 0, sizeof(planes))
    while i < stop:
        start = i
        while i < n and (97 <= (p[i] | 0x20) <= 122 or p[i] >= 0x80) and i < start + 40:
            i += 1
        if 8 < i - start < 40 and (eight_bytes(p + start) & 0x8080808080808080ull or in_bitmap(
                dates_function_filter, DATES_LANGUAGE_SHIFT, letters_key(p + start, 8) * 0x9E3779B97F4A7C15ull)) and fold(p + start, i - start, folded, 48) > 8:
            count(planes, speakers(folded_key(folded, 8)))
        i += i == start
    return most_spoken(planes, 0, 0, 0)


cdef inline unsigned long long languages_near(const unsigned char *p, Py_ssize_t n, Py_ssize_t anchor, Py_ssize_t reach, int enough) noexcept nogil:
    """The languages that the words up to `reach` (at most SAMPLE) bytes from p[anchor] speak for, as most_spoken() has it."""
    cdef unsigned long long planes[PLANES]
    cdef unsigned long long keys[SAMPLE + 1]        # of plain words that are small ones, most likely
    cdef unsigned long long key
    cdef Py_ssize_t i = anchor - reach if anchor > reach else 0
    cdef Py_ssize_t stop = anchor + reach if anchor + reach < n else n
    cdef Py_ssize_t start
    cdef int kana = 0, han = 0, found = 0, k
    memset(planes, 0, sizeof(planes))
    while i < stop and is_continuation(p[i]):
        i += 1
    while i < stop:
        if i + 72 <= n:
            start = i
            i = plain_words(p, i, stop, keys, &found)
            if i > start:
                continue
        if p[i] < 0x41:
            i += 1
            continue
        start = i
        i += letters_from(p + i, n - i)
        if start < i <= start + 8 and start + 8 <= n and (i == n or p[i] < 0x80):
            key = letters_key(p + start, i - start)
            keys[found] = key
            found += in_bitmap(dates_function_filter, DATES_LANGUAGE_SHIFT, key * 0x9E3779B97F4A7C15ull)
        else:
            i = other_word(p, n, start, i, planes, &kana, &han)
    for k in range(found):
        count(planes, speakers(keys[k]))
    key = most_spoken(planes, kana, han, enough)
    return key if key != ALL_LANGUAGES else languages_of_labels(p, n, anchor - reach if anchor > reach else 0, stop)


cdef inline bint hour_in_m(const unsigned char *p, Py_ssize_t n, Py_ssize_t anchor) noexcept nogil:
    """Whether "am" or "pm" right after a number, or in capitals, stands near p[anchor], which is no German: 9am, 09:14 AM."""
    cdef Py_ssize_t i = anchor - SAMPLE if anchor > SAMPLE else 1
    cdef Py_ssize_t stop = anchor + SAMPLE if anchor + SAMPLE < n else n
    while i + 1 < stop:
        if p[i + 1] | 0x20 == c"m" and p[i] | 0x20 in (c"a", c"p") and (48 <= p[i - 1] <= 57 or i > 1 and p[i] < 97 and p[i - 1] == 32 and 48 <= p[i - 2] <= 57) \
                and not (i + 2 < n and 97 <= p[i + 2] | 0x20 <= 122):
            return True
        i += 1
    return False


cdef inline unsigned long long languages_of_text(const unsigned char *p, Py_ssize_t n, Py_ssize_t anchor) noexcept nogil:
    """The languages that the words around p[anchor] speak for, and those of the middle of what comes after them: an English line may stand above a
    page in another language."""
    cdef unsigned long long langs = languages_near(p, n, anchor, SAMPLE, 0)
    cdef unsigned long long later = 0
    if langs == EN_DE and hour_in_m(p, n, anchor):
        langs = 1
    if n - anchor > 3 * SAMPLE:
        later = languages_near(p, n, (anchor + SAMPLE + n) // 2, SAMPLE // 2, PLAIN)
    if later == 0:
        return langs
    return later if langs == ALL_LANGUAGES else langs | later


cdef inline bint month_first(unsigned long long langs) noexcept nogil:
    """Whether 4/5/2024 is told as in American English: English counts, and no other language, or nothing tells."""
    return langs & 1 and (langs & (langs - 1) == 0 or langs == ALL_LANGUAGES)
