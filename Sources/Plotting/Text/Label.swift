/// The source of a label: text with math between dollar signs, as in `Density of $x$`.
///
/// `\$` is a dollar sign. Nothing else needs escaping. Line breaks are kept in titles, axis labels
/// and category names.
struct Label: Equatable {
  enum Run: Equatable {
    case text(String)
    case mathematics(MathNode)
  }

  let source: String
  let runs: [Run]

  /// - Throws: ``LabelError`` if the math cannot be typeset.
  init(_ source: String) throws(LabelError) {
    self.source = source
    var runs: [Run] = []
    var current = ""
    var isMathematics = false
    var iterator = source.makeIterator()
    while let character = iterator.next() {
      if character == "\\" {
        guard let escaped = iterator.next() else {
          current.append(character)
          break
        }
        if escaped == "$", !isMathematics {
          current.append("$")
        } else {
          current.append(character)
          current.append(escaped)
        }
      } else if character == "$" {
        if isMathematics {
          runs.append(.mathematics(try MathParser.parse(current, in: source)))
        } else if !current.isEmpty {
          runs.append(.text(current))
        }
        current = ""
        isMathematics.toggle()
      } else {
        // In labels with a single line, line breaks and tabs become spaces.
        let isBreak = character == "\n" || character == "\t" || character == "\r\n"
        current.append(isBreak ? " " : character)
      }
    }
    if isMathematics { throw LabelError(label: source, problem: .unclosedMathematics) }
    if !current.isEmpty { runs.append(.text(current)) }
    self.runs = runs
  }

  init(runs: [Run]) {
    source = ""
    self.runs = runs
  }

  /// Whether the base direction of the label is right to left, by its first letter.
  var isRightToLeft: Bool {
    TextDirection.isRightToLeft(
      runs.map { run in
        if case .text(let text) = run { text } else { "" }
      }.joined())
  }

  /// The label as plain text without commands; the source if it cannot be typeset.
  static func words(_ source: String) -> String {
    guard let label = try? Label(source) else { return source }
    return label.runs.map { run in
      switch run {
      case .text(let text): text
      case .mathematics(let node): node.plainText
      }
    }.joined()
  }
}

/// Why a label cannot be typeset.
public struct LabelError: Error, Sendable, Equatable {
  /// The problem.
  public enum Problem: Sendable, Equatable {
    /// An unknown command, with its backslash.
    case unknownCommand(String)
    /// A command without its argument.
    case missingArgument(of: String)
    /// An unmatched brace, or `\left` without `\right`.
    case unbalanced(String)
    /// A second subscript or superscript on the same base.
    case doubleScript(String)
    /// A dollar sign without a closing one.
    case unclosedMathematics
    /// A character that is in no face.
    case missingGlyph(Unicode.Scalar)
  }

  /// The whole label.
  public let label: String
  /// The problem.
  public let problem: Problem
}

extension LabelError: CustomStringConvertible {
  /// A one-line message that names the problem and the label.
  public var description: String {
    let reason =
      switch problem {
      case .unknownCommand(let name): "unknown command \(name)"
      case .missingArgument(let name): "\(name) lacks its argument"
      case .unbalanced(let token): "unbalanced \(token)"
      case .doubleScript(let token): "two scripts of the same kind at \(token)"
      case .unclosedMathematics: "a $ without its partner"
      case .missingGlyph(let scalar):
        "no font has the character \(scalar) (U+\(String(scalar.value, radix: 16, uppercase: true)))"
      }
    let message = "\(reason) in the label \"\(label)\""
    guard case .missingGlyph(let scalar) = problem, let help = help(with: scalar) else {
      return message
    }
    return "\(message); \(help)"
  }

  /// What to install for a character; nil for control characters, which no font shows.
  private func help(with scalar: Unicode.Scalar) -> String? {
    switch scalar.properties.generalCategory {
    case .control, .privateUse, .unassigned, .surrogate: return nil
    default: break
    }
    let package =
      if LineBreaking.isEastAsian(scalar) || (0xAC00...0xD7A3).contains(scalar.value) {
        "fonts-noto-cjk"
      } else if scalar.properties.isEmojiPresentation {
        "fonts-symbola"
      } else {
        "fonts-noto-core"
      }
    return "install a font that has it, such as those in the Debian package \(package)"
  }
}
