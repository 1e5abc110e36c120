"""Mails to tables, one row each, by the standard library's parser: a lone one, and mailboxes."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import getaddresses

from voiceminer.reading.tables import Table

_HEAD = re.compile(
    rb"^(?:From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Delivered-To"
    rb"|Content-Type|X-[\w-]+|Reply-To):\s?",
    re.IGNORECASE | re.MULTILINE,
)
# a mailbox parts its mails by a line "From sender date" after a blank line; in the words of a mail
# such a line is quoted by ">" (Python's mailbox module reads files alone, not bytes)
_FROM_LINE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From (?:\S+ )?.{0,200}?\d{4}.*\r?\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
# what the parser raises on broken structured headers (groups of addresses in groups), unknown
# character sets and broken packing
_STUMBLES = (ValueError, LookupError, AttributeError, TypeError, RecursionError)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_FIELD_END = re.compile(rb"\r?\n(?![ \t])")
_LONGEST_FIELD = 2_000  # bytes: fifty recipients
HEADER = ("message_id", "thread_id", "subject", "date", "from_name", "from", "to", "text")


def is_mail(data: bytes) -> bool:
    """Whether the bytes begin with a mail's header."""
    head = data[:4000].lstrip().split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]
    names = {m.group().strip().lower() for m in _HEAD.finditer(head)}
    return bool(_HEAD.match(head)) and len(names) >= 3 and b"from:" in names


def is_mailbox(data: bytes) -> bool:
    """Whether the bytes are a mailbox (mbox): a line `From …`, and a mail below it."""
    first = _FROM_LINE.match(data[:4000])
    return first is not None and is_mail(data[first.end() : first.end() + 8000])


def mail(data: bytes, path: str) -> Table:
    """The mail's row. A header that cannot be read is empty."""
    return Table.of([_row(data, path)], [1], path=path, header=HEADER, container="eml")


def mailbox(data: bytes, path: str) -> Table:
    """A row for each mail in it, numbered from 1."""
    lines = list(_FROM_LINE.finditer(data))
    starts, ends = [m.end() for m in lines], [*(m.start() for m in lines[1:]), len(data)]
    rows = [
        _row(_QUOTED_FROM.sub(rb"\1", data[start:end]), f"{path}:{n}")
        for n, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    ]
    numbers = range(1, len(rows) + 1)
    return Table.of(rows, numbers, path=path, header=HEADER, container="mbox")


def _row(data: bytes, where: str) -> tuple[str, ...]:
    message = _parsed(data)
    name, address = (getaddresses([_header(message, "from")]) or [("", "")])[0]
    references = _header(message, "references").split() or _header(message, "in-reply-to").split()
    own = _header(message, "message-id").strip()
    return (
        own,
        _header(message, "x-gm-thrid").strip() or (references or [own])[0] or where,
        _header(message, "subject"),
        _header(message, "date"),
        name,
        address,
        ", ".join(a for _, a in getaddresses([_header(message, "to")])),
        _body(message),
    )


def _parsed(data: bytes) -> EmailMessage:
    """The mail; of one whose header breaks the parser (half a character in UTF-7), its body."""
    data = _with_short_fields(data)
    try:
        return message_from_bytes(data, policy=default)
    except _STUMBLES:
        return message_from_bytes(
            b"\n" + data.replace(b"\r\n", b"\n").partition(b"\n\n")[2], policy=default
        )


def _with_short_fields(data: bytes) -> bytes:
    """The mail with the fields of its header cut: the parser is quadratic in their length."""
    found = _HEADER_END.search(data)
    end = found.start() if found else len(data)
    if end <= _LONGEST_FIELD:
        return data
    fields = _FIELD_END.split(data[:end])
    return b"\n".join(field[:_LONGEST_FIELD] for field in fields) + data[end:]


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except _STUMBLES:
        return ""


def _body(message: EmailMessage) -> str:
    """The plain part; the HTML one if there is none (the HTML is taken off later)."""
    for kind in ("plain", "html"):
        try:
            part = message.get_body(preferencelist=(kind,))
        except _STUMBLES:
            continue
        if part is not None:
            return _text(part).strip()
    return ""


def _text(part: Message) -> str:
    """A part's text; where its character set or packing is not what it says, its bytes' text."""
    try:
        return str(part.get_content())  # type: ignore[attr-defined]  # parts are EmailMessages too
    except _STUMBLES:
        pass
    try:
        payload = part.get_payload(decode=True)
    except ValueError:  # half of a character, which no bytes hold
        return ""
    return payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""
