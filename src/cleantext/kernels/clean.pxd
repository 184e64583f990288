"""The whole way of a document: tidied lines, their labels, the lines to keep, canonical money and dates, text again.

Cleaning is idempotent because it only stops where nothing changes any more: the page is labelled again until it loses no more lines,
and a canonical form must read back as itself and may cost no line its place.
"""
from libc.string cimport memcmp, memset

from .buffer cimport Buffer, buffer_add, buffer_free, buffer_init, buffer_put, buffer_reserve
from .clean_lines cimport CleanOptions, document_clean, document_pass, document_settle, find_phrase
from .dates cimport SHORT
from .document cimport Document, DocumentLine, document_end, document_tidy_end, document_write, names_of
from .lines cimport line_own
from .money cimport MoneyState, search_money, start_text
from .phrases cimport phrase_in
from .rewrite cimport Edit, Mentions, RewriteOptions, find_mentions, has_company, is_canonical, languages_of, mentions_clear, next_difference, next_edit, put_edit, stays


cdef enum:
    IN_PART = 2
    TRIES = 4                   # to rewrite the settled lines, each leaving more of them alone, or out
    LEFT_ALONE = 1              # marks of a line: it is not rewritten; it is dropped
    DROPPED_REWRITTEN = 2
    AROUND = 16                 # lines whose rewriting is taken back where one between them would be dropped


cdef inline void measure_line(Document *document, const CleanOptions *options, DocumentLine *line) noexcept nogil:
    """Let what is known of the line be that of its present text."""
    line_own(&options.model, document.text.data + line.start, line.stop - line.start, &document.own[line.own], names_of(document, line))
    if options.phrases != NULL:
        find_phrase(document, options.phrases, line)


cdef inline bint replace_line(Document *document, const CleanOptions *options, DocumentLine *line, Py_ssize_t start) noexcept nogil:
    """Let the end of the document's text, from `start` on, be the line; False without memory."""
    line.was_start = line.start
    line.was_stop = line.stop
    line.start = start
    line.stop = document.text.size
    line.in_doubt = True
    if not document_end(document):
        return False
    buffer_add(&document.changed, document.text.data + start, line.stop - start)
    buffer_put(&document.changed, c"\n")
    measure_line(document, options, line)
    return not document.changed.failed


cdef inline bint loses_phrase(Document *document, const CleanOptions *options, const DocumentLine *line, Py_ssize_t start) noexcept nogil:
    """Whether the line is kept by a phrase that the end of the document's text, from `start` on, no longer has."""
    cdef int phrase
    if options.phrases == NULL or line.phrase == 0 or line.phrase > options.phrases.keeping:
        return False
    phrase = phrase_in(options.phrases, document.text.data + start, document.text.size - start)
    return phrase == 0 or phrase > options.phrases.keeping


cdef inline void mark_lines(Document *document) noexcept nogil:
    """Mark the lines that are kept, and those with something that the search for money refused because of the language around."""
    cdef const Py_ssize_t *refused = <const Py_ssize_t *>document.mentions.money.refused.data
    cdef Py_ssize_t number, left = document.mentions.money.refused.size // sizeof(Py_ssize_t)
    cdef DocumentLine *line
    for number in range(document.count - 1, -1, -1):
        line = &document.lines[number]
        line.in_doubt = False
        line.settled = line.kept
        line.was_stop = 0
        while line.kept and left and refused[left - 1] >= line.written:
            line.in_doubt = True
            left -= 1


cdef inline bint document_replace(Document *document, const CleanOptions *options, const Buffer *out) noexcept nogil:
    """Rewrite the lines of `out`, which document_write wrote, that have something to rewrite. False without memory."""
    cdef Py_ssize_t number = -1, done = 0, start, stop
    cdef DocumentLine *line = NULL
    cdef Edit edit
    cdef bint differs, company      # company: something unseen may have stood there for the sake of what is gone
    cdef bint more = next_edit(out.data, &document.mentions, &edit)
    document.changed.size = 0
    mark_lines(document)
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
        differs = company = False
        while more and edit.start < stop:
            buffer_add(&document.text, out.data + done, edit.start - done)
            company |= has_company(out.data + edit.start, min(edit.stop + 1, out.size) - edit.start)
            differs |= put_edit(out.data, out.size, &document.mentions, &edit, &document.text)
            done = edit.stop
            more = next_edit(out.data, &document.mentions, &edit)
        buffer_add(&document.text, out.data + done, stop - done)
        if document.text.failed:
            return False
        if differs and company and options.tidying and not document_tidy_end(document, &options.tidy, start):
            return False
        if not differs or (document.left_alone.size and document.left_alone.data[number]) or loses_phrase(document, options, line, start):
            document.text.size = start                                  # it stays as it is
        elif not replace_line(document, options, line, start):
            return False
    return True


