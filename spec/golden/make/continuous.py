"""
Writes ../continuous.json: values of the continuous families of numbers, from ordinary to hard parameters.

    pip install "scipy==1.17.1" mpmath numpy && python spec/golden/make/continuous.py

Every parameter, point and probability is a float32 number, so that no value differs for the rounding of an argument.
Log-densities with their derivatives, of second order to the value, and cdfs, are mpmath's with 40 digits; wherever scipy.stats has the family, its own
log-density has to agree. Moments, entropies and quantiles are those of scipy.stats, or integrals and roots by mpmath.
"""

import json
from pathlib import Path

import mpmath as mp
import numpy as np
from scipy import stats

mp.mp.dps = 40
PROBABILITIES = [float(np.float32(p)) for p in [1e-6, 0.01, 0.3, 0.5, 0.9, 0.999]]


def single(x):
    return float(np.float32(float(x)))


def normal_cdf(z):
    return mp.erfc(-z / mp.sqrt(2)) / 2


def standardised(formula, cdf):
    """A family of a location and a scale, by log-density and cdf of the standard one."""
    return (
        lambda x, loc, scale: formula((x - loc) / scale) - mp.log(scale),
        lambda x, loc, scale: cdf((x - loc) / scale),
    )


def student_logpdf(x, nu, loc, scale):
    z = (x - loc) / scale
    width = mp.log(mp.pi * nu) / 2 + mp.loggamma(nu / 2) - mp.loggamma((nu + 1) / 2)
    return -(nu + 1) / 2 * mp.log1p(z * z / nu) - mp.log(scale) - width


def student_cdf(x, nu, loc, scale):
    z = (x - loc) / scale
    tail = mp.betainc(nu / 2, mp.mpf(1) / 2, 0, nu / (nu + z * z), regularized=True) / 2
    return tail if z < 0 else 1 - tail


def half_normal(x, scale):
    return -x * x / (2 * scale * scale) - mp.log(scale) + mp.log(2 / mp.pi) / 2


def gamma_logpdf(x, a, rate):
    return a * mp.log(rate) + (a - 1) * mp.log(x) - rate * x - mp.loggamma(a)


def log_beta(a, b):
    return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)


def beta_logpdf(x, a, b):
    return (a - 1) * mp.log(x) + (b - 1) * mp.log1p(-x) - log_beta(a, b)


def peak(l):
    """log of the integral of exp(l x) over [0, 1]; mpmath's derivative needs it on both sides of 0."""
    return mp.log(mp.expm1(l) / l) if l != 0 else mp.mpf(0)


def relaxed_logpdf(x, l, t):
    z = t * mp.log(x / (1 - x)) - l
    return mp.log(t) - z - 2 * mp.log1p(mp.exp(-z)) - mp.log(x * (1 - x))


LINE = [{"loc": 0.0, "scale": 1.0}, {"loc": -20.0, "scale": 0.001}, {"loc": 0.75, "scale": 1000.0}]
TAIL_GAMMA = [(0.1, 1.0), (1.0, 2.5), (2.5, 0.01), (7.9, 3.0), (8.1, 3.0), (300.0, 2.0), (1e5, 10.0)]
TAIL_BETA = [(0.2, 0.3), (1.0, 1.0), (1.0, 3.0), (2.0, 0.5), (9.0, 8.5), (0.5, 1e4), (400.0, 2000.0), (5e4, 2e4)]

