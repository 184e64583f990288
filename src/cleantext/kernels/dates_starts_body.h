/* Included by dates_starts.h, once for each instruction set. */

/* Which of the words that start in block c hold something else than letters of plain words, as far as this block and the next show. */
static inline uint64_t DATES_NAME(dates_odd_runs)(const dates_block *c, uint64_t words) {
    uint64_t out = 0;
    for (; words; words &= words - 1) {
        int bit = cleantext_lowest64(words);
        uint64_t run = c[0].letters >> bit | c[1].letters << 1 << (63 - bit);
        if ((c[0].odd >> bit | c[1].odd << 1 << (63 - bit)) & run & ~(run + 1)) out |= words & (0 - words);
    }
    return out;
}

/* Whether both slots of the word that starts at place `at` are set in the filter. */
static inline unsigned DATES_NAME(dates_passes)(const unsigned char *p, const dates_block *c, const dates_filter *filter, unsigned at) {
    int bit = at & 63, shift = filter->shift;
    unsigned run = (unsigned)(c[at >> 6].letters >> bit | c[(at >> 6) + 1].letters << 1 << (63 - bit)) & 0xFF;
    uint64_t slots = ((cleantext_eight(p + at) | 0x2020202020202020u) & filter->low_bytes[run]) * 0x9E3779B97F4A7C15u;
    uint64_t a = slots >> shift, b = slots << (64 - shift) >> shift;
    return (unsigned)(filter->table[a >> 6] >> (a & 63) & filter->table[b >> 6] >> (b & 63) & 1);
}

static void DATES_NAME(dates_starts)(const unsigned char *p, const dates_block *c, int blocks, uint64_t before, uint64_t far,
                                     const dates_filter *filter, uint64_t *starts, uint64_t *odd) {
    uint16_t places[32 * DATES_JUDGED + LIST_MORE];
    unsigned count = 0, left = 0;
    for (int k = 0; k < blocks; k++) {
        uint64_t words = c[k].letters & ~(c[k].letters << 1 | before);
        const unsigned char *heads = far >> k & 1 ? filter->months : filter->heads;
        before = c[k].letters >> 63;
        odd[k] = 0;
        if (c[k].odd | c[k + 1].odd) {
            odd[k] = DATES_NAME(dates_odd_runs)(c + k, words);
            words &= ~odd[k];
        }
        starts[k] = odd[k];
        if (heads) words &= DATES_HEADS(p + 64 * k, heads);
        if (!(filter->told || (c[k].high | c[k + 1].high))) {       /* no anchor has one or two ASCII letters */
            words &= (c[k].letters >> 1 | c[k + 1].letters << 63) & (c[k].letters >> 2 | c[k + 1].letters << 62);
        }
        count += (unsigned)DATES_NAME(list_bits)(words, 5, 64u * (unsigned)k, places + count);
    }
    for (unsigned i = 0; i < count; i++) {          /* no branch depends on which words pass */
        unsigned at = places[i];
        places[left] = (uint16_t)at;
        left += DATES_NAME(dates_passes)(p, c, filter, at);
    }
    for (unsigned i = 0; i < left; i++) starts[places[i] >> 6] |= (uint64_t)1 << (places[i] & 63);
}
