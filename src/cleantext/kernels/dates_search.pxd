"""From an anchor to a mention: try the tokens around it, resolve what they say, put it on the list."""
from libc.string cimport memset

from .buffer cimport buffer_put
from .casing cimport is_word
from .dates_calendar cimport day_number
from .dates_language cimport languages_near, month_first
from .dates_list cimport (APPROX, CENTURY, DATE, DATETIME, DECADE, DURATION, DateList, DateMention, FISCAL, HALF, INTERVAL, MONTH, QUARTER, SEASON,
                          TIME, WEEK, YEAR, dates_new)
from .dates_lookup cimport bit, find_word, in_bitmap, word_slots
from .dates_range cimport mention_at, next_member
from .dates_scan cimport is_letter_byte, year_ahead
from .dates_settle cimport settle
from .dates_shortcuts cimport roman_letter, starts_nothing
from .dates_tense cimport ends_sentence, is_record, plays_around, says_each, tense_around
from .dates_tokens cimport (DATES_ANCHOR_KINDS, DATES_LANGUAGE_SHIFT, DK_MONTH, DK_NAMED, DK_PART, DK_PERIOD, DK_UNIT, DK_WEEKDAY, DateToken, HEADS, KEY_ROOM, MAX_TOKENS, OWN_FILTER, T_END,
                            Tokens, dates_language_anchors, dates_language_every, dates_language_heads, dates_month_heads, dates_told_anchors, dates_told_heads, dates_words, dates_words_common, digit_value, gap_of, token)
from .dates_when cimport (Context, H_CENTURY, H_CLOCK, H_DATED, H_DAY, H_DECADE, H_DEI, H_HALF, H_HOUR, H_MONTH, H_NAMED, H_NTH, H_OFFSET, H_OPEN, H_PART, H_PERIOD,
                          H_QUARTER, H_SEASON, H_WEEK, H_WEEKDAY, H_WEEKEND, H_YEAR, Place, U_DAY, U_WEEK, When, set_date)
from .dates_words cimport Reading, reads
from .dates_write cimport put_duration, put_when
from .scan cimport letters_from, lowest_bit, word_bytes_before
from .utf8 cimport Point, is_continuation, point_at, point_before


cdef enum:
    FAR_BACK = 40               # bytes before an anchor that are read of a script without spaces
    SIGNS = 7                   # bytes of signs and white space between two words are too many: "12. – 14. Juni" has six


cdef extern from "heads.h":
    # Whether the processor can tell where words may start by their first letters; and where, a bit for each of 64 places (66 bytes can be read).
    bint can_heads "cleantext_can_heads"() noexcept nogil
    unsigned long long heads_in "cleantext_heads"(const unsigned char *p, const unsigned char *table) noexcept nogil


# What a search carries from anchor to anchor.
cdef struct Search:
    Tokens tokens
    Context context
    const unsigned char *p
    Py_ssize_t n
    Py_ssize_t stop             # of the last mention
    Py_ssize_t tried            # tokens that start before it have been tried
    DateList *found
    bint told                   # the language is told
    bint complete_only          # what cannot lead to a full date is passed over
    bint unsure                 # a date counts from one that may have been passed over
    const unsigned long long *filter    # of the words that start a search
    int shift
    unsigned long long own[OWN_FILTER]
    unsigned long long own_known[OWN_FILTER]
    const unsigned char *heads  # of these words, where the processor can use them; NULL for none
    const unsigned char *months  # and of those among them that are months and named days
    unsigned char own_heads[2 * HEADS]


cdef inline unsigned char kind_of(const When *w) noexcept nogil:
    if w.has & H_CLOCK or w.has & H_PART:
        return DATETIME if w.has & H_DATED else TIME
    if w.has & H_WEEKEND:
        return INTERVAL
    if w.has & (H_DAY | H_WEEKDAY):
        return DATE
    if w.has & H_MONTH:
        return MONTH
    if w.has & H_CENTURY:
        return CENTURY
    if w.has & H_DECADE:
        return DECADE
    if w.has & H_WEEK:
        return WEEK
    if w.has & H_SEASON:
        return SEASON
    if w.has & H_QUARTER:
        return QUARTER
    if w.has & H_HALF:
        return HALF
    return YEAR if w.has & H_YEAR else DATE


