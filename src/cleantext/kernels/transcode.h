/* UTF-8 from and to the widths that `str` uses: transcode_body.h compiled for plain x86-64 (or any machine) and once more for AVX2; both ways
   give the same bytes. CT_PLAIN: no AVX2; CT_PORTABLE: no vectors at all (for tests). */
#ifndef CLEANTEXT_TRANSCODE_H
#define CLEANTEXT_TRANSCODE_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "scan.h"
#if defined(CLEANTEXT_SSE2) && !defined(CT_PORTABLE)
#define TRANSCODE_SSE2 1
#include <immintrin.h>
#endif

enum {
    TRANSCODE_MORE = 32                 /* bytes behind what is written as UTF-8 that may be overwritten */
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

#define TRANSCODE_NAME(x) x##_plain
#include "transcode_body.h"
#undef TRANSCODE_NAME
#if defined(TRANSCODE_SSE2) && defined(__GNUC__) && !defined(__clang__) && !defined(__AVX2__) && !defined(CT_PLAIN)
#pragma GCC push_options
#pragma GCC target("avx2,bmi,bmi2,lzcnt,popcnt")
#define TRANSCODE_NAME(x) x##_avx2
#include "transcode_body.h"
#undef TRANSCODE_NAME
#pragma GCC pop_options
#define TRANSCODE_PICK(f, ...) (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") ? f##_avx2(__VA_ARGS__) : f##_plain(__VA_ARGS__))
#else
#define TRANSCODE_PICK(f, ...) f##_plain(__VA_ARGS__)
#endif

static inline ptrdiff_t cleantext_measure(const unsigned char *p, ptrdiff_t n, unsigned char *top) { return TRANSCODE_PICK(transcode_count, p, n, 0, top); }
static inline ptrdiff_t cleantext_count_points(const unsigned char *p, ptrdiff_t n) { return TRANSCODE_PICK(transcode_count, p, n, 0, NULL); }
static inline ptrdiff_t cleantext_count_feeds(const unsigned char *p, ptrdiff_t n) { return TRANSCODE_PICK(transcode_count, p, n, 1, NULL); }
static inline ptrdiff_t cleantext_encode_8(const unsigned char *s, ptrdiff_t n, unsigned char *out) { return TRANSCODE_PICK(transcode_encode_8, s, n, out, 0, NULL); }
static inline ptrdiff_t cleantext_encode_16(const unsigned short *s, ptrdiff_t n, unsigned char *out, int join, int *met) {
    return TRANSCODE_PICK(transcode_encode_16, s, n, out, join, met);
}
static inline ptrdiff_t cleantext_encode_32(const unsigned int *s, ptrdiff_t n, unsigned char *out, int join, int *met) {
    return TRANSCODE_PICK(transcode_encode_32, s, n, out, join, met);
}
static inline void cleantext_decode_8(const unsigned char *p, ptrdiff_t n, unsigned char *out, ptrdiff_t room) { TRANSCODE_PICK(transcode_decode_8, p, n, out, room); }
static inline void cleantext_decode_16(const unsigned char *p, ptrdiff_t n, unsigned short *out, ptrdiff_t room) { TRANSCODE_PICK(transcode_decode_16, p, n, out, room); }
static inline void cleantext_decode_32(const unsigned char *p, ptrdiff_t n, unsigned int *out, ptrdiff_t room) { TRANSCODE_PICK(transcode_decode_32, p, n, out, room); }
#endif
