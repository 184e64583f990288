/* Included by text.h, once for each instruction set. */
#if defined(TEXT_SSE2) && defined(__AVX2__)
#define V __m256i
#define EACH 32
#define LOAD(q) _mm256_loadu_si256((const V *)(q))
#define STORE(q, v) _mm256_storeu_si256((V *)(q), v)
#define ZERO _mm256_setzero_si256()
#define ONES(c) _mm256_set1_epi8((char)(c))
#define EQ8 _mm256_cmpeq_epi8
#define GT8 _mm256_cmpgt_epi8
#define SUB8 _mm256_sub_epi8
#define MAX8 _mm256_max_epu8
#define SUM _mm256_sad_epu8
#define ADD64 _mm256_add_epi64
#define OR _mm256_or_si256
#define AND _mm256_and_si256
#define LOOK_UP(table) _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(table)))
#define FIND _mm256_shuffle_epi8            /* in such a table by the low half of each byte; 0 for a byte from 0x80 */
#define HIGH(v) AND(_mm256_srli_epi16(v, 4), ONES(0x0F))
#define LOW(v) AND(v, ONES(0x0F))
/* The bytes that lie `by` places before those of x; `last` is the vector before it. */
#define BEFORE(last, x, by) _mm256_alignr_epi8(x, _mm256_permute2x128_si256(last, x, 0x21), 16 - by)
#define BITS(v) ((uint32_t)_mm256_movemask_epi8(v))
#define COUNT(bits) __builtin_popcountll(bits)
/* Bytes of two vectors of 16-bit lanes, of four of 32-bit lanes: those of each half lie together until they are put in order. */
#define PACK_16(a, b) _mm256_permute4x64_epi64(_mm256_packus_epi16(a, b), 0xD8)
#define PACK_32(a, b, c, d) _mm256_permutevar8x32_epi32(_mm256_packus_epi16(_mm256_packus_epi32(a, b), _mm256_packus_epi32(c, d)), _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7))
/* A byte for each lane: all its bits where the lane is beyond ASCII. */
#define WIDE_16(v) _mm256_cmpgt_epi16(_mm256_srli_epi16(v, 7), ZERO)
#define WIDE_32(v) _mm256_cmpgt_epi32(v, _mm256_set1_epi32(0x7F))
#define MASK_16(a, b) _mm256_permute4x64_epi64(_mm256_packs_epi16(a, b), 0xD8)
#define MASK_32(a, b, c, d) _mm256_permutevar8x32_epi32(_mm256_packs_epi16(_mm256_packs_epi32(a, b), _mm256_packs_epi32(c, d)), _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7))
#elif defined(TEXT_SSE2)
#define V __m128i
#define EACH 16
#define LOAD(q) _mm_loadu_si128((const V *)(q))
#define STORE(q, v) _mm_storeu_si128((V *)(q), v)
#define ZERO _mm_setzero_si128()
#define ONES(c) _mm_set1_epi8((char)(c))
#define EQ8 _mm_cmpeq_epi8
#define GT8 _mm_cmpgt_epi8
#define SUB8 _mm_sub_epi8
#define MAX8 _mm_max_epu8
#define SUM _mm_sad_epu8
#define ADD64 _mm_add_epi64
#define OR _mm_or_si128
#define AND _mm_and_si128
#define BEFORE(last, x, by) OR(_mm_slli_si128(x, by), _mm_srli_si128(last, 16 - by))
#define BITS(v) ((uint32_t)_mm_movemask_epi8(v))
#define COUNT cleantext_count_bits
#define PACK_16(a, b) _mm_packus_epi16(a, b)
#define PACK_32(a, b, c, d) _mm_packus_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d))
#define WIDE_16(v) _mm_cmpgt_epi16(_mm_srli_epi16(v, 7), ZERO)
#define WIDE_32(v) _mm_cmpgt_epi32(v, _mm_set1_epi32(0x7F))
#define MASK_16(a, b) _mm_packs_epi16(a, b)
#define MASK_32(a, b, c, d) _mm_packs_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d))
#else
#define EACH PTRDIFF_MAX
#endif

#include "text_body_feeds.h"
#include "text_body_transcode.h"
#include "text_body_plain.h"

#undef V
#undef EACH
#undef LOAD
#undef STORE
#undef ZERO
#undef ONES
#undef EQ8
#undef GT8
#undef SUB8
#undef MAX8
#undef SUM
#undef ADD64
#undef OR
#undef AND
#undef LOOK_UP
#undef FIND
#undef HIGH
#undef LOW
#undef BEFORE
#undef BITS
#undef COUNT
#undef PACK_16
#undef PACK_32
#undef WIDE_16
#undef WIDE_32
#undef MASK_16
#undef MASK_32
