"""Number words: the tokens of a phrase, what a word says in a language, and the value that a number comes to."""
from .lexicon cimport LexiconEntry
from .money_tables cimport *
from .numbers cimport Numeral, digit_value
from .utf8 cimport point_at


cdef enum:
    MAX_TOKENS = 40             # of one number; "neuf cent quatre-vingt-dix-neuf millions …" has seven for each scale
    MAX_EXPONENT = 48


cdef struct NumberToken:
    Py_ssize_t start
    Py_ssize_t stop
    const LexiconEntry *entry   # NULL: a numeral
    Numeral numeral
    bint apart                  # whether a gap is between this token and the one before it


cdef struct NumberPhrase:
    NumberToken tokens[MAX_TOKENS]
    int size


cdef struct NumberValue:
    Py_ssize_t start
    Py_ssize_t stop
    bint found
    bint written                # in digits: `numeral` times 10**exponent; else `mantissa` times 10**exponent
    Numeral numeral
    unsigned long long mantissa
    int exponent
    int scale                   # the powers of ten that words or letters gave (0: none)
    bint article                # only "a"
    bint letters                # the magnitude is a letter or two: "5mm"
    bint negative
    int sub_digits              # digits of a subunit appended to it ("3 dollars 50")
    unsigned long long sub
    int language


cdef inline const MoneyWordSense *number_sense(const LexiconEntry *entry, int language) noexcept nogil:
    """What a word says in a number in that language; scales from a million up are understood in every language. NULL: nothing."""
    cdef int k
    cdef const MoneyWordSense *sense
    cdef const MoneyWordSense *other = NULL
    cdef const MoneyWordSense *general = NULL
    for k in range(entry.count):
        sense = &money_words_senses[entry.first + k]
        if sense.kind > MONEY_ONE:
            continue
        if sense.language == language:
            return sense
        if sense.language == 0:
            general = sense
        elif other == NULL and sense.kind == MONEY_SCALE and sense.value >= 5 and entry.size > 3:
            other = sense
    return general if general != NULL else other


cdef inline bint has_number_sense(const LexiconEntry *entry) noexcept nogil:
    cdef int k
    for k in range(entry.count):
        if money_words_senses[entry.first + k].kind <= MONEY_ONE:
            return True
    return False


cdef inline int only_language(const LexiconEntry *entry) noexcept nogil:
    """The one language that the word is a number or magnitude in, 0 when there are several or it is one in any."""
    cdef int k, language = 0
    cdef const MoneyWordSense *sense
    for k in range(entry.count):
        sense = &money_words_senses[entry.first + k]
        if sense.kind <= MONEY_ONE:
            if sense.kind > MONEY_POINT or sense.language == 0 or (language and language != sense.language):
                return 0
            language = sense.language
    return language


cdef inline int first_language(const LexiconEntry *entry) noexcept nogil:
    """A language that a word of numbers has, 0 for any; -1 when it means different things in different ones."""
    cdef int k
    cdef const MoneyWordSense *sense
    cdef const MoneyWordSense *first = NULL
    for k in range(entry.count):
        sense = &money_words_senses[entry.first + k]
        if sense.kind <= MONEY_ONE:
            if first != NULL and (sense.kind != first.kind or sense.value != first.value):
                return -1
            first = sense if first == NULL else first
    return first.language if first != NULL else 0


cdef inline unsigned long long power_of_ten(int exponent) noexcept nogil:
    cdef unsigned long long out = 1
    while exponent > 0:
        out *= 10
        exponent -= 1
    return out


cdef inline int digit_count(unsigned long long value) noexcept nogil:
    cdef int k = 1
    while value >= 10:
        value //= 10
        k += 1
    return k


cdef inline unsigned long long numeral_value(const unsigned char *p, const Numeral *number) noexcept nogil:
    """A numeral without decimals and of at most 15 digits."""
    cdef unsigned long long out = 0
    cdef Py_ssize_t i = number.start
    cdef int value
    while i < number.stop:
        value = digit_value(point_at(p, i, number.stop).code)
        if value >= 0:
            out = out * 10 + value
        i += point_at(p, i, number.stop).size
    return out
