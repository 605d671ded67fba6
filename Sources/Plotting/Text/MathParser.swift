/// Parses the TeX math of a label.
struct MathParser {
  private enum Token: Equatable {
    case command(String)
    case character(Character)
  }

  private let label: String
  private var tokens: [Token]
  private var position = 0
  /// The face selected by `\mathbf` and similar commands; nil outside them.
  private var alphabet: FontFace?

  /// - Throws: ``LabelError`` that names the invalid command or brace.
  static func parse(_ source: String, in label: String) throws(LabelError) -> MathNode {
    var parser = MathParser(label: label, tokens: tokenize(source))
    let node = try parser.row(until: [])
    if let token = parser.peek { throw parser.failure(.unbalanced(text(of: token))) }
    return node
  }

  private init(label: String, tokens: [Token]) {
    self.label = label
    self.tokens = tokens
  }

  private static func tokenize(_ source: String) -> [Token] {
    var tokens: [Token] = []
    let characters = Array(source)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      index += 1
      guard character == "\\" else {
        // TeX ignores spaces in math; they are tokens because `\text` keeps them.
        tokens.append(.character(character))
        continue
      }
      var name = ""
      while index < characters.count, characters[index].isASCII, characters[index].isLetter {
        name.append(characters[index])
        index += 1
      }
      if name.isEmpty, index < characters.count {
        name.append(characters[index])
        index += 1
      } else {
        while index < characters.count, characters[index] == " " { index += 1 }
      }
      tokens.append(.command(name))
    }
    return tokens
  }
}

extension MathParser {
  private var peek: Token? { position < tokens.count ? tokens[position] : nil }

  private func failure(_ problem: LabelError.Problem) -> LabelError {
    LabelError(label: label, problem: problem)
  }

  private static func text(of token: Token) -> String {
    switch token {
    case .command(let name): "\\" + name
    case .character(let character): String(character)
    }
  }

  /// Parses nodes up to one of the given tokens, which is not consumed, or to the end.
  private mutating func row(until terminators: [Token]) throws(LabelError) -> MathNode {
    var nodes: [MathNode] = []
    while let token = peek, !terminators.contains(token) {
      if token == .character("}") { break }
      if token == .character(" ") {
        position += 1
        continue
      }
      if token == .command("right") { break }
      let base: MathNode =
        token == .character("_") || token == .character("^") ? .row([]) : try atom()
      nodes.append(try scripts(on: base))
    }
    return nodes.count == 1 ? nodes[0] : .row(nodes)
  }

  private mutating func scripts(on base: MathNode) throws(LabelError) -> MathNode {
    var base = base
    var (below, above): (MathNode?, MathNode?)
    while let token = peek {
      switch token {
      case .character("_"):
        position += 1
        if below != nil { throw failure(.doubleScript("_")) }
        below = try argument(of: "_")
      case .character("^"):
        position += 1
        if above != nil { throw failure(.doubleScript("^")) }
        above = try argument(of: "^")
      case .character("'"):
        position += 1
        let prime = MathNode.symbol("′", .mathRegular, .ordinary)
        above = above.map { .row([$0, prime]) } ?? prime
      case .command("limits"), .command("nolimits"):
        position += 1
        base = withLimits(base, token == .command("limits"))
      case .character(" "):
        position += 1
      default:
        return below == nil && above == nil ? base : .scripts(base, below: below, above: above)
      }
    }
    return below == nil && above == nil ? base : .scripts(base, below: below, above: above)
  }

  private func withLimits(_ base: MathNode, _ limits: Bool) -> MathNode {
    switch base {
    case .largeOperator(let scalar, _): .largeOperator(scalar, limits: limits)
    case .functionName(let name, _): .functionName(name, limits: limits)
    default: base
    }
  }

  /// Parses a brace group or a single atom.
  private mutating func argument(of command: String) throws(LabelError) -> MathNode {
    while peek == .character(" ") { position += 1 }
    guard let token = peek, token != .character("}") else {
      throw failure(.missingArgument(of: command))
    }
    return try atom()
  }

  private mutating func group() throws(LabelError) -> MathNode {
    let node = try row(until: [.character("}")])
    guard peek == .character("}") else { throw failure(.unbalanced("{")) }
    position += 1
    return node
  }

  private mutating func atom() throws(LabelError) -> MathNode {
    guard let token = peek else { throw failure(.missingArgument(of: "the formula")) }
    position += 1
    switch token {
    case .character("{"): return try group()
    case .character("~"): return .space(0.25)
    case .character(let character): return symbol(character)
    case .command(let name): return try command(name)
    }
  }

