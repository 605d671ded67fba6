import FoundationEssentials
import Literate
public import Storage
public import SystemFiles

/// Typesets formulas, colors code, and caches the results.
public struct PageTypesetter: Sendable {
  /// The cache for formulas; nil for none.
  private var cache: Cache?
  /// The folder of KaTeX.
  let katex: SystemFolder
  /// The folder of highlight.js.
  private let highlightJS: SystemFolder

  /// Creates a typesetter.
  ///
  /// - Parameters:
  ///   - cache: The cache for formulas; nil to typeset every formula again.
  ///   - katex: The folder of KaTeX's script, style sheet and fonts.
  ///   - highlightJS: The folder of highlight.js.
  public init(
    cache: Cache?, katex: SystemFolder = .katex, highlightJS: SystemFolder = .highlightJS
  ) {
    self.cache = cache
    self.katex = katex
    self.highlightJS = highlightJS
  }

  /// Typesets formulas and code.
  ///
  /// - Parameters:
  ///   - formulas: The formulas, in source order.
  ///   - code: The code in prose.
  ///   - macros: The TeX macros that the author defined.
  /// - Returns: The results, and the problems of those that are missing.
  /// - Throws: `MissingSystemFile`, `FileFailure` or ``UnusableScript`` if the machine lacks
  ///   something.
  func typeset(
    _ formulas: [TeXFormula], _ code: [CodeBlock] = [], macros: [Macro] = []
  ) throws -> TypesetParts {
    var parts = TypesetParts()
    var memo = Memo(cache)
    // Results are cached even if a later step fails.
    defer { memo.save() }
    try typeset(formulas, macros.meanings, &memo, &parts)
    try color(code, &memo, &parts)
    return parts
  }

  private func typeset(
    _ formulas: [TeXFormula], _ macros: [String: String], _ memo: inout Memo,
    _ parts: inout TypesetParts
  ) throws {
    guard !formulas.isEmpty else { return }
    let path = try katex.path(of: "katex.min.js")
    let program = try readFile(path)
    let edition = "\(checksum(of: program[...])),\(KaTeX.options)"
    var loaded: KaTeX?
    func engine() throws -> KaTeX {
      if let loaded { return loaded }
      let new = try load(from: path) { (engine) throws(JavaScript.Failure) in
        try KaTeX(program: program, engine: engine)
      }
      loaded = new
      return new
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let commands = String(decoding: try encoder.encode(macros), as: UTF8.self)
    for formula in formulas where parts.formulas[formula.key] == nil {
      // A formula with other definitions of its macros is another formula.
      let isOwn = macros.keys.contains { formula.tex.contains($0) }
      let key =
        "\(edition)\n\(formula.isDisplay)\n\(formula.tex)" + (isOwn ? "\n\(commands)" : "")
      if let text = memo[key], let typeset = TypesetFormula(text) {
        parts.formulas[formula.key] = typeset
        continue
      }
      let engine = try engine()
      do {
        let typeset = try engine.typeset(formula.key, macros: commands)
        parts.formulas[formula.key] = typeset
        memo[key] = typeset.text
      } catch {
        let problem = PageProblem.tex(message: error.message, formula: formula.tex)
        parts.diagnostics.append(
          Diagnostic(problem, at: formula.location(ofOffset: error.offset)))
        if error.endsEngine { loaded = nil }
      }
    }
    let key = "\(edition)\nversion"
    if let known = memo[key] {
      parts.katexVersion = known
    } else {
      let version = try engine().version()
      parts.katexVersion = version
      memo[key] = version
    }
  }

  /// Code in an unknown language is not colored.
  private func color(
    _ code: [CodeBlock], _ memo: inout Memo, _ parts: inout TypesetParts
  ) throws {
    var program: (path: String, bytes: [UInt8], edition: String)?
    var highlighter: HighlightJS?
    for block in code where !block.language.isEmpty && parts.listings[block.key] == nil {
      if block.language == "swift" {
        parts.listings[block.key] = SwiftListing.lines(of: block.text)
        continue
      }
      if program == nil {
        let path = try highlightJS.path(of: "highlight.min.js")
        let bytes = try readFile(path)
        program = (path, bytes, "\(checksum(of: bytes[...]))")
      }
      guard let program else { return }
      let key = "highlight.js \(program.edition)\n\(block.language)\n\(block.text)"
      let text: String
      if let known = memo[key] {
        text = known
      } else {
        let loaded =
          try highlighter
          ?? load(from: program.path) { (engine) throws(JavaScript.Failure) in
            try HighlightJS(program: program.bytes, engine: engine)
          }
        highlighter = loaded
        do {
          text = try loaded.classified(block.text, language: block.language) ?? ""
        } catch {
          // A failure of the highlighter does not fail the report; the code is shown without
          // colors.
          highlighter = nil
          continue
        }
        memo[key] = text
      }
      if !text.isEmpty { parts.listings[block.key] = ListingLine.lines(classified: text) }
    }
  }

  /// Loads a script into a separate engine.
  private func load<Script>(
    from path: String, _ load: (JavaScript) throws(JavaScript.Failure) -> Script
  ) throws -> Script {
    let engine = try JavaScript()
    do {
      return try load(engine)
    } catch {
      throw UnusableScript(path: path, reason: error.message)
    }
  }
}

/// The engine, or a system script (KaTeX or highlight.js), cannot be used.
public struct UnusableScript: Error, Equatable, Sendable {
  /// The path of the script, or the name of the engine.
  public var path: String
  /// The engine's message.
  public var reason: String
}

/// Typeset formulas and colored code.
struct TypesetParts {
  /// The valid formulas.
  var formulas: [TeXFormula.Key: TypesetFormula] = [:]
  /// The lines of code blocks in known languages.
  var listings: [CodeBlock.Key: [ListingLine]] = [:]
  /// The version of KaTeX; nil if there are no formulas.
  var katexVersion: String?
  /// The problems of the other formulas.
  var diagnostics: [Diagnostic] = []

  /// The fonts that the formulas use.
  var fonts: Set<String> { Set(formulas.values.flatMap(\.fonts)) }
}

extension CodeBlock {
  /// The inputs that determine the colors of code.
  struct Key: Hashable, Sendable {
    var language: String
    var text: String
  }

  var key: Key { Key(language: language, text: text) }
}
