import Glibc
import Literate
import Storage
import Subprocess

extension ReportRun {
  /// Replaces `date: today` and `date: git` by the date that they ask for.
  mutating func settleDates() async {
    if let date = report.frontMatter.date { report.frontMatter.date = await settled(date) }
    for index in report.chapters.indices {
      guard let date = report.chapters[index].frontMatter.date else { continue }
      report.chapters[index].frontMatter.date = await settled(date)
    }
  }

  private mutating func settled(_ date: Located<String>) async -> Located<String> {
    var settled = date
    switch date.value {
    case "today":
      readsClock = true
      settled.value = today()
    case "git":
      // A commit changes this file, and nothing else that the report is made from.
      let history = await git(["rev-parse", "--git-path", "logs/HEAD"], in: report.folder)
      if let history { _ = try? log.read(path(history, in: report.folder)) }
      let own = report.isSingleFile ? report.chapters.map(\.name) : ["."]
      let commit = await git(["log", "-1", "--format=%cs", "--"] + own, in: report.folder)
      if let commit, !commit.isEmpty {
        settled.value = commit
      } else {
        let allowed = "a date, because git has no commit of this report"
        let problem = ReadingProblem.optionValue(name: "date", value: "git", allowed: allowed)
        diagnostics.append(Diagnostic(problem, at: date.location))
      }
    default: break
    }
    return settled
  }

  private func path(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : "\(folder)/\(path)"
  }
}

extension Chapter {
  /// The name of the file without its folder.
  fileprivate var name: String {
    file.path.split(separator: "/").last.map(String.init) ?? file.path
  }
}

/// What git says, a line; nil where there is no git, or no repository.
private func git(_ arguments: [String], in folder: String) async -> String? {
  let result = try? await Subprocess.run(
    .name("git"), arguments: Arguments(["-C", folder] + arguments), output: .string(limit: 1 << 16),
    error: .discarded)
  guard let result, result.terminationStatus.isSuccess else { return nil }
  return result.standardOutput.split(separator: "\n").first.map(String.init) ?? ""
}

/// The date of today where the program runs, as ISO 8601 has it.
private func today() -> String {
  var now = time(nil)
  var parts = tm()
  localtime_r(&now, &parts)
  func digits(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
  return "\(parts.tm_year + 1900)-\(digits(parts.tm_mon + 1))-\(digits(parts.tm_mday))"
}
