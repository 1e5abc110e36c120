"""The command line: it parses, calls, prints, and alone knows exit codes."""

from __future__ import annotations

import typer

from voiceminer.cli.assign import assign
from voiceminer.cli.audit import audit
from voiceminer.cli.brief import brief
from voiceminer.cli.compare import compare
from voiceminer.cli.config import config
from voiceminer.cli.curate import curate
from voiceminer.cli.demo import demo
from voiceminer.cli.exits import EXITS
from voiceminer.cli.inspect import inspect
from voiceminer.cli.mine import mine
from voiceminer.cli.models import models
from voiceminer.cli.report import report
from voiceminer.cli.scorecard import scorecard
from voiceminer.cli.topics import topics
from voiceminer.cli.version import version
from voiceminer.cli.voice import voice
from voiceminer.cli.why import why
from voiceminer.cli.write import write

app = typer.Typer(
    name="voiceminer",
    help="Find what hurts customers in call notes and support tickets, ranked by deal impact.",
    epilog="Exit codes: " + " · ".join(f"{code} {what}" for code, what in EXITS.items()),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for command in (
    demo,
    mine,
    inspect,
    voice,
    topics,
    why,
    scorecard,
    brief,
    write,
    report,
    audit,
    curate,
    assign,
    compare,
    config,
    models,
    version,
):
    app.command()(command)
