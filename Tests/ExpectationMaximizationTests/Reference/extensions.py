"""Reference values for chains and mixtures with more to them: direct maximization and sums over all paths.

Nothing here is EM: likelihoods are maximized by SciPy's BFGS, posteriors of chains are sums over all paths,
and the bootstrap has a random generator of its own. Run as `python3 extensions.py > extensions.json` with
numpy and scipy.
"""

import itertools
import json
import pathlib

import numpy as np
from scipy import stats
from scipy.optimize import minimize
from scipy.special import digamma, expit, gammaln, log_softmax, logsumexp, softmax

rng = np.random.default_rng(2027)
out = {}


def maximum(negative, start):
    best = minimize(negative, start, method="Nelder-Mead",
                    options=dict(maxiter=40000, maxfev=40000, xatol=1e-10, fatol=1e-13, adaptive=True))
    best = minimize(negative, best.x, method="BFGS", options=dict(gtol=1e-9))
    return best.x, -best.fun


# A chain of three states in which two transitions are fixed: A[0][2] = 0.1 and A[1][1] = 0.6.
states, counts = [0], []
A = np.array([[0.7, 0.2, 0.1], [0.2, 0.6, 0.2], [0.1, 0.3, 0.6]])
for _ in range(200):
    counts.append(int(rng.poisson([2.0, 9.0, 25.0][states[-1]])))
    states.append(int(rng.choice(3, p=A[states[-1]])))
counts = np.array(counts)


def unpack(t):
    a, b = expit(t[0]), expit(t[1])
    rows = np.array([[0.9 * a, 0.9 * (1 - a), 0.1], [0.4 * b, 0.6, 0.4 * (1 - b)],
                     softmax([t[2], t[3], 0])])
    return rows, np.exp(t[4:7])


def chain(t):
    rows, rates = unpack(t)
    logs = stats.poisson.logpmf(counts[:, None], rates[None, :])
    p, total = np.array([1.0, 0, 0]), 0.0
    for n in range(len(counts)):
        p = p * np.exp(logs[n])
        total += np.log(p.sum())
        p = (p / p.sum()) @ rows
    return -total


t, ll = maximum(chain, [0, 0, 0, 0, np.log(3), np.log(8), np.log(20)])
rows, rates = unpack(t)
out["fixed_transitions"] = dict(counts=counts.tolist(), loglik=ll, transitions=rows.tolist(),
                                rates=rates.tolist())

# Variational Bayes of a chain of categories, by all paths.
sequences = [[0, 1, 1, 2, 0, 2, 2], [2, 2, 0, 1, 0], [1]]
prior = [0.5, 0.8, 0.6]  # initial, transitions, emissions
first = np.array([1.5, 0.9])
steps = np.array([[2.0, 0.7], [0.9, 1.6]])
symbols = np.array([[1.2, 2.0, 0.7], [1.6, 0.8, 1.9]])


def divergence(a, b):
    return (gammaln(a.sum()) - gammaln(b.sum()) + (gammaln(b) - gammaln(a)).sum()
            + ((a - b) * (digamma(a) - digamma(a.sum()))).sum())


bounds = []
for _ in range(8):
    mean_log = lambda a: digamma(a) - digamma(a.sum(-1, keepdims=True))
    lf, ls, ly = mean_log(first), mean_log(steps), mean_log(symbols)
    nf, ns, ny = np.full(2, prior[0]), np.full((2, 2), prior[1]), np.full((2, 3), prior[2])
    bound = -divergence(first, np.full(2, prior[0]))
    for k in range(2):
        bound -= divergence(steps[k], np.full(2, prior[1]))
        bound -= divergence(symbols[k], np.full(3, prior[2]))
    for x in sequences:
        paths = list(itertools.product(range(2), repeat=len(x)))
        joint = np.array([lf[z[0]] + sum(ls[a, b] for a, b in zip(z, z[1:]))
                          + sum(ly[k, v] for k, v in zip(z, x)) for z in paths])
        bound += logsumexp(joint)
        for z, q in zip(paths, softmax(joint)):
            nf[z[0]] += q
            for a, b in zip(z, z[1:]):
                ns[a, b] += q
            for k, v in zip(z, x):
                ny[k, v] += q
    bounds.append(bound)
    first, steps, symbols = nf, ns, ny
out["variational_chain"] = dict(sequences=sequences, bounds=bounds, initial=first.tolist(),
                                transitions=steps.tolist(), emissions=symbols.tolist())

# Two Poisson components whose weights depend on a covariate; and three normal ones on two of them.
w = np.round(rng.normal(0, 1.5, 180), 3)
z = rng.random(180) < expit(-0.4 + 1.1 * w)
x = np.where(z, rng.poisson(9.0, 180), rng.poisson(2.0, 180))


