"""A mail to a table of one row, by the standard library's parser."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses

from voiceminer.reading.tables import Table

_HEAD = re.compile(
    rb"^(?:From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Delivered-To"
    rb"|Content-Type|X-[\w-]+|Reply-To):\s?",
    re.IGNORECASE | re.MULTILINE,
)
HEADER = ("message_id", "thread_id", "subject", "date", "from_name", "from", "to", "text")


def is_mail(data: bytes) -> bool:
    """Whether the bytes begin with a mail's header."""
    head = data[:4000].lstrip().split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]
    names = {m.group().strip().lower() for m in _HEAD.finditer(head)}
    return bool(_HEAD.match(head)) and len(names) >= 3 and b"from:" in names


def mail(data: bytes, path: str) -> Table:
    """The mail's row. A header that cannot be read is empty."""
    message = message_from_bytes(data, policy=default)
    name, address = (getaddresses([_header(message, "from")]) or [("", "")])[0]
    references = _header(message, "references").split() or _header(message, "in-reply-to").split()
    own = _header(message, "message-id").strip()
    row = (
        own,
        references[0] if references else own,
        _header(message, "subject"),
        _header(message, "date"),
        name,
        address,
        ", ".join(a for _, a in getaddresses([_header(message, "to")])),
        _body(message),
    )
    return Table.of([row], [1], path=path, header=HEADER, container="eml")


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""  # the parser stumbles over broken structured headers


def _body(message: EmailMessage) -> str:
    """The plain part; the HTML one if there is none (the HTML is taken off later)."""
    for kind in ("plain", "html"):
        try:
            part = message.get_body(preferencelist=(kind,))
            if part is not None:
                return str(part.get_content()).strip()
        except (LookupError, ValueError, AttributeError, KeyError):
            payload = part.get_payload(decode=True) if part is not None else None
            if isinstance(payload, bytes):
                return payload.decode("utf-8", errors="replace").strip()
    return ""
