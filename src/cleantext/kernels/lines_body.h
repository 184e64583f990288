/* Included by lines.h, once for each instruction set. */

/* ---- words -------------------------------------------------------------------------------------------------------------- */

/* One bit a byte: what the 64 bytes at p are. */
typedef struct { uint64_t word, upper, digit, space, stop, comma, high, ideograph, rest; } CT_NAME(ct_classes);

CT_FORCE CT_NAME(ct_classes) CT_NAME(ct_classify)(const unsigned char *p) {
    CT_NAME(ct_classes) m;
    uint64_t letter = 0;
    memset(&m, 0, sizeof m);
#if CT_SSE2 && defined(__AVX2__)
#define V __m256i
#define EACH 32
#define LOAD(q) _mm256_loadu_si256((const V *)(q))
#define ONE(c) _mm256_set1_epi8((char)(c))
#define EQ _mm256_cmpeq_epi8
#define GT _mm256_cmpgt_epi8
#define OR _mm256_or_si256
#define AND _mm256_and_si256
#define BITS(v) ((uint64_t)(uint32_t)_mm256_movemask_epi8(v))
#elif CT_SSE2
#define V __m128i
#define EACH 16
#define LOAD(q) _mm_loadu_si128((const V *)(q))
#define ONE(c) _mm_set1_epi8((char)(c))
#define EQ _mm_cmpeq_epi8
#define GT _mm_cmpgt_epi8
#define OR _mm_or_si128
#define AND _mm_and_si128
#define BITS(v) ((uint64_t)(uint32_t)_mm_movemask_epi8(v))
#endif
#if defined(V)
    for (int k = 0; k < 64; k += EACH) {
        V v = LOAD(p + k), low = OR(v, ONE(0x20));
        V l = AND(GT(low, ONE('a' - 1)), GT(ONE('z' + 1), low));            /* signed: bytes from 0x80 are negative */
        V d = AND(GT(v, ONE('0' - 1)), GT(ONE('9' + 1), v));
        letter |= BITS(l) << k;
        m.upper |= BITS(AND(l, GT(ONE('Z' + 1), v))) << k;
        m.digit |= BITS(d) << k;
        m.space |= BITS(OR(EQ(v, ONE(' ')), EQ(v, ONE('\t')))) << k;
        m.stop |= BITS(OR(EQ(v, ONE('.')), OR(EQ(v, ONE('!')), EQ(v, ONE('?'))))) << k;
        m.comma |= BITS(OR(EQ(v, ONE(',')), OR(EQ(v, ONE(';')), EQ(v, ONE(':'))))) << k;
        m.high |= BITS(v) << k;
        m.ideograph |= BITS(AND(GT(v, ONE(0xE2)), GT(ONE(0xEE), v))) << k;
    }
#undef V
#undef EACH
#undef LOAD
#undef ONE
#undef EQ
#undef GT
#undef OR
#undef AND
#undef BITS
#else
    for (int i = 0; i < 64; i++) {
        unsigned c = p[i];
        uint64_t bit = (uint64_t)1 << i;
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') letter |= bit;
        if (c >= 'A' && c <= 'Z') m.upper |= bit;
        if (c >= '0' && c <= '9') m.digit |= bit;
        if (c == ' ' || c == '\t') m.space |= bit;
        if (c == '.' || c == '!' || c == '?') m.stop |= bit;
        if (c == ',' || c == ';' || c == ':') m.comma |= bit;
        if (c >= 0x80) m.high |= bit;
        if (c >= 0xE3 && c <= 0xED) m.ideograph |= bit;
    }
#endif
    m.word = letter | m.digit | m.high;
    m.rest = ~(m.word | m.space | m.stop | m.comma);
    return m;
}

