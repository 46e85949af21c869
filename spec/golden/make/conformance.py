"""
Writes ../conformance.json: every function of src/special at twelve points in its middle and twelve at its ends, each
with its derivatives of both orders, at points that are float32. All rows are of one length, so that a GPU compiles few
programs.

    pip install "mpmath==1.4.1" numpy && python spec/golden/make/conformance.py

Functions are mpmath's with 150 digits, and derivatives central differences of steps that are 1e-20 of the argument,
which leaves some 40 digits: no formula of this package is used.
"""

import json
from pathlib import Path

import mpmath as mp
import numpy as np

mp.mp.dps = 150
STEP = mp.mpf(10) ** -20
COUNT = 12


def cdf(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def log_tail(a):
    """log of the mass beyond a large a, by the continued fraction of the ratio."""
    fraction = mp.mpf(0)
    for k in range(400, 0, -1):
        fraction = k / (a + fraction)
    return -a * a / 2 - mp.log(2 * mp.pi) / 2 - mp.log(a + fraction)


def log_cdf(x):
    return log_tail(-x) if x < -300 else mp.log(cdf(x)) if x < 0 else mp.log1p(-cdf(-x))


def root(f, at, slope):
    """Newton's method from a number of 50 bits: each step doubles the digits."""
    for _ in range(6):
        at -= f(at) / slope(at)
    return at


def erfinv(x):
    if abs(x) > mp.mpf("0.9999"):
        return far(x)
    return root(lambda y: mp.erf(y) - x, mp.mpf(float(mp.erfinv(mp.mpf(float(x))))), density)


def density(y):
    return 2 / mp.sqrt(mp.pi) * mp.exp(-y * y)


def far(x):
    """Near erfinv at the ends, by its logarithm."""
    y = mp.sqrt(-mp.log1p(-abs(x)))
    for _ in range(50):
        y -= (mp.log(mp.erfc(y)) - mp.log1p(-abs(x))) * mp.erfc(y) / -density(y)
    return mp.sign(x) * y


def quantile(p):
    if p > mp.mpf("0.02"):
        return mp.sqrt(2) * erfinv(2 * p - 1)
    z = -mp.sqrt(-2 * mp.log(p))
    for _ in range(60):
        z -= (log_cdf(z) - mp.log(p)) * cdf(z) / mp.npdf(z)
    return z


def log_beta(a, b):
    return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)


def ratio(order):
    return lambda x: mp.besseli(order + 1, x) / mp.besseli(order, x)


def log_bessel(order):
    return lambda x: mp.log(mp.besseli(order, x))


def log_normalized(order):
    return lambda x: mp.log(mp.besseli(order, x)) + mp.loggamma(order + 1) - order * mp.log(x / 2)


def lower(a, z):
    return mp.gammainc(a, 0, z, regularized=True)


def upper(a, z):
    return mp.gammainc(a, z, mp.inf, regularized=True)


def beta_lower(a, b, x):
    return mp.betainc(a, b, 0, x, regularized=True)


def gamma_inverse(a, p):
    low, high = mp.mpf(-2000), mp.mpf(20)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if lower(a, mp.exp(middle)) < p else (low, middle)
    height = lambda v: mp.exp(a * v - mp.exp(v) - mp.loggamma(a))
    return mp.exp(root(lambda v: lower(a, mp.exp(v)) - p, low, height))


def slope(a, v):
    z, h = mp.exp(v), a * STEP**2
    by_shape = (lower(a + h, z) - lower(a - h, z)) / (2 * h)
    return -by_shape / mp.exp(a * v - z - mp.loggamma(a))


def both(xs):
    return sorted({s * x for x in xs for s in (-1, 1)})


ENDS = [1e-30, 1e-20, 1e-10, 1e-5]
POSITIVE = [0.3, 0.5, 0.9, 1.2, 1.7, 2.3, 3.5, 5, 8, 20, 50, 100]
POSITIVE_ENDS = [1e-30, 1e-18, 1e-10, 1e-5, 1e-3, 0.03, 1e3, 1e5, 1e9, 1e15, 1e20, 1e30]
ORDER = [0.02, 0.1, 0.3, 0.7, 1, 2, 3.7, 5, 11, 20, 30, 55]
ORDER_ENDS = [1e-18, 1e-10, 1e-6, 1e-3, 0.1, 300, 1e3, 1e4, 1e6, 1e12, 1e15, 1e30]
REAL = [-2.5, -1.3, -0.7, -0.3, -0.02, 0.02, 0.3, 0.5, 0.9, 1.01, 1.7, 3]

