/* The line model's arithmetic: sizes, records, and lines_body.h compiled for plain x86-64 (or any machine), for AVX2 and for AVX-512.
   All is integers, or float without contraction: every way gives the same bits. */
#ifndef CT_LINES_H
#define CT_LINES_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "targets.h"
#if defined(__SSE2__) && !defined(CT_PORTABLE)
#define CT_SSE2 1
#include <immintrin.h>
#endif
#if defined(__GNUC__)
#define CT_FORCE static inline __attribute__((always_inline))
#define CT_HIDE(x) __asm__("" : "+r"(x))                                    /* the compiler knows nothing of x any more */
#define CT_HIDE_VECTOR(v) __asm__("" : "+x"(v))
#else
#define CT_FORCE static inline
#define CT_HIDE(x) ((void)0)
#define CT_HIDE_VECTOR(v) ((void)0)
#endif

enum {
    CT_HIDDEN = 16,                     /* numbers of a line, and of a token */
    CT_CELLS = 8, CT_GATES = 4 * CT_CELLS, CT_STATE = CT_HIDDEN + 2 * CT_CELLS,
    CT_TOP = 8,                         /* units above, for the content logit */
    CT_NAMES = 16,                      /* units above, for the twelve labels, and their places (four are empty) */
    CT_OWN_BINS = 12, CT_PAGE_CONSTS = 5, CT_LINE_BINS = 12, CT_SLOTS_LOG = 14, CT_CURVE = 256,
    CT_REACH = 15,                      /* lines on either side that are summed at most */
    CT_SEEN = 128,                      /* bytes of a line that are looked at: half at its start, half at its end; between them only words are counted */
    CT_WORDS = 14,                      /* words that become tokens, */
    CT_LAST = 7,                        /* so many of them from the end of what is seen */
    CT_PAIRS = 4,                       /* pairs of words that do */
    CT_WHOLE = 8,                       /* a line of at most so many words is a token too */
    CT_AHEAD = 64,                      /* bytes behind a line that are read, whatever they are */
    CT_BLOCK = 8                        /* lines whose place on the page is looked at together */
};

/* What is asked of the reading of a line: its tokens alone, what they add up to, also what they say of the label, and the bins of its record. */
enum { CT_TOKENS, CT_SUMS, CT_LABELS, CT_RECORD };

/* What the scan of a line finds. */
typedef struct {
    uint32_t token[CT_WORDS + 1], pair[CT_PAIRS], whole;
    uint32_t hash;                      /* the line with its digits masked */
    int words, pairs, known;            /* how many words and pairs there are, and how many words the vocabulary has */
    int upper, digit, space, stop, other, high, ideograph;
    unsigned marks;
} ct_words;

/* Where a line stands in its text. */
typedef struct { ptrdiff_t start, stop; } ct_span;

/* All that is known of one line by itself. */
typedef struct {
    int16_t vec[CT_HIDDEN];             /* first layer, before the page is known (10 bits of fraction) */
    unsigned char bins[CT_OWN_BINS];    /* set in records alone */
    unsigned char size;                 /* words, in half octaves */
    unsigned char coarse;               /* words: 1, 2-3, 4-7, 8-15, more */
    unsigned char sentence;             /* reads like a sentence */
    unsigned char longer;               /* reads like running text */
    unsigned char marks;                /* kinds of signs it has, see ct_mark */
    unsigned char known;                /* share of words in the vocabulary, 0..7 */
    uint32_t hash;
    int32_t words;
    int32_t alone;                      /* content logit of the line by itself (10 bits of fraction); set where labels are asked for */
} ct_own;

/* What its words say of a line's label, before the page is known (10 bits of fraction). */
typedef struct { int16_t unit[CT_NAMES]; } ct_named;

/* A line in the passes over the page. */
typedef struct {
    int16_t z[CT_STATE];                /* the line's numbers, memory from above, memory from below */
    int16_t gates[CT_GATES];            /* where lines are named, their units and the sum of those of the lines above and below take this place */
    int16_t place;                      /* of its content logit on the curve */
    unsigned char best[2];              /* the best label as content, and as boilerplate */
    unsigned char around;               /* 0 few words around it, 1 some, 2 running text; + 4 when the line has stood above */
} ct_state;

