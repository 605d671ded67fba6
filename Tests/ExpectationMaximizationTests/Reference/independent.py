"""Trajectories of EM in plain NumPy, written from the textbooks' formulas and without any shared code.

    python3 independent.py > independent.json

Every case starts from exact parameters. `objectives[t]` is the log-likelihood (plus log prior, or the
variational bound) after t iterations, so that index 0 is the start.
"""

import itertools
import json
import math

import numpy as np

rng = np.random.default_rng(20240)
lgamma = np.vectorize(math.lgamma)


def logsumexp(a, axis):
    """A sum of nothing but −∞ is −∞."""
    top = np.maximum(a.max(axis=axis, keepdims=True), -1e300)
    with np.errstate(divide="ignore"):
        return np.squeeze(top, axis) + np.log(np.exp(a - top).sum(axis=axis))


def digamma(x):
    """The recurrence up to 30, and the asymptotic series from there."""
    x = np.array(x, dtype=float)
    total = np.zeros_like(x)
    while np.any(x < 30):
        low = x < 30
        total = total - np.where(low, 1 / x, 0)
        x = np.where(low, x + 1, x)
    series = 1 / 12 - (1 / 120 - (1 / 252 - (1 / 240 - 1 / (132 * x**2)) / x**2) / x**2) / x**2
    return total + np.log(x) - 1 / (2 * x) - series / x**2


def listed(value):
    if isinstance(value, dict):
        return {key: listed(item) for key, item in value.items()}
    return value.tolist() if isinstance(value, np.ndarray) else value


def run(theta, step, iterations):
    """`step` returns the objective at its parameters, and the next parameters."""
    objectives, first, start = [], None, theta
    for t in range(iterations):
        objective, theta = step(theta)
        objectives.append(objective)
        first = theta if t == 0 else first
    objectives.append(step(theta)[0])
    return {
        "init": listed(start), "iterations": iterations, "objectives": objectives,
        "after_1": listed(first), "after_all": listed(theta),
    }


# Hidden Markov models: recursions in log space over several sequences.

def chain_step(log_emission, fit_emission, sequences):
    def step(theta):
        with np.errstate(divide="ignore"):
            log_start, log_move = np.log(theta["start"]), np.log(theta["transitions"])
        states = len(log_start)
        starts, moves, total = np.zeros(states), np.zeros((states, states)), 0.0
        posteriors = []
        for x in sequences:
            b = log_emission(theta, x)
            length = len(x)
            alpha, beta = np.zeros((length, states)), np.zeros((length, states))
            alpha[0] = log_start + b[0]
            for t in range(1, length):
                alpha[t] = b[t] + logsumexp(alpha[t - 1][:, None] + log_move, 0)
            for t in range(length - 2, -1, -1):
                beta[t] = logsumexp(log_move + (b[t + 1] + beta[t + 1])[None, :], 1)
            likelihood = logsumexp(alpha[-1], 0)
            gamma = np.exp(alpha + beta - likelihood)
            for t in range(length - 1):
                moves += np.exp(
                    alpha[t][:, None] + log_move + (b[t + 1] + beta[t + 1])[None, :] - likelihood)
            starts += gamma[0]
            posteriors.append(gamma)
            total += likelihood
        following = {
            "start": starts / starts.sum(),
            "transitions": moves / moves.sum(axis=1, keepdims=True),
        }
        following.update(fit_emission(np.concatenate(sequences), np.concatenate(posteriors)))
        return float(total), following

    return step


def viterbi(log_start, log_move, b):
    best, back = log_start + b[0], []
    for t in range(1, len(b)):
        scores = best[:, None] + log_move
        back.append(scores.argmax(axis=0))
        best = scores.max(axis=0) + b[t]
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1], float(best.max())


def sample_chain(length, start, transitions):
    z = [rng.choice(len(start), p=start)]
    while len(z) < length:
        z.append(rng.choice(len(start), p=transitions[z[-1]]))
    return z


def hidden_markov(sequences, init, log_emission, fit_emission, iterations):
    case = run(init, chain_step(log_emission, fit_emission, sequences), iterations)
    theta = {key: np.array(value) for key, value in case["after_all"].items()}
    with np.errstate(divide="ignore"):
        log_start, log_move = np.log(theta["start"]), np.log(theta["transitions"])
    paths = [viterbi(log_start, log_move, log_emission(theta, x)) for x in sequences]
    case["sequences"] = [x.tolist() for x in sequences]
    case["viterbi_paths"] = [path for path, _ in paths]
    case["viterbi_log_probabilities"] = [value for _, value in paths]
    return case


