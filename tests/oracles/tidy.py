"""Tidying by its rules, one after the other, again and again until nothing changes."""
import re
from html.entities import html5

import unicodedata2 as ucd

CP1252 = {chr(b): bytes([b]).decode("cp1252") for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
SPACE = "\t\x0b\x0c\r\x1c\x1d\x1e\x1f \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\x81\x8d\x8f\x90\x9d\xad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17)) + "]")
JOINS = re.compile(
    "[\u0590-\u060b\u060d-\u061b\u061d-\u0dff\u0f00-\u109f\u1780-\u180d\u180f-\u18af\u1a00-\u1ccf\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bfe\ua800-\uabff\ufe0f"
    "\U00010a00-\U00011f5f\U0001f000-\U0001faff\U000e0020-\U000e007f]")
SELECTABLE = re.compile(
    "[#*0-9\xa9\xae\u203c\u2049\u2122\u2139\u24c2\u3030\u303d\u3297\u3299\u2200-\u23ff\u25a0-\u25ff\u3400-\u9fff\U00020000-\U0002f7ff\U00030000-\U0003347f]")
SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
FLAG = re.compile("(\U0001f3f4)([\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)")
MARKS = "\u200e\u200f\u061c"
SEPARATORS = set("-=_*~|·•‐‑‒–—―─━│┃═║■▪●◆ \t")
SINGLE = {chr(cp): ucd.normalize("NFC", chr(cp)) for cp in range(0x110000)
          if not 0xD800 <= cp < 0xE000 and len(ucd.normalize("NFC", chr(cp))) == 1 and ucd.normalize("NFC", chr(cp)) != chr(cp)}


def reference(match: re.Match[str]) -> str:
    name = match[1]
    if name.startswith("#"):
        code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else match[0]
    return html5.get(name + ";", match[0])


def starter_joins(text: str) -> bool:
    """Whether the last character that is no combining mark, and no joiner before one, takes joiners."""
    for char in reversed(text):
        if not ucd.combining(char) and char not in "\u200c\u200d":
            return bool(JOINS.match(char)) or (SELECTOR.match(char) is not None and char in text and joins_before_selector(text, char))
    return False


def joins_before_selector(text: str, selector: str) -> bool:
    at = text.rindex(selector)
    return at > 0 and bool(JOINS.match(text[at - 1]))


def keep_joiners(line: str) -> str:
    """Joiners stay between letters that join, one selector behind a base that has variants; a selector behind a joiner falls."""
    out, joiner = "", ""
    for char in line:
        if char in "\u200c\u200d":
            joiner = char if starter_joins(out) else ""
        elif SELECTOR.match(char):
            if out and not joiner and (SELECTABLE.match(out[-1]) or (JOINS.match(out[-1]) and not ucd.combining(out[-1]) and not SELECTOR.match(out[-1]))):
                out += char
        else:
            out += joiner + char if JOINS.match(char) or ucd.combining(char) else char
            joiner = ""
    return out


def keep_tags(line: str) -> str:
    kept = FLAG.sub(lambda m: m[1] + "".join(chr(ord(c) - 0xE0000 + 0xF0000) for c in m[2]), line)
    kept = re.sub("[\U000e0000-\U000e007f]", "", kept)
    return re.sub("[\U000f0020-\U000f007f]", lambda m: chr(ord(m[0]) - 0xF0000 + 0xE0000), kept)


def once(line: str) -> str:
    line = re.sub("[\x80-\x9f]", lambda m: CP1252.get(m[0], m[0]), line)
    line = INVISIBLE.sub("", line)
    line = re.sub("&(#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);", reference, line).replace("\n", " ")
    line = "".join(SINGLE.get(char, char) if ord(SINGLE.get(char, char)) < 128 else char for char in line)
    return re.sub(f"[{SPACE}]+", lambda m: "\t" if "\t" in m[0] else " ", line).strip(" \t")


def tidy_line(line: str) -> str:
    line = re.sub("[\ud800-\udbff][\udc00-\udfff]", lambda m: m[0].encode("utf-16", "surrogatepass").decode("utf-16"), line)
    line = re.sub("[\ud800-\udfff]", "\ufffd", line)
    if not any(ucd.bidirectional(char) in ("R", "AL", "AN") for char in line if char not in MARKS):
        line = re.sub(f"[{MARKS}]", "", line)
    before = None
    while before != line:
        before = line
        line = once(line)
    line = once(keep_joiners(keep_tags(line)))
    line = ucd.normalize("NFC", line)
    return "" if set(line) <= SEPARATORS else line


def tidy(text: str) -> str:
    return "\n".join(tidy_line(line) for line in text.split("\n"))
