/* Included by list_bits.h, once for each instruction set. */

#if defined(__AVX512VBMI2__)
/* Append where the bits of `words`, of which no two are neighbours, stand, counted from `at`; how many there are. May write 32 entries more. */
static inline int BITS_NAME(list_bits)(uint64_t words, int usual, unsigned at, uint16_t *out) {
    (void)usual;
    __m512i places = _mm512_cvtepu8_epi16(_mm512_castsi512_si256(_mm512_maskz_compress_epi8(words, _mm512_loadu_si512(cleantext_places))));
    _mm512_storeu_si512(out, _mm512_add_epi16(places, _mm512_set1_epi16((short)at)));
    return __builtin_popcountll(words);
}
#else
/* Append where the bits of `words` stand, counted from `at`; how many there are. May write `usual` entries more. */
static inline int BITS_NAME(list_bits)(uint64_t words, int usual, unsigned at, uint16_t *out) {
#if defined(__POPCNT__)
    int k, count = __builtin_popcountll(words);
#else
    int k, count = cleantext_count_bits(words);
#endif
    for (k = 0; k < usual; k++) {                   /* most blocks have fewer words: no branch depends on how many */
#if defined(__BMI__) && defined(__GNUC__)
        unsigned bit = (unsigned)_tzcnt_u64(words); /* of 0: 64 */
        __asm__ volatile("" : : : "memory");        /* else gcc gathers them in a vector first, at twice the cost */
#else
        unsigned bit = (unsigned)cleantext_lowest64(words | (uint64_t)1 << 63);
#endif
        out[k] = (uint16_t)(at + bit);
        words &= words - 1;
    }
    for (; words; k++) {
        out[k] = (uint16_t)(at + (unsigned)cleantext_lowest64(words));
        words &= words - 1;
    }
    return count;
}
#endif
