/* Ask for what will soon be read and does not lie in the nearest cache. */
#ifndef CLEANTEXT_PREFETCH_H
#define CLEANTEXT_PREFETCH_H
#if defined(__GNUC__)
#define cleantext_prefetch(p) __builtin_prefetch(p)
#else
#define cleantext_prefetch(p) ((void)(p))
#endif
#endif
