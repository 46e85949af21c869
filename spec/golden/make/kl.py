"""
Writes ../kl.json: Kullback-Leibler divergences by numeric integration (or summation) of the two densities alone, with
mpmath. No closed form of a divergence is used.

    pip install mpmath && python spec/golden/make/kl.py
"""

import json
from pathlib import Path

import mpmath as mp

mp.mp.dps = 20
inf = mp.inf
log, exp, sqrt, pi = mp.log, mp.exp, mp.sqrt, mp.pi
gamma_, lg = mp.gamma, mp.loggamma


def standardised(f):
    return lambda x, loc, scale: f((x - loc) / scale) - log(scale)


# log-densities by the parameters that the families take
LOG = {
    "Gaussian": standardised(lambda z: -z * z / 2 - log(2 * pi) / 2),
    "Laplace": standardised(lambda z: -abs(z) - log(2)),
    "Logistic": standardised(lambda z: -abs(z) - 2 * mp.log1p(exp(-abs(z)))),
    "Gumbel": standardised(lambda z: -z - exp(-z)),
    "Cauchy": standardised(lambda z: -log(pi) - mp.log1p(z * z)),
    "StudentT": lambda x, degreesOfFreedom, loc, scale: lg((degreesOfFreedom + 1) / 2)
    - lg(degreesOfFreedom / 2)
    - log(degreesOfFreedom * pi) / 2
    - log(scale)
    - (degreesOfFreedom + 1) / 2 * mp.log1p(((x - loc) / scale) ** 2 / degreesOfFreedom),
    "Uniform": lambda x, low, high: -log(high - low),
    "LogNormal": lambda x, loc, scale: LOG["Gaussian"](log(x), loc, scale) - log(x),
    "HalfNormal": lambda x, scale: LOG["Gaussian"](x, 0, scale) + log(2),
    "Exponential": lambda x, rate: log(rate) - rate * x,
    "Gamma": lambda x, concentration, rate: concentration * log(rate)
    - lg(concentration)
    + (concentration - 1) * log(x)
    - rate * x,
    "Beta": lambda x, concentration1, concentration0: lg(concentration1 + concentration0)
    - lg(concentration1)
    - lg(concentration0)
    + (concentration1 - 1) * log(x)
    + (concentration0 - 1) * mp.log1p(-x),
    "ContinuousBernoulli": lambda x, logits: logits * x - log(mp.expm1(logits) / logits),
    "Bernoulli": lambda x, logits: logits * x - mp.log1p(exp(logits)),
    "Poisson": lambda x, rate: x * log(rate) - rate - lg(x + 1),
    "Geometric": lambda x, logits: -mp.log1p(exp(-logits)) - x * mp.log1p(exp(logits)),
}

# parameters of q and of p, two of each family; they meet in every order, and the first with itself
PARAMETERS = {
    "Gaussian": [{"loc": 0.5, "scale": 0.75}, {"loc": -1.25, "scale": 2}],
    "Laplace": [{"loc": 0.5, "scale": 0.75}, {"loc": -1.25, "scale": 1.5}],
    "Logistic": [{"loc": 0.5, "scale": 0.75}, {"loc": -1.25, "scale": 1.5}],
    "Gumbel": [{"loc": 0.5, "scale": 0.75}, {"loc": -0.25, "scale": 1.5}],
    "Cauchy": [{"loc": 0.5, "scale": 0.75}, {"loc": -1.25, "scale": 3}],
    "StudentT": [
        {"degreesOfFreedom": 5, "loc": 0.5, "scale": 0.75},
        {"degreesOfFreedom": 3.5, "loc": -1, "scale": 1.5},
    ],
    "Uniform": [{"low": 0.25, "high": 1.75}, {"low": 0, "high": 2.5}],
    "LogNormal": [{"loc": 0.25, "scale": 0.5}, {"loc": -0.5, "scale": 1}],
    "HalfNormal": [{"scale": 0.75}, {"scale": 2.5}],
    "Exponential": [{"rate": 0.75}, {"rate": 2.5}],
    "Gamma": [{"concentration": 2.5, "rate": 1.5}, {"concentration": 0.75, "rate": 0.5}],
    "Beta": [
        {"concentration1": 2.5, "concentration0": 1.5},
        {"concentration1": 0.75, "concentration0": 3},
    ],
    "ContinuousBernoulli": [{"logits": 1.5}, {"logits": -0.25}],
    "Bernoulli": [{"logits": 1.5}, {"logits": -0.25}],
    "Poisson": [{"rate": 3.5}, {"rate": 0.75}],
    "Geometric": [{"logits": 0.5}, {"logits": -1.25}],
}

