"""Settings from a file and from options: the options win."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from voiceminer.errors import SettingsError
from voiceminer.settings import Section, Settings


def settings_from(file: Path | None, options: Mapping[str, Any]) -> Settings:
    """Settings of a TOML file with options (`section.key` → value, None: not given) on top.

    Raises
    ------
    SettingsError
        If the file cannot be read, or holds a key or a value that no setting takes.
    """
    values = _read(file) if file else {}
    for name, value in options.items():
        if value is not None:
            section, _, key = name.rpartition(".")
            (values.setdefault(section, {}) if section else values)[key] = value
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        where = file.name if file else "settings"
        raise SettingsError(f"{where}: {_sentence(error)}") from error


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(
            f"{file}: cannot be read ({error.strerror}). "
            "'voiceminer config' prints a file to begin with."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{file.name}: this is not TOML ({error}). "
            "'voiceminer config' prints a file to begin with."
        ) from error


def _sentence(error: ValidationError) -> str:
    """The first thing wrong, and what to do about it."""
    first = error.errors()[0]
    place = [str(part) for part in first["loc"]]
    name = ".".join(place)
    if first["type"] != "extra_forbidden":
        return f"{name} = {first['input']!r}: {first['msg'].lower()}. See 'voiceminer config'."
    known: type[Section] = Settings
    for part in place[:-1]:
        annotation = known.model_fields[part].annotation
        if isinstance(annotation, type) and issubclass(annotation, Section):
            known = annotation
    near = get_close_matches(place[-1], known.model_fields, n=1, cutoff=0.0)
    return f"there is no setting '{name}'. The nearest is '{near[0]}'; see 'voiceminer config'."
