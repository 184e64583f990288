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
        _mm_prefetch((const char *)(source + k) + 4096, _MM_HINT_T0);          /* a fresh str is not in the nearest cache */
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
        _mm_prefetch((const char *)(source + k) + 4096, _MM_HINT_T0);
        STORE(out + k, PACK_32(a, b, c, d));
        if (BITS(WIDE_32(OR(OR(a, b), OR(c, d))))) return k + cleantext_lowest(BITS(MASK_32(WIDE_32(a), WIDE_32(b), WIDE_32(c), WIDE_32(d))));
    }
#endif
    for (; k < n && source[k] < 0x80; k++) out[k] = (unsigned char)source[k];
    return k;
}

#if defined(__AVX512VBMI2__)
/* Write sixteen code points below U+10000, none a surrogate, as UTF-8: each in a lane of its own first, then those bytes that it has. */
static inline unsigned char *TEXT_NAME(text_put_dense)(__m512i x, unsigned char *to) {
    const __m512i six = _mm512_set1_epi32(0x3F), follows = _mm512_set1_epi32(0x80);
    __m512i high = _mm512_srli_epi32(x, 6), last = _mm512_or_si512(_mm512_and_si512(x, six), follows), middle = _mm512_or_si512(_mm512_and_si512(high, six), follows);
    __m512i two = _mm512_or_si512(_mm512_or_si512(high, _mm512_set1_epi32(0xC0)), _mm512_slli_epi32(last, 8));
    __m512i three = _mm512_or_si512(_mm512_or_si512(_mm512_srli_epi32(x, 12), _mm512_set1_epi32(0xE0)), _mm512_or_si512(_mm512_slli_epi32(middle, 8), _mm512_slli_epi32(last, 16)));
    __m512i bytes = _mm512_mask_mov_epi32(x, _mm512_cmpgt_epu32_mask(x, _mm512_set1_epi32(0x7F)), two);
    uint64_t keep;
    bytes = _mm512_mask_mov_epi32(bytes, _mm512_cmpgt_epu32_mask(x, _mm512_set1_epi32(0x7FF)), three);
    keep = _mm512_test_epi8_mask(bytes, bytes) | 0x1111111111111111u;
    _mm512_storeu_si512(to, _mm512_maskz_compress_epi8(keep, bytes));
    return to + COUNT(keep);
}

/* Whether the next sixteen code points are to be written in this way: not where all are ASCII, or one is a surrogate or from U+10000. */
static inline int TEXT_NAME(text_is_dense)(__m512i x) {
    return _mm512_cmpgt_epu32_mask(x, _mm512_set1_epi32(0x7F))
        && !(_mm512_cmpeq_epi32_mask(_mm512_srli_epi32(x, 11), _mm512_set1_epi32(0x1B)) | _mm512_cmpgt_epu32_mask(x, _mm512_set1_epi32(0xFFFF)));
}
#define TOGETHER 16
#define LANES_8 _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)source))
#define LANES_16 _mm512_cvtepu16_epi32(LOAD(source))
#define LANES_32 _mm512_loadu_si512(source)
#elif defined(V) && defined(__AVX2__)
#define PACKED(table, mask) _mm_loadu_si128((const __m128i *)(table + 16 * (mask)))
/* Write eight code points below U+10000, none a surrogate, as UTF-8: each in a lane of its own first, then those bytes that it has. */
static inline unsigned char *TEXT_NAME(text_put_dense)(V x, unsigned char *to) {
    const V six = _mm256_set1_epi32(0x3F), follows = _mm256_set1_epi32(0x80);
    V wide = WIDE_32(x), long_ = _mm256_cmpgt_epi32(x, _mm256_set1_epi32(0x7FF));
    V last = OR(AND(x, six), follows), middle = OR(AND(_mm256_srli_epi32(x, 6), six), follows);
    V two = OR(OR(_mm256_srli_epi32(x, 6), _mm256_set1_epi32(0xC0)), _mm256_slli_epi32(last, 8));
    V three = OR(OR(_mm256_srli_epi32(x, 12), _mm256_set1_epi32(0xE0)), OR(_mm256_slli_epi32(middle, 8), _mm256_slli_epi32(last, 16)));
    V bytes = _mm256_blendv_epi8(_mm256_blendv_epi8(x, two, wide), three, long_);
    uint32_t more = (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(wide)), most = (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(long_));
    uint32_t low = (more & 15) | (most & 15) << 4, high = more >> 4 | (most & 0xF0);
    _mm_storeu_si128((__m128i *)to, _mm_shuffle_epi8(_mm256_castsi256_si128(bytes), PACKED(unicode_pack_bytes, low)));
    to += 4 + COUNT(low);
    _mm_storeu_si128((__m128i *)to, _mm_shuffle_epi8(_mm256_extracti128_si256(bytes, 1), PACKED(unicode_pack_bytes, high)));
    return to + 4 + COUNT(high);
}

