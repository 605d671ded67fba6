//: ---
//: title: Surfaces, tables and shapes
//: ---

//| include: false
import DataSets
import Foundation
import Notebook
import Plotting
import Statistics

func hill(
  _ x: Double, _ y: Double, _ cx: Double, _ cy: Double, _ width: Double
) -> Double {
  exp(-((x - cx) * (x - cx) + (y - cy) * (y - cy)) / (2 * width * width))
}
func landscape(_ x: Double, _ y: Double) -> Double {
  hill(x, y, -1, -0.5, 0.8) + 0.8 * hill(x, y, 1.2, 0.7, 0.6)
}

//: # Contours {#sec-contours}
//:
//: Contour lines show exact heights, filled regions the shape of a surface.

//| label: fig-contours
//| caption: One surface as labeled lines and as filled regions.
//| alt: Two hills, once as rings with their heights and once in colors from violet to yellow.
Figure(height: .inches(2.8)) {
  Row {
    Chart {
      ContourMark(
        x: -3...3, y: -2.5...2.5, resolution: 80, levels: .count(6),
        function: landscape
      )
      .labeled()
    }
    .xAxis("$x$").yAxis("$y$")
    Chart {
      ContourMark(
        x: -3...3, y: -2.5...2.5, resolution: 80, levels: .count(8),
        filled: true,
        function: landscape
      ).colorBar("height")
    }
    .xAxis("$x$")
  }
}

//: Levels can be chosen so that they enclose given fractions of the total, as for credible regions.

//| label: fig-mass
//| caption: The smallest regions that contain 50, 80 and 95 % of the mass.
//| alt: Three nested outlines; the innermost is in two parts.
Chart {
  ContourMark(
    x: -3.5...3.5, y: -3...3, resolution: 90, levels: .mass([0.5, 0.8, 0.95]),
    filled: true,
    function: landscape
  ).colormap(.blues)
}
.xAxis("$x$").yAxis("$y$").equalAspect()

//: # Heat maps {#sec-heat-maps}
//:
//: A heat map shows a table of numbers as colors, with the numbers in the cells if they fit.

//| label: fig-heat-map
//| caption: A table of probabilities with its numbers.
//| alt: Four rows of three cells, the darkest ones along the diagonal.
Chart {
  HeatMapMark(
    columns: ["rain", "clouds", "sun"],
    rows: ["winter", "spring", "summer", "autumn"],
    values: [
      [0.6, 0.3, 0.1], [0.35, 0.35, 0.3], [0.1, 0.25, 0.65], [0.4, 0.4, 0.2],
    ]
  ).colormap(.blues, domain: 0...1).annotated(decimals: 2).colorBar(
    "probability")
}
.xAxis("tomorrow").yAxis("season")

//: For numbers of both signs, use a colormap with a neutral middle.

//| label: fig-diverging
//| caption: Correlations of the four measurements of iris flowers.
//| alt: A table of sixteen correlations; sepal width is negatively correlated with the others.
let iris = Iris.matrix

func correlation(_ i: Int, _ j: Int) -> Double {
  let (a, b) = (iris.column(i), iris.column(j))
  let n = Double(a.count)
  let (ma, mb) = (a.reduce(0, +) / n, b.reduce(0, +) / n)
  func product(_ x: [Double], _ mx: Double, _ y: [Double], _ my: Double)
    -> Double
  {
    zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) }
  }
  return product(a, ma, b, mb)
    / (product(a, ma, a, ma) * product(b, mb, b, mb)).squareRoot()
}
Chart {
  HeatMapMark(
    columns: Iris.columns, rows: Iris.columns,
    values: (0..<4).map { i in (0..<4).map { correlation(i, $0) } }
  ).colormap(.diverging, domain: -1...1).annotated(decimals: 2).colorBar(
    "correlation")
}

//: # Histograms in two dimensions {#sec-histogram-2d}

//| label: fig-histogram-2d
//| caption: Eruptions and waits of Old Faithful, counted in cells; empty cells stay empty.
//| alt: Two clusters of dark cells, one at short eruptions and waits, one at long ones.
Chart {
  HeatMapMark(
    countingX: OldFaithful.durations, y: OldFaithful.waits, xBins: .count(24),
    yBins: .count(18)
  )
  .colorBar("eruptions")
}
.xAxis("duration in minutes").yAxis("wait in minutes")

//: # Color scales {#sec-color-scales}
//:
//: Color scales can be logarithmic, for cells and for points. With `.centered(at:)` the neutral color is at a given value, even if the
//: data are not symmetric about it.

