"""Numbers that look like a time of day and are none: verses (John 3:16), lengths (Duration: 3:45, en 2h45), ratios and scores (a ratio of 1:10)."""
from .dates_lookup cimport bit, lead
from .dates_spoken cimport at_before
from .dates_tokens cimport (DK_AM, DK_AND, DK_APPROX, DK_AT, DK_BLOCK, DK_DAY, DK_DAYMARK, DK_EACH, DK_FROM, DK_OCLOCK, DK_OF, DK_PART, DK_PM, DK_THE, DK_TO, DK_UNIT, DK_WEEKDAY,
                            DK_ZONE, DateToken, LENGTH, NEWLINE, RATIO, SHADE, T_NUMBER, T_WORD, Tokens, VERSE, guards, has, kinds_at, sense, skip, token)
from .dates_when cimport H_SECOND, U_HOUR, U_MINUTE, U_SECOND, When
from .dates_words cimport capital, glued, is_word_at, joined, spaced


cdef inline bint told_before(Tokens *g, int i, int guard) noexcept nogil:
    """Whether a word of this class stands before token i, with or without a colon, a bracket or a small word between: "Duration: 3:45", "Running time: 1:52:00"."""
    cdef DateToken *t = token(g, i)
    if i == 0 or t.gap not in (0, c":", c"(", c".") or t.gap == c"." and guard != VERSE:
        return False
    if guards(g, i - 1, guard):
        return True
    return i > 1 and guard != VERSE and token(g, i - 1).stop - token(g, i - 1).start < 5 and spaced(g, i - 1) and guards(g, i - 2, guard)


cdef inline bint is_verse(Tokens *g, int i) noexcept nogil:
    """Whether the numbers at token i name verses after a book: John 3:16, Rom. 8:28, Luke 11:10; 12:30."""
    cdef int _numbers
    for _numbers in range(8):
        if i == 0 or token(g, i - 1).kind != T_NUMBER or token(g, i).gap not in (c":", c"-", c",", c";"):
            break
        i -= 1
    return told_before(g, i, VERSE) and (capital(g, i - 1) or lead(g, i - 1) >= 0xD0)


cdef inline bint is_in(Tokens *g, int i) noexcept nogil:
    """Whether token i says within what time: en, in, em, im."""
    cdef DateToken *t = token(g, i)
    return t.kind == T_WORD and t.stop - t.start == 2 and g.p[t.start] | 0x20 in (c"e", c"i") and g.p[t.start + 1] in (c"n", c"m")


cdef inline bint is_length(Tokens *g, int i, int j, const When *w) noexcept nogil:
    """Whether what reads as a time says how long something took: 4:15 minutes, 1:58:32 Stunden, finished in 1:45:30, a record of 2:01:09."""
    cdef int unit = 0
    if token(g, j).kind == T_WORD and spaced(g, j) and token(g, j).stop - token(g, j).start > 2 and sense(g, j, DK_UNIT, &unit) \
            and (unit == U_MINUTE or unit == U_SECOND or unit == U_HOUR and w.has & H_SECOND):
        return True
    if i == 0 or not spaced(g, i) or has(g, i - 1, DK_AND) or has(g, j, DK_AM) or has(g, j, DK_PM):
        return False
    if is_word_at(g, i - 1, b"of"):
        return w.has & H_SECOND
    return is_in(g, i - 1) and not has(g, j, DK_OCLOCK) and not is_word_at(g, i - 2, b"check")


cdef inline bint is_hours_long(Tokens *g, int i, int j, int k) noexcept nogil:
    """Whether the 2h45 at token i says how long something took: en 2h45, durée : 1h52; 1h 54m. Its hour's word is at token j, what follows it at k."""
    if k > j + 1 and token(g, j + 1).space and token(g, k - 1).kind == T_WORD and token(g, j).stop - token(g, j).start == 1 and not at_before(g, i):
        return True
    return i > 0 and not has(g, i - 1, DK_AND) and (told_before(g, i, LENGTH) or spaced(g, i) and is_in(g, i - 1))


