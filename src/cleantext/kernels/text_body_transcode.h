/* Included by text_body.h: text from and to the widths that `str` uses. */

/* Copy the run of ASCII at `source` into bytes; its size. May write EACH bytes behind it. */
static inline ptrdiff_t TEXT_NAME(text_narrow_8)(const uint8_t *source, ptrdiff_t n, unsigned char *out) {
    ptrdiff_t k = 0;
#ifdef V
    for (; k + EACH <= n; k += EACH) {
        V x = LOAD(source + k);
        STORE(out + k, x);
        if (BITS(x)) return k + cleantext_lowest(BITS(x));
    }
#endif
    for (; k < n && source[k] < 0x80; k++) out[k] = source[k];
    return k;
}

static inline ptrdiff_t TEXT_NAME(text_narrow_16)(const uint16_t *source, ptrdiff_t n, unsigned char *out) {
    ptrdiff_t k = 0;
#ifdef V
    for (; k + EACH <= n; k += EACH) {
        V a = LOAD(source + k), b = LOAD(source + k + EACH / 2);
        _mm_prefetch((const char *)(source + k) + 1024, _MM_HINT_T0);          /* a fresh str is not in the nearest cache */
        STORE(out + k, PACK_16(a, b));
        if (BITS(WIDE_16(OR(a, b)))) return k + cleantext_lowest(BITS(MASK_16(WIDE_16(a), WIDE_16(b))));
    }
#endif
    for (; k < n && source[k] < 0x80; k++) out[k] = (unsigned char)source[k];
    return k;
}

static inline ptrdiff_t TEXT_NAME(text_narrow_32)(const uint32_t *source, ptrdiff_t n, unsigned char *out) {
    ptrdiff_t k = 0;
#ifdef V
    for (; k + EACH <= n; k += EACH) {
        V a = LOAD(source + k), b = LOAD(source + k + EACH / 4), c = LOAD(source + k + EACH / 2), d = LOAD(source + k + 3 * EACH / 4);
        _mm_prefetch((const char *)(source + k) + 1024, _MM_HINT_T0);
        STORE(out + k, PACK_32(a, b, c, d));
        if (BITS(WIDE_32(OR(OR(a, b), OR(c, d))))) return k + cleantext_lowest(BITS(MASK_32(WIDE_32(a), WIDE_32(b), WIDE_32(c), WIDE_32(d))));
    }
#endif
    for (; k < n && source[k] < 0x80; k++) out[k] = (unsigned char)source[k];
    return k;
}

/* Write 16-bit code points as UTF-8, eight at a time, as long as at least three of them are beyond ASCII and none is a surrogate: words of other
   scripts, without a branch for each space between them. How many units; *out moves on, and 3 bytes behind it may be written. */