CT_FORCE void CT_NAME(ct_tally)(const CT_NAME(ct_classes) *m, const unsigned char *p, int n, ct_words *w) {
    uint64_t all = n >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << n) - 1, signs = (m->rest | m->comma) & all;
    w->upper += ct_count(m->upper);
    w->digit += ct_count(m->digit);
    w->space += ct_count(m->space);
    w->stop += ct_count(m->stop);
    w->comma += ct_count(m->comma);
    w->other += ct_count(m->rest & all);
    if (m->ideograph) w->ideograph += ct_count(m->ideograph);
    for (; signs; signs &= signs - 1) w->marks |= ct_mark(p[ct_low_bit(signs)]);
}

/* Where the vocabulary may hold a token. */
CT_FORCE const unsigned char *CT_NAME(ct_slot)(const unsigned char *table, uint32_t token) {
    return (const unsigned char *)((uintptr_t)table + CT_EMBED * (uintptr_t)(token >> (32 - CT_SLOTS_LOG)));
}

/* How far the reading of a line's words is. */
typedef struct { int words, signs, capitals, numbers; uint64_t chain, last; } CT_NAME(ct_run);

/* Append the word p[0:n]; 16 bytes at p are readable. */
CT_FORCE CT_NAME(ct_run) CT_NAME(ct_word)(CT_NAME(ct_run) r, ct_words *w, const unsigned char *table, const unsigned char *p, int n) {
    static const uint64_t cut[9] = {0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, ~(uint64_t)0};
    uint64_t a, b, tail = (uint64_t)n << 56;
    int number = (unsigned)(p[0] - '0') < 10;
    memcpy(&a, p, 8);
    memcpy(&b, p + 8, 8);
    if (number && n == 4 && ((a & 0xFFFF) == 0x3931 || (a & 0xFFFF) == 0x3032) && (a & 0xC0C00000) == 0) tail ^= (uint64_t)1 << 48;     /* a year */
    a = (a | 0x2020202020202020u) & cut[n < 8 ? n : 8];                     /* case folded, also of Latin-1 and much of Cyrillic */
    b = (b | 0x2020202020202020u) & cut[n < 8 ? 0 : n < 16 ? n - 8 : 8];
    if (number) {                                                           /* digits count by place: "2024" is "0000" */
        a &= ~(((~a & 0x4040404040404040u) >> 6) * 0x0F);
        b &= ~(((~b & 0x4040404040404040u) >> 6) * 0x0F);
    }
    uint64_t h = ct_fold(a ^ 0x9E3779B97F4A7C15u, b ^ 0xBF58476D1CE4E5B9u ^ tail);
    uint32_t token = (uint32_t)(h ^ (h >> 32));
    uint64_t pair = ct_fold((r.last << 32 | token) ^ 0xD6E8FEB86659FD93u, 0xA0761D6478BD642Fu);
    w->token[2 * r.words] = token;
    w->token[2 * r.words + 1] = (uint32_t)(pair ^ (pair >> 32));
    w->sign[r.signs] = (uint16_t)token;
    CT_PREFETCH(CT_NAME(ct_slot)(table, token));
    CT_PREFETCH(CT_NAME(ct_slot)(table, w->token[2 * r.words + 1]));
    r.words++;
    r.signs += (n >= 5) & !number & (r.signs < CT_SIGNS);
    r.numbers += number;
    r.capitals += (unsigned)(p[0] - 'A') < 26;
    r.chain = ct_fold(r.chain ^ token, 0x94D049BB133111EBu);
    r.last = token;
    return r;
}

/* Append the pieces of a run with bytes from 0x80: signs stand alone, Chinese, Japanese and Korean is cut by character. */
static CT_NAME(ct_run) CT_NAME(ct_mixed)(CT_NAME(ct_run) r, ct_words *w, const unsigned char *table, const unsigned char *p, int n) {
    int start = 0, i = 0;
    while (i < n && r.words < CT_WORDS) {
        unsigned c = p[i];
        int size = c >= 0xE3 && c <= 0xED ? 3 : c == 0xC2 ? 2 : c == 0xE2 && !(p[i + 1] == 0x80 && p[i + 2] == 0x99) ? 3 : 0;   /* "don’t" is one word */
        if (!size || i + size > n) { i++; continue; }
        if (i > start) r = CT_NAME(ct_word)(r, w, table, p + start, i - start);
        if (r.words < CT_WORDS) r = CT_NAME(ct_word)(r, w, table, p + i, size);
        start = i += size;
    }
    if (start < n && r.words < CT_WORDS) r = CT_NAME(ct_word)(r, w, table, p + start, n - start);
    return r;
}

