#!/usr/bin/env python3
"""Makes small Keras files and computes their features by Keras.

    python3 make_keras_fixture.py      (needs the PyPI packages tensorflow-cpu, keras 3, tf_keras 2, h5py)

Keras 1 runs no more. Its file is written by h5py with the groups, attributes and names of the published
vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5, and read by Keras 2, which still knows that form.
"""
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import h5py
import keras as keras3
import numpy
import tf_keras as keras2

import fixture_network as fixture

HERE = fixture.HERE
CORPUS = HERE.parent.parent / "fuzz" / "corpus" / "keras"


def model(keras, network, weights, name_layers=True, blocks=5):
    x = inputs = keras.Input((fixture.SIZE, fixture.SIZE, 3))
    for (block, i, channels), (_, filters, biases) in zip(fixture.layers(network, blocks), weights):
        if i == 1 and block > 1:
            x = keras.layers.MaxPooling2D(2)(x)
        name = {"name": f"block{block}_conv{i}"} if name_layers else {}
        x = keras.layers.Conv2D(channels, 3, padding="same", activation="relu", **name)(x)
    result = keras.Model(inputs, x, name=network)
    result.set_weights([array for _, filters, biases in weights for array in (filters.transpose(2, 3, 1, 0), biases)])
    return result


def features(net):
    """Of the last layer, channels first."""
    return net.predict(fixture.caffe_input().transpose(0, 2, 3, 1), verbose=0)[0].transpose(2, 0, 1)


def write_keras1(path, weights):
    with h5py.File(path, "w") as file:
        file.attrs["layer_names"] = numpy.array([f"block{name[0]}_conv{name[2]}".encode() for name, _, _ in weights])
        file.attrs["backend"] = b"tensorflow"
        for name, filters, biases in weights:
            layer = f"block{name[0]}_conv{name[2]}"
            group = file.create_group(layer)
            group.attrs["weight_names"] = numpy.array([f"{layer}_W_1:0".encode(), f"{layer}_b_1:0".encode()])
            group.create_dataset(f"{layer}_W_1:0", data=filters.transpose(2, 3, 1, 0))
            group.create_dataset(f"{layer}_b_1:0", data=biases)


def repack(source, target):
    """As h5repack does: halves, in chunks, shuffled and zipped."""
    with h5py.File(source) as old, h5py.File(target, "w") as new:
        def copy(name, item):
            if isinstance(item, h5py.Dataset):
                new.create_dataset(name, data=item[()].astype(numpy.float16), chunks=item.shape, compression="gzip",
                                   shuffle=True, fletcher32=True)
        old.visititems(copy)


def main():
    result = {}
    weights = fixture.weights("vgg19", 1, scale=128)
    write_keras1(HERE / "vgg19-keras1.h5", weights)
    net = model(keras2, "vgg19", fixture.weights("vgg19", 99))
    net.load_weights(HERE / "vgg19-keras1.h5")
    result["vgg19-keras1.h5"] = ("relu5_4", features(net))

    weights = fixture.weights("vgg16", 2, scale=128)
    net = model(keras2, "vgg16", weights)
    net.save_weights(HERE / "vgg16-keras2.h5")
    result["vgg16-keras2.h5"] = ("relu5_3", features(net))

    weights = fixture.weights("vgg19", 3, scale=128, blocks=3)
    net = model(keras2, "vgg19", weights, blocks=3)
    net.compile("adam", "mse")
    net.train_on_batch(fixture.caffe_input().transpose(0, 2, 3, 1), net(fixture.caffe_input().transpose(0, 2, 3, 1)))
    net.save(HERE / "vgg19-cut-keras2-model.h5")
    result["vgg19-cut-keras2-model.h5"] = ("relu3_4", features(net))

    # 16 layers, of which the number of the tenth sorts before that of the second.
    net = model(keras3, "vgg16", fixture.weights("vgg16", 4, scale=128), name_layers=False)
    net.save_weights(HERE / "vgg16-keras3.weights.h5")
    result["vgg16-keras3.weights.h5"] = ("relu5_3", features(net))
    net = model(keras3, "vgg19", fixture.weights("vgg19", 5, scale=128))
    net.save(HERE / "vgg19-keras3.keras")
    result["vgg19-keras3.keras"] = ("relu5_4", features(net))
    net = model(keras3, "vgg19", fixture.weights("vgg19", 6, scale=128, blocks=3), blocks=3)
    net.save(HERE / "vgg19-cut-keras3-model.h5")
    result["vgg19-cut-keras3-model.h5"] = ("relu3_4", features(net))

    weights = [(name, filters.astype(numpy.float16).astype(numpy.float32), biases.astype(numpy.float16).astype(numpy.float32))
               for name, filters, biases in fixture.weights("vgg19", 8, scale=128, blocks=3)]
    net = model(keras2, "vgg19", weights, blocks=3)
    net.save_weights(HERE / "whole.h5")
    repack(HERE / "whole.h5", HERE / "vgg19-cut-keras2-f16-packed.h5")
    (HERE / "whole.h5").unlink()
    result["vgg19-cut-keras2-f16-packed.h5"] = ("relu3_4", features(net))
    fixture.write_features("keras", result)

    CORPUS.mkdir(parents=True, exist_ok=True)
    weights = fixture.weights("vgg19", 9, blocks=1)
    write_keras1(CORPUS / "keras1.h5", weights)
    net = model(keras2, "vgg19", weights, blocks=1)
    net.save_weights(CORPUS / "keras2.h5")
    repack(CORPUS / "keras2.h5", CORPUS / "keras2-packed.h5")
    net = model(keras3, "vgg19", weights, blocks=1)
    net.save_weights(CORPUS / "keras3.weights.h5")
    net.save(CORPUS / "keras3.keras")


if __name__ == "__main__":
    main()
