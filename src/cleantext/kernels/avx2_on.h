/* What follows is compiled for AVX2, until target_off.h. */
#pragma GCC push_options
#pragma GCC target("avx2,bmi,bmi2,lzcnt,popcnt")
