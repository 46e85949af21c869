"""
Writes ../vector.json: values of the families of vectors, with 50 digits by mpmath at parameters and points that are
float32. Densities are by their definitions: a Gaussian's by the whole covariance matrix, a von Mises–Fisher one's by
Bessel functions; moments of the latter by the recurrence of those, and the derivative of a sample by quadrature of the
derivative of the density of the angle.

    pip install mpmath numpy && python spec/golden/make/vector.py
"""

import json
from pathlib import Path

import mpmath as mp
import numpy as np

mp.mp.dps = 50
rng = np.random.default_rng(0)


def single(x):
    return np.asarray(x, np.float32).astype(float)


def matrix(x):
    return mp.matrix(np.asarray(x).tolist())


def gaussian(loc, covariance, at):
    difference = matrix(at) - matrix(loc)
    n = len(at)
    log_det = mp.log(mp.det(covariance))
    square = (difference.T * mp.lu_solve(covariance, difference))[0]
    return {
        "at": list(at),
        "logProb": float(-(square + log_det + n * mp.log(2 * mp.pi)) / 2),
        "entropy": float((n * (1 + mp.log(2 * mp.pi)) + log_det) / 2),
        "variance": [float(covariance[i, i]) for i in range(n)],
    }


def full(n, spread):
    loc = single(rng.normal(size=n) * spread)
    scale = single(np.tril(rng.normal(size=(n, n))) * spread / np.sqrt(n))
    scale[np.diag_indices(n)] = single(np.exp(rng.normal(size=n)) * spread)
    at = single(loc + scale @ rng.normal(size=n))
    l = matrix(scale)
    return {"loc": loc.tolist(), "scaleTril": scale.tolist(), **gaussian(loc, l * l.T, at)}


def low_rank(n, rank, ratio):
    loc = single(rng.normal(size=n))
    factor = single(rng.normal(size=(n, rank)) * ratio)
    scale = single(np.exp(rng.normal(size=n)))
    at = single(loc + factor @ rng.normal(size=rank) + scale * rng.normal(size=n))
    w = matrix(factor)
    covariance = w * w.T + mp.diag([mp.mpf(s) ** 2 for s in scale])
    return {
        "loc": loc.tolist(),
        "factor": factor.tolist(),
        "scale": scale.tolist(),
        **gaussian(loc, covariance, at),
    }


def dirichlet(concentration, at):
    a = [mp.mpf(v) for v in single(concentration)]
    at = single(at)
    total, k = mp.fsum(a), len(a)
    log_beta = mp.fsum(mp.loggamma(v) for v in a) - mp.loggamma(total)
    mean = [v / total for v in a]
    return {
        "concentration": [float(v) for v in a],
        "at": list(at),
        "logProb": float(mp.fsum((v - 1) * mp.log(mp.mpf(x)) for v, x in zip(a, at)) - log_beta),
        "entropy": float(
            log_beta + (total - k) * mp.digamma(total) - mp.fsum((v - 1) * mp.digamma(v) for v in a)
        ),
        "mean": [float(m) for m in mean],
        "variance": [float(m * (1 - m) / (total + 1)) for m in mean],
    }


def ratio(d, k):
    order = mp.mpf(d) / 2 - 1
    if k == 0:
        return mp.mpf(0)
    return bessel(order + 1, k) / bessel(order, k)


def bessel(order, k):
    return mp.besseli(order, k) * mp.exp(-k)


