/// Short names for those that a script declares itself.
///
/// A name is replaced everywhere or nowhere, and no two become one, so every scope stays as it is. It
/// is replaced only if no occurrence of it could be that of a property: behind a dot, or as a key. A
/// name that a browser knows as well stays too, for somewhere it could be the browser's.
struct ScriptNames {
  private var short: [String: String] = [:]

  /// The name that stands for another one.
  subscript(name: String) -> String { short[name] ?? name }

  init(of tokens: [ScriptToken]) {
    var declared = Self.declaredNames(in: tokens)
    declared.subtract(Self.propertyNames(in: tokens))
    declared.subtract(Self.browserNames)
    var counts: [String: Int] = [:]
    for token in tokens where token.kind == .word { counts[token.text, default: 0] += 1 }
    let taken = Set(counts.keys).union(Self.keywords)
    var candidates = Self.shortNames.lazy.filter { !taken.contains($0) }.makeIterator()
    // The most frequent name becomes the shortest; of equally frequent ones the first in the alphabet.
    let ordered = declared.filter { $0.utf8.count > 1 }
      .sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
    for name in ordered {
      guard let candidate = candidates.next() else { break }
      if candidate.utf8.count < name.utf8.count { short[name] = candidate }
    }
  }

  /// The names behind `const` and `let`, and those of arrow functions' parameters.
  private static func declaredNames(in tokens: [ScriptToken]) -> Set<String> {
    var names: Set<String> = []
    for (index, token) in tokens.enumerated() {
      if token.is("const") || token.is("let") {
        names.formUnion(patternNames(in: tokens, from: index + 1))
      } else if token.is("=>"), index > 0 {
        if tokens[index - 1].kind == .word {
          names.insert(tokens[index - 1].text)
        } else if let start = opening(of: index - 1, in: tokens) {
          names.formUnion(patternNames(in: tokens, from: start + 1))
        }
      }
    }
    return names
  }

  /// The names of a list of patterns such as `a, { b, c: d } = e, [f]`, up to where it ends.
  private static func patternNames(in tokens: [ScriptToken], from start: Int) -> Set<String> {
    var names: Set<String> = []
    var depth = 0
    // How deep the value lies that is being passed over.
    var valueDepth: Int?
    for index in start..<tokens.count {
      let token = tokens[index]
      if ["(", "[", "{"].contains(where: token.is) {
        depth += 1
      } else if [")", "]", "}"].contains(where: token.is) {
        depth -= 1
        if depth < 0 { break }
        if let value = valueDepth, depth < value { valueDepth = nil }
      } else if token.is(";") || token.is("of") || token.is("in"), depth == 0 {
        break
      } else if token.is(",") {
        if valueDepth == depth { valueDepth = nil }
      } else if token.is("=") {
        valueDepth = valueDepth ?? depth
      } else if token.kind == .word, valueDepth == nil {
        names.insert(token.text)
      }
    }
    return names
  }

  /// Where the parenthesis was opened that a token closes.
  private static func opening(of end: Int, in tokens: [ScriptToken]) -> Int? {
    guard tokens[end].is(")") else { return nil }
    var depth = 0
    for index in stride(from: end, through: 0, by: -1) {
      if tokens[index].is(")") { depth += 1 }
      if tokens[index].is("(") { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  /// The names that stand behind a dot or where an object's key can.
  private static func propertyNames(in tokens: [ScriptToken]) -> Set<String> {
    var names: Set<String> = []
    // The brackets that are open; true for the braces of an object or of a pattern.
    var objects: [Bool] = []
    for (index, token) in tokens.enumerated() {
      let before = index > 0 ? tokens[index - 1] : nil
      switch token.kind {
      case .sign:
        if ["(", "["].contains(token.text) { objects.append(false) }
        if token.text == "{" { objects.append(before.map(beginsObject) ?? false) }
        if [")", "]", "}"].contains(token.text) { _ = objects.popLast() }
      case .text:
        if token.text.hasPrefix("}") { _ = objects.popLast() }
        if token.text.hasSuffix("${") { objects.append(false) }
      case .word:
        guard let before else { continue }
        let isKey = objects.last == true && (before.is("{") || before.is(","))
        if before.is(".") || before.is("?.") || isKey { names.insert(token.text) }
      }
    }
    return names
  }

  /// Whether a brace behind this token is an object's or a pattern's, not a block's.
  private static func beginsObject(_ before: ScriptToken) -> Bool {
    switch before.kind {
    case .text: before.text.hasSuffix("${")
    case .word: ["const", "let", "return", "of", "in"].contains(before.text)
    case .sign: ![")", "=>", ";", "{", "}"].contains(before.text)
    }
  }

  private static let shortNames: [String] = {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)
    return letters + letters.flatMap { first in letters.map { first + $0 } }
  }()

  private static let keywords: Set = ["as", "do", "if", "in", "is", "of"]

  /// Names of the browser's window that a script might also declare.
  private static let browserNames: Set = [
    "close", "closed", "external", "find", "focus", "blur", "frames", "history", "length",
    "location", "menubar", "name", "navigator", "open", "opener", "origin", "parent", "print",
    "screen", "scroll", "self", "status", "stop", "toolbar", "top", "window", "document",
  ]
}
