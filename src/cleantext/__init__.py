"""Strip boilerplate from web text, tidy it, and turn its money and dates into canonical values."""
from ._version import __version__
from .clean import Cleaner, clean
from .config import Config, Tidy
from .dates import Date, find_dates, parse_date
from .labels import Label
from .lines import Line, classify
from .money import Money, find_money, parse_money
from .tidy import tidy

__all__ = ["Cleaner", "Config", "Date", "Label", "Line", "Money", "Tidy", "__version__", "classify", "clean", "find_dates", "find_money",
           "parse_date", "parse_money", "tidy"]
