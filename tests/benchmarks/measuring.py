"""Interleaved runs, medians and ratios. These machines are shared and noisy: a figure alone says little,
the ratio of two contenders that ran in turn within the same minute says something."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import click

RUNS = 5


@dataclass(frozen=True)
class Measured:
    """One run of one contender."""

    rate: float
    """Events, or requests, a second."""
    p99: float | None = None
    """Seconds."""


Contender = Callable[[], Awaitable[Measured]]


@dataclass(frozen=True)
class Goal:
    """What is asked: the median of `of` against that of `against`."""

    name: str
    of: str
    against: str
    at_least: float | None = None
    p99_at_most: float | None = None


async def interleaved(contenders: Mapping[str, Contender], runs: int = RUNS) -> dict[str, list[Measured]]:
    """Each contender in turn, `runs` times over, after one warm-up turn that is not counted."""
    found: dict[str, list[Measured]] = {name: [] for name in contenders}
    with click.progressbar(length=(runs + 1) * len(contenders), label="runs") as progress:
        for turn in range(runs + 1):
            for name, contender in contenders.items():
                measured = await contender()
                if turn:
                    found[name].append(measured)
                progress.update(1)
    return found


def rate(runs: list[Measured]) -> float:
    """Median of the runs, a second."""
    return median(run.rate for run in runs)


def p99(runs: list[Measured]) -> float:
    """Median of the runs' 99th percentiles, seconds."""
    return median(run.p99 for run in runs if run.p99 is not None)


def report(
    title: str,
    found: Mapping[str, list[Measured]],
    goals: list[Goal],
    folder: Path,
    unit: str = "events/s",
) -> bool:
    """Prints medians and ratios, writes them as JSON, and says whether every goal was met."""
    click.echo(f"\n{title}: median of {len(next(iter(found.values())))} interleaved runs")
    for name, runs in found.items():
        spread = f"{min(r.rate for r in runs):,.0f} to {max(r.rate for r in runs):,.0f}"
        click.echo(f"  {name:<44} {rate(runs):>10,.0f} {unit}   ({spread})")
    judged = [_judge(goal, found) for goal in goals]
    folder.mkdir(parents=True, exist_ok=True)
    content = {"runs": {n: [asdict(r) for r in runs] for n, runs in found.items()}, "goals": judged}
    (folder / f"{title.split()[0]}.json").write_text(json.dumps(content, indent=1))
    return all(one["met"] for one in judged)


def _judge(goal: Goal, found: Mapping[str, list[Measured]]) -> dict[str, object]:
    if goal.p99_at_most is not None:
        ratio = p99(found[goal.of]) / p99(found[goal.against])
        met, asked = ratio <= goal.p99_at_most, f"at most {goal.p99_at_most}"
    else:
        ratio = rate(found[goal.of]) / rate(found[goal.against])
        met, asked = ratio >= (goal.at_least or 0), f"at least {goal.at_least}"
    click.echo(f"  {'met   ' if met else 'MISSED'} {goal.name:<50} {ratio:6.2f} ({asked})")
    return {"name": goal.name, "ratio": ratio, "asked": asked, "met": met}


def percentile_99(seconds: list[float]) -> float:
    """The 99th percentile."""
    return sorted(seconds)[int(len(seconds) * 0.99)]
