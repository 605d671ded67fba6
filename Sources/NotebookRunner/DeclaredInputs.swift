internal import Glibc
internal import Literate
internal import Storage

/// What a chapter depends on because its author says so: the option `depends`, as it is before a run.
struct DeclaredInputs {
  /// Files and folders, those that the patterns match among them.
  var files: [FileInput] = []
  /// The paths that each pattern matches, by the pattern from the root.
  var matches: [String: [String]] = [:]
  /// The digests of the values of variables; empty for one that is not set.
  ///
  /// A value may be a secret, and is not kept.
  var environment: [String: String] = [:]

  /// Looks at what a chapter depends on.
  init(of chapter: Chapter, in folder: NotebookFolder) {
    for setting in chapter.dependencies {
      switch setting.dependency {
      case .environment(let name):
        environment[name] = digest(ofVariable: name)
      case .files(let pattern):
        let path = folder.absolute(pattern)
        if isPattern(path) {
          let found = paths(matching: path)
          matches[path] = found
          files += found.map(FileInput.init(at:))
        } else {
          files.append(FileInput(at: path))
        }
      }
    }
  }
}

extension FileInput {
  /// What is at a path now.
  fileprivate init(at path: String) {
    guard let identity = FileIdentity(of: path) else {
      self.init(path, .absence)
      return
    }
    let isFolder = FileLog().kind(of: path) == .folder
    self.init(path, isFolder ? .names(identity) : .contents(identity))
  }
}

/// The digest of the value of a variable of the environment; empty where it is not set.
public func digest(ofVariable name: String) -> String {
  getenv(name).map { "\(Digest(String(cString: $0)))" } ?? ""
}

private func isPattern(_ path: String) -> Bool { path.contains { "*?[".contains($0) } }
