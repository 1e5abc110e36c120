"""Every default of voiceminer, once. One frozen section per stage; unknown keys are refused."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Section(BaseModel):
    """A group of settings: frozen, and closed to keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ReadingSettings(Section):
    """How exports are read."""

    max_cell: int = Field(
        16_000_000,
        description="Longest cell in characters; stdlib csv stops at 131,072, HubSpot's have"
        " reached 180,000.",
    )


class VoiceSettings(Section):
    """What counts as customers' voice, and what is taken out of it."""

    redact: bool = Field(True, description="Replace personal data by placeholders before all else.")
    own_domains: tuple[str, ...] = Field(
        (),
        description="E-mail domains of your own people; found from the agents' addresses if empty.",
    )


class PassageSettings(Section):
    """How verbatims are split into passages of one thought."""

    language: str = Field(
        "en", description="Language of the blank spaCy pipeline that splits sentences."
    )


class EmbeddingSettings(Section):
    """Which encoder turns passages into vectors."""

    encoder: Literal["auto", "static", "transformer"] = Field(
        "auto", description="`transformer` up to `token_budget`, beyond it `static`."
    )
    model: str = Field(
        "",
        description="A sentence-transformers model by name or path; the shipped int8 model"
        " if empty.",
    )
    token_budget: int = Field(
        2_000_000,
        description="Tokens up to which `auto` uses the transformer: a count, so that no machine's "
        "speed decides the result.",
    )
    allow_download: bool = Field(False, description="Whether a model may be fetched from the hub.")


class SignalSettings(Section):
    """Lexicons for kinds of statement and severity."""

    lexicons: tuple[str, ...] = Field(
        ("en",), description="Languages of the lexicons in configs/signals."
    )


class ClusteringSettings(Section):
    """Neighbour graph and communities."""

    neighbours: int = Field(15, description="k of the cosine k-NN graph.")
    max_topics: int = Field(40, description="At most about this many topics are shown.")


class TaxonomySettings(Section):
    """Which topic is which, and which passages count."""


class TopicSettings(Section):
    """Labels, words and quotes."""

    quotes: int = Field(7, description="Exemplar quotes per topic, at most.")


class ImpactSettings(Section):
    """How topics are weighed by deals. The method is described in docs/impact.md."""

    gap_days: int = Field(
        7,
        description="A deal enters a landmark only if it stays open at least this many days"
        " beyond it.",
    )
    lookback_days: int = Field(
        180, description="Account-level text counts from this many days before the deal opened."
    )
    level: float = Field(0.90, description="Level of every interval.")
    no_difference: float = Field(
        0.10, description="`no difference of note`: the whole interval of Δp lies within ± this."
    )


class BriefSettings(Section):
    """What is written, and for whom."""

    top: int = Field(10, description="Full briefs for this many topics.")
    title: str = Field(
        "", description="Name of the company or product, printed in each brief's head."
    )


class Settings(Section):
    """All sections, the seed, and the day the run speaks of."""

    seed: int = Field(20_260, description="Seed of everything that draws.")
    as_of: date | None = Field(
        None,
        description="The day the run speaks of; the last thing that happened in the data if empty.",
    )
    reading: ReadingSettings = ReadingSettings()
    voice: VoiceSettings = VoiceSettings()
    passages: PassageSettings = PassageSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    signals: SignalSettings = SignalSettings()
    clustering: ClusteringSettings = ClusteringSettings()
    taxonomy: TaxonomySettings = TaxonomySettings()
    topics: TopicSettings = TopicSettings()
    impact: ImpactSettings = ImpactSettings()
    briefs: BriefSettings = BriefSettings()
