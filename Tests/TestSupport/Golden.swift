import Foundation
public import Testing

/// Compares a text with the golden file `Golden/<name>` beside the calling test.
///
/// With `RECORD_GOLDEN=1`, writes the file and fails the test, so that a recording run never passes by
/// accident. On a mismatch, the actual text is written beside the golden file as
/// `<stem>.actual.<extension>`, which git ignores.
public func expectGolden(
  _ actual: String, named name: String, file: StaticString = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let folder = URL(fileURLWithPath: "\(file)").deletingLastPathComponent()
    .appendingPathComponent("Golden")
  let golden = folder.appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: golden)
      Issue.record("recorded \(name)", sourceLocation: sourceLocation)
    } catch {
      Issue.record(error, sourceLocation: sourceLocation)
    }
    return
  }
  let expected = try? String(decoding: Data(contentsOf: golden), as: UTF8.self)
  guard expected != actual else { return }
  let stem = golden.deletingPathExtension().lastPathComponent
  let beside = folder.appendingPathComponent("\(stem).actual.\(golden.pathExtension)")
  try? Data(actual.utf8).write(to: beside)
  Issue.record(
    "differs from Golden/\(name)\n\(firstDifference(expected ?? "", actual))",
    sourceLocation: sourceLocation)
}

/// The first line in which two texts differ, as both texts have it.
func firstDifference(_ expected: String, _ actual: String) -> String {
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
  let shown = { (lines: [Substring]) in line < lines.count ? String(lines[line]) : "(end)" }
  return "line \(line + 1)\n- \(shown(old))\n+ \(shown(new))"
}
