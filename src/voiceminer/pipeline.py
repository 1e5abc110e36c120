"""The story on one page: exports are heard, and what was heard is weighed.

One assignment per stage, named for what it holds. `mine` touches no files; `run` reads exports
and writes a run folder round it.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from voiceminer.answers import answers_of
from voiceminer.briefs import briefs_of, told_of
from voiceminer.clustering import clustering_of
from voiceminer.data import (
    Assigned,
    Corpus,
    Encoder,
    Engine,
    Heard,
    MiningResult,
    Passage,
    Rows,
    Taxonomy,
)
from voiceminer.data.comparison import Comparison
from voiceminer.embedding import embeddings_of, encoder_again, encoder_for
from voiceminer.engines import Serial, uncollected
from voiceminer.errors import EmptyResultError
from voiceminer.impact import impact_of
from voiceminer.passages import passages_of
from voiceminer.reading import read_corpus, with_pages
from voiceminer.report import layout_of, report_of
from voiceminer.settings import Edition, Language, Settings
from voiceminer.signals import signals_of
from voiceminer.store import load_run, record_history, write_run
from voiceminer.store.history import NAME as HISTORY
from voiceminer.store.run import check_free
from voiceminer.taxonomy import Assigner, assignment_of, kept_themes, kept_topics, with_memory
from voiceminer.topics import begin_model, topics_of
from voiceminer.tracking import compared, kpis_of, tracking_of
from voiceminer.voice import voice_of
from voiceminer.writer import Endpoint, Written, written_of

# what a run's figures depend on, beside voiceminer itself
PACKAGES = ("voiceminer", "bertopic", "faiss-cpu", "graspologic-native", "numpy", "onnxruntime",
            "scipy", "sparse-dot-topn", "spacy")  # fmt: skip
# passages that are assigned before any is handed on: a second's work
ASSIGNED_AT_ONCE = 10_000


def listen(
    corpus: Corpus,
    settings: Settings | None = None,
    *,
    engine: Engine | None = None,
    encoder: Encoder | None = None,
    cache: Path | None = None,
    after: MiningResult | None = None,
) -> Heard:
    """All that costs time: from raw exports to redacted passages in groups.

    Parameters
    ----------
    after : MiningResult, optional
        An earlier run: its encoder is used, and what it learned of our own side holds.

    Raises
    ------
    EmptyResultError
        If the corpus holds nothing that a customer said.
    """
    return _listened(
        corpus, settings or Settings(), engine or Serial(), encoder, cache, after=after
    )[0]


@uncollected()
def _listened(
    corpus: Corpus,
    settings: Settings,
    engine: Engine,
    encoder: Encoder | None,
    cache: Path | None,
    *,
    after: MiningResult | None,
) -> tuple[Heard, Encoder]:
    """What was heard, and the encoder of its vectors: weighing encodes phrases with it."""
    known = after.heard.voice.own_side if after else None
    voice = voice_of(corpus, settings.voice, engine=engine, known=known)
    passages = passages_of(voice, settings.passages, engine=engine)
    if not len(passages):
        raise EmptyResultError(_nothing_said(corpus))
    if encoder is None and after is not None:
        encoder = encoder_again(
            after.heard.embeddings.encoder, passages, after.settings.embedding,
            cache=cache, progress=engine.progress,
        )  # fmt: skip
    encoder = encoder or encoder_for(
        passages, settings.embedding, cache=cache, progress=engine.progress
    )
    embeddings = embeddings_of(passages, encoder, engine=engine, context=settings.embedding.context)
    with ThreadPoolExecutor(1) as beside:  # what grouping leaves idle: it is seldom Python's turn
        signals = beside.submit(
            signals_of, voice, passages, embeddings, settings.signals, encoder=encoder
        )
        clustering = clustering_of(
            passages, embeddings, settings.clustering, seed=settings.seed, engine=engine
        )
    heard = Heard(
        voice=voice,
        passages=passages,
        embeddings=embeddings,
        signals=signals.result(),
        clustering=clustering,
    )
    return heard, encoder


def weigh(
    heard: Heard,
    settings: Settings | None = None,
    *,
    engine: Engine | None = None,
    encoder: Encoder | None = None,
    cache: Path | None = None,
    taxonomy: Taxonomy | None = None,
    after: MiningResult | None = None,
) -> MiningResult:
    """What it amounts to: topics, deals, money. Seconds, and no passage is encoded again.

    Parameters
    ----------
    taxonomy : Taxonomy, optional
        What people say about the topics; `read_taxonomy` reads it from their file.
    after : MiningResult, optional
        An earlier run: topics that are the same keep its ids and labels, and its taxonomy
        holds if none is given.

    Raises
    ------
    SettingsError
        If the taxonomy speaks of a topic that is not there.
    """
    settings = settings or Settings()
    taxonomy = with_memory(taxonomy or (after.taxonomy if after else Taxonomy()), after)
    as_of = settings.as_of or heard.voice.last_day
    encoder = encoder or encoder_again(
        heard.embeddings.encoder, heard.passages, settings.embedding, cache=cache
    )
    assignment = assignment_of(
        heard.passages, heard.embeddings, heard.signals, heard.clustering, settings.taxonomy,
        encoder=encoder, taxonomy=taxonomy, after=after,
    )  # fmt: skip
    topics = topics_of(
        heard, assignment, settings.topics, encoder=encoder, seed=settings.seed,
        taxonomy=taxonomy, kept=kept_topics(after, taxonomy), themes=kept_themes(after),
    )  # fmt: skip
    model = begin_model(
        heard, assignment, topics, encoder=encoder, engine=engine or Serial(), taxonomy=taxonomy
    )
    impact = impact_of(heard, assignment, topics, settings.impact, seed=settings.seed, as_of=as_of)
    answers = answers_of(
        heard, assignment, impact, settings.answers, encoder=encoder, top=settings.briefs.top
    )
    tracking = tracking_of(
        heard, assignment, settings.tracking,
        as_of=as_of, level=settings.impact.level, seed=settings.seed,
    )  # fmt: skip
    return MiningResult(
        heard=heard,
        assignment=assignment,
        topics=model.result(),
        impact=impact,
        answers=answers,
        as_of=as_of,
        settings=settings,
        versions={
            **{name: version(name) for name in PACKAGES},
            "python": platform.python_version(),
        },
        taxonomy=taxonomy,
        tracking=tracking,
    )


def mine(
    corpus: Corpus,
    settings: Settings | None = None,
    *,
    engine: Engine | None = None,
    encoder: Encoder | None = None,
    cache: Path | None = None,
    taxonomy: Taxonomy | None = None,
    after: MiningResult | None = None,
) -> MiningResult:
    """Listen, then weigh. Touches no files, save the cache of vectors if one is named."""
    settings, engine = settings or Settings(), engine or Serial()
    heard, encoder = _listened(corpus, settings, engine, encoder, cache, after=after)
    return weigh(heard, settings, engine=engine, encoder=encoder, taxonomy=taxonomy, after=after)


def run(
    paths: Sequence[str | Path],
    settings: Settings | None = None,
    out: str | Path = "voiceminer-run",
    *,
    engine: Engine | None = None,
    mapping: Mapping[str, Any] | None = None,
    cache: Path | None = None,
    taxonomy: Taxonomy | None = None,
    after: str | Path | MiningResult | None = None,
    pages: Sequence[str | Path] = (),
) -> MiningResult:
    """Read exports, mine them, and write the run folder `out`: whole, or not at all.

    `after` is an earlier run, which may lie at `out`: topics keep its ids and labels, and the
    figures of both go into `history.parquet` beside `out`. `pages` are files or folders of your
    own copy, to be held against what customers ask.
    """
    settings, engine, out = settings or Settings(), engine or Serial(), Path(out)
    check_free(out)
    earlier = load_run(after) if isinstance(after, str | Path) else after
    corpus = read_corpus([Path(p) for p in paths], settings.reading, engine=engine, mapping=mapping)
    if pages:
        own = [Path(p) for p in pages]
        corpus = with_pages(corpus, own, settings.reading, engine=engine)
    result = mine(corpus, settings, engine=engine, cache=cache, taxonomy=taxonomy, after=earlier)
    _publish(result, out)
    if earlier is not None:
        record_history(out.resolve().parent / HISTORY, [kpis_of(earlier), kpis_of(result)])
    return result


def compare(before: str | Path | MiningResult, after: str | Path | MiningResult) -> Comparison:
    """An earlier and a later run: what moved beyond chance, and how far goals are reached."""
    one, other = (load_run(r) if isinstance(r, str | Path) else r for r in (before, after))
    return compared(one, other)


def curate(
    run: str | Path, taxonomy: Taxonomy, *, cache: Path | None = None, out: Path | None = None
) -> MiningResult:
    """Apply what people say about topics to a run: ranked anew, and written whole or not at all.

    Nothing is read or encoded again, save the taxonomy's own sentences; the taxonomy that the run
    had before no longer counts. The result is written to `out`, or over the run.
    """
    earlier = load_run(run)
    result = weigh(earlier.heard, earlier.settings, cache=cache, taxonomy=taxonomy, after=earlier)
    _publish(result, Path(out or run))
    return result


def assign(
    run: str | Path | MiningResult,
    new: Corpus | Sequence[str | Path],
    *,
    engine: Engine | None = None,
    mapping: Mapping[str, Any] | None = None,
    cache: Path | None = None,
    at_once: int = ASSIGNED_AT_ONCE,
) -> Iterator[Rows[Assigned]]:
    """New text in a run's topics, part by part, each as soon as it is done.

    Texts are cleaned, redacted and split as the run's were, by its settings. A statement that the
    run has heard has the place that it has there.

    Parameters
    ----------
    new : Corpus or sequence of paths
        What to assign: exports, or a corpus that was read already.
    at_once : int
        Passages in a part, at least; a verbatim is never cut.

    Raises
    ------
    EmptyResultError
        If `new` holds nothing that a customer said.
    """
    result = load_run(run) if isinstance(run, str | Path) else run
    settings, engine = result.settings, engine or Serial()
    if not isinstance(new, Corpus):
        paths = [Path(p) for p in new]
        new = read_corpus(paths, settings.reading, engine=engine, mapping=mapping)
    known = result.heard.voice.own_side
    voice = voice_of(new, settings.voice, engine=engine, known=known)
    passages = passages_of(voice, settings.passages, engine=engine)
    if not len(passages):
        raise EmptyResultError(_nothing_said(new))
    heard = result.heard
    encoder = encoder_again(
        heard.embeddings.encoder, heard.passages, settings.embedding, cache=cache
    )
    assigner = Assigner(result, encoder)
    for part in _in_parts(passages, at_once):
        yield assigner.assigned(part)


def _in_parts(passages: Rows[Passage], at_once: int) -> Iterator[Rows[Passage]]:
    """Consecutive passages, verbatims whole."""
    verbatims = passages.column("verbatim_id")
    start = 0
    while start < len(verbatims):
        end = min(start + at_once, len(verbatims))
        while end < len(verbatims) and verbatims[end] == verbatims[end - 1]:
            end += 1
        yield Rows(Passage, passages.table.slice(start, end - start))
        start = end


def _nothing_said(corpus: Corpus) -> str:
    return (
        f"{len(corpus.turns)} texts in {len(corpus.files)} files: none is a customer's. "
        "See what each file was taken for with 'voiceminer inspect'."
    )


def full_report(
    result: MiningResult, *, language: Language | None = None, edition: Edition | None = None
) -> str:
    """A result as one HTML file, with the map and the brief of every topic.

    `edition` and `language` are the run's own if left out; marketing's edition may be shared.
    """
    briefs = result.settings.briefs.model_copy(
        update={
            "top": max(len(result.impact.effects), 1),
            "edition": edition or result.settings.briefs.edition,
            "language": language or result.settings.briefs.language,
        }
    )
    asked = replace(result, settings=result.settings.model_copy(update={"briefs": briefs}))
    return report_of(
        asked, briefs_of(asked, beside=False), layout_of(result), language=briefs.language
    )


def render(
    run: str | Path,
    out: str | Path | None = None,
    *,
    top: int | None = None,
    title: str | None = None,
    language: Language | None = None,
    templates: Path | None = None,
) -> MiningResult:
    """Render a run's pages again, over the run or into `out`: whole, or not at all.

    Nothing is mined. `top`, `title` and `language` are those of the settings if left out;
    `templates` is a folder whose templates are taken before ours of the same name.
    """
    earlier = load_run(run)
    given = {"top": top, "title": title, "language": language}
    asked = {name: value for name, value in given.items() if value is not None}
    briefs = earlier.settings.briefs.model_copy(update=asked)
    settings = earlier.settings.model_copy(update={"briefs": briefs})
    result = replace(earlier, settings=settings)
    _publish(result, Path(out or run), templates)
    return result


def write(
    run: str | Path,
    endpoint: Endpoint,
    out: str | Path | None = None,
    *,
    cache: Path | None = None,
) -> Written:
    """Let a language model put titles, sentences and angles, and render the pages with them.

    It is told what stands on marketing's pages: redacted, without accounts' names. An answer with
    a number, name or quote that is not among these facts is refused, and the plain text stands.
    """
    earlier = load_run(run)
    written = written_of(told_of(earlier), endpoint, cache)
    _publish(replace(earlier, wordings=written.wordings), Path(out or run))
    return written


def _publish(result: MiningResult, out: Path, templates: Path | None = None) -> None:
    """Write the run folder with its pages; the report without a map, which takes seconds."""
    briefs = briefs_of(result, templates=templates)
    report = report_of(result, briefs, language=result.settings.briefs.language)
    pages = {**briefs.pages, "report.html": report}
    write_run(result, replace(briefs, pages=pages), out)