/* Whether the next eight code points are to be written in this way: not where all are ASCII, or one is a surrogate or from U+10000. */
static inline int TEXT_NAME(text_is_dense)(V x) {
    V rare = OR(_mm256_cmpeq_epi32(_mm256_srli_epi32(x, 11), _mm256_set1_epi32(0x1B)), _mm256_cmpgt_epi32(x, _mm256_set1_epi32(0xFFFF)));
    return BITS(WIDE_32(x)) && !BITS(rare);
}
#define TOGETHER 8
#define LANES_8 _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)source))
#define LANES_16 _mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i *)source))
#define LANES_32 LOAD(source)
#endif
#ifdef TOGETHER
#define DENSE(load) \
    while (end - source >= TOGETHER && TEXT_NAME(text_is_dense)(load)) { \
        to = TEXT_NAME(text_put_dense)(load, to); \
        source += TOGETHER; \
    }
#else
#define DENSE(load)
#endif

/* Write source[0:n] as UTF-8; its size. A surrogate becomes U+FFFD; with `join` a high one followed by a low one becomes the character they
   stand for; *met is set to 1 where there was one. Writes up to TEXT_MORE bytes behind. */
#define ENCODE(name, unit, narrow, load) \
static ptrdiff_t name(const unit *source, ptrdiff_t n, unsigned char *out, int join, int *met) { \
    const unit *end = source + n; \
    unsigned char *to = out; \
    (void)join, (void)met; \
    while (source < end) { \
        ptrdiff_t k = narrow(source, end - source, to); \
        source += k; \
        to += k; \
        DENSE(load) \
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
ENCODE(TEXT_NAME(text_encode_8), uint8_t, TEXT_NAME(text_narrow_8), LANES_8)
ENCODE(TEXT_NAME(text_encode_16), uint16_t, TEXT_NAME(text_narrow_16), LANES_16)
ENCODE(TEXT_NAME(text_encode_32), uint32_t, TEXT_NAME(text_narrow_32), LANES_32)
#undef ENCODE
#undef DENSE
#undef TOGETHER
#undef LANES_8
#undef LANES_16
#undef LANES_32

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

#if defined(__AVX512VBMI2__)
/* The code points of characters of up to three bytes that begin in the 32 bytes at p, in 16-bit lanes, packed; how many there are. */
static inline __m512i TEXT_NAME(text_take_dense)(const unsigned char *p, ptrdiff_t *size) {
    const __m512i six = _mm512_set1_epi16(0x3F);
    V bytes = LOAD(p);
    uint32_t begins = _mm256_cmpgt_epi8_mask(bytes, ONES(0xBF));                                          /* signed: no continuation byte */
    __m512i x = _mm512_cvtepu8_epi16(bytes), second = _mm512_and_si512(_mm512_cvtepu8_epi16(LOAD(p + 1)), six), third = _mm512_and_si512(_mm512_cvtepu8_epi16(LOAD(p + 2)), six);
    __m512i two = _mm512_or_si512(_mm512_slli_epi16(_mm512_and_si512(x, _mm512_set1_epi16(0x1F)), 6), second);
    __m512i three = _mm512_or_si512(_mm512_or_si512(_mm512_slli_epi16(x, 12), _mm512_slli_epi16(second, 6)), third);
    __m512i codes = _mm512_mask_mov_epi16(x, _mm512_cmpgt_epi16_mask(x, _mm512_set1_epi16(0xBF)), two);
    codes = _mm512_mask_mov_epi16(codes, _mm512_cmpgt_epi16_mask(x, _mm512_set1_epi16(0xDF)), three);
    *size = (ptrdiff_t)COUNT(begins);
    return _mm512_maskz_compress_epi16(begins, codes);
}

/* Whether some of the 32 bytes at p are beyond ASCII, and none begins a character of four bytes. */
static inline int TEXT_NAME(text_may_take_dense)(const unsigned char *p) {
    V x = LOAD(p);
    return _mm256_movepi8_mask(x) && !_mm256_cmpge_epu8_mask(x, ONES(0xF0));
}
#define DENSE(put) \
    for (; stop - p >= 34 && end - out >= 32 && TEXT_NAME(text_may_take_dense)(p); p += 32) { \
        ptrdiff_t size; \
        __m512i codes = TEXT_NAME(text_take_dense)(p, &size); \
        put(out, codes); \
        out += size; \
    } \
    while (p < stop && (*p & 0xC0) == 0x80) p++;         /* of a character that began before */
#define PUT_8(out, codes) STORE(out, _mm512_cvtepi16_epi8(codes))
#define PUT_16(out, codes) _mm512_storeu_si512(out, codes)
#define PUT_32(out, codes) \
    _mm512_storeu_si512(out, _mm512_cvtepu16_epi32(_mm512_castsi512_si256(codes))); \
    _mm512_storeu_si512((out) + 16, _mm512_cvtepu16_epi32(_mm512_extracti64x4_epi64(codes, 1)))
#elif defined(V) && defined(__AVX2__)
/* The code points of characters of up to three bytes that begin in the 16 bytes at p, as two vectors of 16-bit lanes, packed; how many are in each. */
static inline void TEXT_NAME(text_take_dense)(const unsigned char *p, __m128i out[2], int size[2]) {
    const V six = _mm256_set1_epi16(0x3F);
    __m128i bytes = _mm_loadu_si128((const __m128i *)p);
    V x = _mm256_cvtepu8_epi16(bytes);
    V second = AND(_mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(p + 1))), six), third = AND(_mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(p + 2))), six);
    V two = OR(_mm256_slli_epi16(AND(x, _mm256_set1_epi16(0x1F)), 6), second);
    V three = OR(OR(_mm256_slli_epi16(x, 12), _mm256_slli_epi16(second, 6)), third);
    V codes = _mm256_blendv_epi8(_mm256_blendv_epi8(x, two, _mm256_cmpgt_epi16(x, _mm256_set1_epi16(0xBF))), three, _mm256_cmpgt_epi16(x, _mm256_set1_epi16(0xDF)));
    uint32_t begins = (uint32_t)_mm_movemask_epi8(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)0xBF)));      /* signed: no continuation byte */
    out[0] = _mm_shuffle_epi8(_mm256_castsi256_si128(codes), PACKED(unicode_pack_lanes, begins & 0xFF));
    out[1] = _mm_shuffle_epi8(_mm256_extracti128_si256(codes, 1), PACKED(unicode_pack_lanes, begins >> 8));
    size[0] = COUNT(begins & 0xFF);
    size[1] = COUNT(begins >> 8);
}

