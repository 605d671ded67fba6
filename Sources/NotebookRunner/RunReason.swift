internal import FoundationEssentials
internal import Literate
internal import Storage

/// Why a chapter ran, or did not.
public enum RunReason: Equatable, Sendable {
  /// It did not: its code, the modules and what it read are as they were.
  case nothingChanged
  /// It had not run before, or what was kept of it is gone.
  case nothingKept
  /// What was kept of it cannot be read, or figures of it are gone.
  case keptDamaged
  /// Its code, an expression in its prose, or an option that its code depends on changed.
  case codeChanged
  /// Parameters, or the theme of the figures, have other values.
  case parametersChanged
  /// The modules were built anew.
  case modulesChanged
  /// A file that it had read changed.
  case dataChanged(path: String)
  /// It was asked to.
  case asked
}

/// What decided the last run of a chapter, kept to say what is different about the next.
struct RunTrace: Codable, Equatable {
  var modules: String
  var code: String
  var parameters: String
  var inputs: [String: String]

  /// Why a run with this trace would not be the last one again.
  ///
  /// - Parameter last: The trace of the last run of the same chapter, if there is one.
  func reason(comparedWith last: RunTrace?) -> RunReason {
    guard let last else { return .nothingKept }
    if last.modules != modules { return .modulesChanged }
    if last.code != code { return .codeChanged }
    if last.parameters != parameters { return .parametersChanged }
    let changed = last.inputs.filter { RunCache.digest(ofFile: $0.key) != $0.value }.keys.min()
    return changed.map { .dataChanged(path: $0) } ?? .nothingKept
  }
}

extension RunCache {
  /// The trace of a chapter's last run.
  func trace(of chapter: String) -> RunTrace? {
    (try? Data(contentsOf: URL(filePath: tracePath(chapter))))
      .flatMap { try? JSONDecoder().decode(RunTrace.self, from: $0) }
  }

  /// Keeps the trace of a run; one that cannot be kept is only missed by those who ask why.
  func keep(_ trace: RunTrace, of chapter: String) {
    try? FileManager.default.createDirectory(
      atPath: "\(folder)/traces", withIntermediateDirectories: true)
    try? JSONEncoder().encode(trace).write(
      to: URL(filePath: tracePath(chapter)), options: .atomic)
  }

  private func tracePath(_ chapter: String) -> String {
    let here = FileManager.default.currentDirectoryPath
    return "\(folder)/traces/\(Digest("\(here)/\(chapter)"))"
  }
}
