"""Phrases of the user's own, found in a line: an automaton (Aho and Corasick 1975) over lower-cased bytes, whatever the number of phrases.

Before each word, sign and run of white space, and at the end, stands an EDGE, in phrases and in lines alike: so a phrase is found only where its words
begin and end, and any white space is as good as another. Letters of scripts that are written without spaces stand alone like signs.
"""
from libc.stdint cimport int32_t, uint32_t
from libc.stdlib cimport calloc, free
from libc.string cimport memset

from .buffer cimport Buffer, buffer_free, buffer_init, buffer_reserve
from .casing cimport is_word, lower
from .money_language cimport ascii_letters, is_unspaced
from .unicode cimport CLASS, SPACE, class_of
from .utf8 cimport Point, point_at, put_point


cdef enum:
    EDGE = 0xFF                 # no byte of UTF-8
    FIRST = 1                   # the place behind an EDGE, where every phrase begins
    MOST_PLACES = 1 << 24


cdef enum PhraseKind:
    NOTHING
    SPACES
    SIGN
    WORD


cdef struct Place:              # of the automaton: what of a phrase has been read
    int32_t before              # one byte less
    int32_t fall                # the longest end of it that is the beginning of another phrase
    int32_t found               # the phrase that it ends in, the least number; 0: none
    unsigned char byte          # its last


cdef struct Step:
    uint32_t key                # place << 8 | byte; 0: an empty slot
    int32_t place


cdef struct Phrases:
    Buffer places
    Step *steps                 # open addressing
    uint32_t mask               # slots - 1
    int32_t count               # of places, the first one, where nothing has been read, among them; 0: there are no phrases
    int32_t keeping             # phrases 1 .. keeping keep a line, those after them drop it
    unsigned char begins[256]   # whether a phrase begins so


cdef inline void phrases_init(Phrases *a) noexcept nogil:
    memset(a, 0, sizeof(Phrases))
    buffer_init(&a.places)


cdef inline void phrases_free(Phrases *a) noexcept nogil:
    buffer_free(&a.places)
    free(a.steps)
    phrases_init(a)


cdef inline Place *place_at(const Phrases *a, int32_t place) noexcept nogil:
    return <Place *>a.places.data + place


cdef inline Step *step_of(Step *steps, uint32_t mask, uint32_t key) noexcept nogil:
    """The slot of the step with this key, or the empty one where it belongs."""
    cdef uint32_t slot = (key * 0x9E3779B1u) >> 7 & mask
    while steps[slot].key and steps[slot].key != key:
        slot = (slot + 1) & mask
    return &steps[slot]


# ---- building -------------------------------------------------------------------------------------------------------------------

cdef inline bint room_for_one(Phrases *a) noexcept nogil:
    """Room for one place more; False without memory, or when there are too many."""
    cdef uint32_t before = a.mask + 1 if a.steps != NULL else 0, slots = 4 * before if before else 64, slot
    cdef Step *steps
    if a.count >= MOST_PLACES or not buffer_reserve(&a.places, (a.count + 2) * sizeof(Place)):
        return False
    if 2 * <uint32_t>a.count < before:
        return True
    steps = <Step *>calloc(slots, sizeof(Step))
    if steps == NULL:
        return False
    for slot in range(before):
        if a.steps[slot].key:
            step_of(steps, slots - 1, a.steps[slot].key)[0] = a.steps[slot]
    free(a.steps)
    a.steps = steps
    a.mask = slots - 1
    return True


cdef inline int32_t grown(Phrases *a, int32_t at, unsigned char byte) noexcept nogil:
    """The place behind `byte` at the place `at`, made if there is none; -1 without memory."""
    cdef Step *step
    cdef Place *place
    if not room_for_one(a):
        return -1
    if a.count == 0:
        memset(place_at(a, 0), 0, sizeof(Place))
        a.count = 1
    step = step_of(a.steps, a.mask, <uint32_t>at << 8 | byte)
    if step.key == 0:
        step.key = <uint32_t>at << 8 | byte
        step.place = a.count
        place = place_at(a, a.count)
        memset(place, 0, sizeof(Place))
        place.before = at
        place.byte = byte
        a.count += 1
    return step.place


cdef inline bint phrases_add(Phrases *a, const unsigned char *p, Py_ssize_t n, int32_t number) noexcept nogil:
    """Take in the phrase p[0:n], with white space neither before nor behind it; numbers grow from 1. False without memory."""
    cdef Place *place
    cdef int32_t at = walk(a, p, n, True)
    if at < 0:
        return False
    place = place_at(a, at)
    place.found = place.found if place.found else number
    return True


