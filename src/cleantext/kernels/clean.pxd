"""The whole way of a document: tidied lines, their labels, the lines to keep, canonical money and dates, text again.

Cleaning is idempotent because it only stops where nothing changes any more: the page is labelled again until it loses no more lines,
and a canonical form must read back as itself. The passes are bounded because one that would drop few lines (`few_dropped`) drops
only lines that are boilerplate whatever stands around them.
"""
from .buffer cimport Buffer, buffer_add, buffer_put
from .document cimport Document, DocumentLine, document_end, document_measure, document_read, document_write, names_of
from .lines cimport DROPPED, KEPT, LineModel, LineResult, few_dropped, line_certain, line_own, lines_page
from .phrases cimport Phrases, phrase_in
from .rewrite cimport Edit, RewriteOptions, find_mentions, is_canonical, next_edit, put_edit
from .tidy cimport TidyOptions


cdef enum:
    TEXT = 0
    CONTENT = 3                 # text and heading, as bits
    KEPT_BY_PHRASE = 16         # added to the label of a line that holds a phrase of the user's own, until the line is boxed
    DROPPED_BY_PHRASE = 32
    LABEL_OF = 15


cdef struct CleanOptions:
    bint tidying
    TidyOptions tidy
    bint rewriting
    RewriteOptions rewrite
    unsigned long long keep     # a bit for each label, and for each label by phrase
    bint naming                 # whether the labels are wanted, not only which lines are kept
    LineModel model             # its threshold may be the caller's
    const Phrases *phrases      # NULL: none


cdef inline bint wanted(const CleanOptions *options, unsigned char label) noexcept nogil:
    return (options.keep >> label) & 1


cdef inline bint sides_suffice(const CleanOptions *options) noexcept nogil:
    """Whether it depends on its side alone, not on its label, if a line stays."""
    return options.keep == CONTENT and options.phrases == NULL


cdef inline void find_phrase(Document *document, const Phrases *phrases, DocumentLine *line) noexcept nogil:
    line.phrase = phrase_in(phrases, document.text.data + line.start, line.stop - line.start)


cdef inline void document_find_phrases(Document *document, const Phrases *phrases) noexcept nogil:
    cdef Py_ssize_t number
    for number in range(document.count):
        find_phrase(document, phrases, &document.lines[number])


cdef inline void obey(const CleanOptions *options, int phrase, LineResult *result) noexcept nogil:
    """Let a line with a phrase be on the side that the phrase asks for, as what it most likely is there."""
    cdef bint kept = phrase <= options.phrases.keeping
    if options.naming:
        result.label = result.best[not kept]
    else:
        result.label = KEPT if kept else DROPPED
    result.label += KEPT_BY_PHRASE if kept else DROPPED_BY_PHRASE
    result.score = 1 if kept else 0


cdef inline void document_obey(Document *document, const CleanOptions *options) noexcept nogil:
    """Settle what was found of the lines that hold a phrase."""
    cdef Py_ssize_t number, count = 0
    cdef const DocumentLine *line
    for number in range(document.count):
        line = &document.lines[number]
        if line.kept:
            if line.phrase:
                obey(options, line.phrase, &document.results[count])
            count += 1


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
    if lines_page(&options.model, document.own, document.names, document.which, count, sides_suffice(options), &document.line_scratch, document.results) < 0:
        return -1
    if options.phrases != NULL:
        document_obey(document, options)
    for number in range(count):
        dropped += not wanted(options, document.results[number].label)
    few = few_dropped(dropped, count) and wanted(options, TEXT)
    dropped = count = 0
    for number in range(document.count):
        line = &document.lines[number]
        if not line.kept:
            continue
        line.result = document.results[count]
        count += 1
        if wanted(options, line.result.label):
            continue
        if few and line.result.label < DROPPED_BY_PHRASE and not line_certain(&options.model, &document.own[line.own]):
            line.result.label = TEXT
            continue
        line.kept = False
        dropped += 1
    document.unchanged &= dropped == 0
    return dropped


cdef inline bint document_settle(Document *document, const CleanOptions *options) noexcept nogil:
    """Label and drop until nothing more is dropped; False without memory."""
    cdef Py_ssize_t dropped
    while True:
        dropped = document_pass(document, options)
        if dropped <= 0:
            return dropped == 0


cdef inline bint replace_line(Document *document, const CleanOptions *options, DocumentLine *line, Py_ssize_t start) noexcept nogil:
    """Let the end of the document's text, from `start` on, be the line; False without memory."""
    line.start = start
    line.stop = document.text.size
    if not document_end(document):
        return False
    buffer_add(&document.changed, document.text.data + start, line.stop - start)
    buffer_put(&document.changed, c"\n")
    line_own(&options.model, document.text.data + start, line.stop - start, &document.own[line.own], names_of(document, line))
    if options.phrases != NULL:
        find_phrase(document, options.phrases, line)
        document.disturbed |= line.phrase > options.phrases.keeping
    return not document.changed.failed


