/* Words of a line. Included by lines_body.h, once for each instruction set. */

/* The token of the word p[0:n] of the folded line; 16 bytes at p are readable. */
CT_FORCE uint32_t CT_NAME(ct_word)(const unsigned char *p, unsigned n) {
    uint64_t a, b;
    memcpy(&a, p, 8);
    memcpy(&b, p + 8, 8);
    a = ct_fold((a & ct_cut[n + 8]) ^ 0x9E3779B97F4A7C15u, (b & ct_cut[n]) ^ ct_salt[n]);
    return (uint32_t)(a ^ (a >> 32));
}

/* The tokens of the pieces of a run p[0:n] with characters that stand alone: signs, and those of Chinese, Japanese and Korean. */
static int CT_NAME(ct_mixed)(const unsigned char *p, const unsigned char *folded, int n, uint32_t *token, int room) {
    int start = 0, i = 0, found = 0;
    while (i < n && found < room) {
        unsigned c = p[i];
        int size = c >= 0xE3 && c <= 0xED ? 3 : c == 0xC2 ? 2 : c == 0xE2 && !(p[i + 1] == 0x80 && p[i + 2] == 0x99) ? 3 : 0;
        if (!size || i + size > n) { i++; continue; }
        if (i > start) token[found++] = CT_NAME(ct_word)(folded + start, (unsigned)(i - start));
        if (found < room) token[found++] = CT_NAME(ct_word)(folded + i, (unsigned)size);
        start = i += size;
    }
    if (start < n && found < room) token[found++] = CT_NAME(ct_word)(folded + start, (unsigned)(n - start));
    return found;
}

/* Whether any of the bits start .. stop - 1 is set; start < stop. */
CT_FORCE int CT_NAME(ct_any)(const uint64_t *bits, int start, int stop) {
    uint64_t from = ~(uint64_t)0 << (start & 63), to = ~(uint64_t)0 >> (63 - ((stop - 1) & 63));
    int first = start >> 6, last = (stop - 1) >> 6;
    return first == last ? (bits[first] & from & to) != 0 : ((bits[first] & from) | (bits[last] & to)) != 0;
}

CT_FORCE uint32_t CT_NAME(ct_pair)(uint64_t before, uint64_t token) { return (uint32_t)(((before << 32 | token) * 0x9E3779B97F4A7C15u) >> 32); }

/* Where the words start and stop in two blocks of 64 bytes at p and at p + shift + 64; places count on from one block to the next. */
typedef struct { uint64_t start[2], stop[2], word[2], cut[2], brief[2]; ptrdiff_t shift; int start_base, stop_base; } CT_NAME(ct_edges);

/* The next word's start and stop; there must be one. A stop behind the last block is at CT_SEEN. */
CT_FORCE int CT_NAME(ct_next)(CT_NAME(ct_edges) *e, int *stop) {
    int start;
    if (!e->start[0]) {
        e->start[0] = e->start[1];
        e->start[1] = 0;
        e->start_base = 64;
    }
    if (!e->stop[0]) {
        e->stop[0] = e->stop[1];
        e->stop[1] = 0;
        e->stop_base = 64;
    }
    start = e->start_base + ct_low_bit(e->start[0]);
    *stop = e->stop[0] ? e->stop_base + ct_low_bit(e->stop[0]) : CT_SEEN;
    e->start[0] &= e->start[0] - 1;
    e->stop[0] &= e->stop[0] - 1;
    return start;
}

/* CT_HIDDEN sums; ct_add: of numbers that only count if `has` is 1, not 0. */
#if CT_SSE2 && defined(__AVX2__)
typedef __m256i CT_NAME(ct_total);
CT_FORCE CT_NAME(ct_total) CT_NAME(ct_nothing)(void) { return _mm256_setzero_si256(); }
CT_FORCE void CT_NAME(ct_add)(CT_NAME(ct_total) *sum, const int8_t *x, size_t has) {
    __m256i keep = _mm256_load_si256((const __m256i *)(ct_keep + 32 * has));
    *sum = _mm256_add_epi16(*sum, _mm256_and_si256(_mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)x)), keep));
}
#elif CT_SSE2
typedef struct { __m128i low, high; } CT_NAME(ct_total);
CT_FORCE CT_NAME(ct_total) CT_NAME(ct_nothing)(void) { CT_NAME(ct_total) sum = {_mm_setzero_si128(), _mm_setzero_si128()}; return sum; }
CT_FORCE void CT_NAME(ct_add)(CT_NAME(ct_total) *sum, const int8_t *x, size_t has) {
    __m128i v = _mm_and_si128(_mm_loadu_si128((const __m128i *)x), _mm_load_si128((const __m128i *)(ct_keep + 32 * has)));
    sum->low = _mm_add_epi16(sum->low, _mm_srai_epi16(_mm_unpacklo_epi8(v, v), 8));
    sum->high = _mm_add_epi16(sum->high, _mm_srai_epi16(_mm_unpackhi_epi8(v, v), 8));
}
#else
typedef struct { int16_t of[CT_HIDDEN]; } CT_NAME(ct_total);
CT_FORCE CT_NAME(ct_total) CT_NAME(ct_nothing)(void) { CT_NAME(ct_total) sum = {{0}}; return sum; }
CT_FORCE void CT_NAME(ct_add)(CT_NAME(ct_total) *sum, const int8_t *x, size_t has) {
    for (int k = 0; k < CT_HIDDEN; k++) sum->of[k] = (int16_t)(sum->of[k] + (x[k] & -(int)has));
}
#endif

