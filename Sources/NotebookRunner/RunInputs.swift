internal import Storage

/// Everything in the file system that a run depends on, as the run found it.
struct RunInputs: Equatable {
  /// One path.
  struct Input: Equatable {
    /// The path relative to the notebook's folder; absolute if the two have no folder in common.
    var path: String
    /// What was there.
    var state: FileState
    /// What the result depends on: the digest of a file that was read, the size of a file that was only
    /// examined, else the state.
    var content: String
  }

  /// The inputs, sorted by path.
  var inputs: [Input] = []

  /// The digest of all paths and contents, which identifies a variant of a run.
  var digest: Digest {
    Digest(inputs.map { "\($0.path)\0\($0.content)" }.joined(separator: "\0"))
  }

  /// The current states of the paths, by absolute path; nil if an input has changed since the run.
  ///
  /// - Parameters:
  ///   - folder: The notebook's folder, which may differ from that of the run.
  ///   - contents: The digests of files read for the comparison.
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

  /// The absolute path of the first input that has changed since the run.
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
  /// The current state of a path; nil if the input has changed since the run.
  fileprivate func state(at path: String, _ contents: inout ContentDigests) -> FileState? {
    switch state {
    case .file where !state.isCurrent(at: path):
      // This is a different version of the file, but its content may be the same.
      guard let (digest, now) = contents[path], digest == content else { return nil }
      return now
    case .present where content != state.text:
      return FileIdentity(of: path).map { String($0.size) } == content ? state : nil
    default: return state.isCurrent(at: path) ? state : nil
    }
  }
}

/// The digests of files; each file is read only once for all variants of a run.
struct ContentDigests {
  private var cached: [String: (digest: String, state: FileState)?] = [:]

  /// The digest of a file's content and the file's state; nil if it cannot be read.
  subscript(path: String) -> (digest: String, state: FileState)? {
    mutating get {
      if let cached = cached[path] { return cached }
      let log = FileLog()
      let digest = (try? log.read(path)).flatMap { bytes in
        log.states[path].map { (digest: "\(Digest(bytes))", state: $0) }
      }
      cached[path] = .some(digest)
      return digest
    }
  }
}

// Format in the cache: path, state and content of each input, each followed by a zero byte, which no
// path contains.
extension RunInputs {
  /// The encoded inputs.
  var bytes: [UInt8] {
    inputs.flatMap { "\($0.path)\0\($0.state.text)\0\($0.content)\0".utf8 }
  }

  /// Decodes inputs; nil if the bytes are malformed.
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
  /// Reads the inputs of a run after it has ended.
  ///
  /// - Parameters:
  ///   - accessed: The paths that the run accessed, with the versions that it found.
  ///   - declared: The dependencies that the chapter declares, as they were before the run.
  ///   - folder: The notebook's folder.
  /// - Returns: The inputs; the states of the paths as the run found them; and the inputs that have
  ///   changed since the run found them, whose content at that time is unknown.
  static func read(
    _ accessed: [FileInput], _ declared: DeclaredInputs, in folder: NotebookFolder
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
    // For a declared input, the version before the run counts, not one that the run found later.
    var inputs: [String: FileInput] = [:]
    for input in accessed + declared.files { inputs[input.path] = input }
    for input in inputs.values.sorted(by: { $0.path < $1.path }) {
      let (state, content) = input.stateAndContent
      // A file that the run itself changed is not a reason to run it again.
      if !input.isWritten { result.states[input.path] = state }
      if let content { append(input.path, state, content) } else { result.unstable.append(input) }
    }
    result.inputs.inputs.sort { $0.path < $1.path }
    return result
  }
}

extension FileInput {
  /// The state of the path as the run found it, and the content that the result depends on; nil if that
  /// can no longer be determined.
  fileprivate var stateAndContent: (state: FileState, content: String?) {
    if changedDuringRun { return (.changing, nil) }
    switch observation {
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
    // No check is needed: the run may have created the file since.
    case .absent: return (.absent, FileState.absent.text)
    }
  }
}
