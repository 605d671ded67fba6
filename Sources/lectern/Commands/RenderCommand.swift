import ArgumentParser
import Literate
import NotebookRunner
import Storage

/// Renders notebooks into reports.
struct RenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Render notebooks into self-contained HTML reports and their figures.",
    discussion: """
      A PATH is a notebook, a folder of chapters (one report), or a folder of reports. The default is \
      notebooks. A report with an error is not written; its last good version stays.

      Exit status: 0 success, 1 error in a notebook, 2 usage error, 3 system error.
      """)

  @Argument(help: "Notebooks, reports and folders of reports.", completion: .file())
  var paths = ["notebooks"]

  @Option(name: .shortAndLong, help: "Folder to write into.", completion: .directory)
  var output = "output"

  @OptionGroup
  var options: RenderingOptions

  @Flag(help: "Write a report even if a chapter fails, with the error in its place.")
  var allowErrors = false

  @Flag(help: "Treat content that a page fetches from a server as an error.")
  var strict = false

  @Flag(name: .customLong("no-cache"), help: "Ignore cached results.")
  var ignoresCache = false

  @Flag(help: "Remove published reports whose notebooks no longer exist (see clean).")
  var prune = false

  @Flag(help: "Print for each chapter why it ran or did not run.")
  var explain = false

  func run() async throws {
    let installation = Installation()
    var rendering = try options.rendering(
      at: installation, into: output, usesCache: !ignoresCache,
      progress: Progress(explaining: explain))
    rendering.allowsErrors = allowErrors
    rendering.isStrict = strict
    rendering.prunesLeftOvers = prune
    let key = CacheKey(of: paths, by: rendering)
    if !ignoresCache, !explain, !prune,
      let record = RenderRecord.current(key, in: rendering.runner.cache)
    {
      for page in record.pages { print("\(page) (unchanged)") }
      return
    }
    let log = FileLog()
    let search = ReportSearch(output: output, log: log)
    let reports = try reportingUsageErrors { try search.reports(at: self.paths) }
    let outcome: Outcome
    do {
      outcome = try await interruptible { [rendering] in
        try await rendering.render(reports.map { ($0, FileLog()) }, log: log)
      }
    } catch let error as ParameterError {
      throw failed(error.message, .usage)
    } catch {
      throw failed(systemErrorMessage(error), .systemError)
    }
    try outcome.report(from: output)
    outcome.record?.store(as: key, in: rendering.runner.cache)
  }
}
