"""The writer as one page: what it would cost, then each topic asked, checked, kept or refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from voiceminer.data.wording import Told, Wording
from voiceminer.writer.checking import draft_of, faults_of
from voiceminer.writer.endpoint import Endpoint
from voiceminer.writer.prompt import MOST_TOKENS, SYSTEM, user_text

# English runs at about four characters a token (OpenAI's own rule of thumb).
CHARACTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What asking would take: requests that are not in the cache, and tokens, out at most."""

    requests: int
    tokens_in: int
    tokens_out: int

    def cost(self, price_in: float, price_out: float) -> float:
        """In the currency of the prices, which are per million tokens."""
        return (self.tokens_in * price_in + self.tokens_out * price_out) / 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An answer that says more than the facts: the plain text stands."""

    topic_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What may stand on pages, and what may not."""

    wordings: tuple[Wording, ...]
    refused: tuple[Refused, ...]


def estimate_of(told: Sequence[Told], endpoint: Endpoint, cache: Path | None) -> Estimate:
    """What `written_of` would ask for, without asking."""
    new = [t for t in told if _kept(cache, endpoint, t) is None]
    return Estimate(
        requests=len(new),
        tokens_in=sum(len(SYSTEM) + len(user_text(t.facts)) for t in new) // CHARACTERS,
        tokens_out=len(new) * MOST_TOKENS,
    )


def written_of(told: Sequence[Told], endpoint: Endpoint, cache: Path | None) -> Written:
    """Each topic put in words: what a page may hold, and why not where it may not.

    Raises
    ------
    EndpointError
        Where the server fails; answers so far are in the cache.
    """
    wordings, refused = [], []
    for topic in told:
        answer = _kept(cache, endpoint, topic)
        if answer is None:
            answer = endpoint.answer(SYSTEM, user_text(topic.facts), MOST_TOKENS)
            _keep(cache, endpoint, topic, answer)
        draft = draft_of(answer)
        faults = faults_of(draft, topic.facts) if draft else ["not the JSON that was asked for"]
        if draft is None or faults:
            refused.append(Refused(topic_id=topic.topic_id, why="; ".join(faults)))
            continue
        wordings.append(
            Wording(
                topic_id=topic.topic_id,
                title=draft.title,
                sentence=draft.sentence,
                angle=draft.angle,
                model=endpoint.model,
            )
        )
    return Written(wordings=tuple(wordings), refused=tuple(refused))


def _place(cache: Path, endpoint: Endpoint, told: Told) -> Path:
    asked = "\0".join((endpoint.url, endpoint.model, SYSTEM, told.facts))
    return cache / f"{hashlib.sha256(asked.encode()).hexdigest()}.json"


def _kept(cache: Path | None, endpoint: Endpoint, told: Told) -> str | None:
    if cache is None:
        return None
    try:
        return str(json.loads(_place(cache, endpoint, told).read_text("utf-8"))["answer"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(cache: Path | None, endpoint: Endpoint, told: Told, answer: str) -> None:
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        place = _place(cache, endpoint, told)
        draft = place.with_suffix(".part")
        draft.write_text(json.dumps({"answer": answer}, ensure_ascii=False), encoding="utf-8")
        draft.replace(place)
