/* The passes over a page. Included by lines_body.h, once for each instruction set. */

/* The memory: CT_CELLS numbers. */
#if CT_SSE2 && defined(__AVX2__)
typedef __m256 CT_NAME(ct_memory);
#define F(op) _mm256_##op##_ps
#elif CT_SSE2
typedef struct { __m128 part[2]; } CT_NAME(ct_memory);
#define F(op) _mm_##op##_ps
#else
typedef struct { float h[CT_CELLS]; } CT_NAME(ct_memory);
#endif

#if CT_SSE2
#if defined(__AVX2__)
#define VECTOR __m256
#define FLOATS(q) _mm256_cvtepi32_ps(_mm256_cvtepi16_epi32(_mm_loadu_si128((const __m128i *)(q))))
#else
#define VECTOR __m128
#define FLOATS(q) _mm_cvtepi32_ps(_mm_srai_epi32(_mm_unpacklo_epi16(_mm_setzero_si128(), _mm_loadl_epi64((const __m128i *)(q))), 16))
#endif
/* h = c + f (h - c), with f and c from the forget gates at u and the candidates CT_CELLS after them. No fused arithmetic: products are hidden from it. */
CT_FORCE VECTOR CT_NAME(ct_step)(const int16_t *u, VECTOR h) {
    const VECTOR zero = F(setzero)(), one = F(set1)(1.0f);
    VECTOR f = F(mul)(FLOATS(u), F(set1)(0.25f / 1024));
    VECTOR c = F(mul)(FLOATS(u + CT_CELLS), F(set1)(1.0f / 1024));
    CT_HIDE_VECTOR(f);
    f = F(add)(F(set1)(0.5f), f);
    f = F(min)(F(max)(f, zero), one);
    c = F(min)(F(max)(c, F(set1)(-1.0f)), one);
    f = F(mul)(f, F(sub)(h, c));
    CT_HIDE_VECTOR(f);
    return F(add)(c, f);
}
#undef VECTOR
#undef FLOATS
#endif

/* One step of the memory, which is written to out with 10 bits of fraction. */
CT_FORCE CT_NAME(ct_memory) CT_NAME(ct_remember)(const int16_t *u, CT_NAME(ct_memory) m, int16_t *out) {
#if CT_SSE2 && defined(__AVX2__)
    __m256i v;
    m = CT_NAME(ct_step)(u, m);
    v = _mm256_cvttps_epi32(_mm256_mul_ps(m, _mm256_set1_ps(1024.0f)));
    _mm_storeu_si128((__m128i *)out, _mm_packs_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1)));
#elif CT_SSE2
    for (int k = 0; k < 2; k++) m.part[k] = CT_NAME(ct_step)(u + 4 * k, m.part[k]);
    _mm_storeu_si128((__m128i *)out, _mm_packs_epi32(_mm_cvttps_epi32(_mm_mul_ps(m.part[0], _mm_set1_ps(1024.0f))),
                                                     _mm_cvttps_epi32(_mm_mul_ps(m.part[1], _mm_set1_ps(1024.0f)))));
#else
    for (int k = 0; k < CT_CELLS; k++) {
        float f = 0.5f + (float)u[k] * (0.25f / 1024), c = (float)u[CT_CELLS + k] * (1.0f / 1024);
        f = f > 0.0f ? f : 0.0f;
        f = f < 1.0f ? f : 1.0f;
        c = c > -1.0f ? c : -1.0f;
        c = c < 1.0f ? c : 1.0f;
        m.h[k] = c + f * (m.h[k] - c);
        out[k] = (int16_t)(int32_t)(m.h[k] * 1024.0f);
    }
#endif
    return m;
}
#undef F

/* The sum over the lines t - reach .. t + reach; reach is at most CT_REACH. */
CT_FORCE int CT_NAME(ct_window)(const int32_t *sums, ptrdiff_t t, int reach) { return sums[t + reach + 1] - sums[t - reach]; }

/* The half octave of x, at most `most`: the exponent and the first bit of a float; 0 and 1 stand for themselves. 0 <= x < 2 ** 24. */
CT_FORCE int32_t CT_NAME(ct_steps)(int32_t x, int32_t most) {
    float f = (float)x;
    int32_t bits, some = x > 0;
    memcpy(&bits, &f, sizeof bits);
    bits = (bits >> 22) - 254;
    bits = bits > some ? bits : some;
    return bits < most ? bits : most;
}

