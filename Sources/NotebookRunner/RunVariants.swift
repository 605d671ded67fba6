internal import Storage

/// The runs of one program: the same code with other files around it is another run.
///
/// A homework template that was copied for every student is one program with as many variants.
struct RunVariants: Codable {
  /// The inputs of each variant, the latest last.
  var list: [RunInputs] = []

  /// The most variants that are remembered; the others only cost a run.
  private static let limit = 1000

  init() {}

  /// Reads an entry; one of another version counts as empty.
  init(_ entry: CacheEntry?) {
    self = entry?.value("variants") ?? RunVariants()
  }

  /// The latest variant whose inputs are as they were, and their states now.
  func current(in folder: NotebookFolder) -> (inputs: RunInputs, states: [String: FileState])? {
    var contents = ContentDigests()
    for inputs in list.reversed() {
      if let states = inputs.states(in: folder, &contents) { return (inputs, states) }
    }
    return nil
  }

  /// Adds a variant, in place of one that had the same content.
  mutating func add(_ inputs: RunInputs) {
    list.removeAll { $0.contents == inputs.contents }
    list.append(inputs)
    list.removeFirst(max(list.count - Self.limit, 0))
  }
}

extension RunInputs {
  /// The inputs without the versions of the files: what tells one variant from another.
  var contents: [String] { inputs.map { "\($0.path) \($0.content)" } }
}
