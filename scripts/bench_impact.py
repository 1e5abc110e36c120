"""Does the impact method find what was planted? Worlds of known truth, six methods.

    python scripts/bench_impact.py --worlds 20 --deals 1000 --topics 60 --group five

A simulator of deals and what was said in them (`scripts/worlds`), and the product's own code.
One line per method; means over worlds, the median of the total. `--scale` times one fit.
With `--results FILE` each world's scores are added to FILE and never computed twice, so that a
long run can be made in parts (`--minutes`): the lines are of all worlds that it holds by then.
"""

from __future__ import annotations

import argparse
import json
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

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
    parser.add_argument("--results", type=Path, help="scores of worlds, a line of JSON each")
    parser.add_argument("--minutes", type=float, default=np.inf, help="of CPU, then stop")
    parser.add_argument("--scale", action="store_true", help="time the joint fit, and no more")
    args = parser.parse_args()
    if args.scale:
        _scale(args.deals, args.topics)
        return
    names = args.setting or [s.name for s in GROUPS[args.group]]
    methods = list(args.method or USUAL)
    known = _known(args.results)
    # the first worlds of all settings before the second ones: what time allows is even
    for seed in range(args.seed, args.seed + args.worlds):
        for name in names:
            keys = [(name, m, args.deals, args.topics, seed) for m in methods]
            if all(key in known for key in keys):
                continue
            if time.process_time() > 60 * args.minutes:
                break
            for key, scores in zip(keys, _world(keys), strict=True):
                known[key] = scores
                if args.results:
                    with args.results.open("a", encoding="utf-8") as file:
                        file.write(json.dumps([*key, scores]) + "\n")
    _print(known, names, methods, args.deals, args.topics)


Key = tuple[str, str, int, int, int]
Scores = dict[str, float]


def _world(keys: list[Key]) -> list[Scores]:
    """What each method scores in one world, and its seconds of CPU."""
    settings = ImpactSettings(shuffles=0, draws=500)
    name, _, deals, topics, seed = keys[0]
    world = world_of(SETTINGS[name], deals, topics, seed)
    rows = []
    for _, method, *_ in keys:
        began = time.process_time()
        answer = METHODS[method](world, settings)
        spent = time.process_time() - began
        rows.append(scores_of(world, answer) | {"s": spent})
    return rows


def _known(path: Path | None) -> dict[Key, Scores]:
    if not path or not path.exists():
        return {}
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {tuple(key): scores for *key, scores in lines}


def _print(
    known: dict[Key, Scores], names: list[str], methods: list[str], deals: int, topics: int
) -> None:
    """A line per setting and method, of as many worlds as there are."""
    header = False
    for name in names:
        for method in methods:
            rows = [v for k, v in known.items() if k[:4] == (name, method, deals, topics)]
            if not rows:
                continue
            if not header:
                print(f"| setting | method | worlds | {' | '.join(rows[0])} |")
                print("|---" * (len(rows[0]) + 3) + "|")
                header = True
            print(f"| {name} | {method} | {len(rows)} | {' | '.join(_figures(rows))} |")


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
