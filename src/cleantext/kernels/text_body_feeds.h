/* Included by text_body.h: how many characters and lines there are, and where the lines end. */

/* How many of the bytes are line feeds, if `feeds`, or else begin a character; and, unless `top` is NULL, the highest of them. */
static inline ptrdiff_t TEXT_NAME(text_count)(const unsigned char *p, ptrdiff_t n, int feeds, unsigned char *top) {
    ptrdiff_t k = 0, count = 0;
    unsigned char most = 0;
#ifdef V
    V total = ZERO, high = ZERO;
    uint64_t sums[EACH / 8];
    unsigned char bytes[EACH];
    while (k + EACH <= n) {
        V part = ZERO;
        ptrdiff_t stop = n - k > EACH * 255 ? k + EACH * 255 : n;
        for (; k + EACH <= stop; k += EACH) {
            V x = LOAD(p + k);
            part = SUB8(part, feeds ? EQ8(x, ONES('\n')) : GT8(x, ONES(0xBF)));         /* signed: 0xBF is the last continuation byte */
            if (top) high = MAX8(high, x);
        }
        total = ADD64(total, SUM(part, ZERO));
    }
    STORE(sums, total);
    for (int i = 0; i < EACH / 8; i++) count += (ptrdiff_t)sums[i];
    if (k > 0 && k < n) {               /* what is left, along with bytes that are counted already */
        V x = LOAD(p + n - EACH);
        count += COUNT((uint64_t)(BITS(feeds ? EQ8(x, ONES('\n')) : GT8(x, ONES(0xBF))) >> (EACH - (n - k))));
        high = MAX8(high, x);
        k = n;
    }
    if (top) {
        STORE(bytes, high);
        for (int i = 0; i < EACH; i++) most = bytes[i] > most ? bytes[i] : most;
    }
#endif
    for (; k < n; k++) {
        count += feeds ? p[k] == '\n' : (p[k] & 0xC0) != 0x80;
        most = p[k] > most ? p[k] : most;
    }
    if (top) *top = most;
    return count;
}

/* Set `out` to the places of the line feeds in p[0:n]; FEEDS_MORE places behind them may be overwritten. */
static inline void TEXT_NAME(text_find_feeds)(const unsigned char *p, ptrdiff_t n, ptrdiff_t *out) {
    ptrdiff_t k = 0;
#if defined(__AVX512VBMI2__)
    for (; k + 64 <= n; k += 64) {
        uint64_t bits = _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(p + k), _mm512_set1_epi8('\n'));
        __m128i places = _mm512_castsi512_si128(_mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(cleantext_places)));
        ptrdiff_t count = (ptrdiff_t)COUNT(bits), j;
        _mm512_storeu_si512(out, _mm512_add_epi64(_mm512_cvtepu8_epi64(places), _mm512_set1_epi64(k)));
        for (j = count; j > 8; j--) {                                       /* more than most blocks have */
            int last = cleantext_highest64(bits);
            out[j - 1] = k + last;
            bits ^= 1ull << last;
        }
        out += count;
    }
#elif defined(V)
    for (; k + 64 <= n; k += 64) {
        uint64_t bits = 0;
        int count, j;
        for (j = 0; j < 64; j += EACH) bits |= (uint64_t)BITS(EQ8(LOAD(p + k + j), ONES('\n'))) << j;
        count = COUNT(bits);
        for (j = 0; j < 4; j++, bits &= bits - 1) out[j] = k + cleantext_lowest64(bits | 1ull << 63);      /* most blocks have fewer: no branch asks */
        for (; j < count; j++, bits &= bits - 1) out[j] = k + cleantext_lowest64(bits);
        out += count;
    }
#endif
    for (; k < n; k++)
        if (p[k] == '\n') *out++ = k;
}
