/* Short names for what is done to EACH bytes at a time, as the target has it; none on other machines. No guard: included by what is compiled once for
   each instruction set, and taken back by bytes_off.h. Comparisons are signed: bytes from 0x80 are negative. TOP: bit 7 - by of each byte becomes its highest. */
#if (defined(__SSE2__) || defined(_M_X64)) && !defined(CT_PORTABLE)
#include <immintrin.h>
#if defined(__AVX2__)
#define V __m256i
#define EACH 32
#define LOAD(q) _mm256_loadu_si256((const V *)(q))
#define STORE(q, v) _mm256_storeu_si256((V *)(q), v)
#define ONE(c) _mm256_set1_epi8((char)(c))
#define EQ _mm256_cmpeq_epi8
#define GT _mm256_cmpgt_epi8
#define OR _mm256_or_si256
#define AND _mm256_and_si256
#define WITHOUT _mm256_andnot_si256
#define ADD _mm256_add_epi8
#define BITS(v) ((uint64_t)(uint32_t)_mm256_movemask_epi8(v))
#define TOP(v, by) _mm256_slli_epi16(v, by)
#else
#define V __m128i
#define EACH 16
#define LOAD(q) _mm_loadu_si128((const V *)(q))
#define STORE(q, v) _mm_storeu_si128((V *)(q), v)
#define ONE(c) _mm_set1_epi8((char)(c))
#define EQ _mm_cmpeq_epi8
#define GT _mm_cmpgt_epi8
#define OR _mm_or_si128
#define AND _mm_and_si128
#define WITHOUT _mm_andnot_si128
#define ADD _mm_add_epi8
#define BITS(v) ((uint64_t)(uint32_t)_mm_movemask_epi8(v))
#define TOP(v, by) _mm_slli_epi16(v, by)
#endif
#endif
/* Which of 64 bytes are one of `count` in a row from `first` on, and which are c. */
#if defined(__AVX512BW__)
#define AMONG(v, first, count) ((uint64_t)_mm512_cmplt_epu8_mask(_mm512_sub_epi8(v, _mm512_set1_epi8((char)(first))), _mm512_set1_epi8((char)(count))))
#define EQUAL(v, c) ((uint64_t)_mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8((char)(c))))
#endif