def categorical_chain():
    transitions = np.array([[0.8, 0.15, 0.05], [0.1, 0.8, 0.1], [0.2, 0.1, 0.7]])
    emissions = np.array([[0.7, 0.1, 0.1, 0.1], [0.1, 0.6, 0.2, 0.1], [0.05, 0.15, 0.2, 0.6]])
    sequences = [
        np.array([rng.choice(4, p=emissions[z]) for z in sample_chain(n, [0.5, 0.3, 0.2], transitions)])
        for n in (70, 45, 1, 60)
    ]
    init = {
        "start": np.array([0.4, 0.3, 0.3]),
        "transitions": np.array([[0.6, 0.2, 0.2], [0.25, 0.5, 0.25], [0.3, 0.3, 0.4]]),
        "emissions": np.array([[0.4, 0.2, 0.2, 0.2], [0.2, 0.4, 0.2, 0.2], [0.2, 0.2, 0.25, 0.35]]),
    }

    def fit(x, gamma):
        table = np.stack([gamma[x == v].sum(axis=0) for v in range(4)], axis=1)
        return {"emissions": table / table.sum(axis=1, keepdims=True)}

    return hidden_markov(
        sequences, init, lambda theta, x: np.log(theta["emissions"][:, x].T), fit, 40)


def poisson_chain():
    transitions = np.array([[0.9, 0.1], [0.2, 0.8]])
    sequences = [
        rng.poisson([[2.0, 7.5][z] for z in sample_chain(n, [0.5, 0.5], transitions)])
        for n in (80, 50, 30)
    ]
    init = {
        "start": np.array([0.5, 0.5]), "transitions": np.array([[0.7, 0.3], [0.4, 0.6]]),
        "rates": np.array([1.5, 5.0]),
    }

    def log_emission(theta, x):
        return x[:, None] * np.log(theta["rates"]) - theta["rates"] - lgamma(x + 1.0)[:, None]

    return hidden_markov(
        sequences, init, log_emission,
        lambda x, gamma: {"rates": x @ gamma / gamma.sum(axis=0)}, 40)


def gaussian_chain(shape):
    """From left to right: moves back are impossible, and every sequence begins in the first state."""
    rng = np.random.default_rng(77)
    transitions = np.array([[0.8, 0.15, 0.05], [0.0, 0.8, 0.2], [0.0, 0.0, 1.0]])
    centres = np.array([[0.0, 0.0], [3.0, 1.0], [-1.0, 4.0]])
    sequences = []
    for length in (40, 25, 1, 30):
        z = [0]
        while len(z) < length:
            z.append(rng.choice(3, p=transitions[z[-1]]))
        noise = rng.normal(size=(length, 2)) @ np.array([[1.1, 0.3], [0.0, 0.8]])
        sequences.append(np.round(centres[z] + noise, 6))
    init = {
        "start": np.array([1.0, 0.0, 0.0]),
        "transitions": np.array([[0.6, 0.2, 0.2], [0.0, 0.5, 0.5], [0.0, 0.0, 1.0]]),
        "means": np.array([[0.5, 0.5], [2.0, 1.5], [-0.5, 3.0]]),
        "covariances": np.array([1.5 * np.eye(2)] * 3),
    }

    def log_emission(theta, x):
        return np.stack(
            [log_normal(x, theta["means"][k], theta["covariances"][k]) for k in range(3)], axis=1)

    def fit(x, gamma):
        n = gamma.sum(axis=0)
        means = gamma.T @ x / n[:, None]
        scatters = np.array(
            [(gamma[:, k, None] * (x - means[k])).T @ (x - means[k]) for k in range(3)])
        each = scatters / n[:, None, None]
        covariances = {
            "full": each, "tied": np.array([scatters.sum(axis=0) / n.sum()] * 3),
            "diagonal": np.array([np.diag(np.diag(c)) for c in each]),
            "spherical": np.array([c.trace() / 2 * np.eye(2) for c in each]),
        }[shape]
        return {"means": means, "covariances": covariances}

    return hidden_markov(sequences, init, log_emission, fit, 20)


# Mixtures of counts, with weights of the rows.

