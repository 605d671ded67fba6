/// The ticks of one axis.
struct Ticks: Equatable {
  struct Tick: Equatable {
    var value: Double
    var label: TextBox
  }

  /// The labeled ticks in increasing order of value.
  var major: [Tick] = []
  /// The ticks without labels.
  var minor: [Double] = []
  /// The number to add to those at the ticks, as the source of a label; nil for none.
  var offset: String?
  /// Whether labels are rotated to run upwards, because they would otherwise overlap.
  var isVertical = false
}

/// Chooses ticks whose labels fit.
struct TickPlacement {
  /// The direction of the axis: label widths matter along x, label heights along y.
  enum Direction {
    case horizontal
    case vertical
  }

  let typesetter: LabelTypesetter
  let labelSize: Double
  let direction: Direction

  /// - Parameters:
  ///   - axis: The axis as described by its author.
  ///   - scale: The scale with its positions.
  ///   - categories: The names of a category axis.
  /// - Returns: Ticks whose labels do not overlap.
  /// - Throws: ``LabelError`` if a label cannot be typeset.
  func ticks(for axis: Axis, on scale: PositionScale, categories: [String]) throws -> Ticks {
    if axis.isHidden { return Ticks() }
    switch axis.ticks {
    case .none: return Ticks()
    case .values(let values, let labels):
      return try explicit(values, labels, on: scale)
    case .automatic: break
    }
    switch scale.scale {
    case .category: return try categoryTicks(categories, on: scale)
    case .linear:
      var ticks = try linearTicks(on: scale, format: axis.format)
      if axis.minor != .automatic { ticks.minor = minor(between: ticks.major, on: scale) }
      return ticks
    case .date: return try dateTicks(on: scale)
    case .log: return try logTicks(on: scale, format: axis.format)
    case .symmetricLog(let threshold):
      return try symmetricTicks(on: scale, threshold: threshold)
    }
  }
}

extension TickPlacement {
  /// The desired distance between ticks in points.
  private var spacing: Double {
    direction == .horizontal ? 5.6 * labelSize : 3.3 * labelSize
  }

  private func extent(_ box: TextBox) -> Double {
    direction == .horizontal ? box.width : box.height
  }

  /// The minimum space between adjacent labels.
  private var gap: Double { direction == .horizontal ? 0.9 * labelSize : 0.15 * labelSize }

  private func set(_ label: Label) throws -> TextBox {
    try typesetter.typeset(label, size: labelSize)
  }

  func fits(_ ticks: [Ticks.Tick], on scale: PositionScale, gap: Double? = nil) -> Bool {
    zip(ticks, ticks.dropFirst()).allSatisfy { a, b in
      abs(scale.position(a.value) - scale.position(b.value))
        >= (extent(a.label) + extent(b.label)) / 2 + (gap ?? self.gap)
    }
  }

  /// Whether an axis has at least half an em for each of this many labels; otherwise none need to
  /// be measured.
  private func canFit(_ count: Int, on scale: PositionScale) -> Bool {
    Double(count - 1) * labelSize / 2 <= abs(scale.end - scale.start)
  }

  /// The ticks given by the author; labels that would overlap the previous one are omitted.
  private func explicit(
    _ values: [Double], _ labels: [String]?, on scale: PositionScale
  ) throws -> Ticks {
    let sorted = values.enumerated().filter { scale.domain.contains($0.element) }
      .sorted { $0.element < $1.element }
    let numbers = TickLabels.numbers(sorted.map(\.element), on: scale.scale)
    if let labels, labels.count >= values.count {
      return try named(sorted.map { ($0.element, labels[$0.offset]) }, on: scale)
    }
    let ticks = try zip(sorted, numbers).map { tick, number in
      let label =
        if let labels, tick.offset < labels.count { try Label(labels[tick.offset]) } else { number }
      return Ticks.Tick(value: tick.element, label: try set(label))
    }
    return thinned(ticks, on: scale)
  }

  /// The labels from the lowest on, without those that would overlap the previous one.
  private func thinned(_ ticks: [Ticks.Tick], on scale: PositionScale) -> Ticks {
    var result = Ticks()
    let least = direction == .horizontal ? 0.25 * labelSize : 0
    for tick in ticks {
      if let last = result.major.last, !fits([last, tick], on: scale, gap: least) {
        result.minor.append(tick.value)
      } else {
        result.major.append(tick)
      }
    }
    return result
  }