/* What is known of all lines of a page together, an entry a line. All arrays can be read CT_BLOCK entries further. */
typedef struct {
    const int32_t *words;               /* words and sentences before each line; CT_REACH entries more on either side, equal to the first or last */
    const int32_t *sentences;
    const int32_t *since, *until;       /* lines since the last long one and until the next, at most 32; 64: there is none */
    const int32_t *repeat;              /* how often the line stands on the page, as a bin */
    const int32_t *size, *coarse;       /* the lines' own sizes: words in octaves, 0..7, with an entry more on either side, 8; and `coarse` */
    uint64_t sixteenth;                 /* of the page, for one line, with 32 bits of fraction */
    ptrdiff_t count;
} ct_page;

/* The parts of the model that the functions below read; see lines_model.pxd. */
typedef struct {
    const uint32_t *slots;              /* the row, and below it the lower half, of the token kept in each slot */
    const int8_t *tokens, *name_tokens;
    const int16_t *scale, *name_scale, *own, *page, *pool, *gates, *top, *out, *names, *labels;
    const int32_t *gate_bias, *top_bias, *out_bias, *names_bias, *labels_bias, *alone;
    const float *curve;
} ct_net;

/* Kinds of signs: bit 0 '|', 1 '@', 2 '/', 3 money and per cent, 4 code, 5 ':', 6 brackets. */
static const unsigned char ct_mark[128] = {
    ['|'] = 1, ['@'] = 2, ['/'] = 4, ['$'] = 8, ['%'] = 8, ['{'] = 16, ['}'] = 16, ['<'] = 16, ['>'] = 16, ['='] = 16, [';'] = 16, ['_'] = 16,
    ['\\'] = 16, ['^'] = 16, ['~'] = 16, ['`'] = 16, [':'] = 32, ['('] = 64, [')'] = 64, ['['] = 64, [']'] = 64
};

static const short ct_own_row[CT_OWN_BINS + 1] = {0, 16, 56, 96, 156, 226, 251, 291, 331, 347, 355, 375, 400};

/* The bytes of a word of n bytes in the second half of sixteen: ct_cut[n]; in the first: ct_cut[n + 8]. */
#define CT_ALL ~(uint64_t)0
#define CT_EIGHT(x) x, x, x, x, x, x, x, x
static const uint64_t ct_cut[CT_SEEN + 9] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, CT_ALL, CT_EIGHT(CT_ALL), CT_EIGHT(CT_ALL),
    CT_EIGHT(CT_ALL), CT_EIGHT(CT_ALL), CT_EIGHT(CT_ALL), CT_EIGHT(CT_ALL), CT_EIGHT(CT_ALL), CT_EIGHT(CT_ALL), CT_EIGHT(CT_ALL), CT_EIGHT(CT_ALL), CT_EIGHT(CT_ALL),
    CT_EIGHT(CT_ALL), CT_EIGHT(CT_ALL), CT_EIGHT(CT_ALL), CT_EIGHT(CT_ALL)
};
#undef CT_EIGHT

/* What the second half of a word of n bytes is mixed with. */
#define CT_SALT(n) 0xBF58476D1CE4E5B9u ^ (uint64_t)(n) << 56
#define CT_EIGHT(n) CT_SALT(n), CT_SALT(n + 1), CT_SALT(n + 2), CT_SALT(n + 3), CT_SALT(n + 4), CT_SALT(n + 5), CT_SALT(n + 6), CT_SALT(n + 7)
static const uint64_t ct_salt[CT_SEEN + 1] = {
    CT_EIGHT(0), CT_EIGHT(8), CT_EIGHT(16), CT_EIGHT(24), CT_EIGHT(32), CT_EIGHT(40), CT_EIGHT(48), CT_EIGHT(56), CT_EIGHT(64), CT_EIGHT(72), CT_EIGHT(80),
    CT_EIGHT(88), CT_EIGHT(96), CT_EIGHT(104), CT_EIGHT(112), CT_EIGHT(120), CT_SALT(128)
};
#undef CT_EIGHT
#undef CT_SALT

#if CT_SSE2
/* The places in a block of 64 bytes. */
static const unsigned char ct_numbers[64] __attribute__((aligned(64))) = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
    32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63
};
#endif

