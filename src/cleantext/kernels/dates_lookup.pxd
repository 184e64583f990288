"""Senses of tokens: phrases looked up in the lexicon, the longest first, in the languages that count."""
from .casing cimport is_word, lower
from .dates_tokens cimport (AFTERSPACE, ALL_LANGUAGES, BLANKLINE, DK_AHEAD, DK_AM, DateSense, DateToken, KEY_ROOM, KnownWord, MAX_MATCHES, DK_GUARD, GERMAN, MAX_TOKENS,
                            SPACED, T_END, T_NUMBER, T_SYMBOL, T_WORD, Tokens, dates_langs, cjk_numeral, dates_first_characters, dates_words,
                            dates_words_senses, digit_value, in_words, read_cjk_number, read_gap, read_number, runs_together, token)
from .lexicon cimport LEXICON_SEED, LexiconEntry, fold, lexicon_find, lexicon_find_hashed, lexicon_may_have, lexicon_mix
from .scan cimport eight_bytes, letters_from
from .utf8 cimport Point, point_at, put_point


cdef inline unsigned long long word_slots(const unsigned char *p, Py_ssize_t n, Py_ssize_t room) noexcept nogil:
    """Where a word stands in the filters: a hash of its first eight bytes (tools/tables/dates_filters.py writes them); `room` bytes can be read."""
    cdef unsigned long long key = 0
    cdef Py_ssize_t i
    if n <= 0:
        return 0
    if room >= 8:
        i = 64 - 8 * (n if n < 8 else 8)        # bits of the bytes after the word
        return ((eight_bytes(p) | 0x2020202020202020ull) << i >> i) * 0x9E3779B97F4A7C15ull
    for i in range(n):
        key |= <unsigned long long>(p[i] | 0x20) << (8 * i)
    return key * 0x9E3779B97F4A7C15ull


cdef inline bint in_bitmap(const unsigned long long *table, int shift, unsigned long long slots) noexcept nogil:
    """Whether both slots of a word are set in a bitmap of 2 ** (64 - shift) bits."""
    cdef unsigned long long a = slots >> shift
    cdef unsigned long long b = slots << (64 - shift) >> shift
    return (table[a >> 6] >> (a & 63)) & (table[b >> 6] >> (b & 63)) & 1


cdef inline unsigned long long kinds_of(const LexiconEntry *entry, unsigned long long langs) noexcept nogil:
    """The kinds of an entry's senses in these languages."""
    cdef int k
    cdef unsigned long long kinds = 0
    for k in range(entry.first, entry.first + entry.count):
        if dates_words_senses[k].kind and dates_langs[dates_words_senses[k].langs] & langs:
            kinds |= <unsigned long long>1 << dates_words_senses[k].kind
    return kinds


cdef inline unsigned int guards_of(const LexiconEntry *entry, unsigned long long langs) noexcept nogil:
    """The guards among an entry's senses in these languages."""
    cdef int k
    cdef unsigned int found = 0
    for k in range(entry.first, entry.first + entry.count):
        if dates_words_senses[k].kind == DK_GUARD and dates_langs[dates_words_senses[k].langs] & langs:
            found |= <unsigned int>1 << dates_words_senses[k].value
    return found


cdef inline void note(DateToken *t, const LexiconEntry *entry, unsigned long long kinds, int width) noexcept nogil:
    """Keep an entry that has senses of these kinds in a language that counts."""
    if kinds == 0:
        return
    if t.matches == MAX_MATCHES:
        t.matches -= 1
    t.entries[t.matches] = entry
    t.widths[t.matches] = width
    t.matches += 1
    t.kinds |= kinds


cdef inline bint is_prefix(const LexiconEntry *entry) noexcept nogil:
    return dates_words_senses[entry.first].kind == 0


cdef inline void read_run(Tokens *g, DateToken *t) noexcept nogil:
    """The longest lexicon word at a character of a script without spaces; a single character when there is none."""
    cdef unsigned char key[KEY_ROOM]
    cdef Py_ssize_t i = g.position, stop = 0, size = 0, mixed = 0
    cdef unsigned int hash = LEXICON_SEED
    cdef Point point = point_at(g.p, i, g.n)
    cdef const LexiconEntry *entry
    cdef const LexiconEntry *best = NULL
    cdef unsigned long long kinds
    t.kind = T_WORD
    t.looked = True
    if not in_words(dates_first_characters, point.code) and cjk_numeral(point.code) < 0:
        t.stop = g.position = i + point.size
        return
    while i < g.n and i - g.position < 60 and size + 4 <= KEY_ROOM:
        point = point_at(g.p, i, g.n)
        i += point.size
        size += put_point(key + size, lower(point.code))
        while mixed < size:
            hash = lexicon_mix(hash, key[mixed])
            mixed += 1
        entry = lexicon_find_hashed(g.words, key, size, hash)
        if entry == NULL:
            break
        if entry.count > is_prefix(entry) and kinds_of(entry, g.langs):
            best = entry
            stop = i
        if not is_prefix(entry):
            break
    point = point_at(g.p, g.position, g.n)
    if (best == NULL or stop == g.position + point.size) and read_cjk_number(g, t):
        if best != NULL and t.stop == stop:
            note(t, best, kinds_of(best, g.langs), 1)
        return
    if best != NULL:
        kinds = kinds_of(best, g.langs)
        if kinds >> DK_GUARD & 1:
            t.guard |= guards_of(best, g.langs)
            kinds &= ~bit(DK_GUARD)
        note(t, best, kinds, 1)
        t.stop = g.position = stop
    else:
        t.stop = g.position = g.position + point.size


