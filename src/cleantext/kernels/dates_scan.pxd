"""Find where a date may start: word starts that hash into the anchors' filter, and digits in a promising neighbourhood."""
from .casing cimport is_word
from .dates_blocks cimport whole_block
from .dates_lookup cimport in_bitmap, word_slots
from .dates_tokens cimport cjk_numeral, dates_any_characters, dates_characters, dates_first_characters, in_words, runs_together
from .scan cimport count_bits, letters_digits, letters_from, lowest_bit, sign_leads
from .utf8 cimport Point, point_at, point_before, three_bytes


cdef extern from *:
    """
    #define DATES_COUNTERS 0x2d00020c0000104ull
    """
    const unsigned long long COUNTERS "DATES_COUNTERS"      # the low six bits of the characters of counts_time


cdef inline bint is_letter_byte(unsigned char c) noexcept nogil:
    return c >= 0x80 or 97 <= (c | 0x20) <= 122


cdef inline bint pair_starts(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, Point point) noexcept nogil:
    """Whether a character of a script without spaces and the next one start an anchor (今天, 昨日), or it counts years to hours after a CJK numeral."""
    if counts_time(point.code) and i > 0 and cjk_numeral(point_before(p, i).code) >= 0:
        return True
    return i + point.size < n and p[i + point.size] >= 0x80 and is_pair(point.code, point_at(p, i + point.size, n).code)


cdef inline bint counts_time(unsigned int code) noexcept nogil:
    """Whether the character counts years, months, days or hours after a numeral."""
    if not COUNTERS >> (code & 63) & 1:
        return False
    return code in (0x5E74, 0x6708, 0x65E5, 0x53F7, 0x865F, 0x6642, 0x65F6, 0x70B9, 0x9EDE)


cdef inline bint is_pair(unsigned int code, unsigned int next) noexcept nogil:
    """Whether some anchor may start with the two characters, of which the first is at most U+FFFF."""
    cdef unsigned int pair = (code * 0x9E37u ^ next) & 0xFFFF
    return (dates_characters[pair >> 6] >> (pair & 63)) & 1 and in_words(dates_first_characters, code) and in_words(dates_any_characters, next)


