/* Text in and out, its lines, and what of it tidying leaves alone: text_body.h compiled for plain x86-64 (or any machine), for AVX2 and for AVX-512.
   Only how far a run of plain text goes may differ between them, not what comes out of tidying.
   CT_PLAIN: no AVX2; CT_NARROW: nothing beyond it; CT_PORTABLE: no vectors at all (for tests). */
#ifndef CLEANTEXT_TEXT_H
#define CLEANTEXT_TEXT_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "targets.h"
#include "unicode_tables.h"
#if defined(CLEANTEXT_SSE2) && !defined(CT_PORTABLE)
#define TEXT_SSE2 1
#include <immintrin.h>
#endif

#if defined(__GNUC__)
#define TEXT_APART __attribute__((noinline))
#else
#define TEXT_APART
#endif

enum {
    TEXT_MORE = 64,                     /* bytes behind what is written as UTF-8 that may be overwritten */
    FEEDS_MORE = 8                      /* the same of places of line feeds */
};

/* Write a code point from U+0080 to U+FFFF, no surrogate, as UTF-8; its size. Writes four bytes, so that no branch depends on the size. */
static inline ptrdiff_t cleantext_put_wide(unsigned char *out, uint32_t code) {
    uint32_t last = 0x80 | (code & 0x3F), middle = 0x80 | (code >> 6 & 0x3F);
    uint32_t two = 0xC0 | code >> 6 | last << 8, three = 0xE0 | code >> 12 | middle << 8 | last << 16;
    uint32_t x = code < 0x800 ? two : three;
    out[0] = (unsigned char)x;
    out[1] = (unsigned char)(x >> 8);
    out[2] = (unsigned char)(x >> 16);
    out[3] = 0;
    return 2 + (code >= 0x800);
}

