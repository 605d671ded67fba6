/// KaTeX, run at build time, so that a page needs neither script nor network for its formulas.
struct KaTeX {
  /// TeX that KaTeX does not accept.
  struct Rejection: Error, Equatable {
    /// What it says, without the place and the excerpt.
    var message: String
    /// The offset of what it stumbled over, in units of UTF-16.
    var offset: Int
  }

  /// How formulas are set; a part of the key under which they are remembered.
  static let options = "htmlAndMathml,strict:ignore,trust:false"

  private let engine: JavaScript

  /// Loads KaTeX.
  ///
  /// - Parameter program: The text of `katex.js`.
  /// - Throws: `JavaScript.Failure` where it is something else.
  init(program: [UInt8]) throws {
    guard let engine = JavaScript() else { throw JavaScript.Failure(message: "no memory") }
    try engine.run(Array(Self.missing.utf8))
    try engine.run(program)
    try engine.run(Array(Self.entry.utf8))
    self.engine = engine
  }

  /// Typesets a formula.
  ///
  /// - Returns: HTML for the eye and MathML for everyone else.
  /// - Throws: `Rejection` where the TeX is wrong.
  func typeset(_ formula: Formula.Key) throws -> String {
    let answer = try engine.call("typeset", formula.tex, formula.isDisplay ? "display" : "inline")
    let parts = answer.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    if parts.count == 3, parts[0] == "wrong" {
      throw Rejection(
        message: bareMessage(parts[2]), offset: Int(parts[1]) ?? formula.tex.utf16.count)
    }
    return String(answer.dropFirst(6))
  }

  /// What KaTeX takes for granted and Duktape's ECMAScript 5 does not have: matrices need it.
  private static let missing = """
    if (!Array.prototype.fill) Object.defineProperty(Array.prototype, 'fill', {
      value: function (item) {
        for (var index = 0; index < this.length; index += 1) this[index] = item;
        return this;
      }
    });
    """

  /// The function that is called for each formula.
  private static let entry = """
    function typeset(tex, mode) {
      try {
        return 'right\\n' + katex.renderToString(tex, {
          displayMode: mode === 'display', output: 'htmlAndMathml', throwOnError: true,
          strict: 'ignore', trust: false
        });
      } catch (error) {
        var position = error.position === undefined ? '' : error.position;
        return 'wrong\\n' + position + '\\n' + error.message;
      }
    }
    """

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