def mixture(rows, weights, init, log_density, fit, iterations):
    def step(theta):
        joint = np.log(theta["weights"]) + log_density(theta)
        likelihood = logsumexp(joint, 1)
        r = np.exp(joint - likelihood[:, None]) * weights[:, None]
        following = {"weights": r.sum(axis=0) / weights.sum()}
        following.update(fit(r))
        return float(weights @ likelihood), following

    case = run(init, step, iterations)
    case["rows"], case["row_weights"] = rows.tolist(), weights.tolist()
    return case


def bernoulli_mixture():
    truth = np.array([[0.9, 0.8, 0.1, 0.2, 0.5], [0.2, 0.3, 0.8, 0.7, 0.5], [0.5, 0.1, 0.5, 0.9, 0.9]])
    rows = (rng.random((150, 5)) < truth[rng.choice(3, 150, p=[0.5, 0.3, 0.2])]).astype(float)
    weights = rng.integers(0, 4, 150) / 2
    init = {
        "weights": np.array([0.4, 0.35, 0.25]),
        "probabilities": np.array(
            [[0.6, 0.7, 0.3, 0.4, 0.5], [0.3, 0.4, 0.6, 0.6, 0.45], [0.5, 0.3, 0.5, 0.6, 0.7]]),
    }
    return mixture(
        rows, weights, init,
        lambda t: rows @ np.log(t["probabilities"]).T + (1 - rows) @ np.log(1 - t["probabilities"]).T,
        lambda r: {"probabilities": r.T @ rows / r.sum(axis=0)[:, None]}, 50)


def multinomial_mixture():
    truth = np.array([[0.5, 0.3, 0.1, 0.1], [0.1, 0.2, 0.3, 0.4]])
    rows = np.array([rng.multinomial(12, truth[k]) for k in rng.choice(2, 120, p=[0.6, 0.4])])
    init = {
        "weights": np.array([0.5, 0.5]),
        "probabilities": np.array([[0.3, 0.3, 0.2, 0.2], [0.2, 0.2, 0.3, 0.3]]),
    }
    coefficient = lgamma(rows.sum(axis=1) + 1.0) - lgamma(rows + 1.0).sum(axis=1)

    def fit(r):
        totals = r.T @ rows
        return {"probabilities": totals / totals.sum(axis=1, keepdims=True)}

    return mixture(
        rows, np.ones(120), init,
        lambda t: coefficient[:, None] + rows @ np.log(t["probabilities"]).T, fit, 30)


def latent_classes():
    """Three columns with two, three, and four categories."""
    rng = np.random.default_rng(78)
    levels = [2, 3, 4]
    truth = [rng.dirichlet(np.ones(count), 2) for count in levels]
    classes = rng.choice(2, 160, p=[0.6, 0.4])
    rows = np.array(
        [[rng.choice(count, p=truth[j][k]) for j, count in enumerate(levels)] for k in classes])
    weights = rng.integers(0, 4, 160) / 2
    seen = [np.eye(count)[rows[:, j]] for j, count in enumerate(levels)]
    init = {"weights": np.array([0.5, 0.5])}
    for j, count in enumerate(levels):
        init[f"column_{j}"] = np.round(rng.dirichlet(5 * np.ones(count), 2), 4)
        init[f"column_{j}"][:, -1] = 1 - init[f"column_{j}"][:, :-1].sum(axis=1)

    def fit(r):
        tables = [r.T @ yes for yes in seen]
        return {f"column_{j}": t / t.sum(axis=1, keepdims=True) for j, t in enumerate(tables)}

    return mixture(
        rows, weights, init,
        lambda t: sum(yes @ np.log(t[f"column_{j}"]).T for j, yes in enumerate(seen)), fit, 40)


def regressions_of_one_deviation():
    """Rows are predictors with an intercept, and the response; the errors of both have one variance."""
    rng = np.random.default_rng(79)
    x = np.column_stack([np.ones(120), np.round(rng.normal(size=(120, 2)) * 2, 6)])
    lines = np.array([[1.0, 2.0, -1.0], [4.0, -1.0, 0.5]])
    y = np.round((x * lines[rng.choice(2, 120)]).sum(axis=1) + rng.normal(size=120), 6)
    weights = rng.integers(1, 4, 120) / 2
    init = {
        "weights": np.array([0.5, 0.5]),
        "coefficients": np.array([[0.0, 1.5, 0.0], [3.0, 0.0, 0.0]]), "deviation": np.array(2.0),
    }

    def log_density(t):
        residuals = y[:, None] - x @ t["coefficients"].T
        variance = t["deviation"] ** 2
        return -0.5 * (np.log(2 * np.pi * variance) + residuals**2 / variance)

    def fit(r):
        lines = np.array(
            [np.linalg.solve((r[:, k, None] * x).T @ x, (r[:, k] * y) @ x) for k in range(2)])
        squares = (r * (y[:, None] - x @ lines.T) ** 2).sum()
        return {"coefficients": lines, "deviation": np.sqrt(squares / r.sum())}

    return mixture(np.column_stack([x, y]), weights, init, log_density, fit, 30)


