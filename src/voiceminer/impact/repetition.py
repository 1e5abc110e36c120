"""A mention in company is surer than one alone: how often a real pain is said again.

A passage is read rightly with its calibrated probability p, which holds over all passages. But
where a pain is real it is said again in the deal's other documents, and a misreading is not: one
mention in ten documents is likelier to be a misreading than p says, two in three likelier to be
real. How strongly, follows from how mentions cluster in deals, without a label and without a
look at how the deals ended.

The model per topic: a share π of the deals has the pain; each document of such a deal speaks of
it with probability s; any other document is taken for one that does with probability f. A
document's p gives its likelihood ratio, [p / (1 − p)] · [(1 − ρ) / ρ], with ρ the mean of p. How
many documents are taken for mentions (r) and how many of these are real (ρ) fix π·s = r·ρ and
f = r·(1 − ρ) / (1 − r·ρ), so for a document alone the model gives back its p. What is left, s, is
found by maximum likelihood on a grid under a prior that the topics share. As s sinks to r·ρ, π
rises to 1 and the probability of at least one becomes 1 − Π(1 − p). It is the two-state occupancy
model with false positives of Royle and Link 2006, "Generalized site occupancy models allowing
for false positive and false negative errors", Ecology 87(4).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# From "hardly ever again" to "in nearly every document", evenly on the log scale.
RATES = np.geomspace(0.02, 0.9, 20)
# Fewer deals of two documents and more than this do not tell how mentions cluster.
FEWEST = 100
# No share of deals is so large that a deal could not be without the pain.
MOST = 1 - 1e-6
# Rounds of re-estimating the shared prior; it moves little after the first few.
ROUNDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """How mentions of each topic come about, shape (k,) each.

    Attributes
    ----------
    again : ndarray of float64
        s, the probability that a document of a deal with the pain speaks of it.
    stray : ndarray of float64
        f, the probability that any other document is taken for one that does.
    common : ndarray of float64
        π, the share of deals with the pain.
    lift : ndarray of float64
        (1 − ρ) / ρ: odds times this are a likelihood ratio.
    """

    again: Floats
    stray: Floats
    common: Floats
    lift: Floats

    def probabilities(self, pairs: Pairs, documents: Floats) -> Floats:
        """P(at least one real mention) of each pair of a deal and a topic, shape (n,).

        Parameters
        ----------
        documents : ndarray of float64, shape (n,)
            Of each pair's deal.
        """
        s, f = self.again[pairs.topic], self.stray[pairs.topic]
        speaks = s[pairs.of] * pairs.odds * self.lift[pairs.topic][pairs.of]
        strays = ((1 - s) * f)[pairs.of]
        n = pairs.topic.size
        lift = np.bincount(pairs.of, np.log(speaks + strays) - np.log(f)[pairs.of], minlength=n)
        none = np.bincount(pairs.of, np.log(strays) - np.log(speaks + strays), minlength=n)
        silent = np.maximum(documents - pairs.mentions, 0) * np.log1p(-s)
        common = self.common[pairs.topic]
        real = 0.5 * (1 + np.tanh(0.5 * (np.log(common / (1 - common)) + lift + silent)))
        return np.asarray(real * -np.expm1(none))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Deals and topics with any mention, and the mentions in them.

    Attributes
    ----------
    deal, topic : ndarray of int64, shape (n,)
    mentions : ndarray of float64, shape (n,)
        How many there are.
    of : ndarray of int64, shape (m,)
        Each mention's pair.
    odds : ndarray of float64, shape (m,)
        p / (1 − p) of each.
    """

    deal: Ints
    topic: Ints
    mentions: Floats
    of: Ints
    odds: Floats


def pairs_of(deal: Ints, topic: Ints, doubt: Floats, topics: int) -> Pairs:
    """Mentions by deal and topic; `doubt` is log(1 − p)."""
    cell, of = np.unique(deal * topics + topic, return_inverse=True)
    return Pairs(
        deal=cell // max(topics, 1),
        topic=cell % max(topics, 1),
        mentions=np.bincount(of, minlength=cell.size).astype(float),
        of=of,
        odds=np.expm1(-doubt),
    )