def von_mises_fisher(d, concentration):
    k = mp.mpf(float(np.float32(concentration)))
    order = mp.mpf(d) / 2 - 1
    loc = rng.normal(size=d)
    loc = single(loc / np.linalg.norm(loc))
    at = loc + rng.normal(size=d) / np.sqrt(max(float(k), 1) * 1.0)
    at = single(at / np.linalg.norm(at))
    area = 2 * mp.pi ** (mp.mpf(d) / 2) / mp.gamma(mp.mpf(d) / 2)
    # log(Γ(ν + 1)(2/κ)^ν I_ν(κ)) − κ
    scaled = mp.log(mp.gamma(order + 1) * (2 / k) ** order * bessel(order, k)) if k > 0 else mp.mpf(0)
    a = ratio(d, k)
    slope = 1 - a * a - (d - 1) * a / k if k > 0 else mp.mpf(1) / d
    across = a / k if k > 0 else mp.mpf(1) / d
    apart = mp.fsum((mp.mpf(x) - mp.mpf(m)) ** 2 for x, m in zip(at, loc))
    return {
        "loc": loc.tolist(),
        "concentration": float(k),
        "at": at.tolist(),
        "logProb": float(-k * apart / 2 - scaled - mp.log(area)),
        "entropy": float(k * (1 - a) + scaled + mp.log(area)),
        "mean": [float(a * mp.mpf(m)) for m in loc],
        "variance": [float(across * (1 - mp.mpf(m) ** 2) + slope * mp.mpf(m) ** 2) for m in loc],
    }


def distance_slope(d, concentration, quantile):
    """d v / d kappa at a sample v = 1 - cos of the angle."""
    k = mp.mpf(float(np.float32(concentration)))
    m = d - 2
    a = ratio(d, k)
    spread = 1 - a
    v = mp.mpf(float(np.float32(min(float(spread) * quantile, 1.9))))
    angle = 2 * mp.asin(mp.sqrt(v / 2))

    def integrand(phi):
        if not 0 < phi < mp.pi:
            return mp.mpf(0)
        log_ratio = m * mp.log(mp.sin(phi) / mp.sin(angle)) + k * (mp.cos(phi) - mp.cos(angle))
        return (mp.cos(phi) - a) * mp.exp(log_ratio)

    width = 1 / mp.sqrt(k + m + 1)
    steps = [j * width for j in (1, 2, 4, 8, 16)]
    if v < spread:
        points = sorted({mp.mpf(0), angle, *(max(mp.mpf(0), angle - s) for s in steps)})
        integral = -mp.quad(integrand, points)
    else:
        points = sorted({mp.pi, angle, *(min(mp.pi, angle + s) for s in steps)})
        integral = mp.quad(integrand, points)
    return {"d": d, "concentration": float(k), "distance": float(v), "slope": float(mp.sin(angle) * integral)}


CONCENTRATIONS = [0, 1e-3, 0.7, 5, 40, 1e3, 1e4, 1e6]


def rows():
    yield "MultivariateGaussian", [full(n, s) for n, s in ((1, 1), (3, 1e-3), (3, 1), (3, 30), (12, 1))]
    yield "LowRankMultivariateGaussian", [
        low_rank(n, r, s) for n, r, s in ((1, 1, 1), (6, 3, 1), (6, 3, 100), (40, 5, 3))
    ]
    yield "Dirichlet", [
        dirichlet([1.5, 2, 3.5], [0.1, 0.2, 0.7]),
        dirichlet([0.1, 0.3, 0.8], [0.1, 0.2, 0.7]),
        dirichlet([1, 1, 1], [0.25, 0.5, 0.25]),
        dirichlet([0.3, 0.3], [0.25, 0.75]),
        dirichlet([1e-3, 1e-2, 1e-3], [1e-30, 1, 1e-20]),
        dirichlet([1000, 3000, 500], [0.22, 0.67, 0.11]),
        dirichlet([2e-3, 5, 1e5], [1e-9, 5e-5, 0.99995]),
    ]
    yield "VonMisesFisher", [von_mises_fisher(d, k) for d in (2, 3, 10, 201) for k in CONCENTRATIONS]
    yield "slopes", [
        distance_slope(d, k, q)
        for d in (2, 3, 4, 10, 201)
        for k in CONCENTRATIONS
        for q in (0.01, 0.5, 0.9, 1.1, 2, 6)
        if not (d == 201 and not 0.5 <= q <= 1.1)
    ]


text = ",\n".join(
    f"{json.dumps(name)}: [\n" + ",\n".join(json.dumps(row) for row in table) + "\n]" for name, table in rows()
)
source = json.dumps(f"mpmath {mp.__version__}, 50 digits")
Path(__file__).parent.parent.joinpath("vector.json").write_text(f'{{"source": {source},\n{text}\n}}\n')
