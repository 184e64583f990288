"""Which languages' words count: the one told, else the ones that the text's script and small words speak for."""
from .dates_tokens cimport dates_languages


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


cdef inline unsigned long long languages_of(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    return ~<unsigned long long>0


cdef inline bint month_first(unsigned long long langs) noexcept nogil:
    """Whether 4/5/2024 is told as in American English: English counts and no language is told that puts the day first."""
    return langs & 1 and (langs & (langs - 1) == 0 or ~langs == 0)