static inline ptrdiff_t TEXT_NAME(text_encode_dense)(const uint16_t *source, ptrdiff_t n, unsigned char **out) {
    ptrdiff_t k = 0;
#ifdef V
    unsigned char *to = *out;
    const __m128i zero = _mm_setzero_si128();
    for (; k + 8 <= n; k += 8) {
        __m128i x = _mm_loadu_si128((const __m128i *)(source + k));
        __m128i wide = _mm_cmpgt_epi16(_mm_srli_epi16(x, 7), zero), surrogate = _mm_cmpeq_epi16(_mm_srli_epi16(x, 11), _mm_set1_epi16(0x1B));
        uint32_t bits = (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(wide, zero));
        bits &= bits - 1;
        if (!(bits & (bits - 1)) || _mm_movemask_epi8(surrogate)) break;
        for (int j = 0; j < 8; j++) {
            uint32_t code = source[k + j], last = 0x80 | (code & 0x3F), middle = 0x80 | (code >> 6 & 0x3F);
            uint32_t two = 0xC0 | code >> 6 | last << 8, three = 0xE0 | code >> 12 | middle << 8 | last << 16;
            uint32_t bytes = code < 0x80 ? code : code < 0x800 ? two : three;
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

/* Write source[0:n] as UTF-8; its size. A surrogate becomes U+FFFD; with `join` a high one followed by a low one becomes the character they
   stand for; *met is set to 1 where there was one. Writes up to TEXT_MORE bytes behind. */
#define ENCODE(name, unit, narrow, dense) \
static ptrdiff_t name(const unit *source, ptrdiff_t n, unsigned char *out, int join, int *met) { \
    const unit *end = source + n; \
    unsigned char *to = out; \
    (void)join, (void)met; \
    while (source < end) { \
        ptrdiff_t k = narrow(source, end - source, to); \
        source += k; \
        to += k; \
        dense \
        while (source < end && *source >= 0x80) { \
            uint32_t code = *source++; \
            if (sizeof(unit) == 1 || (code < 0x10000 && code >> 11 != 0x1B)) { \
                to += cleantext_put_wide(to, code); \
                continue; \
            } \
            if (code < 0x10000) { \
                *met = 1; \
                if (join && code < 0xDC00 && source < end && (uint32_t)*source >> 10 == 0x37) \
                    code = 0x10000 + ((code - 0xD800) << 10) + ((uint32_t)*source++ - 0xDC00); \
            } \
            to += cleantext_put_rare(to, code); \
        } \
    } \
    return to - out; \
}
ENCODE(TEXT_NAME(text_encode_8), uint8_t, TEXT_NAME(text_narrow_8),)
ENCODE(TEXT_NAME(text_encode_16), uint16_t, TEXT_NAME(text_narrow_16), source += TEXT_NAME(text_encode_dense)(source, end - source, &to);)
ENCODE(TEXT_NAME(text_encode_32), uint32_t, TEXT_NAME(text_narrow_32),)
#undef ENCODE

/* Copy the run of ASCII at p into wider units; its size. What lies behind the run is overwritten, but nothing behind out[room]. */
#ifndef V
#define BLOCKS(...) (void)room;
#elif defined(__AVX2__)
#define BLOCKS(...) for (; k + 32 <= n && k + 32 <= room; k += 32) { \
    __m256i x = _mm256_loadu_si256((const __m256i *)(p + k)), *to = (__m256i *)(out + k); \
    __VA_ARGS__ \
    if (BITS(x)) return k + cleantext_lowest(BITS(x)); \
}
#define STORE_8 _mm256_storeu_si256(to, x);
#define STORE_16 \
    _mm256_storeu_si256(to, _mm256_cvtepu8_epi16(_mm256_castsi256_si128(x))); \
    _mm256_storeu_si256(to + 1, _mm256_cvtepu8_epi16(_mm256_extracti128_si256(x, 1)));
#define STORE_32 \
    _mm256_storeu_si256(to, _mm256_cvtepu8_epi32(_mm256_castsi256_si128(x))); \
    _mm256_storeu_si256(to + 1, _mm256_cvtepu8_epi32(_mm_srli_si128(_mm256_castsi256_si128(x), 8))); \
    _mm256_storeu_si256(to + 2, _mm256_cvtepu8_epi32(_mm256_extracti128_si256(x, 1))); \
    _mm256_storeu_si256(to + 3, _mm256_cvtepu8_epi32(_mm_srli_si128(_mm256_extracti128_si256(x, 1), 8)));
#else
#define BLOCKS(...) for (; k + 16 <= n && k + 16 <= room; k += 16) { \
    const __m128i zero = _mm_setzero_si128(); \
    __m128i x = _mm_loadu_si128((const __m128i *)(p + k)), low = _mm_unpacklo_epi8(x, zero), high = _mm_unpackhi_epi8(x, zero), *to = (__m128i *)(out + k); \
    (void)low, (void)high; \
    __VA_ARGS__ \
    if (BITS(x)) return k + cleantext_lowest(BITS(x)); \
}
#define STORE_8 _mm_storeu_si128(to, x);
#define STORE_16 _mm_storeu_si128(to, low); _mm_storeu_si128(to + 1, high);
#define STORE_32 \
    _mm_storeu_si128(to, _mm_unpacklo_epi16(low, zero)); \
    _mm_storeu_si128(to + 1, _mm_unpackhi_epi16(low, zero)); \
    _mm_storeu_si128(to + 2, _mm_unpacklo_epi16(high, zero)); \
    _mm_storeu_si128(to + 3, _mm_unpackhi_epi16(high, zero));
#endif
#define WIDEN(name, unit, store) \
static inline ptrdiff_t name(const unsigned char *p, ptrdiff_t n, unit *out, ptrdiff_t room) { \
    ptrdiff_t k = 0; \
    BLOCKS(store) \
    for (; k < n && p[k] < 0x80; k++) out[k] = p[k]; \
    return k; \
}
WIDEN(TEXT_NAME(text_widen_8), uint8_t, STORE_8)
WIDEN(TEXT_NAME(text_widen_16), uint16_t, STORE_16)
WIDEN(TEXT_NAME(text_widen_32), uint32_t, STORE_32)
#undef WIDEN
#undef BLOCKS
#undef STORE_8
#undef STORE_16
#undef STORE_32

/* Write well-formed UTF-8 as its `room` code points, of a width that holds them all. */
#define DECODE(name, unit, widen) \
static void name(const unsigned char *p, ptrdiff_t n, unit *out, ptrdiff_t room) { \
    const unsigned char *stop = p + n; \
    unit *end = out + room; \
    while (p < stop) { \
        ptrdiff_t k = widen(p, stop - p, out, end - out); \
        p += k; \
        out += k; \
        while (p < stop && *p >= 0x80) { \
            uint32_t lead = *p; \
            if (sizeof(unit) == 1 || lead < 0xE0) { \
                *out++ = (unit)((lead & 0x1F) << 6 | (p[1] & 0x3F)); \
                p += 2; \
            } else if (sizeof(unit) == 2 || lead < 0xF0) { \
                *out++ = (unit)((lead & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F)); \
                p += 3; \
            } else { \
                *out++ = (unit)((lead & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 | (p[3] & 0x3F)); \
                p += 4; \
            } \
        } \
    } \
}
DECODE(TEXT_NAME(text_decode_8), uint8_t, TEXT_NAME(text_widen_8))
DECODE(TEXT_NAME(text_decode_16), uint16_t, TEXT_NAME(text_widen_16))
DECODE(TEXT_NAME(text_decode_32), uint32_t, TEXT_NAME(text_widen_32))
#undef DECODE
