/* Included by money_places.h, once for each instruction set. */

#include "bytes_on.h"

#if defined(__AVX512VBMI2__)
/* The classes of 64 bytes; `flat` gets what a word's hash is made of (see places_flat). */
static inline places_classes PLACES_NAME(places_classify)(const unsigned char *p, unsigned char *flat) {
    places_classes m = {0, 0, 0, 0, 0, 0, 0};
    const __m512i bit = _mm512_set1_epi8(0x20);
    __m512i x = _mm512_loadu_si512(p), next = _mm512_loadu_si512(p + 1), keep;
    uint64_t high = _mm512_movepi8_mask(x);
    m.letters = AMONG(_mm512_or_si512(x, bit), 'a', 26);
    m.dollars = EQUAL(x, '$');
    keep = _mm512_maskz_mov_epi8(m.letters, x);
    if (high) {
        uint64_t latin = AMONG(x, 0xC3, 7) & ~EQUAL(_mm512_or_si512(next, bit), 0xB7), inside;
        m.leads = _mm512_cmpge_epu8_mask(x, _mm512_set1_epi8((char)0xC0));
        inside = latin | (high & ~m.leads);
        m.pairs = AMONG(x, 0xC3, 29);
        m.western = AMONG(x, 0xC3, 19);
        m.others = (EQUAL(x, 0xE2) & EQUAL(next, 0x80)) | (EQUAL(x, 0xC2) & ~AMONG(next, 0xA2, 4));
        m.asian = AMONG(x, 0xE3, 11);
        keep = _mm512_mask_mov_epi8(keep, high, _mm512_set1_epi8(0x3F));
        keep = _mm512_mask_mov_epi8(keep, inside, _mm512_or_si512(x, _mm512_set1_epi8(0x40)));
    }
    _mm512_storeu_si512(flat, _mm512_mask_mov_epi8(keep, AMONG(next, 0x60, 0x20), _mm512_or_si512(keep, bit)));
    return m;
}

#else
/* The classes of 64 bytes; `flat` gets what a word's hash is made of (see places_flat). */
static inline places_classes PLACES_NAME(places_classify)(const unsigned char *p, unsigned char *flat) {
    places_classes m;
    memset(&m, 0, sizeof m);
#if defined(V)
    for (int k = 0; k < 64; k += EACH) {
        V x = LOAD(p + k), next = LOAD(p + k + 1);
        V other_bytes = GT(ADD(OR(x, ONE(0x20)), ONE(0x80 - 'a')), ONE('z' - 'a' - 0x80));     /* signed: what is no ASCII letter */
        V keep = WITHOUT(other_bytes, x);
        m.letters |= BITS(other_bytes) << k;
        m.dollars |= BITS(EQ(x, ONE('$'))) << k;
        if (BITS(x)) {
            V high = GT(ONE(0), x), lead = AND(GT(x, ONE(0xBF)), high);
            V pair = AND(GT(x, ONE(0xC2)), GT(ONE(0xE0), x));
            V currency = AND(GT(next, ONE(0xA1)), GT(ONE(0xA6), next));     /* after C2: cent, pound, currency and yen sign */
            V other = OR(AND(EQ(x, ONE(0xE2)), EQ(next, ONE(0x80))), WITHOUT(currency, EQ(x, ONE(0xC2))));
            V latin = WITHOUT(EQ(OR(next, ONE(0x20)), ONE(0xB7)), AND(GT(x, ONE(0xC2)), GT(ONE(0xCA), x)));
            V inside = OR(latin, WITHOUT(lead, high));
            m.leads |= BITS(lead) << k;
            m.pairs |= BITS(pair) << k;
            m.western |= BITS(AND(pair, GT(ONE(0xD6), x))) << k;
            m.others |= BITS(other) << k;
            m.asian |= BITS(AND(GT(x, ONE(0xE2)), GT(ONE(0xEE), x))) << k;
            keep = OR(keep, OR(AND(inside, OR(x, ONE(0x40))), AND(WITHOUT(inside, high), ONE(0x3F))));
        }
        STORE(flat + k, OR(keep, AND(GT(next, ONE(0x5F)), ONE(0x20))));
    }
    m.letters = ~m.letters;
#else
    for (int k = 0; k < 64; k++) {
        unsigned c = p[k];
        uint64_t bit = (uint64_t)1 << k;
        flat[k] = places_flat(p + k);
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') m.letters |= bit;
        if (c == '$') m.dollars |= bit;
        if (c >= 0xC0) m.leads |= bit;
        if (c > 0xC2 && c < 0xE0) m.pairs |= bit;
        if (c > 0xC2 && c < 0xD6) m.western |= bit;
        if ((c == 0xE2 && p[k + 1] == 0x80) || (c == 0xC2 && (p[k + 1] < 0xA2 || p[k + 1] > 0xA5))) m.others |= bit;
        if (c > 0xE2 && c < 0xEE) m.asian |= bit;
    }
#endif
    return m;
}

