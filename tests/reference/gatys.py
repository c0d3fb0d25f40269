"""The network and the losses in PyTorch, in double precision, written from the papers and not from our C++."""
import torch
import torch.nn.functional as F

PREPROCESSING = {
    # torchvision's, and that of the original Caffe models.
    "torchvision": {"order": "rgb", "range": 1, "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]},
    "caffe": {"order": "bgr", "range": 255, "mean": [103.939, 116.779, 123.68], "std": [1, 1, 1]},
}


class Network:
    def __init__(self, weights, pooling, preprocessing):
        self.weights = [(name, torch.from_numpy(w).double(), torch.from_numpy(b).double()) for name, w, b in weights]
        self.pool = F.max_pool2d if pooling == "max" else F.avg_pool2d
        self.preprocessing = PREPROCESSING[preprocessing]

    def preprocess(self, x):
        p = self.preprocessing
        if p["order"] == "bgr":
            x = x.flip(0)
        # float32 constants, as every implementation stores them
        mean = torch.tensor(p["mean"], dtype=torch.float32).double().view(3, 1, 1)
        std = torch.tensor(p["std"], dtype=torch.float32).double().view(3, 1, 1)
        return (x * p["range"] - mean) / std

    def features(self, x, taps):
        """x: 3 x H x W in 0...1. Returns tap -> N x H x W."""
        found = {}
        f = self.preprocess(x)[None]
        if "input" in taps:
            found["input"] = f[0]
        block = "1"
        for name, w, b in self.weights:
            if name[0] != block:
                f = self.pool(f, 2)
                block = name[0]
            f = F.conv2d(f, w, b, padding=1)
            if "conv" + name in taps:
                found["conv" + name] = f[0]
            f = f.relu()
            if "relu" + name in taps:
                found["relu" + name] = f[0]
            if len(found) == len(set(taps)):
                break
        return found


def moments(features, shares=None):
    """Mean and raw second moment (the Gram matrix of arXiv 1508.06576 divided by its M); positions count by shares."""
    f = features.flatten(1)
    weights = torch.ones(f.shape[1], dtype=torch.double) if shares is None else shares.flatten()
    return f @ weights / weights.sum(), (f * weights) @ f.T / weights.sum()


def left(height, width):
    """A place with a soft, slanting border, in values that float32 has exactly."""
    y, x = torch.meshgrid(torch.arange(height).double(), torch.arange(width).double(), indexing="ij")
    return ((30 - x) / 16 + y / 64).clamp(0, 1)


def shares_at(place, features):
    """Of each position: the average of the place over the square that it stands for."""
    side = place.shape[1] // features.shape[2]
    return F.avg_pool2d(place[None], side)[0]


def gram_loss(present, target):
    n = len(present[0])
    return ((present[1] - target[1]) ** 2).sum() / (4 * n * n)


def scaled_squared_error(a, b):
    d = a - b
    return (d**2).sum() / (d.abs().sum() + 1e-8)


def covariance_loss(present, target):
    mean, raw = present
    covariance = raw - torch.outer(mean, mean)
    target_covariance = target[1] - torch.outer(target[0], target[0])
    return scaled_squared_error(mean, target[0]) + scaled_squared_error(covariance, target_covariance)


def wasserstein_loss(present, target):
    """Squared 2-Wasserstein distance of normal distributions, its root damped (core/loss/wasserstein_loss.h)."""
    mean, raw = present
    covariance = raw - torch.outer(mean, mean)
    values, vectors = torch.linalg.eigh(target[1] - torch.outer(target[0], target[0]))
    damping = 0.0125 * values[-1].clamp(min=0)
    known = values > damping
    half = vectors[:, known] * values[known].sqrt()
    distance = ((mean - target[0]) ** 2).sum() + covariance.trace() + values.sum()
    if known.any():
        both = torch.linalg.eigvalsh(half.T @ covariance @ half)
        distance = distance - 2 * ((both + damping**2).sqrt() - damping).sum()
    return distance / len(mean)


STYLE_LOSSES = {"gram": gram_loss, "covariance": covariance_loss, "wasserstein": wasserstein_loss}


def content_loss(features, target):
    return ((features - target) ** 2).sum() / 2


def tv_loss(x):
    """2 [mean dx^2/3 + mean dy^2/3 + mean of both diagonals^2/12], borders replicated (core/loss/tv_loss.h)."""
    p = F.pad(x[None], (0, 1, 0, 1), mode="replicate")[0]
    here, right, below, below_right = p[:, :-1, :-1], p[:, :-1, 1:], p[:, 1:, :-1], p[:, 1:, 1:]
    straight = ((right - here) ** 2).mean() + ((below - here) ** 2).mean()
    diagonal = ((below_right - here) ** 2).mean() + ((below - right) ** 2).mean()
    return 2 * (straight / 3 + diagonal / 12)


class Objective:
    """J(x) = a * sum w/L c J_content + b * sum w/L c E + g * J_tv; c is the normalisation (core/loss/objective.h)."""

    def __init__(self, network, case, content, style):
        self.network = network
        self.case = case
        self.style_loss = STYLE_LOSSES[case["style_loss"]]
        self.taps = [tap for tap, _ in case["content_layers"] + case["style_layers"]]
        with torch.no_grad():
            self.content_target = network.features(content, self.taps)
            self.style_target = {t: moments(f) for t, f in network.features(style, self.taps).items()}
            self.regions = [(None, self.style_target)]
            if case.get("places"):
                place = left(*content.shape[1:])
                own = {t: moments(f) for t, f in self.content_target.items()}
                self.regions = [(place, self.style_target), (1 - place, own)]
        self.content_factors = [self.content_factor(tap, content) for tap, _ in case["content_layers"]]
        self.style_factors = [self.style_factor(tap, style) for tap, _ in case["style_layers"]]

    def content_factor(self, tap, content):
        if self.case["normalization"] == "none":
            return 1.0
        size = self.content_target[tap].numel()
        if self.case["normalization"] == "size":
            return 1 / size
        zero = torch.zeros_like(self.content_target[tap])
        return self.inverse_gradient(content, tap, lambda f: content_loss(f, zero) / size) / size

    def style_factor(self, tap, style):
        if self.case["normalization"] != "gradient":
            return 1.0
        zero = tuple(torch.zeros_like(m) for m in self.style_target[tap])
        return self.inverse_gradient(style, tap, lambda f: self.style_loss(moments(f), zero))

    def inverse_gradient(self, picture, tap, loss):
        x = picture.clone().requires_grad_()
        loss(self.network.features(x, [tap])[tap]).backward()
        return 3 / x.grad.abs().sum().item()

    def style_value(self, features, tap):
        """Each region has as much of the loss as it has of the picture."""
        value = 0
        for place, targets in self.regions:
            shares = None if place is None else shares_at(place, features)
            area = 1 if place is None else shares.mean()
            value = value + area * self.style_loss(moments(features, shares), targets[tap])
        return value

    def terms(self, x):
        features = self.network.features(x, self.taps)
        content = style = 0
        for (tap, weight), factor in zip(self.case["content_layers"], self.content_factors):
            share = weight / len(self.content_factors)
            content = content + share * factor * content_loss(features[tap], self.content_target[tap])
        for (tap, weight), factor in zip(self.case["style_layers"], self.style_factors):
            share = weight / len(self.style_factors)
            style = style + share * factor * self.style_value(features[tap], tap)
        return content, style, tv_loss(x)

    def total(self, terms):
        weights = (self.case["content_weight"], self.case["style_weight"], self.case["tv_weight"])
        return sum(w * t for w, t in zip(weights, terms))
