"""What kinds of worlds are planted: five links between life and outcome, stress, and noise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Calibrated = Literal["truth", "passages", "product"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What kind of world; the defaults are its plainest form.

    Attributes
    ----------
    lost_days, won_days : float
        Medians of a deal's life.
    slows, talks : float
        Log of what each pain multiplies a deal's life by (the first five), and its documents.
    timed : bool
        Whether the method is told when deals opened.
    effects : bool
        False: no topic has any effect.
    calibrated : {"product", "truth", "passages"}
        How passages' probabilities become a deal's: as the product does it; by an isotonic fit
        on labelled deals, which nobody has; or 1 − Π(1 − p), which takes each for itself.
    loss : float
        Log-odds of losing, apart from all else.
    deals_per_account : float
    probing : float
        What an unrecorded risk of the deal adds to its log-odds of losing, and to how often a
        third of the topics is written down: sellers who feel a deal slipping ask for them.
    severity : float
        Spread (log) of how strongly a deal has a pain: it is said and costs that much more.
    rare : bool
        Half of the topics in 0.5 to 2 % of the deals.
    drift : float
        What topics (each its own way) and losing gain in log-odds from the first to the last day.
    astray : float
        Share of documents linked to another deal.
    astray_known : bool
        Whether the weights of the rungs say so.
    unlinked : float
        Share of documents linked to no deal.
    split, merged : bool
        The strongest harmful topic found as two; found as one with a topic of no effect.
    common : bool
        The strongest harmful topic in 70 % of the deals.
    last_days : bool
        A topic of no effect is said in the last ten days of most lost deals: it is the outcome.
    """

    name: str
    lost_days: float = 80.0
    won_days: float = 80.0
    slows: float = 0.0
    talks: float = 0.0
    timed: bool = True
    effects: bool = True
    calibrated: Calibrated = "product"
    loss: float = 0.2
    deals_per_account: float = 2.0
    probing: float = 0.0
    severity: float = 0.0
    rare: bool = False
    drift: float = 0.0
    astray: float = 0.0
    astray_known: bool = False
    unlinked: float = 0.0
    split: bool = False
    merged: bool = False
    common: bool = False
    last_days: bool = False


_LINGER = Setting(name="lost linger", lost_days=120, won_days=60)
_EARLY = Setting(name="lost die early", lost_days=40, won_days=100)

TIMELESS = (Setting(name="timeless", timed=False),)
FIVE = (
    Setting(name="no link"),
    _LINGER,
    _EARLY,
    Setting(name="pains slow the deal", slows=0.25),
    Setting(name="pains make text", talks=0.25),
)
NOISE = (replace(_LINGER, name="pure noise", effects=False),)
STRESS = (
    replace(_LINGER, name="sellers probe, strong", probing=1.0),
    replace(_LINGER, name="sellers probe, half as strong", probing=0.5),
    replace(_LINGER, name="mentions rise with severity", severity=0.5),
    replace(_LINGER, name="half of the topics rare", rare=True),
    replace(_LINGER, name="85 % lost", loss=2.2),
    replace(_LINGER, name="20 % lost", loss=-1.7),
    replace(_LINGER, name="5 % lost", loss=-3.5),
    replace(_LINGER, name="accounts of 20 deals", deals_per_account=20),
    replace(_LINGER, name="topics and win rate drift", drift=1.2),
    replace(_LINGER, name="30 % linked wrongly", astray=0.3),
    replace(_LINGER, name="30 % linked wrongly, known", astray=0.3, astray_known=True),
    replace(_LINGER, name="30 % unlinked", unlinked=0.3),
    replace(_LINGER, name="a pain split in two", split=True),
    replace(_LINGER, name="a pain merged with another", merged=True),
    replace(_LINGER, name="a pain in 70 % of deals", common=True),
    replace(_LINGER, name="said in the last days", last_days=True),
    replace(_LINGER, name="lost linger, calibrated on truth", calibrated="truth"),
    replace(_LINGER, name="lost linger, each passage for itself", calibrated="passages"),
    replace(_EARLY, name="lost die early, calibrated on truth", calibrated="truth"),
    replace(_EARLY, name="lost die early, each passage for itself", calibrated="passages"),
)
GROUPS = {"five": FIVE, "timeless": TIMELESS, "noise": NOISE, "stress": STRESS}
SETTINGS = {s.name: s for group in GROUPS.values() for s in group}