#endif

#include "bytes_off.h"

/* Those of the words whose hash may begin a marker, to the front; how many. */
static inline size_t PLACES_NAME(places_pass)(const unsigned char *flat, uint16_t *words, size_t count, const places_filter *filter) {
    size_t at, passed = 0;
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC unroll 4
#endif
    for (at = 0; at < count; at++) {
        size_t word = words[at];
        words[passed] = (uint16_t)word;
        passed += places_may_be(filter->words, places_hash(filter->factor, cleantext_eight(flat + word)));
    }
    return passed;
}

/* Those of the `asian` places of a block whose character, alone or with the next one, may begin a marker. */
static inline uint64_t PLACES_NAME(places_asian_in)(const unsigned char *p, uint64_t asian, const unsigned char *bitmap) {
    uint64_t before_another = asian & asian >> 3, out = asian ^ before_another;
    while (before_another) {
        int k = cleantext_lowest64(before_another);
        out |= places_asian(bitmap, cleantext_eight(p + k)) << k;
        before_another &= before_another - 1;
    }
    return out;
}

/* Where words and signs start: characters of two bytes (Latin, Greek, Cyrillic, Hebrew, Arabic) count only where no letter stands before. */
static void PLACES_NAME(places_in_blocks)(const unsigned char *p, int blocks, places_carry *carry, const places_filter *filter, uint64_t *out) {
    unsigned char flat[64 * PLACES_BLOCKS + 64];
    uint16_t words[32 * PLACES_BLOCKS + 32];
    places_carry last = *carry;                     /* in registers */
    size_t count = 0, passed, at;
    int k;
    for (k = 0; k < blocks; k++) {
        places_classes m = PLACES_NAME(places_classify)(p + 64 * k, flat + 64 * k);
        uint64_t after_letter = m.letters << 1 | last.letters, after_pair = m.pairs << 2 | last.pairs;
        uint64_t starts = m.letters & ~(after_letter | m.western << 2 | last.western);
        out[k] = m.dollars | (m.leads & ~(m.others | m.asian) & ~(m.pairs & (after_letter | after_pair)));
        if (m.asian) out[k] |= PLACES_NAME(places_asian_in)(p + 64 * k, m.asian, filter->asian);
        last.letters = m.letters >> 63;
        last.pairs = m.pairs >> 62;
        last.western = m.western >> 62;
        count += (size_t)PLACES_NAME(list_bits)(starts, 12, 64u * (unsigned)k, words + count);
    }
    *carry = last;
    for (k = 64 * blocks; k < 64 * blocks + 8; k++) flat[k] = places_flat(p + k);
    passed = PLACES_NAME(places_pass)(flat, words, count, filter);
    for (at = 0; at < passed; at++) {
        size_t word = words[at];
        uint64_t is = places_is(filter->words, places_hash(filter->factor, cleantext_eight(flat + word)));
        out[word >> 6] |= is << (word & 63);
    }
}