cdef inline Py_ssize_t over_ideographs(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Over Han, kana and Hangul from p[i] on of which none can start an anchor: the common case."""
    cdef unsigned int code, next
    if i + 6 > n or not 0xE3 <= p[i] <= 0xED:
        return i
    code = three_bytes(p + i)
    while i + 6 <= n and 0xE3 <= p[i + 3] <= 0xEF and runs_together(code):
        next = three_bytes(p + i + 3)
        if counts_time(code) or is_pair(code, next):
            break
        code = next
        i += 3
    return i


cdef inline Py_ssize_t anchor_in_run(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, const unsigned long long *table, int shift,
                                     Py_ssize_t *stop) noexcept nogil:
    """The first anchor in the run of letters and non-ASCII characters from p[i] on, or -1; *stop is where the run ends, or where to go on."""
    cdef Py_ssize_t word = i
    cdef Point point
    cdef bint inside = False
    while i < n and is_letter_byte(p[i]):
        if p[i] < 0x80 or 0xC3 <= p[i] < 0xDF:
            if not inside:
                word = i
                inside = True
            i += 1 if p[i] < 0x80 or i + 1 >= n else 2
            continue
        if not inside:
            i = over_ideographs(p, i, n)
        point = point_at(p, i, n)
        if 0xFF10 <= point.code <= 0xFF19 and not inside:
            stop[0] = i + point.size
            return i                # digits of full width
        if runs_together(point.code) or not is_word(point.code):
            if inside and in_bitmap(table, shift, word_slots(p + word, i - word, n - word)):
                stop[0] = i
                return word
            inside = False
            if runs_together(point.code) and pair_starts(p, i, n, point):
                stop[0] = i + point.size
                return i
        elif not inside:
            word = i
            inside = True
        i += point.size
    if i > n:
        i = n
    stop[0] = i
    if inside and in_bitmap(table, shift, word_slots(p + word, i - word, n - word)):
        return word
    return -1


cdef inline unsigned char byte_at(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    return p[i] if 0 <= i < n else 0


cdef inline bint is_digit(unsigned char c) noexcept nogil:
    return 48 <= c <= 57


cdef inline int digits_from(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """The length of the run of digits at p[i], 9 for longer ones."""
    cdef int size = 0
    while size < 9 and i + size < n and is_digit(p[i + size]):
        size += 1
    return size


cdef inline bint year_ahead(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, int enough) noexcept nogil:
    """Whether the 64 bytes from p[i] on hold three digits in a row, a number after an apostrophe, `enough` numbers, or a character of a
    script that may count otherwise."""
    cdef unsigned char last[64]
    cdef unsigned long long found[3]
    cdef unsigned long long leads[2]
    cdef unsigned long long numbers
    cdef const unsigned char *block = whole_block(p, i, n, last, 64)
    letters_digits(block, found)
    numbers = found[1] & ~(found[1] << 1 | 1)
    if found[1] & found[1] >> 1 & found[1] >> 2 or count_bits(numbers) >= enough:
        return True
    while numbers:
        if block[lowest_bit(numbers) - 1] in (c"'", 0x98, 0x99):
            return True
        numbers &= numbers - 1
    if not found[2]:
        return False
    sign_leads(block, leads)
    return leads[1] & ~leads[0] != 0


cdef inline bint year_sign_ahead(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether the 64 bytes from p[i] on hold a digit, of full width too, or the sign for years that every date in full has in CJK numerals."""
    cdef unsigned char last[64]
    cdef unsigned long long found[3]
    cdef const unsigned char *block = whole_block(p, i, n, last, 64)
    cdef int k
    letters_digits(block, found)
    if found[1]:
        return True
    for k in range(62):
        if block[k] == 0xE5 and block[k + 1] == 0xB9 and block[k + 2] == 0xB4 \
                or block[k] == 0xEB and block[k + 1] == 0x85 and block[k + 2] == 0x84 \
                or block[k] == 0xEF and block[k + 1] == 0xBC and 0x90 <= block[k + 2] <= 0x99:
            return True
    return False


cdef inline bint may_be_full(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, int size) noexcept nogil:
    """Whether the short number at p[i] may be in a full date: one such as 3/5/20, or a year comes, or it is one ('94)."""
    cdef Py_ssize_t j = i + size
    cdef unsigned char before = byte_at(p, i - 1, n)
    if before == c"'" or before == 0x98 or before == 0x99 or year_ahead(p, j, n, 64):
        return True
    if byte_at(p, j, n) not in (c"/", c"-", c"."):
        return False
    j += 1
    j += digits_from(p, j, n)
    return byte_at(p, j, n) in (c"/", c"-", c".") and is_digit(byte_at(p, j + 1, n))


cdef inline int small_number(const unsigned char *p, Py_ssize_t i, int size) noexcept nogil:
    """What the one or two digits at p[i] say."""
    return p[i] - 48 if size == 1 else 10 * (p[i] - 48) + p[i + 1] - 48


cdef inline bint is_alphanumeric(unsigned char c) noexcept nogil:
    return is_letter_byte(c) or is_digit(c)


cdef inline bint slashed_number(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, int size) noexcept nogil:
    """Whether the number at p[i] and the one after the slash behind it may be parts of a date, or two years: 5/12, 10/22, 98/99, but not 50/50, 24/7, 3/4"."""
    cdef Py_ssize_t j = i + size + 1
    cdef int more = digits_from(p, j, n)
    cdef int first, second
    cdef unsigned char c = byte_at(p, j + more, n)
    if more > 2:
        return more == 4
    if c == c"/" and is_digit(byte_at(p, j + more + 1, n)):
        return True
    first = small_number(p, i, size)
    second = small_number(p, j, more)
    if c == c'"' or c == c"%" or first == 24 and second == 7 and not (byte_at(p, i - 1, n) == 32 and byte_at(p, i - 2, n) in (c"e", c"l")):
        return False                    # but "le 24/7", "el 24/7"
    return min(first, second) <= 12 and max(first, second) <= 31 or second == (first + 1) % 100


cdef inline bint short_range(const unsigned char *p, Py_ssize_t j, Py_ssize_t n) noexcept nogil:
    """Whether the digits at p[j] after a hyphen go on as in 3-5-2020, or end in am, pm or a colon."""
    cdef int size = digits_from(p, j, n)
    cdef unsigned char c = byte_at(p, j + size, n)
    if size == 4:
        return True
    if size > 2:
        return False
    if c == c"-" or c == c":" or c == c"/":
        return is_digit(byte_at(p, j + size + 1, n))
    if c == 32:
        c = byte_at(p, j + size + 1, n)
    return (c | 0x20) == c"a" or (c | 0x20) == c"p"


cdef inline bint dotted_number(const unsigned char *p, Py_ssize_t j, Py_ssize_t n, bint dotted) noexcept nogil:
    """Whether the digits at p[j] after a dot go on as in 3.5.2020, or may be minutes."""
    cdef int size = digits_from(p, j, n)
    cdef unsigned char c = byte_at(p, j + size, n)
    if size == 4:
        return True
    if size > 2:
        return False
    if c == c".":
        size = digits_from(p, j + size + 1, n)
        return size == 2 or size == 4 or dotted         # "7.1.0" is a version
    if size < 2:
        return False
    if dotted:
        return c != c"%"
    size += c == 32
    return letter_after(byte_at(p, j + size, n) | 0x20, byte_at(p, j + size + 1, n) | 0x20, 0)


cdef inline bint shortened_era(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether the word at p[i] is the "r." or "г." of "44 r. p.n.e.", "753 г. до н.э.", "79 г. н.э."."""
    if byte_at(p, i, n) == c"r":
        return byte_at(p, i + 1, n) == c"." and byte_at(p, i + 2, n) == 32 and byte_at(p, i + 3, n) in (c"p", c"n")
    if byte_at(p, i + 1, n) == 0xB3 and byte_at(p, i + 2, n) == 0xD0 and byte_at(p, i + 3, n) == 0xB3:
        i += 2                  # "44—31 гг. до н. э."
    return byte_at(p, i + 1, n) == 0xB3 and byte_at(p, i + 2, n) == c"." and byte_at(p, i + 3, n) == 32 and byte_at(p, i + 5, n) in (0xB4, 0xBD)


cdef inline bint to_hour(const unsigned char *p, Py_ssize_t j, Py_ssize_t n) noexcept nogil:
    """Whether p[j] goes on as in "(dalle 9) alle 18", "(de las 9) a las 18", "(das 9) às 18"."""
    if byte_at(p, j + 1, n) == c"l" and byte_at(p, j + 2, n) == c"l" or byte_at(p, j + 1, n) == 32 and byte_at(p, j + 2, n) == c"l":
        return byte_at(p, j + 4 + (p[j + 1] == 32), n) == 32 and is_digit(byte_at(p, j + 5 + (p[j + 1] == 32), n))
    return byte_at(p, j + 1, n) == 0xA0 and byte_at(p, j + 2, n) == c"s" and byte_at(p, j + 3, n) == 32 and is_digit(byte_at(p, j + 4, n))


cdef inline bint letter_after(unsigned char c, unsigned char d, int size) noexcept nogil:
    """Whether a letter glued to a short number, and what follows it, both in lower case, may make it a time, a decade or a century: 5pm, 9a, 15h, 80s, 80er, 19e, 20u."""
    cdef bint ends = not is_alphanumeric(d)
    if c == c"a" or c == c"p":
        return ends or d == c"m"
    if c == c"h":
        return not 97 <= d <= 122 or d in (c"o", c"r", c"s", c"m", c"e", c"u")
    if c == c"s":
        return ends and size == 2
    if c == c"e":
        return ends or d in (c"r", c"m", c"t", c"s", c"d")
    return c == c"u" and (not 97 <= d <= 122 or d == c"h" or d == c"t")


cdef inline bint may_count(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether the character of three bytes at p[i] may belong to the number before it: a sign, a numeral, or one that starts words."""
    cdef unsigned int code = point_at(p, i, n).code
    return not runs_together(code) or in_words(dates_first_characters, code) or cjk_numeral(code) >= 0


cdef inline bint short_number(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, int size, bint dotted) noexcept nogil:
    """Whether one or two digits at p[i] may start a date or a time of their own; a month or weekday beside them is an anchor itself."""
    cdef Py_ssize_t j = i + size
    cdef unsigned char c = byte_at(p, j, n)
    cdef unsigned char d = byte_at(p, j + 1, n)
    cdef unsigned char before = byte_at(p, i - 1, n)
    cdef unsigned char folded = before & 0xDF
    if size == 1 and (folded == c"Q" or folded == c"H" or folded == c"T" or before == c"S" and dotted) and not is_letter_byte(byte_at(p, i - 2, n)) \
            and 49 <= p[i] <= (52 if folded == c"Q" or folded == c"T" else 50) and byte_at(p, i - 2, n) not in (c"<", c"/"):      # not "H3", "</h1>"
        return True
    if before == c"Y" and size == 2 and byte_at(p, i - 2, n) == c"F":
        return True                     # FY25
    if c == c":":
        return is_digit(d) and is_digit(byte_at(p, j + 2, n))       # "1:1" is a ratio
    if c == c"/":
        return is_digit(d) and not (before == c"." and is_digit(byte_at(p, i - 2, n))) and slashed_number(p, i, n, size)      # "4.9/5"
    if c == c"-":
        return is_digit(d) and short_range(p, j + 1, n) or d >= 0xD0 and size == 2 and p[i + 1] == c"0"       # "в 90-е"
    if c == c".":
        if d == 32:
            return dotted and (is_digit(byte_at(p, j + 2, n)) or byte_at(p, j + 2, n) == c"J" and byte_at(p, j + 3, n) == c"h" or before == 32 and byte_at(p, i - 2, n) == c"m" and 97 <= byte_at(p, j + 2, n) <= 122)
        return is_digit(d) and before != c"$" and before != c"." and dotted_number(p, j + 1, n, dotted)
    if before == c"'" or before == 0x99 or before == 0x98:
        return size == 2
    if c == 32:
        folded = d | 0x20
        if (d == c"a" or d == 0xC3) and to_hour(p, j + 1, n) or d == c"a" and byte_at(p, j + 2, n) == c"v" and byte_at(p, j + 3, n) in (c".", c"a"):
            return True                 # "52 av. J.-C."
        if (folded == c"a" or folded == c"p") \
                and (byte_at(p, j + 2, n) == c"." or (byte_at(p, j + 2, n) | 0x20) == c"m" and not is_letter_byte(byte_at(p, j + 3, n))):
            return True
        if folded == c"h" and (not is_letter_byte(byte_at(p, j + 2, n)) or byte_at(p, j + 2, n) == c"s" and not is_letter_byte(byte_at(p, j + 3, n))):
            return True
        if byte_at(p, j + 2, n) == c"." and folded in (c"b", c"d", c"v", c"n") or d in (c"A", c"B", c"C") \
                and byte_at(p, j + 2, n) in (c"C", c"D", c"E") and not 97 <= byte_at(p, j + 3, n) <= 122:
            return True
        if d == c"r" or d == 0xD0:
            return shortened_era(p, j + 1, n)
        return d == c"o" and (byte_at(p, j + 2, n) == c"'" or byte_at(p, j + 2, n) == 0xE2)
    if c >= 0x80:
        if c == 0xE2 and d == 0x80 and byte_at(p, j + 2, n) in (0x92, 0x93):
            d = byte_at(p, j + 3, n)
            return is_digit(d) and (small_number(p, i, size) <= 24 or short_range(p, j + 3, n)) or d >= 0xD0      # "9–16", but not "80–90"; "в 90–е"
        return c == 0xD1 or 0xE3 <= c < 0xEF and may_count(p, j, n)
    return c == c"Q" or c == c"T" and size == 1 and dotted or letter_after(c | 0x20, d | 0x20, size)


cdef inline bint era_starts(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether the word at p[i] may be an era after a number of three digits: BC, b.c., AD, a. C., avant, ap. J.-C., v. Chr., voor, nach, but not "and"."""
    cdef unsigned char a = byte_at(p, i, n) | 0x20, b = byte_at(p, i + 1, n) | 0x20, c = byte_at(p, i + 2, n) | 0x20
    if b == 32 or b == c"." or b == c"c":
        return a in (c"a", c"b", c"n", c"v")
    if a == c"a":
        return b in (c"b", c"p", c"v") or b == c"n" and c != c"d" or b == c"d" and not is_letter_byte(c)
    return a == c"b" and b == c"e" or a == c"n" and b == c"a" or a == c"v" and b == c"o"


cdef inline bint after_era(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether "AD " or "A.D. " in capitals stands before p[i]."""
    i -= 2
    if byte_at(p, i, n) == c".":
        i -= 1
    if byte_at(p, i, n) != c"D":
        return False
    i -= 1
    if byte_at(p, i, n) == c".":
        i -= 1
    return byte_at(p, i, n) == c"A" and not is_letter_byte(byte_at(p, i - 1, n))


cdef inline Py_ssize_t word_end(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Where the run of letters of a plain word from p[i] on ends: ASCII and the scripts with two bytes a letter."""
    i += letters_from(p + i, n - i)
    while i < n and (97 <= (p[i] | 0x20) <= 122 or 0x80 <= p[i] < 0xDF and p[i] != 0xC2):
        i += 1
    return i


cdef inline bint is_model(const unsigned char *p, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """Whether the four digits at p[i] are no year: a single capital before them, a letter of a unit or model after them, pages after a volume: A2363, 1080p, 63(11):1179."""
    cdef unsigned char before = byte_at(p, i - 1, n), after = byte_at(p, i + 4, n), next = byte_at(p, i + 5, n) | 0x20
    if 65 <= before <= 90 and not is_alphanumeric(byte_at(p, i - 2, n)) and after != c"-" and after != c"/":
        return True
    if before == c":" and (byte_at(p, i - 2, n) == c")" or is_digit(byte_at(p, i - 2, n))):
        return True
    return after | 0x20 == c"x" or after | 0x20 == c"k" or after == c"p" and next != c"m"


cdef inline bint is_digit_anchor(const unsigned char *p, Py_ssize_t i, Py_ssize_t n, int size, bint dotted) noexcept nogil:
    """Whether the run of `size` digits at p[i] may be a year, or start a date or a time. NUMBERS in tools/tables/dates_filters.py must let through what this does."""
    cdef unsigned char before
    before = byte_at(p, i - 2, n)
    if size <= 3 and (before == c"D" or before == c".") and after_era(p, i, n):
        return True
    if size <= 2:
        return short_number(p, i, n, size, dotted)
    if size == 3:
        before = byte_at(p, i - 1, n)
        return byte_at(p, i + 3, n) == 32 and (
            era_starts(p, i + 4, n) and (before not in (c",", c".") or byte_at(p, i + 5, n) in (c"C", c".", c"v"))
            or before != c"," and byte_at(p, i + 4, n) in (c"r", 0xD0) and shortened_era(p, i + 4, n))
    if size == 8:
        return (p[i] == c"2" and p[i + 1] == c"0" or p[i] == c"1" and p[i + 1] == c"9" and p[i + 2] == c"9") and p[i + 4] <= c"1" and p[i + 6] <= c"3"
    if size != 4:
        return False
    before = byte_at(p, i - 1, n)
    if before == c"$" or before == c"#":
        return False
    if p[i] == c"1" or p[i] == c"2":
        return not is_model(p, i, n)
    if byte_at(p, i + 4, n) != 32:
        return False
    if p[i] != c"0":
        return byte_at(p, i + 6, n) != 32 and era_starts(p, i + 5, n)           # "3000 BC"
    return byte_at(p, i + 5, n) in (c"G", c"U", c"h", c"E", c"C", c"P", c"H")
