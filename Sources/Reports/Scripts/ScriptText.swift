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
    return joined(withJoinedDeclarations(tokens))
  }

  /// Declarations in a row as one: `let a=1,b=2;`.
  private static func withJoinedDeclarations(_ tokens: [ScriptToken]) -> [ScriptToken] {
    var result: [ScriptToken] = []
    // Of each bracket that is open, and of the whole: whether a declaration stands there last.
    var isDeclaration = [false]
    for (index, token) in tokens.enumerated() {
      if token.is("let"), result.last?.is(";") == true, isDeclaration.last == true {
        result[result.count - 1].text = ","
        continue
      }
      result.append(token)
      let isText = token.kind == .text
      // A template's expression ends where its text goes on.
      if isText ? token.text.hasPrefix("}") : closings.contains(token.text) {
        isDeclaration.removeLast()
      }
      if isText ? token.text.hasSuffix("${") : brackets.contains(token.text) {
        isDeclaration.append(false)
      } else if token.is("let") {
        isDeclaration[isDeclaration.count - 1] = true
      } else if token.is(";") {
        let isFollowed = index + 1 < tokens.count && tokens[index + 1].is("let")
        if !isFollowed { isDeclaration[isDeclaration.count - 1] = false }
      } else if token.beginsLine, !continues(token), let before = tokens[..<index].last,
        !isOpen(before)
      {
        isDeclaration[isDeclaration.count - 1] = false
      }
    }
    return result
  }

  private static let brackets: Set = ["(", "[", "{"]
  private static let closings: Set = [")", "]", "}"]

  /// Whether no statement ends behind a token.
  private static func isOpen(_ token: ScriptToken) -> Bool {
    token.kind == .sign && openings.contains(token.text)
  }

  /// Whether no statement begins with a token.
  private static func continues(_ token: ScriptToken) -> Bool {
    token.kind == .sign && continuations.contains(token.text)
  }

  /// Tokens with a space where two words would become one, and a line end where a statement may end
  /// by it.
  private static func joined(_ tokens: [ScriptToken]) -> String {
    var result = ""
    for (index, token) in tokens.enumerated() {
      if index > 0 {
        let before = tokens[index - 1]
        if token.beginsLine {
          if !isOpen(before), !continues(token) { result += "\n" }
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