/* How far the reading of a line's words is, the hash that joins them, and what the rows of those tokens add up to that the vocabulary has. */
typedef struct { uint64_t chain; int words, rows; CT_NAME(ct_total) sum, named; } CT_NAME(ct_run);

/* Add the token's row, if the vocabulary has it, and it is `wanted`. No branch depends on that. */
CT_FORCE void CT_NAME(ct_find)(CT_NAME(ct_run) *r, uint32_t token, int wanted, const ct_net *net, int asked) {
    uint32_t slot = net->slots[token >> (32 - CT_SLOTS_LOG)];
    size_t has = ((uint16_t)slot == (uint16_t)token) & (unsigned)wanted, row = (size_t)(slot >> 16) * CT_HIDDEN;
    CT_HIDE(has);                                   /* else gcc makes branches of it */
    CT_NAME(ct_add)(&r->sum, net->tokens + row, has);
    if (asked >= CT_LABELS) CT_NAME(ct_add)(&r->named, net->name_tokens + row, has);
    r->rows += (int)has;
}

/* Take down a word's token. */
CT_FORCE void CT_NAME(ct_take)(CT_NAME(ct_run) *r, uint32_t token, const ct_net *net, int asked, uint32_t *tokens) {
    tokens[r->words++] = token;
    r->chain = (r->chain ^ token) * 0x94D049BB133111EBu;
    if (asked) CT_NAME(ct_find)(r, token, 1, net, asked);
}

/* The words of a line that is cut into many pieces: like the others, up to CT_WORDS - CT_LAST, and CT_LAST runs from the end. */
static CT_NAME(ct_run) CT_NAME(ct_take_mixed)(CT_NAME(ct_run) r, CT_NAME(ct_edges) e, int total, const unsigned char *p, const unsigned char *folded,
                                            const ct_net *net, int asked, uint32_t *tokens) {
    uint32_t token[CT_WORDS];
    for (int k = 0; k < total; k++) {
        int stop, start = CT_NAME(ct_next)(&e, &stop), found = 1, room = (k + CT_LAST < total ? CT_WORDS - CT_LAST : CT_WORDS) - r.words;
        const unsigned char *q = p + start + (start < 64 ? 0 : e.shift);
        if (room <= 0) continue;
        if (CT_NAME(ct_any)(e.cut, start, stop) || CT_NAME(ct_any)(e.brief, start, stop)) found = CT_NAME(ct_mixed)(q, folded + start, stop - start, token, room);
        else token[0] = CT_NAME(ct_word)(folded + start, (unsigned)(stop - start));
        for (int i = 0; i < found; i++) CT_NAME(ct_take)(&r, token[i], net, asked, tokens);
    }
    return r;
}

#if defined(__AVX512VBMI2__)
/* The places of the bits in two blocks, in order. */
CT_FORCE void CT_NAME(ct_places)(const uint64_t bits[2], unsigned char *place) {
    __m512i numbers = _mm512_load_si512(ct_numbers);
    _mm512_storeu_si512(place, _mm512_maskz_compress_epi8(bits[0], numbers));
    _mm512_storeu_si512(place + CT_NAME(ct_count)(bits[0]), _mm512_maskz_compress_epi8(bits[1], _mm512_add_epi8(numbers, _mm512_set1_epi8(64))));
}

/* The words of the folded line whose first and last bytes those are. */
CT_FORCE void CT_NAME(ct_take_at)(CT_NAME(ct_run) *r, const unsigned char *start, const unsigned char *last, int count, const unsigned char *folded, const ct_net *net,
                                 int asked, uint32_t *tokens) {
    for (int k = 0; k < count; k++) CT_NAME(ct_take)(r, CT_NAME(ct_word)(folded + start[k], last[k] + 1u - start[k]), net, asked, tokens);
}

