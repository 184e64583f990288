"""A document on its way: its tidied text, its lines, what is known of each, and the memory for all of it, which the next document uses again."""
from libc.string cimport memchr, memset

from .buffer cimport Buffer, buffer_add, buffer_free, buffer_init, buffer_put, buffer_reserve
from .lines cimport AHEAD, LineModel, LineNames, LineOwn, LineResult, LineScratch, LineSpan, line_scratch_free, line_scratch_init, line_scratch_size, lines_own
from .rewrite cimport Mentions, mentions_free, mentions_init, mentions_memory
from .scan cimport is_blank_byte
from .text cimport FEEDS_MORE, count_feeds, find_feeds
from .tidy cimport TidyOptions, tidy_text


cdef enum:
    BLANK = 12


cdef struct DocumentLine:
    Py_ssize_t start            # of the line in the document's text, without white space around it
    Py_ssize_t stop
    Py_ssize_t own              # its place among the lines that are not blank; -1: blank
    Py_ssize_t written          # where document_write put it
    LineResult result
    Py_ssize_t was_start        # where it stood before it was rewritten
    Py_ssize_t was_stop         # 0: it was not
    bint kept
    bint settled                # it was kept before the document was rewritten
    bint in_doubt               # it was rewritten, or what is an amount in it depends on the language of the text around
    int phrase                  # the user's own phrase that it holds, 0: none; set where there are such phrases


cdef struct Document:
    Buffer source               # the text as it came, where that had to be copied
    Buffer text                 # tidied lines, each ended by a line feed, and lines that replace some of them
    DocumentLine *lines
    Py_ssize_t count
    LineOwn *own
    LineNames *names            # NULL where no labels are wanted
    LineSpan *spans             # where those lines stand that are not blank; until they are measured
    Py_ssize_t *which           # the lines (not blank) that are still kept
    LineResult *results
    Py_ssize_t filled           # lines that are not blank
    bint final_newline          # whether the source ends in one
    Buffer line_memory          # of `lines`
    Buffer own_memory           # of `own`, `names`, `which` and `results`
    Buffer changed              # lines that were rewritten
    Buffer left_alone           # a byte for each line: whether it is not to be rewritten; empty: no line is left alone
    Buffer out                  # the cleaned text
    Buffer scratch
    Mentions mentions
    LineScratch line_scratch


cdef inline void document_init(Document *document) noexcept nogil:
    memset(document, 0, sizeof(Document))
    buffer_init(&document.source)
    buffer_init(&document.text)
    buffer_init(&document.line_memory)
    buffer_init(&document.own_memory)
    buffer_init(&document.changed)
    buffer_init(&document.left_alone)
    buffer_init(&document.out)
    buffer_init(&document.scratch)
    mentions_init(&document.mentions)
    line_scratch_init(&document.line_scratch)


cdef inline void document_free(Document *document) noexcept nogil:
    buffer_free(&document.source)
    buffer_free(&document.text)
    buffer_free(&document.line_memory)
    buffer_free(&document.own_memory)
    buffer_free(&document.changed)
    buffer_free(&document.left_alone)
    buffer_free(&document.out)
    buffer_free(&document.scratch)
    mentions_free(&document.mentions)
    line_scratch_free(&document.line_scratch)
    document_init(document)


cdef inline Py_ssize_t document_memory(const Document *document) noexcept nogil:
    """Bytes that the document holds, about."""
    return (document.source.capacity + document.text.capacity + document.line_memory.capacity + document.own_memory.capacity + document.changed.capacity
            + document.left_alone.capacity + document.out.capacity + document.scratch.capacity + mentions_memory(&document.mentions)
            + line_scratch_size(&document.line_scratch))


cdef inline void set_line(DocumentLine *line, const unsigned char *p, Py_ssize_t start, Py_ssize_t stop, LineSpan *span) noexcept nogil:
    """The bounds of a line, without the ASCII white space around it (what stays when tidying is off)."""
    while start < stop and is_blank_byte(p[start]):
        start += 1
    while stop > start and is_blank_byte(p[stop - 1]):
        stop -= 1
    line.start = span.start = start
    line.stop = span.stop = stop
    line.kept = stop > start
    line.result.score = 0
    line.result.label = BLANK
    line.result.reason = 0


cdef inline bint document_end(Document *document) noexcept nogil:
    """Have the bytes behind the text that the reading of lines runs into; False without memory."""
    if not buffer_reserve(&document.text, AHEAD):
        return False
    memset(document.text.data + document.text.size, 0, AHEAD)
    return True


