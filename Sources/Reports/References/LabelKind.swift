/// The kind of a label, determined by its prefix as in Quarto: `fig-climb` is a figure.
enum LabelKind: String, CaseIterable, Sendable {
  case section = "sec"
  case equation = "eq"
  case figure = "fig"
  case table = "tbl"
  case listing = "lst"
  case theorem = "thm"
  case lemma = "lem"
  case corollary = "cor"
  case proposition = "prp"
  case conjecture = "cnj"
  case definition = "def"
  case example = "exm"
  case exercise = "exr"
  case solution = "sol"
  case remark = "rem"

  /// Creates the kind of a label; nil unless it has one of the prefixes, with text after it.
  init?(label: some StringProtocol) {
    guard let dash = label.firstIndex(of: "-"), label.index(after: dash) < label.endIndex,
      let kind = LabelKind(rawValue: String(label[..<dash]))
    else { return nil }
    self = kind
  }

  /// The word in lower case: `figure`.
  var word: String { "\(self)" }

  /// Whether it is a numbered statement such as a theorem.
  var isStatement: Bool {
    switch self {
    case .section, .equation, .figure, .table, .listing: false
    default: true
    }
  }
}
