"""The reasons of a topic's figures, for a person at a terminal or, as JSON, for a program."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from voiceminer.noise import differ

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from voiceminer.briefs import Reasons
    from voiceminer.briefs.casebook import Case, Statement

# A trait that moves a difference by less than half a point rounds to none.
OF_NOTE = 0.005
# A level is named where it is above, or below, the others with this little doubt.
DOUBTFUL = 0.05
# What one deal may take of the screen.
STATEMENTS = 3

_RUNGS = {"deal id": "named the deal", "account id": "named the account by its id"}


def print_json(reasons: Reasons) -> None:
    """Everything: all deals with all that was said in them."""
    deals = [
        {
            "deal_id": case.deal.id,
            "deal": case.deal.name,
            "account": account,
            "outcome": case.deal.outcome,
            "amount": case.deal.amount,
            "currency": case.deal.currency,
            "opened": case.deal.created_at,
            "closed": case.deal.closed_on,
            "probability": case.mention.probability,
            "delta": case.mention.delta,
            "linked_by": case.mention.rung,
            "statements": [_statement(s) for s in said],
        }
        for case, account, said in reasons.cases
    ]
    whole: dict[str, Any] = {
        "topic": asdict(reasons.topic),
        "effect": asdict(reasons.effect),
        "adjustments": [asdict(a) for a in reasons.adjustments],
        "money": [asdict(m) for m in reasons.money],
        "covariates": [asdict(c) for c in reasons.covariates],
        "measured_with": reasons.measured_with,
        "levels": [asdict(x) for x in reasons.levels],
        "accounts": [asdict(x) for x in reasons.fit],
        "parts": [asdict(x) for x in reasons.parts],
        "deals": deals,
    }
    print(json.dumps(whole, ensure_ascii=False, indent=2, default=str))


def _statement(statement: Statement) -> dict[str, object]:
    return {
        "on": statement.on,
        "text": statement.passage.text,
        "reported": statement.reported,
        "kind": statement.document.kind,
        "file": statement.point.file,
        "row": statement.point.row,
    }


def print_page(reasons: Reasons, *, most: int | None) -> None:
    """What is known, how it was come by, and what it rests on, in that order."""
    from rich.console import Console

    console = Console(highlight=False, markup=False)
    e = reasons.effect
    places = str(e.band_first) if e.band_first == e.band_last else f"{e.band_first}–{e.band_last}"
    console.print(
        f"{reasons.topic.label}  (place {places} of {reasons.places}, {e.topic_id})", style="bold"
    )
    for line in (
        *_raw(reasons),
        *_adjusted(reasons),
        *_levels(reasons),
        *_accounts(reasons),
        *_money(reasons),
    ):
        console.print(line)
    _deals(reasons, most, console)


def _raw(reasons: Reasons) -> list[str]:
    e = reasons.effect
    lines = [f"It came up in {e.deals:,} deals, {e.open_deals:,} of them open."]
    if e.closed_with:
        lines.append(
            f"Lost, of {e.closed_with:,} closed deals with it: {_lost(e.won_with, e.closed_with)};"
            f" of {e.closed_without:,} without: {_lost(e.won_without, e.closed_without)}."
        )
    if reasons.measured_with:
        lines.append(
            f"Measured as one with {', '.join(f'“{label}”' for label in reasons.measured_with)}:"
            " they come up in the same deals, so which of them matters cannot be told."
        )
    return lines


def _lost(won: int, closed: int) -> str:
    return f"{closed - won:,} ({(closed - won) / closed:.0%})" if closed else "none"


def _adjusted(reasons: Reasons) -> list[str]:
    e = reasons.effect
    if e.delta is None or e.low is None or e.high is None:
        return [f"Grade: {e.grade}. No comparison of won and lost deals was possible."]
    lines = [
        "",
        "Is it the topic, or the kind of deal? Points more often lost than deals without it:",
    ]
    if e.closed_with and e.closed_without:
        bare = (e.won_without / e.closed_without) - (e.won_with / e.closed_with)
        lines.append(f"  {_points(bare)}  as deals ended, counting all that was ever said in them")
    if reasons.adjustments:
        raw = reasons.adjustments[0].raw
        lines.append(
            f"  {_points(raw)}  while still open, counting what had been said by then; from this:"
        )
        rest = 0.0
        for part in reasons.adjustments:
            if part.name == "all else" or abs(part.added) < OF_NOTE:
                rest += part.added
            else:
                lines.append(f"  {_points(-part.added)}  {_because(part.name, part.added)}")
        if abs(rest) >= OF_NOTE:
            lines.append(
                f"  {_points(-rest)}  all smaller traits, and rounding: odds add up, points do not"
            )
    lines.append(
        f"  {_points(e.delta)}  is left, beside alike deals of the same age: {e.grade}"
        f" ({reasons.level:.0%} sure of {100 * e.low:+.0f} to {100 * e.high:+.0f})"
    )
    if e.shrunk is not None:
        lines.append(
            f"  {_points(e.shrunk)}  to count on: of many topics the largest differences are partly"
            " luck"
        )
    if e.more_closed_deals:
        by = f", to be expected by {e.settled_by:%d %b %Y}" if e.settled_by else ""
        lines.append(f"  {e.more_closed_deals:,} more closed deals with it would settle it{by}.")
    if e.e_value is not None and e.e_value_limit is not None and e.e_value_limit > 1:
        lines.append(
            f"  What nobody recorded could explain it away only if it were {e.e_value:.1f} times as"
            f" frequent in deals with it and made that outcome {e.e_value:.1f} times as likely"
            f" ({e.e_value_limit:.1f} times each would leave it open)."
        )
    used = [c.name for c in reasons.covariates if c.used]
    lines.append(f"  Alike in: age, amount of text, other topics{''.join(f', {n}' for n in used)}.")
    return lines


def _levels(reasons: Reasons) -> list[str]:
    """Levels in which it goes with losing more, or less, than in the others."""
    if not reasons.levels:
        return []
    apart = [x for x in reasons.levels if not DOUBTFUL < x.above < 1 - DOUBTFUL]
    columns = ", ".join(sorted({x.name for x in reasons.levels}))
    if not apart:
        return ["", f"No level of {columns} differs from the others beyond what so few deals show."]
    return [
        "",
        "Where it goes with losing more, or less, than elsewhere:",
        *(
            (
                f"  {_points(x.delta)}  {x.level} ({x.name}), {100 * x.low:+.0f} to"
                f" {100 * x.high:+.0f}; lost: {_lost(x.won_with, x.closed_with)}"
            )
            for x in sorted(apart, key=lambda x: (-x.above, x.name, x.level))
        ),
    ]


def _accounts(reasons: Reasons) -> list[str]:
    """Accounts with it that are won and kept, against the others."""
    whole, everyone = next((x for x in reasons.fit if not x.name), None), reasons.fit_in_all
    if whole is None or everyone is None or not (n := whole.kept + whole.gone + whole.lost):
        return []
    others = [getattr(everyone, s) - getattr(whole, s) for s in ("kept", "gone", "lost")]
    counted = (
        f"Accounts with it: {whole.kept:,} won and, by the export, kept ({whole.kept / n:.0%}),"
        f" {whole.gone:,} won and gone since, {whole.lost:,} lost; of all others with text"
        f" {others[0]:,} ({others[0] / max(sum(others), 1):.0%}), {others[1]:,}, {others[2]:,}."
    )
    lines = ["", counted]
    for x in reasons.fit:
        own = x.kept + x.gone + x.lost
        if x.name and differ(x.kept, own, whole.kept - x.kept, n - own):
            more = "more" if x.kept * n > whole.kept * own else "less"
            lines.append(f"  Kept {more} often where {x.name} is {x.level}: {x.kept:,} of {own:,}.")
    return lines


def _points(difference: float) -> str:
    return f"{100 * difference:+6.1f}"


def _because(name: str, added: float) -> str:
    kind = "more" if added > 0 else "less"
    if name == "age":
        return f"taken out: its deals are of ages at which deals are lost {kind} often"
    if name == "amount of text":
        return f"taken out: as much is written in its deals as where deals are lost {kind} often"
    if name == "other topics":
        return f"taken out: topics that come with it, in deals that are lost {kind} often"
    return f"taken out: {name} of its deals, where deals are lost {kind} often"


def _money(reasons: Reasons) -> list[str]:
    """A paragraph per currency, the one that ranks first."""
    rows = {(m.currency, m.measure): m for m in reasons.money}
    lines = list[str]()
    for code in dict.fromkeys(m.currency for m in reasons.money):
        touched, stake = rows.get((code, "touched")), rows.get((code, "at stake"))
        signed = rows.get((code, "signed"))
        if touched is None or not touched.value:
            continue
        lines += ["", f"Open money in deals with it: {touched.value:,.0f} {code}".rstrip()]
        lines += [
            f"  {p.value:>12,.0f}  {p.level}{' a year' if p.level == 'recurring' else ''}"
            for p in reasons.parts
            if p.currency == code and p.measure == "touched"
        ]
        if stake and stake.low is not None:
            lines.append(
                f"  {stake.value:>12,.0f}  at stake, allowing for luck ({stake.low:,.0f} to"
                f" {stake.high:,.0f}; a topic of pure chance would show {stake.floor or 0:,.0f})"
            )
        if signed and signed.low is not None:
            more = "more" if signed.value >= 0 else "less"
            lines.append(
                f"  {abs(signed.value):>12,.0f}  {more} lost than in alike deals, if luck had no"
                " part"
            )
    return lines


def _deals(reasons: Reasons, most: int | None, console: Console) -> None:
    shown = _mixed(reasons.cases, most)
    if not shown:
        return
    left = len(reasons.cases) - len(shown)
    console.print(
        f"\nIts deals, {len(shown):,} of {len(reasons.cases):,}: open ones of most money, lost"
        " ones, and ones won in spite of it"
        + (f"; --deals 0 shows all, deals/{reasons.effect.topic_id}.csv lists them" if left else "")
    )
    if any(case.mention.delta is not None for case, *_ in shown):
        console.print(
            "Points: how much likelier to be lost with it than without, at its age; few where all"
            " else has nearly settled a deal."
        )
    for case, account, said in shown:
        _deal(case, account, said, console)


def _mixed(
    cases: Sequence[tuple[Case, str, tuple[Statement, ...]]], most: int | None
) -> list[tuple[Case, str, tuple[Statement, ...]]]:
    """Half of the room for open deals, a fifth for won ones, the rest for lost ones."""
    if most is None:
        return list(cases)
    of = {"open": 0, "won": most // 5}
    of["open"] = (most + 1) // 2
    of["lost"] = most - of["open"] - of["won"]
    kinds = [{"no decision": "lost"}.get(c.deal.outcome, c.deal.outcome) for c, *_ in cases]
    chosen = set[int]()
    for kind, room in of.items():
        chosen |= set([n for n, k in enumerate(kinds) if k == kind][:room])
    # room that a kind does not need goes to the others, in their order
    chosen |= set([n for n in range(len(cases)) if n not in chosen][: most - len(chosen)])
    return [cases[n] for n in sorted(chosen)]


def _deal(case: Case, account: str, said: tuple[Statement, ...], console: Console) -> None:
    deal = case.deal
    money = f"{deal.amount:,.0f} {deal.currency or ''}".strip() if deal.amount else "no amount"
    when = f"closed {deal.closed_on}" if deal.closed_on else f"opened {deal.created_at}"
    console.print(
        f"\n{account or deal.id} · {deal.outcome} · {money} · {when} · {deal.id}", style="bold"
    )
    delta = "" if case.mention.delta is None else f", {100 * case.mention.delta:+.0f} points"
    if deal.outcome in ("lost", "no decision") and deal.reason:
        console.print(f"  reason on record: {deal.reason}")
    linked = _RUNGS.get(case.mention.rung, f"found by {case.mention.rung}")
    console.print(f"  it came up: {case.mention.probability:.0%} sure{delta}; text {linked}")
    for statement in said[:STATEMENTS]:
        mark = " (from our notes)" if statement.reported else ""
        where = f"{statement.point.file}, row {statement.point.row}"
        console.print(f"  {statement.on}  “{statement.passage.text}”{mark}  [{where}]")
    if len(said) > STATEMENTS:
        console.print(f"  … and {len(said) - STATEMENTS:,} more")
