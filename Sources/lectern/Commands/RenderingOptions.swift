import ArgumentParser
import FoundationEssentials
import NotebookRunner

/// The options that render and preview have in common.
struct RenderingOptions: ParsableArguments {
  @Option(help: "Folder of page templates.", completion: .directory)
  var templates: String?

  @Option(
    name: .customLong("param"),
    help: ArgumentHelp(
      "Value of a parameter; several values (k=2..6 or k=2,4,8) render one report each.",
      valueName: "name=value"))
  var parameters: [String] = []

  /// The themes for figures that set none.
  enum FigureTheme: String, CaseIterable, ExpressibleByArgument {
    case report, lecture, print
  }

  @Option(
    help: ArgumentHelp(
      """
      Theme for figures that set none: report; lecture (large type and thick strokes, for slides); \
      print (grayscale).
      """, valueName: "theme"))
  var theme = FigureTheme.report

  @Option(
    help: ArgumentHelp("Language of reports that name none (default: en).", valueName: "language"))
  var lang: String?

  @Option(help: "Number of chapters that run at the same time (default: number of cores).")
  var jobs: Int?

  @Option(help: "Time limit for each chapter, in seconds.")
  var timeout = 600.0

  @Option(help: "Memory limit for each chapter, in megabytes.")
  var memoryLimit = 8192

  mutating func validate() throws {
    guard timeout > 0, timeout.isFinite else {
      throw ValidationError(
        "invalid value “\(timeout)” for --timeout; expected a positive number of seconds")
    }
    guard memoryLimit > 0, memoryLimit < 1 << 30 else {
      throw ValidationError(
        "invalid value “\(memoryLimit)” for --memory-limit; expected a positive number of megabytes"
      )
    }
    if let jobs, jobs < 1 {
      throw ValidationError("invalid value “\(jobs)” for --jobs; expected a positive number")
    }
  }

  /// Creates a rendering with these options.
  ///
  /// - Parameters:
  ///   - installation: The locations of the program's parts.
  ///   - output: The folder to write into.
  ///   - usesCache: Whether cached results may be used.
  ///   - progress: Shows which chapters run and why.
  func rendering(
    at installation: Installation, into output: String, usesCache: Bool = true, progress: Progress
  ) throws -> Rendering {
    Rendering(
      runner: Runner(
        toolchain: try reportingSystemErrors { try installation.toolchain() },
        cache: installation.cache,
        limits: RunLimits(seconds: timeout, memory: memoryLimit << 20),
        usesCache: usesCache, theme: theme == .report ? nil : theme.rawValue),
      templates: templates ?? installation.templates, language: lang, output: output,
      installation: installation,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
      parameters: try reportingUsageErrors { try parameters.map(ParameterSweep.init) },
      progress: progress)
  }
}