cdef inline bint has_dependants(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """Whether p[0:n] may hold what tidying leaves there for the sake of other characters: a directional mark, a joiner, a selector, a tag (by the first byte)."""
    return memchr(p, 0xE2, n) != NULL or memchr(p, 0xD8, n) != NULL or memchr(p, 0xEF, n) != NULL or memchr(p, 0xF3, n) != NULL


cdef inline bint document_tidy_end(Document *document, const TidyOptions *tidy, Py_ssize_t start) noexcept nogil:
    """Tidy the end of the document's text, from `start` on: a mark beside "٥ €" means nothing beside "EUR 5". False without memory."""
    cdef Buffer *text = &document.text
    cdef Buffer *tidied = &document.scratch
    cdef Py_ssize_t stop, first = 0
    if not has_dependants(text.data + start, text.size - start):
        return True
    tidied.size = 0
    if not tidy_text(text.data + start, text.size - start, tidy, tidied):
        return False
    stop = tidied.size
    while first < stop and is_blank_byte(tidied.data[first]):
        first += 1
    while stop > first and is_blank_byte(tidied.data[stop - 1]):
        stop -= 1
    text.size = start
    buffer_add(text, tidied.data + first, stop - first)
    return not text.failed


cdef inline bint document_read(Document *document, const unsigned char *p, Py_ssize_t n, const TidyOptions *tidy) noexcept nogil:
    """Tidy p[0:n] (unless `tidy` is NULL), split it into lines, and take down which are not blank; False without memory."""
    cdef Py_ssize_t i = 0
    cdef Py_ssize_t number, filled = 0
    cdef const Py_ssize_t *stops
    cdef DocumentLine *line
    document.count = 1 + count_feeds(p, n)
    document.final_newline = n > 0 and p[n - 1] == c"\n"
    document.text.size = 0
    if not buffer_reserve(&document.line_memory, document.count * sizeof(DocumentLine)):
        return False
    document.lines = <DocumentLine *>document.line_memory.data
    if tidy != NULL:
        if not tidy_text(p, n, tidy, &document.text):
            return False
    else:
        buffer_add(&document.text, p, n)
    buffer_put(&document.text, c"\n")
    document.scratch.size = 0
    if not document_end(document) or not buffer_reserve(&document.scratch, (document.count + FEEDS_MORE) * (sizeof(Py_ssize_t) + sizeof(LineSpan))):
        return False
    document.spans = <LineSpan *>document.scratch.data
    stops = <const Py_ssize_t *>(document.spans + document.count)
    find_feeds(document.text.data, document.text.size, <Py_ssize_t *>stops)
    for number in range(document.count):
        line = &document.lines[number]
        set_line(line, document.text.data, i, stops[number], &document.spans[filled])
        line.own = filled if line.kept else -1
        filled += line.kept
        i = stops[number] + 1
    document.filled = filled
    return True


cdef inline bint document_room(Document *document, bint naming) noexcept nogil:
    """Memory for what is known of the lines that are not blank; False without."""
    cdef Py_ssize_t n = document.filled + 1
    if not buffer_reserve(&document.own_memory, n * (sizeof(LineOwn) + sizeof(Py_ssize_t) + sizeof(LineResult) + (sizeof(LineNames) if naming else 0))):
        return False
    document.which = <Py_ssize_t *>document.own_memory.data
    document.own = <LineOwn *>(document.which + n)
    document.results = <LineResult *>(document.own + n)
    document.names = <LineNames *>(document.results + n) if naming else NULL
    return True


cdef inline LineNames *names_of(Document *document, const DocumentLine *line) noexcept nogil:
    return &document.names[line.own] if document.names != NULL else NULL


cdef inline bint document_measure(Document *document, const LineModel *model, bint naming) noexcept nogil:
    """Take every line's own features, with those that only its label asks for if `naming`; False without memory."""
    if not document_room(document, naming):
        return False
    lines_own(model, document.text.data, document.spans, document.filled, document.own, document.names)
    return True


cdef inline void document_write(Document *document, Buffer *out) noexcept nogil:
    """Write the kept lines to `out`, with one empty line where the source had some between two of them. What stands together is copied together."""
    cdef Py_ssize_t number
    cdef Py_ssize_t start = 0, stop = 0         # of what is still to be copied
    cdef bint gap = False
    cdef bint any_kept = False
    cdef DocumentLine *line
    out.size = 0
    for number in range(document.count):
        line = &document.lines[number]
        if not line.kept:
            gap |= line.own < 0
            continue
        if line.start != stop + 1 or not any_kept:
            buffer_add(out, document.text.data + start, stop - start)
            if any_kept:
                buffer_put(out, c"\n")
                if gap:
                    buffer_put(out, c"\n")
            start = line.start
        line.written = out.size + line.start - start
        stop = line.stop
        any_kept = True
        gap = False
    buffer_add(out, document.text.data + start, stop - start)
    if any_kept and document.final_newline:
        buffer_put(out, c"\n")
