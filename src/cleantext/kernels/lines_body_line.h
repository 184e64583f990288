/* One line by itself. Included by lines_body.h, once for each instruction set. */

#if CT_SSE2 && defined(__AVX2__)
typedef __m256i CT_NAME(ct_sum);
#elif CT_SSE2
typedef struct { __m128i low, high; } CT_NAME(ct_sum);
#else
typedef struct { int16_t e[CT_EMBED]; } CT_NAME(ct_sum);
#endif

/* Add the token's numbers if the vocabulary has it; returns whether. */
CT_FORCE int CT_NAME(ct_add_token)(const unsigned char *table, uint32_t token, CT_NAME(ct_sum) *sum) {
    const unsigned char *slot = CT_NAME(ct_slot)(table, token);
#if CT_SSE2
    __m128i v = _mm_loadu_si128((const __m128i *)slot);
    int hit = (uint16_t)_mm_cvtsi128_si32(v) == (uint16_t)token;
    v = _mm_and_si128(v, _mm_set1_epi32(-hit));
#if defined(__AVX2__)
    *sum = _mm256_add_epi16(*sum, _mm256_cvtepi8_epi16(v));
#else
    sum->low = _mm_add_epi16(sum->low, _mm_srai_epi16(_mm_unpacklo_epi8(v, v), 8));
    sum->high = _mm_add_epi16(sum->high, _mm_srai_epi16(_mm_unpackhi_epi8(v, v), 8));
#endif
#else
    uint16_t tag;
    memcpy(&tag, slot, 2);
    int hit = tag == (uint16_t)token;
    for (int k = 2; hit && k < CT_EMBED; k++) sum->e[k] = (int16_t)(sum->e[k] + (int8_t)slot[k]);
#endif
    return hit;
}

/* The sum of the tokens' numbers in e[2 ..]. Returns how many of the tokens are in the vocabulary; known: how many of the words. */
CT_FORCE int CT_NAME(ct_gather)(const unsigned char *table, const ct_words *w, int16_t *e, int *known) {
    CT_NAME(ct_sum) sum;
    int found = 0, i;
    memset(&sum, 0, sizeof sum);
    for (i = 0; i < w->words; i++) found += CT_NAME(ct_add_token)(table, w->token[i], &sum);
    *known = found;
    for (; i < w->tokens; i++) found += CT_NAME(ct_add_token)(table, w->token[i], &sum);
    memcpy(e, &sum, sizeof sum);
    e[0] = e[1] = 0;                                                        /* the tags */
    return found;
}

/* The class, 0..11, of a line's first character. */
CT_FORCE int CT_NAME(ct_first)(const unsigned char *p, ptrdiff_t n) {
    unsigned c = p[0];
    if (c >= 'a' && c <= 'z') return 0;
    if (c >= 'A' && c <= 'Z') return n < 2 || !(p[1] >= 'A' && p[1] <= 'Z') ? 1 : 2;
    if (c >= '0' && c <= '9') return 3;
    if (c == '"' || c == '\'') return 4;
    if (c == '-' || c == '*' || c == '+') return 5;
    if (c == '(' || c == '[') return 6;
    if (c == '#' || c == '@' || c == '$') return 7;
    if (c < 0x80) return 8;
    if (c == 0xE2 || c == 0xC2) return n > 2 && p[1] == 0x80 && p[2] >= 0x98 && p[2] <= 0x9F ? 4 : 9;
    return c >= 0xE3 && c <= 0xED ? 10 : 11;
}

/* The class, 0..13, of a line's last character. */
CT_FORCE int CT_NAME(ct_last)(const unsigned char *p, ptrdiff_t n) {
    unsigned c = p[n - 1];
    if (c >= 'a' && c <= 'z') return 2;
    if (c == '.') return n < 3 || p[n - 2] != '.' ? 0 : 1;
    if (c >= 'A' && c <= 'Z') return 3;
    if (c >= '0' && c <= '9') return 4;
    if (c == '!') return 5;
    if (c == '?') return 6;
    if (c == ':') return 7;
    if (c == ',' || c == ';') return 8;
    if (c == ')' || c == ']') return 9;
    if (c == '"' || c == '\'') return 10;
    if (c < 0x80) return 11;
    if (n >= 3 && p[n - 3] == 0xE2 && p[n - 2] == 0x80) return c == 0xA6 ? 1 : c >= 0x98 && c <= 0x9F ? 10 : 12;
    if (n >= 3 && ((p[n - 3] == 0xE3 && p[n - 2] == 0x80 && c == 0x82) || (p[n - 3] == 0xEF && p[n - 2] == 0xBC && (c == 0x81 || c == 0x9F)))) return 0;
    return n >= 2 && p[n - 2] == 0xC2 ? 12 : 13;
}

CT_FORCE void CT_NAME(ct_bins)(const unsigned char *p, ptrdiff_t n, const ct_words *w, int known, ct_own *own) {
    int size = n < CT_HEAD ? (int)n : CT_HEAD, words = w->space + 1 + w->ideograph / 2;
    int c = (words >= 2) + (words >= 4) + (words >= 8) + (words >= 16), last = CT_NAME(ct_last)(p, n);
    float eighths = 8.0f / (float)size;
    unsigned char *b = own->bins;
    own->words = words;
    own->size = (unsigned char)ct_octave((uint32_t)words, 15);
    own->coarse = (unsigned char)c;
    own->sentence = words >= 5 && (last == 0 || last == 5 || last == 6 || last == 10 || (w->stop >= 2 && words >= 12));
    own->longer = words >= 20 || (words >= 10 && own->sentence);
    own->marks = (unsigned char)w->marks;
    own->known = (unsigned char)ct_share(known, w->words ? w->words : 1, 8);
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

/* CT_AHEAD bytes behind p[0:n] are readable. */
static void CT_NAME(ct_own_line)(const ct_net *net, const unsigned char *p, ptrdiff_t n, ct_own *own) {
    ct_words w;
    int16_t e[CT_EMBED];
    int known, found;
    CT_NAME(ct_scan_line)(p, n, net->tokens, &w);
    found = CT_NAME(ct_gather)(net->tokens, &w, e, &known);
    CT_NAME(ct_bins)(p, n, &w, known, own);
    for (int k = 0; k < CT_HIDDEN; k++) own->vec[k] = (int16_t)((e[k] * net->scale[found]) >> 11);      /* the sum by the root of its terms */
    CT_NAME(ct_add_rows)(net->own, ct_own_row, own->bins, CT_OWN_BINS, own->vec);
    own->alone = CT_NAME(ct_alone)(net, own->vec);
}
