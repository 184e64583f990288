"""From an anchor to a mention: try the tokens around it, resolve what they say, put it on the list."""
from libc.string cimport memset

from .dates_beside cimport dotted_stop
from .dates_language cimport languages_of_text, month_first
from .dates_lookup cimport bit, find_word, in_bitmap, word_slots
from .dates_emit cimport Search, emit
from .dates_atom cimport empty_reading
from .dates_mention cimport mention_at, next_member, past_bracket
from .dates_opening cimport hours_of_days
from .dates_pasted cimport pasted_start
from .dates_plans cimport is_announced
from .dates_scan cimport is_letter_byte, year_ahead
from .dates_shortcuts cimport roman_letter, starts_nothing
from .dates_tense cimport plays_around, tense_around
from .dates_tokens cimport (ALL_LANGUAGES, DATES_ANCHOR_KINDS, DATES_LANGUAGE_SHIFT, DK_DAY, DK_MONTH, DK_NAMED, DK_PART, DK_PERIOD, DK_REL, DK_UNIT, DK_WEEKDAY, HEADS, KEY_ROOM,
                            MAX_TOKENS, OWN_FILTER, T_END, DateToken, Tokens, cjk_numeral, dates_any_characters, dates_language_anchors, dates_language_every, dates_language_heads,
                            dates_month_heads, dates_told_anchors, dates_told_heads, dates_words, dates_words_common, in_words, runs_together, token)
from .dates_when cimport H_CENTURY, H_CLOCK, H_DAY, H_DECADE, H_MONTH, H_NAMED, H_OFFSET, H_PERIOD, H_QUARTER, H_WEEKDAY, H_YEAR
from .dates_words cimport Reading
from .scan cimport letters_from, lowest_bit, word_bytes_before
from .utf8 cimport Point, is_continuation, point_at

cdef enum:
    FAR_BACK = 40               # bytes before an anchor that are read of a script without spaces
    SIGNS = 7                   # bytes of signs and white space between two words are too many: "12. – 14. Juni" has six


cdef extern from "heads.h":
    # Whether the processor can tell where words may start by their first letters; and where, a bit for each of 64 places (66 bytes can be read).
    bint can_heads "cleantext_can_heads"() noexcept nogil
    unsigned long long heads_in "cleantext_heads"(const unsigned char *p, const unsigned char *table) noexcept nogil


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
    s.tokens.langs = s.found.langs = langs | 1
    s.tokens.words = &dates_words_common if (langs | 1) == 1 else &dates_words
    memset(s.tokens.lately, 0, sizeof(s.tokens.lately))
    s.tokens.default_order = 0 if month_first(langs) else 1
    if s.tokens.order >= 0:
        s.tokens.default_order = s.tokens.order
    s.tokens.year_first = langs & (0x7 << 9) != 0 and langs != ALL_LANGUAGES
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
    if p[start] == 0xE2 and start + 3 < i and p[start + 1] == 0x80 and 48 <= p[start + 3] <= 57:
        start += 3              # the dash of "15.–16. Mai"
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


cdef inline int sign_before(const unsigned char *p, Py_ssize_t i, Py_ssize_t floor) noexcept nogil:
    """How many bytes the dash or the no-break, thin or narrow space has that ends at p[i]; 0 when there is none."""
    if p[i - 1] == 0xA0 and i > floor + 1 and p[i - 2] == 0xC2:
        return 2
    return 3 if (0x80 <= p[i - 1] <= 0x8A or 0x90 <= p[i - 1] <= 0x95 or p[i - 1] == 0xAF) and i > floor + 2 and p[i - 2] == 0x80 and p[i - 3] == 0xE2 else 0


cdef inline Py_ssize_t window_start(const Tokens *g, const unsigned char *p, Py_ssize_t anchor, Py_ssize_t floor, bint *lonely) noexcept nogil:
    """Back from the anchor over numbers and words that the lexicon knows, and one that it does not; not before floor or a line end.

    *lonely: there is none of the former.
    """
    cdef Py_ssize_t i = anchor, start, stop
    cdef int _words, sign
    for _words in range(8):
        lonely[0] = _words == 0
        start = i - (i > floor and p[i - 1] == 32)
        while start > floor and i - start < SIGNS and p[start - 1] != 10:
            if is_letter_byte(p[start - 1]):
                sign = sign_before(p, start, floor)
                if not sign:
                    break
                start -= sign - 1
            elif 48 <= p[start - 1] <= 57:
                break
            start -= 1
        if start == floor or i - start >= SIGNS or p[start - 1] == 10:
            return i
        i = stop = start
        start = word_before(p, i, floor)
        if start == i or p[start] >= 0xE3 and anchor - start > FAR_BACK:
            return i
        i = start
        if not 48 <= p[i] <= 57 and p[i] < 0xE3 and not (roman_letter(p[i]) and (roman_letter(p[i + 1]) or p[i + 1] == c"e" or i > floor + 1 and 48 <= p[i - 2] <= 57)) \
                and not in_bitmap(g.known, g.known_shift, word_slots(p + i, min(ascii_end(p, i, g.size), anchor) - i, g.size - i)):
            return i if lonely[0] else pasted_start(g, p, i, stop)
    return i


