"""The network over the lines of a page: integer layers, and a memory that runs down the page and up again (see lines_net.h)."""
from libc.stdint cimport int16_t, int32_t, uint32_t


cdef extern from "lines_net.h" nogil:
    ctypedef struct LineState "ct_state":
        int16_t *z                          # a line's numbers, memory from above, memory from below; at the end the outputs

    ctypedef struct Passes "ct_passes":
        void first(const int16_t *vec, const int16_t *base, const int16_t *table, const short *first, const unsigned char *bins, int n,
                   int32_t weight, int16_t *z, int32_t *part) noexcept nogil
        void down(const int16_t *gates, const int32_t *bias, const int16_t *share, LineState *state, Py_ssize_t count) noexcept nogil
        void up(const int16_t *top, const int32_t *top_bias, const int16_t *out, const int32_t *out_bias, LineState *state,
                Py_ssize_t count) noexcept nogil
        int32_t own(const int16_t *e, const int16_t *project, const int16_t *table, const short *first, const unsigned char *bins, int n,
                    const int32_t *alone, int16_t *vec) noexcept nogil

    const Passes *best_passes "ct_best_passes"() noexcept nogil
    int add_tokens "ct_add_tokens"(const unsigned char *table, int shift, const uint32_t *token, int tokens, int words, int16_t *sums,
                                   int *known) noexcept nogil


cdef enum:
    ELEVEN = 11             # bits of fraction of weights
    TOP_VALUE = 8191        # numbers above 8 are cut


cdef inline int16_t rectify(int32_t x) noexcept nogil:
    """x, cut to 0 .. TOP_VALUE."""
    return <int16_t>(0 if x < 0 else TOP_VALUE if x > TOP_VALUE else x)


cdef inline int16_t short_of(int32_t x) noexcept nogil:
    return <int16_t>(-32768 if x < -32768 else 32767 if x > 32767 else x)
