"""The text before the search for dates, 64 bytes at a time: letters of words, digits, and where the years of dates may be."""
from libc.stdint cimport uint64_t
from libc.string cimport memcpy, memset

from .casing cimport is_word
from .scan cimport lowest_bit
from .utf8 cimport Point, point_at


cdef extern from "dates_blocks.h":
    ctypedef struct Block "dates_block":
        uint64_t letters      # of words: ASCII letters and all bytes from 0x80 that are no signs
        uint64_t digits
        uint64_t high         # those of the letters from 0x80
        uint64_t odd          # of these, the ones that may start something else than a letter of a plain word
        uint64_t rare         # the ones that only a table can tell

    ctypedef struct Carry "dates_carry":
        uint64_t spill
        uint64_t digits

    const int DATES_BLOCKS_MORE
    uint64_t dates_read_blocks(const unsigned char *p, int blocks, Carry *carry, Block *out) noexcept nogil


cdef enum:
    AT_ONCE = 60                # blocks that are read in one go,
    LOOK_AHEAD = 3              # and those after them that tell where years are


# A stretch of the text.
cdef struct Stretch:
    Block blocks[AT_ONCE + LOOK_AHEAD]
    uint64_t years    # bit k + 1: something a year may be read from is in block k; bit 0: in the one before the first
    Carry carry                 # behind the first AT_ONCE


cdef inline const unsigned char *whole_block(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, unsigned char *last, Py_ssize_t size) noexcept nogil:
    """The `size` bytes at p[i]; where p[0:n] ends before them, a copy in `last` with zeros past the end. i is at most n."""
    if i + size <= n:
        return p + i
    memset(last, 0, size)
    memcpy(last, p + i, n - i)
    return last


cdef inline uint64_t part_rare(const unsigned char *p, Py_ssize_t base, Py_ssize_t n, Block *block) noexcept nogil:
    """Part signs from letters among the characters that start at block.rare in the block at p[base]; the bytes of a sign in the next block."""
    cdef uint64_t none = 0, spill = 0, rest = block.rare, bytes
    cdef Point point
    cdef int bit
    while rest:
        bit = lowest_bit(rest)
        rest &= rest - 1
        point = point_at(p, base + bit, n)
        if not is_word(point.code):
            bytes = (<uint64_t>1 << point.size) - 1
            none |= bytes << bit
            if bit > 60:
                spill |= bytes >> (64 - bit)
    take_out(block, none)
    return spill


cdef inline void take_out(Block *block, uint64_t none) noexcept nogil:
    """Count these bytes of a block as parts of signs."""
    block.letters &= ~none
    block.high &= ~none
    block.odd &= ~none


cdef inline uint64_t read_blocks(const unsigned char *p, Py_ssize_t base, Py_ssize_t n, int blocks, Carry *carry, Block *out) noexcept nogil:
    """The blocks from p[base] on, with zeros past the end; a bit for each that holds what a year may be read from."""
    cdef unsigned char last[64 + DATES_BLOCKS_MORE]
    cdef uint64_t years = 0, spill
    cdef int whole = 0, k
    if base < n:
        whole = <int>min(blocks, (n - base - DATES_BLOCKS_MORE) // 64)
        years = dates_read_blocks(p + base, whole, carry, out)
        if whole < blocks:
            k = whole
            years |= dates_read_blocks(whole_block(p, base + 64 * k, n, last, 64 + DATES_BLOCKS_MORE), 1, carry, out + k) << k
            whole += 1
    memset(&out[whole], 0, (blocks - whole) * sizeof(Block))
    for k in range(whole):
        if out[k].rare:
            spill = part_rare(p, base + 64 * k, n, &out[k])
            if k + 1 < whole:
                take_out(&out[k + 1], spill)
            else:
                carry.spill |= spill
    return years


cdef inline void read_stretch(Stretch *stretch, const unsigned char *p, Py_ssize_t base, Py_ssize_t n) noexcept nogil:
    """Go on to the blocks from p[base] on; before the first, `stretch` is zero."""
    cdef uint64_t before = stretch.years >> AT_ONCE & 1
    cdef uint64_t years = read_blocks(p, base, n, AT_ONCE, &stretch.carry, stretch.blocks)
    cdef Carry carry = stretch.carry
    years |= read_blocks(p, base + 64 * AT_ONCE, n, LOOK_AHEAD, &carry, &stretch.blocks[AT_ONCE]) << AT_ONCE
    stretch.years = years << 1 | before
