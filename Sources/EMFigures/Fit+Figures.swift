public import ExpectationMaximization
public import Plotting
public import Statistics

// The figures of a fit, found from the fit.

extension Fit {
  /// The climb of the log-likelihood (`convergenceChart(of:label:)`).
  ///
  /// ```swift
  /// fit.convergenceChart().yAxis("log-likelihood in nats")
  /// ```
  public func convergenceChart(label: String? = nil) -> Chart {
    EMFigures.convergenceChart(of: self, label: label)
  }

  /// Lower bound and divergence at each half-step
  /// (`boundAndDivergenceChart(of:iterations:labels:)`).
  public func boundAndDivergenceChart(
    iterations: ClosedRange<Int> = 0...6, labels: BoundLabels = BoundLabels()
  ) -> Chart {
    EMFigures.boundAndDivergenceChart(of: self, iterations: iterations, labels: labels)
  }

  /// EM half-step by half-step, on any model (`stepFigures(of:limit:width:height:labels:)`).
  public func stepFigures(
    limit: Int = 30, width: Length? = nil, height: Length? = .inches(2.7),
    labels: BoundLabels = BoundLabels()
  ) throws -> Steps {
    try EMFigures.stepFigures(
      of: self, limit: limit, width: width, height: height, labels: labels)
  }

  /// A picture of the model at each half-step beside the climb
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
  /// Points in the mixed colors of their components, ellipses, and the way of the means
  /// (`mixtureFitChart(of:to:dimensions:levels:)`).
  ///
  /// ```swift
  /// try fit.mixtureFitChart(to: rows)
  /// ```
  public func mixtureFitChart(
    to data: Matrix, dimensions: (Int, Int) = (0, 1), levels: [Double] = [0.5, 0.8, 0.95]
  ) throws -> Chart {
    try EMFigures.mixtureFitChart(of: self, to: data, dimensions: dimensions, levels: levels)
  }

  /// EM on the mixture, half-step by half-step
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
  /// The density of the fitted mixture with its components
  /// (`mixtureDensityChart(of:label:components:over:)`).
  public func mixtureDensityChart(
    label: String = "mixture", components: Bool = true, over range: ClosedRange<Double>? = nil
  ) -> Chart {
    EMFigures.mixtureDensityChart(of: model, label: label, components: components, over: range)
  }

  /// EM on the mixture, half-step by half-step
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
  /// The criterion over the number of components
  /// (`modelSelectionChart(of:criterion:)`).
  public func chart(criterion: String = "BIC") -> Chart {
    modelSelectionChart(of: self, criterion: criterion)
  }
}