SHAPES = [0.3, 0.5, 0.9, 1, 1.5, 2.5, 4, 6, 10, 20, 40, 90]
NEAR = [0.1, 0.7, 0.4, 2, 0.7, 3, 4.5, 4, 13, 17, 41, 100]
SHAPE_ENDS = [1e-30, 1e-10, 1e-6, 1e-3, 1e-3, 0.1, 0.1, 30, 200, 200, 1e3, 1e3]
POINT_ENDS = [1, 0.3, 1e-20, 1e-10, 2, 1e-6, 9, 11, 150, 270, 1010, 940]
OTHER = [5, 0.4, 1, 2.3, 77, 0.7, 30, 1.5, 6, 100, 12, 3]
WIDE = [1e-30, 1e-10, 1e-3, 1e30, 1e12, 1e-30, 1e6, 1e4, 1e-3, 1e10, 3, 100]
WIDE_OTHER = [1e-30, 3, 1e4, 1, 1e12, 1e30, 0.4, 1e-10, 1e-3, 1e8, 1e20, 1e-20]

# by name: the function, then its points in the middle and at the ends, an axis for each argument
FUNCTIONS = {
    "erf": (mp.erf, [REAL], [[-1e30, -8, -1e-10, -1e-30, 1e-30, 1e-20, 1e-10, 1e-5, 5, 8, 1e5, 1e30]]),
    "erfc": (mp.erfc, [REAL], [[-1e30, -8, -1e-10, -1e-30, 1e-30, 1e-5, 4, 5, 6.3, 8, 9, 1e30]]),
    "normalCdf": (cdf, [REAL], [[-1e30, -12.25, -11, -8, -5, -1e-10, 1e-30, 1e-5, 5, 8, 12, 1e30]]),
    "logNormalCdf": (log_cdf, [REAL], [[-1e15, -1e7, -1e4, -300, -40, -15, -12.7, -1e-30, 5, 8, 11, 1e30]]),
    "erfinv": (
        erfinv,
        [both([0.02, 0.1, 0.3, 0.5, 0.7, 0.9])],
        [[-1 + 2**-24, -0.9999, -0.99, *ENDS, 0.95, 0.99, 0.998, 0.9999, 1 - 2**-24]],
    ),
    "normalQuantile": (
        quantile,
        [[0.03, 0.07, 0.1, 0.2, 0.3, 0.45, 0.55, 0.7, 0.8, 0.9, 0.94, 0.97]],
        [[1e-30, 1e-20, 1e-15, 1e-10, 1e-8, 1e-6, 1e-4, 1e-3, 0.01, 0.4999, 0.99, 0.9999]],
    ),
    "log1mexp": (
        lambda x: mp.log(-mp.expm1(x)),
        [[-0.1, -0.2, -0.3, -0.5, -0.69, -0.7, -1, -1.5, -2, -3, -5, -8]],
        [[-1e-30, -1e-18, -1e-15, -1e-10, -1e-5, -1e-3, -20, -30, -50, -70, -80, -1e30]],
    ),
    "logAddExp": (
        lambda a, b: mp.log(mp.exp(a) + mp.exp(b)) if abs(a) < 1e3 else max(a, b),
        [REAL, [3.5, 2.2, 1.5, 1.4, 1, 0.8, 0.3, 0.5, 0.2, -0.2, -0.8, -2]],
        [
            [1e30, -1e30, 1e-30, -30, 20, 1e-10, 50, 70, -70, 3e4, -3e4, 1e30],
            [-1e30, 1e30, 1e-30, 0, -20, 1, 20, 0.5, 3, 2e4, -2e4, 1],
        ],
    ),
    "logSubExp": (
        lambda a, b: mp.log(mp.exp(a) - mp.exp(b)) if abs(a) < 1e3 else max(a, b),
        [[0.3, 0.5, 0.9, 1.3, 1.7, 2, 2.5, 3, 4, 5, 6, 7], REAL[:3] + [v - 1 for v in REAL[:9]]],
        [
            [1e30, 1e-10, 1e-5, 0.5, 20, 1, 50, 70, 3, 3e4, -2e4, 1e30],
            [-1e30, 0, 0, -30, -20, 0.875, 20, 0.5, -70, 2e4, -3e4, 1],
        ],
    ),
    "lgamma": (mp.loggamma, [POSITIVE], [POSITIVE_ENDS]),
    "digamma": (mp.digamma, [POSITIVE], [POSITIVE_ENDS]),
    "trigamma": (lambda x: mp.polygamma(1, x), [POSITIVE], [POSITIVE_ENDS]),
    "polygamma": (lambda x: mp.polygamma(2, x), [POSITIVE], [POSITIVE_ENDS]),
    "lbeta": (log_beta, [SHAPES, OTHER], [WIDE, WIDE_OTHER]),
    "digammaDifference": (lambda a, b: mp.digamma(a + b) - mp.digamma(a), [SHAPES, OTHER], [WIDE, WIDE_OTHER]),
    "logBinomialCoefficient": (
        lambda n, k: mp.log(mp.binomial(n, k)),
        [[2, 3, 5, 5, 6, 8, 10, 15, 20, 30, 60, 100], [1, 2, 2, 4, 3, 1, 7, 5, 10, 3, 30, 77]],
        [[100, 100, 1e3, 1e3, 1e4, 1e5, 1e5, 1e6, 1e6, 1e6, 3e6, 1e7], [1, 99, 2, 500, 10, 5, 9e4, 1, 3e5, 9e5, 1e6, 4]],
    ),
    "besselRatio": (ratio(1), [ORDER], [ORDER_ENDS]),
    "logBesselI": (log_bessel(3), [ORDER], [ORDER_ENDS]),
    "logNormalizedBesselI": (log_normalized(24.5), [ORDER], [ORDER_ENDS]),
    "gammainc": (lower, [SHAPES, NEAR], [SHAPE_ENDS, POINT_ENDS]),
    "gammaincc": (upper, [SHAPES, NEAR], [SHAPE_ENDS, POINT_ENDS]),
    "gammaincinv": (
        gamma_inverse,
        [SHAPES, [0.3, 0.7, 0.2, 0.5, 0.1, 0.6, 0.9, 0.05, 0.8, 0.4, 0.95, 0.5]],
        [
            [0.05, 0.05, 0.1, 0.3, 0.3, 1, 1, 5, 30, 200, 200, 1e3],
            [1e-1, 0.9, 0.3, 1e-6, 0.99, 1e-20, 1e-6, 1e-10, 1e-5, 0.001, 0.999, 0.3],
        ],
    ),
    "logGammaSampleSlope": (
        slope,
        [SHAPES, [float(np.log(v)) for v in NEAR]],
        # of smaller shapes a sample underflows long before its slope
        [[max(v, 1e-11) for v in SHAPE_ENDS], [float(np.log(v)) for v in POINT_ENDS]],
    ),
    "betainc": (
        beta_lower,
        [
            [0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 8, 10, 20, 30],
            [0.5, 2, 0.7, 3, 1, 2.5, 7, 5, 3, 30, 20, 15],
            [0.3, 0.2, 0.6, 0.25, 0.7, 0.4, 0.3, 0.5, 0.8, 0.2, 0.45, 0.7],
        ],
        [
            [0.03, 0.03, 0.03, 1e-3, 0.3, 1, 1, 10, 100, 1e3, 1e3, 300],
            [0.03, 1, 10, 0.5, 1e3, 0.03, 300, 10, 100, 1e3, 10, 1e3],
            [0.5, 0.01, 1e-6, 0.1, 1e-4, 0.9, 1e-3, 0.02, 0.51, 0.49, 0.991, 0.21],
        ],
    ),
}