/* The words in both blocks. */
CT_FORCE CT_NAME(ct_run) CT_NAME(ct_take_long)(CT_NAME(ct_run) r, const CT_NAME(ct_edges) *e, int total, const unsigned char *folded, const ct_net *net, int asked,
                                            uint32_t *tokens) {
    unsigned char start[2 * CT_SEEN], last[2 * CT_SEEN];
    const uint64_t lasts[2] = {e->stop[0] >> 1 | e->stop[1] << 63, e->stop[1] >> 1 | (e->word[1] >> 63) << 63};
    CT_NAME(ct_places)(e->start, start);
    CT_NAME(ct_places)(lasts, last);
    if (total > CT_WORDS) {
        CT_NAME(ct_take_at)(&r, start, last, CT_WORDS - CT_LAST, folded, net, asked, tokens);
        CT_NAME(ct_take_at)(&r, start + total - CT_LAST, last + total - CT_LAST, CT_LAST, folded, net, asked, tokens);
    } else CT_NAME(ct_take_at)(&r, start, last, total, folded, net, asked, tokens);
    return r;
}
#else
/* The words in both blocks. */
CT_FORCE CT_NAME(ct_run) CT_NAME(ct_take_long)(CT_NAME(ct_run) r, CT_NAME(ct_edges) *e, int total, const unsigned char *folded, const ct_net *net, int asked,
                                            uint32_t *tokens) {
    int start, stop, k, first = total > CT_WORDS ? CT_WORDS - CT_LAST : total;
    for (k = 0; k < first; k++) {
        start = CT_NAME(ct_next)(e, &stop);
        CT_NAME(ct_take)(&r, CT_NAME(ct_word)(folded + start, (unsigned)(stop - start)), net, asked, tokens);
    }
    for (; k < total - CT_LAST; k++) (void)CT_NAME(ct_next)(e, &stop);
    for (; k < total; k++) {
        start = CT_NAME(ct_next)(e, &stop);
        CT_NAME(ct_take)(&r, CT_NAME(ct_word)(folded + start, (unsigned)(stop - start)), net, asked, tokens);
    }
    return r;
}
#endif

/* Let the characters that stand alone in words be words; how many words there are then, or 0 where these are not the words to take: there are too many
   before or among the last ones, or the bytes are no UTF-8. */
CT_FORCE int CT_NAME(ct_part)(CT_NAME(ct_edges) *e, int total, int blocks) {
    uint64_t next = e->shift ? 0 : e->word[1], carry = e->shift ? 0 : e->word[0] >> 63, inside = 0, after = 0, mixed = 0, start[2], stop[2];
    int k, late = 0, pieces = 0;
    if (!(e->cut[0] | e->cut[1] | e->brief[0] | e->brief[1])) return total;
    for (k = 0; k < blocks; k++) {
        uint64_t word = e->word[k], one = word >> 1 | next << 63, brief = e->brief[k] & word & one, cut = e->cut[k] & word & one & (word >> 2 | next << 62);
        uint64_t lead = cut | brief, behind = (cut << 3 | brief << 2 | after) & word;
        start[k] = e->start[k] | lead | behind;
        stop[k] = e->stop[k] | (lead & (word << 1 | (k ? carry : 0))) | behind;
        mixed |= lead & (lead << 1 | cut << 2 | inside);
        if (lead) late = CT_NAME(ct_count)(e->start[k] & ~(CT_ALL >> (63 - ct_high_bit(lead))));
        else late += CT_NAME(ct_count)(e->start[k]);
        pieces += CT_NAME(ct_count)(start[k]);
        next = 0;
        inside = e->shift ? 0 : lead >> 63 | cut >> 62;
        after = e->shift ? 0 : cut >> 61 | brief >> 62;
    }
    if (mixed || (pieces > CT_WORDS && late < CT_LAST)) return 0;
    for (k = 0; k < blocks; k++) {
        e->start[k] = start[k];
        e->stop[k] = stop[k];
    }
    return pieces;
}

/* The pairs, the whole line, and the line's hash. */
CT_FORCE void CT_NAME(ct_finish)(CT_NAME(ct_run) *r, const unsigned char *p, ptrdiff_t n, const ct_net *net, int asked, uint32_t *tokens, ct_words *w) {
    int words = r->words, pairs = ct_least(words + 1, CT_PAIRS), brief = (words > 0) & (words <= CT_WHOLE);
    uint64_t chain = r->chain;
    uint32_t last = 11, whole = (uint32_t)(chain >> 32);
    tokens[words] = 13;
    w->words = words;
    w->known = r->rows;
    w->pairs = pairs;
    for (int k = 0; k < CT_PAIRS; last = tokens[k++]) {
        uint32_t pair = CT_NAME(ct_pair)(last, tokens[k]);
        if (asked) CT_NAME(ct_find)(r, pair, k < pairs, net, asked);
        else w->pair[k] = pair;
    }
    if (asked) CT_NAME(ct_find)(r, whole, brief, net, asked);
    else w->whole = brief ? whole : 0;
    /* lines without words, and all that stands beyond what was read, are told apart by length and first byte */
    if (!words) chain ^= (uint64_t)p[0] << 8;
    if (!words || n > CT_SEEN || words == CT_WORDS) chain ^= (uint64_t)n << 20;
    w->hash = (uint32_t)((chain * 0xE7037ED1A0B428DBu) >> 32);
}

