"""What stands beside an amount: bounds ("about", "up to") and the unit of a rate ("per hour")."""
from .buffer cimport Buffer, buffer_add, buffer_put
from .lexicon cimport LexiconEntry, fold
from .money_language cimport *
from .money_tables cimport *
from .money_tokens cimport gap_after, gap_before
from .numbers cimport is_gap
from .utf8 cimport Point, point_at, point_before


cdef inline int sense_value(const LexiconEntry *entry, int kind) noexcept nogil:
    """The value of the first sense of that kind, -1 for none."""
    cdef int k
    if entry != NULL:
        for k in range(entry.count):
            if money_words_senses[entry.first + k].kind == kind:
                return money_words_senses[entry.first + k].value
    return -1


# ---- words leftwards -------------------------------------------------------------------------------------------------------------

cdef inline int words_before(const unsigned char *p, Py_ssize_t stop, Py_ssize_t *starts, int most) noexcept nogil:
    """Where the last words before `stop` start (nearest first), as long as single spaces, points or hyphens part them."""
    cdef int count = 0
    cdef Py_ssize_t i = stop
    cdef Py_ssize_t start
    while count < most and i > 0:
        start = word_start(p, i - 1 if p[i - 1] == 46 else i, 0)
        if start >= i - (p[i - 1] == 46):
            break
        if start > 2 and p[start - 1] == 45 and 97 <= (p[start - 2] | 0x20) <= 122:     # "en-dessous"
            start = word_start(p, start - 1, 0)
        starts[count] = start
        count += 1
        if start < 2 or not is_gap(point_before(p, start).code):
            break
        i = start - point_before(p, start).size
    return count


cdef inline int sense_before(const unsigned char *p, Py_ssize_t stop, int kind, Py_ssize_t *start) noexcept nogil:
    """The value of the longest phrase of that kind that ends at `stop` (but for a gap); -1 for none."""
    cdef Py_ssize_t starts[4]
    cdef int count, value
    cdef Py_ssize_t i = gap_before(p, stop, 0, False)
    cdef Point point
    if i == 0:
        return -1
    point = point_before(p, i)
    if is_unspaced(point.code):
        starts[0] = i
        for count in range(4):
            if starts[count] == 0 or not is_unspaced(point_before(p, starts[count]).code):
                break
            starts[count] -= point_before(p, starts[count]).size
            if count < 3:
                starts[count + 1] = starts[count]
        else:
            count = 4
    else:
        count = words_before(p, i, starts, 4)
    while count > 0:
        count -= 1
        value = sense_value(find_word(&money_words, p, starts[count], i), kind)
        if value >= 0:
            start[0] = starts[count]
            return value
    return -1


cdef inline bint kind_before(const unsigned char *p, Py_ssize_t start, int kind, int most, bint sentence) noexcept nogil:
    """Whether one of the last words before is of that kind: of `most` in a row, or of a `sentence`, where signs between them count like words."""
    cdef int _
    cdef Py_ssize_t at, i = start
    for _ in range(most):
        i = gap_before(p, i, 0, False)
        if i == 0 or sentence and (p[i - 1] == 46 or p[i - 1] == 10 or p[i - 1] == 59):
            return False
        at = word_start(p, i, 0)
        if at < i:
            if sense_value(find_word(&money_words, p, at, i), kind) >= 0:
                return True
            i = at
        elif sentence:
            i -= point_before(p, i).size
        else:
            return False
    return False


cdef inline int bound_before(const unsigned char *p, Py_ssize_t start) noexcept nogil:
    """The MoneyModifier that the words or the sign before an amount say, 0 for none."""
    cdef Py_ssize_t i = gap_before(p, start, 0, False)
    cdef Py_ssize_t skipped, at
    cdef int value
    cdef unsigned int code
    if i == 0:
        return 0
    code = point_before(p, i).code
    if code == 0x7E or code == 0x2248 or code == 0xB1:
        return ABOUT
    if code == 0x3C or code == 0x3E:
        return LESS if code == 0x3C else MORE
    if code == 0x2264 or code == 0x2265:
        return AT_MOST if code == 0x2264 else AT_LEAST
    value = sense_before(p, start, MONEY_BOUND_BEFORE, &at)
    if value == ABOUT and i - at == 2 and p[at] == 67 and p[at + 1] == 65:
        return 0                                    # "Fresno, CA $50"
    if value < 0 and code < 0x2000:                 # "up to a", "over the"
        skipped = word_start(p, i, 0)
        if 0 < i - skipped <= 4 and skipped > 0:
            value = sense_before(p, skipped, MONEY_BOUND_BEFORE, &at)
            if value > 0 and at == skipped:
                value = -1
    return value if value > 0 else 0


cdef inline int bound_after(const unsigned char *p, Py_ssize_t stop, Py_ssize_t n) noexcept nogil:
    """The MoneyModifier that "+" or words after an amount say, 0 for none."""
    cdef int _
    cdef Py_ssize_t i, end
    cdef int value, best = 0
    if stop >= n:
        return 0
    if p[stop] == 43:
        return AT_LEAST
    i = gap_after(p, stop, n, False)
    end = i
    for _ in range(4):
        if end >= n or not is_letter_at(p, end, n):
            break
        end = end + point_at(p, end, n).size if is_unspaced(point_at(p, end, n).code) else word_end(p, end, n)
        value = sense_value(find_word(&money_words, p, i, end), MONEY_BOUND_AFTER)
        if value > 0:
            best = value
        if end < n and p[end] == 32:
            end += 1
    return best


