"""Writes ../discrete.json: values of the discrete families and of the Concrete distribution over extreme parameters.

Run: python3 -m venv venv && venv/bin/pip install "scipy==1.17.1" "mpmath==1.3.0" && venv/bin/python discrete.py

Every parameter and every value is a float32 number. Log-probabilities, moments and entropies are computed in mpmath with
50 digits from the definitions: factorials, powers, and sums over the support. Cdfs of counts are those of scipy.stats;
the others are sums.
"""

import json
from itertools import product
from pathlib import Path

import mpmath as mp
import numpy as np
import scipy
from scipy import stats

mp.mp.dps = 50


def single(x):
    return float(np.float32(x))


def sigmoid(x):
    return 1 / (1 + mp.exp(-mp.mpf(x)))


def poissons():
    at = {1e-3: [0, 1, 2, 30], 0.5: [0, 1, 3, 20], 3.0: [0, 1, 2, 3, 9, 60], 10.0: [0, 4, 9, 10, 11, 25]}
    at |= {80.0: [0, 1, 60, 80, 102, 300], 1e4: [0, 9000, 9990, 10000, 10100, 12000]}
    at |= {1e6: [0, 1, 990000, 999999, 1000000, 1001000, 1200000], 3e-20: [0, 1, 5], 1e20: [0, 1, 1000]}
    for rate, counts in at.items():
        rate = single(rate)
        m = mp.mpf(rate)
        logs = [k * mp.log(m) - m - mp.loggamma(k + 1) for k in counts]
        yield {"rate": rate, "at": counts, "logProb": list(map(float, logs)), "cdf": stats.poisson.cdf(counts, rate).tolist()}


def binomials():
    at = {(0, 0.5): [0], (1, 0.25): [0, 1], (5, -0.5): [0, 1, 3, 5], (10, 3.0): [0, 5, 9, 10], (40, -1.0): [0, 8, 10, 39, 40]}
    at |= {(100, -3.0): [0, 3, 5, 50, 100], (1000, 0.25): [0, 500, 562, 600, 1000], (100000, -6.0): [0, 200, 247, 300, 100000]}
    at |= {(1000000, 1.0): [0, 700000, 731059, 735000, 1000000], (20, -100.0): [0, 1, 20], (20, 100.0): [0, 19, 20], (3, -1e3): [0, 1, 3]}
    for (n, logit), counts in at.items():
        p, q = sigmoid(logit), sigmoid(-logit)
        logs = [mp.log(mp.binomial(n, k)) + k * mp.log(p) + (n - k) * mp.log(q) for k in counts]
        # by the rarer outcome, whose probability has all its digits
        rare = float(p if logit < 0 else q)
        cdf = [
            stats.binom.cdf(k, n, rare) if logit < 0 else stats.binom.sf(n - k - 1, n, rare) if n > 0 else 1.0
            for k in counts
        ]
        yield {
            "count": n,
            "logits": logit,
            "at": counts,
            "logProb": list(map(float, logs)),
            "cdf": list(map(float, cdf)),
            "mean": float(n * p),
            "variance": float(n * p * q),
            "mode": min(int(mp.floor((n + 1) * p)), n),
        }


def geometrics():
    counts = [0, 1, 2, 10, 1000]
    for logit in [-40.0, -16.0, -12.0, -11.5, -3.0, -0.125, 0.0, 1.0, 5.0, 16.0, 60.0]:
        p, q = sigmoid(logit), sigmoid(-logit)
        yield {
            "logits": logit,
            "at": counts,
            "logProb": [float(k * mp.log(q) + mp.log(p)) for k in counts],
            "cdf": [float(-mp.expm1((k + 1) * mp.log(q))) for k in counts],
            "mean": float(q / p),
            "variance": float(q / p**2),
            "entropy": float(-(q * mp.log(q) + p * mp.log(p)) / p),
        }


def shares(logits):
    top = max(logits)
    raised = [mp.exp(mp.mpf(l) - top) for l in logits]
    return [r / sum(raised) for r in raised]


CLASSES = [
    [0.0, 0.0, 0.0, 0.0],
    [0.5, -1.0, 2.0, 0.25],
    [1000.0, 1001.0, 999.5, -1000.0],
    [-100.0, 0.0, 16.0, 100.0],
    [3e4, 3e4, -3e4, 2.9e4],
    [1e-3, -1e-3, 5.0, 5.0],
]


