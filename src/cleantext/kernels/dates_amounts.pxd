"""Amounts of time: "two weeks", "half an hour", "2.5 hours", "two and a half years", "3 min 49 sec"."""
from .dates_lookup cimport bit, lead
from .dates_tokens cimport DK_AND, DK_HALFUNIT, DK_NUM, DK_OF, DK_PLUSHALF, DK_UNIT, DateToken, T_NUMBER, T_WORD, Tokens, has, kinds_at, sense, skip, token
from .dates_when cimport U_CENTURY, U_DAY, U_DECADE, U_HOUR, U_MINUTE, U_MONTH, U_NUMBERED, U_SECOND, U_WEEK, U_YEAR
from .dates_words cimport glued, joined, number_word, spaced


cdef enum:
    AMOUNT = 256                # from this value on, a HALFUNIT is a unit and its number in one word (tools/tables/dates_senses.py)


cdef inline int quantity(Tokens *g, int i, int *amount) noexcept nogil:
    """A whole number in digits or words; the token after it, or 0."""
    cdef DateToken *t = token(g, i)
    if t.kind == T_NUMBER:
        if t.digits > 4 or i and t.space == 0 and t.gap in (c".", c",", c":", c"/") and token(g, i - 1).kind == T_NUMBER:
            return 0
        amount[0] = t.value
        return i + 1
    return number_word(g, i, amount) if t.kind == T_WORD else 0


cdef inline bint fraction_before(Tokens *g, int j) noexcept nogil:
    """Whether token j continues a number with a decimal sign."""
    return token(g, j).kind == T_NUMBER and token(g, j).space == 0 and token(g, j).gap in (c".", c",", c"/", c"-", c":")


cdef inline int scale_of(int big, int small) noexcept nogil:
    """How many of the small unit make the big one; 0 when that is not fixed."""
    if big == U_YEAR and small == U_MONTH:
        return 12
    if big == U_WEEK and small == U_DAY:
        return 7
    if small == U_YEAR and (big == U_DECADE or big == U_CENTURY):
        return 10 if big == U_DECADE else 100
    if big == U_DAY and small == U_HOUR:
        return 24
    if big == U_HOUR and small == U_MINUTE or big == U_MINUTE and small == U_SECOND:
        return 60
    if big == U_HOUR and small == U_SECOND:
        return 3600
    if big == U_DAY and small == U_MINUTE:
        return 1440
    return 0


cdef inline int smaller(int unit) noexcept nogil:
    """The unit in which halves and quarters of this one are whole; -1 for none."""
    if unit == U_DECADE or unit == U_CENTURY:
        return U_YEAR
    return U_MONTH if unit == U_YEAR else unit - 1 if unit in (U_HOUR, U_MINUTE, U_DAY) else -1


cdef inline bint take_parts(int *unit, int *amount, int parts, int whole) noexcept nogil:
    """Add parts / whole of the unit to the amount, in the smaller unit; False when that is no whole number."""
    cdef int less = smaller(unit[0])
    cdef int scale = scale_of(unit[0], less) if less >= 0 else 0
    if scale == 0 or whole <= 0 or scale * parts % whole or amount[0] > 10000:
        return False
    amount[0] = amount[0] * scale + scale * parts / whole
    unit[0] = less
    return True


cdef inline int part_of_unit(Tokens *g, int i, int *unit, int *amount) noexcept nogil:
    """"half an hour", "three quarters of an hour", "1/2 hour", "2.5 hours", "полчаса"; the token after it, or 0."""
    cdef DateToken *t
    cdef int v = 0, parts, whole, k
    cdef int j = sense(g, i, DK_HALFUNIT, &v)
    if j and v >= AMOUNT:
        unit[0] = (v - AMOUNT) / 64     # "полчаса"
        amount[0] = v % 64
        return j
    if j and spaced(g, j):
        k = sense(g, j, DK_UNIT, unit)
        amount[0] = 0
        return k if k and take_parts(unit, amount, v if v else 30, 60) else 0
    t = token(g, i + 1)
    if token(g, i).kind != T_NUMBER or t.kind != T_NUMBER or t.space or t.gap not in (c".", c",", c"/") or not 0 < t.digits <= 2:
        return 0
    parts = t.value
    whole = 10 if t.digits == 1 else 100
    amount[0] = token(g, i).value
    if t.gap == c"/":
        parts = amount[0]
        whole = t.value
        amount[0] = 0
        if parts >= whole:
            return 0
    if not spaced(g, i + 2):
        return 0
    k = sense(g, i + 2, DK_UNIT, unit)
    return k if k and take_parts(unit, amount, parts, whole) else 0


