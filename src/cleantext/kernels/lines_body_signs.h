/* What kinds of bytes a line has. Included by lines_body.h, once for each instruction set. */

/* One bit a byte: what the 64 bytes at p are. cut: the leads of characters of three bytes that stand alone in a word, brief: of two. */
typedef struct { uint64_t word, upper, digit, space, stop, high, ideograph, rest, cut, brief; } CT_NAME(ct_classes);

CT_FORCE int CT_NAME(ct_count)(uint64_t x) {
#if defined(__POPCNT__)
    return __builtin_popcountll(x);
#else
    x -= (x >> 1) & 0x5555555555555555u;
    x = (x & 0x3333333333333333u) + ((x >> 2) & 0x3333333333333333u);
    return (int)((((x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u) >> 56);
#endif
}

#include "bytes_on.h"

/* What bytes are compared with: made once, and hidden from the compiler, which would make each again for each line. */
#if defined(V)
typedef struct { V bit, digit, nine, ten, letter, twenty_six, space, tab, stop, bang, question, comma; } CT_NAME(ct_signs);
CT_FORCE V CT_NAME(ct_sign)(int c) {
    V v = ONE(c);
    CT_HIDE_VECTOR(v);
    return v;
}
#define SIGN CT_NAME(ct_sign)
CT_FORCE CT_NAME(ct_signs) CT_NAME(ct_signs_of)(void) {
    CT_NAME(ct_signs) s = {SIGN(0x20), SIGN(0x80 - '0'), SIGN(9 - 0x80), SIGN(0xF0), SIGN(0x80 - 'a'), SIGN('z' - 'a' - 0x80),
                           SIGN(' '), SIGN('\t'), SIGN('.'), SIGN('!'), SIGN('?'), SIGN(',')};
    return s;
}
#undef SIGN
#else
typedef struct { int none; } CT_NAME(ct_signs);
CT_FORCE CT_NAME(ct_signs) CT_NAME(ct_signs_of)(void) { CT_NAME(ct_signs) s = {0}; return s; }
#endif

/* The classes of p[0:64], of which only those in `mask` count. folded: the bytes with case folded, also of Latin-1 and much of Cyrillic, and
   every digit 0. */
CT_FORCE CT_NAME(ct_classes) CT_NAME(ct_classify)(const CT_NAME(ct_signs) *s, const unsigned char *p, uint64_t mask, unsigned char *folded) {
    CT_NAME(ct_classes) m = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    uint64_t letter = 0, comma = 0;
#if defined(__AVX512BW__)
    __m512i v = _mm512_loadu_si512(p), low = _mm512_or_si512(v, _mm512_set1_epi8(0x20));
    (void)s;
    letter = AMONG(low, 'a', 26);
    m.upper = AMONG(v, 'A', 26);
    m.digit = AMONG(v, '0', 10);
    m.space = EQUAL(v, ' ') | EQUAL(v, '\t');
    m.stop = EQUAL(v, '.') | EQUAL(v, '!') | EQUAL(v, '?');
    comma = EQUAL(v, ',');
    m.high = _mm512_movepi8_mask(v);
    _mm512_storeu_si512(folded, _mm512_mask_blend_epi8(m.digit, low, _mm512_set1_epi8('0')));
    if (m.high & mask) {
        uint64_t apostrophe = EQUAL(_mm512_loadu_si512(p + 1), 0x80) & EQUAL(_mm512_loadu_si512(p + 2), 0x99);     /* "don’t" is one word */
        m.ideograph = AMONG(v, 0xE3, 11);
        m.cut = m.ideograph | (EQUAL(v, 0xE2) & ~apostrophe);
        m.brief = EQUAL(v, 0xC2);
    }
#elif defined(V)
    uint64_t small = 0;
    for (int k = 0; k < 64; k += EACH) {
        V v = LOAD(p + k), low = OR(v, s->bit);
        V no_digit = GT(ADD(v, s->digit), s->nine);
        letter |= BITS(GT(ADD(low, s->letter), s->twenty_six)) << k;
        small |= BITS(TOP(v, 2)) << k;
        STORE(folded + k, AND(low, OR(no_digit, s->ten)));
        m.digit |= BITS(no_digit) << k;
        m.space |= BITS(OR(EQ(v, s->space), EQ(v, s->tab))) << k;
        m.stop |= BITS(OR(EQ(v, s->stop), OR(EQ(v, s->bang), EQ(v, s->question)))) << k;
        comma |= BITS(EQ(v, s->comma)) << k;
        m.high |= BITS(v) << k;
    }
    letter = ~letter;
    m.digit = ~m.digit;
    m.upper = letter & ~small;
    if (m.high & mask)
        for (int k = 0; k < 64; k += EACH) {
            V v = LOAD(p + k), ideograph = AND(GT(v, ONE(0xE2)), GT(ONE(0xEE), v));
            V apostrophe = AND(EQ(LOAD(p + k + 1), ONE(0x80)), EQ(LOAD(p + k + 2), ONE(0x99)));         /* "don’t" is one word */
            m.ideograph |= BITS(ideograph) << k;
            m.cut |= BITS(OR(ideograph, WITHOUT(apostrophe, EQ(v, ONE(0xE2))))) << k;
            m.brief |= BITS(EQ(v, ONE(0xC2))) << k;
        }
#else
    (void)s;
    for (int i = 0; i < 64; i++) {
        unsigned c = p[i];
        uint64_t bit = (uint64_t)1 << i;
        if ((c >= 0xE3 && c <= 0xED) || (c == 0xE2 && !(p[i + 1] == 0x80 && p[i + 2] == 0x99))) m.cut |= bit;
        if (c == 0xC2) m.brief |= bit;
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') letter |= bit;
        if (c >= 'A' && c <= 'Z') m.upper |= bit;
        folded[i] = (unsigned char)(c | 0x20);
        if (c >= '0' && c <= '9') {
            folded[i] = '0';
            m.digit |= bit;
        }
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
    m.cut &= mask;
    m.brief &= mask;
    return m;
}

/* Count what stands between the blocks: white space and ideographs, by which words are counted. */
CT_FORCE void CT_NAME(ct_count_rest)(const CT_NAME(ct_signs) *s, const unsigned char *p, uint64_t mask, ct_words *w) {
    uint64_t space = 0, ideograph = 0;
#if defined(__AVX512BW__)
    __m512i v = _mm512_loadu_si512(p);
    (void)s;
    space = EQUAL(v, ' ') | EQUAL(v, '\t');
    ideograph = AMONG(v, 0xE3, 11);
#elif defined(V)
    for (int k = 0; k < 64; k += EACH) {
        V v = LOAD(p + k);
        space |= BITS(OR(EQ(v, s->space), EQ(v, s->tab))) << k;
        ideograph |= BITS(AND(GT(v, ONE(0xE2)), GT(ONE(0xEE), v))) << k;
    }
#else
    (void)s;
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
#include "bytes_off.h"

/* The lowest n bits, at most 64; n > 0. */
CT_FORCE uint64_t CT_NAME(ct_mask)(ptrdiff_t n) { return ~(uint64_t)0 >> (64 - (n < 64 ? n : 64)); }

#if defined(__AVX512VBMI__)
/* The kinds of signs that p[0:64] has at `rest`. */
CT_FORCE unsigned CT_NAME(ct_marks)(const unsigned char *p, uint64_t rest) {
    __m512i v = _mm512_maskz_permutex2var_epi8(rest, _mm512_loadu_si512(ct_mark), _mm512_loadu_si512(p), _mm512_loadu_si512(ct_mark + 64));
    __m256i half = _mm256_or_si256(_mm512_castsi512_si256(v), _mm512_extracti64x4_epi64(v, 1));
    __m128i few = _mm_or_si128(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1));
    uint64_t eight = (uint64_t)_mm_cvtsi128_si64(_mm_or_si128(few, _mm_unpackhi_epi64(few, few)));
    eight |= eight >> 32;
    eight |= eight >> 16;
    return (unsigned)(eight | eight >> 8) & 255;
}
#endif

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
#if defined(__AVX512VBMI__)
    w->marks |= CT_NAME(ct_marks)(p, rest);
#else
    for (; rest; rest &= rest - 1) w->marks |= ct_mark[p[ct_low_bit(rest)] & 127];
#endif
}
