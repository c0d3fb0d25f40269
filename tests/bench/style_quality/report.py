#!/usr/bin/python3
"""Tables of what paint.py and measure.py have found, in Markdown.

    report.py OUT BASELINE [--only RUN …]

BASELINE is a run, as covariance@3; all runs of the same name (covariance@0.5, covariance@1.5 …) are its curve. First a
table for each measure: mean over the pairs, paired difference to the baseline ± standard error, pairs won. Then the
comparisons at equal content kept that PROTOCOL.md decides by.
"""
import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np

HIGHER, LOWER, NEAR_0 = 1, -1, 0
MEASURES = {"e": ("E", HIGHER), "lp": ("LP", HIGHER), "swd": ("SWD", LOWER), "cfsd": ("CFSD", LOWER),
            "kept": ("structure kept", HIGHER),
            "grain": ("grain, dB", NEAR_0), "grid": ("grid, dB", LOWER), "border": ("border, levels", NEAR_0),
            "dark": ("dark", LOWER), "specks": ("specks", LOWER), "processor_seconds": ("processor seconds", LOWER),
            "peak_mib": ("peak, MiB", LOWER)}
BETTER_BY = {"grain": 1, "grid": 1, "border": 2, "dark": 0.005, "specks": 0.001}  # what counts of a fault
CONTENT = {"cfsd": np.log, "kept": np.asarray}  # measures of content, as their means are compared


def read_results(out):
    """run → pair → what is known of the picture; later lines count."""
    runs = defaultdict(dict)
    for name in ("results.jsonl", "runs.jsonl"):
        path = out / name
        for line in map(json.loads, path.read_text().splitlines() if path.exists() else ()):
            runs[line["run"]].setdefault(line["pair"], {}).update(line)
    return runs


def goodness(measure, value):
    """Greater is better."""
    direction = MEASURES[measure][1]
    return -abs(value) if direction == NEAR_0 else direction * value


def standard_error(values):
    return float(np.std(values, ddof=1) / np.sqrt(len(values))) if len(values) > 1 else float("nan")


def pairs_of(measure, *runs):
    return sorted(pair for pair in set.intersection(*map(set, runs))
                  if all(run[pair].get(measure) is not None for run in runs))


def differences(measure, run, baseline):
    """Of the goodness, over the pairs that both have."""
    return np.array([goodness(measure, run[pair][measure]) - goodness(measure, baseline[pair][measure])
                     for pair in pairs_of(measure, run, baseline)])


def figure(value):
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.4f}" if abs(value) < 0.1 else f"{value:.3f}"


def signed(values):
    return f"{'+' if values.mean() >= 0 else '−'}{figure(abs(values.mean()))} ± {figure(standard_error(values))}"


def measure_table(measure, runs, baseline):
    title, direction = MEASURES[measure]
    wanted = {HIGHER: "higher is better", LOWER: "lower is better", NEAR_0: "best at 0"}[direction]
    lines = []
    for name, run in runs.items():
        pairs = pairs_of(measure, run, runs[baseline])
        if pairs:
            better = differences(measure, run, runs[baseline])
            shown = better if direction == HIGHER else -better
            compared = "baseline" if name == baseline else signed(shown)
            won = "" if name == baseline else f"{(better > 0).sum()} of {len(pairs)}"
            lines.append(f"| {name} | {figure(np.mean([run[pair][measure] for pair in pairs]))} | {compared} | {won} |")
    if lines:
        distance = " of the distance from 0" if direction == NEAR_0 else ""
        print(f"\n## {title}, {wanted}\n\n| run | mean | difference{distance} | pairs won |\n|---|---|---|---|")
        print("\n".join(lines))


def interpolated_run(curve, content, run):
    """The curve (content weight → run) at the weight where its mean of the content measure is the run's own, by
    straight lines over the weight's logarithm: (weight, pair → style measures). None where the curve does not reach."""
    pairs = pairs_of(content, run, *curve.values())
    mean = {weight: CONTENT[content]([line[pair][content] for pair in pairs]).mean()
            for weight, line in sorted(curve.items())}
    wanted = CONTENT[content]([run[pair][content] for pair in pairs]).mean()
    for (low, below), (high, above) in zip(mean.items(), list(mean.items())[1:]):
        if min(below, above) <= wanted <= max(below, above) and below != above:
            share = (wanted - below) / (above - below)
            between = {pair: {measure: (1 - share) * curve[low][pair][measure] + share * curve[high][pair][measure]
                              for measure in ("e", "lp", "swd")} for pair in pairs}
            return low * (high / low) ** share, between
    return None


def beyond(values, errors):
    """−1, 0 or 1: whether the mean is worse or better by more than so many standard errors."""
    return int(np.sign(values.mean())) if abs(values.mean()) > errors * standard_error(values) else 0


def verdict(e, lp, swd):
    if beyond(e, 2) == 0:
        return "equal"
    sign = beyond(e, 2)
    guards = [sign * beyond(values, 1) for values in (lp, swd)]
    against = [sign * beyond(values, 2) for values in (lp, swd)]
    if max(guards) < 1 or min(against) < 0:
        return "E alone"
    return "win" if sign > 0 else "loss"


def changed_faults(run, baseline):
    """The faults that differ from the baseline's as much as counts."""
    found = []
    for measure, least in BETTER_BY.items():
        better = differences(measure, run, baseline)
        if len(better) > 1 and abs(better.mean()) > least and beyond(better, 2):
            found.append(f"{'less' if better.mean() > 0 else 'more'} {MEASURES[measure][0]}: "
                         f"{figure(abs(better.mean()))}")
    return "; ".join(found)


def decision_table(runs, baseline, content):
    own = baseline.split("@")[0]
    curve = {float(name.split("@")[1]): run for name, run in runs.items() if name.split("@")[0] == own}
    print(f"\n## At equal {MEASURES[content][0]}, against {own} with content weights "
          f"{', '.join(f'{weight:g}' for weight in sorted(curve))}\n\nPositive is better.\n\n"
          "| run | the baseline's weight | E | LP | SWD | verdict | faults against the baseline |\n"
          "|---|---|---|---|---|---|---|")
    for name, run in runs.items():
        if name.split("@")[0] != own:
            faults, found = changed_faults(run, runs[baseline]), interpolated_run(curve, content, run)
            if found:
                weight, between = found
                e, lp, swd = (differences(measure, run, between) for measure in ("e", "lp", "swd"))
                print(f"| {name} | {weight:.3g} | {signed(e)} | {signed(lp)} | {signed(swd)} | {verdict(e, lp, swd)} | "
                      f"{faults} |")
            else:
                print(f"| {name} | outside | | | | undecided | {faults} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("baseline")
    parser.add_argument("--only", nargs="+", metavar="RUN")
    options = parser.parse_args()
    runs = {name: run for name, run in sorted(read_results(options.out).items())
            if any("e" in line for line in run.values())}
    if "@" not in options.baseline:
        raise SystemExit(f"the baseline {options.baseline} is no run of paint.py, as covariance@3")
    if options.baseline not in runs:
        raise SystemExit(f"there is no run {options.baseline}, only {', '.join(runs)}")
    if options.only:
        own = options.baseline.split("@")[0]
        runs = {name: run for name, run in runs.items() if name in options.only or name.split("@")[0] == own}
    print(f"# {len(runs[options.baseline])} pairs, baseline {options.baseline}")
    for measure in MEASURES:
        measure_table(measure, runs, options.baseline)
    for content in CONTENT:
        decision_table(runs, options.baseline, content)


if __name__ == "__main__":
    main()
