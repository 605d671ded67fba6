import Literate
import Mustache
public import Storage

/// The folder of templates: every tag that a reader sees comes from there.
///
/// A template is a Mustache file named like its `Name`; a user may change any of them and add further
/// ones as partials. `style.css` goes into every page; of the scripts, those that it needs.
public struct Templates: Sendable {
  /// The parts of the script, each a file, in the order in which they stand in a page.
  enum ScriptPart: String, CaseIterable, Sendable {
    case page = "script"
    /// Legends and values of figures.
    case figures
    /// Sequences of figures.
    case player
    /// The shelf's search.
    case shelf
  }

  /// The templates that a page is made of.
  enum Name: String, CaseIterable, Sendable {
    // Pages
    case page
    case shelf
    case contents
    case fonts
    case glyphs
    case preview
    // Prose
    case chapter
    case heading
    case paragraph
    case tightParagraph = "tight-paragraph"
    case equation
    case codeBlock = "code-block"
    case quote
    case list
    case table
    case rule
    case picture
    case statement
    case proof
    case aside
    case callout
    case columns
    case column
    case wide
    case footnote
    // Cells
    case cell
    case listing
    case line
    case highlightedLine = "highlighted-line"
    case annotationCall = "annotation-call"
    case annotations
    case longLine = "long-line"
    case token
    case text
    case errorText = "error-text"
    case warning
    case failure
    case figure
    case player
    case captioned
    // Running text
    case emphasis
    case strong
    case strikethrough
    case code
    case link
    case image
    case formula
    case glued
    case lineBreak = "line-break"
    case missingValue = "missing-value"
    case reference
    case citation
    case definition
    case term
    case footnoteCall = "footnote-call"
    case references

    /// Whether a template does nothing but to put something around its content; it is then rendered
    /// once, and only filled after that.
    var isWrapper: Bool {
      switch self {
      case .paragraph, .tightParagraph, .quote, .line, .highlightedLine, .emphasis, .strong,
        .strikethrough, .code,
        .formula, .glued, .lineBreak, .missingValue, .rule, .aside:
        true
      default: false
      }
    }
  }

  /// The text between which a wrapper's content goes.
  struct Wrapper: Sendable {
    fileprivate var pieces: [String]

    /// The wrapper around some content.
    func around(_ content: String) -> String {
      pieces.count == 2 ? pieces[0] + content + pieces[1] : pieces.joined(separator: content)
    }
  }

  /// What stands for the content while a wrapper is made of its template.
  private static let hole = "\u{1}"

  private var library = MustacheLibrary()
  private var wrappers: [Name: Wrapper] = [:]
  private var tokens: [ListingToken.Kind: Wrapper] = [:]
  /// The page's style sheet.
  var style: String
  /// What of the page's script every page needs, and what goes with certain figures.
  private var scripts: [ScriptPart: String] = [:]

