import Statistics

/// The backward recursion over one sequence, after the forward one: K² multiplications and additions a
/// time, and as many for the transitions.
///
/// βₜ(i) = p(xₜ₊₁ … | zₜ = i) / p(xₜ₊₁ … | x₁ … xₜ), so that γₜ(i) is the filtered probability times βₜ(i).
/// A state that the past excludes has β = 0 instead: nothing depends on it, and where only that state
/// explains what follows its β is beyond all numbers.
struct BackwardPass {
  /// γ, T × K: p(zₜ = k | x), in the place of the filtered probabilities.
  var occupancies: LaneRows { forward.filtered }
  /// Σₜ p(zₜ = i | x₁ … xₜ) p(xₜ₊₁ | zₜ₊₁ = j) βₜ₊₁(j) / scaleₜ₊₁, K × K: what A is multiplied with to
  /// give ξ.
  let products: LaneRows

  private let forward: ForwardPass
  /// Aᵀ: the sums over the next state then run along its rows.
  private let transposed: LaneRows
  /// β of the times of a block, and of the time after them.
  private let backward: LaneRows
  /// What follows the times of a block: the other factor of the products.
  private let ahead: LaneRows

  /// - Parameter forward: Its filtered probabilities become the occupancies: a long sequence has no memory
  ///   for both.
  init(_ forward: ForwardPass, transitions: Matrix) {
    self.forward = forward
    let states = transitions.rows
    transposed = LaneRows(transitions.transposed)
    products = LaneRows(rows: states, columns: states)
    backward = LaneRows(rows: RowBlock.size + 1, columns: states)
    ahead = LaneRows(rows: RowBlock.size, columns: states)
    recur()
  }

  private func recur() {
    let (filtered, states) = (forward.filtered, products.columns)
    guard forward.length > 0 else { return }
    var end = forward.length - 1
    for k in 0..<states { backward[0, k] = filtered[end, k] > 0 ? 1 : 0 }
    while end > 0 {
      let begin = max(0, end - RowBlock.size)
      let count = end - begin
      // β of the time after the block goes to its end.
      for k in 0..<states { backward[count, k] = backward[0, k] }
      for row in stride(from: count - 1, through: 0, by: -1) { step(to: begin + row, row) }
      let first = filtered.numbers + begin * filtered.stride
      for i in 0..<products.rows {
        LaneRows.addProduct(
          of: first + i, stride: filtered.stride, count: count, ahead.lanes,
          groups: products.groups, to: products.lanes + i * products.groups)
      }
      for i in 0..<count * filtered.stride { first[i] *= backward.numbers[i] }
      end = begin
    }
  }

  /// From β of time t + 1 to β of time t, which has a row of the block.
  private func step(to t: Int, _ row: Int) {
    let (states, stride) = (products.columns, products.stride)
    let emission = forward.emissions.numbers + (t + 1) * stride
    let filtered = forward.filtered.numbers + t * stride
    let next = ahead.numbers + row * stride
    let beta = backward.numbers + row * stride
    let scale = forward.scales[t + 1]
    for k in 0..<states {
      next[k] = emission[k] * beta[stride + k] / scale
      beta[k] = 0
    }
    LaneRows.addProduct(
      of: next, stride: 1, count: states, transposed.lanes, groups: products.groups,
      to: backward.lanes + row * products.groups)
    for k in 0..<states where !(filtered[k] > 0) { beta[k] = 0 }
  }
}
