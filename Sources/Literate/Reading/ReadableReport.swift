internal import Parallelism
internal import Storage

/// The readable part of a report.
public struct ReadableReport: Sendable {
  /// The report, without the chapters that cannot be read.
  public var report: Report
  /// The problems of its files.
  public var problems: [Diagnostic] = []
  /// The texts of the chapters that are left out, if their files are texts.
  public var unread: [SourceFile] = []
}

extension ReadableReport {
  /// Reads a report from disk.
  ///
  /// - Parameters:
  ///   - path: A folder of chapters, with or without a `report.yml`, or one file.
  ///   - files: The source of the texts.
  /// - Throws: `Diagnostics` if nothing can be read.
  public init(reading path: String, files: TextFiles = .disk()) throws(Diagnostics) {
    if files.kind(of: path) == .folder {
      try self.init(folder: path, name: Report.lastName(of: path), files: files)
    } else {
      self.init(report: try Report(reading: path, files: files))
    }
  }

  init(folder: String, name: String, files: TextFiles) throws(Diagnostics) {
    let settings = "\(folder)/report.yml"
    var problems: [Diagnostic] = []
    var frontMatter = FrontMatter()
    var defaults = CellOptions()
    var chapterFiles = Report.chapterFiles(in: folder, files: files)
    var parts: [Report.Part] = []
    if files.kind(of: settings) != nil {
      let source = try files.file(at: settings)
      var reader = ProseReader(path: settings, files: files)
      reader.interpolates = false
      let lines = source.lines.enumerated().map {
        ProseReader.Line(text: $1, number: $0 + 1, column: 1)
      }
      let remainder = frontMatter.read(lines, place: .report, cells: defaults, with: &reader)
      problems += reader.diagnostics
      defaults = remainder.cells
      let candidates = Report.notebookFiles(in: folder, files: files)
      var list = ChapterList()
      if let (listed, location) = remainder.parts {
        if remainder.chapters != nil {
          problems.append(Diagnostic(.chaptersAndParts, at: location))
        }
        parts = listed.map {
          Report.Part(title: $0.title, chapters: list.append($0.chapters, among: candidates))
        }
        list.expectAll(chapterFiles, at: location)
        chapterFiles = list.files
      } else if let listed = remainder.chapters {
        list.append(listed, among: candidates)
        chapterFiles = list.files
      }
      problems += list.diagnostics
    }
    let settled = defaults
    let read = chapterFiles.concurrentMap { file in
      ChapterFile(path: "\(folder)/\(file)", defaults: settled, files: files)
    }
    var chapters: [Chapter] = []
    for file in read {
      switch file.chapter {
      case .success(let chapter): chapters.append(chapter)
      case .failure(let found):
        problems += found.list
        if let source = file.source { unread.append(source) }
      }
    }
    for index in chapters.indices {
      chapters[index].usesCache =
        chapters[index].frontMatter.usesCache ?? frontMatter.usesCache ?? true
      chapters[index].dependencies += frontMatter.dependencies
    }
    if problems.isEmpty {
      problems += unknownParameters(frontMatter.params, among: chapters.flatMap(\.parameters))
      for index in chapters.indices { problems += chapters[index].set(frontMatter.params) }
    }
    report = Report(
      name: name, folder: folder, frontMatter: frontMatter, isSingleFile: false,
      chapters: chapters, parts: parts)
    self.problems = problems
  }

  /// Whether something may have a label once the chapters have run.
  ///
  /// If a cell has several figures, they get letters, as in `fig-x-a`. A chapter that is left out
  /// may have the label if its text contains it as `#label` or `label: label`.
  public func mayHave(label: String) -> Bool {
    let letter = label.split(separator: "-").last
    if let letter, letter.count == 1, letter.allSatisfy({ ("a"..."z").contains($0) }) {
      let whole = label.dropLast(2)
      let cells = report.chapters.flatMap(\.codeCells)
      if cells.contains(where: { $0.options.label.map { $0.value == whole } ?? false }) {
        return true
      }
    }
    return unread.contains { $0.text.contains("#\(label)") || $0.text.contains("label: \(label)") }
  }
}

/// A file of a report and its chapter.
private struct ChapterFile {
  /// Its text, if it is a text file.
  var source: SourceFile?
  var chapter: Result<Chapter, Diagnostics>

  init(path: String, defaults: CellOptions, files: TextFiles) {
    do throws(Diagnostics) {
      let source = try files.file(at: path)
      self.source = source
      chapter = Result { () throws(Diagnostics) in
        try Chapter(reading: source, defaults: defaults, files: files)
      }
    } catch {
      chapter = .failure(error)
    }
  }
}
