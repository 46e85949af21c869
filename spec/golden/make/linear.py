"""
Writes ../linear.json: Cholesky factors, log-determinants and triangular systems of batches of two matrices.

    pip install numpy scipy && python spec/golden/make/linear.py
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.linalg import cholesky, solve_triangular

BATCH = 2
COLUMNS = 3


def single(x):
    return np.asarray(np.float32(x), dtype=np.float64)


def case(n, rng):
    roots = rng.normal(size=(BATCH, n, n))
    matrix = single(roots @ roots.transpose(0, 2, 1) + 0.5 * n * np.eye(n))
    triangle = single(np.tril(rng.normal(size=(BATCH, n, n)), -1) + np.stack([np.diag(d) for d in rng.uniform(1, 3, (BATCH, n))]))
    right = single(rng.normal(size=(BATCH, n, COLUMNS)))

    def solved(**options):
        return [solve_triangular(t, b, **options).ravel().tolist() for t, b in zip(triangle, right)]

    upper = triangle.transpose(0, 2, 1)
    return {
        "size": n,
        "matrix": matrix.ravel().tolist(),
        "factor": np.stack([cholesky(m, lower=True) for m in matrix]).ravel().tolist(),
        "logDet": [np.linalg.slogdet(m)[1] for m in matrix],
        "triangle": triangle.ravel().tolist(),
        "right": right.ravel().tolist(),
        "lower": sum(solved(lower=True), []),
        "turned": sum(solved(lower=True, trans="T"), []),
        "upper": sum([solve_triangular(u, b).ravel().tolist() for u, b in zip(upper, right)], []),
    }


rng = np.random.default_rng(20)
rows = [case(n, rng) for n in (1, 2, 5, 9)]


def rounded(row):
    return {k: [float(f"{v:.9g}") for v in x] if isinstance(x, list) else x for k, x in row.items()}


text = ",\n".join(json.dumps(rounded(row)) for row in rows)
source = json.dumps(f"scipy {scipy.__version__}, float64")
Path(__file__).parent.parent.joinpath("linear.json").write_text(f'{{"source": {source},\n"cases": [\n{text}\n]}}\n')
