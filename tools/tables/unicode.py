"""Casing, word characters, classes for tidying, and canonical composition, from the Unicode Character Database."""
import unicodedata2 as ucd

from .c import array, header, stages

SPACES = {cp for cp in range(0x110000) if ucd.category(chr(cp)) in ("Zs", "Zl", "Zp")} | {9, 11, 12, 13, 28, 29, 30, 31}
# Format characters that carry no text of their own: soft hyphen, zero-width space, word joiner and invisible operators, byte order
# mark, bidirectional embeddings, overrides and isolates, deprecated format characters, Mongolian vowel separator, annotations.
INVISIBLE = ({0xAD, 0x200B, 0xFEFF, 0x180E} | set(range(0x202A, 0x202F)) | set(range(0x2060, 0x2070)) | set(range(0xFFF9, 0xFFFC))
             | {0xFFFE, 0xFFFF} | {cp for plane in range(1, 17) for cp in (plane << 16 | 0xFFFE, plane << 16 | 0xFFFF)} | set(range(0xFDD0, 0xFDF0)))
MARKS = {0x200E, 0x200F, 0x061C}           # directional marks: text in right-to-left scripts, noise elsewhere
JOINERS = {0x200C, 0x200D}
# Scripts and symbols in which the zero-width joiners change what is read (Arabic to Mongolian, Indic, emoji).
JOINABLE = [(0x0590, 0x0E00), (0x0F00, 0x10A0), (0x1780, 0x18B0), (0x1A00, 0x1CD0), (0x2190, 0x2200), (0x2600, 0x27C0), (0x2B00, 0x2BFF),
            (0xA800, 0xAC00), (0xFE0F, 0xFE10), (0x10A00, 0x11F60), (0x1F000, 0x1FB00)]
RIGHT_TO_LEFT = {"R", "AL", "AN"}
# What a variation selector may follow besides the above: keycap bases, symbols with an emoji form, operators, ideographs.
SELECTABLE_POINTS = ({0x23, 0x2A, 0xA9, 0xAE, 0x203C, 0x2049, 0x2122, 0x2139, 0x24C2, 0x3030, 0x303D, 0x3297, 0x3299} | set(range(0x30, 0x3A))
                     | set(range(0x2200, 0x2400)) | set(range(0x25A0, 0x2600)) | set(range(0x3400, 0xA000)) | set(range(0x20000, 0x2F800))
                     | set(range(0x30000, 0x33480)))
PLAIN, SELECTABLE, SPACE, DROP, JOINER, MARK, SELECTOR, TAG, SINGLETON, C1, CONTROL = range(11)
JOINS, COMPOSES, RTL, SEPARATES = 0x10, 0x20, 0x40, 0x80     # flags beside the class
SEPARATORS = set("-=_*~|·•‐‑‒–—―─━│┃═║■▪●◆")
WORD = ("L", "M", "N")


def canonical(cp: int) -> str:
    return ucd.normalize("NFD", chr(cp))


def tidy_class(cp: int) -> int:
    char = chr(cp)
    if cp in SPACES:
        return SPACE | (COMPOSES if ucd.normalize("NFC", char) != char else 0)
    if cp < 32 or cp == 127:
        return CONTROL
    if 0x80 <= cp < 0xA0:
        return C1
    if cp in INVISIBLE:
        return DROP
    if cp in JOINERS:
        return JOINER
    if cp in MARKS:
        return MARK
    if 0xE0000 <= cp < 0xE0080:
        return TAG
    if 0xFE00 <= cp < 0xFE10 or 0xE0100 <= cp < 0xE01F0:
        return SELECTOR
    flags = 0
    if any(low <= cp < high for low, high in JOINABLE):
        flags |= JOINS
    if ucd.bidirectional(char) in RIGHT_TO_LEFT:
        flags |= RTL
    if char in SEPARATORS:
        flags |= SEPARATES
    composed = ucd.normalize("NFC", char)
    if 0xD800 <= cp < 0xE000:
        return PLAIN
    if composed != char and len(composed) == 1:
        return SINGLETON | flags
    if composed != char or ucd.combining(char) or ord(canonical(cp)[0]) in SECONDS:        # or what it begins with, taken apart, composes with what stands before
        flags |= COMPOSES
    return (SELECTABLE if cp in SELECTABLE_POINTS else PLAIN) | flags


