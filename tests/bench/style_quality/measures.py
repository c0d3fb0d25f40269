"""How much of a style a result has (E, LP, SWD) and how much of the content's structure (CFSD, kept).

Pictures are as in picture_files.py. A result is compared with the style at the result's own longer side, as the program
paints strokes of that size; what each measure does beyond that is said there. Formulas also in PROTOCOL.md.
"""
import numpy as np
import torch
import torch.nn.functional as F
from scipy import ndimage

from picture_files import at_longer_side, at_size, gray

STYLE_SIDE = 512      # pixels, longer side for E and LP
CONTENT_SIDE = 256    # for CFSD and kept
LEAST_VARIANCE = 1e-3   # of a direction, relative to its variance in photographs: what varies less is flat
LEAST_DIVERGENCE = 1e-6
PATCH_LAYERS = ("3_1", "4_1")
UNIT = 57.375         # 255 · 0.225: what the published networks take as a colour's deviation, in levels
LEVELS, PATCH, PROJECTIONS, QUANTILES, POSITIONS = 4, 7, 128, 1024, 32768
LEAST_SPREAD = 1 / 255
BLURS = (1.5, 3.0)    # pixels


# E: effectiveness

def gaussians(features, basis):
    """Layer → (mean, covariance) in the photographs' principal directions, each of unit variance in photographs."""
    found = {}
    for name, (vectors, values) in basis.items():
        projected = (vectors / np.sqrt(values)).T @ features[name].flatten(1).numpy()
        covariance = np.cov(projected.astype(np.float64), bias=True)
        found[name] = (projected.mean(1, dtype=np.float64), covariance + LEAST_VARIANCE * np.eye(len(covariance)))
    return found


def divergence(result, style):
    """KL(result ‖ style) of two Gaussians (mean, covariance)."""
    root = np.linalg.cholesky(style[1])
    ratio = np.linalg.solve(root, np.linalg.solve(root, result[1]).T)
    shift = np.linalg.solve(root, result[0] - style[0])
    return 0.5 * (np.trace(ratio) + shift @ shift - len(shift) - np.linalg.slogdet(ratio)[1])


def effectiveness(result, style):
    """E of each layer, −ln KL: higher is better (Yeh et al., WACV 2020, arXiv 1910.09447). Arguments: gaussians() of
    both pictures with 512 px longer side."""
    return [float(-np.log(max(divergence(result[name], style[name]), LEAST_DIVERGENCE))) for name in sorted(result)]


# LP: local patterns

def feature_patches(features, step):
    """3×3 patches of a C×H×W map inside its borders, each of norm 1: patches × 9C; every step-th in both directions."""
    patches = F.unfold(features.unsqueeze(0), 3, stride=step)[0].T
    return patches / patches.norm(dim=1, keepdim=True).clamp_min(1e-9)


def local_patterns(result, style):
    """LP: mean cosine of the result's feature patches with their nearest style patches, and the share of style patches
    that are the nearest of any (of as many as there can be), halved and added, mean over layers 3_1 and 4_1 (Wang et
    al., CVIU 2021): at most 1, higher is better. Arguments: features of both pictures with 512 px longer side. Every
    second patch of the result in both directions is looked up, among all of the style's."""
    total = 0.0
    for name in PATCH_LAYERS:
        ours, theirs = feature_patches(result[name], 2), feature_patches(style[name], 1)
        cosine, nearest = zip(*((ours[at:at + 1024] @ theirs.T).max(1) for at in range(0, len(ours), 1024)))
        used = len(torch.cat(nearest).unique()) / min(len(ours), len(theirs))
        total += 0.5 * (torch.cat(cosine).mean().item() + used) / len(PATCH_LAYERS)
    return total


# CFSD: content structure

def similarities(features):
    """Logarithms of the row-wise softmax of positions' inner products, N×N."""
    flat = features.flatten(1).T / (UNIT * len(features))
    return torch.log_softmax(flat @ flat.T, 1)


def structure_distance(result, content):
    """CFSD: KL of the content's rows of similarities to the result's, mean over positions, ·10⁶ (Chung et al., CVPR
    2024, StyleID): 0 for the content, lower is better. Arguments: features 3_1 of both with 256 px longer side, of one
    size. Features are divided by UNIT, as published figures come from networks whose input has unit deviation."""
    ours, theirs = similarities(result), similarities(content)
    return 1e6 * (theirs.exp() * (theirs - ours)).sum(1).double().mean().item()


# Kept: content structure, without a network

