internal import Storage

/// The cached runs of one program, one per set of input files.
///
/// For example, a homework template that was copied for every student is one program with many
/// variants. One entry contains the inputs of all variants; the outputs of each have their own entry.
struct RunCache {
  let cache: Cache
  /// The key of everything that determines the runs, except their files.
  let key: CacheKey

  /// The maximum number of variants; a variant beyond it is run again.
  private static let limit = 1000

  /// The result of a lookup.
  enum LookupResult {
    case found(RunRecord, RunInputs, states: [String: FileState])
    case absent
    case damaged
  }

  /// Looks up the run whose inputs are the same as now, with the current states of the inputs.
  func find(in folder: NotebookFolder) -> LookupResult {
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

  /// Stores a run, replacing one with the same inputs.
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
