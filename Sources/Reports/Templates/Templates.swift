import Literate
import Mustache
public import Storage

/// The folder of templates: every tag that a reader sees comes from there.
///
/// A template is a Mustache file named like its `Name`; a user may change any of them and add further
/// ones as partials. `style.css` goes into every page; of the scripts, those that it needs.
public struct Templates: Sendable {
  /// The parts of the script, each a file, in the order in which they are on a page.
  enum ScriptPart: String, CaseIterable, Sendable {
    case page = "script"
    /// Legends and values of figures.
    case figures
    /// Sequences of figures.
    case player
    /// The search of the index page.
    case reportIndex = "report-index"
  }

  /// The templates that do no more than to put something around their content, which is all that
  /// they are filled with.
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

  /// The text between which content goes.
  private struct Gap: Sendable {
    var pieces: [String]

    func around(_ content: String) -> String {
      pieces.count == 2 ? pieces[0] + content + pieces[1] : pieces.joined(separator: content)
    }
  }

  /// The languages in which a page can speak.
  public var languages: Languages
  /// The words of the language in which these templates speak.
  private(set) var words = Words()
  /// The text of each template, by its name, with tags in place of words.
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
  ///   - log: Remembers which versions of the files were read.
  /// - Throws: `Diagnostics` with everything that is wrong: files that are not there, templates that
  ///   do not parse, names that no view has, partials that nothing defines, words that a language
  ///   lacks.
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
      // The last line end belongs to the file, not to the text.
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

  /// The templates in another language; in the standard one where there is none of that name.
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
      // Neither the text, which has been parsed, nor the words, in which a brace means nothing, can
      // be wrong.
      try? library.register(spoken, named: name)
    }
    prepareWrappers(hole: textInNone(of: texts.values))
  }

  /// Renders what is around the content of the simplest templates: they are filled many times.
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

  /// Renders the template of a view.
  func render<View: TemplateView>(_ view: View) -> String {
    library.render(view, withTemplate: View.template) ?? ""
  }

  /// The script of a page: what every page needs, and the parts that its figures need.
  func script(for parts: Set<ScriptPart>) -> String {
    ScriptPart.allCases.filter { $0 == .page || parts.contains($0) }
      .map { part in
        WordTag.replaced(in: scriptTexts[part] ?? "") { quotedForScript(words[$0]) }
      }
      .joined(separator: "\n")
  }

  /// Puts a template around some HTML.
  func wrap(_ wrapper: Wrapper, _ content: String = "") -> String {
    wrappers[wrapper]?.around(content) ?? content
  }

  /// Puts the mark-up of a kind of token around a piece of code.
  func token(_ kind: ListingToken.Kind, _ content: String) -> String {
    tokens[kind]?.around(content) ?? content
  }
}

/// A text that is not part of other texts.
///
/// Beside one of them it is not found in another place either, because nothing that it begins with
/// also ends it.
private func textInNone(of texts: some Collection<String>) -> String {
  var count = 0
  while texts.contains(where: { $0.contains("<content-\(count)>") }) { count += 1 }
  return "<content-\(count)>"
}

/// Text as HTML: in an attribute's quotes as well as between tags.
///
/// Characters that HTML does not allow are replaced by their pictures.
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
