"""What English says of things to come without a future tense: requests, arrangements, questions."""
from .dates_scan cimport is_letter_byte
from .scan cimport word_bytes_before


cdef inline bint starts_sentence(const unsigned char *p, Py_ssize_t i) noexcept nogil:
    """Whether a sentence or line starts at p[i], with at most quotes, bullets and white space before its first word."""
    while i > 0 and not (is_letter_byte(p[i - 1]) and p[i - 1] != 0xA2 or 48 <= p[i - 1] <= 57):
        i -= 1
        if p[i] in (10, c".", c"!", c"?", c":"):
            return True
        if p[i] == c",":
            return False
    return i == 0


cdef inline bint is_form_of_be(const unsigned char *p, Py_ssize_t end) noexcept nogil:
    """Whether "is", "are", "am" or their short forms ("we're") end at p[end]."""
    if end < 3 or p[end - 1] not in (c"s", c"e", c"m"):
        return False
    if p[end - 1] == c"e":
        return p[end - 2] == c"r" and (p[end - 3] == c"a" or p[end - 3] == c"'" or p[end - 3] == 0x99)
    if p[end - 2] == c"'" or p[end - 2] == 0x99:
        end -= 2 if p[end - 2] == c"'" else 4
        return end > 0 and word_bytes_before(p, end) <= 3       # "he's", no "Leeds's"
    return p[end - 2] == (c"i" if p[end - 1] == c"s" else c"a") and not is_letter_byte(p[end - 3])


cdef inline bint plays_next(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, Py_ssize_t size) noexcept nogil:
    """Whether the verb p[i : i + n] in -s of a text of this size tells of a fixture: a name, "on" or "to" follows, as far as they go with it ("Denver hosts Utah",
    "the show returns on Friday", "he travels to Rome")."""
    cdef const unsigned char *after = p + i + n
    if i + n + 1 >= size or after[0] != 32 or not 97 <= p[i - 2] <= 122:
        return False
    if 65 <= after[1] <= 90:
        return True
    if i + n + 3 >= size or after[3] != 32:
        return False
    return after[1] == c"o" and p[i] in (c"p", c"m", c"r", c"t") and after[2] == c"n" or after[1] == c"t" and p[i] in (c"r", c"t") and after[2] == c"o"


cdef inline bint looks_ahead(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, Py_ssize_t text_size) noexcept nogil:
    """Whether the English word p[i : i + n] of a text of this size asks for something, or tells what is arranged: "Join us", "we're leaving", "doors open", "Are you free"."""
    cdef Py_ssize_t end = i - 1, size
    if 65 <= p[i] <= 90:
        return starts_sentence(p, i)
    if i < 3 or p[end] != 32 or p[i] == c"i" or p[i] == c"d" and p[i + 1] == c"o" and n < 5 or p[i] == c"a" and p[i + 1] == c"r" and n == 3:
        return False                # "is", "do", "does", "are" only ask where they stand first
    if n > 4 and p[i + n - 1] == c"g" and p[i + n - 2] == c"n" and p[i + n - 3] == c"i":
        return is_form_of_be(p, end)
    if p[i + n - 1] == c"s":
        return plays_next(p, i, n, text_size)
    if p[i] == c"s" and n == 4 and p[i + 1] == c"a":
        return i > 6 and p[end - 1] == c"n" and p[end - 2] == c"o" and p[end - 3] == 32 and is_form_of_be(p, end - 3)       # "are on sale"
    size = word_bytes_before(p, end)
    if n == 4 and (p[i] == c"f" or p[i] == c"h") and i + n + 1 < text_size and p[i + n] == 32 and 65 <= p[i + n + 1] <= 90 and 1 < size < 16 and 65 <= p[end - size] <= 90:
        return True                 # "Arsenal face Chelsea on Sunday"
    if p[end - 1] == c"s":
        return size > 3 and p[end - 2] not in (c"s", c"u", c"i", c"'")       # "applications close"
    return size == 1 and p[end - 1] == c"I" or (size == 2 and p[end - 1] == c"e" or size == 4 and p[end - 1] == c"y") and p[end - size] | 0x20 in (c"w", c"t") \
        or size == 3 and p[end - 3] | 0x20 == c"y" and p[end - 1] == c"u"
