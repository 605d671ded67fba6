extension ChapterRenderer {
  /// References to labels: `Figure 3`, `Figures 1, 3 and 5`, `Figures 1–3`, `Figure 1 and Table 2`.
  mutating func html(_ references: [Reference]) -> String {
    var groups: [[Mention]] = []
    for reference in references {
      let mention = Mention(reference, document)
      if let last = groups.last?.last, last.word == mention.word, mention.word != nil {
        groups[groups.count - 1].append(mention)
      } else {
        groups.append([mention])
      }
    }
    let parts = groups.map { html($0) }
    return words.list(parts)
  }

  /// References to elements of one kind, with its name shown once.
  private mutating func html(_ group: [Mention]) -> String {
    var texts = group.map { $0.number }
    if let first = group.first, let word = first.word, !first.isNumberOnly {
      let name = words.name(of: word, isOne: group.count == 1)
      let pieces = name.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
      let before =
        first.isCapitalized
        ? pieces[0].prefix(1).uppercased() + pieces[0].dropFirst() : String(pieces[0])
      texts[0] = escaped(before) + (pieces.count == 1 ? "&nbsp;" : "") + texts[0]
      if pieces.count == 2 { texts[texts.count - 1] += escaped(String(pieces[1])) }
    }
    var links = zip(group, texts).map { mention, text in
      templates.render(
        ReferenceView(
          anchor: mention.label, text: text.nonEmpty, title: html(mention.title.mention)))
    }
    // Three or more consecutive numbers are a range.
    var start = 0
    while start < links.count {
      var end = start
      while end + 1 < group.count, group[end + 1].follows(group[end]) { end += 1 }
      if end - start > 1 {
        links[start] += "–\(links[end])"
        for index in start + 1...end { links[index] = "" }
      }
      start = end + 1
    }
    return words.list(links.filter { !$0.isEmpty })
  }
}

/// A reference to a label, with its text.
private struct Mention {
  /// What determines the name.
  enum Word: Equatable {
    case kind(LabelKind)
    case chapter
    case appendix
  }

  var label: String
  var word: Word?
  /// The number in HTML, or the label itself if it is undefined.
  var number = ""
  var title: [Inline] = []
  var isNumberOnly: Bool
  var isCapitalized: Bool

  init(_ reference: Reference, _ document: Document) {
    label = reference.label
    isNumberOnly = reference.isNumberOnly
    isCapitalized = reference.isCapitalized
    guard let target = document.targets[label] else {
      number = escaped(label)
      return
    }
    title = target.title
    if target.number.isEmpty { return }
    number = target.kind == .equation ? "(\(escaped(target.number)))" : escaped(target.number)
    let isChapter =
      target.kind == .section && document.chapters.count > 1 && !target.number.contains(".")
    word = target.isAppendix ? .appendix : isChapter ? .chapter : .kind(target.kind)
  }

  /// Whether its number is the next after the other's.
  func follows(_ other: Mention) -> Bool {
    func parts(_ number: String) -> (before: Substring, last: Int?) {
      let digits = number.filter { $0 != "(" && $0 != ")" }
      let last = digits.reversed().prefix(while: \.isNumber).reversed()
      return (Substring(digits.dropLast(last.count)), Int(String(last)))
    }
    let (own, before) = (parts(number), parts(other.number))
    guard let last = own.last, let first = before.last else { return false }
    return own.before == before.before && last == first + 1
  }
}

extension Words {
  fileprivate func name(of word: Mention.Word, isOne: Bool) -> String {
    switch word {
    case .kind(let kind): self[kind, isOne ? .reference : .references]
    case .chapter: self[isOne ? .chapter : .chapters]
    case .appendix: self[isOne ? .appendix : .appendices]
    }
  }
}
