"""What the page says about each of its lines: windows, repetition, distances, as bins. O(1) a line."""
from libc.stdint cimport int32_t, uint32_t, uint64_t
from libc.string cimport memset
from .buffer cimport Buffer, buffer_free, buffer_init, buffer_reserve
from .lines_own cimport BLOCK, LINE_BINS, PAGE_CONSTS, REACH, LineOwn, PageSums, least, line_bins, octave, share

cdef enum:
    MOST_WORDS = 1024           # a longer line counts as so many
    PROBES = 16                 # steps in a crowded table, after which a line counts as new
    FAR = 32                    # lines: so far away a long line is looked for
    NEVER = 64                  # stands for no long line at all, and
    NO_LINE = 8                 # for the size of the line before the first and after the last


cdef struct PageLine:
    unsigned char bins[PAGE_CONSTS + LINE_BINS]


cdef struct Page:
    PageSums sums
    int32_t *words              # what `sums` points at
    int32_t *sentences
    int32_t *since
    int32_t *until
    int32_t *twin               # how often else the line stands on the page, and how often before
    int32_t *before
    int32_t *again              # the lines that have stood above, and how many there are
    Py_ssize_t agains
    int32_t *repeat
    int32_t *size
    int32_t *coarse
    uint32_t *slots             # open addressing, twice as many as lines: index of the first such line, plus one
    uint32_t mask
    int long_words              # words in long lines
    int longs
    int money                   # lines with signs of money, and of code
    int code
    uint64_t known              # sum of the lines' shares of known words


cdef inline int page_alloc(Page *page, Py_ssize_t count, Buffer *memory) noexcept nogil:
    """Room for `count` lines in `memory`; -1 when there is none."""
    cdef uint32_t slots = 16
    cdef Py_ssize_t room = count + BLOCK
    cdef Py_ssize_t padded = room + 1 + 2 * REACH
    cdef Py_ssize_t size
    while slots < 2 * <uint32_t>count:
        slots *= 2
    size = 4 * (<Py_ssize_t>slots + 2 * padded + 8 * room + 2)
    if not buffer_reserve(memory, size):
        return -1
    page.slots = <uint32_t *>memory.data
    memset(page.slots, 0, 4 * <Py_ssize_t>slots)
    page.mask = slots - 1
    page.words = <int32_t *>(page.slots + slots) + REACH
    page.sentences = page.words + padded
    page.since = page.sentences - REACH + padded
    page.until = page.since + room
    page.twin = page.until + room
    page.before = page.twin + room
    page.again = page.before + room
    page.repeat = page.again + room
    page.coarse = page.repeat + room
    page.size = page.coarse + room + 1
    memset(page.repeat, 0, 4 * room)
    page.sums.words = page.words
    page.sums.sentences = page.sentences
    page.sums.since = page.since
    page.sums.until = page.until
    page.sums.repeat = page.repeat
    page.sums.size = page.size
    page.sums.coarse = page.coarse
    page.sums.sixteenth = (<uint64_t>16 << 32) // <uint64_t>count
    page.sums.count = count
    return 0


cdef inline void find_twin(Page *page, const LineOwn *own, const Py_ssize_t *which, Py_ssize_t t) noexcept nogil:
    """Whether line t has stood above: the first of a kind holds in `twin` how often it came again, each other one where the first is."""
    cdef uint32_t hash = own[which[t]].hash, slot = hash & page.mask, at
    cdef int _step
    page.twin[t] = 0
    page.before[t] = 0
    for _step in range(PROBES):
        at = page.slots[slot]
        if at == 0:
            page.slots[slot] = <uint32_t>t + 1
            break
        if own[which[at - 1]].hash == hash:
            page.twin[at - 1] += 1
            page.before[t] = page.twin[at - 1]
            page.twin[t] = -<int32_t>at
            page.again[page.agains] = <int32_t>t
            page.agains += 1
            break
        slot = (slot + 1) & page.mask


