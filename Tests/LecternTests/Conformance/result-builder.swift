@resultBuilder
enum Lines {
  static func buildBlock(_ parts: [String]...) -> [String] { parts.flatMap(\.self) }
  static func buildExpression(_ line: String) -> [String] { [line] }
  static func buildArray(_ parts: [[String]]) -> [String] { parts.flatMap(\.self) }
  static func buildOptional(_ part: [String]?) -> [String] { part ?? [] }
}
func poem(@Lines _ lines: () -> [String]) -> [String] { lines() }

//: Used in the next cell.
let verses = 1...2
poem {
  "roses"
  for n in verses { "line \(n)" }
  if verses.isEmpty { "never" }
}
