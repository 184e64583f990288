/* Layers and rows of tables. Included by lines_body.h, once for each instruction set. */

CT_FORCE int32_t CT_NAME(ct_two)(const int16_t *x) { int32_t v; memcpy(&v, x, 4); return v; }

CT_FORCE int16_t CT_NAME(ct_rectify)(int32_t x) { return (int16_t)(x < 0 ? 0 : x > 8191 ? 8191 : x); }
CT_FORCE int16_t CT_NAME(ct_short)(int32_t x) { return (int16_t)(x < -32768 ? -32768 : x > 32767 ? 32767 : x); }

#if CT_SSE2
#if defined(__AVX2__)
#define V __m256i
#define LANES 8
#define I(op) _mm256_##op
#define LOAD(q) _mm256_loadu_si256((const V *)(q))
#define STORE(q, v) _mm256_storeu_si256((V *)(q), v)
#if defined(__AVX512VNNI__) && defined(__AVX512VL__)
#define ADD_PRODUCTS _mm256_dpwssd_epi32
#endif
#else
#define V __m128i
#define LANES 4
#define I(op) _mm_##op
#define LOAD(q) _mm_loadu_si128((const V *)(q))
#define STORE(q, v) _mm_storeu_si128((V *)(q), v)
#endif
#ifndef ADD_PRODUCTS
#define ADD_PRODUCTS(sum, x, y) I(add_epi32)(sum, I(madd_epi16)(x, y))
#endif

/* For four lines at once: a[line] = bias[j] + x[line][2i] * w[i][j][0] + x[line][2i + 1] * w[i][j][1], summed over i, for LANES outputs from j on. Sums wrap. */
CT_FORCE void CT_NAME(ct_products)(const int16_t *const x[4], int pairs, const int16_t *w, int outs, const int32_t *bias, int j, V a[4]) {
    for (int l = 0; l < 4; l++) a[l] = LOAD(bias + j);
    for (int i = 0; i < pairs; i++) {
        V p = LOAD(w + 2 * (i * outs + j));
        for (int l = 0; l < 4; l++) a[l] = ADD_PRODUCTS(a[l], I(set1_epi32)(CT_NAME(ct_two)(x[l] + 2 * i)), p);
    }
}

/* The same for LANES outputs from j on and LANES after them. */
CT_FORCE void CT_NAME(ct_products_twice)(const int16_t *const x[4], int pairs, const int16_t *w, int outs, const int32_t *bias, int j, V a[4], V b[4]) {
    for (int l = 0; l < 4; l++) {
        a[l] = LOAD(bias + j);
        b[l] = LOAD(bias + j + LANES);
    }
    for (int i = 0; i < pairs; i++) {
        V p = LOAD(w + 2 * (i * outs + j)), q = LOAD(w + 2 * (i * outs + j + LANES));
        for (int l = 0; l < 4; l++) {
            V two = I(set1_epi32)(CT_NAME(ct_two)(x[l] + 2 * i));
            a[l] = ADD_PRODUCTS(a[l], two, p);
            b[l] = ADD_PRODUCTS(b[l], two, q);
        }
    }
}

#if defined(__AVX512VNNI__)
/* The same for 16 outputs from j on. */
CT_FORCE void CT_NAME(ct_products_wide)(const int16_t *const x[4], int pairs, const int16_t *w, int outs, const int32_t *bias, int j, __m512i a[4]) {
    for (int l = 0; l < 4; l++) a[l] = _mm512_loadu_si512(bias + j);
    for (int i = 0; i < pairs; i++) {
        __m512i p = _mm512_loadu_si512(w + 2 * (i * outs + j));
        for (int l = 0; l < 4; l++) a[l] = _mm512_dpwssd_epi32(a[l], p, _mm512_set1_epi32(CT_NAME(ct_two)(x[l] + 2 * i)));
    }
}
#endif
#endif

/* For four lines at once: out[line][j] = bias[j] + x[line][2i] * w[i][j][0] + x[line][2i + 1] * w[i][j][1]; outs is a multiple of 16. Sums wrap. */
CT_FORCE void CT_NAME(ct_layer)(const int16_t *const x[4], int pairs, const int16_t *w, int outs, const int32_t *bias, int32_t *const out[4]) {
#if defined(__AVX512VNNI__)
    __m512i a[4];
    for (int j = 0; j < outs; j += 16) {
        CT_NAME(ct_products_wide)(x, pairs, w, outs, bias, j, a);
        for (int l = 0; l < 4; l++) _mm512_storeu_si512(out[l] + j, a[l]);
    }
#elif CT_SSE2
    V a[4], b[4];
    for (int j = 0; j < outs; j += 2 * LANES) {
        CT_NAME(ct_products_twice)(x, pairs, w, outs, bias, j, a, b);
        for (int l = 0; l < 4; l++) {
            STORE(out[l] + j, a[l]);
            STORE(out[l] + j + LANES, b[l]);
        }
    }
#else
    for (int l = 0; l < 4; l++) {
        memcpy(out[l], bias, (size_t)outs * sizeof *bias);
        for (int i = 0; i < pairs; i++)
            for (int j = 0; j < outs; j++)
                out[l][j] = (int32_t)((uint32_t)out[l][j] + (uint32_t)((int32_t)x[l][2 * i] * w[2 * (i * outs + j)])
                                      + (uint32_t)((int32_t)x[l][2 * i + 1] * w[2 * (i * outs + j) + 1]));
    }
#endif
}

