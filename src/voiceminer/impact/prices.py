"""Amounts as money may use them: converted by given rates, and stood in for where they leak."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
from numpy.typing import NDArray

from voiceminer.errors import SettingsError
from voiceminer.impact.covariates import number_in
from voiceminer.impact.deal_table import DealTable
from voiceminer.impact.leaks import pattern_leak
from voiceminer.settings import ImpactSettings

_LIST_PRICE = re.compile(r"(list|sales|catalogue|unit)[ _]?price", re.IGNORECASE)
_NO_AMOUNTS = "Open deals have no usable amounts"
_PRODUCT = re.compile(r"^product([ _]?(name|line))?$", re.IGNORECASE)

# A product's usual amount is a median of at least this many deals.
FEWEST = 5


def converted(deals: DealTable, settings: ImpactSettings) -> DealTable:
    """Amounts in `rates_to`, by the rates given; a currency without a rate stays as it is."""
    if not settings.rates_to:
        return deals
    if settings.rates_on is None:
        raise SettingsError(
            "impact.rates: the day of the rates is missing, and a sum in two currencies means"
            " nothing without it. Set impact.rates_on to that day."
        )
    to = settings.rates_to.upper()
    rate = {code.upper(): value for code, value in settings.rates.items()} | {to: 1.0}
    factor = np.array([rate.get(code, 1.0) for code in deals.currency])
    return dataclasses.replace(
        deals,
        amount=deals.amount * factor,
        recurring=deals.recurring * factor if deals.recurring.size else deals.recurring,
        one_off=deals.one_off * factor if deals.one_off.size else deals.one_off,
        currency=tuple(to if code in rate else code for code in deals.currency),
    )


def worths(deals: DealTable) -> tuple[DealTable, str]:
    """Deals with amounts that may be summed over open ones, and how they were come by.

    Where amounts are given for nearly no open deal, or know the outcome, open deals without one
    are valued by their list price, or else by the median amount of their product: the same for
    every deal of a product, however it ended.
    """
    known = np.isfinite(deals.amount)
    if known[deals.is_open].any() and not pattern_leak(known, deals.state):
        return deals, ""
    for name in sorted(deals.columns):
        if _LIST_PRICE.search(name):
            price = np.array([number_in(v) or np.nan for v in deals.columns[name]])
            if np.isfinite(price[deals.is_open]).any():
                return _filled(
                    deals, price
                ), f"Open deals have no usable amounts: each is valued at its {name}."
    for name in sorted(deals.columns):
        if _PRODUCT.match(name):
            levels = np.array(deals.columns[name])
            price = np.full(len(deals), np.nan)
            for level in np.unique(levels[levels != ""]):
                amounts = deals.amount[known & (levels == level)]
                if amounts.size >= FEWEST:
                    price[levels == level] = np.median(amounts)
            if np.isfinite(price[deals.is_open]).any():
                how = f"{_NO_AMOUNTS}: each is valued at the median of its {name}."
                return _filled(deals, price), how
    return deals, ""


def _filled(deals: DealTable, price: NDArray[np.float64]) -> DealTable:
    usable = np.where(price > 0, price, np.nan)
    return dataclasses.replace(
        deals, amount=np.where(np.isfinite(deals.amount), deals.amount, usable)
    )
