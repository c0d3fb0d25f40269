"""VGG-16's convolutions to conv5_1 in a safetensors file, of any width."""
import json
import struct

import numpy as np
import torch

MEAN = (103.939, 116.779, 123.68)  # blue, green, red, of 255
# The convolutions' places in torchvision's list of layers.
PLACES = {"1_1": 0, "1_2": 2, "2_1": 5, "2_2": 7, "3_1": 10, "3_2": 12, "3_3": 14, "4_1": 17, "4_2": 19, "4_3": 21,
          "5_1": 24}


def read_header(path):
    with open(path, "rb") as file:
        length, = struct.unpack("<Q", file.read(8))
        return json.loads(file.read(length)), 8 + length


def read_metadata(path):
    return read_header(path)[0]["__metadata__"]


def read_network(path):
    """Name → (weight O×I×3×3, bias)."""
    header, begin = read_header(path)
    data = path.read_bytes()[begin:]

    def tensor(name):
        entry = header[name]
        low, high = entry["data_offsets"]
        kind = {"F16": np.float16, "F32": np.float32}[entry["dtype"]]
        return torch.from_numpy(np.frombuffer(data[low:high], kind).reshape(entry["shape"]).astype(np.float32))

    return {name: (tensor(f"features.{place}.weight"), tensor(f"features.{place}.bias"))
            for name, place in PLACES.items()}


def write_network(path, layers, metadata):
    header, blobs, at = {"__metadata__": metadata}, [], 0
    for name, (weight, bias) in layers.items():
        for kind, values in (("weight", weight), ("bias", bias)):
            blob = values.half().contiguous().numpy().tobytes()
            header[f"features.{PLACES[name]}.{kind}"] = {"dtype": "F16", "shape": list(values.shape),
                                                         "data_offsets": [at, at + len(blob)]}
            blobs.append(blob)
            at += len(blob)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blobs))
