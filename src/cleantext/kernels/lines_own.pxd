"""What one line says by itself: counts, bins, and the first layer's sum over its tokens and bins."""
from libc.stdint cimport int16_t, int32_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy, memset
from .lines_model cimport EMBED, HIDDEN, OWN_BINS, SLOTS_LOG, LineModel
from .lines_net cimport add_tokens, best_passes
from .lines_words cimport HEAD, MAX_SIGNS, Words, read_words

cdef extern from *:
    """
    #include <stdint.h>
    static inline int ct_high_bit(uint32_t x) {
    #if defined(__GNUC__)
        return 31 - __builtin_clz(x);
    #else
        int i = 0; while (x >>= 1) i++; return i;
    #endif
    }
    static const short ct_own_row[18] = {0, 16, 32, 72, 102, 142, 202, 272, 297, 327, 367, 373, 413, 429, 445, 475, 495, 520};
    """
    int ct_high_bit(uint32_t x) noexcept nogil
    const short *ct_own_row                 # the first row of each own bin


cdef struct LineOwn:
    int16_t vec[HIDDEN]             # first layer, before the page is known (10 bits of fraction)
    uint16_t sign[MAX_SIGNS]        # hashes of the longer words
    unsigned char bins[OWN_BINS]
    unsigned char signs
    unsigned char size              # words, in half octaves
    unsigned char coarse            # words: 1, 2-3, 4-7, 8-15, more
    unsigned char shape             # first and last character, by class
    unsigned char sentence          # reads like a sentence
    unsigned char long              # reads like running text
    unsigned char marks             # see mark_of in the training script
    unsigned char known             # share of words in the vocabulary, 0..7
    uint16_t first                  # hash of the first word
    uint32_t hash                   # the line with digits masked
    int32_t words
    int32_t alone                   # content logit of the line by itself (10 bits of fraction)

cdef enum:
    LOWER = 0
    UPPER = 1
    DIGIT = 2
    SPACE = 3
    STOP = 4
    COMMA = 5
    OTHER = 6
    IDEOGRAPH = 7


cdef inline int least(int a, int b) noexcept nogil:
    return a if a < b else b


cdef inline int octave(uint32_t x, int most) noexcept nogil:
    """0, 1, 2, 3, 4-5, 6-7, 8-11, 12-15, 16-23 ...: the half octave of x, at most `most`."""
    cdef int log
    if x < 2:
        return <int>x
    log = ct_high_bit(x) - 1
    return least(2 * log + <int>(x >> log), most)


cdef inline int share(int a, int n, int parts) noexcept nogil:
    """The part, of `parts` equal ones, that a / n falls into; n > 0."""
    return least(<int>(<float>a * (<float>parts / <float>n)), parts - 1)


cdef inline void count_bytes(const LineModel *m, const unsigned char *p, Py_ssize_t n, int *count, unsigned char *marks) noexcept nogil:
    """Count the bytes of p[0:n] by class."""
    cdef uint64_t sums
    cdef unsigned char seen = 0
    cdef Py_ssize_t i = 0, stop
    cdef int k
    for k in range(8):
        count[k] = 0
    while i < n:
        stop = i + 255 if n - i > 255 else n
        sums = 0
        while i < stop:
            sums += <uint64_t>1 << (m.classes[p[i]] & 56)
            seen |= m.marks[p[i]]
            i += 1
        for k in range(8):
            count[k] += <int>((sums >> (8 * k)) & 255)
    marks[0] = seen


