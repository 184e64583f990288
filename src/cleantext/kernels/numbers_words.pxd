"""Numbers spelled in words, and numerals with magnitudes: tokens of a phrase, and what they are worth together."""
from .lexicon cimport LexiconEntry
from .money_tables cimport *
from .numbers cimport Numeral, digit_value, put_digits, put_unsigned, put_decimal
from .buffer cimport Buffer
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
    bint negative
    int sub_digits              # digits of a subunit appended to it ("3 dollars 50")
    unsigned long long sub
    int language


cdef inline const MoneyWordSense *word_sense(const LexiconEntry *entry, int kind, int language) noexcept nogil:
    """The sense of that kind in the language, or in any language, or NULL."""
    cdef int k
    cdef const MoneyWordSense *sense
    for k in range(entry.count):
        sense = &money_words_senses[entry.first + k]
        if sense.kind == kind and (sense.language == language or sense.language == 0):
            return sense
    return NULL


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


# ---- a number, word by word ------------------------------------------------------------------------------------------------------

cdef struct Reading:
    unsigned long long total    # the number so far, when it is whole and below 10**17
    bint whole
    bint started
    bint simple                 # one numeral and scales: exact at any length
    int exponent                # of the numeral, or of `total` once there is a fraction
    int scale
    bint fractional
    int adjust
    int last                    # kind of the token before
    int last_scale
    Py_ssize_t digits           # of the numeral, before its decimal point
    int language


cdef inline bint read_number(Reading *r, unsigned long long value, bint after_and) noexcept nogil:
    """Add a number word; False when it starts another number."""
    cdef int digits = digit_count(value)
    if not r.started:
        r.started = True
        r.total = value
        return True
    if r.simple and r.last != MONEY_SCALE or not r.whole or r.fractional:
        return False
    if r.language == MONEY_LANGUAGE_FR:
        if value == 20 and r.last == MONEY_NUMBER and r.total % 100 == 4:
            r.total += 76                           # quatre-vingts
            return True
        if 10 <= value < 20 and (r.total % 100 == 60 or r.total % 100 == 80):
            r.total += value                        # soixante-dix
            return True
    if after_and and digits == 2 and value % 10 == 0 and 0 < r.total % 100 < 10:
        r.total += value                            # zweiundzwanzig
        return True
    if r.total == 0 or r.total % power_of_ten(digits) != 0:
        return False
    r.total += value
    return True


cdef inline bint read_scale(Reading *r, int power, bint alone) noexcept nogil:
    """Multiply by ten to a power: what stands before it, or since the last larger one."""
    cdef unsigned long long unit, low
    if r.scale + power > MAX_EXPONENT:
        return False
    if r.simple and not r.scale and power >= 3 and r.digits >= 8 and r.digits > power:
        return False                                # "1000000 thousand"
    if r.simple or r.fractional:
        r.exponent += power
    if r.whole and not r.fractional:
        if power > 16:
            r.whole = False
        else:
            unit = power_of_ten(power)
            low = r.total % unit
            if low == 0 and r.total >= unit and not r.simple:
                if not alone:
                    return False                    # "two million thousand"
                r.total += unit                     # 千百: 1100
            elif (low if low else r.total) >= 100000000000000000u // unit:
                r.whole = False
            else:
                r.total = r.total - low + low * unit if low else r.total * unit
            if r.total >= 1000000000000000000u:
                r.whole = False
    if not r.whole and not r.simple:
        return False
    r.scale += power
    r.last_scale = power
    return True


cdef inline bint read_fraction(Reading *r, int hundredths, bint after_and) noexcept nogil:
    """ "half", "anderthalb" before a scale; "and a half" after the number; "three quarters"."""
    if not r.started:
        r.started = True
        r.total = hundredths
    elif not r.whole or r.fractional or r.total >= 100000000000000u:
        return False
    elif hundredths == 25 and r.total < 4 and not after_and and r.last == MONEY_NUMBER:
        r.total *= 25
    elif r.last == MONEY_SCALE and after_and and r.last_scale >= 2 and hundredths < 100:
        r.total += hundredths * power_of_ten(r.last_scale - 2)
        r.simple = False
        r.exponent = 0
        return True
    elif hundredths < 100 and r.last != MONEY_SCALE:
        r.total = r.total * 100 + hundredths
    else:
        return False
    r.simple = False
    r.fractional = True
    r.exponent = -2
    return True


