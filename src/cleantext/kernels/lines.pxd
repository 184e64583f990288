"""Label the lines of a page: `line_own` looks at one line, `lines_page` at all of them together."""
from libc.stdint cimport int16_t, int32_t, int64_t
from libc.string cimport memset

from .buffer cimport Buffer, buffer_free, buffer_init, buffer_reserve
from .lines_model cimport LineModel
from .lines_own cimport (AHEAD, CURVE, HIDDEN, PAGE_CONSTS, LineNames, LineOwn, LineSpan, LineState, add_consts, first_layer, line_alone, name_lines, own_lines, own_record,
                         run_down, run_up)
from .lines_page cimport Page, page_alloc, page_consts, page_read
from .lines_threshold cimport first_kept, page_threshold, score_at

cdef enum:
    MOST_LINES = 1 << 20        # lines that are looked at together
    KEPT = 0                    # text, and navigation, stand for their sides
    DROPPED = 4
    FEWEST = 256                # one line in so many

cdef struct LineResult:
    float score                 # probability that the line is content: text or heading
    unsigned char label         # text heading caption meta navigation interaction advertisement related subscription consent legal residue
    unsigned char reason        # index into LINE_REASONS
    unsigned char best[2]       # the best label as content, and as boilerplate


cdef struct LineScratch:
    Buffer page                 # what lines_page works in; it is kept for the next page
    Buffer states


cdef inline void line_scratch_init(LineScratch *scratch) noexcept nogil:
    buffer_init(&scratch.page)
    buffer_init(&scratch.states)


cdef inline void line_scratch_free(LineScratch *scratch) noexcept nogil:
    buffer_free(&scratch.page)
    buffer_free(&scratch.states)


cdef inline Py_ssize_t line_scratch_size(const LineScratch *scratch) noexcept nogil:
    return scratch.page.capacity + scratch.states.capacity


cdef inline void lines_own(const LineModel *m, const unsigned char *text, const LineSpan *lines, Py_ssize_t count, LineOwn *own, LineNames *names) noexcept nogil:
    """All that is known of each of the lines by itself. They are not empty, trimmed and tidied; AHEAD bytes behind them are readable.

    `names`: NULL where no labels are wanted.
    """
    own_lines(&m.net, text, lines, count, own, names)


cdef inline void line_own(const LineModel *m, const unsigned char *p, Py_ssize_t n, LineOwn *own, LineNames *names) noexcept nogil:
    """`lines_own` of the line p[0:n] alone."""
    cdef LineSpan line
    line.start = 0
    line.stop = n
    own_lines(&m.net, p, &line, 1, own, names)


cdef inline void line_record(const LineModel *m, const unsigned char *p, Py_ssize_t n, LineOwn *own, LineNames *names) noexcept nogil:
    """The same with its bins, which training asks for."""
    own_record(&m.net, p, n, own, names)


cdef inline bint line_certain(const LineModel *m, const LineOwn *own) noexcept nogil:
    """Whether the line goes in any company: "ADVERTISEMENT", "Share this article"."""
    return line_alone(&m.net, own) < <int32_t>(m.certain * 1024)


cdef inline void read_page(const LineModel *m, const Page *page, const LineOwn *own, const Py_ssize_t *which, Py_ssize_t count,
                           LineState *state, int32_t *pool) noexcept nogil:
    """state[t].z of every line, without the page's share; pool: their plain and weighted sums' means."""
    cdef unsigned char bins[PAGE_CONSTS]
    cdef int64_t sums[2 * HIDDEN]
    cdef int64_t weights
    cdef int16_t base[HIDDEN]
    cdef int k
    memset(sums, 0, sizeof(sums))
    memset(base, 0, sizeof(base))
    page_consts(page, count, bins)
    add_consts(m.net.page, bins, base)
    weights = first_layer(&m.net, &page.sums, own, which, base, state, sums)
    for k in range(HIDDEN):
        pool[k] = <int32_t>(<double>sums[k] / <double>count)                # exact: the sums have less than 53 bits, the means less than 14
        pool[HIDDEN + k] = <int32_t>(<double>sums[HIDDEN + k] / <double>weights)


