"""Dollar signs that are no money: variables of programs, cells of tables, formulas."""
from .lexicon cimport LexiconEntry
from .money_beside cimport kind_before, sense_value
from .money_grammar cimport *
from .money_tables cimport *
from .money_tokens cimport *
from .numbers cimport *


cdef enum:
    FORMULA = 64                # bytes before its end in which a formula begins
    COMMAND = 96                # bytes on either side of a variable in which its command is looked for


cdef inline bint is_plain(const NumberValue *value) noexcept nogil:
    """Digits and nothing else."""
    return value.written and not value.scale and not value.numeral.decimals and not value.numeral.grouped


cdef inline unsigned char byte_at(const MoneyText *text, Py_ssize_t i) noexcept nogil:
    """The byte there, 0 outside of the text."""
    return text.p[i] if 0 <= i < text.n else 0


# ---- programs --------------------------------------------------------------------------------------------------------------------

cdef inline int variables_in(const MoneyText *text, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """How many of "$1", "$2", … from the first on stand in p[start:stop], in any order; -1 where an amount of more than one digit stands."""
    cdef Py_ssize_t i
    cdef int count = 0
    cdef unsigned int seen = 0
    for i in range(start, stop):
        if text.p[i] != 36 or not is_digit_at(text.p, i + 1, stop):
            continue
        if not 48 <= text.p[i + 1] <= 57 or is_digit_at(text.p, i + 2, stop) or byte_at(text, i + 2) == 46 and is_digit_at(text.p, i + 3, stop):
            return -1
        seen |= 1u << (text.p[i + 1] - 48)
    while seen >> (count + 1) & 1:
        count += 1
    return count


cdef inline int command_before(const MoneyText *text, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Whether p[start:stop] has a word of commands (2), one of queries (1), or opens a bracket right after a word ("f(", "{print": 1); 0: none."""
    cdef Py_ssize_t i = start, end, opened = -1
    cdef int value
    while i < stop:
        if text.p[i] == c")" or text.p[i] == c"}":
            opened = -1
        elif text.p[i] == c"(" and i > start and is_letter_at(text.p, i - 1, stop) or text.p[i] == c"{" and is_letter_at(text.p, i + 1, stop):
            opened = i
        end = word_end(text.p, i, stop)
        if end == i:
            i += 1
            continue
        value = sense_value(find_word(&money_words, text.p, i, end), MONEY_PROGRAM)
        if value == 0 and 97 <= text.p[i] <= 122:
            return 2
        if value == 1 and all_caps(text.p, i, end):
            return 1
        i = end
    return opened >= 0


cdef inline bint is_in_program(const MoneyText *text, const Amount *a) noexcept nogil:
    """Whether a command, a query or a call is around "$1": "cp $1 $2", "awk '$3 > 100'", "WHERE a = $1", "VALUES ($1, $2)", "s += $2"."""
    cdef Py_ssize_t i = a.marker.core
    cdef Py_ssize_t start = i, stop = a.low.numeral.stop
    cdef int command
    while start > 0 and text.p[start - 1] != 10 and i - start < COMMAND:
        start -= 1
    while stop < text.n and text.p[stop] != 10 and stop - i < COMMAND:
        stop += 1
    if byte_at(text, i - 1) == 32 and byte_at(text, i - 2) == c"=" and byte_at(text, i - 3) in (c"+", c"-", c"=", c"!"):
        return True
    if i - 5 >= start and text.p[i - 5] == c"c" and text.p[i - 4] == c"a" and text.p[i - 3] == c"s" and text.p[i - 2] == c"e" \
            and stop - a.low.numeral.stop == 3 and text.p[stop - 2] == c"i" and text.p[stop - 1] == c"n":
        return True
    command = command_before(text, start, i)
    if command == 0:
        return False
    if variables_in(text, start, stop) >= 2:
        return True
    return command == 2 and variables_in(text, start, stop) >= 0 or command == 1 and byte_at(text, i - 2) == c"=" and byte_at(text, i - 1) == 32


cdef inline bint is_variable(const MoneyText *text, const Amount *a) noexcept nogil:
    """Whether "$1" is a variable of a shell, of awk or of SQL: "=$1", "'$1'", "{print $1}", "f($1)", "id = $1;", "$2$1"."""
    cdef Py_ssize_t i = a.marker.core, stop = a.low.numeral.stop
    cdef unsigned char before, after
    if not is_plain(&a.low) or a.stop != stop:
        return False
    before = byte_at(text, i - 1)
    after = byte_at(text, stop)
    if after == c"}" or before == c"=" and after != c"-" or before == c"/" and i > 1 and not is_digit_before(text.p, i - 1):
        return True
    if before == 34 or before == 39 or before == 96:
        if after == before and not kind_before(text.p, i - 1, MONEY_PRICE, 2, True):
            return True
    if before == c"(" and i > 1 and is_letter_at(text.p, i - 2, text.n) and (after == c")" or after == c","):
        return True
    if after == c";" and before == 32 and byte_at(text, i - 2) == c"=":
        return True
    if after == 36 and is_digit_at(text.p, stop + 1, text.n) and not is_digit_at(text.p, stop + 2, text.n) and byte_at(text, stop + 2) != 46:
        return text.p[stop + 1] != text.p[stop - 1]  # "$9$9" is a price said twice
    if i > 1 and i - 2 >= text.floor and is_digit_before(text.p, i) and text.p[i - 2] == 36 and text.p[i - 1] != text.p[stop - 1]:
        return True
    return is_in_program(text, a)


cdef inline bint is_cell(const MoneyText *text, const Amount *a) noexcept nogil:
    """Whether the sign is part of a cell's name in a table's formula: "B$1:B$10", "$D$2"."""
    cdef Py_ssize_t i = a.marker.core, stop = a.low.numeral.stop
    while i > 0 and a.marker.core - i < 3 and 65 <= text.p[i - 1] <= 90:
        i -= 1
    if i == a.marker.core or a.marker.core - i > 2:
        return False
    return byte_at(text, i - 1) in (36, c":") or is_plain(&a.low) and byte_at(text, stop) == c":" and (byte_at(text, stop + 1) == 36 or 65 <= byte_at(text, stop + 1) <= 90)


# ---- formulas --------------------------------------------------------------------------------------------------------------------

cdef inline bint is_sum(unsigned char sign) noexcept nogil:
    return sign in (c"\\", c"^", c"_", c"{", c"=", c"<", c">", c"+")


cdef inline bint is_number_in_signs(const MoneyText *text, Py_ssize_t first, Py_ssize_t last) noexcept nogil:
    """Whether the dollar signs at both ends of a number are LaTeX's: "$0.05$", "$100$ vertices"; not "it costs $100$", "50$100$"."""
    cdef unsigned char before = byte_at(text, first - 1), after = byte_at(text, last + 1)
    if before > 32 and before != c"(" or is_digit_at(text.p, last + 1, text.n) or is_letter_at(text.p, last + 1, text.n):
        return False
    return not (after == 32 and is_digit_at(text.p, last + 2, text.n)) and not kind_before(text.p, first, MONEY_PRICE, 3, False)


cdef inline bint opens_formula(const MoneyText *text, const Amount *a) noexcept nogil:
    """Whether the dollar sign before the number opens a formula in LaTeX: "$10^6$", "$2x + 3$", "$5 \\le n$", "$3$"."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t i = a.low.numeral.stop, stop = i + FORMULA if i + FORMULA < text.n else text.n
    cdef bint sums = a.low.numeral.whole < 3 and not a.low.numeral.decimals
    if a.low.numeral.grouped or a.low.numeral.decimals and byte_at(text, i) != 36 and not is_sum(byte_at(text, i + (byte_at(text, i) == 32))):
        return False
    if byte_at(text, i) == 36 and is_number_in_signs(text, a.marker.core, i):
        return True
    if not a.low.numeral.decimals and (byte_at(text, i) == c"^" or byte_at(text, i + 1) == 36 and 97 <= byte_at(text, i) <= 122
                                       and not is_digit_at(p, i + 2, text.n)):
        return True                                 # "$10^6$", "$2x$"
    while i < stop and p[i] < 0x80 and p[i] != 10:
        if p[i] == 36:
            return (sums and p[i - 1] > 32 and p[i - 1] != 45 and not is_digit_at(p, i + 1, text.n) and not is_letter_at(p, i + 1, text.n)
                    and not (byte_at(text, i + 1) == 32 and is_digit_at(p, i + 2, text.n)))
        sums = is_sum(p[i]) or sums and i > a.low.numeral.stop
        if p[i] == c"\\":
            i = word_end(p, i + 1, text.n)
        elif 97 <= (p[i] | 0x20) <= 122 and is_letter_at(p, i + 1, text.n):
            return False
        else:
            i += 1
    return False


cdef inline bint ends_formula(const MoneyText *text, const Amount *a) noexcept nogil:
    """Whether the dollar sign behind the number closes a formula in LaTeX: "$x_1 = 5$", "$\\alpha > 2$", "$2x + 3$", "$3$"."""
    cdef const unsigned char *p = text.p
    cdef Py_ssize_t i = a.start, stop = i - FORMULA if i > FORMULA else 0
    cdef bint sums = False
    while i > stop and p[i - 1] != 10:
        i -= 1
        if p[i] == 36:
            if i >= text.floor and is_digit_at(p, i + 1, text.n):
                return sums or i + 1 == a.start and (a.low.numeral.whole < 3 or is_number_in_signs(text, i, a.marker.core))
            return sums and (p[i + 1] == c"\\" or 97 <= (p[i + 1] | 0x20) <= 122) and (i == 0 or p[i - 1] <= 32 or p[i - 1] == c"(")
        sums = sums or is_sum(p[i])
    return False
