"""Jump over plain text: the first byte that tidying must look at, 16 bytes at a time where the processor can."""


cdef extern from *:
    """
    #if defined(__SSE2__) || defined(_M_X64)
    #include <emmintrin.h>
    #define CLEANTEXT_STEP 16
    /* A bit for each of the 16 bytes at p that is no printable ASCII, a semicolon, or a space before a space; reads p[0:17]. */
    static inline unsigned int cleantext_special(const unsigned char *p) {
        __m128i x = _mm_loadu_si128((const __m128i *)p);
        __m128i y = _mm_loadu_si128((const __m128i *)(p + 1));
        __m128i space = _mm_set1_epi8(' ');
        __m128i found = _mm_or_si128(_mm_cmplt_epi8(x, space), _mm_cmpeq_epi8(x, _mm_set1_epi8(0x7F)));
        found = _mm_or_si128(found, _mm_cmpeq_epi8(x, _mm_set1_epi8(';')));
        found = _mm_or_si128(found, _mm_and_si128(_mm_cmpeq_epi8(x, space), _mm_cmpeq_epi8(y, space)));
        return (unsigned int)_mm_movemask_epi8(found);
    }
    #if defined(_MSC_VER) && !defined(__clang__)
    #include <intrin.h>
    static inline int cleantext_lowest(unsigned int bits) { unsigned long at; _BitScanForward(&at, bits); return (int)at; }
    #else
    static inline int cleantext_lowest(unsigned int bits) { return __builtin_ctz(bits); }
    #endif
    #else
    #define CLEANTEXT_STEP 0
    static inline unsigned int cleantext_special(const unsigned char *p) { (void)p; return 0; }
    static inline int cleantext_lowest(unsigned int bits) { (void)bits; return 0; }
    #endif
    """
    const int CLEANTEXT_STEP
    unsigned int cleantext_special(const unsigned char *p) noexcept nogil
    int cleantext_lowest(unsigned int bits) noexcept nogil


cdef inline Py_ssize_t plain_run(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """The first k >= i where p[k] is no printable ASCII, or a semicolon, or a space before another one; n if there is none."""
    cdef unsigned int bits
    while CLEANTEXT_STEP and i + 17 <= n:
        bits = cleantext_special(p + i)
        if bits:
            return i + cleantext_lowest(bits)
        i += CLEANTEXT_STEP
    while i < n:
        if p[i] < 0x20 or p[i] >= 0x7F or p[i] == c";" or (p[i] == c" " and i + 1 < n and p[i + 1] == c" "):
            return i
        i += 1
    return n
