internal import FoundationEssentials

/// The crash report that Swift's runtime writes.
struct Backtrace {
  /// A stack frame.
  struct Frame: Equatable {
    var file: String
    var line: Int
    var column: Int
  }

  /// The frames of the crashed thread that have a source location, innermost first.
  var frames: [Frame] = []
  /// The compiler-generated check that failed, such as `arithmetic overflow`; nil for other crashes.
  var reason: String?

  /// Decodes a report; an empty or damaged one gives no frames.
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
