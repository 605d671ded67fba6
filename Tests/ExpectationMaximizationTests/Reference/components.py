"""Reference values for components, gaps, and predictions: SciPy's densities, direct maximization.

Nothing here is EM: likelihoods are maximized by SciPy's optimizers (Nelder-Mead, then BFGS) from the
starts of the tests, chains are summed over all paths, and the rotation is that of varimax by grid search.
Run as `python3 components.py > components.json` with numpy and scipy.
"""

import itertools
import json

import numpy as np
from scipy import stats
from scipy.optimize import minimize
from scipy.special import expit, logsumexp

rng = np.random.default_rng(2026)


def maximum(negative, start):
    best = minimize(negative, start, method="Nelder-Mead",
                    options=dict(maxiter=40000, maxfev=40000, xatol=1e-10, fatol=1e-13, adaptive=True))
    best = minimize(negative, best.x, method="BFGS", options=dict(gtol=1e-9))
    best = minimize(negative, best.x, method="Nelder-Mead",
                    options=dict(maxiter=40000, maxfev=40000, xatol=1e-11, fatol=1e-13, adaptive=True))
    return best.x, -best.fun


def mixture(values, logpdf, start):
    """Two components with two parameters each, all by their logarithms; the weight by its logit."""
    def negative(t):
        w = expit(t[0])
        a = np.log(w) + logpdf(values, t[1], t[2])
        b = np.log1p(-w) + logpdf(values, t[3], t[4])
        return -np.sum(np.logaddexp(a, b))
    t, loglik = maximum(negative, start)
    return t, loglik


out = {}

# Gamma: shape and rate.
x = np.round(np.concatenate([rng.gamma(2.0, 1.0, 60), rng.gamma(9.0, 1.0, 60)]), 3)
f = lambda v, a, b: stats.gamma.logpdf(v, np.exp(a), scale=np.exp(-b))
t, ll = mixture(x, f, [0, np.log(2), 0, np.log(9), 0])
out["gamma"] = dict(values=x.tolist(), loglik=ll, weight=expit(t[0]), parameters=np.exp(t[1:]).tolist())

# Log-normal: mean and standard deviation of the logarithm.
x = np.round(np.concatenate([rng.lognormal(0.0, 0.5, 60), rng.lognormal(2.0, 0.3, 60)]), 3)
f = lambda v, m, s: stats.lognorm.logpdf(v, np.exp(s), scale=np.exp(m))
t, ll = mixture(x, f, [0, 0, np.log(0.5), 2, np.log(0.5)])
out["lognormal"] = dict(values=x.tolist(), loglik=ll, weight=expit(t[0]),
                        parameters=[t[1], np.exp(t[2]), t[3], np.exp(t[4])])

# One negative binomial distribution: mean and size.
x = rng.negative_binomial(1.5, 1.5 / 5.5, 150)
t, ll = maximum(
    lambda t: -np.sum(stats.nbinom.logpmf(x, np.exp(t[1]), 1 / (1 + np.exp(t[0] - t[1])))), [1, 0])
out["negative_binomial"] = dict(values=x.tolist(), loglik=ll, mean=np.exp(t[0]), size=np.exp(t[1]))

# One zero-inflated Poisson distribution.
x = np.where(rng.random(120) < 0.4, 0, rng.poisson(2.5, 120))
def negative(t):
    other = np.log1p(-expit(t[0])) + stats.poisson.logpmf(x, np.exp(t[1]))
    return -np.sum(np.where(x == 0, np.logaddexp(np.log(expit(t[0])), other), other))
t, ll = maximum(negative, [0, 0])
out["zero_inflated"] = dict(values=x.tolist(), loglik=ll, zeros=expit(t[0]), rate=np.exp(t[1]))

# A chain with gaps, summed over all its paths.
counts = [1, 0, None, 2, 7, None, None, 6, 5, 1]
pi, A, rates = np.array([0.6, 0.4]), np.array([[0.9, 0.1], [0.2, 0.8]]), [1.0, 5.0]
paths = list(itertools.product([0, 1], repeat=len(counts)))
logs = []
for path in paths:
    value = np.log(pi[path[0]]) + sum(np.log(A[i, j]) for i, j in zip(path, path[1:]))
    value += sum(stats.poisson.logpmf(c, rates[s]) for c, s in zip(counts, path) if c is not None)
    logs.append(value)
total = logsumexp(logs)
p = np.exp(np.array(logs) - total)
second = [sum(w for w, path in zip(p, paths) if path[t] == 1) for t in range(len(counts))]
out["gaps"] = dict(loglik=total, second_state=second)

# A chain whose states emit from mixtures, summed over all paths.
values = [-2.1, -0.2, 0.3, 4.2, 6.8, 3.9, -1.9]
weights, means, deviations = [[0.3, 0.7], [0.5, 0.5]], [[-2, 0], [4, 7]], [[1, 0.5], [1, 2]]
logs = []
for path in itertools.product([0, 1], repeat=len(values)):
    value = np.log(pi[path[0]]) + sum(np.log(A[i, j]) for i, j in zip(path, path[1:]))
    for v, s in zip(values, path):
        value += logsumexp([np.log(w) + stats.norm.logpdf(v, m, d)
                            for w, m, d in zip(weights[s], means[s], deviations[s])])
    logs.append(value)
out["mixture_emissions"] = dict(loglik=logsumexp(logs))

# The predictive density of a variational mixture (Bishop 10.81), by SciPy's multivariate t.
alpha, beta, nu = [3.0, 5.0], [4.0, 6.0], [5.0, 7.0]
m = [[0.0, 1.0], [3.0, 2.0]]
inverse_scales = [[[2.0, 0.3], [0.3, 1.0]], [[4.0, -1.0], [-1.0, 3.0]]]
points = [[0.5, 0.5], [3.0, 2.5], [-4.0, 6.0]]
densities = []
for point in points:
    density = 0.0
    for a, b, n, mean, scale in zip(alpha, beta, nu, m, inverse_scales):
        degrees = n + 1 - 2
        shape = np.array(scale) * (1 + b) / (degrees * b)
        density += a / sum(alpha) * stats.multivariate_t.pdf(point, mean, shape, df=degrees)
    densities.append(float(np.log(density)))
out["predictive"] = dict(log_densities=densities)

# Varimax of two factors: the angle of the largest criterion, on a fine grid and then by bisection.
L = np.array([[0.8, 0.3], [0.7, 0.4], [0.6, 0.5], [0.3, -0.6], [0.2, -0.7], [0.4, -0.5]])
def criterion(angle):
    c, s = np.cos(angle), np.sin(angle)
    square = (L @ np.array([[c, -s], [s, c]])) ** 2
    return np.sum(np.var(square, axis=0))
angles = np.linspace(0, np.pi / 2, 200001)
best = angles[np.argmax([criterion(a) for a in angles])]
fine = minimize(lambda a: -criterion(a[0]), [best], method="Nelder-Mead",
                options=dict(xatol=1e-14, fatol=1e-18))
out["varimax"] = dict(loadings=L.tolist(), criterion=criterion(fine.x[0]))

print(json.dumps(out, indent=1))
