"""What the tokens of a phrase are worth together: numerals, number words and magnitudes of one language, read from left to right."""
from libc.string cimport memset

from .money_tables cimport *
from .numbers cimport Numeral
from .numbers_words cimport *


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
    bint article                # only "a" so far
    bint after_and              # "and" was the token before
    bint letters                # a magnitude was a letter or two


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
    elif hundredths < 100 and r.last == MONEY_NUMBER and r.total == 1 and not after_and and r.language != MONEY_LANGUAGE_TR:
        r.total = hundredths                        # "eine halbe Million", "un demi-million"; Turkish "bir buçuk" is one and a half
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


cdef inline bint joins_numeral(const NumberPhrase *phrase, int k, int stop, const Reading *r) noexcept nogil:
    """Whether the numeral at k goes on with one that has a magnitude: "1 milione e 200mila", "3 mil e 500", which ends there."""
    cdef const Numeral *numeral = &phrase.tokens[k].numeral
    cdef const MoneyWordSense *sense
    if not r.whole or numeral.decimals or numeral.grouped or numeral.whole > 3:
        return False
    if k + 1 == stop:
        return r.last_scale == 3 and numeral.whole == 3 and r.language != MONEY_LANGUAGE_EN
    sense = number_sense(phrase.tokens[k + 1].entry, r.language) if phrase.tokens[k + 1].entry != NULL else NULL
    return sense != NULL and sense.kind == MONEY_SCALE and 3 <= sense.value < r.last_scale


cdef inline bint joins_next(const NumberPhrase *phrase, int k, int stop, Reading *r) noexcept nogil:
    """Whether "and" at k goes on with the number: a smaller number, "a half", "half" after it."""
    cdef const MoneyWordSense *sense
    if not r.started or k + 1 >= stop:
        return False
    if phrase.tokens[k + 1].entry == NULL:
        return r.last == MONEY_SCALE and (not r.simple or joins_numeral(phrase, k + 1, stop, r))
    sense = number_sense(phrase.tokens[k + 1].entry, r.language)
    if sense == NULL:
        return False
    if sense.kind == MONEY_ONE:
        if k + 2 >= stop or phrase.tokens[k + 2].entry == NULL:
            return False
        sense = number_sense(phrase.tokens[k + 2].entry, r.language)
        return sense != NULL and sense.kind == MONEY_FRACTION
    return sense.kind == MONEY_NUMBER or sense.kind == MONEY_FRACTION


cdef inline bint add_adjustment(Reading *r) noexcept nogil:
    """Hindi साढ़े, सवा, पौने before a number: a part of one more, or less."""
    if not r.whole or r.total == 0 or r.fractional:
        return False
    r.total = r.total * 100 + r.adjust
    r.fractional = True
    r.simple = False
    r.exponent = -2
    r.adjust = 0
    return True


cdef inline bint in_signs(int language) noexcept nogil:
    """Whether magnitudes are written in signs between numerals, so that a group of thousands there starts no other number."""
    return language == MONEY_LANGUAGE_JA or language == MONEY_LANGUAGE_ZH or language == MONEY_LANGUAGE_KO


cdef inline bint take_numeral(const unsigned char *p, Reading *r, const Numeral *numeral, NumberValue *out) noexcept nogil:
    """A numeral: the first one, or after a magnitude ("1億2000万", "1兆2,300億")."""
    if r.article:
        return False
    if r.started:
        if (not r.whole or r.fractional or r.last != MONEY_SCALE or numeral.decimals or numeral.grouped and not in_signs(r.language) or numeral.whole > 9
                or r.total % power_of_ten(<int>numeral.whole) != 0):
            return False
        r.total += numeral_value(p, numeral)
        r.simple = False
        r.exponent = 0
        return True
    r.started = True
    out.numeral = numeral[0]
    r.digits = numeral.whole if not numeral.grouped and numeral.decimals == 0 else 0
    r.whole = numeral.decimals == 0 and numeral.whole <= 15
    r.total = numeral_value(p, numeral) if r.whole else 0
    return not r.adjust or add_adjustment(r)


cdef inline bint take_number(Reading *r, unsigned long long value) noexcept nogil:
    """A number word."""
    if r.article:
        return False
    if not r.started:
        r.simple = False
    if not read_number(r, value, r.after_and):
        return False
    r.simple = False
    if not r.fractional:
        r.exponent = 0
    return not r.adjust or add_adjustment(r)


