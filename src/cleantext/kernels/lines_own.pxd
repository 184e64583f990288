"""What lines.h offers: a line by itself, and the passes over a page."""
from libc.stdint cimport int8_t, int16_t, int32_t, int64_t, uint32_t, uint64_t

cdef extern from "lines.h":
    enum:
        HIDDEN "CT_HIDDEN"
        GATES "CT_GATES"
        TOP "CT_TOP"
        NAMES "CT_NAMES"
        STATE "CT_STATE"
        CURVE "CT_CURVE"
        PAGE_CONSTS "CT_PAGE_CONSTS"
        LINE_BINS "CT_LINE_BINS"
        REACH "CT_REACH"
        SLOTS_LOG "CT_SLOTS_LOG"
        AHEAD "CT_AHEAD"
        BLOCK "CT_BLOCK"

    ctypedef struct Words "ct_words":
        uint32_t *token
        uint32_t *pair
        uint32_t whole          # 0: the line has none
        int words
        int pairs

    ctypedef struct LineSpan "ct_span":
        Py_ssize_t start
        Py_ssize_t stop

    ctypedef struct LineOwn "ct_own":
        int16_t *vec            # first layer, before the page is known (10 bits of fraction)
        unsigned char *bins     # set in records alone
        unsigned char size      # words, in half octaves
        unsigned char coarse    # words: 1, 2-3, 4-7, 8-15, more
        unsigned char sentence  # reads like a sentence
        unsigned char longer    # reads like running text
        unsigned char marks     # kinds of signs it has
        unsigned char known     # share of words in the vocabulary, 0..7
        uint32_t hash           # the line with digits masked
        int32_t words
        int32_t alone           # content logit of the line by itself (10 bits of fraction); set where labels are asked for

    ctypedef struct LineNames "ct_named":
        pass                    # what a line's words say of its label

    ctypedef struct LineState "ct_state":
        int16_t *z
        int16_t place           # of the content logit on the curve
        unsigned char *best
        unsigned char around

    ctypedef struct PageSums "ct_page":
        const int32_t *words            # words and sentences before each line; REACH entries more on either side, equal to the first or last
        const int32_t *sentences
        const int32_t *since            # lines since the last long one and until the next, at most 32; 64: there is none
        const int32_t *until
        const int32_t *repeat           # how often the line stands on the page, as a bin
        const int32_t *size             # the lines' sizes: words in octaves, 0..7, with an entry more on either side, 8; and `coarse`
        const int32_t *coarse
        uint64_t sixteenth              # of the page, for one line, with 32 bits of fraction
        Py_ssize_t count

    ctypedef struct LineNet "ct_net":
        const uint32_t *slots           # the row, and below it the lower half, of the token kept in each slot
        const int8_t *tokens            # rows x HIDDEN: the tokens' numbers, those of common tokens first
        const int16_t *scale            # SCALES: what a sum of i tokens is multiplied by (11 bits of fraction)
        const int16_t *own              # OWN_ROWS x HIDDEN
        const int16_t *page             # PAGE_ROWS x HIDDEN
        const int16_t *pool             # HIDDEN x HIDDEN x 2
        const int16_t *gates            # HIDDEN / 2 x GATES x 2
        const int16_t *top              # STATE / 2 x TOP x 2
        const int16_t *out              # TOP: the content logit
        const int16_t *names            # STATE / 2 x NAMES x 2
        const int8_t *name_tokens       # rows x NAMES, and the scale of their sum: what the tokens add to the units for the labels
        const int16_t *name_scale
        const int16_t *labels           # NAMES x NAMES x 2: the twelve labels, from the units of the line and of its neighbours together
        const int32_t *gate_bias
        const int32_t *top_bias
        const int32_t *out_bias
        const int32_t *names_bias
        const int32_t *labels_bias
        const int32_t *alone            # HIDDEN + 1: the content score of a line by itself
        const float *curve              # CURVE: the probability at each place

    int least "ct_least"(int a, int b) noexcept nogil
    int octave "ct_octave"(uint32_t x, int most) noexcept nogil
    int share "ct_share"(int a, int n, int parts) noexcept nogil
    void read_words "ct_scan"(const unsigned char *p, Py_ssize_t n, Words *words) noexcept nogil
    void own_lines "ct_lines"(const LineNet *net, const unsigned char *text, const LineSpan *lines, Py_ssize_t count, LineOwn *own, LineNames *names) noexcept nogil
    void own_record "ct_record"(const LineNet *net, const unsigned char *p, Py_ssize_t n, LineOwn *own, LineNames *names) noexcept nogil
    int32_t line_alone "ct_line_alone"(const LineNet *net, const LineOwn *own) noexcept nogil
    void run_down "ct_down"(const LineNet *net, LineState *state, Py_ssize_t count, const int32_t *pool) noexcept nogil
    void run_up "ct_up"(const LineNet *net, LineState *state, Py_ssize_t count) noexcept nogil
    void name_lines "ct_label"(const LineNet *net, const LineNames *names, const Py_ssize_t *which, LineState *state, Py_ssize_t count, int place) noexcept nogil
    int64_t first_layer "ct_first"(const LineNet *net, const PageSums *page, const LineOwn *own, const Py_ssize_t *which, const int16_t *base,
                                   LineState *state, int64_t *sums) noexcept nogil
    void line_bins "ct_bins_of"(const PageSums *page, Py_ssize_t t, unsigned char *b) noexcept nogil
    void add_consts "ct_consts"(const int16_t *table, const unsigned char *bins, int16_t *total) noexcept nogil
