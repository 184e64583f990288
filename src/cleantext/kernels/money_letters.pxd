"""One letter that a space parts from the number before it: a magnitude ("raised $25 M"), or a size, a name, a unit."""
from .lexicon cimport LexiconEntry
from .money_beside cimport sense_value
from .money_language cimport *
from .money_tables cimport *
from .money_tokens cimport gap_after, number_kind
from .money_words cimport *
from .utf8 cimport point_before


cdef enum:
    WORDS = 6                   # before the amount that are asked
    REACH = 96                  # bytes in which they stand


cdef inline int tells_of_sums(const unsigned char *p, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Whether a word is one of business (2), or one that sentences are made of (1); 0: neither."""
    cdef const LexiconEntry *entry = find_word(&money_words, p, start, stop)
    if entry != NULL:
        if number_kind(entry, MONEY_FINANCE):
            return 2
        if number_kind(entry, MONEY_PRICE) or number_kind(entry, MONEY_CHANGE) or number_kind(entry, MONEY_SHIFT) or number_kind(entry, MONEY_BOUND_BEFORE):
            return 1
    return stop - start > 1 and find_word(&money_stopwords, p, start, stop) != NULL


cdef inline int sums_before(const unsigned char *p, Py_ssize_t start) noexcept nogil:
    """What the last words of the line before an amount tell (`tells_of_sums`); 1 where there are none."""
    cdef Py_ssize_t i = start, at
    cdef int count = 0, value, best = 0
    cdef bint found = False
    while count < WORDS and i > 0 and p[i - 1] != 10 and start - i < REACH:
        at = word_start(p, i, 0)
        if at == i:
            i -= point_before(p, i).size
            continue
        if at > 0 and (p[at - 1] == 36 or p[at - 1] >= 0x80) and i == start:
            i = at
            continue
        value = tells_of_sums(p, at, i)
        best = value if value > best else best
        if best == 2:
            break
        found = True
        count += 1
        i = at
    return best if found or best else 1


cdef inline bint is_magnitude(MoneyText *text, Py_ssize_t start, Py_ssize_t letter) noexcept nogil:
    """Whether the letter after a number that starts at `start` multiplies it, by what stands around them."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t stop = letter + 1
    cdef Py_ssize_t i = gap_after(p, stop, text.n, False)
    cdef Py_ssize_t end = word_end(p, i, text.n)
    cdef const LexiconEntry *entry
    if end > i:
        entry = find_word(&money_words, p, i, end)
        if entry != NULL and (number_kind(entry, MONEY_FINANCE) or number_kind(entry, MONEY_PER) or number_kind(entry, MONEY_RANGE)):
            return True
        if find_word(&money_markers, p, i, end) != NULL and end - i > 1:
            return True                             # "$25 M USD"
        return 97 <= p[i] <= 122 and end - i > 1 and find_word(&money_stopwords, p, i, end) != NULL and (p[letter] <= 90 or sums_before(p, start) > 0)
    if i < text.n and p[i] == 47:
        return i == stop and word_end(p, i + 1, text.n) > i + 2
    if i < text.n and p[i] == 46 and i == stop:
        i = gap_after(p, i + 1, text.n, False)
        end = word_end(p, i, text.n)
        if i > stop + 1 and end > i and find_word(&money_stopwords, p, i, end) == NULL:
            return sums_before(p, start) == 2       # "$25 M. Garcia"
    return sums_before(p, start) > 0
