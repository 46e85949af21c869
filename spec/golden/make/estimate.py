"""Writes ../estimate.json: what fits by likelihood should find.

Run: python3 -m venv venv && venv/bin/pip install "scikit-learn==1.9.1" "scipy==1.17.1" && venv/bin/python estimate.py

The data are multiples of 1/256, which float32 holds exactly, and so are the starts of the mixtures. The paths are those
of sklearn.mixture.GaussianMixture without its regularisation, one fit for each number of iterations. The closed forms
are those of scipy.stats and numpy. The linear Gaussian model is evaluated as a multivariate normal of scipy.stats.
"""

import gzip
import json
import warnings
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy.stats import laplace, multivariate_normal, norm
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

warnings.filterwarnings("ignore", category=ConvergenceWarning)

HERE = Path(__file__).parent
ITERATIONS = 12


def on_grid(x):
    return np.round(np.asarray(x) * 256) / 256


def data():
    """Three clouds that overlap, of different shapes."""
    random = np.random.default_rng(4)
    factors = [
        [[1, 0, 0], [0.5, 0.5, 0], [0, 0.25, 1]],
        [[0.5, 0, 0], [0, 1, 0], [0.75, 0, 0.25]],
        [[2, 0, 0], [-1, 0.5, 0], [0.5, 0, 0.5]],
    ]
    centres = [[0, 0, 0], [3, 1, -1], [-1, 4, 2]]
    sizes = [61, 40, 52]
    clouds = [c + random.normal(size=(n, 3)) @ np.array(f).T for f, c, n in zip(factors, centres, sizes)]
    return on_grid(np.vstack(clouds))


def columns(x):
    return {
        "gaussian": {"loc": x.mean(0).tolist(), "scale": x.std(0).tolist()}
        | {"logLikelihood": float(sum(norm.logpdf(x[:, j], *norm.fit(x[:, j])).mean() for j in range(3)))},
        "laplace": {
            "loc": [laplace.fit(x[:, j])[0] for j in range(3)],
            "scale": [laplace.fit(x[:, j])[1] for j in range(3)],
            "logLikelihood": float(sum(laplace.logpdf(x[:, j], *laplace.fit(x[:, j])).mean() for j in range(3))),
        },
        "multivariate": {
            "loc": x.mean(0).tolist(),
            "scaleTril": np.linalg.cholesky(np.cov(x.T, bias=True)).ravel().tolist(),
            "logLikelihood": float(multivariate_normal(x.mean(0), np.cov(x.T, bias=True)).logpdf(x).mean()),
        },
    }


WEIGHTS = np.array([0.25, 0.25, 0.5])
MEANS = np.array([[0.5, 1, 0], [2, 0, 0], [-0.5, 2, 1]])
FACTORS = {
    "full": np.array(
        [
            [[1, 0, 0], [0.5, 1.5, 0], [0, 0, 1]],
            [[1, 0, 0], [0, 1, 0], [-0.5, 0, 2]],
            [[2, 0, 0], [0, 1, 0], [0, 0.5, 1]],
        ]
    ),
    "diagonal": np.array([[1, 1.5, 1], [1, 1, 2], [2, 1, 0.5]]),
    "tied": np.array([[1.5, 0, 0], [0.5, 1, 0], [0, -0.5, 2]]),
}


def covariance(kind):
    f = FACTORS[kind]
    return f**2 if kind == "diagonal" else f @ np.swapaxes(f, -1, -2)


def precision(kind):
    c = covariance(kind)
    return 1 / c if kind == "diagonal" else np.linalg.inv(c)


def first(x, kind):
    c = covariance(kind)
    each = [np.diag(c[k]) if kind == "diagonal" else c if kind == "tied" else c[k] for k in range(3)]
    densities = sum(w * multivariate_normal(m, e).pdf(x) for w, m, e in zip(WEIGHTS, MEANS, each))
    return float(np.log(densities).mean())


def mixture(x, kind):
    path = [first(x, kind)]
    for iterations in range(1, ITERATIONS + 1):
        fitted = GaussianMixture(
            3,
            covariance_type={"diagonal": "diag"}.get(kind, kind),
            tol=0,
            reg_covar=0,
            max_iter=iterations,
            weights_init=WEIGHTS,
            means_init=MEANS,
            precisions_init=precision(kind),
        ).fit(x)
        path.append(float(fitted.score(x)))
    c = fitted.covariances_
    return {
        "start": FACTORS[kind].ravel().tolist(),
        "path": path,
        "weights": fitted.weights_.tolist(),
        "loc": fitted.means_.ravel().tolist(),
        "factor": (np.sqrt(c) if kind == "diagonal" else np.linalg.cholesky(c)).ravel().tolist(),
    }


def linear_gaussian():
    w = np.array([[1, 0.5], [-0.5, 2], [0.25, 0.75]])
    loc, x, noise = np.array([0.1, -0.2, 0.3]), np.array([1, -1, 0.5]), 0.25
    m = w.T @ w + noise * np.eye(2)
    mean, cov = np.linalg.solve(m, w.T @ (x - loc)), noise * np.linalg.inv(m)
    evidence = float(multivariate_normal(loc, w @ w.T + noise * np.eye(3)).logpdf(x))
    diagonal = noise / np.diag(m)

    def elbo(q_mean, q_variance):
        """Of a factorised q, in closed form."""
        r = x - loc - w @ q_mean
        expected = norm.logpdf(r, 0, noise**0.5).sum() - 0.5 * (w**2 @ q_variance).sum() / noise
        kl = 0.5 * (q_mean**2 + q_variance - 1 - np.log(q_variance)).sum()
        return float(expected - kl)

    return {
        "weights": w.ravel().tolist(),
        "loc": loc.tolist(),
        "scale": noise**0.5,
        "x": x.tolist(),
        "evidence": evidence,
        "posteriorMean": mean.tolist(),
        "posteriorCovariance": cov.ravel().tolist(),
        "meanField": {"variance": diagonal.tolist(), "elbo": elbo(mean, diagonal)},
        "prior": {"elbo": elbo(np.zeros(2), np.ones(2))},
    }


def digits():
    """Train and test log-likelihood of the digits, divided by 16, by the number of latent units."""
    table = np.loadtxt(gzip.open(HERE / "../../../data/digits.csv.gz"), delimiter=",")[:, :64] / 16
    order = np.random.RandomState(0).permutation(len(table))
    test, train = table[order[:450]], table[order[450:]]
    values, vectors = np.linalg.eigh(np.cov(train.T, bias=True))
    values, vectors = values[::-1], vectors[:, ::-1]
    rows = []
    for q in [0, 2, 5, 8, 16]:
        noise = values[q:].mean()
        model = multivariate_normal(
            train.mean(0), vectors[:, :q] @ np.diag(values[:q] - noise) @ vectors[:, :q].T + noise * np.eye(64)
        )
        rows.append(
            {"latents": q, "scale": float(noise**0.5), "train": model.logpdf(train).mean(), "test": model.logpdf(test).mean()}
        )
    return rows


x = data()
found = {
    "source": f"scikit-learn {sklearn.__version__}, scipy {scipy.__version__}, numpy {np.__version__}",
    "data": x.ravel().tolist(),
    **columns(x),
    "mixtures": {
        "weights": WEIGHTS.tolist(),
        "loc": MEANS.ravel().tolist(),
        **{kind: mixture(x, kind) for kind in FACTORS},
    },
    "linearGaussian": linear_gaussian(),
    "digits": digits(),
}
(HERE / "../estimate.json").write_text(json.dumps(found) + "\n")
