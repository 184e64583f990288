"""Money: what marks an amount as money (codes, signs, names and abbreviations of currencies and their parts), from CLDR and money_markers.toml."""
from .money_cldr import Names
from .money_senses import (
    ALL_CAPS,
    BEFORE,
    CAPS,
    CODE,
    COMMON,
    FAMILIES,
    FAMILY,
    MARKERS,
    NO_MONEY,
    SUBUNIT,
    SYMBOL,
    TIGHT,
    WEAK,
    WORDY,
    Senses,
    flattened,
    fold,
    language_id,
    pairs,
)


class Markers:
    def __init__(self, names: Names) -> None:
        self.codes = [*sorted(names.codes), "BTC", "ETH"]
        self.senses = Senses()
        flags = MARKERS["flags"]
        self.before, self.caps, self.weak = (set(fold(flags[key]).split()) for key in ("before", "caps", "weak"))
        self.exact = set(flags["exact"].split())
        self.by_hand()
        known = set(self.senses.words)
        skip = set(fold(flags["skip"]).split())
        for head, found in sorted(names.heads.items()):
            for owner, languages in found:
                if head in known or head in skip or names.is_local(head, languages):
                    continue
                bare = flattened(head)
                own = [head] if bare != head and names.is_local(bare, languages) else [head, bare]
                for form in dict.fromkeys(own):
                    short = form.isascii() and len(form) <= 6       # "late", "lion", "colony" are names of currencies somewhere
                    self.add(form, self.value(owner), languages[0] if len(languages) == 1 else "", WEAK if short else 0, bare=False)
        for word in (skip | set(COMMON)) - known:
            self.senses.words.pop(word, None)

    def value(self, owner: str) -> int:
        return self.codes.index(owner) if owner in self.codes else FAMILY + FAMILIES.index(owner)

    def add(self, word: str, value: int, language: str = "", flags: int = 0, power: int = 0, bare: bool = True) -> None:
        key = fold(word.replace("_", " "))
        if not key:
            return
        exact = [form for form in self.exact if fold(form) == key]
        if exact and all(form.isupper() for form in exact):
            flags |= ALL_CAPS
        elif (exact and all(form[0].isupper() for form in exact)) or key in self.caps:
            flags |= CAPS
        flags |= (BEFORE if key in self.before else 0) | (WEAK if key in self.weak and not flags & CODE else 0)
        flags |= TIGHT if key in MARKERS["flags"]["tight"].split() else 0
        self.senses.add(key, value, language_id(language) if language else 0, power, flags, bare=bare)

    def by_hand(self) -> None:
        codes = MARKERS["codes"]
        wordy = set(codes["wordy"].split()) - set(codes["plain"].split())
        lower = {code.upper() for code in codes["lower"].split()}
        for code in self.codes:
            self.add(code, self.codes.index(code), flags=CODE | BEFORE | (WORDY if code in wordy else 0) | (0 if code in lower else ALL_CAPS))
        for alias, code in pairs(codes["aliases"]):
            self.add(alias, self.codes.index(code), flags=CODE | BEFORE | (ALL_CAPS if alias != "RMB" else 0))
        for code, words in MARKERS["symbols"].items():
            for word in words.split():
                self.add(word, self.codes.index(code), flags=SYMBOL | BEFORE)
        home = {word: language for language, words in MARKERS["home"].items() for word in words.split()}
        for section in ("abbreviations", "names"):
            for owner, words in MARKERS[section].items():
                for word in words.split():
                    self.add(word, self.codes.index(owner), home.get(word, ""))
        for owner, words in MARKERS["families"].items():
            for word in words.split():
                if owner in FAMILIES:
                    self.add(word, FAMILY + FAMILIES.index(owner))
        for owner, family in MARKERS["family"].items():
            self.weak |= set(fold(family.get("weak", "")).split())
            for word in family["heads"].split():
                self.add(word, FAMILY + FAMILIES.index(owner))
        for word, others in MARKERS["longer"].items():
            for other in others.split():
                for joint in " -":
                    self.senses.add(word + joint + other, 0, 0, 0, NO_MONEY)
        weak = set(MARKERS["subunit_flags"]["weak"].split())
        for number, (_, subunit) in enumerate(MARKERS["subunit"].items()):
            for word in subunit["words"].split():
                self.add(word, SUBUNIT + number, home.get(word, ""), flags=WEAK if word in weak else 0, power=-subunit["power"])
        for scale, power in pairs(MARKERS["composite"]["scales"]):
            for code in MARKERS["composite"]["codes"].split():
                self.add(scale + code, self.codes.index(code), flags=CODE | BEFORE | ALL_CAPS, power=int(power))
        for word, owner in pairs(MARKERS["composite"]["extra"].replace(":", "=")):
            word, power = word.rsplit("=", 1)
            self.add(word, self.value(owner), flags=0, power=int(power))

    def defaults(self, table: dict[str, dict], base: int) -> tuple[list[str], list[str]]:
        """For each family or subunit its default currency (-1: unsaid), and what differs by language as (value, language, currency)."""
        first, other = [], []
        for number, entry in enumerate(table.values()):
            for item in entry["default"].split():
                language, _, code = item.rpartition("=")
                currency = self.codes.index(code) if code != "-" else -1
                if language:
                    other.append(f"{{{base + number}, {language_id(language)}, {currency}}}")
                else:
                    first.append(str(currency))
        return first, other

    def prefixes(self) -> Senses:
        """Letters that say whose "$", "£" or "¥" it is: (currency, which of the three, may have a space, may follow)."""
        out = Senses()
        for sign, section in enumerate(("dollar", "pound", "yen")):
            for code, words in MARKERS[section].items():
                for word in words.split():
                    if code in self.codes:
                        out.add(word.rstrip("<+"), self.codes.index(code), sign, int("+" in word), int("<" in word))
        return out
