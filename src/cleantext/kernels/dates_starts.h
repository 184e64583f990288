/* Which words may start a search for dates: dates_starts_body.h compiled for plain x86-64 (or any machine), for AVX2 and for AVX-512; every way
   gives the same bits. CT_PLAIN: no AVX2; CT_NARROW: nothing beyond it. */
#ifndef CLEANTEXT_DATES_STARTS_H
#define CLEANTEXT_DATES_STARTS_H
#include "dates_blocks.h"
#include "heads.h"
#include "list_bits.h"

enum {
    DATES_JUDGED = 32,                  /* blocks judged in one go, at most */
    DATES_STARTS_MORE = 8               /* bytes behind them that must be readable */
};

/* What the words are that start a search. */
typedef struct {
    const unsigned long long *table;    /* a bitmap of two slots a word */
    const unsigned long long *low_bytes;        /* 0xFF for each byte of the run of ones that a byte ends in */
    const unsigned char *heads;         /* their first letters; NULL: not known */
    const unsigned char *months;        /* those of months and named days */
    int shift;                          /* the bitmap has 2 ** (64 - shift) bits */
    int told;                           /* words of one or two ASCII letters start one, too */
} dates_filter;

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

/* Set starts[k] to the words of the k-th of at most DATES_JUDGED blocks at p, whose classes are in c[k], that may start a search; odd[k]: those of them
   that the filter cannot judge, or not as a whole. c[blocks] is known, too. before: whether a letter stands before the first block. far: a bit for each
   block in which only months and named days count. */
static inline void dates_read_starts(const unsigned char *p, const dates_block *c, int blocks, uint64_t before, uint64_t far,
                                     const dates_filter *filter, uint64_t *starts, uint64_t *odd) {
    PICK(dates_starts, p, c, blocks, before, far, filter, starts, odd);
}
#endif
