"""`voiceminer voice`: what was kept of each document as the customer's words, and what was cut."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from voiceminer.cli.exits import exit_codes
from voiceminer.cli.mine import Columns, Config, Json, MappingFile, Paths, Quiet


def voice(
    paths: Paths,
    sample: Annotated[
        int, typer.Option(min=0, help="How many documents to show, drawn by --seed; 0 shows all.")
    ] = 5,
    seed: Annotated[int, typer.Option(help="Another seed draws other documents.")] = 0,
    kind: Annotated[
        str | None, typer.Option(help="Only documents of this kind: ticket, chat, email, call …")
    ] = None,
    rule: Annotated[
        str | None,
        typer.Option(help="Only documents from which this rule cut something: 'signature' …"),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option(help="Show what it would be if this rule cut nothing; may be given again."),
    ] = None,
    column: Columns = None,
    mapping: MappingFile = None,
    config: Config = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show what is kept as customers' words, what is cut and why. Personal data is taken out."""
    with exit_codes():
        from voiceminer.cli.progress import working
        from voiceminer.cli.settings import settings_from
        from voiceminer.cli.voice_page import print_json, print_page
        from voiceminer.data import Kind
        from voiceminer.errors import SettingsError
        from voiceminer.reading import mapping_from, read_corpus
        from voiceminer.voice import listing_of

        known = next((k for k in get_args(Kind) if k == kind), None)
        if kind and known is None:
            raise SettingsError(
                f"--kind: there is no kind '{kind}'. Kinds are: {', '.join(get_args(Kind))}."
            )
        settings = settings_from(config, {"voice.keep": keep or None})
        mapped = mapping_from(mapping, column or ())
        with working(quiet=quiet) as engine:
            corpus = read_corpus(paths, settings.reading, engine=engine, mapping=mapped)
            listing = listing_of(
                corpus, settings.voice, engine=engine,
                sample=sample, seed=seed, kind=known, rule=rule,
            )  # fmt: skip
        if as_json:
            print_json(listing)
        else:
            print_page(listing, seed=seed)
