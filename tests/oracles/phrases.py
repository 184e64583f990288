"""Phrases of the user's own, by trying every one at every place."""
import unicodedata2 as ucd

# Blocks whose letters have a lower case of one code point, and those of scripts that are written without spaces.
CASED = [(0x41, 0x590), (0x10A0, 0x1100), (0x1E00, 0x2000), (0x2100, 0x2190), (0x2C00, 0x2D00), (0xFF00, 0xFF60), (0x10400, 0x10500), (0x1E900, 0x1E980)]
UNSPACED = [(0xE00, 0xF00), (0x1000, 0x1200), (0x1780, 0x1800), (0x3005, 0x3006), (0x3007, 0x3008), (0x3040, 0x3100), (0x3400, 0xA000), (0xAC00, 0xD7B0), (0xF900, 0xFB00)]


def within(char, blocks):
    return any(start <= ord(char) < stop for start, stop in blocks)


def lower(char):
    small = char.lower()
    return small if len(small) == 1 and within(char, CASED) else char


def pieces(line):
    """Words, signs and white space of a line; white space is one space, letters are small."""
    out, before = [], None
    for char in line.replace("\ud800", "\ufffd"):
        space = ucd.category(char) in ("Zs", "Zl", "Zp") or char in "\t\x0b\x0c\r\x1c\x1d\x1e\x1f"
        word = not space and ucd.category(char)[0] in "LMN" and not within(char, UNSPACED)
        if space and before == "space":
            continue
        if word and before == "word":
            out[-1] += lower(char)
        else:
            out.append(" " if space else lower(char))
        before = "space" if space else "word" if word else "sign"
    return out


def phrase_in(line, keep, drop):
    """(kept, phrase): the phrase to keep that ends first, else the one to drop; of those that end together the one that was given first."""
    text = pieces(line)
    for kept, phrases in ((True, keep), (False, drop)):
        cut = [pieces(phrase) for phrase in phrases]
        for stop in range(1, len(text) + 1):
            for phrase, wanted in zip(phrases, cut, strict=True):
                if len(wanted) <= stop and text[stop - len(wanted):stop] == wanted:
                    return kept, phrase
    return None
