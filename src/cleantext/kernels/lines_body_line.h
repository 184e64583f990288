/* One line by itself. Included by lines_body.h, once for each instruction set. */

/* to[k] = sum k * scale, with 11 bits of fraction. */
CT_FORCE void CT_NAME(ct_scaled)(const CT_NAME(ct_total) *sum, int16_t scale, int16_t *to) {
#if CT_SSE2 && defined(__AVX2__)
    __m256i by = _mm256_set1_epi16(scale);
    _mm256_storeu_si256((__m256i *)to, _mm256_or_si256(_mm256_slli_epi16(_mm256_mulhi_epi16(*sum, by), 5), _mm256_srli_epi16(_mm256_mullo_epi16(*sum, by), 11)));
#elif CT_SSE2
    __m128i by = _mm_set1_epi16(scale);
    _mm_storeu_si128((__m128i *)to, _mm_or_si128(_mm_slli_epi16(_mm_mulhi_epi16(sum->low, by), 5), _mm_srli_epi16(_mm_mullo_epi16(sum->low, by), 11)));
    _mm_storeu_si128((__m128i *)to + 1, _mm_or_si128(_mm_slli_epi16(_mm_mulhi_epi16(sum->high, by), 5), _mm_srli_epi16(_mm_mullo_epi16(sum->high, by), 11)));
#else
    for (int k = 0; k < CT_HIDDEN; k++) to[k] = (int16_t)((sum->of[k] * scale) >> 11);
#endif
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

CT_FORCE void CT_NAME(ct_bins)(const unsigned char *p, ptrdiff_t n, const ct_words *w, ct_own *own, unsigned char *b) {
    int size = n < CT_SEEN ? (int)n : CT_SEEN, words = w->space + 1 + w->ideograph / 2;
    int half_octave = ct_octave((uint32_t)words, 15), c = ct_least(half_octave >> 1, 4), last = CT_NAME(ct_last)(p, n);
    float eighths = 8.0f / (float)size;
    own->words = words;
    own->size = (unsigned char)half_octave;
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

/* All that is known of p[0:n] by itself; of its label only if asked for. */
CT_FORCE void CT_NAME(ct_own_line)(const CT_NAME(ct_signs) *s, const ct_net *net, const unsigned char *p, ptrdiff_t n, int asked, ct_own *own, ct_named *names) {
    ct_words w;
    uint32_t tokens[CT_WORDS + 1];
    CT_NAME(ct_run) r = CT_NAME(ct_read)(s, p, n, net, asked, tokens, &w);
    unsigned char bins[CT_OWN_BINS];
    CT_NAME(ct_bins)(p, n, &w, own, bins);
    CT_NAME(ct_scaled)(&r.sum, net->scale[r.rows], own->vec);
    CT_NAME(ct_add_rows)(net->own, ct_own_row, bins, CT_OWN_BINS, own->vec);
    if (asked == CT_RECORD) memcpy(own->bins, bins, sizeof bins);
    if (asked >= CT_LABELS) {
        CT_NAME(ct_scaled)(&r.named, net->name_scale[r.rows], names->unit);
        own->alone = CT_NAME(ct_alone)(net, own->vec);
    }
}

/* All that is known of p[0:n] by itself, with its bins. */
static void CT_NAME(ct_own_record)(const ct_net *net, const unsigned char *p, ptrdiff_t n, ct_own *own, ct_named *names) {
    const CT_NAME(ct_signs) s = CT_NAME(ct_signs_of)();
    CT_NAME(ct_own_line)(&s, net, p, n, CT_RECORD, own, names);
}

/* All that is known of each of the lines by itself. */
static void CT_NAME(ct_own_lines)(const ct_net *net, const unsigned char *text, const ct_span *lines, ptrdiff_t count, ct_own *own, ct_named *names) {
    const CT_NAME(ct_signs) s = CT_NAME(ct_signs_of)();
    if (names)
        for (ptrdiff_t t = 0; t < count; t++) CT_NAME(ct_own_line)(&s, net, text + lines[t].start, lines[t].stop - lines[t].start, CT_LABELS, own + t, names + t);
    else
        for (ptrdiff_t t = 0; t < count; t++) CT_NAME(ct_own_line)(&s, net, text + lines[t].start, lines[t].stop - lines[t].start, CT_SUMS, own + t, NULL);
}
