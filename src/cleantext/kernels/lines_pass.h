/* One width of the line network's inner loops; lines_net.h includes this once for each. All widths give the same bits.

   CT(name)     the function's name for this width
   CT_TARGET    what the compiler needs to know about it
   CT_WIDTH     32-bit numbers in a vector; 0: no vectors */

/* acc[j] = bias[j] + sum over i of x[2i] * w[i][j][0] + x[2i + 1] * w[i][j][1], wrapping; pairs and outs are constants where it is inlined. */
CT_TARGET static CT_INLINE void CT(layer)(const int16_t *x, int pairs, const int16_t *w, int outs, const int32_t *bias, int32_t *acc) {
#if CT_WIDTH
    VEC sums[64 / CT_WIDTH];
    for (int j = 0; j < outs / CT_WIDTH; j++) sums[j] = bias ? LOAD(bias + j * CT_WIDTH) : ZERO();
    for (int i = 0; i < pairs; i++) {
        int32_t pair;
        VEC v;
        memcpy(&pair, x + 2 * i, 4);
        v = SET(pair);
        for (int j = 0; j < outs / CT_WIDTH; j++) sums[j] = ADD(sums[j], MADD(v, LOAD(w + 2 * (i * outs + j * CT_WIDTH))));
    }
    for (int j = 0; j < outs / CT_WIDTH; j++) STORE(acc + j * CT_WIDTH, sums[j]);
#else
    for (int j = 0; j < outs; j++) acc[j] = bias ? bias[j] : 0;
    for (int i = 0; i < pairs; i++)
        for (int j = 0; j < outs; j++)
            acc[j] = (int32_t)((uint32_t)acc[j] + (uint32_t)((int32_t)x[2 * i] * w[2 * (i * outs + j)])
                               + (uint32_t)((int32_t)x[2 * i + 1] * w[2 * (i * outs + j) + 1]));
#endif
}

/* One step of a memory: u holds CT_CELLS forget gates, then as many candidates. No fused arithmetic: the same bits everywhere. */
CT_TARGET static CT_INLINE void CT(remember)(const int16_t *u, float *h, int16_t *out) {
    for (int k = 0; k < CT_CELLS; k++) {
        float f = 0.5f + (float)u[k] * (0.25f / 1024), c = (float)u[CT_CELLS + k] * (1.0f / 1024);
        f = f > 0 ? f : 0;
        f = f < 1 ? f : 1;
        c = c > -1 ? c : -1;
        c = c < 1 ? c : 1;
        h[k] = c + f * (h[k] - c);
        out[k] = (int16_t)(int32_t)(h[k] * 1024.0f);
    }
}

/* sums[k] += table[first[i] + bins[i]][k] for i < n; rows of CT_HIDDEN numbers. */
CT_TARGET static CT_INLINE void CT(add_rows)(const int16_t *table, const short *first, const unsigned char *bins, int n, int16_t *sums) {
#if CT_WIDTH
    VEC held[CT_HIDDEN / 2 / CT_WIDTH];
    for (int k = 0; k < CT_HIDDEN / 2 / CT_WIDTH; k++) held[k] = LOAD(sums + 2 * k * CT_WIDTH);
    for (int i = 0; i < n; i++) {
        const int16_t *row = table + CT_HIDDEN * (first[i] + bins[i]);
        for (int k = 0; k < CT_HIDDEN / 2 / CT_WIDTH; k++) held[k] = ADD16(held[k], LOAD(row + 2 * k * CT_WIDTH));
    }
    for (int k = 0; k < CT_HIDDEN / 2 / CT_WIDTH; k++) STORE(sums + 2 * k * CT_WIDTH, held[k]);
#else
    for (int i = 0; i < n; i++)
        for (int k = 0; k < CT_HIDDEN; k++) sums[k] = (int16_t)(sums[k] + table[CT_HIDDEN * (first[i] + bins[i]) + k]);
#endif
}