  private func linearTicks(on scale: PositionScale, format: TickFormat) throws -> Ticks {
    if format == .automatic, let offset = AxisOffset(of: scale.domain) {
      return try ticks(on: scale, beyond: offset)
    }
    // More than a dozen numbers do not help, even on a long axis.
    let target = min(max(3, abs(scale.end - scale.start) / spacing), 12)
    let best = try ExtendedWilkinson.ticks(
      for: scale.domain, target: target, containment: .inside
    ) { candidate in
      fits(try labeled(candidate, format), on: scale) ? 1 : -.infinity
    }
    if let best { return Ticks(major: try labeled(best, format)) }
    // Two labels do not fit side by side: keep the first of the roundest pair.
    let roundest = ExtendedWilkinson.ticks(for: scale.domain, target: 2, containment: .inside) {
      _ in
      1
    }
    guard let roundest else { return Ticks() }
    return Ticks(major: Array(try labeled(roundest, format).prefix(1)))
  }

  /// Ticks with numbers relative to an offset: `+0`, `+0.5`, `+1`.
  private func ticks(on scale: PositionScale, beyond offset: AxisOffset) throws -> Ticks {
    let rest = PositionScale(
      scale: .linear, domain: offset.rest, start: scale.start, end: scale.end)
    let target = min(max(3, abs(scale.end - scale.start) / spacing), 12)
    func labeled(_ candidate: ExtendedWilkinson.Sequence) throws -> [Ticks.Tick] {
      let labels = TickLabels.labels(for: candidate, format: .automatic)
      return try zip(candidate.values, labels).compactMap { value, label in
        // Adjacent floating-point numbers may be so far apart here that none is near the tick.
        let length = offset.rest.upperBound - offset.rest.lowerBound
        guard abs((offset.value + value) - offset.value - value) <= 0.05 * length else {
          return nil
        }
        // Numbers below the offset already have a minus sign.
        let sign: [Label.Run] = value < 0 ? [] : [.text("+")]
        return Ticks.Tick(value: value, label: try set(Label(runs: sign + label.runs)))
      }
    }
    let best = try ExtendedWilkinson.ticks(for: offset.rest, target: target, containment: .inside) {
      candidate in
      let ticks = try labeled(candidate)
      return ticks.count == candidate.values.count && fits(ticks, on: rest) ? 1 : -.infinity
    }
    guard let best else { return Ticks() }
    let major = try labeled(best).map {
      Ticks.Tick(value: offset.value + $0.value, label: $0.label)
    }
    return Ticks(major: major, minor: [], offset: offset.label)
  }

  /// Four or five intervals between adjacent ticks, if their distance divides into round numbers.
  private func minor(between major: [Ticks.Tick], on scale: PositionScale) -> [Double] {
    guard major.count > 1 else { return [] }
    let step = major[1].value - major[0].value
    guard (scale.domain.upperBound - scale.domain.lowerBound) / step < 1000 else { return [] }
    let mantissa = step / pow(10, log10(step).rounded(.down))
    let parts = abs(mantissa - 2) < 0.01 || abs(mantissa - 4) < 0.01 ? 4 : 5
    guard abs(scale.position(major[1].value) - scale.position(major[0].value)) / Double(parts) > 2
    else { return [] }
    let first = Int(
      ((scale.domain.lowerBound - major[0].value) / step * Double(parts)).rounded(.up))
    let last = Int(
      ((scale.domain.upperBound - major[0].value) / step * Double(parts)).rounded(.down))
    guard first <= last, last - first < 1000 else { return [] }
    return (first...last).filter { $0 % parts != 0 || $0 < 0 || $0 / parts >= major.count }
      .map { major[0].value + Double($0) * step / Double(parts) }
  }

