"""Write a dictionary of words and their senses as the hash table that kernels/lexicon.pxd reads."""
from collections.abc import Iterable, Mapping, Sequence

from .c import array, literal


def fnv1a(data: bytes) -> int:
    h = 2166136261
    for byte in data:
        h = (h ^ byte) * 16777619 & 0xFFFFFFFF
    return h ^ (h >> 15)


def slots_of(hashes: Sequence[int]) -> list[int]:
    """An open hash table: 0 or 1 + the number of a hash."""
    size = 64
    while size < 3 * len(hashes):
        size *= 2
    slots = [0] * size
    for number, h in enumerate(hashes, 1):
        slot = h & (size - 1)
        while slots[slot]:
            slot = (slot + 1) & (size - 1)
        slots[slot] = number
    return slots


def filter_place(raw: bytes) -> int | None:
    """Where a word stands in a filter, as a number of 64 bits (see lexicon_may_have in lexicon.h): by its first and last eight bytes
    (of less than eight: four; of less than four: the first, middle and last one). None when these are not all ASCII."""
    n, mask = len(raw), 0xFFFFFFFFFFFFFFFF
    if n >= 4:
        size = 8 if n >= 8 else 4
        first, last = raw[:size], raw[-size:]
    else:
        first, last = bytes([raw[0], raw[n >> 1], raw[-1]]), b""
    if not (first + last).isascii():
        return None
    low, high = (int.from_bytes(part, "little") | 0x2020202020202020 for part in (first, last))
    h = (low * 0x9E3779B97F4A7C15 ^ high * 0xC2B2AE3D27D4EB4F) & mask
    return (h ^ h >> 32) * 0x9E3779B97F4A7C15 & mask


def word_filter(words: Iterable[str]) -> tuple[int, list[int]]:
    """A Bloom filter over folded words, about ten bits for each, and the logarithm of its size."""
    places = [place for word in words if (place := filter_place(word.encode())) is not None]
    log = max((len(places) * 10 // 64).bit_length(), 4)
    out = [0] * (1 << log)
    for place in places:
        out[place >> 64 - log] |= 1 << (place >> 40 & 63) | 1 << (place >> 30 & 63)
    return log, out


def render_lexicon(name: str, words: Mapping[str, Sequence[str]], sense_type: str, filtered: bool = False,
                   common: Mapping[str, Sequence[str]] | None = None, groups: Mapping[str, int] | None = None) -> str:
    """C source of `static const Lexicon NAME` and `static const SENSE_TYPE NAME_senses[]`.

    `words` maps a folded key (simple lower case) to its senses, each a C initializer such as "{3, 12, 0}".
    An entry's senses are NAME_senses[first : first + count]. With `filtered` the lexicon has a filter, for looking up words most of which
    it does not have. With `common`, some of the words with some of their senses, there is also a Lexicon NAME_common that knows only these.
    `groups` has a number for each word: those with the same one are looked up in the same texts, and are stored side by side.
    """
    keys, places, senses = bytearray(), {}, []
    longest = max((len(word.encode()) for word in words), default=0)
    named: list[str] = []
    out: list[str] = []
    for suffix, chosen in (("", words), ("_common", common or {})):
        if not chosen:
            continue
        entries, hashes, filter_fields = [], [], ""
        for word in sorted(chosen, key=lambda word: (word not in (common or {}), (groups or {}).get(word, 0), word)):     # the common ones come first
            raw = word.encode()
            if not 0 < len(raw) < 256 or not 0 < len(chosen[word]) < 256:
                raise ValueError(f"cannot store {word!r} with {len(chosen[word])} senses; both sizes must be 1 to 255")
            if word not in places:
                places[word] = len(keys)
                keys += raw
            entries.append(f"{{{places[word]}, {len(senses)}, {len(raw)}, {len(chosen[word])}}}")
            senses.extend(chosen[word])
            hashes.append(fnv1a(raw))
        if len(entries) > 65534 or len(senses) > 65535:
            raise ValueError(f"{name} is too large: {len(entries)} words, {len(senses)} senses; both must stay under 65535")
        if filtered:
            log, bits = word_filter(chosen)
            out.append(array("uint64_t", f"{name}{suffix}_filter", [f"{word}u" for word in bits], 6))
            filter_fields = f", {log}, {name}{suffix}_filter"
        table = slots_of(hashes)
        named.append(array("LexiconEntry", f"{name}{suffix}_entries", entries, 6))
        out += [
            array("unsigned short", f"{name}{suffix}_slots", table),
            f"static const Lexicon {name}{suffix} = {{{name}_keys, {name}{suffix}_entries, {name}{suffix}_slots, {len(table) - 1}u, {longest}{filter_fields}}};\n"]
    return "\n".join([literal(f"{name}_keys", bytes(keys)), *named, array(sense_type, f"{name}_senses", senses, 6), *out])
