"""Label the lines of a page: `line_own` looks at one line, `lines_page` at all of them together."""
from libc.stdint cimport int16_t, int32_t, int64_t, uint32_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy, memset

from .lines_model cimport CURVE, HIDDEN, OUTS, PAGE_BINS, PAGE_CONSTS, LineModel, line_model_view
from .lines_net cimport ELEVEN, LineState, Passes, best_passes, short_of
from .lines_own cimport LineOwn, least, line_own
from .lines_page cimport Page, PageLine, ct_page_row, page_alloc, page_bins, page_consts, page_free, page_sums, count_twins, is_short, window

cdef enum:
    MOST_LINES = 1 << 20        # lines that are looked at together

cdef struct LineResult:
    float score                 # probability that the line is content: text or heading
    unsigned char label         # text heading caption meta navigation interaction advertisement related subscription consent legal residue
    unsigned char reason        # index into LINE_REASONS


cdef inline bint line_certain(const LineModel *m, const LineOwn *own) noexcept nogil:
    """Whether the line goes in any company: "ADVERTISEMENT", "Share this article"."""
    return own.alone < <int32_t>(m.certain * 1024)


cdef inline void page_base(const LineModel *m, const unsigned char *shared_bins, int16_t *base) noexcept nogil:
    """The rows of the bins that all lines of the page share."""
    cdef int i, k
    memset(base, 0, 2 * HIDDEN)
    for i in range(PAGE_CONSTS):
        for k in range(HIDDEN):
            base[k] += m.page[HIDDEN * (ct_page_row[i] + shared_bins[i]) + k]


