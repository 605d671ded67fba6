// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "mixture",
  dependencies: [
    // In a package of yours: .package(url: "…/lectern.git", from: "2.0.0")
    .package(name: "lectern", path: "../..")
  ],
  targets: [
    .executableTarget(
      name: "mixture",
      dependencies: [
        .product(name: "CairoRendering", package: "lectern"),
        .product(name: "EMFigures", package: "lectern"),
        .product(name: "ExpectationMaximization", package: "lectern"),
        .product(name: "Plotting", package: "lectern"),
        .product(name: "Statistics", package: "lectern"),
      ],
      path: "Sources")
  ]
)
