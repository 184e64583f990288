"""The lunisolar calendar of China, Korea and Vietnam: on which day of the year its feasts fall.

New moons and the Sun's longitude after J. Meeus, Astronomical Algorithms (2nd ed.), chapters 49 and 25; the rules of the calendar after H. Aslaksen, The Mathematics of the
Chinese Calendar: the winter solstice lies in month 11, and of thirteen months between two solstices the first without a major solar term is a leap month.
"""
import datetime
import functools
import itertools
import math

FIRST, LAST = 1900, 2100
UNIX_DAY = 2440587.5            # the Julian date of 1 January 1970
AHEAD = {1900: -3, 1920: 21, 1950: 29, 1975: 46, 2000: 64, 2050: 93, 2100: 203}      # seconds (F. Espenak and J. Meeus, Five Millennium Canon)
# Terms of a new moon: its amplitude in days, the power of the Earth's eccentricity, and how often M, M' and F count.
NEW_MOON = [
    (-.40720, 0, 0, 1, 0), (.17241, 1, 1, 0, 0), (.01608, 0, 0, 2, 0), (.01039, 0, 0, 0, 2), (.00739, 1, -1, 1, 0), (-.00514, 1, 1, 1, 0), (.00208, 2, 2, 0, 0),
    (-.00111, 0, 0, 1, -2), (-.00057, 0, 0, 1, 2), (.00056, 1, 1, 2, 0), (-.00042, 0, 0, 3, 0), (.00042, 1, 1, 0, 2), (.00038, 1, 1, 0, -2), (-.00024, 1, -1, 2, 0)]
PLANETS = [(.000325, 299.77, .107408), (.000165, 251.88, .016321), (.000164, 251.83, 26.651886), (.000126, 349.42, 36.412478), (.000110, 84.66, 18.206239)]


def clock_shift(year: float) -> float:
    """How many days the uniform time of astronomy is ahead of the clocks."""
    (before, low), (after, high) = next(pair for pair in itertools.pairwise(AHEAD.items()) if year < pair[1][0] or pair[1][0] == max(AHEAD))
    return (low + (high - low) * (year - before) / (after - before)) / 86400


@functools.cache
def new_moon(k: int) -> float:
    """The Julian date of the k-th new moon from 2000 on, by the clocks of Greenwich."""
    t = k / 1236.85
    mean = 2451550.09766 + 29.530588861 * k + .00015437 * t * t
    e = 1 - .002516 * t - .0000074 * t * t
    sun = math.radians(2.5534 + 29.10535670 * k - .0000014 * t * t)
    moon = math.radians(201.5643 + 385.81693528 * k + .0107582 * t * t)
    node = math.radians(160.7108 + 390.67050284 * k - .0016118 * t * t)
    omega = math.radians(124.7746 - 1.56375588 * k + .0020672 * t * t)
    moved = sum(a * e ** power * math.sin(m * sun + mm * moon + f * node) for a, power, m, mm, f in NEW_MOON)
    moved += sum(a * math.sin(math.radians(start + speed * k)) for a, start, speed in PLANETS) - .00017 * math.sin(omega)
    return mean + moved - clock_shift(2000 + k / 12.3685)


def sun_longitude(day: float) -> float:
    """The Sun's apparent longitude in degrees at a Julian date."""
    t = (day + clock_shift(2000 + (day - 2451545) / 365.25) - 2451545) / 36525
    anomaly = math.radians(357.52911 + 35999.05029 * t - .0001537 * t * t)
    center = (1.914602 - .004817 * t) * math.sin(anomaly) + (.019993 - .000101 * t) * math.sin(2 * anomaly) + .000289 * math.sin(3 * anomaly)
    return (280.46646 + 36000.76983 * t + .0003032 * t * t + center - .00569 - .00478 * math.sin(math.radians(125.04 - 1934.136 * t))) % 360


def date_at(day: float, hours: float) -> datetime.date:
    """The date at a Julian date where clocks are so many hours ahead of Greenwich."""
    return datetime.date(1970, 1, 1) + datetime.timedelta(math.floor(day + hours / 24 - UNIX_DAY))


def midnight(date: datetime.date, hours: float) -> float:
    """The Julian date at which a date starts there."""
    return (date - datetime.date(1970, 1, 1)).days + UNIX_DAY - hours / 24


@functools.cache
def months(year: int, hours: float) -> dict[int, datetime.date]:
    """The first days of the months 1 to 10 of a year of the calendar where clocks are so many hours ahead of Greenwich; leap months have no number."""
    def month_eleven(of: int) -> int:
        k = round((of + .97 - 2000) * 12.3685) + 1
        while sun_longitude(midnight(date_at(new_moon(k), hours), hours)) > 270 or date_at(new_moon(k), hours).year > of:
            k -= 1
        return k if sun_longitude(midnight(date_at(new_moon(k + 1), hours), hours)) > 270 else k + 1
    first, last = month_eleven(year - 1), month_eleven(year)
    starts = [date_at(new_moon(k), hours) for k in range(first, last + 1)]
    terms = [int(sun_longitude(midnight(day, hours)) // 30) for day in starts]
    number, out, leap = 11, {}, len(starts) == 14
    for i in range(1, len(starts)):
        if leap and i < len(starts) - 1 and terms[i] == terms[i + 1]:
            leap = False            # no term begins in it
            continue
        number = number % 12 + 1
        out[number] = starts[i]
    return out


def hours_ahead(country: str, year: int) -> float:
    """How many hours the clocks that a country's calendar went by in a year were ahead of Greenwich."""
    if country == "zh":
        return 7.76 if year < 1929 else 8       # the meridian of Beijing
    return 9 if country == "ko" else 8 if year < 1968 else 7


def feast(country: str, month: str, day: str) -> list[int]:
    """For every year from FIRST to LAST the day of the year, from 0, of a day of a month of a country's calendar."""
    return [(months(year, hours_ahead(country, year))[int(month)] - datetime.date(year, 1, 1)).days + int(day) - 1 for year in range(FIRST, LAST + 1)]
