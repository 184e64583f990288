"""The boundary of the compiled core: check, borrow the bytes, drop the GIL, call a kernel, box the result, free."""
from cpython.unicode cimport PyUnicode_New
from libc.string cimport memcmp, memset

from .kernels.buffer cimport Buffer, buffer_free, buffer_init
from .kernels.dates cimport DateList, DateMention, DateOptions, dates_free, dates_init
from .kernels.dates cimport find_dates as kernel_find_dates
from .kernels.money cimport MoneyList, MoneyMention, MoneyOptions, money_free, money_init
from .kernels.money cimport find_money as kernel_find_money
from .kernels.tidy cimport TidyOptions
from .kernels.tidy cimport tidy_text as kernel_tidy_text
from .kernels.utf8 cimport count_points, decode_units, encode_units, widest_point


cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    bint PyUnicode_IS_ASCII(object text)
    Py_ssize_t PyUnicode_GET_LENGTH(object text)
    object PyUnicode_DecodeASCII(const char *p, Py_ssize_t n, const char *errors)


# ---- text in and out -------------------------------------------------------------------------------------------------------------

cdef struct Borrowed:
    const unsigned char *p      # UTF-8; valid while the text lives and until release()
    Py_ssize_t n
    bint points_differ          # whether byte offsets and code point offsets differ
    Buffer copy


cdef int borrow(object text, Borrowed *out, bint join_surrogates) except -1:
    """Look at a str as UTF-8: in place when it is ASCII, else through a copy (the str caches nothing). Pair with release()."""
    cdef Py_ssize_t n
    cdef int kind
    cdef bint done
    buffer_init(&out.copy)
    if not isinstance(text, str):
        raise TypeError(f"text must be str, not {type(text).__name__}; decode bytes first")
    n = PyUnicode_GET_LENGTH(text)
    out.points_differ = not PyUnicode_IS_ASCII(text)
    if not out.points_differ:
        out.p = <const unsigned char *>PyUnicode_DATA(text)
        out.n = n
        return 0
    kind = PyUnicode_KIND(text)
    if kind == 1:
        done = encode_units(<const unsigned char *>PyUnicode_DATA(text), n, &out.copy, join_surrogates)
    elif kind == 2:
        done = encode_units(<const unsigned short *>PyUnicode_DATA(text), n, &out.copy, join_surrogates)
    else:
        done = encode_units(<const unsigned int *>PyUnicode_DATA(text), n, &out.copy, join_surrogates)
    if not done:
        buffer_free(&out.copy)
        raise MemoryError
    out.p = out.copy.data
    out.n = out.copy.size
    return 0


cdef inline void release(Borrowed *borrowed) noexcept:
    buffer_free(&borrowed.copy)


cdef object text_of(const unsigned char *p, Py_ssize_t n):
    """A str of well-formed UTF-8."""
    cdef unsigned int top = widest_point(p, n)
    cdef object text
    if top == 0x7F:
        return PyUnicode_DecodeASCII(<const char *>p, n, NULL)
    text = PyUnicode_New(count_points(p, n), top)
    if top == 0xFF:
        decode_units(p, n, <unsigned char *>PyUnicode_DATA(text))
    elif top == 0xFFFF:
        decode_units(p, n, <unsigned short *>PyUnicode_DATA(text))
    else:
        decode_units(p, n, <unsigned int *>PyUnicode_DATA(text))
    return text


# Turns growing byte offsets into code point offsets, each byte looked at once.
cdef struct Offsets:
    const unsigned char *p
    Py_ssize_t byte
    Py_ssize_t point
    bint differ


cdef Offsets offsets_of(const Borrowed *borrowed) noexcept:
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


cdef int copy_code(object code, unsigned char *to) except -1:
    """Copy a short ASCII code ("en", "GB") or None into 4 zeroed bytes."""
    cdef bytes raw
    memset(to, 0, 4)
    if code is not None:
        raw = code.encode("ascii")
        for i in range(min(3, len(raw))):
            to[i] = raw[i]
    return 0


cdef object text_or_same(object text, const Borrowed *source, const Buffer *out):
    """The str of `out`, or `text` itself where nothing changed."""
    if out.size == source.n and memcmp(out.data, source.p, source.n) == 0 and not (source.points_differ and has_surrogates(text)):
        return text
    return text_of(out.data, out.size)