/* The first layer of one line: z = vec + base + the rows of its bins. Adds the rectified numbers to part, plainly and by weight. */
CT_TARGET static void CT(first)(const int16_t *vec, const int16_t *base, const int16_t *table, const short *first, const unsigned char *bins, int n,
                                int32_t weight, int16_t *z, int32_t *part) {
    int16_t sums[CT_HIDDEN];
    for (int k = 0; k < CT_HIDDEN; k++) sums[k] = (int16_t)(vec[k] + base[k]);
    CT(add_rows)(table, first, bins, n, sums);
    for (int k = 0; k < CT_HIDDEN; k++) {
        int32_t x = CT_RECTIFY(sums[k]);
        z[k] = sums[k];
        part[k] += x;
        part[CT_HIDDEN + k] += (int32_t)(int16_t)x * (int16_t)weight;
    }
}

/* Add the page's share to every line and run the memory from the top. */
CT_TARGET static void CT(down)(const int16_t *gates, const int32_t *bias, const int16_t *share, ct_state *state, ptrdiff_t count) {
    float h[CT_CELLS] = {0};
    int32_t acc[CT_GATES];
    int16_t u[CT_GATES];
    for (ptrdiff_t t = 0; t < count; t++) {
        int16_t *z = state[t].z;
        for (int k = 0; k < CT_HIDDEN; k++) { int32_t x = (int32_t)z[k] + share[k]; z[k] = (int16_t)CT_RECTIFY(x); }
        CT(layer)(z, CT_HIDDEN / 2, gates, CT_GATES, bias, acc);
        for (int k = 0; k < CT_GATES; k++) { int32_t x = acc[k] >> 11; u[k] = (int16_t)(x < -32768 ? -32768 : x > 32767 ? 32767 : x); }
        CT(remember)(u, h, z + CT_HIDDEN);
        memcpy(state[t].below, u + 2 * CT_CELLS, sizeof state[t].below);
    }
}

/* Run the memory from the foot of the page and judge: CT_OUTS numbers a line, in the place of its state's numbers. */
CT_TARGET static void CT(up)(const int16_t *top, const int32_t *top_bias, const int16_t *out, const int32_t *out_bias, ct_state *state, ptrdiff_t count) {
    float h[CT_CELLS] = {0};
    int32_t acc[CT_TOP], last[CT_OUTS];
    int16_t x[CT_TOP];
    for (ptrdiff_t t = count - 1; t >= 0; t--) {
        int16_t *z = state[t].z;
        CT(remember)(state[t].below, h, z + CT_HIDDEN + CT_CELLS);
        CT(layer)(z, CT_HIDDEN / 2 + CT_CELLS, top, CT_TOP, top_bias, acc);
        for (int k = 0; k < CT_TOP; k++) { int32_t y = acc[k] >> 11; x[k] = (int16_t)CT_RECTIFY(y); }
        CT(layer)(x, CT_TOP / 2, out, CT_OUTS, out_bias, last);
        memcpy(z, last, sizeof last);
    }
}

/* What a line's tokens and bins make of it: vec, and its content logit by itself. e holds the tokens' scaled sums. */
CT_TARGET static int32_t CT(own)(const int16_t *e, const int16_t *project, const int16_t *table, const short *first, const unsigned char *bins, int n,
                                 const int32_t *alone, int16_t *vec) {
    int32_t acc[CT_HIDDEN], logit = alone[CT_HIDDEN];
    CT(layer)(e, CT_EMBED / 2, project, CT_HIDDEN, 0, acc);
    for (int k = 0; k < CT_HIDDEN; k++) vec[k] = (int16_t)(acc[k] >> 9);
    CT(add_rows)(table, first, bins, n, vec);
    for (int k = 0; k < CT_HIDDEN; k++) logit += (vec[k] > 0 ? vec[k] : 0) * alone[k] >> 12;
    return logit;
}

static const ct_passes CT(passes) = {CT(first), CT(down), CT(up), CT(own)};
