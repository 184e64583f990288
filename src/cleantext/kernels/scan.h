/* Runs of plain ASCII and classes of bytes, 16 at a time where the processor can (see scan.pxd). */
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

/* Eight bytes as a little-endian number. */
static inline uint64_t cleantext_eight(const unsigned char *p) {
    uint64_t x;
    memcpy(&x, p, 8);
#if defined(__BYTE_ORDER__) && defined(__ORDER_BIG_ENDIAN__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x);
#endif
    return x;
}

/* Write a code point from U+0080 to U+FFFF, no surrogate, as UTF-8; its size. Writes four bytes, so that no branch depends on the size. */
static inline ptrdiff_t cleantext_put_wide(unsigned char *out, unsigned int code) {
    unsigned int last = 0x80 | (code & 0x3F), middle = 0x80 | (code >> 6 & 0x3F);
    unsigned int two = 0xC0 | code >> 6 | last << 8, three = 0xE0 | code >> 12 | middle << 8 | last << 16;
    unsigned int x = code < 0x800 ? two : three;
    out[0] = (unsigned char)x;
    out[1] = (unsigned char)(x >> 8);
    out[2] = (unsigned char)(x >> 16);
    out[3] = 0;
    return 2 + (code >= 0x800);
}

/* Write 16-bit code points as UTF-8, eight at a time, as long as at least three of them are beyond ASCII and none is a surrogate: words of other
   scripts, without a branch for each space between them. How many units; *out moves on, and 3 bytes behind it may be written. */
static inline ptrdiff_t cleantext_put_dense(const unsigned short *source, ptrdiff_t n, unsigned char **out) {
    ptrdiff_t k = 0;
#ifdef CLEANTEXT_SSE2
    unsigned char *to = *out;
    const __m128i high = _mm_set1_epi16((short)0xFF80), top = _mm_set1_epi16((short)0xF800), zero = _mm_setzero_si128();
    for (; k + 8 <= n; k += 8) {
        __m128i x = _mm_loadu_si128((const __m128i *)(source + k));
        __m128i plain = _mm_cmpeq_epi16(_mm_and_si128(x, high), zero), surrogate = _mm_cmpeq_epi16(_mm_and_si128(x, top), _mm_set1_epi16((short)0xD800));
        unsigned int wide = 0xFFu ^ ((unsigned int)_mm_movemask_epi8(_mm_packs_epi16(plain, plain)) & 0xFFu);
        wide &= wide - 1;
        if (!(wide & (wide - 1)) || _mm_movemask_epi8(surrogate)) break;
        for (int j = 0; j < 8; j++) {
            unsigned int code = source[k + j], last = 0x80 | (code & 0x3F), middle = 0x80 | (code >> 6 & 0x3F);
            unsigned int two = 0xC0 | code >> 6 | last << 8, three = 0xE0 | code >> 12 | middle << 8 | last << 16;
            unsigned int bytes = code < 0x80 ? code : code < 0x800 ? two : three;
            memcpy(to, &bytes, 4);
            to += 1 + (code >= 0x80) + (code >= 0x800);
        }
    }
    *out = to;
#else
    (void)source, (void)n, (void)out;
#endif
    return k;
}

static inline int cleantext_may_start(unsigned char c) {
    return c == '\n' || (c > ' ' && c < 0x80 && c != '-' && c != '=' && c != '_' && c != '*' && c != '~' && c != '|');
}

static inline int cleantext_is_plain(const unsigned char *p, ptrdiff_t n, int cross) {
    if (*p == ' ') return !(n > 1 && (p[1] == ' ' || p[1] == '\n'));
    if (*p == '\n') return cross && n > 1 && cleantext_may_start(p[1]);
    return *p > ' ' && *p < 0x7F && *p != ';';
}

static inline ptrdiff_t cleantext_copy_plain(const unsigned char *p, ptrdiff_t n, unsigned char *out, int cross) {
    ptrdiff_t k = 0;
#ifdef CLEANTEXT_SSE2
#define EQUALS(x, c) _mm_cmpeq_epi8(x, _mm_set1_epi8(c))
    const __m128i space = _mm_set1_epi8(' '), crosses = _mm_set1_epi8(cross ? -1 : 0);
    for (; k + 17 <= n; k += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(p + k));
        __m128i next = _mm_loadu_si128((const __m128i *)(p + k + 1));
        __m128i feed = EQUALS(next, '\n');
        __m128i found = _mm_or_si128(_mm_cmplt_epi8(x, space), _mm_or_si128(EQUALS(x, 0x7F), EQUALS(x, ';')));
        __m128i bars = _mm_or_si128(_mm_or_si128(EQUALS(next, '-'), EQUALS(next, '=')), _mm_or_si128(EQUALS(next, '_'), EQUALS(next, '*')));
        __m128i starts = _mm_andnot_si128(_mm_or_si128(bars, _mm_or_si128(EQUALS(next, '~'), EQUALS(next, '|'))), _mm_cmpgt_epi8(next, space));
        __m128i good = _mm_and_si128(_mm_and_si128(EQUALS(x, '\n'), crosses), _mm_or_si128(starts, feed));
        unsigned int bits;
        found = _mm_or_si128(_mm_andnot_si128(good, found), _mm_and_si128(EQUALS(x, ' '), _mm_or_si128(EQUALS(next, ' '), feed)));
        bits = (unsigned int)_mm_movemask_epi8(found);
        _mm_storeu_si128((__m128i *)(out + k), x);
        if (bits) return k + cleantext_lowest(bits);
    }
