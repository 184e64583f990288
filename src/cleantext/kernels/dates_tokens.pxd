"""Tokens of a short stretch of text, made on demand: numbers, words with their senses, and what stands between them."""

from .lexicon cimport Lexicon, LexiconEntry
from .utf8 cimport Point, point_at


cdef extern from "dates_tables.h":
    ctypedef struct DateSense:
        unsigned char kind
        unsigned char flags
        short value
        unsigned short langs
    const Lexicon dates_words
    const Lexicon dates_words_common        # those with senses in English
    const DateSense *dates_words_senses
    const unsigned long long *dates_langs
    const unsigned long long *dates_every
    const unsigned long long *dates_language_every
    const unsigned long long *dates_anchors
    const unsigned long long *dates_language_anchors
    const unsigned long long *dates_told_anchors
    const unsigned char *dates_language_heads
    const unsigned char *dates_told_heads
    const unsigned char *dates_month_heads      # the same of those that are months and named days
    const unsigned long long *dates_characters
    const unsigned long long *dates_first_characters    # a bit for each that some word starts with, up to U+FFFF
    const unsigned long long *dates_any_characters      # a bit for each that some word has
    int DATES_FILTER_SHIFT, DATES_LANGUAGE_SHIFT
    int DK_PREFIX, DK_MONTH, DK_WEEKDAY, DK_UNIT, DK_DAY, DK_REL, DK_DEI, DK_AGO_BEFORE, DK_AGO_AFTER, DK_IN_BEFORE, DK_IN_AFTER
    int DK_LATER, DK_EARLIER, DK_PART, DK_AM, DK_PM, DK_OCLOCK, DK_NUM, DK_ORD, DK_SUFFIX, DK_SEASON, DK_POS, DK_TO, DK_FROM
    int DK_BETWEEN, DK_AND, DK_OF, DK_THE, DK_AT, DK_ON, DK_PREP, DK_APPROX, DK_YEAR, DK_FISCAL, DK_ERA, DK_BLOCK, DK_NUMBER
    int DK_FUTURE, DK_NOW, DK_EACH, DK_NAMED, DK_CLOCK, DK_HALFUNIT, DK_PLUSHALF, DK_ZONE, DK_DAYMARK, DK_QUARTER, DK_HALFYEAR
    unsigned long long DATES_STARTERS
    unsigned long long ALL_LANGUAGES "DATES_ALL_LANGUAGES"      # what counts where nothing tells the language
    unsigned long long POLISH "DATES_POLISH", TURKISH "DATES_TURKISH", HUNGARIAN "DATES_HUNGARIAN", ITALIAN "DATES_ITALIAN", VIETNAMESE "DATES_VIETNAMESE", JAPANESE "DATES_JAPANESE", CHINESE "DATES_CHINESE", KOREAN "DATES_KOREAN"
    unsigned long long DATES_ANCHOR_KINDS
    int DK_BEFORE_DATE, DK_PERIOD, DK_TIMEPREP, DK_IGNORE, DK_PAST, DK_REIGN, DK_AFTERDATE, DK_BEFOREDATE, DK_INTENT, DK_DECADE, DK_SPORT, DK_HOUR, DK_GUARD, DK_AHEAD
    int STREET "DATES_STREET", AMOUNT "DATES_AMOUNT", PHONE "DATES_PHONE", OPEN "DATES_OPEN", CODE "DATES_CODE", VERSE "DATES_VERSE"
    int LENGTH "DATES_LENGTH", RATIO "DATES_RATIO", GREETING "DATES_GREETING", TITLE "DATES_TITLE", MEASURE "DATES_MEASURE", AGED "DATES_AGED"
    int FEAT "DATES_FEAT", SHADE "DATES_SHADE", SERVICE "DATES_SERVICE", NUMBERED "DATES_NUMBERED", CALENDAR "DATES_CALENDAR"
    int SEASONAL "DATES_SEASONAL", LASTING "DATES_LASTING", SURNAME "DATES_SURNAME", SETTING "DATES_SETTING", OUTSET "DATES_OUTSET", DUE "DATES_DUE"
    int OVERNIGHT "DATES_OVERNIGHT", THING "DATES_THING"


