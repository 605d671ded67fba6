// swift-tools-version: 6.2
import Foundation
import PackageDescription

// A package of its own, so that nobody who uses Lectern builds it. The library targets are links to
// those of the repository.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Wider vectors where this machine has them, as in the package itself.
let vectors: [SwiftSetting] = {
  let processor = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
  let flags = processor?.split(separator: "\n").first { $0.hasPrefix("flags") } ?? ""
  let features = Set(flags.split(separator: " "))
  let wide = ["avx512f", "avx512dq", "avx512bw", "avx512vl"]
  let chosen = features.isSuperset(of: wide.map { $0[...] }) ? wide : ["avx2"]
  guard features.isSuperset(of: chosen.map { $0[...] }) else { return [] }
  return [.unsafeFlags(chosen.flatMap { ["-Xcc", "-m\($0)"] })]
}()

let package = Package(
  name: "Benchmarks",
  targets: [
    .target(name: "Statistics", swiftSettings: strict + vectors),
    .target(
      name: "ExpectationMaximization", dependencies: ["Statistics"],
      swiftSettings: strict + vectors),
    .executableTarget(
      name: "EMBenchmark", dependencies: ["ExpectationMaximization", "Statistics"],
      swiftSettings: strict),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo-ft", providers: [.apt(["libcairo2-dev"])]),
    .target(name: "Plotting", swiftSettings: strict),
    .target(name: "SystemFiles", swiftSettings: strict),
    .target(
      name: "CairoRendering", dependencies: ["CCairo", "Plotting", "SystemFiles"],
      swiftSettings: strict),
    .executableTarget(
      name: "PlottingBenchmark", dependencies: ["CairoRendering", "Plotting"],
      swiftSettings: strict),
  ]
)
