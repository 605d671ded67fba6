public import Statistics

extension GaussianMixture {
  /// Fits the mixture from several k-means++ starts and returns the best fit.
  ///
  /// Combines ``initialized(components:from:covariance:method:prior:ridge:using:)`` and
  /// ``fitByEM(restarts:seed:to:weights:options:start:)``.
  ///
  /// ```swift
  /// let fit = try GaussianMixture.fit(to: rows, components: 3, covariance: .full, seed: 7)
  /// let component = try fit.model.assignment(of: [3.6, 79])
  /// ```
  ///
  /// - Parameters:
  ///   - observations: The data, N × D.
  ///   - components: The number of components K.
  ///   - covariance: The covariance structure.
  ///   - weights: The weight of each row; `nil` means that all weights are 1.
  ///   - prior: The prior of the M-step; `nil` gives maximum likelihood.
  ///   - restarts: The number of starts.
  ///   - seed: The random seed; the same seed gives the same fit.
  ///   - options: The options of each fit.
  /// - Returns: The sound fit with the largest objective, or the first fit if every run collapsed.
  /// - Throws: ``InvalidData``, ``InvalidStart``, or ``UnsupportedOption``; ``ComponentCollapse``
  ///   if a column is constant.
  public static func fit(
    to observations: Matrix, components: Int, covariance: CovarianceStructure = .full,
    weights: [Double]? = nil, prior: GaussianPrior? = nil, restarts: Int = 5, seed: UInt64 = 0,
    options: EMOptions = EMOptions()
  ) throws -> Fit<GaussianMixture> {
    try fitByEM(
      restarts: restarts, seed: seed, to: observations, weights: weights, options: options
    ) {
      try initialized(
        components: components, from: observations, covariance: covariance, prior: prior, using: &$0
      )
    }.get()
  }
}

extension UnivariateGaussianMixture {
  /// Fits the mixture from several k-means++ starts and returns the best fit.
  ///
  /// ```swift
  /// let fit = try UnivariateGaussianMixture.fit(to: samples, components: 2, seed: 7)
  /// ```
  ///
  /// - Parameters:
  ///   - observations: The data, N numbers.
  ///   - components: The number of components K.
  ///   - weights: The weight of each number; `nil` means that all weights are 1.
  ///   - prior: The prior of the M-step; `nil` gives maximum likelihood.
  ///   - restarts: The number of starts.
  ///   - seed: The random seed; the same seed gives the same fit.
  ///   - options: The options of each fit.
  /// - Returns: The sound fit with the largest objective, or the first fit if every run collapsed.
  /// - Throws: ``InvalidData``, ``InvalidStart``, or ``UnsupportedOption``; ``ComponentCollapse``
  ///   if all numbers are equal.
  public static func fit(
    to observations: [Double], components: Int, weights: [Double]? = nil,
    prior: GaussianPrior? = nil, restarts: Int = 5, seed: UInt64 = 0,
    options: EMOptions = EMOptions()
  ) throws -> Fit<UnivariateGaussianMixture> {
    try fitByEM(
      restarts: restarts, seed: seed, to: observations, weights: weights, options: options
    ) {
      try initialized(components: components, from: observations, prior: prior, using: &$0)
    }.get()
  }
}

extension IncompleteGaussianMixture {
  /// A starting model estimated from the rows, with missing cells replaced by column means.
  ///
  /// - Throws: The errors of
  ///   ``GaussianMixture/initialized(components:from:covariance:method:prior:ridge:using:)``, and
  ///   ``InvalidData/missingColumn(_:)`` for a column without an observed cell.
  public static func initialized(
    components: Int, from observations: IncompleteMatrix,
    covariance: CovarianceStructure = .full, prior: GaussianPrior? = nil,
    using random: inout some RandomNumberGenerator
  ) throws -> IncompleteGaussianMixture {
    var complete = observations.cells
    for column in 0..<observations.columns {
      let observed = complete.column(column).filter { !$0.isNaN }
      guard !observed.isEmpty else { throw InvalidData.missingColumn(column) }
      let mean = observed.reduce(0, +) / Double(observed.count)
      for row in 0..<observations.rows where complete[row, column].isNaN {
        complete[row, column] = mean
      }
    }
    return IncompleteGaussianMixture(
      try GaussianMixture.initialized(
        components: components, from: complete, covariance: covariance, prior: prior,
        using: &random))
  }

