"""The reasons of a topic's figures, for a person at a terminal or, as JSON, for a program."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from voiceminer.briefs import Reasons
    from voiceminer.briefs.casebook import Case, Statement

# A trait that moves a difference by less than half a point rounds to none.
OF_NOTE = 0.005
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
    effect = reasons.effect
    console.print(f"{reasons.topic.label}  (place {effect.rank}, {effect.topic_id})", style="bold")
    for line in (*_raw(reasons), *_adjusted(reasons), *_money(reasons)):
        console.print(line)
    _deals(reasons, most, console)


def _raw(reasons: Reasons) -> list[str]:
    e = reasons.effect
    lines = [f"It came up in {e.deals:,} deals, {e.open_deals:,} of them open."]
    if e.closed_with:
        lines.append(
            f"Of {e.closed_with:,} closed deals with it {_lost(e.won_with, e.closed_with)} were"
            f" lost; of {e.closed_without:,} others with text"
            f" {_lost(e.won_without, e.closed_without)}."
        )
    return lines


def _lost(won: int, closed: int) -> str:
    return f"{closed - won:,} ({(closed - won) / closed:.0%})" if closed else "none"


def _adjusted(reasons: Reasons) -> list[str]:
    e = reasons.effect
    if e.delta is None or e.low is None or e.high is None:
        return [f"Grade: {e.grade}. No comparison of won and lost deals was possible."]
    lines = ["", "Compared with alike deals of the same age"]
    if reasons.adjustments:
        raw = reasons.adjustments[0].raw
        lines.append(f"  {_points(raw)}  difference before anything is adjusted, at those ages")
        small = 0.0
        for part in reasons.adjustments:
            if abs(part.added) < OF_NOTE:
                small += part.added
            else:
                lines.append(f"  {_points(-part.added)}  {_because(part.name, part.added)}")
        if abs(small) >= OF_NOTE:
            lines.append(f"  {_points(-small)}  everything smaller than half a point")
    more = "more" if e.delta >= 0 else "less"
    interval = f"{reasons.level:.0%} interval {100 * e.low:+.0f} to {100 * e.high:+.0f}"
    lines += [
        f"  {_points(e.delta)}  is left: lost that many points {more} often than alike deals",
        f"          {e.grade}; {interval}",
    ]
    if e.shrunk is not None:
        lines.append(
            f"  {_points(e.shrunk)}  after allowing for luck among many topics: what the money"
            " below counts on"
        )
    if e.more_closed_deals:
        by = f", to be expected by {e.settled_by:%d %b %Y}" if e.settled_by else ""
        lines.append(f"  {e.more_closed_deals:,} more closed deals with it would settle it{by}.")
    if e.e_value is not None and e.e_value_limit is not None and e.e_value_limit > 1:
        lines.append(
            f"  Something unrecorded would have to be {e.e_value:.1f} times as frequent in deals"
            f" with it, and make losing or winning {e.e_value:.1f} times as likely, to explain it"
            f" away ({e.e_value_limit:.1f} times to leave it open)."
        )
    used = [c.name for c in reasons.covariates if c.used]
    lines.append(f"  Alike in: age, amount of text, other topics{''.join(f', {n}' for n in used)}.")
    return lines


def _points(difference: float) -> str:
    return f"{100 * difference:+6.1f}"


def _because(name: str, added: float) -> str:
    kind = "more" if added > 0 else "less"
    if name == "all else":
        return "what does not add up in points, and what few deals leave open"
    if name == "age":
        return f"taken out: its deals are of ages at which deals are lost {kind} often"
    if name == "amount of text":
        return f"taken out: as much is written in its deals as where deals are lost {kind} often"
    if name == "other topics":
        return f"taken out: topics that come with it, of deals that are lost {kind} often"
    return f"taken out: {name} of its deals, where deals are lost {kind} often"


def _money(reasons: Reasons) -> list[str]:
    lines = []
    for money in reasons.money:
        if money.measure in ("touched", "at stake", "signed"):
            between = "" if money.low is None else f" ({money.low:,.0f} to {money.high:,.0f})"
            floor = "" if money.floor is None else f"; chance alone would show {money.floor:,.0f}"
            what = {
                "touched": "open money that it touches",
                "at stake": "of it at stake",
                "signed": "of it expected to be lost (below zero: gained)",
            }[money.measure]
            lines.append(
                f"  {money.value:>14,.0f} {money.currency or 'of money'} {what}{between}{floor}"
            )
    return ["", "Open money", *lines] if lines else []


def _deals(reasons: Reasons, most: int | None, console: Console) -> None:
    shown = reasons.cases[:most]
    if not shown:
        return
    left = len(reasons.cases) - len(shown)
    console.print(
        f"\nIts deals: {len(shown):,} of {len(reasons.cases):,}, open ones of most money first"
        + (f"; --deals 0 shows all, deals/{reasons.effect.topic_id}.csv lists them" if left else "")
    )
    for case, account, said in shown:
        _deal(case, account, said, console)


def _deal(case: Case, account: str, said: tuple[Statement, ...], console: Console) -> None:
    deal = case.deal
    money = f"{deal.amount:,.0f} {deal.currency or ''}".strip() if deal.amount else "no amount"
    when = f"closed {deal.closed_on}" if deal.closed_on else f"opened {deal.created_at}"
    console.print(
        f"\n{account or deal.id} · {deal.outcome} · {money} · {when} · {deal.id}", style="bold"
    )
    delta = "" if case.mention.delta is None else f", {100 * case.mention.delta:+.0f} points here"
    linked = _RUNGS.get(case.mention.rung, f"found by {case.mention.rung}")
    console.print(f"  sure to {case.mention.probability:.0%}{delta}; text {linked}")
    for statement in said[:STATEMENTS]:
        mark = " (from our notes)" if statement.reported else ""
        where = f"{statement.point.file}, row {statement.point.row}"
        console.print(f"  {statement.on}  “{statement.passage.text}”{mark}  [{where}]")
    if len(said) > STATEMENTS:
        console.print(f"  … and {len(said) - STATEMENTS:,} more")
