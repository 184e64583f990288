"""What the HTML says about each line of a page: the elements around it and the kinds of class and id names. Weak targets for training only."""
import json
import lzma
import re

import numpy as np

TAGS = ["a", "button", "nav", "footer", "header", "aside", "main", "article", "form", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "p",
        "figure", "figcaption", "time", "label", "select", "blockquote", "pre", "dl", "dt", "strong", "td", "section"]
ALIKE = {"h5": "h4", "h6": "h4", "b": "strong", "code": "pre", "option": "select", "th": "td", "dd": "dl", "input": "form"}
KINDS = [re.compile(kind) for kind in (
    r"nav|menu|breadcrumb|pagination|pager|skip", r"foot", r"header|masthead|topbar", r"sidebar|widget|rail|aside",
    r"cookie|consent|gdpr|onetrust|privacy", r"share|sharing|social|follow",
    r"related|recommend|read-?more|also|teaser|popular|trending|most-|latest",
    r"comment|discuss|repl(y|ies)|disqus|respond",
    r"author|byline|bio\b|writer", r"date|time|publish|meta|dateline", r"caption|credit|figure|photo|image",
    r"promo|sponsor|advert|(^|[-_ ])ads?([-_ ]|$)|banner|affiliate", r"newsletter|subscri|signup|sign-up|login|register|paywall|account",
    r"title|headline|heading", r"content|article|post|entry|story|body|text", r"price|product|cart|buy|shop", r"rating|review|star", r"search",
    r"copyright|legal|terms|imprint|disclaimer", r"tag|categor|topic", r"hidden|sr-only|screen-reader|visually|modal|popup|overlay|dialog",
    r"video|player|audio|playlist", r"card|tile|item|grid|carousel|slide", r"forum|thread|message", r"user|avatar|profile", r"btn|button|cta",
    r"lang|country|region|locale|currency", r"toc|table-of-contents")]
BITS = len(TAGS) + len(KINDS)
TAG_BIT = {tag: 1 << i for i, tag in enumerate(TAGS)}
TAG_BIT |= {tag: TAG_BIT[like] for tag, like in ALIKE.items()}
SKIPPED = {"script", "style", "template", "svg", "head", "noscript", "title"}


def kinds_of(names, known={}):                                         # noqa: B006  (a cache: few names, asked millions of times)
    bits = known.get(names)
    if bits is None:
        bits = known[names] = sum(1 << (len(TAGS) + i) for i, kind in enumerate(KINDS) if kind.search(names))
    return bits


def text_pieces(html):
    """(text, bits) of every piece of text under <body>, in order; and its <figcaption> texts, which extractors of plain text leave out."""
    import lxml.html

    try:
        root = lxml.html.document_fromstring(html)
    except ValueError:                                                  # "Unicode strings with encoding declaration are not supported"
        root = lxml.html.document_fromstring(html.encode("utf-8", "ignore"))
    body = root.find("body")
    body = root if body is None else body
    captions = [" ".join(item.text_content().split()) for item in body.iter("figcaption")]
    out, stack = [], [(body, 0)]
    while stack:
        item, bits = stack.pop()
        if isinstance(item, str):
            out.append((item, bits))
            continue
        if not isinstance(item.tag, str) or item.tag in SKIPPED:
            continue
        bits |= TAG_BIT.get(item.tag, 0)
        names = (item.get("class") or "") + " " + (item.get("id") or "")
        if item is not body and 1 < len(names) < 400:
            bits |= kinds_of(names.lower())
        inside = [(item.text, bits)] if item.text else []
        for child in item:
            inside.append((child, bits))
            if child.tail:
                inside.append((child.tail, bits))
        stack.extend(reversed(inside))
    return out, captions


def squash(text):
    return "".join(text.split())


def align(lines, pieces):
    """The bits of each line, found by running through the text of the page once, and whether it was found."""
    texts, masks, starts, at = [], [], [], 0
    for text, bits in pieces:
        text = squash(text)
        if text:
            texts.append(text)
            masks.append(bits)
            starts.append(at)
            at += len(text)
    whole, starts = "".join(texts), np.array([*starts, at])
    bits, found, place = np.zeros(len(lines), np.uint64), np.zeros(len(lines), bool), 0
    for i, line in enumerate(lines):
        line = squash(line)
        key = line[:200]
        j = whole.find(key, place, place + 4000 + 20000 * (len(line) > 12))
        if j < 0 and len(line) > 25:
            j = whole.find(key)
        if j < 0 and line[0] in "•*-–" and len(line) > 3:
            j = whole.find(line[1:][:200], place, place + 8000)
        if j < 0:
            continue
        first = int(np.searchsorted(starts, j, "right")) - 1
        last = int(np.searchsorted(starts, min(j + len(line), len(whole)) - 1, "right")) - 1
        if first >= len(masks):
            continue
        longest = first if last <= first else min(first + int(np.argmax(np.diff(starts[first:last + 2]))), len(masks) - 1)
        bits[i], found[i] = masks[longest], True
        place = j + len(line)
    return bits, found


def add_weak(pages, path) -> None:
    """Set `weak`, `weak_known` and `captions` of the pages in full, from html-dev.jsonl.xz."""
    full = {page.id: page for page in pages if page.regime == "full"}
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            r = json.loads(line)
            page = full.get(r["id"])
            if page is not None:
                pieces, captions = text_pieces(r["html"].replace("\0", ""))
                page.weak, page.weak_known = align([line.decode() for line in page.lines], pieces)
                page.captions = [text for text in dict.fromkeys(captions) if 4 <= len(text.split()) <= 60][:6]
