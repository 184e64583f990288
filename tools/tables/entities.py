"""HTML character references that end in a semicolon, from the HTML standard's list (html.entities of the standard library)."""
from html.entities import html5

from .c import header
from .lexicon import render_lexicon


def render() -> str:
    words = {}
    for name, value in html5.items():
        if name.endswith(";"):
            points = [*map(ord, value), 0]
            words[name[:-1]] = [f"{{{points[0]}, {points[1]}}}"]
    return header("HTML character references (names are case-sensitive).", "the HTML standard's list of named character references",
                  "CLEANTEXT_ENTITY_TABLES_H", [
                      '#include "lexicon.h"\n', "typedef struct { unsigned int first, second; } Entity;\n",
                      render_lexicon("entities", words, "Entity")])
