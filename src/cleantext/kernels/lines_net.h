/* The network over the lines of a page: integer layers, and a memory that runs down the page and up again.
   Its loops are compiled for several widths of vector; the widest one that the processor has is taken when the program runs. */
#ifndef CLEANTEXT_LINES_NET_H
#define CLEANTEXT_LINES_NET_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif
#if defined(__SSE2__) && defined(__GNUC__)
#include <immintrin.h>
#define CT_AVX2 1
#endif
#if defined(__GNUC__)
#define CT_INLINE inline __attribute__((always_inline))
#elif defined(_MSC_VER)
#define CT_INLINE __forceinline
#else
#define CT_INLINE inline
#endif

#define CT_EMBED 16                 /* bytes a token takes: its tag, and 14 numbers */
#define CT_HIDDEN 32                /* numbers a line carries */
#define CT_CELLS 16                 /* memory cells in each direction */
#define CT_GATES (4 * CT_CELLS)     /* forget and candidate, downward and upward */
#define CT_TOP 32                   /* units above the memory */
#define CT_OUTS 16                  /* content, twelve labels, three unused */
#define CT_MOST 8191                /* numbers above 8 are cut (10 bits of fraction) */
#define CT_RECTIFY(x) ((x) < 0 ? 0 : (x) > CT_MOST ? CT_MOST : (x))

typedef struct {                    /* what the passes need to know of a line */
    int16_t z[CT_HIDDEN + 2 * CT_CELLS];    /* its numbers, memory from above, memory from below; at the end the outputs */
    int16_t below[2 * CT_CELLS];            /* gates of the memory that runs up */
} ct_state;

typedef struct {
    void (*first)(const int16_t *vec, const int16_t *base, const int16_t *table, const short *first, const unsigned char *bins, int n, int32_t weight,
                  int16_t *z, int32_t *part);
    void (*down)(const int16_t *gates, const int32_t *bias, const int16_t *share, ct_state *state, ptrdiff_t count);
    void (*up)(const int16_t *top, const int32_t *top_bias, const int16_t *out, const int32_t *out_bias, ct_state *state, ptrdiff_t count);
    int32_t (*own)(const int16_t *e, const int16_t *project, const int16_t *table, const short *first, const unsigned char *bins, int n,
                   const int32_t *alone, int16_t *vec);
} ct_passes;

#if CT_AVX2
#define CT(name) ct_##name##_avx2
#define CT_TARGET __attribute__((target("avx2")))
#define CT_WIDTH 8
#define VEC __m256i
#define LOAD(p) _mm256_loadu_si256((const __m256i *)(p))
#define STORE(p, v) _mm256_storeu_si256((__m256i *)(p), v)
#define SET(x) _mm256_set1_epi32(x)
#define ZERO() _mm256_setzero_si256()
#define ADD(a, b) _mm256_add_epi32(a, b)
#define ADD16(a, b) _mm256_add_epi16(a, b)
#define MADD(a, b) _mm256_madd_epi16(a, b)
#include "lines_pass.h"
#undef CT
#undef CT_TARGET
#undef CT_WIDTH
#undef VEC
#undef LOAD
#undef STORE
#undef SET
#undef ZERO
#undef ADD
#undef ADD16
#undef MADD
#endif

#define CT(name) ct_##name##_base
#define CT_TARGET
#if defined(__SSE2__)
#define CT_WIDTH 4
#define VEC __m128i
#define LOAD(p) _mm_loadu_si128((const __m128i *)(p))
#define STORE(p, v) _mm_storeu_si128((__m128i *)(p), v)
#define SET(x) _mm_set1_epi32(x)
#define ZERO() _mm_setzero_si128()
#define ADD(a, b) _mm_add_epi32(a, b)
#define ADD16(a, b) _mm_add_epi16(a, b)
#define MADD(a, b) _mm_madd_epi16(a, b)
#else
#define CT_WIDTH 0
#endif
#include "lines_pass.h"

static inline const ct_passes *ct_best_passes(void) {
#if CT_AVX2
    if (__builtin_cpu_supports("avx2")) return &ct_passes_avx2;
#endif
    return &ct_passes_base;
}

/* Add up the numbers of the tokens that the table holds. A slot has a 16-bit tag, the token's lower half, and 14 numbers; sums[2 ..] get
   theirs. How many of all tokens, and of the first `words`, were found. */
static inline int ct_add_tokens(const unsigned char *table, int shift, const uint32_t *token, int tokens, int words, int16_t *sums, int *known) {
    int found = 0, i = 0;
#if defined(__SSE2__)
    __m128i low = _mm_setzero_si128(), high = low;
#else
    memset(sums, 0, 2 * CT_EMBED);
#endif
    *known = 0;
    for (; i < tokens; i++) {
        const unsigned char *slot = table + CT_EMBED * (size_t)(token[i] >> shift);
        uint16_t tag;
        int hit;
        memcpy(&tag, slot, 2);
        hit = tag == (uint16_t)token[i];
        found += hit;
        if (i == words - 1) *known = found;
#if defined(__SSE2__)
        {
            __m128i v = _mm_and_si128(_mm_loadu_si128((const __m128i *)slot), _mm_set1_epi32(-hit));
            low = _mm_add_epi16(low, _mm_srai_epi16(_mm_unpacklo_epi8(v, v), 8));
            high = _mm_add_epi16(high, _mm_srai_epi16(_mm_unpackhi_epi8(v, v), 8));
        }
#else
        if (hit)
            for (int k = 2; k < CT_EMBED; k++) sums[k] = (int16_t)(sums[k] + (int8_t)slot[k]);
#endif
    }
#if defined(__SSE2__)
    _mm_storeu_si128((__m128i *)sums, low);
    _mm_storeu_si128((__m128i *)(sums + 8), high);
#endif
    sums[0] = sums[1] = 0;
    return found;
}
#endif
