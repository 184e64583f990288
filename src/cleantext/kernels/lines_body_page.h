/* The passes over a page. Included by lines_body.h, once for each instruction set. */

/* One step of the memory: u holds the forget gates, then the candidates. No fused arithmetic. */
CT_FORCE void CT_NAME(ct_remember)(const int16_t *u, float *h, int16_t *out) {
    for (int k = 0; k < CT_CELLS; k++) {
        float f = 0.5f + (float)u[k] * (0.25f / 1024), c = (float)u[CT_CELLS + k] * (1.0f / 1024);
        f = f > 0.0f ? f : 0.0f;
        f = f < 1.0f ? f : 1.0f;
        c = c > -1.0f ? c : -1.0f;
        c = c < 1.0f ? c : 1.0f;
        h[k] = c + f * (h[k] - c);
        out[k] = (int16_t)(int32_t)(h[k] * 1024.0f);
    }
}

/* The line's numbers z from its own, the page's and its place's; sums: of the rectified numbers, plain and weighted. */
static void CT_NAME(ct_first_layer)(const ct_net *net, const int16_t *vec, const int16_t *base, const short *first, const unsigned char *bins, int n, int weight,
                                    int16_t *z, int32_t *sums) {
    for (int k = 0; k < CT_HIDDEN; k++) z[k] = (int16_t)(vec[k] + base[k]);
    CT_NAME(ct_add_rows)(net->page, first, bins, n, z);
    for (int k = 0; k < CT_HIDDEN; k++) {
        int32_t x = CT_NAME(ct_rectify)(z[k]);
        sums[k] += x;
        sums[CT_HIDDEN + k] += (int16_t)x * (int16_t)weight;
    }
}

/* Add the page's share to every line, and run the memory from the top. There is room for three lines more than count. */
static void CT_NAME(ct_run_down)(const ct_net *net, ct_state *s, ptrdiff_t count, const int32_t *pool) {
    int16_t x[2 * CT_HIDDEN], share[CT_HIDDEN];
    int32_t acc[4][CT_GATES];
    float h[CT_CELLS];
    const int16_t *in[4] = {x, x, x, x};
    memset(acc, 0, sizeof acc);
    memset(h, 0, sizeof h);
    for (int k = 0; k < 2 * CT_HIDDEN; k++) x[k] = CT_NAME(ct_short)(pool[k]);
    CT_NAME(ct_layer)(in, CT_HIDDEN, net->pool, CT_HIDDEN, acc);
    for (int k = 0; k < CT_HIDDEN; k++) share[k] = CT_NAME(ct_short)(acc[0][k] >> 11);
    for (ptrdiff_t t = 0; t < count; t += 4) {
        for (int l = 0; l < 4; l++) {
            int16_t *z = s[t + l].z;
            for (int k = 0; k < CT_HIDDEN; k++) z[k] = CT_NAME(ct_rectify)((int32_t)z[k] + share[k]);
            in[l] = z;
            memcpy(acc[l], net->gate_bias, sizeof acc[l]);
        }
        CT_NAME(ct_layer)(in, CT_HIDDEN / 2, net->gates, CT_GATES, acc);
        for (int l = 0; l < 4; l++) {
            int16_t *u = s[t + l].gates;
            for (int k = 0; k < CT_GATES; k++) u[k] = CT_NAME(ct_short)(acc[l][k] >> 11);
            CT_NAME(ct_remember)(u, h, s[t + l].z + CT_HIDDEN);
        }
    }
}

CT_FORCE int CT_NAME(ct_best)(const int32_t *out, int first, int stop) {
    int best = first;
    for (int k = first + 1; k < stop; k++) best = out[k] > out[best] ? k : best;
    return best;
}

/* Run the memory from the foot of the page, and leave each line's probability and its best label on either side. */
static void CT_NAME(ct_run_up)(const ct_net *net, ct_state *s, ptrdiff_t count) {
    int32_t acc[4][CT_GATES];
    int16_t top[4][CT_TOP];
    const int16_t *in[4];
    float h[CT_CELLS];
    memset(h, 0, sizeof h);
    for (ptrdiff_t t = (count + 3) / 4 * 4 - 4; t >= 0; t -= 4) {
        for (int l = 3; l >= 0; l--) {
            if (t + l < count) CT_NAME(ct_remember)(s[t + l].gates + 2 * CT_CELLS, h, s[t + l].z + CT_HIDDEN + CT_CELLS);
            in[l] = s[t + l].z;
            memcpy(acc[l], net->top_bias, CT_TOP * sizeof(int32_t));
        }
        CT_NAME(ct_layer)(in, CT_STATE / 2, net->top, CT_TOP, acc);
        for (int l = 0; l < 4; l++) {
            for (int k = 0; k < CT_TOP; k++) top[l][k] = CT_NAME(ct_rectify)(acc[l][k] >> 11);
            in[l] = top[l];
            memcpy(acc[l], net->out_bias, CT_OUTS * sizeof(int32_t));
        }
        CT_NAME(ct_layer)(in, CT_TOP / 2, net->out, CT_OUTS, acc);
        for (int l = 0; l < 4; l++) {
            float place = (float)acc[l][0] * (32.0f / 2097152) + 256.0f;
            s[t + l].chance = net->curve[!(place > 0) ? 0 : place > 511 ? 511 : (int)place];
            s[t + l].best[0] = (unsigned char)(CT_NAME(ct_best)(acc[l], 1, 3) - 1);
            s[t + l].best[1] = (unsigned char)(CT_NAME(ct_best)(acc[l], 3, 13) - 1);
        }
    }
}
