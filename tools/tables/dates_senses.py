"""Dates: the kinds of words, the languages and what stands for them in the tables, and words with their senses."""
import functools
import operator
import pathlib
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent


def listed(text: str) -> list[str]:
    return text.split()


# A bit each; every other language shares the last bit.
LANGUAGES = listed("en de fr es it pt nl pl ru ja zh ko tr el nb sv da uk hr hu ca fi bg vi ro cs sk sl et lv lt ar he fa hi bn th id ms fil "
             "af is eu gl ga cy sr bs mk be ka hy az kk ur ta te sq sw eo la yue")
OTHER, OTHER_SHORT = 63, 62
SHORT = 4       # letters of words that only these others have: they have a bit of their own, and count where such a language is told ("pm" as a month)
MANY = 8        # languages: words of as many lie together in the lexicon, those of fewer with the words of one of them
BITS = {"POLISH": "pl", "TURKISH": "tr", "HUNGARIAN": "hu", "ITALIAN": "it", "VIETNAMESE": "vi", "JAPANESE": "ja", "CHINESE": "zh", "KOREAN": "ko"}      # languages that a rule of the kernel names
ALIASES = {"nn": "nb", "no": "nb", "tl": "fil", "sh": "sr", "in": "id", "iw": "he"}
# Words of these start a search in running text; words of others count beside digits, or when the language is told.
ANCHORED = set(listed("en de fr es it pt nl pl ru ja zh ko tr el nb sv da uk hr hu ca fi bg vi ro cs id"))

KINDS = listed("PREFIX MONTH WEEKDAY UNIT DAY REL DEI AGO_BEFORE AGO_AFTER IN_BEFORE IN_AFTER LATER EARLIER PART AM PM OCLOCK NUM ORD SUFFIX "
         "SEASON POS TO FROM BETWEEN AND OF THE AT ON PREP APPROX YEAR FISCAL ERA BLOCK NUMBER FUTURE NOW EACH NAMED CLOCK "
         "HALFUNIT PLUSHALF ZONE DAYMARK QUARTER HALFYEAR ROMAN BEFORE_DATE IGNORE PERIOD TIMEPREP PAST REIGN AFTERDATE BEFOREDATE INTENT DECADE SPORT HOUR GUARD AHEAD")
STARTERS = listed("MONTH WEEKDAY UNIT DAY REL DEI AGO_BEFORE IN_BEFORE BEFORE_DATE PART AM PM NUM ORD SEASON POS YEAR FISCAL NAMED CLOCK HALFUNIT "
            "QUARTER HALFYEAR REIGN DECADE HOUR ERA")      # the kinds of words that a mention can start with
