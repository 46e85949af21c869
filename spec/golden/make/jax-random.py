"""Writes ../jax-random.json: what jax.random draws, for the specs of src/tensor/threefry.ts.

Run: python3 -m venv venv && venv/bin/pip install "jax[cpu]==0.10.2" scipy && venv/bin/python jax-random.py

Keys are made under jax_enable_x64, where a seed keeps its upper 32 bits (without it jax truncates the
seed to 32 bits first). Everything is drawn in the partitionable layout, the default since jax 0.5.
Bits, keys and uniforms are to be met exactly. For the others two columns are kept: what jax returns in
float32, and the same formula on the same bits in float64 (scipy), rounded once to float32.
"""

import json
from pathlib import Path

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import numpy as np
import scipy
from scipy.special import erfinv

assert jax.config.jax_threefry_partitionable

SEEDS = [0, 1, 42, 2**32 + 5]
SHAPES = [[1], [5], [2, 3], [17], [4, 1, 8]]
FOLDS = [0, 1, 2, 77, 2**31, 2**32 - 1]


def words(key):
    return [int(word) for word in jax.random.key_data(key).ravel()]


def floats(array):
    return [float(value) for value in np.asarray(array, np.float32).ravel()]


def in_float64(name, key, shape):
    """The formula of jax.random's sampler on the float32 uniforms it starts from, in float64."""
    bits = np.asarray(jax.random.bits(key, shape, jnp.uint32))
    f = (bits >> 9).astype(np.float64) * 2.0**-23
    u = 2 * f - 1 + 2.0**-24
    if name == "normal":
        return np.sqrt(2) * erfinv(u)
    if name == "laplace":
        return np.sign(u) * np.log1p(-np.abs(u))
    return -np.log(-np.log(np.maximum(f, float(np.finfo(np.float32).tiny))))


def draws(seed):
    key = jax.random.key(seed)
    for shape in SHAPES:
        row = {"seed": seed, "shape": shape}
        row["bits"] = [int(b) for b in np.asarray(jax.random.bits(key, shape, jnp.uint32)).ravel()]
        row["uniform"] = floats(jax.random.uniform(key, shape, jnp.float32))
        for name in ["normal", "laplace", "gumbel"]:
            row[name] = floats(getattr(jax.random, name)(key, shape, dtype=jnp.float32))
            row[name + "InFloat64"] = floats(in_float64(name, key, shape))
        yield row


def key_row(seed):
    key = jax.random.key(seed)
    return {
        "seed": seed,
        "words": words(key),
        "split": [words(part) for part in jax.random.split(key, 5)],
        "fold": [{"data": data, "words": words(jax.random.fold_in(key, data))} for data in FOLDS],
    }


document = {
    "source": f"jax {jax.__version__}, jax_threefry_partitionable, x64 keys; scipy {scipy.__version__}",
    "keys": [key_row(seed) for seed in SEEDS],
    "draws": [row for seed in SEEDS for row in draws(seed)],
}

text = json.dumps(document, separators=(",", ":")).replace('{"seed"', '\n{"seed"') + "\n"
(Path(__file__).parent.parent / "jax-random.json").write_text(text)
