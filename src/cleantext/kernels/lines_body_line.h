/* One line by itself. Included by lines_body.h, once for each instruction set. */

#if !(CT_SSE2 && defined(__AVX2__))
/* sum[k] = the sum of the tokens' numbers k. */
CT_FORCE void CT_NAME(ct_add_tokens)(const int8_t *tokens, const ct_words *w, int16_t *sum) {
#if CT_SSE2
    __m128i low = _mm_setzero_si128(), high = low;
    for (int i = 0; i < w->rows; i++) {
        __m128i v = _mm_loadu_si128((const __m128i *)(tokens + CT_HIDDEN * w->row[i]));
        low = _mm_add_epi16(low, _mm_srai_epi16(_mm_unpacklo_epi8(v, v), 8));
        high = _mm_add_epi16(high, _mm_srai_epi16(_mm_unpackhi_epi8(v, v), 8));
    }
    _mm_storeu_si128((__m128i *)sum, low);
    _mm_storeu_si128((__m128i *)(sum + 8), high);
#else
    memset(sum, 0, CT_HIDDEN * sizeof *sum);
    for (int i = 0; i < w->rows; i++)
        for (int k = 0; k < CT_HIDDEN; k++) sum[k] = (int16_t)(sum[k] + tokens[CT_HIDDEN * w->row[i] + k]);
#endif
}
#endif

/* sum[k] *= scale, with 11 bits of fraction. */
CT_FORCE void CT_NAME(ct_scaled)(int scale, int16_t *sum) {
    for (int k = 0; k < CT_HIDDEN; k++) sum[k] = (int16_t)((sum[k] * scale) >> 11);
}

/* vec[k] = the sum of the tokens' numbers k, by the root of how many there are; and, unless `names` is NULL, likewise what they say of the label. */
CT_FORCE void CT_NAME(ct_gather)(const ct_net *net, const ct_words *w, int16_t *vec, int16_t *names) {
#if CT_SSE2 && defined(__AVX2__)
#define TOKEN(table) _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)((table) + CT_HIDDEN * w->row[i])))
    __m256i sum = _mm256_setzero_si256(), more = sum;
    if (names)
        for (int i = 0; i < w->rows; i++) {
            sum = _mm256_add_epi16(sum, TOKEN(net->tokens));
            more = _mm256_add_epi16(more, TOKEN(net->name_tokens));
        }
    else
        for (int i = 0; i < w->rows; i++) sum = _mm256_add_epi16(sum, TOKEN(net->tokens));
    _mm256_storeu_si256((__m256i *)vec, sum);
    if (names) _mm256_storeu_si256((__m256i *)names, more);
#undef TOKEN
#else
    CT_NAME(ct_add_tokens)(net->tokens, w, vec);
    if (names) CT_NAME(ct_add_tokens)(net->name_tokens, w, names);
#endif
    CT_NAME(ct_scaled)(net->scale[w->rows], vec);
    if (names) CT_NAME(ct_scaled)(net->name_scale[w->rows], names);
}

/* The class, 0..11, of a line's first character. */
CT_FORCE int CT_NAME(ct_first)(const unsigned char *p, ptrdiff_t n) {
    int c = ct_first_class[p[0]];
    if (c == 1) return c + (n > 1 && ct_first_class[p[1]] == 1);            /* a capital after a capital */
    if (c == 9) return n > 2 && p[1] == 0x80 && p[2] >= 0x98 && p[2] <= 0x9F ? 4 : 9;
    return c;
}

/* The class, 0..13, of a line's last character. */
CT_FORCE int CT_NAME(ct_last)(const unsigned char *p, ptrdiff_t n) {
    unsigned c = p[n - 1];
    if (c < 0x80) return c != '.' ? ct_last_class[c] : n > 2 && p[n - 2] == '.';
    if (n >= 3 && p[n - 3] == 0xE2 && p[n - 2] == 0x80) return c == 0xA6 ? 1 : c >= 0x98 && c <= 0x9F ? 10 : 12;
    if (n >= 3 && ((p[n - 3] == 0xE3 && p[n - 2] == 0x80 && c == 0x82) || (p[n - 3] == 0xEF && p[n - 2] == 0xBC && (c == 0x81 || c == 0x9F)))) return 0;
    return n >= 2 && p[n - 2] == 0xC2 ? 12 : 13;
}

CT_FORCE void CT_NAME(ct_bins)(const unsigned char *p, ptrdiff_t n, const ct_words *w, ct_own *own) {
    int size = n < CT_SEEN ? (int)n : CT_SEEN, words = w->space + 1 + w->ideograph / 2;
    int c = (words >= 2) + (words >= 4) + (words >= 8) + (words >= 16), last = CT_NAME(ct_last)(p, n);
    float eighths = 8.0f / (float)size;
    unsigned char *b = own->bins;
    own->words = words;
    own->size = (unsigned char)ct_octave((uint32_t)words, 15);
    own->coarse = (unsigned char)c;
    own->sentence = words >= 5 && (last == 0 || last == 5 || last == 6 || last == 10 || (w->stop >= 2 && words >= 12));
    own->longer = words >= 20 || (words >= 10 && own->sentence);
    own->marks = (unsigned char)w->marks;
    own->known = (unsigned char)ct_share(w->known, w->words ? w->words : 1, 8);
    own->hash = w->hash;
    b[0] = own->size;
    b[1] = (unsigned char)(ct_least((int)((float)w->upper * eighths), 7) * 5 + c);
    b[2] = (unsigned char)(ct_least((int)((float)w->digit * eighths), 7) * 5 + c);
    b[3] = (unsigned char)(CT_NAME(ct_first)(p, n) * 5 + c);
    b[4] = (unsigned char)(last * 5 + c);
    b[5] = (unsigned char)(ct_least(w->stop, 4) * 5 + c);
    b[6] = (unsigned char)(ct_least((int)((float)w->other * eighths), 7) * 5 + c);
    b[7] = (unsigned char)(own->known * 5 + c);
    b[8] = own->marks & 15;
    b[9] = own->marks >> 4;
    b[10] = (unsigned char)ct_octave((uint32_t)(n < 1000000 ? n : 1000000), 19);
    b[11] = (unsigned char)(words > 1 ? 0 : ct_least(size, 24));
}

/* What the line's numbers say of it as content, by themselves. */
CT_FORCE int32_t CT_NAME(ct_alone)(const ct_net *net, const int16_t *vec) {
    int32_t alone = net->alone[CT_HIDDEN];
    for (int k = 0; k < CT_HIDDEN; k++) alone += ((vec[k] > 0 ? vec[k] : 0) * net->alone[k]) >> 12;
    return alone;
}

/* All that is known of p[0:n] by itself, from what the scan found; `names` may be absent. */
static void CT_NAME(ct_own_line)(const ct_net *net, const unsigned char *p, ptrdiff_t n, const ct_words *w, ct_own *own, ct_named *names) {
    CT_NAME(ct_bins)(p, n, w, own);
    CT_NAME(ct_gather)(net, w, own->vec, names ? names->unit : NULL);
    CT_NAME(ct_add_rows)(net->own, ct_own_row, own->bins, CT_OWN_BINS, own->vec);
    own->alone = CT_NAME(ct_alone)(net, own->vec);
}
