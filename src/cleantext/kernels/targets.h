/* Instruction sets that a kernel is compiled for besides the plain one (include its body again between avx2_on.h or avx512_on.h and target_off.h), and
   the choice at run time. CT_PLAIN: no AVX2; CT_NARROW: nothing beyond it; CT_PORTABLE: no vectors at all (for tests). */
#ifndef CLEANTEXT_TARGETS_H
#define CLEANTEXT_TARGETS_H
#include "scan.h"
#if defined(CLEANTEXT_SSE2) && defined(__GNUC__) && !defined(__clang__) && !defined(__AVX2__) && !defined(CT_PLAIN) && !defined(CT_PORTABLE)
#define TARGET_AVX2 1
#define HAS_AVX2 (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2"))
#if __GNUC__ >= 9 && !defined(CT_NARROW)
#define TARGET_AVX512 1
/* Those with VBMI2 do not slow down for wide vectors. */
#define HAS_AVX512 (__builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512dq"))
#define PICK_AVX512(f, ...) HAS_AVX512 ? f##_avx512(__VA_ARGS__) :
#else
#define PICK_AVX512(f, ...)
#endif
#define PICK(f, ...) (PICK_AVX512(f, __VA_ARGS__) HAS_AVX2 ? f##_avx2(__VA_ARGS__) : f##_plain(__VA_ARGS__))
#else
#define PICK(f, ...) f##_plain(__VA_ARGS__)
#endif
#endif
