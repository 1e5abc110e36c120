"""A label for every group of texts, out of its own phrases and unlike the other labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Encoder
from voiceminer.topics.phrases import Phrases
from voiceminer.topics.vocabulary import NEGATIONS

# Candidates that are embedded per group: the label chosen is in the first ten by counts in nearly
# every group (30 gave the same 90 labels on the demo corpus), and each costs a run of the encoder.
CANDIDATES = 15

# From this share of its uses on, a phrase inside a longer one is a piece of it and no phrase.
PART_OF = 0.8

# What a label is worth by its number of words: one says too little of a pain, five say it at
# length.
WORTH = (0.4, 1.0, 1.1, 1.0, 0.9)


def labels_of(
    phrases: Phrases,
    centres: NDArray[np.float32],
    encoder: Encoder,
    *,
    given: Sequence[str] = (),
) -> list[str]:
    """One label per group, in lower case; empty where it is given, or there is no phrase at all.

    A candidate's score multiplies how typical it is of the group by counts (c-TF-IDF in
    spirit: its rate here against its rate everywhere), how many of the group's texts it
    covers, and how much nearer it lies to the group's centre than to any other's. Groups
    choose in the order of their best score, and no two get the same content words.

    Parameters
    ----------
    centres : ndarray of float32, shape (n_groups, dim)
    given : sequence of str
        Per group its label, where it has one already; no other group gets the same words.
    """
    named = {group for group, label in enumerate(given) if label}
    candidates = [
        {} if group in named else _candidates(phrases, group) for group in range(len(phrases.sizes))
    ]
    wanted = sorted({phrase for group in candidates for phrase in group})
    if not wanted:
        return [""] * len(candidates)
    near = encoder.encode(wanted) @ centres.T
    row = {phrase: at for at, phrase in enumerate(wanted)}
    scored = []
    for group, counted in enumerate(candidates):
        for phrase, weight in counted.items():
            cosines = np.round(near[row[phrase]].astype(np.float64), 4)
            rivals = np.delete(cosines, group)
            margin = cosines[group] - rivals.max(initial=0.0)
            scored.append(
                (float(weight * max(cosines[group], 0.01) * np.exp(2 * margin)), group, phrase)
            )
    return _distinct(scored, len(candidates), frozenset(label.lower() for label in given if label))


def _candidates(phrases: Phrases, group: int) -> dict[str, float]:
    """The most typical phrases of a group, with their weight by counts."""
    size = phrases.sizes[group]
    least = max(1, min(3, size // 20))
    weights: dict[str, float] = {}
    often = {phrase: n for phrase, n in phrases.counts[group].items() if n >= least}
    parts = _parts(often)
    for phrase, n in often.items():
        # by itself it names nothing
        if phrase in parts or phrase in NEGATIONS or phrase in phrases.no_names:
            continue
        rate = n / size
        length = phrase.count(" ") + 1
        weights[phrase] = rate**0.5 * (rate / phrases.rates[phrase]) * WORTH[length - 1]
    best = sorted(weights, key=lambda phrase: (-round(weights[phrase], 9), phrase))[:CANDIDATES]
    return {phrase: weights[phrase] for phrase in best}


def _parts(often: Mapping[str, int]) -> set[str]:
    """Phrases that hardly occur but inside one longer phrase: "ticket to new" of "new york"."""
    parts = set()
    for phrase, n in often.items():
        words = phrase.split(" ")
        for start in range(len(words)):
            for end in range(start + 1, len(words) + (start > 0)):
                inner = " ".join(words[start:end])
                if n >= PART_OF * often.get(inner, n + n):
                    parts.add(inner)
    return parts


def _distinct(
    scored: Sequence[tuple[float, int, str]], groups: int, taken: frozenset[str]
) -> list[str]:
    labels = [""] * groups
    used = {_content(label) for label in taken}
    for _, group, phrase in sorted(scored, key=lambda s: (-round(s[0], 9), s[1], s[2])):
        if not labels[group] and _content(phrase) not in used:
            labels[group] = phrase
            used.add(_content(phrase))
    return labels


def _content(phrase: str) -> frozenset[str]:
    """Words without order and plural: "card payments" and "payment by card" are too alike."""
    return frozenset(word.rstrip("s") for word in phrase.split(" ") if len(word) > 2)


def typical_of(phrases: Phrases) -> list[str]:
    """One label per group by counts alone: for groups too small to be worth an encoder."""
    scored = [
        (weight, group, phrase)
        for group in range(len(phrases.sizes))
        for phrase, weight in _candidates(phrases, group).items()
    ]
    return _distinct(scored, len(phrases.sizes), frozenset())
