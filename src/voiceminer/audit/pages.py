"""What stands on a page against what the tables say: figures, quotes, names, links, references."""

from __future__ import annotations

import json
import posixpath
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from voiceminer.audit.prints import read
from voiceminer.errors import MismatchError
from voiceminer.inert import one_line

AGAIN = "Render the pages again with 'voiceminer brief'."
# A backslash before ASCII punctuation prints that punctuation (CommonMark 2.4).
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_BRIEF = re.compile(r"(?:^|/)(t-[0-9a-f]+)-[a-z0-9-]+\.md$")


class Place(NamedTuple):
    """A row of `tables/printed.parquet`."""

    start: int
    end: int
    kind: str
    of: str
    text: str


class Shown(NamedTuple):
    """A row of `tables/figures.parquet`, by its id."""

    measure: str
    topic_id: str
    key: str
    value: float
    unit: str
    shown: str


class Slice(NamedTuple):
    """What a reference points at: a statement's own words, and what they stand for."""

    what: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the tables say that a page may print.

    Attributes
    ----------
    values : mapping
        Measure -> (topic, key) -> value, recomputed.
    slices : mapping
        (page, reference) -> what it points at, cut out of the verbatims by the offsets.
    names : frozenset of str
        Every name in the exports and tables, on one line.
    titles, grades : mapping
        Topic -> its name, and what can be said of it and the outcome.
    files : frozenset of str
        Files of the run folder.
    language : str
        Of the pages.
    written : frozenset of str
        What a language model has put in words.
    """

    values: Mapping[str, Mapping[tuple[str, str], float]]
    figures: Mapping[str, Shown]
    places: Mapping[str, tuple[Place, ...]]
    slices: Mapping[tuple[str, str], tuple[Slice, ...]]
    names: frozenset[str]
    titles: Mapping[str, str]
    grades: Mapping[str, str]
    files: frozenset[str]
    language: str = "en"
    written: frozenset[str] = frozenset()


@dataclass(slots=True, kw_only=True)
class Counted:
    """What has been checked: figures by measure, quotes, names and the rest by kind."""

    measures: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one page against the facts; the first thing that does not agree is raised."""

    page: str
    text: str
    facts: Facts
    counted: Counted

    def check(self) -> None:
        """Check everything that stands on the page, in the order in which it stands there.

        Raises
        ------
        MismatchError
            At the first thing that is not what the tables say.
        """
        lines = [m.end() for m in re.finditer("\n", self.text)]
        places = self.facts.places.get(self.page, ())
        for place in places:
            stands = self.text[place.start : place.end]
            says = "" if place.kind == "between" else self._says(place, stands, places)
            if place.kind == "between":
                at, stands, says = self._between(place, stands)
            else:
                at = place.start
            if says:
                raise MismatchError(self.page, bisect_right(lines, at) + 1, stands, says, AGAIN)
            self.counted.kinds[place.kind] += 1
        self._front(lines)
        if len(self.text) > (end := places[-1].end if places else 0):
            says = "the page ended before it"
            raise MismatchError(self.page, len(lines), self.text[end:].strip(), says, AGAIN)

    def _front(self, lines: list[int]) -> None:
        """A brief's front matter is about its topic."""
        brief = _BRIEF.search(self.page)
        if not brief or brief[1] not in self.facts.grades:
            return
        topic = brief[1]
        known = {"title": self.facts.titles[topic], "topic_id": topic}
        known["grade"] = self.facts.grades[topic]
        for found in re.finditer(r'^(title|topic_id|grade): "(.*)"$', self.text, re.MULTILINE):
            name, stands = found.groups()
            if decoded(stands) != known[name]:
                line = bisect_right(lines, found.start()) + 1
                says = f"the topic's {name} is “{known[name]}”"
                raise MismatchError(self.page, line, stands, says, AGAIN)

    def _between(self, place: Place, stands: str) -> tuple[int, str, str]:
        """What stands between figures and names: as it was written, and without a number.

        Returns where it is something else, the word that stands there and what should; "" for
        the last where all is well.
        """
        number = re.search(r"\S*\d\S*", stands)
        if number:
            return place.start + number.start(), number[0], "the run has no figure for it"
        if stands == place.text:
            return place.start, stands, ""
        same = len(posixpath.commonprefix([stands, place.text]))
        begin = stands.rfind(" ", 0, same) + 1
        now, was = (t[begin:].split("\n")[0][:40] for t in (stands, place.text))
        return place.start + same, now, f"the page was written with “{was}”"

    def _says(self, place: Place, stands: str, places: tuple[Place, ...]) -> str:
        """What the tables say where it is something else; "" where they agree."""
        match place.kind:
            case "figure":
                return self._figure(place.of, stands)
            case "link":
                return self._link(place, stands)
            case "said":
                return self._said(place, stands, places)
            case "written":
                return self._written(place, stands, places)
            case "reference":
                known = (self.page, place.of) in self.facts.slices
                good = known and stands == f"[{place.of}]"
            case "name" | "scalar":
                written = plain(stands) if place.kind == "name" else decoded(stands)
                # what a stage calls something may stand in the page's language
                good = written == place.text and (place.of or place.text) in self.facts.names
            case _:
                good = stands == place.text
        return "" if good else f"the page was written with “{place.text}”"

    def _figure(self, of: str, stands: str) -> str:
        figure = self.facts.figures[of]
        values = self.facts.values.get(figure.measure)
        if values is None:
            return f"no SQL recomputes the measure “{figure.measure}” (see docs/audit.md)"
        value = values.get((figure.topic_id, figure.key), 0.0)
        of_what = " of ".join(filter(None, (figure.measure, figure.key, figure.topic_id)))
        says = f"by the tables {of_what} is {figure.shown} ({value:.10g})"
        printed = read(stands, figure.unit, self.facts.language)
        if printed is None or not printed.says(value):
            return says
        self.counted.measures[figure.measure] += 1
        # 22 and 022, or 1k and 1,000 at the edge of rounding: the same value, another print
        return "" if stands == figure.shown else says

    def _link(self, place: Place, stands: str) -> str:
        text, _, target = stands[1:].rpartition("](")
        to = posixpath.normpath(posixpath.join(posixpath.dirname(self.page), place.of))
        brief = _BRIEF.search(place.of)
        title = self.facts.titles.get(brief[1]) if brief else place.text
        good = plain(text) == place.text == title and target == f"{place.of})"
        if not good or not stands.startswith("["):
            return f"the page was written with a link “{title}” to {place.of}"
        return "" if to in self.facts.files else f"the run has no file {to}"

    def _said(self, place: Place, stands: str, places: tuple[Place, ...]) -> str:
        words = plain(stands)
        good = words == place.text and self.stated(words, place, places)
        return "" if good else f"what was said is “{place.text}”"

    def _written(self, place: Place, stands: str, places: tuple[Place, ...]) -> str:
        """A model's words are those on record, and each number stands elsewhere on the page."""
        if plain(stands) != place.text or place.text not in self.facts.written:
            return f"the page was written with “{place.text}”"
        others = (self.text[p.start : p.end] for p in places if p.kind != "written")
        known = set(_DIGITS.findall(" ".join(others)))
        new = [n for n in _DIGITS.findall(place.text) if n not in known]
        return f"the page has no figure {new[0]}" if new else ""

    def stated(self, words: str, place: Place, places: tuple[Place, ...]) -> bool:
        """Whether a reference on the line leads to the words.

        A quote is what its reference cuts out of a verbatim; a phrase stands in each statement that
        its reference names.
        """
        line_end = self.text.find("\n", place.end)
        for other in places:
            if other.kind != "reference" or not place.end <= other.start < line_end:
                continue
            slices = self.facts.slices.get((self.page, other.of), ())
            if len(slices) == 1 and one_line(slices[0].text) == words:
                return True
            of_phrases = ("our phrase", f"statements with “{words}”")
            if slices and all(s.what in of_phrases and _holds(s.text, words) for s in slices):
                return True
        return False


def plain(markdown: str) -> str:
    """Text without the marks that keep it from being markup."""
    return _ESCAPED.sub(r"\1", markdown)


def decoded(scalar: str) -> str:
    """The text of a YAML scalar between its double quotes, which are JSON's."""
    try:
        return str(json.loads(f'"{scalar}"'))
    except ValueError:
        return scalar


def _holds(text: str, words: str) -> bool:
    return bool(re.search(r"\W+".join(map(re.escape, words.split())), text, re.IGNORECASE))