#undef EQUALS
#endif
    for (; k < n && cleantext_is_plain(p + k, n - k, cross); k++) out[k] = p[k];
    return k;
}

/* How many of the bytes are line feeds, if `feeds`, or else begin a character; and, unless `top` is NULL, the highest of them. */
static inline ptrdiff_t cleantext_count(const unsigned char *p, ptrdiff_t n, int feeds, unsigned char *top) {
    ptrdiff_t k = 0, count = 0;
    unsigned char most = 0;
#ifdef CLEANTEXT_SSE2
    const __m128i zero = _mm_setzero_si128(), feed = _mm_set1_epi8('\n'), last = _mm_set1_epi8(-65);   /* signed: 0xBF, the last continuation byte */
    __m128i total = zero, high = zero;
    long long halves[2];
    unsigned char bytes[16];
    while (k + 16 <= n) {
        __m128i part = zero;
        ptrdiff_t stop = n - k > 16 * 255 ? k + 16 * 255 : n;
        for (; k + 16 <= stop; k += 16) {
            __m128i x = _mm_loadu_si128((const __m128i *)(p + k));
            part = _mm_sub_epi8(part, feeds ? _mm_cmpeq_epi8(x, feed) : _mm_cmpgt_epi8(x, last));
            if (top) high = _mm_max_epu8(high, x);
        }
        total = _mm_add_epi64(total, _mm_sad_epu8(part, zero));
    }
    _mm_storeu_si128((__m128i *)halves, total);
    _mm_storeu_si128((__m128i *)bytes, high);
    count = (ptrdiff_t)(halves[0] + halves[1]);
    if (top)
        for (int i = 0; i < 16; i++) most = bytes[i] > most ? bytes[i] : most;
#endif
    for (; k < n; k++) {
        count += feeds ? p[k] == '\n' : (p[k] & 0xC0) != 0x80;
        most = p[k] > most ? p[k] : most;
    }
    if (top) *top = most;
    return count;
}

static inline ptrdiff_t cleantext_count_points(const unsigned char *p, ptrdiff_t n) { return cleantext_count(p, n, 0, NULL); }
static inline ptrdiff_t cleantext_measure(const unsigned char *p, ptrdiff_t n, unsigned char *top) { return cleantext_count(p, n, 0, top); }
static inline ptrdiff_t cleantext_count_feeds(const unsigned char *p, ptrdiff_t n) { return cleantext_count(p, n, 1, NULL); }

/* How far the next line feed is from p; there must be one. May read 15 bytes behind it. */
static inline ptrdiff_t cleantext_to_feed(const unsigned char *p) {
    ptrdiff_t k = 0;
#ifdef CLEANTEXT_SSE2
    for (;; k += 16) {
        unsigned int bits = (unsigned int)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(p + k)), _mm_set1_epi8('\n')));
        if (bits) return k + cleantext_lowest(bits);
    }
#endif
    while (p[k] != '\n') k++;
    return k;
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

static inline ptrdiff_t cleantext_narrow_bytes(const unsigned char *source, ptrdiff_t n, unsigned char *out) {
    ptrdiff_t k = 0;
#ifdef CLEANTEXT_SSE2
    for (; k + 16 <= n; k += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(source + k));
        unsigned int bits = (unsigned int)_mm_movemask_epi8(x);
        _mm_storeu_si128((__m128i *)(out + k), x);
        if (bits) return k + cleantext_lowest(bits);
    }
#endif
    for (; k < n && source[k] < 0x80; k++) out[k] = source[k];
    return k;
}

