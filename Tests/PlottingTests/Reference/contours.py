# Contours of ContourPy (serial, linear interpolation) for ContourReference.swift.
# Python 3, pip install contourpy numpy; run once, paste the output.
import contourpy
import numpy as np

print("contourpy", contourpy.__version__)
x, y = np.linspace(-2, 2, 21), np.linspace(-1.5, 1.5, 17)
X, Y = np.meshgrid(x, y)
Z = np.sin(2 * X) * np.cos(3 * Y) + 0.3 * X * Y
generator = contourpy.contour_generator(x, y, Z, name="serial")
for level in [-0.9, -0.5, -0.01, 0.2, 0.6, 1.1]:
    lines = generator.lines(level)
    length = sum(np.hypot(*np.diff(line, axis=0).T).sum() for line in lines)
    points = sum(len(line) for line in lines)
    closed = sum(bool((line[0] == line[-1]).all()) for line in lines)
    polygons, offsets = generator.filled(level, 100.0)
    area = 0.0
    for points_, offsets_ in zip(polygons, offsets):
        for a, b in zip(offsets_[:-1], offsets_[1:]):
            ring = points_[a:b]
            u, v = ring[:, 0], ring[:, 1]
            area += 0.5 * np.sum(u * np.roll(v, -1) - v * np.roll(u, -1))
    print(f"({level}, {len(lines)}, {closed}, {points}, {length!r}, {area!r}),")
