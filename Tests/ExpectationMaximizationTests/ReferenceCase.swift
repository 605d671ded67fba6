import Foundation
import Statistics
import Testing

/// A reference case: exact start, and the trajectory that EM must follow from there.
///
/// Every JSON file of `Reference/` says which independent codes or closed forms agree with it.
@dynamicMemberLookup
struct ReferenceCase {
  private let value: Any?

  init(_ name: String, file: StaticString = #filePath) throws {
    let data = try Data(contentsOf: Self.folder(file).appendingPathComponent("\(name).json"))
    value = try JSONSerialization.jsonObject(with: data)
  }

  private init(value: Any?) {
    self.value = value
  }

  subscript(dynamicMember key: String) -> ReferenceCase {
    ReferenceCase(value: (value as? [String: Any])?[key])
  }

  subscript(key: String) -> ReferenceCase {
    ReferenceCase(value: (value as? [String: Any])?[key])
  }

  var keys: [String] { ((value as? [String: Any]) ?? [:]).keys.sorted() }
  var number: Double { (value as? NSNumber)?.doubleValue ?? .nan }
  var int: Int { Int(number) }
  var list: [ReferenceCase] { ((value as? [Any]) ?? []).map { ReferenceCase(value: $0) } }
  var numbers: [Double] { list.map(\.number) }
  var table: [[Double]] { list.map(\.numbers) }
  /// All numbers at any depth, in order.
  var flat: [Double] { value is [Any] ? list.flatMap(\.flat) : [number] }
  var strings: [String] { (value as? [String]) ?? [] }

  func matrix() throws -> Matrix { try Matrix(table) }

  /// The columns of a table beside the cases.
  static func table(_ name: String, file: StaticString = #filePath) throws -> [[Double]] {
    let text = try String(contentsOf: folder(file).appendingPathComponent(name), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: ",").compactMap { Double($0) }
    }
  }

  private static func folder(_ file: StaticString) -> URL {
    URL(fileURLWithPath: "\(file)").deletingLastPathComponent().appendingPathComponent("Reference")
  }
}