cdef inline int repetition(int32_t twins, int32_t before) noexcept nogil:
    """The bin of a line that stands on the page `twins` times more, `before` of them above it."""
    return (1 + (twins > 1) + (twins > 3) + (twins > 7)) * 3 + (before > 0) + (before == twins)


cdef inline int distance(int32_t lines) noexcept nogil:
    """To the nearest long line on one side: at most FAR."""
    return lines if lines < FAR else FAR


cdef inline void page_read(Page *page, const LineOwn *own, const Py_ssize_t *which, Py_ssize_t count) noexcept nogil:
    """Running sums, repetition, what came last and what comes next."""
    cdef Py_ssize_t t, i, first
    cdef int32_t last = -1, words = 0, sentences = 0, size
    cdef const LineOwn *line
    page.long_words = page.longs = page.money = page.code = 0
    page.known = 0
    page.agains = 0
    (page.size - 1)[0] = page.size[count] = NO_LINE
    for t in range(count):
        line = &own[which[t]]
        size = least(line.words, MOST_WORDS)
        page.words[t] = words
        page.sentences[t] = sentences
        page.size[t] = least(line.size >> 1, 7)
        page.coarse[t] = line.coarse
        page.since[t] = distance(<int32_t>t - last) if last >= 0 else NEVER
        words += size
        sentences += line.sentence
        last = <int32_t>t if line.longer else last
        page.long_words += size * line.longer
        page.longs += line.longer
        page.money += line.marks >> 3 & 1
        page.code += line.marks >> 4 & 1
        page.known += line.known
        find_twin(page, own, which, t)
    for t in range(REACH):
        page.words[-1 - t] = page.sentences[-1 - t] = 0
    for t in range(count, count + BLOCK + 1 + REACH):
        page.words[t] = words
        page.sentences[t] = sentences
    for t in range(count, count + BLOCK):               # the lines are taken a block at a time
        page.since[t] = page.until[t] = page.coarse[t] = 0
        page.size[t + 1] = 0
    last = -1
    for t in range(count - 1, -1, -1):
        page.until[t] = distance(last - <int32_t>t) if last >= 0 else NEVER
        last = <int32_t>t if own[which[t]].longer else last
    for i in range(page.agains):
        t = page.again[i]
        first = -page.twin[t] - 1                   # of the kind, which holds the count
        page.repeat[t] = repetition(page.twin[first], page.before[t])
        page.repeat[first] = repetition(page.twin[first], 0)


cdef inline void page_consts(const Page *page, Py_ssize_t count, unsigned char *b) noexcept nogil:
    """The bins that all lines of the page share: the first PAGE_CONSTS."""
    cdef int total = page.words[count]
    cdef uint64_t n = <uint64_t>count
    b[0] = octave(<uint32_t>n, 23)
    b[1] = octave(<uint32_t>(4 * <uint64_t>total // n), 19)
    b[2] = share(page.long_words, total + 1, 8) * 8 + least(octave(page.longs, 15) >> 1, 7)
    b[3] = <int>(page.known // n)
    b[4] = least(octave(<uint32_t>(<uint64_t>page.money * 64 // n), 10) >> 1, 5) * 5
    b[4] += least(octave(<uint32_t>(<uint64_t>page.code * 64 // n), 10) >> 1, 4)


cdef inline int page_features(const LineOwn *own, const Py_ssize_t *which, Py_ssize_t count, PageLine *out) noexcept nogil:
    """The bins of all lines own[which[0]], own[which[1]] ...; -1 when out of memory."""
    cdef Page page
    cdef Buffer memory
    cdef Py_ssize_t t
    if count <= 0:
        return 0
    buffer_init(&memory)
    if count > 0x3FFFFFFF or page_alloc(&page, count, &memory) < 0:
        return -1
    page_read(&page, own, which, count)
    for t in range(count):
        page_consts(&page, count, out[t].bins)
        line_bins(&page.sums, t, out[t].bins + PAGE_CONSTS)
    buffer_free(&memory)
    return 0