/* The rows of the bins of the lines t .. t + CT_BLOCK - 1 beyond those bins that all lines share. Loops that the compiler turns into vectors. */
CT_FORCE void CT_NAME(ct_block_rows)(const ct_page *page, ptrdiff_t t, int32_t (*row)[CT_BLOCK]) {
    const int32_t *words = page->words + t, *sentences = page->sentences + t, *since = page->since + t, *until = page->until + t;
    const int32_t *repeat = page->repeat + t, *size = page->size + t, *coarse = page->coarse + t;
    const short *first = ct_page_row + CT_PAGE_CONSTS;
    int32_t i = (int32_t)t, last = (int32_t)(page->count - 1 - t);
    uint64_t place = (uint64_t)t * page->sixteenth;
    for (int k = 0; k < CT_BLOCK; k++, place += page->sixteenth) row[0][k] = first[0] + (int32_t)(place >> 32);
    for (int k = 0; k < CT_BLOCK; k++) {
        row[1][k] = first[1] + CT_NAME(ct_steps)(i + k, 15);
        row[2][k] = first[2] + CT_NAME(ct_steps)(last - k, 15);
        row[3][k] = first[3] + repeat[k];
    }
    for (int k = 0; k < CT_BLOCK; k++) {
        row[4][k] = first[4] + CT_NAME(ct_steps)(words[k + 3] - words[k - 2], 19);
        row[5][k] = first[5] + CT_NAME(ct_steps)(words[k + 6] - words[k - 5], 21);
        row[6][k] = first[6] + CT_NAME(ct_steps)(words[k + 16] - words[k - 15], 23);
    }
    for (int k = 0; k < CT_BLOCK; k++) {
        int32_t near = sentences[k + 6] - sentences[k - 5], far = sentences[k + 16] - sentences[k - 15];
        row[7][k] = first[7] + (near < 7 ? near : 7) * 6 + (far > 0) + (far > 2) + (far > 5) + (far > 10) + (far > 16);
    }
    for (int k = 0; k < CT_BLOCK; k++) {
        row[8][k] = first[8] + CT_NAME(ct_steps)(since[k], 11);
        row[9][k] = first[9] + CT_NAME(ct_steps)(until[k], 11);
        row[10][k] = first[10] + size[k - 1] * 5 + coarse[k];
        row[11][k] = first[11] + size[k + 1] * 5 + coarse[k];
    }
}

/* Every line's numbers z from its own, the page's (base) and its place's; sums: of the rectified numbers, plain and weighted. Returns the weights. */
static int64_t CT_NAME(ct_first_layer)(const ct_net *net, const ct_page *page, const ct_own *own, const ptrdiff_t *which, const int16_t *base, ct_state *s, int64_t *sums) {
    int32_t part[2 * CT_HIDDEN], row[CT_LINE_BINS][CT_BLOCK], weight[CT_BLOCK];
    int64_t weights = 0;
    memset(part, 0, sizeof part);
    for (ptrdiff_t t = 0; t < page->count; t += CT_BLOCK) {
        int lines = page->count - t < CT_BLOCK ? (int)(page->count - t) : CT_BLOCK;
        CT_NAME(ct_block_rows)(page, t, row);
        for (int l = 0; l < lines; l++) {
            const ct_own *line = &own[which[t + l]];
            weight[l] = ct_least(line->words, 31) + 1;
            weights += weight[l];
            CT_NAME(ct_add_places)(line->vec, base, net->page, &row[0][l], s[t + l].z);
        }
        CT_NAME(ct_accumulate)(s + t, weight, lines, part);
        if (t % 2048 == 2048 - CT_BLOCK || t + CT_BLOCK >= page->count) {   /* before 32 bits run over */
            for (int k = 0; k < 2 * CT_HIDDEN; k++) sums[k] += part[k];
            memset(part, 0, sizeof part);
        }
    }
    return weights;
}

/* Add the page's share to every line, and run the memory from the top. There is room for three lines more than count. */
static void CT_NAME(ct_run_down)(const ct_net *net, ct_state *s, ptrdiff_t count, const int32_t *pool) {
    static const int32_t zero[CT_HIDDEN];
    int16_t x[2 * CT_HIDDEN], share[CT_HIDDEN], *out[4] = {share, share, share, share};
    CT_NAME(ct_memory) memory;
    const int16_t *in[4] = {x, x, x, x};
    memset(&memory, 0, sizeof memory);
    for (int k = 0; k < 2 * CT_HIDDEN; k++) x[k] = CT_NAME(ct_short)(pool[k]);
    CT_NAME(ct_layer_narrow)(in, CT_HIDDEN, net->pool, CT_HIDDEN, zero, 0, out);
    for (ptrdiff_t t = 0; t < count; t += 4) {
        for (int l = 0; l < 4; l++) {
            CT_NAME(ct_add_rectify)(s[t + l].z, share);
            in[l] = s[t + l].z;
            out[l] = s[t + l].gates;
        }
        CT_NAME(ct_layer_narrow)(in, CT_HIDDEN / 2, net->gates, CT_GATES, net->gate_bias, 0, out);
        for (int l = 0; l < 4; l++) memory = CT_NAME(ct_remember)(s[t + l].gates, memory, s[t + l].z + CT_HIDDEN);
    }
}

