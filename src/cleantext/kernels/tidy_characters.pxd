"""What tidying does with one character after another: a state that writes each as it may stand behind what has been written."""
from .buffer cimport Buffer, buffer_free, buffer_init, buffer_reserve
from .references cimport Reference, reference_before
from .unicode cimport (
    C1, CLASS, COMPOSES, JOINER, JOINS, MARK, RIGHT_TO_LEFT, SELECTABLE, SELECTOR, SINGLETON, SPACE, TAG,
    class_of, combining_class, decompose, unicode_c1,
)
from .utf8 cimport Point, point_at, point_before, put_point


cdef struct TidyOptions:
    bint entities
    bint invisible
    bint spaces
    bint separators
    bint compose


cdef struct Tidier:
    TidyOptions options
    Buffer *out
    Buffer work                 # scratch of composition
    Buffer spare
    Buffer line_copy
    Py_ssize_t line             # where the present line starts in `out`
    unsigned char space         # white space owed before the next character: 0, a space or a tab
    unsigned int joiner         # a joiner owed before the next character, if that one joins
    unsigned char before        # class and flags of the last character written; 0 after a combining mark
    unsigned char starter       # the same of the last one that is no combining mark (marks change places in composition)
    bint composes               # the line holds something that composition may change
    bint may_cross              # nothing is left to do at the end of a line that starts like this one
    signed char right_to_left   # whether the line holds right-to-left text; -1: not looked yet


cdef inline void tidier_init(Tidier *t, const TidyOptions *options, Buffer *out) noexcept nogil:
    t.options = options[0]
    t.out = out
    buffer_init(&t.work)
    buffer_init(&t.spare)
    buffer_init(&t.line_copy)


cdef inline void tidier_free(Tidier *t) noexcept nogil:
    buffer_free(&t.work)
    buffer_free(&t.spare)
    buffer_free(&t.line_copy)


cdef inline void put(Tidier *t, unsigned int code, unsigned char flags) noexcept nogil:
    """Write a character, and before it the white space or joiner that is owed."""
    if not buffer_reserve(t.out, 12):
        return
    if t.space:
        if t.out.size > t.line:
            t.out.data[t.out.size] = t.space
            t.out.size += 1
        t.space = 0
    elif t.joiner and (flags & JOINS or combining_class(code)):
        t.out.size += put_point(t.out.data + t.out.size, t.joiner)
    t.joiner = 0
    t.out.size += put_point(t.out.data + t.out.size, code)
    note(t, code, flags)


cdef inline void note(Tidier *t, unsigned int code, unsigned char flags) noexcept nogil:
    """Remember what was written last."""
    t.composes |= flags & COMPOSES
    if flags & COMPOSES and combining_class(code):
        t.before = 0
    else:
        t.before = t.starter = flags


cdef inline void owe_space(Tidier *t, unsigned char kind) noexcept nogil:
    """Take white space back from the end of the output and owe one character for all of it: a tab if any of it is one."""
    while t.out.size > t.line and (t.out.data[t.out.size - 1] == c" " or t.out.data[t.out.size - 1] == c"\t"):
        t.out.size -= 1
        if t.out.data[t.out.size] == c"\t":
            kind = c"\t"
    t.space = c"\t" if kind == c"\t" or t.space == c"\t" else c" "
    t.joiner = 0
    t.before = t.starter = 0


cdef inline void look_back(Tidier *t) noexcept nogil:
    """Set `before` and `starter` from what stands at the end of the output (a starter behind more than 32 marks is not looked for)."""
    cdef Py_ssize_t end = t.out.size
    cdef Point point
    cdef int marks = 0
    t.before = t.starter = 0
    while end > t.line and t.space == 0 and marks <= 32:
        point = point_before(t.out.data + t.line, end - t.line)
        if combining_class(point.code) == 0:
            t.starter = class_of(point.code)
            if t.starter & CLASS == TAG:
                t.starter |= JOINS
            elif t.starter & CLASS == SELECTOR:
                t.starter |= class_of(point_before(t.out.data, end - point.size).code) & JOINS
            t.before = 0 if marks else t.starter
            return
        end -= point.size
        marks += 1