cdef inline bint is_complete(const When *w) noexcept nogil:
    return (w.has & (H_YEAR | H_MONTH | H_DAY)) == (H_YEAR | H_MONTH | H_DAY) and not w.has & (H_OPEN | H_PART) and 1 <= w.year <= 9999


cdef inline bint stands_free(const unsigned char *p, Py_ssize_t n, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Whether a date written in place of p[start:stop] would be read back: nothing around it runs into its digits."""
    cdef Point point
    cdef unsigned char gap
    if start > 0:
        point = point_before(p, start)
        gap = gap_of(point.code)
        if gap == 0 and not (point.code >= 0x80 and is_word(point.code) and digit_value(point.code) < 0):
            return False
        if gap in (c"-", c"/", c":", c".", c"'", c"="):
            return False
        if gap in (c",", c")") and start > point.size and is_ascii_word(p[start - point.size - 1]):
            return False
    if stop >= n:
        return True
    point = point_at(p, stop, n)
    if is_ascii_word(p[stop]) or digit_value(point.code) >= 0:
        return False
    gap = gap_of(point.code)
    if gap == 0 and not is_word(point.code) or gap in (c"-", c"/", c":", c".", c",", c"'", c"(", c"="):
        return stop + point.size >= n or p[stop + point.size] <= 32 or gap in (c".", c",", c"'") and p[stop + point.size] in (c'"', c"'", c")")
    return True


cdef inline bint is_ascii_word(unsigned char c) noexcept nogil:
    return 48 <= c <= 57 or 97 <= (c | 0x20) <= 122 or c == c"_"


cdef inline void remember(Context *context, const When *w, bint ends) noexcept nogil:
    """The date last named is where "the next day" counts from; but one that `ends` a quarter ("ended June 30") leaves it the last."""
    if w.has & H_OPEN or not w.has & H_YEAR or w.year < 1 or ends and context.last.quarter and w.has & H_MONTH:
        return
    context.last.known = True
    context.last.year = w.year
    context.last.month = w.month if w.has & H_MONTH else 0
    context.last.day = w.day if w.has & H_DAY else 0
    context.last.hour = w.hour if w.has & H_CLOCK else 0
    context.last.minute = w.minute if w.has & H_CLOCK else 0
    context.last.second = 0
    context.last.quarter = w.index if w.has & H_QUARTER else 0
    if w.has & H_QUARTER:
        context.quarter = w.index
        context.quarter_year = w.year


cdef inline void over_midnight(const When *a, When *b) noexcept nogil:
    """10 pm to 2 am on one day ends on the next."""
    if a.has & b.has & H_HOUR and a.has & b.has & H_DAY and a.has & b.has & H_YEAR and a.year == b.year and a.month == b.month and a.day == b.day:
        if b.hour * 60 + b.minute < a.hour * 60 + a.minute and a.half_day:
            set_date(b, day_number(b.year, b.month, b.day) + 1)


cdef inline bint is_duration(Search *s, const Reading *r) noexcept nogil:
    """Whether an amount says how long something took or was not seen: "the third flood in two years", "ran 10 km in 50 minutes", "within 30 days of"."""
    if not r.a.counted or r.a.offset <= 0 or r.a.has != H_OFFSET or r.a.from_last or r.range:
        return False
    if reads(s.p + r.start, b"within ") and s.tokens.default_order == 0:
        return s.context.tense <= 0 and r.start > 0 or r.stop + 4 < s.n and reads(s.p + r.stop, b" of ")
    if not reads(s.p + r.start, b"in ") and not (s.tokens.default_order and reads(s.p + r.start, b"en ")):
        return False
    return s.context.tense < 0 and s.tokens.default_order == 0 or is_record(&s.tokens, r.start)


cdef inline bint same_sentence(const Search *s, Py_ssize_t i) noexcept nogil:
    """Whether no sentence or line ends between the last mention and p[i], and not much stands there."""
    cdef Py_ssize_t k
    if i - s.stop > 200:
        return False
    for k in range(s.stop, i):
        if s.p[k] in (10, c"!", c"?", c";") or s.p[k] == 0xE3 and s.p[k + 1] == 0x80 and s.p[k + 2] == 0x82 \
                or s.p[k] == c"." and (ends_sentence(&s.tokens, k) or k + 2 < s.n and s.p[k + 1] == 32 and 65 <= s.p[k + 2] <= 90 and ends_in_year(s.p, k)):
            return False
    return True


cdef inline bint ends_in_year(const unsigned char *p, Py_ssize_t i) noexcept nogil:
    """Whether four digits stand before p[i]."""
    cdef int k
    for k in range(1, 5):
        if i < k or not 48 <= p[i - k] <= 57:
            return False
    return True


cdef inline bint told_from_last(const Search *s, const Reading *r) noexcept nogil:
    """Whether an amount in Russian, Chinese, Japanese or Korean counts from a year told before it: "1990年に来日し、2年後に帰国"."""
    return (s.context.reference.known and s.context.last.known and 0 < s.context.last.year < s.context.reference.year and s.context.tense <= 0
            and r.stop - r.start > 3 and (s.p[r.stop - 3] >= 0xE3 or s.p[r.start] in (0xD0, 0xD1)) and same_sentence(s, r.start))


cdef inline bint is_year_before(const Search *s, const Reading *r) noexcept nogil:
    """Whether "Vorjahr" or "Vormonat" counts from a year told in its sentence: "2019 fiel der Gewinn gegenüber dem Vorjahr"."""
    return (s.p[r.start] | 0x20 == c"v" and r.a.has == H_OFFSET and r.a.offset == -1 and not r.a.counted and r.stop - r.start > 6 and reads(s.p + r.start, b"vor")
            and s.p[r.start + 3] in (c"j", c"m") and s.context.last.known and s.context.last.year <= s.context.reference.year and same_sentence(s, r.start))


cdef inline bint lends_year(Search *s, const Reading *r) noexcept nogil:
    """Whether a month or day without year lies in the year told before it in its sentence; not what comes round "each year"."""
    if not s.context.told_year or not s.context.reference.known or s.context.tense > 0 or not 0 < s.context.last.year < s.context.reference.year \
            or r.range or not r.a.has & H_MONTH or r.a.has & (H_YEAR | H_OFFSET | H_DEI | H_NTH | H_WEEKDAY | H_NAMED):
        return False
    if not s.context.last.month and (s.context.tense == 0 or r.start - s.stop > 60):
        return False
    return same_sentence(s, r.start) and not says_each(&s.tokens, s.stop, r.stop + 30)


cdef inline void take_year(const Search *s, When *w) noexcept nogil:
    """Give a month or day in a told sentence the year that puts it nearest to the date named before it there: "founded in May 1996 and closed in August"."""
    cdef const Place *last = &s.context.last
    cdef int months = w.month - last.month if last.month else 0
    w.year = last.year + (1 if months < -6 else -1 if months > 6 else 0)
    w.has |= H_YEAR


cdef inline int emit(Search *s, Reading *r) noexcept nogil:
    """Resolve a reading and put it on the list: 1, 0 when the calendar has no such date, -1 without memory."""
    cdef DateMention *m
    cdef DateList *found = s.found
    cdef Py_ssize_t at = found.values.size
    cdef bint told_year
    cdef bint yearless = not (r.a.has | r.b.has) & (H_YEAR | H_OFFSET | H_NAMED)
    cdef bint months = yearless and r.a.has & r.b.has & H_MONTH and not (r.a.has | r.b.has) & H_DEI
    cdef bint weekdays = r.range and not (r.a.has | r.b.has) & ~<unsigned int>(H_WEEKDAY | H_CLOCK | H_PART | H_DEI) \
        and r.a.has & r.b.has & H_WEEKDAY and s.context.reference.known          # "Monday to Friday"
    if r.a.anaphoric and not s.context.quarter:
        return 0
    if r.a.from_last and not r.a.offset and not s.context.last.day and r.a.has & H_OFFSET and not r.a.counted and r.a.unit <= U_WEEK \
            and (r.a.has & H_PART or reads(s.p + r.start, b"same ")):
        return 0                    # "that night", "the same day over and over": nothing that it could be the day of
    if (r.a.has & (H_QUARTER | H_YEAR | H_OFFSET | H_DEI)) == H_QUARTER and s.context.reference.known:
        s.context.tense = tense_around(&s.tokens, r.start, r.stop)
    if is_duration(s, r):
        r.start += 7 if s.p[r.start] | 0x20 == c"w" else 3
        r.kind = 1 + DURATION
        r.amount = r.a.offset
        r.amount_unit = r.a.unit
        r.a.has = H_OPEN
    if r.a.counted and r.a.offset > 0 and r.a.has == H_OFFSET and r.a.unit >= U_DAY:
        if r.a.from_last and not s.context.last.known and s.n > r.stop + 2:
            r.a.has |= H_OPEN       # "three years later", with no date before it
        elif not r.a.from_last and told_from_last(s, r):
            r.a.from_last = True
    elif is_year_before(s, r):
        r.a.from_last = True
    told_year = r.a.has & (H_YEAR | H_OFFSET) == H_YEAR and not r.range
    if lends_year(s, r):
        take_year(s, &r.a)
        told_year = True
    s.context.ahead = s.context.tense == 0 and not r.a.has & H_WEEKDAY and (r.range or r.a.has & H_CLOCK)
    if not settle(&s.context, &r.a) or r.range and not settle(&s.context, &r.b):
        return 0
    if r.range:
        if weekdays:
            set_date(&r.b, day_number(r.a.year, r.a.month, r.a.day) + (r.b.weekday - r.a.weekday + 7) % 7)
        elif months and r.a.has & r.b.has & H_YEAR:
            if r.b.month < r.a.month:
                r.b.year = r.a.year + 1     # "May to March"
            else:
                r.a.year = r.b.year         # "May to September", told in November
        over_midnight(&r.a, &r.b)
    m = dates_new(found)
    if m == NULL:
        return -1
    if r.kind == 1 + DURATION:
        put_duration(&found.values, r.amount, r.amount_unit)
    put_when(&found.values, &r.a)
    if r.range and found.values.size > at:
        put_range_end(found, &r.b, at)
    if found.values.failed:
        return -1
    m.start = r.start
    m.stop = r.stop
    m.value = at
    m.value_size = found.values.size - at
    m.kind = r.kind - 1 if r.kind else INTERVAL if r.range else kind_of(&r.a)
    m.modifier = r.modifier if r.modifier else FISCAL if r.a.fiscal else APPROX if r.a.approx else 0
    m.complete = is_complete(&r.a) and (not r.range or is_complete(&r.b)) and m.value_size > 0 and stands_free(s.p, s.n, r.start, r.stop)
    s.context.told_year = told_year
    if not r.a.counted:
        remember(&s.context, &r.a, s.context.last.quarter and r.start > 6 and (reads(s.p + r.start - 6, b"ended ") or reads(s.p + r.start - 7, b"ending ")))
    s.stop = r.stop
    return 1


cdef inline void put_range_end(DateList *found, const When *b, Py_ssize_t at) noexcept nogil:
    """Write "/" and the end of a range; without an end there is no value."""
    cdef Py_ssize_t size
    buffer_put(&found.values, c"/")
    size = found.values.size
    put_when(&found.values, b)
    if found.values.size == size and not found.values.failed:
        found.values.size = at


cdef inline void choose_filter(Search *s) noexcept nogil:
    """A small filter of the words that start a search in the languages that count, where these are few."""
    cdef unsigned long long rest = s.tokens.langs
    cdef const unsigned long long *table
    cdef const unsigned long long *known
    cdef int k, count = 0
    while rest:
        count += 1
        rest &= rest - 1
    if count > 8:
        return
    if count == 1:
        k = lowest_bit(s.tokens.langs)
        s.filter = (dates_told_anchors if s.told else dates_language_anchors) + OWN_FILTER * k
        s.tokens.known = dates_language_every + OWN_FILTER * k
        s.shift = s.tokens.known_shift = DATES_LANGUAGE_SHIFT
        return
    memset(s.own, 0, sizeof(s.own))
    memset(s.own_known, 0, sizeof(s.own_known))
    rest = s.tokens.langs
    while rest:
        table = (dates_told_anchors if s.told else dates_language_anchors) + OWN_FILTER * lowest_bit(rest)
        known = dates_language_every + OWN_FILTER * lowest_bit(rest)
        rest &= rest - 1
        for k in range(OWN_FILTER):
            s.own[k] |= table[k]
            s.own_known[k] |= known[k]
    s.filter = s.own
    s.shift = DATES_LANGUAGE_SHIFT
    s.tokens.known = s.own_known
    s.tokens.known_shift = DATES_LANGUAGE_SHIFT


cdef inline void choose_heads(Search *s) noexcept nogil:
    """The tables of the first letters of the anchors that the filter has, where one tells few languages apart."""
    cdef unsigned long long rest = s.tokens.langs & ~<unsigned long long>1
    cdef const unsigned char *table = dates_told_heads if s.told else dates_language_heads
    cdef int k, language
    s.heads = s.months = NULL
    if s.shift != DATES_LANGUAGE_SHIFT or not can_heads():
        return
    if rest == 0:
        rest = 1                # the tables of other languages have the English words, too
    memset(s.own_heads, 0, 2 * HEADS)
    while rest:
        language = lowest_bit(rest)
        rest &= rest - 1
        for k in range(HEADS):
            s.own_heads[k] |= table[HEADS * language + k]
            s.own_heads[HEADS + k] |= dates_month_heads[HEADS * language + k]
    s.heads = s.own_heads
    s.months = s.own_heads + HEADS


cdef inline void speak(Search *s, unsigned long long langs) noexcept nogil:
    """Let these languages' words count (and English ones)."""
    s.tokens.langs = langs | 1
    s.tokens.words = &dates_words_common if (langs | 1) == 1 else &dates_words
    memset(s.tokens.lately, 0, sizeof(s.tokens.lately))
    s.tokens.default_order = 0 if month_first(langs) else 1
    if s.tokens.order >= 0:
        s.tokens.default_order = s.tokens.order
    s.tokens.year_first = langs & (0x7 << 9) != 0 and ~langs != 0
    s.tokens.dotted_times = not month_first(langs)
    choose_filter(s)
    choose_heads(s)


cdef inline Py_ssize_t word_before(const unsigned char *p, Py_ssize_t i, Py_ssize_t floor) noexcept nogil:
    """Where the run of letters or digits that ends at p[i] starts, at most 32 bytes back; i when there is none."""
    cdef Py_ssize_t start = i - word_bytes_before(p, i)
    if i - start == 16:
        start -= word_bytes_before(p, start)
    if start < floor:
        start = floor
    while start < i and is_continuation(p[start]):
        start += 1
    return start


cdef inline bint starts_nothing_alone(Tokens *g, Py_ssize_t anchor) noexcept nogil:
    """Whether the word at the anchor, before which only an unknown word stands, starts no mention."""
    cdef Py_ssize_t start = g.position
    cdef Py_ssize_t i
    if 48 <= g.p[anchor] <= 57 or start < anchor and (roman_letter(g.p[start]) or not is_letter_byte(g.p[start + 1])):
        return False
    for i in range(start, anchor + 1):
        if 48 <= g.p[i] <= 57 or g.p[i] >= 0x80:
            return False            # the word ends in a number, or starts with a quote
    g.position = anchor
    if starts_nothing(g, 0):
        return True
    g.position = start
    g.count = 0
    g.n = g.size
    return False


cdef inline bint dash_before(const unsigned char *p, Py_ssize_t i, Py_ssize_t floor) noexcept nogil:
    """Whether a dash, which has three bytes, ends at p[i]."""
    return 0x90 <= p[i - 1] <= 0x95 and i > floor + 2 and p[i - 2] == 0x80 and p[i - 3] == 0xE2


cdef inline Py_ssize_t window_start(const Tokens *g, const unsigned char *p, Py_ssize_t anchor, Py_ssize_t floor, bint *lonely) noexcept nogil:
    """Back from the anchor over numbers and words that the lexicon knows, and one that it does not; not before floor or a line end.

    *lonely: there is none of the former.
    """
    cdef Py_ssize_t i = anchor, start
    cdef int _words
    for _words in range(8):
        lonely[0] = _words == 0
        start = i - (i > floor and p[i - 1] == 32)
        while start > floor and i - start < SIGNS and p[start - 1] != 10:
            if is_letter_byte(p[start - 1]):
                if not dash_before(p, start, floor):
                    break
                start -= 2
            elif 48 <= p[start - 1] <= 57:
                break
            start -= 1
        if start == floor or i - start >= SIGNS or p[start - 1] == 10:
            return i
        i = start
        start = word_before(p, i, floor)
        if start == i or p[start] >= 0xE3 and anchor - start > FAR_BACK:
            return i
        i = start
        if not 48 <= p[i] <= 57 and p[i] < 0xE3 and not (roman_letter(p[i]) and (roman_letter(p[i + 1]) or p[i + 1] == c"e" or i > floor + 1 and 48 <= p[i - 2] <= 57)) \
                and not in_bitmap(g.known, g.known_shift, word_slots(p + i, min(ascii_end(p, i, g.size), anchor) - i, g.size - i)):
            return i
    return i


cdef inline Py_ssize_t ascii_end(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Where the run of letters from p[i] on ends."""
    i += letters_from(p + i, n - i)
    while i < n and is_letter_byte(p[i]):
        i += 1
    return i


cdef inline bint speaks(Search *s, Py_ssize_t i, Py_ssize_t size) noexcept nogil:
    """Whether the word p[i : i + size], which the filter let through, is an anchor in a language that counts."""
    cdef unsigned char key[KEY_ROOM]
    cdef DateToken t
    cdef unsigned long long kinds = 0
    cdef Py_ssize_t folded
    if s.tokens.langs == 0:
        speak(s, languages_near(s.p, s.n, i))
    t.start = i
    t.stop = i + size
    s.tokens.p = s.p
    if find_word(&s.tokens, &t, key, &folded, &kinds) == NULL or not kinds & DATES_ANCHOR_KINDS:
        return False
    return not s.complete_only or may_complete(s, kinds, t.stop)


cdef inline bint may_complete(const Search *s, unsigned long long kinds, Py_ssize_t stop) noexcept nogil:
    """Whether a word of these kinds that ends at p[stop] may be in a full date where there is no reference: a month, a named day,
    something before a year or a date in numbers ("first Monday of 2019"), a unit after a full date ("the next day")."""
    return (kinds & (bit(DK_MONTH) | bit(DK_NAMED))
            or s.context.last.day and kinds & (bit(DK_UNIT) | bit(DK_PERIOD) | bit(DK_WEEKDAY) | bit(DK_PART))
            or year_ahead(s.p, stop, s.n, 3))


cdef inline int emit_list(Search *s, Reading *r, int j, int *status) noexcept nogil:
    """Put a reading that ends before token j on the list of mentions, and the members of a list in the text that follow and borrow from it.

    The token after the last; *status as emit() says.
    """
    cdef Reading next
    cdef int k = j
    cdef bint dated = r.a.has & H_YEAR != 0
    status[0] = emit(s, r)
    while status[0] > 0 and r.a.has & (H_DAY | H_MONTH | H_PERIOD | H_CENTURY | H_DECADE | H_CLOCK):
        k = next_member(&s.tokens, j, r, dated, &next)
        if not k:
            break
        j = k
        r[0] = next
        status[0] = emit(s, r)
    return j


cdef inline Py_ssize_t visit(Search *s, Py_ssize_t anchor) noexcept nogil:
    """Try every token up to the anchor; where the search goes on, or -1 without memory."""
    cdef Tokens *g = &s.tokens
    cdef Reading r
    cdef int i = 0, j, status
    cdef Py_ssize_t floor = s.stop
    cdef bint lonely = False
    if g.langs == 0:
        speak(s, languages_near(s.p, s.n, anchor))
    g.p = s.p
    g.n = s.n
    g.count = 0
    g.position = window_start(g, s.p, anchor, floor, &lonely)
    if lonely and starts_nothing_alone(g, anchor):
        s.tried = anchor + 1
        return anchor
    while i < MAX_TOKENS - 24 and token(g, i).kind != T_END and token(g, i).start <= anchor:
        if token(g, i).start >= s.tried:
            j = mention_at(g, i, &r)
            if j and (r.stop > anchor or r.listed):
                s.context.tense = 0
                if r.a.has & H_QUARTER and not r.a.has & H_YEAR and not r.range and plays_around(g, r.start, r.stop):
                    i += 1
                    continue
                if s.context.reference.known and (r.a.has & (H_WEEKDAY | H_MONTH | H_NAMED) and not r.a.has & H_YEAR
                                                  or r.a.has & H_OFFSET and r.a.counted):
                    s.context.tense = tense_around(g, r.start, r.stop)
                if s.complete_only and (r.a.from_last or r.b.from_last) and s.context.last.known:
                    s.unsure = True
                    return s.n
                j = emit_list(s, &r, j, &status)
                if status < 0:
                    return -1
                if status:
                    s.tried = s.stop
                    if s.stop > anchor:
                        return s.stop
                    i = j
                    continue
                s.tried = r.stop            # the calendar has no such date: nothing of it is read on its own
                return r.stop
        i += 1
    s.tried = anchor + 1
    return anchor
