import FoundationEssentials
import Literate
import Storage

/// A file that chapters include, cite from or read, for readers who want to run them.
struct Attachment: Equatable, Sendable {
  /// The path in the report's folder, such as `data/iris.csv`.
  var name: String
  var bytes: [UInt8]

  /// The maximum size in bytes.
  ///
  /// Larger files are not attached, to keep a page small enough to send.
  static let largest = 4 << 20
}

extension Document {
  /// The files at some paths and the bibliographies, by name.
  ///
  /// Files outside the folder of the report are left out, because nobody else has them at the same
  /// path.
  func attachments(at paths: [String]) -> [Attachment] {
    guard let chapter = chapters.first else { return [] }
    let file = absolute(chapter.file)
    // A running chapter sees the path of its folder with links resolved.
    let place = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? ""
    let folders = [place, resolved(place) ?? place].map { $0.split(separator: "/") }
    let own = Set(chapters.map { absolute($0.file) })
    let sought = Set((paths + bibliography.paths).map(absolute)).subtracting(own)
    return sought.sorted().compactMap { path in
      let parts = path.split(separator: "/")
      // Hidden files may be secret. A file that has changed since the chapters read it does not
      // belong to this page.
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

/// An absolute path without `.` and `..`.
private func absolute(_ path: String) -> String {
  let whole =
    path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
  var parts: [Substring] = []
  for part in whole.split(separator: "/") where part != "." {
    if part == ".." { _ = parts.popLast() } else { parts.append(part) }
  }
  return "/" + parts.joined(separator: "/")
}