  private func dateTicks(on scale: PositionScale) throws -> Ticks {
    let limit = max(2, Int(abs(scale.end - scale.start) / spacing * 1.3))
    for choice in DateTicks.choices(for: scale.domain, limit: limit) {
      let ticks = try choice.map {
        Ticks.Tick(value: $0.value, label: try stacked($0.lines.map(TickLabels.words)))
      }
      if fits(ticks, on: scale) { return Ticks(major: ticks) }
    }
    return try linearTicks(on: scale, format: .automatic)
  }

  private func labeled(
    _ sequence: ExtendedWilkinson.Sequence, _ format: TickFormat
  ) throws -> [Ticks.Tick] {
    try zip(sequence.values, TickLabels.labels(for: sequence, format: format)).map {
      Ticks.Tick(value: $0, label: try set($1))
    }
  }

  private func logTicks(on scale: PositionScale, format: TickFormat) throws -> Ticks {
    let (low, high) = (log10(scale.domain.lowerBound), log10(scale.domain.upperBound))
    guard low.isFinite, high.isFinite, low < high else { return Ticks() }
    if high - low < 1 {
      let ticks = try linearTicks(on: scale, format: format)
      if ticks.major.count > 1 { return ticks }
    }
    let decades = Int(low.rounded(.down))...Int(high.rounded(.up))
    let (least, most) = (scale.domain.lowerBound * (1 - 1e-9), scale.domain.upperBound * (1 + 1e-9))
    func places(_ factors: [Int]) -> [TickLabels.Multiple] {
      let all = decades.flatMap { power in
        factors.map { TickLabels.Multiple(digit: $0, power: power) }
      }
      return all.filter { $0.value >= least && $0.value <= most }
    }
    func multiples(_ factors: [Int]) throws -> [Ticks.Tick] {
      let places = places(factors)
      let labels = TickLabels.multiples(places, format: format)
      return try zip(places, labels).map { .init(value: $0.value, label: try set($1)) }
    }
    let decade = abs(scale.end - scale.start) / (high - low)
    // In a decade of a few points, multiples of its power would merge into a solid bar.
    let minor = places(decade >= 12 ? Array(1...9) : [1]).map(\.value)
    for factors in [[1, 2, 5], [1, 3], [1]] where canFit(places(factors).count, on: scale) {
      // Only short domains have space for labels between the powers.
      let ticks = try multiples(factors)
      let limit = max(3, abs(scale.end - scale.start) / spacing * 1.2)
      if fits(ticks, on: scale), factors == [1] || Double(ticks.count) <= limit {
        return Ticks(major: ticks, minor: minor.filter { v in !ticks.contains { $0.value == v } })
      }
    }
    let powers = places([1])
    let labels = TickLabels.multiples(powers, format: format)
    func tick(_ power: TickLabels.Multiple, _ label: Label) throws -> Ticks.Tick {
      .init(value: power.value, label: try set(label))
    }
    for stride in [2, 3, 4, 5, 10, 20, 25, 50, 100, 200] {
      // Multiples of the stride, including 10⁰, are easier to read than a sequence from the lowest
      // power.
      let chosen = zip(powers, labels).filter { $0.0.power % stride == 0 }
      guard chosen.count > 1, canFit(chosen.count, on: scale) else { continue }
      let ticks = try chosen.map { try tick($0, $1) }
      guard fits(ticks, on: scale) else { continue }
      return Ticks(major: ticks, minor: decade >= 2 ? powers.map(\.value) : [])
    }
    return Ticks(major: try zip(powers, labels).prefix(1).map { try tick($0, $1) })
  }

  private func symmetricTicks(on scale: PositionScale, threshold: Double) throws -> Ticks {
    let reach = max(abs(scale.domain.lowerBound), abs(scale.domain.upperBound))
    let first = Int(log10(threshold).rounded(.up))
    let last = max(first, Int(log10(reach).rounded(.down)))
    // The smallest power in the domain, which may be far from zero.
    let nearest = max(scale.domain.lowerBound, -scale.domain.upperBound)
    let least = nearest > 0 ? max(first, Int(log10(nearest).rounded(.up))) : first
    for stride in 1...max(1, last - first + 1) where canFit((last - least) / stride, on: scale) {
      // Counted from the largest power, so that the ends of the axis are labeled.
      let powers = Array(Swift.stride(from: last, through: first, by: -stride).reversed())
      var places = powers.reversed().map { TickLabels.Multiple(digit: -1, power: $0) }
      places.append(TickLabels.Multiple(digit: 0, power: first))
      places += powers.map { TickLabels.Multiple(digit: 1, power: $0) }
      places = places.filter { scale.domain.contains($0.value) }
      let ticks = try zip(places, TickLabels.multiples(places, format: .automatic)).map {
        Ticks.Tick(value: $0.value, label: try set($1))
      }
      if fits(ticks, on: scale) { return Ticks(major: ticks) }
    }
    return Ticks(major: [.init(value: 0, label: try set(TickLabels.plain("0")))])
  }

