"""Writes ../python.safetensors: a file by the safetensors package itself, for spec/train/safetensors.spec.ts.

Run: python3 -m venv venv && venv/bin/pip install "safetensors==0.8.0" "numpy==2.4.6" && venv/bin/python safetensors-file.py

With the path of a file it prints what the package reads in it instead: the check of our own writer by hand.
"""

import sys
from pathlib import Path

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file


def show(path):
    with safe_open(path, framework="numpy") as file:
        print(file.metadata())
        for name in file.keys():
            values = file.get_tensor(name)
            print(name, values.dtype, list(values.shape), values.ravel()[:4].tolist())


def write(path):
    tensors = {
        "encoder.0.kernel": np.array([[0.1, -2.5, 3e38], [1e-45, -0.0, np.inf]], np.float32),
        "count": np.array(7, np.int32),
        "labels": np.array([-2147483648, 2147483647, 0], np.int32),
        "key": np.array([0, 4294967295], np.uint32),
        "mask": np.array([True, False, True], np.bool_),
        "nothing": np.zeros((2, 0), np.float32),
    }
    save_file(tensors, path, metadata={"made by": "Python", "größe": "8 × 8"})


if len(sys.argv) > 1:
    show(sys.argv[1])
else:
    write(Path(__file__).resolve().parent.parent / "python.safetensors")