/* The same, with what comes out >> 11 within 16 bits; rectified too, if asked for. */
CT_FORCE void CT_NAME(ct_layer_narrow)(const int16_t *const x[4], int pairs, const int16_t *w, int outs, const int32_t *bias, int rectify, int16_t *const out[4]) {
#if defined(__AVX512VNNI__)
    int j = 0;
    for (; j + 16 <= outs; j += 16) {
        __m512i a[4];
        CT_NAME(ct_products_wide)(x, pairs, w, outs, bias, j, a);
        for (int l = 0; l < 4; l++) {
            V v = _mm512_cvtsepi32_epi16(_mm512_srai_epi32(a[l], 11));
            if (rectify) v = I(min_epi16)(I(max_epi16)(v, I(set1_epi16)(0)), I(set1_epi16)(8191));
            STORE(out[l] + j, v);
        }
    }
    if (j < outs) {
        V a[4];
        CT_NAME(ct_products)(x, pairs, w, outs, bias, j, a);
        for (int l = 0; l < 4; l++) {
            __m128i v = _mm256_cvtsepi32_epi16(I(srai_epi32)(a[l], 11));
            if (rectify) v = _mm_min_epi16(_mm_max_epi16(v, _mm_set1_epi16(0)), _mm_set1_epi16(8191));
            _mm_storeu_si128((__m128i *)(out[l] + j), v);
        }
    }
#elif CT_SSE2
    V a[4], b[4];
    for (int j = 0; j < outs; j += 2 * LANES) {
        const int twice = j + LANES < outs;
        if (twice) CT_NAME(ct_products_twice)(x, pairs, w, outs, bias, j, a, b);
        else CT_NAME(ct_products)(x, pairs, w, outs, bias, j, a);
        for (int l = 0; l < 4; l++) {
            V v = I(packs_epi32)(I(srai_epi32)(a[l], 11), I(srai_epi32)(twice ? b[l] : a[l], 11));
#if defined(__AVX2__)
            v = _mm256_permute4x64_epi64(v, 0xD8);
#endif
            if (rectify) v = I(min_epi16)(I(max_epi16)(v, I(set1_epi16)(0)), I(set1_epi16)(8191));
#if defined(__AVX2__)
            if (!twice) _mm_storeu_si128((__m128i *)(out[l] + j), _mm256_castsi256_si128(v));
            else
#endif
            STORE(out[l] + j, v);
        }
    }
#else
    int32_t wide[4][CT_GATES], *const all[4] = {wide[0], wide[1], wide[2], wide[3]};
    CT_NAME(ct_layer)(x, pairs, w, outs, bias, all);
    for (int l = 0; l < 4; l++)
        for (int j = 0; j < outs; j++) out[l][j] = rectify ? CT_NAME(ct_rectify)(wide[l][j] >> 11) : CT_NAME(ct_short)(wide[l][j] >> 11);
#endif
}

/* The sum of x[k] * y[k], for k < 8; it wraps. */
CT_FORCE int32_t CT_NAME(ct_dot)(const int16_t *x, const int16_t *y) {
#if CT_SSE2
    __m128i v = _mm_madd_epi16(_mm_loadu_si128((const __m128i *)x), _mm_loadu_si128((const __m128i *)y));
    v = _mm_add_epi32(v, _mm_shuffle_epi32(v, 0x4E));
    return _mm_cvtsi128_si32(_mm_add_epi32(v, _mm_shuffle_epi32(v, 0xB1)));
#else
    uint32_t sum = 0;
    for (int k = 0; k < 8; k++) sum += (uint32_t)(x[k] * y[k]);
    return (int32_t)sum;
#endif
}

/* x[k] = rectified x[k] + y[k], for k < 16. */
CT_FORCE void CT_NAME(ct_add_rectify)(int16_t *x, const int16_t *y) {
#if CT_SSE2
    for (int k = 0; k < 16; k += 2 * LANES) {
        V v = I(adds_epi16)(LOAD(x + k), LOAD(y + k));
        STORE(x + k, I(min_epi16)(I(max_epi16)(v, I(set1_epi16)(0)), I(set1_epi16)(8191)));
    }
#else
    for (int k = 0; k < 16; k++) x[k] = CT_NAME(ct_rectify)((int32_t)x[k] + y[k]);
#endif
}

