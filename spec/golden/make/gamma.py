"""Writes ../gamma.json: values of the gamma and beta functions, complete and incomplete, and of their derivatives.

Run: python3 -m venv venv && venv/bin/pip install "scipy==1.17.1" "mpmath==1.4.1" && venv/bin/python gamma.py

Every argument is a float32 number, so that no value differs for the rounding of an argument. The functions are mpmath's
with 60 digits. Derivatives of samples are the implicit ones, by integration over the density in the logarithm (gamma)
or logit (beta) of the sample: -dF/da over the density. scipy only finds quantiles, where to look. "second" is the
change of the gamma slope along the sample as its shape moves, by central differences in 40 digits.
"""

import json
from pathlib import Path

import mpmath as mp
import numpy as np
from scipy import stats


def single(x):
    return float(np.float32(x))


def singles(xs):
    return sorted({single(x) for x in xs})


ARGUMENTS = singles(
    [1e-30, 1e-20, 1e-10, 1e-6, 1e-3, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1, 1.2, 1.4616321, 1.5, 1.8, 2, 2.01]
    + [2.3, 3, 3.5, 4, 5, 6.5, 8, 10, 13, 20, 50, 100, 1e3, 12345, 1e5, 1e6, 1e8, 1e9, 3e9, 1e10, 1e12, 1e20, 1e30]
)
PAIRS = [
    (single(a), single(b))
    for a in [1e-30, 1e-6, 1e-3, 0.1, 0.5, 1, 2, 3.7, 10, 100, 1e4, 1e6, 1e12, 1e30]
    for b in [1e-30, 1e-3, 0.4, 1, 5, 77, 1e4, 1e6, 1e12, 1e30]
]


def complete():
    mp.mp.dps = 60
    yield "arguments", ARGUMENTS
    yield "lgamma", [float(mp.loggamma(x)) for x in ARGUMENTS]
    yield "polygamma", [[float(mp.polygamma(n, mp.mpf(x))) for x in ARGUMENTS] for n in range(5)]
    mp.mp.dps = 120
    pairs = [(mp.mpf(a), mp.mpf(b)) for a, b in PAIRS]
    yield "pairs", [list(p) for p in PAIRS]
    yield "lbeta", [float(mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)) for a, b in pairs]
    yield "digammaDifference", [float(mp.digamma(a + b) - mp.digamma(a)) for a, b in pairs]


def gamma_slope(a, v):
    """d log z / da of a gamma sample at log z = v."""
    z = mp.e**v
    above = mp.digamma(a + 1)
    if z < a:
        w = 1 / mp.sqrt(a + 1)
        f = lambda s: mp.exp(-(z * mp.expm1(-s) + (a + 1) * s)) * (s + above - v)
        return (above - v + z * mp.quad(f, [0, w, 3 * w, 8 * w, 8 * w + 3, 8 * w + 10, 8 * w + 60])) / a
    w = 1 / mp.sqrt(z)
    f = lambda s: mp.exp(-(z * mp.expm1(s) - a * s)) * (s + v - mp.digamma(a))
    return mp.quad(f, [0, w, 3 * w, 8 * w, 8 * w + 1, 8 * w + 3, 8 * w + 6])


def gamma_tails(a, z):
    if a < 1e3:
        return mp.gammainc(a, 0, z, regularized=True), mp.gammainc(a, z, mp.inf, regularized=True)
    sd = mp.sqrt(a)
    density = lambda t: mp.exp((a - 1) * mp.log(t) - t - mp.loggamma(a))
    steps = [0, sd, 4 * sd, 14 * sd]
    if z < a:
        lower = mp.quad(density, [z - s for s in reversed(steps)])
        return lower, 1 - lower
    upper = mp.quad(density, [z + s for s in steps])
    return 1 - upper, upper


def gammas():
    mp.mp.dps = 40
    for a in singles([1e-6, 1e-3, 0.1, 0.5, 1, 2, 5, 10, 30, 100, 1e3, 1e4, 1e6]):
        law = stats.gamma(a)
        tried = [law.ppf(q) for q in [1e-9, 1e-3, 0.05, 0.5, 0.95]] + [law.isf(q) for q in [1e-3, 1e-9]]
        for z in singles(z for z in [*tried, a, 0.3, 0.51, 1, 20] if z > 1e-36):
            if not (law.cdf(z) > 1e-30 and law.sf(z) > 1e-30):
                continue
            p, v = (mp.mpf(a), mp.log(mp.mpf(z)))
            slope, step = gamma_slope(p, v), p * mp.mpf(10) ** -10
            moved = [gamma_slope(p + h, v + h * slope) for h in (step, -step)]
            lower, upper = gamma_tails(p, mp.mpf(z))
            density = mp.exp((p - 1) * v - mp.mpf(z) - mp.loggamma(p))
            row = [a, z, lower, upper, density, slope, (moved[0] - moved[1]) / (2 * step)]
            yield [float(x) for x in row]


def lower_beta_tail(a, b, x):
    """Tail, density and slopes in the logit below the mean."""
    both, y = a + b, 1 - x
    bend = lambda s: mp.log1p(x * mp.expm1(-s))
    weight = lambda s: mp.exp(-((a + 1) * s + (both + 1) * bend(s)))
    end = mp.mpf(10) ** -4
    while weight(end) > mp.exp(-70):
        end *= 2
    pieces = [mp.mpf(0)] + [end * mp.mpf(2) ** -j for j in range(14, -1, -1)]
    to_a = mp.digamma(a + 1) - mp.digamma(both + 1) - mp.log(x)
    to_b = mp.log(y) - mp.digamma(b) + mp.digamma(both + 1)
    mass = mp.quad(weight, pieces)
    by_a = mp.quad(lambda s: weight(s) * (to_a + s + bend(s)), pieces)
    by_b = mp.quad(lambda s: weight(s) * (to_b - bend(s)), pieces)
    log_beta = mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(both)
    density = mp.exp(a * mp.log(x) + b * mp.log(y) - log_beta)
    raised = (to_a + 1 / both + x * both * by_a) / a
    sunk = (to_b - 1 / both + x * both * by_b) / a
    return density / a * (1 + x * both * mass), density, raised, sunk


def betas():
    mp.mp.dps = 30
    grid = singles([0.03, 0.3, 1, 10, 1e4])
    for a in grid:
        for b in grid:
            law = stats.beta(a, b)
            xs = singles([law.ppf(1e-6), law.ppf(0.3), law.isf(1e-6), law.isf(0.3), a / (a + b)])
            for x in xs:
                if not 1e-36 < x < 1 - 5e-8:
                    continue
                p, q, at = mp.mpf(a), mp.mpf(b), mp.mpf(x)
                lower = at * (p + q) < p
                tail, density, raised, sunk = lower_beta_tail(*((p, q, at) if lower else (q, p, 1 - at)))
                if tail < 1e-30:
                    continue
                slopes = (raised, -sunk) if lower else (sunk, -raised)
                row = [a, b, x, tail if lower else 1 - tail, density / at / (1 - at), *slopes]
                yield [float(v) for v in row]


values = dict(complete())
values["gammas"] = list(gammas())
values["betas"] = list(betas())
Path(__file__).parent.parent.joinpath("gamma.json").write_text(json.dumps(values) + "\n")