cdef inline int first_class(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """The class, 0..11, of a line's first character."""
    cdef unsigned char c = p[0]
    if c >= 97 and c <= 122:
        return 0
    if c >= 65 and c <= 90:
        return 1 if n < 2 or not (p[1] >= 65 and p[1] <= 90) else 2
    if c >= 48 and c <= 57:
        return 3
    if c == 34 or c == 39:
        return 4
    if c == 45 or c == 42 or c == 43:
        return 5
    if c == 40 or c == 91:
        return 6
    if c == 35 or c == 64 or c == 36:
        return 7
    if c < 128:
        return 8
    if c == 0xE2 or c == 0xC2:
        return 4 if n > 2 and p[1] == 0x80 and p[2] >= 0x98 and p[2] <= 0x9F else 9
    if c >= 0xE3 and c <= 0xED:
        return 10
    return 11


cdef inline int last_class(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """The class, 0..13, of a line's last character."""
    cdef unsigned char c = p[n - 1]
    if c == 46:
        return 0 if n < 3 or p[n - 2] != 46 else 1
    if c >= 97 and c <= 122:
        return 2
    if c >= 65 and c <= 90:
        return 3
    if c >= 48 and c <= 57:
        return 4
    if c == 33:
        return 5
    if c == 63:
        return 6
    if c == 58:
        return 7
    if c == 44 or c == 59:
        return 8
    if c == 41 or c == 93:
        return 9
    if c == 34 or c == 39:
        return 10
    if c < 128:
        return 11
    if n >= 3 and p[n - 3] == 0xE2 and p[n - 2] == 0x80:
        return 1 if c == 0xA6 else 10 if c >= 0x98 and c <= 0x9F else 12
    if n >= 3 and (p[n - 3] == 0xE3 and p[n - 2] == 0x80 and c == 0x82 or p[n - 3] == 0xEF and p[n - 2] == 0xBC and (c == 0x81 or c == 0x9F)):
        return 0
    return 12 if n >= 2 and p[n - 2] == 0xC2 else 13


cdef inline void own_bins(const LineModel *m, const unsigned char *p, Py_ssize_t n, const Words *w, int known, LineOwn *own) noexcept nogil:
    """Everything of `own` but the sums."""
    cdef int count[8]
    cdef int words, letters, size = <int>(n if n < 1000000 else 1000000), c, first, last, head
    cdef unsigned char *b = own.bins
    count_bytes(m, p, size, count, &own.marks)
    letters = count[LOWER] + count[UPPER] + 1
    words = count[SPACE] + 1 + count[IDEOGRAPH] // 2
    head = w.words if w.words else 1
    c = 0 if words < 2 else 1 if words < 4 else 2 if words < 8 else 3 if words < 16 else 4
    first = first_class(p, n)
    last = last_class(p, n)
    own.words = words
    own.size = octave(words, 15)
    own.coarse = c
    own.shape = first * 16 + last
    own.sentence = words >= 5 and (last == 0 or last == 5 or last == 6 or last == 10 or count[STOP] >= 2 and words >= 12)
    own.long = words >= 20 or words >= 10 and own.sentence
    own.known = share(known, head, 8)
    own.hash = w.hash
    own.first = <uint16_t>w.word[0] if w.words else p[0]
    own.signs = w.signs
    memcpy(own.sign, w.sign, 2 * MAX_SIGNS)
    b[0] = own.size
    b[1] = least(size // words, 15)
    b[2] = share(count[UPPER], letters, 8) * 5 + c
    b[3] = share(w.capitals, head, 6) * 5 + c
    b[4] = share(count[DIGIT], size, 8) * 5 + c
    b[5] = first * 5 + c
    b[6] = last * 5 + c
    b[7] = least(count[STOP], 4) * 5 + c
    b[8] = least(count[COMMA], 5) * 5 + c
    b[9] = share(count[OTHER], size, 8) * 5 + c
    b[10] = least(count[IDEOGRAPH], 5)
    b[11] = own.known * 5 + c
    b[12] = own.marks & 15
    b[13] = own.marks >> 4
    b[14] = least(w.numbers, 5) * 5 + c
    b[15] = octave(size, 19)
    b[16] = 0 if words > 1 else least(size, 24)


cdef inline void line_own(const LineModel *m, const unsigned char *p, Py_ssize_t n, LineOwn *own) noexcept nogil:
    """All that is known of the line p[0:n] by itself; n > 0, trimmed and tidied."""
    cdef Words w
    cdef int16_t e[EMBED]
    cdef int16_t sums[EMBED]
    cdef int k, found, scale, known = 0
    read_words(p, n, &w)
    found = add_tokens(m.tokens, 32 - SLOTS_LOG, w.token, w.tokens, w.words, sums, &known)
    own_bins(m, p, n, &w, known, own)
    scale = m.rsqrt[found]
    for k in range(EMBED):
        e[k] = <int16_t>((sums[k] * scale) >> 9)    # 8 / sqrt(found) times the sum
    own.alone = best_passes().own(e, m.project, m.own, ct_own_row, own.bins, OWN_BINS, m.alone, own.vec)
