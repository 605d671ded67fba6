import Foundation
import Literate
import NotebookOutputs
import Storage
import Testing

@testable import Reports

/// The page of a notebook whose only cell shows figures with these steps and formats.
private func page(
  of figures: [(steps: [String], formats: [String])], options: String = "//| label: fig-x\n"
) throws -> (text: String, published: PublishedReport) {
  var files: [String: [UInt8]] = [:]
  let items = figures.enumerated().map { index, figure in
    for format in figure.formats {
      let svg = "<svg data-steps=\"\(figure.steps.count)\"></svg>"
      files["f\(index).\(format)"] = Array(svg.utf8)
    }
    return ChapterOutputs.Item.shown(
      .figure(
        FigureOutput(
          stem: "f\(index)", width: 400, height: 300, description: "D.",
          formats: figure.formats, steps: figure.steps)))
  }
  let outputs = ChapterOutputs(cells: [items], interpolations: [], files: files)
  let notebook = try report("\(options)//| alt: A.\nlet x = f()\n", path: "notebooks/x.swift")
  let published = try rendered(Document(notebook, outputs: [outputs]))
  return (try text(of: published), published)
}

@Suite struct `Figures` {
  @Test func `a sequence has a bar with the names of its steps, and the script that moves it`()
    throws
  {
    let (html, published) = try page(of: [(["E 1", "M < 1"], ["svg", "apng"])])
    #expect(html.contains("<div class=\"player\" role=\"group\" aria-label=\"Steps\" hidden>"))
    #expect(html.contains("min=\"0\" max=\"1\" value=\"0\""))
    #expect(html.contains("<li>E 1</li><li>M &lt; 1</li>"))
    let whole = String(decoding: try #require(published.files["index.html"]), as: UTF8.self)
    #expect(whole.contains("[data-step]"))
  }

  @Test func `a single figure has no bar`() throws {
    let (html, published) = try page(of: [([], ["svg"])])
    #expect(!html.contains("player"))
    let whole = String(decoding: try #require(published.files["index.html"]), as: UTF8.self)
    #expect(!whole.contains("[data-step]"))
  }

  @Test func `sequences of one length share a bar, others have their own`() throws {
    let two = ["a", "b"]
    let one = try page(of: [(two, ["svg"]), (two, ["svg"]), ([], ["svg"])]).text
    #expect(one.components(separatedBy: "class=\"player\"").count == 2)
    let both = try page(of: [(two, ["svg"]), (two + ["c"], ["svg"])]).text
    #expect(both.components(separatedBy: "class=\"player\"").count == 3)
  }

  @Test func `every file of a labeled figure can be downloaded`() throws {
    let (html, published) = try page(of: [([], ["svg", "png", "csv"])])
    #expect(
      published.files.keys.sorted() == [
        "figures/fig-x.csv", "figures/fig-x.png", "figures/fig-x.svg", "index.html", "x.swift",
      ])
    for format in ["svg", "png", "csv"] {
      #expect(
        html.contains("<a href=\"figures/fig-x.\(format)\" download>\(format.uppercased())</a>"))
    }
    #expect(
      try !page(of: [([], ["svg", "png"])], options: "").text.contains("class=\"downloads\""))
  }

  @Test func `the data of a figure is beside it on the page, and no file`() throws {
    let (html, published) = try page(of: [([], ["svg", "json"])])
    #expect(
      html.contains(
        "</svg><script type=\"application/json\" class=\"figure-data\"><svg data-steps=\"0\"></svg></script></div>"
      ))
    #expect(published.files.keys.sorted() == ["figures/fig-x.svg", "index.html", "x.swift"])
    #expect(!html.contains("JSON"))
  }
}
