/// A label's source: text with mathematics between dollar signs, as in `Density of $x$`.
///
/// `\$` is a dollar sign. Nothing else needs escaping. A line break begins a new line in titles,
/// labels of axes and names of categories.
struct Label: Equatable {
  enum Run: Equatable {
    case text(String)
    case mathematics(MathNode)
  }

  let source: String
  let runs: [Run]

  /// - Throws: ``LabelError`` where the mathematics cannot be set.
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
        // Where a label has only one line, a line break is a space, as a tabulator is.
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

  /// Whether the label as a whole runs from right to left, as its first letter does.
  var isRightToLeft: Bool {
    TextDirection.isRightToLeft(
      runs.map { run in
        if case .text(let text) = run { text } else { "" }
      }.joined())
  }

  /// The words of a label as they are read, without commands; the source where it cannot be set.
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

/// A label that cannot be set.
public struct LabelError: Error, Sendable, Equatable {
  /// What is wrong.
  public enum Problem: Sendable, Equatable {
    /// A command that the typesetter does not know, with its backslash.
    case unknownCommand(String)
    /// A command that lacks its argument.
    case missingArgument(of: String)
    /// A brace, or `\left` without `\right`, that is not matched.
    case unbalanced(String)
    /// A second subscript or superscript on the same base.
    case doubleScript(String)
    /// A dollar sign without its partner.
    case unclosedMathematics
    /// No face has this character.
    case missingGlyph(Unicode.Scalar)
  }

  /// The whole label.
  public let label: String
  /// What is wrong.
  public let problem: Problem
}

extension LabelError: CustomStringConvertible {
  /// One line that names the problem and the label.
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

  /// What to install for a character; nil for controls, which no font shows.
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
