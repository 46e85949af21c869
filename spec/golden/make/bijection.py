"""Writes ../bijection.json: flows with random parameters, in float64, from the formulas of their papers.

Run: python3 -m venv venv && venv/bin/pip install "numpy==2.2.6" && venv/bin/python bijection.py

Every parameter and every point is a float32 number. A value is by plain loops over the elements; a log-determinant is
that of the whole Jacobian, by differences of a complex step for planar and radial flows, and by the slopes of one bin
of the spline, fitted through its knots, for the spline. Nothing is shared with the package: planar and radial flows are
equations 10 and 14 of Rezende and Mohamed (2015) with the corrections of appendix A; the spline is equations 4 and 5 of
Durkan et al. (2019), with the shares of an interval and the slopes as in the package's docstring.
"""

import json
from pathlib import Path

import numpy as np

rng = np.random.default_rng(7)
SIZE = 4
POINTS = 6
STEP = 1e-30


def single(shape, low=-1.5, high=1.5):
    return rng.uniform(low, high, shape).astype(np.float32).astype(np.float64)


def softplus(x):
    return np.logaddexp(0, x)


def jacobian(f, x):
    """The Jacobian of f by a complex step, which loses no digits."""
    columns = []
    for i in range(len(x)):
        moved = x.astype(complex)
        moved[i] += 1j * STEP
        columns.append(f(moved).imag / STEP)
    return np.array(columns).T


def planar(u, w, b):
    product = w @ u
    corrected = u + (softplus(product) - 1 - product) * w / (w @ w)
    return lambda x: x + corrected * np.tanh(x @ w + b)


def radial(loc, log_alpha, beta):
    alpha = np.exp(log_alpha)
    corrected = softplus(beta) - alpha

    def f(x):
        r = np.sqrt(np.sum((x - loc) ** 2))
        return x + corrected * (x - loc) / (alpha + r)

    return f


def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


def spline(widths, heights, derivatives, bound, x):
    """The value and the slope of one element."""
    if abs(x) > bound:
        return x, 1.0
    bins = len(widths)
    shares = [2 * bound * (1e-3 + (1 - 1e-3 * bins) * softmax(raw)) for raw in (widths, heights)]
    xs, ys = (np.concatenate([[-bound], -bound + np.cumsum(s)]) for s in shares)
    slopes = np.concatenate([[1.0], 1e-3 + softplus(derivatives), [1.0]])
    k = min(int(np.searchsorted(xs, x, side="right")) - 1, bins - 1)
    w, h = xs[k + 1] - xs[k], ys[k + 1] - ys[k]
    s = h / w

    def quotient(t):
        return (
            ys[k] + h * (s * t**2 + slopes[k] * t * (1 - t))
            / (s + (slopes[k + 1] + slopes[k] - 2 * s) * t * (1 - t))
        )

    t = (x - xs[k]) / w
    return quotient(t), quotient(t + 1j * STEP).imag / STEP / w


def rows(f, points):
    return [
        {"x": list(x), "value": list(f(x)), "logDet": float(np.log(np.abs(np.linalg.det(jacobian(f, x)))))}
        for x in points
    ]


def spline_rows(widths, heights, derivatives, bound, points):
    out = []
    for x in points:
        pairs = [spline(*p, bound, v) for *p, v in zip(widths, heights, derivatives, x)]
        out.append(
            {"x": list(x), "value": [float(v) for v, _ in pairs], "logDet": float(np.sum([np.log(d) for _, d in pairs]))}
        )
    return out


def cases():
    for scale in (0.3, 1.5, 4.0):
        u, w, b = single(SIZE, -scale, scale), single(SIZE, -scale, scale), single((), -scale, scale)
        points = single((POINTS, SIZE), -3, 3)
        yield "planar", {"u": u, "w": w, "b": b}, rows(planar(u, w, b), points)
        loc, log_alpha, beta = single(SIZE), single((), -scale, scale), single((), -scale, scale)
        yield "radial", {"loc": loc, "logAlpha": log_alpha, "beta": beta}, rows(radial(loc, log_alpha, beta), points)
        raw = [single((SIZE, k), -scale, scale) for k in (6, 6, 5)]
        parameters = dict(zip(("widths", "heights", "derivatives"), raw))
        yield "spline", {**parameters, "bound": np.array(2.5)}, spline_rows(*raw, 2.5, points)


def plain(x):
    return x.tolist()


found = [
    {"map": name, "parameters": {k: plain(v) for k, v in parameters.items()}, "rows": found}
    for name, parameters, found in cases()
]
text = ",\n".join(json.dumps(case) for case in found)
Path(__file__).resolve().parents[1].joinpath("bijection.json").write_text(
    f'{{"source": "numpy {np.__version__}, float64",\n"cases": [\n{text}\n]}}\n'
)