cdef inline bint take_magnitude(Reading *r, const MoneyWordSense *sense) noexcept nogil:
    """A word or letter of magnitude."""
    if sense.flags & MONEY_GLUED and (r.last != 0 or not r.started):
        return False
    if sense.value == 2 and r.started and r.language == MONEY_LANGUAGE_FR and (r.last == 0 or r.total % 1000 > 19):
        return False                                # "23 cents", "quarante-cinq cents" are no hundreds
    if not r.started:
        if not sense.flags & MONEY_ALONE and not r.article:
            return False
        r.started = True
        r.simple = False
        r.total = 1
    r.article = False
    r.letters = r.letters or (sense.flags & MONEY_GLUED) != 0
    return read_scale(r, sense.value, sense.flags & MONEY_ALONE)


cdef inline int take_word(const unsigned char *p, Reading *r, const NumberPhrase *phrase, int k, int stop,
                          const MoneyWordSense *sense) noexcept nogil:
    """The word at k; how many tokens it takes, 0 when it does not go on with the number."""
    cdef int used = 1
    if sense.kind == MONEY_NUMBER:
        used = take_number(r, <unsigned long long>sense.value)
    elif sense.kind == MONEY_SCALE:
        used = take_magnitude(r, sense)
    elif sense.kind == MONEY_FRACTION:
        used = read_fraction(r, sense.value, r.after_and)
    elif sense.kind == MONEY_ADJUST:
        used = not r.started
        r.adjust = sense.value
    elif sense.kind == MONEY_TEEN:
        used = r.started and r.whole and not r.fractional and r.total % 10 > 0
        r.total += 10
        r.simple = False
    elif sense.kind == MONEY_POINT:
        used = read_decimals(p, r, phrase, k + 1, stop) if r.started else 0
        used += used > 0
    elif sense.kind == MONEY_ONE:
        used = not r.started or r.last == MONEY_FRACTION or r.after_and
        r.article = not r.started
    else:
        used = joins_next(phrase, k, stop, r)
        r.after_and = used
        return used
    r.last = 0 if r.letters else sense.kind         # "4K 24p" is no 4024
    r.after_and = r.after_and and r.last == MONEY_ONE
    return used


cdef inline int read_alone(const unsigned char *p, const NumberToken *token, int language, NumberValue *out) noexcept nogil:
    """evaluate() for one numeral, which most numbers are."""
    out.numeral = token.numeral
    out.found = out.written = True
    out.mantissa = numeral_value(p, &token.numeral) if token.numeral.decimals == 0 and token.numeral.whole <= 15 else 0
    out.exponent = out.scale = out.sub_digits = 0
    out.article = out.letters = out.negative = False
    out.sub = 0
    out.language = language
    out.start = token.start
    out.stop = token.stop
    return 1


cdef inline int evaluate(const unsigned char *p, const NumberPhrase *phrase, int first, int stop, int language, NumberValue *out) noexcept nogil:
    """Read tokens first..stop as one number in that language; how many of them it takes (0: no number)."""
    cdef Reading r
    cdef Reading good
    cdef int k = first
    cdef int used, last = first
    cdef const MoneyWordSense *sense
    if stop - first == 1 and phrase.tokens[first].entry == NULL:
        return read_alone(p, &phrase.tokens[first], language, out)
    memset(&r, 0, sizeof(Reading))
    r.whole = r.simple = True
    r.language = language
    good = r
    out.found = False
    out.numeral.found = False
    while k < stop:
        if phrase.tokens[k].entry == NULL:
            used = take_numeral(p, &r, &phrase.tokens[k].numeral, out)
            r.last = 0
            r.after_and = False
        else:
            sense = number_sense(phrase.tokens[k].entry, language)
            used = take_word(p, &r, phrase, k, stop, sense) if sense != NULL else 0
        if used == 0:
            break
        k += used
        if not r.after_and:
            last = k
            good = r
    if not good.started and not good.article or (good.adjust and not good.fractional) or not (good.simple or good.whole or good.fractional):
        return 0
    out.found = True
    out.written = good.simple and good.started
    out.mantissa = good.total if good.started else 1
    out.exponent = good.exponent
    out.scale = good.scale
    out.article = good.article and not good.started
    out.letters = good.letters
    out.negative = False
    out.sub_digits = 0
    out.sub = 0
    out.language = language
    out.start = phrase.tokens[first].start
    out.stop = phrase.tokens[last - 1].stop
    return last - first
