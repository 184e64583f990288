"""Numerals in running text: digits of any script with their separators."""
from .utf8 cimport Point, point_at, point_before


cdef enum:
    MAX_GROUPS = 24             # of digits in one numeral; more is no number that anyone writes


cdef enum NumberStyle:
    POINT_DECIMAL               # 1,234.5
    COMMA_DECIMAL               # 1.234,5
    COMMA_NO_POINT_GROUPS       # 1 234,5; a point does not group (Polish)
    ANY_STYLE                   # language unknown: three digits after a separator are a group


cdef struct Numeral:
    Py_ssize_t start            # bytes of the text
    Py_ssize_t stop
    Py_ssize_t point            # where the decimal separator stands, -1: none
    Py_ssize_t whole            # digits before it
    Py_ssize_t decimals         # digits after it
    bint grouped                # by separators
    bint spaced                 # ... that are spaces
    bint unsure                 # the style decides whether its one separator groups
    bint found


cdef struct DigitGroup:
    Py_ssize_t start
    Py_ssize_t stop
    Py_ssize_t digits
    unsigned int separator      # the code point before it, 0 for the first


cdef inline int digit_value(unsigned int code) noexcept nogil:
    """0 to 9 for a decimal digit of a script that is met in prices, else -1."""
    cdef unsigned int low
    if code < 0x660:
        return <int>code - 48 if 48 <= code <= 57 else -1
    if 0xFF10 <= code <= 0xFF19:
        return <int>code - 0xFF10
    if code < 0x966:
        if 0x660 <= code <= 0x669:
            return <int>code - 0x660
        return <int>code - 0x6F0 if 0x6F0 <= code <= 0x6F9 else -1
    if code <= 0xD6F:                               # Devanagari to Malayalam: every 128 code points, at ..66
        low = (code - 0x966) & 0x7F
        return <int>low if low < 10 else -1
    if 0xE50 <= code <= 0xE59:
        return <int>code - 0xE50
    if 0xED0 <= code <= 0xED9:
        return <int>code - 0xED0
    if 0xF20 <= code <= 0xF29:
        return <int>code - 0xF20
    if 0x1040 <= code <= 0x1049:
        return <int>code - 0x1040
    if 0x17E0 <= code <= 0x17E9:
        return <int>code - 0x17E0
    return -1


cdef inline bint is_gap(unsigned int code) noexcept nogil:
    """A space inside a line."""
    return code == 0x20 or code == 0xA0 or code == 0x202F or code == 0x2009 or code == 0x2007 or code == 0x3000 or 0x2002 <= code <= 0x200A


cdef inline bint is_apostrophe(unsigned int code) noexcept nogil:
    return code == 0x27 or code == 0x2019 or code == 0x2032 or code == 0x60 or code == 0xB4


