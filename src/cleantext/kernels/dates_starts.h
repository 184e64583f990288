/* Which words and numbers may start a search for dates: dates_starts_body.h compiled for plain x86-64 (or any machine), for AVX2 and for AVX-512; every way
   gives the same bits. CT_PLAIN: no AVX2; CT_NARROW: nothing beyond it. */
#ifndef CLEANTEXT_DATES_STARTS_H
#define CLEANTEXT_DATES_STARTS_H
#include "dates_blocks.h"
#include "heads.h"
#include "list_bits.h"

enum {
    DATES_JUDGED = 32,                  /* blocks judged in one go, at most */
    DATES_STARTS_MORE = 16              /* bytes behind them that must be readable */
};

/* What the words are that start a search. */
typedef struct {
    const unsigned long long *table;    /* a bitmap of two slots a word */
    const unsigned long long *low_bytes;        /* 0xFF for each byte of the run of ones that a byte ends in */
    const unsigned char *heads;         /* their first letters; NULL: not known */
    const unsigned char *months;        /* those of months and named days */
    const uint64_t *around;             /* what stands around numbers that start one (tools/tables/dates_filters.py) */
    const unsigned short *lengths;      /* and how long they are */
    int shift;                          /* the bitmap has 2 ** (64 - shift) bits */
    int told;                           /* words of one or two ASCII letters start one, too */
} dates_filter;

/* A class of the bytes of some blocks, one bit each, the lowest first in memory on every machine. */
typedef uint64_t dates_flags[DATES_JUDGED + 1];

static inline uint64_t dates_low_first(uint64_t bits) {
#if defined(__BYTE_ORDER__) && defined(__ORDER_BIG_ENDIAN__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bits = __builtin_bswap64(bits);
#endif
    return bits;
}

/* The bits from place `at` on, nine or more. */
static inline unsigned dates_flags_at(const uint64_t *flags, unsigned at) {
    const unsigned char *p = (const unsigned char *)flags + (at >> 3);
    return (p[0] | (unsigned)p[1] << 8) >> (at & 7);
}

#define DATES_NAME(x) x##_plain
#define DATES_HEADS cleantext_heads
#include "dates_starts_body.h"
#undef DATES_NAME
#undef DATES_HEADS
#ifdef TARGET_AVX2
#include "avx2_on.h"
#define DATES_NAME(x) x##_avx2
#define DATES_HEADS cleantext_heads_avx2
#include "dates_starts_body.h"
#undef DATES_NAME
#undef DATES_HEADS
#include "target_off.h"
#endif
#ifdef TARGET_AVX512
#include "avx512_on.h"
#define DATES_NAME(x) x##_avx512
#define DATES_HEADS cleantext_heads_avx512
#include "dates_starts_body.h"
#undef DATES_NAME
#undef DATES_HEADS
#include "target_off.h"
#endif

/* Set starts[k] to the words and numbers of the k-th of at most DATES_JUDGED blocks at p, whose classes are in c[k], that may start a search; odd[k]: the
   words among them that the filter cannot judge, or not as a whole. A bit for each block that has any. c[blocks] is known, too; before: the block before
   the first. far: a bit for each block in which only months and named days count. */
static inline uint64_t dates_read_starts(const unsigned char *p, const dates_block *c, int blocks, const dates_block *before, uint64_t far,
                                         const dates_filter *filter, uint64_t *starts, uint64_t *odd) {
    return PICK(dates_starts, p, c, blocks, before, far, filter, starts, odd);
}
#endif