/* The second block of a line of more than 64 bytes: what follows the first one, or the end of a line of more than CT_SEEN. */
CT_FORCE void CT_NAME(ct_second)(const CT_NAME(ct_signs) *s, const unsigned char *p, ptrdiff_t n, uint64_t before, unsigned char *folded, CT_NAME(ct_edges) *e, ct_words *w) {
    CT_NAME(ct_classes) m;
    uint64_t carry = before >> 63;
    ptrdiff_t shift = e->shift = n > CT_SEEN ? n - CT_SEEN : 0;
    m = CT_NAME(ct_classify)(s, p + shift + 64, CT_NAME(ct_mask)(n - shift - 64), folded);
    CT_NAME(ct_tally)(&m, p + shift + 64, w);
    if (shift) {
        unsigned char c = p[shift + 63];
        if (c >= 0x80 || ct_last_class[c] - 2u < 3) m.word &= m.word + 1;           /* a word is cut: its end is none */
        e->start[1] = m.word & ~(m.word << 1);
        e->stop[1] = (~m.word & m.word << 1) | carry;
        for (ptrdiff_t base = 64; base < n - 64; base += 64) CT_NAME(ct_count_rest)(s, p + base, CT_NAME(ct_mask)(n - 64 - base), w);
    } else {
        e->start[1] = m.word & ~(m.word << 1 | carry);
        e->stop[1] = ~m.word & (m.word << 1 | carry);
    }
    e->word[1] = m.word;
    e->cut[1] = m.cut;
    e->brief[1] = m.brief;
}

/* Read p[0:n], CT_AHEAD bytes behind which are readable. */
CT_FORCE CT_NAME(ct_run) CT_NAME(ct_read)(const CT_NAME(ct_signs) *s, const unsigned char *p, ptrdiff_t n, const ct_net *net, int asked, uint32_t *tokens, ct_words *w) {
    unsigned char folded[CT_SEEN + 16];
    CT_NAME(ct_edges) e;
    CT_NAME(ct_run) r;
    CT_NAME(ct_classes) m = CT_NAME(ct_classify)(s, p, CT_NAME(ct_mask)(n), folded);
    int total, pieces;
    w->upper = w->digit = w->space = w->stop = w->other = w->high = w->ideograph = 0;
    w->marks = 0;
    memset(tokens, 0, CT_PAIRS * sizeof *tokens);
    r.chain = 7;
    r.words = r.rows = 0;
    r.sum = r.named = CT_NAME(ct_nothing)();
    CT_NAME(ct_tally)(&m, p, w);
    e.start[0] = m.word & ~(m.word << 1);
    e.stop[0] = ~m.word & m.word << 1;
    e.start[1] = 0;
    e.stop[1] = m.word >> 63;
    e.word[0] = m.word;
    e.cut[0] = m.cut;
    e.brief[0] = m.brief;
    e.word[1] = e.cut[1] = e.brief[1] = 0;
    e.shift = e.start_base = e.stop_base = 0;
    total = CT_NAME(ct_count)(e.start[0]);
    if (n > 64) {
        CT_NAME(ct_second)(s, p, n, m.word, folded + 64, &e, w);
        total += CT_NAME(ct_count)(e.start[1]);
    }
    pieces = w->high ? CT_NAME(ct_part)(&e, total, 1 + (n > 64)) : total;
    if (pieces == 0 && total) r = CT_NAME(ct_take_mixed)(r, e, total, p, folded, net, asked, tokens);
    else if (n < 64 && pieces <= CT_WORDS)
        for (int k = 0; k < pieces; k++, e.start[0] &= e.start[0] - 1, e.stop[0] &= e.stop[0] - 1) {
            unsigned start = (unsigned)ct_low_bit(e.start[0]), stop = (unsigned)ct_low_bit(e.stop[0]);
            CT_NAME(ct_take)(&r, CT_NAME(ct_word)(folded + start, stop - start), net, asked, tokens);
        }
    else r = CT_NAME(ct_take_long)(r, &e, pieces, folded, net, asked, tokens);
    CT_NAME(ct_finish)(&r, p, n, net, asked, tokens, w);
    return r;
}

/* Only the tokens, which no model is asked for. */
static void CT_NAME(ct_scan_line)(const unsigned char *p, ptrdiff_t n, ct_words *w) {
    CT_NAME(ct_signs) s = CT_NAME(ct_signs_of)();
    (void)CT_NAME(ct_read)(&s, p, n, NULL, CT_TOKENS, w->token, w);
}
