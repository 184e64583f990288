"""What lines.h offers: a line by itself, and the passes over a page."""
from libc.stdint cimport int16_t, int32_t, uint16_t, uint32_t

cdef extern from "lines.h" nogil:
    enum:
        EMBED "CT_EMBED"
        HIDDEN "CT_HIDDEN"
        CELLS "CT_CELLS"
        GATES "CT_GATES"
        TOP "CT_TOP"
        OUTS "CT_OUTS"
        STATE "CT_STATE"
        OWN_BINS "CT_OWN_BINS"
        SLOTS_LOG "CT_SLOTS_LOG"
        MAX_TOKENS "CT_TOKENS"
        MAX_SIGNS "CT_SIGNS"

    ctypedef struct Words "ct_words":
        uint32_t *token
        int tokens

    ctypedef struct LineOwn "ct_own":
        int16_t *vec            # first layer, before the page is known (10 bits of fraction)
        uint16_t *sign          # hashes of the longer words
        unsigned char *bins
        unsigned char signs
        unsigned char size      # words, in half octaves
        unsigned char coarse    # words: 1, 2-3, 4-7, 8-15, more
        unsigned char shape     # first and last character, by class
        unsigned char sentence  # reads like a sentence
        unsigned char longer    # reads like running text
        unsigned char marks     # kinds of signs it has
        unsigned char known     # share of words in the vocabulary, 0..7
        uint16_t first          # hash of the first word
        uint32_t hash           # the line with digits masked
        int32_t words
        int32_t alone           # content logit of the line by itself (10 bits of fraction)

    ctypedef struct LineState "ct_state":
        int16_t *z
        unsigned char *best
        unsigned char around
        float chance

    ctypedef struct LineNet "ct_net":
        const unsigned char *tokens     # slots x 16: the lower half of the token kept there, and EMBED - 2 signed bytes
        const int16_t *rsqrt            # 128: 4096 / sqrt(i)
        const int16_t *project          # EMBED / 2 x HIDDEN x 2
        const int16_t *own              # OWN_ROWS x HIDDEN
        const int16_t *page             # PAGE_ROWS x HIDDEN
        const int16_t *pool             # HIDDEN x HIDDEN x 2
        const int16_t *gates            # HIDDEN / 2 x GATES x 2
        const int16_t *top              # STATE / 2 x TOP x 2
        const int16_t *out              # TOP / 2 x OUTS x 2
        const int32_t *gate_bias
        const int32_t *top_bias
        const int32_t *out_bias
        const int32_t *alone            # HIDDEN + 1: the content score of a line by itself
        const float *curve              # CURVE

    int least "ct_least"(int a, int b) noexcept
    int octave "ct_octave"(uint32_t x, int most) noexcept
    int share "ct_share"(int a, int n, int parts) noexcept
    int low_bit "ct_low_bit"(unsigned long long bits) noexcept
    void read_words "ct_scan"(const unsigned char *p, Py_ssize_t n, Words *words) noexcept
    void own_of "ct_line"(const LineNet *net, const unsigned char *p, Py_ssize_t n, LineOwn *own) noexcept
    void run_down "ct_down"(const LineNet *net, LineState *state, Py_ssize_t count, const int32_t *pool) noexcept
    void run_up "ct_up"(const LineNet *net, LineState *state, Py_ssize_t count) noexcept
    void first_sum "ct_first"(const LineNet *net, const int16_t *vec, const int16_t *base, const short *first, const unsigned char *bins, int n,
                              int weight, int16_t *z, int32_t *sums) noexcept
    void add_rows "ct_rows"(const int16_t *table, const short *first, const unsigned char *bins, int n, int16_t *total) noexcept