cdef inline void read_word(Tokens *g, DateToken *t) noexcept nogil:
    """A run of letters and marks."""
    cdef Point point
    cdef Py_ssize_t i = g.position
    t.kind = T_WORD
    while i < g.n:
        if 97 <= (g.p[i] | 0x20) <= 122:
            i += 1
            continue
        if g.p[i] < 0x80:
            break
        point = point_at(g.p, i, g.n)
        if not is_word(point.code) or digit_value(point.code) >= 0 or runs_together(point.code):
            break
        i += point.size
    t.stop = g.position = i


cdef inline bint read_plain(Tokens *g, DateToken *t) noexcept nogil:
    """A word of ASCII letters or a short number, with at most a space or a simple sign and a space before it; False for any other token."""
    cdef Py_ssize_t i = g.position, start
    cdef unsigned char gap = 0, space = 0
    if i < g.n and g.p[i] in (c".", c",", c"-", c"/", c":"):
        gap = g.p[i]
        i += 1
    if i < g.n and g.p[i] == 32:
        space = AFTERSPACE if gap else SPACED
        i += 1
    start = i
    i += letters_from(g.p + i, g.n - i)
    if i - start == 16:
        while i < g.n and 97 <= (g.p[i] | 0x20) <= 122:
            i += 1
    t.kind = T_WORD
    if i == start:
        t.kind = T_NUMBER
        t.value = 0
        while i < g.n and 48 <= g.p[i] <= 57 and i < start + 9:
            t.value = t.value * 10 + g.p[i] - 48
            i += 1
    if i == start or i < g.n and (g.p[i] >= 0x80 or t.kind == T_NUMBER and 48 <= g.p[i] <= 57) or g.count >= MAX_TOKENS - 1:
        t.value = -1
        return False
    if t.kind == T_NUMBER:
        t.digits = <unsigned char>(i - start)
        t.looked = True
    t.gap = gap
    t.space = space
    t.start = start
    t.stop = g.position = i
    return True


cdef inline unsigned char lead(Tokens *g, int i) noexcept nogil:
    """The first byte of token i; 0 behind the text."""
    cdef const DateToken *t = token(g, i)
    return g.p[t.start] if t.start < g.n else 0


cdef inline DateToken *read_tokens(Tokens *g, int i) noexcept nogil:
    """Read on up to the i-th token."""
    cdef DateToken *t
    cdef Point point
    if i >= MAX_TOKENS:
        i = MAX_TOKENS - 1
    while g.count <= i:
        t = &g.items[g.count]
        t.kinds = 0
        t.matches = 0
        t.looked = False
        t.guard = 0
        t.value = -1
        t.digits = 0
        if read_plain(g, t):
            g.count += 1
            continue
        read_gap(g, t)
        t.start = t.stop = g.position
        if g.position >= g.n or g.count >= MAX_TOKENS - 1 or t.space & BLANKLINE:
            t.kind = T_END
            t.looked = True
            if g.count < MAX_TOKENS - 1:
                g.n = g.position
        else:
            point = point_at(g.p, g.position, g.n)
            if 97 <= (point.code | 0x20) <= 122:
                read_word(g, t)
            elif digit_value(point.code) >= 0:
                read_number(g, t)
                t.looked = True
            elif runs_together(point.code):
                read_run(g, t)
            elif is_word(point.code):
                read_word(g, t)
            else:
                t.kind = T_SYMBOL
                t.looked = True
                g.position += point.size
                t.stop = g.position
        g.count += 1
    return &g.items[i]


cdef inline unsigned long long short_word(const Tokens *g, const DateToken *t) noexcept nogil:
    """A word of up to eight ASCII letters in lower case, as a number; 0 for any other."""
    cdef unsigned long long word
    cdef int rest = 64 - 8 * <int>(t.stop - t.start)
    if rest < 0 or t.start + 8 > g.size:
        return 0
    word = eight_bytes(g.p + t.start) << rest >> rest
    return 0 if word & 0x8080808080808080ull else (word | 0x2020202020202020ull) << rest >> rest


