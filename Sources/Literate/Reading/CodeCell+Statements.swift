internal import Storage
internal import SwiftSyntax

extension CodeCell {
  /// The top-level statements of a file.
  static func statements(
    of tree: SourceFileSyntax, in file: SourceFile, _ table: LineTable
  ) -> [Statement] {
    let mayThrow = file.text.containsBytes(of: "try")
    return tree.statements.map { item in
      let start = item.positionAfterSkippingLeadingTrivia.utf8Offset
      let (line, column) = table.position(at: start)
      var firstTry: SourceLocation?
      if mayThrow {
        let finder = ReachingTry(viewMode: .sourceAccurate)
        finder.walk(item)
        firstTry = finder.position.map {
          let (line, column) = table.position(at: $0.utf8Offset)
          return file.location(line: line, column: column)
        }
      }
      let defines = item.definedVariables
      let bodies = item.namedBodies.mapValues { names(readIn: $0, at: 0, of: file.path, table) }
      // A closure that is assigned to a name runs only when it is called.
      let runs = item.isExecuted && (bodies.isEmpty || defines.count > 1)
      return Statement(
        bytes: start..<item.endPositionBeforeTrailingTrivia.utf8Offset,
        location: file.location(line: line, column: column), firstTry: firstTry,
        isValue: item.isValue, isExecuted: item.isExecuted,
        isBlockable: item.isBlockable, isFileScoped: item.isFileScoped,
        executed: SwiftListing.executedTokens(of: item), defines: defines,
        reads: runs ? names(readIn: item, at: 0, of: file.path, table) : [], bodies: bodies)
    }
  }
}

extension CodeBlockItemSyntax {
  fileprivate var isExecuted: Bool {
    guard case .decl(let declaration) = item else { return true }
    return declaration.is(VariableDeclSyntax.self)
  }

  fileprivate var isBlockable: Bool {
    if case .stmt(let statement) = item {
      return !statement.is(GuardStmtSyntax.self) && !statement.is(DeferStmtSyntax.self)
    }
    if case .expr = item { return true }
    return false
  }

  fileprivate var isFileScoped: Bool {
    guard case .decl(let declaration) = item else { return false }
    return switch declaration.kind {
    case .importDecl, .extensionDecl, .protocolDecl, .operatorDecl, .precedenceGroupDecl,
      .structDecl, .enumDecl, .classDecl, .actorDecl, .typeAliasDecl:
      true
    default: false
    }
  }

  /// Whether the item is an expression whose value is worth showing: not an assignment, and not an
  /// `if` or `switch` used as a statement.
  fileprivate var isValue: Bool {
    guard case .expr(let expression) = item else { return false }
    if expression.is(IfExprSyntax.self) || expression.is(SwitchExprSyntax.self) { return false }
    var inner = expression
    while true {
      if let tried = inner.as(TryExprSyntax.self) {
        inner = tried.expression
      } else if let awaited = inner.as(AwaitExprSyntax.self) {
        inner = awaited.expression
      } else {
        break
      }
    }
    if inner.is(IfExprSyntax.self) || inner.is(SwitchExprSyntax.self) { return false }
    let elements = inner.as(SequenceExprSyntax.self)?.elements
    return elements?.contains { $0.is(AssignmentExprSyntax.self) } != true
  }
}

/// Finds the first `try` whose error would reach the top level: not `try?`, and not inside a
/// closure, a nested declaration or the body of a `do` that catches.
private final class ReachingTry: SyntaxVisitor {
  var position: AbsolutePosition?

  override func visit(_ node: TryExprSyntax) -> SyntaxVisitorContinueKind {
    if node.questionOrExclamationMark == nil, position == nil {
      position = node.positionAfterSkippingLeadingTrivia
    }
    return .visitChildren
  }

  override func visit(_ node: DoStmtSyntax) -> SyntaxVisitorContinueKind {
    node.catchClauses.isEmpty ? .visitChildren : .skipChildren
  }

  override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}