PAIRS = {
    "Gaussian": ["Gaussian", "Laplace", "Gumbel"],
    "Laplace": ["Gaussian", "Laplace"],
    "Logistic": ["Gaussian"],
    "Gumbel": ["Gaussian", "Gumbel"],
    "Cauchy": ["Cauchy"],
    "StudentT": ["Gaussian"],
    "Uniform": ["Uniform", "Gaussian", "Exponential"],
    "LogNormal": ["LogNormal", "Gaussian", "Exponential", "Gamma", "HalfNormal"],
    "HalfNormal": ["HalfNormal", "Gaussian", "Exponential", "Gamma", "LogNormal"],
    "Exponential": ["Exponential", "Gaussian", "Gamma", "LogNormal", "HalfNormal", "Gumbel"],
    "Gamma": ["Gamma", "Gaussian", "Exponential", "LogNormal", "HalfNormal", "Gumbel"],
    "Beta": ["Beta", "Uniform", "Gaussian", "Exponential", "Gamma", "HalfNormal", "ContinuousBernoulli"],
    "ContinuousBernoulli": ["ContinuousBernoulli", "Uniform", "Gaussian", "Exponential", "HalfNormal"],
    "Bernoulli": ["Bernoulli", "Poisson", "Geometric"],
    "Poisson": ["Poisson"],
    "Geometric": ["Geometric"],
}

REAL = ["Gaussian", "Laplace", "Logistic", "Gumbel", "Cauchy", "StudentT"]
POSITIVE = ["LogNormal", "HalfNormal", "Exponential", "Gamma"]
UNIT = ["Beta", "ContinuousBernoulli"]


def exact(params):
    return {name: mp.mpf(value) for name, value in params.items()}


def inside(q, given_q, p, given_p):
    low, high = (given_q["low"], given_q["high"]) if q == "Uniform" else (0, 1)
    if p == "Uniform":
        return given_p["low"] <= low and high <= given_p["high"]
    return True


def expectation(q, a, f):
    """E_q f(x), by the density of q."""
    density = lambda x: exp(LOG[q](x, **a)) * f(x)
    if q == "Bernoulli":
        return sum(density(mp.mpf(x)) for x in (0, 1))
    if q in ("Poisson", "Geometric"):
        return sum(density(mp.mpf(x)) for x in range(400))
    if q == "Uniform":
        return mp.quad(density, [a["low"], a["high"]])
    if q in UNIT:
        # x = 1/(1 + exp −t)
        def logit(t):
            x = 1 / (1 + exp(-t))
            return density(x) * x * (1 - x)

        return mp.quad(logit, [-60, -20, -5, 0, 5, 20, 50])
    if q in POSITIVE:
        return mp.quad(lambda t: density(exp(t)) * exp(t), [-120, -40, -10, -3, 0, 1, 2, 3, 5, 8])
    loc, scale = a["loc"], a["scale"]
    if q == "Gumbel":
        return mp.quad(density, [loc + scale * t for t in (-5, -2, 0, 2, 5, 10, 20, 60)])
    if q in ("Cauchy", "StudentT"):
        edges = [-mp.pi / 2, -1.5, -1, 0, 1, 1.5, mp.pi / 2]
        return mp.quad(lambda t: density(loc + scale * mp.tan(t)) * scale / mp.cos(t) ** 2, edges)
    points = sorted([loc + scale * t for t in (-60, -20, -8, -3, -1, 0, 1, 3, 8, 20, 60)] + [mp.mpf(-1.25), mp.mpf(0.5)])
    return mp.quad(density, points)


