"""`voiceminer mine`: exports in, briefs out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from voiceminer.cli.exits import exit_codes
from voiceminer.cli.languages import Language, language_named

Paths = Annotated[list[Path], typer.Argument(help="Exports: files or folders.", show_default=False)]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", help="field=Header: overrides what a column was taken for."),
]
MappingFile = Annotated[
    Path | None, typer.Option("--mapping", help="A mapping file that 'inspect' wrote, edited.")
]
Out = Annotated[Path, typer.Option("--out", "-o", help="The run folder to write.")]
TaxonomyFile = Annotated[
    Path | None,
    typer.Option("--taxonomy", help="What you know about topics; see 'voiceminer curate'."),
]
After = Annotated[
    Path | None,
    typer.Option(
        "--after", help="An earlier run: topics that are the same keep its ids and names."
    ),
]
Config = Annotated[
    Path | None, typer.Option("--config", "-c", help="A settings file; see 'voiceminer config'.")
]
Cache = Annotated[
    bool,
    typer.Option(help="Keep vectors of redacted texts on this machine, so that reruns are quick."),
]
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout, for programs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no notices.")]


def cache_folder() -> Path:
    """Where this user's vectors are kept between runs."""
    return Path(typer.get_app_dir("voiceminer")) / "vectors"


def mine(
    paths: Paths,
    out: Out = Path("voiceminer-run"),
    config: Config = None,
    column: Columns = None,
    mapping: MappingFile = None,
    taxonomy: TaxonomyFile = None,
    after: After = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day that the run speaks of."),
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of everything that draws.")] = None,
    encoder: Annotated[
        str | None, typer.Option(help="auto, static (fast), adaptive or transformer (best).")
    ] = None,
    topics: Annotated[
        str | None,
        typer.Option(help="finer, coarser, or about this many; chosen from the data if left out."),
    ] = None,
    top: Annotated[int | None, typer.Option(help="Full briefs for this many topics.")] = None,
    title: Annotated[str | None, typer.Option(help="Your product's name, for the briefs.")] = None,
    edition: Annotated[
        str | None, typer.Option(help="sales (marketing's lies beside it), or marketing alone.")
    ] = None,
    language: Language = None,
    min_accounts: Annotated[
        int | None,
        typer.Option(help="Marketing's edition leaves out topics of fewer customers than this."),
    ] = None,
    pages: Annotated[
        list[Path] | None,
        typer.Option(
            help="Your own copy (HTML, Markdown, text, docx): is what customers ask answered?"
        ),
    ] = None,
    cache: Cache = True,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Read exports, rank what hurts customers by deal impact, write the briefs."""
    with exit_codes():
        from voiceminer.cli.progress import working
        from voiceminer.cli.settings import settings_from
        from voiceminer.cli.show import show_run
        from voiceminer.reading import mapping_from
        from voiceminer.taxonomy import read_taxonomy

        settings = settings_from(
            config,
            {
                "as_of": as_of.date() if as_of else None,
                "seed": seed,
                "embedding.encoder": encoder,
                "clustering.topics": int(topics) if topics and topics.isdecimal() else topics,
                "briefs.top": top,
                "briefs.title": title,
                "briefs.edition": edition,
                "briefs.language": language_named(language),
                "briefs.min_accounts": min_accounts,
            },
        )
        mapped = mapping_from(mapping, column or ())
        said = read_taxonomy(taxonomy) if taxonomy else None
        cached = cache_folder() if cache else None
        with working(quiet=quiet) as engine:
            from voiceminer.pipeline import run

            result = run(
                paths, settings, out, engine=engine, mapping=mapped, cache=cached,
                taxonomy=said, after=after, pages=pages or (),
            )  # fmt: skip
        show_run(result, out, as_json=as_json)
