"""Looks into the kernels that their tests take and nobody else: which bytes a fast filter picks, held against an obvious way to pick them."""
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from libc.stdint cimport uint64_t
from libc.string cimport memset

from .kernels.dates_blocks cimport AT_ONCE, Block, Stretch, read_stretch
from .kernels.dates_search cimport can_heads, heads_in
from .kernels.lexicon cimport fold, lexicon_find, lexicon_may_have
from .kernels.money cimport PLACES_BLOCKS, Carry, may_be_sign, places_from
from .kernels.money_language cimport word_end, word_start
from .kernels.money_tables cimport money_markers, money_words
from .kernels.scan cimport letters_from, word_bytes_before


cdef inline const unsigned char *start_of(bytes text) noexcept:
    return <const unsigned char *>PyBytes_AS_STRING(text)


cdef inline int check_place(bytes text, Py_ssize_t place) except -1:
    if not 0 <= place <= PyBytes_GET_SIZE(text):
        raise IndexError(f"place {place} lies outside of {PyBytes_GET_SIZE(text)} bytes")
    return 0


# ---- money -----------------------------------------------------------------------------------------------------------------------

cdef inline list places_of_money(bytes text):
    cdef const unsigned char *p = start_of(text)
    cdef Py_ssize_t n = PyBytes_GET_SIZE(text), at = 0
    cdef uint64_t places[PLACES_BLOCKS]
    cdef Carry carry
    cdef int k, blocks
    cdef list out = []
    memset(&carry, 0, sizeof(carry))
    while at < n:
        blocks = places_from(p + at, n - at, &carry, places)
        out += [at + k for k in range(64 * blocks) if places[k >> 6] >> (k & 63) & 1]
        at += 64 * blocks
    return out


cdef inline tuple filtered_word(bytes word):
    cdef unsigned char folded[256]
    cdef Py_ssize_t size = fold(start_of(word), PyBytes_GET_SIZE(word), folded, 256)
    return lexicon_may_have(&money_words, start_of(word), PyBytes_GET_SIZE(word)), lexicon_find(&money_words, folded, size) != NULL


cdef inline tuple filtered_sign(bytes word, bytes after):
    cdef bytes text = b"5" + word + after
    cdef unsigned char folded[256]
    cdef Py_ssize_t size = fold(start_of(word), PyBytes_GET_SIZE(word), folded, 256)
    return (1 in places_of_money(text) and may_be_sign(start_of(text), 1, PyBytes_GET_SIZE(text)), lexicon_find(&money_markers, folded, size) != NULL)


cdef inline tuple letters_beside(bytes text, Py_ssize_t place):
    check_place(text, place)
    return word_start(start_of(text), place, 0), word_end(start_of(text), place, PyBytes_GET_SIZE(text))


# ---- dates -----------------------------------------------------------------------------------------------------------------------

cdef inline tuple classes_of_bytes(bytes text):
    cdef Py_ssize_t n = PyBytes_GET_SIZE(text), base
    cdef Stretch stretch
    cdef const Block *c
    cdef int k, block = AT_ONCE
    cdef list letters = [], digits = [], odd = [], years = []
    memset(&stretch, 0, sizeof(stretch))
    for base in range(0, n, 64):
        if block == AT_ONCE:
            read_stretch(&stretch, start_of(text), base, n)
            block = 0
        c = &stretch.blocks[block]
        block += 1
        letters += [base + k for k in range(64) if c.letters >> k & 1]
        digits += [base + k for k in range(64) if c.digits >> k & 1]
        odd += [base + k for k in range(64) if c.odd >> k & 1]
        years += [base // 64] if stretch.years >> block & 1 else []
    return letters, digits, odd, years


cdef inline object heads_of_block(bytes block, bytes table):
    if len(block) < 66 or len(table) != 96:
        raise ValueError(f"a block of {len(block)} bytes and a table of {len(table)}; 66 at least and 96 are needed")
    return heads_in(start_of(block), start_of(table)) if can_heads() else None


cdef inline tuple word_bytes_beside(bytes text, Py_ssize_t place):
    check_place(text, place)
    return letters_from(start_of(text) + place, PyBytes_GET_SIZE(text) - place), word_bytes_before(start_of(text), place)