def gradients(picture, blur):
    """Of the blurred luminance, H×W complex (x + iy)."""
    dy, dx = np.gradient(ndimage.gaussian_filter(gray(picture), blur, mode="reflect"))
    return dx + 1j * dy


def structure_kept(result, content):
    """How far the gradients of the blurred pictures lie in one direction, whatever their sign and contrast:
    Σ|g·h| / √(Σ|g|² Σ|h|²), mean of two blurs; 1 for the content. Arguments: both with 256 px longer side."""
    kept = []
    for blur in BLURS:
        g, h = gradients(result, blur), gradients(content, blur)
        norm = np.sqrt(np.square(np.abs(g)).sum() * np.square(np.abs(h)).sum())
        kept.append(np.abs((g * h.conj()).real).sum() / max(norm, 1e-12))
    return float(np.mean(kept))


# SWD: sliced Wasserstein distance of patches, without a network

def laplacian_levels(picture):
    """3×H×W bands from fine to coarse, and what is left."""
    x = torch.from_numpy(picture).permute(2, 0, 1).unsqueeze(0)
    levels = []
    for _ in range(LEVELS - 1):
        smaller = F.interpolate(x, scale_factor=0.5, mode="bilinear", antialias=True, align_corners=False)
        levels.append((x - F.interpolate(smaller, x.shape[2:], mode="bilinear", align_corners=False))[0])
        x = smaller
    return [*levels, x[0]]


def patch_quantiles(picture):
    """Level → PROJECTIONS × QUANTILES: quantiles of the 7×7 colour patches' projections on fixed random directions."""
    generator = torch.Generator().manual_seed(1)
    found = []
    for level in laplacian_levels(picture):
        filters = torch.randn(PROJECTIONS, 3, PATCH, PATCH, generator=generator)
        filters = filters / filters.flatten(1).norm(dim=1).view(-1, 1, 1, 1)
        projected = F.conv2d(level.unsqueeze(0), filters)[0].flatten(1)
        if projected.shape[1] > POSITIONS:
            chosen = np.random.default_rng(1).choice(projected.shape[1], POSITIONS, replace=False)
            projected = projected[:, torch.from_numpy(chosen)]
        ordered = projected.sort(1)[0].unsqueeze(1)
        found.append(F.interpolate(ordered, QUANTILES, mode="linear", align_corners=False)[:, 0])
    return found


def patch_distance(result, style):
    """SWD of each level: mean distance of the sorted projections, relative to the mean distance of the style's
    projections from their median: lower is better. Arguments: patch_quantiles() of both."""
    distances = []
    for ours, theirs in zip(result, style):
        spread = (theirs - theirs[:, QUANTILES // 2:QUANTILES // 2 + 1]).abs().mean().item()
        distances.append((ours - theirs).abs().mean().item() / (spread + LEAST_SPREAD))
    return distances


# All of them

class Measures:
    """Keeps what was computed last of the style and of the content, so that results of one pair come cheap in a row."""

    def __init__(self, network, basis):
        self.network, self.basis = network, basis
        self.last = {}

    def once(self, compute, picture, *size):
        """compute(picture, *size), unless its last call was for the same."""
        last = self.last.get(compute.__name__)
        if not last or last[0] is not picture or last[1] != size:
            last = self.last[compute.__name__] = (picture, size, compute(picture, *size))
        return last[2]

    def style_side(self, picture):
        features = self.network.features(at_longer_side(picture, STYLE_SIDE), [*self.basis])
        patches = {name: features[name] for name in PATCH_LAYERS}
        return gaussians(features, self.basis), patches, patch_quantiles(picture)

    def content_side(self, picture, height, width):
        small = at_size(picture, height, width)
        return small, self.network.features(small, ["3_1"])["3_1"]

    def measure(self, result, content, style):
        """style: at the result's longer side. Lists are by layer, or by level from fine to coarse."""
        gaussian, features, quantiles = self.style_side(result)
        style_gaussian, style_features, style_quantiles = self.once(self.style_side, style)
        height, width = at_longer_side(result, CONTENT_SIDE).shape[:2]
        small, structure = self.content_side(result, height, width)
        small_content, content_structure = self.once(self.content_side, content, height, width)
        e = effectiveness(gaussian, style_gaussian)
        swd = patch_distance(quantiles, style_quantiles)
        return {"e": float(np.mean(e)), "e_layers": e, "lp": local_patterns(features, style_features),
                "swd": float(np.mean(swd)), "swd_levels": swd,
                "cfsd": structure_distance(structure, content_structure),
                "kept": structure_kept(small, small_content)}
