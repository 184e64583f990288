"""What is made of a reading: whether it is a mention, its moment, and its place on the list."""
from .dates_ahead cimport starts_sentence
from .buffer cimport buffer_put
from .casing cimport is_word
from .dates_calendar cimport day_number
from .dates_list cimport (APPROX, CENTURY, DATE, DATETIME, DECADE, DURATION, FISCAL, HALF, INTERVAL, MONTH, QUARTER, SEASON, TIME, WEEK, YEAR, DateList,
                          DateMention, dates_new)
from .dates_settle cimport settle
from .dates_settle_year cimport settle_months
from .dates_tense cimport ends_sentence, guarded_before, is_record, says_each, tense_around
from .dates_tokens cimport FEAT, HEADS, OWN_FILTER, SERVICE, Tokens, digit_value, gap_of
from .dates_when cimport (H_CENTURY, H_CLOCK, H_DATED, H_DAY, H_DECADE, H_DEI, H_HALF, H_HOUR, H_MONTH, H_NAMED, H_NTH, H_OFFSET, H_OPEN, H_PART, H_QUARTER,
                          H_SEASON, H_WEEK, H_WEEKDAY, H_WEEKEND, H_YEAR, U_DAY, U_WEEK, U_YEAR, Context, Place, When, set_date)
from .dates_words cimport Reading, reads
from .dates_write cimport put_duration, put_when
from .utf8 cimport Point, point_at, point_before


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
    unsigned long long judged_langs     # the languages that counted when it was told where a search may start
    bint complete_only          # what cannot lead to a full date is passed over
    bint languages_only         # the search may end as soon as the languages are known
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
    context.last.hour = w.hour if w.has & H_CLOCK else -1
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
        return s.context.tense <= 0 and r.start > 0 or r.stop + 4 < s.n and reads(s.p + r.stop, b" of ") or 48 <= s.p[r.start + 7] <= 57 and guarded_before(&s.tokens, r.start, SERVICE)
    if not reads(s.p + r.start, b"in ") and not (s.tokens.default_order and reads(s.p + r.start, b"en ")):
        return False
    if s.tokens.default_order == 0 and (s.context.tense < 0 or s.context.tense == 0 and guarded_before(&s.tokens, r.start, FEAT)):
        return True                 # "wrote it in two weeks", "Learn it in 30 days"
    if s.tokens.default_order and s.p[r.start] == c"I" and starts_sentence(s.p, r.start) and r.stop + 5 < s.n \
            and (reads(s.p + r.stop, b" zum ") or reads(s.p + r.stop, b" zur ")):
        return True                 # "In 30 Tagen zum Ziel"
    return is_record(&s.tokens, r.start)


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
    return (s.p[r.start] | 0x20 == c"v" and r.a.offset == -1 and not r.a.counted and r.stop - r.start > 6 and reads(s.p + r.start, b"vor")
            and s.p[r.start + 3] in (c"j", c"m") and s.context.last.known and s.context.last.year <= s.context.reference.year and same_sentence(s, r.start))


cdef inline bint is_next_of_told(Search *s, const Reading *r) noexcept nogil:
    """Whether "the next year" is the one after a year told in its sentence: "sacked in 2019 and rehired the next year"."""
    return (r.a.unit == U_YEAR and r.a.offset == 1 and not r.a.counted and not r.a.from_last and not r.range and s.context.last.known
            and s.context.last.year < s.context.reference.year and r.stop > 13 and s.tokens.default_order == 0 and reads(s.p + r.stop - 13, b"the next year")
            and same_sentence(s, r.start) and tense_around(&s.tokens, r.start, r.stop) <= 0)


cdef inline bint lends_year(Search *s, const Reading *r) noexcept nogil:
    """Whether a month, day or quarter without year lies in the year told before it in its sentence; not what comes round "each year"."""
    if not s.context.told_year or not s.context.reference.known or s.context.tense > 0 or not 0 < s.context.last.year < s.context.reference.year \
            or r.range and (r.b.has ^ r.a.has) & (H_MONTH | H_DAY | H_YEAR) or not r.a.has & (H_MONTH | H_QUARTER) or r.a.from_last or r.a.has & (H_YEAR | H_OFFSET | H_DEI | H_NTH | H_WEEKDAY | H_NAMED):
        return False
    if not s.context.last.month and not (s.context.last.quarter and r.a.has & H_QUARTER) and (s.context.tense == 0 or r.start - s.stop > 60):
        return False
    return same_sentence(s, r.start) and not says_each(&s.tokens, s.stop, r.stop + 30)


cdef inline void take_year(const Search *s, Reading *r) noexcept nogil:
    """Give a month, day or quarter in a told sentence the year that puts it nearest to the date named before it there: "founded in May 1996 and closed in
    August"; and the end of a range."""
    cdef const Place *last = &s.context.last
    cdef int months = r.a.month - last.month if last.month and r.a.has & H_MONTH else 0
    if r.a.has & H_QUARTER and last.quarter:
        months = 3 * (r.a.index - last.quarter)
    r.a.year = last.year + (1 if months < -6 else -1 if months > 6 else 0)
    r.a.has |= H_YEAR
    if r.range:
        r.b.year = r.a.year + (r.b.month < r.a.month)
        r.b.has |= H_YEAR


cdef inline bint settle_end(Context *context, Reading *r) noexcept nogil:
    """Resolve the end of a range, which may count from its start: "10 pm on 3 May to 6 am the following morning"."""
    if r.b.from_last and not r.a.from_last:
        remember(context, &r.a, False)
    return settle(context, &r.b)


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
    elif r.a.has == H_OFFSET and (is_year_before(s, r) or is_next_of_told(s, r)):
        r.a.from_last = True
    told_year = r.a.has & (H_YEAR | H_OFFSET) == H_YEAR and not r.range
    if lends_year(s, r):
        take_year(s, r)
        told_year = True
    s.context.ahead = s.context.tense == 0 and not r.a.has & H_WEEKDAY and (r.range or r.a.has & H_CLOCK)
    if not settle(&s.context, &r.a) or r.range and not settle_end(&s.context, r):
        return 0
    if r.range:
        if weekdays:
            set_date(&r.b, day_number(r.a.year, r.a.month, r.a.day) + (r.b.weekday - r.a.weekday + 7) % 7)
        elif months and r.a.has & r.b.has & H_YEAR:
            if not told_year and s.context.reference.known and not (r.a.has | r.b.has) & (H_DAY | H_NTH):
                settle_months(&s.context, &r.a, &r.b)
            elif r.b.month < r.a.month:
                r.b.year = r.a.year + 1     # "May to March"
            elif r.a.year > r.b.year and not (r.a.has | r.b.has) & H_DAY and s.context.tense >= 0 and s.context.reference.known \
                    and 12 * (r.a.year - s.context.reference.year) + r.a.month + r.b.month + 12 * (r.b.year - s.context.reference.year) < 2 * s.context.reference.month:
                r.b.year = r.a.year         # "April to October", told in March
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
    if not r.a.counted or m.complete:
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
