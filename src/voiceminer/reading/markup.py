"""XML to tables: elements become records as JSON has them. No document type, no entities."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from xml.parsers import expat

from voiceminer.reading.structured import record_lists, record_tables
from voiceminer.reading.tables import Table

# elements in elements: expat itself has no limit, and ours is far beyond any export
_DEEPEST = 200
# not "<b>Slow</b> exports": a text may begin with markup; nor an address in angle brackets
_ELEMENT = re.compile(r"<[A-Za-z][\w.-]*(?:\s+[\w:.-]+=(?:\"[^\"]*\"|'[^']*'))*\s*>\s*<[A-Za-z]")
_NIL = frozenset({"nil", "null", "xsi:nil"})
Node = tuple[str, dict[str, str], list[Any], list[str]]


class MarkupError(ValueError):
    """The XML is broken, or declares a document type."""


def is_markup(text: str) -> bool:
    """Whether a text is XML, by its declaration, or by an element that begins and ends a line."""
    head = text.lstrip("\ufeff \t\r\n")[:2000]
    return head.startswith("<?xml") or bool(_ELEMENT.match(head))


def markup(data: bytes, path: str) -> tuple[Table, ...]:
    """One table per list of alike elements.

    Raises
    ------
    MarkupError
        If it is broken or has a document type: entities may grow without end or name files.
    """
    name, value = _root(data)
    tables: list[Table] = []
    found = list(record_lists({name: value}))
    for part, records in found:
        numbered = list(enumerate(records, 1))
        named = part if len(found) > 1 else ""
        tables += record_tables(numbered, path, container="xml", part=named)
    return tuple(tables)


def _root(data: bytes) -> tuple[str, Any]:
    open_: list[Node] = [("", {}, [], [])]
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refused(*_: object) -> None:
        raise MarkupError("XML with a document type, which is not read (entities can be bombs)")

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(open_) > _DEEPEST:
            raise MarkupError(f"XML nested deeper than {_DEEPEST} elements")
        open_.append((name.rsplit(":", 1)[-1], attributes, [], []))

    def end(_: str) -> None:
        name, attributes, inner, text = open_.pop()
        open_[-1][2].append((name, _value(name, attributes, inner, "".join(text))))

    def said(words: str) -> None:
        open_[-1][3].append(words)

    parser.StartDoctypeDeclHandler = refused
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = said
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: its encoding
        if isinstance(error, MarkupError):
            raise
        raise MarkupError(f"XML that stops being XML ({error})") from error
    found: tuple[str, Any] = open_[0][2][0]
    return found


def _value(name: str, attributes: dict[str, str], inner: list[Any], text: str) -> Any:
    """A record, a list of records, or a cell.

    Children that repeat, or stand under an element that is called a list (`type="array"`, or the
    plural of theirs), are a list; attributes are cells beside the children.
    """
    nil = any(attributes.get(k) == "true" for k in _NIL)
    if not inner:
        if attributes.get("type") == "array":
            return []
        words = "" if nil else text.strip()
        own = {k: v for k, v in attributes.items() if k not in {"type", *_NIL}}
        return {**own, name: words} if own and words else (own or words)
    times = Counter(n for n, _ in inner)
    if len(times) == 1:
        (child,) = times
        if (
            attributes.get("type") == "array"
            or times[child] > 1
            or name.casefold() in {f"{child}s".casefold(), f"{child}es".casefold()}
        ):
            return [v for _, v in inner if v not in ("", {})]
    own = {k: v for k, v in attributes.items() if k not in {"type", *_NIL} and ":" not in k}
    record: dict[str, Any] = dict(own)
    for child, value in inner:
        if times[child] == 1:
            record[child] = value
        else:
            record.setdefault(child, []).append(value)
    return record
