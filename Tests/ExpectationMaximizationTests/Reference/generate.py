"""Makes the reference cases 20 to 29: independent numbers for the tests beside this folder.

    pip install numpy scikit-learn==1.9.1 hmmlearn==0.3.3
    python generate.py

Every case has an exact start, data, and what another program makes of them. Numbers that no library
gives are computed here by the definition: enumeration of hidden states, densities by solve and slogdet.
Traces are total log-likelihoods in nats after 0, 1, 2, ... iterations.
"""

import itertools
import json
import math
import pathlib
import warnings

import numpy as np
from hmmlearn import hmm
from sklearn.mixture import BayesianGaussianMixture, GaussianMixture

warnings.filterwarnings("ignore")
HERE = pathlib.Path(__file__).parent
IRIS = np.loadtxt(HERE / "iris.csv", delimiter=",", skiprows=1)[:, :4]
FAITHFUL = np.loadtxt(HERE / "faithful.csv", delimiter=",", skiprows=1)


def write(name, source, **case):
    def plain(value):
        if isinstance(value, dict):
            return {key: plain(part) for key, part in value.items()}
        if isinstance(value, (list, tuple)):
            return [plain(part) for part in value]
        return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value

    text = json.dumps(plain({"source": source, **case}), indent=1)
    (HERE / f"{name}.json").write_text(text + "\n")


# Hidden Markov models, by hmmlearn without its priors.


def baum_welch(model, sequences, iterations):
    """The trace, the model after so many iterations, and Viterbi's paths."""
    values = np.concatenate(sequences)
    lengths = [len(sequence) for sequence in sequences]
    model.n_iter, model.tol, model.init_params = 1, -np.inf, ""
    trace = [model.score(values, lengths)]
    for _ in range(iterations):
        model.fit(values, lengths)
        trace.append(model.score(values, lengths))
    paths = [model.decode(sequence) for sequence in sequences]
    return {
        "loglik_trace": trace,
        "start": model.startprob_,
        "trans": model.transmat_,
        "viterbi_joint_logprob": [path[0] for path in paths],
        "viterbi_paths": [path[1] for path in paths],
    }


def started(model, start, trans):
    model.startprob_, model.transmat_ = np.array(start), np.array(trans)
    return model


def categorical_hmm():
    random = np.random.default_rng(4)
    start, trans = [0.6, 0.4], [[0.7, 0.3], [0.2, 0.8]]
    emission = [[0.4, 0.3, 0.2, 0.1], [0.1, 0.2, 0.3, 0.4]]
    truth = started(hmm.CategoricalHMM(2), [0.5, 0.5], [[0.9, 0.1], [0.15, 0.85]])
    truth.emissionprob_ = np.array([[0.6, 0.2, 0.15, 0.05], [0.05, 0.15, 0.1, 0.7]])
    truth.n_features = 4
    sequences = [truth.sample(n, random_state=int(random.integers(1 << 30)))[0] for n in (60, 1, 35)]
    model = started(hmm.CategoricalHMM(2, params="ste"), start, trans)
    model.emissionprob_ = np.array(emission)
    expected = baum_welch(model, sequences, 20)
    expected["emission"] = model.emissionprob_
    held = started(hmm.CategoricalHMM(2, params="e"), start, trans)
    held.emissionprob_ = np.array(emission)
    expected["held"] = baum_welch(held, sequences, 20)
    expected["held"]["emission"] = held.emissionprob_
    # Dirichlet priors: hmmlearn's parameter is the concentration, one more than a pseudo-count.
    prior = started(
        hmm.CategoricalHMM(
            2, params="ste", startprob_prior=2, transmat_prior=3, emissionprob_prior=1.5
        ),
        start,
        trans,
    )
    prior.emissionprob_ = np.array(emission)
    expected["prior"] = baum_welch(prior, sequences, 20)
    expected["prior"]["emission"] = prior.emissionprob_
    write(
        "20_hmm_categorical",
        "hmmlearn 0.3.3, CategoricalHMM; three sequences, one of them of length 1",
        init={"start": start, "trans": trans, "emission": emission},
        sequences=[sequence[:, 0] for sequence in sequences],
        expected=expected,
    )


EARTHQUAKES = [
    int(count)
    for count in """13 14 8 10 16 26 32 27 18 32 36 24 22 23 22 18 25 21 21 14 8 11 14 23 18 17 19 20
    22 19 13 26 13 14 22 24 21 22 26 21 23 24 27 41 31 27 35 26 28 36 39 21 17 22 17 19 15 34 10 15
    22 18 15 20 15 22 19 16 30 27 29 23 20 16 21 21 25 16 18 15 18 14 10 15 8 15 6 11 8 7 18 16 13
    12 13 20 15 16 12 18 15 16 13 15 16 11 11""".split()
]


