internal import Glibc

extension Double {
  /// The number with a fixed number of decimals, rounded half to even from its exact binary value.
  ///
  /// `decimals` is limited to 1074, which is enough for every number to be exact. A result that rounds
  /// to zero has no minus sign. NaN and infinities are `NaN`, `∞`, `−∞`.
  func formatted(decimals: Int) -> String {
    guard isFinite else { return nonFinite }
    let text = printed("%.*f", Int32(min(max(decimals, 0), 1074)))
    let isZero = text.allSatisfy { "-0.".contains($0) }
    return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
  }

  /// A fraction as a percentage with a fixed number of decimals and a narrow no-break space before `%`.
  func formatted(percentWithDecimals decimals: Int) -> String {
    (100 * self).formatted(decimals: decimals) + "\u{202F}%"
  }

  /// The number with a maximum number of significant digits and no trailing zeros; in scientific
  /// notation if it is very large or small.
  func formatted(digits: Int) -> String {
    guard isFinite else { return nonFinite }
    if self == 0 { return "0" }
    let magnitude = abs(self)
    // Integers keep all their digits: 10000, not 1e+04.
    if magnitude < 1e15, self == rounded() { return String(Int(self)) }
    var text = printed("%.*g", Int32(min(max(digits, 1), 1074)))
    if let e = text.firstIndex(of: "e") {
      let exponent = Int(text[text.index(after: e)...]) ?? 0
      // C switches to an exponent too early: with five digits, it prints 123457.8 as 1.2346e+05.
      if (0..<15).contains(exponent) { return formatted(decimals: 0) }
      text = text[..<e] + "e" + String(exponent)
    }
    return text
  }

  private var nonFinite: String {
    isNaN ? "NaN" : self < 0 ? "−∞" : "∞"
  }

  private func printed(_ format: String, _ precision: Int32) -> String {
    // The first call determines the length.
    let length = withVaList([precision, self]) { Int(vsnprintf(nil, 0, format, $0)) }
    var buffer = [CChar](repeating: 0, count: max(length, 0) + 1)
    _ = withVaList([precision, self]) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(decoding: buffer.dropLast().map(UInt8.init), as: UTF8.self)
  }
}

/// The text of a value: numbers have six significant digits, also in collections, tuples and optionals;
/// dictionaries and sets are sorted; other values have their own description.
func plainText<Value>(of value: Value) -> String {
  switch value {
  case let value as String: value
  case let rows as [[Double]]:
    "[" + rows.map { plainText(of: $0) }.joined(separator: ",\n ") + "]"
  default: elementText(of: value)
  }
}

/// The text of a value inside another; strings are quoted.
private func elementText(of value: Any) -> String {
  switch value {
  case let value as Double: return value.formatted(digits: 6)
  case let value as Float: return Double(value).formatted(digits: 6)
  case let values as [Double]:
    return "[" + values.map { $0.formatted(digits: 6) }.joined(separator: ", ") + "]"
  case let value as String: return String(reflecting: value)
  case is [Int]: return String(describing: value)
  default: break
  }
  let mirror = Mirror(reflecting: value)
  switch mirror.displayStyle {
  case .optional:
    return mirror.children.first.map { "Optional(\(elementText(of: $0.value)))" } ?? "nil"
  case .tuple:
    let parts = mirror.children.map { child in
      let name = child.label.flatMap { $0.hasPrefix(".") ? nil : "\($0): " } ?? ""
      return name + elementText(of: child.value)
    }
    return "(" + parts.joined(separator: ", ") + ")"
  case .collection where value is [Any]:
    return "[" + mirror.children.map { elementText(of: $0.value) }.joined(separator: ", ") + "]"
  case .collection where value is any RandomAccessCollection:
    return "[" + mirror.children.map { elementText(of: $0.value) }.joined(separator: ", ") + "]"
  case .set where value is Set<AnyHashable>:
    return "["
      + mirror.children.map { elementText(of: $0.value) }.sorted(by: inOrder)
      .joined(separator: ", ") + "]"
  case .dictionary where value is [AnyHashable: Any]:
    let pairs = mirror.children.map { child in
      Mirror(reflecting: child.value).children.map { elementText(of: $0.value) }
    }
    guard !pairs.isEmpty else { return "[:]" }
    return "["
      + pairs.sorted { inOrder($0[0], $1[0]) }.map { $0.joined(separator: ": ") }
      .joined(separator: ", ") + "]"
  default:
    // The description of a view of a collection, such as a lazy one, shows its implementation.
    if !(value is any CustomStringConvertible), let elements = value as? any Collection {
      return "[" + elements.map { elementText(of: $0) }.joined(separator: ", ") + "]"
    }
    return String(describing: value)
  }
}

/// Whether one text comes before another; numbers are compared by value.
private func inOrder(_ a: String, _ b: String) -> Bool {
  if let first = Double(a), let second = Double(b), first != second { return first < second }
  return a < b
}
