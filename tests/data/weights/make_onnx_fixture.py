#!/usr/bin/env python3
"""Makes small ONNX models as several exporters name and store their tensors, and computes features by ONNX Runtime.

    python3 make_onnx_fixture.py TORCH_PYTHON   (needs the PyPI packages onnx and onnxruntime;
                                                 TORCH_PYTHON is a Python with torch, which exports one of them)

MXNet and Caffe2 run no more: their models are put together by the onnx package with the names that they gave.
ONNX Runtime rounds between the layers of a model of halves and convolves neither bfloat16 nor double: the features of
those are computed from the same values in float32.
"""
import subprocess
import sys

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import quantize_dynamic

import fixture_network as fixture

HERE = fixture.HERE
CORPUS = HERE.parent.parent / "fuzz" / "corpus" / "onnx"


def gluon_names(index, name):
    return f"vgg0_conv{index}_weight", f"vgg0_conv{index}_bias"


def caffe2_names(index, name):
    return f"conv{name}_w_0", f"conv{name}_b_0"


def no_names(index, name):
    return str(2 * index + 7), str(2 * index + 8)


def raw(name, data_type, array):
    return numpy_helper.from_array(array, name)


def in_fields(name, data_type, array):
    """Not as raw bytes: in float_data, int32_data or double_data."""
    return helper.make_tensor(name, data_type, array.shape, array.flatten())


def model(weights, names, data_type=TensorProto.FLOAT, store=raw, input_name="data", size=fixture.SIZE):
    kind = helper.tensor_dtype_to_np_dtype(data_type)
    nodes, initializers, last = [], [], input_name
    for index, (name, filters, biases) in enumerate(weights):
        if name.endswith("_1") and index:
            nodes.append(helper.make_node("MaxPool", [last], [f"pool{index}"], kernel_shape=[2, 2], strides=[2, 2]))
            last = f"pool{index}"
        weight, bias = names(index, name)
        nodes.append(helper.make_node("Conv", [last, weight, bias], [f"c{index}"], kernel_shape=[3, 3], pads=[1, 1, 1, 1]))
        nodes.append(helper.make_node("Relu", [f"c{index}"], [f"r{index}"]))
        last = f"r{index}"
        initializers += [store(weight, data_type, filters.astype(kind)), store(bias, data_type, biases.astype(kind))]
    shape = [1, 3, size, size]
    graph = helper.make_graph(nodes, "vgg", [helper.make_tensor_value_info(input_name, data_type, shape)],
                              [helper.make_tensor_value_info(last, data_type, list("nchw"))], initializers)
    result = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(result)
    return result


def rounded(weights, kind):
    return [(name, filters.astype(kind).astype(numpy.float32), biases.astype(kind).astype(numpy.float32))
            for name, filters, biases in weights]


def features(net, picture):
    session = onnxruntime.InferenceSession(net.SerializeToString())
    return session.run(None, {session.get_inputs()[0].name: picture})[0][0]


def export_by_torch(python, weights, path):
    numpy.savez(HERE / "weights.npz", *[array for _, filters, biases in weights for array in (filters, biases)])
    subprocess.run([python, "-c", """
import sys, numpy, torch
arrays = list(numpy.load(sys.argv[1]).values())
layers = []
for i, count in enumerate([2, 2, 4, 4, 4]):
    for _ in range(count):
        filters, biases = torch.from_numpy(arrays.pop(0)), torch.from_numpy(arrays.pop(0))
        layers += [torch.nn.Conv2d(filters.shape[1], filters.shape[0], 3, padding=1), torch.nn.ReLU(inplace=True)]
        layers[-2].weight.data, layers[-2].bias.data = filters, biases
    layers.append(torch.nn.MaxPool2d(2))
net = torch.nn.Module()
net.features = torch.nn.Sequential(*layers[:-1])
net.forward = net.features.forward
torch.onnx.export(net, torch.zeros(1, 3, 32, 32), sys.argv[2])
""", HERE / "weights.npz", path], check=True)
    (HERE / "weights.npz").unlink()


def main():
    result = {}
    torch_picture, caffe_picture = fixture.torchvision_input(), fixture.caffe_input()

    path = HERE / "vgg19-torch.onnx"
    export_by_torch(sys.argv[1], fixture.weights("vgg19", 11), path)
    result[path.name] = ("relu5_4", features(onnx.load(path), torch_picture))

    def add(name, layer, net, picture, computed=None):
        onnx.save(net, HERE / name)
        result[name] = (layer, features(computed or net, picture))

    add("vgg16-gluon.onnx", "relu5_3",
        model(fixture.weights("vgg16", 12), gluon_names, store=in_fields), torch_picture)
    halves = rounded(fixture.weights("vgg19", 13, scale=128, blocks=3), numpy.float16)
    add("vgg19-cut-caffe2-f16.onnx", "relu3_4",
        model(halves, caffe2_names, TensorProto.FLOAT16, input_name="data_0"), caffe_picture,
        model(halves, caffe2_names, input_name="data_0"))
    add("vgg19-cut-caffe2-f16-fields.onnx", "relu3_4",
        model(halves, caffe2_names, TensorProto.FLOAT16, in_fields, "data_0"), caffe_picture,
        model(halves, caffe2_names, input_name="data_0"))
    short = rounded(fixture.weights("vgg16", 14, blocks=3), helper.tensor_dtype_to_np_dtype(TensorProto.BFLOAT16))
    add("vgg16-cut-unnamed-bf16.onnx", "relu3_3", model(short, no_names, TensorProto.BFLOAT16, input_name="x"),
        torch_picture, model(short, no_names, input_name="x"))
    exact = fixture.weights("vgg16", 15, blocks=3)
    for store, name in ((raw, "vgg16-cut-unnamed-f64.onnx"), (in_fields, "vgg16-cut-unnamed-f64-fields.onnx")):
        add(name, "relu3_3", model(exact, no_names, TensorProto.DOUBLE, store, "x"), torch_picture,
            model(exact, no_names, input_name="x"))
    fixture.write_features("onnx", result)

    CORPUS.mkdir(parents=True, exist_ok=True)
    small = fixture.weights("vgg19", 17, blocks=1)
    onnx.save(model(small, gluon_names), CORPUS / "gluon-f32.onnx")
    onnx.save(model(small, caffe2_names, TensorProto.FLOAT16, in_fields, "data_0"), CORPUS / "caffe2-f16-fields.onnx")
    onnx.save(model(small, no_names, TensorProto.DOUBLE, in_fields), CORPUS / "unnamed-f64-fields.onnx")

    # To be refused.
    whole = model(fixture.weights("vgg19", 16, blocks=1), gluon_names)
    onnx.save(whole, HERE / "whole.onnx")
    quantize_dynamic(HERE / "whole.onnx", HERE / "quantised.onnx")
    (HERE / "whole.onnx").unlink()
    onnx.save(whole, HERE / "values-elsewhere.onnx", save_as_external_data=True, size_threshold=0,
              location="values-elsewhere.data")
    (HERE / "values-elsewhere.data").unlink()


if __name__ == "__main__":
    main()
