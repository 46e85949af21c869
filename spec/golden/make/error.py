"""
Writes ../error.json: the error functions of src/special with their first and second derivatives, with 60 digits by
mpmath at points that are float32.

    pip install mpmath numpy && python spec/golden/make/error.py
"""

import json
from pathlib import Path

import mpmath as mp
import numpy as np

mp.mp.dps = 60
LARGEST = mp.mpf(float(np.finfo(np.float32).max))


def singles(values):
    return [float(v) for v in np.float32(values)]


def both(values):
    return sorted({s * v for v in values for s in (-1, 1)})


SMALL = [1e-30, 1e-10, 1e-5, 1e-3, 0.02, 0.1]
MIDDLE = [0.3, 0.5, 0.7, 0.9, 0.99, 1, 1.01, 1.3, 1.7, 2, 2.5, 3, 3.7, 4.5, 5.3]


def phi(x):
    return mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)


def cdf(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def log_cdf(x):
    return log_tail(-x) if x < -1000 else mp.log(cdf(x)) if x < 0 else mp.log1p(-cdf(-x))


def log_tail(a):
    """log of the mass beyond a large a, by the continued fraction of the ratio."""
    return -a * a / 2 - mp.log(2 * mp.pi) / 2 - mp.log(a + excess(a))


def excess(a):
    fraction = mp.mpf(0)
    for k in range(100, 0, -1):
        fraction = k / (a + fraction)
    return fraction


def ratio(x):
    return -x + excess(-x) if x < -1000 else phi(x) / cdf(x)


def lifted(x):
    return excess(-x) if x < -1000 else phi(x) / cdf(x) + x


def erfinv(x):
    return mp.erfinv(x)


def quantile(p):
    if p > mp.mpf("1e-4"):
        return mp.sqrt(2) * mp.erfinv(2 * p - 1)
    return mp.findroot(lambda z: log_cdf(z) - mp.log(p), -mp.sqrt(-2 * mp.log(p)))


root_two_pi = mp.sqrt(2 * mp.pi)
# each with its value and its two derivatives
FUNCTIONS = {
    "erf": (
        mp.erf,
        lambda x: 2 / mp.sqrt(mp.pi) * mp.exp(-x * x),
        lambda x: -4 * x / mp.sqrt(mp.pi) * mp.exp(-x * x),
        both(SMALL + MIDDLE + [8, 9, 1e5, 1e30]),
    ),
    "erfc": (
        mp.erfc,
        lambda x: -2 / mp.sqrt(mp.pi) * mp.exp(-x * x),
        lambda x: 4 * x / mp.sqrt(mp.pi) * mp.exp(-x * x),
        both(SMALL + MIDDLE + [6.3, 7.7, 8, 9, 9.1, 1e5, 1e30]),
    ),
    "normalCdf": (
        cdf,
        phi,
        lambda x: -x * phi(x),
        both(SMALL + MIDDLE + [6.3, 7.7, 9.3, 11.1, 12.7, 1e5, 1e30]),
    ),
    "logNormalCdf": (
        log_cdf,
        ratio,
        lambda x: -ratio(x) * lifted(x),
        both(SMALL + MIDDLE + [7.7, 12.7]) + [-15.0, -40.0, -300.0, -1e4, -1e7, -1e15, 1e5, 1e30],
    ),
    "erfinv": (
        erfinv,
        lambda x: mp.sqrt(mp.pi) / 2 * mp.exp(erfinv(x) ** 2),
        lambda x: mp.pi / 2 * erfinv(x) * mp.exp(2 * erfinv(x) ** 2),
        both(SMALL + [0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.998, 0.9999, 0.999999, 1 - 2**-24]),
    ),
    "normalQuantile": (
        quantile,
        lambda p: 1 / phi(quantile(p)),
        lambda p: quantile(p) / phi(quantile(p)) ** 2,
        [1e-30, 1e-20, 1e-15, 1e-10, 1e-8, 1e-6, 1e-3, 0.01, 0.1, 0.3, 0.45, 0.4999, 0.5001, 0.7, 0.99, 0.9999],
    ),
    "log1mexp": (
        lambda x: mp.log(-mp.expm1(x)),
        lambda x: -1 / mp.expm1(-x),
        lambda x: -mp.exp(-x) / mp.expm1(-x) ** 2,
        [-v for v in [1e-15, 1e-10, 1e-5, 1e-3, 0.1, 0.5, 0.69, 0.7, 1, 3, 10, 30, 80, 1000, 1e30]],
    ),
}


def clipped(value):
    """What float32 makes of a number that it cannot hold; JSON has no infinity."""
    return None if abs(value) > LARGEST else float(value)


def rows():
    for name, (value, first, second, points) in FUNCTIONS.items():
        at = singles(points)
        exact = [mp.mpf(v) for v in at]
        yield {
            "name": name,
            "at": at,
            "value": [clipped(value(x)) for x in exact],
            "first": [clipped(first(x)) for x in exact],
            "second": [clipped(second(x)) for x in exact],
        }


text = ",\n".join(json.dumps(row) for row in rows())
source = json.dumps(f"mpmath {mp.__version__}, 60 digits")
Path(__file__).parent.parent.joinpath("error.json").write_text(f'{{"source": {source},\n"functions": [\n{text}\n]}}\n')
