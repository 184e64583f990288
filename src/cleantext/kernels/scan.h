/* Bits, classes of bytes and line feeds, 16 bytes at a time where the processor can (see scan.pxd). */
#ifndef CLEANTEXT_SCAN_H
#define CLEANTEXT_SCAN_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(_MSC_VER) && !defined(__clang__)
#include <intrin.h>
#endif
#if defined(__SSE2__) || defined(_M_X64)
#define CLEANTEXT_SSE2 1
#include <emmintrin.h>
#if defined(_MSC_VER) && !defined(__clang__)
static inline int cleantext_lowest(unsigned int bits) { unsigned long at; _BitScanForward(&at, bits); return (int)at; }
static inline int cleantext_highest(unsigned int bits) { unsigned long at; _BitScanReverse(&at, bits); return (int)at; }
#else
static inline int cleantext_lowest(unsigned int bits) { return __builtin_ctz(bits); }
static inline int cleantext_highest(unsigned int bits) { return 31 - __builtin_clz(bits); }
#endif
#endif

/* The number of the lowest bit set in 64; there is one. */
static inline int cleantext_lowest64(unsigned long long bits) {
#if defined(_MSC_VER) && !defined(__clang__)
    unsigned long at;
    _BitScanForward64(&at, bits);
    return (int)at;
#else
    return __builtin_ctzll(bits);
#endif
}

/* The number of the highest bit set in 64; there is one. */
static inline int cleantext_highest64(unsigned long long bits) {
#if defined(_MSC_VER) && !defined(__clang__)
    unsigned long at;
    _BitScanReverse64(&at, bits);
    return (int)at;
#else
    return 63 - __builtin_clzll(bits);
#endif
}

/* How many of 64 bits are set. */
static inline int cleantext_count_bits(unsigned long long bits) {
#if defined(__POPCNT__)
    return __builtin_popcountll(bits);
#else
    bits -= bits >> 1 & 0x5555555555555555u;
    bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
    return (int)(((bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u >> 56);
#endif
}

/* Places in a block of 64 bytes. */
#define EIGHT(x) x, x + 1, x + 2, x + 3, x + 4, x + 5, x + 6, x + 7
static const unsigned char cleantext_places[64] = {EIGHT(0), EIGHT(8), EIGHT(16), EIGHT(24), EIGHT(32), EIGHT(40), EIGHT(48), EIGHT(56)};
#undef EIGHT

/* Eight bytes as a little-endian number. */
static inline uint64_t cleantext_eight(const unsigned char *p) {
    uint64_t x;
    memcpy(&x, p, 8);
#if defined(__BYTE_ORDER__) && defined(__ORDER_BIG_ENDIAN__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x);
#endif
    return x;
}

/* The offset behind the last line feed of p[0:n]; 0 when there is none. */
static inline ptrdiff_t cleantext_after_feed(const unsigned char *p, ptrdiff_t n) {
#ifdef CLEANTEXT_SSE2
    for (; n >= 16; n -= 16) {
        unsigned int bits = (unsigned int)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(p + n - 16)), _mm_set1_epi8('\n')));
        if (bits) return n - 15 + cleantext_highest(bits);
    }
#endif
    while (n > 0 && p[n - 1] != '\n') n--;
    return n;
}

/* A bit for each of 64 bytes: ASCII letters and all from 0x80, ASCII digits, all from 0x80. */
static inline void cleantext_letters_digits(const unsigned char *p, unsigned long long out[3]) {
    int k;
    out[0] = out[1] = out[2] = 0;
#ifdef CLEANTEXT_SSE2
    for (k = 0; k < 64; k += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(p + k));
        __m128i letter = _mm_cmplt_epi8(_mm_sub_epi8(_mm_or_si128(x, _mm_set1_epi8(32)), _mm_set1_epi8((char)(97 + 128))), _mm_set1_epi8(26 - 128));
        __m128i digit = _mm_cmplt_epi8(_mm_sub_epi8(x, _mm_set1_epi8((char)(48 + 128))), _mm_set1_epi8(10 - 128));
        out[0] |= (unsigned long long)(unsigned)_mm_movemask_epi8(_mm_or_si128(letter, x)) << k;
        out[1] |= (unsigned long long)(unsigned)_mm_movemask_epi8(digit) << k;
        out[2] |= (unsigned long long)(unsigned)_mm_movemask_epi8(x) << k;
    }