cdef inline bint phrases_done(Phrases *a) noexcept nogil:
    """Let every place know where to fall back to, when all phrases are in; the shorter ones first. False without memory."""
    cdef int32_t k, at, deepest = 0
    cdef int32_t *depth = <int32_t *>calloc(3 * <size_t>a.count + 2, sizeof(int32_t))
    cdef int32_t *first = depth + a.count
    cdef int32_t *order = first + a.count + 2
    if depth == NULL:
        return False
    for k in range(1, a.count):                             # what comes before a place was made before it
        depth[k] = depth[place_at(a, k).before] + 1
        first[depth[k] + 1] += 1
        deepest = depth[k] if depth[k] > deepest else deepest
    for k in range(1, deepest + 1):
        first[k + 1] += first[k]
    for k in range(1, a.count):
        order[first[depth[k]]] = k
        first[depth[k]] += 1
    for k in range(a.count - 1):
        at = order[k]
        fall_back(a, at)
        if place_at(a, at).before == FIRST:
            a.begins[place_at(a, at).byte] = True
    free(depth)
    return True


cdef inline void fall_back(Phrases *a, int32_t at) noexcept nogil:
    cdef Place *place = place_at(a, at)
    cdef const Place *fall
    if place.before == 0:                                   # its one byte is all that it has
        return
    place.fall = followed(a, place_at(a, place.before).fall, place.byte)
    fall = place_at(a, place.fall)
    if fall.found and (place.found == 0 or fall.found < place.found):
        place.found = fall.found


# ---- reading --------------------------------------------------------------------------------------------------------------------

cdef inline int32_t followed(const Phrases *a, int32_t at, unsigned char byte) noexcept nogil:
    """The place behind `byte`, after falling back as far as it takes."""
    cdef const Step *step
    while True:
        step = step_of(a.steps, a.mask, <uint32_t>at << 8 | byte)
        if step.key:
            return step.place
        if at == 0:
            return 0
        at = place_at(a, at).fall


cdef inline int32_t moved(Phrases *a, int32_t at, unsigned char byte, bint building) noexcept nogil:
    if building:
        return grown(a, at, byte) if at >= 0 else at
    if at == 0 or (at == FIRST and not a.begins[byte]):     # where most of a text is read
        return FIRST if byte == EDGE else 0
    return followed(a, at, byte)


cdef inline PhraseKind kind_of(unsigned int code) noexcept nogil:
    if is_word(code):
        return SIGN if is_unspaced(code) else WORD
    return SPACES if (code == 32 if 32 <= code < 127 else class_of(code) & CLASS == SPACE) else SIGN


cdef struct Walk:
    int32_t at
    int32_t found


cdef inline bint stepped_over_edge(Phrases *a, Walk *w, bint building) noexcept nogil:
    """Take down what is found there; whether the search is over."""
    cdef int32_t found
    w.at = moved(a, w.at, EDGE, building)
    if building or w.at == 0:
        return False
    found = place_at(a, w.at).found
    if found and (w.found == 0 or found <= a.keeping):
        w.found = found
        return found <= a.keeping or a.keeping == 0
    return False


cdef inline int32_t walk(Phrases *a, const unsigned char *p, Py_ssize_t n, bint building) noexcept nogil:
    """Building: the place at the end of the phrase p[0:n], or -1. Else the number of the first phrase in the line, one that keeps it if there is one."""
    cdef Py_ssize_t i = 0
    cdef Walk w
    cdef PhraseKind kind, before = NOTHING
    cdef unsigned char folded[4]
    cdef Point point
    cdef int k, size
    w.at = w.found = 0
    while i < n:
        point = point_at(p, i, n)
        i += point.size
        kind = kind_of(point.code)
        if kind != before or kind == SIGN:
            before = kind
            if stepped_over_edge(a, &w, building):
                return w.found
        elif kind == SPACES:
            continue
        elif w.at == 0:                                     # within a word nothing begins
            i += ascii_letters(p + i, n - i)
            continue
        size = put_point(folded, lower(point.code) if kind != SPACES else 32)
        for k in range(size):
            w.at = moved(a, w.at, folded[k], building)
    stepped_over_edge(a, &w, building)
    return w.at if building else w.found


cdef inline int32_t phrase_in(const Phrases *a, const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """The number of the phrase of the user's own that the line p[0:n] holds, 0: none."""
    return walk(<Phrases *>a, p, n, False)