cdef inline Py_ssize_t known_from(const unsigned char *p, Py_ssize_t i, Py_ssize_t anchor, Py_ssize_t n) noexcept nogil:
    """Where the last character between p[i] and the anchor stands that is of a script without spaces and in no word of the lexicon; i if there is none."""
    cdef Py_ssize_t start = i
    cdef Point point
    while i < anchor:
        point = point_at(p, i, n)
        if runs_together(point.code) and not in_words(dates_any_characters, point.code) and cjk_numeral(point.code) < 0:
            start = i
        i += point.size
    return start


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
    if size == 1 and s.p[i] | 0x20 == c"s" and not (i + 2 < s.n and s.p[i + 1] == c"."):
        return False            # "s'est", but "s. XVI"
    if s.tokens.langs == 0:
        speak(s, languages_of_text(s.p, s.n, i))
    if s.tokens.langs != s.judged_langs and not in_bitmap(s.filter, s.shift, word_slots(s.p + i, size, s.n - i)):
        return False            # it was the filter of all languages
    t.start = i
    t.stop = i + size
    s.tokens.p = s.p
    if find_word(&s.tokens, &t, key, &folded, &kinds) == NULL or not kinds & DATES_ANCHOR_KINDS:
        return False
    return not s.complete_only or may_complete(s, kinds, t.stop)


cdef inline bint may_complete(const Search *s, unsigned long long kinds, Py_ssize_t stop) noexcept nogil:
    """Whether a word of these kinds that ends at p[stop] may be in a full date where there is no reference: a month, a named day,
    something before a year or a date in numbers ("first Monday of 2019"), a unit or the like after a full date ("the next day", "la veille")."""
    return (kinds & (bit(DK_MONTH) | bit(DK_NAMED))
            or s.context.last.day and kinds & (bit(DK_UNIT) | bit(DK_PERIOD) | bit(DK_WEEKDAY) | bit(DK_PART) | bit(DK_DAY) | bit(DK_REL))
            or year_ahead(s.p, stop, s.n, 3))


cdef inline int emit_hours(Search *s, Reading *r, int j, int *status) noexcept nogil:
    """Put the hours after a range of weekdays on the list: the 9-12 and 14-18 of "Mon-Fri 9-12, 14-18"; as emit_list() has it."""
    cdef int k, first
    while status[0] > 0:
        empty_reading(r)
        k = hours_of_days(&s.tokens, j, &first, &r.a, &r.b)
        if not k:
            break
        r.range = True
        r.start = token(&s.tokens, first).start
        r.stop = past_bracket(&s.tokens, r.start, dotted_stop(&s.tokens, k, r.start))
        j = k
        status[0] = emit(s, r)
    return j


cdef inline int emit_list(Search *s, Reading *r, int j, int *status) noexcept nogil:
    """Put a reading that ends before token j on the list of mentions, and the members of a list in the text that follow and borrow from it.

    The token after the last; *status as emit() says.
    """
    cdef Reading next
    cdef int k = j
    cdef bint dated = r.a.has & H_YEAR != 0
    cdef bint weekdays = r.range and r.a.has == H_WEEKDAY
    status[0] = emit(s, r)
    if weekdays:
        return emit_hours(s, r, j, status)
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
        speak(s, languages_of_text(s.p, s.n, anchor))
    g.p = s.p
    g.n = s.n
    g.count = 0
    g.position = window_start(g, s.p, anchor, floor, &lonely)
    if s.p[g.position] >= 0xE3 and g.position < anchor:
        g.position = known_from(s.p, g.position, anchor, s.n)
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
                if r.a.has & H_OFFSET and r.a.counted and not s.complete_only \
                        or s.context.reference.known and r.a.has & (H_WEEKDAY | H_MONTH | H_NAMED) and not r.a.has & H_YEAR:
                    s.context.tense = tense_around(g, r.start, r.stop)
                    if s.context.tense <= 0 and is_announced(g, &r, s.context.tense, s.stop, s.context.planned):
                        s.context.tense = 1
                    s.context.planned = s.context.tense > 0
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
