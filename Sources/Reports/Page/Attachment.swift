import FoundationEssentials
import Literate
import Storage

/// A file that a report's chapters include, cite from or read, for readers who want to run them.
struct Attachment: Equatable, Sendable {
  /// The path in the report's folder, such as `data/iris.csv`.
  var name: String
  var bytes: [UInt8]

  /// A larger file is left where it is: a page is to be sent about.
  static let largest = 4 << 20
}

extension Document {
  /// The files at some paths, and its bibliographies, by their names; without those that lie outside
  /// the folder of the report, where nobody else has them at the same place.
  func attachments(at paths: [String]) -> [Attachment] {
    guard let chapter = chapters.first else { return [] }
    let file = absolute(chapter.file)
    // A running chapter sees its folder without links.
    let place = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? ""
    let folders = [place, resolved(place) ?? place].map { $0.split(separator: "/") }
    let own = Set(chapters.map { absolute($0.file) })
    let sought = Set((paths + bibliography.paths).map(absolute)).subtracting(own)
    return sought.sorted().compactMap { path in
      let parts = path.split(separator: "/")
      // What is hidden may be a secret; and other content than the chapters saw does not belong to
      // this page.
      guard let folder = folders.first(where: parts.starts(with:)),
        !parts.dropFirst(folder.count).contains(where: { $0.hasPrefix(".") }),
        let bytes = try? log.read(path), bytes.count <= Attachment.largest,
        log.states[path] != .changing
      else { return nil }
      return Attachment(
        name: parts.dropFirst(folder.count).joined(separator: "/"), bytes: bytes)
    }
  }
}

/// A path from the root, without steps up or in place.
private func absolute(_ path: String) -> String {
  let whole =
    path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
  var parts: [Substring] = []
  for part in whole.split(separator: "/") where part != "." {
    if part == ".." { _ = parts.popLast() } else { parts.append(part) }
  }
  return "/" + parts.joined(separator: "/")
}
