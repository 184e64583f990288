"""What the page says about each of its lines: windows, repetition, distances, as bins. O(1) a line."""
from libc.stdint cimport int32_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memset
from .lines_model cimport PAGE_BINS
from .lines_own cimport LineOwn, least, octave, share

cdef extern from *:
    """
    static const short ct_page_row[18] = {0, 24, 44, 108, 116, 146, 162, 178, 194, 209, 229, 251, 275, 323, 335, 347, 392, 437};
    """
    const short *ct_page_row                # the first row of each page bin

cdef enum:
    MOST_WORDS = 1024           # a longer line counts as so many


cdef struct PageLine:
    unsigned char bins[PAGE_BINS]


cdef struct Page:
    int32_t *words          # count + 1: words before each line
    int32_t *sentences      # count + 1: sentences before each line
    int32_t *next_long      # count: index of the next long line after this one, or count
    int32_t *twin           # count: times that this line stands on the page, and how often before
    int32_t *before
    uint32_t *slots         # open addressing, twice as many as lines: index of the first such line, plus one
    uint32_t mask
    uint64_t sixteenth      # of the page, for one line, with 32 bits of fraction


cdef inline int page_alloc(Page *page, Py_ssize_t count) noexcept nogil:
    """Memory for `count` lines, in one block that begins at page.slots; -1 when there is none."""
    cdef uint32_t slots = 16
    while slots < 2 * <uint32_t>count:
        slots *= 2
    page.slots = <uint32_t *>malloc(4 * <size_t>slots + 4 * 5 * (<size_t>count + 1))
    if page.slots == NULL:
        return -1
    memset(page.slots, 0, 4 * <size_t>slots)
    page.mask = slots - 1
    page.sixteenth = (<uint64_t>16 << 32) // <uint64_t>count
    page.words = <int32_t *>(page.slots + slots)
    page.sentences = page.words + count + 1
    page.next_long = page.sentences + count + 1
    page.twin = page.next_long + count + 1
    page.before = page.twin + count + 1
    return 0


cdef inline void page_free(Page *page) noexcept nogil:
    free(page.slots)


cdef inline void count_twins(Page *page, const LineOwn *own, const Py_ssize_t *which, Py_ssize_t count) noexcept nogil:
    """How often each line stands on the page. A crowded table is left after 16 steps: the line then counts as new."""
    cdef Py_ssize_t t
    cdef uint32_t slot, _step, at
    cdef uint32_t hash
    for t in range(count):
        hash = own[which[t]].hash
        slot = hash & page.mask
        page.twin[t] = 0
        page.before[t] = 0
        for _step in range(16):
            at = page.slots[slot]
            if at == 0:
                page.slots[slot] = <uint32_t>t + 1
                break
            if own[which[at - 1]].hash == hash:
                page.twin[at - 1] += 1
                page.before[t] = page.twin[at - 1]
                page.twin[t] = -<int32_t>at
                break
            slot = (slot + 1) & page.mask
    for t in range(count):                          # the first of the kind holds the count
        if page.twin[t] < 0:
            page.twin[t] = page.twin[-page.twin[t] - 1]


cdef inline void page_sums(Page *page, const LineOwn *own, const Py_ssize_t *which, Py_ssize_t count) noexcept nogil:
    """Running sums, and what comes next."""
    cdef Py_ssize_t t
    cdef int32_t ahead = <int32_t>count, words = 0, sentences = 0
    cdef const LineOwn *line
    for t in range(count):
        line = &own[which[t]]
        page.words[t] = words
        page.sentences[t] = sentences
        words += least(line.words, MOST_WORDS)
        sentences += line.sentence
    page.words[count] = words
    page.sentences[count] = sentences
    for t in range(count - 1, -1, -1):
        page.next_long[t] = ahead
        if own[which[t]].longer:
            ahead = <int32_t>t


