"""Text in and out, its lines, and what of it tidying leaves alone: 64 or 32 bytes at a time where the processor can, else 16 or one by one."""


cdef extern from "text.h":
    enum:
        TEXT_MORE               # bytes behind what is written as UTF-8 that may be overwritten
        FEEDS_MORE              # the same of places of line feeds
        TEXT_CROSS              # how the runs of plain text go on: into the next lines while they are no separator lines,
        TEXT_SPACES             # and through white space that tidying makes one space or tab, or trims
    # Write source[0:n] (Latin-1, UCS2 or UCS4) as UTF-8; its size. A surrogate becomes U+FFFD; with `join` a high one followed by a low one
    # becomes the character they stand for; *met is set to 1 where there was one.
    Py_ssize_t encode_8 "cleantext_encode_8"(const unsigned char *source, Py_ssize_t n, unsigned char *out) noexcept nogil
    Py_ssize_t encode_16 "cleantext_encode_16"(const unsigned short *source, Py_ssize_t n, unsigned char *out, bint join, int *met) noexcept nogil
    Py_ssize_t encode_32 "cleantext_encode_32"(const unsigned int *source, Py_ssize_t n, unsigned char *out, bint join, int *met) noexcept nogil
    # Write well-formed UTF-8 as its `room` code points, of a width that holds them all.
    void decode_8 "cleantext_decode_8"(const unsigned char *p, Py_ssize_t n, unsigned char *out, Py_ssize_t room) noexcept nogil
    void decode_16 "cleantext_decode_16"(const unsigned char *p, Py_ssize_t n, unsigned short *out, Py_ssize_t room) noexcept nogil
    void decode_32 "cleantext_decode_32"(const unsigned char *p, Py_ssize_t n, unsigned int *out, Py_ssize_t room) noexcept nogil
    # How many code points well-formed UTF-8 holds; `measure` also sets the highest byte (0 of none).
    Py_ssize_t measure "cleantext_measure"(const unsigned char *p, Py_ssize_t n, unsigned char *top) noexcept nogil
    Py_ssize_t count_points "cleantext_count_points"(const unsigned char *p, Py_ssize_t n) noexcept nogil
    # How many line feeds p[0:n] holds, and where they are.
    Py_ssize_t count_feeds "cleantext_count_feeds"(const unsigned char *p, Py_ssize_t n) noexcept nogil
    void find_feeds "cleantext_find_feeds"(const unsigned char *p, Py_ssize_t n, Py_ssize_t *out) noexcept nogil
    # Copy the run of plain characters that p[0:n] starts with: what comes out the same whatever stands around it. How much it took, and in *size
    # how much it wrote, which is no more. It starts with no white space.
    Py_ssize_t copy_plain "cleantext_copy_plain"(const unsigned char *p, Py_ssize_t n, unsigned char *out, int how, Py_ssize_t *size) noexcept nogil
