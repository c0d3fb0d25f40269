"""The three small pictures of the reference, as the C++ side reads them: value/255 in float32."""
import pathlib

import numpy as np
import torch
from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent


def read(name):
    """3 x H x W in 0...1, in double."""
    values = np.asarray(Image.open(HERE / f"{name}.ppm"), np.float32) / np.float32(255)
    return torch.from_numpy(values.transpose(2, 0, 1).copy()).double()
