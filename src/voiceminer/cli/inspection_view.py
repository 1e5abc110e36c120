"""An inspection on a terminal, in tables as wide as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voiceminer.reading.inspection import GUIDE, capital, rows_read

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from voiceminer.reading import Inspection
    from voiceminer.reading.answers import Answer
    from voiceminer.reading.inspection import FileReport, TableReport

_MARKS = {"yes": ("✓", "green"), "partly": ("~", "yellow"), "no": ("✗", "red")}
_HEADER = 26  # cells of a header; longer ones are cut
_BAR = 20  # cells of a bar for all texts


def show_inspection(found: Inspection, console: Console | None = None) -> None:
    """Print it, file by file; then how texts are linked, and what can be answered."""
    from rich.console import Console

    console = console or Console(highlight=False)
    for file in found.files:
        _show_file(file, console)
    if found.is_sample:
        console.print(found.sampled, style="yellow", markup=False)
        console.print()
    _show_links(found, console)
    _show_answers(found.answers, console)


def _show_file(file: FileReport, console: Console) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.rule(Text(file.path, style="bold"), align="left", style="dim")
    for table in file.tables:
        console.print(_head(table))
        used = [c for c in table.columns if c.field]
        if used:
            console.print(Padding(_columns(table), (0, 0, 0, 2)))
        if table.dates:
            console.print(Text(f"  dates: {table.dates}"))
        unused = [c.header for c in table.columns if not c.field and c.header]
        if unused:
            more = f" and {len(unused) - 12} more" if len(unused) > 12 else ""
            console.print(Text(f"  not used: {', '.join(unused[:12])}{more}", style="dim"))
    kept = Text(f"  rows: {file.made:,} kept, {file.merged:,} merged, {file.skipped:,} skipped")
    console.print(kept if file.seen else Text("  nothing was read", style="red"))
    for reason, n in file.reasons:
        console.print(Text(f"    {n:,} × {reason}", style="yellow"))
    console.print()


def _head(table: TableReport) -> Text:
    """What it was taken for, in one line."""
    from rich.text import Text

    what = f"{table.kind} {table.what}".strip()
    system = "no known system" if table.system == "table" else table.system
    how = [table.container, table.encoding]
    how += [f"delimiter {table.dialect}"] if table.container == "csv" else []
    how += [f"header in row {table.header_row}"] if table.header_row else []
    name = Text(f"{table.part}: " if table.part else "")
    name.append(what, style="bold cyan").append(f" ({system}) ")
    return name.append(" · ".join([*how, rows_read(table)]), style="dim")


def _columns(table: TableReport) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    used = [c for c in table.columns if c.field]
    widest = max(6, *(len(c.header) for c in used))
    fields = max(10, *(len(c.field) for c in used))
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    shown.add_column("column", width=min(widest, _HEADER), overflow="ellipsis", no_wrap=True)
    shown.add_column("is read as", style="cyan", width=fields, no_wrap=True)
    shown.add_column("for example", overflow="ellipsis", no_wrap=True, ratio=1)
    for column in used:
        samples = Text(" │ ".join(column.samples))
        shown.add_row(Text(column.header), Text(column.field), samples)
    return shown


def _show_links(found: Inspection, console: Console) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    deals = f"{found.deals:,} deals of {found.accounts:,} accounts"
    console.rule(Text("How texts are linked", style="bold"), align="left", style="dim")
    console.print(Text(f"{found.documents:,} texts; {deals}"))
    if not found.documents:
        console.print()
        return
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    shown.add_column("found by")
    shown.add_column("texts", justify="right")
    shown.add_column("share", justify="right")
    shown.add_column("")
    for rung, n in (*found.rungs, ("to one deal", found.with_deal)):
        share = n / found.documents
        style = "bold" if rung == "to one deal" else "dim" if rung == "none" else ""
        bar = Text("█" * round(share * _BAR), style="cyan")
        shown.add_row(Text(rung, style=style), f"{n:,}", f"{share:.1%}", bar)
    console.print(shown)
    for why, n in found.unlinked:
        console.print(Text(f"  {n:,} to no deal: {why}", style="dim"))
    console.print()


def _show_answers(answers: tuple[Answer, ...], console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    console.rule(Text("What can be answered with this", style="bold"), align="left", style="dim")
    shown = Table.grid(padding=(0, 1))
    for answer in answers:
        mark, colour = _MARKS[answer.verdict]
        said = Text(answer.question, style="bold")
        said.append(f" {capital(answer.why)}.", style="not bold")
        shown.add_row(Text(mark, style=colour), said)
        if answer.lift:
            lift = Text(f"→ {capital(answer.lift)}.")
            lift.append(f" See {GUIDE}, “{answer.section}”.", style="dim")
            shown.add_row("", lift)
    console.print(shown)
