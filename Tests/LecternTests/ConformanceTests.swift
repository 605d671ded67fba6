import Foundation
import NotebookOutputs
import TestSupport
import Testing

/// The names of the notebooks in `Conformance/`, one per rule.
let conformanceCases: [String] = {
  let folder = Lectern.package + "/Tests/LecternTests/Conformance"
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  return names.filter { $0.hasSuffix(".swift") || $0.hasSuffix(".md") }.sorted()
}()

@Suite struct `Conformance` {
  @Test func `has at least 60 notebooks, each with a golden file`() throws {
    #expect(conformanceCases.count >= 60)
    let golden = Lectern.package + "/Tests/LecternTests/Golden"
    let outcomes = try FileManager.default.contentsOfDirectory(atPath: golden)
      .filter { !$0.hasSuffix(".actual.txt") }
    #expect(Set(outcomes) == Set(conformanceCases.map { $0 + ".txt" }))
  }

  @Test func `of a notebook with two thousand cells`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    let cells = (1...2000).map { "//: Cell \($0).\ntotal += \($0)\n" }
    try lectern.write(
      "var total = 0\n" + cells.joined() + "//: The sum is \\(total).\n", to: "notebooks/long.swift"
    )
    let result = try lectern.run()
    #expect(result.status == 0 && result.error == "")
    #expect(try lectern.read("output/long/index.html").contains("The sum is 2001000."))
    let outputs = try lectern.outputs()
    #expect(outputs.map(\.cells.count) == [2001])
  }

  /// Renders a notebook alone; status, messages and outputs must match `Golden/<name>.txt`.
  @Test(arguments: conformanceCases)
  func `of a notebook`(_ name: String) throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    let source = URL(
      filePath: "\(Lectern.package)/Tests/LecternTests/Conformance/\(name)")
    try lectern.write(
      String(decoding: try Data(contentsOf: source), as: UTF8.self), to: "notebooks/\(name)")
    // On a busy machine a backtrace alone takes seconds; only the endless loop should be stopped.
    let limit = name == "endless-loop.swift" ? "5" : "60"
    let result = try lectern.run("render", "notebooks/\(name)", "--timeout", limit)
    var outcome = "status \(result.status)\n\(result.error)"
    for outputs in try lectern.outputs() { outcome += outputs.plainText }
    expectGolden(outcome, named: "\(name).txt")
  }
}

extension ChapterOutputs {
  /// The outputs of every cell, and the values of the expressions in prose.
  fileprivate var plainText: String {
    var text = ""
    for (index, items) in cells.enumerated() where !items.isEmpty {
      text += "cell \(index)\n"
      for item in items {
        text += item.plainText.split(separator: "\n", omittingEmptySubsequences: false)
          .map { "  \($0)\n" }.joined()
      }
    }
    for (site, value) in interpolations.enumerated() {
      text += "expression \(site): \(value ?? "not reached")\n"
    }
    return text
  }
}

extension ChapterOutputs.Item {
  fileprivate var plainText: String {
    switch self {
    case .printed(let text): "printed: \(shortened(text))"
    case .printedToError(let text): "printed to error: \(shortened(text))"
    case .warned(let text): "warned: \(shortened(text))"
    case .failed(let text): "failed: \(text)"
    case .shown(.text(let text)): "text: \(shortened(text))"
    case .shown(.markdown(let text)): "markdown: \(text)"
    case .shown(.html(let text)): "html: \(text)"
    case .shown(.math(let text)): "math: \(text)"
    case .shown(.table(let table)):
      "table: \(table.columns.map { "\($0.title) \($0.alignment)" })\n"
        + table.rows.map { $0.joined(separator: " | ") }.joined(separator: "\n")
    case .shown(.figure(let figure)):
      "figure: \(figure.stem) \(figure.width)×\(figure.height): \(figure.description)"
    }
  }

  private func shortened(_ text: String) -> String {
    text.utf8.count <= 400
      ? text.hasSuffix("\n") ? String(text.dropLast()) : text
      : "\(text.utf8.count) bytes, \(text.split(separator: "\n").count) lines"
  }
}
