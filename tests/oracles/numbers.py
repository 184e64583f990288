"""Numbers, slow and obvious: numerals by regular expressions, numbers in words by hand, amounts as Decimal."""
import re
from decimal import Decimal

GROUPED = {sign: re.compile(rf"(\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+)") for sign in (",", ".", "'", " ", "\u00a0", "\u202f")}
INDIAN = re.compile(r"(\d{1,2}(?:,\d{2})+,\d{3})")


def read_numeral(text: str, point: str, group: str) -> Decimal | None:
    """A numeral whose decimal sign and group sign are known."""
    whole, found, fraction = text.partition(point)
    if found and not re.fullmatch(r"\d+", fraction):
        return None
    if group in whole:
        if not GROUPED[group].fullmatch(whole) and not (group == "," and INDIAN.fullmatch(whole)):
            return None
        whole = whole.replace(group, "")
    return Decimal(whole + ("." + fraction if found else "")) if re.fullmatch(r"\d+", whole) else None


def write_numeral(amount: Decimal, point: str, group: str, indian: bool = False) -> str:
    whole, _, fraction = f"{amount:f}".partition(".")
    head, tail = whole[:-3], whole[-3:]
    step = 2 if indian else 3
    parts = [head[max(0, end - step):end] for end in range(len(head), 0, -step)][::-1]
    return group.join([*parts, tail]) + (point + fraction if fraction else "")


SMALL = {
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
    "de": ["null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"],
    "fr": ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"],
    "es": ["cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve"],
}
TENS = {
    "en": ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    "de": ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"],
    "fr": ["vingt", "trente", "quarante", "cinquante", "soixante"],
    "es": ["veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"],
}
HUNDREDS = ["ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos", "ochocientos", "novecientos"]


def below_hundred(n: int, language: str) -> str:
    if n < 20:
        return SMALL[language][n]
    tens, unit = divmod(n, 10)
    if language == "en":
        return TENS["en"][tens - 2] + (f"-{SMALL['en'][unit]}" if unit else "")
    if language == "de":
        return (f"{SMALL['de'][unit]}und" if unit else "") + TENS["de"][tens - 2]
    if language == "es":
        return TENS["es"][tens - 2] + (f" y {SMALL['es'][unit]}" if unit else "")
    if tens in (7, 9):
        return ("soixante" if tens == 7 else "quatre-vingt") + (" et " if n == 71 else "-") + SMALL["fr"][10 + unit]
    if tens == 8:
        return "quatre-vingts" if unit == 0 else f"quatre-vingt-{SMALL['fr'][unit]}"
    return TENS["fr"][tens - 2] + ("" if unit == 0 else " et un" if unit == 1 else f"-{SMALL['fr'][unit]}")


def below_thousand(n: int, language: str) -> str:
    hundreds, rest = divmod(n, 100)
    if hundreds == 0:
        return below_hundred(rest, language)
    if language == "es":
        return "cien" if n == 100 else HUNDREDS[hundreds - 1] + (f" {below_hundred(rest, 'es')}" if rest else "")
    if language == "fr":
        return (f"{SMALL['fr'][hundreds]} " if hundreds > 1 else "") + "cent" + (f" {below_hundred(rest, 'fr')}" if rest else "")
    word = f"{SMALL[language][hundreds]}{' hundred' if language == 'en' else 'hundert'}"
    return word + ((" and " if language == "en" else "") + below_hundred(rest, language) if rest else "")


def in_words(n: int, language: str) -> str:
    """A number below 10**12 as it is read aloud."""
    if n == 0:
        return SMALL[language][0]
    million = {"en": ("million", "million"), "de": ("Million", "Millionen"), "fr": ("million", "millions"), "es": ("millón", "millones")}[language]
    thousand = {"en": "thousand", "de": "tausend", "fr": "mille", "es": "mil"}[language]
    glue = "" if language == "de" else " "
    millions, rest = divmod(n, 1_000_000)
    thousands, rest = divmod(rest, 1000)
    parts = []
    if millions:
        parts.append(f"{below_million(millions, language, thousand, glue)} {million[millions > 1]}".replace("ein Million", "eine Million"))
    low = below_million(thousands * 1000 + rest, language, thousand, glue) if thousands or rest else ""
    return " ".join(part for part in (*parts, low) if part)


def below_million(n: int, language: str, thousand: str, glue: str) -> str:
    thousands, rest = divmod(n, 1000)
    parts = []
    if thousands:
        parts.append(thousand if thousands == 1 and language in ("fr", "es") else below_thousand(thousands, language) + glue + thousand)
    if rest:
        parts.append(below_thousand(rest, language))
    return glue.join(parts)


CHINESE = "零一二三四五六七八九"


def in_chinese(n: int) -> str:
    """A number from 1 to 9999 in Chinese numerals."""
    out, gap = "", False
    for value, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // value % 10
        if digit:
            out += ("零" if gap and out else "") + CHINESE[digit] + sign
            gap = False
        else:
            gap = True
    return out


def canonical(amount: Decimal) -> str:
    """The decimal that stands in canonical text; three decimals after one to three digits would read as thousands, so a zero is added."""
    text = f"{amount:f}"
    whole, _, fraction = text.partition(".")
    return text + "0" if len(fraction) == 3 and len(whole.lstrip("-")) <= 3 and whole.lstrip("-") != "0" else text
