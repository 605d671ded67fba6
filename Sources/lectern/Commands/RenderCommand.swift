import ArgumentParser
import FoundationEssentials
import Literate
import NotebookRunner
import Reports

/// Renders notebooks into reports.
struct RenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Render notebooks into self-contained HTML reports and their figures.",
    discussion: """
      A PATH is a notebook, a folder of chapters (one report), or a folder of reports. Without one, \
      everything in notebooks/ is rendered. A report that has an error is not written: the last good \
      one stays.

      Exit status: 0 all good, 1 a notebook is wrong, 2 wrong usage, 3 the machine fails.
      """)

  @Argument(help: "Notebooks, reports and folders of reports.", completion: .file())
  var paths = ["notebooks"]

  @Option(name: .shortAndLong, help: "The folder to write into.", completion: .directory)
  var output = "output"

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
      for slides); print (for grey paper).
      """, valueName: "theme"))
  var theme = FigureTheme.report

  @Option(help: "How many chapters run at the same time (default: as many as there are cores).")
  var jobs: Int?

  @Option(help: "Seconds that a chapter may run.")
  var timeout = 600.0

  @Option(help: "Megabytes of memory that a chapter may take.")
  var memoryLimit = 8192

  @Flag(help: "Write the report even if a chapter fails, with a box where it did.")
  var allowErrors = false

  @Flag(name: .customLong("no-cache"), help: "Run every chapter, whatever is known of it.")
  var ignoresCache = false

  @Flag(help: "Say of every chapter why it ran, or did not.")
  var explain = false

  mutating func validate() throws {
    guard timeout > 0, timeout.isFinite else {
      throw ValidationError("--timeout takes a positive number of seconds")
    }
    guard memoryLimit > 0, memoryLimit < 1 << 30 else {
      throw ValidationError("--memory-limit takes a positive number of megabytes")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1") }
  }

  func run() async throws {
    let place = try Installation()
    let rendering = Rendering(
      runner: Runner(
        toolchain: try machine { try place.toolchain() },
        cache: RunCache(folder: place.cache),
        limits: RunLimits(seconds: timeout, memory: memoryLimit << 20),
        usesCache: !ignoresCache, theme: theme == .report ? nil : theme.rawValue),
      templates: templates ?? place.templates, output: output,
      typesetting: place.formulas,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, allowsErrors: allowErrors,
      parameters: try usage { try parameters.map(ParameterSweep.init) },
      compiler: place.compilerVersion, progress: Progress(explaining: explain))
    let found = try usage { try reports(at: self.paths) }
    let stamp = RenderStamp(of: found, by: rendering, programs: place.programs)
    if !ignoresCache, !explain, let unchanged = stamp.unchangedReports() {
      Outcome(unchanged: unchanged).printReports()
      return
    }
    let outcome: Outcome
    do {
      outcome = try await interruptible { try await rendering.render(found) }
    } catch let error as ParameterError {
      throw failed(error.message, .usage)
    } catch {
      throw failed(machineMessage(error), .machineFails)
    }
    try outcome.report()
    if outcome.diagnostics.isEmpty { stamp.keep(outcome.reports.map(\.path), outcome.inputs) }
  }
}
