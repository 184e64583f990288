/* What blocks of 64 bytes hold for the search for dates: dates_blocks_body.h compiled for plain x86-64 (or any machine), for AVX2 and for AVX-512;
   every way gives the same bits. CT_PLAIN: no AVX2; CT_NARROW: nothing beyond it; CT_PORTABLE: no vectors at all (for tests). */
#ifndef CLEANTEXT_DATES_BLOCKS_H
#define CLEANTEXT_DATES_BLOCKS_H
#include <string.h>
#include "targets.h"
#if defined(CLEANTEXT_SSE2) && !defined(CT_PORTABLE)
#define DATES_SSE2 1
#include <immintrin.h>
#endif

enum { DATES_BLOCKS_MORE = 1 };         /* bytes behind the blocks that must be readable */

/* One bit a byte. */
typedef struct {
    uint64_t letters;         /* of words: ASCII letters and all bytes from 0x80 that are no signs */
    uint64_t digits;
    uint64_t high;            /* those of the letters from 0x80 */
    uint64_t odd;             /* of these, the ones that may start something else than a letter of a plain word */
    uint64_t rare;            /* first bytes from C2 or E2 on that may start a letter or a sign; among `odd` */
} dates_block;

/* What the next block has to know of the last one. */
typedef struct {
    uint64_t spill;           /* its first bytes that belong to a sign */
    uint64_t digits;
} dates_carry;

#define DATES_NAME(x) x##_plain
#include "dates_blocks_body.h"
#undef DATES_NAME
#ifdef TARGET_AVX2
#include "avx2_on.h"
#define DATES_NAME(x) x##_avx2
#include "dates_blocks_body.h"
#undef DATES_NAME
#include "target_off.h"
#ifdef TARGET_AVX512
#include "avx512_on.h"
#define DATES_NAME(x) x##_avx512
#include "dates_blocks_body.h"
#undef DATES_NAME
#include "target_off.h"
#endif
#endif

/* Set out[k] to the classes of the k-th of at most 64 blocks at p. A bit for each block that holds what the year of a date may be read from: three
   digits in a row, a number after an apostrophe, numbers joined as in 5/20, or a character of a script that may count otherwise. */
static inline uint64_t dates_read_blocks(const unsigned char *p, int blocks, dates_carry *carry, dates_block *out) {
    return PICK(dates_blocks, p, blocks, carry, out);
}
#endif
