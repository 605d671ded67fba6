/// The name that an author most likely meant.
///
/// - Parameters:
///   - name: What the author wrote.
///   - candidates: What there is, in an order that decides between equally near ones.
/// - Returns: The candidate at the least Levenshtein distance, if that is at most a third of the
///   longer name's length.
func suggestion(for name: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(name.unicodeScalars)
  var best: (distance: Int, name: String)?
  for candidate in candidates {
    let other = Array(candidate.unicodeScalars)
    let distance = editDistance(wanted, other)
    guard distance * 3 <= max(wanted.count, other.count) else { continue }
    if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
  }
  return best?.name
}

/// How many scalars must be inserted, removed or replaced to make one text of the other.
func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let cost = min(diagonal + (x == y ? 0 : 1), row[j] + 1, row[j + 1] + 1)
      diagonal = row[j + 1]
      row[j + 1] = cost
    }
  }
  return row[b.count]
}
