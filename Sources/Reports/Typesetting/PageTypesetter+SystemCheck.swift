import Literate

extension PageTypesetter {
  /// Typesets a formula and colors a line of code to check what is installed on this machine.
  ///
  /// - Throws: `MissingSystemFile`, `FileFailure` or ``UnusableScript`` if something is missing or
  ///   cannot be used.
  public static func checkSystem() throws {
    let formula = TeXFormula(tex: "x", isDisplay: false, anchors: [])
    let code = CodeBlock(
      language: "python", text: "x = 1", location: SourceLocation(file: "", line: 1, column: 1))
    _ = try PageTypesetter(cache: nil).typeset([formula], [code])
  }
}
