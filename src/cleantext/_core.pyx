"""The boundary of the compiled core: check, borrow the bytes, drop the GIL, call a kernel, box the result, free."""
cimport cython
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from cpython.ref cimport Py_INCREF, PyObject
from cpython.tuple cimport PyTuple_SET_ITEM
from libc.stdlib cimport free, malloc
from libc.string cimport memchr, memset

from decimal import Decimal

from .boundary cimport Borrowed, Offsets, borrow, copy_code, fill_date_options, fill_tidy_options, offsets_of, point_of, release, text_of, text_or_same
from .kernels.buffer cimport Buffer, buffer_add, buffer_free, buffer_init, buffer_reserve
from .kernels.clean cimport clean_text
from .kernels.clean_lines cimport CONTENT, KEPT_BY_PHRASE, LABEL_OF, CleanOptions, document_clean
from .kernels.dates cimport find_dates as kernel_find_dates
from .kernels.dates_list cimport DateList, DateMention, DateOptions, dates_free, dates_init
from .kernels.document cimport BLANK, Document, DocumentLine
from .kernels.json cimport JsonSpan, json_find_string
from .kernels.lines cimport LineNames, LineOwn, LineResult, LineScratch, line_certain, line_record, line_scratch_free, line_scratch_init, lines_page
from .kernels.lines_model cimport NO_MODEL, NO_NUMBERS, OTHER_SIZE, OTHER_SUM, OTHER_VERSION, LineModel, line_model_view
from .kernels.lines_page cimport PageLine, page_features
from .kernels.lines_own cimport AHEAD, Words, read_words
from .kernels.money cimport MoneyList, MoneyMention, MoneyOptions, money_free, money_init
from .kernels.money cimport find_money as kernel_find_money
from .kernels.money_tables cimport MONEY_FAMILY
from .kernels.phrases cimport Phrases, phrases_add, phrases_done, phrases_free, phrases_init
from .kernels.text cimport count_points
from .kernels.tidy cimport TidyOptions
from .kernels.tidy cimport tidy_text as kernel_tidy_text
from .probes cimport classes_of_bytes, filtered_sign, filtered_word, heads_of_block, letters_beside, places_of_money, word_bytes_beside


cdef extern from "Python.h":
    object PyType_GenericAlloc(type kind, Py_ssize_t size)
    object PyUnicode_DecodeASCII(const char *p, Py_ssize_t n, const char *errors)
    ctypedef struct PyTypeObject:
        object (*tp_new)(PyTypeObject *kind, object args, PyObject *keywords)
    PyTypeObject PyTuple_Type


# ---- tidy ------------------------------------------------------------------------------------------------------------------------

def tidy(text, options):
    """`text` tidied as `options` (a config.Tidy) says; the same object when there is nothing to do."""
    cdef Borrowed source
    cdef TidyOptions chosen
    cdef Buffer *out
    fill_tidy_options(&chosen, options)
    borrow(text, &source, True)
    out = &source.document.out
    try:
        out.size = 0
        with nogil:
            source.whole = kernel_tidy_text(source.p, source.n, &chosen, out)
        if not source.whole:
            raise MemoryError
        return text_or_same(text, &source, out)
    finally:
        release(&source)


# ---- money -----------------------------------------------------------------------------------------------------------------------

cdef tuple MONEY_MODIFIERS = (None, "~", "<", ">", "<=", ">=")


cdef list codes = [None] * MONEY_FAMILY


cdef inline object new_named(object kind, tuple fields):
    """What tuple.__new__(kind, fields) makes."""
    return PyTuple_Type.tp_new(<PyTypeObject *>kind, (fields,), NULL)


cdef enum:
    KNOWN_AMOUNTS = 1024        # amounts of few digits whose Decimal is made once; prices repeat

cdef dict amounts = {}


cdef inline object decimal_of(const MoneyList *found, Py_ssize_t at, Py_ssize_t size):
    cdef object digits, amount
    if size == 0:
        return None
    digits = PyUnicode_DecodeASCII(<const char *>found.digits.data + at, size, NULL)
    amount = amounts.get(digits)
    if amount is None:
        amount = (<PyTypeObject *>Decimal).tp_new(<PyTypeObject *>Decimal, (digits,), NULL)
        if size <= 6 and len(amounts) < KNOWN_AMOUNTS:
            amounts[digits] = amount
    return amount


