"""Writes ../keras-layers.json: layers of Keras under `same` padding, which torch does not have with a stride.

Run: python3 -m venv venv && venv/bin/pip install "jax[cpu]==0.10.2" "keras==3.15.1" && venv/bin/python keras-layers.py

Everything is computed in float64 from numbers that float32 holds exactly; kernels and images stand as reparam has
them. Each case has the gradient of the sum of `out` times `weights`, to the data and to every parameter.
"""

import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import keras
import numpy as np
from keras import ops

random = np.random.RandomState(20260101)
CASES = []


def drawn(*shape):
    """Numbers of the normal law on a grid of 1/1024, which float32 holds exactly."""
    return np.round(random.standard_normal(shape) * 1024) / 1024


def listed(x):
    x = np.asarray(x)
    return {"shape": list(x.shape), "data": [float(f"{v:.10g}") for v in x.reshape(-1)]}


def case(name, lead, shape, params, forward):
    """A layer on data [*lead, *shape]; `forward` sees the leading axes as one."""
    x = drawn(*lead, *shape)

    def whole(x, *given):
        out = forward(x.reshape(-1, *shape), *given)
        return out.reshape(*lead, *out.shape[1:])

    given = [jnp.asarray(p) for p in params.values()]
    out, pull = jax.vjp(whole, jnp.asarray(x), *given)
    assert out.dtype == jnp.float64
    weights = drawn(*out.shape)
    entry = {
        "name": name,
        "x": listed(x),
        "params": {n: listed(p) for n, p in params.items()},
        "out": listed(out),
        "weights": listed(weights),
        "gradients": [listed(g) for g in pull(jnp.asarray(weights))],
    }
    CASES.append(entry)


def with_kernel(op, kernel, filters, **options):
    params = {"kernel": drawn(*kernel), "bias": drawn(filters)}
    return params, lambda x, k, b: op(x, k, padding="same", data_format="channels_last", **options) + b


def pooled(op, size, stride):
    return {}, lambda x: op(x, size, stride, padding="same", data_format="channels_last")


case("conv2d: same", [2], [4, 5, 2], *with_kernel(ops.conv, [3, 2, 2, 3], 3, strides=1))
case("conv2d: same, stride 2", [2, 2], [5, 4, 2], *with_kernel(ops.conv, [3, 3, 2, 3], 3, strides=2))
case("conv2d: same, stride [2, 3]", [], [6, 7, 1], *with_kernel(ops.conv, [4, 3, 1, 2], 2, strides=(2, 3)))
case("conv2d: same, dilation 2", [2], [5, 6, 2], *with_kernel(ops.conv, [3, 2, 2, 2], 2, strides=1, dilation_rate=2))
case("depthwiseConv2d: same, stride 2", [3], [5, 4, 3], *with_kernel(ops.depthwise_conv, [3, 3, 3, 2], 6, strides=2))
case("convTranspose2d: same", [2], [3, 4, 2], *with_kernel(ops.conv_transpose, [3, 2, 3, 2], 3, strides=1))
case("convTranspose2d: same, stride 2", [2, 2], [3, 2, 2], *with_kernel(ops.conv_transpose, [3, 3, 2, 2], 2, strides=2))
case(
    "convTranspose2d: same, kernel [2, 5], stride [3, 2]",
    [],
    [2, 3, 2],
    *with_kernel(ops.conv_transpose, [2, 5, 3, 2], 3, strides=(3, 2)),
)
case("maxPool2d: same, size 3, stride 2", [2], [5, 6, 2], *pooled(ops.max_pool, 3, 2))
case("avgPool2d: same, size [2, 3], stride 2", [2, 2], [5, 4, 2], *pooled(ops.average_pool, (2, 3), (2, 2)))

lines = ",\n".join(json.dumps(c) for c in CASES)
target = Path(__file__).resolve().parent.parent / "keras-layers.json"
target.write_text(f'{{"source": "Keras {keras.__version__}, jax {jax.__version__}, float64", "cases": [\n{lines}\n]}}\n')
print(f"{len(CASES)} cases")
