// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who uses Lectern builds it. The library targets are links to
// those of the repository.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The vector instructions to compile the arithmetic for, as in the package itself.
let vectors: [SwiftSetting] = {
  let features = (Context.environment["LECTERN_VECTORS"] ?? "").split(separator: " ")
  return features.isEmpty ? [] : [.unsafeFlags(features.flatMap { ["-Xcc", "-m\($0)"] })]
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
    .systemLibrary(
      name: "CTextShaping", pkgConfig: "harfbuzz",
      providers: [.apt(["libharfbuzz-dev", "libfribidi-dev"])]),
    .target(name: "Plotting", swiftSettings: strict),
    .target(name: "SystemFiles", swiftSettings: strict),
    .target(
      name: "CairoRendering", dependencies: ["CCairo", "CTextShaping", "Plotting", "SystemFiles"],
      swiftSettings: strict),
    .executableTarget(
      name: "PlottingBenchmark", dependencies: ["CairoRendering", "Plotting"],
      swiftSettings: strict),
  ]
)
