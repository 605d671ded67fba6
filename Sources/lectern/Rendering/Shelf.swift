import FoundationEssentials
import Literate

/// The paths of the reports that some paths mean: a file is a report, a folder of chapters is one,
/// and any other folder is a shelf of what lies in it.
///
/// - Parameter paths: Files and folders.
/// - Returns: The reports in the order of the paths, and in a shelf by name; each once.
/// - Throws: `ShelfError` for a path that holds no report.
func reports(at paths: [String]) throws(ShelfError) -> [String] {
  var found: [String] = []
  for path in paths {
    let reports = reports(below: normalized(path))
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
  /// Two reports would be written into the same folder of the output.
  case sameName(first: String, second: String)
}

private func reports(below path: String) -> [String] {
  // Of a link, what it leads to.
  var isFolder = false
  guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
  guard isFolder else {
    return path.hasSuffix(".swift") || path.hasSuffix(".md") ? [path] : []
  }
  let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  let files = Report.chapterFiles(in: path)
  let folders = names.sorted().filter { !$0.hasPrefix(".") && !$0.hasPrefix("_") }
    .filter { !$0.hasSuffix(".swift") && !$0.hasSuffix(".md") }
    .flatMap { reports(below: "\(path)/\($0)") }
  // A folder of chapters is a report, but `notebooks` and a folder that holds reports are shelves,
  // on which a lone file is a report of its own.
  let isShelf = Report.lastName(of: path) == "notebooks" || !folders.isEmpty
  if names.contains("report.yml") || (!isShelf && !files.isEmpty) { return [path] }
  return (files.map { "\(path)/\($0)" } + folders).sorted()
}

private func normalized(_ path: String) -> String {
  var path = path
  while path.count > 1, path.hasSuffix("/") { path.removeLast() }
  return path.hasPrefix("./") && path.count > 2 ? String(path.dropFirst(2)) : path
}

private func reportName(_ path: String) -> String {
  let file = Report.lastName(of: path)
  let parts = file.split(separator: ".")
  let isFile = file.hasSuffix(".swift") || file.hasSuffix(".md")
  return isFile ? parts.dropLast().joined(separator: ".") : file
}
