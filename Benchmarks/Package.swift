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

let package = Package(
  name: "Benchmarks",
  targets: [
    .target(name: "Statistics", swiftSettings: strict),
    .target(
      name: "ExpectationMaximization", dependencies: ["Statistics"], swiftSettings: strict),
    .executableTarget(
      name: "EMBenchmark", dependencies: ["ExpectationMaximization", "Statistics"],
      swiftSettings: strict),
  ]
)