/* Where a content logit (21 bits of fraction) stands on the curve. */
CT_FORCE int16_t CT_NAME(ct_place)(int32_t logit) {
    int32_t place = (logit >> 17) + CT_CURVE / 2;
    return (int16_t)(place < 0 ? 0 : place > CT_CURVE - 1 ? CT_CURVE - 1 : place);
}

/* Run the memory from the foot of the page, and leave each line's place on the curve. */
static void CT_NAME(ct_run_up)(const ct_net *net, ct_state *s, ptrdiff_t count) {
    int16_t top[4][CT_TOP], *const out[4] = {top[0], top[1], top[2], top[3]};
    const int16_t *in[4];
    CT_NAME(ct_memory) memory;
    memset(&memory, 0, sizeof memory);
    for (ptrdiff_t t = (count + 3) / 4 * 4 - 4; t >= 0; t -= 4) {
        for (int l = 3; l >= 0; l--) {
            if (t + l < count) memory = CT_NAME(ct_remember)(s[t + l].gates + 2 * CT_CELLS, memory, s[t + l].z + CT_HIDDEN + CT_CELLS);
            in[l] = s[t + l].z;
        }
        CT_NAME(ct_layer_narrow)(in, CT_STATE / 2, net->top, CT_TOP, net->top_bias, 1, out);
        for (int l = 0; l < 4; l++) s[t + l].place = CT_NAME(ct_place)((int32_t)((uint32_t)net->out_bias[0] + (uint32_t)CT_NAME(ct_dot)(top[l], net->out)));
    }
}

CT_FORCE unsigned char CT_NAME(ct_best)(const int32_t *out, int first, int stop) {
    int best = first;
    int32_t most = out[first];
    for (int k = first + 1; k < stop; k++) {
        best = out[k] > most ? k : best;
        most = out[k] > most ? out[k] : most;
    }
    return (unsigned char)best;
}

/* The units of the lines t .. t + 3 for their labels. There are none beyond `count`. */
CT_FORCE void CT_NAME(ct_name_units)(const ct_net *net, const ct_named *names, const ptrdiff_t *which, ct_state *s, ptrdiff_t t, ptrdiff_t count) {
    const int16_t *in[4];
    int16_t *out[4];
    for (int l = 0; l < 4; l++) {
        in[l] = s[t + l].z;
        out[l] = s[t + l].gates;
    }
    CT_NAME(ct_layer_narrow)(in, CT_STATE / 2, net->names, CT_NAMES, net->names_bias, 0, out);
    for (int l = 0; l < 4 && t + l < count; l++) CT_NAME(ct_add_rectify)(out[l], names[which[t + l]].unit);
}

/* The best labels of the lines t .. t + 3 from their units and those of the lines above and below. */
CT_FORCE void CT_NAME(ct_name_best)(const ct_net *net, ct_state *s, ptrdiff_t t, ptrdiff_t count) {
    static const int16_t none[CT_NAMES];
    int32_t label[4][CT_NAMES], *const labels[4] = {label[0], label[1], label[2], label[3]};
    const int16_t *in[4];
    for (int l = 0; l < 4; l++) {
        const int16_t *above = t + l > 0 ? s[t + l - 1].gates : none, *below = t + l + 1 < count ? s[t + l + 1].gates : none;
        CT_NAME(ct_sum)(above, below, s[t + l].gates + CT_NAMES);
        in[l] = s[t + l].gates;
    }
    CT_NAME(ct_layer)(in, CT_NAMES, net->labels, CT_NAMES, net->labels_bias, labels);
    for (int l = 0; l < 4; l++) {
        s[t + l].best[0] = CT_NAME(ct_best)(label[l], 0, 2);
        s[t + l].best[1] = CT_NAME(ct_best)(label[l], 2, 12);
    }
}

/* Whether a line of t .. t + 3 stands below that place on the curve. */
CT_FORCE int CT_NAME(ct_any_below)(const ct_state *s, ptrdiff_t t, ptrdiff_t count, int place) {
    int any = 0;
    for (int l = 0; l < 4 && t + l < count; l++) any |= s[t + l].place < place;
    return any;
}

/* Leave the best label on either side of each line below that place on the curve, when both passes are done. Those above may get theirs, too. */
static void CT_NAME(ct_name_lines)(const ct_net *net, const ct_named *names, const ptrdiff_t *which, ct_state *s, ptrdiff_t count, int place) {
    int before = 0, now = CT_NAME(ct_any_below)(s, 0, count, place), next;      /* whether the lines t - 4 .. t - 1 are asked for, those from t on, from t + 4 on */
    for (ptrdiff_t t = 0; t < count + 4; t += 4, before = now, now = next) {
        next = CT_NAME(ct_any_below)(s, t + 4, count, place);
        if ((before | now | next) && t < count) CT_NAME(ct_name_units)(net, names, which, s, t, count);
        if (before) CT_NAME(ct_name_best)(net, s, t - 4, count);
    }
}
