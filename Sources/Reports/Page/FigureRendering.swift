import Literate

extension ChapterRenderer {
  /// Figures that stand together under one caption.
  mutating func html(
    _ figures: [CellFigure], caption: [Inline], target: Target, column: CellOptions.Column,
    figureColumns: Int? = nil
  ) -> String {
    // Sequences as long as each other are stepped through together.
    let counts = Set(figures.map(\.steps.count).filter { $0 > 1 })
    let sharedSteps = counts.count == 1 ? figures.first { $0.steps.count > 1 }?.player : nil
    let panels = figures.map { figure in
      View([
        "svg": resources.sharedPicture(of: figure), "alt": figure.alt, "name": figure.name,
        "letter": figure.letter.isEmpty ? nil : figure.letter, "width": Int(figure.width.rounded()),
        "ratio": "\(figure.width)/\(figure.height)",
        "panelAnchor": figure.letter.isEmpty || target.anchor.isEmpty
          ? nil : "\(target.anchor)-\(figure.letter)",
        "ownSteps": sharedSteps == nil ? figure.player : nil,
        "formats": figure.formats.map {
          View(["extension": $0, "word": $0.uppercased()])
        },
      ])
    }
    return templates.render(
      .figure,
      View([
        "panels": panels, "hasPanels": panels.count > 1, "column": column.rawValue,
        "gridColumns": panels.count > 1 ? figureColumns : nil,
        "anchor": target.anchor.isEmpty ? nil : target.anchor,
        "number": target.number.isEmpty ? nil : target.number,
        "caption": caption.isEmpty ? nil : html(caption),
        "hasCaption": !caption.isEmpty || !target.number.isEmpty,
        "isLabeled": figures.contains { $0.name != nil }, "sharedSteps": sharedSteps,
      ]))
  }
}

extension CellFigure {
  /// What the bar needs that steps through the figure; nil for a single one.
  fileprivate var player: View? {
    guard steps.count > 1 else { return nil }
    return View([
      "steps": steps.map { View(["name": $0]) }, "lastStep": steps.count - 1,
    ])
  }
}
