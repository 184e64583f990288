/* Runs of text that tidying leaves as it is: plain_body.h compiled for plain x86-64 (or any machine) and once more for AVX2. How far a run
   goes may differ, what comes out of tidying does not. CT_PLAIN: no AVX2; CT_PORTABLE: no vectors at all (for tests). */
#ifndef CLEANTEXT_PLAIN_H
#define CLEANTEXT_PLAIN_H
#include <stddef.h>
#include <stdint.h>
#include "scan.h"
#include "unicode_tables.h"
#if defined(CLEANTEXT_SSE2) && !defined(CT_PORTABLE)
#define PLAIN_SSE2 1
#include <immintrin.h>
#endif

enum {
    PLAIN_MORE = 32                     /* bytes behind the run that may be overwritten */
};

static inline int plain_separates(unsigned char c) { return c == '-' || c == '=' || c == '_' || c == '*' || c == '~' || c == '|'; }

/* The size of the character at p[0] beyond ASCII if it is plain: neither white space nor invisible nor touched by composition, and no separator
   at the start of a line. 0 if it is not, or not known to be. */
static inline ptrdiff_t plain_wide(const unsigned char *p, ptrdiff_t n, unsigned char before) {
    uint32_t code;
    ptrdiff_t size = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    unsigned char flags;
    if (size > n || p[0] < 0xC2 || p[0] > 0xF0) return 0;
    code = size == 2 ? (p[0] & 0x1Fu) << 6 | (p[1] & 0x3F) : size == 3 ? (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3F)
           : (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3F);
    flags = unicode_class[unicode_class_index[code >> 7] << 7 | (code & 127)];
    return (flags & 0x2F) > 1 || (before == '\n' && flags & 0x80) ? 0 : size;       /* PLAIN or SELECTABLE, not COMPOSES; SEPARATES */
}

/* The same for any character behind the byte `before` (0 at the start of a run): white space only behind what is none, a line feed only with
   `cross` and not behind a space. */
static inline ptrdiff_t plain_step(const unsigned char *p, ptrdiff_t n, unsigned char before, int cross) {
    unsigned char c = p[0];
    if (c >= 0x80) return plain_wide(p, n, before);
    if (c == ' ' || c == '\t') return before > ' ';
    if (c == '\n') return cross && (before == '\n' || before > ' ');
    return c > ' ' && c < 0x7F && c != ';' && !(before == '\n' && plain_separates(c));
}

#define PLAIN_NAME(x) x##_plain
#include "plain_body.h"
#undef PLAIN_NAME
#if defined(PLAIN_SSE2) && defined(__GNUC__) && !defined(__clang__) && !defined(__AVX2__) && !defined(CT_PLAIN)
#define PLAIN_TWO 1
#pragma GCC push_options
#pragma GCC target("avx2,bmi,bmi2,lzcnt,popcnt")
#define PLAIN_NAME(x) x##_avx2
#include "plain_body.h"
#undef PLAIN_NAME
#pragma GCC pop_options
#endif

/* Copy the run of plain characters that p[0:n] starts with; its size. It starts with no white space; `cross`: it may go on into the next lines. */
static inline ptrdiff_t cleantext_copy_plain(const unsigned char *p, ptrdiff_t n, unsigned char *out, int cross) {
#ifdef PLAIN_TWO
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) return plain_copy_avx2(p, n, out, cross);
#endif
    return plain_copy_plain(p, n, out, cross);
}
#endif