# A network H → A, H → B, (H, A) → C with H never seen: the whole joint, row by row.

def latent_network():
    states = {"H": 2, "A": 2, "B": 3, "C": 2}
    parents = {"H": [], "A": ["H"], "B": ["H"], "C": ["H", "A"]}
    names = list(states)
    init = {
        "H": np.array([0.55, 0.45]), "A": np.array([[0.6, 0.4], [0.3, 0.7]]),
        "B": np.array([[0.5, 0.3, 0.2], [0.2, 0.35, 0.45]]),
        "C": np.array([[[0.7, 0.3], [0.6, 0.4]], [[0.35, 0.65], [0.5, 0.5]]]),
    }
    truth = {
        "H": [0.4, 0.6], "A": [[0.8, 0.2], [0.3, 0.7]],
        "B": [[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]], "C": [[[0.9, 0.1], [0.5, 0.5]], [[0.2, 0.8], [0.4, 0.6]]],
    }
    rows = []
    for _ in range(200):
        h = rng.choice(2, p=truth["H"])
        a = rng.choice(2, p=truth["A"][h])
        row = [-1, a, rng.choice(3, p=truth["B"][h]), rng.choice(2, p=truth["C"][h][a])]
        rows.append([-1 if rng.random() < 0.1 else int(v) for v in row])

    def step(theta):
        counts = {name: np.zeros_like(theta[name]) for name in names}
        total = 0.0
        for row in rows:
            cells = []
            for full in itertools.product(*(range(states[name]) for name in names)):
                if any(seen >= 0 and seen != state for seen, state in zip(row, full)):
                    continue
                at = dict(zip(names, full))
                p = 1.0
                for name in names:
                    p *= theta[name][tuple(at[q] for q in parents[name]) + (at[name],)]
                cells.append((at, p))
            evidence = sum(p for _, p in cells)
            total += math.log(evidence)
            for at, p in cells:
                for name in names:
                    index = tuple(at[q] for q in parents[name]) + (at[name],)
                    counts[name][index] += p / evidence
        return total, {name: c / c.sum(axis=-1, keepdims=True) for name, c in counts.items()}

    case = run(init, step, 30)
    return {**case, "nodes": names, "states": states, "parents": parents, "rows": rows}


# Gaussian mixtures of every shape, by inverses and determinants.

points = np.round(
    np.vstack([
        rng.multivariate_normal([0, 0], [[2, 0.8], [0.8, 1]], 60),
        rng.multivariate_normal([4, 1], [[1, -0.3], [-0.3, 2]], 50),
        rng.multivariate_normal([1, 5], [[0.6, 0], [0, 0.6]], 40),
    ]), 6)
point_weights = rng.integers(1, 5, len(points)) / 2
start_means = np.array([[0.5, 0.5], [3.0, 2.0], [1.5, 4.0]])


def log_normal(x, mean, covariance):
    shift = x - mean
    distance = np.einsum("ni,ij,nj->n", shift, np.linalg.inv(covariance), shift)
    return -0.5 * (x.shape[1] * np.log(2 * np.pi) + np.linalg.slogdet(covariance)[1] + distance)


