"""The slow and obvious version of parts of the dates kernel: the calendar by datetime, dates in numbers, weekdays, and a reader of EDTF values."""
import contextlib
import datetime
import re
import unicodedata

DAY = r"(?:-?\d{4}|XXXX)-(?:\d\d|XX)-\d\d"
DATE = rf"(?:{DAY}|(?:-?\d{{4}}|XXXX)-(?:\d\d|W\d\d)|(?:-?\d{{4}}|Y-?\d{{5,6}})~?|-?\d{{3}}X|-?\d\dXX|XXXX-WXX-[1-7])"
CLOCK = r"T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?"
PART = "T(?:MO|AF|EV|NI)"
KINDS = {"date": rf"{DAY}|XXXX-WXX-[1-7]", "month": r"(?:-?\d{4}|XXXX)-(?:0\d|1[0-2])", "season": r"(?:-?\d{4}|XXXX)-2[1-4]", "quarter": r"(?:-?\d{4}|XXXX)-3[3-6]",
         "half": r"(?:-?\d{4}|XXXX)-4[01]", "week": r"\d{4}-W\d\d", "year": r"(?:-?\d{4}|Y-?\d{5,6})~?", "decade": r"-?\d{3}X", "century": r"-?\d\dXX"}
ONE = re.compile(rf"(?:{DATE})?(?:{CLOCK}|{PART})?\Z")
DURATION = re.compile(r"P(?:T)?(?:\d+|X)[YMWDHS]\Z")
FULL = re.compile(r"(?!0000)\d{4}-\d\d-\d\d(?:T\d\d:.*)?\Z")
QUIET = "\\t\\n\\r \u00a0\u2000-\u200a\u202f\u3000\"!?\\\\|;•·∙⋅。！“”„«»"      # spaces, and signs that no date in numbers has inside
QUIET_BEFORE = re.compile(rf"(?:\A|[{QUIET}(\[（【「]|(?<![A-Za-z0-9_])[,，、،)\]）】」])\Z")
QUIET_AFTER = re.compile(rf"\Z|[{QUIET})\]）】」]|[^0-9A-Za-z_](?:\Z|[\0- ])|[.．,，、،'’‘ʼ´`][\"')]")


def word_bytes(text: str) -> tuple[list[int], list[int], list[int]]:
    """The bytes of words, of ASCII digits, and those that start a character of a word which no plain word has (in UTF-8)."""
    letters, digits, odd = [], [], []
    place = 0
    for c in text:
        raw = c.encode()
        sign = raw[0] in (0xC2, 0xE2) and unicodedata.category(c)[0] not in "LMN"
        if c.isascii():
            letters += [place] if c.isalpha() else []
            digits += [place] if c.isdigit() else []
        elif not sign:
            letters += range(place, place + len(raw))
            odd += [place] if raw[0] == 0xC2 or raw[0] >= 0xDF else []
        place += len(raw)
    return letters, digits, odd


def heads(block: bytes, table: bytes) -> int:
    """A bit for each of the first 64 bytes that the table has with the two behind."""
    rows = [table[32 * k:32 * k + 32] for k in range(3)]
    starts = [rows[0][a & 31] & rows[1][b & 31] & rows[2][c & 31] != 0 for a, b, c in zip(block, block[1:], block[2:], strict=False)]
    return sum(bit << k for k, bit in enumerate(starts[:64]))


