import Literate
import Reports
import Storage
import SystemPackage

/// Finds reports: a file or a folder of chapters is a report; any other folder is a folder of reports.
///
/// Every folder that is searched is logged, so that added and removed reports are noticed. Output
/// folders, hidden folders and links back to a folder being searched are skipped.
struct ReportSearch {
  /// Records which folders and files were examined.
  let log: FileLog
  /// The folder that reports are written into.
  private let output: FileIdentity?

  /// Creates a search.
  ///
  /// - Parameters:
  ///   - output: The folder that reports are written into; it is never searched for notebooks, and
  ///     neither is any other output folder of Lectern.
  ///   - log: Records which folders and files were examined.
  init(output: String? = nil, log: FileLog = FileLog()) {
    self.log = log
    self.output = output.flatMap(FileIdentity.init(of:))
  }

  /// The reports at some paths.
  ///
  /// - Returns: The reports in the order of the paths, and by name within a folder; each only once.
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

  /// Whether a path is a report and not a folder of reports, consistent with `reports(at:)`.
  ///
  /// The folder may be any folder of the system, so at most 300 folders below it are searched.
  func isReport(_ path: String) -> Bool {
    guard log.kind(of: path) == .folder else { return !reports(below: path).isEmpty }
    if isOutput(path) { return false }
    if hasSettings(path) { return true }
    var budget = 300
    return Report.lastName(of: path) != "notebooks"
      && Report.hasChapters(in: path, files: .disk(log))
      && !subfolders(of: path).contains { hasReports($0, &budget) }
  }

  /// The reports directly in a folder of reports; empty if the folder is a report itself.
  func reportsDirectly(in folder: String) -> [String] {
    guard !isOutput(folder), !isReport(folder) else { return [] }
    let files = Report.chapterFiles(in: folder, files: .disk(log)).map { "\(folder)/\($0)" }
    return (files + subfolders(of: folder).filter(isReport)).sorted()
  }

  /// Whether a folder contains a report at any depth.
  ///
  /// - Parameter budget: The number of folders that may still be searched.
  private func hasReports(_ folder: String, _ budget: inout Int) -> Bool {
    budget -= 1
    guard budget >= 0, log.kind(of: folder) == .folder, !isOutput(folder) else { return false }
    if hasSettings(folder) || Report.hasChapters(in: folder, files: .disk(log)) { return true }
    return subfolders(of: folder).contains { hasReports($0, &budget) }
  }

  /// The reports below a path.
  ///
  /// - Parameter above: The folders being searched, to recognize links back to them.
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
    // A folder of chapters is a report. `notebooks` and folders that contain reports are folders of
    // reports instead, in which each file is a report.
    if Report.lastName(of: path) != "notebooks", folders.isEmpty, !files.isEmpty { return [path] }
    return (files.map { "\(path)/\($0)" } + folders).sorted()
  }

  private func hasSettings(_ folder: String) -> Bool { log.kind(of: "\(folder)/report.yml") != nil }

  /// Whether a folder is the output folder of this search or is marked as an output folder of Lectern.
  private func isOutput(_ path: String) -> Bool {
    if isOutputOfLectern(path) { return true }
    guard let output, let folder = FileIdentity(of: path) else { return false }
    return folder.isSameFile(as: output)
  }

  /// The paths in a folder that may be reports or folders of reports.
  private func subfolders(of folder: String) -> [String] {
    log.names(in: folder).filter { !$0.hasPrefix("_") && !isChapterFile($0) }
      .map { "\(folder)/\($0)" }
  }
}

/// Why paths cannot be rendered.
enum ReportSearchError: Error, Equatable {
  case missing(path: String)
  case noNotebooks(path: String)
  /// The path is an output folder.
  case output(path: String)
  /// Two reports would be written into the same folder of the output.
  case sameName(first: String, second: String)
}

/// The name of the folder that a report is written into.
func reportName(_ path: String) -> String {
  let name = Report.lastName(of: path)
  return isChapterFile(name) ? FilePath(name).stem ?? name : name
}

/// Whether a file's name is that of a notebook or Markdown file.
private func isChapterFile(_ name: String) -> Bool {
  ["swift", "md"].contains(FilePath(name).extension)
}

/// A path without a leading `./` and trailing slashes.
private func normalized(_ path: String) -> String {
  let path = FilePath(path)
  let rest = path.components.dropFirst()
  let isFromHere = path.components.first?.kind == .currentDirectory
  return isFromHere && !rest.isEmpty ? FilePath(root: nil, rest).string : path.string
}