# Characters beyond ASCII that the scan for plain text stops at, by the halves of their bytes: sets of UTF-8 sequences, each the high and the low
# halves that its bytes have. Any character that tidying may touch must be in one of them; what else is in them only costs time.
ANY = "0123456789ABCDEF"
DOUBTS_TWO = [                                      # first byte, second byte
    ("C", "2", "89A", ANY),                         # C1 controls, no-break space, soft hyphen
    ("CD", "CD", ANY, ANY),                         # combining marks; Syriac
    ("D", "EF", ANY, ANY),                          # Thaana, NKo
    ("CD", "27E", "8", "123456789"),                # Greek ano teleia, Cyrillic and Hebrew marks
    ("D", "6B", "9AB", ANY),                        # Hebrew and Koranic marks
    ("D", "89", "9", ANY),                          # Arabic marks
    ("D", "9", "8", "BCDEF"),
    ("D", "9", "B", "0"),
]
DOUBTS_LONG = [                                     # first byte, second byte
    ("F", ANY, "8AB", ANY),                         # four bytes: all but U+1F000 to U+1FFFF
    ("F", ANY, "9", "0123456789ABCDE"),
    ("E", "0", ANY, ANY),                           # scripts of India, Thai, Lao
    ("E", "1A", "89A", ANY),                        # Tibetan to Mongolian, Saurashtra and others
    ("E", "1", "B", "01234567CDEF"),                # Lepcha and others, combining marks, Greek with accents
    ("E", "2F", "B", "0123456789ABF"),              # Coptic to Cyrillic marks; selectors, byte order mark, specials
    ("E", "2F", "A", ANY),                          # ideographs for compatibility, presentation forms
    ("E", "2", "8", "134C"),                        # invisible operators, marks for symbols, letter-like symbols, brackets
]
DOUBTS_THIRD = [                                    # first, second and third byte
    ("E", "2", "8", "0", "8", ANY),                 # spaces, joiners
    ("E", "2", "8", "0", "A", "89ABCDEF"),          # line separator, directional marks, narrow no-break space
    ("E", "3", "8", "0", "8", "0"),                 # ideographic space
    ("E", "3", "8", "0", "A", "ABCDEF"),            # ideographic tone marks
    ("E", "3", "8", "2", "9", "9A"),                # kana voicing marks
    ("F", ANY, "9", "F", "B", "F"),                 # noncharacters
]


def half_tables(sets: list[tuple[str, ...]]) -> list[list[int]]:
    """For each half of a byte a table of 16: in which of the sets (a bit for each) that half is."""
    return [[sum(1 << number for number, halves in enumerate(sets) if f"{half:X}" in halves[place]) for half in range(16)] for place in range(len(sets[0]))]


def is_doubtful(cp: int) -> bool:
    """Whether the scan for plain text stops at the character."""
    halves = chr(cp).encode().hex().upper()
    return any(all(half in member for half, member in zip(halves, doubt, strict=False)) for doubt in
               (DOUBTS_TWO if cp < 0x800 else DOUBTS_LONG + DOUBTS_THIRD))


NOTHING = 0x80      # in a table for a shuffle of bytes: a zero


def pack_bytes() -> list[int]:
    """Where the bytes of four characters lie that have 4 bytes each to lie in, by which of them have two or three (low bits) and three (high bits)."""
    places = []
    for mask in range(256):
        kept = [4 * k + byte for k in range(4) for byte in range(1 + (mask >> k & 1) + (mask >> (k + 4) & 1))]
        places += kept + [NOTHING] * (16 - len(kept))
    return places


def pack_lanes() -> list[int]:
    """Where those of eight pairs of bytes lie that are kept, by a bit for each."""
    places = []
    for mask in range(256):
        kept = [2 * k + byte for k in range(8) if mask >> k & 1 for byte in range(2)]
        places += kept + [NOTHING] * (16 - len(kept))
    return places


# Where lower case is taken from: blocks whose mappings are older than any Python that may run this.
CASED = [(0x41, 0x590), (0x10A0, 0x1100), (0x1E00, 0x2000), (0x2100, 0x2190), (0x2C00, 0x2D00), (0xFF00, 0xFF60), (0x10400, 0x10500),
         (0x1E900, 0x1E980)]


def lower_delta_of(cp: int) -> int:
    low = chr(cp).lower()
    return ord(low) - cp if len(low) == 1 and any(start <= cp < stop for start, stop in CASED) else 0


