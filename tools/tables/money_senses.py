"""Money: the reviewed lists money_*.toml, the numbers that stand for what is said in them, and words with their senses."""
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from .lexicon import render_lexicon
from .unicode import lower_delta_of

HERE = Path(__file__).parent
NUMBERS, MARKERS, CONTEXT = (tomllib.loads((HERE / f"money_{name}.toml").read_text(encoding="utf-8")) for name in ("numbers", "markers", "context"))

LANGUAGES = ["", *sorted({*NUMBERS, *CONTEXT["stopwords"]} - {"any"}), "no", "nn", "is", "fo", "kl"]
FAMILIES = list(MARKERS["family"])
NATIONS = list(MARKERS["nations"])
FAMILY, SUBUNIT = 500, 600                  # values of a marker from here on are families and subunits, below currencies
# Flags of a marker.
BEFORE, CAPS, ALL_CAPS, WEAK, CODE, SYMBOL, WORDY, NO_MONEY, TIGHT = (1 << k for k in range(9))
# Kinds of words beside an amount, and flags of a scale.
(NUMBER, SCALE, FRACTION, ADJUST, TEEN, POINT, AND, ONE, BOUND_BEFORE, BOUND_AFTER, UNIT, PER, RANGE, CHANGE, NOT_MONEY, NOUN, TIMES,
 PRICE, MERELY, SOME, AGO, WEIGHT, GOODS, SIZE, FINANCE, SHIFT, BECAME, PROGRAM, EARN,
 PLACE) = range(1, 31)
ALONE, GLUED, EXACT_CASE, INDIAN = 1, 2, 4, 8
BOUNDS = ["", "~", "<", ">", "<=", ">="]
PER_WORDS = {"any": 0, "known": 1, "each": 2}
RANGE_WORDS = {"to": 1, "and": 2, "between": 3, "from": 4}


# Words so common that no form of a currency's name in another language is worth mistaking them for one.
COMMON = {word for forms in CONTEXT["stopwords"].values() for word in forms.split()}


def fold(word: str) -> str:
    return "".join(chr(ord(char) + lower_delta_of(ord(char))) for char in word)


def language_id(language: str) -> int:
    return LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES)


def flattened(word: str) -> str:
    """A long Latin word without its accents; any other word as it is."""
    bare = "".join(char for char in unicodedata.normalize("NFD", word) if not "\u0300" <= char <= "\u036f")
    return bare if len(word) >= 4 and bare.isascii() else word


def spellings(word: str) -> Iterator[str]:
    """A word as its language writes it, and as it is found: without accents (long Latin words), ё as е, with nuktas in both forms or left out."""
    word = fold(word.replace("_", " "))
    yield word
    bare = flattened(word)
    if bare != word:
        yield bare
    if "ё" in word:
        yield word.replace("ё", "е")
    if "\u0900" <= word[0] <= "\u0dff":
        yield unicodedata.normalize("NFC", word)
        yield word.replace("\u093c", "").translate({0x958 + k: 0x915 + n for k, n in enumerate((0, 1, 2, 7, 12, 13, 22, 26))})
        yield "".join(unicodedata.normalize("NFD", char) for char in word)
        for k, base in enumerate("कखगजडढफय"):
            if base + "\u093c" in word:
                yield word.replace(base + "\u093c", chr(0x958 + k))


class Senses:
    """Words with their senses (kind or value, language, flags, …), the first sense listed first."""

    def __init__(self) -> None:
        self.words: dict[str, list[tuple[int, ...]]] = defaultdict(list)

    def add(self, word: str, *sense: int, bare: bool = True) -> None:
        """Add a sense to a word in all its spellings; `bare`: also to the one without accents."""
        for key in dict.fromkeys(spellings(word)):
            if not bare and key.isascii() and key != fold(word.replace("_", " ")):
                continue
            if key and sense not in self.words[key]:
                self.words[key].append(sense)

    def render(self, name: str, ctype: str) -> str:
        def initializer(sense: tuple[int, ...]) -> str:
            return "{" + ", ".join(map(str, sense)) + "}" if len(sense) > 1 else str(sense[0])
        return render_lexicon(name, {word: [initializer(sense) for sense in senses] for word, senses in self.words.items() if senses}, ctype, filtered=True)


def pairs(text: str) -> Iterator[tuple[str, str]]:
    for item in text.split():
        word, _, value = item.rpartition("=")
        yield word, value
