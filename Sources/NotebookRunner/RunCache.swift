internal import Storage

/// The kept runs of one program: the same code with other files around it is another run.
///
/// A homework template that was copied for every student is one program with as many variants. The
/// inputs of each are in one entry, and its outputs in an entry of their own.
struct RunCache {
  let cache: Cache
  /// Everything that decides the runs besides their files.
  let key: CacheKey

  /// The most variants that are remembered; the others only cost a run.
  private static let limit = 1000

  /// What the cache has of a run.
  enum Found {
    case found(RunRecord, RunInputs, states: [String: FileState])
    case absent
    case damaged
  }

  /// The run whose inputs are as they are now, and the states of these.
  func find(in folder: NotebookFolder) -> Found {
    let variants: CacheEntry
    switch cache.find(key) {
    case .absent: return .absent
    case .damaged: return .damaged
    case .entry(let entry): variants = entry
    }
    var contents = ContentDigests()
    for (digest, bytes) in variants.records.sorted(by: { $0.key < $1.key }) {
      guard let inputs = RunInputs(bytes: bytes) else { return .damaged }
      guard let states = inputs.states(in: folder, &contents) else { continue }
      switch cache.find(key(ofVariant: digest)) {
      case .absent: return .absent
      case .damaged: return .damaged
      case .entry(let entry):
        return RunRecord(entry).map { .found($0, inputs, states: states) } ?? .damaged
      }
    }
    return .absent
  }

  /// Keeps a run, in place of one with the same inputs.
  func store(_ record: RunRecord, _ inputs: RunInputs) throws {
    let digest = "\(inputs.digest)"
    try cache.store(record.entry, as: key(ofVariant: digest))
    try cache.update(key) { entry in
      if entry.records.count >= Self.limit { entry.records[entry.records.keys.min() ?? ""] = nil }
      entry.records[digest] = inputs.bytes
    }
  }

  private func key(ofVariant digest: String) -> CacheKey {
    CacheKey("runs", ["\(key)", digest])
  }
}
