import Literate

/// highlight.js, run at build time for the colors of languages other than Swift.
///
/// Only this type depends on the interfaces of versions 9, 10 and 11.
struct HighlightJS {
  private let engine: JavaScript

  /// Loads highlight.js.
  ///
  /// - Parameters:
  ///   - program: The text of `highlight.js`.
  ///   - engine: The engine to load it into.
  /// - Throws: `JavaScript.Failure` if the program is not highlight.js.
  init(program: [UInt8], engine: JavaScript) throws(JavaScript.Failure) {
    try engine.run(Array(Self.surroundings.utf8))
    try engine.run(program)
    self.engine = engine
  }

  /// Classifies code, in highlight.js's markup; nil if the language is unknown.
  func classified(_ code: String, language: String) throws(JavaScript.Failure) -> String? {
    let answer = try engine.call("classify", language, code)
    return answer.isEmpty ? nil : String(answer.dropFirst())
  }

  private static let surroundings = """
    var self = this;
    var console = {log: function() {}, warn: function() {}, error: function() {}};
    function classify(language, code) {
      if (!hljs.getLanguage(language)) return '';
      // Version 11 takes options; before version 10 there was no versionString.
      var result = parseInt(hljs.versionString, 10) >= 11
        ? hljs.highlight(code, {language: language, ignoreIllegals: true})
        : hljs.highlight(language, code, true);
      return '=' + result.value;
    }
    """
}

extension ListingLine {
  /// Parses highlight.js's markup into lines.
  ///
  /// Its elements are always nested. The innermost one with a known class determines the kind.
  static func lines(classified html: String) -> [ListingLine] {
    var lines = [ListingLine(number: 1, tokens: [])]
    var kinds: [ListingToken.Kind] = []
    var text: [UInt8] = []
    func flush() {
      guard !text.isEmpty else { return }
      let token = ListingToken(
        text: String(decoding: text, as: UTF8.self), kind: kinds.last ?? .plain)
      lines[lines.count - 1].tokens.append(token)
      text = []
    }
    var rest = Array(html.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "<"):
        flush()
        let tag = rest.prefix { $0 != UInt8(ascii: ">") }
        rest = rest.dropFirst(tag.count + 1)
        if tag.first == UInt8(ascii: "/") {
          _ = kinds.popLast()
        } else {
          let classes = String(decoding: tag, as: UTF8.self).split(separator: "\"").dropFirst()
            .first
          kinds.append(ListingToken.Kind(highlightJS: classes ?? "") ?? kinds.last ?? .plain)
        }
      case UInt8(ascii: "&"):
        let name = rest.prefix { $0 != UInt8(ascii: ";") }
        rest = rest.dropFirst(name.count + 1)
        switch String(decoding: name, as: UTF8.self) {
        case "lt": text.append(UInt8(ascii: "<"))
        case "gt": text.append(UInt8(ascii: ">"))
        case "quot": text.append(UInt8(ascii: "\""))
        case "#x27", "#39": text.append(UInt8(ascii: "'"))
        default: text.append(UInt8(ascii: "&"))
        }
      case UInt8(ascii: "\n"):
        flush()
        lines.append(ListingLine(number: lines.count + 1, tokens: []))
      default: text.append(byte)
      }
    }
    flush()
    if lines.last?.tokens.isEmpty == true { lines.removeLast() }
    return lines
  }
}

extension ListingToken.Kind {
  /// Creates the kind for the classes of an element of highlight.js; nil if there is none.
  ///
  /// Since version 10, there may be additional classes: `hljs-title class_`.
  fileprivate init?(highlightJS classes: some StringProtocol) {
    let names = classes.split(separator: " ")
    guard let name = names.first else { return nil }
    switch name {
    case "hljs-title" where names.contains("class_"): self = .type
    case "hljs-variable" where names.contains("language_"): self = .keyword
    case "hljs-keyword", "hljs-selector-tag", "hljs-name", "hljs-tag", "hljs-section":
      self = .keyword
    case "hljs-type", "hljs-class", "hljs-built_in", "hljs-builtin-name": self = .type
    case "hljs-string", "hljs-regexp", "hljs-symbol", "hljs-link", "hljs-addition", "hljs-char":
      self = .string
    case "hljs-number", "hljs-literal", "hljs-bullet": self = .number
    case "hljs-comment", "hljs-quote", "hljs-doctag", "hljs-deletion": self = .comment
    case "hljs-meta", "hljs-attribute", "hljs-attr", "hljs-variable", "hljs-template-variable":
      self = .attribute
    default: return nil
    }
  }
}
