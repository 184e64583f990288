/* Where one of a set of words may start by its first three letters, 32 or 64 places at a time (see tools/tables/heads.py). CT_NARROW: no AVX-512. */
#ifndef CLEANTEXT_HEADS_H
#define CLEANTEXT_HEADS_H
#if defined(__GNUC__) && defined(__x86_64__)
#include <immintrin.h>
static inline int cleantext_can_heads(void) { return __builtin_cpu_supports("avx2") != 0; }

/* The places of 64 bytes whose letters a bucket of the table has, one behind the other. The table has 32 bytes for each of three letters, by their
   low five bits: a bit for each bucket. 66 bytes can be read. */
__attribute__((target("avx2"))) static inline unsigned long long cleantext_heads_avx2(const unsigned char *p, const unsigned char *table) {
    const __m256i zero = _mm256_setzero_si256(), low = _mm256_set1_epi8(0x1F), to_low = _mm256_set1_epi8(0x70), to_high = _mm256_set1_epi8(0x10);
    unsigned long long others = 0;
    int k;
#define HALF(at) _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(table + at)))
#define BUCKETS(x, at) _mm256_or_si256(_mm256_shuffle_epi8(HALF(at), _mm256_add_epi8(x, to_low)), _mm256_shuffle_epi8(HALF(at + 16), _mm256_sub_epi8(x, to_high)))
#define LETTER(at) _mm256_and_si256(_mm256_loadu_si256((const __m256i *)(p + k + at)), low)
    for (k = 0; k < 64; k += 32) {
        __m256i first = LETTER(0), second = LETTER(1), third = LETTER(2);
        __m256i found = _mm256_and_si256(_mm256_and_si256(BUCKETS(first, 0), BUCKETS(second, 32)), BUCKETS(third, 64));
        others |= (unsigned long long)(unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(found, zero)) << k;
    }
#undef HALF
#undef BUCKETS
#undef LETTER
    return ~others;
}

#if !defined(__clang__) && __GNUC__ >= 9 && !defined(CT_NARROW)
/* The same, where a shuffle takes its bytes from all of a letter's table. */
__attribute__((target("avx512f,avx512bw,avx512vbmi"))) static inline unsigned long long cleantext_heads_avx512(const unsigned char *p, const unsigned char *table) {
#define BUCKETS(at) _mm512_permutexvar_epi8(_mm512_loadu_si512(p + at), _mm512_broadcast_i64x4(_mm256_loadu_si256((const __m256i *)(table + 32 * at))))
    return _mm512_test_epi8_mask(_mm512_and_si512(BUCKETS(0), BUCKETS(1)), BUCKETS(2));
#undef BUCKETS
}
#define HEADS_WIDE 1
#endif

static inline unsigned long long cleantext_heads(const unsigned char *p, const unsigned char *table) {
#ifdef HEADS_WIDE
    if (__builtin_cpu_supports("avx512vbmi")) return cleantext_heads_avx512(p, table);
#endif
    return cleantext_heads_avx2(p, table);
}
#else
static inline int cleantext_can_heads(void) { return 0; }
static inline unsigned long long cleantext_heads(const unsigned char *p, const unsigned char *table) {
    (void)p;
    (void)table;
    return ~0ull;
}
#endif
#endif
