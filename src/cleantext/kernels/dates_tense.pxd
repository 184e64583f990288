"""The tense of the sentence around a mention: whether "Friday" or "in March" looks ahead or back."""
from .dates_lookup cimport bit, find_word, in_bitmap, word_slots
from .dates_scan cimport is_letter_byte
from .dates_tokens cimport DK_FUTURE, DK_PAST, DateToken, KEY_ROOM, Tokens


cdef inline int tense_of(Tokens *g, Py_ssize_t start, Py_ssize_t n) noexcept nogil:
    """What a word says about the tense of its sentence: 1 the future, -1 the past, 0 nothing."""
    cdef const unsigned char *p = g.text + start
    cdef unsigned char key[KEY_ROOM]
    cdef DateToken t
    cdef unsigned long long kinds = 0
    cdef Py_ssize_t size = 0
    cdef int found = 0
    if in_bitmap(g.known, g.known_shift, word_slots(p, n, g.size - start)):
        t.start = start
        t.stop = start + n
        find_word(g, &t, key, &size, &kinds)
        if kinds & bit(DK_FUTURE):
            return 1
        found = -1 if kinds & bit(DK_PAST) else 0
    if found == 0 and n > 4 and p[n - 1] == c"d" and p[n - 2] == c"e" and p[0] >= 97 and g.langs & 1 and g.default_order == 0:
        return -1
    return found


cdef inline int tense_around(Tokens *g, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """The tense that the nearest telling word of the sentence speaks for, first before p[start], then after p[stop]."""
    cdef Py_ssize_t i = start, end
    cdef int tense
    while i > 0 and start - i < 90:
        end = i
        while i > 0 and is_letter_byte(g.p[i - 1]):
            i -= 1
        if i < end and end - i < 24:
            tense = tense_of(g, i, end - i)
            if tense and not (tense < 0 and i > 3 and g.p[i - 1] == 32 and g.p[i - 2] == c"e" and g.p[i - 3] == c"b" and g.p[i - 4] == 32):
                return tense        # "will be sent Monday" is no past
        if i > 0:
            i -= 1
            if g.p[i] == 10 or g.p[i] == c"!" or g.p[i] == c"?" or g.p[i] == c"." and start - i > 1 and g.p[i + 1] == 32 and i > 3 \
                    and is_letter_byte(g.p[i - 3]):
                break
    i = stop
    while i < g.size and i - stop < 60 and g.p[i] not in (10, c".", c"!", c"?"):
        end = i
        while end < g.size and is_letter_byte(g.p[end]):
            end += 1
        if i < end and end - i < 24:
            tense = tense_of(g, i, end - i)
            if tense:
                return tense
        i = end + 1
    return 0


cdef inline bint possessive(const Tokens *g, Py_ssize_t i) noexcept nogil:
    """Whether "'s" stands at p[i]: "Wednesday's ruling" has been given, whatever the verb before it."""
    if i + 1 < g.size and g.p[i] == c"'":
        return g.p[i + 1] == c"s"
    return i + 3 < g.size and g.p[i] == 0xE2 and g.p[i + 1] == 0x80 and g.p[i + 2] == 0x99 and g.p[i + 3] == c"s"
