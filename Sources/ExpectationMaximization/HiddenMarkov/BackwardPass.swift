import Statistics

/// The backward recursion over one sequence, after the forward one.
///
/// Each time step costs K² multiplications and additions, and the same number for the transitions.
///
/// βₜ(i) = p(xₜ₊₁ … | zₜ = i) / p(xₜ₊₁ … | x₁ … xₜ), so that γₜ(i) is βₜ(i) times the filtered
/// probability.
/// A state of filtered probability 0 has β = 0 instead. Nothing depends on its β, which would
/// overflow if the state alone explained the later observations.
struct BackwardPass {
  /// γ, T × K: p(zₜ = k | x), stored in place of the filtered probabilities.
  var occupancies: LaneRows { forward.filtered }
  /// Σₜ p(zₜ = i | x₁ … xₜ) p(xₜ₊₁ | zₜ₊₁ = j) βₜ₊₁(j) / scaleₜ₊₁, K × K; ξ is the elementwise
  /// product with A.
  let products: LaneRows

  private let forward: ForwardPass
  /// Aᵀ, so that the sums over the next state run along its rows.
  private let transposed: LaneRows
  /// β for the times of a block and the time after it.
  private let backward: LaneRows
  /// The factors for the observations after each time of a block: the other operand of the
  /// products.
  private let ahead: LaneRows

  /// - Parameter forward: The forward pass. Its filtered probabilities are overwritten by the
  ///   occupancies to save memory for long sequences.
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
      // β of the time after the block goes in the last row.
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

  /// Computes β at time t, which has a row in the block, from β at time t + 1.
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
