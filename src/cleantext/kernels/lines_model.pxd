"""The line model's file: sizes, layout, and a checked view into its bytes."""
from libc.stdint cimport int8_t, int16_t, int32_t, uint32_t, uint64_t
from libc.string cimport memcmp, memcpy

from .lines_own cimport CURVE, GATES, HIDDEN, NAMES, SLOTS_LOG, STATE, TOP, LineNet

cdef enum:
    OWN_ROWS = 400
    PAGE_ROWS = 437
    SCALES = 32                 # more than the tokens of a line
    VERSION = 5


cdef struct LineModel:
    LineNet net
    float threshold             # of the score; a page's own threshold is mapped to it
    float certain               # a line whose own logit is below goes in any company
    float begin                 # where the search for the page's threshold begins
    float share                 # the page's threshold as a share of its expected word F1
    uint32_t trained_on


cdef inline uint32_t blob_sum(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """A checksum of n bytes, eight at a time."""
    cdef uint64_t h = <uint64_t>n, x
    cdef Py_ssize_t i
    for i in range(0, n - 7, 8):
        memcpy(&x, p + i, 8)
        h = (h ^ x) * <uint64_t>0x9E3779B97F4A7C15
        h ^= h >> 32
    return <uint32_t>(h ^ (h >> 29))


cdef inline const unsigned char *take(const unsigned char **at, Py_ssize_t size) noexcept nogil:
    """The next part of the file; parts start at multiples of 16."""
    cdef const unsigned char *part = at[0]
    at[0] += (size + 15) & ~<Py_ssize_t>15
    return part


cdef inline Py_ssize_t model_parts(const unsigned char *data, LineNet *out) noexcept nogil:
    """Point at each part; returns the size of the whole file."""
    cdef const unsigned char *at = data + 64
    out.scale = <const int16_t *>take(&at, 2 * SCALES)
    out.slots = <const uint32_t *>take(&at, <Py_ssize_t>4 << SLOTS_LOG)
    out.tokens = <const int8_t *>take(&at, <Py_ssize_t>HIDDEN << SLOTS_LOG)
    out.own = <const int16_t *>take(&at, 2 * OWN_ROWS * HIDDEN)
    out.page = <const int16_t *>take(&at, 2 * PAGE_ROWS * HIDDEN)
    out.pool = <const int16_t *>take(&at, 2 * 2 * HIDDEN * HIDDEN)
    out.gates = <const int16_t *>take(&at, 2 * HIDDEN * GATES)
    out.top = <const int16_t *>take(&at, 2 * STATE * TOP)
    out.out = <const int16_t *>take(&at, 2 * TOP)
    out.names = <const int16_t *>take(&at, 2 * STATE * NAMES)
    out.labels = <const int16_t *>take(&at, 2 * 2 * NAMES * NAMES)
    out.gate_bias = <const int32_t *>take(&at, 4 * GATES)
    out.top_bias = <const int32_t *>take(&at, 4 * TOP)
    out.out_bias = <const int32_t *>take(&at, 4)
    out.names_bias = <const int32_t *>take(&at, 4 * NAMES)
    out.labels_bias = <const int32_t *>take(&at, 4 * NAMES)
    out.alone = <const int32_t *>take(&at, 4 * (HIDDEN + 1))
    out.curve = <const float *>take(&at, 4 * CURVE)
    out.name_scale = <const int16_t *>take(&at, 2 * SCALES)
    out.name_tokens = <const int8_t *>take(&at, <Py_ssize_t>NAMES << SLOTS_LOG)
    return at - data


cdef enum ModelFault:           # what is wrong with a file
    NO_MODEL = -1
    OTHER_VERSION = -2
    OTHER_SIZE = -3
    OTHER_SUM = -4
    NO_NUMBERS = -5


cdef inline bint model_is_sane(const LineModel *m) noexcept nogil:
    """Whether the numbers that are no mere weights lie where the kernel's sums can take them, whatever the weights are."""
    cdef int i
    if not (0 < m.threshold < 1 and 0 < m.begin < 1 and 0 < m.share <= 1 and -1e6 < m.certain < 1e6):
        return False
    for i in range(1 << SLOTS_LOG):
        if m.net.slots[i] >> 16 >= 1 << SLOTS_LOG:
            return False
    for i in range(HIDDEN + 1):
        if not -65536 < m.net.alone[i] < 65536:
            return False
    for i in range(CURVE):
        if not (0 < m.net.curve[i] < 1) or (i > 0 and m.net.curve[i] < m.net.curve[i - 1]):
            return False
    return True


cdef inline int line_model_view(const unsigned char *data, Py_ssize_t n, LineModel *out) noexcept nogil:
    """Point `out` into the model file data[0:n]; a ModelFault when it is not a whole, sane model. `data` is aligned to 4 bytes."""
    cdef uint32_t version, check
    if n == 0 or memcmp(data, b"CTLINES\0", 8 if n > 8 else n) != 0 or <Py_ssize_t>data & 3:
        return NO_MODEL
    if n < 64:
        return OTHER_SIZE
    memcpy(&version, data + 8, 4)
    memcpy(&check, data + 12, 4)
    if version != VERSION:
        return OTHER_VERSION
    if n != model_parts(data, &out.net):
        return OTHER_SIZE
    if blob_sum(data + 16, n - 16) != check:
        return OTHER_SUM
    memcpy(&out.threshold, data + 24, 4)
    memcpy(&out.certain, data + 28, 4)
    memcpy(&out.trained_on, data + 32, 4)
    memcpy(&out.begin, data + 36, 4)
    memcpy(&out.share, data + 40, 4)
    return 0 if model_is_sane(out) else NO_NUMBERS
