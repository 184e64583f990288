"""Numbers of four digits that are no years: parts of addresses, phone numbers, codes and citations, and amounts."""
from .dates_acts cimport ends_in_number, is_act
from .dates_beside cimport month_of_street
from .dates_lookup cimport bit, lead
from .dates_tokens cimport (AMOUNT, CODE, DK_AND, DK_BETWEEN, DK_BLOCK, DK_MONTH, DK_NUMBER, DK_OF, DK_POS, DK_PREP, DK_THE, DK_TIMEPREP, DK_TO, DK_YEAR, DateToken, NEWLINE, NUMBERED, OPEN, PHONE,
                            SPACED, STREET, T_END, T_NUMBER, T_SYMBOL, T_WORD, Tokens, guards, has, kinds_at, skip, token)
from .dates_words cimport capital, joined, spaced


cdef enum:
    STREET_WORDS = 5            # a street's name and its type have so many tokens at most
    PHONE_GROUPS = 6


cdef inline bint in_address(Tokens *g, int i, int j) noexcept nogil:
    """1200 Market Street, 1121 N. 2nd St; but "in 2008 Wall Street ...", "the 1950 Park Avenue plan"."""
    cdef DateToken *t
    cdef int k
    if i and token(g, i).gap == 0 and (has(g, i - 1, DK_THE) or has(g, i - 1, DK_POS) or has(g, i - 1, DK_TIMEPREP) and not is_at(g, i - 1)):
        return False
    for k in range(j, j + STREET_WORDS):
        t = token(g, k)
        if t.gap not in (0, c".") or t.kind == T_END or t.kind == T_SYMBOL or t.kind == T_WORD and not capital(g, k) and not (
                t.space == 0 and token(g, k - 1).kind == T_NUMBER):
            return False
        if k > j and t.kind == T_WORD and guards(g, k, STREET):
            return True
    return False


cdef inline bint is_numbered(Tokens *g, int i) noexcept nogil:
    """Whether the number at token i tells which one of several things it is: Round 2, Issue 3, No. 5."""
    return i > 0 and (spaced(g, i) or token(g, i).gap == c"." and token(g, i).space != 0) and guards(g, i - 1, NUMBERED)


cdef inline bint is_at(Tokens *g, int i) noexcept nogil:
    """Whether token i is the word "at"."""
    cdef DateToken *t = token(g, i if i > 0 else 0)
    return i >= 0 and t.stop - t.start == 2 and g.p[t.start] | 0x20 == c"a" and g.p[t.start + 1] == c"t"


cdef inline bint in_phone(Tokens *g, int i, int j) noexcept nogil:
    """0161 234 1990, +61 2 9999 2011, (617) 555 1999, Tel. 030 2023 1990: one of several groups of digits, the first of which tells it."""
    cdef int first = i, count = 1
    cdef DateToken *t = token(g, i)
    while first > 0 and count < PHONE_GROUPS and token(g, first - 1).kind == T_NUMBER and t.gap in (0, c"-", c")", c"/", c"("):
        first -= 1
        count += 1
        t = token(g, first)
    if count == 1 or t.space == 0 and first > 0 and t.gap in (c".", c",", c":", c"'"):
        return False
    if first > 0 and (guards(g, first - 1, PHONE) or token(g, first - 1).kind == T_SYMBOL and g.p[t.start - 1] == c"+"):
        return True
    while count < PHONE_GROUPS and token(g, j).kind == T_NUMBER and token(g, j).gap in (0, c"-"):
        count += 1
        j += 1
    if g.p[t.start] == c"0":
        return t.digits > 2 or t.digits == 2 and count > 2 and token(g, first + 1).digits != 2       # but "le 02 04 2009"
    if t.digits == 3 and first + 1 == i and count > 2 and spaced(g, i) and spaced(g, i + 1) and token(g, i + 1).digits < 4:
        return True             # "VAT 248 1512 15"
    return t.digits == 3 and first + 2 == i and token(g, first + 1).digits == 3


