import ArgumentParser
import FoundationEssentials
@preconcurrency import Glibc
import Reports

/// Removes reports whose notebooks no longer exist.
struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Remove published reports whose notebooks no longer exist.",
    discussion: """
      A report is left over when its notebook or folder was renamed or removed. Only files that \
      Lectern wrote, and folders that are then empty, are removed; other files stay and are listed. The \
      index page is updated.

      Exit status: 0 success, 2 usage error, 3 system error.
      """)

  @Option(name: .shortAndLong, help: "Folder of the reports.", completion: .directory)
  var output = "output"

  @Option(help: "Folder of page templates.", completion: .directory)
  var templates: String?

  @Flag(name: .shortAndLong, help: "List what would be removed; remove nothing.")
  var dryRun = false

  func run() throws {
    guard FileManager.default.fileExists(atPath: output) else {
      print("nothing to remove: no folder \(output)")
      return
    }
    let publisher = Publisher(output: output, isReport: ReportSearch().isReport)
    var cleaning = try reportingSystemErrors { try publisher.removeLeftOvers(isDryRun: dryRun) }
    if cleaning.removals.isEmpty, cleaning.unknown.isEmpty, cleaning.failures.isEmpty {
      print("nothing to remove: the source of every report in \(output) exists")
    }
    fputs(cleaning.text(isDryRun: dryRun), stdout)
    if !dryRun, !cleaning.removals.isEmpty {
      do {
        cleaning.failures += try writeIndex(by: publisher).failures
      } catch {
        cleaning.failures.append(error)
      }
    }
    fputs(failureText(cleaning.failures), stderr)
    if !cleaning.failures.isEmpty { throw ExitCode.systemError }
  }

  private func writeIndex(by publisher: Publisher) throws -> IndexPublication {
    let installation = Installation()
    let page = ReportIndex(
      templates: try Templates(folder: templates ?? installation.templates),
      typesetter: PageTypesetter(cache: installation.cache))
    let hasDocumentation = ReportIndex.hasDocumentation(in: output)
    return try publisher.publishIndex { try page.render($0, hasDocumentation: hasDocumentation) }
  }
}

extension Cleaning {
  /// The folders and files that were removed and kept, one per line.
  func text(isDryRun: Bool) -> String {
    var lines: [String] = []
    for removal in removals {
      let verb = isDryRun ? "would remove" : "removed"
      lines.append("\(verb) \(removal.leftOver.path): \(removal.leftOver.source) no longer exists")
      lines += removal.kept.map { "kept \($0): Lectern did not create it" }
    }
    lines += unknown.map {
      "kept \($0): it was written by an earlier version of Lectern, which did not record its source; "
        + "render it again or remove the folder"
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