cdef inline bint counts_hours(Tokens *g, int i, int j) noexcept nogil:
    """Whether the number at token i counts the hours ("h") after it or is part of a name, and is no hour of the day: 7h d'autonomie, 24h, 20H1.
    A word such as "at" or "is" before it, or a colon, makes it one, and so does the start of the text."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *after = token(g, j)
    if has(g, j - 1, DK_OCLOCK) and has(g, j - 1, DK_UNIT) and (told_before(g, i, LENGTH) or is_word_at(g, i - 1, b"hasta")):
        return True             # "pendant 7 heures", "hasta 20 horas"
    if not has(g, j - 1, DK_OCLOCK) or not has(g, j - 1, DK_UNIT) or token(g, j - 1).stop - token(g, j - 1).start > 1 or t.start == 0 and t.value < 24 or i > 1 and has(g, i - 2, DK_AT) and skip(g, i - 2, DK_AT) == i:
        return False
    if told_before(g, i, LENGTH) or t.value <= 12 and has(g, j, DK_OF) and after.kind == T_WORD and after.gap in (0, c"'") and not after.space & NEWLINE:
        return True             # "jusqu'à 11h d'autonomie"
    if at_before(g, i) or i > 1 and has(g, i - 1, DK_THE) and has(g, i - 2, DK_AT) or 5 < t.value < 24 and (t.gap == c":" or t.value > 12 and has(g, j, DK_EACH) or after.gap == c":" and not after.space & NEWLINE):
        return False
    if i > 0 and (is_word_at(g, i - 1, b"est") or is_word_at(g, i - 1, b"is") or is_word_at(g, i - 1, b"s\xc3\xa3o") or has(g, i - 1, DK_APPROX) and at_before(g, i - 1)):
        return False            # "il est 3 heures", "à environ 5h"
    return True


cdef inline bint is_a_bit(Tokens *g, int i, int j, int k) noexcept nogil:
    """Whether the 一点 or 一時 from token i to before k means "a bit" or "for a while": nothing of a clock stands beside it. j is the hour's word."""
    cdef DateToken *t = token(g, i)
    if t.kind != T_NUMBER or t.value != 1 or lead(g, i) != 0xE4 or t.stop - t.start != 3 or k != j + 1 or token(g, j).stop - token(g, j).start != 3:
        return False
    return i == 0 or not (kinds_at(g, i - 1) & (bit(DK_DAY) | bit(DK_WEEKDAY) | bit(DK_PART) | bit(DK_AM) | bit(DK_PM) | bit(DK_FROM) | bit(DK_TO) | bit(DK_UNIT) | bit(DK_DAYMARK)))


cdef inline bint alone_on_line(Tokens *g, int i, int j) noexcept nogil:
    """Whether nothing else stands on the line of the tokens from i to before j, in a text of several lines."""
    cdef Py_ssize_t start = token(g, i).start
    cdef Py_ssize_t stop = token(g, j - 1).stop
    return (start > 0 and g.p[start - 1] == 10) and (stop == g.n or g.p[stop] == 10 or g.p[stop] == 13)


cdef inline bint is_shade(Tokens *g, int i, int k) noexcept nogil:
    """Whether the midnight from token i to before k is a colour or part of a name: midnight blue, Color: Midnight, Midnight Sun."""
    if spaced(g, k) and token(g, k).kind == T_WORD and (guards(g, k, SHADE) or capital(g, i) and capital(g, k) and not kinds_at(g, k) and lead(g, k) < 0x80):
        return True
    return i > 0 and token(g, i).gap in (0, c":") and guards(g, i - 1, SHADE)


cdef inline bint is_played(Tokens *g, int i) noexcept nogil:
    """Whether how much of a video has been played stands before its length at token i: the 0:00 of "0:00 / 3:25"."""
    cdef DateToken *t = token(g, i)
    return t.gap == c"/" and t.space and i > 1 and token(g, i - 2).value == 0 and token(g, i - 2).kind == T_NUMBER and joined(g, i - 1, c":")


