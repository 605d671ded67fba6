internal import SwiftSyntax

/// Reports reads of a top-level variable above its definition.
///
/// Swift allows this in a script; the variable is then zero, or reading it traps. On a page, it
/// would be a wrong number that nobody notices.
func usesBeforeDefinition(in cells: [Cell], _ interpolations: [Interpolation]) -> [Diagnostic] {
  var later: [String: Int] = [:]
  for case .code(let cell) in cells where cell.options.eval {
    for name in cell.statements.flatMap(\.defines) { later[name, default: 0] += 1 }
  }
  guard !later.isEmpty else { return [] }
  var defined: Set<String> = []
  var found: [Diagnostic] = []
  var bodies: [String: [Located<String>]] = [:]
  for case .code(let cell) in cells where cell.options.eval {
    for statement in cell.statements { bodies.merge(statement.bodies) { first, _ in first } }
  }
  func isMissing(_ name: String) -> Bool { later[name] != nil && !defined.contains(name) }
  /// The first name without a value that a function reads, directly or through other functions.
  func missing(in function: String, _ seen: inout Set<String>) -> Located<String>? {
    guard seen.insert(function).inserted else { return nil }
    for read in bodies[function] ?? [] {
      if isMissing(read.value) { return read }
      if let found = missing(in: read.value, &seen) { return found }
    }
    return nil
  }
  func check(_ reads: [Located<String>]) {
    for read in reads {
      var seen: Set<String> = []
      if isMissing(read.value) {
        found.append(Diagnostic(.usedBeforeDefinition(name: read.value), at: read.location))
      } else if let name = missing(in: read.value, &seen) {
        found.append(
          Diagnostic(
            .usedBeforeDefinition(name: name.value), at: read.location, related: [name.location]))
      }
    }
  }
  func check(_ prose: Prose?) {
    for site in (prose?.markdown.unicodeScalars).map({ $0.compactMap(Interpolation.site) }) ?? [] {
      check(interpolations[site].reads)
    }
  }
  for cell in cells {
    switch cell {
    case .prose(let prose): check(prose)
    case .code(let cell):
      if cell.options.eval {
        for statement in cell.statements {
          check(statement.reads)
          defined.formUnion(statement.defines)
        }
      }
      check(cell.options.caption)
      check(cell.options.alt)
    }
  }
  return found
}

extension CodeBlockItemSyntax {
  /// The variables that a top-level item defines.
  var definedVariables: [String] {
    guard case .decl(let declaration) = item, let variable = declaration.as(VariableDeclSyntax.self)
    else { return [] }
    let isComputed = variable.bindings.contains { $0.accessorBlock != nil && $0.initializer == nil }
    guard !isComputed else { return [] }
    let names = BoundNames(viewMode: .sourceAccurate)
    for binding in variable.bindings { names.walk(binding.pattern) }
    return names.names.sorted()
  }
}

extension CodeBlockItemSyntax {
  /// The functions that a top-level item declares and the closures that it names, by name.
  var namedBodies: [String: Syntax] {
    guard case .decl(let declaration) = item else { return [:] }
    if let function = declaration.as(FunctionDeclSyntax.self) {
      return [function.name.text: Syntax(function)]
    }
    var bodies: [String: Syntax] = [:]
    for binding in declaration.as(VariableDeclSyntax.self)?.bindings ?? [] {
      guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.text else {
        continue
      }
      if let closure = binding.initializer?.value.as(ClosureExprSyntax.self) {
        bodies[name] = Syntax(closure)
      } else if let accessors = binding.accessorBlock, binding.initializer == nil {
        bodies[name] = Syntax(accessors)
      }
    }
    return bodies
  }
}

/// The names that some code reads when it runs, except those that it binds.
///
/// - Parameter shift: The number of bytes by which the code is to the right of its own columns.
func names(
  readIn code: some SyntaxProtocol, at shift: Int, of file: String, _ table: LineTable
) -> [Located<String>] {
  let bound = BoundNames(viewMode: .sourceAccurate)
  bound.walk(code)
  let read = ReadNames(viewMode: .sourceAccurate)
  read.walk(code)
  return read.names.filter { !bound.names.contains($0.name) }.map { name, position in
    let (line, column) = table.position(at: position.utf8Offset)
    return Located(name, at: SourceLocation(file: file, line: line, column: column + shift))
  }
}

/// Collects every name that some code binds: in patterns, parameters and declarations.
private final class BoundNames: SyntaxVisitor {
  var names: Set<String> = []

  override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
    names.insert(node.identifier.text)
    return .visitChildren
  }
  override func visit(_ node: ClosureShorthandParameterSyntax) -> SyntaxVisitorContinueKind {
    names.insert(node.name.text)
    return .visitChildren
  }
  override func visit(_ node: ClosureParameterSyntax) -> SyntaxVisitorContinueKind {
    names.insert((node.secondName ?? node.firstName).text)
    return .visitChildren
  }
  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
    names.insert(node.name.text)
    return .visitChildren
  }
  override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
    names.insert((node.secondName ?? node.firstName).text)
    return .visitChildren
  }
  override func visit(_ node: EnumCaseElementSyntax) -> SyntaxVisitorContinueKind {
    names.insert(node.name.text)
    return .visitChildren
  }
  override func visit(_ node: ClosureCaptureSyntax) -> SyntaxVisitorContinueKind {
    // `[k]` reads a variable of that name; `[k = …]` declares one.
    if node.initializer != nil { names.insert(node.name.text) }
    return .visitChildren
  }
  override func visit(_ node: CatchClauseSyntax) -> SyntaxVisitorContinueKind {
    names.insert("error")
    return .visitChildren
  }
  override func visit(_ node: AccessorDeclSyntax) -> SyntaxVisitorContinueKind {
    switch node.accessorSpecifier.tokenKind {
    case .keyword(.set), .keyword(.willSet): names.insert(node.parameters?.name.text ?? "newValue")
    case .keyword(.didSet): names.insert(node.parameters?.name.text ?? "oldValue")
    default: break
    }
    return .visitChildren
  }
}

/// Collects the names that some code refers to, without duplicates and without members.
private final class ReadNames: SyntaxVisitor {
  var names: [(name: String, position: AbsolutePosition)] = []

  override func visit(_ node: PatternBindingSyntax) -> SyntaxVisitorContinueKind {
    // `willSet` and `didSet` run on assignment, not when the variable is initialized.
    if let initializer = node.initializer, node.accessorBlock != nil {
      walk(initializer)
      return .skipChildren
    }
    return .visitChildren
  }
  override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
    let isMember =
      node.parent?.as(MemberAccessExprSyntax.self)?.declName.id == node.id
      || node.parent?.is(KeyPathPropertyComponentSyntax.self) == true
    let name = node.baseName.text
    if !isMember, !names.contains(where: { $0.name == name }) {
      names.append((name, node.positionAfterSkippingLeadingTrivia))
    }
    return .visitChildren
  }
}