/* Whether some of the 16 bytes at p are beyond ASCII, and none begins a character of four bytes. */
static inline int TEXT_NAME(text_may_take_dense)(const unsigned char *p) {
    __m128i x = _mm_loadu_si128((const __m128i *)p), four = _mm_set1_epi8((char)0xF0);
    return _mm_movemask_epi8(x) && !_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(x, four), x));
}
#define DENSE(put) \
    for (; stop - p >= 18 && end - out >= 16 && TEXT_NAME(text_may_take_dense)(p); p += 16) { \
        __m128i codes[2]; \
        int size[2]; \
        TEXT_NAME(text_take_dense)(p, codes, size); \
        put(out, codes[0]); \
        out += size[0]; \
        put(out, codes[1]); \
        out += size[1]; \
    } \
    while (p < stop && (*p & 0xC0) == 0x80) p++;         /* of a character that began before */
#define PUT_8(out, codes) _mm_storel_epi64((__m128i *)(out), _mm_packus_epi16(codes, codes))
#define PUT_16(out, codes) _mm_storeu_si128((__m128i *)(out), codes)
#define PUT_32(out, codes) _mm256_storeu_si256((__m256i *)(out), _mm256_cvtepu16_epi32(codes))
#else
#define DENSE(put)
#endif

/* Write well-formed UTF-8 as its `room` code points, of a width that holds them all. */
#define DECODE(name, unit, widen, put) \
static void name(const unsigned char *p, ptrdiff_t n, unit *out, ptrdiff_t room) { \
    const unsigned char *stop = p + n; \
    unit *end = out + room; \
    while (p < stop) { \
        ptrdiff_t k = widen(p, stop - p, out, end - out); \
        p += k; \
        out += k; \
        DENSE(put) \
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
DECODE(TEXT_NAME(text_decode_8), uint8_t, TEXT_NAME(text_widen_8), PUT_8)
DECODE(TEXT_NAME(text_decode_16), uint16_t, TEXT_NAME(text_widen_16), PUT_16)
DECODE(TEXT_NAME(text_decode_32), uint32_t, TEXT_NAME(text_widen_32), PUT_32)
#undef DECODE
#undef DENSE
#undef PACKED
#undef PUT_8
#undef PUT_16
#undef PUT_32
