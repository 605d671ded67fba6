/// A Mustache template: text with holes, sections and partials.
///
/// Of the specification (mustache.github.io/mustache.5.html) it has variables `{{a}}`, `{{{a}}}` and
/// `{{&a}}`, sections `{{#a}}` and `{{^a}}`, partials `{{> a}}`, comments `{{! a}}`, and lines that hold
/// nothing but such a tag and leave no line behind. Partials are not indented, because a listing must
/// not be. It replaces a package that took a third of the time of a page: values have types here, so
/// none is searched by reflection.
struct Template: Sendable {
  /// A piece of a template.
  indirect enum Node: Sendable {
    case text(String)
    case variable(String, isEscaped: Bool)
    case section(String, [Node])
    case inverted(String, [Node])
    case partial(String, line: Int)
  }

  /// What is wrong with a template, and where.
  struct Malformed: Error, Equatable {
    var reason: String
    var line: Int
    var column: Int
  }

  var nodes: [Node]

  /// Parses a template.
  init(_ text: String) throws(Malformed) {
    var parser = TemplateParser(Array(text.utf8))
    nodes = try parser.parse(until: nil)
  }

  /// The partials that it names, with their lines.
  var partials: [(name: String, line: Int)] { Self.partials(of: nodes) }

  private static func partials(of nodes: [Node]) -> [(name: String, line: Int)] {
    nodes.flatMap { node -> [(name: String, line: Int)] in
      switch node {
      case .partial(let name, let line): [(name, line)]
      case .section(_, let nodes), .inverted(_, let nodes): partials(of: nodes)
      case .text, .variable: []
      }
    }
  }
}

/// What a template is filled with: text, switches, and views within the view, by name.
struct View: Sendable {
  /// What a name stands for.
  enum Value: Sendable {
    case text(String)
    case flag(Bool)
    case list([View])
  }

  private var values: [String: Value] = [:]

  /// Creates a view of strings, integers, flags, views and lists of views; what is nil is not there.
  init(_ values: KeyValuePairs<String, Any?> = [:]) {
    for (name, value) in values { self[name] = value }
  }

  /// Sets what a name stands for.
  subscript(name: String) -> Any? {
    get { nil }
    set {
      switch newValue {
      case let text as String: values[name] = .text(text)
      case let number as Int: values[name] = .text("\(number)")
      case let flag as Bool: values[name] = .flag(flag)
      case let list as [View]: values[name] = .list(list)
      case let view as View: values[name] = .list([view])
      default: values[name] = nil
      }
    }
  }

  /// What a name stands for.
  func value(of name: String) -> Value? { values[name] }
}

extension [Template.Node] {
  /// Appends the nodes, filled.
  ///
  /// - Parameters:
  ///   - stack: The views in which a name is looked up, the last first.
  ///   - templates: What partials are taken from.
  ///   - result: Where the text goes.
  func render(_ stack: inout [View], _ templates: [String: Template], into result: inout String) {
    for node in self {
      switch node {
      case .text(let text): result += text
      case .variable(let name, let isEscaped):
        if case .text(let text) = stack.value(of: name) {
          result += isEscaped ? escaped(text) : text
        }
      case .section(let name, let nodes):
        switch stack.value(of: name) {
        case .text, .flag(true): nodes.render(&stack, templates, into: &result)
        case .list(let views):
          for view in views {
            stack.append(view)
            nodes.render(&stack, templates, into: &result)
            stack.removeLast()
          }
        case .flag(false), nil: break
        }
      case .inverted(let name, let nodes):
        switch stack.value(of: name) {
        case .text, .flag(true): break
        case .list(let views) where !views.isEmpty: break
        case .list, .flag(false), nil: nodes.render(&stack, templates, into: &result)
        }
      case .partial(let name, _):
        templates[name]?.nodes.render(&stack, templates, into: &result)
      }
    }
  }
}

extension [View] {
  /// What a name stands for in the innermost view that has it.
  fileprivate func value(of name: String) -> View.Value? {
    for view in reversed() {
      if let value = view.value(of: name) { return value }
    }
    return nil
  }
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
