/* Where a currency marker may start: money_places_body.h compiled for plain x86-64 (or any machine) and once more for AVX2; both ways give
   the same bits. CT_PLAIN: no AVX2; CT_PORTABLE: no vectors at all (for tests). */
#ifndef CLEANTEXT_MONEY_PLACES_H
#define CLEANTEXT_MONEY_PLACES_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "scan.h"
#if defined(CLEANTEXT_SSE2) && !defined(CT_PORTABLE)
#define PLACES_SSE2 1
#include <immintrin.h>
#endif

enum {
    PLACES_BLOCKS = 32,                 /* blocks of 64 bytes looked at in one go */
    PLACES_MORE = 32                    /* bytes behind them that must be readable */
};

/* What the next block has to know of the last one. */
typedef struct {
    uint64_t letters;                   /* whether the byte before was an ASCII letter */
    uint64_t pairs;                     /* whether the two before were a letter of two bytes */
    uint64_t western;                   /* ... and it was Latin, Greek or Cyrillic: a prefix may stand before a code in Hebrew */
} places_carry;

/* One bit a byte: what the 64 bytes at p are. */
typedef struct {
    uint64_t letters;                   /* ASCII letters */
    uint64_t dollars;
    uint64_t leads;                     /* the first byte of a character beyond ASCII */
    uint64_t pairs;                     /* ... that has two bytes, and is not C2 */
    uint64_t western;                   /* ... up to Armenian */
    uint64_t others;                    /* leads of quotes, dashes, spaces and other signs that no marker starts with */
} places_classes;

/* Whether the word whose flat bytes start with x may begin a marker (`word_key` in tools/tables/money.py): its letters, all but the first
   in lower case, up to the first byte that is none. */
static inline unsigned places_may_be(const uint64_t *filter, uint64_t factor, uint64_t x) {
    uint64_t end = ~x & 0x4040404040404040u;
    uint64_t hash = ((x | 0x2020202020202000u) & (end ^ (end - 1))) * factor;
    uint64_t bits = filter[hash >> 52];
    return (unsigned)((bits >> (hash >> 41 & 63)) & (bits >> (hash >> 29 & 63)) & 1);
}

#define PLACES_NAME(x) x##_plain
#include "money_places_body.h"
#undef PLACES_NAME
#if defined(PLACES_SSE2) && defined(__GNUC__) && !defined(__clang__) && !defined(__AVX2__) && !defined(CT_PLAIN)
#define PLACES_TWO 1
#pragma GCC push_options
#pragma GCC target("avx2,bmi,bmi2,lzcnt,popcnt")
#define PLACES_NAME(x) x##_avx2
#include "money_places_body.h"
#undef PLACES_NAME
#pragma GCC pop_options
#endif

/* Set out[k] to where, in the k-th of `blocks` blocks at p, words start that may begin a marker of the filter, and signs that may be one. */
static inline void places_find(const unsigned char *p, int blocks, places_carry *carry, const uint64_t *filter, uint64_t factor, uint64_t *out) {
#ifdef PLACES_TWO
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) {
        places_in_blocks_avx2(p, blocks, carry, filter, factor, out);
        return;
    }
#endif
    places_in_blocks_plain(p, blocks, carry, filter, factor, out);
}
#endif
