import Literate
import Reports
import Storage
import SystemPackage

/// Finds the reports that some paths mean: a file is a report, a folder of chapters is one, and any
/// other folder is a folder of reports.
///
/// Every folder that it looks into is noted, so that a report that comes or goes is noticed. What
/// Lectern wrote, hidden folders, and folders that lead back to themselves by a link are not searched.
struct ReportSearch {
  /// Remembers which folders and files were looked at.
  let log: FileLog
  /// The folder that reports are written into.
  private let output: FileIdentity?

  /// Creates a search.
  ///
  /// - Parameters:
  ///   - output: The folder that reports are written into; it is never read as notebooks, and neither
  ///     is any other folder that Lectern wrote.
  ///   - log: Remembers which folders and files were looked at.
  init(output: String? = nil, log: FileLog = FileLog()) {
    self.log = log
    self.output = output.flatMap(FileIdentity.init(of:))
  }

  /// The reports at some paths.
  ///
  /// - Returns: The reports in the order of the paths, and in a folder of reports by name; each once.
  /// - Throws: `ReportSearchError` for a path without a report.
  func reports(at paths: [String]) throws(ReportSearchError) -> [String] {
    var found: [String] = []
    for path in paths {
      guard !isOutput(path) else { throw .output(path: path) }
      let reports = reports(below: normalized(path))
      guard !reports.isEmpty else {
        throw log.kind(of: path) == nil ? .missing(path: path) : .noNotebooks(path: path)
      }
      for report in reports where !found.contains(report) { found.append(report) }
    }
    var names: [String: String] = [:]
    for path in found {
      let name = reportName(path)
      if let other = names[name] { throw .sameName(first: other, second: path) }
      names[name] = path
    }
    return found
  }

  /// Whether a path is a report, and not a folder of reports: what `reports(at:)` would find there.
  ///
  /// The folder may be anybody's, so that at most a few hundred folders below it are looked into.
  func isReport(_ path: String) -> Bool {
    guard log.kind(of: path) == .folder else { return !reports(below: path).isEmpty }
    if isOutput(path) { return false }
    if hasSettings(path) { return true }
    var budget = 300
    return Report.lastName(of: path) != "notebooks"
      && Report.hasChapters(in: path, files: .disk(log))
      && !subfolders(of: path).contains { hasReports($0, &budget) }
  }

  /// The reports that are directly in a folder of reports; none where the folder is a report itself.
  func reportsDirectly(in folder: String) -> [String] {
    guard !isOutput(folder), !isReport(folder) else { return [] }
    let files = Report.chapterFiles(in: folder, files: .disk(log)).map { "\(folder)/\($0)" }
    return (files + subfolders(of: folder).filter(isReport)).sorted()
  }

  /// Whether there is a report in a folder, at any depth.
  ///
  /// - Parameter budget: How many folders may be looked into.
  private func hasReports(_ folder: String, _ budget: inout Int) -> Bool {
    budget -= 1
    guard budget >= 0, log.kind(of: folder) == .folder, !isOutput(folder) else { return false }
    if hasSettings(folder) || Report.hasChapters(in: folder, files: .disk(log)) { return true }
    return subfolders(of: folder).contains { hasReports($0, &budget) }
  }

  /// The reports below a path.
  ///
  /// - Parameter above: The folders that are being searched, to find links that lead back to them.
  private func reports(below path: String, above: [FileIdentity] = []) -> [String] {
    switch log.kind(of: path) {
    case nil: return []
    case .file: return isChapterFile(path) ? [path] : []
    case .folder: break
    }
    guard !isOutput(path), let identity = FileIdentity(of: path),
      !above.contains(where: { $0.isSameFile(as: identity) })
    else { return [] }
    let names = log.names(in: path)
    if names.contains("report.yml") { return [path] }
    let files = Report.chapterFiles(in: path, files: .disk(log))
    let folders = subfolders(of: path)
      .flatMap { reports(below: $0, above: above + [identity]) }
    // A folder of chapters is a report, but `notebooks` and a folder that contains reports are folders
    // of reports, in which a lone file is a report of its own.
    if Report.lastName(of: path) != "notebooks", folders.isEmpty, !files.isEmpty { return [path] }
    return (files.map { "\(path)/\($0)" } + folders).sorted()
  }

  private func hasSettings(_ folder: String) -> Bool { log.kind(of: "\(folder)/report.yml") != nil }

  /// Whether reports are written into a folder: it is the one that is given, or it has Lectern's mark.
  private func isOutput(_ path: String) -> Bool {
    if isOutputOfLectern(path) { return true }
    guard let output, let folder = FileIdentity(of: path) else { return false }
    return folder.isSameFile(as: output)
  }

  /// The paths in a folder that may be reports' folders or folders of reports.
  private func subfolders(of folder: String) -> [String] {
    log.names(in: folder).filter { !$0.hasPrefix("_") && !isChapterFile($0) }
      .map { "\(folder)/\($0)" }
  }
}

/// Why there is nothing to render.
enum ReportSearchError: Error, Equatable {
  case missing(path: String)
  case noNotebooks(path: String)
  /// Reports are written into this folder.
  case output(path: String)
  /// Two reports would be written into the same folder of the output.
  case sameName(first: String, second: String)
}

/// The name of the folder that a report is written into.
func reportName(_ path: String) -> String {
  let name = Report.lastName(of: path)
  return isChapterFile(name) ? FilePath(name).stem ?? name : name
}

/// Whether a file is a notebook or Markdown by its name.
private func isChapterFile(_ name: String) -> Bool {
  ["swift", "md"].contains(FilePath(name).extension)
}

/// A path without slashes at its end and without `./` at its beginning.
private func normalized(_ path: String) -> String {
  let path = FilePath(path)
  let rest = path.components.dropFirst()
  let isFromHere = path.components.first?.kind == .currentDirectory
  return isFromHere && !rest.isEmpty ? FilePath(root: nil, rest).string : path.string
}