cdef inline object code_of(const MoneyMention *m):
    """The mention's currency as a str, one for each."""
    if m.number < 0:
        return None
    if codes[m.number] is None:
        codes[m.number] = PyUnicode_DecodeASCII(<const char *>m.currency, 3, NULL)
    return codes[m.number]


def find_money(text, language, region, money):
    """Mentions of money in `text`, each a `money` (a named tuple)."""
    cdef Borrowed source
    cdef MoneyOptions options
    cdef MoneyList found
    cdef MoneyMention *m
    cdef Offsets offsets
    cdef Py_ssize_t k
    cdef int status
    cdef list out = []
    copy_code(language, options.language)
    copy_code(region, options.region)
    options.amounts_only = False
    borrow(text, &source, False)
    money_init(&found)
    try:
        with nogil:
            status = kernel_find_money(source.p, source.n, &options, &found)
        if status < 0:
            raise MemoryError
        offsets = offsets_of(&source)
        for k in range(found.size):
            m = &found.items[k]
            out.append(new_named(money, (
                point_of(&offsets, m.start), point_of(&offsets, m.stop),
                decimal_of(&found, m.amount, m.amount_size), decimal_of(&found, m.high, m.high_size),
                code_of(m), MONEY_MODIFIERS[m.modifier],
                text_of(found.digits.data + m.per, m.per_size) if m.per_size else None,
                m.ambiguous != 0)))
    finally:
        money_free(&found)
        release(&source)
    return out


# ---- dates -----------------------------------------------------------------------------------------------------------------------

cdef tuple DATE_KINDS = ("date", "time", "datetime", "month", "year", "season", "quarter", "half", "week", "decade", "century",
                         "interval", "duration", "set", "ref", "other")
cdef tuple DATE_MODIFIERS = (None, "early", "mid", "late", "approx", "fiscal", "before", "after", "since", "until")


cdef inline void fill(object made, Py_ssize_t place, object item) noexcept:
    """Set a place of a new tuple that nobody has seen yet."""
    Py_INCREF(item)
    PyTuple_SET_ITEM(made, place, item)


def find_dates(text, reference, language, day_first, type make not None, bint complete=False):
    """Mentions of dates in `text`, each a `make` (a named tuple of start, stop, value, kind, modifier).

    `reference` is None or six integers from year to second. `complete`: those alone that clean() writes in canonical form.
    """
    cdef Borrowed source
    cdef DateOptions options
    cdef DateList found
    cdef DateMention *m
    cdef Offsets offsets
    cdef Py_ssize_t k
    cdef int status
    cdef list out = []
    fill_date_options(&options, reference, language, day_first)
    options.complete_only = complete
    borrow(text, &source, False)
    dates_init(&found)
    try:
        with nogil:
            status = kernel_find_dates(source.p, source.n, &options, &found)
        if status < 0:
            raise MemoryError
        offsets = offsets_of(&source)
        for k in range(found.size):
            m = &found.items[k]
            if complete and not m.complete:
                continue
            date = PyType_GenericAlloc(make, 5)
            fill(date, 0, point_of(&offsets, m.start))
            fill(date, 1, point_of(&offsets, m.stop))
            fill(date, 2, PyUnicode_DecodeASCII(<const char *>found.values.data + m.value, m.value_size, NULL))
            fill(date, 3, DATE_KINDS[m.kind])
            fill(date, 4, DATE_MODIFIERS[m.modifier])
            out.append(date)
    finally:
        dates_free(&found)
        release(&source)
    return out


# ---- lines: what the training script and the tests of the kernel read ------------------------------------------------------------

cdef dict MODEL_FAULTS = {
    NO_MODEL: "not a line model; give a file that cleantext train has written",
    OTHER_VERSION: "a line model for another version of cleantext; train it again with this one",
    OTHER_SIZE: "not the whole of a line model, or more than one; get a complete copy of it, or train it again",
    OTHER_SUM: "a damaged line model: its checksum is another; get a complete copy of it, or train it again",
    NO_NUMBERS: "a line model with numbers that no training gives; train it again",
}


