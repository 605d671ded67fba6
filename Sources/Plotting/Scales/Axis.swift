/// An axis of a chart as described by its author.
public struct Axis: Sendable, Equatable {
  /// The ticks of an axis.
  public enum TickChoice: Sendable, Equatable {
    /// As many round numbers as fit.
    case automatic
    /// No ticks and no labels.
    case none
    /// Ticks at these values with these labels, by default the numbers; values outside the domain
    /// are omitted.
    case values([Double], labels: [String]? = nil)
  }

  /// The marks between labeled ticks.
  public enum Minor: Sendable, Hashable {
    /// None, except for ticks between the powers on a logarithmic axis.
    case automatic
    /// Short ticks.
    case ticks
    /// Short ticks and faint grid lines.
    case grid
  }

  /// The label, with math between dollar signs; nil for none.
  public var label: String?
  /// The scale that maps data to positions.
  public var scale: Scale
  /// The values at the ends; nil to determine them from the marks.
  public var domain: ClosedRange<Double>?
  /// The ticks.
  public var ticks: TickChoice
  /// The marks between labeled ticks.
  public var minor = Minor.automatic
  /// The format of the numbers.
  public var format: TickFormat
  /// Whether grid lines cross the plot at the ticks.
  public var hasGrid: Bool
  /// Whether values increase to the left or downwards.
  public var isReversed: Bool
  /// Whether the line, ticks, labels and grid are omitted.
  public var isHidden: Bool

  /// Creates an axis, by default linear with automatic domain and ticks.
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
