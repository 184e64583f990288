/* Layers and rows of tables. Included by lines_body.h, once for each instruction set. */

CT_FORCE int32_t CT_NAME(ct_two)(const int16_t *x) { int32_t v; memcpy(&v, x, 4); return v; }

/* For four lines at once: acc[line][j] += x[line][2i] * w[i][j][0] + x[line][2i + 1] * w[i][j][1]; outs is a multiple of 8. Sums wrap. */
CT_FORCE void CT_NAME(ct_layer)(const int16_t *const x[4], int pairs, const int16_t *w, int outs, int32_t (*acc)[CT_GATES]) {
#if CT_SSE2
#if CT_SSE2 && defined(__AVX2__)
#define V __m256i
#define LANES 8
#define LOAD(q) _mm256_loadu_si256((const V *)(q))
#define STORE(q, v) _mm256_storeu_si256((V *)(q), v)
#define SET _mm256_set1_epi32
#define ADD _mm256_add_epi32
#define MUL _mm256_madd_epi16
#else
#define V __m128i
#define LANES 4
#define LOAD(q) _mm_loadu_si128((const V *)(q))
#define STORE(q, v) _mm_storeu_si128((V *)(q), v)
#define SET _mm_set1_epi32
#define ADD _mm_add_epi32
#define MUL _mm_madd_epi16
#endif
    for (int j = 0; j < outs; j += LANES) {
        V a0 = LOAD(acc[0] + j), a1 = LOAD(acc[1] + j), a2 = LOAD(acc[2] + j), a3 = LOAD(acc[3] + j);
        for (int i = 0; i < pairs; i++) {
            V p = LOAD(w + 2 * (i * outs + j));
            a0 = ADD(a0, MUL(SET(CT_NAME(ct_two)(x[0] + 2 * i)), p));
            a1 = ADD(a1, MUL(SET(CT_NAME(ct_two)(x[1] + 2 * i)), p));
            a2 = ADD(a2, MUL(SET(CT_NAME(ct_two)(x[2] + 2 * i)), p));
            a3 = ADD(a3, MUL(SET(CT_NAME(ct_two)(x[3] + 2 * i)), p));
        }
        STORE(acc[0] + j, a0); STORE(acc[1] + j, a1); STORE(acc[2] + j, a2); STORE(acc[3] + j, a3);
    }
#undef V
#undef LANES
#undef LOAD
#undef STORE
#undef SET
#undef ADD
#undef MUL
#else
    for (int l = 0; l < 4; l++)
        for (int i = 0; i < pairs; i++)
            for (int j = 0; j < outs; j++)
                acc[l][j] = (int32_t)((uint32_t)acc[l][j] + (uint32_t)((int32_t)x[l][2 * i] * w[2 * (i * outs + j)])
                                      + (uint32_t)((int32_t)x[l][2 * i + 1] * w[2 * (i * outs + j) + 1]));
#endif
}

CT_FORCE int16_t CT_NAME(ct_rectify)(int32_t x) { return (int16_t)(x < 0 ? 0 : x > 8191 ? 8191 : x); }
CT_FORCE int16_t CT_NAME(ct_short)(int32_t x) { return (int16_t)(x < -32768 ? -32768 : x > 32767 ? 32767 : x); }

/* x[k] = rectified x[k] + y[k], for k < 16. */
CT_FORCE void CT_NAME(ct_add_rectify)(int16_t *x, const int16_t *y) {
#if CT_SSE2
    for (int k = 0; k < 16; k += 8) {
        __m128i v = _mm_adds_epi16(_mm_loadu_si128((const __m128i *)(x + k)), _mm_loadu_si128((const __m128i *)(y + k)));
        _mm_storeu_si128((__m128i *)(x + k), _mm_min_epi16(_mm_max_epi16(v, _mm_setzero_si128()), _mm_set1_epi16(8191)));
    }
#else
    for (int k = 0; k < 16; k++) x[k] = CT_NAME(ct_rectify)((int32_t)x[k] + y[k]);
#endif
}