cdef int view_of(bytes model, LineModel *out) except -1:
    cdef int fault = line_model_view(<const unsigned char *><const char *>model, len(model), out)
    if fault < 0:
        raise ValueError(MODEL_FAULTS[fault])
    return 0


def check_model(bytes model not None):
    """Raise ValueError, with what is wrong and the remedy, unless `model` is a whole model file of this version."""
    cdef LineModel view
    view_of(model, &view)


cdef int room_behind(Buffer *scratch, bytes line) except -1:
    """Copy the line where the bytes behind it may be read."""
    scratch.size = 0
    buffer_add(scratch, <const unsigned char *>line, len(line))
    if not buffer_reserve(scratch, AHEAD):
        raise MemoryError
    memset(scratch.data + scratch.size, 0, AHEAD)
    return 0


def line_tokens(list lines):
    """The tokens of each line (bytes, not empty): native 32-bit integers, as bytes."""
    cdef Words words
    cdef Buffer scratch
    cdef bytes line
    cdef list out = []
    buffer_init(&scratch)
    try:
        for line in lines:
            room_behind(&scratch, line)
            read_words(scratch.data, scratch.size, &words)
            out.append((<const char *>words.token)[:4 * words.words] + (<const char *>words.pair)[:4 * words.pairs]
                       + ((<const char *>&words.whole)[:4] if words.whole else b""))
    finally:
        buffer_free(&scratch)
    return out


def line_records(bytes model not None, list lines):
    """The LineOwn records of the lines (bytes, not empty), one after the other, their LineNames likewise, and where the former's fields lie."""
    cdef LineModel view
    cdef LineOwn own
    cdef LineNames names
    cdef Buffer scratch
    cdef bytes line
    cdef list out = [], named = []
    view_of(model, &view)
    memset(&own, 0, sizeof(own))
    buffer_init(&scratch)
    try:
        for line in lines:
            room_behind(&scratch, line)
            line_record(&view, scratch.data, scratch.size, &own, &names)
            out.append((<const char *>&own)[:sizeof(LineOwn)])
            named.append((<const char *>&names)[:sizeof(LineNames)])
    finally:
        buffer_free(&scratch)
    fields = {"size": sizeof(LineOwn), "vec": <char *>own.vec - <char *>&own, "bins": <char *>own.bins - <char *>&own,
              "words": <char *>&own.words - <char *>&own, "alone": <char *>&own.alone - <char *>&own}
    return b"".join(out), b"".join(named), fields


cdef Py_ssize_t count_chosen(bytes records, bytes names, bytes which) except -1:
    """How many records are chosen; `names` may be None. IndexError for one that is not there, ValueError for parts of one."""
    cdef Py_ssize_t size = sizeof(LineOwn), n = len(which) // sizeof(Py_ssize_t), count = len(records) // size, k
    cdef const Py_ssize_t *chosen = <const Py_ssize_t *><const char *>which
    if len(which) % sizeof(Py_ssize_t) or len(records) % size or (names is not None and len(names) != count * <Py_ssize_t>sizeof(LineNames)):
        raise ValueError(f"{len(which)} bytes of numbers, {len(records)} of records: not a whole number of them, or not as many names")
    for k in range(n):
        if not 0 <= chosen[k] < count:
            raise IndexError(f"record {chosen[k]} is none of {count}")
    return n


def line_bins(bytes records not None, bytes which not None):
    """The page's bins for the records chosen by `which` (native Py_ssize_t, as bytes): one row of bytes a line. IndexError for one that is not there."""
    cdef Py_ssize_t n = count_chosen(records, None, which)
    cdef bytes out = bytes(n * sizeof(PageLine))
    if page_features(<const LineOwn *><const char *>records, <const Py_ssize_t *><const char *>which, n, <PageLine *><char *>out) < 0:
        raise MemoryError
    return out


