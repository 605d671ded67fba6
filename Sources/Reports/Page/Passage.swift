/// The text under one heading of a report.
struct Passage: Equatable {
  var anchor: String
  var title: String
  var text = ""
}

extension Document {
  /// The text of each chapter and section for the search, with its anchor and heading.
  func passages(_ anchors: PageAnchors) -> [Passage] {
    var passages: [Passage] = []
    for chapter in chapters {
      var passage = Passage(anchor: anchors.chapter(chapter), title: chapter.title.plainText)
      for block in chapter.blocks {
        if case .heading(let heading) = block {
          passages.append(passage)
          passage = Passage(anchor: anchors.heading(heading), title: heading.content.plainText)
        } else {
          [block].forEachInline(cells: chapter.cells) {
            if case .text(let text) = $0 { passage.text += text + " " }
          }
        }
      }
      passages.append(passage)
    }
    return passages.filter { !$0.title.isEmpty || !$0.text.isEmpty }
  }
}