cdef inline void first_layer(const LineModel *m, const Passes *passes, const Page *page, const LineOwn *own, const Py_ssize_t *which,
                             Py_ssize_t count, PageLine *bins, LineState *state, unsigned char *around, int32_t *pool) noexcept nogil:
    """state[t].z of every line, without the page's share; around[t]: 0 few words around it, 1 some, 2 running text, + 4 when the line
    has stood above; pool: the lines' plain and weighted mean."""
    cdef int64_t sums[2 * HIDDEN]
    cdef int32_t part[2 * HIDDEN]
    cdef int64_t weights = 0
    cdef Py_ssize_t t
    cdef int k, run_start = 0, last_long = -1, weight, words
    cdef int16_t base[HIDDEN]
    cdef const LineOwn *line
    memset(sums, 0, sizeof(sums))
    memset(part, 0, sizeof(part))
    page_base(m, bins.bins, base)
    for t in range(count):
        line = &own[which[t]]
        if t == 0 or is_short(line) != is_short(&own[which[t - 1]]):
            run_start = <int>t
        page_bins(page, own, which, count, t, run_start, last_long, bins.bins)
        if line.long:
            last_long = <int>t
        weight = least(line.words, 31) + 1
        weights += weight
        passes.first(line.vec, base, m.page, ct_page_row + PAGE_CONSTS, bins.bins + PAGE_CONSTS, PAGE_BINS - PAGE_CONSTS, weight,
                     state[t].z, part)
        if t & 2047 == 2047 or t == count - 1:              # before 32 bits run over
            for k in range(2 * HIDDEN):
                sums[k] += part[k]
                part[k] = 0
        words = window(page.words, t, 5, count)
        around[t] = (0 if words < 44 else 1 if words < 110 else 2) + (4 if page.before[t] > 0 else 0)
    for k in range(HIDDEN):
        pool[k] = <int32_t>(sums[k] // count)
        pool[HIDDEN + k] = <int32_t>(sums[HIDDEN + k] // weights)


cdef inline void page_share(const LineModel *m, const int32_t *pool, int16_t *share) noexcept nogil:
    """What the page as a whole adds to each line: a layer over the lines' means."""
    cdef int i, k
    cdef uint32_t acc
    for k in range(HIDDEN):
        acc = 0
        for i in range(2 * HIDDEN):
            acc += <uint32_t>(<int32_t>short_of(pool[i]) * m.pool[2 * ((i >> 1) * HIDDEN + k) + (i & 1)])
        share[k] = short_of(<int32_t>acc >> ELEVEN)


cdef inline float chance(const LineModel *m, int32_t logit) noexcept nogil:
    """The probability that belongs to a logit with 21 bits of fraction."""
    cdef float place = <float>logit * <float>(32.0 / 2097152) + <float>256
    return m.curve[0 if not (place > 0) else CURVE - 1 if place > CURVE - 1 else <int>place]


cdef inline int best_of(const int32_t *out, int first, int stop) noexcept nogil:
    cdef int best = first, k
    for k in range(first + 1, stop):
        if out[k] > out[best]:
            best = k
    return best


cdef inline float page_threshold(const LineModel *m, const LineOwn *own, const Py_ssize_t *which, Py_ssize_t count, const LineResult *out) noexcept nogil:
    """The probability from which keeping a line raises the page's expected word F1: a share (one half in theory) of that F1 itself.

    Found by iteration from the model's guess; a page on which nothing stands out so keeps its best lines.
    """
    cdef double every = 1e-6, hits, taken, f = 0
    cdef float t = m.begin, best = 0
    cdef Py_ssize_t i
    cdef int step
    cdef float p, w
    for i in range(count):
        p = out[i].score
        best = p if p > best else best
        every += p * (least(own[which[i]].words, 1024) + <float>0.5)
    for step in range(5):
        t = best if t > best else t
        hits = 0
        taken = 0
        for i in range(count):
            p = out[i].score
            w = least(own[which[i]].words, 1024) + <float>0.5 if p >= t else <float>0
            hits += p * w
            taken += w
        f = 2 * hits / (taken + every)
        t = <float>(m.share * f)
    t = best if t > best else t
    return <float>1e-4 if t < <float>1e-4 else <float>0.9999 if t > <float>0.9999 else t


cdef inline int why(const LineOwn *own, int around, bint kept) noexcept nogil:
    """0 the line speaks for itself, 1 it has stood above, 2 running text (short lines, if dropped) around it, 3 the page as a whole."""
    if (own.alone > 1024) if kept else (own.alone < -1536):
        return 0
    if around & 4 and not kept:
        return 1
    return 2 if around & 3 == (2 if kept else 0) else 3


cdef inline void judge(const LineModel *m, const LineOwn *own, const unsigned char *around, const Py_ssize_t *which, Py_ssize_t count, LineResult *out) noexcept nogil:
    """Turn probabilities into scores, with the page's threshold at one half, and settle label and reason."""
    cdef float t = page_threshold(m, own, which, count, out), p
    cdef Py_ssize_t i
    cdef bint kept
    for i in range(count):
        p = out[i].score
        out[i].score = p * (1 - t) / (p * (1 - t) + t * (1 - p))
        kept = p >= t
        if kept and out[i].score < m.threshold:             # the last bit of a division
            out[i].score = m.threshold
        elif not kept and out[i].score >= m.threshold:
            out[i].score = m.threshold - <float>1e-6
        out[i].label = out[i].label if kept else out[i].reason      # the best one on either side
        out[i].reason = <unsigned char>(4 * out[i].label + why(&own[which[i]], around[i], kept))


cdef inline void read_outputs(const LineModel *m, const LineState *state, Py_ssize_t count, LineResult *out) noexcept nogil:
    """Each line's probability, and its best label as content (in `label`) and as boilerplate (in `reason`, for `judge`)."""
    cdef int32_t last[OUTS]
    cdef Py_ssize_t t
    for t in range(count):
        memcpy(last, state[t].z, sizeof(last))
        out[t].score = chance(m, last[0])
        out[t].label = <unsigned char>(best_of(last, 1, 3) - 1)
        out[t].reason = <unsigned char>(best_of(last, 3, 13) - 1)


cdef inline int judge_part(const LineModel *m, const LineOwn *own, const Py_ssize_t *which, Py_ssize_t count, LineResult *out) noexcept nogil:
    """`lines_page` for at most MOST_LINES lines."""
    cdef Page page
    cdef PageLine bins
    cdef int32_t pool[2 * HIDDEN]
    cdef int16_t share[HIDDEN]
    cdef LineState *state
    cdef unsigned char *around
    cdef const Passes *passes = best_passes()
    if page_alloc(&page, count) < 0:
        return -1
    state = <LineState *>malloc(<size_t>count * (sizeof(LineState) + 1))
    if state == NULL:
        page_free(&page)
        return -1
    around = <unsigned char *>(state + count)
    count_twins(&page, own, which, count)
    page_sums(&page, own, which, count)
    page_consts(&page, own, which, count, bins.bins)
    first_layer(m, passes, &page, own, which, count, &bins, state, around, pool)
    page_share(m, pool, share)
    passes.down(m.gates, m.gate_bias, share, state, count)
    passes.up(m.top, m.top_bias, m.out, m.out_bias, state, count)
    read_outputs(m, state, count, out)
    judge(m, own, around, which, count, out)
    free(state)
    page_free(&page)
    return 0


cdef inline int lines_page(const LineModel *m, const LineOwn *own, const Py_ssize_t *which, Py_ssize_t count, LineResult *out) noexcept nogil:
    """Judge the non-blank lines own[which[0]], own[which[1]] ... of one page, in order; out[k] belongs to which[k]. 0, or -1 when out of memory."""
    cdef Py_ssize_t done = 0, part
    while done < count:
        part = count - done if count - done < MOST_LINES else MOST_LINES
        if judge_part(m, own, which + done, part, out + done) < 0:
            return -1
        done += part
    return 0