/* What is kept of a vector of bytes: nothing at ct_keep, everything at ct_keep + 32. */
#if CT_SSE2
#define CT_EIGHT(x) x, x, x, x, x, x, x, x
static const unsigned char ct_keep[64] __attribute__((aligned(32))) = {
    CT_EIGHT(0), CT_EIGHT(0), CT_EIGHT(0), CT_EIGHT(0), CT_EIGHT(255), CT_EIGHT(255), CT_EIGHT(255), CT_EIGHT(255)
};
#undef CT_EIGHT
#endif

/* 0 small letter, 1 capital, 3 digit, 4 quote, 5 bullet, 6 bracket, 7 tag or price, 8 other sign, 9 perhaps a quote, 10 ideograph, 11 other letter. */
static const unsigned char ct_first_class[256] = {
#define CT_FOUR(a, b, c, d) a, b, c, d
#define CT_ROW(x) x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x
    CT_ROW(8), CT_ROW(8),
    CT_FOUR(8, 8, 4, 7), CT_FOUR(7, 8, 8, 4), CT_FOUR(6, 8, 5, 5), CT_FOUR(8, 5, 8, 8), CT_FOUR(3, 3, 3, 3), CT_FOUR(3, 3, 3, 3), CT_FOUR(3, 3, 8, 8), CT_FOUR(8, 8, 8, 8),
    CT_FOUR(7, 1, 1, 1), CT_FOUR(1, 1, 1, 1), CT_FOUR(1, 1, 1, 1), CT_FOUR(1, 1, 1, 1), CT_FOUR(1, 1, 1, 1), CT_FOUR(1, 1, 1, 1), CT_FOUR(1, 1, 1, 6), CT_FOUR(8, 8, 8, 8),
    CT_FOUR(8, 0, 0, 0), CT_FOUR(0, 0, 0, 0), CT_FOUR(0, 0, 0, 0), CT_FOUR(0, 0, 0, 0), CT_FOUR(0, 0, 0, 0), CT_FOUR(0, 0, 0, 0), CT_FOUR(0, 0, 0, 8), CT_FOUR(8, 8, 8, 8),
    CT_ROW(11), CT_ROW(11), CT_ROW(11), CT_ROW(11),
    CT_FOUR(11, 11, 9, 11), CT_FOUR(11, 11, 11, 11), CT_FOUR(11, 11, 11, 11), CT_FOUR(11, 11, 11, 11), CT_ROW(11),
    CT_FOUR(11, 11, 9, 10), CT_FOUR(10, 10, 10, 10), CT_FOUR(10, 10, 10, 10), CT_FOUR(10, 10, 11, 11), CT_ROW(11)
};

/* 0 full stop, 2 small letter, 3 capital, 4 digit, 5 "!", 6 "?", 7 ":", 8 comma or semicolon, 9 bracket, 10 quote, 11 other. */
static const unsigned char ct_last_class[128] = {
    CT_ROW(11), CT_ROW(11),
    CT_FOUR(11, 5, 10, 11), CT_FOUR(11, 11, 11, 10), CT_FOUR(11, 9, 11, 11), CT_FOUR(8, 11, 0, 11), CT_FOUR(4, 4, 4, 4), CT_FOUR(4, 4, 4, 4), CT_FOUR(4, 4, 7, 8), CT_FOUR(11, 11, 11, 6),
    CT_FOUR(11, 3, 3, 3), CT_FOUR(3, 3, 3, 3), CT_FOUR(3, 3, 3, 3), CT_FOUR(3, 3, 3, 3), CT_FOUR(3, 3, 3, 3), CT_FOUR(3, 3, 3, 3), CT_FOUR(3, 3, 3, 11), CT_FOUR(11, 9, 11, 11),
    CT_FOUR(11, 2, 2, 2), CT_FOUR(2, 2, 2, 2), CT_FOUR(2, 2, 2, 2), CT_FOUR(2, 2, 2, 2), CT_FOUR(2, 2, 2, 2), CT_FOUR(2, 2, 2, 2), CT_FOUR(2, 2, 2, 11), CT_FOUR(11, 11, 11, 11)
#undef CT_FOUR
#undef CT_ROW
};

/* The first row of each page bin, those that all lines of a page share first. */
static const short ct_page_row[CT_PAGE_CONSTS + CT_LINE_BINS + 1] = {0, 24, 44, 108, 116, 146, 162, 178, 194, 209, 229, 251, 275, 323, 335, 347, 392, 437};

