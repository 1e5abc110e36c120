"""All that our side said, by turn and by deal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.answers.sentences import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What our side said.

    Attributes
    ----------
    sentences : sequence of Sentence
    turns : sequence of str
        Ids of the turns that they belong to.
    turn_of : ndarray of int64, shape (n_sentences,)
    in_deal : mapping
        Deal → its sentences, in the order of `sentences`.
    """

    sentences: Sequence[Sentence]
    turns: Sequence[str]
    turn_of: NDArray[np.int64]
    in_deal: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> Said:
        """Index the sentences."""
        number: dict[str, int] = {}
        of = [number.setdefault(s.turn.id, len(number)) for s in sentences]
        in_deal: dict[str, list[int]] = defaultdict(list)
        for at, sentence in enumerate(sentences):
            for deal_id in sentence.deals:
                in_deal[deal_id].append(at)
        return cls(
            sentences=sentences,
            turns=tuple(number),
            turn_of=np.array(of, np.int64),
            in_deal=in_deal,
        )

    def outside(self, deals: Collection[str]) -> NDArray[np.bool_]:
        """Which turns were said in deals, and in none of these; shape (n_turns,)."""
        found = np.zeros(len(self.turns), bool)
        for deal_id, of in self.in_deal.items():
            if deal_id not in deals:
                found[self.turn_of[of]] = True
        for deal_id in deals:
            found[self.turn_of[self.in_deal.get(deal_id, [])]] = False
        return found
