import Literate

/// The entries of a BibTeX file.
///
/// Reads fields in braces, in quotes, as numbers and as `@string` names, joined with `#`, as BibTeX
/// does. TeX's accents become letters. An entry that cannot be read is reported with its location,
/// and reading continues with the next entry.
struct BibTeX {
  /// An entry as it is in the file.
  struct Entry: Equatable, Sendable {
    /// The type in lower case, such as `article`.
    var type: String
    var key: String
    /// The fields by name, in lower case.
    var fields: [String: String]
    /// Where its `@` is.
    var location: SourceLocation
  }

  private(set) var entries: [Entry] = []
  private(set) var diagnostics: [Diagnostic] = []

  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var strings: [String: String] = [:]
  /// The locations of the entries, by key.
  private var places: [String: SourceLocation] = [:]
  /// The offsets at which the lines begin.
  private let lineStarts: [Int]

  /// The reason why an entry cannot be read, and the location.
  private struct Malformed: Error {
    var reason: String
    var position: Int
  }

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    lineStarts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    for (index, name) in [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ].enumerated() {
      strings[name] = "\(index + 1)"
    }
    while let at = bytes[position...].firstIndex(of: UInt8(ascii: "@")) {
      position = at + 1
      do throws(Malformed) {
        try readEntry(at: at)
      } catch {
        diagnostics.append(
          Diagnostic(.bibliography(reason: error.reason), at: location(error.position)))
      }
    }
  }

  private mutating func readEntry(at start: Int) throws(Malformed) {
    let type = word().lowercased()
    skipSpace()
    guard let open = byte, open == UInt8(ascii: "{") || open == UInt8(ascii: "(") else {
      throw Malformed(reason: "'{' is missing after '@\(type)'", position: position)
    }
    let close = open == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
    if type == "comment" || type == "preamble" {
      _ = try braced()
      return
    }
    position += 1
    skipSpace()
    if type == "string" {
      let (name, value) = try field()
      strings[name] = value
      return
    }
    let key = text(until: [UInt8(ascii: ","), close])
    guard !key.isEmpty else { throw Malformed(reason: "the entry has no key", position: start) }
    var entry = Entry(type: type, key: key, fields: [:], location: location(start))
    while true {
      skipSpace()
      guard let next = byte else {
        throw Malformed(reason: "the entry '\(key)' does not end", position: start)
      }
      if next == close {
        position += 1
        break
      }
      if next == UInt8(ascii: ",") {
        position += 1
        continue
      }
      let (name, value) = try field()
      entry.fields[name] = value
    }
    if let first = places[key] {
      diagnostics.append(
        Diagnostic(
          .bibliography(reason: "the key '\(key)' is used twice"), at: entry.location,
          related: [first]))
    } else {
      entries.append(entry)
      places[key] = entry.location
    }
  }

  /// Reads `name = value # value`.
  private mutating func field() throws(Malformed) -> (String, String) {
    let start = position
    let name = word().lowercased()
    skipSpace()
    guard !name.isEmpty, byte == UInt8(ascii: "=") else {
      throw Malformed(reason: "'=' is missing", position: name.isEmpty ? start : position)
    }
    position += 1
    var value = ""
    repeat {
      skipSpace()
      value += try part()
      skipSpace()
      guard byte == UInt8(ascii: "#") else { return (name, value) }
      position += 1
    } while true
  }

  private mutating func part() throws(Malformed) -> String {
    switch byte {
    case UInt8(ascii: "{"): return try braced()
    case UInt8(ascii: "\""):
      let start = position
      position += 1
      var depth = 0
      while let next = byte {
        if next == UInt8(ascii: "{") { depth += 1 }
        if next == UInt8(ascii: "}") { depth -= 1 }
        if next == UInt8(ascii: "\""), depth == 0 {
          position += 1
          return String(decoding: bytes[(start + 1)..<(position - 1)], as: UTF8.self)
        }
        position += 1
      }
      throw Malformed(reason: "the quote does not end", position: start)
    default:
      let start = position
      let name = word()
      if name.isEmpty { throw Malformed(reason: "a value is missing", position: start) }
      if name.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }) { return name }
      guard let value = strings[name.lowercased()] else {
        throw Malformed(reason: "no @string is called '\(name)'", position: start)
      }
      return value
    }
  }

  /// The text between a brace and its matching brace.
  private mutating func braced() throws(Malformed) -> String {
    let start = position
    var depth = 0
    while let next = byte {
      position += 1
      if next == UInt8(ascii: "\\") {
        position += 1
      } else if next == UInt8(ascii: "{") {
        depth += 1
      } else if next == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 {
          return String(decoding: bytes[(start + 1)..<(position - 1)], as: UTF8.self)
        }
      }
    }
    position = start + 1
    throw Malformed(reason: "the brace does not close", position: start)
  }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let next = byte, " \t\r\n".utf8.contains(next) { position += 1 }
  }

  private mutating func word() -> String {
    let start = position
    while let next = byte, isNameByte(next) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func text(until ends: [UInt8]) -> String {
    let start = position
    while let next = byte, !ends.contains(next), next != UInt8(ascii: "\n") { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
      .split(separator: " ").joined(separator: " ")
  }

  private func location(_ position: Int) -> SourceLocation {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= position { low = middle } else { high = middle }
    }
    return SourceLocation(file: file, line: low + 1, column: position - lineStarts[low] + 1)
  }
}
