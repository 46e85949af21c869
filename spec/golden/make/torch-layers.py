"""Writes ../torch-layers.json: layers of torch with their gradients, for the specs of src/layer.

Run where `import torch` works, with torch 1.13 or later: python3 torch-layers.py

Everything is computed in float64 from numbers that float32 holds exactly. Images are [height, width, channels] in the
file and [channels, height, width] in torch; kernels stand as reparam has them. Each case has the gradient of the sum of
`out` times `weights`, to the data and to every parameter; in the training of batch normalisation also the next running
statistics.
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as nn

torch.set_default_dtype(torch.float64)
torch.manual_seed(20260101)

CASES = []


def drawn(*shape):
    """Numbers of the normal law on a grid of 1/1024, which float32 holds exactly."""
    return (torch.randn(*shape) * 1024).round() / 1024


def listed(x):
    return {"shape": list(x.shape), "data": [float(f"{v:.10g}") for v in x.detach().reshape(-1).tolist()]}


def first(x):
    """Channels first."""
    return x.permute(0, 3, 1, 2)


def last(x):
    """Channels last."""
    return x.permute(0, 2, 3, 1)


def case(name, lead, shape, params, forward, state=None, joined=False):
    """A layer on data [*lead, *shape]; `forward` sees the leading axes as one, unless `joined`."""
    x = drawn(*lead, *shape).requires_grad_()
    given = {n: p.requires_grad_() for n, p in params.items()}
    folded = x if joined else x.reshape(-1, *shape)
    out = forward(folded, given)
    out, following = out if isinstance(out, tuple) else (out, None)
    if not joined:
        out = out.reshape(*lead, *out.shape[1:])
    weights = drawn(*out.shape)
    gradients = torch.autograd.grad((out * weights).sum(), [x, *given.values()])
    entry = {
        "name": name,
        "x": listed(x),
        "params": {n: listed(p) for n, p in given.items()},
        "out": listed(out),
        "weights": listed(weights),
        "gradients": [listed(g) for g in gradients],
    }
    if state is not None:
        entry["state"] = {n: listed(s) for n, s in state.items()}
    if following is not None:
        entry["next"] = {n: listed(s) for n, s in following.items()}
    CASES.append(entry)


def conv(filters, kernel, channels, groups=1, pad=(0, 0, 0, 0), **options):
    """A convolution whose kernel stands as [height, width, channels / groups, filters]; pad: left, right, top, bottom."""
    params = {"kernel": drawn(*kernel, channels // groups, filters), "bias": drawn(filters)}

    def forward(x, p):
        weight = p["kernel"].permute(3, 2, 0, 1)
        return last(nn.conv2d(nn.pad(first(x), pad), weight, p["bias"], groups=groups, **options))

    return params, forward


def depthwise(kernel, channels, multiplier, **options):
    """Channel c gives the channels from c·multiplier on; the kernel stands as [height, width, channels, multiplier]."""
    params = {"kernel": drawn(*kernel, channels, multiplier), "bias": drawn(channels * multiplier)}

    def forward(x, p):
        weight = p["kernel"].permute(2, 3, 0, 1).reshape(channels * multiplier, 1, *kernel)
        return last(nn.conv2d(first(x), weight, p["bias"], groups=channels, **options))

    return params, forward


def transposed(filters, kernel, channels, **options):
    """The kernel stands as [height, width, filters, channels]."""
    params = {"kernel": drawn(*kernel, filters, channels), "bias": drawn(filters)}

    def forward(x, p):
        weight = p["kernel"].permute(3, 2, 0, 1)
        return last(nn.conv_transpose2d(first(x), weight, p["bias"], **options))

    return params, forward


def plain(f):
    return {}, lambda x, p: last(f(first(x)))


# ---------------------------------------------------------------- convolutions

case("conv2d: valid", [2], [5, 6, 2], *conv(3, [3, 2], 2))
case("conv2d: padding 1, stride 2", [2, 3], [5, 6, 2], *conv(4, [3, 3], 2, padding=1, stride=2))
case(
    "conv2d: padding [[1, 2], [0, 1]], stride [1, 2], dilation 2",
    [],
    [6, 7, 3],
    *conv(2, [2, 3], 3, pad=(0, 1, 1, 2), stride=(1, 2), dilation=2),
)
case("conv2d: kernel 1", [3], [2, 3, 4], *conv(2, [1, 1], 4))
case("depthwiseConv2d: valid", [2, 2], [4, 5, 3], *depthwise([3, 2], 3, 1))
case("depthwiseConv2d: two filters each, padding 1, stride 2", [2], [5, 4, 2], *depthwise([3, 3], 2, 2, padding=1, stride=2))
case("convTranspose2d: valid, stride 2", [], [3, 4, 2], *transposed(3, [2, 3], 2, stride=2))
case(
    "convTranspose2d: padding 1, stride 2, output padding 1",
    [2],
    [3, 4, 2],
    *transposed(3, [3, 3], 2, stride=2, padding=1, output_padding=1),
)
case(
    "convTranspose2d: padding [1, 2], stride [2, 3], dilation 2, output padding [1, 2]",
    [2, 2],
    [3, 2, 2],
    *transposed(2, [2, 3], 2, stride=(2, 3), padding=(1, 2), output_padding=(1, 2), dilation=2),
)

# ---------------------------------------------------------------- pools

case("maxPool2d: size 2", [2, 2], [5, 4, 2], *plain(lambda x: nn.max_pool2d(x, 2)))
case("maxPool2d: size 3, stride 2, padding 1", [2], [5, 6, 2], *plain(lambda x: nn.max_pool2d(x, 3, 2, 1)))
case("avgPool2d: size [2, 3], stride [2, 1]", [2], [5, 6, 2], *plain(lambda x: nn.avg_pool2d(x, (2, 3), (2, 1))))
case(
    "avgPool2d: size 3, stride 2, padding 1",
    [2, 2],
    [5, 4, 2],
    *plain(lambda x: nn.avg_pool2d(x, 3, 2, 1, count_include_pad=False)),
)
case("globalAvgPool2d", [2, 2], [3, 4, 2], {}, lambda x, p: x.mean((1, 2)))
case("globalMaxPool2d", [3], [3, 4, 2], {}, lambda x, p: nn.adaptive_max_pool2d(first(x), 1).flatten(1))
case("upsample2d: factor [2, 3]", [2], [2, 3, 2], *plain(lambda x: nn.interpolate(x, scale_factor=(2, 3), mode="nearest")))

# ---------------------------------------------------------------- normalisations


def affine(channels):
    return {"scale": drawn(channels), "shift": drawn(channels)}


def batch_norm(name, lead, shape, keep, epsilon):
    """Training, with the next statistics, and evaluation, each on all leading axes at once."""
    channels = shape[-1]
    for training in [True, False]:
        state = {"mean": drawn(channels), "variance": drawn(channels).abs() + 0.5}
        mean, variance = state["mean"].clone(), state["variance"].clone()

        def forward(x, p):
            flat = x.reshape(-1, channels)
            y = nn.batch_norm(flat, mean, variance, p["scale"], p["shift"], training, 1 - keep, epsilon)
            y = y.reshape(x.shape)
            return (y, {"mean": mean, "variance": variance}) if training else y

        words = "training" if training else "evaluation"
        case(f"batchNorm: {name}, {words}", lead, shape, affine(channels), forward, state, joined=True)


batch_norm("features", [6], [3], 0.9, 1e-5)
batch_norm("samples of features", [2, 3], [4], 0.9, 1e-5)
batch_norm("images, keeping .75, epsilon 1e-3", [3], [2, 3, 2], 0.75, 1e-3)
batch_norm("one image", [], [3, 3, 2], 0.9, 1e-5)

case("layerNorm: features", [4], [5], affine(5), lambda x, p: nn.layer_norm(x, [5], p["scale"], p["shift"], 1e-5))
case(
    "layerNorm: images, epsilon 1e-3",
    [2, 2],
    [2, 3, 4],
    affine(4),
    lambda x, p: nn.layer_norm(x, [4], p["scale"], p["shift"], 1e-3),
)
case(
    "groupNorm: 2 groups of images",
    [2, 2],
    [3, 2, 6],
    affine(6),
    lambda x, p: last(nn.group_norm(first(x), 2, p["scale"], p["shift"], 1e-5)),
)
case(
    "groupNorm: 3 groups of features, epsilon 1e-3",
    [3],
    [6],
    affine(6),
    lambda x, p: nn.group_norm(x, 3, p["scale"], p["shift"], 1e-3),
)

# ---------------------------------------------------------------- series


def series(filters, kernel, channels, pad=(0, 0), **options):
    """A convolution of [length, channels]; its kernel stands as [length, channels, filters]."""
    params = {"kernel": drawn(kernel, channels, filters), "bias": drawn(filters)}

    def forward(x, p):
        weight = p["kernel"].permute(2, 1, 0)
        return nn.conv1d(nn.pad(x.permute(0, 2, 1), pad), weight, p["bias"], **options).permute(0, 2, 1)

    return params, forward


case("conv1d: valid", [2], [6, 3], *series(2, 3, 3))
case("conv1d: padding 1, stride 2", [2, 2], [7, 2], *series(3, 3, 2, pad=(1, 1), stride=2))
case("conv1d: padding [4, 0], dilation 2", [], [7, 2], *series(3, 3, 2, pad=(4, 0), dilation=2))

lines = ",\n".join(json.dumps(c) for c in CASES)
target = Path(__file__).resolve().parent.parent / "torch-layers.json"
target.write_text(f'{{"source": "torch {torch.__version__}, float64", "cases": [\n{lines}\n]}}\n')
print(f"{len(CASES)} cases")
