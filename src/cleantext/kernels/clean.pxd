"""The whole way of a document: tidied lines, their labels, the lines to keep, canonical money and dates, text again.

Cleaning is idempotent because it only stops where nothing changes any more: the page is labelled again until it loses no more lines,
and amounts and dates are rewritten again until they read back as what they are. `MOST_REWRITES` bounds the second; the first one is
bounded because a pass that would drop less than one line in `FEWEST` drops only lines that are boilerplate whatever stands around them.
"""
from libc.stdlib cimport free, malloc
from libc.string cimport memchr, memcmp

from .buffer cimport Buffer, buffer_add, buffer_free, buffer_init, buffer_put
from .lines cimport LineModel, LineOwn, LineResult, line_certain, line_own, lines_page
from .rewrite cimport RewriteOptions, rewrite
from .tidy cimport TidyOptions, tidy_text


cdef enum:
    TEXT = 0
    BLANK = 12
    FEWEST = 256
    MOST_REWRITES = 4


cdef struct CleanOptions:
    bint tidying
    TidyOptions tidy
    bint rewriting
    RewriteOptions rewrite
    unsigned int keep           # a bit for each label
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


cdef inline Py_ssize_t count_lines(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    cdef Py_ssize_t i, count = 1
    for i in range(n):
        count += p[i] == c"\n"
    return count


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


cdef inline bint document_read(Document *document, const unsigned char *p, Py_ssize_t n, const CleanOptions *options) noexcept nogil:
    """Tidy p[0:n], split it into lines, and take down which are not blank; False without memory."""
    cdef Py_ssize_t i = 0
    cdef Py_ssize_t stop, number
    cdef const unsigned char *end
    document.count = count_lines(p, n)
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
    if document.text.failed:
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


cdef inline bint document_measure(Document *document, const CleanOptions *options) noexcept nogil:
    """Take every line's own features; False without memory."""
    cdef Py_ssize_t number
    cdef DocumentLine *line
    document.own = <LineOwn *>malloc((document.filled + 1) * sizeof(LineOwn))
    document.which = <Py_ssize_t *>malloc((document.filled + 1) * sizeof(Py_ssize_t))
    document.results = <LineResult *>malloc((document.filled + 1) * sizeof(LineResult))
    if document.own == NULL or document.which == NULL or document.results == NULL:
        return False
    for number in range(document.count):
        line = &document.lines[number]
        line.kept = line.own >= 0
        if line.kept:
            line_own(&options.model, document.text.data + line.start, line.stop - line.start, &document.own[line.own])
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
    if lines_page(&options.model, document.own, document.which, count, document.results) < 0:
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


cdef inline bint document_replace(Document *document, const CleanOptions *options, const Buffer *text) noexcept nogil:
    """Put the lines of `text` (one for each line that document_write wrote, empty ones apart) in the kept lines' place; False without memory."""
    cdef Py_ssize_t number
    cdef Py_ssize_t i = 0
    cdef Py_ssize_t stop
    cdef const unsigned char *end
    cdef DocumentLine *line
    for number in range(document.count):
        line = &document.lines[number]
        if not line.kept:
            continue
        while i < text.size and text.data[i] == c"\n":
            i += 1
        end = <const unsigned char *>memchr(text.data + i, c"\n", text.size - i) if i < text.size else NULL
        stop = text.size if end == NULL else end - text.data
        if stop - i != line.stop - line.start or memcmp(document.text.data + line.start, text.data + i, stop - i):
            line.start = document.text.size
            buffer_add(&document.text, text.data + i, stop - i)
            line.stop = document.text.size
            if document.text.failed:
                return False
            line_own(&options.model, document.text.data + line.start, stop - i, &document.own[line.own])
        i = stop
    return True


cdef inline int document_rewrite(Document *document, const CleanOptions *options, Buffer *out, Buffer *next_text) noexcept nogil:
    """Write the settled page to `out` in canonical form. 1 when it has come to rest, 0 when it has not, -1 without memory."""
    cdef int changed, _round
    for _round in range(MOST_REWRITES):
        out.size = 0
        document_write(document, out)
        if out.failed:
            return -1
        next_text.size = 0
        changed = rewrite(out.data, out.size, &options.rewrite, next_text)
        if changed <= 0:
            return 1 if changed == 0 else -1
        if not document_replace(document, options, next_text) or not document_settle(document, options):
            return -1
    return 0


cdef inline bint document_clean(Document *document, const unsigned char *p, Py_ssize_t n, const CleanOptions *options) noexcept nogil:
    """Read, measure and settle a page that is initialized or freed; False without memory."""
    return document_read(document, p, n, options) and document_measure(document, options) and document_settle(document, options)


cdef inline bint clean_text(const unsigned char *p, Py_ssize_t n, const CleanOptions *options, Document *document, Buffer *out) noexcept nogil:
    """Set `out` to the cleaned text of p[0:n] and leave in `document` what is known of its lines (init before, free after); False without memory.

    A text whose rewriting does not come to rest is only labelled and tidied: it will not come to rest the next time either.
    """
    cdef Buffer next_text
    cdef int rested
    if not document_clean(document, p, n, options):
        return False
    if options.rewriting:
        buffer_init(&next_text)
        rested = document_rewrite(document, options, out, &next_text)
        buffer_free(&next_text)
        if rested:
            return rested > 0
        document_free(document)
        if not document_clean(document, p, n, options):
            return False
    out.size = 0
    document_write(document, out)
    return not out.failed
