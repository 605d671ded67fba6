internal import SwiftParser
internal import SwiftSyntax

/// How deep square brackets may be nested.
///
/// The Swift parser tries each as a type and as a literal, so that its time doubles with every level:
/// this many take a tenth of a second, and twice as many take minutes.
let bracketLimit = 12

/// The syntax of some Swift; nil where its brackets are nested too deeply to parse it.
func boundedParse(_ source: String) -> SourceFileSyntax? {
  deepBracket(in: source) == nil ? Parser.parse(source: source) : nil
}

/// The offset of the first square bracket that is nested too deeply.
///
/// Comments are left out. A string counts for itself, because its expressions are parsed too.
func deepBracket(in source: String) -> Int? {
  let bytes = Array(source.utf8)
  var depth = 0
  /// The depth outside of the string that is open.
  var outside: Int?
  var isMultiline = false
  var offset = 0
  func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[offset...].starts(with: $0) }
  }
  while offset < bytes.count {
    switch bytes[offset] {
    case UInt8(ascii: "["):
      depth += 1
      if depth > bracketLimit { return offset }
    case UInt8(ascii: "]"): depth = max(depth - 1, 0)
    case UInt8(ascii: "\\") where outside != nil: offset += 1
    case UInt8(ascii: "\""):
      let isTriple = starts(with: "\"\"\"")
      if isTriple { offset += 2 }
      if let before = outside, isTriple || !isMultiline {
        depth = before
        outside = nil
      } else if outside == nil {
        outside = depth
        isMultiline = isTriple
      }
    case UInt8(ascii: "\n"):
      if let before = outside, !isMultiline {
        depth = before
        outside = nil
      }
    case UInt8(ascii: "/") where outside == nil && starts(with: "//"):
      offset = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    case UInt8(ascii: "/") where outside == nil && starts(with: "/*"):
      var comments = 0
      while offset < bytes.count {
        if starts(with: "/*") {
          comments += 1
          offset += 1
        } else if starts(with: "*/") {
          comments -= 1
          offset += 1
          if comments == 0 { break }
        }
        offset += 1
      }
    default: break
    }
    offset += 1
  }
  return nil
}
