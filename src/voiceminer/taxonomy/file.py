"""taxonomy.toml -> Taxonomy: read, and refused where it contradicts itself."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import Field, ValidationError

from voiceminer.data import Curated, Goal, GoalMeasure, Part, Rows, Status, Taxonomy, TopicKind
from voiceminer.errors import InputError, SettingsError
from voiceminer.settings import Section
from voiceminer.taxonomy.contradictions import check_whole
from voiceminer.taxonomy.identity import minted

NAME = "taxonomy.toml"
BEGIN = "'voiceminer curate RUN --init' writes a file to begin with."


class _Goal(Section):
    measure: GoalMeasure
    target: float = Field(ge=0)
    by: date | None = None
    owner: str = ""


class _Part(Section):
    label: str = Field(min_length=1)
    like: tuple[str, ...] = Field(min_length=1)
    id: str = ""


class _Known(Section):
    """What may be said of a pain that is named beforehand."""

    label: str = ""
    sentence: str = ""
    like: tuple[str, ...] = ()
    locked: bool = False
    hidden: bool = False
    owner: str = ""
    status: Status = ""
    reply: str = ""
    goals: tuple[_Goal, ...] = ()


class _Pain(_Known):
    id: str = Field("", pattern=r"^([a-z0-9][a-z0-9-]{0,39})?$")
    label: str = Field(min_length=1)


class _Topic(_Known):
    id: str = Field(min_length=1)
    # a topic is hidden by `hidden`
    kind: Literal[TopicKind, ""] = ""
    merge_into: str = ""
    split: tuple[_Part, ...] = ()


class _File(Section):
    ignore: tuple[str, ...] = ()
    topic: tuple[_Topic, ...] = ()
    pain: tuple[_Pain, ...] = ()


def read_taxonomy(file: str | Path) -> Taxonomy:
    """What people say of topics, from a file that they wrote.

    Raises
    ------
    InputError
        If the file cannot be read.
    SettingsError
        If it is no TOML, holds a key or a value that is not known, or contradicts itself.
    """
    file = Path(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: the taxonomy cannot be read ({error}). {BEGIN}") from error
    return taxonomy_of(text, name=file.name)


def taxonomy_of(text: str, *, name: str = NAME) -> Taxonomy:
    """As `read_taxonomy`, of the file's text; `name` stands in the errors."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name}: this is not TOML ({error}). Mend that line.") from error
    try:
        found = _File.model_validate(values)
    except ValidationError as error:
        raise SettingsError(f"{name}{_sentence(error, values)}") from error
    entries = [*_topics(found), *_pains(found)]
    taxonomy = Taxonomy(
        topics=Rows.gather(Curated, [curated for curated, _ in entries]),
        parts=Rows.gather(Part, [part for topic in found.topic for part in _parts(topic)]),
        goals=Rows.gather(Goal, [goal for _, goals in entries for goal in goals]),
        ignore=tuple(word.casefold() for word in found.ignore),
        text=text,
    )
    check_whole(taxonomy, name=name)
    return taxonomy


def _topics(found: _File) -> Iterator[tuple[Curated, list[Goal]]]:
    for topic in found.topic:
        said = topic.model_dump(exclude={"id", "goals", "split"})
        yield Curated(topic_id=topic.id, **said), _goals(topic.id, topic)


def _pains(found: _File) -> Iterator[tuple[Curated, list[Goal]]]:
    for pain in found.pain:
        # from its label, so that it needs no id; with one, it can be called something else later
        topic_id = pain.id or minted("t-", [f"known: {pain.label}"])[0]
        said = pain.model_dump(exclude={"id", "goals"})
        yield Curated(topic_id=topic_id, known=True, **said), _goals(topic_id, pain)


def _goals(topic_id: str, said: _Known) -> list[Goal]:
    return [Goal(topic_id=topic_id, **goal.model_dump()) for goal in said.goals]


def _parts(topic: _Topic) -> Iterator[Part]:
    for part in topic.split:
        part_id = part.id or minted("t-", [f"{topic.id}: {part.label}"])[0]
        yield Part(topic_id=topic.id, part_id=part_id, label=part.label, like=part.like)


def _sentence(error: ValidationError, values: dict[str, Any]) -> str:
    """Where the first thing is wrong, what, and what to do about it."""
    first = error.errors()[0]
    *place, key = [str(part) for part in first["loc"]]
    where = _where(place, values)
    if first["type"] == "extra_forbidden":
        known = _keys_at(place)
        near = get_close_matches(key, known, n=1, cutoff=0.0)[0]
        return f"{where}: there is no key '{key}'. The nearest is '{near}'."
    if first["type"] == "missing":
        return f"{where}: '{key}' is missing. Add it, or take the entry out."
    if first["type"] == "literal_error":
        expected = first["ctx"]["expected"].replace("'', ", "").replace(" or ''", "")
        return f"{where}: {key} = {first['input']!r} is none of {expected}. Write one of these."
    return f"{where}: {key} = {first['input']!r}: {first['msg'].lower()}. Mend that line."


def _where(place: list[str], values: dict[str, Any]) -> str:
    """`, [[topic]] 2 (t-1a2b)`: the entry by its place in the file and by its name."""
    if len(place) < 2:
        return ""
    kind, number = place[0], int(place[1]) if place[1].isdecimal() else 0
    inner = "".join(
        f", {part}" if not part.isdecimal() else f" {int(part) + 1}" for part in place[2:]
    )
    try:
        entry = values[kind][number]
        name = entry.get("id") or entry.get("label") or ""
    except (AttributeError, IndexError, KeyError, TypeError):
        name = ""
    return f", [[{kind}]] {number + 1}{f' ({name})' if name else ''}{inner}"


def _keys_at(place: list[str]) -> list[str]:
    """The keys that an entry may have."""
    names = [part for part in place if not part.isdecimal()]
    known: type[Section] = _File
    for name in names:
        annotation = known.model_fields[name].annotation
        known = get_args(annotation)[0]
    return list(known.model_fields)
