"""What may stand on a page, and the page that keeps account of it.

A template prints figures, names, quotes and our own words, and nothing else: a bare number or
string raises. So no number stands on a page without its `Figure`, and no word of an export
without being made inert.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

from voiceminer.briefs import escaping
from voiceminer.briefs.figures import iso, spelled
from voiceminer.briefs.languages import FOLDER, Speech, speech
from voiceminer.data import Evidence, Figure, Printed
from voiceminer.inert import one_line

if TYPE_CHECKING:
    from voiceminer.settings import Language

ENGLISH = speech("en")

# Round everything printed while a page is in the press, with its number in between. Private use,
# so no text of an export can hold one: `inert.one_line` takes them out.
_OPENS, _NUMBERED, _CLOSES = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_OPENS}(\\d+){_NUMBERED}([^{_CLOSES}]*){_CLOSES}")


class Words(str):
    """Our own words: printed as they are."""

    __slots__ = ()


class Name(str):
    """A name out of an export (account, topic, file, column): printed inert."""

    __slots__ = ()


class Term(Name):
    """A name that a stage gives (a reason, an outcome): in the page's language where it has one."""

    __slots__ = ()


class Scalar(str):
    """A text in a front matter's double quotes."""

    __slots__ = ()


class Written(str):
    """What a language model has put in words: printed inert, on one line."""

    __slots__ = ()


class Said(str):
    """What somebody said or wrote: printed inert, on one line."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A row of an export, and where in a verbatim, if anywhere."""

    file: str
    row: int
    passage_id: str = ""
    verbatim_id: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a figure or a quote comes from; the page numbers it when it is first printed."""

    what: str
    topic_id: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page or table of the same run."""

    text: Words | Name
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Between what an amount lies, where the amount itself is not for everybody."""

    low: Figure
    high: Figure


@dataclass(slots=True)
class Page:
    """One page in print: what it has printed so far, in that order."""

    path: str
    speech: Speech = ENGLISH
    figures: dict[Figure, Figure] = field(default_factory=dict)
    references: dict[Reference, int] = field(default_factory=dict)
    marks: list[tuple[Any, str, str]] = field(default_factory=list)

    def printed(self, thing: Any) -> str:  # noqa: PLR0911  # one for each type that may be printed
        """The thing as markdown, on account, between marks that say where it stands.

        Raises
        ------
        TypeError
            If it is none of the types that may stand on a page.
        """
        match thing:
            case Figure():
                thing = self.speech.figure(thing)
                number = f"{self.path}#{len(self.figures) + 1}"
                kept = self.figures.setdefault(thing, replace(thing, id=number, page=self.path))
                return self._marked("figure", kept.id, thing.shown, thing.shown)
            case Band():
                to = self.speech.said("to")
                return f"{self.printed(thing.low)} {to} {self.printed(thing.high)}"
            case Reference(points=()):
                return ""  # nothing stands behind a count of none
            case Reference():
                of = str(self.references.setdefault(thing, len(self.references) + 1))
                return self._marked("reference", of, of, f"[{of}]")
            case Link():
                said = str(thing.text)
                said = self.speech.said(said) if isinstance(thing.text, Words) else said
                link = f"[{escaping.markdown(said)}]({thing.target})"
                return self._marked("link", thing.target, one_line(said), link)
            case Words():
                said = self.speech.said(thing)
                return self._marked("words", "", said, said)
            case Term() if (said := self.speech.said(thing)) != thing:
                return self._marked("name", one_line(thing), said, escaping.markdown(said))
            case Name() | Said() | Scalar() | Written():
                inert = escaping.scalar if isinstance(thing, Scalar) else escaping.markdown
                kind = "name" if isinstance(thing, Name) else type(thing).__name__.lower()
                return self._marked(kind, "", one_line(thing), inert(thing))
        raise TypeError(
            f"{self.path}: {thing!r} is a {type(thing).__name__}, and only figures, names, quotes, "
            "links and Words may be printed. Make it one of these."
        )

    def _marked(self, kind: Any, of: str, text: str, markdown: str) -> str:
        if not markdown:
            return ""
        self.marks.append((kind, of, text))
        return f"{_OPENS}{len(self.marks) - 1}{_NUMBERED}{markdown}{_CLOSES}"

    def unmarked(self, text: str) -> tuple[str, list[Printed]]:
        """The page's text without marks, and what stands where in it."""
        stands: list[tuple[str, Any, str, str]] = []
        end = 0
        for mark in _MARK.finditer(text):
            between = text[end : mark.start()]
            stands += [(between, "between", "", between), (mark[2], *self.marks[int(mark[1])])]
            end = mark.end()
        stands.append((text[end:], "between", "", text[end:]))
        places: list[Printed] = []
        at = 0
        for printed, kind, of, said in stands:
            start, at = at, at + len(printed)
            if printed:
                places.append(
                    Printed(page=self.path, start=start, end=at, kind=kind, of=of, text=said)
                )
        return "".join(printed for printed, *_ in stands), places

    def evidence(self) -> list[Evidence]:
        """One row per point of every reference, in the order of print."""
        return [
            Evidence(
                reference=str(number),
                page=self.path,
                topic_id=reference.topic_id,
                what=reference.what,
                passage_id=point.passage_id,
                verbatim_id=point.verbatim_id,
                start=point.start,
                end=point.end,
                file=point.file,
                row=point.row,
            )
            for reference, number in self.references.items()
            for point in reference.points
        ]


