/* Where the bits of a set stand, in a list: list_bits_body.h compiled for plain x86-64 (or any machine), for AVX2 and for AVX-512. */
#ifndef CLEANTEXT_LIST_BITS_H
#define CLEANTEXT_LIST_BITS_H
#include <stdint.h>
#include "scan.h"
#if defined(CLEANTEXT_SSE2)
#include <immintrin.h>
#endif

enum { LIST_MORE = 32 };                /* entries that may be written behind a list */

#define BITS_NAME(x) x##_plain
#include "list_bits_body.h"
#undef BITS_NAME
#if defined(CLEANTEXT_SSE2) && defined(__GNUC__) && !defined(__clang__) && !defined(__AVX2__) && !defined(CT_PLAIN)
#pragma GCC push_options
#pragma GCC target("avx2,bmi,bmi2,lzcnt,popcnt")
#define BITS_NAME(x) x##_avx2
#include "list_bits_body.h"
#undef BITS_NAME
#pragma GCC pop_options
#if __GNUC__ >= 9 && !defined(CT_NARROW)
#pragma GCC push_options
#pragma GCC target("avx2,bmi,bmi2,lzcnt,popcnt,avx512f,avx512bw,avx512vl,avx512vbmi2")
#define BITS_NAME(x) x##_avx512
#include "list_bits_body.h"
#undef BITS_NAME
#pragma GCC pop_options
#endif
#endif
#endif
