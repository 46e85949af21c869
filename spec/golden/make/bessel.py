"""
Writes ../bessel.json: modified Bessel functions by their logarithm, and the ratio of neighbours, with derivatives, with
200 digits by mpmath at points that are float32.

    pip install mpmath numpy && python spec/golden/make/bessel.py
"""

import json
from pathlib import Path

import mpmath as mp
import numpy as np

mp.mp.dps = 200
LARGEST = mp.mpf(float(np.finfo(np.float32).max))
SMALLEST = mp.mpf(2) ** -149
ORDERS = [0, 0.5, 1, 3, 24.5, 99, 499]
POINTS = [1e-18, 1e-6, 1e-3, 0.1, 0.7, 2, 5, 11, 30, 100, 400, 1e3, 1e4, 1e6, 1e15, 1e30]


def held(value):
    """What float32 makes of a number: null where it cannot hold it, 0 below the smallest."""
    return None if abs(value) > LARGEST else 0.0 if abs(value) < SMALLEST else float(value)


def functions(order, x):
    nu = mp.mpf(order)
    value = mp.besseli(nu, x)
    ratio = mp.besseli(nu + 1, x) / value
    n = 2 * nu + 1
    slope = 1 - ratio**2 - n * ratio / x
    bend = -2 * ratio * slope - n * (slope / x - ratio / x**2)
    log_value = mp.log(value)
    return {
        "besselRatio": (ratio, slope, bend),
        "logNormalizedBesselI": (log_value + mp.loggamma(nu + 1) - nu * mp.log(x / 2), ratio, slope),
        "logBesselI": (log_value, nu / x + ratio, slope - nu / x**2),
    }


def rows():
    at = [float(v) for v in np.float32(POINTS)]
    for order in ORDERS:
        found = [functions(order, mp.mpf(x)) for x in at]
        for name in found[0]:
            columns = {
                key: [held(f[name][i]) for f in found] for i, key in enumerate(["value", "first", "second"])
            }
            yield {"name": f"{name} {order:g}", "at": at, **columns}


text = ",\n".join(json.dumps(row) for row in rows())
source = json.dumps(f"mpmath {mp.__version__}, 200 digits")
Path(__file__).parent.parent.joinpath("bessel.json").write_text(f'{{"source": {source},\n"functions": [\n{text}\n]}}\n')
