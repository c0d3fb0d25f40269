#!/usr/bin/env python3
"""Makes small Caffe models and computes their features by OpenCV's reader and network.

    python3 make_caffe_fixture.py CAFFE_PROTO   (needs protoc and the PyPI packages protobuf and opencv-python-headless 4;
                                                 CAFFE_PROTO is src/caffe/proto/caffe.proto of BVLC's Caffe)

Models are written through Caffe's own schema. OpenCV does not read doubles: that model's features are computed from the
same values in float32.
"""
import pathlib
import subprocess
import sys
import tempfile

import cv2
import numpy

import fixture_network as fixture

HERE = fixture.HERE
CORPUS = HERE.parent.parent / "fuzz" / "corpus" / "caffe"


def schema(caffe_proto):
    folder = tempfile.mkdtemp()
    path = pathlib.Path(caffe_proto).resolve()
    subprocess.run(["protoc", f"--python_out={folder}", f"--proto_path={path.parent}", path.name], check=True)
    sys.path.insert(0, folder)
    import caffe_pb2
    return caffe_pb2


def fill_blob(blob, array, old, doubles):
    if old:
        blob.num, blob.channels, blob.height, blob.width = (1,) * (4 - array.ndim) + array.shape
    else:
        blob.shape.dim.extend(array.shape)
    (blob.double_data if doubles else blob.data).extend(array.ravel().tolist())


def model(caffe, weights, old=False, doubles=False, values=True):
    """A model with its values, or without them the description that goes with it."""
    net = caffe.NetParameter(name="VGG_ILSVRC_19_layers")
    net.input.append("data")
    net.input_dim.extend([1, 3, fixture.SIZE, fixture.SIZE])
    kinds = caffe.V1LayerParameter

    def add(name, kind, old_kind, bottom, top):
        layer = (net.layers if old else net.layer).add(name=name, type=old_kind if old else kind)
        layer.bottom.append(bottom)
        layer.top.append(top)
        return layer

    last = "data"
    for name, filters, biases in weights:
        block, i = name.split("_")
        if i == "1" and block != "1":
            pool = f"pool{int(block) - 1}"
            parameters = add(pool, "Pooling", kinds.POOLING, last, pool).pooling_param
            parameters.kernel_size = parameters.stride = 2
            last = pool
        layer = add(f"conv{name}", "Convolution", kinds.CONVOLUTION, last, f"conv{name}")
        layer.convolution_param.num_output = len(filters)
        layer.convolution_param.pad.append(1)
        layer.convolution_param.kernel_size.append(3)
        if values:
            fill_blob(layer.blobs.add(), filters, old, doubles)
            fill_blob(layer.blobs.add(), biases, old, doubles)
        last = f"conv{name}"
        add(f"relu{name}", "ReLU", kinds.RELU, last, last)
    return net


def features(caffe, weights, old=False):
    from google.protobuf import text_format
    description = text_format.MessageToString(model(caffe, weights, old, values=False))
    net = cv2.dnn.readNetFromCaffe(*(numpy.frombuffer(part, numpy.uint8) for part in (
        description.encode(), model(caffe, weights, old).SerializeToString())))
    net.setInput(fixture.caffe_input())
    return net.forward()[0]


def main():
    caffe = schema(sys.argv[1])
    result = {}

    def add(name, layer, weights, old=False, doubles=False):
        (HERE / name).write_bytes(model(caffe, weights, old, doubles).SerializeToString())
        result[name] = (layer, features(caffe, weights, old))

    add("vgg19-old.caffemodel", "relu5_4", fixture.weights("vgg19", 21, scale=128), old=True)
    add("vgg16.caffemodel", "relu5_3", fixture.weights("vgg16", 22, scale=128))
    add("vgg19-cut-f64.caffemodel", "relu3_4", fixture.weights("vgg19", 23, scale=128, blocks=3), doubles=True)
    fixture.write_features("caffe", result)

    CORPUS.mkdir(parents=True, exist_ok=True)
    small = fixture.weights("vgg19", 24, blocks=1)
    for name, old, doubles in (("old", True, False), ("new", False, False), ("new-f64", False, True)):
        (CORPUS / f"{name}.caffemodel").write_bytes(model(caffe, small, old, doubles).SerializeToString())


if __name__ == "__main__":
    main()
