/* Included by plain.h, once for each instruction set. */
#if defined(PLAIN_SSE2) && defined(__AVX2__)
#define V __m256i
#define EACH 32
#define LOAD(q) _mm256_loadu_si256((const V *)(q))
#define STORE(q, v) _mm256_storeu_si256((V *)(q), v)
#define ZERO _mm256_setzero_si256()
#define ONES(c) _mm256_set1_epi8((char)(c))
#define EQ _mm256_cmpeq_epi8
#define AND _mm256_and_si256
#define OR _mm256_or_si256
#define BITS(v) ((uint32_t)_mm256_movemask_epi8(v))
#define TABLE(...) _mm256_broadcastsi128_si256(_mm_setr_epi8(__VA_ARGS__))
#define FIND _mm256_shuffle_epi8            /* by the low half of each byte; 0 for a byte from 0x80 */
#define HIGH(v) AND(_mm256_srli_epi16(v, 4), ONES(0x0F))
#define LOW(v) AND(v, ONES(0x0F))
/* The bytes that lie `by` places before those of x; `last` is the vector before it. */
#define BEFORE(last, x, by) _mm256_alignr_epi8(x, _mm256_permute2x128_si256(last, x, 0x21), 16 - by)

/* Which bytes of x, some of them beyond ASCII, show that a character is perhaps not plain: its second byte or its third (see tools/tables/unicode.py). */
static inline V PLAIN_NAME(plain_doubts)(V last, V x) {
#define LOOK(number, half) FIND(_mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(unicode_doubts + 16 * (number)))), half)
#define BOTH(number, bytes) AND(LOOK(number, HIGH(bytes)), LOOK(number + 1, LOW(bytes)))
    V one = BEFORE(last, x, 1), two = BEFORE(last, x, 2);
    return OR(OR(AND(BOTH(0, one), BOTH(2, x)), AND(BOTH(4, one), BOTH(6, x))), AND(BOTH(8, two), AND(BOTH(10, one), BOTH(12, x))));
#undef LOOK
#undef BOTH
}
#elif defined(PLAIN_SSE2)
#define V __m128i
#define EACH 16
#define LOAD(q) _mm_loadu_si128((const V *)(q))
#define STORE(q, v) _mm_storeu_si128((V *)(q), v)
#define ZERO _mm_setzero_si128()
#define ONES(c) _mm_set1_epi8((char)(c))
#define EQ _mm_cmpeq_epi8
#define AND _mm_and_si128
#define OR _mm_or_si128
#define BITS(v) ((uint32_t)_mm_movemask_epi8(v))
#define BEFORE(last, x, by) OR(_mm_slli_si128(x, by), _mm_srli_si128(last, 16 - by))
#endif

static ptrdiff_t PLAIN_NAME(plain_copy)(const unsigned char *p, ptrdiff_t n, unsigned char *out, int cross) {
    ptrdiff_t k = 0, size;
    if (n <= 0 || p[0] <= ' ') return 0;
    for (;;) {
        uint32_t bits = 0;
        ptrdiff_t start;
#if defined(V) && defined(__AVX2__)
        enum { BLANK = 1, TAB = 2, FEED = 4, BARS = 8 | 16 | 32 | 64 };     /* kinds; BARS: separators, by the first half of the byte */
        const V kind_high = TABLE(TAB | FEED, 0, BLANK | 8, 16, 0, 32, 0, 64, 0, 0, 0, 0, 0, 0, 0, 0);
        const V kind_low = TABLE(BLANK, 0, 0, 0, 0, 0, 0, 0, 0, TAB, FEED | 8, 0, 64, 8 | 16, 64, 32);
        const V not_behind = TABLE(0, BLANK | TAB | FEED, BLANK | TAB | FEED, 0, BLANK | TAB | BARS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        const V never_high = TABLE(1 | 16, 2, 0, 8, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0);            /* controls, delete, semicolon, line feed */
        const V never_low = TABLE(3, 3, 3, 3, 3, 3, 3, 3, 3, 2, cross ? 2 : 2 | 16, 3 | 8, 3, 3, 3, 3 | 4);
        V last = ZERO, kinds = ZERO;
        for (; k + EACH <= n; k += EACH) {
            V x = LOAD(p + k), high = HIGH(x);
            V kind = AND(FIND(kind_high, high), FIND(kind_low, x)), behind = BEFORE(kinds, kind, 1);
            V found = OR(AND(FIND(never_high, high), FIND(never_low, x)), AND(kind, FIND(not_behind, behind)));
            STORE(out + k, x);
            if (BITS(x)) {
                V bar = AND(EQ(AND(x, ONES(0xDF)), ONES(0xC2)), EQ(behind, ONES(FEED)));        /* what separators may begin with */
                found = OR(found, OR(bar, PLAIN_NAME(plain_doubts)(last, x)));
            }
            bits = ~BITS(EQ(found, ZERO));
            if (bits) break;
            last = x;
            kinds = kind;
        }
#elif defined(V)
        V last = ZERO;
        const V crosses = cross ? ZERO : ONES(0xFF);
        for (; k + EACH <= n; k += EACH) {
            V x = LOAD(p + k), behind = BEFORE(last, x, 1), feed = EQ(behind, ONES('\n')), space = OR(EQ(x, ONES(' ')), EQ(x, ONES('\t')));
            V space_behind = OR(EQ(behind, ONES(' ')), EQ(behind, ONES('\t')));
            V control = _mm_andnot_si128(OR(EQ(x, ONES('\n')), EQ(x, ONES('\t'))), _mm_cmplt_epi8(x, ONES(' ')));       /* signed: and bytes from 0x80 */
            V bar = OR(OR(OR(EQ(x, ONES('-')), EQ(x, ONES('='))), OR(EQ(x, ONES('_')), EQ(x, ONES('*')))), OR(EQ(x, ONES('~')), EQ(x, ONES('|'))));
            V found = OR(OR(control, OR(EQ(x, ONES(0x7F)), EQ(x, ONES(';')))), OR(AND(feed, OR(space, bar)), AND(space, space_behind)));
            found = OR(found, AND(EQ(x, ONES('\n')), OR(space_behind, crosses)));
            STORE(out + k, x);
            bits = BITS(found);
            if (bits) break;
            last = x;
        }
#endif
        if (bits == 0) break;
        k += cleantext_lowest64(bits);
        while (k > 0 && (p[k] & 0xC0) == 0x80) k--;
        start = k;
        while (k < n && p[k] >= 0x80 && (size = plain_wide(p + k, n - k, k > 0 ? p[k - 1] : 0)) > 0)
            for (size += k; k < size; k++) out[k] = p[k];
        if (k == start || (k < n && p[k] >= 0x80)) return k;
    }
    while (k > 0 && k < n && (p[k] & 0xC0) == 0x80) k--;
    while (k < n && (size = plain_step(p + k, n - k, k > 0 ? p[k - 1] : 0, cross)) > 0)
        for (size += k; k < size; k++) out[k] = p[k];
    return k;
}

#undef V
#undef EACH
#undef LOAD
#undef STORE
#undef ZERO
#undef ONES
#undef EQ
#undef AND
#undef OR
#undef BITS
#undef TABLE
#undef FIND
#undef HIGH
#undef LOW
#undef BEFORE
