"""The impact stage as one page: links, history, model, money, ranks, and what was left out."""

from __future__ import annotations

from datetime import date

from voiceminer.data import (
    Adjustment,
    Assignment,
    Control,
    Covariate,
    Heard,
    Impact,
    LeftOut,
    Money,
    MoneyPart,
    Rows,
    Topics,
)
from voiceminer.impact.adjustments import adjustments_of
from voiceminer.impact.covariates import covariates_of
from voiceminer.impact.cuts import cuts_of
from voiceminer.impact.deal_table import deal_table
from voiceminer.impact.deal_topics import deal_topic_rows
from voiceminer.impact.degrees import basis_of, reach_of
from voiceminer.impact.effects import Spoken, effect_rows
from voiceminer.impact.exposure import exposure_rows, history_of, learned, placed, tallies
from voiceminer.impact.keeping import fit_of
from voiceminer.impact.landmarks import clock_of
from voiceminer.impact.level_effects import level_effects_of
from voiceminer.impact.links import links_of
from voiceminer.impact.money_rows import money_tables
from voiceminer.impact.ordering import contributions, order_of, ranking_unit, resampled, stakes
from voiceminer.impact.parts import part_rows, parts_of
from voiceminer.impact.prices import converted, worths
from voiceminer.impact.reports import control_rows, hints, outlived, without_text
from voiceminer.impact.statements import statements_of
from voiceminer.impact.tie_out import tie_out_of
from voiceminer.impact.weighing import DEALS, sides_of, weighed
from voiceminer.settings import ImpactSettings


def impact_of(
    heard: Heard,
    assignment: Assignment,
    topics: Topics,
    settings: ImpactSettings,
    *,
    seed: int,
    as_of: date | None,
) -> Impact:
    """What each topic amounts to in deals and money.

    Every pain topic gets a row in `effects`, whatever the export carries; topics of other
    kinds appear in `exposure` alone. Needs no deals: without them topics are ranked by reach.

    Parameters
    ----------
    seed : int
        Of posterior draws and shuffles.
    as_of : date or None
        The day the run speaks of: nothing later counts.
    """
    pains = sorted(t.id for t in topics.topics if t.kind == "pain")
    crm = list(heard.voice.deals)
    # where no date stands anywhere, no deal has one that it could be held against
    table, refused = deal_table(crm, heard.voice.accounts, as_of or date.min)
    deals = converted(table, settings)
    worth, valued = worths(deals)
    accounts = {d.id: d.account_id for d in crm if d.account_id}
    statements = statements_of(heard)
    links, fell_out = links_of(statements, accounts, deals, settings)
    topics_of = placed(assignment.placements)
    mentioned = tallies(links, topics_of, settings.rung_weights)
    history = learned(history_of(links, topics_of, pains, settings.rung_weights), len(deals))
    sides = sides_of(deals, history)
    parts = parts_of(worth)
    found = weighed(deals, history, worth, settings, seed, parts=parts)
    covariates = found.covariates if found else covariates_of(deals, deals.is_closed & sides.told)
    reach = reach_of(statements, topics_of, pains)
    unit = ranking_unit(worth)
    basis = basis_of(found is not None, bool(sides.told.any()), unit != DEALS, reach.accounts)
    if found:
        draws = stakes(found, unit)
        score = draws.mean(axis=0)
    else:
        per_unit = contributions(basis, unit, sides, worth, reach)
        draws, score = resampled(per_unit, settings, seed), per_unit.sum(axis=0)
    order = order_of(score, draws, sides, pains, level=settings.level, seed=seed)
    money, in_deals = money_tables(pains, worth, sides, found, settings.level)
    outcome_of = {d.id: d.outcome for d in crm}
    cut_by = [c.name for c in covariates.found if c.used and c.name in deals.columns]
    return Impact(
        basis=basis,
        currency=unit if unit != DEALS and basis in ("outcomes", "amounts") else None,
        hints=hints(
            heard,
            deals,
            clock_of(deals, settings.landmarks, settings.gap_days),
            basis,
            fell_out=fell_out,
            valued=valued,
        ),
        exposure=exposure_rows(mentioned, deals.ids),
        effects=effect_rows(
            pains,
            deals,
            sides,
            found,
            order=order,
            spoken=Spoken(documents=reach.documents, accounts=reach.accounts),
            settings=settings,
        ),
        money=Rows.gather(Money, money),
        tie_out=tie_out_of(
            crm,
            heard.voice.documents.column("link_rung"),
            deals,
            sides.told,
            [(f"left out: {row.reason}", row.n) for row in refused],
        ),
        covariates=Rows.gather(Covariate, covariates.found),
        controls=Rows.gather(Control, control_rows(found, settings)),
        left_out=Rows.gather(
            LeftOut,
            [*refused, *fell_out, *without_text(deals, sides), *outlived(deals, sides, found)],
        ),
        deal_topics=deal_topic_rows(mentioned, deals.ids, pains, sides.exposure, found),
        in_deals=Rows.gather(Money, in_deals),
        adjustments=Rows.gather(Adjustment, adjustments_of(pains, deals, found)),
        cuts=cuts_of(
            deals,
            [outcome_of[deal_id] for deal_id in deals.ids],
            sides,
            pains,
            names=cut_by,
        ),
        level_effects=level_effects_of(pains, deals, sides, found, settings, names=cut_by),
        parts=Rows.gather(MoneyPart, part_rows(pains, parts, sides.came_up, found, settings.level)),
        fit=fit_of(deals, crm, heard.voice.accounts, sides, pains, names=cut_by),
    )
