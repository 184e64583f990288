"""Documents to measure on: a dump given by path, or pages made up from a fixed seed (no two alike)."""
import json
import random
from collections.abc import Callable, Iterator

MENU = ["Home", "World", "Markets", "Opinion", "Sport", "Weather", "Log in", "Search", "Contact us", "About", "Shop", "Jobs", "Kultur", "Économie", "Deportes", "Новости"]
BUTTONS = ["Share this page", "Copy link", "Print", "Add a comment", "Accept all cookies", "Sign up for our newsletter", "ADVERTISEMENT", "Read more »",
           "Mehr lesen", "Partager", "Compartir", "3 comments", "Loading…", "© 2024 The Harbour Post. All rights reserved."]
WORDS = ["the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "was", "on", "with", "as", "by", "at", "from", "they", "be", "this", "have", "or", "had", "not", "are", "but", "what", "all", "were", "when", "we", "there", "can", "an", "your", "which", "their", "said", "if", "do", "will", "each", "about", "how", "up", "out", "them", "then", "she", "many", "some", "so", "these", "would", "other", "into", "has", "more", "her", "two", "like", "him", "see", "time", "could", "no", "make", "than", "first", "been", "its", "who", "now", "people", "council", "harbour", "bridge", "ferry", "engineer", "budget", "repair", "winter", "report", "citizens", "committee", "spokeswoman", "minister", "agreed", "delayed", "published", "river", "factory", "museum", "harvest", "season", "library", "orchestra", "village", "mountain", "railway", "teacher", "hospital", "election", "weather", "station", "morning", "company", "market", "price", "growth"]
FOREIGN = {
    "de": ["der", "die", "das", "und", "ist", "nicht", "mit", "von", "für", "über", "Brücke", "Gemeinde", "Straße", "Bürgermeisterin", "Verzögerung", "später", "früher", "wurde", "können", "müssen", "größer", "Geschäft"],
    "fr": ["le", "la", "les", "des", "et", "est", "à", "où", "été", "très", "près", "après", "société", "élève", "théâtre", "garçon", "français", "même", "forêt", "château", "déjà"],
    "es": ["el", "la", "los", "las", "y", "está", "también", "años", "después", "niño", "mañana", "según", "canción", "información", "pequeño", "corazón", "médico"],
    "ru": ["и", "в", "не", "на", "что", "он", "как", "это", "она", "они", "мост", "река", "город", "совет", "зима", "отчёт", "утро", "рынок", "цена", "рост", "школа", "театр"],
    "ja": ["橋の修理は", "来年の春に", "始まる予定です。", "市議会は", "予算を承認した。", "住民の多くは", "賛成している。"],
}
AMOUNTS = [lambda r: f"${r.randint(2, 999)} million", lambda r: f"€{r.randint(1, 99)},{r.randint(100, 999)}", lambda r: f"£{r.randint(1, 90)}.{r.randint(10, 99)}",
           lambda r: f"{r.randint(2, 90)} billion euros", lambda r: f"US${r.randint(5, 9)}–{r.randint(10, 20)} bn"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
DATES = [lambda r: f"{r.choice(MONTHS)} {r.randint(1, 28)}, {r.randint(1990, 2025)}", lambda r: f"{r.randint(1, 28)} {r.choice(MONTHS)} {r.randint(1990, 2025)}",
         lambda r: f"{r.randint(1990, 2025)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}", lambda r: f"in {r.randint(1950, 2025)}", lambda r: "last week"]


def sentence(rng: random.Random, words: list[str]) -> str:
    picked = [rng.choice(words) for _ in range(rng.randint(6, 26))]
    if rng.random() < 0.15:
        picked.insert(rng.randrange(len(picked)), rng.choice(AMOUNTS)(rng))
    if rng.random() < 0.15:
        picked.insert(rng.randrange(len(picked)), "on " + rng.choice(DATES)(rng))
    if rng.random() < 0.2:
        picked[0] = "“" + picked[0]
        picked[-1] += ",” she said"
    text = " ".join(picked)
    return text[0].upper() + text[1:] + "."


def page(rng: random.Random) -> str:
    """One page: menus and buttons around paragraphs, a median of 12 KB, mostly English."""
    words = WORDS if rng.random() < 0.8 else FOREIGN[rng.choice(list(FOREIGN))]
    lines = [*rng.sample(MENU, rng.randint(5, len(MENU))), sentence(rng, words)[:70]]
    for _ in range(rng.randint(4, 60)):
        lines.append(" ".join(sentence(rng, words) for _ in range(rng.randint(1, 4))))
        lines += rng.sample(BUTTONS, 1) if rng.random() < 0.2 else []
    for _ in range(rng.randint(3, 40)):
        lines.append(rng.choice([*MENU, *BUTTONS]) if rng.random() < 0.6 else sentence(rng, words)[:60])
    return "\n".join(lines)


def made_up(count: int, seed: int = 1) -> list[bytes]:
    """`count` made-up pages as JSONL records."""
    rng = random.Random(seed)
    return [json.dumps({"id": number, "text": page(rng)}, ensure_ascii=False).encode() for number in range(count)]


def records(path: str | None, count: int = 400) -> list[bytes]:
    """The records of a JSONL dump, or made-up ones."""
    if path is None:
        return made_up(count)
    with open(path, "rb") as file:
        return [line for line in file.read().splitlines() if line.strip()]


def fresh(lines: list[bytes]) -> Iterator[str]:
    """The texts as new strings, decoded again at each call: a string that was encoded before would answer from its cache."""
    for line in lines:
        yield json.loads(line)["text"]


def operations() -> dict[str, Callable[[str], object]]:
    """What is measured, by name."""
    import cleantext

    return {"clean": cleantext.clean, "classify": cleantext.classify, "tidy": cleantext.tidy, "find_money": cleantext.find_money, "find_dates": cleantext.find_dates}