def plural(n: Figure, one: str, many: str) -> Words:
    """The noun that goes with a number as it is printed: 1.04 is shown as 1."""
    return Words(one if n.shown in ("1", "one") else many)


def capital(text: Any) -> Any:
    """The same thing with a capital first letter."""
    if isinstance(text, Figure):
        return replace(text, shown=text.shown[:1].upper() + text.shown[1:])
    return type(text)(text[:1].upper() + text[1:])


@jinja2.pass_context
def _finalize(context: jinja2.runtime.Context, thing: Any) -> str:
    page: Page = context["page"]
    return page.printed(thing)


def environment(folder: Path | None = None, language: Language = "en") -> jinja2.Environment:
    """Jinja over a folder's templates, then a language's, then those in English.

    An undefined name raises.
    """
    ours: jinja2.BaseLoader = jinja2.PackageLoader("voiceminer.briefs")
    if language != "en":
        spoken = jinja2.PackageLoader("voiceminer.briefs", f"{FOLDER}/{language}")
        ours = jinja2.ChoiceLoader([spoken, ours])
    theirs = [jinja2.FileSystemLoader(folder)] if folder else []
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader([*theirs, ours]),
        finalize=_finalize,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,  # templates do not change while a page is printed
        autoescape=False,  # noqa: S701  # markdown, not HTML: `Page.printed` escapes it
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"plural": plural, "capital": capital, "spelled": spelled}
    made.filters |= {"scalar": Scalar, "iso": iso, "term": Term}
    return made


# lines that begin something of their own: headings, bullets, tables, quotes, numbered items
_BLOCK = re.compile(r"^(#|- |\||> |\d+\. |---)")


def tidied(text: str) -> str:
    """Markdown with each paragraph on one line and single blank lines between blocks.

    Templates wrap and indent as their logic asks; customers' text never begins a line.
    """
    lines: list[str] = []
    for raw in text.splitlines():
        line = " ".join(raw.split())
        joins = line and lines and lines[-1] and not _BLOCK.match(line)
        if joins and not lines[-1].startswith(("#", "|", "---")):
            lines[-1] += f" {line}"
        elif line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip() + "\n"


def pressed(
    template: jinja2.Template,
    page: Page,
    front: jinja2.Template | None = None,
    **facts: object,
) -> tuple[str, list[Printed]]:
    """A page in print, after its front matter, and what stands where on it."""
    head = f"{front.render(page=page, **facts).strip()}\n\n" if front else ""
    return page.unmarked(head + tidied(template.render(page=page, **facts)))