def year_blocks(text: str) -> list[int]:
    """The blocks of 64 bytes with three digits in a row, a number after an apostrophe or at the start of the block, numbers joined as in 5/20, or a
    character from U+07C0 on that is none of U+2000 to U+2FFF: each counts where its last byte is, and such a character where its first is."""
    raw = text.encode()
    ends = [m.start(1) for m in re.finditer(rb"(?=[0-9][0-9]([0-9]))", raw)]
    ends += [m.start(1) for m in re.finditer(rb"(?=['\x98\x99]([0-9]))", raw)]
    ends += [m.start(1) for m in re.finditer(rb"(?=[0-9][-./]([0-9]))", raw)]
    ends += [m.start() for m in re.finditer(rb"(?<![0-9])[0-9]", raw) if m.start() % 64 == 0]
    ends += [m.start() for m in re.finditer(rb"[\xdf-\xe1\xe3-\xff]", raw)]
    return sorted({end // 64 for end in ends})


def word_bounds(text: bytes, place: int) -> tuple[int, int]:
    """How many ASCII letters follow a place, and how many bytes of words stand before it, 16 for more."""
    after = re.match(rb"[A-Za-z]{0,16}", text[place:])
    before = re.search(rb"[A-Za-z0-9\x80-\xff]{0,16}\Z", text[:place])
    assert after
    assert before
    return len(after[0]), len(before[0])


def is_value(value: str) -> bool:
    """Whether a value is EDTF (levels 0 to 2 as far as they are used here) or one of the documented extensions, and calendar-valid."""
    if DURATION.match(value):
        return True
    ends = value.split("/")
    return len(ends) <= 2 and all(end and ONE.match(end) and exists(end) for end in ends)


def is_full(value: str) -> bool:
    """Whether a value is a day, a moment, or a range of them."""
    return all(FULL.match(end) for end in value.split("/"))


def stands_free(text: str, start: int, stop: int) -> bool:
    """Whether nothing around text[start:stop] would run into a date in numbers: spaces, quotes, brackets, letters beyond ASCII, and signs that end a clause."""
    before, after = text[:start], text[stop:]
    return bool((QUIET_BEFORE.search(before) or is_foreign(before[-1:])) and (QUIET_AFTER.match(after) or is_foreign(after[:1]))) and not after[:1].isdecimal()


def is_foreign(character: str) -> bool:
    """Whether it is a letter, mark or number beyond ASCII and no digit."""
    return character > "\x7f" and unicodedata.category(character)[0] in "LMN" and not character.isdecimal()


def kind_of(value: str) -> str:
    """The kind that a value is of."""
    date, t, _ = value.partition("T")
    if value.startswith("P"):
        return "duration"
    if "/" in value:
        return "interval"
    if t:
        return "datetime" if date else "time"
    return next(kind for kind, shape in KINDS.items() if re.fullmatch(shape, value))


def exists(value: str) -> bool:
    """Whether the calendar and the clock have such a date."""
    date, _, clock = value.partition("T") if not value.startswith("T") else ("", "", value[1:])
    match = re.match(r"(-?\d{4}|XXXX)-(\d\d|XX)-(\d\d)\Z", date)
    if match:
        year = 2000 if match[1] == "XXXX" else 1 + (int(match[1]) - 1) % 400 + 400
        month = 1 if match[2] == "XX" else int(match[2])
        try:
            datetime.date(year, month, int(match[3]))
        except ValueError:
            return False
    match = re.match(r"(-?\d{4}|XXXX)-(\d\d)\Z", date)
    if match and not (1 <= int(match[2]) <= 12 or 21 <= int(match[2]) <= 24 or 33 <= int(match[2]) <= 36 or 40 <= int(match[2]) <= 41):
        return False
    match = re.match(r"(\d{4})-W(\d\d)\Z", date)
    if match and not 1 <= int(match[2]) <= datetime.date(int(match[1]), 12, 28).isocalendar()[1]:
        return False
    match = re.match(r"(\d\d):(\d\d)(?::(\d\d))?", clock)
    return not match or (int(match[1]) < 24 + (clock[:5] == "24:00") and int(match[2]) < 60 and int(match[3] or 0) < 60)


def numeric_date(a: int, b: int, year: int, day_first: bool) -> str | None:
    """The value of a/b/year, or None when the calendar has no such date."""
    orders = [(a, b), (b, a)] if day_first else [(b, a), (a, b)]
    for day, month in orders:
        if 1 <= month <= 12 and 1 <= day <= 31:
            try:
                return datetime.date(year, month, day).isoformat()
            except ValueError:
                return None
    return None


def weekday_on_or_before(reference: datetime.date, weekday: int) -> datetime.date:
    """The latest such weekday (1 Monday) on or before the reference."""
    while reference.isoweekday() != weekday:
        reference -= datetime.timedelta(1)
    return reference


def weekday_after(reference: datetime.date, weekday: int) -> datetime.date:
    """The first such weekday after the reference."""
    reference += datetime.timedelta(1)
    while reference.isoweekday() != weekday:
        reference += datetime.timedelta(1)
    return reference


def weekday_of_week(reference: datetime.date, weekday: int, weeks: int) -> datetime.date:
    """The weekday (1 Monday) of the week so many weeks away."""
    monday = reference - datetime.timedelta(reference.isoweekday() - 1)
    return monday + datetime.timedelta(7 * weeks + weekday - 1)


def weekday_range(first: datetime.date, weekday: int) -> str:
    """From a day to the next such weekday (1 Monday), on it or after it."""
    last = first
    while last.isoweekday() != weekday:
        last += datetime.timedelta(1)
    return f"{first.isoformat()}/{last.isoformat()}"


def nearest_on_weekday(reference: datetime.date, day: datetime.date) -> datetime.date:
    """The day of the year around the reference that has the month, day and weekday of `day`; where none has, the nearest."""
    found = []
    for year in (reference.year - 1, reference.year, reference.year + 1):
        with contextlib.suppress(ValueError):
            found.append(day.replace(year=year))
    return min(found, key=lambda d: (d.isoweekday() != day.isoweekday(), abs(d - reference)))


def nearest_or_ahead(reference: datetime.date, day: datetime.date) -> datetime.date:
    """The day of the year around the reference that has the month and day of `day`: the nearest, where one in the past counts as 7/4 as far."""
    found = [day.replace(year=reference.year + step) for step in (-1, 0, 1)]
    return min(found, key=lambda d: (d - reference).days if d >= reference else (reference - d).days * 7 // 4)


def iso_week(day: datetime.date) -> str:
    """The ISO week in which a day lies."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def quarter(year: int, index: int, steps: int = 0) -> str:
    """A quarter so many quarters away."""
    total = 4 * year + index - 1 + steps
    return f"{total // 4:04}-{total % 4 + 33}"


def months_later(reference: datetime.date, months: int) -> str:
    """Year and month so many months away."""
    total = reference.year * 12 + reference.month - 1 + months
    return f"{total // 12:04}-{total % 12 + 1:02}"
