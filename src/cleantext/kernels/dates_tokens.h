/* Tokens of a short stretch of text, and what is asked of them most often: in C, so that the compiler always inlines it. The rest is in
   dates_tokens.pxd and dates_lookup.pxd. */
#ifndef CLEANTEXT_DATES_TOKENS_H
#define CLEANTEXT_DATES_TOKENS_H
#include <stddef.h>
#include "lexicon.h"

#if defined(__GNUC__) || defined(__clang__)
#define DATES_FORCE static inline __attribute__((always_inline))
#define DATES_LIKELY(x) __builtin_expect(!!(x), 1)
#else
#define DATES_FORCE static inline
#define DATES_LIKELY(x) (x)
#endif

enum { DATES_TOKENS = 112, DATES_MATCHES = 4, DATES_LATELY = 64 };

typedef struct {
    ptrdiff_t start;
    ptrdiff_t stop;
    unsigned long long kinds;           /* which kinds of senses the token starts */
    const LexiconEntry *entries[DATES_MATCHES];
    unsigned char widths[DATES_MATCHES];        /* of a match, in tokens */
    unsigned char matches;
    unsigned char kind;
    unsigned char gap;                  /* the punctuation before: 0 none, a character, or "?" for several */
    unsigned char space;
    unsigned char digits;               /* of a number; 0 when it was written in CJK numerals */
    unsigned char looked;
    unsigned int guard;                 /* what the word says about numbers and names beside it: DATES_STREET and so on */
    int value;
} DateToken;

/* What look() found for a word lately. */
typedef struct {
    unsigned long long word;            /* up to eight bytes in lower case; 0: none */
    const LexiconEntry *entry;
    unsigned long long kinds;           /* in the languages that count */
} DateKnownWord;

typedef struct DateTokens {
    const unsigned char *p;
    ptrdiff_t n;
    ptrdiff_t position;                 /* where the tokenizer stands */
    int count;
    unsigned long long langs;           /* languages whose senses count */
    const Lexicon *words;               /* a lexicon that has all of these */
    const unsigned long long *known;    /* the filter of words that have senses in them */
    int known_shift;
    DateKnownWord lately[DATES_LATELY];
    DateToken items[DATES_TOKENS];
    unsigned char flags;                /* of the sense found last */
    const unsigned char *text;          /* the whole text, for evidence that lies elsewhere */
    ptrdiff_t size;
    signed char order;                  /* of day and month: 1 day first, 0 month first, -2 not yet known */
    signed char default_order;          /* what language and option say */
    unsigned char known_year;           /* there is a reference to take a year from */
    unsigned char year_first;           /* 21.4.30 is a day in 2021 (zh, ja, ko, hu) */
    unsigned char dotted_times;         /* "alle 15.30" is a time */
    DateToken *(*read)(struct DateTokens *, int);                       /* read on up to a token */
    void (*look)(struct DateTokens *, int);                             /* look a token up */
    int (*find)(struct DateTokens *, int, int, int *);                  /* find a sense that a token has */
} DateTokens;

/* The i-th token; past the end of the text or of the room one of kind T_END. */
DATES_FORCE DateToken *dates_token(DateTokens *g, int i) {
    return DATES_LIKELY(i < g->count) ? &g->items[i] : g->read(g, i);
}

DATES_FORCE unsigned long long dates_kinds(DateTokens *g, int i) {
    DateToken *t = dates_token(g, i);
    if (!DATES_LIKELY(t->looked)) g->look(g, i);
    return t->kinds;
}

DATES_FORCE int dates_has(DateTokens *g, int i, int kind) {
    return i >= 0 && (dates_kinds(g, i) >> kind & 1);
}

/* Whether the word at token i is one of a class of guards. */
DATES_FORCE int dates_guards(DateTokens *g, int i, int guard) {
    return i >= 0 && (dates_kinds(g, i), dates_token(g, i)->guard & guard);
}

/* The token after the longest phrase at i that has a sense of this kind, its value and (in g->flags) its flags; 0 when there is none. */
DATES_FORCE int dates_sense(DateTokens *g, int i, int kind, int *value) {
    return dates_has(g, i, kind) ? g->find(g, i, kind, value) : 0;
}

/* The token after a phrase of this kind at i, or i. */
DATES_FORCE int dates_skip(DateTokens *g, int i, int kind) {
    int value, after = dates_sense(g, i, kind, &value);
    return after ? after : i;
}
#endif