def line_verdicts(bytes model not None, bytes records not None, bytes names not None, bytes which not None):
    """(score, label, reason, certain) of each chosen record, the chosen ones taken as one page. IndexError for one that is not there."""
    cdef LineModel view
    cdef Py_ssize_t n = count_chosen(records, names, which), k
    cdef const Py_ssize_t *chosen = <const Py_ssize_t *><const char *>which
    cdef const LineOwn *own = <const LineOwn *><const char *>records
    cdef const LineNames *named = <const LineNames *><const char *>names
    cdef LineResult *out
    cdef LineScratch scratch
    cdef int status
    view_of(model, &view)
    line_scratch_init(&scratch)
    out = <LineResult *>malloc(n * sizeof(LineResult) + 1)
    if out == NULL:
        raise MemoryError
    try:
        with nogil:
            status = lines_page(&view, own, named, chosen, n, False, &scratch, out)
        if status < 0:
            raise MemoryError
        return [(out[k].score, out[k].label, out[k].reason, line_certain(&view, &own[chosen[k]])) for k in range(n)]
    finally:
        line_scratch_free(&scratch)
        free(out)


# ---- lines -----------------------------------------------------------------------------------------------------------------------


@cython.final
@cython.no_gc
cdef class Line:
    """A line of a text: `text[start:stop]`, its label, the probability that it is content, and a short reason."""

    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t stop
    cdef readonly object label
    cdef readonly double score
    cdef readonly str reason

    __match_args__ = ("start", "stop", "label", "score", "reason")

    def __init__(self, start, stop, label, score, reason):
        self.start = start
        self.stop = stop
        self.label = label
        self.score = score
        self.reason = reason

    cdef tuple fields(self):
        return self.start, self.stop, self.label, self.score, self.reason

    def __repr__(self):
        return f"Line(start={self.start}, stop={self.stop}, label={str(self.label)!r}, score={self.score:.3f}, reason={self.reason!r})"

    def __eq__(self, other):
        return self.fields() == (<Line>other).fields() if isinstance(other, Line) else NotImplemented

    def __hash__(self):
        return hash(self.fields())

    def __reduce__(self):
        return Line, self.fields()


@cython.final
cdef class Rules:
    """A configuration in the core's terms, and the model it uses: what `clean` and `classify` go by. Immutable."""

    cdef CleanOptions options
    cdef Phrases phrases
    cdef bytes model            # owns what options.model points into
    cdef tuple phrase_reasons   # by phrase, the first for none
    cdef tuple labels           # Label members by number
    cdef tuple reasons

    def __cinit__(self):
        phrases_init(&self.phrases)

    def __dealloc__(self):
        phrases_free(&self.phrases)

    def __init__(self, bytes model, config, tuple labels, tuple reasons, reference):
        cdef object tidying = config.tidying
        self.model = model
        self.labels = labels
        self.reasons = reasons
        memset(&self.options, 0, sizeof(CleanOptions))
        view_of(model, &self.options.model)
        if config.threshold is not None:
            self.options.model.threshold = config.threshold
        if tidying is not None:
            self.options.tidying = True
            fill_tidy_options(&self.options.tidy, tidying)
        for number, label in enumerate(labels):
            if label in config.keep:
                self.options.keep |= 1ull << <int>number
        self.options.naming = self.options.keep != CONTENT        # text and heading, all that is content, are told from the rest by the score
        keep, drop = config.tidied_phrases
        self.take_phrases(keep, drop)
        self.options.rewrite.money = config.money
        self.options.rewrite.dates = config.dates
        self.options.rewriting = config.money or config.dates
        copy_code(config.language, self.options.rewrite.money_options.language)
        copy_code(config.region, self.options.rewrite.money_options.region)
        self.options.rewrite.money_options.amounts_only = True
        fill_date_options(&self.options.rewrite.date_options, reference, config.language, config.day_first)
        self.options.rewrite.date_options.complete_only = True

    cdef int take_phrases(self, tuple keep, tuple drop) except -1:
        """Build the automaton of the phrases, which are tidied already; those that keep a line come first."""
        cdef Borrowed source
        cdef int number
        cdef bint done = True
        cdef list reasons = [""]
        phrases_free(&self.phrases)
        for number, phrase in enumerate(keep + drop, 1):
            reasons.append("your phrase: " + (phrase if len(phrase) <= 60 else phrase[:59] + "…"))
            borrow(phrase, &source, False)
            done = done and phrases_add(&self.phrases, source.p, source.n, number)
            release(&source)
        if not done or not phrases_done(&self.phrases):
            raise MemoryError
        self.phrase_reasons = tuple(reasons)
        if len(reasons) > 1:
            self.phrases.keeping = len(keep)
            self.options.phrases = &self.phrases
            self.options.keep |= 0xFFFFull << KEPT_BY_PHRASE
        return 0

    def clean(self, text):
        """`text` cleaned; the same object when there is nothing to do."""
        cdef Borrowed source
        borrow(text, &source, self.options.tidying)
        try:
            with nogil:
                source.whole = clean_text(source.p, source.n, &self.options, source.document, &source.document.out)
            if not source.whole:
                raise MemoryError
            return text_or_same(text, &source, &source.document.out)
        finally:
            release(&source)

    def classify(self, text):
        """A Line for each line of text.split("\n")."""
        cdef Borrowed source
        cdef CleanOptions options = self.options
        options.naming = True
        borrow(text, &source, False)
        try:
            with nogil:
                source.whole = document_clean(source.document, source.p, source.n, &options)
            if not source.whole:
                raise MemoryError
            return self.boxed(source.document, &source)
        finally:
            release(&source)

    cdef list boxed(self, const Document *document, const Borrowed *source):
        cdef Py_ssize_t number, end
        cdef Py_ssize_t i = 0, at = 0
        cdef const DocumentLine *known
        cdef const unsigned char *found
        cdef Line line
        cdef list out = [None] * document.count
        for number in range(document.count):
            found = <const unsigned char *>memchr(source.p + i, c"\n", source.n - i) if i < source.n else NULL
            end = source.n if found == NULL else found - source.p
            known = &document.lines[number]
            line = Line.__new__(Line)
            line.start = at
            at += count_points(source.p + i, end - i) if source.points_differ else end - i
            line.stop = at - (end > i and source.p[end - 1] == c"\r")
            line.score = known.result.score
            if known.result.label > BLANK:
                line.label = self.labels[known.result.label & LABEL_OF]
                line.reason = self.phrase_reasons[known.phrase]
            else:
                line.label = self.labels[known.result.label]
                line.reason = "" if known.result.label == BLANK else self.reasons[known.result.reason]
            out[number] = line
            i = end + 1
            at += 1
        return out


