import Foundation
import Testing

/// A page is never out of date.
@Suite struct `A page is up to date` {
  /// A notebook that prints the text of a file.
  static let notebook = """
    //: # N
    import Foundation
    let text = try String(contentsOfFile: "d.txt", encoding: .utf8)
    print("<" + text + ">")
    """

  @Test func `if another folder contains the same notebook with other data`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    for (folder, text) in [("a", "one"), ("b", "two")] {
      try lectern.write(Self.notebook, to: "notebooks/\(folder)/n.swift")
      try lectern.write(text, to: "notebooks/\(folder)/d.txt")
    }
    #expect(try lectern.run().status == 0)
    #expect(try lectern.read("output/a/index.html").contains("&lt;one&gt;"))
    #expect(try lectern.read("output/b/index.html").contains("&lt;two&gt;"))
    // Both results are cached, and a third folder with the content of the first needs no run.
    try lectern.write(Self.notebook, to: "notebooks/c/n.swift")
    try lectern.write("one", to: "notebooks/c/d.txt")
    let third = try lectern.run("--explain").error
    #expect(third.components(separatedBy: ": not run, ").count == 4, "\(third)")
    #expect(try lectern.read("output/c/index.html").contains("&lt;one&gt;"))
  }

  /// Edits a file of a report while its notebook runs, and renders again.
  private func page(editing file: String, _ edit: (String) -> String) throws -> String {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      """
      //: ---
      //: bibliography: a.bib
      //: ---
      //: # Report
      //: Prose one, [@a], ![A picture.](p.svg) and an include:
      //: {{< include part.md >}}
      import Foundation
      let text = try String(contentsOfFile: "d.txt", encoding: .utf8)
      _ = FileManager.default.createFile(atPath: "\(lectern.folder)/running", contents: nil)
      usleep(1_500_000)
      text + " code one"
      """, to: "notebooks/n.swift")
    try lectern.write("data one", to: "notebooks/d.txt")
    try lectern.write("@misc{a, title={Title one}, author={A}, year={1}}", to: "notebooks/a.bib")
    try lectern.write("Part one.\n", to: "notebooks/part.md")
    try lectern.write(
      #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><!--picture one--></svg>"#,
      to: "notebooks/p.svg")
    let process = try lectern.start(["render", "notebooks/n.swift"])
    while !lectern.exists("running"), process.isRunning { usleep(20_000) }
    try lectern.write(edit(try lectern.read("notebooks/\(file)")), to: "notebooks/\(file)")
    process.waitUntilExit()
    #expect(lectern.exists("running"))
    let again = try lectern.run("render", "notebooks/n.swift")
    #expect(again.status == 0, "\(again.error)")
    // Nothing changed, and there are no more warnings.
    let last = try lectern.run("render", "notebooks/n.swift")
    #expect(last.output.contains("unchanged") && last.error.isEmpty, "\(last.error)")
    return try lectern.read("output/n/index.html")
  }

  @Test(arguments: [
    ("n.swift", "Prose one", "Prose two"), ("n.swift", "code one", "code two"),
    ("d.txt", "data one", "data two"), ("part.md", "Part one", "Part two"),
    ("a.bib", "Title one", "Title two"),
  ]) func `after an edit during a render`(_ file: String, _ old: String, _ new: String) throws {
    let page = try page(editing: file) { $0.replacing(old, with: new) }
    #expect(page.contains(new))
    #expect(!page.contains("\(old) code") && !page.contains("\(old)."))
  }

  @Test func `after an edit of a picture during a render`() throws {
    var picture = ""
    let page = try page(editing: "p.svg") {
      picture = $0.replacing("picture one", with: "picture two")
      return picture
    }
    #expect(page.contains(Data(picture.utf8).base64EncodedString()))
  }

  @Test func `when a bibliography and a picture outside the report change`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    let svg = #"<svg xmlns="http://www.w3.org/2000/svg" width="1"></svg>"#
    try lectern.write("bibliography: ../../shared/s.bib\n", to: "notebooks/r/report.yml")
    try lectern.write("Text [@a]. ![P.](../../shared/i.svg)\n", to: "notebooks/r/a.md")
    try lectern.write("@misc{a, title={Old}, author={A}, year={1}}", to: "shared/s.bib")
    try lectern.write(svg, to: "shared/i.svg")
    #expect(try lectern.run().status == 0)
    let first = try lectern.read("output/r/index.html")
    try lectern.write("@misc{a, title={New}, author={A}, year={1}}", to: "shared/s.bib")
    _ = try lectern.run()
    let second = try lectern.read("output/r/index.html")
    #expect(first.contains("Old") && second.contains("New"))
    try lectern.write(svg.replacing("1\"", with: "2\""), to: "shared/i.svg")
    _ = try lectern.run()
    #expect(try lectern.read("output/r/index.html") != second)
  }

  @Test func `when a changed file keeps its size and date, as with cp -p and rsync -t`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(Self.notebook, to: "notebooks/r/n.swift")
    try lectern.write("one", to: "notebooks/r/d.txt")
    #expect(try lectern.run().status == 0)
    let path = lectern.folder + "/notebooks/r/d.txt"
    let date = try #require(
      FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
    try lectern.write("two", to: "notebooks/r/d.txt")
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    _ = try lectern.run()
    #expect(try lectern.read("output/r/index.html").contains("&lt;two&gt;"))
  }

  @Test func `when cached results are damaged`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(Rendering.notebook, to: "notebooks/two.swift")
    _ = try lectern.run()
    let good = try lectern.read("output/two/index.html")
    let cache = lectern.folder + "/cache"
    let entries =
      (FileManager.default.enumerator(atPath: cache)?.compactMap { $0 as? String } ?? [])
      .filter { $0.contains("/") }.map { "\(cache)/\($0)" }
    #expect(entries.count >= 5)
    for (index, entry) in entries.enumerated() {
      let bytes = try Data(contentsOf: URL(filePath: entry))
      var damaged = bytes
      switch index % 3 {
      case 0: damaged = Data()
      case 1: damaged = bytes.prefix(bytes.count / 2)
      default: damaged[bytes.count / 3] ^= 1
      }
      try damaged.write(to: URL(filePath: entry))
      try lectern.write(Rendering.notebook + "\n//: \(index)\n", to: "notebooks/two.swift")
      let result = try lectern.run()
      #expect(result.status == 0, "\(result.error)")
      let page = try lectern.read("output/two/index.html")
      #expect(
        page.components(separatedBy: "<svg").count == good.components(separatedBy: "<svg").count)
    }
  }

  @Test func `or not written if something else wrote to the record of its run`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      """
      import Foundation
      let events = ProcessInfo.processInfo.environment["LECTERN_EVENTS"] ?? ""
      let file = FileHandle(forWritingAtPath: events)
      file?.seekToEndOfFile()
      file?.write(Data("garbage\\n".utf8))
      """, to: "notebooks/bad.swift")
    try lectern.write("Words.\n", to: "notebooks/good.md")
    let result = try lectern.run()
    #expect(result.status == 1)
    #expect(
      result.error.hasPrefix("notebooks/bad.swift:1:1: error: the record of the run is damaged"))
    #expect(lectern.exists("output/good/index.html"))
  }

  @Test func `when a chapter changes a file that it reads, with a warning`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    let notebook = """
      import Foundation
      let count = Int(try String(contentsOfFile: "count.txt", encoding: .utf8)) ?? 0
      try Data("\\(count + 1)".utf8).write(to: URL(filePath: "count.txt"))
      print("count", count)
      """
    try lectern.write(notebook, to: "notebooks/r/a.swift")
    try lectern.write("0", to: "notebooks/r/count.txt")
    for count in 0..<3 {
      let result = try lectern.run()
      #expect(result.status == 0)
      #expect(result.error.contains("warning: this chapter changes count.txt, which it also reads"))
      #expect(try lectern.read("output/r/index.html").contains(">count \(count)</pre>"))
    }
    try lectern.write("//: ---\n//: cache: false\n//: ---\n" + notebook, to: "notebooks/r/a.swift")
    let result = try lectern.run()
    #expect(result.error == "" && result.status == 0)
    #expect(try lectern.read("output/r/index.html").contains(">count 3</pre>"))
  }
}
