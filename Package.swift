// swift-tools-version: 6.2
import Foundation
import PackageDescription

// MARK: - Settings of our own targets

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// The vector instructions to compile the arithmetic for, such as `avx2`.
///
/// `scripts/environment` names those of this machine. Without it, and in packages that depend on this
/// one, code for any processor is built. The results are the same to the last bit, because nothing is
/// fused; only the E-step is faster.
let vectors: [SwiftSetting] = {
  let features = (Context.environment["LECTERN_VECTORS"] ?? "").split(separator: " ")
  return features.isEmpty ? [] : [.unsafeFlags(features.flatMap { ["-Xcc", "-m\($0)"] })]
}()

/// Where the headers of JavaScriptCore are: macOS knows, and on Linux every distribution has them here.
///
/// Its pkg-config file would also link the library, which is opened only when it is needed.
let javaScriptCore: [CSetting] = [
  .unsafeFlags(["-I/usr/include/webkitgtk-4.1"], .when(platforms: [.linux])),
  .treatAllWarnings(as: .error),
]

// MARK: - The Swift parser

// The toolchain ships the modules of swift-syntax ready-made; linking them takes seconds, while the
// package takes six minutes to build on two cores. The package is the fallback.
let hostModules = toolchainHostModules()

let swiftSyntaxPackage: [Package.Dependency] =
  hostModules == nil
  ? [.package(url: "https://github.com/swiftlang/swift-syntax.git", from: "603.0.0")] : []

func swiftSyntax(_ modules: String...) -> [Target.Dependency] {
  hostModules == nil ? modules.map { .product(name: $0, package: "swift-syntax") } : []
}

let swiftSyntaxSettings: [SwiftSetting] =
  hostModules.map { [.unsafeFlags(["-I", $0])] } ?? []

/// An executable or test bundle that ends up with the parser finds its libraries here.
let swiftSyntaxLinking: [LinkerSetting] =
  hostModules.map {
    [
      .unsafeFlags(["-L", $0, "-Xlinker", "-rpath", "-Xlinker", $0]),
      .linkedLibrary("SwiftSyntax"), .linkedLibrary("SwiftParser"),
      .linkedLibrary("SwiftIDEUtils"), .linkedLibrary("SwiftDiagnostics"),
      .linkedLibrary("SwiftParserDiagnostics"),
    ]
  } ?? []

/// The folder of the toolchain's own swift-syntax modules, where it has them all: the one that
/// `scripts/environment` names, else the one of the first `swiftc` in the search path.
func toolchainHostModules() -> String? {
  let needed = [
    "SwiftSyntax", "SwiftParser", "SwiftDiagnostics", "SwiftParserDiagnostics", "SwiftIDEUtils",
  ]
  let compilers = (Context.environment["PATH"] ?? "").split(separator: ":")
    .map { URL(fileURLWithPath: "\($0)/swiftc") }
  let compiler = compilers.first { FileManager.default.isExecutableFile(atPath: $0.path) }
  let beside = compiler.map {
    $0.resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("lib/swift/host").path
  }
  let candidates = [Context.environment["LECTERN_SWIFT_SYNTAX"], beside].compactMap { $0 }
  return candidates.first { host in
    needed.allSatisfy { FileManager.default.fileExists(atPath: "\(host)/\($0).swiftmodule") }
  }
}

// MARK: - The package