def moved(x, by):
    return x + by * STEP * (abs(x) if x != 0 else 1)


def partial(f, axis):
    def slope_of(*xs):
        above, below = ([moved(x, by) if i == axis else x for i, x in enumerate(xs)] for by in (1, -1))
        return (f(*above) - f(*below)) / (above[axis] - below[axis])

    return slope_of


def curvature(f, axis):
    def second(*xs):
        above, below = ([moved(x, by) if i == axis else x for i, x in enumerate(xs)] for by in (1, -1))
        return (f(*above) - 2 * f(*xs) + f(*below)) / (above[axis] - xs[axis]) ** 2

    return second


def hessian(f, axes):
    return [[curvature(f, i) if i == j else partial(partial(f, i), j) for j in range(axes)] for i in range(axes)]


def shown(value):
    # beyond the range of float32 all are infinite, and below it 0
    return 0.0 if abs(value) < mp.mpf(10) ** -50 else float(f"{float(max(min(value, mp.mpf(1e99)), -mp.mpf(1e99))):.12g}")


def row(name, place, f, columns):
    at = [[float(np.float32(v)) for v in column] for column in columns]
    assert all(len(column) == COUNT for column in at), name
    points = [[mp.mpf(v) for v in xs] for xs in zip(*at)]
    of = lambda g: [shown(g(*xs)) for xs in points]
    axes = len(at)
    return {
        "name": name,
        "place": place,
        "at": at,
        "value": of(f),
        "first": [of(partial(f, i)) for i in range(axes)],
        "second": [[of(g) for g in line] for line in hessian(f, axes)] if axes < 3 and f not in SLOW else [],
    }


SLOW = [gamma_inverse, slope]

if __name__ == "__main__":
    rows = []
    for name, (f, middle, ends) in FUNCTIONS.items():
        for place, columns in (("middle", middle), ("ends", ends)):
            rows.append(row(name, place, f, columns))
            print(name, place, flush=True)
    text = ",\n".join(json.dumps(row) for row in rows)
    source = json.dumps(f"mpmath {mp.__version__}, {mp.mp.dps} digits")
    target = Path(__file__).parent.parent / "conformance.json"
    target.write_text(f'{{"source": {source},\n"rows": [\n{text}\n]}}\n')