def gaussian_mixture(shape, prior=None, weights=None):
    """`prior` is Ψ, ν, α, m, and κ: normal-inverse-Wishart components and Dirichlet weights."""
    weights = np.ones(len(points)) if weights is None else weights
    dimension, count = 2, 3
    init_covariances = {
        "full": np.array([[[1.5, 0.2], [0.2, 1.5]], [[2.0, 0.0], [0.0, 1.0]], [[1.0, -0.1], [-0.1, 1.0]]]),
        "tied": np.array([[1.5, 0.2], [0.2, 1.2]]),
        "diagonal": np.array([[1.5, 1.5], [2.0, 1.0], [1.0, 1.0]]),
        "spherical": np.array([1.5, 2.0, 1.0]),
    }[shape]

    def matrices(covariances):
        if shape == "full":
            return covariances
        if shape == "tied":
            return np.array([covariances] * count)
        if shape == "diagonal":
            return np.array([np.diag(v) for v in covariances])
        return np.array([v * np.eye(dimension) for v in covariances])

    def log_prior(theta):
        if prior is None:
            return 0.0
        psi, nu, alpha, m, kappa = prior
        total = (alpha - 1) * np.log(theta["weights"]).sum()
        sigmas = matrices(theta["covariances"])
        for sigma in sigmas[: 1 if shape == "tied" else count]:
            trace = (psi @ np.linalg.inv(sigma)).trace()
            pseudo = nu + dimension + 1
            total -= 0.5 * (pseudo * np.linalg.slogdet(sigma)[1] + trace)
        if kappa > 0:
            for mean, sigma in zip(theta["means"], sigmas):
                distance = (mean - m) @ np.linalg.inv(sigma) @ (mean - m)
                total -= 0.5 * (np.linalg.slogdet(sigma)[1] + kappa * distance)
        return total

    def step(theta):
        sigmas = matrices(theta["covariances"])
        joint = np.stack(
            [np.log(theta["weights"][k]) + log_normal(points, theta["means"][k], sigmas[k])
             for k in range(count)], axis=1)
        likelihood = logsumexp(joint, 1)
        r = np.exp(joint - likelihood[:, None]) * weights[:, None]
        n = r.sum(axis=0)
        means = r.T @ points / n[:, None]
        scatters = np.array(
            [(r[:, k, None] * (points - means[k])).T @ (points - means[k]) for k in range(count)])
        nothing = np.zeros((dimension, dimension))
        psi, nu, alpha, m, kappa = prior if prior else (nothing, -dimension - 1.0, 1.0, nothing[0], 0.0)
        pseudo = nu + dimension + 1
        if kappa > 0:
            shifts = means - m
            scatters += np.array(
                [n[k] * kappa / (n[k] + kappa) * np.outer(shifts[k], shifts[k]) for k in range(count)])
            means = (n[:, None] * means + kappa * m) / (n + kappa)[:, None]
            # Every mean is normal with its covariance over κ, which is one more determinant.
            pseudo += count if shape == "tied" else 1
        if shape == "full":
            covariances = (scatters + psi) / (n + pseudo)[:, None, None]
        elif shape == "tied":
            covariances = (scatters.sum(axis=0) + psi) / (n.sum() + pseudo)
        elif shape == "diagonal":
            diagonals = np.array([np.diag(s) for s in scatters])
            covariances = (diagonals + np.diag(psi)) / (n + pseudo)[:, None]
        else:
            traces = np.array([s.trace() for s in scatters]) + psi.trace()
            covariances = traces / (dimension * (n + pseudo))
        following = {
            "weights": (n + alpha - 1) / (n + alpha - 1).sum(), "means": means,
            "covariances": covariances,
        }
        return float(weights @ likelihood + log_prior(theta)), following

    init = {"weights": np.array([0.4, 0.3, 0.3]), "means": start_means, "covariances": init_covariances}
    case = run(init, step, 25)
    case["row_weights"] = weights.tolist()
    if prior is not None:
        case["prior"] = {
            "scale": prior[0].tolist(), "degreesOfFreedom": prior[1], "concentration": prior[2],
            "mean": prior[3].tolist(), "meanPrecision": prior[4],
        }
    return case


# Variational Bayes (Bishop 2006, section 10.2), with the bound of (10.71) to (10.77) term by term.

