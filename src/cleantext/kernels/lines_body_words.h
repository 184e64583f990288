/* The bytes of a line, by kind and by word. Included by lines_body.h, once for each instruction set. */

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
