"""What is computed: how each network is read, its taps, its runs of the optimisers, and the objectives for both."""

STYLE_LAYERS = [["relu1_1", 1], ["relu2_1", 1], ["relu3_1", 1], ["relu4_1", 1], ["relu5_1", 1]]

NETWORKS = {
    "vgg19": {
        "pooling": "max",
        "preprocessing": "torchvision",
        "taps": ["input", "conv1_1", "relu1_2", "relu2_1", "conv3_1", "relu3_4", "relu4_2", "relu5_1", "conv5_4"],
        "runs": [
            {"optimizer": "adam", "objective": "by gradient"},
            {"optimizer": "lbfgs", "objective": "without rectifiers"},
        ],
    },
    "vgg16": {
        "pooling": "avg",
        "preprocessing": "caffe",
        "taps": ["input", "relu1_1", "conv2_2", "relu3_1", "relu3_3", "conv4_2", "relu4_3", "relu5_1", "relu5_3"],
        "runs": [
            {"optimizer": "lbfgs", "objective": "literal"},
            {"optimizer": "adam", "objective": "Gram matrices by gradient"},
        ],
    },
}

OBJECTIVES = [
    {
        "name": "literal",
        "normalization": "none",
        "style_loss": "gram",
        "content_layers": [["relu4_2", 1]],
        "style_layers": STYLE_LAYERS,
    },
    {
        "name": "by size",
        "normalization": "size",
        "style_loss": "gram",
        "content_layers": [["relu3_1", 3], ["conv4_2", 1]],
        "style_layers": [["relu1_1", 1], ["relu2_1", 4], ["conv3_1", 1], ["relu5_1", 10]],
    },
    {
        "name": "by gradient",
        "normalization": "gradient",
        "style_loss": "covariance",
        "content_layers": [["relu3_1", 1]],
        "style_layers": [["input", 1]] + STYLE_LAYERS,
    },
    {
        "name": "covariances by size",
        "normalization": "size",
        "style_loss": "covariance",
        "content_layers": [["relu4_2", 1]],
        "style_layers": STYLE_LAYERS,
    },
    {
        "name": "Wasserstein by gradient",
        "normalization": "gradient",
        "style_loss": "wasserstein",
        "content_layers": [["relu3_1", 1]],
        "style_layers": STYLE_LAYERS,
    },
    {
        "name": "Gram matrices by gradient",
        "normalization": "gradient",
        "style_loss": "gram",
        "content_layers": [["relu4_2", 1], ["relu3_2", 2]],
        "style_layers": STYLE_LAYERS,
    },
    {
        # The style on the left, softly, and the content's own as another style on the rest.
        "name": "Gram matrices in places",
        "places": True,
        "normalization": "size",
        "style_loss": "gram",
        "content_layers": [["relu3_1", 1]],
        "style_layers": STYLE_LAYERS,
    },
    {
        "name": "Wasserstein in places",
        "places": True,
        "normalization": "gradient",
        "style_loss": "wasserstein",
        "content_layers": [["relu3_1", 1]],
        "style_layers": STYLE_LAYERS,
    },
    {
        # A polynomial of the pixels: runs on it stay together.
        "name": "without rectifiers",
        "normalization": "size",
        "style_loss": "gram",
        "content_layers": [["conv1_1", 1]],
        "style_layers": [["input", 1], ["conv1_1", 1]],
    },
]
