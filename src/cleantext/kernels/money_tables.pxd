"""What tools/tables/money.py generates, and the public structs of the money kernel."""
from libc.stdint cimport uint64_t
from libc.stdlib cimport free, realloc

from .buffer cimport Buffer, buffer_free, buffer_init
from .lexicon cimport Lexicon


cdef extern from "money_tables.h":
    ctypedef struct MoneyMarkerSense:
        short value
        unsigned char language
        signed char power
        unsigned short flags

    ctypedef struct MoneyWordSense:
        unsigned char kind
        unsigned char language
        unsigned char flags
        short value

    ctypedef struct MoneyNationSense:
        unsigned char nation
        unsigned char stem          # an ending may follow

    ctypedef struct MoneyPrefixSense:
        short currency
        unsigned char sign
        unsigned char spaced
        unsigned char after

    ctypedef struct MoneyDefault:
        short value
        unsigned char language
        short currency

    ctypedef struct MoneyCommon:
        uint64_t key                # a common word of less than eight ASCII letters as a little-endian number, 0: an empty slot
        uint64_t languages          # a bit for each that it is one of

    const Lexicon money_markers, money_words, money_nation_names, money_prefixes, money_stopwords
    const MoneyMarkerSense *money_markers_senses
    const MoneyWordSense *money_words_senses
    const MoneyNationSense *money_nation_names_senses
    const MoneyPrefixSense *money_prefixes_senses
    const unsigned char *money_stopwords_senses
    const MoneyCommon *money_common
    const uint64_t MONEY_COMMON_FACTOR
    const int MONEY_COMMON_SHIFT
    const MoneyDefault *money_defaults
    const unsigned char *money_language_codes
    const unsigned char *money_codes
    const unsigned char *money_nations
    const unsigned char *money_nation_first
    const unsigned char *money_nation_last
    const unsigned char *money_style
    const unsigned char *money_compound_languages
    const short *money_family_default
    const short *money_subunit_default
    const unsigned char *money_family_shared
    const unsigned char *money_subunit_shared
    const unsigned short *money_family_first
    const short *money_family_codes
    const unsigned char *money_wordy
    const unsigned char *money_whole
    const unsigned char *money_thousandths
    const unsigned char *money_per_names
    const unsigned short *money_per_start
    const uint64_t *money_marker_filter
    const unsigned char *money_point_filter
    const unsigned char *money_pair_filter
    const unsigned char *money_short_filter
    const unsigned char *money_quad_filter
    const unsigned char *money_asian_filter
    const unsigned char *money_before_filter
    const unsigned char *money_number_endings
    const unsigned char *money_compound_tails
    const unsigned short *money_video_heights

    # Values of a marker: below FAMILY a currency, below SUBUNIT a family, else a subunit.
    const uint64_t MONEY_FILTER_FACTOR
    const int MONEY_FAMILY, MONEY_SUBUNIT, MONEY_LANGUAGES
    # Flags of a marker.
    const int MONEY_BEFORE, MONEY_CAPS, MONEY_ALL_CAPS, MONEY_WEAK, MONEY_CODE, MONEY_SYMBOL, MONEY_WORDY, MONEY_NO_MONEY, MONEY_TIGHT
    # Kinds of words.
    const int MONEY_NUMBER, MONEY_SCALE, MONEY_FRACTION, MONEY_ADJUST, MONEY_TEEN, MONEY_POINT, MONEY_AND, MONEY_ONE
    const int MONEY_BOUND_BEFORE, MONEY_BOUND_AFTER, MONEY_UNIT, MONEY_PER, MONEY_RANGE, MONEY_CHANGE, MONEY_NOT_MONEY, MONEY_NOUN, MONEY_TIMES
    const int MONEY_PRICE, MONEY_MERELY, MONEY_SOME, MONEY_AGO, MONEY_WEIGHT, MONEY_GOODS, MONEY_SIZE
    const int MONEY_FINANCE, MONEY_SHIFT, MONEY_BECAME, MONEY_PROGRAM, MONEY_EARN, MONEY_PLACE
    # Flags of a scale.
    const int MONEY_ALONE, MONEY_GLUED, MONEY_EXACT_CASE, MONEY_INDIAN
    const int MONEY_LANGUAGE_EN, MONEY_LANGUAGE_DE, MONEY_LANGUAGE_FR, MONEY_LANGUAGE_ZH, MONEY_LANGUAGE_JA, MONEY_LANGUAGE_KO, MONEY_LANGUAGE_HI
    const int MONEY_LANGUAGE_TH, MONEY_LANGUAGE_KA, MONEY_LANGUAGE_RO, MONEY_LANGUAGE_RU, MONEY_LANGUAGE_HE, MONEY_LANGUAGE_AR, MONEY_LANGUAGE_EL
    const int MONEY_LANGUAGE_DA, MONEY_LANGUAGE_NL, MONEY_LANGUAGE_NB, MONEY_LANGUAGE_TR, MONEY_LANGUAGE_UK, MONEY_LANGUAGE_ES
    const int MONEY_CURRENCY_USD, MONEY_CURRENCY_EUR, MONEY_CURRENCY_GBP, MONEY_CURRENCY_JPY, MONEY_CURRENCY_CNY, MONEY_CURRENCY_KRW
    const int MONEY_CURRENCY_INR, MONEY_CURRENCY_CHF, MONEY_CURRENCY_RUB, MONEY_CURRENCY_TRY
    const int MONEY_FAMILY_DOLLAR, MONEY_FAMILY_POUND, MONEY_FAMILY_RUPEE, MONEY_FAMILY_PESO, MONEY_FAMILY_YUAN