  private func symbol(_ character: Character) -> MathNode {
    let scalar = character.unicodeScalars.first ?? " "
    switch character {
    case "-": return .symbol("−", .mathRegular, .binary)
    case "*": return .symbol("∗", .mathRegular, .binary)
    case "+", "±", "×", "⋅": return .symbol(scalar, .mathRegular, .binary)
    case "=", "<", ">", ":", "≤", "≥", "≈", "∈", "→", "∝", "≠":
      return .symbol(scalar, .mathRegular, .relation)
    case "(", "[": return .symbol(scalar, .mathRegular, .opening)
    case ")", "]", "!": return .symbol(scalar, .mathRegular, .closing)
    case ",", ";": return .symbol(scalar, .mathRegular, .punctuation)
    case "|": return .symbol("∣", .mathRegular, .ordinary)
    default: break
    }
    if character.isNumber { return .symbol(scalar, numeralFace, .ordinary) }
    if character.isLetter {
      let isUpperGreek = ("Α"..."Ω").contains(scalar)
      return .symbol(scalar, alphabet ?? (isUpperGreek ? .mathRegular : .mathItalic), .ordinary)
    }
    return .symbol(scalar, .mathRegular, .ordinary)
  }

  private var numeralFace: FontFace {
    switch alphabet {
    case .mathBold, .mathBoldItalic: .mathBold
    case .mathSansSerif, .mathTypewriter: alphabet ?? .mathRegular
    default: .mathRegular
    }
  }

  private mutating func command(_ name: String) throws(LabelError) -> MathNode {
    if case .symbol(let scalar, let face, let atomClass)? = mathSymbols[name] {
      let isBold = alphabet == .mathBoldItalic || alphabet == .mathBold
      switch face {
      case .mathItalic where isBold: return .symbol(scalar, .mathBoldItalic, atomClass)
      case .mathRegular where isBold && atomClass == .ordinary && ("Α"..."Ω").contains(scalar):
        return .symbol(scalar, .mathBold, atomClass)
      default: return .symbol(scalar, face, atomClass)
      }
    }
    if let scalar = largeOperators[name] { return .largeOperator(scalar, limits: false) }
    if functionNames.contains(name) { return .functionName(name, limits: false) }
    if let accent = mathAccents[name] { return .accent(accent, try argument(of: "\\" + name)) }
    if let space = mathSpaces[name] { return .space(space) }
    if let face = mathAlphabets[name] {
      let outer = alphabet
      alphabet = face
      let node = try argument(of: "\\" + name)
      alphabet = outer
      return node
    }
    switch name {
    case "frac", "dfrac", "tfrac":
      return .fraction(try argument(of: "\\" + name), try argument(of: "\\" + name))
    case "sqrt": return try root()
    case "text", "textrm", "mbox": return .text(try verbatim(of: "\\" + name))
    case "operatorname": return .functionName(try verbatim(of: "\\" + name), limits: false)
    case "argmax", "argmin":
      return .functionName("arg " + name.dropFirst(3), limits: false)
    case "left": return try delimited()
    case "limits", "nolimits", "displaystyle", "textstyle": return .row([])
    default: throw failure(.unknownCommand("\\" + name))
    }
  }

  private mutating func root() throws(LabelError) -> MathNode {
    var degree: MathNode?
    if peek == .character("[") {
      position += 1
      degree = try row(until: [.character("]")])
      guard peek == .character("]") else { throw failure(.unbalanced("[")) }
      position += 1
    }
    return .root(try argument(of: "\\sqrt"), degree: degree)
  }

  /// The characters of a brace group, including spaces.
  private mutating func verbatim(of command: String) throws(LabelError) -> String {
    while peek == .character(" ") { position += 1 }
    guard peek == .character("{") else { throw failure(.missingArgument(of: command)) }
    position += 1
    var text = ""
    var depth = 1
    while let token = peek {
      position += 1
      switch token {
      case .character("{"): depth += 1
      case .character("}"):
        depth -= 1
        if depth == 0 { return text }
      case .character("~"): text.append(" ")
      case .character(let character): text.append(character)
      case .command(let name):
        guard ["_", "&", "%", "$", "#", "{", "}", " "].contains(name) else {
          throw failure(.unknownCommand("\\" + name))
        }
        text += name
      }
    }
    throw failure(.unbalanced("{"))
  }

  private mutating func delimited() throws(LabelError) -> MathNode {
    let open = try delimiter(of: "\\left")
    let body = try row(until: [])
    guard peek == .command("right") else { throw failure(.unbalanced("\\left")) }
    position += 1
    return .delimited(open, body, try delimiter(of: "\\right"))
  }

  private mutating func delimiter(of command: String) throws(LabelError) -> Unicode.Scalar? {
    while peek == .character(" ") { position += 1 }
    guard let token = peek else { throw failure(.missingArgument(of: command)) }
    position += 1
    switch token {
    case .character("."): return nil
    case .character("|"): return "∣"
    case .character(let character) where "()[]".contains(character):
      return character.unicodeScalars.first
    case .command(let name):
      if case .symbol(let scalar, _, _)? = mathSymbols[name] { return scalar }
      throw failure(.unknownCommand("\\" + name))
    default: throw failure(.missingArgument(of: command))
    }
  }
}
