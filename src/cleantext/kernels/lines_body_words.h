/* Words and signs of a line. Included by lines_body.h, once for each instruction set. */

/* One bit a byte: what the 64 bytes at p are. */
typedef struct { uint64_t word, upper, digit, space, stop, high, ideograph, rest; } CT_NAME(ct_classes);

CT_FORCE int CT_NAME(ct_count)(uint64_t x) {
#if defined(__POPCNT__)
    return __builtin_popcountll(x);
#else
    x -= (x >> 1) & 0x5555555555555555u;
    x = (x & 0x3333333333333333u) + ((x >> 2) & 0x3333333333333333u);
    return (int)((((x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u) >> 56);
#endif
}

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

/* The classes of p[0:64], of which only those in `mask` count. */
CT_FORCE CT_NAME(ct_classes) CT_NAME(ct_classify)(const unsigned char *p, uint64_t mask) {
    CT_NAME(ct_classes) m;
    uint64_t letter = 0, comma = 0;
    memset(&m, 0, sizeof m);
#if defined(V)
    for (int k = 0; k < 64; k += EACH) {
        V v = LOAD(p + k), low = OR(v, ONE(0x20));
        V l = AND(GT(low, ONE('a' - 1)), GT(ONE('z' + 1), low));            /* signed: bytes from 0x80 are negative */
        letter |= BITS(l) << k;
        m.upper |= BITS(AND(l, GT(ONE('Z' + 1), v))) << k;
        m.digit |= BITS(AND(GT(v, ONE('0' - 1)), GT(ONE('9' + 1), v))) << k;
        m.space |= BITS(OR(EQ(v, ONE(' ')), EQ(v, ONE('\t')))) << k;
        m.stop |= BITS(OR(EQ(v, ONE('.')), OR(EQ(v, ONE('!')), EQ(v, ONE('?'))))) << k;
        comma |= BITS(EQ(v, ONE(','))) << k;
        m.high |= BITS(v) << k;
    }
    if (m.high & mask)
        for (int k = 0; k < 64; k += EACH) {
            V v = LOAD(p + k);
            m.ideograph |= BITS(AND(GT(v, ONE(0xE2)), GT(ONE(0xEE), v))) << k;
        }
#else
    for (int i = 0; i < 64; i++) {
        unsigned c = p[i];
        uint64_t bit = (uint64_t)1 << i;
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') letter |= bit;
        if (c >= 'A' && c <= 'Z') m.upper |= bit;
        if (c >= '0' && c <= '9') m.digit |= bit;
        if (c == ' ' || c == '\t') m.space |= bit;
        if (c == '.' || c == '!' || c == '?') m.stop |= bit;
        if (c == ',') comma |= bit;
        if (c >= 0x80) m.high |= bit;
        if (c >= 0xE3 && c <= 0xED) m.ideograph |= bit;
    }
#endif
    m.word = (letter | m.digit | m.high) & mask;
    m.rest = ~(letter | m.digit | m.high | m.space | m.stop | comma) & mask;
    m.upper &= mask;
    m.digit &= mask;
    m.space &= mask;
    m.stop &= mask;
    m.high &= mask;
    m.ideograph &= mask;
    return m;
}

/* Count what stands beyond the head: white space and ideographs, by which words are counted. */
CT_FORCE void CT_NAME(ct_count_rest)(const unsigned char *p, uint64_t mask, ct_words *w) {
    uint64_t space = 0, ideograph = 0;
#if defined(V)
    for (int k = 0; k < 64; k += EACH) {
        V v = LOAD(p + k);
        space |= BITS(OR(EQ(v, ONE(' ')), EQ(v, ONE('\t')))) << k;
        ideograph |= BITS(AND(GT(v, ONE(0xE2)), GT(ONE(0xEE), v))) << k;
    }
#else
    for (int i = 0; i < 64; i++) {
        unsigned c = p[i];
        space |= (uint64_t)(c == ' ' || c == '\t') << i;
        ideograph |= (uint64_t)(c >= 0xE3 && c <= 0xED) << i;
    }
#endif
    w->space += CT_NAME(ct_count)(space & mask);
    ideograph &= mask;
    if (ideograph) w->ideograph += CT_NAME(ct_count)(ideograph);
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

CT_FORCE uint64_t CT_NAME(ct_mask)(ptrdiff_t n) { return n >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << n) - 1; }

CT_FORCE void CT_NAME(ct_tally)(const CT_NAME(ct_classes) *m, const unsigned char *p, ct_words *w) {
    uint64_t rest = m->rest;
    w->upper += CT_NAME(ct_count)(m->upper);
    w->digit += CT_NAME(ct_count)(m->digit);
    w->space += CT_NAME(ct_count)(m->space);
    w->stop += CT_NAME(ct_count)(m->stop);
    w->other += CT_NAME(ct_count)(rest);
    if (m->high) {
        w->high = 1;
        w->ideograph += CT_NAME(ct_count)(m->ideograph);
    }
    for (; rest; rest &= rest - 1) w->marks |= ct_mark[p[ct_low_bit(rest)] & 127];
}

/* The token of the word p[0:n]; 16 bytes at p are readable. */
CT_FORCE uint32_t CT_NAME(ct_word)(const unsigned char *p, int n) {
    static const uint64_t cut[17] = {0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, ~(uint64_t)0,
                                     ~(uint64_t)0, ~(uint64_t)0, ~(uint64_t)0, ~(uint64_t)0, ~(uint64_t)0, ~(uint64_t)0, ~(uint64_t)0, ~(uint64_t)0};
    uint64_t a, b, tail = (uint64_t)n << 56;
    int some = n < 16 ? n : 16;
    memcpy(&a, p, 8);
    memcpy(&b, p + 8, 8);
    a = (a | 0x2020202020202020u) & cut[some];                              /* case folded, also of Latin-1 and much of Cyrillic */
    b = some > 8 ? (b | 0x2020202020202020u) & cut[some - 8] : 0;
    if ((unsigned)(p[0] - '0') < 10) {                                      /* digits count by place: "2024" is "0000", but a year */
        if (n == 4 && ((a & 0xFFFF) == 0x3931 || (a & 0xFFFF) == 0x3032) && (p[2] & 0xC0) == 0 && (p[3] & 0xC0) == 0) tail ^= (uint64_t)1 << 48;
        a &= ~(((~a & 0x4040404040404040u) >> 6) * 0x0F);
        b &= ~(((~b & 0x4040404040404040u) >> 6) * 0x0F);
    }
    a = ct_fold(a ^ 0x9E3779B97F4A7C15u, b ^ 0xBF58476D1CE4E5B9u ^ tail);
    return (uint32_t)(a ^ (a >> 32));
}

/* The tokens of the pieces of a run with bytes from 0x80: signs stand alone, Chinese, Japanese and Korean is cut by character. */
static int CT_NAME(ct_mixed)(const unsigned char *p, int n, uint32_t *token, int room) {
    int start = 0, i = 0, found = 0;
    while (i < n && found < room) {
        unsigned c = p[i];
        int size = c >= 0xE3 && c <= 0xED ? 3 : c == 0xC2 ? 2 : c == 0xE2 && !(p[i + 1] == 0x80 && p[i + 2] == 0x99) ? 3 : 0;   /* "don’t" is one word */
        if (!size || i + size > n) { i++; continue; }
        if (i > start) token[found++] = CT_NAME(ct_word)(p + start, i - start);
        if (found < room) token[found++] = CT_NAME(ct_word)(p + i, size);
        start = i += size;
    }
    if (start < n && found < room) token[found++] = CT_NAME(ct_word)(p + start, n - start);
    return found;
}

/* Whether any of the bits start .. stop - 1 is set; start < stop. */
CT_FORCE int CT_NAME(ct_any)(const uint64_t *bits, int start, int stop) {
    uint64_t from = ~(uint64_t)0 << (start & 63), to = ~(uint64_t)0 >> (63 - ((stop - 1) & 63));
    int first = start >> 6, last = (stop - 1) >> 6;
    return first == last ? (bits[first] & from & to) != 0 : ((bits[first] & from) | (bits[last] & to)) != 0;
}

CT_FORCE uint32_t CT_NAME(ct_pair)(uint64_t before, uint64_t token) {
    uint64_t h = ct_fold((before << 32 | token) ^ 0xD6E8FEB86659FD93u, 0xA0761D6478BD642Fu);
    return (uint32_t)(h ^ (h >> 32));
}

/* Where the vocabulary may hold a token. */
CT_FORCE const unsigned char *CT_NAME(ct_slot)(const unsigned char *table, uint32_t token) {
    return (const unsigned char *)((uintptr_t)table + CT_EMBED * (uintptr_t)(token >> (32 - CT_SLOTS_LOG)));
}

/* The pairs of neighbouring words (the line's start and end are such), the whole line, and the line's hash. */
CT_FORCE void CT_NAME(ct_join)(const unsigned char *p, ptrdiff_t n, int whole, ct_words *w) {
    int words = w->words, k, pairs = words < CT_PAIRS ? words : CT_PAIRS;
    uint32_t *out = w->token + words;
    uint64_t chain = 7, last = 11;
    for (k = 0; k < pairs; k++) {
        *out++ = CT_NAME(ct_pair)(last, w->token[k]);
        last = w->token[k];
    }
    if (words < CT_PAIRS) *out++ = CT_NAME(ct_pair)(last, 13);
    for (k = 0; k < words; k++) chain = ct_fold(chain ^ w->token[k], 0x94D049BB133111EBu);
    if (words && words <= CT_WHOLE) *out++ = (uint32_t)(chain ^ (chain >> 29));
    w->tokens = (int)(out - w->token);
    /* lines without words, and all that stands beyond what was read, are told apart by length and first byte */
    if (!words) chain ^= (uint64_t)p[0] << 8;
    if (!words || !whole) chain ^= (uint64_t)n << 20;
    w->hash = (uint32_t)(ct_fold(chain, 0xE7037ED1A0B428DBu) >> 7);
}

/* CT_AHEAD bytes behind p[0:n] are readable; `table` is the vocabulary, fetched ahead of its use. */
static void CT_NAME(ct_scan_line)(const unsigned char *p, ptrdiff_t n, const unsigned char *table, ct_words *w) {
    unsigned char edge[CT_HEAD + 2];                                        /* where words start and stop, in turn */
    int size = n < CT_HEAD ? (int)n : CT_HEAD, edges = 0, words = 0, k;
    uint64_t carry = 0, turn, high[CT_HEAD / 64];
    ptrdiff_t base;
    memset(&w->hash, 0, sizeof *w - offsetof(ct_words, hash));
    for (base = 0; base < size; base += 64) {
        CT_NAME(ct_classes) m = CT_NAME(ct_classify)(p + base, CT_NAME(ct_mask)(size - base));
        CT_NAME(ct_tally)(&m, p + base, w);
        for (turn = m.word ^ (m.word << 1 | carry); turn; turn &= turn - 1) edge[edges++] = (unsigned char)(base + ct_low_bit(turn));
        carry = m.word >> 63;
        high[base / 64] = m.high;
    }
    if (edges & 1) edge[edges++] = (unsigned char)size;
    if (w->high)
        for (k = 0; k < edges && words < CT_WORDS; k += 2) {
            const unsigned char *q = p + edge[k];
            int m = edge[k + 1] - edge[k];
            if (CT_NAME(ct_any)(high, edge[k], edge[k + 1])) words += CT_NAME(ct_mixed)(q, m, w->token + words, CT_WORDS - words);
            else w->token[words++] = CT_NAME(ct_word)(q, m);
        }
    else
        for (k = 0; k < edges && words < CT_WORDS; k += 2) {
            uint32_t token = CT_NAME(ct_word)(p + edge[k], edge[k + 1] - edge[k]);
            CT_PREFETCH(CT_NAME(ct_slot)(table, token));
            w->token[words++] = token;
        }
    w->words = words;
    CT_NAME(ct_join)(p, n, n <= CT_HEAD && words < CT_WORDS, w);
    for (k = words; k < w->tokens; k++) CT_PREFETCH(CT_NAME(ct_slot)(table, w->token[k]));
    for (base = size; base < n; base += 64) CT_NAME(ct_count_rest)(p + base, CT_NAME(ct_mask)(n - base), w);
}
