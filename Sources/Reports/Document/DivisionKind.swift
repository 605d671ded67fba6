import Literate

/// What a block between `:::` lines is.
enum DivisionKind: Equatable, Sendable {
  /// A statement with a number: theorem, lemma, definition …
  case statement(LabelKind)
  case proof
  case aside
  case callout(Callout)
  /// Blocks side by side.
  case columns
  /// One of them.
  case column
  /// Blocks that take more than the column of text.
  case wide(CellOptions.Column)

  /// How urgent a callout is.
  enum Callout: String, CaseIterable, Sendable {
    case note
    case tip
    case important
    case warning
    case caution
  }

  /// The kind that a class such as `theorem` or `callout-note` names.
  init?(className: String) {
    if let kind = Self.named[className] { self = kind } else { return nil }
  }

  /// The kind that a label such as `thm-bound` asks for by its prefix.
  init?(label: String) {
    guard let kind = LabelKind(label: label), kind.isStatement else { return nil }
    self = .statement(kind)
  }

  /// Every class that names a kind, in the order of the alphabet.
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
