/* Where a currency marker may start: money_places_body.h compiled for plain x86-64 (or any machine), for AVX2 and for AVX-512; every way gives
   the same bits. CT_PLAIN: no AVX2; CT_NARROW: nothing beyond it; CT_PORTABLE: no vectors at all (for tests). */
#ifndef CLEANTEXT_MONEY_PLACES_H
#define CLEANTEXT_MONEY_PLACES_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "list_bits.h"
#include "targets.h"
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
    uint64_t asian;                     /* leads of Han, kana and Hangul, more or less: E3 to ED */
} places_classes;

/* What the first letters of markers are (see tools/tables/money_filters.py). */
typedef struct {
    const uint64_t *words;
    uint64_t factor;
    const unsigned char *asian;         /* a bitmap of single characters and of the first two */
} places_filter;

/* What is left of a byte where a word may start with it or have it inside: ASCII letters, and both bytes of other Latin ones, of which the second gets
   a bit that letters have; 0x3F for the rest beyond ASCII, 0 for the rest. Bit 5, by which capitals differ, is set before a small letter, too, so that
   all start with it but capitals. */
static inline unsigned char places_flat(const unsigned char *p) {
    unsigned c = *p, keep = 0;
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') keep = c;
    else if (c >= 0x80 && c < 0xC0) keep = c | 0x40;
    else if (c > 0xC2 && c < 0xCA && (p[1] | 0x20) != 0xB7) keep = c;      /* what ends in B7 or 97 are signs, some */
    else if (c >= 0x80) keep = 0x3F;
    return (unsigned char)(keep | (p[1] >= 0x60 && p[1] < 0x80 ? 0x20 : 0));
}

/* The hash of the word whose flat bytes start with x (`word_key` in tools/tables/money_filters.py): of its letters, all but the first in lower case, up to
   the first byte that is none. */
static inline uint64_t places_hash(uint64_t factor, uint64_t x) {
    uint64_t end = ~x & 0x4040404040404040u;
    return ((x | 0x2020202020202000u) & (end ^ (end - 1))) * factor;
}

static inline uint64_t places_turned(uint64_t hash, int by) { return hash >> by | hash << (64 - by); }

/* Whether a word of that hash may begin a marker: the first two of its three bits in the filter. */
static inline uint64_t places_may_be(const uint64_t *filter, uint64_t hash) {
    uint64_t bits = filter[hash >> 52];
    return bits >> (places_turned(hash, 41) & 63) & bits >> (places_turned(hash, 29) & 63) & 1;
}

/* The third one, for the few that these let through. */
static inline uint64_t places_is(const uint64_t *filter, uint64_t hash) {
    return filter[hash >> 52] >> (hash >> 35 & 63) & 1;
}

/* Whether Han, kana or Hangul, with what follows in the next bytes of x, may be a marker or the start of one. */
static inline uint64_t places_asian(const unsigned char *bitmap, uint64_t x) {
    uint64_t one = (x & 0xFFFFFFu) * 0x9E3779B97F4A7C15u, two = (x & 0xFFFFFFFFFFFFu) * 0x9E3779B97F4A7C15u;
    return (bitmap[one >> 51] >> (one >> 48 & 7) | bitmap[two >> 51] >> (two >> 48 & 7)) & 1;
}

#define PLACES_NAME(x) x##_plain
#include "money_places_body.h"
#undef PLACES_NAME
#ifdef TARGET_AVX2
#include "avx2_on.h"
#define PLACES_NAME(x) x##_avx2
#include "money_places_body.h"
#undef PLACES_NAME
#include "target_off.h"
#ifdef TARGET_AVX512
#include "avx512_on.h"
#define PLACES_NAME(x) x##_avx512
#include "money_places_body.h"
#undef PLACES_NAME
#include "target_off.h"
#endif
#endif

/* Set out[k] to where, in the k-th of `blocks` blocks at p, words start that may begin a marker of the filter, and signs that may be one or begin one. */
static inline void places_find(const unsigned char *p, int blocks, places_carry *carry, const places_filter *filter, uint64_t *out) {
    PICK(places_in_blocks, p, blocks, carry, filter, out);
}
#endif
