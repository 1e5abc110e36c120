"""What the run says of itself: controls, covariates and hints, each in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from voiceminer.data import Basis, Control, Heard, LeftOut
from voiceminer.impact.deal_table import DealTable
from voiceminer.impact.degrees import hints_of
from voiceminer.impact.grades import grades_of
from voiceminer.impact.landmarks import Clock
from voiceminer.impact.links import UNDATED
from voiceminer.impact.sensitivity import e_value, e_value_of_limit
from voiceminer.impact.weighing import Sides, Weighed
from voiceminer.settings import ImpactSettings


def control_rows(found: Weighed | None, settings: ImpactSettings) -> list[Control]:
    """λ, shuffled topics called supported, how many accounts and rows the model rests on."""
    if found is None:
        return []
    model = found.model
    rows = [
        _control(
            "lambda",
            model.inflation,
            "median |z| of all topics over that of topics without effect; standard errors were"
            + (
                f" multiplied by {model.applied:.2f}: something unrecorded may be at work"
                if model.applied > 1
                else " left as they are"
            ),
        ),
        _control(
            "landmarks",
            float(found.clock.ages.size),
            "ages in days at which deals still open are compared: "
            + ", ".join(f"{age:g}" for age in found.clock.ages)
            if found.clock.runs
            else "no opening dates: deals are not compared at one age, so a topic that only comes"
            " up late may mislead",
        ),
        _control(
            "deals in the model",
            float(np.unique(found.stack.deal).size),
            "closed deals with text by a landmark that they outlived by the gap",
        ),
        _control(
            "open deals not comparable",
            float(found.incomparable),
            "open deals of unknown age, or in a level in which no deal has closed: in no sum"
            " at stake",
        ),
    ]
    if not model.by_account:
        rows.append(
            _control(
                "accounts",
                float(np.unique(found.stack.deal).size),
                "too few accounts to tell how much accounts differ: what is found holds for"
                " these accounts",
            )
        )
    if found.shuffled:
        rows.append(_shuffled(found, settings))
    rows += _sensitivity(found, settings)
    return rows


def _sensitivity(found: Weighed, settings: ImpactSettings) -> list[Control]:
    """How strong something unrecorded would have to be to explain away what is supported."""
    d = found.differences
    grades = grades_of(d.false_sign_rate, d.low, d.high, settings)
    values = [
        (e_value(w, x), e_value_of_limit(w, low, high))
        for w, x, low, high, grade in zip(
            d.without.tolist(),
            d.delta.tolist(),
            d.low.tolist(),
            d.high.tolist(),
            grades,
            strict=True,
        )
        if grade == "supported"
    ]
    if not values:
        return []
    weakest, limit = min(values)
    return [
        _control(
            "E-value of the weakest supported topic",
            weakest,
            "to explain its difference away, something unrecorded would have to be this many"
            " times as frequent in deals with the topic and multiply the risk of the outcome this"
            f" many times; {limit:.2f} would do to bring its interval down to none (VanderWeele"
            " and Ding 2017)",
        )
    ]


def _shuffled(found: Weighed, settings: ImpactSettings) -> Control:
    """Share of shuffled topics that would be called supported; near 0 if all is well."""
    called = total = 0
    for model in found.shuffled:
        rate = model.posterior.false_sign_rate
        wide = np.ones(rate.size)  # the interval plays no part in `supported`
        called += sum(g == "supported" for g in grades_of(rate, -wide, wide, settings))
        total += rate.size
    return _control(
        "shuffled topics called supported",
        called / total,
        f"{called} of {total} topics shuffled over deals of like kind and size, in"
        f" {len(found.shuffled)} shuffles",
    )


def _control(name: str, value: float, note: str) -> Control:
    return Control(name=name, value=round(value, 4), note=note)


def hints(
    heard: Heard,
    deals: DealTable,
    clock: Clock,
    basis: Basis,
    *,
    fell_out: Sequence[LeftOut],
    valued: str,
) -> tuple[str, ...]:
    """What to add to the export, in words."""
    passages = max(len(heard.passages), 1)
    lost = {row.reason: row.n for row in fell_out}
    return hints_of(
        deals,
        basis=basis,
        with_days=clock.runs,
        undated=lost.get(UNDATED, 0) / passages,
        linked=1 - sum(lost.values()) / passages,
        valued=valued,
    )


def without_text(deals: DealTable, sides: Sides) -> list[LeftOut]:
    """Closed deals that no effect can rest on, because nothing is known of what was said."""
    n = int((deals.is_closed & ~sides.told).sum())
    reason = "closed deals without dated text within their life: in no comparison"
    return [_left_out(reason, n)] if n else []


def outlived(deals: DealTable, sides: Sides, found: Weighed | None) -> list[LeftOut]:
    """Closed deals with text that reached no landmark, or whose age is unknown."""
    if found is None:
        return []
    n = int((deals.is_closed & sides.told).sum()) - int(np.unique(found.stack.deal).size)
    reason = "closed deals without text by any age at which deals are compared, or of unknown age"
    return [_left_out(reason, n)] if n else []


def _left_out(reason: str, n: int) -> LeftOut:
    return LeftOut(stage="impact", reason=reason, file="", row=None, subject="deals", n=n)
