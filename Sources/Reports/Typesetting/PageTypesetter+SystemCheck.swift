import Literate

extension PageTypesetter {
  /// Sets one formula and colors one line of code, to find out whether this machine has what that needs.
  ///
  /// - Throws: What is missing or cannot be used: `MissingSystemFile`, `FileFailure`,
  ///   ``UnusableScript``.
  public static func checkSystem() throws {
    let formula = TeXFormula(tex: "x", isDisplay: false, anchors: [])
    let code = CodeBlock(
      language: "python", text: "x = 1", location: SourceLocation(file: "", line: 1, column: 1))
    _ = try PageTypesetter(cache: nil).typeset([formula], [code])
  }
}
