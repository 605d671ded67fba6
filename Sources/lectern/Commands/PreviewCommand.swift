import ArgumentParser
import Literate

/// Renders notebooks as they are edited.
struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Re-render on every save; open pages reload.",
    discussion: """
      PATH is as for render. Open one of the printed pages in a browser. When a notebook, its data or \
      a template is saved, the page reloads and keeps its place; errors are shown on the page. The \
      output of render is not changed. To stop, press Ctrl-C.
      """)

  @Argument(help: "Notebooks, reports and folders of reports.", completion: .file())
  var paths = ["notebooks"]

  @Option(
    name: .shortAndLong, help: "Folder to write into; not the output of render.",
    completion: .directory)
  var output = ".build/preview"

  @OptionGroup
  var options: RenderingOptions

  func run() async throws {
    var rendering = try options.rendering(
      at: Installation(), into: output, progress: Progress(explaining: false))
    // A chapter that fails is shown up to its error, so that authors see what it does.
    rendering.allowsErrors = true
    rendering.isPreview = true
    _ = try reportingUsageErrors { try ReportSearch(output: output).reports(at: paths) }
    do {
      try await interruptible { [paths, rendering] in
        var preview = Preview(of: paths, by: rendering)
        try await preview.run()
      }
    } catch let error as ParameterError {
      throw failed(error.message, .usage)
    } catch {
      throw failed(systemErrorMessage(error), .systemError)
    }
  }
}
