import FoundationEssentials

extension Event {
  /// The event as one line of JSON, including the newline.
  public func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .throw
    return try Array(encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  /// Decodes the events of a run.
  ///
  /// A last line without a newline is ignored: the program died while writing it. Any other line that
  /// is not an event is an error.
  ///
  /// - Parameter bytes: The contents of the events file: lines as returned by `encoded()`.
  /// - Returns: The events in order.
  /// - Throws: `EventError` for a line that is not an event.
  public static func decode(lines bytes: [UInt8]) throws(EventError) -> [Event] {
    let decoder = JSONDecoder()
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    var events: [Event] = []
    for line in bytes[..<end].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      guard let event = try? decoder.decode(Event.self, from: Data(line)) else {
        throw EventError.notAnEvent(line: events.count + 1)
      }
      events.append(event)
    }
    return events
  }
}

/// Why the events of a run cannot be decoded.
public enum EventError: Error, Equatable, Sendable {
  /// A line, counted from 1, is not an event, because something else wrote to the file.
  case notAnEvent(line: Int)
}
