internal import Glibc
internal import Literate
internal import Storage

/// The dependencies that a chapter declares with the option `depends`, in their states before a run.
struct DeclaredInputs {
  /// Files and folders, including those that match patterns.
  var files: [FileInput] = []
  /// The paths that match each pattern, by the absolute pattern.
  var matches: [String: [String]] = [:]
  /// The digests of environment variables, by name; empty for a variable that is not set.
  ///
  /// The values themselves may be secrets and are not stored.
  var environment: [String: String] = [:]

  /// Examines the declared dependencies of a chapter.
  init(of chapter: Chapter, in folder: NotebookFolder) {
    for setting in chapter.dependencies {
      switch setting.dependency {
      case .environment(let name):
        environment[name] = digest(ofVariable: name)
      case .files(let pattern):
        let path = folder.absolute(pattern)
        if isPattern(path) {
          let paths = paths(matching: path)
          matches[path] = paths
          files += paths.map(FileInput.init(at:))
        } else {
          files.append(FileInput(at: path))
        }
      }
    }
  }
}

extension FileInput {
  /// Examines a path now.
  fileprivate init(at path: String) {
    guard let identity = FileIdentity(of: path) else {
      self.init(path, .absent)
      return
    }
    let isFolder = FileLog().kind(of: path) == .folder
    self.init(path, isFolder ? .names(identity) : .contents(identity))
  }
}

/// The digest of an environment variable's value; empty if it is not set.
public func digest(ofVariable name: String) -> String {
  getenv(name).map { "\(Digest(String(cString: $0)))" } ?? ""
}

private func isPattern(_ path: String) -> Bool { path.contains { "*?[".contains($0) } }
