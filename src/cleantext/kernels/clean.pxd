"""The whole way of a document: tidied lines, their labels, the lines to keep, canonical money and dates, text again.

Cleaning is idempotent because it only stops where nothing changes any more: the page is labelled again until it loses no more lines,
and a canonical form must read back as itself. The passes are bounded because one that would drop less than one line in `FEWEST` drops
only lines that are boilerplate whatever stands around them.
"""
from libc.stdlib cimport free, malloc
from libc.string cimport memchr, memcmp, memset

from .buffer cimport Buffer, buffer_add, buffer_free, buffer_init, buffer_put, buffer_reserve
from .lines cimport AHEAD, LineModel, LineOwn, LineResult, Words, line_certain, line_own, lines_page, read_line, sum_line
from .rewrite cimport RewriteOptions, rewrite
from .scan cimport count_feeds
from .tidy cimport TidyOptions, tidy_text


cdef enum:
    TEXT = 0
    BLANK = 12
    FEWEST = 256
    AHEAD_LINES = 4             # lines that are read before the first of them is summed


cdef struct CleanOptions:
    bint tidying
    TidyOptions tidy
    bint rewriting
    RewriteOptions rewrite
    unsigned int keep           # a bit for each label
    bint naming                 # whether the labels are wanted, not only which lines are kept
    LineModel model             # its threshold may be the caller's


cdef struct DocumentLine:
    Py_ssize_t start            # of the line in the page's text, without white space around it
    Py_ssize_t stop
    Py_ssize_t own              # its place among the lines that are not blank; -1: blank
    LineResult result
    bint kept


cdef struct Document:
    Buffer text                 # tidied lines, each ended by a line feed
    DocumentLine *lines
    Py_ssize_t count
    LineOwn *own
    Py_ssize_t *which           # the lines (not blank) that are still kept
    LineResult *results
    Py_ssize_t filled           # lines that are not blank
    bint final_newline          # whether the source ends in one


cdef inline void document_init(Document *document) noexcept nogil:
    buffer_init(&document.text)
    document.lines = NULL
    document.own = NULL
    document.which = NULL
    document.results = NULL
    document.count = document.filled = 0


cdef inline void document_free(Document *document) noexcept nogil:
    buffer_free(&document.text)
    free(document.lines)
    free(document.own)
    free(document.which)
    free(document.results)
    document_init(document)


cdef inline bint is_blank_byte(unsigned char byte) noexcept nogil:
    return byte == c" " or 9 <= byte <= 13