cdef inline int why(const LineOwn *own, int around, bint kept) noexcept nogil:
    """0 the line speaks for itself, 1 it has stood above, 2 running text (short lines, if dropped) around it, 3 the page as a whole."""
    if (own.alone > 1024) if kept else (own.alone < -1536):
        return 0
    if around & 4 and not kept:
        return 1
    return 2 if around & 3 == (2 if kept else 0) else 3


cdef inline int words_around(const Page *page, Py_ssize_t t) noexcept nogil:
    """0 few words around line t, 1 some, 2 running text; + 4 when the line has stood above."""
    cdef int words = page.words[t + 6] - page.words[t - 5]
    return (words >= 44) + (words >= 110) + (4 if page.before[t] > 0 else 0)


cdef inline bint few_dropped(Py_ssize_t dropped, Py_ssize_t count) noexcept nogil:
    """Whether so few lines are dropped that no other pass is worth it; so the passes are bounded."""
    return dropped * FEWEST < count


cdef inline int named_below(const LineState *state, Py_ssize_t count, int first) noexcept nogil:
    """The place on the curve below which lines need their labels: a line that is kept is named in the pass that is the last."""
    cdef Py_ssize_t i, dropped = 0
    for i in range(count):
        dropped += state[i].place < first
    return CURVE if few_dropped(dropped, count) else first


cdef inline void judge(const LineModel *m, const Page *page, const LineOwn *own, const LineNames *names, const Py_ssize_t *which, Py_ssize_t count,
                       bint passing, LineState *state, LineResult *out) noexcept nogil:
    """Turn probabilities into scores, the page's threshold becoming one half, and settle label and reason."""
    cdef float t = page_threshold(m, page, count, state)
    cdef int first = first_kept(m, t)
    cdef int named = 0 if names == NULL else named_below(state, count, first) if passing else CURVE
    cdef Py_ssize_t i
    cdef bint kept
    if named:
        name_lines(&m.net, names, which, state, count, named)
    for i in range(count):
        kept = state[i].place >= first
        if state[i].place < named:
            out[i].score = score_at(m, state[i].place, t)
            out[i].label = state[i].best[0] if kept else state[i].best[1]
            out[i].best[0] = state[i].best[0]
            out[i].best[1] = state[i].best[1]
            out[i].reason = <unsigned char>(4 * out[i].label + why(&own[which[i]], words_around(page, i), kept))
        else:
            out[i].label = KEPT if kept else DROPPED


cdef inline int judge_part(const LineModel *m, const LineOwn *own, const LineNames *names, const Py_ssize_t *which, Py_ssize_t count,
                           bint passing, LineScratch *scratch, LineResult *out) noexcept nogil:
    """`lines_page` for at most MOST_LINES lines."""
    cdef Page page
    cdef int32_t pool[2 * HIDDEN]
    cdef LineState *state
    if page_alloc(&page, count, &scratch.page) < 0 or not buffer_reserve(&scratch.states, (count + 3) * sizeof(LineState)):
        return -1
    state = <LineState *>scratch.states.data                                # the passes take four lines at a time
    memset(&state[count], 0, 3 * sizeof(LineState))
    page_read(&page, own, which, count)
    read_page(m, &page, own, which, count, state, pool)
    run_down(&m.net, state, count, pool)
    run_up(&m.net, state, count)
    judge(m, &page, own, names, which, count, passing, state, out)
    return 0


cdef inline int lines_page(const LineModel *m, const LineOwn *own, const LineNames *names, const Py_ssize_t *which, Py_ssize_t count,
                           bint passing, LineScratch *scratch, LineResult *out) noexcept nogil:
    """Judge the non-blank lines own[which[0]], own[which[1]] ... of one page, in order; out[k] belongs to which[k]. 0, or -1 when out of memory.

    Without `names` the label only says on which side a line is, KEPT or DROPPED; there is neither score nor reason nor `best`.
    `passing`: nor are there for the kept lines unless `few_dropped`, for they will be judged again.
    """
    cdef Py_ssize_t done = 0, part
    while done < count:
        part = count - done if count - done < MOST_LINES else MOST_LINES
        if judge_part(m, own, names, which + done, part, passing and count <= MOST_LINES, scratch, out + done) < 0:
            return -1
        done += part
    return 0
