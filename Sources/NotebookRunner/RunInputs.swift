internal import Storage

/// Everything in the file system that a run depended on, as it was when the run looked at it.
struct RunInputs: Equatable {
  /// One path.
  struct Input: Equatable {
    /// The path relative to the notebook's folder; absolute for one that has no folder in common with
    /// it.
    var path: String
    /// What was there.
    var state: FileState
    /// What the result depends on: the digest of a file that was read, the size of one that the run
    /// only asked about, else the state.
    var content: String
  }

  /// The inputs, in the order of their paths.
  var inputs: [Input] = []

  /// The digest of all paths and contents: it tells one variant of a run from another.
  var digest: Digest {
    Digest(inputs.map { "\($0.path)\0\($0.content)" }.joined(separator: "\0"))
  }

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
      if case .file = $0.state { folder.absolute($0.path) } else { nil }
    }
  }
}

extension RunInputs.Input {
  /// The state of a path now; nil where it is not as the run found it.
  fileprivate func state(at path: String, _ contents: inout ContentDigests) -> FileState? {
    switch state {
    case .file where !state.isCurrent(at: path):
      // Another version of the file, which may have the same content.
      guard let (digest, now) = contents[path], digest == content else { return nil }
      return now
    case .present where content != state.text:
      return FileIdentity(of: path).map { String($0.size) } == content ? state : nil
    default: return state.isCurrent(at: path) ? state : nil
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

// As a record of the cache: path, state and content of each input, each ended by a zero byte, which
// no path contains.
extension RunInputs {
  /// The inputs as bytes.
  var bytes: [UInt8] {
    inputs.flatMap { "\($0.path)\0\($0.state.text)\0\($0.content)\0".utf8 }
  }

  /// Reads the bytes of inputs; nil where they are not.
  init?(bytes: [UInt8]) {
    let fields = bytes.split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard fields.count % 3 == 1, fields.last == "" else { return nil }
    for start in stride(from: 0, to: fields.count - 1, by: 3) {
      guard let state = FileState(text: fields[start + 1]) else { return nil }
      inputs.append(Input(path: fields[start], state: state, content: fields[start + 2]))
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
    func append(_ path: String, _ state: FileState, _ content: String) {
      result.inputs.inputs.append(
        Input(path: folder.relative(path), state: state, content: content))
    }
    for (pattern, paths) in declared.matches {
      let state = FileState.matches(paths)
      result.states[pattern] = state
      append(pattern, state, state.text)
    }
    // What was there before is what the result depends on, no matter what the run saw later.
    var inputs: [String: FileInput] = [:]
    for input in found + declared.files { inputs[input.path] = input }
    for input in inputs.values.sorted(by: { $0.path < $1.path }) {
      let (state, content) = input.found
      // What the run itself changed is not a reason to run it again.
      if !input.isWritten { result.states[input.path] = state }
      if let content { append(input.path, state, content) } else { result.unstable.append(input) }
    }
    result.inputs.inputs.sort { $0.path < $1.path }
    return result
  }
}

extension FileInput {
  /// The state of the path as the run saw it, and what the result depends on; no content where that
  /// can no longer be said.
  fileprivate var found: (state: FileState, content: String?) {
    if changedDuringRun { return (.changing, nil) }
    switch sight {
    case .contents(let identity):
      let log = FileLog()
      let state = FileState.file(identity)
      guard let bytes = try? log.read(path), log.states[path] == state else { return (state, nil) }
      return (state, "\(Digest(bytes))")
    case .names(let identity):
      guard let names = try? fileNames(in: path), FileIdentity(of: path) == identity else {
        return (.changing, nil)
      }
      let state = FileState.folder(names)
      return (state, state.text)
    case .file(let identity): return (.present, String(identity.size))
    case .folder: return (.present, FileState.present.text)
    // What the run then created is there now.
    case .absence: return (.absent, FileState.absent.text)
    }
  }
}
