/* The shape of a generated lexicon (see kernels/lexicon.pxd). */
#ifndef CLEANTEXT_LEXICON_H
#define CLEANTEXT_LEXICON_H
typedef struct {
    unsigned int key;
    unsigned short first;
    unsigned char size;
    unsigned char count;
} LexiconEntry;
typedef struct {
    const unsigned char *keys;
    const LexiconEntry *entries;
    const unsigned short *slots;
    unsigned int mask;
    unsigned char longest;
} Lexicon;
#endif
