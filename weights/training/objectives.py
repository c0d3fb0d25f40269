"""What the network learns from pictures without labels; each objective has heads of its own, thrown away afterwards.

An objective is called with the network, a batch of windows and the side of a view, and returns its loss.
"""
import itertools

import torch
import torch.nn.functional as F
from torch import nn

from crops import view
from network import prepare


def pooled(features):
    """Mean and spread of each channel: the spread rewards second moments, which carry the style."""
    flat = features.float().flatten(2)
    return torch.cat([flat.mean(2), flat.std(2)], 1)


def seen(network, pictures):
    return network(prepare(pictures).contiguous(memory_format=torch.channels_last))


class Contrast(nn.Module):
    """Tells which two views come from the same window (InfoNCE, arXiv 1807.03748), at five depths."""
    WEIGHTS = {"1_2": 0.3, "2_2": 0.5, "3_4": 1.0, "4_4": 1.0, "5_1": 1.0}
    TEMPERATURE = 0.2

    def __init__(self, network):
        super().__init__()
        self.heads = nn.ModuleDict({
            name: nn.Sequential(nn.Linear(2 * network.channels[name], 256), nn.BatchNorm1d(256), nn.ReLU(),
                                nn.Linear(256, 128)) for name in self.WEIGHTS})

    def forward(self, network, windows, side):
        count = len(windows)
        features = seen(network, torch.cat([view(windows, side), view(windows, side)]))
        partner = torch.arange(2 * count).roll(count)
        loss = 0
        for name, weight in self.WEIGHTS.items():
            code = F.normalize(self.heads[name](pooled(features[name])).float(), dim=1)
            alike = (code @ code.T / self.TEMPERATURE).fill_diagonal_(-1e4)
            loss = loss + weight * F.cross_entropy(alike, partner)
        return loss


class Rotation(nn.Module):
    """Tells by how many quarters a view was turned (Gidaris et al., arXiv 1803.07728)."""

    def __init__(self, network):
        super().__init__()
        self.head = nn.Linear(4 * network.channels["5_1"], 4)

    def forward(self, network, windows, side):
        x = view(windows[::2], side)
        turns = torch.randint(4, (len(x),))
        x = torch.stack([torch.rot90(picture, int(turn), (1, 2)) for picture, turn in zip(x, turns)])
        features = F.adaptive_avg_pool2d(seen(network, x)["5_1"].float(), 2).flatten(1)
        return F.cross_entropy(self.head(features).float(), turns)


class Jigsaw(nn.Module):
    """Tells in which order the four quarters of a view were put (Noroozi & Favaro, arXiv 1603.09246)."""
    ORDERS = list(itertools.permutations(range(4)))

    def __init__(self, network):
        super().__init__()
        self.head = nn.Sequential(nn.Linear(4 * network.channels["4_4"], 256), nn.ReLU(), nn.Linear(256, 24))

    def forward(self, network, windows, side):
        x = view(windows[::2], side)
        half = side // 2
        quarters = [x[:, :, y:y + half, z:z + half] for y in (0, half) for z in (0, half)]
        order = torch.randint(24, (len(x),))
        places = torch.tensor(self.ORDERS)[order]
        parts = torch.stack(quarters, 1)[torch.arange(len(x)).unsqueeze(1), places]
        # Each quarter is seen alone: no seam tells the order.
        features = seen(network, parts.flatten(0, 1))["4_4"].float().mean((2, 3)).view(len(x), -1)
        return F.cross_entropy(self.head(features).float(), order)


class Inpainting(nn.Module):
    """Draws a noisy view with holes as it was, at a quarter of its size (Pathak et al., arXiv 1604.07379)."""

    def __init__(self, network):
        super().__init__()
        self.decoder = nn.Sequential(nn.Conv2d(network.channels["4_1"], 128, 3, padding=1), nn.ReLU(),
                                     nn.Conv2d(128, 12, 3, padding=1), nn.PixelShuffle(2))

    def forward(self, network, windows, side):
        x = view(windows[::2], side)
        spoilt = x + 0.1 * torch.randn_like(x)
        for picture in spoilt:
            for _ in range(3):
                y, z = torch.randint(side - side // 4, (2,)).tolist()
                picture[:, y:y + side // 4, z:z + side // 4] = 0.5
        drawn = self.decoder(seen(network, spoilt)["4_1"])
        return F.smooth_l1_loss(drawn.float(), prepare(F.avg_pool2d(x, 4)))


class Palette(nn.Module):
    """Tells the colours of a gray view: histogram of each channel over the whole view."""
    BINS = 8

    def __init__(self, network):
        super().__init__()
        self.head = nn.Linear(2 * network.channels["4_4"], 3 * self.BINS)

    def forward(self, network, windows, side):
        x = view(windows[::2], side)
        gray = x.mean(1, keepdim=True).expand_as(x)
        bins = F.one_hot((x.flatten(2) * self.BINS).long().clamp(max=self.BINS - 1), self.BINS).float().mean(2)
        told = self.head(pooled(seen(network, gray)["4_4"])).float().view(len(x), 3, self.BINS)
        return -(bins * F.log_softmax(told, 2)).sum(2).mean()


# Name → class and its weight in a sum of objectives, which brings their gradients to about one size.
OBJECTIVES = {"contrast": (Contrast, 1.0), "rotation": (Rotation, 0.25), "jigsaw": (Jigsaw, 0.25),
              "inpainting": (Inpainting, 30.0), "palette": (Palette, 0.25)}