def poisson_hmm():
    sequence = np.array(EARTHQUAKES)[:, None]
    cases = {}
    for states, rates in ((2, [10, 30]), (3, [10, 20, 30])):
        stay = 0.8
        trans = np.full((states, states), (1 - stay) / (states - 1))
        np.fill_diagonal(trans, stay)
        start = np.full(states, 1 / states)
        model = hmm.PoissonHMM(states, params="stl", lambdas_prior=0, lambdas_weight=0)
        model = started(model, start, trans)
        model.lambdas_ = np.array(rates, float)[:, None]
        expected = baum_welch(model, [sequence], 30)
        expected["rates"] = model.lambdas_[:, 0]
        cases[str(states)] = {
            "init": {"start": start, "trans": trans, "rates": rates},
            "expected": expected,
        }
    write(
        "21_hmm_poisson_earthquakes",
        "hmmlearn 0.3.3, PoissonHMM; major earthquakes 1900-2006, Zucchini & MacDonald 2009, whose "
        "table 4 has -log L = 341.8787 and 328.5275 at the maxima",
        data=EARTHQUAKES,
        cases=cases,
    )


def full_hmm():
    random = np.random.default_rng(8)
    truth = started(hmm.GaussianHMM(2, "full"), [0.5, 0.5], [[0.9, 0.1], [0.2, 0.8]])
    truth.means_ = np.array([[0, 0], [2, 3.0]])
    truth.covars_ = np.array([[[1, 0.5], [0.5, 1]], [[2, -0.8], [-0.8, 1.0]]])
    sequences = [
        np.round(truth.sample(n, random_state=int(random.integers(1 << 30)))[0], 3) for n in (50, 40)
    ]
    init = {
        "start": [0.5, 0.5],
        "trans": [[0.6, 0.4], [0.4, 0.6]],
        "means": [[-1, 0], [1, 1.0]],
        "covariances": [np.eye(2) * 3, np.eye(2) * 2],
    }
    model = started(
        hmm.GaussianHMM(2, "full", params="stmc", covars_prior=0, covars_weight=0, min_covar=0),
        init["start"],
        init["trans"],
    )
    model.means_, model.covars_ = np.array(init["means"]), np.array(init["covariances"])
    # covars_weight below D would count negatively in hmmlearn's full update.
    model.covars_weight = 2
    expected = baum_welch(model, sequences, 15)
    expected |= {"means": model.means_, "covariances": model.covars_}
    write(
        "22_hmm_gaussian_full",
        "hmmlearn 0.3.3, GaussianHMM with full covariances",
        init=init,
        sequences=sequences,
        expected=expected,
    )


# Gaussian mixtures, by scikit-learn.


def climb(model, values, iterations):
    """Runs a scikit-learn mixture step by step from the parameters it has."""
    trace = [model.score(values) * len(values)]
    for _ in range(iterations):
        _, log_responsibilities = model._e_step(values)
        model._m_step(values, log_responsibilities)
        trace.append(model.score(values) * len(values))
    return trace


def gaussian_shapes():
    means = IRIS[[0, 50, 100]]
    pooled = np.cov(IRIS.T, bias=True)
    covariances = {
        "full": np.array([pooled] * 3),
        "tied": pooled,
        "diag": np.array([np.diag(pooled)] * 3),
        "spherical": np.full(3, np.trace(pooled) / 4),
    }
    cases = {}
    for shape, covariance in covariances.items():
        for regularization in (0, 1e-3):
            model = GaussianMixture(3, covariance_type=shape, reg_covar=regularization)
            model._initialize(IRIS, np.full((len(IRIS), 3), 1 / 3))
            model.weights_, model.means_ = np.full(3, 1 / 3), means.copy()
            model.covariances_ = covariance.copy()
            from sklearn.mixture._gaussian_mixture import _compute_precision_cholesky

            model.precisions_cholesky_ = _compute_precision_cholesky(model.covariances_, shape)
            trace = climb(model, IRIS, 30)
            cases[f"{shape} {regularization:g}"] = {
                "shape": shape,
                "regularization": regularization,
                "covariances": covariance,
                "loglik_trace": trace,
                "after": {
                    "weights": model.weights_,
                    "means": model.means_,
                    "covariances": model.covariances_,
                },
            }
    write(
        "23_iris_gmm3_shapes",
        "scikit-learn 1.9.1, GaussianMixture, 30 iterations, reg_covar 0 and 1e-3",
        init={"weights": np.full(3, 1 / 3), "means": means},
        cases=cases,
    )


def duplicates():
    rows = np.array([[1, 2.0]] * 3)
    model = GaussianMixture(1, reg_covar=1e-6, tol=0, max_iter=5).fit(rows)
    write(
        "24_duplicates_regularized",
        "scikit-learn 1.9.1, GaussianMixture with reg_covar 1e-6",
        rows=rows,
        expected={"covariance": model.covariances_[0], "loglik": model.score(rows) * 3},
    )