/* sum[k] = x[k] + y[k], for k < 16. */
CT_FORCE void CT_NAME(ct_sum)(const int16_t *x, const int16_t *y, int16_t *sum) {
#if CT_SSE2
    for (int k = 0; k < 16; k += 2 * LANES) STORE(sum + k, I(add_epi16)(LOAD(x + k), LOAD(y + k)));
#else
    for (int k = 0; k < 16; k++) sum[k] = (int16_t)(x[k] + y[k]);
#endif
}

/* sum[k] += the lines' z[k] rectified, and sum[CT_HIDDEN + k] += the same times the lines' weights, for k < CT_HIDDEN and n lines. */
CT_FORCE void CT_NAME(ct_accumulate)(const ct_state *s, const int32_t *weight, int n, int32_t *sum) {
#if CT_SSE2
    const V zero = I(set1_epi16)(0), most = I(set1_epi16)(8191);
    for (int k = 0; k < CT_HIDDEN; k += 2 * LANES) {
        V low = zero, high = zero, heavy_low = zero, heavy_high = zero;
        for (int l = 0; l < n; l++) {
            V x = I(min_epi16)(I(max_epi16)(LOAD(s[l].z + k), zero), most), w = I(set1_epi32)(weight[l]);
            V a = I(unpacklo_epi16)(x, zero), b = I(unpackhi_epi16)(x, zero);
            low = I(add_epi32)(low, a);
            high = I(add_epi32)(high, b);
            heavy_low = I(add_epi32)(heavy_low, I(madd_epi16)(a, w));
            heavy_high = I(add_epi32)(heavy_high, I(madd_epi16)(b, w));
        }
#if defined(__AVX2__)
#define ADD_TO(q, a, b) STORE(q, I(add_epi32)(LOAD(q), _mm256_permute2x128_si256(a, b, 0x20))); \
                        STORE(q + 8, I(add_epi32)(LOAD(q + 8), _mm256_permute2x128_si256(a, b, 0x31)))
#else
#define ADD_TO(q, a, b) STORE(q, I(add_epi32)(LOAD(q), a)); STORE(q + 4, I(add_epi32)(LOAD(q + 4), b))
#endif
        ADD_TO(sum + k, low, high);
        ADD_TO(sum + CT_HIDDEN + k, heavy_low, heavy_high);
#undef ADD_TO
    }
#else
    for (int l = 0; l < n; l++)
        for (int k = 0; k < CT_HIDDEN; k++) {
            int32_t x = CT_NAME(ct_rectify)(s[l].z[k]);
            sum[k] += x;
            sum[CT_HIDDEN + k] += x * weight[l];
        }
#endif
}

/* to[k] = from[k] + also[k] + table[row(i)][k] for k < CT_HIDDEN and i < n, where row(i) is an expression; `also` may be absent. Sums wrap. */
#if CT_SSE2
#define ADD_ROWS(to, from, also, table, n, row) do { \
    V total[CT_HIDDEN / (2 * LANES)]; \
    for (int k = 0; k < CT_HIDDEN / (2 * LANES); k++) { \
        total[k] = LOAD((from) + 2 * LANES * k); \
        if (also) total[k] = I(add_epi16)(total[k], LOAD((also) + 2 * LANES * k)); \
    } \
    for (int i = 0; i < (n); i++) \
        for (int k = 0; k < CT_HIDDEN / (2 * LANES); k++) total[k] = I(add_epi16)(total[k], LOAD((table) + CT_HIDDEN * (row) + 2 * LANES * k)); \
    for (int k = 0; k < CT_HIDDEN / (2 * LANES); k++) STORE((to) + 2 * LANES * k, total[k]); \
} while (0)
#else
#define ADD_ROWS(to, from, also, table, n, row) do { \
    for (int k = 0; k < CT_HIDDEN; k++) (to)[k] = (int16_t)((from)[k] + ((also) ? (also)[k] : 0)); \
    for (int i = 0; i < (n); i++) \
        for (int k = 0; k < CT_HIDDEN; k++) (to)[k] = (int16_t)((to)[k] + (table)[CT_HIDDEN * (row) + k]); \
} while (0)
#endif

/* sum[k] += table[first[i] + bins[i]][k] for i < n. */
CT_FORCE void CT_NAME(ct_add_rows)(const int16_t *table, const short *first, const unsigned char *bins, int n, int16_t *sum) {
    const int16_t *const none = NULL;
    ADD_ROWS(sum, sum, none, table, n, (size_t)first[i] + bins[i]);
}

/* z = vec + base + the rows of the table that row[0], row[CT_BLOCK], row[2 * CT_BLOCK] ... name. */
CT_FORCE void CT_NAME(ct_add_places)(const int16_t *vec, const int16_t *base, const int16_t *table, const int32_t *row, int16_t *z) {
    ADD_ROWS(z, vec, base, table, CT_LINE_BINS, row[i * CT_BLOCK]);
}
#undef ADD_ROWS
#if CT_SSE2
#undef V
#undef LANES
#undef I
#undef LOAD
#undef STORE
#undef ADD_PRODUCTS
#endif
