"""The tense of the sentence around a mention: whether "Friday" or "in March" looks ahead or back."""
from libc.string cimport memcmp, strlen

from .dates_ahead cimport is_form_of_be, looks_ahead
from .dates_lookup cimport bit, find_word, guards_of, in_bitmap, kinds_of, word_slots
from .dates_scan cimport is_letter_byte
from .dates_tokens cimport (ALL_LANGUAGES, DK_AHEAD, DK_EACH, DK_FUTURE, DK_GUARD, DK_INTENT, DK_MONTH, DK_ORD, DK_PAST, DK_SPORT, FRENCH, GERMAN, KEY_ROOM,
                            LASTING, OUTSET, PORTUGUESE, SETTING, ROMANCE, DateToken, Tokens)
from .lexicon cimport LexiconEntry
from .scan cimport word_bytes_before


cdef inline const LexiconEntry *entry_of_word(Tokens *g, Py_ssize_t start, Py_ssize_t n, unsigned long long *kinds) noexcept nogil:
    """The entry and the kinds of a word of the text, as far as the lexicon knows it."""
    cdef unsigned char key[KEY_ROOM]
    cdef DateToken t
    cdef Py_ssize_t size = 0
    kinds[0] = 0
    if not in_bitmap(g.known, g.known_shift, word_slots(g.text + start, n, g.size - start)):
        return NULL
    t.start = start
    t.stop = start + n
    return find_word(g, &t, key, &size, kinds)


cdef inline unsigned long long kinds_of_word(Tokens *g, Py_ssize_t start, Py_ssize_t n) noexcept nogil:
    cdef unsigned long long kinds = 0
    entry_of_word(g, start, n, &kinds)
    return kinds


cdef inline unsigned long long own_kinds(Tokens *g, Py_ssize_t start, Py_ssize_t n) noexcept nogil:
    """The kinds of a word, those that it has in English alone left out where the text is in another language: the Dutch "met" and "is"."""
    cdef unsigned long long kinds = 0
    cdef const LexiconEntry *entry = entry_of_word(g, start, n, &kinds)
    if kinds and g.default_order == 1 and g.langs != ALL_LANGUAGES and g.langs & ~<unsigned long long>1:
        return kinds_of(entry, g.langs & ~<unsigned long long>1)
    return kinds


