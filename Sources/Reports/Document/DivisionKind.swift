import Literate

/// The kind of a block between `:::` lines.
enum DivisionKind: Equatable, Sendable {
  /// A numbered statement: theorem, lemma, definition and so on.
  case statement(LabelKind)
  case proof
  case aside
  case callout(Callout)
  /// Blocks side by side.
  case columns
  /// One of the blocks side by side.
  case column
  /// Blocks wider than the text column.
  case wide(CellOptions.Column)

  /// The kind of a callout.
  enum Callout: String, CaseIterable, Sendable {
    case note
    case tip
    case important
    case warning
    case caution
  }

  /// Creates the kind for a class such as `theorem` or `callout-note`.
  init?(className: String) {
    if let kind = Self.named[className] { self = kind } else { return nil }
  }

  /// Creates the kind for the prefix of a label such as `thm-bound`.
  init?(label: String) {
    guard let kind = LabelKind(label: label), kind.isStatement else { return nil }
    self = .statement(kind)
  }

  /// All class names with a kind, sorted.
  static var classNames: [String] { named.keys.sorted() }

  private static let named: [String: DivisionKind] = {
    var named: [String: DivisionKind] = [
      "proof": .proof, "aside": .aside, "column-margin": .aside, "columns": .columns,
      "column": .column, "column-page": .wide(.page), "column-screen": .wide(.screen),
    ]
    for kind in LabelKind.allCases where kind.isStatement { named[kind.word] = .statement(kind) }
    for callout in Callout.allCases { named["callout-\(callout.rawValue)"] = .callout(callout) }
    return named
  }()
}
