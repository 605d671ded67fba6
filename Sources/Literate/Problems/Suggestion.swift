/// The name that was probably meant: the nearest of the names if it is close enough; `nil`
/// otherwise.
///
/// The distance counts insertions, deletions, replacements and swaps of adjacent letters (Damerau
/// 1964, doi:10.1145/363958.363994). A third of the word may differ, and at least one letter.
public func suggestion(for word: String, among names: some Sequence<String>) -> String? {
  let limit = max(1, word.count / 3)
  return names.map { (name: $0, distance: distance(word, $0)) }
    .filter { $0.distance <= limit }
    .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
}

private func distance(_ a: String, _ b: String) -> Int {
  let a = Array(a.lowercased())
  let b = Array(b.lowercased())
  var rows = [Array(0...b.count)]
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var best = min(
        row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        best = min(best, rows[i - 1][j - 1] + 1)
      }
      row.append(best)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