cdef inline bint romance_future(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """Whether a word of five bytes or more ends as a future does: será, serán, serão, sarà, seront."""
    if p[n - 1] == c"t":
        return n > 5 and p[n - 2] == c"n" and p[n - 3] == c"o" and p[n - 4] == c"r"
    if p[n - 1] == c"n" or p[n - 1] == c"o":
        return p[n - 3] == 0xC3 and p[n - 4] == c"r" and p[n - 2] == (0xA1 if p[n - 1] == c"n" else 0xA3)
    return p[n - 2] == 0xC3 and p[n - 3] == c"r" and (p[n - 1] == 0xA1 or p[n - 1] == 0xA0)


cdef inline unsigned int guards_of_word(Tokens *g, Py_ssize_t start, Py_ssize_t n) noexcept nogil:
    """The classes of guards that a word of the text belongs to."""
    cdef unsigned long long kinds = 0
    cdef const LexiconEntry *entry = entry_of_word(g, start, n, &kinds)
    return guards_of(entry, g.langs) if entry != NULL and kinds & bit(DK_GUARD) else 0


cdef inline bint sets_out(Tokens *g, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether the word p[i : i + n] says with a verb just before it, or before a short word, that something starts: takes effect, makes her debut, steps off."""
    cdef Py_ssize_t size
    cdef int _words
    if not guards_of_word(g, i, n) & OUTSET:
        return False
    for _words in range(2):
        size = word_bytes_before(g.text, i - 1) if i > 5 and g.text[i - 1] == 32 else 0
        if size == 0:
            return False
        i -= 1 + size
        if guards_of_word(g, i, size) & SETTING:
            return True
        if size > 3:
            return False
    return False


cdef inline bint is_portuguese_past(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """Whether a word of five bytes or more in -u is a past of the second conjugation: choveu, venceu, morreu; but not museu, europeu."""
    return n > 5 and p[n - 2] == c"e" and (p[n - 3] in (c"v", c"c", c"d", c"b") or p[n - 3] == c"r" == p[n - 4])


cdef inline int tense_of(Tokens *g, Py_ssize_t start, Py_ssize_t n, bint due=False) noexcept nogil:
    """What a word says about the tense of its sentence: 1 the future, -1 the past, 0 nothing. due: what is asked for has a deadline."""
    cdef const unsigned char *p = g.text + start
    cdef unsigned long long kinds = own_kinds(g, start, n)
    cdef int found
    if kinds & bit(DK_MONTH) and 65 <= p[0] <= 90:
        return 0                    # "in May"
    if kinds & bit(DK_FUTURE) and n == 5 and g.default_order == 0 and memcmp(p, b"until", 5) == 0 and guarded_before(g, start, LASTING):
        return -1                   # "stayed on scene until Sunday"
    if kinds & bit(DK_FUTURE) or due and kinds & bit(DK_INTENT) and not kinds & bit(DK_PAST):
        return 1
    if kinds & bit(DK_GUARD) and g.default_order == 0 and sets_out(g, start, n):
        return 1
    if kinds & bit(DK_AHEAD) and g.default_order == 0 and looks_ahead(g.text, start, n, g.size):
        return 1
    found = -1 if kinds & bit(DK_PAST) else 0
    if found < 0 and n < 5 and p[0] == c"h" and p[1] == c"a" and p[n - 1] in (c"s", c"e") and g.default_order == 0 and start + n + 4 < g.size \
            and p[n] == 32 and p[n + 1] == c"a" and (p[n + 2] == 32 or p[n + 2] == c"n" and p[n + 3] == 32):
        return 1                    # "I have an exam on Monday"
    if found == 0 and n > 4 and p[0] >= 97 and g.langs & ROMANCE:
        if romance_future(p, n) or g.langs & FRENCH and p[n - 1] == c"a" and p[n - 2] == c"r" and p[n - 3] != 0xA9 and p[n - 3] != c"t":
            return 1
        if p[n - 1] == 0xB3 and p[n - 2] == 0xC3 or p[n - 1] == c"u" and g.langs & PORTUGUESE and (p[n - 2] == c"o" or is_portuguese_past(p, n)) \
                or p[n - 1] == c"n" and p[n - 2] == c"o" and p[n - 3] == c"r":
            return -1               # viajó, viajou, viajaron
    if found == 0 and kinds == 0 and n > 5 and p[0] >= 97 and g.langs & GERMAN and (
            p[n - 1] == c"e" and p[n - 2] == c"t" or p[n - 1] == c"n" and p[n - 2] == c"e" and p[n - 3] == c"t"):
        return -1                   # reiste, reisten
    if found == 0 and n > 4 and p[n - 1] == c"d" and p[n - 2] == c"e" and p[0] >= 97 and g.langs & 1 and g.default_order == 0:
        return 0 if p[n - 3] == c"e" and p[n - 4] not in (c"r", c"t") else -1       # "will succeed" is no past, "agreed" is one
    return found


cdef inline bint word_before_is(const Tokens *g, Py_ssize_t i, const char *words) noexcept nogil:
    """Whether these words and a space stand before p[i]."""
    cdef Py_ssize_t n = <Py_ssize_t>strlen(words)
    return i > n + 1 and g.p[i - 1] == 32 and g.p[i - n - 2] == 32 and memcmp(g.p + i - n - 1, words, n) == 0


cdef inline bint is_intent(Tokens *g, Py_ssize_t i) noexcept nogil:
    """Whether the "to" at p[i] follows a word that makes what comes after it future: "is to resume", "agreed to meet"."""
    cdef const unsigned char *p = g.p
    cdef Py_ssize_t end = i - 1, start
    if i < 4 or i + 3 >= g.size or p[i] != c"t" or p[i + 1] != c"o" or p[i - 1] != 32 or p[i + 2] != 32 or not 97 <= p[i + 3] <= 122:
        return False
    start = end
    while start > 0 and end - start < 16 and is_letter_byte(p[start - 1]):
        start -= 1
    if end - start == 2 and p[start] == c"i" and p[start + 1] == c"s" or end - start == 3 and p[start] == c"a" and p[start + 1] == c"r":
        return True                 # "is", "are"
    return start < end and kinds_of_word(g, start, end - start) & bit(DK_INTENT) != 0 and not word_before_is(g, start, b"had been")


cdef inline bint ends_sentence(const Tokens *g, Py_ssize_t i) noexcept nogil:
    """Whether the dot at p[i] ends a sentence: no number goes on after it, and no initial or short title stands before ("U.S.", "Mr.", "Sept.")."""
    cdef const unsigned char *p = g.p
    cdef Py_ssize_t start = i
    if p[i + 1] != 32 or i < 4:
        return False
    while start > 0 and i - start < 4 and is_letter_byte(p[start - 1]):
        start -= 1
    return i - start > 1 and (i - start > 3 or not 65 <= p[start] <= 90)


cdef inline int deadline_before(Tokens *g, Py_ssize_t start) noexcept nogil:
    """1 when a word before p[start] makes it a deadline ("by Friday", "hasta el viernes"), 2 when it says more ("is on Monday", "ahead of"); else 0."""
    cdef const unsigned char *p = g.text
    cdef Py_ssize_t end = start - 1, i
    cdef int _words
    if start < 3 or p[end] != 32:
        return 0
    if g.default_order == 0:
        if p[end - 1] == c"f" and end > 7 and memcmp(p + end - 7, b"head of", 7) == 0:
            return 2
        if p[end - 1] == c"y" and p[end - 2] | 0x20 == c"b" or end > 6 and memcmp(p + end - 5, b"efore", 5) == 0:
            return p[end - 1] == c"e" or end == 2 or not is_letter_byte(p[end - 3])
        if p[end - 1] == c"n" and p[end - 2] == c"o" and end > 4 and p[end - 3] == 32:
            end -= 3
        return 2 if p[end - 1] != c"m" and end > 3 and p[end - 2] not in (c"'", 0x99) and is_form_of_be(p, end) else 0
    for _words in range(2):             # past an article or "am", "à"
        i = end
        while i > 0 and end - i < 24 and is_letter_byte(p[i - 1]):
            i -= 1
        if i < end and own_kinds(g, i, end - i) & bit(DK_AHEAD):
            return 1
        if i == end or end - i > 3 or i < 3 or is_letter_byte(p[i - 1]):
            return 0
        end = i - 1 if p[i - 1] != 0x99 else i - 3
    return 0


cdef inline int tense_around(Tokens *g, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """The tense of the sentence around a mention; that of a deadline is the future where nothing tells."""
    cdef int due, tense
    if g.langs & GERMAN and g.default_order == 1 and word_before_is(g, start, b"vom") and is_single(g, start, stop):
        return -1                   # "der Unfall vom Montag"
    due = deadline_before(g, start) or starts_then(g, start, stop)
    if due == 2:
        return 1
    if possessive(g, stop):
        return tense_nearest(g, 0, stop, False)
    tense = tense_nearest(g, start, stop, due)
    return tense if tense else due


cdef inline bint starts_then(const Tokens *g, Py_ssize_t i, Py_ssize_t stop) noexcept nogil:
    """Whether "ab" makes the weekday at p[i:stop] the one from which on something holds: "Ab Montag ist die Straße gesperrt"."""
    return i > 2 and g.langs & GERMAN != 0 and g.default_order == 1 and g.p[i - 1] == 32 and g.p[i - 2] == c"b" and g.p[i - 3] | 0x20 == c"a" \
        and (i == 3 or not is_letter_byte(g.p[i - 4])) and is_single(g, i, stop)


cdef inline bint is_single(const Tokens *g, Py_ssize_t i, Py_ssize_t stop) noexcept nogil:
    """Whether p[i:stop] is one word with a capital."""
    if not 65 <= g.p[i] <= 90:
        return False
    while i < stop and is_letter_byte(g.p[i]):
        i += 1
    return i == stop


cdef inline int tense_nearest(Tokens *g, Py_ssize_t start, Py_ssize_t stop, bint due) noexcept nogil:
    """The tense that the nearest telling word of the sentence speaks for, first before p[start], then after p[stop].

    Other than in English the word just after the mention comes first: there stands the verb ("Am Samstag will er starten").
    """
    cdef Py_ssize_t i = start, end
    cdef int tense
    if g.default_order == 1:
        end = start - 1
        while i > 0 and end - i < 24 and i <= start and (i == start or is_letter_byte(g.p[i - 1])):
            i -= 1
        tense = tense_of(g, i, end - i) if i < end and g.p[end] == 32 else 0
        if tense:
            return tense            # "seit Montag", "bis Freitag"
        end = stop
        while end + 1 < g.size and g.p[end] == 32 and end - stop < 9:       # past "se", "il", "er"
            i = end + 1
            end = i
            while end < g.size and is_letter_byte(g.p[end]):
                end += 1
            tense = tense_of(g, i, end - i) if i < end < i + 24 else 0
            if tense:
                return tense
            if end - i > 3:
                break
        i = start
    while i > 0 and start - i < 140:
        end = i
        while i > 0 and is_letter_byte(g.p[i - 1]):
            i -= 1
        if i < end and end - i < 24:
            tense = tense_of(g, i, end - i, due)
            if tense and not word_before_is(g, i, b"be" if tense < 0 else b"as" if g.p[end - 1] == c"d" else b"-"):
                # "will be sent Monday" is no past, "as planned" no future, and "had been due Monday" is past
                return -1 if tense > 0 and word_before_is(g, i, b"had been") else tense
            if end - i == 2 and is_intent(g, i):
                return 1
        if i > 0:
            i -= 1
            if g.p[i] == 10 or g.p[i] == c"!" or g.p[i] == c"?" or g.p[i] == c"." and start - i > 1 and ends_sentence(g, i):
                break
    # "On Tuesday, the two sides of the dispute plan to ...": where the mention starts the sentence all of it comes after
    end = 60 if g.default_order == 1 else 40 if start - i > 12 else 110
    return tense_after(g, stop, end)


cdef inline int tense_after(Tokens *g, Py_ssize_t stop, Py_ssize_t room) noexcept nogil:
    """The tense of the first telling word within so many bytes after p[stop], in its sentence."""
    cdef Py_ssize_t i = stop, end
    cdef int tense
    while i < g.size and i - stop < room and g.p[i] not in (10, c"!", c"?") \
            and not (g.p[i] == c"." and i + 1 < g.size and ends_sentence(g, i)):
        end = i
        while end < g.size and is_letter_byte(g.p[end]):
            end += 1
        if i < end and end - i < 24:
            tense = tense_of(g, i, end - i)
            if tense == 0 and end - i == 2 and is_intent(g, i):
                tense = 1           # "On Tuesday they plan to meet"
            if tense:
                return tense
        i = end if end > i else i + 1
    return 0


cdef inline bint is_superlative(const unsigned char *p, Py_ssize_t n) noexcept nogil:
    """Whether an English word is one: "biggest", "worst", but no "forest"."""
    cdef const char *others = b"forestarrestterestequestrotestontestarvestdigest"
    cdef int k
    if n < 4 or p[n - 1] != c"t" or p[n - 2] != c"s":
        return False
    if n < 6:
        return memcmp(p, b"best", n) == 0 or memcmp(p, b"most", n) == 0 or memcmp(p, b"worst", n) == 0 or memcmp(p, b"least", n) == 0
    for k in range(8):
        if memcmp(p + n - 6, others + 6 * k, 6) == 0:
            return False
    return p[n - 3] == c"e"


cdef inline bint is_record(Tokens *g, Py_ssize_t i) noexcept nogil:
    """Whether what stands before the "in 30 years" at p[i] makes it the time in which something has not been: the biggest, the first, "haven't"."""
    cdef Py_ssize_t floor = i - 120 if i > 120 else 0, end
    cdef unsigned long long kinds
    while i > floor:
        end = i
        while i > 0 and is_letter_byte(g.text[i - 1]):
            i -= 1
        if i < end < i + 24:
            kinds = kinds_of_word(g, i, end - i)
            if kinds & bit(DK_FUTURE):
                return False
            if kinds & bit(DK_ORD) or g.default_order == 0 and is_superlative(g.text + i, end - i):
                return True
            if end - i == 5 and (memcmp(g.text + i, b"haven", 5) == 0 or memcmp(g.text + i, b"never", 5) == 0) or end - i == 4 and memcmp(g.text + i, b"hasn", 4) == 0 \
                    or end - i == 3 and memcmp(g.text + i, b"not", 3) == 0 and (word_before_is(g, i, b"have") or word_before_is(g, i, b"has")):
                return True
        if i > 0:
            i -= 1
            if g.text[i] in (10, c"!", c"?", c";") or g.text[i] == c"." and ends_sentence(g, i):
                return False
    return False


cdef inline bint guarded_before(Tokens *g, Py_ssize_t i, int guard) noexcept nogil:
    """Whether one of a class of guards stands before p[i] in its sentence, not far off."""
    cdef const LexiconEntry *entry
    cdef unsigned long long kinds = 0
    cdef Py_ssize_t end, floor = i - 80 if i > 80 else 0
    while i > floor:
        end = i
        while i > 0 and is_letter_byte(g.text[i - 1]):
            i -= 1
        if 2 < end - i < 24:
            entry = entry_of_word(g, i, end - i, &kinds)
            if entry != NULL and kinds >> DK_GUARD & 1 and guards_of(entry, g.langs) & guard:
                return True
        i -= 1
        if i > 0 and (g.text[i] in (10, c"!", c"?", c";") or g.text[i] == c"." and ends_sentence(g, i)):
            return False
    return False


cdef inline bint says_each(Tokens *g, Py_ssize_t i, Py_ssize_t stop) noexcept nogil:
    """Whether a word such as "each" or "yearly" stands in p[i:stop]."""
    cdef Py_ssize_t end
    if stop > g.size:
        stop = g.size
    while i < stop:
        end = i
        while end < g.size and is_letter_byte(g.p[end]):
            end += 1
        if 2 < end - i < 24 and kinds_of_word(g, i, end - i) & bit(DK_EACH):
            return True
        i = end + 1
    return False


cdef inline bint plays_around(Tokens *g, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Whether words of play stand near p[start:stop], or "of the game" after it: then a quarter is no quarter of a year."""
    cdef Py_ssize_t i = start - 140 if start > 140 else 0, end
    stop = stop + 140 if stop + 140 < g.size else g.size
    while i < stop:
        end = i
        while end < stop and is_letter_byte(g.p[end]):
            end += 1
        if 3 < end - i < 24 and kinds_of_word(g, i, end - i) & bit(DK_SPORT):
            return True
        i = end + 1
    return False


cdef inline bint possessive(const Tokens *g, Py_ssize_t i) noexcept nogil:
    """Whether "'s" stands at p[i]: "Wednesday's ruling" has been given, whatever the verb before it."""
    if i + 1 < g.size and g.p[i] == c"'":
        return g.p[i + 1] == c"s"
    return i + 3 < g.size and g.p[i] == 0xE2 and g.p[i + 1] == 0x80 and g.p[i + 2] == 0x99 and g.p[i + 3] == c"s"