cdef bint has_surrogates(object text) noexcept:
    cdef Py_ssize_t i, n = PyUnicode_GET_LENGTH(text)
    cdef const unsigned short *wide
    cdef const unsigned int *widest
    if PyUnicode_KIND(text) == 2:
        wide = <const unsigned short *>PyUnicode_DATA(text)
        for i in range(n):
            if wide[i] & 0xF800 == 0xD800:
                return True
    elif PyUnicode_KIND(text) == 4:
        widest = <const unsigned int *>PyUnicode_DATA(text)
        for i in range(n):
            if widest[i] & 0xFFFFF800 == 0xD800:
                return True
    return False


# ---- tidy ------------------------------------------------------------------------------------------------------------------------

cdef int fill_tidy_options(TidyOptions *options, object tidy) except -1:
    options.entities = tidy.entities
    options.invisible = tidy.invisible
    options.spaces = tidy.spaces
    options.separators = tidy.separators
    options.compose = tidy.compose
    return 0


def tidy(text, options):
    """`text` tidied as `options` (a config.Tidy) says; the same object when there is nothing to do."""
    cdef Borrowed source
    cdef TidyOptions chosen
    cdef Buffer out
    cdef bint done
    fill_tidy_options(&chosen, options)
    borrow(text, &source, True)
    buffer_init(&out)
    try:
        with nogil:
            done = kernel_tidy_text(source.p, source.n, &chosen, &out)
        if not done:
            raise MemoryError
        return text_or_same(text, &source, &out)
    finally:
        buffer_free(&out)
        release(&source)


# ---- money -----------------------------------------------------------------------------------------------------------------------

cdef tuple MONEY_MODIFIERS = (None, "~", "<", ">", "<=", ">=")


def find_money(text, language, region, make):
    """Mentions of money in `text`, each `make(start, stop, amount, amount_max, currency, modifier, per, ambiguous)` with str amounts."""
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
            out.append(make(
                point_of(&offsets, m.start), point_of(&offsets, m.stop),
                text_of(found.digits.data + m.amount, m.amount_size),
                text_of(found.digits.data + m.high, m.high_size) if m.high_size else None,
                m.currency[:3].decode("ascii") if m.currency[0] else None,
                MONEY_MODIFIERS[m.modifier],
                text_of(found.digits.data + m.per, m.per_size) if m.per_size else None,
                bool(m.ambiguous)))
    finally:
        money_free(&found)
        release(&source)
    return out


# ---- dates -----------------------------------------------------------------------------------------------------------------------

cdef tuple DATE_KINDS = ("date", "time", "datetime", "month", "year", "season", "quarter", "half", "week", "decade", "century",
                         "interval", "duration", "set", "ref", "other")
cdef object new_tuple = tuple.__new__
cdef tuple DATE_MODIFIERS = (None, "early", "mid", "late", "approx", "fiscal", "before", "after", "since", "until")


cdef int fill_date_options(DateOptions *options, object reference, object language, object day_first) except -1:
    memset(options, 0, sizeof(DateOptions))
    copy_code(language, options.language)
    options.day_first = -1 if day_first is None else 1 if day_first else 0
    if reference is not None:
        options.has_reference = True
        options.year, options.month, options.day, options.hour, options.minute, options.second = reference
    return 0


def find_dates(text, reference, language, day_first, make):
    """Mentions of dates in `text`, each a `make` (a named tuple of start, stop, value, kind, modifier); `reference` is None or six integers from year to second."""
    cdef Borrowed source
    cdef DateOptions options
    cdef DateList found
    cdef DateMention *m
    cdef Offsets offsets
    cdef Py_ssize_t k
    cdef int status
    cdef list out = []
    fill_date_options(&options, reference, language, day_first)
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
            out.append(new_tuple(make, (
                point_of(&offsets, m.start), point_of(&offsets, m.stop),
                PyUnicode_DecodeASCII(<const char *>found.values.data + m.value, m.value_size, NULL),
                DATE_KINDS[m.kind], DATE_MODIFIERS[m.modifier])))
    finally:
        dates_free(&found)
        release(&source)
    return out
