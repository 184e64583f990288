"""Runs of plain ASCII and classes of bytes, 16 at a time where the processor can, else one by one."""
from libc.stdint cimport uint64_t


cdef extern from "scan.h" nogil:
    # Copy the run of plain bytes at p: printable ASCII without semicolons, without a space before a space or a line feed, and with
    # `cross` line feeds whose next line starts with no space and no separator. Its size; may write 16 bytes behind it.
    Py_ssize_t copy_plain "cleantext_copy_plain"(const unsigned char *p, Py_ssize_t n, unsigned char *out, bint cross) noexcept nogil
    # Copy the run of ASCII at `source` (bytes, 16-bit or 32-bit units) into bytes. Its size; may write 16 bytes behind it.
    Py_ssize_t narrow_bytes "cleantext_narrow_bytes"(const unsigned char *source, Py_ssize_t n, unsigned char *out) noexcept nogil
    Py_ssize_t narrow "cleantext_narrow"(const unsigned short *source, Py_ssize_t n, unsigned char *out) noexcept nogil
    Py_ssize_t narrow_wide "cleantext_narrow_wide"(const unsigned int *source, Py_ssize_t n, unsigned char *out) noexcept nogil
    # Write a code point from U+0080 to U+FFFF, no surrogate, as UTF-8. Its size; writes four bytes.
    Py_ssize_t put_wide "cleantext_put_wide"(unsigned char *out, unsigned int code) noexcept nogil
    # Write 16-bit code points as UTF-8 as long as many of them are beyond ASCII. How many; *out moves on, 3 bytes behind it may be written.
    Py_ssize_t put_dense "cleantext_put_dense"(const unsigned short *source, Py_ssize_t n, unsigned char **out) noexcept nogil
    # Copy the run of ASCII at p into bytes, 16-bit or 32-bit units; may write behind it, but nothing from out[room] on. Its size.
    Py_ssize_t widen_bytes "cleantext_widen_bytes"(const unsigned char *p, Py_ssize_t n, unsigned char *out, Py_ssize_t room) noexcept nogil
    Py_ssize_t widen "cleantext_widen"(const unsigned char *p, Py_ssize_t n, unsigned short *out, Py_ssize_t room) noexcept nogil
    Py_ssize_t widen_far "cleantext_widen_far"(const unsigned char *p, Py_ssize_t n, unsigned int *out, Py_ssize_t room) noexcept nogil
    # How many code points well-formed UTF-8 holds; `measure` also sets the highest byte (0 of none).
    Py_ssize_t measure "cleantext_measure"(const unsigned char *p, Py_ssize_t n, unsigned char *top) noexcept nogil
    Py_ssize_t count_points "cleantext_count_points"(const unsigned char *p, Py_ssize_t n) noexcept nogil
    # How far the next line feed is from p; there must be one, and 15 bytes behind it are read.
    Py_ssize_t to_feed "cleantext_to_feed"(const unsigned char *p) noexcept nogil
    # The offset behind the last line feed of p[0:n]; 0 when there is none.
    Py_ssize_t after_feed "cleantext_after_feed"(const unsigned char *p, Py_ssize_t n) noexcept nogil
    # How many line feeds p[0:n] holds.
    Py_ssize_t count_feeds "cleantext_count_feeds"(const unsigned char *p, Py_ssize_t n) noexcept nogil
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
