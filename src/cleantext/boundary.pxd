"""How Python's objects come into the core and go out of it: text as UTF-8, with memory to work in, its offsets as code points, and options."""
from cpython.unicode cimport PyUnicode_New
from libc.stdlib cimport free, malloc
from libc.string cimport memcmp, memcpy, memset

from .kernels.buffer cimport Buffer
from .kernels.dates_list cimport DateOptions
from .kernels.document cimport Document, document_free, document_init, document_memory
from .kernels.text cimport count_points, decode_8, decode_16, decode_32, measure
from .kernels.tidy cimport TidyOptions
from .kernels.utf8 cimport encode_units, widest_point


cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    bint PyUnicode_IS_ASCII(object text)
    Py_ssize_t PyUnicode_GET_LENGTH(object text)

cdef enum:
    KEPT_MEMORY = 1 << 23       # bytes that the document kept for the next call may hold

cdef extern from *:
    """
    #if defined(_MSC_VER)
    #include <intrin.h>
    #define CT_SWAP(place, value) _InterlockedExchangePointer((void *volatile *)(place), value)
    #else
    #define CT_SWAP(place, value) __atomic_exchange_n(place, value, __ATOMIC_ACQ_REL)
    #endif
    static void *ct_idle_document = NULL;

    /* Under the sanitizers a text is looked at in memory that ends where it does, so that a byte read behind it is seen. */
    #if defined(CT_EXACT)
    static const unsigned char *ct_exact_start(const unsigned char *p, Py_ssize_t n) {
        unsigned char *copy = malloc(n);
        return copy == NULL ? p : memcpy(copy, p, n);
    }
    #define CT_EXACT_END(p, from) do { if ((p) != (from)) free((void *)(p)); } while (0)
    #else
    #define ct_exact_start(p, n) (p)
    #define CT_EXACT_END(p, from) ((void)0)
    #endif
    """
    const unsigned char *exact_start "ct_exact_start"(const unsigned char *p, Py_ssize_t n) noexcept
    void exact_end "CT_EXACT_END"(const unsigned char *p, const unsigned char *source) noexcept
    void *idle_document "ct_idle_document"
    void *swap "CT_SWAP"(void **place, void *value) noexcept       # in one step, whatever other threads do


cdef inline Document *lease_document() noexcept:
    """A document to work in, with the memory of the last one if that is not in use; NULL without memory."""
    cdef Document *document = <Document *>swap(&idle_document, NULL)
    if document == NULL:
        document = <Document *>malloc(sizeof(Document))
        if document != NULL:
            document_init(document)
    return document


cdef inline void return_document(Document *document, bint whole) noexcept:
    """Keep the document for the next call in place of the one kept so far, unless it is large, or its work broke off."""
    if whole and document_memory(document) <= KEPT_MEMORY:
        document = <Document *>swap(&idle_document, document)
    if document != NULL:
        document_free(document)
        free(document)


cdef struct Borrowed:
    const unsigned char *p      # UTF-8; valid while the text lives and until release()
    const unsigned char *source  # where that was taken from
    Py_ssize_t n
    bint points_differ          # whether byte offsets and code point offsets differ
    int surrogates              # whether the text held any
    Document *document          # memory to work in; its `source` holds what is not ASCII
    bint whole                  # whether that memory may be used again


cdef inline int borrow(object text, Borrowed *out, bint join_surrogates) except -1:
    """Look at a str as UTF-8: in place when it is ASCII, else through a copy (the str caches nothing). Pair with release()."""
    cdef Py_ssize_t n
    if not isinstance(text, str):
        raise TypeError(f"text must be str, not {type(text).__name__}" + (
            "; decode it first" if isinstance(text, (bytes, bytearray, memoryview)) else "; give what its as_py() returns" if hasattr(text, "as_py") else ""))
    out.document = lease_document()
    if out.document == NULL:
        raise MemoryError
    n = PyUnicode_GET_LENGTH(text)
    out.points_differ = not PyUnicode_IS_ASCII(text)
    out.surrogates = False
    out.whole = True
    if not out.points_differ:
        out.source = <const unsigned char *>PyUnicode_DATA(text)
        out.n = n
        out.p = exact_start(out.source, n)
        return 0
    if not encode_units(PyUnicode_KIND(text), PyUnicode_DATA(text), n, &out.document.source, join_surrogates, &out.surrogates):
        out.whole = False
        out.p = out.source = NULL
        release(out)
        raise MemoryError
    out.source = out.document.source.data
    out.n = out.document.source.size
    out.p = exact_start(out.source, out.n)
    return 0


cdef inline void release(Borrowed *borrowed) noexcept:
    exact_end(borrowed.p, borrowed.source)
    return_document(borrowed.document, borrowed.whole)


cdef inline object text_of(const unsigned char *p, Py_ssize_t n):
    """A str of well-formed UTF-8."""
    cdef unsigned char top
    cdef Py_ssize_t points = measure(p, n, &top)
    cdef unsigned int widest = widest_point(top)
    cdef object text = PyUnicode_New(points, widest)
    if widest == 0x7F:
        memcpy(PyUnicode_DATA(text), p, n)
    elif widest == 0xFF:
        decode_8(p, n, <unsigned char *>PyUnicode_DATA(text), points)
    elif widest == 0xFFFF:
        decode_16(p, n, <unsigned short *>PyUnicode_DATA(text), points)
    else:
        decode_32(p, n, <unsigned int *>PyUnicode_DATA(text), points)
    return text


# Turns growing byte offsets into code point offsets, each byte looked at once.
cdef struct Offsets:
    const unsigned char *p
    Py_ssize_t byte
    Py_ssize_t point
    bint differ


cdef inline Offsets offsets_of(const Borrowed *borrowed) noexcept:
    cdef Offsets offsets
    offsets.p = borrowed.p
    offsets.byte = offsets.point = 0
    offsets.differ = borrowed.points_differ
    return offsets


cdef inline Py_ssize_t point_of(Offsets *offsets, Py_ssize_t byte) noexcept:
    if not offsets.differ:
        return byte
    offsets.point += count_points(offsets.p + offsets.byte, byte - offsets.byte)
    offsets.byte = byte
    return offsets.point


cdef inline int copy_code(object code, unsigned char *to) except -1:
    """Copy a short ASCII code ("en", "GB") or None into 4 zeroed bytes."""
    cdef bytes raw
    memset(to, 0, 4)
    if code is not None:
        raw = code.encode("ascii")
        for i in range(min(3, len(raw))):
            to[i] = raw[i]
    return 0


cdef inline object text_or_same(object text, const Borrowed *source, const Buffer *out):
    """The str of `out`, or `text` itself where nothing changed."""
    if out.size == source.n and not source.surrogates and (source.n == 0 or memcmp(out.data, source.p, source.n) == 0):
        return text
    return text_of(out.data, out.size)


# ---- options, in the core's terms --------------------------------------------------------------------------------------------------

cdef inline int fill_tidy_options(TidyOptions *options, object tidy) except -1:
    options.entities = tidy.entities
    options.invisible = tidy.invisible
    options.spaces = tidy.spaces
    options.separators = tidy.separators
    options.compose = tidy.compose
    return 0


cdef inline int fill_date_options(DateOptions *options, object reference, object language, object day_first) except -1:
    memset(options, 0, sizeof(DateOptions))
    copy_code(language, options.language)
    options.day_first = -1 if day_first is None else 1 if day_first else 0
    if reference is not None:
        options.has_reference = True
        options.year, options.month, options.day, options.hour, options.minute, options.second = reference
    return 0
