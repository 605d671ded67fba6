internal import Glibc
internal import Storage
internal import SystemPackage

/// Everything in the file system that a run depended on, as it was when the run looked at it.
struct RunInputs: Codable, Equatable {
  /// What a path was.
  enum Content: Codable, Equatable {
    /// A file with this digest.
    case file(String)
    /// The names in a folder, as a state's text.
    case folder(String)
    /// The paths that this pattern matches, as a state's text.
    case matches(String)
    /// A file of this size, of which the run asked nothing else.
    case size(Int64)
    /// Something, of which the run asked nothing else.
    case present
    case absent
  }

  /// One path.
  struct Input: Codable, Equatable {
    /// The path relative to the notebook's folder; absolute for one that has no folder in common with
    /// it.
    var path: String
    var content: Content
    /// The version of the file that had this content; the digest is computed only for another one.
    var identity: FileIdentity?
  }

  /// The inputs, in the order of their paths.
  var inputs: [Input] = []
}

extension RunInputs {
  /// The states of the paths now, by absolute path; nil where one is not as the run found it.
  ///
  /// - Parameters:
  ///   - folder: The notebook's folder, which may be another one than that of the run.
  ///   - contents: The files that were read to find out.
  func states(
    in folder: NotebookFolder, _ contents: inout ContentDigests
  ) -> [String: FileState]? {
    var states: [String: FileState] = [:]
    for input in inputs {
      let path = folder.absolute(input.path)
      guard let state = input.state(at: path, &contents) else { return nil }
      states[path] = state
    }
    return states
  }

  /// The first path that is not as the run found it.
  func changed(in folder: NotebookFolder) -> String? {
    var contents = ContentDigests()
    return inputs.map { (folder.absolute($0.path), $0) }
      .first { $1.state(at: $0, &contents) == nil }?.0
  }

  /// The absolute paths of the files that the run read.
  func files(in folder: NotebookFolder) -> [String] {
    inputs.compactMap {
      if case .file = $0.content { folder.absolute($0.path) } else { nil }
    }
  }
}

extension RunInputs.Input {
  /// The state of a path now; nil where it is not as the run found it.
  fileprivate func state(at path: String, _ contents: inout ContentDigests) -> FileState? {
    switch content {
    case .file(let digest):
      if let identity, FileIdentity(of: path) == identity { return .file(identity) }
      guard let (found, state) = contents[path], found == digest else { return nil }
      return state
    case .folder(let names):
      guard let found = try? fileNames(in: path), case let state = FileState.folder(found),
        state.text == names
      else { return nil }
      return state
    case .matches(let paths):
      guard let state = FileState(text: paths), state.isCurrent(at: path) else { return nil }
      return state
    case .size(let size): return FileIdentity(of: path)?.size == size ? .present : nil
    case .present: return FileState.present.isCurrent(at: path) ? .present : nil
    case .absent: return FileState.absent.isCurrent(at: path) ? .absent : nil
    }
  }
}

/// The digests of files, each read once however many variants of a run ask for it.
struct ContentDigests {
  private var known: [String: (digest: String, state: FileState)?] = [:]

  /// The digest of a file, and which version of it that is; nil where it cannot be read.
  subscript(path: String) -> (digest: String, state: FileState)? {
    mutating get {
      if let known = known[path] { return known }
      let log = FileLog()
      let found = (try? log.read(path)).flatMap { bytes in
        log.states[path].map { (digest: "\(Digest(bytes))", state: $0) }
      }
      known[path] = .some(found)
      return found
    }
  }
}

extension RunInputs {
  /// Reads what a run looked at, after it ended.
  ///
  /// - Parameters:
  ///   - found: The paths, with the versions that the run saw.
  ///   - declared: What its author says that it depends on, as it was before.
  /// - Returns: The inputs, and the states of the paths as the run saw them; and those that are not
  ///   as the run saw them first, whose content at that time is unknown.
  static func read(
    _ found: [FileInput], _ declared: DeclaredInputs, in folder: NotebookFolder
  ) -> (inputs: RunInputs, states: [String: FileState], unstable: [FileInput]) {
    var result = (inputs: RunInputs(), states: [String: FileState](), unstable: [FileInput]())
    for (pattern, paths) in declared.matches {
      let state = FileState.matches(paths)
      result.states[pattern] = state
      result.inputs.inputs.append(
        Input(path: folder.relative(pattern), content: .matches(state.text)))
    }
    // What was there before is what the result depends on, no matter what the run saw later.
    var inputs: [String: FileInput] = [:]
    for input in found + declared.files { inputs[input.path] = input }
    for input in inputs.values.sorted(by: { $0.path < $1.path }) {
      let (content, state) = input.content
      // What the run itself changed is not a reason to run it again.
      if !input.isWritten { result.states[input.path] = state }
      if let content {
        let identity: FileIdentity? =
          if case .file(let identity) = state { identity } else { nil }
        result.inputs.inputs.append(
          Input(path: folder.relative(input.path), content: content, identity: identity))
      } else {
        result.unstable.append(input)
      }
    }
    result.inputs.inputs.sort { $0.path < $1.path }
    return result
  }
}

extension FileInput {
  /// What the run saw; no content where that can no longer be said.
  fileprivate var content: (RunInputs.Content?, FileState) {
    if changedDuringRun { return (nil, .changing) }
    switch sight {
    case .contents(let identity):
      let log = FileLog()
      let state = FileState.file(identity)
      guard let bytes = try? log.read(path), log.states[path] == state else { return (nil, state) }
      return (.file("\(Digest(bytes))"), state)
    case .names(let identity):
      guard let names = try? fileNames(in: path), FileIdentity(of: path) == identity else {
        return (nil, .changing)
      }
      return (.folder(FileState.folder(names).text), .folder(names))
    case .file(let identity): return (.size(identity.size), .present)
    case .folder: return (.present, .present)
    // What the run then created is there now.
    case .absence: return (.absent, .absent)
    }
  }
}

/// The folder in which a notebook runs, links resolved, and paths as seen from it.
struct NotebookFolder: Equatable {
  /// The path from the root.
  let path: FilePath

  /// Finds the folder of a notebook.
  ///
  /// - Parameter notebook: The path of the notebook's file.
  init(of notebook: String) {
    let parent = FilePath(notebook).removingLastComponent()
    let folder = parent.isEmpty ? "." : parent.string
    if let resolved = realpath(folder, nil) {
      path = FilePath(String(cString: resolved))
      free(resolved)
    } else {
      path = FilePath(folder)
    }
  }

  /// The folder at a path from the root.
  init(at path: FilePath) { self.path = path }

  /// A path from the root, as seen from here.
  func relative(_ absolute: String) -> String {
    let target = FilePath(absolute)
    let (own, other) = (Array(path.components), Array(target.components))
    let common = zip(own, other).prefix { $0 == $1 }.count
    guard common > 0, target.isAbsolute else { return absolute }
    let up = Array(repeating: "..", count: own.count - common)
    return (up + other[common...].map(\.string)).joined(separator: "/")
  }

  /// A path as seen from here, from the root.
  func absolute(_ relative: String) -> String {
    path.pushing(FilePath(relative)).lexicallyNormalized().string
  }
}