let package = Package(
  name: "lectern",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "lectern", targets: ["lectern"]),
    // For other packages.
    .library(name: "Statistics", targets: ["Statistics"]),
    .library(name: "ExpectationMaximization", targets: ["ExpectationMaximization"]),
    .library(name: "Plotting", targets: ["Plotting"]),
    .library(name: "CairoRendering", targets: ["CairoRendering"]),
    .library(name: "EMFigures", targets: ["EMFigures"]),
    // What notebooks link: one dynamic library, so that a code cell links in milliseconds.
    .library(
      name: "LecternNotebook", type: .dynamic,
      targets: [
        "Statistics", "ExpectationMaximization", "Plotting", "CairoRendering", "EMFigures",
        "DataSets", "NotebookOutputs", "Notebook",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.0"),
    .package(url: "https://github.com/apple/swift-system.git", from: "1.5.0"),
  ] + swiftSyntaxPackage,
  targets: [
    // Science
    .target(name: "Statistics", swiftSettings: strict + vectors),
    .target(
      name: "ExpectationMaximization", dependencies: ["Statistics"],
      swiftSettings: strict + vectors),
    .target(name: "DataSets", dependencies: ["Statistics"], swiftSettings: strict),

    // Figures
    .systemLibrary(
      name: "CCairo", pkgConfig: "cairo-ft", providers: [.apt(["libcairo2-dev"])]),
    .systemLibrary(
      name: "CTextShaping", pkgConfig: "harfbuzz",
      providers: [.apt(["libharfbuzz-dev", "libfribidi-dev"])]),
    .target(name: "Plotting", swiftSettings: strict),
    // Where the system keeps fonts and scripts, for figures and for pages.
    .target(name: "SystemFiles", swiftSettings: strict),
    .target(
      name: "CairoRendering", dependencies: ["CCairo", "CTextShaping", "Plotting", "SystemFiles"],
      swiftSettings: strict),
    .target(
      name: "EMFigures", dependencies: ["ExpectationMaximization", "Plotting", "Statistics"],
      swiftSettings: strict),

    // What a notebook says, and what it imports
    .target(name: "CFileAccess"),
    .target(name: "NotebookOutputs", swiftSettings: strict),
    .target(
      name: "Notebook",
      dependencies: ["CFileAccess", "NotebookOutputs", "Plotting", "CairoRendering", "Statistics"],
      swiftSettings: strict),

    // Bytes on disk: reading, durable writing, digests
    .target(
      name: "Storage", dependencies: [.product(name: "SystemPackage", package: "swift-system")],
      swiftSettings: strict),

    // Work on several cores
    .target(name: "Parallelism", swiftSettings: strict),

    // From notebook to page
    .target(
      name: "Literate",
      dependencies: [
        "Parallelism", "Storage", .product(name: "Yams", package: "Yams"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]
        + swiftSyntax(
          "SwiftSyntax", "SwiftParser", "SwiftDiagnostics", "SwiftParserDiagnostics",
          "SwiftIDEUtils"),
      swiftSettings: strict + swiftSyntaxSettings, linkerSettings: swiftSyntaxLinking),
    // Swift's Glibc leaves out prctl.
    .systemLibrary(name: "CProcessControl"),
    .target(
      name: "NotebookRunner",
      dependencies: [
        "CProcessControl", "Literate", "NotebookOutputs", "Storage", "SystemFiles",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict + swiftSyntaxSettings),
    .systemLibrary(
      name: "CCommonMark", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .target(name: "CJavaScriptCore", cSettings: javaScriptCore),
    // Swift's Glibc leaves out renameat2, which exchanges two folders in one step.
    .systemLibrary(name: "CFileExchange"),
    .target(
      name: "Reports",
      dependencies: [
        "Literate", "NotebookOutputs", "Parallelism", "Storage", "SystemFiles", "CCommonMark",
        "CJavaScriptCore",
        "CFileExchange", .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict + swiftSyntaxSettings),
    .executableTarget(
      name: "lectern",
      dependencies: [
        "Literate", "NotebookOutputs", "NotebookRunner", "Parallelism", "Reports", "Storage",
        "SystemFiles", .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict + swiftSyntaxSettings),

    // Tests
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DataSetsTests", dependencies: ["DataSets", "Statistics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ExpectationMaximizationTests",
      dependencies: ["ExpectationMaximization", "Statistics", "TestSupport"],
      exclude: ["Reference"], swiftSettings: strict),
    .testTarget(
      name: "PlottingTests", dependencies: ["Plotting", "Statistics", "TestSupport"],
      exclude: ["Golden", "Reference"],
      swiftSettings: strict),
    .testTarget(
      name: "SystemFilesTests", dependencies: ["SystemFiles"], swiftSettings: strict),
    .testTarget(
      name: "CairoRenderingTests",
      dependencies: ["CairoRendering", "Plotting", "Statistics", "TestSupport"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "EMFiguresTests",
      dependencies: [
        "EMFigures", "ExpectationMaximization", "Plotting", "Statistics", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "NotebookOutputsTests", dependencies: ["NotebookOutputs"], swiftSettings: strict),
    .testTarget(
      name: "NotebookTests", dependencies: ["Notebook", "NotebookOutputs", "Statistics"],
      swiftSettings: strict),
    .testTarget(
      name: "StorageTests", dependencies: ["Storage", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ParallelismTests", dependencies: ["Parallelism"], swiftSettings: strict),
    .testTarget(
      name: "LiterateTests", dependencies: ["Literate", "TestSupport"], exclude: ["Golden"],
      swiftSettings: strict + swiftSyntaxSettings),
    .testTarget(
      name: "NotebookRunnerTests",
      dependencies: [
        "NotebookRunner", "Literate", "NotebookOutputs", "Storage", "TestSupport",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict + swiftSyntaxSettings),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Reports", "Literate", "NotebookOutputs", "Storage", "SystemFiles", "TestSupport",
      ],
      exclude: ["Golden"], swiftSettings: strict + swiftSyntaxSettings),
    .testTarget(
      name: "LecternTests",
      dependencies: ["NotebookOutputs", "Storage", "SystemFiles", "TestSupport"],
      exclude: ["Golden", "Conformance"],
      swiftSettings: strict + swiftSyntaxSettings),
  ]
)