def variational():
    n, d, count = len(points), 2, 4
    a0, b0, v0, m0 = 0.3, 0.8, 3.0, points.mean(axis=0)
    inverse_w0 = np.array([[1.5, 0.2], [0.2, 2.0]])
    responsibilities = np.round(rng.dirichlet([0.4] * count, n), 8)
    responsibilities[:, -1] = 1 - responsibilities[:, :-1].sum(axis=1)

    def log_c(a):
        return math.lgamma(np.sum(a)) - sum(math.lgamma(v) for v in np.atleast_1d(a))

    def log_b(inverse_w, v):
        return (
            0.5 * v * np.linalg.slogdet(inverse_w)[1] - 0.5 * v * d * math.log(2)
            - 0.25 * d * (d - 1) * math.log(math.pi)
            - sum(math.lgamma(0.5 * (v - i)) for i in range(d)))

    def maximize(r):
        counts = r.sum(axis=0)
        means = r.T @ points / counts[:, None]
        b, v = b0 + counts, v0 + counts
        m = (b0 * m0 + counts[:, None] * means) / b[:, None]
        inverse_w = np.array([
            inverse_w0 + (r[:, k, None] * (points - means[k])).T @ (points - means[k])
            + b0 * counts[k] / b[k] * np.outer(means[k] - m0, means[k] - m0) for k in range(count)])
        return {"alpha": a0 + counts, "beta": b, "nu": v, "means": m, "inverse_scales": inverse_w}

    def step(q):
        w = np.linalg.inv(q["inverse_scales"])
        log_lambda = (
            sum(digamma(0.5 * (q["nu"] - i)) for i in range(d)) + d * math.log(2)
            + np.linalg.slogdet(w)[1])
        log_pi = digamma(q["alpha"]) - digamma(q["alpha"].sum())
        shift = points[:, None, :] - q["means"]
        distance = d / q["beta"] + q["nu"] * np.einsum("nki,kij,nkj->nk", shift, w, shift)
        joint = log_pi + 0.5 * log_lambda - 0.5 * d * math.log(2 * math.pi) - 0.5 * distance
        r = np.exp(joint - logsumexp(joint, 1)[:, None])
        bound = (r * joint).sum() - (r[r > 0] * np.log(r[r > 0])).sum()
        # E[log p(π)] − E[log q(π)].
        bound += log_c(np.full(count, a0)) + (a0 - 1) * log_pi.sum()
        bound -= ((q["alpha"] - 1) * log_pi).sum() + log_c(q["alpha"])
        # E[log p(μ, Λ)] − E[log q(μ, Λ)].
        for k in range(count):
            off = q["means"][k] - m0
            v = q["nu"][k]
            bound += 0.5 * (
                d * math.log(b0 / (2 * math.pi)) + log_lambda[k] - d * b0 / q["beta"][k]
                - b0 * v * off @ w[k] @ off)
            bound += log_b(inverse_w0, v0) + 0.5 * (v0 - d - 1) * log_lambda[k]
            bound -= 0.5 * v * (inverse_w0 @ w[k]).trace()
            entropy = (
                -log_b(q["inverse_scales"][k], v) - 0.5 * (v - d - 1) * log_lambda[k] + 0.5 * v * d)
            bound -= (
                0.5 * log_lambda[k] + 0.5 * d * math.log(q["beta"][k] / (2 * math.pi)) - 0.5 * d
                - entropy)
        return float(bound), maximize(r)

    case = run(maximize(responsibilities), step, 30)
    case["responsibilities"] = responsibilities.tolist()
    case["prior"] = {
        "concentration": a0, "mean": m0.tolist(), "meanPrecision": b0, "degreesOfFreedom": v0,
        "scale": inverse_w0.tolist(),
    }
    return case


cases = {
    "hmm_categorical": categorical_chain(), "hmm_poisson": poisson_chain(),
    "hmm_gaussian": {
        shape: gaussian_chain(shape) for shape in ("full", "tied", "diagonal", "spherical")},
    "latent_classes": latent_classes(), "regressions": regressions_of_one_deviation(),
    "bernoulli": bernoulli_mixture(), "multinomial": multinomial_mixture(),
    "latent_network": latent_network(), "points": points.tolist(),
    "gaussian": {
        shape: gaussian_mixture(shape) for shape in ("full", "tied", "diagonal", "spherical")},
    "gaussian_weighted": {
        shape: gaussian_mixture(shape, weights=point_weights)
        for shape in ("full", "tied", "diagonal", "spherical")},
    "gaussian_prior": {
        shape: gaussian_mixture(shape, prior=(np.diag([0.7, 0.4]), 4.5, 1.8, np.zeros(2), 0.0))
        for shape in ("full", "tied", "diagonal", "spherical")},
    "gaussian_mean_prior": {
        shape: gaussian_mixture(
            shape,
            prior=(np.array([[0.7, 0.2], [0.2, 0.4]]), 4.5, 1.8, np.array([0.5, -0.3]), 2.5))
        for shape in ("full", "tied", "diagonal", "spherical")},
    "variational": variational(),
}
print(json.dumps(cases))