cdef inline bint loses_phrase(Document *document, const CleanOptions *options, const DocumentLine *line, Py_ssize_t start) noexcept nogil:
    """Whether the line is kept by a phrase that the end of the document's text, from `start` on, no longer has."""
    cdef int phrase
    if options.phrases == NULL or line.phrase == 0 or line.phrase > options.phrases.keeping:
        return False
    phrase = phrase_in(options.phrases, document.text.data + start, document.text.size - start)
    return phrase == 0 or phrase > options.phrases.keeping


cdef inline bint document_replace(Document *document, const CleanOptions *options, const Buffer *out) noexcept nogil:
    """Rewrite the lines of `out`, which document_write wrote, that have something to rewrite. False without memory."""
    cdef Py_ssize_t number = -1, done = 0, start, stop
    cdef DocumentLine *line = NULL
    cdef Edit edit
    cdef bint differs
    cdef bint more = next_edit(out.data, &document.mentions, &edit)
    document.changed.size = 0
    while more:
        number += 1
        line = &document.lines[number]
        if not line.kept:
            continue
        stop = line.written + line.stop - line.start
        if edit.start >= stop:
            continue
        start = document.text.size
        done = line.written
        differs = False
        while more and edit.start < stop:
            buffer_add(&document.text, out.data + done, edit.start - done)
            differs |= put_edit(out.data, out.size, &document.mentions, &edit, &document.text)
            done = edit.stop
            more = next_edit(out.data, &document.mentions, &edit)
        buffer_add(&document.text, out.data + done, stop - done)
        if document.text.failed:
            return False
        if not differs:
            document.text.size = start
        elif loses_phrase(document, options, line, start):              # it stays as it is
            document.text.size = start
            document.disturbed = True
        elif not replace_line(document, options, line, start):
            return False
    return True


cdef inline int document_rewrite(Document *document, const CleanOptions *options, Buffer *out) noexcept nogil:
    """Write the kept lines' money and dates in canonical form. 1 when that reads back as itself, 0 when it does not, -1 without memory.

    Only lines that were changed are searched a second time: the others would change only if the changed ones had told them what to be,
    and what is ambiguous is rewritten along with them.
    """
    document_write(document, out)
    if out.failed or find_mentions(out.data, out.size, &options.rewrite, &document.mentions) < 0 or not document_replace(document, options, out):
        return -1
    document.unchanged = document.changed.size == 0
    return is_canonical(document.changed.data, document.changed.size, &options.rewrite, &document.mentions, &document.scratch)


cdef inline int document_rests(Document *document, const CleanOptions *options, Buffer *out) noexcept nogil:
    """Whether rewriting the settled document would change no line, where phrases kept lines from being rewritten or dropped them after it.

    1 or 0 (then start again), -1 without memory.
    """
    document_write(document, out)
    if out.failed or find_mentions(out.data, out.size, &options.rewrite, &document.mentions) < 0 or not document_replace(document, options, out):
        return -1
    return document.changed.size == 0


cdef inline bint document_start(Document *document, const unsigned char *p, Py_ssize_t n, const CleanOptions *options) noexcept nogil:
    """Read and measure a document; False without memory."""
    document.disturbed = document.unchanged = False
    if not document_read(document, p, n, &options.tidy if options.tidying else NULL) or not document_measure(document, &options.model, options.naming):
        return False
    if options.phrases != NULL:
        document_find_phrases(document, options.phrases)
    return True


cdef inline bint document_clean(Document *document, const unsigned char *p, Py_ssize_t n, const CleanOptions *options) noexcept nogil:
    """Read, measure and settle a document; False without memory."""
    return document_start(document, p, n, options) and document_settle(document, options)


cdef inline int clean_rewriting(Document *document, const unsigned char *p, Py_ssize_t n, const CleanOptions *options, Buffer *out,
                                bint settled) noexcept nogil:
    """Clean and rewrite, the lines judged once before rewriting or until they are `settled`. 1 done, 0 not (start again), -1 no memory."""
    cdef int rested
    cdef Py_ssize_t dropped
    if not document_start(document, p, n, options):
        return -1
    dropped = document_pass(document, options)
    if settled and dropped > 0:
        dropped = 0 if document_settle(document, options) else -1
    if dropped < 0:
        return -1
    rested = document_rewrite(document, options, out)
    if rested > 0 and (dropped or document.changed.size) and not document_settle(document, options):
        return -1
    if rested > 0 and document.disturbed:
        return document_rests(document, options, out)
    return rested


cdef inline bint clean_text(const unsigned char *p, Py_ssize_t n, const CleanOptions *options, Document *document, Buffer *out) noexcept nogil:
    """Set `out` to the cleaned text of p[0:n] and leave in `document` (initialized, or used before) what is known of its lines.

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
    if done <= 0:
        return False
    if not document.unchanged:
        document_write(document, out)
    return not out.failed
