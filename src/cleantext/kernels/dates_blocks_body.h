/* Included by dates_blocks.h, once for each instruction set. */
#include "bytes_on.h"

/* Part signs from letters among what is beyond ASCII; whether there is a character of a script that may count otherwise. */
static inline int DATES_NAME(dates_part_signs)(const unsigned char *p, dates_carry *carry, dates_block *out) {
    uint64_t three = 0, two = 0, leads = 0, large = 0, none;
#if defined(__AVX512VBMI2__)
    __m512i x = _mm512_loadu_si512(p), next = _mm512_loadu_si512(p + 1);
    uint64_t general = EQUAL(x, 0xE2), latin = EQUAL(x, 0xC2);
    three = general & EQUAL(next, 0x80);
    two = latin & (AMONG(next, 0x80, 0xAA - 0x80) | AMONG(next, 0xAB, 0xB2 - 0xAB) | EQUAL(next, 0xB7) | EQUAL(next, 0xBB));
    leads = general | latin;
    large = AMONG(x, 0xDF, 0x100 - 0xDF);
#elif defined(V)
    for (int k = 0; k < 64; k += EACH) {
        V x = LOAD(p + k), next = LOAD(p + k + 1), general = EQ(x, ONE(0xE2)), latin = EQ(x, ONE(0xC2));
        V sign = OR(GT(ONE(0xAA), next), OR(AND(GT(next, ONE(0xAA)), GT(ONE(0xB2), next)), OR(EQ(next, ONE(0xB7)), EQ(next, ONE(0xBB)))));
        three |= BITS(AND(general, EQ(next, ONE(0x80)))) << k;
        two |= BITS(AND(latin, AND(sign, GT(ONE(0), next)))) << k;      /* signed: bytes from 0x80 are negative */
        leads |= BITS(OR(general, latin)) << k;
        large |= BITS(AND(GT(x, ONE(0xDE)), GT(ONE(0), x))) << k;
    }
#else
    for (int k = 0; k < 64; k++) {
        uint64_t bit = (uint64_t)1 << k;
        unsigned next = p[k + 1];
        if (p[k] == 0xE2 && next == 0x80) three |= bit;
        if (p[k] == 0xC2 && next >= 0x80 && (next < 0xAA || (next > 0xAA && next < 0xB2) || next == 0xB7 || next == 0xBB)) two |= bit;
        if (p[k] == 0xC2 || p[k] == 0xE2) leads |= bit;
        if (p[k] > 0xDE) large |= bit;
    }
#endif
    none = carry->spill | three | three << 1 | three << 2 | two | two << 1;
    carry->spill = three >> 62 | three >> 63 | two >> 63;
    out->rare = leads & ~(three | two);
    out->odd = (leads | large) & ~none;
    out->letters &= ~none;
    out->high &= ~none;
    return (large & ~leads) != 0;
}

/* Whether numbers stand in the block, whose digits are d, that the year of a date may be read from. */
static inline int DATES_NAME(dates_tell_year)(const unsigned char *p, uint64_t d, uint64_t before) {
    uint64_t quotes = 0, joints = 0, second = d & (d << 1 | before >> 63), third = d << 2 | before >> 62, starts = d & ~(d << 1 | before >> 63);
    if (second & third) return 1;
#if defined(__AVX512VBMI2__)
    __m512i x = _mm512_loadu_si512(p);
    quotes = EQUAL(x, '\'') | AMONG(x, 0x98, 2);
    joints = AMONG(x, '-', 3);
#elif defined(V)
    for (int k = 0; k < 64; k += EACH) {
        V x = LOAD(p + k);
        quotes |= BITS(OR(EQ(x, ONE('\'')), EQ(OR(x, ONE(1)), ONE(0x99)))) << k;
        joints |= BITS(AND(GT(x, ONE('-' - 1)), GT(ONE('/' + 1), x))) << k;
    }
#else
    for (int k = 0; k < 64; k++) {
        if (p[k] == '\'' || (p[k] | 1) == 0x99) quotes |= (uint64_t)1 << k;
        if (p[k] >= '-' && p[k] <= '/') joints |= (uint64_t)1 << k;
    }
#endif
    return (starts & (quotes << 1 | 1)) || (starts & joints << 1 & third);
}

static uint64_t DATES_NAME(dates_blocks)(const unsigned char *p, int blocks, dates_carry *carry, dates_block *out) {
    uint64_t years = 0;
    for (int i = 0; i < blocks; i++, p += 64) {
        uint64_t letters = 0, digits = 0, high = 0;
        int tells = 0;
#if defined(__AVX512VBMI2__)
        __m512i x = _mm512_loadu_si512(p);
        high = _mm512_movepi8_mask(x);
        letters = AMONG(_mm512_or_si512(x, _mm512_set1_epi8(32)), 'a', 26) | high;
        digits = AMONG(x, '0', 10);
#elif defined(V)
        for (int k = 0; k < 64; k += EACH) {
            V x = LOAD(p + k);
            V letter = GT(ONE(26 - 128), ADD(OR(x, ONE(32)), ONE(128 - 'a')));
            V digit = GT(ONE(10 - 128), ADD(x, ONE(128 - '0')));
            letters |= BITS(OR(letter, x)) << k;
            digits |= BITS(digit) << k;
            high |= BITS(x) << k;
        }
#else
        for (int k = 0; k < 64; k++) {
            unsigned char low = p[k] | 32;
            if ((low >= 'a' && low <= 'z') || p[k] >= 0x80) letters |= (uint64_t)1 << k;
            if (p[k] >= '0' && p[k] <= '9') digits |= (uint64_t)1 << k;
            if (p[k] >= 0x80) high |= (uint64_t)1 << k;
        }
#endif
        out[i].letters = letters;
        out[i].digits = digits;
        out[i].high = high;
        out[i].odd = out[i].rare = 0;
        if (high) tells = DATES_NAME(dates_part_signs)(p, carry, out + i);
        else carry->spill = 0;
        if (digits) tells |= DATES_NAME(dates_tell_year)(p, digits, carry->digits);
        carry->digits = digits;
        years |= (uint64_t)tells << i;
    }
    return years;
}
#include "bytes_off.h"
