import ArgumentParser
import Literate

/// Renders notebooks as they are edited.
struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Render notebooks whenever they are saved, into pages that follow.",
    discussion: """
      A PATH is what it is for render. Open a page that it prints in a browser: when a notebook, its \
      data or a template is saved, the page shows itself anew where it was being read; when something \
      is wrong, the page says what. The pages in the output of render are left alone. Ctrl-C ends it.
      """)

  @Argument(help: "Notebooks, reports and folders of reports.", completion: .file())
  var paths = ["notebooks"]

  @Option(
    name: .shortAndLong, help: "The folder to write into, not that of render.",
    completion: .directory)
  var output = ".build/preview"

  @OptionGroup
  var options: RenderingOptions

  func run() async throws {
    var rendering = try options.rendering(
      at: Installation(), into: output, progress: Progress(explaining: false))
    // A chapter that fails is shown as far as it came: an author wants to see what it does.
    rendering.allowsErrors = true
    rendering.isPreview = true
    _ = try usage { try reports(at: paths, output: output) }
    do {
      try await interruptible { [paths, rendering] in
        var preview = Preview(of: paths, by: rendering)
        try await preview.run()
      }
    } catch let error as ParameterError {
      throw failed(error.message, .usage)
    } catch {
      throw failed(machineMessage(error), .machineFails)
    }
  }
}