WEAK, ABBREVIATED, AFTER = 1, 2, 4
UNITS = {u: i for i, u in enumerate(listed("s mi h d w mo q y dec cen we fn hy cw"))}
PARTS = {p: i for i, p in enumerate(listed("- MO AF EV NI NOON MIDNIGHT"))}
AMOUNT = 256    # from this value on, a HALFUNIT is a unit and its number in one word: полчаса
POSITIONS = {"early": 1, "mid": 2, "late": 3}
# What a word beside a number or a name says that it is no date. A bit each; such words count for nothing else.
GUARDS = listed("street amount phone code open greeting title measure aged verse length ratio feat shade service numbered calendar seasonal lasting surname setting outset due overnight thing")
CLOCKS = {c: i for i, c in enumerate(listed("past to half halfto quarter 3quarterto pasthalf quarterto halfafter less"))}
# Named days: a month and day, days after Easter Sunday, (month, weekday, nth, days after it), or days after Orthodox Easter or a feast of LUNAR.
NAMED: dict[str, tuple[int, ...] | int | tuple[str, int]] = {
    "CHRISTMAS": (12, 25), "CHRISTMASEVE": (12, 24), "NEWYEAR": (1, 1), "NEWYEARSEVE": (12, 31), "HALLOWEEN": (10, 31), "VALENTINE": (2, 14),
    "STPATRICK": (3, 17), "APRILFOOLS": (4, 1), "VETERANS": (11, 11), "MAYDAY": (5, 1), "BOXINGDAY": (12, 26), "GROUNDHOG": (2, 2),
    "EARTHDAY": (4, 22), "WOMENSDAY": (3, 8), "EPIPHANY": (1, 6), "ALLSAINTS": (11, 1), "ALLSOULS": (11, 2), "JUNETEENTH": (6, 19),
    "INDEPENDENCE": (7, 4), "ASSUMPTION": (8, 15), "STNICHOLAS": (12, 6), "GERMANUNITY": (10, 3), "INAUGURATION": (1, 20), "BASTILLE": (7, 14),
    "KINGSDAY": (4, 27), "LIBERATION": (4, 25), "IMMACULATE": (12, 8), "STJOSEPH": (3, 19), "NATIONALDAYCN": (10, 1),
    "EASTER": 0, "EASTERMONDAY": 1, "GOODFRIDAY": -2, "MAUNDYTHURSDAY": -3, "PALMSUNDAY": -7, "ASHWEDNESDAY": -46, "PENTECOST": 49,
    "PENTECOSTMONDAY": 50, "ASCENSION": 39, "CORPUSCHRISTI": 60, "ROSENMONTAG": -48,
    "THANKSGIVING": (11, 4, 4, 0), "BLACKFRIDAY": (11, 4, 4, 1), "CYBERMONDAY": (11, 4, 4, 4), "LABORDAY": (9, 1, 1, 0), "MEMORIALDAY": (5, 1, -1, 0),
    "MLKDAY": (1, 1, 3, 0), "PRESIDENTSDAY": (2, 1, 3, 0), "MOTHERSDAY": (5, 7, 2, 0), "FATHERSDAY": (6, 7, 3, 0), "COLUMBUS": (10, 1, 2, 0),
    "ELECTION": (11, 1, 1, 1), "REFORMATION": (10, 31), "MARTINMAS": (11, 11), "SUNDAYOFTHEDEAD": (11, 4, -1, -4), "MOURNINGDAY": (11, 4, -1, -11), "REPENTANCE": (11, 4, -1, -8),
    "HOLYSATURDAY": -1, "FATTHURSDAY": -52, "SHROVETUESDAY": -47, "LIBERATIONNL": (5, 5), "VICTORYDAY": (5, 9), "ARMYDAY": (2, 23), "RUSSIADAY": (6, 12),
    "UNITYDAY": (11, 4), "KNOWLEDGEDAY": (9, 1), "CONSTITUTIONPL": (5, 3), "CHILDRENSDAY": (6, 1), "MOTHERSDAYPL": (5, 26),
    "GUYFAWKES": (11, 5), "CINCODEMAYO": (5, 5), "ANZACDAY": (4, 25), "AUSTRALIADAY": (1, 26), "CANADADAY": (7, 1), "FLAGDAY": (6, 14), "CANDLEMAS": (2, 2),
    "GIVINGTUESDAY": (11, 4, 4, 5), "MOTHERINGSUNDAY": -21, "HISPANICDAY": (10, 12), "CONSTITUTIONES": (12, 6), "REPUBLICBR": (11, 15), "INDEPENDENCEBR": (9, 7),
    "TIRADENTES": (4, 21), "MUSICDAY": (6, 21), "ORTHODOXCHRISTMAS": (1, 7), "OLDNEWYEAR": (1, 14), "THEOPHANY": (1, 19),
    "ORTHODOXEASTER": ("orthodox", 0), "ORTHODOXEASTERMONDAY": ("orthodox", 1), "ORTHODOXGOODFRIDAY": ("orthodox", -2), "ORTHODOXPALMSUNDAY": ("orthodox", -7),
    "LUNARNEWYEAR": ("zh 1 1", 0), "LUNARNEWYEARSEVE": ("zh 1 1", -1), "LANTERN": ("zh 1 1", 14), "DRAGONBOAT": ("zh 5 5", 0), "QIXI": ("zh 7 7", 0),
    "MIDAUTUMN": ("zh 8 15", 0), "DOUBLENINTH": ("zh 9 9", 0), "SEOLLAL": ("ko 1 1", 0), "CHUSEOK": ("ko 8 15", 0), "TET": ("vi 1 1", 0), "TETEVE": ("vi 1 1", -1),
    "ADVENT": (11, 4, -1, 3), "ADVENT2": (11, 4, -1, 10), "ADVENT3": (11, 4, -1, 17), "ADVENT4": (11, 4, -1, 24),
}
NAMES = list(NAMED)
LUNAR = sorted({rule[0] for rule in NAMED.values() if isinstance(rule, tuple) and isinstance(rule[0], str)} - {"orthodox"})     # the country, month and day
ANCHOR_KINDS = {"OCLOCK", "MONTH", "WEEKDAY", "UNIT", "DAY", "REL", "PART", "SEASON", "NAMED", "QUARTER", "HALFYEAR", "PERIOD", "REIGN", "DECADE", "ROMAN"}
TOLD_KINDS = {"CLOCK", "PERIOD", "AGO_BEFORE", "AGO_AFTER", "IN_AFTER", "LATER", "HALFUNIT", "FISCAL", "HOUR"}
# Short or common words that are dates in some language, but too common to start a search.
NO_ANCHORS = set(listed("out set des all any do la time man led seg qui den em an so di per fin pro dos sec second seconds half back"))
# Short words that start a search where their language is known: s. XVI, sec. XIV.
OWN_ANCHORS = {"s": ("fr", "es"), "ss": ("es",), "sec": ("it", "pt")}
SHORT_MONTHS = sum(1 << i for i in range(9))     # en to ru
YEAR_WORDS = {"nineteen", "eighteen", "seventeen"}      # "nineteen ninety-six"
CJK = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7A3), (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x0F00, 0x0FFF))