cdef inline int mixed_number(Tokens *g, int i, int *unit, int *amount) noexcept nogil:
    """"2 1/2 years", "2½ years": the token after the unit, or 0."""
    cdef DateToken *t = token(g, i + 1)
    cdef int parts, whole, k = i + 2
    if t.kind == T_NUMBER and t.space and not t.gap and t.digits == 1 and joined(g, k, c"/") and token(g, k).digits == 1:
        parts = t.value
        whole = token(g, k).value
        k += 1
    elif t.space == 0 and t.gap == 0 and t.stop - t.start == 2 and g.p[t.start] == 0xC2 and 0xBC <= g.p[t.start + 1] <= 0xBE:
        parts = 2 if g.p[t.start + 1] == 0xBD else 1 if g.p[t.start + 1] == 0xBC else 3
        whole = 4
    else:
        return 0
    if parts >= whole or not spaced(g, k):
        return 0
    amount[0] = token(g, i).value
    k = sense(g, k, DK_UNIT, unit)
    return k if k and take_parts(unit, amount, parts, whole) else 0


cdef inline int more_units(Tokens *g, int k, int *unit, int *amount) noexcept nogil:
    """The smaller units that follow one at token k: "1 hour 20 minutes", "2 years and 3 months", "1d, 2hr, and 5min"; the token after them, or k."""
    cdef int j, u = 0, more = 0, scale, _count
    for _count in range(3):
        j = k
        if has(g, j, DK_AND) and token(g, j).gap in (0, c","):
            j = skip(g, j, DK_AND)
        if not (token(g, j).gap == 0 and (token(g, j).kind == T_NUMBER or j > k and has(g, j, DK_NUM)) or token(g, j).gap == c"," and j == k):
            return k
        j = quantity(g, j, &more)
        if not j or not spaced(g, j):
            return k
        j = sense(g, j, DK_UNIT, &u)
        scale = scale_of(unit[0], u) if j and u < unit[0] and amount[0] < 10000 else 0
        if not scale:
            return k
        amount[0] = amount[0] * scale + more
        unit[0] = u
        k = j
    return k


cdef inline int amount_at(Tokens *g, int i, int *unit, int *amount) noexcept nogil:
    """An amount of time with the number before (or, in some languages, after) the unit; the token after it, or 0.

    Several units come out in the smallest one.
    """
    cdef int j = 0, k
    cdef bint half
    if token(g, i).kind == T_NUMBER and token(g, i + 1).kind == T_WORD and not glued(g, i + 1) and not kinds_at(g, i + 1) & (bit(DK_UNIT) | bit(DK_OF) | bit(DK_PLUSHALF)):
        return 0
    if has(g, i, DK_HALFUNIT) or token(g, i).kind == T_NUMBER and token(g, i + 1).kind == T_NUMBER and token(g, i + 1).space == 0:
        j = part_of_unit(g, i, unit, amount)
    if not j and token(g, i).kind == T_NUMBER and token(g, i).digits <= 2 and (token(g, i + 1).kind == T_NUMBER or glued(g, i + 1)):
        j = mixed_number(g, i, unit, amount)
    if j:
        return j
    j = quantity(g, i, amount)
    if not j or not (spaced(g, j) or joined(g, j, c"-") or joined(g, j, c"'")) or token(g, j).kind != T_WORD:
        return 0
    half = has(g, j, DK_PLUSHALF)
    if half:
        j = skip(g, j, DK_PLUSHALF)
    if has(g, j, DK_OF) and spaced(g, j + 1) and has(g, j + 1, DK_UNIT):
        j += 1
    k = sense(g, j, DK_UNIT, unit)
    if not k or unit[0] == U_NUMBERED:
        return 0
    if not half and has(g, k, DK_PLUSHALF) and spaced(g, k) and (not glued(g, k) or lead(g, k) >= 0xE3):
        half = True                 # "dos horas y media"
        k = skip(g, k, DK_PLUSHALF)
    if half:
        return k if take_parts(unit, amount, 1, 2) else 0
    return more_units(g, k, unit, amount)
