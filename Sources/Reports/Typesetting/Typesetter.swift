import Literate
public import Storage

/// Sets formulas and colours code, and remembers what it has done.
public struct Typesetter: Sendable {
  /// Where formulas are remembered from render to render.
  private var cache: Cache?
  /// The folder of KaTeX.
  let katexFolder: String
  /// The folder of highlight.js.
  private var highlightJSFolder: String

  /// Creates a typesetter.
  ///
  /// - Parameters:
  ///   - cache: Where formulas are remembered from render to render; nil to typeset everything.
  ///   - katex: The folder of KaTeX's script, style sheet and fonts; Debian's package by default.
  ///   - highlightJS: The folder of highlight.js; Debian's package by default.
  public init(
    cache: Cache?, katex: String = "/usr/share/javascript/katex",
    highlightJS: String = "/usr/share/javascript/highlight.js"
  ) {
    self.cache = cache
    katexFolder = katex
    highlightJSFolder = highlightJS
  }

  /// Typesets formulas and code.
  ///
  /// - Parameters:
  ///   - formulas: The formulas, in the order of the source.
  ///   - code: The code in prose.
  /// - Returns: What they look like, and what was wrong with those that are missing.
  func typeset(_ formulas: [Formula], _ code: [CodeBlock] = []) -> TypesetParts {
    var parts = TypesetParts()
    var memo = Memo(cache)
    typeset(formulas, &memo, &parts)
    colour(code, &memo, &parts)
    memo.save()
    return parts
  }

  private func typeset(_ formulas: [Formula], _ memo: inout Memo, _ parts: inout TypesetParts) {
    let path = "\(katexFolder)/katex.min.js"
    guard !formulas.isEmpty, let program = read(path, &parts) else { return }
    let edition = "\(checksum(of: program[...])),\(KaTeX.options)"
    parts.katexVersion = katexVersion(in: program, edition, &memo)
    var katex: KaTeX?
    for formula in formulas where parts.formulas[formula.key] == nil {
      let key = "\(edition)\n\(formula.isDisplay)\n\(formula.tex)"
      if let text = memo[key], let typeset = TypesetFormula(text) {
        parts.formulas[formula.key] = typeset
        continue
      }
      do {
        let loaded = try katex ?? KaTeX(program: program)
        katex = loaded
        let typeset = TypesetFormula(html: try loaded.typeset(formula.key))
        parts.formulas[formula.key] = typeset
        memo[key] = typeset.text
      } catch let rejection as KaTeX.Rejection {
        parts.diagnostics.append(
          Diagnostic(
            .tex(message: rejection.message, formula: formula.tex),
            at: formula.location(ofOffset: rejection.offset)))
      } catch {
        let reason = (error as? JavaScript.Failure)?.message ?? "\(error)"
        parts.diagnostics.append(
          Diagnostic(
            .tex(message: reason, formula: formula.tex), at: formula.location(ofOffset: 0)))
      }
    }
  }

  /// The version that KaTeX's script says it has; looking for it takes longer than all else if the
  /// formulas are remembered, so it is remembered too.
  private func katexVersion(in program: [UInt8], _ edition: String, _ memo: inout Memo) -> String? {
    let key = "\(edition)\nversion"
    if let known = memo[key] { return known }
    guard let mark = program.firstRange(of: Array("version:\"".utf8)) else { return nil }
    let version = String(
      decoding: program[mark.upperBound...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
    memo[key] = version
    return version
  }

  /// Code in a language that nobody knows stays without colours.
  private func colour(_ code: [CodeBlock], _ memo: inout Memo, _ parts: inout TypesetParts) {
    let path = "\(highlightJSFolder)/highlight.min.js"
    var highlighter: HighlightJS?
    for block in code where !block.language.isEmpty && parts.listings[block.key] == nil {
      if block.language == "swift" {
        parts.listings[block.key] = SwiftListing.lines(of: block.text)
        continue
      }
      let key = "highlight.js\n\(block.language)\n\(block.text)"
      if let text = memo[key] {
        if !text.isEmpty { parts.listings[block.key] = ListingLine.lines(classified: text) }
        continue
      }
      do {
        if highlighter == nil {
          guard let program = read(path, &parts) else { return }
          highlighter = try HighlightJS(program: program)
        }
        let text = try highlighter?.classified(block.text, language: block.language) ?? ""
        memo[key] = text
        if !text.isEmpty { parts.listings[block.key] = ListingLine.lines(classified: text) }
      } catch {
        let reason = (error as? JavaScript.Failure)?.message ?? "\(error)"
        parts.diagnostics.append(
          Diagnostic(.unreadable(path: path, reason: reason), at: block.location))
        return
      }
    }
  }

  private func read(_ path: String, _ parts: inout TypesetParts) -> [UInt8]? {
    if let bytes = try? readFile(path) { return bytes }
    parts.diagnostics.append(
      Diagnostic(.missingFile(path: path), at: SourceLocation(file: path, line: 1, column: 1)))
    return nil
  }
}

/// Formulas and code, typeset.
struct TypesetParts {
  /// Each formula that is right.
  var formulas: [Formula.Key: TypesetFormula] = [:]
  /// The lines of each piece of code whose language is known.
  var listings: [CodeBlock.Key: [ListingLine]] = [:]
  /// The version of KaTeX that set them, where there are formulas.
  var katexVersion: String?
  /// What is wrong with the others.
  var diagnostics: [Diagnostic] = []
  /// The styles of the formulas, once they have been shortened.
  private(set) var styles = StyleClasses()

  /// Turns the formulas' own styles into classes, in the order of the formulas.
  mutating func shortenStyles(of formulas: [Formula]) {
    var done: Set<Formula.Key> = []
    for formula in formulas where done.insert(formula.key).inserted {
      guard let html = self.formulas[formula.key]?.html else { continue }
      self.formulas[formula.key]?.html = styles.shorten(html)
    }
  }
}

/// A formula, typeset.
struct TypesetFormula: Equatable, Sendable {
  /// The HTML and MathML.
  var html: String
  /// The fonts that it uses.
  var fonts: [String]

  init(html: String) {
    self.html = html
    fonts = FormulaStyle.fonts(of: html).sorted()
  }

  /// Reads what `text` gives; nil for anything else.
  init?(_ text: String) {
    guard let end = text.utf8.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    fonts = text[..<end].split(separator: " ").map(String.init)
    html = String(text[text.utf8.index(after: end)...])
    guard fonts.allSatisfy(FormulaStyle.allFonts.contains) else { return nil }
  }

  /// The formula as it is remembered.
  var text: String { fonts.joined(separator: " ") + "\n" + html }
}

extension CodeBlock {
  /// What decides the colours of code.
  struct Key: Hashable, Sendable {
    var language: String
    var text: String
  }

  var key: Key { Key(language: language, text: text) }
}