#else
    for (k = 0; k < 64; k++) {
        unsigned long long bit = 1ull << k;
        unsigned char low = p[k] | 32;
        if ((low >= 'a' && low <= 'z') || p[k] >= 0x80) out[0] |= bit;
        if (p[k] >= '0' && p[k] <= '9') out[1] |= bit;
        if (p[k] >= 0x80) out[2] |= bit;
    }
#endif
}

/* A bit for each of 64 bytes: 0xC2 and 0xE2, which lead most signs; these and all from 0xDF. */
static inline void cleantext_sign_leads(const unsigned char *p, unsigned long long out[2]) {
    int k;
    out[0] = out[1] = 0;
#ifdef CLEANTEXT_SSE2
    for (k = 0; k < 64; k += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(p + k));
        __m128i lead = _mm_cmpeq_epi8(_mm_or_si128(x, _mm_set1_epi8(0x20)), _mm_set1_epi8((char)0xE2));
        __m128i large = _mm_and_si128(_mm_cmpgt_epi8(x, _mm_set1_epi8((char)0xDE)), x);        /* signed: only bytes from 0x80 have the top bit */
        out[0] |= (unsigned long long)(unsigned)_mm_movemask_epi8(lead) << k;
        out[1] |= (unsigned long long)(unsigned)_mm_movemask_epi8(_mm_or_si128(lead, large)) << k;
    }
#else
    for (k = 0; k < 64; k++) {
        unsigned long long bit = 1ull << k;
        if ((p[k] | 0x20) == 0xE2) out[0] |= bit;
        if ((p[k] | 0x20) == 0xE2 || p[k] >= 0xDF) out[1] |= bit;
    }
#endif
}

static inline int cleantext_is_letter(unsigned char c) { return (unsigned char)((c | 32) - 'a') < 26; }
static inline int cleantext_in_word(unsigned char c) { return cleantext_is_letter(c) || (unsigned char)(c - '0') < 10 || c >= 0x80; }

/* How many ASCII letters p[0:n] starts with, 16 for more. Without a branch for each of them: the lengths of words are not predictable. */
static inline ptrdiff_t cleantext_letters_from(const unsigned char *p, ptrdiff_t n) {
    ptrdiff_t k = 0;
#ifdef CLEANTEXT_SSE2
    if (n >= 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)p);
        __m128i other = _mm_cmpgt_epi8(_mm_sub_epi8(_mm_or_si128(x, _mm_set1_epi8(32)), _mm_set1_epi8((char)(97 + 128))), _mm_set1_epi8(25 - 128));
        return cleantext_lowest((unsigned int)_mm_movemask_epi8(other) | 0x10000u);
    }
#endif
    while (k < n && k < 16 && cleantext_is_letter(p[k])) k++;
    return k;
}

/* How many bytes before p[i] are ASCII letters, digits or from 0x80, 16 for more. */
static inline ptrdiff_t cleantext_word_before(const unsigned char *p, ptrdiff_t i) {
    ptrdiff_t k = 0;
#ifdef CLEANTEXT_SSE2
    if (i >= 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(p + i - 16));
        __m128i letter = _mm_cmplt_epi8(_mm_sub_epi8(_mm_or_si128(x, _mm_set1_epi8(32)), _mm_set1_epi8((char)(97 + 128))), _mm_set1_epi8(26 - 128));
        __m128i digit = _mm_cmplt_epi8(_mm_sub_epi8(x, _mm_set1_epi8((char)(48 + 128))), _mm_set1_epi8(10 - 128));
        unsigned int other = 0xFFFFu & ~(unsigned int)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(letter, digit), x));
        return other ? 15 - cleantext_highest(other) : 16;
    }
#endif
    while (k < i && k < 16 && cleantext_in_word(p[i - 1 - k])) k++;
    return k;
}
#endif
