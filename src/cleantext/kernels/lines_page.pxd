"""What the page says about each of its lines: windows, repetition, overlap, distances, as bins. One pass each, O(1) a line."""
from libc.stdint cimport int32_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memset
from .lines_model cimport PAGE_BINS
from .lines_own cimport LineOwn, least, octave, share

cdef extern from *:
    """
    static const short ct_page_row[25] = {0, 24, 44, 108, 116, 146, 162, 178, 194, 210, 225, 245, 267, 291, 339, 351, 363, 413, 458, 490,
                                          535, 580, 596, 612, 676};
    """
    const short *ct_page_row                # the first row of each page bin


cdef struct PageLine:
    unsigned char bins[PAGE_BINS]


cdef struct Page:
    int32_t *words          # count + 1: words before each line
    int32_t *sentences      # count + 1: sentences before each line
    int32_t *longs          # count + 1: long lines before each line
    int32_t *next_long      # count: index of the next long line after this one, or count
    int32_t *run_stop       # count: where the run of short lines that this line stands in ends
    int32_t *twin           # count: times that this line stands on the page, and how often before
    int32_t *before
    uint64_t *once          # 65536 bits: words of long lines
    uint64_t *twice         # the same, words that they have more than once
    uint32_t *slots         # open addressing, twice as many as lines: index of the first such line, plus one
    uint32_t mask


cdef inline int page_alloc(Page *page, Py_ssize_t count) noexcept nogil:
    """Memory for `count` lines, in one block that begins at page.once; -1 when there is none."""
    cdef uint32_t slots = 16
    cdef unsigned char *block
    while slots < 2 * <uint32_t>count:
        slots *= 2
    block = <unsigned char *>malloc(2 * 8192 + 4 * <size_t>slots + 4 * 7 * (<size_t>count + 1))
    if block == NULL:
        return -1
    memset(block, 0, 2 * 8192 + 4 * <size_t>slots)
    page.once = <uint64_t *>block
    page.twice = page.once + 1024
    page.slots = <uint32_t *>(page.twice + 1024)
    page.mask = slots - 1
    page.words = <int32_t *>(page.slots + slots)
    page.sentences = page.words + count + 1
    page.longs = page.sentences + count + 1
    page.next_long = page.longs + count + 1
    page.run_stop = page.next_long + count + 1
    page.twin = page.run_stop + count + 1
    page.before = page.twin + count + 1
    return 0


cdef inline void page_free(Page *page) noexcept nogil:
    free(page.once)


cdef inline bint is_short(const LineOwn *line) noexcept nogil:
    return line.words < 6


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
    """Running sums, the words of long lines, and what comes next."""
    cdef Py_ssize_t t
    cdef int k
    cdef int32_t ahead = <int32_t>count, stop = <int32_t>count
    cdef const LineOwn *line
    cdef uint64_t bit
    cdef uint32_t word
    page.words[0] = page.sentences[0] = page.longs[0] = 0
    for t in range(count):
        line = &own[which[t]]
        page.words[t + 1] = page.words[t] + least(line.words, 1024)
        page.sentences[t + 1] = page.sentences[t] + line.sentence
        page.longs[t + 1] = page.longs[t] + line.longer
        if line.longer:
            for k in range(line.signs):
                word = line.sign[k] >> 6
                bit = <uint64_t>1 << (line.sign[k] & 63)
                page.twice[word] |= page.once[word] & bit
                page.once[word] |= bit
    for t in range(count - 1, -1, -1):
        line = &own[which[t]]
        page.next_long[t] = ahead
        if line.longer:
            ahead = <int32_t>t
        if not is_short(line):
            stop = <int32_t>t
        page.run_stop[t] = stop


cdef inline int window(const int32_t *sums, Py_ssize_t t, Py_ssize_t reach, Py_ssize_t count) noexcept nogil:
    """The sum over the lines t - reach .. t + reach."""
    return sums[t + reach + 1 if t + reach < count else count] - sums[t - reach if t > reach else 0]


cdef inline int coarse_share(int a) noexcept nogil:
    return 0 if a == 0 else 1 if a < 3 else 2 if a < 6 else 3 if a < 11 else 4 if a < 17 else 5


cdef inline int near(int distance) noexcept nogil:
    return 0 if distance < 2 else 1 if distance < 4 else 2 if distance < 9 else 3 if distance < 25 else 4


cdef inline int overlap(const Page *page, const LineOwn *line) noexcept nogil:
    """How many of the line's longer words other long lines have, 1..8; 0 when it has none."""
    cdef const uint64_t *bits = page.twice if line.longer else page.once
    cdef int k, hits = 0
    if line.signs == 0:
        return 0
    for k in range(line.signs):
        hits += <int>(bits[line.sign[k] >> 6] >> (line.sign[k] & 63)) & 1
    return 1 + share(hits, line.signs, 8)


