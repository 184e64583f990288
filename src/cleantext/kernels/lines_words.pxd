"""Cut the head of a line into words and hash them: the tokens of the line model."""
from libc.stdint cimport uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy, memset

cdef extern from *:
    """
    #include <stdint.h>
    #if defined(__SSE2__)
    #include <emmintrin.h>
    #endif
    /* Bit i of the result: byte p[i] belongs to a word (ASCII letter or digit, or any byte from 0x80). 64 bytes at p are readable. */
    static inline uint64_t ct_word_bits(const unsigned char *p) {
        uint64_t bits = 0;
    #if defined(__SSE2__)
        for (int k = 0; k < 4; k++) {
            __m128i v = _mm_loadu_si128((const __m128i *)(p + 16 * k));
            __m128i low = _mm_or_si128(v, _mm_set1_epi8(0x20));
            /* signed compares: bytes from 0x80 are negative and taken by the sign bit below */
            __m128i letter = _mm_and_si128(_mm_cmpgt_epi8(low, _mm_set1_epi8('a' - 1)), _mm_cmplt_epi8(low, _mm_set1_epi8('z' + 1)));
            __m128i digit = _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(v, _mm_set1_epi8('9' + 1)));
            uint64_t m = (unsigned)_mm_movemask_epi8(_mm_or_si128(v, _mm_or_si128(letter, digit)));
            bits |= m << (16 * k);
        }
        /* movemask takes sign bits: `letter` and `digit` are all ones where true, v has the sign bit from 0x80 */
    #else
        for (int i = 0; i < 64; i++) {
            unsigned c = p[i], low = c | 0x20;
            bits |= (uint64_t)(c >= 0x80 || (low >= 'a' && low <= 'z') || (c >= '0' && c <= '9')) << i;
        }
    #endif
        return bits;
    }
    static inline int ct_low_bit(uint64_t bits) {
    #if defined(__GNUC__)
        return __builtin_ctzll(bits);
    #else
        int i = 0; while (!((bits >> i) & 1)) i++; return i;
    #endif
    }
    """
    uint64_t ct_word_bits(const unsigned char *p) noexcept nogil
    int ct_low_bit(uint64_t bits) noexcept nogil


cdef enum:
    HEAD = 256           # bytes at the start of a line that are read as words
    MAX_WORDS = 48       # words of it that become tokens
    MAX_TOKENS = 2 * MAX_WORDS + 2
    MAX_SIGNS = 14       # words kept for the comparison with other lines


cdef struct Words:
    uint32_t token[MAX_TOKENS]      # unigrams first, then bigrams with both ends, then the whole line
    uint32_t word[MAX_WORDS + 1]    # hash of each word, in order
    uint16_t sign[MAX_SIGNS]        # hashes of the longer words
    uint32_t hash                   # the line with its digits masked
    int words                       # number of unigrams
    int tokens
    int signs
    int capitals                    # words that start with an ASCII capital
    int numbers                     # words that start with a digit


cdef inline uint32_t mix(uint64_t x) noexcept nogil:
    """A well-mixed 32-bit hash of x."""
    x *= <uint64_t>0x9E3779B97F4A7C15
    x ^= x >> 29
    x *= <uint64_t>0xBF58476D1CE4E5B9
    return <uint32_t>(x >> 32)


cdef inline uint32_t piece_hash(const unsigned char *p, int n) noexcept nogil:
    """The hash of one word of n > 0 bytes, ASCII case folded. Eight bytes past its end are readable."""
    cdef uint64_t x, h = <uint64_t>n
    while n > 8:
        memcpy(&x, p, 8)
        h = ((h ^ (x | <uint64_t>0x2020202020202020)) * <uint64_t>0x9FB21C651E98DF25)
        h ^= h >> 32
        p += 8
        n -= 8
    memcpy(&x, p, 8)
    x = (x | <uint64_t>0x2020202020202020) & (<uint64_t>0xFFFFFFFFFFFFFFFF >> (64 - 8 * n))
    return mix(h ^ x)


