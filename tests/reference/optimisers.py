"""Adam and L-BFGS in double precision, by the rules that core/descent/adam.h and core/descent/lbfgs.h state.

evaluate(x) returns (loss, gradient, terms); both functions return the terms of the pictures on the way.
"""
import math

import torch


def adam(x, evaluate, steps, rate=0.03, last=0.05, beta1=0.9, beta2=0.99, epsilon=1e-8):
    """Kingma & Ba, arXiv 1412.6980, each step clamped to 0...1; terms are those before each step.

    The rate falls by half a cosine to `last` of it."""
    first, second = torch.zeros_like(x), torch.zeros_like(x)
    history = []
    for t in range(1, steps + 1):
        _, g, terms = evaluate(x)
        history.append(terms)
        first = beta1 * first + (1 - beta1) * g
        second = beta2 * second + (1 - beta2) * g * g
        share = last + (1 - last) * 0.5 * (1 + math.cos(math.pi * t / steps))
        moved = rate * share * (first / (1 - beta1**t)) / ((second / (1 - beta2**t)).sqrt() + epsilon)
        x = (x - moved).clamp(0, 1)
    return history


def free(x, g, values):
    """Zero where x lies on the border of 0...1 and downhill leads outwards."""
    return torch.where(((x <= 0) & (g > 0)) | ((x >= 1) & (g < 0)), torch.zeros_like(values), values)


def direction(x, g, pairs):
    """Nocedal & Wright, algorithm 7.4."""
    d = free(x, g, -g)
    if not pairs:
        return d
    alphas = []
    for s, y in reversed(pairs):
        alpha = (s * d).sum() / (s * y).sum()
        alphas.append(alpha)
        d = d - alpha * y
    s, y = pairs[-1]
    d = d * (s * y).sum() / (y * y).sum()
    for (s, y), alpha in zip(pairs, reversed(alphas)):
        d = d + (alpha - (y * d).sum() / (s * y).sum()) * s
    return free(x, g, d)


def search(x, value, g, d, t, evaluate):
    """Bisection for the weak Wolfe conditions along the projected ray; the lowest point found, or None."""
    best, least, greatest = None, 0, None
    for _ in range(20):
        trial = (x + t * d).clamp(0, 1)
        trial_value, trial_g, terms = evaluate(trial)
        slope = (g * (trial - x)).sum()
        if not (trial_value < value and trial_value <= value + 1e-4 * slope):
            greatest = t
            if best:
                break
        else:
            lower = best is None or trial_value < best[1]
            if lower:
                best = (trial, trial_value, trial_g, terms)
            if not lower or (trial_g * (trial - x)).sum() >= 0.9 * slope:
                break
            least = t
        t = (least + greatest) / 2 if greatest else 2 * t
    return best


def lbfgs(x, evaluate, steps, history=20):
    """Terms are those after each step."""
    value, g, terms = evaluate(x)
    pairs, result = [], []
    for _ in range(steps):
        d = direction(x, g, pairs)
        if not (d * g).sum() < 0:
            pairs = []
            d = direction(x, g, pairs)
        t = 1 if pairs else 0.01 * math.sqrt(x.numel()) / d.norm()
        best = search(x, value, g, d, t, evaluate)
        if best is None:
            pairs = []
        else:
            s, y = best[0] - x, best[2] - g
            if (s * y).sum() > 1e-10 * s.norm() * y.norm():
                pairs = (pairs + [(s, y)])[-history:]
            x, value, g, terms = best
        result.append(terms)
    return result


OPTIMISERS = {"adam": adam, "lbfgs": lbfgs}
