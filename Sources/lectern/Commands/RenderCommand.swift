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
      A PATH is a notebook, a folder of chapters (one report), or a folder of reports. Without one, \
      everything in notebooks/ is rendered. A report that has an error is not written: the last good \
      one stays.

      Exit status: 0 all good, 1 a notebook is wrong, 2 wrong usage, 3 the machine fails.
      """)

  @Argument(help: "Notebooks, reports and folders of reports.", completion: .file())
  var paths = ["notebooks"]

  @Option(name: .shortAndLong, help: "The folder to write into.", completion: .directory)
  var output = "output"

  @OptionGroup
  var options: RenderingOptions

  @Flag(help: "Write the report even if a chapter fails, with a box where it did.")
  var allowErrors = false

  @Flag(name: .customLong("no-cache"), help: "Run every chapter, whatever is known of it.")
  var ignoresCache = false

  @Flag(help: "Remove published reports whose notebooks no longer exist, as clean does.")
  var prune = false

  @Flag(help: "Say of every chapter why it ran, or did not.")
  var explain = false

  func run() async throws {
    let place = Installation()
    var rendering = try options.rendering(
      at: place, into: output, usesCache: !ignoresCache, progress: Progress(explaining: explain))
    rendering.allowsErrors = allowErrors
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
    let found = try usage { try search.reports(at: self.paths) }
    let outcome: Outcome
    do {
      outcome = try await interruptible { [rendering] in
        try await rendering.render(found.map { ($0, FileLog()) }, log: log)
      }
    } catch let error as ParameterError {
      throw failed(error.message, .usage)
    } catch {
      throw failed(machineMessage(error), .machineFails)
    }
    try outcome.report(from: output)
    outcome.record?.keep(as: key, in: rendering.runner.cache)
  }
}
