"""P(at least one real mention) of a topic in a deal: how mentions cluster, learned again.

The two-state occupancy model with false positives of Royle and Link (2006), as docs/impact.md has
it: of the deals, a share `common` has the pain; each text of such a deal speaks of it with
probability `again`; any other text is taken for one that does with probability `stray`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit, logsumexp

from voiceminer.audit.refit.history import Floats, History

# Grid, least number of deals with two texts, rounds and cap are those of the method.
RATES = 0.02 * (0.9 / 0.02) ** (np.arange(20) / 19)
FEWEST, ROUNDS, MOST = 100, 20, 1 - 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one topic's mentions come about."""

    again: float
    stray: float
    common: float
    lift: float


def rules_of(history: History) -> list[Rule] | None:
    """One rule per topic; None where too few deals have several texts to learn from."""
    documents = np.bincount(history.document[0], minlength=len(history.deals)).astype(float)
    if (documents >= 2).sum() < FEWEST or not history.deal.size:
        return None
    basics = [_basics(history.odds[history.topic == k], documents) for k in _topics(history)]
    log = np.array([[_fit(history, k, _rule(s, *basics[k]), documents) for s in RATES]
                    for k in _topics(history)])  # fmt: skip
    shared = np.full(RATES.size, 1 / RATES.size)
    for _ in range(ROUNDS):
        each = log + np.log(shared)
        each = np.exp(each - logsumexp(each, axis=1, keepdims=True))
        shared = (each.sum(axis=0) + 1 / RATES.size) / (len(history.topics) + 1)
    return [_rule(float(each[k] @ RATES), *basics[k]) for k in _topics(history)]


def _topics(history: History) -> range:
    return range(len(history.topics))


def _basics(odds: Floats, documents: Floats) -> tuple[float, float]:
    """Share of texts that speak of the topic, and of those taken for it that really do."""
    real = float((odds / (1 + odds)).sum())
    rho = (real + 0.25) / (odds.size + 0.5)
    return min((odds.size + 0.5) / documents.sum(), 0.99) * rho, rho


def _rule(again: float, said: float, rho: float) -> Rule:
    s = max(again, said / MOST)
    taken = said / rho * (1 - rho)
    return Rule(again=s, stray=taken / (1 - said), common=said / s, lift=(1 - rho) / rho)


def _fit(history: History, topic: int, rule: Rule, documents: Floats) -> float:
    """Log likelihood of all deals under a rule."""
    here = history.topic == topic
    n = len(history.deals)
    deal, odds = history.deal[here], history.odds[here]
    mentions = np.bincount(deal, minlength=n)
    heard = np.log(rule.again * odds * rule.lift / rule.stray + 1 - rule.again)
    has = np.bincount(deal, heard, minlength=n)
    has += np.maximum(documents - mentions, 0) * np.log1p(-rule.again)
    none = np.full(n, np.log1p(-rule.common))
    return float(np.logaddexp(none, np.log(rule.common) + has).sum())


def exposure(history: History, rules: list[Rule] | None, until: Floats) -> Floats:
    """P(at least one real mention up to each deal's day), shape (deals, topics)."""
    out = np.zeros((len(history.deals), len(history.topics)))
    told = history.day <= until[history.deal]
    documents = np.maximum(history.until(history.document, until), 1)
    for k in _topics(history):
        here = told & (history.topic == k)
        deal, odds = history.deal[here], history.odds[here]
        rows = np.unique(deal)
        if not rows.size:
            continue
        at = np.searchsorted(rows, deal)
        if rules is None:
            out[rows, k] = 1 - np.exp(-np.bincount(at, np.log1p(odds)))
            continue
        r = rules[k]
        speaks, strays = r.again * odds * r.lift, (1 - r.again) * r.stray
        real = np.bincount(at, np.log((speaks + strays) / r.stray))
        silent = np.maximum(documents[rows] - np.bincount(at), 0) * np.log1p(-r.again)
        none = np.bincount(at, np.log(strays / (speaks + strays)))
        out[rows, k] = expit(logit(r.common) + real + silent) * (1 - np.exp(none))
    return out
