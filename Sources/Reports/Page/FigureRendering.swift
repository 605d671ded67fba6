import Literate

extension ChapterRenderer {
  /// Figures with a common caption.
  mutating func html(
    _ figures: [CellFigure], caption: [Inline], target: Target, column: CellOptions.Column,
    figureColumns: Int? = nil
  ) -> String {
    // Sequences of equal length share one set of controls.
    let counts = Set(figures.map(\.steps.count).filter { $0 > 1 })
    let sharedSteps = counts.count == 1 ? figures.first { $0.steps.count > 1 }?.stepFields : nil
    let anchor = id(of: target)
    var panels: [PanelFields] = []
    for figure in figures {
      let panelAnchor = figure.letter.isEmpty ? nil : anchor.map { id("\($0)-\(figure.letter)") }
      panels.append(
        PanelFields(
          svg: figure.text(of: "svg") ?? "", data: figure.text(of: "json"), alt: figure.alt,
          isLabeled: figure.name != nil, letter: figure.letter.nonEmpty,
          width: Int(figure.width.rounded()),
          ratio: "\(figure.width)/\(figure.height)", panelAnchor: panelAnchor,
          ownSteps: sharedSteps == nil ? figure.stepFields : nil,
          formats: figure.formats.map { format in
            let file = address(ofFile: "\(figure.name ?? "").\(format)")
            return FormatFields(address: "figures/\(file)", word: format.uppercased())
          }))
    }
    return templates.render(
      FigureView(
        panels: panels, column: column.rawValue,
        gridColumns: panels.count > 1 ? figureColumns : nil, anchor: anchor,
        name: name(of: .figure, target), caption: html(caption).nonEmpty,
        hasCaption: !caption.isEmpty || !target.number.isEmpty,
        isLabeled: figures.contains { $0.name != nil }, sharedSteps: sharedSteps))
  }
}

extension CellFigure {
  /// The text of one of the figure's files; nil if it has no file of that type.
  func text(of type: String) -> String? {
    files[type].map { String(decoding: $0, as: UTF8.self) }
  }

  /// The fields for the sequence controls; nil for a single figure.
  fileprivate var stepFields: StepsFields? {
    guard steps.count > 1 else { return nil }
    return StepsFields(steps: steps.map { StepFields(name: $0) }, lastStep: steps.count - 1)
  }
}
