"""Pictures for the measures: H×W×3 arrays, R'G'B' in 0…1 (float32); resized with Lanczos' filter."""
import numpy as np
from PIL import Image

LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def read(path):
    return np.asarray(Image.open(path).convert("RGB"), np.float32) / 255


def longer_side(picture):
    return max(picture.shape[:2])


def at_size(picture, height, width):
    if picture.shape[:2] == (height, width):
        return picture
    planes = [Image.fromarray(np.ascontiguousarray(picture[..., channel])).resize((width, height), Image.LANCZOS)
              for channel in range(3)]
    return np.stack([np.asarray(plane) for plane in planes], -1).clip(0, 1)


def at_longer_side(picture, side):
    height, width = picture.shape[:2]
    scale = side / max(height, width)
    return at_size(picture, max(1, round(height * scale)), max(1, round(width * scale)))


def gray(picture):
    return picture @ LUMA