def scalars():
    for q, others in PAIRS.items():
        for p in others:
            rows = []
            for given_q in PARAMETERS[q]:
                for given_p in PARAMETERS[p]:
                    a, b = exact(given_q), exact(given_p)
                    value = (
                        float(expectation(q, a, lambda x: LOG[q](x, **a) - LOG[p](x, **b)))
                        if inside(q, given_q, p, given_p)
                        else "Infinity"
                    )
                    rows.append({"q": given_q, "p": given_p, "value": value})
            yield {"q": q, "p": p, "rows": rows}


def gaussian2(loc, cov):
    (a, b), (c, d) = cov
    det = a * d - b * c

    def density(x, y):
        u, v = x - loc[0], y - loc[1]
        return -(d * u * u - (b + c) * u * v + a * v * v) / det / 2 - log(2 * pi) - log(det) / 2

    return density


def nodes(count=24):
    """Nodes and weights of Gauss and Legendre on [-1, 1]."""
    found = []
    for k in range(1, count + 1):
        x = mp.cos(pi * (k - mp.mpf(1) / 4) / (count + mp.mpf(1) / 2))
        for _ in range(8):
            slope = count * (x * mp.legendre(count, x) - mp.legendre(count - 1, x)) / (x * x - 1)
            x -= mp.legendre(count, x) / slope
        slope = count * (x * mp.legendre(count, x) - mp.legendre(count - 1, x)) / (x * x - 1)
        found.append((x, 2 / ((1 - x * x) * slope**2)))
    return found


UNIT_NODES = nodes()


def on_grid(f, first, second):
    """The integral over panels of a rectangle."""

    def along(edges):
        for a, b in zip(edges, edges[1:]):
            half, middle = (mp.mpf(b) - a) / 2, (mp.mpf(b) + a) / 2
            yield from ((middle + half * x, half * w) for x, w in UNIT_NODES)

    other = list(along(second))
    return sum(w * v * f(x, y) for x, w in along(first) for y, v in other)


def over_plane(f, loc, scale):
    edges = lambda i: [loc[i] + scale[i] * t for t in (-10, -4, 0, 4, 10)]
    return on_grid(f, edges(0), edges(1))


def times(l):
    (a, _), (b, d) = l
    return [[a * a, a * b], [a * b, b * b + d * d]]


def low_rank(factor, scale):
    f, s = factor, scale
    return [
        [f[0][0] ** 2 + s[0] ** 2, f[0][0] * f[1][0]],
        [f[0][0] * f[1][0], f[1][0] ** 2 + s[1] ** 2],
    ]


def numbers(x):
    return [numbers(v) for v in x] if isinstance(x, list) else mp.mpf(x)


def plane(q, given_q, cov_q, p, given_p, cov_p):
    loc_q, loc_p = numbers(given_q["loc"]), numbers(given_p["loc"])
    lq, lp = gaussian2(loc_q, cov_q), gaussian2(loc_p, cov_p)
    spread = [sqrt(cov_q[0][0]), sqrt(cov_q[1][1])]
    value = over_plane(lambda x, y: exp(lq(x, y)) * (lq(x, y) - lp(x, y)), loc_q, spread)
    return {"q": q, "p": p, "rows": [{"q": given_q, "p": given_p, "value": float(value)}]}


def diagonal(scale):
    return [[scale[0] ** 2, mp.mpf(0)], [mp.mpf(0), scale[1] ** 2]]