static inline int ct_high_bit(uint64_t x) {
#if defined(__GNUC__)
    return 63 - __builtin_clzll(x);
#else
    int i = 0; while (x >>= 1) i++; return i;
#endif
}
static inline int ct_low_bit(uint64_t bits) {
#if defined(__GNUC__)
    return __builtin_ctzll(bits);
#else
    int i = 0; while (!((bits >> i) & 1)) i++; return i;
#endif
}
/* Both halves of the product of a and b, folded. */
CT_FORCE uint64_t ct_fold(uint64_t a, uint64_t b) {
#if defined(__SIZEOF_INT128__)
    unsigned __int128 p = (unsigned __int128)a * b;
    return (uint64_t)p ^ (uint64_t)(p >> 64);
#else
    uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
    uint64_t ll = al * bl, lh = al * bh, hl = ah * bl, hh = ah * bh;
    uint64_t mid = (ll >> 32) + (uint32_t)lh + (uint32_t)hl;
    return ((mid << 32) | (uint32_t)ll) ^ (hh + (lh >> 32) + (hl >> 32) + (mid >> 32));
#endif
}
static inline int ct_least(int a, int b) { return a < b ? a : b; }
/* 0, 1, 2, 3, 4-5, 6-7, 8-11, 12-15, 16-23 ...: the half octave of x, at most `most`; x < 2 ** 31. */
static inline int ct_octave(uint32_t x, int most) {
    int log = ct_high_bit(x | 1);
    return ct_least(2 * log + (int)(((x << 1) >> log) & 1) + (x == 1), most);
}
/* The part, of `parts` equal ones, that a / n falls into; n > 0. */
static inline int ct_share(int a, int n, int parts) { return ct_least((int)((float)a * ((float)parts / (float)n)), parts - 1); }

#define CT_NAME(x) x##_plain
#include "lines_body.h"
#undef CT_NAME
#ifdef TARGET_AVX2
#include "avx2_on.h"
#define CT_NAME(x) x##_avx2
#include "lines_body.h"
#undef CT_NAME
#include "target_off.h"
#ifdef TARGET_AVX512
#include "avx512_on.h"
#define CT_NAME(x) x##_avx512
#include "lines_body.h"
#undef CT_NAME
#include "target_off.h"
#endif
#endif

static inline void ct_scan(const unsigned char *p, ptrdiff_t n, ct_words *w) { PICK(ct_scan_line, p, n, w); }
static inline void ct_lines(const ct_net *net, const unsigned char *text, const ct_span *lines, ptrdiff_t count, ct_own *own, ct_named *names) {
    PICK(ct_own_lines, net, text, lines, count, own, names);
}
static inline void ct_record(const ct_net *net, const unsigned char *p, ptrdiff_t n, ct_own *own, ct_named *names) {
    PICK(ct_own_record, net, p, n, own, names);
}
static inline int32_t ct_line_alone(const ct_net *net, const ct_own *own) { return ct_alone_plain(net, own->vec); }
static inline void ct_down(const ct_net *net, ct_state *s, ptrdiff_t count, const int32_t *pool) { PICK(ct_run_down, net, s, count, pool); }
static inline void ct_up(const ct_net *net, ct_state *s, ptrdiff_t count) { PICK(ct_run_up, net, s, count); }
static inline void ct_label(const ct_net *net, const ct_named *names, const ptrdiff_t *which, ct_state *s, ptrdiff_t count, int place) {
    PICK(ct_name_lines, net, names, which, s, count, place);
}
static inline int64_t ct_first(const ct_net *net, const ct_page *page, const ct_own *own, const ptrdiff_t *which, const int16_t *base, ct_state *s, int64_t *sums) {
    return PICK(ct_first_layer, net, page, own, which, base, s, sums);
}
static inline void ct_bins_of(const ct_page *page, ptrdiff_t t, unsigned char *b) {
    int32_t row[CT_LINE_BINS][CT_BLOCK];
    ct_block_rows_plain(page, t, row);
    for (int k = 0; k < CT_LINE_BINS; k++) b[k] = (unsigned char)(row[k][0] - ct_page_row[CT_PAGE_CONSTS + k]);
}
static inline void ct_consts(const int16_t *table, const unsigned char *bins, int16_t *sum) { ct_add_rows_plain(table, ct_page_row, bins, CT_PAGE_CONSTS, sum); }
#endif