/* out[k] = x[k] >> 11 within 16 bits; rectified too, if asked for. n is a multiple of 8. */
CT_FORCE void CT_NAME(ct_narrow)(const int32_t *x, int n, int rectify, int16_t *out) {
#if CT_SSE2
    for (int k = 0; k < n; k += 8) {
        __m128i v = _mm_packs_epi32(_mm_srai_epi32(_mm_loadu_si128((const __m128i *)(x + k)), 11),
                                    _mm_srai_epi32(_mm_loadu_si128((const __m128i *)(x + k + 4)), 11));
        if (rectify) v = _mm_min_epi16(_mm_max_epi16(v, _mm_setzero_si128()), _mm_set1_epi16(8191));
        _mm_storeu_si128((__m128i *)(out + k), v);
    }
#else
    for (int k = 0; k < n; k++) out[k] = rectify ? CT_NAME(ct_rectify)(x[k] >> 11) : CT_NAME(ct_short)(x[k] >> 11);
#endif
}

/* z[k] = x[k] + y[k], for k < CT_HIDDEN; sums wrap. */
CT_FORCE void CT_NAME(ct_add)(const int16_t *x, const int16_t *y, int16_t *z) {
#if CT_SSE2
    for (int k = 0; k < CT_HIDDEN; k += 8)
        _mm_storeu_si128((__m128i *)(z + k), _mm_add_epi16(_mm_loadu_si128((const __m128i *)(x + k)), _mm_loadu_si128((const __m128i *)(y + k))));
#else
    for (int k = 0; k < CT_HIDDEN; k++) z[k] = (int16_t)(x[k] + y[k]);
#endif
}

/* sum[k] += z[k] rectified, and sum[CT_HIDDEN + k] += the same times weight, for k < CT_HIDDEN. */
CT_FORCE void CT_NAME(ct_accumulate)(const int16_t *z, int16_t weight, int32_t *sum) {
#if CT_SSE2
    const __m128i zero = _mm_setzero_si128(), w = _mm_set1_epi32(weight);
    for (int k = 0; k < CT_HIDDEN; k += 8) {
        __m128i x = _mm_min_epi16(_mm_max_epi16(_mm_loadu_si128((const __m128i *)(z + k)), zero), _mm_set1_epi16(8191));
        __m128i half[2] = {_mm_unpacklo_epi16(x, zero), _mm_unpackhi_epi16(x, zero)};
        for (int i = 0; i < 2; i++) {
            __m128i *plain = (__m128i *)(sum + k + 4 * i), *weighted = (__m128i *)(sum + CT_HIDDEN + k + 4 * i);
            _mm_storeu_si128(plain, _mm_add_epi32(_mm_loadu_si128(plain), half[i]));
            _mm_storeu_si128(weighted, _mm_add_epi32(_mm_loadu_si128(weighted), _mm_madd_epi16(half[i], w)));
        }
    }
#else
    for (int k = 0; k < CT_HIDDEN; k++) {
        int32_t x = CT_NAME(ct_rectify)(z[k]);
        sum[k] += x;
        sum[CT_HIDDEN + k] += x * weight;
    }
#endif
}

/* sum[k] += table[first[i] + bins[i]][k] for i < n. */
CT_FORCE void CT_NAME(ct_add_rows)(const int16_t *table, const short *first, const unsigned char *bins, int n, int16_t *sum) {
#if CT_SSE2 && defined(__AVX2__)
    __m256i s[CT_HIDDEN / 16];
    for (int k = 0; k < CT_HIDDEN / 16; k++) s[k] = _mm256_loadu_si256((const __m256i *)sum + k);
    for (int i = 0; i < n; i++) {
        const __m256i *row = (const __m256i *)(table + CT_HIDDEN * (first[i] + bins[i]));
        for (int k = 0; k < CT_HIDDEN / 16; k++) s[k] = _mm256_add_epi16(s[k], _mm256_loadu_si256(row + k));
    }
    for (int k = 0; k < CT_HIDDEN / 16; k++) _mm256_storeu_si256((__m256i *)sum + k, s[k]);
#elif CT_SSE2
    __m128i s[CT_HIDDEN / 8];
    for (int k = 0; k < CT_HIDDEN / 8; k++) s[k] = _mm_loadu_si128((const __m128i *)sum + k);
    for (int i = 0; i < n; i++) {
        const __m128i *row = (const __m128i *)(table + CT_HIDDEN * (first[i] + bins[i]));
        for (int k = 0; k < CT_HIDDEN / 8; k++) s[k] = _mm_add_epi16(s[k], _mm_loadu_si128(row + k));
    }
    for (int k = 0; k < CT_HIDDEN / 8; k++) _mm_storeu_si128((__m128i *)sum + k, s[k]);
#else
    for (int i = 0; i < n; i++)
        for (int k = 0; k < CT_HIDDEN; k++) sum[k] = (int16_t)(sum[k] + table[CT_HIDDEN * (first[i] + bins[i]) + k]);
#endif
}
