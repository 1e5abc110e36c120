"""Every default of voiceminer, once. One frozen section per stage; unknown keys are refused."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

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
    max_columns: int = Field(
        20_000, description="Most columns of a table; a spreadsheet ends at 16,384."
    )
    max_bytes: int = Field(
        2_000_000_000, description="Largest file, unpacked, in bytes: it is read into memory."
    )
    max_ratio: int = Field(
        200, description="A file may unpack to this many times its size; text packs to 1/20."
    )
    sample_bytes: int = Field(
        2_000_000,
        description="`inspect` reads so many bytes of the beginnings of all files together.",
    )
    max_members: int = Field(10_000, description="Most files in one archive.")
    max_total: int = Field(
        20_000_000_000, description="Most bytes that all files of one archive unpack to."
    )


CutRule = Literal[
    "quoted reply", "quoted header", "forwarded or original message", "signature", "device footer",
    "disclaimer", "ticket furniture", "boilerplate", "absence note", "automatic message",
]  # fmt: skip


class VoiceSettings(Section):
    """What counts as customers' voice, and what is taken out of it."""

    redact: bool = Field(True, description="Replace personal data by placeholders before all else.")
    own_domains: tuple[str, ...] = Field(
        (),
        description="E-mail domains of your own people: what they wrote is yours, whatever the"
        " export says. Found from the agents' addresses if empty.",
    )
    names: tuple[str, ...] = Field(
        (), description="Further names of people to take out, beside those that the exports hold."
    )
    keep: tuple[CutRule, ...] = Field(
        (),
        description="Rules that cut nothing, for exports in which they take what customers wrote;"
        " `voiceminer voice` shows what each takes, and with --keep what it would be without it."
        " Private notes are never kept.",
    )
    boilerplate_accounts: int = Field(
        10,
        description="A long line that customers of at least this many accounts send word by word"
        " below their own is boilerplate; 0 keeps all.",
    )
    boilerplate_words: int = Field(
        12, description="Shorter lines are never boilerplate: many people say the same short thing."
    )


class PassageSettings(Section):
    """How verbatims are split into passages of one thought."""

    language: str = Field(
        "en",
        description="Language of the blank spaCy pipeline that splits sentences where a text is"
        " too short to tell its own.",
    )
    shortest: int = Field(
        5, description="A sentence of fewer words goes with its neighbour on the same line."
    )
    shortest_in_notes: int = Field(
        2, description="The same for sellers' notes, which are terse: 'no SSO' is a thought."
    )
    longest: int = Field(60, description="A sentence of more words is split where a clause begins.")


class EmbeddingSettings(Section):
    """Which encoder turns passages into vectors."""

    encoder: Literal["auto", "adaptive", "static", "transformer"] = Field(
        "auto",
        description="`transformer` up to `token_budget`, beyond it `adaptive`: the transformer on"
        " a sample, and what it says of the rest learnt from that.",
    )
    model: str = Field(
        "",
        description="A sentence-transformers model by name or path; the shipped int8 model"
        " if empty.",
    )
    token_budget: int = Field(
        2_000_000,
        description="Tokens that `auto` gives to the transformer: a count, so that no machine's "
        "speed decides the result.",
    )
    context: float = Field(
        1.0,
        ge=0,
        description="How far grouping leans on the passages just before and after: 0 not at all, 1"
        " as much as on the passage itself.",
    )
    allow_download: bool = Field(False, description="Whether a model may be fetched from the hub.")


class SignalSettings(Section):
    """Kinds of statement, names of rivals and severity."""

    lexicons: tuple[str, ...] = Field(
        ("en", "de", "es", "fr"),
        min_length=1,
        description="Languages of the lexicons in configs/signals that are used; the first reads"
        " what is in none of them, or too short to tell its language.",
    )
    rivals: tuple[str, ...] = Field(
        (), description="Names of competing products and firms, beside those found."
    )
    rival_documents: int = Field(
        5,
        ge=0,
        description="A capitalised name counts as a rival if it stands behind 'switch to',"
        " 'compared with' and the like in this many documents; 0 finds none.",
    )
    own_names: tuple[str, ...] = Field(
        (), description="Names of your own products and partners, which are no rivals."
    )
    severity_weights: tuple[float, float, float, float, float, float] = Field(
        (0.25, 0.2, 0.2, 0.2, 0.1, 0.05),
        description="Weights of severity's parts: kind, wording, loss, churn, repetition, rating.",
    )


