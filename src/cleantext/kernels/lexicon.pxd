"""Look words up in generated tables: one hash table a lexicon, keys in folded (lower-case) UTF-8.

`tools/tables/lexicon.py` writes the tables; the meaning of an entry's senses belongs to whoever had them written.
"""
from libc.stdint cimport uint64_t
from libc.string cimport memcpy

from .casing cimport lower
from .utf8 cimport Point, point_at, put_point


cdef extern from "lexicon.h":
    ctypedef struct LexiconEntry:
        unsigned int key            # offset into the key bytes
        unsigned short first        # first of its senses
        unsigned char size          # of the key in bytes
        unsigned char count         # of its senses

    ctypedef struct Lexicon:
        const unsigned char *keys
        const LexiconEntry *entries
        const unsigned short *slots  # 0: empty, else 1 + index of an entry
        unsigned int mask            # number of slots - 1
        unsigned char longest        # key, in bytes
        const uint64_t *filter       # NULL: none

    # Whether a lexicon that has a filter may have p[0:n], whatever its case.
    bint lexicon_may_have(const Lexicon *lexicon, const unsigned char *p, Py_ssize_t n) noexcept nogil
    # Whether n bytes are the same.
    bint lexicon_same(const unsigned char *a, const unsigned char *b, Py_ssize_t n) noexcept nogil
    # Lower-case p[0:n], 1 to 16 bytes, into out; False when some are beyond ASCII.
    bint lexicon_fold_short(const unsigned char *p, Py_ssize_t n, unsigned char *out) noexcept nogil


cdef enum:
    LEXICON_SEED = 2166136261u


cdef inline unsigned int lexicon_mix(unsigned int h, unsigned char byte) noexcept nogil:
    """One more byte in the hash of a word, which starts with the seed: FNV-1a, 32 bits."""
    return (h ^ byte) * 16777619u


cdef inline const LexiconEntry *lexicon_find(const Lexicon *lexicon, const unsigned char *folded, Py_ssize_t n) noexcept nogil:
    """The entry of a folded word, or NULL."""
    cdef unsigned int h = LEXICON_SEED
    cdef Py_ssize_t i
    if n <= 0 or n > lexicon.longest:
        return NULL
    for i in range(n):
        h = lexicon_mix(h, folded[i])
    return lexicon_find_hashed(lexicon, folded, n, h)


cdef inline const LexiconEntry *lexicon_find_hashed(const Lexicon *lexicon, const unsigned char *folded, Py_ssize_t n, unsigned int h) noexcept nogil:
    """The same for a word whose bytes are mixed to h."""
    cdef unsigned int slot = (h ^ (h >> 15)) & lexicon.mask
    cdef const LexiconEntry *entry
    while lexicon.slots[slot]:
        entry = &lexicon.entries[lexicon.slots[slot] - 1]
        if entry.size == n and lexicon_same(lexicon.keys + entry.key, folded, n):
            return entry
        slot = (slot + 1) & lexicon.mask
    return NULL


cdef inline Py_ssize_t fold(const unsigned char *p, Py_ssize_t n, unsigned char *out, Py_ssize_t room) noexcept nogil:
    """Lower-case p[0:n] into out; the size, or -1 when it does not fit in `room` bytes."""
    cdef Py_ssize_t i = 0
    cdef Py_ssize_t size = 0
    cdef Point point
    cdef uint64_t eight
    if 0 < n <= 16 and n + 3 <= room and lexicon_fold_short(p, n, out):
        return n
    while i + 8 <= n and i + 8 <= room:
        memcpy(&eight, p + i, 8)
        if eight & 0x8080808080808080u:
            break
        eight += ((eight + 0x3F3F3F3F3F3F3F3Fu) & ~(eight + 0x2525252525252525u) & 0x8080808080808080u) >> 2     # "A" to "Z"
        memcpy(out + i, &eight, 8)
        i += 8
    while i < n and i + 4 <= room and p[i] < 0x80:
        out[i] = p[i] + (32 if 65 <= p[i] <= 90 else 0)
        i += 1
    size = i
    while i < n:
        if size + 4 > room:
            return -1
        if p[i] < 0x80:
            out[size] = p[i] | 0x20 if 65 <= p[i] <= 90 else p[i]
            size += 1
            i += 1
        else:
            point = point_at(p, i, n)
            size += put_point(out + size, lower(point.code))
            i += point.size
    return size
