"""The language of a page: our own words from its catalogue, figures as its readers write them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from voiceminer.briefs.figures import SPELLED, SYMBOLS
from voiceminer.data import Figure

if TYPE_CHECKING:
    from voiceminer.settings import Language

FOLDER = "languages"
_CURRENCIES = {symbol: code for code, symbol in SYMBOLS.items()}
# A number as `figures` prints it in English: −€6.8k, CHF 1,240, 22 %.
_PRINT = re.compile(
    r"(?P<sign>−?)(?P<currency>[€$£¥₹]|[A-Z]{3} |)"
    r"(?P<number>\d[\d,]*)(?P<rest>\.\d+)?(?P<size>k|m|bn|)(?P<percent> %|)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A language's catalogue: `words` of ours in English -> the same in this language."""

    code: Language
    words: Mapping[str, str]

    def said(self, words: str) -> str:
        """Our own words; those that the catalogue lacks (a currency's code) are the same in all.

        A capital letter in front is kept.
        """
        if words in self.words:
            return self.words[words]
        lower = words[:1].lower() + words[1:]
        found = self.words.get(lower, "")
        return found[:1].upper() + found[1:] if found else words

    def figure(self, given: Figure) -> Figure:
        """The same figure, printed as readers of this language write it."""
        return given if self.code == "en" else replace(given, shown=_shown(given, self))


@cache
def speech(code: Language) -> Speech:
    """The catalogue of a language; English is what the templates are written in."""
    if code == "en":
        return Speech(code="en", words={})
    file = resources.files("voiceminer.briefs") / FOLDER / code / "words.toml"
    return Speech(code=code, words=tomllib.loads(file.read_text(encoding="utf-8")))


def _shown(given: Figure, speech: Speech) -> str:
    if given.unit == "day":
        return _day(given, speech.code)
    if given.shown.lower() in SPELLED:
        return speech.said(given.shown)
    found = _PRINT.fullmatch(given.shown)
    return _number(found, speech) if found else given.shown


def _day(given: Figure, code: str) -> str:
    from babel.dates import format_skeleton

    if "-" in given.shown:  # as programs write it
        return given.shown
    parts = "yMMMd" if given.shown.count(" ") == 2 else "yMMM"
    shown: str = format_skeleton(parts, date.fromordinal(int(given.value)), locale=code)
    return shown


def _number(found: re.Match[str], speech: Speech) -> str:
    """The digits that were printed, with this language's marks, unit of size and currency."""
    from babel import Locale
    from babel.numbers import format_decimal, get_currency_symbol

    places = len(found["rest"] or "") - bool(found["rest"])
    number = format_decimal(
        Decimal(found["number"].replace(",", "") + (found["rest"] or "")),
        format="#,##0" + "." * bool(places) + "0" * places,
        locale=speech.code,
    )
    size = f" {speech.said(found['size'])}" if found["size"] else ""
    shown = f"{found['sign']}{number}{size}{found['percent']}"
    before = found["currency"].strip()
    if not before:
        return shown
    symbol = get_currency_symbol(_CURRENCIES.get(before, before), locale=speech.code)
    behind = Locale(speech.code).currency_formats["standard"].pattern.rstrip("'").endswith("¤")
    return f"{shown} {symbol}" if behind else f"{found['sign']}{symbol}{shown.lstrip('−')}"
