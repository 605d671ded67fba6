import Literate

/// Sets formulas and colours code, and remembers what it has done.
public struct Typesetter: Sendable {
  /// Where the memory is kept.
  private var memory: String?
  /// The folder of KaTeX.
  let katexFolder: String

  /// Creates a typesetter.
  ///
  /// - Parameters:
  ///   - memory: The path of a file in which formulas are remembered from run to run; its folder is
  ///     there. Nil to typeset everything anew.
  ///   - katex: The folder of KaTeX's script, style sheet and fonts; Debian's package by default.
  public init(memory: String?, katex: String = "/usr/share/javascript/katex") {
    self.memory = memory
    katexFolder = katex
  }

  /// Typesets formulas.
  ///
  /// - Parameter formulas: The formulas, in the order of the source.
  /// - Returns: Their HTML, and what was wrong with those that have none.
  func typeset(_ formulas: [Formula]) -> TypesetFormulas {
    var result = TypesetFormulas()
    guard !formulas.isEmpty else { return result }
    let path = "\(katexFolder)/katex.min.js"
    guard let program = try? readFile(path) else {
      result.diagnostics = [
        Diagnostic(.missingFile(path: path), at: SourceLocation(file: path, line: 1, column: 1))
      ]
      return result
    }
    let edition = "\(fingerprint(of: program[...])),\(KaTeX.options)"
    var memo = Memo(path: memory)
    var katex: KaTeX?
    for formula in formulas where result.html[formula.key] == nil {
      let key = "\(edition)\n\(formula.isDisplay)\n\(formula.tex)"
      if let html = memo[key] {
        result.html[formula.key] = html
        continue
      }
      do {
        let loaded = try katex ?? KaTeX(program: program)
        katex = loaded
        let html = try loaded.typeset(formula.key)
        result.html[formula.key] = html
        memo[key] = html
      } catch let rejection as KaTeX.Rejection {
        result.diagnostics.append(
          Diagnostic(
            .tex(message: rejection.message, formula: formula.tex),
            at: formula.location(ofOffset: rejection.offset)))
      } catch {
        let reason = (error as? JavaScript.Failure)?.message ?? "\(error)"
        result.diagnostics.append(
          Diagnostic(
            .tex(message: reason, formula: formula.tex), at: formula.location(ofOffset: 0)))
      }
    }
    memo.save()
    return result
  }
}

/// Formulas, typeset.
struct TypesetFormulas {
  /// The HTML of each formula that is right.
  var html: [Formula.Key: String] = [:]
  /// What is wrong with the others.
  var diagnostics: [Diagnostic] = []
}
