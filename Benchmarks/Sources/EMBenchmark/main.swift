import ExpectationMaximization
import Foundation
import Statistics

/// On one thread the processor's time, so that other programs do not count; else the time on the wall.
func milliseconds(_ work: () throws -> Void) rethrows -> Double {
  let clock = threads == 1 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC
  func now() -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return 1e3 * Double(time.tv_sec) + 1e-6 * Double(time.tv_nsec)
  }
  let start = now()
  try work()
  return now() - start
}

// Milliseconds per EM iteration of Gaussian mixtures with full covariances, for the rows of the budget,
// and the memory above the data. `swift run -c release EMBenchmark [threads]`.

let threads = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1

/// N rows of K overlapping clusters in D dimensions, and a start beside the truth.
func problem(_ n: Int, _ d: Int, _ k: Int) -> (rows: Matrix, start: GaussianMixture) {
  var random = SplitMix64(seed: 1)
  let centers = (0..<k).map { _ in (0..<d).map { _ in 3 * random.standardNormal() } }
  var elements: [Double] = []
  elements.reserveCapacity(n * d)
  for _ in 0..<n {
    for center in centers[random.integer(below: k)] {
      elements.append(center + random.standardNormal())
    }
  }
  let start = GaussianMixture(
    weights: Array(repeating: 1 / Double(k), count: k),
    means: Matrix(
      rows: k, columns: d,
      elements: centers.flatMap { $0.map { $0 + 0.5 * random.standardNormal() } }),
    covariances: .full(Array(repeating: .identity(d), count: k)))
  return (Matrix(rows: n, columns: d, elements: elements), start)
}

/// The resident memory and its peak, in MiB, from the kernel.
func memory() -> (resident: Double, peak: Double) {
  guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
    return (.nan, .nan)
  }
  func field(_ name: String) -> Double {
    let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
    let number = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
    return (number.flatMap { Double($0) } ?? .nan) / 1024
  }
  return (field("VmRSS"), field("VmHWM"))
}

let only = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) }
for (n, d, k, budget) in [
  (10_000, 1, 4, 1.2), (100_000, 2, 5, 14), (1_000_000, 2, 5, 15), (100_000, 10, 10, 12),
  (50_000, 50, 20, 150),
] {
  if let only, d != only { continue }
  let (rows, start) = problem(n, d, k)
  var options = EMOptions(tolerance: .never, iterationLimit: 1)
  options.threads = threads
  // The kernel forgets the peak of making the data.
  try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
  let before = memory()
  let fit = try fitByEM(start, to: rows, options: options)
  var best = Double.infinity
  for _ in 0..<3 {
    // The difference of two lengths leaves one iteration, without validation and the first E-step.
    options.iterationLimit = 1
    let short = try milliseconds { _ = try fitByEM(start, to: rows, options: options) }
    options.iterationLimit = 6
    let long = try milliseconds { _ = try fitByEM(start, to: rows, options: options) }
    best = min(best, (long - short) / 5)
  }
  let after = memory()
  print(
    "N=\(n) D=\(d) K=\(k) threads=\(threads): \((best * 100).rounded() / 100) ms",
    "(budget \(budget)), peak +\(((after.peak - before.resident) * 10).rounded() / 10) MiB,",
    // The same bits for any number of threads and any vector width.
    "log-likelihood bits \(String(fit.logLikelihood.bitPattern, radix: 16))")
}
