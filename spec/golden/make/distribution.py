"""Writes ../distribution.json: values of the families and of their divergences over extreme parameters.

Run: python3 -m venv venv && venv/bin/pip install "scipy==1.17.1" "mpmath==1.3.0" && venv/bin/python distribution.py

Every parameter and every point is a float32 number, so that no value differs for the rounding of an argument. Moments,
entropies, cdfs and log-densities are those of scipy.stats; Bernoulli is by logits, in mpmath with 50 digits. No
divergence is by a closed form: each is the integral of q (log q - log p) by scipy.integrate.quad, split at the kinks.
"""

import json
from itertools import product
from pathlib import Path

import mpmath
import numpy as np
import scipy
from scipy import integrate, stats

mpmath.mp.dps = 50

SCALES = [1e-3, 0.5, 1.0, 1e3]
LOCS = [-20.0, 0.0, 0.75]
POINTS = [-8.0, -3.0, -1.0, -0.125, 0.0, 0.5, 2.0, 6.0]
LOGITS = [-100.0, -30.0, -10.0, -2.5, -0.125, 0.0, 1.0, 5.0, 16.0, 100.0]

FAMILIES = {"Gaussian": stats.norm, "Laplace": stats.laplace}


def single(x):
    return float(np.float32(x))


def densities():
    for (family, law), loc, scale in product(FAMILIES.items(), LOCS, SCALES):
        scale = single(scale)
        at = [single(loc + z * scale) for z in POINTS]
        d = law(loc, scale)
        yield {
            "family": family,
            "loc": loc,
            "scale": scale,
            "mean": d.mean(),
            "variance": d.var(),
            "entropy": float(d.entropy()),
            "at": at,
            "logProb": d.logpdf(at).tolist(),
            "cdf": d.cdf(at).tolist(),
        }


def log1pexp(x):
    return mpmath.log1p(mpmath.exp(x))


def bernoullis():
    for logit in LOGITS:
        one, zero = -log1pexp(-logit), -log1pexp(logit)
        p, q = mpmath.exp(one), mpmath.exp(zero)
        yield {
            "logits": logit,
            "mean": float(p),
            "variance": float(p * q),
            "entropy": float(-p * one - q * zero),
            "logProb": [float(zero), float(one)],
            "cdf": [float(q), 1.0],
        }


# scipy takes the logarithm of the Laplace density, which underflows; a divergence needs it far out
LOG_DENSITIES = {
    "Gaussian": lambda x, loc, scale: -0.5 * ((x - loc) / scale) ** 2 - np.log(scale) - 0.5 * np.log(2 * np.pi),
    "Laplace": lambda x, loc, scale: -abs(x - loc) / scale - np.log(2 * scale),
}


def quadrature(q, p, q_loc, q_scale, p_loc):
    """The integral over z = (x - q_loc) / q_scale, cut where q has no mass left in double precision."""
    edges = [-700.0, -40.0, -8.0, 0.0, 8.0, 40.0, 700.0]
    kink = (p_loc - q_loc) / q_scale
    if abs(kink) < 700:
        edges = sorted({*edges, kink})

    def integrand(z):
        x = q_loc + z * q_scale
        log_q = q(x)
        return float(np.exp(log_q) * (log_q - p(x)) * q_scale)

    parts = [
        integrate.quad(integrand, a, b, epsabs=1e-11, epsrel=1e-11, limit=400)[0]
        for a, b in zip(edges, edges[1:])
    ]
    return sum(parts)


def divergences():
    cases = product(LOG_DENSITIES.items(), LOG_DENSITIES.items(), [(0.0, 0.0), (0.75, -20.0)], SCALES, SCALES)
    for (q_name, q_log), (p_name, p_log), (q_loc, p_loc), q_scale, p_scale in cases:
        q_scale, p_scale = single(q_scale), single(p_scale)
        yield {
            "q": {"family": q_name, "loc": q_loc, "scale": q_scale},
            "p": {"family": p_name, "loc": p_loc, "scale": p_scale},
            "kl": quadrature(
                lambda x: q_log(x, q_loc, q_scale), lambda x: p_log(x, p_loc, p_scale), q_loc, q_scale, p_loc
            ),
        }


def bernoulli_divergences():
    for q, p in product(LOGITS, LOGITS):
        one, zero = -log1pexp(-q), -log1pexp(q)
        difference = mpmath.exp(one) * (one + log1pexp(-p)) + mpmath.exp(zero) * (zero + log1pexp(p))
        yield {"q": q, "p": p, "kl": float(difference)}


rows = {
    "source": f"scipy {scipy.__version__}, mpmath {mpmath.__version__}; divergences by quadrature",
    "densities": list(densities()),
    "bernoullis": list(bernoullis()),
    "divergences": list(divergences()),
    "bernoulliDivergences": list(bernoulli_divergences()),
}


def listed(value):
    return "[\n" + ",\n".join(json.dumps(row) for row in value) + "\n]"


text = ",\n".join(
    f"{json.dumps(name)}: {listed(value) if isinstance(value, list) else json.dumps(value)}"
    for name, value in rows.items()
)
Path(__file__).parent.parent.joinpath("distribution.json").write_text("{" + text + "}\n")