static inline ptrdiff_t cleantext_narrow(const unsigned short *source, ptrdiff_t n, unsigned char *out) {
    ptrdiff_t k = 0;
#ifdef CLEANTEXT_SSE2
    const __m128i high = _mm_set1_epi16((short)0xFF80), zero = _mm_setzero_si128();
#define UNITS(at) _mm_loadu_si128((const __m128i *)(source + k + at))
#define PLAIN(x) _mm_cmpeq_epi16(_mm_and_si128(x, high), zero)
    for (; k + 32 <= n; k += 32) {
        __m128i a = UNITS(0), b = UNITS(8), c = UNITS(16), d = UNITS(24);
        __m128i all = _mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d));
        _mm_prefetch((const char *)(source + k) + 1024, _MM_HINT_T0);          /* a fresh str is not in the nearest cache */
        _mm_storeu_si128((__m128i *)(out + k), _mm_packus_epi16(a, b));
        _mm_storeu_si128((__m128i *)(out + k + 16), _mm_packus_epi16(c, d));
        if (_mm_movemask_epi8(PLAIN(all)) != 0xFFFF) {
            unsigned int first = (unsigned int)_mm_movemask_epi8(_mm_packs_epi16(PLAIN(a), PLAIN(b)));
            unsigned int second = (unsigned int)_mm_movemask_epi8(_mm_packs_epi16(PLAIN(c), PLAIN(d)));
            return k + cleantext_lowest(~(first | second << 16));
        }
    }
#undef PLAIN
#undef UNITS
    for (; k + 16 <= n; k += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(source + k)), y = _mm_loadu_si128((const __m128i *)(source + k + 8));
        __m128i plain = _mm_packs_epi16(_mm_cmpeq_epi16(_mm_and_si128(x, high), zero), _mm_cmpeq_epi16(_mm_and_si128(y, high), zero));
        unsigned int bits = 0xFFFFu ^ (unsigned int)_mm_movemask_epi8(plain);
        _mm_storeu_si128((__m128i *)(out + k), _mm_packus_epi16(x, y));
        if (bits) return k + cleantext_lowest(bits);
    }
#endif
    for (; k < n && source[k] < 0x80; k++) out[k] = (unsigned char)source[k];
    return k;
}

static inline ptrdiff_t cleantext_narrow_wide(const unsigned int *source, ptrdiff_t n, unsigned char *out) {
    ptrdiff_t k = 0;
#ifdef CLEANTEXT_SSE2
    const __m128i zero = _mm_setzero_si128();
#define UNITS(at) _mm_loadu_si128((const __m128i *)(source + k + at))
#define PLAIN(x) _mm_cmpeq_epi32(_mm_srli_epi32(x, 7), zero)
    for (; k + 16 <= n; k += 16) {
        __m128i a = UNITS(0), b = UNITS(4), c = UNITS(8), d = UNITS(12);
        __m128i plain = _mm_packs_epi16(_mm_packs_epi32(PLAIN(a), PLAIN(b)), _mm_packs_epi32(PLAIN(c), PLAIN(d)));
        unsigned int bits = 0xFFFFu ^ (unsigned int)_mm_movemask_epi8(plain);
        _mm_storeu_si128((__m128i *)(out + k), _mm_packus_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d)));
        if (bits) return k + cleantext_lowest(bits);
    }
#undef UNITS
#undef PLAIN
#endif
    for (; k < n && source[k] < 0x80; k++) out[k] = (unsigned char)source[k];
    return k;
}

/* Copy a run of ASCII into wider units; what lies behind the run is overwritten, but nothing behind out[room]. */
#define WIDEN(name, unit, store) \
static inline ptrdiff_t name(const unsigned char *p, ptrdiff_t n, unit *out, ptrdiff_t room) { \
    ptrdiff_t k = 0; \
    store \
    for (; k < n && p[k] < 0x80; k++) out[k] = p[k]; \
    return k; \
}
#ifdef CLEANTEXT_SSE2
#define SIXTEEN(...) \
    const __m128i zero = _mm_setzero_si128(); \
    for (; k + 16 <= n && k + 16 <= room; k += 16) { \
        __m128i x = _mm_loadu_si128((const __m128i *)(p + k)), low = _mm_unpacklo_epi8(x, zero), high = _mm_unpackhi_epi8(x, zero); \
        unsigned int bits = (unsigned int)_mm_movemask_epi8(x); \
        __m128i *to = (__m128i *)(out + k); \
        (void)low; (void)high; \
        __VA_ARGS__ \
        if (bits) return k + cleantext_lowest(bits); \
    }
#else
#define SIXTEEN(...) (void)room;
#endif
WIDEN(cleantext_widen_bytes, unsigned char, SIXTEEN(_mm_storeu_si128(to, x);))
WIDEN(cleantext_widen, unsigned short, SIXTEEN(_mm_storeu_si128(to, low); _mm_storeu_si128(to + 1, high);))
WIDEN(cleantext_widen_far, unsigned int, SIXTEEN(
    _mm_storeu_si128(to, _mm_unpacklo_epi16(low, zero));
    _mm_storeu_si128(to + 1, _mm_unpackhi_epi16(low, zero));
    _mm_storeu_si128(to + 2, _mm_unpacklo_epi16(high, zero));
    _mm_storeu_si128(to + 3, _mm_unpackhi_epi16(high, zero));))
#undef SIXTEEN
#undef WIDEN
#endif
