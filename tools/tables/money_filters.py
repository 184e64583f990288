"""Money: the bitmaps and hash tables that let a scan pass over words that the lexicons do not have."""
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product
from string import ascii_lowercase

from .money_senses import ALL_CAPS, CAPS, CONTEXT, FRACTION, NUMBERS, ONE, Senses, language_id
from .unicode import lower_delta_of

QUAD_FACTOR = 0x9E3779B97F4A7C15
FILTER_WORDS = 12                           # a filter has 2 to that power words of 64 bits; a key sets three bits of one of them


def flat_bytes(raw: bytes) -> bytes:
    """A word as its hash sees it (`places_flat` in money_places.h), up to what is no Latin letter: a space, or 63 beyond ASCII. What may not be a
    letter stands for itself."""
    out = bytearray()
    while len(out) < len(raw):
        lead, following = raw[len(out)], raw[len(out) + 1:len(out) + 2]
        if 97 <= lead | 32 <= 122:
            out.append(lead | 32)
        elif 0xC3 <= lead <= 0xC9 and following and following[0] | 32 != 0xB7:
            out += bytes([lead | 32, following[0] | 96])
        else:
            return bytes(out) + (b"?" if lead >= 128 else b" ")
    return bytes(out) + b" "


def word_keys(words: Mapping[str, list[tuple[int, ...]]]) -> set[int]:
    """The keys of the words that start with an ASCII letter, in every case: the first eight flat bytes as a little-endian number. Bit 5 of the first one
    is only missing where a capital stands before no small letter. Each also before a character beyond ASCII ("5 euros…")."""
    cases = two_byte_cases()
    keys = set()
    for word, senses in words.items():
        if not "a" <= word[0] <= "z":
            continue
        no_capitals = not all(sense[3] & (CAPS | ALL_CAPS) for sense in senses)
        small_second = "a" <= word[1:2] <= "z" and not all(sense[3] & ALL_CAPS for sense in senses)
        small = (32, 0) if no_capitals or small_second else (0,)
        forms = product(*([char.encode(), *(form for form in cases.get(char, []) if form != char.encode())] for char in word[:8]))
        for raw in {b"".join(form) for form in forms}:
            for flat in (flat_bytes(raw), flat_bytes(raw + b"\xff")):
                keys.update(int.from_bytes(bytes([flat[0] & ~32 | bit]) + flat[1:8], "little") for bit in small)
    return keys


def places_of(key: int, factor: int) -> tuple[int, int]:
    """Which word of a filter a key goes to, and the bits that it sets there."""
    product = key * factor & 0xFFFFFFFFFFFFFFFF
    return product >> 64 - FILTER_WORDS, 1 << (product >> 41 & 63) | 1 << (product >> 29 & 63) | 1 << (product >> 35 & 63)


def filter_of(keys: Iterable[int], factor: int) -> list[int]:
    out = [0] * (1 << FILTER_WORDS)
    for key in keys:
        word, bits = places_of(key, factor)
        out[word] |= bits
    return out


def marker_filter(words: Mapping[str, list[tuple[int, ...]]], common: Iterable[str]) -> tuple[int, list[int]]:
    """A Bloom filter of the first letters of words that start with an ASCII letter, and the factor that hashes them: the one that lets the fewest
    common words and letters pass by accident, the short ones counted more, as texts have more of them."""
    keys = word_keys(words)
    weights = {key: 1 / len(word) for word in [*common, *ascii_lowercase] for key in word_keys({word: [(0, 0, 0, 0)]}) - keys}

    def accidents(factor: int) -> float:
        table = filter_of(keys, factor)
        return sum(weight for key, weight in weights.items() for word, bits in [places_of(key, factor)] if not bits & ~table[word])

    factor = min(((0x9E3779B97F4A7C15 + 2 * step * 0x1234567891) & 0xFFFFFFFFFFFFFFFF for step in range(64)), key=accidents)
    return factor, filter_of(keys, factor)


def spaced(char: str) -> bool:
    """A letter of a script that parts words by spaces and does not glue endings to foreign names (`is_unspaced` in the kernel)."""
    return ord(char) < 0xE00 and unicodedata.category(char)[0] in "LM"


def point_filter(words: Iterable[str]) -> list[int]:
    """A bitmap over the first code points of words that start beyond ASCII: three where spaces part words, else two, or one for a single sign."""
    bits = bytearray(1 << 13)
    for word in words:
        if word[0].isascii():
            continue
        points = [ord(char) for char in word[:3]] + [0, 0]
        if spaced(word[0]):
            for k in (1, 2):
                if not (points[k] and spaced(chr(points[k])) and (points[k] >= 128 or 97 <= points[k] <= 122)):
                    points[k:] = [0, 0, 0]
        else:
            points[2] = 0
        set_point(bits, (points[0] * 31 + points[1]) * 31 + points[2])
    return list(bits)


@cache
def two_byte_cases() -> dict[str, list[bytes]]:
    """The characters of two UTF-8 bytes that fold to each character."""
    out: dict[str, list[bytes]] = defaultdict(list)
    for point in range(0x80, 0x800):
        out[chr(point + lower_delta_of(point))].append(chr(point).encode())
    return out


