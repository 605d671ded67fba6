import SystemFiles

/// KaTeX, run at build time, so that a page needs no script or network for its formulas.
///
/// Only this type depends on KaTeX's interfaces.
struct KaTeX {
  /// TeX that KaTeX does not accept or cannot typeset within the limits.
  struct Rejection: Error, Equatable {
    /// KaTeX's message, without the position and the excerpt.
    var message: String
    /// The offset of the error, in UTF-16 code units.
    var offset: Int
    /// Whether the engine cannot be used after it.
    var endsEngine = false
  }

  /// The options for typesetting.
  ///
  /// They are part of the key in the cache, and so is the version of the entry's format.
  static let options =
    "form:4,htmlAndMathml,strict:ignore,trust:error,maxExpand:1000,maxSize:\(largestSize)"

  /// The maximum size, in em.
  ///
  /// It is larger than any screen, but a page with `\rule{1e9em}{1e9em}` can still be scrolled.
  private static let largestSize = 100
  /// The maximum number of characters in a formula.
  static let longestFormula = 20_000

  private let engine: JavaScript

  /// Loads KaTeX.
  ///
  /// - Parameters:
  ///   - program: The text of `katex.js`.
  ///   - engine: The engine to load it into.
  /// - Throws: `JavaScript.Failure` if the program is not KaTeX.
  init(program: [UInt8], engine: JavaScript) throws(JavaScript.Failure) {
    try engine.run(program)
    try engine.run(Array(Self.entry.utf8))
    self.engine = engine
  }

  /// The version that KaTeX reports.
  func version() throws(JavaScript.Failure) -> String { try engine.call("version") }

  /// Typesets a formula.
  ///
  /// - Parameters:
  ///   - formula: The formula.
  ///   - macros: The macros that the author defined, as JSON.
  func typeset(
    _ formula: TeXFormula.Key, macros: String = "{}"
  ) throws(Rejection) -> TypesetFormula {
    let length = formula.tex.utf16.count
    guard length <= Self.longestFormula else {
      throw Rejection(
        message: "it has \(length) characters, and at most \(Self.longestFormula) can be typeset",
        offset: 0)
    }
    let answer: String
    do {
      answer = try engine.call(
        "typeset", formula.tex, formula.isDisplay ? "display" : "inline", macros)
    } catch {
      throw Rejection(message: error.message, offset: 0, endsEngine: true)
    }
    let parts = answer.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, parts[0] == "right", let typeset = TypesetFormula(String(parts[1])) {
      return typeset
    }
    let (offset, message) = (parts[0], parts.count == 2 ? parts[1] : "")
    throw Rejection(message: bareMessage(message), offset: Int(offset) ?? length)
  }

  /// The sentence in KaTeX's message: "KaTeX parse error: Expected '}' at position 3: …".
  private func bareMessage(_ message: Substring) -> String {
    var message = message
    if message.hasPrefix("KaTeX parse error: ") { message.removeFirst(19) }
    for ending in [" at position ", " at end of input"] {
      if let end = message.firstRange(of: ending) { message = message[..<end.lowerBound] }
    }
    return String(message)
  }
}

extension KaTeX {
  /// The functions called from Swift, in KaTeX's global scope.
  ///
  /// For a valid formula, the result has three lines: its fonts, the number of its parts between
  /// which a line may break, and its markup. For an invalid formula, it has the offset and the
  /// message.
  private static let entry = """
    var fontsOfClass = \(json(fontsByClass));
    function version() { return katex.version; }
    function typeset(tex, mode, macros) {
      try {
        var tree = katex.__renderToDomTree(tex, {
          displayMode: mode === 'display', output: 'htmlAndMathml', throwOnError: true,
          strict: 'ignore', maxExpand: 1000, maxSize: \(largestSize),
          macros: JSON.parse(macros),
          // KaTeX would only set these in red.
          trust: function (context) {
            var error = new katex.ParseError(context.command + ' is not supported');
            error.position = Math.max(tex.indexOf(context.command), 0);
            throw error;
          }
        });
        var used = usedBy(tree);
        return ['right', used.fonts, used.parts, tree.toMarkup()].join('\\n');
      } catch (error) {
        if (error instanceof RangeError) return '0\\nit is nested too deeply';
        if (!(error instanceof katex.ParseError)) throw error;
        return (error.position === undefined ? '' : error.position) + '\\n' + error.message;
      }
    }
    function usedBy(tree) {
      var fonts = {'Main-Regular': true}, parts = 0, waiting = [tree], node;
      while ((node = waiting.pop())) {
        var classes = node.classes || [];
        if (classes.indexOf('katex-mathml') >= 0) continue;
        var isDelimiter = classes.indexOf('delimsizing') >= 0;
        if (classes.indexOf('base') >= 0) parts += 1;
        classes.forEach(function (name) {
          var found = fontsOfClass[(isDelimiter ? 'delimsizing ' : '') + name] || fontsOfClass[name];
          (found || []).forEach(function (font) { fonts[font] = true; });
        });
        (node.children || []).forEach(function (child) { waiting.push(child); });
      }
      return {fonts: Object.keys(fonts).sort().join(' '), parts: parts};
    }
    """

