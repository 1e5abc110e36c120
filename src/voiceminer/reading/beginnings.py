"""A text cut short where a line or a record ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

# a string (its brackets are none), a bracket, or the quote of a string that is cut
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}"]', re.DOTALL)
# what may stand between elements, and a tag: closing or not, its name, empty or not
_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(/?)([^\s<>/!?]+)[^<>]*?(/?)>", re.DOTALL
)
_CLOSED_BY = {"[": "]", "{": "}"}


def first_lines(lines: Iterator[str], characters: int) -> Iterator[str]:
    """The lines that begin within so many characters."""
    for line in lines:
        yield line
        characters -= len(line)
        if characters <= 0:
            return


def first_records(text: str, characters: int) -> str:
    """JSON or JSON Lines, closed after its last record that is whole within so many characters.

    The whole text, if it is one record.

    Examples
    --------
    >>> first_records('{"tickets": [{"id": "]"}, {"id": 2}, {"id": 3}]}', 40)
    '{"tickets": [{"id": "]"}, {"id": 2}]}'
    """
    begun = text[:characters]
    open_brackets: list[str] = []
    end, closers, shallowest = 0, "", len(begun)
    for token in _TOKEN.finditer(begun):
        bracket = token.group()
        if bracket == '"':
            break
        if bracket in _CLOSED_BY:
            open_brackets.append(bracket)
        elif bracket in {"]", "}"} and open_brackets:
            open_brackets.pop()
            in_list = not open_brackets or open_brackets[-1] == "["
            if bracket == "}" and in_list and len(open_brackets) <= shallowest:
                end, shallowest = token.end(), len(open_brackets)
                closers = "".join(_CLOSED_BY[b] for b in reversed(open_brackets))
    return begun[:end] + closers if end else text


def first_elements(text: str, characters: int) -> str:
    """XML, closed after its last element that is whole within so many characters.

    The whole text, if it is one element.

    Examples
    --------
    >>> first_elements("<all><one><id>1</id></one><one><id>2</id></one></all>", 40)
    '<all><one><id>1</id></one></all>'
    """
    begun = text[:characters]
    names: list[str] = []
    end, closers, shallowest = 0, "", len(begun)
    for tag in _TAG.finditer(begun):
        closing, name, empty = tag.groups()
        if not name or empty:
            continue
        if not closing:
            names.append(name)
        elif names:
            names.pop()
            if names and len(names) <= shallowest:
                end, shallowest = tag.end(), len(names)
                closers = "".join(f"</{n}>" for n in reversed(names))
    return begun[:end] + closers if end else text
