"""Named days: the Sundays in Advent, and whether a date beside a named day is that day."""
from .dates_calendar cimport day_number, month_length
from .dates_tokens cimport DK_NAMED, NEWLINE, Tokens, sense, token
from .dates_when cimport ADVENT, BOXINGDAY, CHRISTMAS, EASTER, EASTERMONDAY, PENTECOST, PENTECOSTMONDAY, H_DAY, H_MONTH, H_NAMED, H_YEAR, When, dates_named, named_day
from .dates_centuries cimport ordinal_at
from .dates_words cimport reads


cdef inline int advent_at(Tokens *g, int i, When *w) noexcept nogil:
    """One of the four Sundays in Advent: 2. Advent, am vierten Adventssonntag; the token after it, or 0."""
    cdef int index = 0, named = 0, k
    cdef int j = ordinal_at(g, i, &index)
    if j != i + 1 or not 0 < index < 5 or token(g, j).gap not in (0, c".") or not token(g, j).space or token(g, j).space & NEWLINE:
        return 0
    k = sense(g, j, DK_NAMED, &named)
    if not k or named != ADVENT:
        return 0
    w.named = ADVENT + index - 1
    w.has |= H_NAMED
    return k


cdef inline int second_day(Tokens *g, int i, When *w) noexcept nogil:
    """The first or second day of Christmas, Easter or Pentecost by its number: am 2. Weihnachtstag, 2e paasdag; the token after it, or 0."""
    cdef const unsigned char *end
    cdef int index = 0, named = 0, k
    cdef int j = ordinal_at(g, i, &index)
    if not j or not 0 < index < 3 or token(g, j).gap not in (0, c".") or not token(g, j).space or token(g, j).space & NEWLINE:
        return 0
    k = sense(g, j, DK_NAMED, &named)
    if not k or named != CHRISTMAS and named != EASTER and named != PENTECOST:
        return 0
    end = g.p + token(g, k - 1).stop - 3
    if not reads(end, b"tag") and not reads(end, b"dag"):
        return 0
    if index == 2:
        named = BOXINGDAY if named == CHRISTMAS else EASTERMONDAY if named == EASTER else PENTECOSTMONDAY
    w.named = named
    w.has |= H_NAMED
    return k


cdef inline bint is_named_day(const When *w, const When *day) noexcept nogil:
    """Whether a date is the named day in w: "Independence Day, July 4, 2023", "Easter (April 9, 2023)"."""
    cdef int year
    if w.has != H_NAMED or day.has & (H_MONTH | H_DAY) != (H_MONTH | H_DAY):
        return False
    if day.has & H_YEAR:
        return 1 <= day.year <= 9999 and 0 < day.month < 13 and named_day(w.named, day.year) == day_number(day.year, day.month, day.day)
    if dates_named[w.named].rule == 0:
        return dates_named[w.named].month == day.month and dates_named[w.named].day == day.day
    if not 0 < day.month < 13 or not 0 < day.day <= month_length(2000, day.month):
        return False
    for year in range(2000, 2028):      # a movable one falls on that day in one of them: "Thanksgiving Day, Nov. 24"
        if named_day(w.named, year) == day_number(year, day.month, day.day):
            return True
    return False
