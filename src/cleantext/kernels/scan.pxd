"""Bits, classes of bytes and line feeds, 16 bytes at a time where the processor can, else one by one."""
from libc.stdint cimport uint64_t


cdef extern from "scan.h":
    # The offset behind the last line feed of p[0:n]; 0 when there is none.
    Py_ssize_t after_feed "cleantext_after_feed"(const unsigned char *p, Py_ssize_t n) noexcept nogil
    # A bit for each of 64 bytes: ASCII letters and all from 0x80; ASCII digits; all from 0x80.
    void letters_digits "cleantext_letters_digits"(const unsigned char *p, unsigned long long *out) noexcept nogil
    # How many ASCII letters p[0:n] starts with, 16 for more; how many bytes before p[i] are ASCII letters, digits or from 0x80, 16 for more.
    Py_ssize_t letters_from "cleantext_letters_from"(const unsigned char *p, Py_ssize_t n) noexcept nogil
    Py_ssize_t word_bytes_before "cleantext_word_before"(const unsigned char *p, Py_ssize_t i) noexcept nogil
    # A bit for each of 64 bytes: 0xC2 and 0xE2, which lead most signs; these and all from 0xDF.
    void sign_leads "cleantext_sign_leads"(const unsigned char *p, unsigned long long *out) noexcept nogil
    # The number of the lowest and of the highest bit set in 64 (there is one), and how many are set.
    int lowest_bit "cleantext_lowest64"(unsigned long long bits) noexcept nogil
    int highest_bit "cleantext_highest64"(unsigned long long bits) noexcept nogil
    int count_bits "cleantext_count_bits"(unsigned long long bits) noexcept nogil
    # Eight bytes as a little-endian number.
    uint64_t eight_bytes "cleantext_eight"(const unsigned char *p) noexcept nogil


cdef inline bint is_blank_byte(unsigned char byte) noexcept nogil:
    """Whether the byte is ASCII white space, line ends included."""
    return byte == c" " or 9 <= byte <= 13
