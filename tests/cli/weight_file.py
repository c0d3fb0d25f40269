"""Safetensors files, read and written without any check."""

import json
import struct


def read(path):
    """{name: {dtype, shape, data_offsets}} and the data."""
    content = path.read_bytes()
    length = struct.unpack_from("<Q", content)[0]
    return json.loads(content[8:8 + length]), bytearray(content[8 + length:])


def encode(tensors, data):
    text = json.dumps(tensors).encode()
    return struct.pack("<Q", len(text)) + text + bytes(data)