cdef inline bint in_code(Tokens *g, int i, int j) noexcept nogil:
    """2016/679, 2014/65/EU, 2019/18, 910/2014, 2019-1234, XR-2000, 2560 x 1440: joined to what no year is joined to."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *before = token(g, i - 1) if i else t
    cdef DateToken *after = token(g, j)
    cdef int k
    if after.kind == T_NUMBER and after.space == 0 and (after.gap == c"/" or after.gap == c"-"):
        if after.digits > 2 and not (after.digits == 4 and t.value <= after.value <= 2999):
            return True
        if after.gap == c"/" and after.digits == 2 and (0 < after.value <= t.value % 100 or joined(g, j + 1, c"/") and not has(g, j + 1, DK_MONTH)):
            return True
    if i == 0 or t.space:
        return i > 1 and before.kind == T_WORD and before.stop - before.start == 1 and g.p[before.start] == c"x" and token(g, i - 2).kind == T_NUMBER
    if before.kind == T_NUMBER and before.digits:
        return t.gap == c"/" and before.gap != c"'" and (before.digits in (1, 3) or i > 1 and guards(g, i - 2, CODE) or is_act(g, i - 1))
    if before.kind != T_WORD or t.gap != c"-" or before.stop - before.start > 3 or before.stop - before.start > 1 and kinds_at(g, i - 1):
        return False
    for k in range(before.start, before.stop):
        if not 65 <= g.p[k] <= 90:
            return False
    return True


cdef inline bint is_times(Tokens *g, int i) noexcept nogil:
    """Whether token i is the sign of 1920 × 1080."""
    return token(g, i).kind == T_SYMBOL and lead(g, i) == 0xC3 and g.p[token(g, i).start + 1] == 0x97


cdef inline bint cited(Tokens *g, int i, int j) noexcept nogil:
    """The pages in 120(3), 1245-1260 and 98, 1435-1440 (1999)."""
    cdef DateToken *t = token(g, i)
    cdef int k = j
    if i == 0 or token(g, i - 1).kind != T_NUMBER:
        return False
    if t.gap == c"?":
        return token(g, i - 1).gap == c"(" and token(g, i - 1).space == 0 and g.p[token(g, i - 1).stop] == c")"
    if t.gap != c"," and t.gap != c":":
        return False
    if token(g, k).kind == T_NUMBER and joined(g, k, c"-"):
        k += 1
    return token(g, k).kind == T_NUMBER and token(g, k).gap == c"(" and token(g, k).digits == 4 and token(g, k + 1).gap == c")"


cdef inline bint compound(Tokens *g, int j) noexcept nogil:
    """Whether an English word makes one with the number before it: a 2000-seat hall, but "2010-present"."""
    cdef DateToken *t = token(g, j)
    return (t.kind == T_WORD and joined(g, j, c"-") and t.stop - t.start > 1 and 97 <= g.p[t.start] <= 122 and g.default_order == 0
            and not kinds_at(g, j) and not guards(g, j, OPEN))


cdef inline bint is_unit(Tokens *g, int j) noexcept nogil:
    """Whether token j is a unit, a counted noun or a currency: 1500 yards, 1200 K, 2000 g, 1500 €."""
    cdef DateToken *t = token(g, j)
    cdef unsigned char c
    if t.kind == T_SYMBOL:
        return t.gap == 0 and (g.p[t.start] == c"%" or is_currency(g, j))
    if t.kind != T_WORD or t.space & NEWLINE or not (t.gap == 0 or joined(g, j, c"-")):
        return False
    if has(g, j, DK_BLOCK):
        return not (t.stop - t.start == 1 and joined(g, j + 1, c"-"))       # "the 2026 X-Men film"
    c = g.p[t.start]
    if t.stop - t.start == 2:
        return c == c"m" and g.p[t.start + 1] == c"s" and t.space != 0
    return t.stop - t.start == 1 and t.space != 0 and (c in (c"g", c"m") and not has(g, j, DK_YEAR) or c in (c"K", c"W", c"V")
                                                       and not (t.stop < g.n and g.p[t.stop] == c"."))


cdef inline bint far_unit(Tokens *g, int i, int j) noexcept nogil:
    """Whether the unit stands behind the end of a range: between 1500 and 2000 people, 1500-2000 words."""
    cdef DateToken *t = token(g, j)
    cdef int k
    if t.kind == T_NUMBER:
        return t.gap == c"-" and t.digits == 4 and is_unit(g, j + 1)
    if t.kind != T_WORD or not spaced(g, j) or not (has(g, j, DK_TO) or has(g, j, DK_AND) and has(g, i - 1, DK_BETWEEN)):
        return False
    k = skip(g, j, DK_TO) if has(g, j, DK_TO) else skip(g, j, DK_AND)
    return token(g, k).kind == T_NUMBER and token(g, k).digits == 4 and spaced(g, k) and is_unit(g, k + 1)


cdef inline bint counted_before(Tokens *g, int i) noexcept nogil:
    """a crowd of 2000, at least 1200, Posts: 2010."""
    cdef DateToken *t = token(g, i)
    if i == 0 or token(g, i - 1).kind != T_WORD:
        return False
    if guards(g, i - 1, AMOUNT):
        return t.gap == c":" or t.value < 1900 and spaced(g, i) and not (i > 2 and is_at(g, i - 2) and kinds_at(g, i - 3) & (bit(DK_PREP) | bit(DK_TIMEPREP)))
    return (i > 1 and spaced(g, i) and has(g, i - 1, DK_OF) and lead(g, i - 1) | 0x20 not in (c"i", c"e") and spaced(g, i - 1)
            and guards(g, i - 2, AMOUNT))


cdef inline bint named(Tokens *g, int i) noexcept nogil:
    """Whether a sign or word before the number at token i makes it an amount or a name: $1500, § 1331, Form 1040."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *before
    if i == 0:
        return t.start > 0 and g.p[t.start - 1] in (c"$", c"#", c"+")
    before = token(g, i - 1)
    if before.kind == T_SYMBOL:
        return t.gap == 0 and (g.p[before.start] in (c"$", c"#", c"=", c"+", c"<", c">") or is_currency(g, i - 1))
    if before.kind != T_WORD or t.gap not in (0, c".", c"-"):
        return before.kind == T_WORD and t.gap == c":" and ends_in_number(g, i)
    if has(g, i - 1, DK_NUMBER):
        return not has(g, i - 1, DK_PREP) and not (before.stop - before.start == 1 and joined(g, i - 1, c"."))      # not "B.V. 1999"
    return i > 1 and has(g, i - 2, DK_NUMBER) and skip(g, i - 2, DK_NUMBER) == i or ends_in_number(g, i)


