"""Does the impact method find what was planted? Worlds of known truth, six methods.

    python scripts/bench_impact.py --worlds 20 --deals 1000 --topics 60 --group five

A simulator of deals and what was said in them (`scripts/worlds`), and the product's own code.
One line per method; means over worlds, the median of the total. `--scale` times one fit.
"""

from __future__ import annotations

import argparse
import time
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from voiceminer.settings import ImpactSettings
from worlds.methods import METHODS
from worlds.scores import scores_of
from worlds.setting import GROUPS, SETTINGS
from worlds.world import world_of

USUAL = ("raw difference", "joint, without time", "joint, landmarks")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--worlds", type=int, default=4)
    parser.add_argument("--deals", type=int, default=1_000)
    parser.add_argument("--topics", type=int, default=60)
    parser.add_argument("--group", choices=sorted(GROUPS), default="five")
    parser.add_argument("--setting", action="append", choices=sorted(SETTINGS))
    parser.add_argument("--method", action="append", choices=sorted(METHODS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", action="store_true", help="time the joint fit, and no more")
    args = parser.parse_args()
    if args.scale:
        _scale(args.deals, args.topics)
        return
    settings = ImpactSettings(shuffles=0, draws=500)
    header = False
    for name in args.setting or [s.name for s in GROUPS[args.group]]:
        methods = args.method or USUAL
        rows: dict[str, list[dict[str, float]]] = {method: [] for method in methods}
        seconds = dict.fromkeys(methods, 0.0)
        for w in range(args.worlds):
            world = world_of(SETTINGS[name], args.deals, args.topics, args.seed + w)
            for method in methods:
                began = time.process_time()
                answer = METHODS[method](world, settings)
                seconds[method] += time.process_time() - began
                rows[method].append(scores_of(world, answer))
        if not header:
            columns = list(rows[methods[0]][0])
            print(f"| setting | method | {' | '.join(columns)} | s |")
            print("|---" * (len(columns) + 3) + "|")
            header = True
        for method in methods:
            figures = " | ".join(_figures(rows[method]))
            print(f"| {name} | {method} | {figures} | {seconds[method] / args.worlds:.2f} |")
        print(end="", flush=True)


def _figures(rows: list[dict[str, float]]) -> list[str]:
    """Means over worlds; the median of the total, which a tiny truth can blow up."""
    shown = []
    for column in rows[0]:
        values = np.array([row[column] for row in rows])
        values = values[np.isfinite(values)]
        middle = np.median if column == "total" else np.mean
        shown.append(f"{middle(values):.2f}" if values.size else "")
    return shown


def _scale(deals: int, topics: int) -> None:
    """Time and memory of the fit with its shrinkage, and of the stacking before it."""
    import resource

    from voiceminer.impact.covariates import covariates_of
    from voiceminer.impact.landmarks import clock_of, closed_stack
    from voiceminer.impact.model import model_of

    settings = ImpactSettings()
    with ProcessPoolExecutor(1) as maker:  # what the making needs is no part of the peak
        world = maker.submit(world_of, SETTINGS["lost linger"], deals, topics, 1).result()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    clock = clock_of(world.deals, settings.landmarks, settings.gap_days)
    began = time.perf_counter()
    stack = closed_stack(world.deals, world.history, clock)
    covariates = covariates_of(world.deals, world.deals.is_closed)
    stacked = time.perf_counter() - began
    wall, cpu = [], []
    for _ in range(3 if deals < 10_000 else 1):
        began, used = time.perf_counter(), time.process_time()
        model_of(world.deals, covariates, stack, np.arange(topics), settings)
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - used)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{deals:,} × {topics}: {stack.deal.size:,} rows stacked in {stacked:.2f} s, joint fit and"
        f" shrinkage {min(wall):.2f} s (best of {len(wall)}; {min(cpu):.2f} s of CPU), peak"
        f" {peak / 2**20:.2f} GB ({before / 2**20:.2f} GB before)"
    )


if __name__ == "__main__":
    main()