def variational():
    random = np.random.default_rng(1)
    responsibilities = np.round(random.dirichlet([1, 1, 1], len(FAITHFUL)), 6)
    responsibilities[:, 2] = 1 - responsibilities[:, 0] - responsibilities[:, 1]
    cases = {}
    for kind in ("dirichlet_distribution", "dirichlet_process"):
        model = BayesianGaussianMixture(
            n_components=3, weight_concentration_prior_type=kind, weight_concentration_prior=0.5, reg_covar=0
        )
        model._check_parameters(FAITHFUL)
        model._initialize(FAITHFUL, responsibilities)
        for _ in range(40):
            _, log_responsibilities = model._e_step(FAITHFUL)
            model._m_step(FAITHFUL, log_responsibilities)
        model._set_parameters(model._get_parameters())
        cases[kind] = {
            "weights": model.weights_,
            "means": model.means_,
            "covariances": model.covariances_,
            "mean_precisions": model.mean_precision_,
            "degrees_of_freedom": model.degrees_of_freedom_,
            "responsibilities_first5": model.predict_proba(FAITHFUL[:5]),
        }
    write(
        "25_vb_faithful",
        "scikit-learn 1.9.1, BayesianGaussianMixture, 40 iterations, reg_covar 0",
        concentration=0.5,
        responsibilities=responsibilities,
        cases=cases,
    )


# Mixtures, by the definition.


def em(values, weights, theta, log_density, fit, iterations, counts=None):
    """Any mixture: the trace and the parameters."""
    counts = np.ones(len(values)) if counts is None else counts
    trace = []
    for iteration in range(iterations + 1):
        joint = np.log(weights) + np.array([log_density(values, t) for t in theta]).T
        top = joint.max(1)
        total = top + np.log(np.exp(joint - top[:, None]).sum(1))
        trace.append(math.fsum(counts * total))
        if iteration == iterations:
            return trace, weights, theta
        shares = np.exp(joint - total[:, None]) * counts[:, None]
        weights = shares.sum(0) / counts.sum()
        theta = [fit(values, share) for share in shares.T]


def bernoulli_and_multinomial():
    random = np.random.default_rng(12)
    p = random.uniform(0.1, 0.9, (3, 6))
    labels = random.choice(3, 250, p=[0.5, 0.3, 0.2])
    rows = (random.uniform(size=(250, 6)) < p[labels]).astype(int)
    start = np.round(random.uniform(0.3, 0.7, (3, 6)), 3)
    trace, weights, theta = em(
        rows,
        np.full(3, 1 / 3),
        list(start),
        lambda x, t: x @ np.log(t) + (1 - x) @ np.log(1 - t),
        lambda x, share: share @ x / share.sum(),
        30,
    )
    counts = np.array([random.multinomial(random.integers(3, 15), q) for q in
                       np.array([[0.6, 0.3, 0.1], [0.1, 0.3, 0.6]])[random.choice(2, 120)]])
    coefficient = np.array(
        [math.lgamma(r.sum() + 1) - sum(math.lgamma(c + 1) for c in r) for r in counts]
    )
    begin = np.array([[0.4, 0.35, 0.25], [0.25, 0.35, 0.4]])
    trace2, weights2, theta2 = em(
        counts,
        np.full(2, 0.5),
        list(begin),
        lambda x, t: coefficient + x @ np.log(t),
        lambda x, share: share @ x / (share @ x).sum(),
        30,
    )
    write(
        "26_bernoulli_multinomial",
        "by the definition, numpy",
        bernoulli={
            "rows": rows, "init": start, "loglik_trace": trace, "weights": weights, "after": theta
        },
        multinomial={
            "rows": counts, "init": begin, "loglik_trace": trace2, "weights": weights2, "after": theta2
        },
    )


def normal(x, theta):
    mean, covariance = theta
    shift = x - mean
    distance = np.einsum("ij,ij->i", shift @ np.linalg.inv(covariance), shift)
    return -0.5 * (distance + np.linalg.slogdet(2 * np.pi * covariance)[1])


def weighted_gaussian():
    def fit(x, share):
        mean = share @ x / share.sum()
        return mean, (share[:, None] * (x - mean)).T @ (x - mean) / share.sum()

    counts = np.arange(len(FAITHFUL)) % 4
    start = [(np.array([2.0, 55]), np.diag([0.5, 50])), (np.array([4.5, 80]), np.diag([0.5, 50]))]
    trace, weights, theta = em(FAITHFUL, np.full(2, 0.5), start, normal, fit, 20, counts)
    repeated, _, _ = em(np.repeat(FAITHFUL, counts, 0), np.full(2, 0.5), start, normal, fit, 20)
    assert np.allclose(trace, repeated, rtol=1e-12)
    write(
        "27_weighted_gmm",
        "by the definition, numpy; row n of faithful.csv counts n mod 4 times",
        loglik_trace=trace,
        weights=weights,
        means=[t[0] for t in theta],
        covariances=[t[1] for t in theta],
    )