# ---- rates -----------------------------------------------------------------------------------------------------------------------

cdef inline Py_ssize_t put_unit(Buffer *out, const unsigned char *p, Py_ssize_t i, Py_ssize_t n, bint known, bint more) noexcept nogil:
    """Append the unit that starts at i, by its English name or as the text has it; where it ends, or i for none."""
    cdef Py_ssize_t end = word_end(p, i, n)
    cdef Py_ssize_t longer
    cdef unsigned char folded[MAX_WORD + 8]
    cdef Py_ssize_t size
    cdef int unit
    if end == i:
        return i
    if is_unspaced(point_at(p, i, n).code):
        end = i + point_at(p, i, n).size
    longer = end + 1 if end < n else n
    if end < n and p[end] == 46:
        unit = sense_value(find_word(&money_words, p, i, longer), MONEY_UNIT)
        if unit >= 0:
            end = longer
    else:
        if end + 1 < n and p[end] == 32:
            longer = word_end(p, end + 1, n)
        elif end + 1 < n and p[end] == 0xC2:        # "m²"
            longer = end + 2
        elif end < n and 48 <= p[end] <= 57:
            longer = end + 1
        unit = sense_value(find_word(&money_words, p, i, longer), MONEY_UNIT)
        if unit >= 0:
            end = longer
    if unit < 0:
        unit = sense_value(find_word(&money_words, p, i, end), MONEY_UNIT)
    if unit < 0 and known:
        return i
    if unit < 0 and end + 1 < n and p[end] == 32:   # "per diluted share"
        longer = word_end(p, end + 1, n)
        unit = sense_value(find_word(&money_words, p, end + 1, longer), MONEY_UNIT)
        if unit >= 0:
            end = longer
    if more:
        buffer_put(out, 47)
    if unit >= 0:
        buffer_add(out, money_per_names + money_per_start[unit], money_per_start[unit + 1] - money_per_start[unit] - 1)
    else:
        size = fold(p + i, end - i, folded, MAX_WORD + 8)
        buffer_add(out, folded, size if size > 0 else 0)
    return end


cdef inline bint is_adverb(const unsigned char *p, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """ "monthly", "jährlich", "miesięcznie": a unit that needs no "per"."""
    return stop - start > 4 and (p[stop - 1] == 121 or (p[stop - 1] == 104 and p[stop - 2] == 99) or (p[stop - 1] == 101 and p[stop - 2] == 105)
                                 or (p[stop - 1] == 115 and p[stop - 2] == 107) or (p[stop - 1] == 109 and p[stop - 2] == 117))


cdef inline bint is_ago(const unsigned char *p, Py_ssize_t stop, Py_ssize_t n) noexcept nogil:
    """Whether "a year" is no rate but tells when: "a year ago", "a month later"."""
    cdef Py_ssize_t i = gap_after(p, stop, n, False)
    return i > stop and sense_value(find_word(&money_words, p, i, word_end(p, i, n)), MONEY_AGO) >= 0


cdef inline Py_ssize_t put_rate(Buffer *out, const unsigned char *p, Py_ssize_t stop, Py_ssize_t n) noexcept nogil:
    """Append what an amount that ends at `stop` is for ("hour", "user/month"); where that ends, or `stop` for nothing."""
    cdef Py_ssize_t i, end, size, last = stop
    cdef int k, value
    for k in range(3):
        i = last
        if k == 0 and i < n and (p[i] == 43 or p[i] == 42):
            i += 1
        i = gap_after(p, i, n, True)
        if i < n and p[i] == 47:
            end = put_unit(out, p, gap_after(p, i + 1, n, False), n, False, k > 0)
            if end <= i + 2 and end == gap_after(p, i + 1, n, False):
                break
            last = end
            continue
        end = word_end(p, i, n)
        if end == i:
            break
        if is_unspaced(point_at(p, i, n).code):
            break
        value = sense_value(find_word(&money_words, p, i, end), MONEY_PER)
        if value < 0 and end < n and p[end] == 32:  # "au litre", "al litro" stand in the list; "à la semaine" has two words
            value = sense_value(find_word(&money_words, p, i, word_end(p, end + 1, n)), MONEY_PER)
            if value >= 0:
                end = word_end(p, end + 1, n)
        if value < 0:
            if not is_adverb(p, i, end) or sense_value(find_word(&money_words, p, i, end), MONEY_UNIT) < 0:
                break
            last = put_unit(out, p, i, n, True, k > 0)
            continue
        i = gap_after(p, end, n, True)
        if i == end:
            break
        size = out.size
        end = put_unit(out, p, i, n, value != 0, k > 0)
        if end == i:
            break
        if value and is_ago(p, end, n):
            out.size = size
            break
        last = end
    return last
