#!/usr/bin/env python3
"""Makes PyTorch files whose values are NumPy's arrays, of the slices in vgg16-slices.pth.

    /usr/bin/python3 make_numpy_pth_fixture.py        (needs torch and numpy; written by Debian's 1.13.1 and 1.24.2)

Some are in Fortran's order, some double; whole numbers and an empty array lie beside them.
"""
import numpy
import torch

import fixture_network as fixture

HERE = fixture.HERE
CORPUS = HERE.parent.parent / "fuzz" / "corpus" / "pytorch"


def arrays(state):
    values = {name: value.numpy() for name, value in state.items()}
    for i, name in enumerate(values):
        if i % 3 == 1:
            values[name] = numpy.asfortranarray(values[name])
        if i % 4 == 2:
            values[name] = values[name].astype(numpy.float64)
    return {"epoch": numpy.arange(4), "nothing": numpy.zeros((0, 3), numpy.float32), "names": numpy.array(["a", {}], object),
            **values}


def main():
    state = torch.load(HERE / "vgg16-slices.pth")
    torch.save(arrays(state), HERE / "vgg16-numpy.pth")
    torch.save(arrays(state), HERE / "vgg16-numpy-protocol5.pth", pickle_protocol=5)
    tiny = {"0.weight": torch.rand(1, 3, 3, 3), "0.bias": torch.rand(1)}
    for protocol in 2, 4, 5:
        torch.save({name: value.numpy() for name, value in tiny.items()}, CORPUS / f"numpy-{protocol}.pth",
                   pickle_protocol=protocol, _use_new_zipfile_serialization=protocol == 4)


if __name__ == "__main__":
    main()
