#!/usr/bin/env python3
"""Computes fixtures.json, which the C++ tests compare themselves with, by PyTorch in double precision.

    make_fixtures.py          writes fixtures.json
    make_fixtures.py --check  computes it again and compares; exit status 77 where PyTorch is missing

Features and gradients are recorded as their norm and a sketch: 64 sums over all values, each value with a sign that
is bit k of splitmix64(its index in channel, row, column). |sketch(a) - sketch(b)| / |sketch(b)| estimates
|a - b| / |b| over all values (Achlioptas, JCSS 66, 2003).

Runs of an optimiser cross the kinks of rectifiers and maxima, and a difference in the last digit grows from step to
step. How fast is measured: "spread" is, for each step, the greatest relative difference of a loss among three runs
whose every gradient carries an error of 1e-5, as large as single precision and fast convolutions make. What --check
computes again are the losses alone.
"""
import argparse
import json
import pathlib
import sys

try:
    import torch
except ImportError:
    print("skipped: PyTorch is not installed (Debian's python3-torch)")
    sys.exit(77)
import numpy as np

import gatys
import pictures
from generated_weights import checksum, network_weights, splitmix64
from networks import NETWORKS, OBJECTIVES
from optimisers import OPTIMISERS

FIXTURES = pathlib.Path(__file__).resolve().parent / "fixtures.json"
STEPS = 20
GRADIENT_ERROR = 1e-5
SKETCH = 64
# Between two machines' double precision. Runs amplify differences, hence not tighter.
TOLERANCE = 1e-7


def record(values):
    values = values.detach().flatten().numpy()
    bits = splitmix64(np.arange(len(values), dtype=np.uint64))
    sums = []
    for k in range(SKETCH):
        signs = ((bits >> np.uint64(k)) & np.uint64(1)).astype(float) * 2 - 1
        sums.append(float(f"{signs @ values:.9e}"))
    return {"size": len(values), "norm": float(f"{np.linalg.norm(values):.9e}"), "sketch": sums}


def one_digit(value):
    return float(f"{value:.0e}")


def balanced(network, case, content, style, start):
    """The objective with weights that give all terms similar gradients, so that an error in each is seen."""
    objective = gatys.Objective(network, dict(case, content_weight=1, style_weight=1, tv_weight=1), content, style)
    x = start.clone().requires_grad_()
    content_size, style_size, tv_size = (
        torch.autograd.grad(term, x, retain_graph=True)[0].norm().item() for term in objective.terms(x))
    objective.case.update(style_weight=one_digit(content_size / style_size),
                          tv_weight=one_digit(content_size / tv_size / 3))
    return objective


def evaluate(objective, x):
    x = x.detach().clone().requires_grad_()
    terms = objective.terms(x)
    total = objective.total(terms)
    total.backward()
    return total.item(), x.grad, [term.item() for term in terms] + [total.item()]


def run(objective, optimizer, start, disturb=lambda g: g):
    def disturbed(x):
        value, gradient, terms = evaluate(objective, x)
        return value, disturb(gradient), terms

    return OPTIMISERS[optimizer](start, disturbed, STEPS)


def spread(objective, optimizer, start, losses):
    exact = np.array(losses)
    worst = np.zeros(STEPS)
    for seed in range(3):
        random = torch.Generator().manual_seed(seed)

        def disturb(g):
            noise = torch.randn(g.shape, generator=random, dtype=torch.double)
            return g + GRADIENT_ERROR * g.norm() / noise.norm() * noise

        other = np.array(run(objective, optimizer, start, disturb))
        worst = np.maximum(worst, (np.abs(other - exact) / exact).max(1))
    return [float(f"{w:.1e}") for w in np.maximum.accumulate(worst)]


def fixtures(with_spread):
    content, style, start = (pictures.read(name) for name in ("content", "style", "start"))
    result = {}
    for name, settings in NETWORKS.items():
        weights = network_weights(name)
        network = gatys.Network(weights, settings["pooling"], settings["preprocessing"])
        with torch.no_grad():
            features = network.features(start, settings["taps"])
        found = dict(settings, checksum=str(checksum(weights)),
                     features={tap: record(features[tap]) for tap in settings["taps"]},
                     objectives=[], runs=[])
        for case in OBJECTIVES:
            objective = balanced(network, case, content, style, start)
            _, gradient, terms = evaluate(objective, start)
            found["objectives"].append(dict(objective.case, losses=terms, gradient=record(gradient)))
            for planned in settings["runs"]:
                if planned["objective"] == case["name"]:
                    losses = run(objective, planned["optimizer"], start)
                    found["runs"].append(dict(planned, losses=losses))
                    if with_spread:
                        found["runs"][-1]["spread"] = spread(objective, planned["optimizer"], start, losses)
        result[name] = found
    return result


def differences(found, committed, where=""):
    """Places, in words, where the two disagree."""
    if isinstance(committed, dict) and isinstance(found, dict) and found.keys() == committed.keys():
        if "sketch" in committed:
            size = np.linalg.norm(committed["sketch"])
            error = np.linalg.norm(np.subtract(found["sketch"], committed["sketch"])) / size
            return [] if error <= TOLERANCE else [f"{where}: sketch off by {error:.1e}"]
        return [d for k in committed for d in differences(found[k], committed[k], f"{where}/{k}")]
    if isinstance(committed, list) and isinstance(found, list) and len(found) == len(committed):
        return [d for i, (f, c) in enumerate(zip(found, committed)) for d in differences(f, c, f"{where}/{i}")]
    if isinstance(committed, float) and isinstance(found, float):
        near = abs(found - committed) <= TOLERANCE * abs(committed)
        return [] if near else [f"{where}: {found} and not {committed}"]
    return [] if found == committed else [f"{where}: {found} and not {committed}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    if not arguments.check:
        FIXTURES.write_text(json.dumps(fixtures(with_spread=True), indent=1) + "\n")
        return
    committed = json.loads(FIXTURES.read_text())
    for network in committed.values():
        for committed_run in network["runs"]:
            del committed_run["spread"]
    # Through JSON, so that lists and tuples are the same.
    wrong = differences(json.loads(json.dumps(fixtures(with_spread=False))), committed)
    print("\n".join(wrong) if wrong else f"all as in {FIXTURES.name}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