def vectors():
    m = {"loc": [0.5, -1], "scaleTril": [[1.25, 0], [-0.5, 0.75]]}
    n = {"loc": [-0.25, 0.25], "scaleTril": [[0.75, 0], [0.5, 1.5]]}
    g = {"loc": [0.25, -0.5], "scale": [0.75, 1.5]}
    r = {"loc": [0.5, -1], "factor": [[0.75], [-1.25]], "scale": [0.5, 0.75]}
    tm, tn = times(numbers(m["scaleTril"])), times(numbers(n["scaleTril"]))
    dg = diagonal(numbers(g["scale"]))
    tr = low_rank(numbers(r["factor"]), numbers(r["scale"]))
    yield plane("MultivariateGaussian", m, tm, "MultivariateGaussian", n, tn)
    yield plane("MultivariateGaussian", m, tm, "Gaussian", g, dg)
    yield plane("Gaussian", g, dg, "MultivariateGaussian", n, tn)
    yield plane("LowRankMultivariateGaussian", r, tr, "Gaussian", g, dg)
    a, b = {"concentration": [2.5, 1.5, 3]}, {"concentration": [1, 2, 0.75]}

    def dirichlet(given):
        c = numbers(given["concentration"])
        normaliser = lg(sum(c)) - sum(lg(v) for v in c)
        return lambda *parts: normaliser + sum((v - 1) * log(w) for v, w in zip(c, parts))

    la, lb = dirichlet(a), dirichlet(b)

    def broken(s, t):
        """A stick broken at 1/(1 + exp -s), and the rest of it at 1/(1 + exp -t)."""
        (x, rest), (u, v) = ((1 / (1 + exp(-r)), 1 / (1 + exp(r))) for r in (s, t))
        parts = (x, u * rest, v * rest)
        return exp(la(*parts)) * (la(*parts) - lb(*parts)) * x * rest * rest * u * v

    edges = [-30, -12, -6, -3, 0, 3, 6, 12, 30]
    value = float(on_grid(broken, edges, edges))
    yield {"q": "Dirichlet", "p": "Dirichlet", "rows": [{"q": a, "p": b, "value": value}]}
    # von Mises-Fisher on the sphere in three dimensions: its density is κ/(4π sinh κ) exp(κ μ·x)
    f = {"loc": [0.6, 0, 0.8], "concentration": 2.5}
    h = {"loc": [0, 1, 0], "concentration": 0.75}
    unit = lambda given: (numbers(given["loc"]), mp.mpf(given["concentration"]))

    def on_sphere(p):
        (mu, kappa) = unit(f)
        lq = lambda x: log(kappa / (4 * pi * mp.sinh(kappa))) + kappa * sum(s * t for s, t in zip(mu, x))

        def at(w, phi):
            t = sqrt(1 - w * w)
            x = (t * mp.cos(phi), t * mp.sin(phi), w)
            return exp(lq(x)) * (lq(x) - p(x))

        return float(on_grid(at, [-1, 0, 1], [0, pi, 2 * pi]))

    def fisher(x):
        (mu, kappa) = unit(h)
        return log(kappa / (4 * pi * mp.sinh(kappa))) + kappa * sum(s * t for s, t in zip(mu, x))

    yield {"q": "VonMisesFisher", "p": "VonMisesFisher", "rows": [{"q": f, "p": h, "value": on_sphere(fisher)}]}
    c, d = {"logits": [0.5, -1, 2]}, {"logits": [0, 1, -0.5]}
    softmax = lambda v: [exp(x) / sum(exp(y) for y in v) for x in v]
    pc, pd = softmax(numbers(c["logits"])), softmax(numbers(d["logits"]))
    value = float(sum(x * log(x / y) for x, y in zip(pc, pd)))
    for name in ("Categorical", "OneHotCategorical"):
        yield {"q": name, "p": name, "rows": [{"q": c, "p": d, "value": value}]}


if __name__ == "__main__":
    pairs = [*scalars(), *vectors()]
    out = {"source": f"mpmath {mp.__version__}, {mp.mp.dps} digits: quadrature of q (log q - log p)", "pairs": pairs}
    path = Path(__file__).resolve().parent.parent / "kl.json"
    path.write_text(json.dumps(out, indent=1) + "\n")
    print(len(pairs), "pairs,", sum(len(p["rows"]) for p in pairs), "values")
