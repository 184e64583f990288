/* Included by text_body.h: runs of text that tidying leaves as it is. */

#define AT_LEAST EACH                   /* bytes that are looked at together */
#if defined(V) && defined(__AVX2__)
/* Kinds of bytes, by their halves: blanks, tabs, line feeds, separators (by the first half); the kinds that may not stand behind each of these;
   and what ends a run anywhere: controls, delete, semicolons. */
#define BLANK 1
#define TAB 2
#define FEED 4
#define BARS (8 | 16 | 32 | 64)
static const unsigned char TEXT_NAME(text_kinds)[5][16] = {
    {TAB | FEED, 0, BLANK | 8, 16, 0, 32, 0, 64, 0, 0, 0, 0, 0, 0, 0, 0},
    {BLANK, 0, 0, 0, 0, 0, 0, 0, 0, TAB, FEED | 8, 0, 64, 8 | 16, 64, 32},
    {0, BLANK | TAB | FEED, BLANK | TAB | FEED, 0, BLANK | TAB | BARS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    {1, 2, 0, 8, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0},
    {3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 3 | 8, 3, 3, 3, 3 | 4},
};

#if defined(__AVX512VBMI2__)
#undef AT_LEAST
#define AT_LEAST 1
#define W __m512i
#define AND_W _mm512_and_si512
#define OR_W _mm512_or_si512
#define ONES_W(c) _mm512_set1_epi8((char)(c))
#define HIGH_W(v) AND_W(_mm512_srli_epi16(v, 4), ONES_W(0x0F))
#define LOW_W(v) AND_W(v, ONES_W(0x0F))
#define LOOK_UP_W(table) _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(table)))
#define BEFORE_W(last, x, by) _mm512_alignr_epi8(x, _mm512_alignr_epi64(x, last, 6), 16 - by)
/* The same as below. */
static TEXT_APART uint64_t TEXT_NAME(text_doubts)(W last, W x) {
#define LOOK(number, half) _mm512_shuffle_epi8(LOOK_UP_W(unicode_doubts + 16 * (number)), half)
#define BOTH(number, bytes) AND_W(LOOK(number, HIGH_W(bytes)), LOOK(number + 1, LOW_W(bytes)))
    W one = BEFORE_W(last, x, 1), two = BEFORE_W(last, x, 2);
    W found = OR_W(OR_W(AND_W(BOTH(0, one), BOTH(2, x)), AND_W(BOTH(4, one), BOTH(6, x))), AND_W(BOTH(8, two), AND_W(BOTH(10, one), BOTH(12, x))));
    return _mm512_test_epi8_mask(found, found);
#undef LOOK
#undef BOTH
}
#else
/* Which bytes of x, some of them beyond ASCII, show that a character is perhaps not plain: its second byte or its third (see tools/tables/unicode.py).
   Apart, so that its tables are not loaded where all is ASCII. */
static TEXT_APART V TEXT_NAME(text_doubts)(V last, V x) {
#define LOOK(number, half) FIND(LOOK_UP(unicode_doubts + 16 * (number)), half)
#define BOTH(number, bytes) AND(LOOK(number, HIGH(bytes)), LOOK(number + 1, LOW(bytes)))
    V one = BEFORE(last, x, 1), two = BEFORE(last, x, 2);
    return OR(OR(AND(BOTH(0, one), BOTH(2, x)), AND(BOTH(4, one), BOTH(6, x))), AND(BOTH(8, two), AND(BOTH(10, one), BOTH(12, x))));
#undef LOOK
#undef BOTH
}
#endif
#endif

/* Copy the run of plain characters that p[0:n] starts with; how much it took, and in *size how much it wrote. It starts with no white space. */
static ptrdiff_t TEXT_NAME(text_copy_plain)(const unsigned char *p, ptrdiff_t n, unsigned char *out, int how, ptrdiff_t *size) {
    unsigned char *to = out;
    ptrdiff_t k = 0, step = n > 0 && p[0] > ' ';
    while (step && k < n) {
        uint64_t bits = 0;
        unsigned char before = to > out ? to[-1] : 0;
#if defined(__AVX512VBMI2__)
        const W kind_high = LOOK_UP_W(TEXT_NAME(text_kinds)[0]), kind_low = LOOK_UP_W(TEXT_NAME(text_kinds)[1]), not_behind = LOOK_UP_W(TEXT_NAME(text_kinds)[2]);
        const W never_high = LOOK_UP_W(TEXT_NAME(text_kinds)[3]), never_low = LOOK_UP_W(TEXT_NAME(text_kinds)[4]), ends = ONES_W(how & TEXT_CROSS ? 0 : FEED);
        W last = _mm512_setzero_si512(), kinds = ONES_W(before == ' ' ? BLANK : before == '\t' ? TAB : before == '\n' ? FEED : 0);
        for (; k < n; k += 64, to += 64) {                                  /* behind the end stand zeros, which end the run */
            W x = _mm512_maskz_loadu_epi8(n - k < 64 ? ((uint64_t)1 << (n - k)) - 1 : ~(uint64_t)0, p + k), high = HIGH_W(x);
            W kind = AND_W(_mm512_shuffle_epi8(kind_high, high), _mm512_shuffle_epi8(kind_low, x)), behind = BEFORE_W(kinds, kind, 1);
            W found = OR_W(AND_W(_mm512_shuffle_epi8(never_high, high), _mm512_shuffle_epi8(never_low, x)), AND_W(kind, OR_W(_mm512_shuffle_epi8(not_behind, behind), ends)));
            bits = _mm512_test_epi8_mask(found, found);
            _mm512_storeu_si512(to, x);
            if (_mm512_movepi8_mask(x)) {
                bits |= _mm512_cmpeq_epi8_mask(AND_W(x, ONES_W(0xDF)), ONES_W(0xC2)) & _mm512_cmpeq_epi8_mask(behind, ONES_W(FEED));        /* what separators may begin with */
                bits |= TEXT_NAME(text_doubts)(last, x);
            }
            if (bits) break;
            last = x;
            kinds = kind;
        }
#elif defined(V) && defined(__AVX2__)
        const V kind_high = LOOK_UP(TEXT_NAME(text_kinds)[0]), kind_low = LOOK_UP(TEXT_NAME(text_kinds)[1]), not_behind = LOOK_UP(TEXT_NAME(text_kinds)[2]);
        const V never_high = LOOK_UP(TEXT_NAME(text_kinds)[3]), never_low = LOOK_UP(TEXT_NAME(text_kinds)[4]), ends = how & TEXT_CROSS ? ZERO : ONES(FEED);
        V last = ZERO, kinds = _mm256_insert_epi8(ZERO, before == ' ' ? BLANK : before == '\t' ? TAB : before == '\n' ? FEED : 0, 31);
        for (; k + EACH <= n; k += EACH, to += EACH) {
            V x = LOAD(p + k), high = HIGH(x);
            V kind = AND(FIND(kind_high, high), FIND(kind_low, x)), behind = BEFORE(kinds, kind, 1);
            V found = OR(AND(FIND(never_high, high), FIND(never_low, x)), AND(kind, OR(FIND(not_behind, behind), ends)));
            STORE(to, x);
            if (BITS(x)) {
                V bar = AND(EQ8(AND(x, ONES(0xDF)), ONES(0xC2)), EQ8(behind, ONES(FEED)));        /* what separators may begin with */
                found = OR(found, OR(bar, TEXT_NAME(text_doubts)(last, x)));
            }
            bits = ~BITS(EQ8(found, ZERO));
            if (bits) break;
            last = x;
            kinds = kind;
        }
#elif defined(V)
        V last = _mm_slli_si128(_mm_cvtsi32_si128(before), 15);
        const V ends = how & TEXT_CROSS ? ZERO : ONES(0xFF);
        for (; k + EACH <= n; k += EACH, to += EACH) {
            V x = LOAD(p + k), behind = BEFORE(last, x, 1), feed = EQ8(behind, ONES('\n')), space = OR(EQ8(x, ONES(' ')), EQ8(x, ONES('\t')));
            V space_behind = OR(EQ8(behind, ONES(' ')), EQ8(behind, ONES('\t')));
            V control = _mm_andnot_si128(OR(EQ8(x, ONES('\n')), EQ8(x, ONES('\t'))), GT8(ONES(' '), x));       /* signed: and bytes from 0x80 */
            V bar = OR(OR(OR(EQ8(x, ONES('-')), EQ8(x, ONES('='))), OR(EQ8(x, ONES('_')), EQ8(x, ONES('*')))), OR(EQ8(x, ONES('~')), EQ8(x, ONES('|'))));
            V found = OR(OR(control, OR(EQ8(x, ONES(0x7F)), EQ8(x, ONES(';')))), OR(AND(feed, OR(space, bar)), AND(space, space_behind)));
            found = OR(found, AND(EQ8(x, ONES('\n')), OR(space_behind, ends)));
            STORE(to, x);
            bits = BITS(found);
            if (bits) break;
            last = x;
        }
#endif
        if (bits) {
            k += cleantext_lowest64(bits);
            to += cleantext_lowest64(bits);
        }
        for (; to > out && k < n && (p[k] & 0xC0) == 0x80; to--) k--;          /* to where the character begins */
        for (int first = 1; step && k < n && (first || p[k] >= 0x80 || n - k < AT_LEAST); first = 0) {
            step = text_plain_step(p + k, n - k, &to, to == out, how);
            k += step;
        }
    }
    *size = to - out;
    return k;
}
#undef BLANK
#undef TAB
#undef FEED
#undef BARS
#undef AT_LEAST
#undef W
#undef AND_W
#undef OR_W
#undef ONES_W
#undef HIGH_W
#undef LOW_W
#undef LOOK_UP_W
#undef BEFORE_W