cdef inline uint32_t number_hash(const unsigned char *p, int n) noexcept nogil:
    """The hash of a word that starts with a digit: only its shape counts."""
    cdef int i, digits = 0
    for i in range(n if n < 12 else 12):
        digits += p[i] >= 48 and p[i] <= 57
    if digits == 4 and n == 4 and (p[0] == 49 and p[1] == 57 or p[0] == 50 and p[1] == 48):
        return mix(77)
    return mix(<uint64_t>(1000 + (digits if digits < 9 else 9) * 16 + (n - digits if n - digits < 8 else 8)))


cdef inline void add_word(Words *out, const unsigned char *p, int n) noexcept nogil:
    """Append the word p[0:n]."""
    cdef unsigned char c = p[0]
    cdef uint32_t h
    if n <= 0 or out.words >= MAX_WORDS:
        return
    if c >= 48 and c <= 57:
        out.numbers += 1
        h = number_hash(p, n)
    else:
        h = piece_hash(p, n)
        out.capitals += c >= 65 and c <= 90
        if n >= 5 and out.signs < MAX_SIGNS:
            out.sign[out.signs] = <uint16_t>h
            out.signs += 1
    out.word[out.words] = h
    out.words += 1


cdef inline void add_mixed(Words *out, const unsigned char *p, int n) noexcept nogil:
    """Append the pieces of a run with bytes from 0x80: signs stand alone, Chinese, Japanese and Korean is cut by character."""
    cdef int i = 0, start = 0, size
    cdef unsigned char c
    while i < n:
        c = p[i]
        size = 0
        if c >= 0xE3 and c <= 0xED:                      # kana, han, hangul
            size = 3
        elif c == 0xC2:                                  # Latin-1 signs: "©", "»"
            size = 2
        elif c == 0xE2 and i + 1 < n and (p[i + 1] == 0x80 and i + 2 < n and p[i + 2] == 0x99):
            size = 0                                     # "don’t" is one word
        elif c == 0xE2:                                  # quotes, bullets, arrows
            size = 3
        if size and i + size <= n:
            add_word(out, p + start, i - start)
            add_word(out, p + i, size)
            i += size
            start = i
        else:
            i += 1
    add_word(out, p + start, n - start)


cdef inline void read_words(const unsigned char *p, Py_ssize_t n, Words *out) noexcept nogil:
    """Fill `out` from the first HEAD bytes of the line p[0:n]."""
    cdef unsigned char head[HEAD + 64]
    cdef uint64_t bits, edges, carry = 0
    cdef int size = <int>(n if n < HEAD else HEAD), base = 0, at, start = -1, i, k
    cdef uint32_t h
    cdef uint64_t chain = 7
    cdef unsigned char high, foreign = 0
    memcpy(head, p, size)
    memset(head + size, 0, 64)
    for i in range(size):
        foreign |= head[i] & 0x80
    out.words = out.tokens = out.signs = out.capitals = out.numbers = 0
    while base <= size:
        bits = ct_word_bits(head + base)
        edges = bits ^ ((bits << 1) | carry)
        carry = bits >> 63
        while edges:
            at = base + ct_low_bit(edges)
            edges &= edges - 1
            if start < 0:
                start = at
                continue
            high = 0
            if foreign:
                for i in range(start, at):
                    high |= head[i]
            if high & 0x80:
                add_mixed(out, head + start, at - start)
            else:
                add_word(out, head + start, at - start)
            start = -1
        base += 64
    h = 11
    for k in range(out.words):
        out.token[k] = out.word[k]
        out.token[out.words + k] = mix((<uint64_t>h << 32) | out.word[k])
        h = out.word[k]
        chain = (chain ^ h) * <uint64_t>0x9FB21C651E98DF25
        chain ^= chain >> 31
    out.tokens = 2 * out.words
    out.token[out.tokens] = mix((<uint64_t>h << 32) | 13)
    out.tokens += 1
    if out.words and out.words <= 8:
        out.token[out.tokens] = mix(chain + 17)
        out.tokens += 1
    # lines of signs only, and all that stands beyond the head, are told apart by length and first byte
    out.hash = mix(chain ^ (<uint64_t>n << 20 if n > HEAD or out.words == 0 else 0) ^ (<uint64_t>p[0] << 8 if out.words == 0 else 0))