# name: log-density and cdf by mpmath, the law of scipy if it has one, and parameters
FAMILIES = {
    "Logistic": (
        *standardised(lambda z: -z - 2 * mp.log1p(mp.exp(-z)), lambda z: 1 / (1 + mp.exp(-z))),
        lambda loc, scale: stats.logistic(loc, scale),
        LINE,
    ),
    "Gumbel": (
        *standardised(lambda z: -z - mp.exp(-z), lambda z: mp.exp(-mp.exp(-z))),
        lambda loc, scale: stats.gumbel_r(loc, scale),
        LINE,
    ),
    "Cauchy": (
        *standardised(lambda z: -mp.log(mp.pi) - mp.log1p(z * z), lambda z: mp.atan2(1, -z) / mp.pi),
        lambda loc, scale: stats.cauchy(loc, scale),
        LINE,
    ),
    "StudentT": (
        student_logpdf,
        student_cdf,
        lambda degreesOfFreedom, loc, scale: stats.t(degreesOfFreedom, loc, scale),
        [
            {"degreesOfFreedom": single(nu), "loc": loc, "scale": scale}
            for nu, loc, scale in [(0.5, 0, 1), (1, 1, 2), (2.5, 0, 1), (4, -3, 0.5), (30, 0, 1), (1e4, 10, 0.25)]
        ],
    ),
    "LogNormal": (
        lambda x, loc, scale: -(((mp.log(x) - loc) / scale) ** 2) / 2 - mp.log(x * scale * mp.sqrt(2 * mp.pi)),
        lambda x, loc, scale: normal_cdf((mp.log(x) - loc) / scale),
        lambda loc, scale: stats.lognorm(scale, scale=np.exp(loc)),
        [{"loc": 0.0, "scale": 1.0}, {"loc": -3.0, "scale": 0.125}, {"loc": 1.5, "scale": 2.0}],
    ),
    "HalfNormal": (
        half_normal,
        lambda x, scale: mp.erf(x / scale / mp.sqrt(2)),
        lambda scale: stats.halfnorm(scale=scale),
        [{"scale": s} for s in [0.001, 1.0, 1000.0]],
    ),
    "Uniform": (
        lambda x, low, high: -mp.log(high - low),
        lambda x, low, high: (x - low) / (high - low),
        lambda low, high: stats.uniform(low, high - low),
        [{"low": 0.0, "high": 1.0}, {"low": -3.0, "high": 0.5}, {"low": 1000.0, "high": 1001.0}],
    ),
    "Exponential": (
        lambda x, rate: mp.log(rate) - rate * x,
        lambda x, rate: -mp.expm1(-rate * x),
        lambda rate: stats.expon(scale=1 / rate),
        [{"rate": r} for r in [0.001, 1.0, 1000.0]],
    ),
    "Gamma": (
        gamma_logpdf,
        lambda x, a, rate: mp.gammainc(a, 0, rate * x, regularized=True),
        lambda concentration, rate: stats.gamma(concentration, scale=1 / rate),
        [{"concentration": single(a), "rate": single(r)} for a, r in TAIL_GAMMA],
    ),
    "Beta": (
        beta_logpdf,
        None,
        lambda concentration1, concentration0: stats.beta(concentration1, concentration0),
        [{"concentration1": single(a), "concentration0": single(b)} for a, b in TAIL_BETA],
    ),
    "ContinuousBernoulli": (
        lambda x, l: x * l - peak(l),
        lambda x, l: mp.expm1(l * x) / mp.expm1(l) if l != 0 else x,
        None,
        [{"logits": single(l)} for l in [-300, -20, -2.1, -1.9, -0.31, -1e-3, 1e-6, 0.29, 0.5, 1.0, 5.0, 100.0]],
    ),
    "RelaxedBernoulli": (
        relaxed_logpdf,
        lambda x, l, t: 1 / (1 + mp.exp(l - t * mp.log(x / (1 - x)))),
        None,
        [{"logits": l, "temperature": single(t)} for l, t in [(0.0, 1.0), (2.0, 0.5), (-3.0, 0.1), (1.0, 5.0)]],
    ),
}


def quantile_of(name, law, values, p):
    if law:
        return law.ppf(p)
    if name == "ContinuousBernoulli":
        l = values[0]
        return mp.log1p(p * mp.expm1(l)) / l
    l, t = values
    return 1 / (1 + mp.exp(-(l + mp.log(p / (1 - p))) / t))


def stated(name, law, values):
    """Entropy, mean and variance; those that do not exist or are not stated are left out."""
    if name == "ContinuousBernoulli":
        (l,) = values
        density = lambda x: mp.exp(x * l - peak(l))
        steps = [0, 1] if abs(l) < 20 else sorted([0, 1, min(1, max(0, 0.5 + mp.sign(l) * (0.5 - 20 / abs(l))))])
        mean = mp.quad(lambda x: x * density(x), steps)
        yield "mean", mean
        yield "variance", mp.quad(lambda x: (x - mean) ** 2 * density(x), steps)
        yield "entropy", peak(l) - l * mean
    elif law:
        yield "entropy", law.entropy()
        if name != "Cauchy":
            for quantity, value in [("mean", law.mean()), ("variance", law.var())]:
                exists = not np.isnan(value) and np.isfinite(value)
                yield quantity, value if exists else None


def rows():
    for name, (logpdf, cdf, frozen, parameters) in FAMILIES.items():
        for given in parameters:
            given = {k: single(v) for k, v in given.items()}
            values = [mp.mpf(v) for v in given.values()]
            law = frozen(**given) if frozen else None
            points = sorted({single(quantile_of(name, law, values, p)) for p in PROBABILITIES})
            points = [x for x in points if not (name in ("Beta", "ContinuousBernoulli", "RelaxedBernoulli") and x in (0, 1))]
            points = [x for x in points if abs(x) > 1e-30]
            logs = [logpdf(mp.mpf(x), *values) for x in points]
            if law:
                assert np.allclose([float(v) for v in logs], law.logpdf(points), rtol=1e-7, atol=1e-7), (name, given)
            slope = lambda x, i: mp.diff(lambda v: logpdf(*[v if j == i else u for j, u in enumerate([x, *values])]), [x, *values][i])
            yield {
                "family": name,
                "parameters": given,
                "at": points,
                "logProb": [float(v) for v in logs],
                "slopes": {
                    k: [float(slope(mp.mpf(x), i)) for x in points] for i, k in enumerate(["value", *given])
                },
                "curvature": [float(mp.diff(lambda v: logpdf(v, *values), mp.mpf(x), 2)) for x in points],
                "cdf": [float(cdf(mp.mpf(x), *values)) if cdf else float(law.cdf(x)) for x in points],
                "quantile": [float(quantile_of(name, law, values, p)) for p in PROBABILITIES],
                "stated": {k: None if v is None else float(v) for k, v in stated(name, law, values)},
            }


text = ",\n".join(json.dumps(row) for row in rows())
head = f'{{"source": "mpmath {mp.__version__}, 40 digits; scipy.stats",\n"probabilities": {json.dumps(PROBABILITIES)},\n'
Path(__file__).parent.parent.joinpath("continuous.json").write_text(f'{head}"rows": [\n{text}\n]}}\n')
