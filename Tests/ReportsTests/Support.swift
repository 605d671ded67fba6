import Foundation
import Literate
import NotebookOutputs
import Testing

@testable import Reports

/// A chapter of a text, without a file.
func chapter(_ text: String, path: String = "notebooks/x.md") throws -> Chapter {
  try Chapter(reading: SourceFile(path: path, text: text))
}

/// A report of one text.
func report(_ text: String, path: String = "notebooks/x.md") throws -> Report {
  let chapter = try chapter(text, path: path)
  return Report(
    name: "x", folder: "notebooks", frontMatter: chapter.frontMatter, isSingleFile: true,
    chapters: [chapter])
}

/// A report of several texts, called `a.md`, `b.md` and so on.
func report(chapters texts: [String]) throws -> Report {
  Report(
    name: "x", folder: "notebooks/x", frontMatter: FrontMatter(), isSingleFile: false,
    chapters: try texts.enumerated().map {
      try chapter($1, path: "notebooks/x/\(letter($0)).md")
    })
}

/// The blocks of a Markdown text, and what is wrong with it as `line:column problem`.
func read(_ markdown: String, values: [String?] = []) throws -> (
  blocks: [Block], problems: [String]
) {
  let document = Document(try report(markdown), outputs: [])
  return (document.chapters[0].blocks, document.diagnostics.map(\.short))
}

extension Diagnostic {
  var short: String { "\(location.line):\(location.column) \(problem)" }
}

/// The repository's own templates.
let templatesFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("templates").path

/// Renders a document with the repository's templates, without remembered formulas.
func rendered(_ document: Document, templates folder: String = templatesFolder) throws
  -> PublishedReport
{
  try PageRenderer(templates: Templates(folder: folder), typesetter: PageTypesetter(cache: nil))
    .render(document)
}

/// What a reader sees of a page: everything inside `main`.
func text(of published: PublishedReport) throws -> String {
  let page = String(decoding: try #require(published.files["index.html"]), as: UTF8.self)
  let start = try #require(page.range(of: "<main"))
  let end = try #require(page.range(of: "</main>"))
  return String(page[start.lowerBound..<end.upperBound])
}

/// Calls a function with an empty folder that is gone afterwards.
func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "lectern-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

/// The same without what belongs to KaTeX and depends on its version: its HTML, and its version.
func comparableText(of published: PublishedReport) throws -> String {
  try text(of: published)
    .replacing(#/<span class="katex">.*?<\/span><\/span><\/span><\/span>/#, with: "(formula)")
    .replacing(#/<dt>KaTeX<\/dt><dd>[0-9.]+</#, with: "<dt>KaTeX</dt><dd>(version)<")
}
