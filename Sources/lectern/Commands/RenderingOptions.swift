import ArgumentParser
import FoundationEssentials
import NotebookRunner

/// What decides how reports are rendered, wherever they go.
struct RenderingOptions: ParsableArguments {
  @Option(help: "The folder of the page templates.", completion: .directory)
  var templates: String?

  @Option(
    name: .customLong("param"),
    help: ArgumentHelp(
      "A parameter's value; several (k=2..6, k=2,4,8) make a report each.",
      valueName: "name=value"))
  var parameters: [String] = []

  /// The themes that a rendering may ask for.
  enum FigureTheme: String, CaseIterable, ExpressibleByArgument {
    case report, lecture, print
  }

  @Option(
    help: ArgumentHelp(
      """
      How figures look whose authors chose no theme: report; lecture (large type and thick strokes, \
      for slides); print (for gray paper).
      """, valueName: "theme"))
  var theme = FigureTheme.report

  @Option(help: "How many chapters run at the same time (default: as many as there are cores).")
  var jobs: Int?

  @Option(help: "Seconds that a chapter may run.")
  var timeout = 600.0

  @Option(help: "Megabytes of memory that a chapter may take.")
  var memoryLimit = 8192

  mutating func validate() throws {
    guard timeout > 0, timeout.isFinite else {
      throw ValidationError("--timeout takes a positive number of seconds")
    }
    guard memoryLimit > 0, memoryLimit < 1 << 30 else {
      throw ValidationError("--memory-limit takes a positive number of megabytes")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1") }
  }

  /// A rendering with these options.
  ///
  /// - Parameters:
  ///   - place: Where the program's own parts are.
  ///   - output: The folder to write into.
  ///   - usesCache: Whether chapters that ran before may be taken from the cache.
  ///   - progress: Is told which chapters run, and why.
  func rendering(
    at place: Installation, into output: String, usesCache: Bool = true, progress: Progress
  ) throws -> Rendering {
    Rendering(
      runner: Runner(
        toolchain: try machine { try place.toolchain() },
        cache: place.cache,
        limits: RunLimits(seconds: timeout, memory: memoryLimit << 20),
        usesCache: usesCache, theme: theme == .report ? nil : theme.rawValue),
      templates: templates ?? place.templates, output: output,
      installation: place,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
      parameters: try usage { try parameters.map(ParameterSweep.init) },
      progress: progress)
  }
}