def compositions() -> dict[tuple[int, int], int]:
    """Pairs that NFC joins into one character (Hangul apart, which is arithmetic)."""
    pairs = {}
    for cp in range(0x110000):
        parts = ucd.decomposition(chr(cp)).split()
        if len(parts) == 2 and not parts[0].startswith("<") and ucd.normalize("NFC", chr(cp)) == chr(cp):
            pairs[int(parts[0], 16), int(parts[1], 16)] = cp
    return pairs


PAIRS = compositions()
SECONDS = {second for _, second in PAIRS} | set(range(0x1161, 0x1176)) | set(range(0x11A8, 0x11C3))


def pair_slot(first: int, second: int, mask: int) -> int:
    return ((first * 0x9E3779B1 ^ second * 0x85EBCA6B) & 0xFFFFFFFF) >> 7 & mask


def render() -> str:
    everything = range(0x110000)
    lower_index, lower_delta = stages([lower_delta_of(cp) for cp in range(0x1E980)], 32)
    bits = [sum(1 << k for k in range(32) if ucd.category(chr(start + k))[0] in WORD) for start in range(0, 0x40000, 32)]
    word_index, word_bits = stages(bits, 8)
    class_index, classes = stages([tidy_class(cp) for cp in everything], 128)
    ccc_index, ccc = stages([ucd.combining(chr(cp)) for cp in range(0x20000)], 64)
    decomposed = [cp for cp in everything if not 0xAC00 <= cp < 0xD7A4 and not 0xD800 <= cp < 0xE000 and canonical(cp) != chr(cp)]
    pool: list[int] = []
    offsets = []
    for cp in decomposed:
        offsets.append(len(pool))
        pool.extend(map(ord, canonical(cp)))
    offsets.append(len(pool))
    numbers = {cp: number for number, cp in enumerate(decomposed, 1)}
    decomposition_index, decomposition_numbers = stages([numbers.get(cp, 0) for cp in range(0x30000)], 64)
    mask = 4095
    c1 = [ord(bytes([b]).decode("cp1252", "replace")) for b in range(0x80, 0xA0)]
    slots: list[tuple[int, int, int]] = [(0, 0, 0)] * (mask + 1)
    for (first, second), cp in sorted(PAIRS.items()):
        slot = pair_slot(first, second, mask)
        while slots[slot][2]:
            slot = (slot + 1) & mask
        slots[slot] = first, second, cp
    doubts = half_tables(DOUBTS_TWO) + half_tables(DOUBTS_LONG) + half_tables(DOUBTS_THIRD)
    touched = [cp for cp in range(0x80, 0x110000) if not 0xD800 <= cp < 0xE000 and (tidy_class(cp) & 15 > SELECTABLE or tidy_class(cp) & COMPOSES)]
    if missed := [f"U+{cp:04X}" for cp in touched if not is_doubtful(cp)]:
        raise ValueError(f"the scan for plain text would pass over {', '.join(missed[:20])}; add them to DOUBTS_TWO, DOUBTS_LONG or DOUBTS_THIRD")
    source = f"Unicode {ucd.unidata_version}"
    return header("Casing, word characters, tidying classes, canonical composition.", source, "CLEANTEXT_UNICODE_TABLES_H", [
        array("unsigned short", "unicode_lower_index", lower_index), array("int", "unicode_lower_delta", lower_delta),
        array("unsigned char", "unicode_word_index", word_index), array("unsigned int", "unicode_word_bits", word_bits),
        array("unsigned short", "unicode_class_index", class_index), array("unsigned char", "unicode_class", classes),
        array("unsigned char", "unicode_doubts", [bits for table in doubts for bits in table]),
        array("unsigned char", "unicode_pack_bytes", pack_bytes()), array("unsigned char", "unicode_pack_lanes", pack_lanes()),
        array("unsigned short", "unicode_ccc_index", ccc_index), array("unsigned char", "unicode_ccc", ccc),
        array("unsigned short", "unicode_decomposition_index", decomposition_index),
        array("unsigned short", "unicode_decomposition", decomposition_numbers),
        array("unsigned short", "unicode_decomposition_start", offsets), array("unsigned int", "unicode_decomposition_points", pool),
        array("unsigned int", "unicode_pairs", [value for entry in slots for value in entry]),
        array("unsigned int", "unicode_c1", [0 if cp == 0xFFFD else cp for cp in c1]),
        f"#define UNICODE_PAIRS_MASK {mask}u\n",
    ])