cdef inline const LexiconEntry *find_anew(Tokens *g, const DateToken *t, unsigned long long word, KnownWord *lately, unsigned char *key, Py_ssize_t *size,
                                          unsigned long long *kinds) noexcept nogil:
    """find_word() for one that was not looked for lately; it is remembered if it is short."""
    cdef const LexiconEntry *entry
    size[0] = fold(g.p + t.start, t.stop - t.start, key, KEY_ROOM)
    entry = lexicon_find(g.words, key, size[0]) if size[0] > 0 else NULL
    kinds[0] = kinds_of(entry, g.langs) if entry != NULL else 0
    if word:
        lately.word = word
        lately.entry = entry
        lately.kinds = kinds[0]
    return entry


cdef inline const LexiconEntry *find_word(Tokens *g, const DateToken *t, unsigned char *key, Py_ssize_t *size,
                                          unsigned long long *kinds) noexcept nogil:
    """The entry of the word at a token, its kinds and its folded form where phrases start with it; NULL when it has no senses."""
    cdef unsigned long long word = short_word(g, t)
    cdef KnownWord *lately = &g.lately[word * 0x9E3779B97F4A7C15ull >> 58]
    cdef int i
    if word == 0 or lately.word != word:
        return find_anew(g, t, word, lately, key, size, kinds)
    kinds[0] = lately.kinds
    size[0] = t.stop - t.start
    for i in range(8):
        key[i] = <unsigned char>(word >> (8 * i))
    return lately.entry


cdef inline bint is_german_am(Tokens *g, int i) noexcept nogil:
    """Whether the word at token i, am or AM, is the preposition of a German text: "Platz 7 am Ende", but not "10am", "10 AM", "10 am, ..."."""
    cdef DateToken *t = token(g, i)
    if g.langs & GERMAN == 0 or g.langs == ALL_LANGUAGES or t.space == 0 or t.stop - t.start != 2 or g.p[t.start + 1] != c"m":
        return False
    t = token(g, i + 1)
    return (t.kind == T_WORD or t.kind == T_NUMBER and t.digits <= 2 and i > 0 and token(g, i - 1).kind == T_WORD) and t.gap == 0 and t.space == SPACED     # "Ein am 6. Mai erschienenes Buch"


cdef inline void look(Tokens *g, int i) noexcept nogil:
    """Look up the word at token i, and the phrases that it starts."""
    cdef unsigned char key[KEY_ROOM]
    cdef DateToken *t = token(g, i)
    cdef DateToken *next
    cdef const LexiconEntry *entry
    cdef unsigned long long kinds = 0
    cdef Py_ssize_t size = 0, more
    cdef int width = 1
    t.looked = True
    if not in_bitmap(g.known, g.known_shift, word_slots(g.p + t.start, t.stop - t.start, g.size - t.start)):
        return
    entry = find_word(g, t, key, &size, &kinds)
    while entry != NULL:
        if kinds >> DK_GUARD & 1:
            t.guard |= guards_of(entry, g.langs)
            kinds &= ~bit(DK_GUARD)
        if kinds >> DK_AM & 1 and is_german_am(g, i):
            kinds &= ~bit(DK_AM)
        note(t, entry, kinds & ~bit(DK_AHEAD), width)       # which is of use to the tense alone: "March Open" stays a name
        if not is_prefix(entry) or width == 6:
            return
        next = token(g, i + width)
        if next.kind != T_WORD or not (next.gap == 0 or next.gap == c"." or next.gap == c"'" or (next.gap == c"-" or next.gap == c"/") and next.space == 0):
            return
        if size + 2 > KEY_ROOM:
            return
        key[size] = 32
        more = fold(g.p + next.start, next.stop - next.start, key + size + 1, KEY_ROOM - size - 1)
        if more <= 0:
            return
        size += 1 + more
        width += 1
        entry = lexicon_find(g.words, key, size) if lexicon_may_have(g.words, key, size) else NULL
        if entry != NULL:
            kinds = kinds_of(entry, g.langs)


cdef inline unsigned long long bit(int kind) noexcept nogil:
    return <unsigned long long>1 << kind


cdef inline int find_sense(Tokens *g, int i, int kind, int *value) noexcept nogil:
    """What sense() gives for a token that has the kind."""
    cdef DateToken *t = &g.items[i]
    cdef const LexiconEntry *entry
    cdef const DateSense *s
    cdef const DateSense *end
    cdef const DateSense *best = NULL
    cdef unsigned long long others = g.langs & ~<unsigned long long>1
    cdef int m
    for m in range(t.matches - 1, -1, -1):
        entry = t.entries[m]
        s = dates_words_senses + entry.first
        end = s + entry.count
        while s < end:
            if s.kind == kind and (others == 0 and g.words != &dates_words or dates_langs[s.langs] & g.langs):
                if best == NULL or dates_langs[s.langs] & others:
                    best = s        # English counts beside every language, but after it
                    if others == 0 or dates_langs[s.langs] & others:
                        break
            s += 1
        if best != NULL:
            value[0] = best.value
            g.flags = best.flags
            return i + t.widths[m]
    return 0
