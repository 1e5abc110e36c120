"""What redaction finds and what it takes by mistake, per kind and language, beside Presidio.

python scripts/bench_redaction.py                  both halves of the templates, with Presidio
python scripts/bench_redaction.py --style desk     only the half that the detectors were tuned on
python scripts/bench_redaction.py --speed          passages a second on one core
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from redaction_set import PLACES, Sentence, Truth, names, sentences
from voiceminer.voice.redaction import Redactor, known_of

STRUCTURED = ("EMAIL", "PHONE", "CARD", "IBAN", "ID", "IP", "URL", "SECRET", "ADDRESS")
TOLD = tuple(place for place in PLACES if place != "other")


class Found(NamedTuple):
    """`text[start:end]` was taken for this sort."""

    start: int
    end: int
    sort: str


Detector = Callable[[Sentence], Sequence[Found]]


class Score:
    """Counts behind recall and precision, per (sort or place, language)."""

    def __init__(self) -> None:
        self.true: Counter[tuple[str, str]] = Counter()
        self.hit: Counter[tuple[str, str]] = Counter()
        self.taken: Counter[tuple[str, str]] = Counter()
        self.right: Counter[tuple[str, str]] = Counter()
        self.errors: list[str] = []

    def add(self, sentence: Sentence, found: Sequence[Found]) -> None:
        """Compare what stands in a sentence with what was found in it.

        A true span is a hit if all its letters and digits were taken, and most of it as its own
        sort. A span taken is right if it is of the sort of the true span on which it lies, and at
        least nine tenths of its characters lie on that.
        """
        language = sentence.language
        for truth in sentence.truths:
            keys = [truth.sort, *([truth.place] if truth.place else [])]
            hit = _is_hit(sentence.text, truth, found)
            for key in keys:
                self.true[key, language] += 1
                self.hit[key, language] += hit
            if not hit:
                self.errors.append(f"missed {truth.sort} {_marked(sentence.text, truth)}")
        for span in found:
            right = any(
                span.sort == truth.sort and 0.9 * (span.end - span.start) <= _overlap(span, truth)
                for truth in sentence.truths
            )
            self.taken[span.sort, language] += 1
            self.right[span.sort, language] += right
            if not right:
                self.errors.append(f"wrong {span.sort} {_marked(sentence.text, span)}")

    def recall(self, keys: Iterable[str], languages: Iterable[str]) -> float:
        """Share of the true spans that are hits."""
        return _ratio(self.hit, self.true, keys, languages)

    def precision(self, keys: Iterable[str], languages: Iterable[str]) -> float:
        """Share of the spans taken that are right."""
        return _ratio(self.right, self.taken, keys, languages)


def _ratio(
    part: Counter[tuple[str, str]],
    whole: Counter[tuple[str, str]],
    keys: Iterable[str],
    languages: Iterable[str],
) -> float:
    pairs = [(key, language) for key in keys for language in languages]
    total = sum(whole[pair] for pair in pairs)
    return sum(part[pair] for pair in pairs) / total if total else float("nan")


def _overlap(span: Found | Truth, other: Found | Truth) -> int:
    return max(0, min(span.end, other.end) - max(span.start, other.start))


def _is_hit(text: str, truth: Truth, found: Sequence[Found]) -> bool:
    meant = {i for i in range(truth.start, truth.end) if text[i].isalnum()}
    shares: Counter[str] = Counter()
    for span in found:
        shares[span.sort] += len(meant & set(range(span.start, span.end)))
    return shares.total() >= len(meant) and shares[truth.sort] * 2 > len(meant)


def _marked(text: str, at: Found | Truth) -> str:
    return repr(f"{text[: at.start]}⟦{text[at.start : at.end]}⟧{text[at.end :]}")


def ours(corpus: Sequence[Sentence], record: Sequence[str]) -> Detector:
    """Our detectors. `record`: people whom the CRM knows beside a sentence's own."""
    words = Counter(w for s in corpus for w in re.findall(r"[^\W\d_]{3,}", s.text))
    everyone = [*record, *(p for s in corpus for p in s.people)] if record else []
    shared = Redactor(known_of(everyone, (), (), words))

    def detect(sentence: Sentence) -> list[Found]:
        redactor = shared if record else Redactor(known_of(sentence.people, (), (), words))
        spans = redactor.spans(sentence.text)
        return [Found(s.start, s.end, s.sort) for s in spans]

    return detect


# Presidio's entities in our words; those that are not here (dates, registration plates, tax
# numbers of companies) are left out of both counts.
_PRESIDIO = {
    "EMAIL_ADDRESS": "EMAIL", "PHONE_NUMBER": "PHONE", "CREDIT_CARD": "CARD",
    "IBAN_CODE": "IBAN", "IP_ADDRESS": "IP", "MAC_ADDRESS": "IP", "URL": "URL",
    "US_SSN": "ID", "US_ITIN": "ID", "UK_NINO": "ID", "ES_NIF": "ID", "ES_NIE": "ID",
    "IT_FISCAL_CODE": "ID", "PL_PESEL": "ID", "DE_TAX_ID": "ID", "DE_SOCIAL_SECURITY": "ID",
    "SE_PERSONNUMMER": "ID", "PERSON": "PERSON", "LOCATION": "ADDRESS",
}  # fmt: skip