cdef inline bint rewrite_lines(Document *document, const CleanOptions *options, Buffer *out) noexcept nogil:
    """Write the kept lines to `out`, then give their money and dates canonical form; False without memory."""
    document_write(document, out)
    return (not out.failed and find_mentions(out.data, out.size, &options.rewrite, &document.mentions) == 0
            and document_replace(document, options, out))


cdef inline int amounts_stay(Document *document, const CleanOptions *options, const Buffer *out) noexcept nogil:
    """Whether no amount would be rewritten in the lines of `out` that are marked: 1, or 0, or -1 without memory."""
    cdef Mentions *found = &document.mentions
    cdef MoneyState s
    cdef const DocumentLine *line
    cdef Py_ssize_t number
    mentions_clear(found)
    start_text(&s, out.data, out.size, &options.rewrite.money_options, &found.money)
    for number in range(document.count):
        line = &document.lines[number]
        if line.kept and line.in_doubt and search_money(&s, line.written, line.written + line.stop - line.start) < 0:
            return -1
    return stays(out.data, out.size, found, &document.scratch)


cdef inline int reads_back(Document *document, const CleanOptions *options, const Buffer *out) noexcept nogil:
    """Whether a search of `out`, the text since it was rewritten, would leave it as it is: 1, or 0, or -1 without memory.

    As long as the same languages' words count in its dates, or nothing in it asked for them before (and it is too long to be a mention as a whole), and no
    date was passed over for an amount, only the lines that were changed are searched, and for money those, too, where it depends on the language around: the others would change only
    if the changed ones had told them what to be, and what is ambiguous is rewritten along with them.
    """
    cdef RewriteOptions rewrite = options.rewrite
    cdef Mentions *found = &document.mentions
    cdef unsigned long long before = found.dates.langs
    cdef bint hidden = found.hidden
    cdef int same = 1
    rewrite.date_options.langs = languages_of(out.data, out.size, &options.rewrite, found)
    if out.size <= SHORT or hidden or before and rewrite.date_options.langs != before:
        return is_canonical(out.data, out.size, &options.rewrite, found, &document.scratch)
    rewrite.money = False
    if options.rewrite.dates:
        same = is_canonical(document.changed.data, document.changed.size, &rewrite, found, &document.scratch)
    return amounts_stay(document, options, out) if same > 0 and options.rewrite.money else same


cdef inline void take_line_back(Document *document, const CleanOptions *options, DocumentLine *line) noexcept nogil:
    """Let a line be as it was before it was rewritten, if it was."""
    if line.was_stop:
        line.start = line.was_start
        line.stop = line.was_stop
        line.was_stop = 0
        line.in_doubt = False
        measure_line(document, options, line)


cdef inline void take_back(Document *document, const CleanOptions *options, Py_ssize_t around) noexcept nogil:
    """Keep again what was dropped since the document was rewritten, and take back the rewriting of these lines, or of as many lines `around` one that was not
    rewritten itself."""
    cdef Py_ssize_t number, other, stop, done = 0       # `done`: where the lines end that have been taken back around others
    cdef DocumentLine *line
    for number in range(document.count):
        line = &document.lines[number]
        if line.kept or not line.settled:
            continue
        line.kept = True
        if line.was_stop:
            take_line_back(document, options, line)
            continue
        stop = min(number + around + 1, document.count)
        for other in range(max(number - around, done), stop):
            take_line_back(document, options, &document.lines[other])
        done = stop


cdef inline int keeps_all(Document *document, const CleanOptions *options) noexcept nogil:
    """Take back the rewriting for which lines would be dropped: 1, 0 in vain, -1 without memory."""
    cdef Py_ssize_t dropped
    cdef int tried
    for tried in range(TRIES + 1):
        dropped = document_pass(document, options)
        if dropped <= 0:
            return -1 if dropped < 0 else 1
        take_back(document, options, AROUND if tried < TRIES - 1 else document.count)
    return 0


cdef inline bint room_for_marks(Document *document) noexcept nogil:
    cdef Buffer *marks = &document.left_alone
    if marks.size == 0:
        if not buffer_reserve(marks, document.count):
            return False
        marks.size = document.count
        memset(marks.data, 0, marks.size)
    return True


cdef inline bint clean_marked(Document *document, const unsigned char *p, Py_ssize_t n, const CleanOptions *options) noexcept nogil:
    """Clean, then drop the lines marked as dropped, and clean what is left; False without memory."""
    cdef Py_ssize_t number
    cdef bint dropping = False
    if not document_clean(document, p, n, options):
        return False
    for number in range(document.left_alone.size):
        if document.left_alone.data[number] & DROPPED_REWRITTEN:
            document.lines[number].phrase = options.phrases.keeping + 1
            dropping = True
    return not dropping or document_settle(document, options)