cdef inline bint in_track_list(Tokens *g, int i, int j) noexcept nogil:
    """Whether the time before token j ends a line that starts with a number: "3. Long Way Home 4:05", "01 Intro (1:20)"; not behind a date."""
    cdef Py_ssize_t start = token(g, i).start, stop = token(g, j - 1).stop
    cdef Py_ssize_t floor = start - 120
    if i > 0 and (glued(g, i) or token(g, i - 1).kind == T_NUMBER or kinds_at(g, i - 1)):
        return False
    if stop < g.n and g.p[stop] == c")":
        stop += 1
    if stop < g.size and g.p[stop] != 10 and g.p[stop] != 13:
        return False
    while start > 0 and start > floor and g.p[start - 1] != 10:
        start -= 1
    if start > 0 and g.p[start - 1] != 10 or token(g, i).start - start < 4 or not 48 <= g.p[start] <= 57:
        return False
    start += 2 if 48 <= g.p[start + 1] <= 57 else 1
    return g.p[start] in (c".", c")", 32, 9) and g.p[start + 1] not in (c":", c"/") and not 48 <= g.p[start + 1] <= 57


cdef inline bint is_score(Tokens *g, int k) noexcept nogil:
    """Whether numbers with a colon at token k are no hours and minutes: 3:1, 25:20."""
    return token(g, k).kind == T_NUMBER and joined(g, k + 1, c":") and token(g, k + 1).kind == T_NUMBER and (token(g, k).value > 24 or token(g, k + 1).digits == 1)


cdef inline bint beside_score(Tokens *g, int i, int j) noexcept nogil:
    """Whether the numbers from token i to before j stand in a list with others that can be no time: the 22:25 of "3:1 (25:20, 22:25)", 28:25 (14:12)."""
    cdef int _pairs
    if i and glued(g, i):
        return False                # 2024-05-09T21:30 (25:18)
    if token(g, j).gap in (c"(", c",", c";") and is_score(g, j) and not joined(g, j + 2, c":"):
        return True
    for _pairs in range(5):
        if i < 2 or token(g, i).gap not in (c"(", c",", c";") or not joined(g, i - 1, c":"):
            return False
        i -= 2
        if is_score(g, i):
            return True
    return False


cdef inline bint no_clock(Tokens *g, int i, int j, const When *w) noexcept nogil:
    """Whether the numbers with colons from token i to before j are no time of day."""
    cdef DateToken *after = token(g, j)
    if is_length(g, i, j, w) or has(g, j, DK_UNIT) and spaced(g, j) and told_before(g, i, LENGTH):
        return True             # "Dauer 2:45 h"
    if after.kind == T_WORD and lead(g, j) != c"z" and kinds_at(g, j) & (bit(DK_AM) | bit(DK_PM) | bit(DK_OCLOCK) | bit(DK_ZONE)):
        return False            # but "23:15 z gośćmi"
    if after.kind == T_NUMBER and joined(g, j, c",") and after.digits < 4 and g.p[token(g, j - 1).stop] == c"," and not joined(g, j + 1, c":"):
        return True             # "in starken 3:58,72"
    if spaced(g, j) and after.kind == T_WORD and (is_word_at(g, j, b"per") or is_word_at(g, j, b"pace")) or is_verse(g, i) or told_before(g, i, RATIO):
        return True             # "10:45 per mile"
    if j == i + 2 and (beside_score(g, i, j) or g.default_order == 1 and spaced(g, j) and has(g, j, DK_BLOCK) and not at_before(g, i)):
        return True             # "mit 12:10 Stimmen"
    if told_before(g, i, LENGTH):
        return not (after.gap == c"-" and after.kind == T_NUMBER)        # "Duration: 10:00 - 12:00"
    if after.gap == c"/" and after.space and w.hour == 0 and after.kind == T_NUMBER and joined(g, j + 1, c":") or is_played(g, i):
        return True             # "0:00 / 3:25"
    if w.hour == 0 and w.has & H_SECOND or w.hour < 6 and g.default_order == 0:
        return alone_on_line(g, i, j) or g.default_order == 0 and in_track_list(g, i, j)        # the length of a video: English has am and pm after a time
    return False
