/// A value, and where it was written.
public struct Located<Value: Equatable & Sendable>: Equatable, Sendable {
  /// The value.
  public var value: Value
  /// Where it was written.
  public var location: SourceLocation

  /// Creates a located value.
  public init(_ value: Value, at location: SourceLocation) {
    self.value = value
    self.location = location
  }
}