def presidio(threshold: float) -> Detector:
    """Presidio's analyzer with its pattern recognisers, on blank spaCy pipelines.

    Its recognisers of cards and of the countries' numbers are registered for all four languages
    and not only for those of its defaults. Words stand in for their lemmas, or its context words
    would never be met in a blank pipeline.
    """
    import spacy
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer import predefined_recognizers as known
    from presidio_analyzer.nlp_engine import SpacyNlpEngine
    from spacy.language import Language
    from spacy.tokens import Doc

    @Language.component("words_as_lemmas")
    def words_as_lemmas(doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = token.lower_
        return doc

    languages = ["en", "de", "es", "fr"]
    engine = SpacyNlpEngine([{"lang_code": lang, "model_name": lang} for lang in languages])
    pipelines = {lang: spacy.blank(lang) for lang in languages}
    for nlp in pipelines.values():
        nlp.add_pipe("words_as_lemmas")
    engine.nlp = pipelines
    registry = RecognizerRegistry(supported_languages=languages)
    registry.load_predefined_recognizers(languages=languages, nlp_engine=engine)
    present = {(type(r).__name__, r.supported_language) for r in registry.recognizers}
    for name in (
        "CreditCardRecognizer", "UsSsnRecognizer", "UkNinoRecognizer", "EsNifRecognizer",
        "EsNieRecognizer", "ItFiscalCodeRecognizer", "PlPeselRecognizer", "DeTaxIdRecognizer",
        "DeSocialSecurityRecognizer", "SePersonnummerRecognizer",
    ):  # fmt: skip
        for lang in languages:
            if hasattr(known, name) and (name, lang) not in present:
                registry.add_recognizer(getattr(known, name)(supported_language=lang))
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=languages)

    def detect(sentence: Sentence) -> list[Found]:
        results = analyzer.analyze(
            sentence.text, language=sentence.language, score_threshold=threshold
        )
        taken: list[Found] = []
        for r in sorted(results, key=lambda r: (-r.score, r.start - r.end)):
            if r.entity_type in _PRESIDIO and all(
                r.end <= t.start or r.start >= t.end for t in taken
            ):
                taken.append(Found(r.start, r.end, _PRESIDIO[r.entity_type]))
        return taken

    return detect


def scored(corpus: Sequence[Sentence], detect: Detector) -> Score:
    score = Score()
    for sentence in corpus:
        score.add(sentence, detect(sentence))
    return score


def report(style: str, corpus: Sequence[Sentence], scores: dict[str, Score]) -> None:
    """One table per detector: recall / precision by kind and language."""
    languages = list(dict.fromkeys(s.language for s in corpus))
    print(f"\n{style}: {len(corpus):,} sentences")
    for name, score in scores.items():
        print(f"\n| {name}, {style} | n | {' | '.join(languages)} | all |")
        print("|---|---|" + "---|" * (len(languages) + 1))
        rows: list[tuple[str, tuple[str, ...], bool]] = [(s, (s,), True) for s in STRUCTURED]
        rows += [("**structured**", STRUCTURED, True)]
        rows += [(f"name: {place}", (place,), False) for place in PLACES]
        rows += [("**name: told**", TOLD, False), ("PERSON", ("PERSON",), True)]
        for label, keys, precise in rows:
            cells = []
            for columns in (*((lang,) for lang in languages), languages):
                recall = f"{score.recall(keys, columns):.3f}"
                cells.append(
                    f"{recall} / {score.precision(keys, columns):.3f}" if precise else recall
                )
            n = sum(score.true[key, lang] for key in keys for lang in languages)
            print(f"| {label} | {n} | {' | '.join(cells)} |".replace("nan", "–"))


def speed(corpora: Sequence[Sequence[Sentence]], record: Sequence[str]) -> None:
    """Passages a second of CPU time: single sentences, and a dozen of them in a row."""
    short = [s.text for corpus in corpora for s in corpus]
    by_language: dict[str, list[str]] = defaultdict(list)
    for corpus in corpora:
        for s in corpus:
            by_language[s.language].append(s.text)
    long = [
        " ".join(texts[i : i + 13])
        for texts in by_language.values()
        for i in range(0, len(texts) - 13, 13)
    ]
    words = Counter(w for text in short for w in re.findall(r"[^\W\d_]{3,}", text))
    begun = time.process_time()
    known = known_of(record, (), (), words)
    print(f"{len(record):,} names on record, indexed in {time.process_time() - begun:.2f} s")
    for label, texts in (("short", short), ("long", long)):
        redactor, best = Redactor(known), float("inf")
        for _ in range(3):
            begun = time.process_time()
            for text in texts:
                redactor.text(text)
            best = min(best, time.process_time() - begun)
        characters = sum(map(len, texts)) / len(texts)
        print(f"{label}: {len(texts):,} of {characters:.0f} characters, {len(texts) / best:,.0f}/s")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--style", choices=("desk", "field"), help="both if left out")
    parser.add_argument("--draws", type=int, default=10, help="sentences per template")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, default=0, help="other people on record")
    parser.add_argument("--threshold", type=float, default=0.4, help="Presidio's least score")
    parser.add_argument("--alone", action="store_true", help="without Presidio")
    parser.add_argument("--errors", type=int, default=0, help="how many errors to print")
    parser.add_argument("--speed", action="store_true", help="measure speed only")
    arguments = parser.parse_args()
    styles = [arguments.style] if arguments.style else ["desk", "field"]
    corpora = {s: sentences(s, draws=arguments.draws, seed=arguments.seed) for s in styles}
    if arguments.speed:
        for n in (0, arguments.people or 50_000):
            speed(list(corpora.values()), list(names(n, arguments.seed)))
        return
    record = list(names(arguments.people, arguments.seed))
    peer = None if arguments.alone else presidio(arguments.threshold)
    for style, corpus in corpora.items():
        scores = {"voiceminer": scored(corpus, ours(corpus, record))}
        if peer:
            scores["Presidio"] = scored(corpus, peer)
        report(style, corpus, scores)
        for error in scores["voiceminer"].errors[: arguments.errors]:
            print(error)


if __name__ == "__main__":
    main()
