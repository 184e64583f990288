"""Write a dictionary of words and their senses as the hash table that kernels/lexicon.pxd reads."""
from collections.abc import Collection, Mapping, Sequence

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


def render_lexicon(name: str, words: Mapping[str, Sequence[str]], sense_type: str, common: Collection[str] = ()) -> str:
    """C source of `static const Lexicon NAME` and `static const SENSE_TYPE NAME_senses[]`.

    `words` maps a folded key (simple lower case) to its senses, each a C initializer such as "{3, 12, 0}".
    An entry's senses are NAME_senses[first : first + count]. With `common` words there is also a Lexicon NAME_common that knows only these,
    by a smaller table over the same entries.
    """
    keys, entries, senses = bytearray(), [], []
    hashes = []
    for word in sorted(words, key=lambda word: (word not in common, word)):
        raw = word.encode()
        if not 0 < len(raw) < 256 or not 0 < len(words[word]) < 256:
            raise ValueError(f"cannot store {word!r} with {len(words[word])} senses; both sizes must be 1 to 255")
        entries.append(f"{{{len(keys)}, {len(senses)}, {len(raw)}, {len(words[word])}}}")
        keys += raw
        senses.extend(words[word])
        hashes.append(fnv1a(raw))
    if len(entries) > 65534 or len(senses) > 65535:
        raise ValueError(f"{name} is too large: {len(entries)} words, {len(senses)} senses; both must stay under 65535")
    longest = max((len(word.encode()) for word in words), default=0)
    out = [
        literal(f"{name}_keys", bytes(keys)),
        array("LexiconEntry", f"{name}_entries", entries, 6),
        array(sense_type, f"{name}_senses", senses, 6),
    ]
    for suffix, chosen in (("", hashes), ("_common", hashes[:len(common)])):
        if chosen:
            slots = slots_of(chosen)
            out += [array("unsigned short", f"{name}{suffix}_slots", slots),
                    f"static const Lexicon {name}{suffix} = {{{name}_keys, {name}_entries, {name}{suffix}_slots, {len(slots) - 1}u, {longest}}};\n"]
    return "\n".join(out)
