/// A script as short as it can be while it still does the same.
enum ScriptText {
  /// The script without comments and needless space, its own names shortened.
  static func compact(_ text: String) -> String {
    var tokens = ScriptReader.tokens(of: text)
    let names = ScriptNames(of: tokens)
    for index in tokens.indices where tokens[index].kind == .word {
      // What is constant is assigned once either way.
      tokens[index].text = tokens[index].is("const") ? "let" : names[tokens[index].text]
    }
    return joined(tokens)
  }

  /// Tokens with a space where two words would become one, and a line end where a statement may end
  /// by it.
  private static func joined(_ tokens: [ScriptToken]) -> String {
    var result = ""
    for (index, token) in tokens.enumerated() {
      if index > 0 {
        let before = tokens[index - 1]
        if token.beginsLine {
          let isOpen = before.kind == .sign && openings.contains(before.text)
          let isContinued = token.kind == .sign && continuations.contains(token.text)
          if !isOpen, !isContinued { result += "\n" }
        }
        let meets =
          before.kind == .word && token.kind == .word
          || before.kind == .sign && token.kind == .sign && before.text.last == token.text.first
            && ["+", "-"].contains(token.text.prefix(1))
        if meets, result.last != "\n" { result += " " }
      }
      result += token.text
    }
    return result
  }

  /// Behind these no statement ends.
  private static let openings: Set = [
    "{", "(", "[", ",", ";", ":", "?", "=", "&", "|", "!", "<", ">", "*", "%", "^", "+", "-", "=>",
    "...", ".", "?.",
  ]
  /// Before these none begins.
  private static let continuations: Set = [
    "}", ")", "]", ".", "?.", ",", ";", ":", "?", "=", "&", "|", "=>",
  ]
}