/* `table` is the vocabulary, fetched ahead of its use. */
static void CT_NAME(ct_scan_line)(const unsigned char *p, ptrdiff_t n, const unsigned char *table, ct_words *w) {
    unsigned char head[CT_HEAD + 80], tail[64];
    unsigned char edge[CT_HEAD + 1];                                        /* where words start and stop, in turn */
    int size = n < CT_HEAD ? (int)n : CT_HEAD, edges = 0, k;
    uint64_t carry = 0, high = 0, turn;
    CT_NAME(ct_run) r = {0, 0, 0, 0, 7, 11};
    ptrdiff_t base;
    memset(&w->hash, 0, sizeof *w - offsetof(ct_words, hash));
    for (base = 0; base + 16 <= size; base += 16) memcpy(head + base, p + base, 16);
    memset(head + base, 0, 80);
    memcpy(head + base, p + base, (size_t)(size - base));
    for (base = 0; base < size; base += 64) {
        CT_NAME(ct_classes) m = CT_NAME(ct_classify)(head + base);
        CT_NAME(ct_tally)(&m, head + base, size - (int)base, w);
        high |= m.high;
        for (turn = m.word ^ (m.word << 1 | carry); turn; turn &= turn - 1) edge[edges++] = (unsigned char)(base + ct_low_bit(turn));
        carry = m.word >> 63;
    }
    if (edges & 1) edge[edges++] = (unsigned char)size;
    for (k = 0; k < edges && r.words < CT_WORDS; k += 2) {
        int wide = 0;
        if (high)
            for (int i = edge[k]; i < edge[k + 1]; i++) wide |= head[i];
        if (wide & 0x80) r = CT_NAME(ct_mixed)(r, w, table, head + edge[k], edge[k + 1] - edge[k]);
        else r = CT_NAME(ct_word)(r, w, table, head + edge[k], edge[k + 1] - edge[k]);
    }
    for (base = size; base < n; base += 64) {
        int part = n - base < 64 ? (int)(n - base) : 64;
        memset(tail, 0, 64);
        memcpy(tail, p + base, (size_t)part);
        CT_NAME(ct_classes) m = CT_NAME(ct_classify)(tail);
        CT_NAME(ct_tally)(&m, tail, part, w);
    }
    w->lower = (int)n - w->upper - w->digit - w->space - w->stop - w->comma - w->other;
    w->words = r.words;
    w->signs = r.signs;
    w->capitals = r.capitals;
    w->numbers = r.numbers;
    r.last = ct_fold((r.last << 32 | 13) ^ 0xD6E8FEB86659FD93u, 0xA0761D6478BD642Fu);
    w->token[2 * r.words] = (uint32_t)(r.last ^ (r.last >> 32));
    w->tokens = 2 * r.words + 1;
    if (r.words && r.words <= 8) w->token[w->tokens++] = (uint32_t)(r.chain ^ (r.chain >> 29));
    /* lines without words, and all that stands beyond the head, are told apart by length and first byte */
    if (r.words == 0) r.chain ^= (uint64_t)p[0] << 8;
    if (r.words == 0 || n > CT_HEAD) r.chain ^= (uint64_t)n << 20;
    w->hash = (uint32_t)(ct_fold(r.chain, 0xE7037ED1A0B428DBu) >> 7);
}

/* ---- layers ------------------------------------------------------------------------------------------------------------- */

CT_FORCE int32_t CT_NAME(ct_two)(const int16_t *x) { int32_t v; memcpy(&v, x, 4); return v; }

