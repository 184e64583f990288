"""The page's own threshold: which probability, on this page, stands for one half, and the scores that follow from it."""
from libc.stdint cimport int64_t, uint64_t
from libc.string cimport memset

from .lines_model cimport LineModel
from .lines_own cimport CURVE, LineState
from .lines_page cimport Page
from .scan cimport highest_bit, lowest_bit

cdef enum:
    SHORT = 6                   # words of the lines that are longer than short ones

cdef extern from *:
    """
    #define CT_MOSTLY 0.8
    #define CT_CAUTION 0.75
    #define CT_STRANGE 4.0
    #define CT_STRANGE_RANGE 1.5
    #define CT_BITTY 0.45
    #define CT_BITTY_RANGE 0.15
    #define CT_DOUBT 0.9
    """
    const double MOSTLY "CT_MOSTLY"         # a page that keeps more of its words than this ...
    const double CAUTION "CT_CAUTION"       # ... has its threshold lowered by up to so much
    # Of a page with few known words little can be told; when it has few short lines either, it is more likely text than furniture.
    const double STRANGE "CT_STRANGE"       # eighths of the words known: from here on down the words are strange,
    const double STRANGE_RANGE "CT_STRANGE_RANGE"   # wholly so this much further down
    const double BITTY "CT_BITTY"           # share of short lines: from here on down the page is whole,
    const double BITTY_RANGE "CT_BITTY_RANGE"
    const double DOUBT "CT_DOUBT"           # by how much the threshold is lowered when it is both


cdef struct Shares:
    uint64_t taken[CURVE / 64]  # a bit for each place on the curve that a line has
    int64_t words[CURVE + 1]    # half words of the lines at such a place or above it
    double hits[CURVE + 1]      # those expected to be content
    int64_t all_words
    double all_hits
    Py_ssize_t short_lines


cdef inline int share_words(const LineModel *m, const Page *page, Py_ssize_t count, const LineState *state, Shares *out) noexcept nogil:
    """Sum what the lines count for in the page's word F1, by their place on the curve; the highest place that is taken."""
    cdef Py_ssize_t t
    cdef uint64_t rest
    cdef int place, block, highest = -1
    out.short_lines = out.all_words = 0
    out.all_hits = 0
    memset(out.taken, 0, sizeof(out.taken))
    memset(out.words, 0, sizeof(out.words))
    for t in range(count):
        place = state[t].place
        out.taken[place >> 6] |= <uint64_t>1 << (place & 63)
        out.words[place] += 2 * (page.words[t + 1] - page.words[t]) + 1
        out.short_lines += page.words[t + 1] - page.words[t] < SHORT
    out.hits[CURVE] = 0
    for block in range(CURVE / 64 - 1, -1, -1):
        rest = out.taken[block]
        while rest:
            place = highest_bit(rest)
            rest ^= <uint64_t>1 << place
            place += 64 * block
            if highest < 0:
                highest = place
            out.all_hits += <double>out.words[place] * <double>m.net.curve[place]
            out.all_words += out.words[place]
            out.hits[place] = out.all_hits
            out.words[place] = out.all_words
    return highest


cdef inline int taken_from(const Shares *shares, int place) noexcept nogil:
    """The lowest place from `place` on that a line has, or CURVE."""
    cdef int block = place >> 6
    cdef uint64_t rest
    if place >= CURVE:
        return CURVE
    rest = shares.taken[block] >> (place & 63) << (place & 63)
    while not rest:
        block += 1
        if block == CURVE / 64:
            return CURVE
        rest = shares.taken[block]
    return 64 * block + lowest_bit(rest)


cdef inline int place_of(const LineModel *m, double chance) noexcept nogil:
    """The lowest place on the curve whose probability is at least `chance`, or CURVE."""
    cdef int low = 0, high = CURVE, middle
    while low < high:
        middle = (low + high) >> 1
        if m.net.curve[middle] >= chance:
            high = middle
        else:
            low = middle + 1
    return low


cdef inline double within_one(double x) noexcept nogil:
    return 0 if x < 0 else 1 if x > 1 else x


cdef inline double doubt(const Page *page, Py_ssize_t count, Py_ssize_t short_lines) noexcept nogil:
    """From 0 to 1: how far the page is whole lines of strange words."""
    cdef double strange = within_one((STRANGE - <double>page.known / <double>count) / STRANGE_RANGE)
    return strange * within_one((BITTY - <double>short_lines / <double>count) / BITTY_RANGE)


cdef inline float page_threshold(const LineModel *m, const Page *page, Py_ssize_t count, const LineState *state) noexcept nogil:
    """The probability from which keeping a line raises the page's expected word F1: a share (one half in theory) of that F1 itself.

    Found by iteration from the model's guess; a page on which nothing stands out so keeps its best lines.
    """
    cdef Shares shares
    cdef int highest = share_words(m, page, count, state, &shares), at = -1, before, _step
    cdef double t = m.begin, taken, best = m.net.curve[highest]
    for _step in range(5):
        before = at
        at = taken_from(&shares, place_of(m, t if t < best else best))
        if at == before:
            break
        t = m.share * (2 * shares.hits[at] / (<double>shares.words[at] + shares.all_hits + 1e-6))
    t = t if t < best else best
    taken = <double>shares.words[taken_from(&shares, place_of(m, t))] / <double>shares.all_words
    if taken > MOSTLY:                                      # clean text, it seems: be slow to drop what is left
        t *= 1 - CAUTION * ((taken - MOSTLY) / (1 - MOSTLY))
    t *= 1 - DOUBT * doubt(page, count, shares.short_lines)
    return <float>(1e-4 if t < 1e-4 else 0.9999 if t > 0.9999 else t)


cdef inline float score_at(const LineModel *m, int place, float t) noexcept nogil:
    """The score of a line at that place on the curve, where the page's threshold t becomes one half."""
    cdef float p = m.net.curve[place]
    return p * (1 - t) / (p * (1 - t) + t * (1 - p))


cdef inline int first_kept(const LineModel *m, float t) noexcept nogil:
    """The lowest place on the curve whose score is kept, or CURVE."""
    cdef int place = place_of(m, t * m.threshold / (t * m.threshold + (1 - t) * (1 - m.threshold)))
    while place > 0 and score_at(m, place - 1, t) >= m.threshold:           # what rounding may have moved
        place -= 1
    while place < CURVE and score_at(m, place, t) < m.threshold:
        place += 1
    return place
