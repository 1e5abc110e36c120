"""One JSON record to cells: nested keys become paths, lists of texts or people become children."""

from __future__ import annotations

from typing import Any, NamedTuple

from voiceminer.reading.tables import LIST

_DEEPEST = 12
# An item with one of these is a message or a turn; with one of the others it is a person.
_TEXT_KEYS = frozenset(
    [
        "body",
        "text",
        "plain_body",
        "html_body",
        "content",
        "message",
        "msg",
        "body_text",
        "bodyText",
        "sentences",
        "note",
        "comment",
        "stripped_text",
        "CommentBody",
        "transcript",
        "utterances",
        "snippet",
    ]
)
_PERSON_KEYS = frozenset(["emailAddress", "email", "speakerId", "speaker_id"])
# Zendesk's XML calls a comment's words its value; custom fields have values too, but no author.
_AUTHOR_KEYS = frozenset(["author_id", "author-id"])
# Lists whose items have texts or names, but are neither said by anybody nor people: labels,
# settings, layout, what a recorder sums up.
_LABELS = frozenset(
    ["custom_fields", "customFields", "fields", "tags", "attachments", "blocks", "files",
     "reactions", "keyPoints", "trackers", "topics", "publicComments", "mentions", "outline",
     "followups", "collaborators"]
)  # fmt: skip
# Salesforce says in each record what it is and where, with the same two keys.
_ABOUT = {"type", "url"}
# A value with its history (HubSpot's first API), or with what is shown for it (ServiceNow).
_VERSIONED = frozenset({"timestamp", "versions", "display_value", "link"})
# sentences of one monologue belong together: they are no children, but one text
_RUNNING_TEXT = frozenset({"sentences"})


class Flat(NamedTuple):
    """A record's cells by path, and the lists in it that are tables of their own."""

    cells: dict[str, str]
    children: dict[str, list[dict[str, Any]]]


def flat_of(record: dict[str, Any]) -> Flat:
    """Cells `a.b.c` of a record. Items of other lists are joined by `tables.LIST`."""
    cells: dict[str, str] = {}
    children: dict[str, list[dict[str, Any]]] = {}
    _walk(record, "", cells, children, 0)
    return Flat(cells, children)


def _walk(
    record: dict[str, Any],
    path: str,
    cells: dict[str, str],
    children: dict[str, list[dict[str, Any]]],
    depth: int,
) -> None:
    for name, value in record.items():
        key = f"{path}.{name}" if path else name
        if isinstance(value, dict):
            if value.keys() == _ABOUT:
                continue
            if _is_versioned(value):
                cells[key] = text_of(value["value"])
            if _is_rich_text(value):
                cells[key] = rich_text(value)
            elif depth < _DEEPEST:
                _walk(value, key, cells, children, depth + 1)
        elif isinstance(value, list):
            if _is_table(name, value):
                children.setdefault(key, []).extend(v for v in value if isinstance(v, dict))
            else:
                _join(value, key, cells, depth)
        else:
            cells[key] = text_of(value)


def _is_versioned(value: dict[str, Any]) -> bool:
    plain = not isinstance(value.get("value", []), (dict, list))
    return plain and (len(value) == 1 or bool(_VERSIONED & value.keys()))


def text_of(value: Any) -> str:
    """A scalar as an export writes it; null is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _is_table(name: str, items: list[Any]) -> bool:
    if name in _LABELS:
        return False
    if name == "stages":
        return all(isinstance(item, dict) for item in items)
    keys = {k for item in items if isinstance(item, dict) for k in _inner_keys(item)}
    if name in _RUNNING_TEXT and "text" in keys and not keys & {"speaker_name", "speaker_id"}:
        return False
    written = "value" in keys and bool(keys & _AUTHOR_KEYS)
    return written or bool(keys & _TEXT_KEYS or keys & _PERSON_KEYS)


def _inner_keys(item: dict[str, Any]) -> set[str]:
    """The item's keys, or those behind the one word that stands round it."""
    if len(item) == 1:
        (inner,) = item.values()
        return set(inner) if isinstance(inner, dict) else set(item)
    return set(item)


def _join(items: list[Any], key: str, cells: dict[str, str], depth: int) -> None:
    """Columns of a list that is no table: each as long as the list, so that they stay parallel."""
    if not any(isinstance(item, (dict, list)) for item in items):
        cells[key] = LIST.join(text_of(item) for item in items)
        return
    if depth >= _DEEPEST:
        return
    flats: list[dict[str, str]] = []
    for item in items:
        inner: dict[str, str] = {}
        if isinstance(item, dict):
            # lists of people inside an item of a joined list have no row to belong to
            _walk(item, "", inner, {}, depth + 1)
        flats.append(inner)
    for name in dict.fromkeys(k for flat in flats for k in flat):
        cells[f"{key}.{name}"] = LIST.join(flat.get(name, "") for flat in flats)


def _is_rich_text(value: dict[str, Any]) -> bool:
    """Atlassian's document format."""
    return value.get("type") == "doc" and isinstance(value.get("content"), list)


def rich_text(node: Any, depth: int = 0) -> str:
    """The words of an Atlassian document: a line per block."""
    if not isinstance(node, dict) or depth > 4 * _DEEPEST:
        return ""
    if "text" in node:
        return str(node["text"])
    if node.get("type") == "hardBreak":
        return "\n"
    inner = [rich_text(child, depth + 1) for child in node.get("content", ())]
    attributes = node.get("attrs")
    if not inner and isinstance(attributes, dict) and "text" in attributes:
        return str(attributes["text"])
    blocks = {"doc", "bulletList", "orderedList", "blockquote", "panel", "table", "tableRow"}
    return ("\n" if node.get("type") in blocks else "").join(inner)
