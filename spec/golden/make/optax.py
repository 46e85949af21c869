"""Writes ../optax.json: twenty steps of optax's optimizers, for the specs of src/optimizer.

Run: python3 -m venv venv && venv/bin/pip install "jax[cpu]==0.10.2" "optax==0.2.8" && venv/bin/python optax.py

Everything is computed in float64 under jax_enable_x64, so that the numbers are those of the formulas and a
float32 run is held to its own rounding only. Beside them stands how far optax itself is off in float32.
"""

import json
import sys
from pathlib import Path

# this file has the name of the package it imports
sys.path = [p for p in sys.path if Path(p or ".").resolve() != Path(__file__).resolve().parent]

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import numpy as np
import optax

STEPS = 20

CURVATURE = [0.1, 1.0, 4.0, 0.5]
CENTRE = [1.0, -2.0, 0.25, 3.0]
INPUTS = [[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0], [1.0, 1.0]]
TARGETS = [[1.0, 0.0, -1.0], [0.5, 2.0, 0.25], [-2.0, 1.0, 0.5], [0.0, -0.5, 1.5]]

PROBLEMS = {
    "quadratic": {
        "start": {"x": [0.5, 1.0, -1.5, 2.0]},
        "loss": lambda p, c: 0.5 * jnp.sum(c(CURVATURE) * (p["x"] - c(CENTRE)) ** 2),
    },
    "regression": {
        "start": {"kernel": [[0.1, -0.2, 0.3], [0.5, 0.4, -0.6]], "bias": [0.0, 0.25, -0.5]},
        "loss": lambda p, c: 0.5 * jnp.sum((c(INPUTS) @ p["kernel"] + p["bias"] - c(TARGETS)) ** 2),
    },
}

exponential = optax.exponential_decay(0.1, transition_steps=5, decay_rate=0.5)
stepwise = optax.exponential_decay(0.1, transition_steps=7, decay_rate=0.1, staircase=True)

OPTIMIZERS = {
    "sgd": optax.sgd(0.1),
    "sgd, exponential": optax.sgd(exponential),
    "sgd, stepwise": optax.sgd(stepwise),
    "momentum": optax.sgd(0.05, momentum=0.9),
    "adam": optax.adam(0.1),
    "adam, other averages": optax.adam(0.05, b1=0.8, b2=0.95, eps=1e-3),
    "adam, exponential": optax.adam(exponential),
    "adamw": optax.adamw(0.1, weight_decay=0.01),
    "adamw, stepwise": optax.adamw(stepwise, weight_decay=0.1),
    "clip, sgd": optax.chain(optax.clip_by_global_norm(1.0), optax.sgd(0.1)),
    "clip, adamw": optax.chain(optax.clip_by_global_norm(0.5), optax.adamw(0.1, weight_decay=0.01)),
}


def trajectory(optimizer, problem, dtype):
    constant = lambda values: jnp.asarray(values, dtype)
    params = jax.tree.map(constant, problem["start"], is_leaf=lambda leaf: isinstance(leaf, list))
    slope = jax.grad(lambda p: problem["loss"](p, constant))
    state = optimizer.init(params)
    path = []
    for _ in range(STEPS):
        updates, state = optimizer.update(slope(params), state, params)
        params = optax.apply_updates(params, updates)
        path.append({name: np.asarray(params[name], np.float64).ravel().tolist() for name in problem["start"]})
    return path


def distance(a, b):
    return max(abs(x - y) for p, q in zip(a, b) for n in p for x, y in zip(p[n], q[n]))


def main():
    out = {
        "source": f"optax {optax.__version__}, jax {jax.__version__}, float64",
        "curvature": CURVATURE,
        "centre": CENTRE,
        "inputs": INPUTS,
        "targets": TARGETS,
        "starts": {name: p["start"] for name, p in PROBLEMS.items()},
        "trajectories": [],
    }
    for name, optimizer in OPTIMIZERS.items():
        for problem, parts in PROBLEMS.items():
            exact = trajectory(optimizer, parts, jnp.float64)
            single = trajectory(optimizer, parts, jnp.float32)
            out["trajectories"].append(
                {"optimizer": name, "problem": problem, "params": exact, "float32": distance(exact, single)}
            )
    text = json.dumps(out)
    (Path(__file__).resolve().parent.parent / "optax.json").write_text(text + "\n")


main()
