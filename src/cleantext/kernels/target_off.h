/* Takes back avx2_on.h or avx512_on.h. */
#pragma GCC pop_options