cdef inline bint has_right_to_left(const unsigned char *p, Py_ssize_t i, Py_ssize_t stop) noexcept nogil:
    """Whether the line at p[i] holds right-to-left text."""
    cdef Point point
    while i < stop and p[i] != c"\n":
        if p[i] < 0xD6:         # below Hebrew
            i += 1
            continue
        point = point_at(p, i, stop)
        if class_of(point.code) & RIGHT_TO_LEFT:
            return True
        i += point.size
    return False


cdef inline void take(Tidier *t, unsigned int code, const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Write one character as its class asks. What follows in the line, from p[i] on, decides about directional marks."""
    cdef unsigned char flags = class_of(code)
    cdef unsigned char kind = flags & CLASS
    cdef const unsigned int *parts = NULL
    if kind == C1 and t.options.invisible and unicode_c1[code - 0x80]:
        code = unicode_c1[code - 0x80]       # "\x92" is the apostrophe of windows-1252
        flags = class_of(code)
        kind = flags & CLASS
    if kind <= SELECTABLE:
        put(t, code, flags)
    elif kind == SPACE or code == c"\n":
        if t.options.spaces:
            owe_space(t, c"\t" if code == c"\t" else c" ")
        else:
            put(t, c" " if code == c"\n" else code, flags)
    elif kind == SINGLETON:
        if t.options.compose and decompose(code, &parts) == 1 and parts[0] < 0x80:
            put(t, parts[0], class_of(parts[0]))       # K of Kelvin, grave accent
        else:
            put(t, code, flags | COMPOSES)
    elif not t.options.invisible:
        put(t, code, flags)
    elif kind == JOINER:
        if t.space == 0 and t.out.size > t.line and t.starter & JOINS:
            t.joiner = code
    elif kind == MARK:
        if t.right_to_left < 0:
            t.right_to_left = has_right_to_left(p, i, n) or has_right_to_left(t.out.data, t.line, t.out.size)
        if t.right_to_left:
            put(t, code, flags)
    elif kind == SELECTOR:
        if t.space == 0 and t.joiner == 0 and t.out.size > t.line and (
                t.before & CLASS == SELECTABLE or (t.before & JOINS and t.before & CLASS != SELECTOR)):
            put(t, code, SELECTOR | (t.before & JOINS))


cdef inline void take_semicolon(Tidier *t, const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """A semicolon arrives: perhaps it ends a character reference, whose character may be a semicolon again."""
    cdef unsigned int code = c";"
    cdef Reference reference
    while True:
        if code == 0x37E and t.options.compose:        # the Greek question mark is a semicolon to NFC
            code = c";"
        if code != c";" or t.space or t.joiner or not t.options.entities:
            break
        reference = reference_before(t.out.data + t.line, t.out.size - t.line)
        if reference.size == 0:
            break
        t.out.size -= reference.size
        t.may_cross = False             # perhaps nothing but separators is left of the line
        look_back(t)
        code = reference.first
        if reference.second:
            take(t, code, p, i, n)
            code = reference.second
    take(t, code, p, i, n)


cdef inline Py_ssize_t flag_sequence(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """The end of the tag characters of a region's flag at p[i] (after the black flag: tags, then the cancel tag); i if they are none."""
    cdef Point point
    cdef Py_ssize_t k = i
    cdef int tags = 0
    while k < n and tags <= 6:
        point = point_at(p, k, n)
        k += point.size
        if point.code == 0xE007F:
            return k if tags >= 3 else i
        if not (0xE0030 <= point.code <= 0xE0039 or 0xE0061 <= point.code <= 0xE007A):
            return i
        tags += 1
    return i


cdef inline Py_ssize_t take_tags(Tidier *t, const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Tag characters at p[i]: kept after a black flag where they name its region, dropped elsewhere. The offset behind."""
    cdef Py_ssize_t end = i
    cdef Point point
    if t.space == 0 and t.joiner == 0 and t.out.size >= t.line + 4 and point_before(t.out.data, t.out.size).code == 0x1F3F4:
        end = flag_sequence(p, i, n)
    if end == i:
        return i + 4
    while i < end:
        point = point_at(p, i, n)
        put(t, point.code, TAG | JOINS)
        i += point.size
    return end