# Zones with one offset (minutes); None: the offset depends on the date, the zone belongs to the span and not to the value.
ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "utc gmt": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "akst": -540, "akdt": -480, "hst": -600, "ast": -240, "adt": -180, "bst": 60, "wet": 0, "west": 60, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "ict": 420, "wib": 420, "aest": 600,
    "aedt": 660, "acst": 570, "acdt": 630, "awst": 480, "nzst": 720, "nzdt": 780, "sast": 120, "brt": -180, "art": -180, "ist": 330, "pkt": 300,
    "moscow time": 180, "по московскому времени": 180, "по москве": 180, "мск": 180, "по мск": 180, "beijing time": 480, "北京时间": 480,
    "日本時間": 540,
    "eastern standard time": -300, "eastern daylight time": -240, "central standard time": -360, "central daylight time": -300,
    "mountain standard time": -420, "mountain daylight time": -360, "pacific standard time": -480, "pacific daylight time": -420,
    "japan standard time": 540, "central european time": 60, "british summer time": 60, "greenwich mean time": 0,
    "et": None, "pt": None, "ct": None, "mt": None, "eastern time": None, "pacific time": None, "central time": None, "mountain time": None,
    "eastern": None, "pacific": None, "local time": None, "ortszeit": None, "hora local": None, "heure locale": None, "ora locale": None,
    "czasu polskiego": None, "rome time": None, "paris time": None, "london time": None, "new york time": None, "tokyo time": 540,
    "heure de paris": None, "hora peninsular": None, "太平洋標準時": -480, "東部標準時": -300,
}
# Zones that are common words: in capitals only; "est" so in all languages but English.
WEAK_ZONES = set(listed("z et pt ct mt eastern pacific art ast ist west wet"))


def fold(text: str) -> str:
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def is_cjk(text: str) -> bool:
    return any(low <= ord(text[0]) <= high for low, high in CJK)


def words_of(text: str) -> str:
    """A key: folded words, one space between them; dots, hyphens and apostrophes only part words."""
    text = fold(unicodedata.normalize("NFC", text).replace("\u200f", "").replace("\u200e", ""))
    if text and is_cjk(text):
        return "".join(text.split())
    cleaned = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text)
    return " ".join(cleaned.split())


def plain(key: str) -> str:
    """A Latin key without its diacritics."""
    stripped = "".join(c for c in unicodedata.normalize("NFD", key) if unicodedata.category(c) != "Mn")
    stripped = stripped.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("ı", "i").replace("đ", "d")
    return stripped if all(ord(c) < 0x250 for c in key) else key


class Words:
    """Senses by key: (kind, flags, value) -> set of language bits."""

    def __init__(self) -> None:
        self.senses: dict[str, dict[tuple[str, int, int], int]] = {}

    def add(self, text: str, language: str, kind: str, value: int, flags: int = 0) -> None:
        key = words_of(text)
        if not key or (any(c.isdecimal() for c in key)):
            return
        bit = LANGUAGES.index(language) if language in LANGUAGES else OTHER
        senses = self.senses.setdefault(key, {})
        # one flag set a (kind, value, language): the first one given stays
        for (k, _, v), bits in senses.items():
            if k == kind and v == value and bits >> bit & 1:
                return
        sense = (kind, flags, value)
        senses[sense] = senses.get(sense, 0) | 1 << bit

    def add_plain(self) -> None:
        """Spellings without diacritics, in the languages in which no other word has them; short ones only where no language has."""
        for key in sorted(self.senses):
            variant = plain(key)
            if variant == key or len(variant) < 3:
                continue
            had = self.senses.setdefault(variant, {})
            taken = functools.reduce(operator.or_, had.values(), 0) if len(variant) > 4 else -1 if had else 0
            for sense, bits in self.senses[key].items():
                if bits & ~taken:
                    had[sense] = had.get(sense, 0) | bits & ~taken

    def set_apart(self) -> None:
        """Give the short words that only languages without a bit of their own have so the bit OTHER_SHORT."""
        for key, senses in self.senses.items():
            if len(key) > SHORT or not key.isascii():
                continue
            known = {(kind, value) for (kind, _, value), bits in senses.items() if bits & ~(1 << OTHER)}
            for sense in senses:
                if (sense[0], sense[2]) not in known:
                    senses[sense] = 1 << OTHER_SHORT
