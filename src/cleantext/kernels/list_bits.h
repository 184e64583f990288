/* Where the bits of a set stand, in a list: list_bits_body.h compiled for plain x86-64 (or any machine), for AVX2 and for AVX-512. */
#ifndef CLEANTEXT_LIST_BITS_H
#define CLEANTEXT_LIST_BITS_H
#include <stdint.h>
#include "targets.h"
#if defined(CLEANTEXT_SSE2)
#include <immintrin.h>
#endif

enum { LIST_MORE = 32 };                /* entries that may be written behind a list */

#define BITS_NAME(x) x##_plain
#include "list_bits_body.h"
#undef BITS_NAME
#ifdef TARGET_AVX2
#include "avx2_on.h"
#define BITS_NAME(x) x##_avx2
#include "list_bits_body.h"
#undef BITS_NAME
#include "target_off.h"
#ifdef TARGET_AVX512
#include "avx512_on.h"
#define BITS_NAME(x) x##_avx512
#include "list_bits_body.h"
#undef BITS_NAME
#include "target_off.h"
#endif
#endif
#endif
