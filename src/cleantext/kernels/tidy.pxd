"""Tidy text line by line: white space, invisible and control characters, character references, separator lines, NFC.

What has been written never holds something that would be tidied again (a complete character reference, white space at a line's end or
beside another, a joiner between letters that do not join): every character passes `take`, which looks at what stands before it in the
output. That makes tidying idempotent and linear.
"""
from libc.string cimport memcpy

from .buffer cimport Buffer, buffer_add, buffer_put, buffer_reserve
from .scan cimport after_feed, is_blank_byte
from .text cimport TEXT_CROSS, TEXT_MORE, TEXT_SPACES, copy_plain
from .tidy_characters cimport Tidier, TidyOptions, note, owe_space, take, take_semicolon, take_tags, tidier_free, tidier_init
from .unicode cimport CLASS, SELECTABLE, SEPARATES, class_of, composed
from .utf8 cimport Point, point_at, point_before


cdef inline void find_line(Tidier *t, const unsigned char *start, Py_ssize_t size) noexcept nogil:
    """Take down where the present line starts if a line feed was copied to start[0:size]."""
    cdef Py_ssize_t behind = after_feed(start, size)
    if behind:
        t.line = start + behind - t.out.data
        t.right_to_left = -1
        t.may_cross = behind < size


cdef inline unsigned char flags_before(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """What `note` would take down of the last of the plain characters p[0:n]."""
    if p[n - 1] >= 0x80:
        return class_of(point_before(p, n).code)
    return SELECTABLE if c"0" <= p[n - 1] <= c"9" or p[n - 1] == c"#" or p[n - 1] == c"*" else 0


cdef inline Py_ssize_t take_run(Tidier *t, const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Copy the longest run of characters at p[i] that nothing is to be done about but white space, and before it white space that is owed; the offset behind it (i when there is none).

    The run may cross into the next lines while nothing is left to do for the present one.
    """
    cdef Py_ssize_t start = i
    cdef Py_ssize_t k, size
    cdef Point point = point_at(p, i, n)
    cdef unsigned char flags
    cdef unsigned char *to
    cdef bint owed = t.space and t.out.size > t.line
    cdef bint cross = t.may_cross or not class_of(point.code) & SEPARATES
    if not buffer_reserve(t.out, n - i + TEXT_MORE + 1):
        return n
    to = t.out.data + t.out.size + owed
    while i < n:
        k = copy_plain(p + i, n - i, to, (TEXT_CROSS if cross and not t.composes else 0) | (TEXT_SPACES if t.options.spaces else 0), &size)
        if k:
            t.may_cross = cross
            if cross:
                find_line(t, to, size)
            t.before = t.starter = flags_before(to, size)
            i += k
            to += size
        if i == n or p[i] < 0x80 or to == t.out.data + t.line:
            break
        point = point_at(p, i, n)
        flags = class_of(point.code)
        if flags & CLASS > SELECTABLE:
            break
        t.may_cross = cross
        note(t, point.code, flags)
        memcpy(to, p + i, point.size)
        to += point.size
        i += point.size
    if i > start:
        if owed:
            t.out.data[t.out.size] = t.space
        t.space = 0
        t.out.size = to - t.out.data
    return i


cdef inline bint is_separator_line(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """Whether all of p[0:n] is separators and white space, with a separator first, behind white space that was to stay."""
    cdef Py_ssize_t i = 0
    cdef Point point
    while i < n and is_blank_byte(p[i]):
        i += 1
    if i == n:
        return False
    while i < n:
        if is_blank_byte(p[i]):
            i += 1
            continue
        point = point_at(p, i, n)
        if not class_of(point.code) & SEPARATES:
            return False
        i += point.size
    return True


cdef inline void finish_line(Tidier *t) noexcept nogil:
    cdef Py_ssize_t size
    if t.options.spaces:
        while t.out.size > t.line and (t.out.data[t.out.size - 1] == c" " or t.out.data[t.out.size - 1] == c"\t"):
            t.out.size -= 1
    size = t.out.size - t.line
    if t.composes and t.options.compose and size:
        t.line_copy.size = 0
        buffer_add(&t.line_copy, t.out.data + t.line, size)
        t.out.size = t.line
        if t.line_copy.failed or not composed(t.line_copy.data, size, &t.work, &t.spare, t.out):
            t.out.failed = True
        size = t.out.size - t.line
    if t.options.separators and size and (not t.options.spaces or class_of(point_at(t.out.data, t.line, t.out.size).code) & SEPARATES):
        if is_separator_line(t.out.data + t.line, size):
            t.out.size = t.line


cdef inline Py_ssize_t tidy_line(Tidier *t, const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Append the tidied line at p[i], and perhaps some that follow it; the offset of the line feed that ends the last one, or n."""
    cdef Point point
    cdef Py_ssize_t k
    t.line = t.out.size
    t.space = t.before = t.starter = 0
    t.joiner = 0
    t.composes = False
    t.right_to_left = -1
    t.may_cross = False
    while i < n and p[i] != c"\n":
        if p[i] == c" " and t.options.spaces:
            owe_space(t, c" ")
            i += 1
            continue
        if t.joiner == 0:
            k = take_run(t, p, i, n)
            if k > i:
                i = k
                continue
        point = point_at(p, i, n)
        i += point.size
        if point.code == c";" or point.code == 0x37E:
            take_semicolon(t, p, i, n)
        elif 0xE0000 <= point.code < 0xE0080 and t.options.invisible:
            i = take_tags(t, p, i - point.size, n)
        else:
            take(t, point.code, p, i, n)
    finish_line(t)
    return i


cdef inline bint tidy_text(const unsigned char *p, Py_ssize_t n, const TidyOptions *options, Buffer *out) noexcept nogil:
    """Append p[0:n] tidied line by line, with as many lines as before; False without memory."""
    cdef Tidier t
    cdef Py_ssize_t i
    if not buffer_reserve(out, n + 64):
        return False
    tidier_init(&t, options, out)
    i = tidy_line(&t, p, 0, n)
    while i < n:
        buffer_put(out, c"\n")
        i = tidy_line(&t, p, i + 1, n)
    tidier_free(&t)
    return not out.failed
