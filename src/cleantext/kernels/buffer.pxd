"""A growable run of bytes. Whoever makes one frees it; a failed allocation is remembered, so that callers check once, at the end."""
from libc.stdlib cimport free, realloc
from libc.string cimport memcpy


cdef struct Buffer:
    unsigned char *data
    Py_ssize_t size
    Py_ssize_t capacity
    bint failed


cdef inline void buffer_init(Buffer *b) noexcept nogil:
    b.data = NULL
    b.size = 0
    b.capacity = 0
    b.failed = False


cdef inline void buffer_free(Buffer *b) noexcept nogil:
    free(b.data)
    buffer_init(b)


cdef inline bint buffer_reserve(Buffer *b, Py_ssize_t more) noexcept nogil:
    """Make room for `more` bytes after the present end; False (and b.failed) when there is no memory."""
    cdef Py_ssize_t need = b.size + more
    cdef Py_ssize_t capacity
    cdef unsigned char *grown
    if need <= b.capacity:
        return not b.failed
    if b.failed:
        return False
    capacity = b.capacity + (b.capacity >> 1) + 64
    if capacity < need:
        capacity = need
    grown = <unsigned char *>realloc(b.data, capacity)
    if grown == NULL:
        b.failed = True
        return False
    b.data = grown
    b.capacity = capacity
    return True


cdef inline void buffer_put(Buffer *b, unsigned char byte) noexcept nogil:
    if b.size < b.capacity or buffer_reserve(b, 1):
        b.data[b.size] = byte
        b.size += 1


cdef inline void buffer_add(Buffer *b, const unsigned char *p, Py_ssize_t n) noexcept nogil:
    if n > 0 and buffer_reserve(b, n):
        memcpy(b.data + b.size, p, n)
        b.size += n