cdef extern from "dates_tokens.h":
    enum:
        MAX_TOKENS "DATES_TOKENS"
        MAX_MATCHES "DATES_MATCHES"

    # Its fields are told in the header.
    ctypedef struct DateToken:
        Py_ssize_t start
        Py_ssize_t stop
        unsigned long long kinds
        const LexiconEntry **entries
        unsigned char *widths
        unsigned char matches
        unsigned char kind
        unsigned char gap
        unsigned char space
        unsigned char digits
        bint looked
        unsigned int guard
        int value

    ctypedef struct KnownWord "DateKnownWord":
        unsigned long long word
        const LexiconEntry *entry
        unsigned long long kinds

    ctypedef struct Tokens "DateTokens":
        const unsigned char *p
        Py_ssize_t n
        Py_ssize_t position
        int count
        unsigned long long langs
        const Lexicon *words
        const unsigned long long *known
        int known_shift
        KnownWord *lately
        DateToken *items
        unsigned char flags
        const unsigned char *text
        Py_ssize_t size
        signed char order
        signed char default_order
        bint known_year
        bint year_first
        bint dotted_times
        DateToken *(*read)(Tokens *, int) noexcept nogil
        void (*look)(Tokens *, int) noexcept nogil
        int (*find)(Tokens *, int, int, int *) noexcept nogil

    DateToken *token "dates_token"(Tokens *g, int i) noexcept nogil
    unsigned long long kinds_at "dates_kinds"(Tokens *g, int i) noexcept nogil
    bint has "dates_has"(Tokens *g, int i, int kind) noexcept nogil
    bint guards "dates_guards"(Tokens *g, int i, int guard) noexcept nogil
    int sense "dates_sense"(Tokens *g, int i, int kind, int *value) noexcept nogil
    int skip "dates_skip"(Tokens *g, int i, int kind) noexcept nogil


cdef enum:
    T_END
    T_NUMBER
    T_WORD
    T_SYMBOL
    SPACED = 1                  # white space before the token (or before its punctuation)
    AFTERSPACE = 2              # white space between the punctuation and the token
    NEWLINE = 4                 # a line end among it
    BLANKLINE = 8               # a line end, or too much white space
    WEAK = 1
    ABBREVIATED = 2
    AFTERNOUN = 4
    OWN_FILTER = 256            # words of 64 bits in the filter of one language
    HEADS = 96                  # bytes in the table of its anchors' first letters
    KEY_ROOM = 72
    # Bits of languages that rules are for.
    GERMAN = 2
    FRENCH = 4
    PORTUGUESE = 0x20
    SPANISH_PORTUGUESE = 0x28
    ROMANCE = 0x3C              # fr es it pt


cdef inline int digit_value(unsigned int code) noexcept nogil:
    """The value of a decimal digit of any script, or -1."""
    if code < 0x80:
        return <int>code - 48 if 48 <= code <= 57 else -1
    if code < 0x660 or code > 0xFF19:
        return -1
    if 0xFF10 <= code:
        return <int>code - 0xFF10
    if code < 0x0DF0:
        if 0x660 <= code <= 0x669:
            return <int>code - 0x660
        if 0x6F0 <= code <= 0x6F9:
            return <int>code - 0x6F0
        if code >= 0x900 and (code & 0x7F) >= 0x66 and (code & 0x7F) <= 0x6F:
            return <int>(code & 0x7F) - 0x66
        if code >= 0x900 and (code & 0x7F) >= 0xE6:
            return -1
        return -1
    if 0xE50 <= code <= 0xE59 or 0xED0 <= code <= 0xED9:
        return <int>(code & 0xF)
    if 0xF20 <= code <= 0xF29 or 0x1040 <= code <= 0x1049:
        return <int>(code & 0xF)
    if 0x17E0 <= code <= 0x17E9:
        return <int>(code & 0xF)
    return -1


cdef inline int cjk_numeral(unsigned int code) noexcept nogil:
    """0 to 9, 10, 100 or 1000 for a CJK numeral, else -1."""
    if code < 0x3007 or code > 0x96F6:
        return -1
    if code == 0x3007 or code == 0x96F6:
        return 0
    if code == 0x4E00 or code == 0x5143:
        return 1
    if code == 0x4E8C or code == 0x4E24 or code == 0x5169:
        return 2
    if code == 0x4E09:
        return 3
    if code == 0x56DB:
        return 4
    if code == 0x4E94:
        return 5
    if code == 0x516D:
        return 6
    if code == 0x4E03:
        return 7
    if code == 0x516B:
        return 8
    if code == 0x4E5D:
        return 9
    if code == 0x5341:
        return 10
    if code == 0x5EFF:
        return 20
    if code == 0x5345:
        return 30
    if code == 0x767E:
        return 100
    if code == 0x5343:
        return 1000
    return -1


cdef inline bint in_words(const unsigned long long *characters, unsigned int code) noexcept nogil:
    """Whether one of these tables has the character."""
    return code <= 0xFFFF and characters[code >> 6] >> (code & 63) & 1


cdef inline bint runs_together(unsigned int code) noexcept nogil:
    """Whether words of this script are written without spaces, or with endings that stick (Hangul)."""
    return (0x3005 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7A3 or 0x0E00 <= code <= 0x0FFF or 0x1000 <= code <= 0x109F
            or 0x1780 <= code <= 0x17FF)