cdef inline int read_decimals(const unsigned char *p, Reading *r, const NumberPhrase *phrase, int k, int stop) noexcept nogil:
    """Single digits after "point"; how many tokens."""
    cdef int used = 0
    cdef const MoneyWordSense *sense
    cdef unsigned long long value
    cdef int digits
    if not r.whole or r.fractional:
        return 0
    r.exponent = 0
    while k + used < stop and used < 12:
        if phrase.tokens[k + used].entry == NULL:
            if used or phrase.tokens[k].numeral.decimals or phrase.tokens[k].numeral.whole > 6:
                break
            value = numeral_value(p, &phrase.tokens[k].numeral)
            digits = <int>phrase.tokens[k].numeral.whole
        else:
            sense = number_sense(phrase.tokens[k + used].entry, r.language)
            if sense == NULL or sense.kind != MONEY_NUMBER or sense.value > 99 or (sense.value > 9 and used):
                break
            value = sense.value
            digits = digit_count(value)
        if r.total >= power_of_ten(17 - digits):
            break
        r.total = r.total * power_of_ten(digits) + value
        r.exponent -= digits
        used += 1
    if used:
        r.fractional = True
        r.simple = False
    return used


cdef inline bint joins_next(const NumberPhrase *phrase, int k, int stop, Reading *r) noexcept nogil:
    """Whether "and" at k goes on with the number: a smaller number, "a half", "half" after it."""
    cdef const MoneyWordSense *sense
    if not r.started or k + 1 >= stop:
        return False
    if phrase.tokens[k + 1].entry == NULL:
        return r.last == MONEY_SCALE and not r.simple
    sense = number_sense(phrase.tokens[k + 1].entry, r.language)
    if sense == NULL:
        return False
    if sense.kind == MONEY_ONE:
        if k + 2 >= stop or phrase.tokens[k + 2].entry == NULL:
            return False
        sense = number_sense(phrase.tokens[k + 2].entry, r.language)
        return sense != NULL and sense.kind == MONEY_FRACTION
    return sense.kind == MONEY_NUMBER or sense.kind == MONEY_FRACTION