  /// Fits the mixture from several starts and returns the best fit.
  ///
  /// ```swift
  /// let fit = try IncompleteGaussianMixture.fit(to: rows, components: 1)
  /// let density = try fit.model.logDensity(of: [1.5, nil])
  /// ```
  ///
  /// - Parameters:
  ///   - observations: Rows with missing cells, N × D.
  ///   - components: The number of components K; 1 gives a multivariate normal distribution.
  ///   - covariance: The covariance structure.
  ///   - weights: The weight of each row; `nil` means that all weights are 1.
  ///   - prior: The prior of the M-step; `nil` gives maximum likelihood.
  ///   - restarts: The number of starts.
  ///   - seed: The random seed; the same seed gives the same fit.
  ///   - options: The options of each fit.
  /// - Returns: The sound fit with the largest objective, or the first fit if every run collapsed.
  /// - Throws: The errors of
  ///   ``GaussianMixture/fit(to:components:covariance:weights:prior:restarts:seed:options:)``, and
  ///   ``InvalidData/missingColumn(_:)``.
  public static func fit(
    to observations: IncompleteMatrix, components: Int, covariance: CovarianceStructure = .full,
    weights: [Double]? = nil, prior: GaussianPrior? = nil, restarts: Int = 5, seed: UInt64 = 0,
    options: EMOptions = EMOptions()
  ) throws -> Fit<IncompleteGaussianMixture> {
    try fitByEM(
      restarts: restarts, seed: seed, to: observations, weights: weights, options: options
    ) {
      try initialized(
        components: components, from: observations, covariance: covariance, prior: prior, using: &$0
      )
    }.get()
  }
}

extension VariationalGaussianMixture {
  /// A starting model estimated from data: the posterior given the responsibilities of a k-means++
  /// start.
  ///
  /// - Throws: The errors of
  ///   ``GaussianMixture/initialized(components:from:covariance:method:prior:ridge:using:)``.
  public static func initialized(
    components: Int, from observations: Matrix, prior: Prior? = nil,
    using random: inout some RandomNumberGenerator
  ) throws -> VariationalGaussianMixture {
    let mixture = try GaussianMixture.initialized(
      components: components, from: observations, using: &random)
    return try VariationalGaussianMixture(
      prior: prior ?? Prior(matching: observations, components: components),
      responsibilities: mixture.responsibilities(of: observations), of: observations)
  }

  /// Fits the mixture from several starts and returns the fit with the largest bound.
  ///
  /// ```swift
  /// let fit = try VariationalGaussianMixture.fit(to: rows, components: 6)
  /// ```
  ///
  /// - Parameters:
  ///   - observations: The data, N × D.
  ///   - components: The maximum number of components K.
  ///   - prior: The prior; `nil` uses the weak prior that matches the data.
  ///   - weights: The weight of each row; `nil` means that all weights are 1.
  ///   - restarts: The number of starts.
  ///   - seed: The random seed; the same seed gives the same fit.
  ///   - options: The options of each fit.
  /// - Returns: The sound fit with the largest bound.
  /// - Throws: ``InvalidData``, ``InvalidStart``, or ``UnsupportedOption``; ``ComponentCollapse``
  ///   if a column is constant.
  public static func fit(
    to observations: Matrix, components: Int, prior: Prior? = nil, weights: [Double]? = nil,
    restarts: Int = 5, seed: UInt64 = 0, options: EMOptions = EMOptions()
  ) throws -> Fit<VariationalGaussianMixture> {
    try fitByEM(
      restarts: restarts, seed: seed, to: observations, weights: weights, options: options
    ) {
      try initialized(components: components, from: observations, prior: prior, using: &$0)
    }.get()
  }
}