cdef inline unsigned char gap_of(unsigned int code) noexcept nogil:
    """ASCII for punctuation that may stand inside a date, 32 for a space, 10 for a line end, else 0."""
    if code < 0x80:
        if code == 32 or code == 9:
            return 32
        if code == 10:
            return 10
        if code == 13:
            return 32
        if code == c"." or code == c"," or code == c"-" or code == c"/" or code == c":" or code == c"'" or code == c"|" or code == c";":
            return <unsigned char>code
        if code == c"(" or code == c"[":
            return c"("
        if code == c")" or code == c"]":
            return c")"
        if code == c'"' or code == c"!" or code == c"?" or code == c"\\":
            return c"?"
        if code == c"~":
            return c"-"
        if code == c"`":
            return c"'"
        return 0
    if code == 0xA0 or 0x2000 <= code <= 0x200A or code == 0x202F or code == 0x3000:
        return 32
    if 0x2010 <= code <= 0x2013 or code == 0x2212 or code == 0xFF0D or code == 0xFF5E or code == 0x301C:
        return c"-"
    if code == 0x2014 or code == 0x2015:
        return c"="
    if code == 0x2019 or code == 0x2018 or code == 0x2BC or code == 0xB4:
        return c"'"
    if code == 0xFF0F:
        return c"/"
    if code == 0xFF1A:
        return c":"
    if code == 0xFF0E:
        return c"."
    if code == 0xFF0C or code == 0x3001 or code == 0x60C:
        return c","
    if code == 0xFF08 or code == 0x3010 or code == 0x300C:
        return c"("
    if code == 0xFF09 or code == 0x3011 or code == 0x300D:
        return c")"
    if code == 0x3002 or code == 0xFF01 or code == 0x201C or code == 0x201D or code == 0x201E or code == 0xAB or code == 0xBB:
        return c"?"
    if code == 0x2022 or code == 0xB7 or code == 0x2219 or code == 0x22C5:
        return c"|"
    return 0


cdef inline void read_gap(Tokens *g, DateToken *t) noexcept nogil:
    """Skip white space and punctuation; say in the token what it was."""
    cdef Point point
    cdef unsigned char c
    cdef Py_ssize_t limit = g.position + 96
    t.gap = 0
    t.space = 0
    while g.position < g.n:
        c = g.p[g.position]
        if c == 32:
            t.space |= AFTERSPACE if t.gap else SPACED
            g.position += 1
            if g.position > limit:
                t.space |= BLANKLINE
                break
            continue
        if 97 <= (c | 0x20) <= 122 or 48 <= c <= 57:
            break
        point = point_at(g.p, g.position, g.n)
        c = gap_of(point.code)
        if c == 0:
            break
        if c == 32:
            t.space |= AFTERSPACE if t.gap else SPACED
        elif c == 10:
            t.space |= BLANKLINE        # no mention crosses a line end
            break
        elif t.gap == 0 or t.gap == c".":
            if t.gap == c"." and c == c".":
                c = c"?"
            t.gap = c
        elif t.gap == c"," and c == c"'":
            t.gap = c"'"
        else:
            t.gap = c"?" if c != c"(" else c"("
        g.position += point.size
        if g.position > limit:
            t.space |= BLANKLINE
            break


cdef inline void read_number(Tokens *g, DateToken *t) noexcept nogil:
    """A run of decimal digits."""
    cdef Point point
    cdef int v
    t.kind = T_NUMBER
    t.value = 0
    t.digits = 0
    while g.position < g.n:
        point.size = 1
        v = <int>g.p[g.position] - 48
        if not 0 <= v <= 9:
            if g.p[g.position] < 0x80:
                break
            point = point_at(g.p, g.position, g.n)
            v = digit_value(point.code)
        if v < 0:
            break
        if t.digits < 9:
            t.value = t.value * 10 + v
        if t.digits < 200:
            t.digits += 1
        elif t.digits >= 200:
            break
        g.position += point.size
    t.stop = g.position


cdef inline bint read_cjk_number(Tokens *g, DateToken *t) noexcept nogil:
    """A run of CJK numerals: 二〇一五 digit by digit, 三十一 with its tens."""
    cdef Point point
    cdef Py_ssize_t i = g.position
    cdef int v, total = 0, digit = 0, positional = 0, count = 0
    cdef bint tens = False
    while i < g.n and count < 9:
        point = point_at(g.p, i, g.n)
        v = cjk_numeral(point.code)
        if v < 0:
            break
        count += 1
        i += point.size
        if v >= 10:
            tens = True
            if v == 20 or v == 30:
                total += v
            else:
                total += (digit if digit or total else 1) * v
            digit = 0
        else:
            positional = positional * 10 + v
            digit = v
    if count == 0:
        return False
    t.kind = T_NUMBER
    t.value = total + digit if tens else positional
    t.digits = 0 if tens or count < 4 else <unsigned char>count
    t.stop = g.position = i
    return True
