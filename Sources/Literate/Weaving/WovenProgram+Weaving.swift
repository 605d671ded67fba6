internal import Storage

extension WovenProgram {
  /// Weaves a chapter.
  ///
  /// - Parameters:
  ///   - chapter: A Swift chapter. Expressions in prose run at the prose's position, those in a
  ///     cell's options after the cell.
  ///   - skipped: The cells to leave out because they are known to end the program.
  public init(weaving chapter: Chapter, skipping skipped: Set<Int> = []) {
    var weaver = Weaver(chapter: chapter, skipped: skipped)
    weaver.weave()
    main = weaver.main
    firstLineShift = weaver.firstLineShift
    executed = weaver.executed
  }
}

private struct Weaver {
  let chapter: Chapter
  let skipped: Set<Int>
  let bytes: [UInt8]
  /// Whether some code uses its location (`#line`, `#column`), directly or as a default argument,
  /// which expands to the location of each call.
  let asksForLines: Bool
  let asksForFile: Bool
  var main = ""
  var firstLineShift = 0
  var executed = ""
  /// Whether the code that follows is already inside braces.
  ///
  /// The compiler's time grows with the square of the number of top-level items, so statements that
  /// declare nothing are gathered in blocks.
  var isInBlock = false
  var isInCatchingCell = false
  /// Whether the last added line was generated.
  var isOurs = false

  init(chapter: Chapter, skipped: Set<Int>) {
    self.chapter = chapter
    self.skipped = skipped
    bytes = Array(chapter.file.text.utf8)
    let statements = chapter.codeCells.filter(\.options.eval).flatMap(\.statements)
    let code = statements.map(\.executed) + chapter.interpolations.map(\.executed)
    asksForLines = code.contains {
      $0.containsBytes(of: "#line") || $0.containsBytes(of: "#column")
    }
    // For `#file`, `#filePath` and `#fileID`.
    asksForFile = code.contains { $0.containsBytes(of: "#file") }
  }

  mutating func weave() {
    if asksForFile { executed += "in \(chapter.file.path)\n" }
    for cell in chapter.cells {
      switch cell {
      case .prose(let prose): interpolate(prose)
      case .code(let cell):
        if cell.options.eval, !skipped.contains(cell.index) { run(cell) }
        for prose in [cell.options.caption, cell.options.alt] {
          if let prose { interpolate(prose) }
        }
      }
    }
    add("__lectern_finish()")
    endBlock()
  }

  private mutating func run(_ cell: CodeCell) {
    add("__lectern_open(\(cell.index))")
    executed += "cell \(cell.index)\(cell.options.error ? " may fail" : "")\n"
    if cell.options.width != nil || cell.options.height != nil {
      let (width, height) = (cell.options.width ?? 0, cell.options.height ?? 0)
      add("__lectern_size(\(width), \(height))")
      executed += "size \(width) \(height)\n"
    }
    if cell.options.error {
      // Imports and extensions cannot be inside braces.
      for statement in cell.statements where statement.isFileScoped {
        run(statement, showing: false)
      }
      endBlock()
      add("do {", inBlock: false)
      isInCatchingCell = true
    }
    for (position, statement) in cell.statements.enumerated()
    where !(cell.options.error && statement.isFileScoped) {
      let isLast = position == cell.statements.count - 1
      run(statement, showing: isLast && statement.isValue)
    }
    if cell.options.error {
      isInCatchingCell = false
      add("} catch { __lectern_caught(error) }", inBlock: false)
    }
    add("__lectern_close(\(cell.index))")
  }

  private mutating func run(_ statement: CodeCell.Statement, showing: Bool) {
    let code = String(decoding: bytes[statement.bytes], as: UTF8.self)
    let place = statement.location
    if statement.isExecuted { reach(statement.firstTry ?? place) }
    let indent = String(repeating: " ", count: place.column - 1)
    let opening = "__lectern_value("
    if statement.isBlockable { beginBlock() } else { endBlock() }
    switch (showing, place.line) {
    case (false, _):
      main += directive(line: place.line) + indent + code + "\n"
    case (true, 1):
      // There is no line above the first line for the call.
      firstLineShift = opening.utf8.count
      main += directive(line: 1) + indent + opening + code + "\n)\n"
    case (true, _):
      main += directive(line: place.line - 1) + opening + "\n" + indent + code + "\n)\n"
    }
    executed += showing ? "value " : ""
    executed += statement.executed + "\n"
    execute(at: place)
  }

  /// Only code that uses its location depends on it.
  private mutating func execute(at place: SourceLocation) {
    if asksForLines { executed += "at \(place.line):\(place.column)\n" }
  }

  private mutating func interpolate(_ prose: Prose) {
    for site in prose.markdown.unicodeScalars.compactMap(Interpolation.site) {
      let interpolation = chapter.interpolations[site]
      let place = interpolation.location
      reach(place)
      // The opening quotation mark takes the column before the backslash.
      let indent = String(repeating: " ", count: max(place.column - 2, 0))
      let call = "__lectern_interpolate(\(site),"
      let text = "\"\\(\(interpolation.arguments))\")\n"
      if place.line > 1 {
        main += directive(line: place.line - 1) + call + "\n" + indent + text
      } else {
        main += directive(line: place.line) + call + text
      }
      executed += "interpolate " + interpolation.executed + "\n"
      execute(at: place)
    }
  }

  private mutating func reach(_ place: SourceLocation) {
    add("__lectern_at(\(place.line), \(place.column))")
  }

  /// Adds a generated line.
  ///
  /// It has a file name of its own, so that compiler messages about it do not refer to the
  /// notebook.
  private mutating func add(_ line: String, inBlock: Bool = true) {
    if inBlock { beginBlock() }
    if !isOurs { main += "#sourceLocation(file: \"woven\", line: 1)\n" }
    isOurs = true
    main += line + "\n"
  }

  private mutating func beginBlock() {
    guard !isInBlock, !isInCatchingCell else { return }
    add("do {", inBlock: false)
    isInBlock = true
  }

  private mutating func endBlock() {
    guard isInBlock else { return }
    add("}", inBlock: false)
    isInBlock = false
  }

  private mutating func directive(line: Int) -> String {
    isOurs = false
    let file = chapter.file.path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "#sourceLocation(file: \"\(file)\", line: \(line))\n"
  }
}