  /// Reads the templates of a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - log: Remembers which versions of the files were read.
  /// - Throws: `Diagnostics` with everything that is wrong: files that are not there, templates that
  ///   do not parse, partials that nothing defines.
  public init(folder: String, log: FileLog = FileLog()) throws {
    var problems: [Diagnostic] = []
    var texts: [String: String] = [:]
    func text(_ file: String) -> String {
      if let bytes = try? log.read("\(folder)/\(file)") {
        return String(decoding: bytes, as: UTF8.self)
      }
      let place = SourceLocation(file: "\(folder)/\(file)", line: 1, column: 1)
      problems.append(Diagnostic(.missingFile(path: place.file), at: place))
      return ""
    }
    style = compact(text("style.css"))
    for part in ScriptPart.allCases {
      scripts[part] = text("\(part.rawValue).js")
    }
    let extra = log.names(in: folder).filter { $0.hasSuffix(".mustache") }
    for file in Set(extra + Name.allCases.map { "\($0.rawValue).mustache" }).sorted() {
      texts[String(file.dropLast(9))] = text(file)
    }
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      // The last line end belongs to the file, not to the text.
      let text = text.hasSuffix("\n") ? String(text.dropLast()) : text
      let file = "\(folder)/\(name).mustache"
      do {
        try library.register(text, named: name)
      } catch let error as MustacheTemplate.ParserError {
        problems.append(
          Diagnostic(
            .template(name: name, reason: "\(error.error)"),
            at: SourceLocation(
              file: file, line: error.context.lineNumber, column: error.context.columnNumber)))
      }
      for partial in partials(of: text) where texts[partial] == nil {
        problems.append(
          Diagnostic(
            .template(name: name, reason: "there is no template \(partial)"),
            at: SourceLocation(file: file, line: 1, column: 1)))
      }
    }
    guard problems.isEmpty else { throw Diagnostics(problems) }
    for name in Name.allCases where name.isWrapper {
      wrappers[name] = wrapper(name, View(["content": Self.hole]))
    }
    for kind in ListingToken.Kind.allCases {
      tokens[kind] = wrapper(.token, View(["content": Self.hole, "kind": kind.rawValue]))
    }
  }

  private func wrapper(_ name: Name, _ view: View) -> Wrapper {
    Wrapper(
      pieces: render(name, view).split(separator: Self.hole, omittingEmptySubsequences: false)
        .map(String.init))
  }

  /// Renders a template.
  func render(_ name: Name, _ view: View) -> String {
    library.render(view, withTemplate: name.rawValue) ?? ""
  }

  /// The script of a page: what every page needs, and the parts that its figures ask for.
  func script(for parts: Set<ScriptPart>) -> String {
    // The parts share names, so they are made compact together.
    ScriptText.compact(
      ScriptPart.allCases.filter { $0 == .page || parts.contains($0) }
        .map { scripts[$0] ?? "" }.joined(separator: "\n"))
  }

  /// Puts a template that is a wrapper around some HTML.
  func wrap(_ name: Name, _ content: String = "") -> String {
    wrappers[name]?.around(content) ?? content
  }

  /// Puts the mark-up of a kind of token around a piece of code.
  func token(_ kind: ListingToken.Kind, _ content: String) -> String {
    tokens[kind]?.around(content) ?? content
  }
}

/// A style sheet without indentation, blank lines and lines that are comments.
///
/// It may not hold text in quotes or a comment behind rules that spans lines.
private func compact(_ text: String) -> String {
  var isComment = false
  var result: [UInt8] = []
  for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
    let line = line.drop { $0 == UInt8(ascii: " ") }
    if line.starts(with: "/*".utf8) { isComment = true }
    if !isComment, !line.isEmpty {
      if !result.isEmpty { result.append(UInt8(ascii: "\n")) }
      result += line
    }
    if isComment, line.suffix(2).elementsEqual("*/".utf8) { isComment = false }
  }
  return String(decoding: result, as: UTF8.self)
}

/// The partials that a template names.
private func partials(of text: String) -> [String] {
  text.split(separator: "{{>", omittingEmptySubsequences: false).dropFirst().compactMap {
    let name = $0.prefix { $0 != "}" }.filter { $0 != " " }
    return name.hasPrefix("*") ? nil : String(name)
  }
}

/// What a template is filled with: text, HTML, switches and lists of further views, by name.
struct View: MustacheParent {
  private var values: [String: Any] = [:]

  init(_ values: KeyValuePairs<String, Any?> = [:]) {
    for (name, value) in values {
      if let value { self.values[name] = value }
    }
  }

  subscript(name: String) -> Any? {
    get { values[name] }
    set { values[name] = newValue }
  }

  func child(named name: String) -> Any? { values[name] }
}

/// Text as HTML: in an attribute's quotes as well as between tags.
func escaped(_ text: String) -> String {
  let isSpecial = { (byte: UInt8) in
    byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "\"")
  }
  guard text.utf8.contains(where: isSpecial) else { return text }
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
