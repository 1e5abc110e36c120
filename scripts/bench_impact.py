"""Does the impact method find what was planted? Worlds of known truth, three methods.

    python scripts/bench_impact.py --worlds 4 --deals 1000 --topics 60 --setting "lost linger"

A simulator of deals and what was said in them (`scripts/worlds`), and the product's own code.
One line per method; means over worlds, medians where a few worlds would carry a mean.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from voiceminer.settings import ImpactSettings
from worlds.methods import METHODS
from worlds.scores import scores_of
from worlds.world import SETTINGS, world_of

COLUMNS = (
    "false",
    "any",
    "power",
    "first ten",
    "total",
    "cover all",
    "cover true",
    "cover money",
    "cover total",
    "cover signed",
    "late z",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--worlds", type=int, default=4)
    parser.add_argument("--deals", type=int, default=1_000)
    parser.add_argument("--topics", type=int, default=60)
    parser.add_argument("--setting", action="append", choices=sorted(SETTINGS))
    parser.add_argument("--method", action="append", choices=sorted(METHODS))
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    settings = ImpactSettings(shuffles=0, draws=500)
    print(f"| setting | method | {' | '.join(COLUMNS)} | s |")
    print("|---" * (len(COLUMNS) + 3) + "|")
    for name in args.setting or sorted(SETTINGS):
        for method in args.method or METHODS:
            began, rows = time.perf_counter(), []
            for w in range(args.worlds):
                world = world_of(SETTINGS[name], args.deals, args.topics, args.seed + w)
                rows.append(scores_of(world, METHODS[method](world, settings)))
            seconds = (time.perf_counter() - began) / args.worlds
            print(
                f"| {name} | {method} | {' | '.join(_figures(rows))} | {seconds:.1f} |", flush=True
            )


def _figures(rows: list[dict[str, float]]) -> list[str]:
    """Means over worlds; the median of the total, which a tiny truth can blow up."""
    shown = []
    for column in COLUMNS:
        values = np.array([row[column] for row in rows])
        values = values[np.isfinite(values)]
        middle = np.median if column == "total" else np.mean
        shown.append(f"{middle(values):.2f}" if values.size else "")
    return shown


if __name__ == "__main__":
    main()