/* For four lines at once: acc[line][j] += x[line][2i] * w[i][j][0] + x[line][2i + 1] * w[i][j][1]; outs is a multiple of 16. Sums wrap. */
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
    for (int j = 0; j < outs; j += 2 * LANES) {
        V a0 = LOAD(acc[0] + j), a1 = LOAD(acc[1] + j), a2 = LOAD(acc[2] + j), a3 = LOAD(acc[3] + j);
        V b0 = LOAD(acc[0] + j + LANES), b1 = LOAD(acc[1] + j + LANES), b2 = LOAD(acc[2] + j + LANES), b3 = LOAD(acc[3] + j + LANES);
        for (int i = 0; i < pairs; i++) {
            V p = LOAD(w + 2 * (i * outs + j)), q = LOAD(w + 2 * (i * outs + j + LANES)), v;
            v = SET(CT_NAME(ct_two)(x[0] + 2 * i)); a0 = ADD(a0, MUL(v, p)); b0 = ADD(b0, MUL(v, q));
            v = SET(CT_NAME(ct_two)(x[1] + 2 * i)); a1 = ADD(a1, MUL(v, p)); b1 = ADD(b1, MUL(v, q));
            v = SET(CT_NAME(ct_two)(x[2] + 2 * i)); a2 = ADD(a2, MUL(v, p)); b2 = ADD(b2, MUL(v, q));
            v = SET(CT_NAME(ct_two)(x[3] + 2 * i)); a3 = ADD(a3, MUL(v, p)); b3 = ADD(b3, MUL(v, q));
        }
        STORE(acc[0] + j, a0); STORE(acc[1] + j, a1); STORE(acc[2] + j, a2); STORE(acc[3] + j, a3);
        STORE(acc[0] + j + LANES, b0); STORE(acc[1] + j + LANES, b1); STORE(acc[2] + j + LANES, b2); STORE(acc[3] + j + LANES, b3);
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

/* ---- one line ----------------------------------------------------------------------------------------------------------- */

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
    int words = 0, others = 0, i;
    memset(&sum, 0, sizeof sum);
    for (i = 0; i < 2 * w->words; i += 2) {
        words += CT_NAME(ct_add_token)(table, w->token[i], &sum);
        others += CT_NAME(ct_add_token)(table, w->token[i + 1], &sum);
    }
    for (; i < w->tokens; i++) others += CT_NAME(ct_add_token)(table, w->token[i], &sum);
    memcpy(e, &sum, sizeof sum);
    e[0] = e[1] = 0;                                                        /* the tags */
    *known = words;
    return words + others;
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
    if (c == '.') return n < 3 || p[n - 2] != '.' ? 0 : 1;
    if (c >= 'a' && c <= 'z') return 2;
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
    int size = n < 1000000 ? (int)n : 1000000, words = w->space + 1 + w->ideograph / 2, head = w->words ? w->words : 1;
    int c = words < 2 ? 0 : words < 4 ? 1 : words < 8 ? 2 : words < 16 ? 3 : 4, letters = w->lower + w->upper + 1;
    int first = CT_NAME(ct_first)(p, n), last = CT_NAME(ct_last)(p, n);
    unsigned char *b = own->bins;
    own->words = words;
    own->size = (unsigned char)ct_octave((uint32_t)words, 15);
    own->coarse = (unsigned char)c;
    own->shape = (unsigned char)(first * 16 + last);
    own->sentence = words >= 5 && (last == 0 || last == 5 || last == 6 || last == 10 || (w->stop >= 2 && words >= 12));
    own->longer = words >= 20 || (words >= 10 && own->sentence);
    own->marks = (unsigned char)w->marks;
    own->known = (unsigned char)ct_share(known, head, 8);
    own->hash = w->hash;
    own->first = w->words ? (uint16_t)w->token[0] : p[0];
    own->signs = (unsigned char)w->signs;
    memcpy(own->sign, w->sign, sizeof own->sign);
    b[0] = own->size;
    b[1] = (unsigned char)ct_least((int)((float)size / (float)words), 15);
    b[2] = (unsigned char)(ct_share(w->upper, letters, 8) * 5 + c);
    b[3] = (unsigned char)(ct_share(w->capitals, head, 6) * 5 + c);
    b[4] = (unsigned char)(ct_share(w->digit, size, 8) * 5 + c);
    b[5] = (unsigned char)(first * 5 + c);
    b[6] = (unsigned char)(last * 5 + c);
    b[7] = (unsigned char)(ct_least(w->stop, 4) * 5 + c);
    b[8] = (unsigned char)(ct_least(w->comma, 5) * 5 + c);
    b[9] = (unsigned char)(ct_share(w->other, size, 8) * 5 + c);
    b[10] = (unsigned char)ct_least(w->ideograph, 5);
    b[11] = (unsigned char)(own->known * 5 + c);
    b[12] = own->marks & 15;
    b[13] = own->marks >> 4;
    b[14] = (unsigned char)(ct_least(w->numbers, 5) * 5 + c);
    b[15] = (unsigned char)ct_octave((uint32_t)size, 19);
    b[16] = (unsigned char)(words > 1 ? 0 : ct_least(size, 24));
}