cdef inline int window(const int32_t *sums, Py_ssize_t t, Py_ssize_t reach, Py_ssize_t count) noexcept nogil:
    """The sum over the lines t - reach .. t + reach."""
    return sums[t + reach + 1 if t + reach < count else count] - sums[t - reach if t > reach else 0]


cdef inline int coarse_share(int a) noexcept nogil:
    return (a > 0) + (a > 2) + (a > 5) + (a > 10) + (a > 16)


cdef inline void page_consts(const Page *page, const LineOwn *own, const Py_ssize_t *which, Py_ssize_t count, unsigned char *b) noexcept nogil:
    """The bins that all lines of the page share: the first PAGE_CONSTS."""
    cdef Py_ssize_t t
    cdef int total = page.words[count], long_words = 0, longs = 0, money = 0, code = 0, n = <int>count
    cdef uint64_t known = 0
    cdef const LineOwn *line
    for t in range(count):
        line = &own[which[t]]
        if line.longer:
            long_words += least(line.words, MOST_WORDS)
            longs += 1
        money += line.marks >> 3 & 1
        code += line.marks >> 4 & 1
        known += line.known
    b[0] = octave(n, 23)
    b[1] = octave(<uint32_t>(4 * <uint64_t>total // <uint64_t>n), 19)
    b[2] = share(long_words, total + 1, 8) * 8 + least(octave(longs, 15) >> 1, 7)
    b[3] = <int>(known // <uint64_t>n)
    b[4] = least(octave(<uint32_t>(<uint64_t>money * 64 // <uint64_t>n), 10) >> 1, 5) * 5
    b[4] += least(octave(<uint32_t>(<uint64_t>code * 64 // <uint64_t>n), 10) >> 1, 4)


cdef inline void page_bins(const Page *page, const LineOwn *own, const Py_ssize_t *which, Py_ssize_t count, Py_ssize_t t,
                           int last_long, unsigned char *b) noexcept nogil:
    """The bins of line t; last_long is the index of the last long line before it, or -1."""
    cdef int n = <int>count, i = <int>t, coarse = own[which[t]].coarse
    cdef int twins = page.twin[t], before = page.before[t], ahead = page.next_long[t]
    b[5] = <unsigned char>(<uint64_t>i * page.sixteenth >> 32)
    b[6] = octave(i, 15)
    b[7] = octave(n - 1 - i, 15)
    b[8] = 0 if twins == 0 else (1 + (twins > 1) + (twins > 3) + (twins > 7)) * 3 + (before > 0) + (before == twins)
    b[9] = octave(window(page.words, t, 2, count), 19)
    b[10] = octave(window(page.words, t, 5, count), 21)
    b[11] = octave(window(page.words, t, 15, count), 23)
    b[12] = least(window(page.sentences, t, 5, count), 7) * 6 + coarse_share(window(page.sentences, t, 15, count))
    b[13] = octave(i - last_long, 10) if last_long >= 0 else 11
    b[14] = octave(ahead - i, 10) if ahead < n else 11
    b[15] = (least(own[which[t - 1]].size >> 1, 7) if t > 0 else 8) * 5 + coarse
    b[16] = (least(own[which[t + 1]].size >> 1, 7) if t + 1 < count else 8) * 5 + coarse


cdef inline int page_features(const LineOwn *own, const Py_ssize_t *which, Py_ssize_t count, PageLine *out) noexcept nogil:
    """The bins of all lines own[which[0]], own[which[1]] ...; -1 when out of memory."""
    cdef Page page
    cdef Py_ssize_t t
    cdef int last_long = -1
    if count <= 0:
        return 0
    if count > 0x3FFFFFFF or page_alloc(&page, count) < 0:
        return -1
    count_twins(&page, own, which, count)
    page_sums(&page, own, which, count)
    page_consts(&page, own, which, count, out[0].bins)
    for t in range(count):
        out[t] = out[0]
        page_bins(&page, own, which, count, t, last_long, out[t].bins)
        if own[which[t]].longer:
            last_long = <int>t
    page_free(&page)
    return 0