def incomplete():
    random = np.random.default_rng(16)
    cells = IRIS.copy()
    cells[random.uniform(size=cells.shape) < 0.15] = np.nan
    cells[np.isnan(cells).all(1)] = IRIS[np.isnan(cells).all(1)]
    weights, means = np.full(3, 1 / 3), IRIS[[0, 50, 100]].copy()
    covariances = np.array([np.cov(IRIS.T, bias=True)] * 3)
    start = {"weights": weights, "means": means.copy(), "covariances": covariances.copy()}
    trace = []
    for iteration in range(26):
        total, n = 0.0, np.zeros(3)
        first, second = np.zeros((3, 4)), np.zeros((3, 4, 4))
        for row in cells:
            o, m = ~np.isnan(row), np.isnan(row)
            joint, completed = [], []
            for k in range(3):
                block = covariances[k][np.ix_(o, o)]
                shift = row[o] - means[k][o]
                solved = np.linalg.solve(block, shift)
                joint.append(
                    math.log(weights[k])
                    - 0.5 * (shift @ solved + np.linalg.slogdet(2 * np.pi * block)[1])
                )
                x, extra = row.copy(), np.zeros((4, 4))
                cross = covariances[k][np.ix_(m, o)]
                x[m] = means[k][m] + cross @ solved
                extra[np.ix_(m, m)] = covariances[k][np.ix_(m, m)] - cross @ np.linalg.solve(
                    block, cross.T
                )
                completed.append((x, extra))
            top = max(joint)
            log_density = top + math.log(sum(math.exp(j - top) for j in joint))
            total += log_density
            for k, (x, extra) in enumerate(completed):
                r = math.exp(joint[k] - log_density)
                n[k] += r
                first[k] += r * x
                second[k] += r * (np.outer(x, x) + extra)
        trace.append(total)
        if iteration == 25:
            break
        weights, means = n / n.sum(), first / n[:, None]
        covariances = second / n[:, None, None] - np.einsum("ki,kj->kij", means, means)
    write(
        "28_gmm_missing",
        "by the definition, numpy; iris with 15 % of the cells missing",
        init=start,
        cells=np.where(np.isnan(cells), -9999, cells),
        loglik_trace=trace,
        weights=weights,
        means=means,
        covariances=covariances,
    )


def latent_network():
    """A(2), B(3) -> C(3, latent) -> D(2), E(2), by enumeration of the joint distribution."""
    random = np.random.default_rng(7)
    rows = np.loadtxt(HERE / "bn5.csv", delimiter=",", skiprows=1).astype(int)
    rows[:, 2] = -1
    a = np.array([0.5, 0.5])
    b = np.full(3, 1 / 3)
    c = np.round(random.dirichlet([3, 3, 3], (2, 3)), 3)
    c[..., 2] = 1 - c[..., 0] - c[..., 1]
    d = np.array([[0.3, 0.7], [0.5, 0.5], [0.8, 0.2]])
    e = np.array([[0.6, 0.4], [0.2, 0.8], [0.5, 0.5]])
    start = {"A": a, "B": b, "C": c, "D": d, "E": e}
    trace = []
    for iteration in range(16):
        total = 0.0
        counts = [np.zeros_like(table) for table in (a, b, c, d, e)]
        for row in rows:
            states = [[s] if s >= 0 else range(n) for s, n in zip(row, (2, 3, 3, 2, 2))]
            cases = list(itertools.product(*states))
            joint = [a[i] * b[j] * c[i, j, k] * d[k, l] * e[k, m] for i, j, k, l, m in cases]
            mass = sum(joint)
            total += math.log(mass)
            for (i, j, k, l, m), p in zip(cases, joint):
                for table, cell in zip(counts, (i, j, (i, j, k), (k, l), (k, m))):
                    table[cell] += p / mass
        trace.append(total)
        if iteration == 15:
            break
        a, b, c, d, e = (table / table.sum(-1, keepdims=True) for table in counts)
    write(
        "29_bn_latent",
        "by enumeration, numpy; bn5.csv without column C",
        init=start,
        loglik_trace=trace,
        after={"A": a, "B": b, "C": c, "D": d, "E": e},
    )


if __name__ == "__main__":
    categorical_hmm()
    poisson_hmm()
    full_hmm()
    gaussian_shapes()
    duplicates()
    variational()
    bernoulli_and_multinomial()
    weighted_gaussian()
    incomplete()
    latent_network()
