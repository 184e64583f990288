"""The network over the lines of a page: integer layers, and a memory that runs down the page and up again."""
from libc.stdint cimport int8_t, int16_t, int32_t

cdef extern from *:
    """
    #include <stdint.h>
    #include <string.h>
    #if defined(__SSE2__)
    #include <emmintrin.h>
    #endif
    #if defined(__SSE2__) && defined(__GNUC__)
    #include <immintrin.h>
    #define CT_AVX2 1
    #endif
    /* acc[j] += x[2i] * w[i][j][0] + x[2i + 1] * w[i][j][1]; outs is a multiple of 16. Sums wrap; all ways give the same bits. */
    static inline int32_t ct_pair(const int16_t *x) { int32_t v; memcpy(&v, x, 4); return v; }
    #if defined(__SSE2__)
    static void ct_layer_sse2(const int16_t *x, int pairs, const int16_t *w, int outs, int32_t *acc) {
        for (int j = 0; j < outs; j += 16) {
            __m128i a = _mm_loadu_si128((const __m128i *)(acc + j)), b = _mm_loadu_si128((const __m128i *)(acc + j + 4));
            __m128i c = _mm_loadu_si128((const __m128i *)(acc + j + 8)), d = _mm_loadu_si128((const __m128i *)(acc + j + 12));
            for (int i = 0; i < pairs; i++) {
                const __m128i *row = (const __m128i *)(w + 2 * (i * outs + j));
                __m128i v = _mm_set1_epi32(ct_pair(x + 2 * i));
                a = _mm_add_epi32(a, _mm_madd_epi16(v, _mm_loadu_si128(row)));
                b = _mm_add_epi32(b, _mm_madd_epi16(v, _mm_loadu_si128(row + 1)));
                c = _mm_add_epi32(c, _mm_madd_epi16(v, _mm_loadu_si128(row + 2)));
                d = _mm_add_epi32(d, _mm_madd_epi16(v, _mm_loadu_si128(row + 3)));
            }
            _mm_storeu_si128((__m128i *)(acc + j), a); _mm_storeu_si128((__m128i *)(acc + j + 4), b);
            _mm_storeu_si128((__m128i *)(acc + j + 8), c); _mm_storeu_si128((__m128i *)(acc + j + 12), d);
        }
    }
    #else
    static void ct_layer_plain(const int16_t *x, int pairs, const int16_t *w, int outs, int32_t *acc) {
        for (int i = 0; i < pairs; i++)
            for (int j = 0; j < outs; j++)
                acc[j] = (int32_t)((uint32_t)acc[j] + (uint32_t)((int32_t)x[2 * i] * w[2 * (i * outs + j)])
                                   + (uint32_t)((int32_t)x[2 * i + 1] * w[2 * (i * outs + j) + 1]));
    }
    #endif
    #if CT_AVX2
    __attribute__((target("avx2")))
    static void ct_layer_avx2(const int16_t *x, int pairs, const int16_t *w, int outs, int32_t *acc) {
        for (int j = 0; j < outs; j += 16) {
            __m256i a = _mm256_loadu_si256((const __m256i *)(acc + j)), b = _mm256_loadu_si256((const __m256i *)(acc + j + 8));
            __m256i c = _mm256_setzero_si256(), d = c;
            for (int i = 0; i < pairs; i += 2) {
                const __m256i *row = (const __m256i *)(w + 2 * (i * outs + j)), *next = (const __m256i *)(w + 2 * ((i + 1) * outs + j));
                __m256i v = _mm256_set1_epi32(ct_pair(x + 2 * i)), u = _mm256_set1_epi32(ct_pair(x + 2 * i + 2));
                a = _mm256_add_epi32(a, _mm256_madd_epi16(v, _mm256_loadu_si256(row)));
                b = _mm256_add_epi32(b, _mm256_madd_epi16(v, _mm256_loadu_si256(row + 1)));
                c = _mm256_add_epi32(c, _mm256_madd_epi16(u, _mm256_loadu_si256(next)));
                d = _mm256_add_epi32(d, _mm256_madd_epi16(u, _mm256_loadu_si256(next + 1)));
            }
            _mm256_storeu_si256((__m256i *)(acc + j), _mm256_add_epi32(a, c));
            _mm256_storeu_si256((__m256i *)(acc + j + 8), _mm256_add_epi32(b, d));
        }
    }
    #endif
    typedef void (*ct_layer)(const int16_t *x, int pairs, const int16_t *w, int outs, int32_t *acc);
    static inline ct_layer ct_best_layer(void) {
    #if CT_AVX2
        if (__builtin_cpu_supports("avx2")) return ct_layer_avx2;
    #endif
    #if defined(__SSE2__)
        return ct_layer_sse2;
    #else
        return ct_layer_plain;
    #endif
    }
    """
    ctypedef void (*ct_layer)(const int16_t *x, int pairs, const int16_t *w, int outs, int32_t *acc) noexcept nogil
    ct_layer ct_best_layer() noexcept nogil


cdef enum:
    TEN = 10                # bits of fraction of a line's numbers
    ELEVEN = 11             # bits of fraction of weights
    TOP_VALUE = 8191        # numbers above 8 are cut


cdef inline int16_t rectify(int32_t x) noexcept nogil:
    """x, cut to 0 .. TOP_VALUE."""
    return <int16_t>(0 if x < 0 else TOP_VALUE if x > TOP_VALUE else x)


cdef inline int16_t short_of(int32_t x) noexcept nogil:
    return <int16_t>(-32768 if x < -32768 else 32767 if x > 32767 else x)


cdef inline void remember(const int16_t *u, float *h, int16_t *out, int cells) noexcept nogil:
    """One step of the memory: u holds `cells` forget gates, then `cells` candidates. No fused arithmetic: the same bits everywhere."""
    cdef int k
    cdef float f, c
    for k in range(cells):
        f = <float>0.5 + <float>u[k] * <float>(0.25 / 1024)
        f = f if f > 0 else <float>0
        f = f if f < 1 else <float>1
        c = <float>u[cells + k] * <float>(1.0 / 1024)
        c = c if c > -1 else <float>-1
        c = c if c < 1 else <float>1
        h[k] = c + f * (h[k] - c)
        out[k] = <int16_t><int32_t>(h[k] * <float>1024)