static void CT_NAME(ct_own_line)(const ct_net *net, const unsigned char *p, ptrdiff_t n, ct_own *own) {
    ct_words w;
    int16_t e[CT_EMBED];
    int known, found, k;
    CT_NAME(ct_scan_line)(p, n, net->tokens, &w);
    found = CT_NAME(ct_gather)(net->tokens, &w, e, &known);
    CT_NAME(ct_bins)(p, n, &w, known, own);
    for (k = 0; k < CT_EMBED; k++) e[k] = (int16_t)((e[k] * net->rsqrt[found]) >> 9);       /* 8 / sqrt(found) times the sum */
    int32_t acc[CT_HIDDEN], alone = net->alone[CT_HIDDEN];
    memset(acc, 0, sizeof acc);
    for (int i = 1; i < CT_EMBED / 2; i++) {
#if CT_SSE2 && defined(__AVX2__)
        __m256i v = _mm256_set1_epi32(CT_NAME(ct_two)(e + 2 * i));
        for (k = 0; k < CT_HIDDEN; k += 8)
            _mm256_storeu_si256((__m256i *)(acc + k), _mm256_add_epi32(_mm256_loadu_si256((const __m256i *)(acc + k)),
                                _mm256_madd_epi16(v, _mm256_loadu_si256((const __m256i *)(net->project + 2 * (i * CT_HIDDEN + k))))));
#elif CT_SSE2
        __m128i v = _mm_set1_epi32(CT_NAME(ct_two)(e + 2 * i));
        for (k = 0; k < CT_HIDDEN; k += 4)
            _mm_storeu_si128((__m128i *)(acc + k), _mm_add_epi32(_mm_loadu_si128((const __m128i *)(acc + k)),
                             _mm_madd_epi16(v, _mm_loadu_si128((const __m128i *)(net->project + 2 * (i * CT_HIDDEN + k))))));
#else
        for (k = 0; k < CT_HIDDEN; k++)
            acc[k] += e[2 * i] * net->project[2 * (i * CT_HIDDEN + k)] + e[2 * i + 1] * net->project[2 * (i * CT_HIDDEN + k) + 1];
#endif
    }
    for (k = 0; k < CT_HIDDEN; k++) own->vec[k] = (int16_t)(acc[k] >> 9);
    CT_NAME(ct_add_rows)(net->own, ct_own_row, own->bins, CT_OWN_BINS, own->vec);
    for (k = 0; k < CT_HIDDEN; k++) alone += ((own->vec[k] > 0 ? own->vec[k] : 0) * net->alone[k]) >> 12;
    own->alone = alone;
}

/* ---- the page ----------------------------------------------------------------------------------------------------------- */

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