  /// The fonts for each class, as in KaTeX's style sheet.
  ///
  /// Bold text can be italic too.
  static let fontsByClass: [String: [String]] = [
    "mathnormal": ["Math-Italic"], "mathit": ["Main-Italic"], "textit": ["Main-Italic"],
    "mathbf": ["Main-Bold"], "textbf": ["Main-Bold", "Main-BoldItalic"],
    "boldsymbol": ["Math-BoldItalic"], "amsrm": ["AMS-Regular"], "mathbb": ["AMS-Regular"],
    "textbb": ["AMS-Regular"], "mathcal": ["Caligraphic-Regular"],
    "mathfrak": ["Fraktur-Regular"], "textfrak": ["Fraktur-Regular"],
    "mathboldfrak": ["Fraktur-Bold"], "textboldfrak": ["Fraktur-Bold"],
    "mathtt": ["Typewriter-Regular"], "texttt": ["Typewriter-Regular"],
    "mathscr": ["Script-Regular"], "textscr": ["Script-Regular"],
    "mathsf": ["SansSerif-Regular"], "textsf": ["SansSerif-Regular"],
    "mathboldsf": ["SansSerif-Bold"], "textboldsf": ["SansSerif-Bold"],
    "mathitsf": ["SansSerif-Italic"], "textitsf": ["SansSerif-Italic"],
    "mathsfit": ["SansSerif-Italic"],
    "small-op": ["Size1-Regular"], "large-op": ["Size2-Regular"],
    "delim-size1": ["Size1-Regular"], "delim-size4": ["Size4-Regular"],
    "delimsizing size1": ["Size1-Regular"], "delimsizing size2": ["Size2-Regular"],
    "delimsizing size3": ["Size3-Regular"], "delimsizing size4": ["Size4-Regular"],
  ]

  /// Every font that a formula can use.
  static let allFonts = Set(["Main-Regular"] + fontsByClass.values.joined())

  /// Names and fonts contain only plain letters, so they need no escapes.
  private static func json(_ lists: [String: [String]]) -> String {
    let members = lists.sorted { $0.key < $1.key }.map { key, fonts in
      "\"\(key)\":[" + fonts.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    }
    return "{" + members.joined(separator: ",") + "}"
  }
}

/// A typeset formula.
struct TypesetFormula: Equatable, Sendable {
  /// The markup: HTML for display, and MathML for assistive technology.
  var html: String
  /// The fonts that it uses, such as `Math-Italic`, in order.
  var fonts: [String]
  /// The number of its parts.
  ///
  /// A line may break between two parts.
  var partCount: Int

  /// Whether no line may break in it.
  var isUnbreakable: Bool { partCount == 1 }

  /// Parses the result of `text`; nil for any other text.
  init?(_ text: String) {
    let lines = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count == 3, let count = Int(lines[1]) else { return nil }
    fonts = lines[0].split(separator: " ").map(String.init)
    partCount = count
    html = String(lines[2])
    guard fonts.allSatisfy(KaTeX.allFonts.contains) else { return nil }
  }

  /// The formula as stored in the cache.
  var text: String {
    [fonts.joined(separator: " "), "\(partCount)", html].joined(separator: "\n")
  }
}
