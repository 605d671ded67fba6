import ExpectationMaximization
import Statistics
import TestSupport
import Testing

// The testing library has a type of the same name.
typealias Expectation<Statistics> = ExpectationMaximization.Expectation<Statistics>

/// Genetic linkage, the first example of Dempster, Laird & Rubin (1977).
///
/// 197 animals fall into four
/// categories with probabilities ½ + θ/4, (1−θ)/4, (1−θ)/4, θ/4. What is latent is how the first count
/// splits into ½ and θ/4. This is a user's own model, and all that it takes.
struct Linkage: UnconstrainedModel {
  var theta: Double

  init(theta: Double) { self.theta = theta }

  /// E[z] of the θ/4 part of the first category; the second, the third, and the fourth count.
  struct Statistics { var linked: Double, others: [Double] }

  func eStep(_ counts: [Double]) -> Expectation<Statistics> {
    let first = 0.5 + theta / 4
    let cells = [first, (1 - theta) / 4, (1 - theta) / 4, theta / 4]
    let likelihood = zip(counts, cells).reduce(0) { $0 + $1.0 * Elementary.log($1.1) }
    return Expectation(
      statistics: Statistics(linked: counts[0] * theta / 4 / first, others: counts),
      logLikelihood: likelihood)
  }

  func mStep(_ statistics: Statistics) -> Linkage {
    let hits = statistics.linked + statistics.others[3]
    return Linkage(theta: hits / (hits + statistics.others[1] + statistics.others[2]))
  }

  func expectedLogLikelihood(_ statistics: Statistics) -> Double {
    let counts = statistics.others
    return (counts[0] - statistics.linked) * Elementary.log(0.5)
      + (statistics.linked + counts[3]) * Elementary.log(theta / 4)
      + (counts[1] + counts[2]) * Elementary.log((1 - theta) / 4)
  }

  // As an `UnconstrainedModel` it is accelerated and has standard errors.
  var unconstrainedParameters: [Double] { [Elementary.log(theta / (1 - theta))] }
  init?(unconstrained parameters: [Double], prototype: Linkage) {
    theta = 1 / (1 + Elementary.exp(-parameters[0]))
  }
  var parameters: [ModelParameter] { [ModelParameter("theta", theta)] }
}

@Suite struct `A model of one's own` {
  /// Reference 11: the published trace .608247423, .624321051, … and the closed form.
  @Test func `genetic linkage follows the paper`() throws {
    let reference = try ReferenceCase("11_linkage_dlr1977")
    let counts = reference.data.counts.numbers
    let fit = try fitByEM(
      Linkage(theta: 0.5), to: counts,
      options: EMOptions(tolerance: .never, iterationLimit: 20, record: .models))
    #expect(isClose(fit.logLikelihoods, reference.expected.loglik_trace.numbers, relative: 1e-10))
    let thetas = fit.trace.models.map(\.theta)
    #expect(isClose(thetas, reference.expected.theta_trace.numbers, relative: 1e-8))
    for step in fit.trace {
      #expect(isClose(step.lowerBound + step.divergence, step.logLikelihood, relative: 1e-10))
    }
    #expect(isClose(fit.model.theta, reference.expected.mle.number, relative: 1e-11))
    let rate = try fit.model.rateOfConvergence(of: counts)
    #expect(isClose(rate, 0.1328, absolute: 5e-5))
    // The observed information of the likelihood, differentiated by hand.
    let t = fit.model.theta
    let parts: [Double] = [125 / ((2 + t) * (2 + t)), 38 / ((1 - t) * (1 - t)), 34 / (t * t)]
    let information = parts.reduce(0, +)
    let error = try fit.model.standardErrors(of: counts)[0]
    #expect(error.name == "theta")
    #expect(isClose(error.standardError, 1 / information.squareRoot(), relative: 1e-7))
  }

  @Test func `what it did not offer is refused`() throws {
    var options = EMOptions()
    options.variant = .hard
    #expect(throws: UnsupportedOption.posterior) {
      try fitByEM(Linkage(theta: 0.5), to: [125, 18, 20, 34], options: options)
    }
    #expect(throws: UnsupportedOption.responsibilities) {
      try fitByEM(
        Linkage(theta: 0.5), to: [125, 18, 20, 34], options: EMOptions(record: .responsibilities))
    }
  }

  /// An M-step that does not maximize is found out.
  struct Wrong: LatentVariableModel {
    var theta: Double
    func eStep(_ counts: [Double]) -> Expectation<Linkage.Statistics> {
      Linkage(theta: theta).eStep(counts)
    }
    func mStep(_ statistics: Linkage.Statistics) -> Wrong { Wrong(theta: theta * 0.9) }
    func expectedLogLikelihood(_ statistics: Linkage.Statistics) -> Double {
      Linkage(theta: theta).expectedLogLikelihood(statistics)
    }
  }

  @Test func `a decrease is a status`() throws {
    let fit = try fitByEM(Wrong(theta: 0.6), to: [125, 18, 20, 34])
    guard case .decreased(let amount, let iteration) = fit.status else {
      Issue.record("\(fit.status)")
      return
    }
    #expect(amount > 0 && iteration == 1 && fit.iterations == 0)
    #expect(fit.model.theta == 0.6)
    #expect(fit.status.description.hasPrefix("lost "))
  }
}
