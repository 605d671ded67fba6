internal import SwiftParser
internal import SwiftSyntax

/// The maximum nesting depth of square brackets.
///
/// The Swift parser tries each bracket as a type and as a literal, so its time doubles with every
/// level. This depth takes a tenth of a second; twice the depth takes minutes.
let bracketLimit = 12

/// The syntax tree of Swift source; `nil` if its brackets are nested too deeply to parse.
func boundedParse(_ source: String) -> SourceFileSyntax? {
  deepBracket(in: source) == nil ? Parser.parse(source: source) : nil
}

/// The offset of the first square bracket that is nested too deeply; `nil` if there is none.
///
/// Comments are skipped. The depth within a string counts separately, because the expressions in it
/// are parsed too.
func deepBracket(in source: String) -> Int? {
  let bytes = Array(source.utf8)
  var depth = 0
  /// The depth outside the open string.
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