# ---- what the tests of the kernels read ------------------------------------------------------------------------------------------

def money_places(bytes text not None):
    """Where in `text` (UTF-8) the search for money looks for a marker."""
    return places_of_money(text)


def money_word(bytes word not None):
    """Whether the filter lets a word (UTF-8, not empty) through to the words that stand in or beside amounts, and whether it is one of them."""
    return filtered_word(word)


def money_sign(bytes word not None, bytes after not None):
    """Whether the filters let a marker beyond ASCII (UTF-8) through between "5" and `after`, and whether it is one."""
    return filtered_sign(word, after)


def money_word_bounds(bytes text not None, Py_ssize_t place):
    """Where the letters that end at a place, and those that start there, start and end in `text` (UTF-8). IndexError outside of it."""
    return letters_beside(text, place)


def date_words(bytes text not None):
    """Which bytes of `text` (UTF-8) belong to words, are digits, and start a character that no plain word has; the numbers of the blocks of 64 bytes
    that hold what a year may be read from."""
    return classes_of_bytes(text)


def date_heads(bytes block not None, bytes table not None):
    """Where in a block's first 64 bytes the heads of a table (96 bytes) start; None where the processor cannot tell. ValueError for other sizes."""
    return heads_of_block(block, table)


def date_word_bounds(bytes text not None, Py_ssize_t place):
    """How many ASCII letters follow a place, and how many bytes of words stand before it, 16 for more. IndexError outside of `text`."""
    return word_bytes_beside(text, place)


# ---- JSON records ----------------------------------------------------------------------------------------------------------------
def json_string_span(bytes record not None, bytes key not None):
    """Where the string under the last top-level `key` (UTF-8) lies in the bytes of a JSON object: (start, stop), quotes included, or None."""
    cdef const unsigned char *p = <const unsigned char *>PyBytes_AS_STRING(record)
    cdef const unsigned char *name = <const unsigned char *>PyBytes_AS_STRING(key)
    cdef Py_ssize_t n = PyBytes_GET_SIZE(record)
    cdef Py_ssize_t size = PyBytes_GET_SIZE(key)
    cdef JsonSpan span
    cdef bint found
    with nogil:
        found = json_find_string(p, n, name, size, &span)
    return (span.start, span.stop) if found else None
