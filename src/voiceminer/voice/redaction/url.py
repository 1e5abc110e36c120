"""Addresses on the web. All of one goes: hosts name customers, paths and queries carry tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voiceminer.voice.redaction.scan import Scan
from voiceminer.voice.redaction.span import Span

_REST = r"[^\s<>\"'\]\[{}|]*[^\s<>\"'\]\[{}|.,;:!?)]"
# any scheme: a database's connection string holds its password
_URL = re.compile(rf"\b(?:[A-Za-z][A-Za-z0-9+.-]{{1,20}}://|www\.){_REST}")
# Without a scheme: a host and a path or a query. "and/or" has no dot, "v2.1/v2.2" no such end;
# endings that are also files' (md, py, rs, sh) are no hosts here. Begun by its dot, to which the
# engine leaps; the host before it is looked for from there.
_BARE = re.compile(
    r"\.(?:com|org|net|io|info|biz|edu|gov|app|dev|cloud|ai|co"
    r"|eu|uk|us|ca|au|nz|ie|de|at|ch|li|lu|be|nl|fr|es|it|pt|pl|cz|sk|hu|ro|gr|se|no|dk|fi|tr|ru"
    r"|ua|in|jp|cn|kr|sg|br|mx|ar|cl|za|tech|online|shop|store|site|xyz|me|tv)"
    rf"(?::\d{{2,5}})?[/?]{_REST}"
)
_HOST = re.compile(r"(?<![\w.@-])(?:[a-zA-Z0-9-]{1,63}\.){0,5}[a-zA-Z0-9-]{1,63}$")


def urls(scan: Scan) -> Iterator[Span]:
    """Spans of web addresses."""
    text = scan.text
    if "://" in text or "www." in text:
        for match in _URL.finditer(text):
            yield Span(match.start(), match.end(), "URL", match.group())
    for match in _BARE.finditer(text) if "/" in text or "?" in text else ():
        # 64 characters are more than hosts have in mails, and few enough to look through
        if host := _HOST.search(text, max(0, match.start() - 64), match.start()):
            yield Span(host.start(), match.end(), "URL", text[host.start() : match.end()])
