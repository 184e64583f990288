"""Which lines of a document stay: they are labelled again and again until no more of them are dropped.

The passes are bounded because one that would drop few lines (`few_dropped`) drops only lines that are boilerplate whatever stands around them.
"""
from .document cimport Document, DocumentLine, document_measure, document_read
from .lines cimport DROPPED, KEPT, LineModel, LineResult, few_dropped, line_certain, lines_page
from .phrases cimport Phrases, phrase_in
from .rewrite cimport RewriteOptions
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
    return dropped


cdef inline bint document_settle(Document *document, const CleanOptions *options) noexcept nogil:
    """Label and drop until nothing more is dropped; False without memory."""
    cdef Py_ssize_t dropped
    while True:
        dropped = document_pass(document, options)
        if dropped <= 0:
            return dropped == 0


cdef inline bint document_clean(Document *document, const unsigned char *p, Py_ssize_t n, const CleanOptions *options) noexcept nogil:
    """Read, measure and settle a document; False without memory."""
    if not document_read(document, p, n, &options.tidy if options.tidying else NULL) or not document_measure(document, &options.model, options.naming):
        return False
    if options.phrases != NULL:
        document_find_phrases(document, options.phrases)
    return document_settle(document, options)