def gated(t):
    gate = t[0] + t[1] * w
    return -np.sum(np.logaddexp(-np.logaddexp(0, gate) + stats.poisson.logpmf(x, np.exp(t[2])),
                                -np.logaddexp(0, -gate) + stats.poisson.logpmf(x, np.exp(t[3]))))


t, ll = maximum(gated, [0, 0, np.log(3), np.log(7)])
two = dict(covariates=w.tolist(), counts=x.tolist(), loglik=ll, gate=t[:2].tolist(),
           rates=np.exp(t[2:]).tolist())

w2 = np.round(rng.normal(0, 1, (240, 2)), 3)
scores = np.column_stack([np.zeros(240), 0.3 + 0.9 * w2[:, 0], -0.2 - 0.7 * w2[:, 0] + 0.8 * w2[:, 1]])
z = [int(rng.choice(3, p=softmax(s))) for s in scores]
y = np.round(rng.normal(np.array([-3.0, 0.5, 4.0])[z], np.array([0.7, 1.0, 0.8])[z]), 3)


def three(t):
    g = np.column_stack([np.zeros(240), t[0] + w2 @ t[1:3], t[3] + w2 @ t[4:6]])
    logs = stats.norm.logpdf(y[:, None], t[6:9][None, :], np.exp(t[9:12])[None, :])
    return -np.sum(logsumexp(log_softmax(g, axis=1) + logs, axis=1))


best = minimize(three, [0] * 6 + [-3, 0, 4] + [0] * 3, method="BFGS", options=dict(gtol=1e-8))
t, ll = maximum(three, best.x)
out["concomitant"] = dict(two=two, three=dict(
    covariates=w2.tolist(), values=y.tolist(), loglik=ll, gate=t[:6].tolist(), means=t[6:9].tolist(),
    deviations=np.exp(t[9:12]).tolist()))

# One Poisson component or two: the likelihood ratio, and its p-value by samples from one.
x = rng.poisson(np.where(rng.random(120) < 0.5, 3.2, 5.2))


def ratio(x):
    one = stats.poisson.logpmf(x, x.mean()).sum()

    def two(t):
        s = expit(t[0])
        return -np.sum(np.logaddexp(np.log(s) + stats.poisson.logpmf(x, np.exp(t[1])),
                                    np.log1p(-s) + stats.poisson.logpmf(x, np.exp(t[2]))))
    best = min((minimize(two, [0, np.log(x.mean()) - d, np.log(x.mean()) + d], method="Nelder-Mead",
                         options=dict(maxiter=600, xatol=1e-4, fatol=1e-7)).fun for d in (0.2, 0.6)))
    return 2 * (max(-best, one) - one)


def refined(x):
    def two(t):
        s = expit(t[0])
        return -np.sum(np.logaddexp(np.log(s) + stats.poisson.logpmf(x, np.exp(t[1])),
                                    np.log1p(-s) + stats.poisson.logpmf(x, np.exp(t[2]))))
    t, ll = maximum(two, [0, np.log(x.mean()) - 0.3, np.log(x.mean()) + 0.3])
    return 2 * (ll - stats.poisson.logpmf(x, x.mean()).sum())


samples = np.array([ratio(rng.poisson(x.mean(), len(x))) for _ in range(1000)])
statistic = refined(x)
out["likelihood_ratio"] = dict(counts=x.tolist(), statistic=statistic,
                               p=(1 + int((samples >= statistic).sum())) / 1001)

# Three components of the iris with one variance for each column, and with a single variance.
iris = np.loadtxt(pathlib.Path(__file__).with_name("iris.csv"), delimiter=",", skiprows=1, usecols=range(4))
species = np.array([iris[i:i + 50].mean(0) for i in (0, 50, 100)])


def shared(width):
    def negative(t):
        logs = log_softmax(np.r_[t[:2], 0])[None, :] - 0.5 * (
            np.sum((iris[:, None, :] - t[2:14].reshape(1, 3, 4)) ** 2 * np.exp(-t[14:]), axis=2)
            + np.sum(t[14:]) * 4 / width + 4 * np.log(2 * np.pi))
        return -np.sum(logsumexp(logs, axis=1))
    best = minimize(negative, np.r_[0, 0, species.ravel(), np.full(width, -2.0)], method="BFGS",
                    options=dict(gtol=1e-7))
    t = best.x
    return dict(loglik=-best.fun, weights=softmax(np.r_[t[:2], 0]).tolist(),
                means=t[2:14].reshape(3, 4).tolist(), variances=np.exp(t[14:]).tolist())


out["tied"] = dict(start=species.tolist(), diagonal=shared(4), spherical=shared(1))

print(json.dumps(out))