def repetition_of(pairs: Pairs, documents: Floats, topics: int) -> Repetition | None:
    """How mentions of each topic come about; None where too few deals have several documents.

    Parameters
    ----------
    documents : ndarray of float64, shape (deals,)
    """
    if (documents >= 2).sum() < FEWEST or not pairs.of.size:
        return None
    of_topic = pairs.topic[pairs.of]
    mentions = np.bincount(of_topic, minlength=topics)
    real = np.bincount(of_topic, pairs.odds / (1 + pairs.odds), minlength=topics)
    # half a mention more, half of it real: so that a topic never or always read rightly is
    # no division by zero
    rho = (real + 0.25) / (mentions + 0.5)
    rate = np.minimum((mentions + 0.5) / documents.sum(), 0.99)
    said = rate * rho
    stray = rate * (1 - rho) / (1 - said)
    known = _Known.of(pairs, documents, said, stray, rho)
    log = np.column_stack([known.likelihood(np.maximum(s, said / MOST)) for s in RATES])
    weight = np.full(RATES.size, 1 / RATES.size)
    for _ in range(ROUNDS):
        posterior = np.exp(log - log.max(axis=1, keepdims=True)) * weight
        posterior /= posterior.sum(axis=1, keepdims=True)
        weight = (posterior.sum(axis=0) + 1 / RATES.size) / (topics + 1)
    return _with(posterior @ RATES, said, stray, rho)


def _with(again: Floats | float, said: Floats, stray: Floats, rho: Floats) -> Repetition:
    s = np.maximum(again, said / MOST)
    return Repetition(again=s, stray=stray, common=said / s, lift=(1 - rho) / rho)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What a likelihood needs whatever s is.

    Attributes
    ----------
    pairs : Pairs
    ratio : ndarray of float64, shape (m,)
        Each mention's likelihood ratio over its chance of being a stray one.
    silent : ndarray of float64, shape (n,)
        Documents of each pair's deal without a mention.
    number : ndarray of float64, shape (c,)
        Numbers of documents that deals have.
    without : ndarray of int64, shape (k, c)
        Deals of so many documents without a mention of the topic.
    said : ndarray of float64, shape (k,)
        π · s.
    """

    pairs: Pairs
    ratio: Floats
    silent: Floats
    number: Floats
    without: Ints
    said: Floats

    @classmethod
    def of(
        cls, pairs: Pairs, documents: Floats, said: Floats, stray: Floats, rho: Floats
    ) -> _Known:
        number, which = np.unique(documents, return_inverse=True)
        everyone = np.bincount(which, minlength=number.size)
        cell = pairs.topic * number.size + which[pairs.deal]
        told = np.bincount(cell, minlength=said.size * number.size).reshape(said.size, -1)
        return cls(
            pairs=pairs,
            ratio=pairs.odds * ((1 - rho) / rho / stray)[pairs.topic[pairs.of]],
            silent=np.maximum(documents[pairs.deal] - pairs.mentions, 0),
            number=number,
            without=everyone - told,
            said=said,
        )

    def likelihood(self, s: Floats) -> Floats:
        """Log likelihood per topic, up to what does not depend on s, shape (k,)."""
        pairs, common = self.pairs, self.said / s
        own = s[pairs.topic]
        said = np.log1p(own[pairs.of] * (self.ratio - 1))
        log = np.bincount(pairs.of, said, minlength=own.size) + self.silent * np.log1p(-own)
        ratio = np.log(common / (1 - common))[pairs.topic] + log
        heard = np.logaddexp(0, ratio) + np.log1p(-common)[pairs.topic]
        out = np.bincount(pairs.topic, heard, minlength=s.size)
        silent = common[:, None] * (1 - s[:, None]) ** self.number
        nobody = self.without * np.log(1 - common[:, None] + silent)
        return np.asarray(out + nobody.sum(axis=1))
