/* The shape of a generated lexicon (see kernels/lexicon.pxd). */
#ifndef CLEANTEXT_LEXICON_H
#define CLEANTEXT_LEXICON_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
typedef struct {
    unsigned int key;
    unsigned short first;
    unsigned char size;
    unsigned char count;
} LexiconEntry;
typedef struct {
    const unsigned char *keys;
    const LexiconEntry *entries;
    const unsigned short *slots;
    unsigned int mask;
    unsigned char longest;
    unsigned char filter_log;           /* the filter, if there is one, has 2 to that power words */
    const uint64_t *filter;
} Lexicon;

/* Lower-case p[0:n], 1 to 16 bytes, into out; 0 when some are beyond ASCII. Pieces overlap, so that no loop runs over the bytes. */
static inline int lexicon_fold_short(const unsigned char *p, ptrdiff_t n, unsigned char *out) {
    const uint64_t high = 0x8080808080808080u;
    uint64_t first = 0, last = 0;
    if (n >= 8) {
        memcpy(&first, p, 8);
        memcpy(&last, p + n - 8, 8);
    } else if (n >= 4) {
        memcpy(&first, p, 4);
        memcpy(&last, p + n - 4, 4);
    } else {
        first = p[0] | (uint64_t)p[n >> 1] << 8 | (uint64_t)p[n - 1] << 16;
    }
    if ((first | last) & high) return 0;
    first += ((first + 0x3F3F3F3F3F3F3F3Fu) & ~(first + 0x2525252525252525u) & high) >> 2;     /* "A" to "Z" */
    last += ((last + 0x3F3F3F3F3F3F3F3Fu) & ~(last + 0x2525252525252525u) & high) >> 2;
    if (n >= 8) {
        memcpy(out, &first, 8);
        memcpy(out + n - 8, &last, 8);
    } else if (n >= 4) {
        memcpy(out, &first, 4);
        memcpy(out + n - 4, &last, 4);
    } else {
        out[0] = (unsigned char)first;
        out[n >> 1] = (unsigned char)(first >> 8);
        out[n - 1] = (unsigned char)(first >> 16);
    }
    return 1;
}

/* Whether n bytes are the same: for words, which are short. Pieces overlap, so that no loop runs over the bytes. */
static inline int lexicon_same(const unsigned char *a, const unsigned char *b, ptrdiff_t n) {
    uint64_t x, y, v, w;
    uint32_t q, r, s, t;
    if (n > 16) return memcmp(a, b, (size_t)n) == 0;
    if (n >= 8) {
        memcpy(&x, a, 8);
        memcpy(&y, b, 8);
        memcpy(&v, a + n - 8, 8);
        memcpy(&w, b + n - 8, 8);
        return ((x ^ y) | (v ^ w)) == 0;
    }
    if (n >= 4) {
        memcpy(&q, a, 4);
        memcpy(&r, b, 4);
        memcpy(&s, a + n - 4, 4);
        memcpy(&t, b + n - 4, 4);
        return ((q ^ r) | (s ^ t)) == 0;
    }
    return n < 1 || (a[0] == b[0] && a[n >> 1] == b[n >> 1] && a[n - 1] == b[n - 1]);
}

/* Whether a lexicon that has a filter may have p[0:n], whatever its case: two bits, found by the first and last eight bytes. What is not
   ASCII there always may. tools/tables/lexicon.py has the same sums. */
static inline int lexicon_may_have(const Lexicon *lexicon, const unsigned char *p, ptrdiff_t n) {
    const uint64_t small = 0x2020202020202020u;
    uint64_t first = 0, last = 0, bits;
    if (n >= 8) {
        memcpy(&first, p, 8);
        memcpy(&last, p + n - 8, 8);
    } else if (n >= 4) {
        uint32_t half;
        memcpy(&half, p, 4);
        first = half;
        memcpy(&half, p + n - 4, 4);
        last = half;
    } else if (n > 0) {
        first = p[0] | (uint64_t)p[n >> 1] << 8 | (uint64_t)p[n - 1] << 16;
    }
#if defined(__BYTE_ORDER__) && defined(__ORDER_BIG_ENDIAN__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return 1;
#endif
    if ((first | last) & 0x8080808080808080u) return 1;
    first = ((first | small) * 0x9E3779B97F4A7C15u) ^ ((last | small) * 0xC2B2AE3D27D4EB4Fu);
    first = (first ^ first >> 32) * 0x9E3779B97F4A7C15u;
    bits = lexicon->filter[first >> (64 - lexicon->filter_log)];
    return (int)((bits >> (first >> 40 & 63)) & (bits >> (first >> 30 & 63)) & 1);
}
#endif