cdef inline int drop_rewritten(Document *document, const CleanOptions *options) noexcept nogil:
    """Mark the lines that, rewritten, hold a phrase to drop them by: they are to tell the others nothing. 1 if there are any, 0 if not, -1 without memory."""
    cdef Py_ssize_t number
    cdef int any_dropped = 0
    cdef const DocumentLine *line
    if options.phrases == NULL or not document.changed.size:
        return 0
    for number in range(document.count):
        line = &document.lines[number]
        if line.kept and line.was_stop and line.phrase > options.phrases.keeping:
            if not room_for_marks(document):
                return -1
            document.left_alone.data[number] |= DROPPED_REWRITTEN
            any_dropped = 1
    return any_dropped


cdef inline int leave_alone(Document *document, const CleanOptions *options, Buffer *out) noexcept nogil:
    """Mark the lines that, rewritten, do not read back as they are. 1 if there are any besides those marked before, 0 if not, -1 without memory."""
    cdef Py_ssize_t number = 0
    cdef int differs, more = 0
    cdef Edit edit
    cdef const DocumentLine *line
    document_write(document, out)
    if out.failed or find_mentions(out.data, out.size, &options.rewrite, &document.mentions) < 0:
        return -1
    while True:
        differs = next_difference(out.data, out.size, &document.mentions, &edit, &document.scratch)
        if differs <= 0:
            return differs if differs < 0 else more
        if not room_for_marks(document):
            return -1
        while number < document.count:
            line = &document.lines[number]
            if line.kept and edit.start < line.written + line.stop - line.start:
                more |= not document.left_alone.data[number]
                document.left_alone.data[number] |= LEFT_ALONE
                break
            number += 1


cdef inline int rewrites_in_part(Document *document, const unsigned char *p, Py_ssize_t n, const CleanOptions *options, Buffer *out) noexcept nogil:
    """Clean, and rewrite the lines that have settled, all or all but some. 1 done, 0 not, -1 without memory."""
    cdef int _, more
    for _ in range(TRIES):
        if not clean_marked(document, p, n, options) or not rewrite_lines(document, options, out):
            return -1
        more = drop_rewritten(document, options)
        if more == 0:
            more = leave_alone(document, options, out)
        if more == 0:
            return keeps_all(document, options)
        if more < 0:
            return -1
    return 0


cdef inline int clean_rewriting(Document *document, const unsigned char *p, Py_ssize_t n, const CleanOptions *options, Buffer *out) noexcept nogil:
    """Clean and rewrite. 1 done, IN_PART done after more than one try, 0 not done, -1 without memory."""
    cdef int _, done = 1, dropped
    document.left_alone.size = 0
    for _ in range(TRIES):
        if not clean_marked(document, p, n, options) or not rewrite_lines(document, options, out):
            return -1
        dropped = drop_rewritten(document, options)
        if dropped <= 0:
            break
    if dropped:
        return -1 if dropped < 0 else 0
    if document.changed.size:
        done = keeps_all(document, options)
        if done > 0:
            document_write(document, out)
            done = reads_back(document, options, out)
    if done == 0:
        done = rewrites_in_part(document, p, n, options, out)
        if done > 0:
            done = IN_PART
            document_write(document, out)
    return -1 if out.failed or done < 0 else done


cdef inline int comes_out_the_same(Document *document, const CleanOptions *options, const Buffer *out) noexcept nogil:
    """Whether clean_rewriting makes `out` of `out`; -1 without memory."""
    cdef Buffer again
    cdef int same
    buffer_init(&again)
    same = clean_rewriting(document, out.data, out.size, options, &again)
    if same > 0:
        same = again.size == out.size and memcmp(again.data, out.data, out.size) == 0
    buffer_free(&again)
    return same


cdef inline bint clean_text(const unsigned char *p, Py_ssize_t n, const CleanOptions *options, Document *document, Buffer *out) noexcept nogil:
    """Set `out` to the cleaned text of p[0:n], with the help of `document` (initialized, or used before).

    Lines whose canonical form does not read back as itself are left alone. That is checked by cleaning what came out: where something else comes
    of it, or where too many tries are needed, the text is only labelled and tidied. It will fare the same the next time. False without memory.
    """
    cdef int done = 0
    if options.rewriting:
        done = clean_rewriting(document, p, n, options, out)
        if done == IN_PART:
            done = comes_out_the_same(document, options, out)
    if done == 0:
        done = document_clean(document, p, n, options)
        document_write(document, out)
    return done > 0 and not out.failed