def leading_pairs(word: str, most: int) -> int:
    """How many of the first characters of a word may be written in two bytes, up to `most`."""
    cases = two_byte_cases()
    return next((k for k, char in enumerate(word[:most]) if char not in cases), min(len(word), most))


def pair_filter(words: Iterable[str]) -> list[int]:
    """A bitmap over the first two characters of words, of two UTF-8 bytes each and in any case; behind a letter that is a word by itself
    stands what is no letter. A sign passes by itself."""
    cases = two_byte_cases()
    no_letters = [chr(point).encode() for point in range(0xC0, 0x800) if unicodedata.category(chr(point))[0] not in "LM"]
    bits = bytearray(1 << 13)
    for word in words:
        after = [b""] if not spaced(word[0]) else no_letters if len(word) == 1 else cases.get(word[1], [])
        for first in cases.get(word[0], []):
            for second in after:
                set_point(bits, int.from_bytes(first + second, "big"))
    return list(bits)


def quad_filter(words: Iterable[str]) -> list[int]:
    """A bitmap over the first four characters of words, of two UTF-8 bytes each and in any case."""
    cases = two_byte_cases()
    bits = bytearray(1 << 14)
    for quad in {word[:4] for word in words if leading_pairs(word, 4) == 4}:
        for parts in product(*(cases[char] for char in quad)):
            slot = (int.from_bytes(b"".join(parts), "little") * QUAD_FACTOR & 0xFFFFFFFFFFFFFFFF) >> 47
            bits[slot >> 3] |= 1 << (slot & 7)
    return list(bits)


def asian_filter(words: Iterable[str]) -> list[int]:
    """A bitmap over the UTF-8 of markers of one character from U+3000 to U+DFFF, and of the first two characters of others (`places_asian`)."""
    bits = bytearray(1 << 13)
    for word in words:
        if "\u3000" <= word[0] <= "\udfff":
            slot = (int.from_bytes(word[:2].encode(), "little") * QUAD_FACTOR & 0xFFFFFFFFFFFFFFFF) >> 48
            bits[slot >> 3] |= 1 << (slot & 7)
    return list(bits)


def nation_heads(words: Iterable[str], last: bool) -> list[int]:
    """A bitmap over the first three letters of the first word, or of the `last` one, of each nation's name (`may_name_nation`)."""
    bits = bytearray(1 << 11)
    for word in words:
        head = (re.split("[ -]", word)[-1] if last else re.match(r"[^\W\d_]*", word)[0]).encode()[:3].ljust(3, b"\0")
        slot = (int.from_bytes(bytes(byte and byte | 32 for byte in head), "big") * 0x9E3779B1 & 0xFFFFFFFF) >> 18
        bits[slot >> 3] |= 1 << (slot & 7)
    return list(bits)


def compound_tails(words: Senses) -> list[int]:
    """A bitmap over the last three bytes of number words, in the languages that write numbers as one word."""
    languages = {language_id(language) for language, entry in NUMBERS.items() if entry.get("compound")}
    bits = bytearray(1 << 13)
    for word, senses in words.words.items():
        raw = word.encode()
        if len(raw) > 2 and any(sense[0] <= FRACTION and sense[1] in languages for sense in senses):
            set_point(bits, raw[-3] << 16 | raw[-2] << 8 | raw[-1])
    return list(bits)


def number_endings(words: Senses) -> list[int]:
    """A bitmap over the last code points of number words in scripts without spaces, and of what stands after a number for "somewhat more"."""
    bits = bytearray(1 << 13)
    for char in CONTEXT["vague"]["after"]:
        set_point(bits, ord(char))
    for word, senses in words.words.items():
        if ord(word[-1]) >= 0xE00 and any(sense[0] <= ONE for sense in senses):
            set_point(bits, ord(word[-1]))
    return list(bits)


def set_point(bits: bytearray, key: int) -> None:
    slot = (key * 0x9E3779B1 & 0xFFFFFFFF) >> 16
    bits[slot >> 3] |= 1 << (slot & 7)


COMMON_SLOTS = 11                           # a table of common words has 2 to that power slots, and as many behind them as it needs


def common_words(words: Mapping[str, list[tuple[int, ...]]]) -> list[str]:
    """A hash table of the common words of less than eight ASCII letters: the word as a little-endian number, a bit for each of its languages."""
    slots: list[tuple[int, int]] = [(0, 0)] * (1 << COMMON_SLOTS)
    for word, senses in words.items():
        if not (word.isascii() and word.isalpha() and len(word) < 8):
            continue
        key = int.from_bytes(word.encode(), "little")
        slot = (key * QUAD_FACTOR & 0xFFFFFFFFFFFFFFFF) >> 64 - COMMON_SLOTS
        while slot < len(slots) and slots[slot][0]:
            slot += 1
        slots[slot:slot + 1] = [(key, sum({1 << sense[0] for sense in senses}))]
    return [f"{{{key}u, {languages}u}}" for key, languages in [*slots, (0, 0)]]
