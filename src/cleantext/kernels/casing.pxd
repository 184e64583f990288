"""Simple lower case and letter classes of single code points, from Unicode's own data."""


cdef extern from "unicode_tables.h":
    const unsigned short *unicode_lower_index
    const int *unicode_lower_delta
    const unsigned char *unicode_word_index
    const unsigned int *unicode_word_bits


cdef inline unsigned int lower(unsigned int code) noexcept nogil:
    """Simple lower case (one code point to one)."""
    if code < 0x80:
        return code | 0x20 if 65 <= code <= 90 else code
    if code >= 0x1E980:
        return code
    return <unsigned int>(<int>code + unicode_lower_delta[(unicode_lower_index[code >> 5] << 5) | (code & 31)])


cdef inline bint is_word(unsigned int code) noexcept nogil:
    """Letters, marks and numbers, as in \\w without the underscore."""
    if code < 0x80:
        return 48 <= code <= 57 or 65 <= code <= 90 or 97 <= code <= 122
    if code >= 0x40000:
        return 0
    return (unicode_word_bits[(unicode_word_index[code >> 8] << 3) | ((code >> 5) & 7)] >> (code & 31)) & 1
