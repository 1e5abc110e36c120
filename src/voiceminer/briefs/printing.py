"""What may stand on a page, and the page that keeps account of it.

A template prints figures, names, quotes and our own words, and nothing else: a bare number or
string raises. So no number stands on a page without its `Figure`, and no word of an export
without being made inert.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

import jinja2

from voiceminer.briefs import escaping
from voiceminer.briefs.figures import spelled
from voiceminer.data import Evidence, Figure


class Words(str):
    """Our own words: printed as they are."""

    __slots__ = ()


class Name(str):
    """A name out of an export (account, topic, file, column): printed inert."""

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


@dataclass(slots=True)
class Page:
    """One page in print: what it has printed so far, in that order."""

    path: str
    figures: dict[Figure, Figure] = field(default_factory=dict)
    references: dict[Reference, int] = field(default_factory=dict)

    def printed(self, thing: Any) -> str:
        """The thing as markdown, and on account.

        Raises
        ------
        TypeError
            If it is none of the types that may stand on a page.
        """
        match thing:
            case Figure():
                number = f"{self.path}#{len(self.figures) + 1}"
                self.figures.setdefault(thing, replace(thing, id=number, page=self.path))
                return thing.shown
            case Reference(points=()):
                return ""  # nothing stands behind a count of none
            case Reference():
                return f"[{self.references.setdefault(thing, len(self.references) + 1)}]"
            case Link():
                return f"[{escaping.markdown(thing.text)}]({thing.target})"
            case Words():
                return str(thing)
            case Name() | Said():
                return escaping.markdown(thing)
        raise TypeError(
            f"{self.path}: {thing!r} is a {type(thing).__name__}, and only figures, names, quotes, "
            "links and Words may be printed. Make it one of these."
        )

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


def environment() -> jinja2.Environment:
    """Jinja over the templates that lie beside this file; an undefined name raises."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("voiceminer.briefs"),
        finalize=_finalize,
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701  # markdown, not HTML: `Page.printed` escapes it
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"plural": plural, "capital": capital, "spelled": spelled}
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
