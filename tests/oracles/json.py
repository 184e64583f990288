"""Where a field's string lies in a JSON record, found with the standard library's scanner: slow and obvious."""
import json
import re

DECODER = json.JSONDecoder(strict=False)
SPACE = re.compile(r"[ \t\r\n]*")


def string_span(record: bytes, key: str) -> tuple[int, int] | None:
    """Start and stop, in bytes and quotes included, of the string under the last top-level `key` of a valid record."""
    text = record.decode()
    value = json.loads(text)
    if not isinstance(value, dict) or not isinstance(value.get(key), str):
        return None
    at = SPACE.match(text).end() + 1
    found = None
    while text[at := SPACE.match(text, at).end()] != "}":
        if text[at] == ",":
            at = SPACE.match(text, at + 1).end()
        name, at = DECODER.raw_decode(text, at)
        at = SPACE.match(text, at).end() + 1        # the colon
        start = SPACE.match(text, at).end()
        _, at = DECODER.raw_decode(text, start)
        if name == key:
            found = (len(text[:start].encode()), len(text[:at].encode()))
    return found