cdef inline bint is_digit_at(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    if i < 0 or i >= n:
        return False
    return 48 <= p[i] <= 57 if p[i] < 0x80 else digit_value(point_at(p, i, n).code) >= 0


cdef inline bint is_digit_before(const unsigned char *p, Py_ssize_t i) noexcept nogil:
    if i <= 0:
        return False
    return 48 <= p[i - 1] <= 57 if p[i - 1] < 0x80 else digit_value(point_before(p, i).code) >= 0


cdef inline unsigned int plain_separator(unsigned int code) noexcept nogil:
    """"," or "." for what reads as one of them, "'" and " " likewise; 0 for what separates no digits."""
    if code == 0x2C or code == 0xFF0C or code == 0x66B:
        return 0x2C
    if code == 0x2E or code == 0xFF0E:
        return 0x2E
    if code == 0x66C:                               # Arabic thousands separator
        return 0x27
    if is_apostrophe(code):
        return 0x27
    return 0x20 if is_gap(code) else 0


cdef inline DigitGroup digits_from(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """The run of digits that starts at i (may be empty)."""
    cdef DigitGroup group
    cdef Point point
    group.start = group.stop = i
    group.digits = 0
    group.separator = 0
    while group.stop < n:
        if p[group.stop] < 0x80:
            if not 48 <= p[group.stop] <= 57:
                break
            group.stop += 1
        else:
            point = point_at(p, group.stop, n)
            if digit_value(point.code) < 0:
                break
            group.stop += point.size
        group.digits += 1
    return group


cdef inline Py_ssize_t digits_before(const unsigned char *p, Py_ssize_t i, Py_ssize_t floor) noexcept nogil:
    """Where the run of digits that ends at i starts (i itself when there is none)."""
    cdef Point point
    while i > floor:
        if p[i - 1] < 0x80:
            if not 48 <= p[i - 1] <= 57:
                break
            i -= 1
        else:
            point = point_before(p, i)
            if digit_value(point.code) < 0 or i - point.size < floor:
                break
            i -= point.size
    return i


cdef inline int split_groups(const unsigned char *p, Py_ssize_t start, Py_ssize_t n, DigitGroup *groups) noexcept nogil:
    """Digits and single separators from `start`: how many groups."""
    cdef int count = 1
    cdef Py_ssize_t i
    cdef Point point
    cdef unsigned int separator
    groups[0] = digits_from(p, start, n)
    while count < MAX_GROUPS:
        i = groups[count - 1].stop
        if i >= n:
            break
        point = point_at(p, i, n)
        separator = plain_separator(point.code)
        if point.code >= 0xFF00 and p[i - 1] < 0x80:
            break                                   # "$20，300": a full-width comma parts them
        if separator == 0 or not is_digit_at(p, i + point.size, n):
            break
        groups[count] = digits_from(p, i + point.size, n)
        groups[count].separator = separator
        if (separator == 0x20 or separator == 0x27) and groups[count].digits != 3:
            break
        count += 1
    return count


cdef inline bint is_zero(const unsigned char *p, const DigitGroup *group) noexcept nogil:
    return group.digits == 0 or p[group.start] == 48


cdef inline int grouped_by(const DigitGroup *groups, int count) noexcept nogil:
    """How many groups the first separator joins as thousands (1: none), also 12,34,567."""
    cdef int k = 1
    cdef unsigned int separator = groups[1].separator
    if count < 2 or groups[0].digits > 3 or groups[0].digits == 0:
        return 1
    while k < count and groups[k].separator == separator and groups[k].digits == 3:
        k += 1
    if k > 1 or separator != 0x2C or groups[0].digits > 2:
        return k
    while k < count and groups[k].separator == separator and groups[k].digits == 2:
        k += 1
    return k + 1 if 1 < k < count and groups[k].separator == separator and groups[k].digits == 3 else 1


cdef inline bint point_groups(unsigned int separator, int style, bint sign_before) noexcept nogil:
    """Whether one separator before exactly three digits groups them: "1,234" in English, "$1,750" anywhere, "1.234" in German."""
    if separator == 0x2C:
        return style == POINT_DECIMAL or style == ANY_STYLE or sign_before
    return style == COMMA_DECIMAL or style == ANY_STYLE


cdef inline bint part_decimals(const unsigned char *p, Numeral *numeral) noexcept nogil:
    """Read the three digits after the one separator of a numeral as decimals, not as a group; False where it was sure what they are."""
    if not numeral.unsure or not numeral.grouped or numeral.decimals or numeral.whole > 6:
        return False
    numeral.point = digits_from(p, numeral.start, numeral.stop).stop
    numeral.whole -= 3
    numeral.decimals = 3
    numeral.grouped = numeral.spaced = False
    return True


cdef inline Numeral read_numeral(const unsigned char *p, Py_ssize_t start, Py_ssize_t n, int style, bint sign_before) noexcept nogil:
    """The numeral that starts at `start` (a digit, or a point before one); `sign_before`: a currency sign stands before it."""
    cdef DigitGroup groups[MAX_GROUPS]
    cdef Numeral out
    cdef int count, joined, k
    cdef bint lead = p[start] == 0x2E
    out.start = start
    out.point = -1
    out.decimals = out.whole = 0
    out.grouped = out.spaced = out.found = out.unsure = False
    out.stop = start
    if lead:
        groups[0] = digits_from(p, start + 1, n)
        if groups[0].digits == 0:
            return out
        out.point = start
        out.decimals = groups[0].digits
        out.stop = groups[0].stop
        out.found = True
        return out
    count = split_groups(p, start, n, groups)
    if groups[0].digits == 0:
        return out
    out.found = True
    joined = grouped_by(groups, count) if count > 1 else 1
    if joined == 2 and (groups[1].separator == 0x2C or groups[1].separator == 0x2E):
        k = count > 2 and groups[2].separator != groups[1].separator and (groups[2].separator == 0x2C or groups[2].separator == 0x2E)
        out.unsure = not k and not is_zero(p, &groups[0]) and not (sign_before and groups[1].separator == 0x2C)
        if not k and (is_zero(p, &groups[0]) or not point_groups(groups[1].separator, style, sign_before)):
            joined = 1
    for k in range(joined):
        out.whole += groups[k].digits
    out.stop = groups[joined - 1].stop
    out.grouped = joined > 1
    out.spaced = joined > 1 and groups[1].separator == 0x20
    if joined < count and (groups[joined].separator == 0x2C or groups[joined].separator == 0x2E):
        if joined > 1 and groups[joined].separator == groups[1].separator:
            return out                              # "1,234,56": the group ends where it fits
        if joined + 1 < count and groups[joined].separator == 0x2C and groups[joined + 1].separator == 0x2C:
            return out                              # "1,2,3" is a list
        out.point = groups[joined].start - 1
        while out.point > start and (p[out.point] & 0xC0) == 0x80:
            out.point -= 1
        out.decimals = groups[joined].digits
        out.stop = groups[joined].stop
    return out


cdef inline Numeral numeral_before(const unsigned char *p, Py_ssize_t stop, Py_ssize_t floor, int style) noexcept nogil:
    """The longest numeral that ends at `stop` (just after a digit) and starts at `floor` or later."""
    cdef Py_ssize_t starts[MAX_GROUPS]
    cdef int count = 0
    cdef Py_ssize_t i = digits_before(p, stop, floor)
    cdef Py_ssize_t before
    cdef Point point
    cdef Numeral out
    out.found = False
    out.start = out.stop = stop
    out.point = -1
    out.whole = out.decimals = 0
    out.grouped = out.spaced = out.unsure = False
    if i == stop:
        return out
    while True:
        starts[count] = i
        count += 1
        if count == MAX_GROUPS or i <= floor:
            break
        point = point_before(p, i)
        if plain_separator(point.code) == 0:
            break
        before = i - point.size
        if before <= floor or not is_digit_before(p, before):
            break
        i = digits_before(p, before, floor)
    if (i > floor and (p[i - 1] == 0x2E or p[i - 1] == 0x2C) and count == 1
            and (i == 1 or i - 1 > floor and not (is_digit_before(p, i - 1) or 97 <= (p[i - 2] | 0x20) <= 122))):
        out = read_numeral(p, i - 1, stop, style, False)
        if out.found and out.stop == stop and p[i - 1] == 0x2E:
            return out
    while count > 0:
        count -= 1
        out = read_numeral(p, starts[count], stop, style, False)
        if out.found and out.stop == stop:
            return out
    out.found = False
    return out