/* Write what stands for a surrogate, or a code point from U+10000, as UTF-8; its size. A surrogate becomes U+FFFD. */
static inline ptrdiff_t cleantext_put_rare(unsigned char *out, uint32_t code) {
    if (code < 0x10000) return cleantext_put_wide(out, 0xFFFD);
    out[0] = (unsigned char)(0xF0 | code >> 18);
    out[1] = (unsigned char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (unsigned char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (unsigned char)(0x80 | (code & 0x3F));
    return 4;
}

static inline int text_is_white(unsigned char c) { return c == ' ' || c == '\t'; }
static inline int text_separates(unsigned char c) { return c == '-' || c == '=' || c == '_' || c == '*' || c == '~' || c == '|'; }

/* Whether a letter or digit of ASCII follows, after a space or at once: then the separator before it does not make a separator line. */
static inline int text_begins_item(const unsigned char *p, ptrdiff_t n) {
    ptrdiff_t k = n > 0 && p[0] == ' ';
    return k < n && p[k] < 0x80 && cleantext_in_word(p[k]);
}

/* The size of the character at p[0] beyond ASCII if it is plain: neither white space nor invisible nor touched by composition, and no separator
   that may be alone in its line. 0 if it is not, or not known to be. */
static inline ptrdiff_t text_plain_wide(const unsigned char *p, ptrdiff_t n, unsigned char before) {
    uint32_t code;
    ptrdiff_t size = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    unsigned char flags;
    if (size > n || p[0] < 0xC2 || p[0] > 0xF0) return 0;
    code = size == 2 ? (p[0] & 0x1Fu) << 6 | (p[1] & 0x3F) : size == 3 ? (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3F)
           : (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3F);
    flags = unicode_class[unicode_class_index[code >> 7] << 7 | (code & 127)];
    if ((flags & 0x2F) > 1) return 0;                                       /* neither PLAIN nor SELECTABLE, or COMPOSES */
    return before == '\n' && flags & 0x80 && !text_begins_item(p + size, n - size) ? 0 : size;       /* SEPARATES */
}

/* How the runs of plain text go on. */
enum {
    TEXT_CROSS = 1,                     /* into the next lines */
    TEXT_SPACES = 2                     /* through white space that tidying makes one space or tab, or trims */
};

/* Write what becomes of the character at p[0], before which *to[-1] was written in this run (nothing if `begins`); its size, 0 if the run ends. */
static inline ptrdiff_t text_plain_step(const unsigned char *p, ptrdiff_t n, unsigned char **to, int begins, int how) {
    unsigned char c = p[0], before = begins ? 0 : (*to)[-1];
    ptrdiff_t size = 1;
    if (c == 0xC2 && n > 1 && p[1] == 0xA0 && how & TEXT_SPACES) {
        c = ' ';                                                            /* a no-break space */
        size = 2;
    }
    if (text_is_white(c)) {
        if (before > ' ') *(*to)++ = c;
        else if (begins || !(how & TEXT_SPACES)) return 0;
        else if (c == '\t' && before != '\n') (*to)[-1] = '\t';
        return size;
    }
    if (c == '\n') {
        if (begins || !(how & TEXT_CROSS)) return 0;
        if (text_is_white(before) && !(how & TEXT_SPACES)) return 0;
        *to -= text_is_white(before);
    } else if (c == '\r' && n > 1 && p[1] == '\n' && !begins && how & TEXT_SPACES) {
        return 1;
    } else if (c >= 0x80) {
        size = text_plain_wide(p, n, before);
    } else if (c < ' ' || c == 0x7F || c == ';' || (before == '\n' && text_separates(c) && !text_begins_item(p + 1, n - 1))) {
        return 0;
    }
    for (ptrdiff_t k = 0; k < size; k++) *(*to)++ = p[k];
    return size;
}

#define TEXT_NAME(x) x##_plain
#include "text_body.h"
#undef TEXT_NAME
#ifdef TARGET_AVX2
#include "avx2_on.h"
#define TEXT_NAME(x) x##_avx2
#include "text_body.h"
#undef TEXT_NAME
#include "target_off.h"
#ifdef TARGET_AVX512
#include "avx512_on.h"
#define TEXT_NAME(x) x##_avx512
#include "text_body.h"
#undef TEXT_NAME
#include "target_off.h"
#endif
#endif

static inline ptrdiff_t cleantext_measure(const unsigned char *p, ptrdiff_t n, unsigned char *top) { return PICK(text_count, p, n, 0, top); }
static inline ptrdiff_t cleantext_count_points(const unsigned char *p, ptrdiff_t n) { return PICK(text_count, p, n, 0, NULL); }
static inline ptrdiff_t cleantext_count_feeds(const unsigned char *p, ptrdiff_t n) { return PICK(text_count, p, n, 1, NULL); }
static inline void cleantext_find_feeds(const unsigned char *p, ptrdiff_t n, ptrdiff_t *out) { PICK(text_find_feeds, p, n, out); }
static inline ptrdiff_t cleantext_encode_8(const unsigned char *s, ptrdiff_t n, unsigned char *out) { return PICK(text_encode_8, s, n, out, 0, NULL); }
static inline ptrdiff_t cleantext_encode_16(const unsigned short *s, ptrdiff_t n, unsigned char *out, int join, int *met) {
    return PICK(text_encode_16, s, n, out, join, met);
}
static inline ptrdiff_t cleantext_encode_32(const unsigned int *s, ptrdiff_t n, unsigned char *out, int join, int *met) {
    return PICK(text_encode_32, s, n, out, join, met);
}
static inline void cleantext_decode_8(const unsigned char *p, ptrdiff_t n, unsigned char *out, ptrdiff_t room) { PICK(text_decode_8, p, n, out, room); }
static inline void cleantext_decode_16(const unsigned char *p, ptrdiff_t n, unsigned short *out, ptrdiff_t room) { PICK(text_decode_16, p, n, out, room); }
static inline void cleantext_decode_32(const unsigned char *p, ptrdiff_t n, unsigned int *out, ptrdiff_t room) { PICK(text_decode_32, p, n, out, room); }
static inline ptrdiff_t cleantext_copy_plain(const unsigned char *p, ptrdiff_t n, unsigned char *out, int how, ptrdiff_t *size) {
    return PICK(text_copy_plain, p, n, out, how, size);
}
#endif
