"""Strip boilerplate from web text, tidy it, and turn its money and dates into canonical values."""
from ._version import __version__
from .dates import Date, find_dates, parse_date
from .money import Money, find_money, parse_money

__all__ = ["Date", "Money", "__version__", "find_dates", "find_money", "parse_date", "parse_money"]
