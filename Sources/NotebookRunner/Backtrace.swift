internal import FoundationEssentials

/// The report that Swift's runtime writes when a program crashes.
struct Backtrace {
  /// A call on the stack.
  struct Frame: Equatable {
    var file: String
    var line: Int
    var column: Int
  }

  /// The calls of the crashed thread whose source is known, innermost first.
  var frames: [Frame] = []
  /// Which of the compiler's own checks failed, such as `arithmetic overflow`; `nil` for any other
  /// end.
  var reason: String?

  /// Reads a report; an empty or damaged one has no frames.
  init(json: [UInt8]) {
    guard let report = try? JSONDecoder().decode(Report.self, from: Data(json)) else { return }
    let failure = "Swift runtime failure: "
    if let description = report.description, description.hasPrefix(failure) {
      reason = String(description.dropFirst(failure.count))
    }
    let thread = report.threads.first { $0.crashed == true }
    frames = (thread?.frames ?? []).compactMap { frame in
      frame.sourceLocation.map { Frame(file: $0.file, line: $0.line, column: $0.column) }
    }
  }

  private struct Report: Decodable {
    var description: String?
    var threads: [Thread]
  }
  private struct Thread: Decodable {
    var crashed: Bool?
    var frames: [ReportedFrame]
  }
  private struct ReportedFrame: Decodable {
    var sourceLocation: Location?
  }
  private struct Location: Decodable {
    var file: String
    var line: Int
    var column: Int
  }
}
