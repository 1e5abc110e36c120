"""All finders in their order, and the text without what they find."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from voiceminer.voice.redaction import secret
from voiceminer.voice.redaction.address import addresses as streets
from voiceminer.voice.redaction.addressed import addressed
from voiceminer.voice.redaction.checks import salesforce
from voiceminer.voice.redaction.email import emails
from voiceminer.voice.redaction.known import Known
from voiceminer.voice.redaction.lookup import named
from voiceminer.voice.redaction.money import cards, ibans
from voiceminer.voice.redaction.names import person_parts, plain_words
from voiceminer.voice.redaction.national import national_ids
from voiceminer.voice.redaction.network import addresses
from voiceminer.voice.redaction.phone import phones
from voiceminer.voice.redaction.placeholders import Placeholders
from voiceminer.voice.redaction.recognised import recognised
from voiceminer.voice.redaction.scan import Scan
from voiceminer.voice.redaction.span import Span
from voiceminer.voice.redaction.url import urls
from voiceminer.voice.words import SECRETS

# Without one of these signs, or of these words, nothing has a form but a long key: digits, "@",
# "://", "www.", ".com/" and two colons or hyphens with hexadecimal digits between them. It begins
# with single characters, so that the engine leaps to them.
_FORMED = re.compile(
    r"[\d@:w.-](?:(?<=[\d@])|(?<=:)//|(?<=w)ww\.|(?<=\.)[a-z]{2,6}[:/?]|(?<=[:-])[\da-fA-F]{0,4}[:-])"
)
_SAID = SECRETS | {"dot"}
# the fewest digits with a check digit among them are seven, a Spanish DNI's
_UNCHECKED = 6
_ALIKE = str.maketrans("123456789", "000000000")
_LETTERS = re.compile(r"[^\W\d_]+")
_JOINTS = re.compile(r"(?<!:)(?<!/)[/_|#](?!/)|(?<=[A-Za-z])-(?=[\d+])")
_KEYS = re.compile(r"[\w.+/=-]{28,}").findall
_HEX = re.compile(r"[\da-fA-F_.-]+")
_OPAQUE = re.compile(r"[\da-fA-F_-]+")


@dataclass(frozen=True, slots=True)
class Redactor:
    """Takes personal data out of texts. Pure: a text's outcome hangs on `known` and itself."""

    known: Known
    _answers: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def document(self, texts: Sequence[str], signatures: Iterable[str] = ()) -> list[str]:
        """A document's texts with placeholders for all that has to go.

        The same thing has the same placeholder in all of them; with the last one it is forgotten
        what each stood for.

        Parameters
        ----------
        texts : sequence of str
            What was said, in its order.
        signatures : iterable of str
            What was cut below the texts: names in it are looked for in the texts.
        """
        scans = [Scan(text) for text in texts]
        told = [[*addressed(scan)] for scan in scans]
        below = [span for text in signatures for span in addressed(Scan(text))]
        local = _parts((*told, below))
        found = [self._apart(scan, spans, local) for scan, spans in zip(scans, told, strict=True)]
        placeholders = Placeholders()
        return [
            replaced(text, spans, placeholders) if spans else text
            for text, spans in zip(texts, found, strict=True)
        ]

    def spans(self, text: str) -> list[Span]:
        """What has to go from a text that stands alone, in its order and without overlaps."""
        scan = Scan(text)
        told = [*addressed(scan)]
        return self._apart(scan, told, _parts([told]))

    def _apart(self, scan: Scan, told: list[Span], local: frozenset[str]) -> list[Span]:
        """Finders come in the order of how sure they are; what one took no later one takes."""
        return apart(
            (
                *structured(scan),
                *told,
                *named(scan, self.known, local=local),
                *recognised(scan.text),
            )
        )

    def text(self, text: str) -> str:
        """A text that stands alone with placeholders for all that has to go."""
        return self.document([text])[0]

    def title(self, text: str, *, company: bool) -> str:
        """An account's or a deal's name: what names the company stays, persons go.

        An account (`company`) may bear a person's surname, so only a person's whole name goes.
        """
        scan = Scan(text)
        people = named(scan, self.known, companies=False, given=False)
        spans = [*structured(scan), *(s for s in people if not company or " " in s.key)]
        return replaced(text, apart(spans), Placeholders())

    def personal(self, label: str) -> bool:
        """Whether an id or label holds personal data. Companies' names are none.

        Answers are remembered: an account's id stands at each of its documents, and short ids
        that differ in their digits alone are alike.
        """
        shape = label
        if len(label) < secret.SHORTEST and "." not in label and ":" not in label:
            # six digits are too few for a check: their number tells, and not which they are
            alike = label.translate(_ALIKE)
            shape = alike if alike.count("0") <= _UNCHECKED else label
        answer = self._answers.get(shape)
        if answer is None:
            answer = self._answers[shape] = self._personal(label)
        return answer

    def _personal(self, label: str) -> bool:
        if label.isdigit():
            return any(True for _ in cards(label, (0, len(label))))
        if salesforce(label):
            return False
        # a key that somebody folded to small letters has lost its form
        if any(sum(map(str.isdigit, run)) > 2 and not _HEX.fullmatch(run) for run in _KEYS(label)):
            return True
        # a key of a known form, before its own joints are taken for an id's
        if not all(_harmless(span) for span in secret.forms(label)):
            return True
        # what joins an id's parts would hide them: "call_+49301234567", "u/4111…"
        label = _JOINTS.sub(" ", label)
        scan = Scan(label)
        # an id is no sentence: any part of a name tells, in whatever case it is written
        if any(
            part in self.known.parts and part not in self.known.common
            for word in scan.words
            for part in _LETTERS.findall(word)
        ):
            return True
        people = named(scan, self.known, companies=False, given=False)
        return not all(_harmless(span) for span in (*structured(scan), *people))


def _harmless(span: Span) -> bool:
    """Companies, and ids that are hexadecimal runs: random, and nobody's key."""
    return span.sort == "COMPANY" or (
        span.sort == "SECRET" and _OPAQUE.fullmatch(span.key) is not None
    )


def _parts(found: Iterable[Iterable[Span]]) -> frozenset[str]:
    """The words of names that a document's greetings and signatures tell."""
    return frozenset(
        p for spans in found for span in spans for p in person_parts(plain_words(span.key))
    )


def structured(scan: Scan) -> Iterator[Span]:
    """What can be told by its form: addresses, numbers, keys."""
    if not _FORMED.search(scan.text) and _SAID.isdisjoint(scan.words):
        yield from secret.forms(scan.text)
        return
    yield from urls(scan)
    yield from emails(scan)
    dense = scan.dense()
    if dense:
        yield from ibans(scan)
    yield from secret.forms(scan.text)
    yield from secret.told(scan)
    yield from addresses(scan)
    for stretch, digits in dense:
        yield from national_ids(scan, stretch, digits)
        yield from cards(scan.text, stretch)
        yield from phones(scan.text, stretch)
    yield from streets(scan)


def apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in the text's order; of two that overlap the one that came first."""
    taken: list[Span] = []
    for span in spans:
        at = bisect(taken, span)
        before, after = taken[at - 1 : at], taken[at : at + 1]
        if all(t.end <= span.start for t in before) and all(t.start >= span.end for t in after):
            taken.insert(at, span)
    return taken


def replaced(text: str, spans: list[Span], placeholders: Placeholders) -> str:
    """The text with a placeholder for each span."""
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], placeholders.of(span)]
        at = span.end
    return "".join([*pieces, text[at:]])