  private func categoryTicks(_ names: [String], on scale: PositionScale) throws -> Ticks {
    try named(
      names.enumerated().map { (Double($0.offset), $0.element) }
        .filter { scale.domain.contains($0.0) }, on: scale)
  }

  /// Names on an axis: on one line if they fit, otherwise on several lines, rotated to run upwards,
  /// or only some of them.
  private func named(
    _ names: [(value: Double, name: String)], on scale: PositionScale
  ) throws -> Ticks {
    let ticks = try names.map { Ticks.Tick(value: $0.value, label: try set(name: $0.name)) }
    if let wrapped = try wrapped(names, unless: ticks, on: scale) { return Ticks(major: wrapped) }
    if fits(ticks, on: scale) { return Ticks(major: ticks) }
    let tallest = ticks.map(\.label.height).max() ?? 0
    if direction == .horizontal, least(between: ticks, on: scale) >= tallest * 1.05 {
      return Ticks(major: ticks, isVertical: true)
    }
    for stride in 2...max(2, ticks.count) {
      let some = ticks.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
      if fits(some, on: scale) { return Ticks(major: some) }
    }
    return Ticks(major: Array(ticks.prefix(1)))
  }

  /// Typesets a name, keeping its line breaks.
  private func set(name: String) throws -> TextBox {
    .stacked(
      try typesetter.typeset(name, size: labelSize, maximumWidth: .infinity),
      alignment: direction == .horizontal ? 0.5 : 1)
  }

  /// The names on up to four lines, if one is too long for a line and all fit then.
  private func wrapped(
    _ names: [(value: Double, name: String)], unless ticks: [Ticks.Tick], on scale: PositionScale
  ) throws -> [Ticks.Tick]? {
    let longest = ticks.map(\.label.width).max() ?? 0
    let limit: Double
    switch direction {
    case .horizontal:
      guard ticks.count > 1, !fits(ticks, on: scale) else { return nil }
      limit = least(between: ticks, on: scale) - gap
    case .vertical:
      limit = 16 * labelSize
      guard longest > limit else { return nil }
    }
    guard limit > 3 * labelSize else { return nil }
    let some = try names.map { (value: $0.value, lines: try balanced($0.name, width: limit)) }
    guard some.allSatisfy({ $0.lines.count <= 4 }) else { return nil }
    let alignment = direction == .horizontal ? 0.5 : 1
    let result = some.map {
      Ticks.Tick(value: $0.value, label: .stacked($0.lines, alignment: alignment))
    }
    return fits(result, on: scale) ? result : nil
  }

  /// A name on as few lines as fit in the width, of about equal length.
  private func balanced(_ name: String, width: Double) throws -> [TextBox] {
    func lines(_ share: Double) throws -> [TextBox] {
      try typesetter.typeset(name, size: labelSize, maximumWidth: share * width)
    }
    let widest = try lines(1)
    for share in [0.55, 0.65, 0.75, 0.85] {
      let narrower = try lines(share)
      if narrower.count == widest.count, narrower.allSatisfy({ $0.width <= width }) {
        return narrower
      }
    }
    return widest
  }

  /// The smallest distance between adjacent ticks in points.
  private func least(between ticks: [Ticks.Tick], on scale: PositionScale) -> Double {
    zip(ticks, ticks.dropFirst()).map { abs(scale.position($0.value) - scale.position($1.value)) }
      .min() ?? abs(scale.end - scale.start)
  }

  private func stacked(_ lines: [Label]) throws -> TextBox {
    .stacked(try lines.map(set), alignment: direction == .horizontal ? 0.5 : 1)
  }
}