cdef inline int evaluate(const unsigned char *p, const NumberPhrase *phrase, int first, int stop, int language, NumberValue *out) noexcept nogil:
    """Read tokens first..stop as one number in that language; how many of them it takes (0: no number)."""
    cdef Reading r
    cdef int k = first
    cdef int used, good = first
    cdef bint after_and = False
    cdef bint article = False
    cdef const NumberToken *token
    cdef const MoneyWordSense *sense
    r.total = 0
    r.whole = r.simple = True
    r.started = r.fractional = False
    r.digits = 0
    r.exponent = r.scale = r.adjust = r.last = r.last_scale = 0
    r.language = language
    out.found = False
    out.numeral.found = False
    while k < stop:
        token = &phrase.tokens[k]
        if token.entry == NULL:
            if r.started:
                if (not r.whole or r.fractional or r.last != MONEY_SCALE or token.numeral.decimals or token.numeral.grouped
                        or token.numeral.whole > 9 or r.total % power_of_ten(<int>token.numeral.whole) != 0):
                    break
                r.total += numeral_value(p, &token.numeral)
                r.simple = False
                r.exponent = 0
            elif article:
                break
            else:
                r.started = True
                out.numeral = token.numeral
                r.digits = token.numeral.whole if not token.numeral.grouped and token.numeral.decimals == 0 else 0
                r.whole = token.numeral.decimals == 0 and token.numeral.whole <= 15
                r.total = numeral_value(p, &token.numeral) if r.whole else 0
                if r.adjust:
                    if not r.whole or r.total == 0:
                        break
                    r.total = r.total * 100 + r.adjust
                    r.fractional = True
                    r.simple = False
                    r.exponent = -2
            r.last = 0
        else:
            sense = number_sense(token.entry, language)
            if sense == NULL:
                break
            if sense.kind == MONEY_NUMBER:
                if article:
                    break
                if not r.started:
                    r.simple = False
                if not read_number(&r, <unsigned long long>sense.value, after_and):
                    break
                r.simple = False
                if not r.fractional:
                    r.exponent = 0
                if r.adjust:
                    r.total = r.total * 100 + r.adjust
                    r.fractional = True
                    r.exponent = -2
                    r.adjust = 0
                article = False
            elif sense.kind == MONEY_SCALE:
                if sense.flags & MONEY_GLUED and (r.last != 0 or not r.started):
                    break
                if sense.value == 2 and r.started and r.last == 0 and language == MONEY_LANGUAGE_FR:
                    break                           # "23 cents" are no hundreds
                if not r.started:
                    if not sense.flags & MONEY_ALONE and not article:
                        break
                    r.started = True
                    r.simple = False
                    r.total = 1
                if not read_scale(&r, sense.value, sense.flags & MONEY_ALONE):
                    break
                article = False
            elif sense.kind == MONEY_FRACTION:
                if not read_fraction(&r, sense.value, after_and):
                    break
            elif sense.kind == MONEY_ADJUST:
                if r.started:
                    break
                r.adjust = sense.value
            elif sense.kind == MONEY_TEEN:
                if not r.started or not 0 < r.total % 10 or r.fractional or not r.whole:
                    break
                r.total += 10
                r.simple = False
            elif sense.kind == MONEY_POINT:
                used = read_decimals(p, &r, phrase, k + 1, stop) if r.started else 0
                if used == 0:
                    break
                k += used
            elif sense.kind == MONEY_ONE:
                if r.started and not (r.last == MONEY_FRACTION or after_and):
                    break
                article = not r.started
            else:
                if not joins_next(phrase, k, stop, &r):
                    break
                after_and = True
                k += 1
                continue
            r.last = sense.kind
        after_and = after_and and r.last == MONEY_ONE
        k += 1
        good = k
    if not r.started and not article:
        return 0
    if not r.started:
        r.total = 1
        r.simple = False
    if r.adjust and not r.fractional:
        return 0
    out.found = True
    out.written = r.simple
    out.mantissa = r.total
    out.exponent = r.exponent
    out.scale = r.scale
    out.article = article
    out.negative = False
    out.sub_digits = 0
    out.sub = 0
    out.language = language
    out.start = phrase.tokens[first].start
    out.stop = phrase.tokens[good - 1].stop
    return good - first if r.simple or r.whole or r.fractional else 0


# ---- what a number is written as -------------------------------------------------------------------------------------------------

cdef inline Py_ssize_t put_value(Buffer *out, const unsigned char *p, const NumberValue *value, int power) noexcept nogil:
    """Append value times 10**power as a plain decimal; its size in bytes."""
    cdef Py_ssize_t raw = out.size
    cdef long exponent = value.exponent + power
    if value.written:
        put_digits(out, p, &value.numeral)
        exponent -= value.numeral.decimals
    else:
        put_unsigned(out, value.mantissa, 1)
    if value.sub_digits:
        put_unsigned(out, value.sub, value.sub_digits)
        exponent -= value.sub_digits
    if out.failed:
        return 0
    return put_decimal(out, raw, exponent, value.negative, value.scale != 0 or not value.written and not value.sub_digits)


cdef inline double approximate(const unsigned char *p, const NumberValue *value, int power) noexcept nogil:
    """The value as a double: only to tell which of two is larger."""
    cdef double out = 0.0
    cdef Py_ssize_t i
    cdef int k, digit, exponent = value.exponent + power
    if value.written:
        exponent -= <int>value.numeral.decimals if value.numeral.decimals < 4000 else 4000
        i = value.numeral.start
        while i < value.numeral.stop:
            digit = digit_value(point_at(p, i, value.numeral.stop).code)
            if digit >= 0:
                out = out * 10.0 + digit
            i += point_at(p, i, value.numeral.stop).size
    else:
        out = <double>value.mantissa
    for k in range(exponent if exponent > 0 else -exponent):
        out = out * 10.0 if exponent > 0 else out / 10.0
    return -out if value.negative else out
