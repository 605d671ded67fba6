# NumPy's bins and a kernel density for BinningTests.swift. Run once, paste the output.
import numpy as np

print("numpy", np.__version__)
n = 500
u = (np.arange(n) * 0.6180339887498949) % 1.0  # a golden-ratio sequence
samples = np.where(np.arange(n) % 3 == 0, 4 + 2 * u, -3 * u * u)
for rule in ["auto", "fd", "scott", "sturges"]:
    edges = np.histogram_bin_edges(samples, bins=rule)
    counts, _ = np.histogram(samples, edges)
    print(rule, len(edges) - 1, repr(edges[1]), counts.tolist())