class ClusteringSettings(Section):
    """Neighbour graph and communities."""

    neighbours: int = Field(15, ge=2, description="k of the cosine k-NN graph.")
    resolutions: tuple[float, ...] = Field(
        tuple(round(0.125 * 2 ** (step / 2), 4) for step in range(15)),
        description="Leiden's resolutions that are tried, coarse to fine: 0.125 to 16 by half"
        " octaves.",
    )
    keep: float = Field(
        0.9,
        gt=0,
        le=1,
        description="Topics are the finest level that keeps this share of the best level's support"
        " by words.",
    )
    topics: Literal["auto", "finer", "coarser"] | Annotated[int, Field(ge=1)] = Field(
        "auto",
        description="How many topics: chosen from the data (auto), the next level with more"
        " (finer) or fewer (coarser) of them, or about this many.",
    )
    max_topics: int = Field(
        64,
        ge=1,
        description="Levels with more topics are not considered, however well supported.",
    )
    smallest_topic: int = Field(
        3, ge=1, description="Groups of fewer passages dissolve into the nearest group."
    )
    smallest_corpus: int = Field(
        10, ge=3, description="Fewer distinct passages are listed as one topic, not split."
    )
    unclear_below: float = Field(
        0.5,
        ge=0,
        le=1,
        description="A passage is unclear if another topic's centre is nearer and less than this"
        " share of its neighbours is in its own topic; 0 leaves none unclear.",
    )
    exact_up_to: int = Field(
        30_000,
        description="Passages up to which every pair is compared; beyond, an inverted file"
        " (recall 0.95) is searched.",
    )


class TaxonomySettings(Section):
    """Which topic is which, and which passages count."""

    second_from: float = Field(
        0.25,
        ge=0,
        le=1,
        description="A passage counts for a second topic from this probability on.",
    )
    none_of_these: float = Field(
        0.05,
        ge=0,
        lt=1,
        description="`assign` calls a passage `none of these` if it is stranger, for how close"
        " statements lie there, than all but this share of the run's own; 0 finds each a topic.",
    )


class TrackingSettings(Section):
    """Topics over time, and early warning."""

    period: Literal["auto", "month", "week"] = Field(
        "auto", description="Calendar months, or weeks for exports of less than four months."
    )
    false_alarms: float = Field(
        0.05,
        gt=0,
        lt=1,
        description="Share of what is called new, rising or falling that may be chance, over all"
        " topics and small groups at once.",
    )


class TopicSettings(Section):
    """Labels, words and quotes."""

    quotes: int = Field(7, description="Exemplar quotes per topic, at most.")
    background: float = Field(
        0.4,
        ge=0,
        le=1,
        description="A topic is background, and not ranked, if statements that complain, ask or"
        " object are rarer in it than this share of what is usual in the corpus.",
    )


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
    supported: float = Field(
        0.10,
        description="`supported`: the mean false sign rate of the list down to it is at most this.",
    )
    suggestive: float = Field(0.25, description="`suggestive`: the false sign rate is below this.")
    landmarks: int = Field(6, description="Ages at which deals still open are compared.")
    ridge_variance: float = Field(
        4.0, description="Variance of the weak normal prior of every log-odds in the joint model."
    )
    merge_above: float = Field(
        0.45, description="Topics whose correlation over closed deals is above this are one pain."
    )
    inflate_above: float = Field(
        1.35, description="λ above which all standard errors are multiplied by it."
    )
    draws: int = Field(1_000, description="Posterior draws for money, intervals and ranks.")
    shuffles: int = Field(
        10, description="Shuffled copies of all topics: noise floor and negative control."
    )
    rung_weights: dict[str, float] = Field(
        {
            "deal id": 1.0,
            "account id": 0.95,
            "account name": 0.9,
            "e-mail domain": 0.85,
            "close name": 0.8,
        },
        description="Probability that a text linked on this rung belongs to the deal. A judgement:"
        " ids are typed by systems, names are shared by subsidiaries, domains by whole groups, and"
        " a close name is a guess that is right 98 times in 100, of a name.",
    )
    rates_to: str = Field("", description="Currency that `rates` convert to; none if empty.")
    rates: dict[str, float] = Field(
        {}, description="Worth of one unit of a currency in `rates_to`, on the day `rates_on`."
    )
    rates_on: date | None = Field(None, description="The day of `rates`.")


class AnswerSettings(Section):
    """How what we said is told to be an answer."""

    chance: float = Field(
        0.01,
        gt=0,
        lt=1,
        description="A turn of ours answers a topic if it is nearer than all but this share of our"
        " turns in deals in which the topic never came up.",
    )
    fewest_turns: int = Field(
        50,
        ge=1,
        description="With fewer turns of ours to compare with, nothing is said of answers.",
    )
    pages_chance: float = Field(
        0.005,
        gt=0,
        lt=1,
        description="A paragraph of our pages answers a topic if, by vectors and by words, it is"
        " nearer than all but this share of customers' statements about anything else.",
    )


Edition = Literal["sales", "marketing"]
Language = Literal["en", "de"]


class BriefSettings(Section):
    """What is written, and for whom."""

    top: int = Field(10, description="Full briefs for this many topics.")
    title: str = Field(
        "", description="Name of the company or product, printed in each brief's head."
    )
    edition: Edition = Field(
        "sales",
        description="Sales' pages name accounts and amounts per deal; marketing's, which lie beside"
        " them, have segments and bands instead. `marketing` writes those alone.",
    )
    language: Language = Field(
        "en",
        description="Of the pages' own words, figures and dates; quotes stay as they were said.",
    )
    min_accounts: int = Field(
        3,
        ge=1,
        description="Marketing's edition leaves out topics that fewer customers have raised.",
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
    tracking: TrackingSettings = TrackingSettings()
    impact: ImpactSettings = ImpactSettings()
    answers: AnswerSettings = AnswerSettings()
    briefs: BriefSettings = BriefSettings()
