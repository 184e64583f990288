"""Runs of plain ASCII: copied, narrowed or widened 16 bytes at a time where the processor can, else one by one."""


cdef extern from "scan.h" nogil:
    # Copy the run of plain bytes at p: printable ASCII without semicolons, without a space before a space or a line feed, and with
    # `cross` line feeds whose next line starts with no space and no separator. Its size; may write 16 bytes behind it.
    Py_ssize_t copy_plain "cleantext_copy_plain"(const unsigned char *p, Py_ssize_t n, unsigned char *out, bint cross) noexcept nogil
    # Copy the run of ASCII at `source` into bytes. Its size; may write 8 bytes behind it.
    Py_ssize_t narrow "cleantext_narrow"(const unsigned short *source, Py_ssize_t n, unsigned char *out) noexcept nogil
    # Copy the run of ASCII at p into 16-bit units and nothing behind it. Its size.
    Py_ssize_t widen "cleantext_widen"(const unsigned char *p, Py_ssize_t n, unsigned short *out) noexcept nogil
