"""HTML character references, read backwards from their semicolon."""
from .lexicon cimport Lexicon, LexiconEntry, lexicon_find


cdef extern from "entity_tables.h":
    ctypedef struct Entity:
        unsigned int first
        unsigned int second     # 0: the reference stands for one character
    const Lexicon entities
    const Entity *entities_senses


cdef struct Reference:
    Py_ssize_t size             # bytes from the ampersand on, without the semicolon; 0: there is no reference
    unsigned int first
    unsigned int second


cdef inline unsigned int digit_value(unsigned char byte, unsigned int base) noexcept nogil:
    """Value of a digit in base 10 or 16, or 99."""
    if c"0" <= byte <= c"9":
        return byte - c"0"
    byte |= 0x20
    if base == 16 and c"a" <= byte <= c"f":
        return byte - c"a" + 10
    return 99


cdef inline unsigned int numeric_reference(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """The code point of "#8217" or "#x2019"; 0 when p[0:n] is none or names no character."""
    cdef unsigned int base = 10
    cdef unsigned int code = 0
    cdef unsigned int digit
    cdef Py_ssize_t i = 1
    if n > 1 and (p[1] == c"x" or p[1] == c"X"):
        base = 16
        i = 2
    if i >= n:
        return 0
    while i < n:
        digit = digit_value(p[i], base)
        if digit >= base or code > 0x10FFFF:
            return 0
        code = code * base + digit
        i += 1
    return 0 if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else code


cdef inline Reference reference_before(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """The character reference that would end at p[n] if a semicolon stood there."""
    cdef Reference out
    cdef Py_ssize_t i = n
    cdef const LexiconEntry *entry
    out.size = 0
    out.first = out.second = 0
    while i > 0 and n - i <= entities.longest and p[i - 1] != c"&":
        i -= 1
        if not (c"0" <= p[i] <= c"9" or c"A" <= p[i] & 0xDF <= c"Z" or p[i] == c"#") or p[i] >= 0x80:
            return out
    if i == 0 or p[i - 1] != c"&" or i == n:
        return out
    if p[i] == c"#":
        out.first = numeric_reference(p + i, n - i)
    else:
        entry = lexicon_find(&entities, p + i, n - i)
        if entry != NULL:
            out.first = entities_senses[entry.first].first
            out.second = entities_senses[entry.first].second
    if out.first:
        out.size = n - i + 1
    return out
