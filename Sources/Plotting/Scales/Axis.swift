/// One axis of a chart as its author describes it.
public struct Axis: Sendable, Equatable {
  /// Which ticks an axis has.
  public enum TickChoice: Sendable, Equatable {
    /// As many round numbers as have room.
    case automatic
    /// No ticks and no labels.
    case none
    /// These values, with these labels (else the numbers themselves); those outside are left out.
    case values([Double], labels: [String]? = nil)
  }

  /// What is between the labeled ticks.
  public enum Minor: Sendable, Hashable {
    /// None, but ticks between the powers of a logarithmic axis.
    case automatic
    /// Short ticks.
    case ticks
    /// Short ticks and faint grid lines.
    case grid
  }

  /// The label, with mathematics between dollar signs; nil for none.
  public var label: String?
  /// How data become positions.
  public var scale: Scale
  /// The values at the ends; nil to find them from the marks.
  public var domain: ClosedRange<Double>?
  /// Which ticks to show.
  public var ticks: TickChoice
  /// What is between the labeled ticks.
  public var minor = Minor.automatic
  /// How numbers are written.
  public var format: TickFormat
  /// Whether grid lines cross the plot at the ticks.
  public var hasGrid: Bool
  /// Whether values rise to the left, or downwards.
  public var isReversed: Bool
  /// Whether line, ticks, labels and grid are left out.
  public var isHidden: Bool

  /// A linear axis with automatic domain and ticks.
  public init(
    label: String? = nil, scale: Scale = .linear, domain: ClosedRange<Double>? = nil,
    ticks: TickChoice = .automatic, format: TickFormat = .automatic, hasGrid: Bool = true,
    isReversed: Bool = false, isHidden: Bool = false
  ) {
    self.label = label
    self.scale = scale
    self.domain = domain
    self.ticks = ticks
    self.format = format
    self.hasGrid = hasGrid
    self.isReversed = isReversed
    self.isHidden = isHidden
  }

  mutating func change(
    _ label: String?, _ scale: Scale?, _ domain: ClosedRange<Double>?, _ ticks: TickChoice?,
    _ minor: Minor?, _ format: TickFormat?, _ grid: Bool?, _ reversed: Bool?, _ hidden: Bool?
  ) {
    self.label = label ?? self.label
    self.scale = scale ?? self.scale
    self.domain = domain ?? self.domain
    self.ticks = ticks ?? self.ticks
    self.minor = minor ?? self.minor
    self.format = format ?? self.format
    hasGrid = grid ?? hasGrid
    isReversed = reversed ?? isReversed
    isHidden = hidden ?? isHidden
  }
}
