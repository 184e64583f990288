"""Weekdays that English puts ahead without a verb of the future: for Friday, is out Friday, runs through Sunday, Visitation 4 p.m. Friday."""
from .dates_ahead cimport is_form_of_be, starts_sentence
from .dates_scan cimport is_letter_byte
from .dates_tokens cimport Tokens
from .dates_when cimport H_MONTH, H_WEEKDAY, U_WEEKEND
from .dates_words cimport Reading, reads
from .scan cimport word_bytes_before


cdef enum:
    LIST_GAP = 6                # bytes between two days of a list at most: ", and "


cdef inline bint is_after_be(const unsigned char *p, Py_ssize_t end) noexcept nogil:
    """Whether "is" or "are" and one word in small letters end at p[end]: is out (Friday), is at (9 a.m. Friday), are back (Monday)."""
    cdef Py_ssize_t size = word_bytes_before(p, end)
    return 1 < size < 12 and end > size + 3 and p[end - size - 1] == 32 and 97 <= p[end - size] <= 122 and p[end - size - 2] in (c"s", c"e") \
        and is_form_of_be(p, end - size - 1)


cdef inline bint follows_word(const unsigned char *p, Py_ssize_t i, const char *word, int size) noexcept nogil:
    """Whether this word and a space stand before p[i]."""
    return i > size and p[i - 1] == 32 and reads(p + i - 1 - size, word) and (i == size + 1 or not is_letter_byte(p[i - 2 - size]))


cdef inline bint is_heading(const Tokens *g, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Whether p[start:stop] starts a line and a colon follows it: "Tuesday: Sunny, with a high near 45"."""
    return stop + 1 < g.size and g.text[stop] == c":" and g.text[stop + 1] == 32 and (start == 0 or g.text[start - 1] == 10)


cdef inline bint is_subject(const Tokens *g, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Whether p[start:stop] starts a sentence and "is" follows: "Friday is the last day to register"."""
    return stop + 4 < g.size and reads(g.text + stop, b" is ") and starts_sentence(g.text, start)


cdef inline bint is_announced(const Tokens *g, const Reading *r, int tense, Py_ssize_t before, bint planned) noexcept nogil:
    """Whether a weekday or weekend in a sentence of this tense (0 or -1) lies ahead after all. before: where the last mention ended, which was planned or not."""
    cdef const unsigned char *p = g.text
    cdef Py_ssize_t start = r.start
    if g.default_order or (r.a.has & (H_WEEKDAY | H_MONTH)) != H_WEEKDAY and not (r.a.counted and r.a.unit == U_WEEKEND):
        return False
    if is_subject(g, start, r.stop) or start > 5 and is_after_be(p, start - 1 - 3 * follows_word(p, start, b"on", 2)):
        return True
    if tense < 0:
        return False
    if r.range and 48 <= p[start] <= 57 or planned and start - before <= LIST_GAP or is_heading(g, start, r.stop):
        return True
    if follows_word(p, start, b"the", 3):
        start -= 4
    return follows_word(p, start, b"for", 3) or follows_word(p, start, b"through", 7)
