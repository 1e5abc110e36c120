"""`voiceminer write RUN`: a language model puts titles and sentences, from the facts alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voiceminer.cli.exits import exit_codes


def write(
    run: Annotated[Path, typer.Argument(help="A run folder.", show_default=False)],
    url: Annotated[
        str, typer.Option(help="An OpenAI-compatible endpoint, up to /chat/completions.")
    ] = "http://localhost:11434/v1",
    model: Annotated[str, typer.Option(help="The model's name there.")] = "llama3.1",
    key_from: Annotated[
        str, typer.Option(help="The environment variable that holds the key, where one is needed.")
    ] = "VOICEMINER_LLM_KEY",
    price_in: Annotated[
        float | None, typer.Option(help="Price of a million tokens read, for the estimate.")
    ] = None,
    price_out: Annotated[
        float | None, typer.Option(help="Price of a million tokens written.")
    ] = None,
    timeout: Annotated[float, typer.Option(help="Seconds to wait for an answer.")] = 60.0,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before sending.")] = False,
    cache: Annotated[bool, typer.Option(help="Keep answers, so that none is asked twice.")] = True,
) -> None:
    """Have briefs' titles and first sentences put by a language model, one on this machine first.

    It is told what stands on marketing's pages: redacted text, no accounts. An answer with a
    number, name or quote that is not among these facts is refused, and the plain text stands.
    """
    with exit_codes():
        import os

        from voiceminer.briefs import told_of
        from voiceminer.pipeline import write as written_by
        from voiceminer.store import load_run
        from voiceminer.writer import Endpoint, estimate_of

        endpoint = Endpoint(url=url, model=model, key=os.environ.get(key_from, ""), timeout=timeout)
        kept = Path(typer.get_app_dir("voiceminer")) / "written" if cache else None
        plan = estimate_of(told_of(load_run(run)), endpoint, kept)
        cost = (
            f"about {plan.cost(price_in, price_out):.2f} at these prices"
            if price_in is not None and price_out is not None
            else "what that costs depends on the endpoint (--price-in, --price-out)"
        )
        print(
            f"{plan.requests} requests to {url}, {model}: about {plan.tokens_in:,} tokens read,"
            f" at most {plan.tokens_out:,} written; {cost}."
        )
        if plan.requests and not endpoint.is_local and not yes:
            typer.confirm("This leaves your machine. Send it?", abort=True)
        written = written_by(run, endpoint, cache=kept)
        for refused in written.refused:
            print(f"{refused.topic_id}: the plain text stands ({refused.why})")
        print(f"{len(written.wordings)} briefs in its words: {run / 'briefs'}")
