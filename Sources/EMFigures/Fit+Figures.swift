public import ExpectationMaximization
public import Plotting
public import Statistics

// The figures of this module as methods of a fit.

extension Fit {
  /// A chart of the log-likelihood over the iterations (`convergenceChart(of:label:)`).
  ///
  /// ```swift
  /// fit.convergenceChart().yAxis("log-likelihood in nats")
  /// ```
  public func convergenceChart(label: String? = nil) -> Chart {
    EMFigures.convergenceChart(of: self, label: label)
  }

  /// A chart of the lower bound and the divergence after each half-step
  /// (`boundAndDivergenceChart(of:iterations:labels:)`).
  public func boundAndDivergenceChart(
    iterations: ClosedRange<Int> = 0...6, labels: BoundLabels = BoundLabels()
  ) -> Chart {
    EMFigures.boundAndDivergenceChart(of: self, iterations: iterations, labels: labels)
  }

  /// Figures of EM half-step by half-step, for any model
  /// (`stepFigures(of:limit:width:height:labels:)`).
  public func stepFigures(
    limit: Int = 30, width: Length? = nil, height: Length? = .inches(2.7),
    labels: BoundLabels = BoundLabels()
  ) throws -> Steps {
    try EMFigures.stepFigures(
      of: self, limit: limit, width: width, height: height, labels: labels)
  }

  /// Figures with a picture of the model at each half-step beside the log-likelihood
  /// (`stepFigures(of:limit:width:height:labels:picture:)`).
  public func stepFigures(
    limit: Int = 30, width: Length? = nil, height: Length? = .inches(2.7),
    labels: BoundLabels = BoundLabels(),
    picture: (_ step: HalfStep<Model>, _ inferred: HalfStep<Model>) throws -> Chart
  ) throws -> Steps {
    try EMFigures.stepFigures(
      of: self, limit: limit, width: width, height: height, labels: labels, picture: picture)
  }
}

extension Fit where Model == GaussianMixture {
  /// A chart of the points in the mixed colors of their components, with ellipses and the paths of
  /// the means (`mixtureFitChart(of:to:dimensions:levels:)`).
  ///
  /// ```swift
  /// try fit.mixtureFitChart(to: rows)
  /// ```
  public func mixtureFitChart(
    to data: Matrix, dimensions: (Int, Int) = (0, 1), levels: [Double] = [0.5, 0.8, 0.95]
  ) throws -> Chart {
    try EMFigures.mixtureFitChart(of: self, to: data, dimensions: dimensions, levels: levels)
  }

  /// Figures of EM on the mixture, half-step by half-step
  /// (`stepFigures(of:to:dimensions:levels:limit:width:height:xLabel:yLabel:labels:)`).
  public func stepFigures(
    to data: Matrix, dimensions: (Int, Int) = (0, 1), levels: [Double] = [0.5, 0.95],
    limit: Int = 30, width: Length? = nil, height: Length? = .inches(3.1), xLabel: String? = nil,
    yLabel: String? = nil, labels: BoundLabels = BoundLabels()
  ) throws -> Steps {
    try EMFigures.stepFigures(
      of: self, to: data, dimensions: dimensions, levels: levels, limit: limit, width: width,
      height: height, xLabel: xLabel, yLabel: yLabel, labels: labels)
  }
}

extension Fit where Model == UnivariateGaussianMixture {
  /// A chart of the density of the fitted mixture and its components
  /// (`mixtureDensityChart(of:label:components:over:)`).
  public func mixtureDensityChart(
    label: String = "mixture", components: Bool = true, over range: ClosedRange<Double>? = nil
  ) -> Chart {
    EMFigures.mixtureDensityChart(of: model, label: label, components: components, over: range)
  }

  /// Figures of EM on the mixture, half-step by half-step
  /// (`stepFigures(of:to:bins:limit:width:height:xLabel:labels:)`).
  public func stepFigures(
    to samples: [Double], bins: Binning = .automatic, limit: Int = 30, width: Length? = nil,
    height: Length? = .inches(2.7), xLabel: String? = nil, labels: BoundLabels = BoundLabels()
  ) throws -> Steps {
    try EMFigures.stepFigures(
      of: self, to: samples, bins: bins, limit: limit, width: width, height: height,
      xLabel: xLabel, labels: labels)
  }
}

extension GaussianSelection {
  /// A chart of the criterion over the number of components
  /// (`modelSelectionChart(of:criterion:)`).
  public func chart(criterion: String = "BIC") -> Chart {
    modelSelectionChart(of: self, criterion: criterion)
  }
}