cdef inline void likeness(const LineOwn *own, const Py_ssize_t *which, Py_ssize_t count, Py_ssize_t t, unsigned char *starts,
                          unsigned char *shapes) noexcept nogil:
    """Which of the lines t - 2, t - 1, t + 1, t + 2 start with the same word; which have the same shape."""
    cdef const LineOwn *line = &own[which[t]]
    cdef const LineOwn *other
    cdef int k
    cdef Py_ssize_t at
    starts[0] = shapes[0] = 0
    for k in range(4):
        at = t + k - 2 + (k > 1)
        if at >= 0 and at < count:
            other = &own[which[at]]
            starts[0] |= (other.first == line.first) << k
            shapes[0] |= ((other.shape == line.shape) & (other.coarse == line.coarse)) << k


cdef inline void page_consts(const Page *page, const LineOwn *own, const Py_ssize_t *which, Py_ssize_t count, unsigned char *b) noexcept nogil:
    """The bins that all lines of the page share: the first PAGE_CONSTS."""
    cdef Py_ssize_t t
    cdef int total = page.words[count], long_words = 0, money = 0, code = 0, n = <int>count
    cdef uint64_t known = 0
    for t in range(count):
        if own[which[t]].longer:
            long_words += least(own[which[t]].words, 1024)
        money += own[which[t]].marks >> 3 & 1
        code += own[which[t]].marks >> 4 & 1
        known += own[which[t]].known
    b[0] = octave(n, 23)
    b[1] = octave(<uint32_t>(4 * <uint64_t>total // <uint64_t>n), 19)
    b[2] = share(long_words, total + 1, 8) * 8 + least(octave(page.longs[count], 15) >> 1, 7)
    b[3] = <int>(known // <uint64_t>n)
    b[4] = least(octave(<uint32_t>(<uint64_t>money * 64 // <uint64_t>n), 10) >> 1, 5) * 5
    b[4] += least(octave(<uint32_t>(<uint64_t>code * 64 // <uint64_t>n), 10) >> 1, 4)


cdef inline void page_bins(const Page *page, const LineOwn *own, const Py_ssize_t *which, Py_ssize_t count, Py_ssize_t t, int run_start,
                           int last_long, unsigned char *b) noexcept nogil:
    """The bins of line t; last_long is the index of the last long line before it, or -1."""
    cdef const LineOwn *line = &own[which[t]]
    cdef int total = page.words[count] + 1, n = <int>count, i = <int>t, twins, run
    cdef int back = i - last_long if last_long >= 0 else 1000000
    cdef int ahead = page.next_long[t] - i if page.next_long[t] < n else 1000000
    b[5] = share(i, n, 16)
    b[6] = octave(i, 15)
    b[7] = octave(n - 1 - i, 15)
    b[8] = share(page.words[t], total, 16)
    twins = page.twin[t]
    b[9] = (0 if twins == 0 else 1 if twins == 1 else 2 if twins < 4 else 3 if twins < 8 else 4) * 3
    b[9] += (0 if page.before[t] == 0 else 1 if page.before[t] < twins else 2)
    b[10] = octave(window(page.words, t, 2, count), 19)
    b[11] = octave(window(page.words, t, 5, count), 21)
    b[12] = octave(window(page.words, t, 15, count), 23)
    b[13] = least(window(page.sentences, t, 5, count), 7) * 6 + coarse_share(window(page.sentences, t, 15, count))
    b[14] = octave(back, 10) if back < 1000000 else 11
    b[15] = octave(ahead, 10) if ahead < 1000000 else 11
    b[16] = (near(back) * 5 + near(ahead)) * 2 + line.longer
    b[17] = overlap(page, line) * 5 + line.coarse
    run = page.run_stop[t] - run_start if is_short(line) else 0
    b[18] = least(octave(run, 15) >> 1, 7) * 4 + least(i - run_start, 3) if run > 0 else 0
    b[19] = (least(own[which[t - 1]].size >> 1, 7) if t > 0 else 8) * 5 + line.coarse
    b[20] = (least(own[which[t + 1]].size >> 1, 7) if t + 1 < count else 8) * 5 + line.coarse
    likeness(own, which, count, t, &b[21], &b[22])
    b[23] = least(octave(page.longs[t], 15) >> 1, 7) * 8 + least(octave(page.longs[count] - page.longs[t + 1], 15) >> 1, 7)


cdef inline int page_features(const LineOwn *own, const Py_ssize_t *which, Py_ssize_t count, PageLine *out) noexcept nogil:
    """The bins of all lines own[which[0]], own[which[1]] ...; -1 when out of memory."""
    cdef Page page
    cdef Py_ssize_t t
    cdef int run_start = 0, last_long = -1
    if count <= 0:
        return 0
    if count > 0x3FFFFFFF or page_alloc(&page, count) < 0:
        return -1
    count_twins(&page, own, which, count)
    page_sums(&page, own, which, count)
    page_consts(&page, own, which, count, out[0].bins)
    for t in range(count):
        out[t] = out[0]
        if t == 0 or is_short(&own[which[t]]) != is_short(&own[which[t - 1]]):
            run_start = <int>t
        page_bins(&page, own, which, count, t, run_start, last_long, out[t].bins)
        if own[which[t]].longer:
            last_long = <int>t
    page_free(&page)
    return 0