cdef struct MoneyMention:
    Py_ssize_t start            # bytes of the text
    Py_ssize_t stop
    Py_ssize_t amount           # where the canonical decimal stands in the list's digits
    Py_ssize_t amount_size
    Py_ssize_t high             # the upper end of a range likewise; high_size 0: no range
    Py_ssize_t high_size
    Py_ssize_t per              # the unit after "per" likewise ("hour", "user/month"); per_size 0: none
    Py_ssize_t per_size
    unsigned char currency[4]   # ISO 4217 (or BTC, ETH), zero-ended; empty: the text does not say
    short number                # of the currency among those known, -1: the text does not say
    unsigned char modifier      # 0: none, else a MoneyModifier
    bint ambiguous
    bint fixed                  # the words of the modifier stand inside the span, or it is part of a compound: clean() leaves it as it is
    Py_ssize_t joint            # what parts the two ends of a range after "between" or "from" in the text; joint_stop 0: no such range
    Py_ssize_t joint_stop


cdef enum MoneyModifier:
    ABOUT = 1                   # ~
    LESS                        # <
    MORE                        # >
    AT_MOST                     # <=
    AT_LEAST                    # >=


cdef struct MoneyOptions:
    unsigned char language[4]   # ISO 639, zero-ended; empty: not told
    unsigned char region[4]     # ISO 3166, upper case, zero-ended; empty: not told
    bint amounts_only           # modifiers and units are not looked for


cdef struct MoneyList:
    MoneyMention *items
    Py_ssize_t size
    Py_ssize_t capacity
    Buffer digits
    bint asked                  # whether the last search asked the text around what is an amount in its language
    Buffer refused              # where something was none, or one of an unknown currency, and had been asked for: Py_ssize_t


cdef inline void money_init(MoneyList *found) noexcept nogil:
    found.items = NULL
    found.size = found.capacity = 0
    found.asked = False
    buffer_init(&found.digits)
    buffer_init(&found.refused)


cdef inline void money_free(MoneyList *found) noexcept nogil:
    free(found.items)
    buffer_free(&found.digits)
    buffer_free(&found.refused)
    money_init(found)


cdef inline MoneyMention *money_new(MoneyList *found) noexcept nogil:
    """Room for one more mention at the end of the list, or NULL without memory; `size` grows by one."""
    cdef MoneyMention *grown
    cdef Py_ssize_t capacity
    if found.size == found.capacity:
        capacity = 2 * found.capacity + 16
        grown = <MoneyMention *>realloc(found.items, capacity * sizeof(MoneyMention))
        if grown == NULL:
            return NULL
        found.items = grown
        found.capacity = capacity
    found.size += 1
    return &found.items[found.size - 1]
