public import ExpectationMaximization
public import Plotting
public import Statistics

/// A bivariate normal mixture: the points in the mixed colors of their components, the components'
/// ellipses, and the paths of the means.
///
/// The color of a point is the mixture of the components' colors in Oklab, weighted by its
/// responsibilities. In more than two dimensions, the chart shows two of them, and the ellipses are
/// those of the marginal distribution.
///
/// ```swift
/// let fit = try fitByEM(start, to: rows, options: EMOptions(record: .models))
/// try mixtureFitChart(of: fit, to: rows)
/// ```
///
/// - Parameters:
///   - fit: A run of EM; if it recorded its models, their means are drawn as trajectories.
///   - data: The points, N × D.
///   - dimensions: The two columns to show.
///   - levels: The probabilities that the ellipses of each component contain.
/// - Returns: A chart; its axes have equal units if the ranges of the data along them differ by
///   less than a factor of 4.
/// - Throws: ``EMFigureError/invalidDimensions(_:_:columns:)`` for columns that the data or the
///   model do not have; any error from computing the responsibilities.
public func mixtureFitChart(
  of fit: Fit<GaussianMixture>, to data: Matrix, dimensions: (Int, Int) = (0, 1),
  levels: [Double] = [0.5, 0.8, 0.95]
) throws -> Chart {
  let path = [fit.trace.first?.model].compactMap { $0 } + fit.maximizations.compactMap(\.model)
  return try mixtureFitChart(
    fit.model, to: data, dimensions: dimensions, levels: levels, path: path)
}

/// A bivariate normal mixture without a run of EM.
///
/// - Parameters:
///   - model: The mixture.
///   - data: The points, N × D.
///   - dimensions: The two columns to show.
///   - levels: The probabilities that the ellipses of each component contain.
///   - path: Earlier models, whose means are drawn as trajectories.
///   - responsibilities: The responsibilities that color the points, N × K; nil for those of the
///     model.
///   - opacity: The opacity of the points; nil for 0.8, or 0.5 for more than 2000 points.
/// - Returns: A chart; its axes have equal units if the ranges of the data along them differ by
///   less than a factor of 4.
/// - Throws: ``EMFigureError`` for columns that the data or the model do not have, or if the number
///   of rows of the responsibilities differs from that of the data; any error from computing the
///   responsibilities.
public func mixtureFitChart(
  _ model: GaussianMixture, to data: Matrix, responsibilities: Matrix? = nil,
  dimensions: (Int, Int) = (0, 1), levels: [Double] = [0.5, 0.8, 0.95],
  path: [GaussianMixture] = [], opacity: Double? = nil
) throws -> Chart {
  let (i, j) = dimensions
  let columns = min(data.columns, model.dimension)
  guard (0..<columns).contains(i), (0..<columns).contains(j) else {
    throw EMFigureError.invalidDimensions(i, j, columns: columns)
  }
  let (xs, ys) = (data.column(i), data.column(j))
  let weights = try responsibilities ?? model.responsibilities(of: data)
  guard weights.rows == data.rows else {
    throw EMFigureError.unequalRows(data: data.rows, responsibilities: weights.rows)
  }
  let chart = Chart {
    PointMark(x: xs, y: ys).foregroundStyle(mixing: (0..<data.rows).map { weights.row($0) })
      .symbolSize(3).opacity(opacity ?? (data.rows > 2000 ? 0.5 : 0.8))
    for k in 0..<model.componentCount {
      let covariance = model.covariances.matrix(k, dimension: model.dimension)
      for (rank, level) in levels.sorted().enumerated() {
        let ellipse = EllipseMark(
          mean: [model.means[k, i], model.means[k, j]],
          covariance: [
            [covariance[i, i], covariance[i, j]], [covariance[j, i], covariance[j, j]],
          ], level: level
        ).foregroundStyle(.series(k + 1)).lineStyle(width: 1.3)
        if rank == 0 { ellipse.label("component \(k + 1)") } else { ellipse }
      }
      if !path.isEmpty {
        TrajectoryMark(x: path.map { $0.means[k, i] }, y: path.map { $0.means[k, j] })
          .foregroundStyle(.ink).symbolSize(3.4)
      }
    }
  }
  .xAxis("$x_{\(i + 1)}$").yAxis("$x_{\(j + 1)}$")
  let ratio = reach(of: xs) / reach(of: ys)
  return ratio > 0.25 && ratio < 4 ? chart.equalAspect() : chart
}

private func reach(of values: [Double]) -> Double {
  let finite = values.filter(\.isFinite)
  return (finite.max() ?? 1) - (finite.min() ?? 0)
}