def categoricals():
    for logits in CLASSES:
        logits = list(map(single, logits))
        p = shares(logits)
        yield {
            "logits": logits,
            "logProb": [float(mp.log(v)) for v in p],
            "entropy": float(-sum(v * mp.log(v) for v in p)),
            "mean": [float(v) for v in p],
            "variance": [float(v * (1 - v)) for v in p],
            "cdf": [float(sum(p[: k + 1])) for k in range(len(p))],
            "mode": logits.index(max(logits)),
        }


def masses(loc, scale, low, high, bins):
    width = mp.mpf(high - low) / (bins - 1)
    edges = [mp.mpf(low) + width * (k + mp.mpf(1) / 2) for k in range(bins - 1)]
    cdf = [mp.mpf(0), *(sigmoid((e - loc) / scale) for e in edges), mp.mpf(1)]
    return [above - below for below, above in zip(cdf, cdf[1:])]


BINS = [(-1.0, 1.0, 256), (0.0, 1.0, 16), (-3.0, 5.0, 2)]


def discretized():
    mp.mp.dps = 2000  # 1 - sigmoid of the far tails
    for (low, high, bins), loc, log_scale in product(BINS, [0.0, 0.4375, -1.5, 30.0], [-5.0, -1.0, 1.0, 40.0]):
        scale = mp.exp(mp.mpf(log_scale))
        p = masses(mp.mpf(loc), scale, low, high, bins)
        width = (mp.mpf(high) - low) / (bins - 1)
        centres = [low + width * k for k in range(bins)]
        mean = sum(c * v for c, v in zip(centres, p))
        index = sorted({0, 1, bins // 2, bins * 3 // 4, bins - 2, bins - 1})
        largest = max(p)
        yield {
            "loc": loc,
            "logScale": log_scale,
            "low": low,
            "high": high,
            "bins": bins,
            "at": [float(centres[k]) for k in index],
            "logProb": [float(mp.log(p[k])) for k in index],
            "cdf": [float(sum(p[: k + 1])) for k in index],
            "mean": float(mean),
            "variance": float(sum(v * (c - mean) ** 2 for c, v in zip(centres, p))),
            "entropy": float(-sum(v * mp.log(v) for v in p)),
            "modes": [float(c) for c, v in zip(centres, p) if v >= largest * (1 - mp.mpf("1e-4"))],
        }
    mp.mp.dps = 50


def concrete_log_density(logits, temperature, x):
    """Equation 10 of Maddison et al. as it stands there."""
    n, tau = len(logits), mp.mpf(temperature)
    alphas, values = [mp.exp(mp.mpf(l)) for l in logits], [mp.mpf(v) for v in x]
    total = sum(a * v**-tau for a, v in zip(alphas, values))
    density = mp.factorial(n - 1) * tau ** (n - 1)
    for a, v in zip(alphas, values):
        density *= a * v ** (-tau - 1) / total
    return mp.log(density)


def concretes():
    points = [[0.25, 0.5, 0.25], [0.998046875, 0.0009765625, 0.0009765625], [2.0**-60, 0.5, 0.5], [0.125, 2.0**-100, 0.875]]
    for logits, temperature, x in product([[0.0, 0.0, 0.0], [1.0, -2.0, 0.5], [30.0, 0.0, -30.0]], [0.0625, 0.5, 1.0, 8.0], points):
        yield {
            "logits": logits,
            "temperature": temperature,
            "at": x,
            "logProb": float(concrete_log_density(logits, temperature, x)),
        }


def concrete_integrates():
    """The formula is a density: it integrates to 1 over two classes."""
    mp.mp.dps = 15
    total = mp.quad(lambda x: mp.exp(concrete_log_density([0.5, -0.25], 0.75, [x, 1 - x])), [0, 0.01, 0.5, 0.99, 1])
    mp.mp.dps = 50
    assert abs(total - 1) < 1e-6, total


concrete_integrates()
rows = {
    "source": f"mpmath {mp.__version__}; cdfs of counts scipy {scipy.__version__}",
    "poissons": list(poissons()),
    "binomials": list(binomials()),
    "geometrics": list(geometrics()),
    "categoricals": list(categoricals()),
    "discretized": list(discretized()),
    "concretes": list(concretes()),
}


def listed(value):
    return "[\n" + ",\n".join(json.dumps(row) for row in value) + "\n]"


text = ",\n".join(
    f"{json.dumps(name)}: {listed(value) if isinstance(value, list) else json.dumps(value)}"
    for name, value in rows.items()
)
Path(__file__).parent.parent.joinpath("discrete.json").write_text("{" + text + "}\n")
