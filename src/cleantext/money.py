"""Money: find amounts in running text, or parse a string that is one amount."""
from decimal import Decimal
from typing import NamedTuple

from . import _core
from .codes import language_code, region_code
from .whole import one_mention, shortened


class Money(NamedTuple):
    """An amount of money in a text; `text[start:stop]` is the mention and `str()` its canonical form.

    `amount` and `amount_max` (the upper end of a range) are exact. `currency` is an ISO 4217 code (or BTC, ETH), None when the text does
    not say which one. `modifier` is one of "~", "<", ">", "<=", ">=" or None; `per` the unit of a rate ("hour", "user/month") or None;
    `ambiguous` says that several currencies share the marker and nothing in the text settles it.
    """

    start: int
    stop: int
    amount: Decimal
    amount_max: Decimal | None
    currency: str | None
    modifier: str | None
    per: str | None
    ambiguous: bool

    def __str__(self) -> str:
        number = f"{self.amount:f}" if self.amount_max is None else f"{self.amount:f}–{self.amount_max:f}"
        return f"{self.currency} {number}" if self.currency else number


def find_money(text: str, *, language: str | None = None, region: str | None = None) -> list[Money]:
    """Find every amount of money in `text`, in order.

    `language` (ISO 639, such as "de" or "pt-BR") and `region` (ISO 3166, such as "CA") sharpen what is ambiguous; without them the text's
    own evidence decides. Never raises on text; a code of the wrong shape raises ValueError, one of the wrong type TypeError.

    >>> [str(money) for money in find_money("from $5-7 million to about 20 Swiss francs per hour")]
    ['USD 5000000–7000000', 'CHF 20']
    """
    if language is not None:
        language = language_code(language)
    if region is not None:
        region = region_code(region)
    return _core.find_money(text, language, region, Money)


def parse_money(text: str, *, language: str | None = None, region: str | None = None) -> Money:
    """Read a string that is one amount of money and nothing else.

    `language` and `region` are those of `find_money`. Raises ValueError when it is not one amount.

    >>> str(parse_money("€89 billion"))
    'EUR 89000000000'
    """
    found = one_mention(text, lambda whole: find_money(whole, language=language, region=region))
    if found is None:
        raise ValueError(f"{shortened(text)} is not one amount of money; give a currency and a number such as 'EUR 12.50', or use find_money for running text")
    return found