cdef inline void set_line(DocumentLine *line, const unsigned char *p, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """The bounds of a line, without the ASCII white space around it (what stays when tidying is off)."""
    while start < stop and is_blank_byte(p[start]):
        start += 1
    while stop > start and is_blank_byte(p[stop - 1]):
        stop -= 1
    line.start = start
    line.stop = stop
    line.own = -1
    line.kept = False
    line.result.score = 0
    line.result.label = BLANK
    line.result.reason = 0


cdef inline bint document_end(Document *document) noexcept nogil:
    """Have the bytes behind the text that the reading of lines runs into; False without memory."""
    if not buffer_reserve(&document.text, AHEAD):
        return False
    memset(document.text.data + document.text.size, 0, AHEAD)
    return True


cdef inline bint document_read(Document *document, const unsigned char *p, Py_ssize_t n, const CleanOptions *options) noexcept nogil:
    """Tidy p[0:n], split it into lines, and take down which are not blank; False without memory."""
    cdef Py_ssize_t i = 0
    cdef Py_ssize_t stop, number
    cdef const unsigned char *end
    document.count = 1 + count_feeds(p, n)
    document.final_newline = n > 0 and p[n - 1] == c"\n"
    document.lines = <DocumentLine *>malloc(document.count * sizeof(DocumentLine))
    if document.lines == NULL:
        return False
    if options.tidying:
        if not tidy_text(p, n, &options.tidy, &document.text):
            return False
    else:
        buffer_add(&document.text, p, n)
    buffer_put(&document.text, c"\n")
    if not document_end(document):
        return False
    for number in range(document.count):
        end = <const unsigned char *>memchr(document.text.data + i, c"\n", document.text.size - i)
        stop = end - document.text.data
        set_line(&document.lines[number], document.text.data, i, stop)
        if document.lines[number].stop > document.lines[number].start:
            document.lines[number].own = document.filled
            document.filled += 1
        i = stop + 1
    return True


cdef inline void document_sum(Document *document, const CleanOptions *options, const DocumentLine *line, const Words *words) noexcept nogil:
    sum_line(&options.model, document.text.data + line.start, line.stop - line.start, words, &document.own[line.own])


cdef inline bint document_measure(Document *document, const CleanOptions *options) noexcept nogil:
    """Take every line's own features; False without memory."""
    cdef Py_ssize_t number, read = 0
    cdef DocumentLine *line
    cdef DocumentLine *late[AHEAD_LINES]
    cdef Words words[AHEAD_LINES]
    document.own = <LineOwn *>malloc((document.filled + 1) * sizeof(LineOwn))
    document.which = <Py_ssize_t *>malloc((document.filled + 1) * sizeof(Py_ssize_t))
    document.results = <LineResult *>malloc((document.filled + 1) * sizeof(LineResult))
    if document.own == NULL or document.which == NULL or document.results == NULL:
        return False
    for number in range(document.count):
        line = &document.lines[number]
        line.kept = line.own >= 0
        if not line.kept:
            continue
        if read >= AHEAD_LINES:
            document_sum(document, options, late[read % AHEAD_LINES], &words[read % AHEAD_LINES])
        read_line(&options.model, document.text.data + line.start, line.stop - line.start, &words[read % AHEAD_LINES])
        late[read % AHEAD_LINES] = line
        read += 1
    for number in range(read - AHEAD_LINES if read > AHEAD_LINES else 0, read):
        document_sum(document, options, late[number % AHEAD_LINES], &words[number % AHEAD_LINES])
    return True


cdef inline bint wanted(const CleanOptions *options, unsigned char label) noexcept nogil:
    return (options.keep >> label) & 1


cdef inline Py_ssize_t document_pass(Document *document, const CleanOptions *options) noexcept nogil:
    """Label the lines still kept and drop what is not wanted; how many were dropped, or -1 without memory."""
    cdef Py_ssize_t number
    cdef Py_ssize_t count = 0
    cdef Py_ssize_t dropped = 0
    cdef bint few
    cdef DocumentLine *line
    for number in range(document.count):
        if document.lines[number].kept:
            document.which[count] = document.lines[number].own
            count += 1
    if lines_page(&options.model, document.own, document.which, count, options.naming, document.results) < 0:
        return -1
    for number in range(count):
        dropped += not wanted(options, document.results[number].label)
    few = dropped * FEWEST < count and wanted(options, TEXT)
    dropped = count = 0
    for number in range(document.count):
        line = &document.lines[number]
        if not line.kept:
            continue
        line.result = document.results[count]
        count += 1
        if wanted(options, line.result.label):
            continue
        if few and not line_certain(&options.model, &document.own[line.own]):
            line.result.label = TEXT
            continue
        line.kept = False
        dropped += 1
    return dropped


cdef inline bint document_settle(Document *document, const CleanOptions *options) noexcept nogil:
    """Label and drop until nothing more is dropped; False without memory."""
    cdef Py_ssize_t dropped
    while True:
        dropped = document_pass(document, options)
        if dropped <= 0:
            return dropped == 0


cdef inline void document_write(const Document *document, Buffer *out) noexcept nogil:
    """Append the kept lines, with one empty line where the source had some between two of them."""
    cdef Py_ssize_t number
    cdef bint gap = False
    cdef bint any_kept = False
    cdef const DocumentLine *line
    for number in range(document.count):
        line = &document.lines[number]
        if not line.kept:
            gap |= line.own < 0
            continue
        if any_kept:
            buffer_put(out, c"\n")
            if gap:
                buffer_put(out, c"\n")
        buffer_add(out, document.text.data + line.start, line.stop - line.start)
        any_kept = True
        gap = False
    if any_kept and document.final_newline:
        buffer_put(out, c"\n")


cdef inline bint document_replace(Document *document, const CleanOptions *options, const Buffer *text, Buffer *changed) noexcept nogil:
    """Put the lines of `text` (one for each line that document_write wrote, empty ones apart) in the kept lines' place.

    Those that are new are also appended to `changed`. False without memory.
    """
    cdef Py_ssize_t number
    cdef Py_ssize_t i = 0
    cdef Py_ssize_t size
    cdef const unsigned char *end
    cdef DocumentLine *line
    for number in range(document.count):
        line = &document.lines[number]
        if not line.kept:
            continue
        while i < text.size and text.data[i] == c"\n":
            i += 1
        end = <const unsigned char *>memchr(text.data + i, c"\n", text.size - i) if i < text.size else NULL
        size = (text.size if end == NULL else end - text.data) - i
        if size != line.stop - line.start or memcmp(document.text.data + line.start, text.data + i, size):
            line.start = document.text.size
            line.stop = line.start + size
            buffer_add(&document.text, text.data + i, size)
            buffer_add(changed, text.data + i, size)
            buffer_put(changed, c"\n")
            if changed.failed or not document_end(document):
                return False
            line_own(&options.model, document.text.data + line.start, size, &document.own[line.own])
        i += size
    return True


cdef inline int document_rewrite(Document *document, const CleanOptions *options, Buffer *out, Buffer *rewritten, Buffer *changed) noexcept nogil:
    """Write the kept lines' money and dates in canonical form. 1 when that reads back as itself, 0 when it does not, -1 without memory.

    Only lines that were changed are searched a second time: the others would change only if the changed ones had told them what to be,
    and what is ambiguous is rewritten along with them.
    """
    cdef int status
    document_write(document, out)
    if out.failed:
        return -1
    status = rewrite(out.data, out.size, &options.rewrite, rewritten)
    if status <= 0:
        return 1 + status * 2
    if not document_replace(document, options, rewritten, changed):
        return -1
    rewritten.size = 0
    status = rewrite(changed.data, changed.size, &options.rewrite, rewritten)
    return -1 if status < 0 else status == 0


cdef inline bint document_start(Document *document, const unsigned char *p, Py_ssize_t n, const CleanOptions *options) noexcept nogil:
    """Read and measure a document that is initialized or freed; False without memory."""
    return document_read(document, p, n, options) and document_measure(document, options)


cdef inline bint document_clean(Document *document, const unsigned char *p, Py_ssize_t n, const CleanOptions *options) noexcept nogil:
    """Read, measure and settle a document that is initialized or freed; False without memory."""
    return document_start(document, p, n, options) and document_settle(document, options)


cdef inline int clean_rewriting(Document *document, const unsigned char *p, Py_ssize_t n, const CleanOptions *options, Buffer *out,
                                bint settled) noexcept nogil:
    """Clean and rewrite, the lines judged once before rewriting or until they are `settled`. 1 done, 0 not (start again), -1 no memory."""
    cdef Buffer rewritten, changed
    cdef int rested
    if not document_start(document, p, n, options):
        return -1
    if not document_settle(document, options) if settled else document_pass(document, options) < 0:
        return -1
    buffer_init(&rewritten)
    buffer_init(&changed)
    out.size = 0
    rested = document_rewrite(document, options, out, &rewritten, &changed)
    buffer_free(&rewritten)
    buffer_free(&changed)
    if rested > 0 and not document_settle(document, options):
        return -1
    if rested == 0:
        document_free(document)
    return rested


cdef inline bint clean_text(const unsigned char *p, Py_ssize_t n, const CleanOptions *options, Document *document, Buffer *out) noexcept nogil:
    """Set `out` to the cleaned text of p[0:n] and leave in `document` what is known of its lines (init before, free after).

    A text whose canonical form does not read back as itself, neither before nor after its lines have settled, is only labelled and
    tidied: it will fare the same the next time. False without memory.
    """
    cdef int done = 0
    if options.rewriting:
        done = clean_rewriting(document, p, n, options, out, False)
        if done == 0:
            done = clean_rewriting(document, p, n, options, out, True)
    if done == 0:
        done = document_clean(document, p, n, options)
        if not done:
            return False
    out.size = 0
    if done > 0:
        document_write(document, out)
    return done > 0 and not out.failed
