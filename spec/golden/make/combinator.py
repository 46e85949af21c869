"""
Writes ../combinator.json: values of mixtures and of truncated distributions, with 50 digits by mpmath at parameters and
points that are float32.

    pip install mpmath numpy && python spec/golden/make/combinator.py
"""

import json
from pathlib import Path

import mpmath as mp
import numpy as np

mp.mp.dps = 50


def single(x):
    return mp.mpf(float(np.float32(x)))


def gaussian(x):
    return -x * x / 2 - mp.log(2 * mp.pi) / 2


def tail(x):
    """The logarithm of the standard normal mass above x."""
    if x > 200:
        fraction = mp.mpf(0)
        for k in range(200, 0, -1):
            fraction = k / (x + fraction)
        return gaussian(x) - mp.log(x + fraction)
    return mp.log(mp.erfc(x / mp.sqrt(2)) / 2)


# the standard log-density and the logarithm of the mass above
LAWS = {
    "Gaussian": (gaussian, tail),
    "Laplace": (
        lambda x: -abs(x) - mp.log(2),
        lambda x: -x - mp.log(2) if x > 0 else mp.log1p(-mp.exp(x) / 2),
    ),
    "Logistic": (lambda x: -x - 2 * mp.log1p(mp.exp(-x)), lambda x: -mp.log1p(mp.exp(x))),
}


def mass(law, a, b):
    """The mass from a to b, counted from the side that is far."""
    if a < 0 and b <= 0:
        return mass(law, -b, -a)
    lower = mp.mpf(1) if a == -mp.inf else mp.exp(law[1](a))
    return lower - (mp.mpf(0) if b == mp.inf else mp.exp(law[1](b)))


def truncated(name, loc, scale, low, high, at, probability):
    law = LAWS[name]
    loc, scale = single(loc), single(scale)
    low, high = mp.mpf(low), mp.mpf(high)
    a, b = (low - loc) / scale, (high - loc) / scale
    x = single(at)
    z = (x - loc) / scale
    whole = mass(law, a, b)
    p = single(probability)
    ends = max(a, mp.mpf(-2000)), min(b, mp.mpf(2000))
    quantile = bisect(lambda q: mass(law, a, q) / whole - p, *ends)
    return {
        "family": name,
        "loc": float(loc),
        "scale": float(scale),
        "low": None if low == -mp.inf else float(low),
        "high": None if high == mp.inf else float(high),
        "at": float(x),
        "logProb": float(law[0](z) - mp.log(scale) - mp.log(whole)),
        "cdf": float(mass(law, a, z) / whole),
        "probability": float(p),
        "quantile": float(loc + scale * quantile),
    }


def bisect(f, low, high):
    for _ in range(180):
        middle = (low + high) / 2
        low, high = (middle, high) if f(middle) < 0 else (low, middle)
    return low


def mixture(weights, laws, at):
    logs = [single(v) for v in weights]
    total = mp.log(mp.fsum(mp.exp(v) for v in logs))
    shares = [mp.exp(v - total) for v in logs]
    laws = [(name, single(loc), single(scale)) for name, loc, scale in laws]
    variance = {"Gaussian": mp.mpf(1), "Laplace": mp.mpf(2), "Logistic": mp.pi**2 / 3}
    mean = mp.fsum(w * loc for w, (_, loc, _) in zip(shares, laws))
    spread = mp.fsum(
        w * (variance[name] * scale**2 + (loc - mean) ** 2) for w, (name, loc, scale) in zip(shares, laws)
    )
    points = [single(x) for x in at]
    log_prob = [
        mp.log(
            mp.fsum(
                w * mp.exp(LAWS[name][0]((x - loc) / scale)) / scale
                for w, (name, loc, scale) in zip(shares, laws)
            )
        )
        for x in points
    ]
    cdf = [
        mp.fsum(w * mass(LAWS[name], -mp.inf, (x - loc) / scale) for w, (name, loc, scale) in zip(shares, laws))
        for x in points
    ]
    return {
        "logits": [float(v) for v in logs],
        "components": [{"family": n, "loc": float(l), "scale": float(s)} for n, l, s in laws],
        "at": [float(x) for x in points],
        "logProb": [float(v) for v in log_prob],
        "cdf": [float(v) for v in cdf],
        "mean": float(mean),
        "variance": float(spread),
    }


INF = float("inf")
TRUNCATED = [
    (0, 1, 0, INF, 0.5, 0.25),
    (0, 1, -1, 2, 1.5, 0.9),
    (0.5, 2, 5, 7, 6.5, 0.3),
    (0, 1, -INF, -10, -10.25, 0.5),
    (0, 1, 13, INF, 13.125, 0.75),
    (0, 1, 30, 31, 30.0625, 0.5),
    (0, 1, -41, -40, -40.03125, 0.125),
    (3, 1e6, 0, 1, 0.25, 0.625),
    (0, 0.125, -1, 1, 0.0625, 0.999),
    (0, 1, -INF, INF, 1, 0.75),
]
POINTS = [-40, -8, -1.5, 0, 0.75, 2.5, 40]

rows = {
    "truncated": [
        truncated(name, *row) for name in LAWS for row in (TRUNCATED if name == "Gaussian" else TRUNCATED[2:8:2])
    ],
    "mixtures": [
        mixture(
            [mp.log(0.3), mp.log(0.7)], [("Gaussian", -1, 0.5), ("Gaussian", 2, 1.5)], POINTS
        ),
        mixture([1000, 1003], [("Gaussian", 0, 1), ("Gaussian", 5, 0.1)], POINTS),
        mixture([0.5, -1, 2], [("Gaussian", 1, 2), ("Laplace", -3, 0.5), ("Logistic", 0, 1)], POINTS),
    ],
}
text = ",\n".join(
    f"{json.dumps(name)}: [\n" + ",\n".join(json.dumps(row) for row in table) + "\n]" for name, table in rows.items()
)
source = json.dumps(f"mpmath {mp.__version__}, 50 digits")
Path(__file__).parent.parent.joinpath("combinator.json").write_text(f'{{"source": {source},\n{text}\n}}\n')