//| label: fig-color-scales
//| caption: Counts and masses with logarithmic color scales, and differences with the neutral color at zero.
//| alt: A cloud of cells, dark at its rim and bright in its middle; points whose color changes from left to right; cells from pale blue over white to dark orange.
var stars = SplitMix64(seed: 8)
let cloud = (0..<20_000).map { _ in
  (stars.standardNormal(), stars.standardNormal())
}
let some = cloud.prefix(300)
Figure(height: .inches(2.4)) {
  Row {
    Chart {
      HeatMapMark(
        countingX: cloud.map(\.0), y: cloud.map { $0.0 / 2 + $0.1 },
        xBins: .count(40), yBins: .count(40)
      ).colormap(.viridis, scale: .log).colorBar("pairs")
    }
    Chart {
      PointMark(x: some.map(\.0), y: some.map(\.1))
        .foregroundStyle(by: some.map { exp(3 * $0.0) }, scale: .log)
        .colorBar("mass")
    }
    Chart {
      HeatMapMark(
        ScalarField(x: 0...1, y: 0...1, resolution: 24) { x, y in
          5 * x * y - 1
        }
      ).colormap(.diverging, scale: .centered(at: 0)).colorBar("difference")
    }
  }
}

//: # Images {#sec-images}

//| label: fig-image
//| caption: An image from a table of numbers, and the numbers of its middle row.
//| alt: A gray disk that fades toward its border, beside its profile.
let picture = (0..<48).map { row in
  (0..<48).map { column in hill(Double(column), Double(row), 24, 24, 10) }
}
Figure(height: .inches(2.4)) {
  Row {
    Chart { ImageMark(gray: picture) }.xAxis("column", grid: false).yAxis(
      "row", grid: false
    )
    .equalAspect()
    Chart { LineMark(y: picture[24]) }.xAxis("column").yAxis("brightness")
  }
}

//: # Ellipses and trajectories {#sec-ellipses}
//:
//: An ellipse shows a mean and a covariance, and contains the given fraction of the normal distribution. A
//: trajectory shows a path in time.

//| label: fig-ellipse
//| caption: Regions that contain 50, 80 and 95 % of a normal distribution, and a path to its mean.
//| alt: Three nested tilted ellipses and a winding path with arrow heads that ends at their center.
let turns = (0...14).map { Double($0) }
Chart {
  for level in [0.5, 0.8, 0.95] {
    EllipseMark(
      mean: [0, 0], covariance: [[2, 0.9], [0.9, 1]], level: level
    ).filled(opacity: 0.08)
      .foregroundStyle(.series(1)).lineStyle(width: 1.2)
  }
  TrajectoryMark(
    x: turns.map { 3.4 * exp(-$0 / 4) * cos($0 * 0.7) },
    y: turns.map { 2.4 * exp(-$0 / 4) * sin($0 * 0.7) }, arrows: .each
  ).foregroundStyle(.series(2))
}
.xAxis("$x_1$").yAxis("$x_2$").equalAspect()

//: # Mixed colors {#sec-mixed}
//:
//: The color of a point can mix the colors of several series, for example by its responsibilities. The page mixes the colors (in
//: Oklab), so they follow its light or dark theme.

//| label: fig-mixed
//| caption: Points whose color mixes three series by their distance from three corners.
//| alt: A cloud of points, blue, orange and green in three corners and mixed colors between them.
var random = SplitMix64(seed: 5)
let places = (0..<400).map { _ in
  (
    Double.random(in: 0...1, using: &random),
    Double.random(in: 0...1, using: &random)
  )
}
let corners = [(0.1, 0.1), (0.9, 0.1), (0.5, 0.9)]
Chart {
  PointMark(x: places.map(\.0), y: places.map(\.1))
    .foregroundStyle(
      mixing: places.map { p in
        corners.map { hill(p.0, p.1, $0.0, $0.1, 0.28) }
      }
    )
    .symbolSize(5)
}
.xAxis("$x_1$").yAxis("$x_2$").equalAspect()

//: # Simplex {#sec-simplex}
//:
//: Three probabilities that sum to one are a point in a triangle.

//| label: fig-simplex
//| caption: The density of a Dirichlet distribution over three outcomes.
//| alt: A triangle with a hill near the corner of the third outcome.
let dirichlet = Dirichlet(concentrations: [2, 3, 5])
Chart.simplex(outcomes: ["$p_1$", "$p_2$", "$p_3$"]) {
  SimplexContourMark(resolution: 100) { p in exp(dirichlet.logDensity(p)) }
    .colorBar("density")
}
