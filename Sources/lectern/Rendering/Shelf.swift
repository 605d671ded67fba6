import FoundationEssentials
import Literate
import Reports
import Storage

/// The paths of the reports that some paths mean: a file is a report, a folder of chapters is one,
/// and any other folder is a folder of reports.
///
/// - Parameters:
///   - paths: Files and folders.
///   - output: The folder that reports are written into. It is never read as notebooks, and neither
///     is any other folder that Lectern wrote.
/// - Returns: The reports in the order of the paths, and in a folder of reports by name; each once.
/// - Throws: `ShelfError` for a path without a report.
func reports(at paths: [String], output: String? = nil) throws(ShelfError) -> [String] {
  let output = output.flatMap(FileIdentity.init(of:))
  var found: [String] = []
  for path in paths {
    guard !isOutput(path, output) else { throw .output(path: path) }
    let reports = reports(below: normalized(path), except: output)
    guard !reports.isEmpty else {
      throw FileManager.default.fileExists(atPath: path)
        ? .noNotebooks(path: path) : .missing(path: path)
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

/// The folder in which a report's files lie: a lone notebook lies beside its bibliography.
func folder(ofReport path: String) -> String {
  path.hasSuffix(".swift") || path.hasSuffix(".md") ? parent(of: path) : path
}

/// The folder in which something lies.
func parent(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
}

/// Why there is nothing to render.
enum ShelfError: Error, Equatable {
  case missing(path: String)
  case noNotebooks(path: String)
  /// Reports are written into this folder.
  case output(path: String)
  /// Two reports would be written into the same folder of the output.
  case sameName(first: String, second: String)
}

/// Whether a path is a report, and not a folder of reports.
func isReport(_ path: String) -> Bool { reports(below: path, except: nil) == [path] }

/// Whether reports are written into a folder: it is the one that is given, or it has Lectern's mark.
private func isOutput(_ path: String, _ output: FileIdentity?) -> Bool {
  if isOutputOfLectern(path) { return true }
  guard let output, let folder = FileIdentity(of: path) else { return false }
  return folder.device == output.device && folder.inode == output.inode
}

private func reports(below path: String, except output: FileIdentity?) -> [String] {
  // Of a link, what it leads to.
  var isFolder = false
  guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
  guard isFolder else {
    return path.hasSuffix(".swift") || path.hasSuffix(".md") ? [path] : []
  }
  if isOutput(path, output) { return [] }
  let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  let files = Report.chapterFiles(in: path)
  let folders = names.sorted().filter(isSearched)
    .flatMap { reports(below: "\(path)/\($0)", except: output) }
  // A folder of chapters is a report, but `notebooks` and a folder that contains reports are folders
  // of reports, in which a lone file is a report of its own.
  let isShelf = Report.lastName(of: path) == "notebooks" || !folders.isEmpty
  if names.contains("report.yml") || (!isShelf && !files.isEmpty) { return [path] }
  return (files.map { "\(path)/\($0)" } + folders).sorted()
}

/// The reports that are directly in a folder, as `reports(at:)` finds them; none where the folder is a
/// report itself.
///
/// Looks into as few folders as it can, since the folder may be anybody's home.
func reportsDirectly(in folder: String) -> [String] {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  guard !names.contains("report.yml"), !isOutputOfLectern(folder) else { return [] }
  let folders = names.filter(isSearched).map { "\(folder)/\($0)" }
  var found = folders.filter { folder in
    hasSettings(folder) && !isOutputOfLectern(folder)
      || Report.hasChapters(in: folder) && isReport(folder)
  }
  let isFolderOfReports =
    Report.lastName(of: folder) == "notebooks" || !found.isEmpty
  if Report.hasChapters(in: folder), isFolderOfReports || folders.contains(where: hasReports) {
    found += Report.chapterFiles(in: folder).map { "\(folder)/\($0)" }
  }
  return found.sorted()
}

/// Whether there is a report in a folder, at any depth.
private func hasReports(_ folder: String) -> Bool {
  guard !isOutputOfLectern(folder) else { return false }
  if hasSettings(folder) || Report.hasChapters(in: folder) { return true }
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  return names.filter(isSearched).contains { hasReports("\(folder)/\($0)") }
}

private func hasSettings(_ folder: String) -> Bool {
  FileManager.default.fileExists(atPath: "\(folder)/report.yml")
}

/// Whether a name in a folder may be that of a folder of reports.
private func isSearched(_ name: String) -> Bool {
  !name.hasPrefix(".") && !name.hasPrefix("_") && !name.hasSuffix(".swift")
    && !name.hasSuffix(".md")
}

private func normalized(_ path: String) -> String {
  var path = path
  while path.count > 1, path.hasSuffix("/") { path.removeLast() }
  return path.hasPrefix("./") && path.count > 2 ? String(path.dropFirst(2)) : path
}

func reportName(_ path: String) -> String {
  let file = Report.lastName(of: path)
  let parts = file.split(separator: ".")
  let isFile = file.hasSuffix(".swift") || file.hasSuffix(".md")
  return isFile ? parts.dropLast().joined(separator: ".") : file
}