cdef inline bint no_year(Tokens *g, int i, int j) noexcept nogil:
    """Whether what is around the number at token i makes it no year; j follows it."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *after = token(g, j)
    cdef bint number_before = i > 0 and token(g, i - 1).kind == T_NUMBER
    if t.start > 2 and g.p[t.start - 1] == 32 and g.p[t.start - 2] == 0xA9 and g.p[t.start - 3] == 0xC2:
        return False            # "© 2017 Jobs Weekly"
    return (named(g, i) or in_code(g, i, j) or number_before and (in_phone(g, i, j) or cited(g, i, j)) or counted_before(g, i)
            or after.kind != T_END and (compound(g, j) or is_unit(g, j) or far_unit(g, i, j) or is_times(g, j)
                                        or after.gap in (0, c".") and in_address(g, i, j)) or i > 0 and is_times(g, i - 1)
            or i > 2 and t.value < 1990 and has(g, i - 1, DK_MONTH) and month_of_street(g, i - 1, i))


cdef inline bint is_tag(const Tokens *g, Py_ssize_t i) noexcept nogil:
    """Whether a tag that was left in the text starts at p[i]: </h1>, <br>."""
    return g.p[i] == c"<" and i + 1 < g.n and (g.p[i + 1] == c"/" or 97 <= (g.p[i + 1] | 0x20) <= 122)


cdef inline bint in_log(Tokens *g, int i) noexcept nogil:
    """Whether the number at token i is the one of a process, as logs have it: in square brackets, with a colon after them."""
    cdef DateToken *t = token(g, i)
    return g.p[t.start - 1] == c"[" and t.stop + 1 < g.n and g.p[t.stop] == c"]" and g.p[t.stop + 1] == c":"


cdef inline bint year_fits(Tokens *g, int i, int j) noexcept nogil:
    """Whether the number at token i reads as a year and not as an amount, a code or part of a longer number; j follows it."""
    cdef DateToken *t = token(g, i)
    cdef DateToken *before = token(g, i - 1) if i else t
    cdef DateToken *after = token(g, j)
    if i and t.space == 0 and before.kind == T_NUMBER and t.gap in (c".", c",", c":", c"'"):
        return False
    if i and t.space == 0 and before.kind == T_WORD and (t.gap == c"(" and in_log(g, i) or t.gap == c":" and joined(g, i - 1, c".")):
        return False                # "sshd[1984]:", "main.c:1984"
    if i and t.space == 0 and t.gap in (c"-", c"/", c":", c"=") and before.kind == T_WORD and not before.kinds and t.gap != c"=" and t.gap != c"-":
        return False
    if i and t.space == 0 and t.gap == c"-" and before.kind == T_NUMBER and (before.digits != 4 or before.gap == c"-" and before.space == 0):
        return False
    if i and t.space == 0 and t.gap == 0 and before.kind == T_WORD and before.stop - before.start == 1 and g.p[before.start] == c"c" \
            and 1200 <= t.value <= 1950 and before.gap in (0, c"(", c",") \
            and not (after.gap == 0 and after.space == 0 and after.kind != T_END):
        return True             # "c1790"
    if i and t.space == 0 and t.gap == 0:
        return before.kind == T_SYMBOL and g.p[before.start] in (c"*", c"_", c"@", 0xC2, 0xE2) and not is_currency(g, i - 1)
    if after.space == 0 and after.kind == T_NUMBER and (after.gap in (c".", c",", c":", c"'") or after.gap in (c"-", c"/") and after.digits < 2):
        return False
    if after.kind == T_SYMBOL and after.gap == 0 and (after.space == 0 or is_currency(g, j) or g.p[after.start] == c"%"):
        return (g.p[after.start] in (c"*", c"_", c"&", 0xE2, 0xC2) or is_tag(g, after.start)) and not is_currency(g, j)
    if after.kind == T_WORD and after.gap == 0 and after.space == 0:
        return False
    if after.kind == T_WORD and spaced(g, j) and (has(g, j, DK_YEAR) and has(g, j, DK_OF) and token(g, skip(g, j, DK_YEAR)).kind == T_NUMBER
                                                  or has(g, j, DK_TO) and token(g, skip(g, j, DK_TO)).value > 2100):
        return False                # "2000 im Jahr 2011", "2000 bis 3000 Grad"
    if after.kind == T_NUMBER and after.gap == 0 and after.space == SPACED and after.digits == 3 and t.value < 1900:
        return False
    return not no_year(g, i, j) and not (before.digits == 4 and i > 0 and joined(g, i, c"-") and no_year(g, i - 1, i))


cdef inline bint is_currency(Tokens *g, int i) noexcept nogil:
    """Whether the symbol at token i is a currency sign, a degree sign, "§" or the like."""
    cdef DateToken *t = token(g, i)
    cdef unsigned char a = lead(g, i)
    if a == c"$":
        return True
    if a == 0xE2 and t.start + 2 < g.n:
        return g.p[t.start + 1] == 0x82
    if a == 0xC2 and t.start + 1 < g.n:
        return 0xA2 <= g.p[t.start + 1] <= 0xA7 or g.p[t.start + 1] == 0xB0
    return a == 0xEF
