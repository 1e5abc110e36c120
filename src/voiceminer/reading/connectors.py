"""What connectors wrap round a record when they copy a system: Airbyte, Singer, Meltano, Stitch.

The record is what the system's API gives; the stream is the API's name for the list it is in.
"""

from __future__ import annotations

from typing import Any

# The column of Airbyte's raw tables that holds the record as JSON.
RAW = "_airbyte_data"
# Singer's and Airbyte's messages (the specifications of both; Airbyte's tests and its file
# destinations write the shorter forms).
_KINDS = frozenset(
    {"RECORD", "SCHEMA", "STATE", "ACTIVATE_VERSION", "LOG", "TRACE", "CATALOG", "SPEC"}
)


def is_sent(value: dict[str, Any]) -> bool:
    """Whether a value is a connector's message."""
    if isinstance(value.get(RAW), dict):
        return True
    kind = value.get("type")
    if isinstance(kind, str) and kind in _KINDS:
        return bool({"record", "schema", "value", "state", "log", "stream"} & value.keys())
    return isinstance(value.get("data"), dict) and {"stream", "emitted_at"} <= value.keys()


def sent(message: dict[str, Any]) -> tuple[str, dict[str, Any] | None]:
    """The stream and the record of a message; no record where it carries none.

    Examples
    --------
    >>> sent({"type": "RECORD", "stream": "tickets", "record": {"id": 1}})
    ('tickets', {'id': 1})
    >>> sent({"type": "STATE", "value": {}})
    ('', None)
    """
    inner = message.get("record")
    if isinstance(inner, dict) and isinstance(inner.get("data"), dict) and "stream" in inner:
        message = inner
    record = next(
        (message[k] for k in (RAW, "data", "record") if isinstance(message.get(k), dict)),
        None,
    )
    return str(message.get("stream") or message.get("_airbyte_stream") or ""), record
