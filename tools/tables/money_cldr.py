"""Currency names of all of CLDR's languages, taken apart: the word that stands with a number, and the words that say whose currency it is."""
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version

from babel import Locale, localedata

# Written without spaces: a name is one word, and found anywhere in the text.
UNSPACED = {"ja", "zh", "yue", "th", "lo", "km", "my", "bo", "dz"}
PARTICLES = frozenset("de del des du la le las los el of the da do das dos di della dello d l von der na van y i e et und and".split())
# Nation words are only taken from languages whose numbers are read, too.


@dataclass
class Names:
    version: str
    codes: set[str] = field(default_factory=set)
    heads: dict[str, list[tuple[str, list[str]]]] = field(default_factory=dict)
    nations: dict[str, set[tuple[str, bool]]] = field(default_factory=lambda: defaultdict(set))
    core: set[str] = field(default_factory=set)

    def is_local(self, head: str, languages: list[str]) -> bool:
        """An ASCII word of languages that are seldom met, or a nation's name: more likely an everyday word of another language."""
        return head.isascii() and (not self.core & set(languages) or any((head, False) in phrases for phrases in self.nations.values()))


def forms_of(locale: Locale, codes: set[str], fold: Callable[[str], str]) -> dict[str, set[str]]:
    data = locale._data          # Babel has no public way to list the plural names
    out: dict[str, set[str]] = defaultdict(set)
    for code in codes:
        found = [data["currency_names"].get(code), *dict(data["currency_names_plural"].get(code) or {}).values()]
        plain = [name for name in found if name and not re.search(r"[0-9()]", name) and name.upper() != code]
        out[code] = {fold(name.replace("\u200f", "").replace("\u200e", "")) for name in plain}
    return {code: forms for code, forms in out.items() if forms}


def words_of(form: str) -> list[str]:
    return [word for word in re.split(r"[\s\-\u2010\u2011]+", form.replace("’", "'")) if word]


def head_is_last(forms: dict[str, set[str]], dollars: list[str]) -> bool | None:
    """Whether the shared word of the dollars stands last in their names; None when the language has no such word."""
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for code in dollars:
        for form in forms.get(code, ()):
            words = words_of(form)
            if len(words) > 1:
                first[words[0][:4]] += 1
                last[words[-1][:4]] += 1
    if not first or max(first.values()) == max(last.values()):
        return None
    return max(last.values()) > max(first.values())


def spelled_currencies(markers: dict, numbers: dict, fold: Callable[[str], str]) -> Names:
    names = Names(version("Babel"), core=set(numbers) - {"any"})
    english = Locale.parse("en")._data["currency_names"]
    skip = set(markers["codes"]["skip"].split())
    names.codes = {code for code in english if code not in skip}
    owner = {code: family for family, entry in reversed(markers["family"].items()) for code in entry["codes"].split()}
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for language in sorted(identifier for identifier in localedata.locale_identifiers() if "_" not in identifier):
        forms = forms_of(Locale.parse(language), names.codes, fold)
        if language in UNSPACED:
            for code, group in forms.items():
                for form in group:
                    found[form][code].add(language)
            continue
        last = head_is_last(forms, markers["family"]["dollar"]["codes"].split())
        if last is None:
            continue
        take_apart(names, found, forms, owner, language, last)
    for head, owners in found.items():
        if len(head) < (4 if head.isascii() else 2) or not all(char.isalpha() or char in " '’·・" or ord(char) >= 0x300 for char in head):
            continue
        ranked = sorted(owners.items(), key=lambda item: (-len(item[1]), item[0]))
        names.heads[head] = [(who, sorted(languages)) for who, languages in ranked[:1]]
    return names


def take_apart(names: Names, found: dict, forms: dict[str, set[str]], owner: dict[str, str], language: str, last: bool) -> None:
    families: dict[str, Counter[str]] = defaultdict(Counter)
    for code, group in forms.items():
        for form in group:
            if code in owner:
                families[owner[code]][words_of(form)[-1 if last else 0][:4]] += 1
    for code, group in forms.items():
        for form in group:
            words = words_of(form)
            head, rest = (words[-1], words[:-1]) if last else (words[0], words[1:])
            family = owner.get(code)
            if family and families[family][head[:4]] < 2:
                family = None
            if head not in PARTICLES:
                found[head][family or code].add(language)
            while rest and rest[0] in PARTICLES:
                rest = rest[1:]
            if language in names.core and 0 < len(rest) <= 3 and code[0] != "X" and (len(rest) > 1 or len(rest[0]) > 2):
                phrase = " ".join(rest)
                names.nations[code[:2]].add((phrase, False))
                if len(phrase) >= 7 and len(rest) == 1:
                    names.nations[code[:2]].add((phrase[:-2], True))
