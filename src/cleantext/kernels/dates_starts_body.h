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
static inline unsigned DATES_NAME(dates_passes)(const unsigned char *p, const dates_flags letters, const dates_filter *filter, unsigned at) {
    int shift = filter->shift;
    uint64_t slots = ((cleantext_eight(p + at) | 0x2020202020202020u) & filter->low_bytes[dates_flags_at(letters, at) & 0xFF]) * 0x9E3779B97F4A7C15u;
    uint64_t a = slots >> shift, b = slots << (64 - shift) >> shift;
    return (unsigned)(filter->table[a >> 6] >> (a & 63) & filter->table[b >> 6] >> (b & 63) & 1);
}

/* Whether a date or time may start at the number at place `at`, as far as its length and the signs beside it tell: is_digit_anchor() in dates_scan.pxd
   says it exactly, and nothing that it wants may be missed here. No branch depends on what numbers stand in the text. */
static inline unsigned DATES_NAME(dates_counts)(const unsigned char *p, const dates_flags digits, const dates_filter *filter, unsigned at) {
    int size = cleantext_lowest64(~(uint64_t)dates_flags_at(digits, at) | 1u << 9);
    const unsigned char *after = p + at + size;
    const uint64_t *around = filter->around;
    uint64_t signs = (around[after[0]] & around[after[1]] >> 16 & around[after[2]] >> 32) | around[p[at]] >> 48;
    if (at >= 3) {                                  /* else what stands before it may lie before p */
        signs |= around[p[at - 1]] >> 48;
        signs |= 0u - (uint64_t)((p[at - 2] == 'D') | (p[at - 3] == 'D'));     /* "A.D. 79", "AD 79" */
    } else signs = ~(uint64_t)0;
    return (signs & filter->lengths[size]) != 0;
}

static uint64_t DATES_NAME(dates_starts)(const unsigned char *p, const dates_block *c, int blocks, const dates_block *before, uint64_t far,
                                         const dates_filter *filter, uint64_t *starts, uint64_t *odd) {
    uint16_t places[32 * DATES_JUDGED + LIST_MORE], numbers[32 * DATES_JUDGED + LIST_MORE];
    dates_flags letters, digits;
    uint64_t letter = before->letters >> 63, digit = before->digits >> 63, some = 0;
    unsigned count = 0, counts = 0, left = 0;
    for (int k = 0; k < blocks; k++) {
        uint64_t words = c[k].letters & ~(c[k].letters << 1 | letter), first = c[k].digits & ~(c[k].digits << 1 | digit);
        const unsigned char *heads = far >> k & 1 ? filter->months : filter->heads;
        letter = c[k].letters >> 63;
        digit = c[k].digits >> 63;
        letters[k] = dates_low_first(c[k].letters);
        digits[k] = dates_low_first(c[k].digits);
        odd[k] = 0;
        if (c[k].odd | c[k + 1].odd) {
            odd[k] = DATES_NAME(dates_odd_runs)(c + k, words);
            words &= ~odd[k];
            if (odd[k]) some |= (uint64_t)1 << k;
        }
        starts[k] = odd[k];
        if (heads) words &= DATES_HEADS(p + 64 * k, heads);
        if (!(filter->told || (c[k].high | c[k + 1].high))) {       /* no anchor has one or two ASCII letters */
            words &= (c[k].letters >> 1 | c[k + 1].letters << 63) & (c[k].letters >> 2 | c[k + 1].letters << 62);
        }
        count += (unsigned)DATES_NAME(list_bits)(words, 5, 64u * (unsigned)k, places + count);
        if (first && !(far >> k & 1)) counts += (unsigned)DATES_NAME(list_bits)(first, 3, 64u * (unsigned)k, numbers + counts);
    }
    letters[blocks] = dates_low_first(c[blocks].letters);
    digits[blocks] = dates_low_first(c[blocks].digits);
    for (unsigned i = 0; i < count; i++) {          /* no branch depends on which words pass */
        unsigned at = places[i];
        places[left] = (uint16_t)at;
        left += DATES_NAME(dates_passes)(p, letters, filter, at);
    }
    for (unsigned i = 0; i < counts; i++) {
        unsigned at = numbers[i];
        places[left] = (uint16_t)at;
        left += DATES_NAME(dates_counts)(p, digits, filter, at);
    }
    for (unsigned i = 0; i < left; i++) {
        starts[places[i] >> 6] |= (uint64_t)1 << (places[i] & 63);
        some |= (uint64_t)1 << (places[i] >> 6);
    }
    return some;
}
