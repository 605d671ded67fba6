import Literate
import Mustache
public import Storage

/// The folder of templates, which define all markup of a page.
///
/// A template is a Mustache file named after its `Name`. A user may change any of them and add
/// others as partials. Every page contains `style.css`, and the scripts that it needs.
public struct Templates: Sendable {
  /// The parts of the script, each a file, in the order on a page.
  enum ScriptPart: String, CaseIterable, Sendable {
    case page = "script"
    /// Legends and values in figures.
    case figures
    /// Sequences of figures.
    case player
    /// The search of the index page.
    case reportIndex = "report-index"
  }

  /// The templates that only wrap their content and have no other field.
  enum Wrapper: String, CaseIterable, Sendable {
    case paragraph
    case tightParagraph = "tight-paragraph"
    case quote
    case rule
    case aside
    case line
    case highlightedLine = "highlighted-line"
    case emphasis
    case strong
    case strikethrough
    case `subscript`
    case superscript
    case smallCaps = "small-caps"
    case code
    case formula
    case glued
    case lineBreak = "line-break"
    case missingValue = "missing-value"
  }

  /// A template's text around its content.
  private struct Gap: Sendable {
    var pieces: [String]

    func around(_ content: String) -> String {
      pieces.count == 2 ? pieces[0] + content + pieces[1] : pieces.joined(separator: content)
    }
  }

  /// The available languages of pages.
  public var languages: Languages
  /// The words of the templates' language.
  private(set) var words = Words()
  /// The texts of the templates by name, with tags in place of words.
  private let texts: [String: String]
  private var library = MustacheLibrary()
  private var wrappers: [Wrapper: Gap] = [:]
  private var tokens: [ListingToken.Kind: Gap] = [:]
  /// The page's style sheet.
  let style: String
  private let scriptTexts: [ScriptPart: String]

  /// Reads the templates of a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - log: Records which versions of the files were read.
  /// - Throws: `Diagnostics` with all problems: missing files, templates that do not parse, unknown
  ///   names, missing partials, and words that a language lacks.
  public init(folder: String, log: FileLog = FileLog()) throws {
    var problems: [Diagnostic] = []
    func text(_ file: String) -> String {
      if let bytes = try? log.read("\(folder)/\(file)") {
        return String(decoding: bytes, as: UTF8.self)
      }
      let place = SourceLocation(file: "\(folder)/\(file)", line: 1, column: 1)
      problems.append(Diagnostic(.missingFile(path: place.file), at: place))
      return ""
    }
    style = text("style.css")
    scriptTexts = ScriptPart.allCases.reduce(into: [:]) { $0[$1] = text("\($1.rawValue).js") }
    let names = log.names(in: folder).filter { $0.hasSuffix(".mustache") }.map { $0.dropLast(9) }
    var texts: [String: String] = [:]
    for name in Set(names.map(String.init) + Self.fields.map(\.name)).sorted() {
      let text = text("\(name).mustache")
      // The last newline belongs to the file, not to the text.
      texts[name] = text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      do {
        _ = try MustacheTemplate(string: text)
      } catch let error as MustacheTemplate.ParserError {
        let place = SourceLocation(
          file: "\(folder)/\(name).mustache", line: error.context.lineNumber,
          column: error.context.columnNumber)
        problems.append(Diagnostic(.template(name: name, reason: "\(error.error)"), at: place))
      }
    }
    var check = TemplateCheck(folder: folder, texts: texts)
    for template in Self.fields { check.check(template) }
    problems += check.diagnostics
    let words = Set((Array(texts.values) + scriptTexts.values).flatMap(WordTag.names))
    languages = Languages(folder: "\(folder)/languages", for: words, log: log, &problems)
    self.texts = texts
    guard problems.isEmpty else { throw Diagnostics(problems) }
    speak(Languages.standard)
  }

  /// The templates in another language, or in the standard one if that language is unknown.
  func speaking(_ language: String) -> Templates {
    var copy = self
    copy.speak(language)
    return copy
  }

  private mutating func speak(_ language: String) {
    let words = languages[language] ?? languages[Languages.standard] ?? Words()
    self.words = words
    library = MustacheLibrary()
    for (name, text) in texts {
      let spoken = WordTag.replaced(in: text) {
        escaped(words[$0]).replacing("{", with: "&#123;")
      }
      // This cannot fail: the text has already been parsed, and braces in words have no meaning.
      try? library.register(spoken, named: name)
    }
    prepareWrappers(hole: textInNone(of: texts.values))
  }

  /// Renders the wrapper templates once, because they are used many times.
  private mutating func prepareWrappers(hole: String) {
    func gap(_ template: String, _ view: some TemplateFields) -> Gap {
      let text = library.render(view, withTemplate: template) ?? ""
      return Gap(
        pieces: text.split(separator: hole, omittingEmptySubsequences: false).map(String.init))
    }
    for wrapper in Wrapper.allCases {
      wrappers[wrapper] = gap(wrapper.rawValue, WrapperView(content: hole))
    }
    for kind in ListingToken.Kind.allCases {
      tokens[kind] = gap(TokenView.template, TokenView(kind: kind.rawValue, content: hole))
    }
  }

  /// Renders the template of a view with its fields.
  func render<View: TemplateView>(_ view: View) -> String {
    library.render(view, withTemplate: View.template) ?? ""
  }

  /// The script of a page: the common part, and the parts that its figures need.
  func script(for parts: Set<ScriptPart>) -> String {
    ScriptPart.allCases.filter { $0 == .page || parts.contains($0) }
      .map { part in
        WordTag.replaced(in: scriptTexts[part] ?? "") { quotedForScript(words[$0]) }
      }
      .joined(separator: "\n")
  }

  /// Wraps HTML in a template.
  func wrap(_ wrapper: Wrapper, _ content: String = "") -> String {
    wrappers[wrapper]?.around(content) ?? content
  }

  /// Wraps code in the markup of a kind of token.
  func token(_ kind: ListingToken.Kind, _ content: String) -> String {
    tokens[kind]?.around(content) ?? content
  }
}

/// A text that is not contained in other texts.
///
/// Next to another text, it does not create a second match either, because no beginning of it is
/// also its end.
private func textInNone(of texts: some Collection<String>) -> String {
  var count = 0
  while texts.contains(where: { $0.contains("<content-\(count)>") }) { count += 1 }
  return "<content-\(count)>"
}

/// Escapes text for HTML, both in quoted attributes and between tags.
///
/// Characters that HTML does not allow are replaced by symbols.
func escaped(_ text: String) -> String {
  let isSpecial = { (byte: UInt8) in
    byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "\"") || byte < 0x20 && byte != 0x09 && byte != 0x0A
      || byte == 0x7F || byte == 0xC2 || byte == 0xEF || byte >= 0xF0
  }
  guard text.utf8.contains(where: isSpecial) else { return text }
  var text = text
  if text.unicodeScalars.contains(where: { $0.visible != $0 }) {
    text = String(String.UnicodeScalarView(text.unicodeScalars.map(\.visible)))
  }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count + 32)
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "&"): bytes += "&amp;".utf8
    case UInt8(ascii: "<"): bytes += "&lt;".utf8
    case UInt8(ascii: ">"): bytes += "&gt;".utf8
    case UInt8(ascii: "\""): bytes += "&quot;".utf8
    default: bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
