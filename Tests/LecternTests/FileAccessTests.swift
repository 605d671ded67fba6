import Foundation
import Testing

/// A way to use a file in a notebook, and a change to the file between two renders.
struct FileUse {
  /// The function that is used.
  var name: String
  /// An expression that uses the file.
  var code: String
  /// The expression's value before and after the change.
  var found: (before: String, after: String)
  /// The path and text of a file that exists from the beginning.
  var file: (path: String, text: String)?
  /// The path and text of the file that is written as the change.
  var change: (path: String, text: String)

  /// A use that reads `data.txt`.
  static func reading(_ name: String, _ code: String) -> FileUse {
    FileUse(
      name: name, code: code, found: ("first", "other"), file: ("data.txt", "first"),
      change: ("data.txt", "other"))
  }

  /// A use that counts the files in `data`, which contains `1.txt`.
  static func listing(_ name: String, _ code: String) -> FileUse {
    FileUse(
      name: name, code: code, found: ("1 found", "2 found"), file: ("data/1.txt", ""),
      change: ("data/2.txt", ""))
  }

  /// A use that does not find `later.csv`, which then appears.
  static func missing(_ name: String, _ code: String) -> FileUse {
    FileUse(
      name: name, code: code, found: ("missing", "present"), file: nil,
      change: ("later.csv", "x\n1\n"))
  }

  static let reading: [FileUse] = [
    .reading(
      "String(contentsOfFile:)", "try String(contentsOfFile: \"data.txt\", encoding: .utf8)"),
    .reading(
      "String(contentsOf:)", "try String(contentsOf: URL(filePath: \"data.txt\"), encoding: .utf8)"),
    .reading(
      "Data(contentsOf:)",
      "String(decoding: try Data(contentsOf: URL(filePath: \"data.txt\")), as: UTF8.self)"),
    .reading(
      "Data(contentsOf:) of a mapped file",
      "String(decoding: try Data(contentsOf: URL(filePath: \"data.txt\"), options: .alwaysMapped), "
        + "as: UTF8.self)"),
    .reading(
      "FileManager.contents",
      "String(decoding: FileManager.default.contents(atPath: \"data.txt\") ?? Data(), as: UTF8.self)"
    ),
    .reading(
      "FileHandle",
      "String(decoding: try FileHandle(forReadingAtPath: \"data.txt\")!.readToEnd()!, "
        + "as: UTF8.self)"),
    .reading(
      "InputStream",
      """
      { () -> String in
        let stream = InputStream(fileAtPath: "data.txt")!
        stream.open()
        var bytes = [UInt8](repeating: 0, count: 5)
        _ = stream.read(&bytes, maxLength: 5)
        return String(decoding: bytes, as: UTF8.self)
      }()
      """),
    .reading(
      "fopen",
      """
      { () -> String in
        let file = fopen("data.txt", "r")!
        var bytes = [UInt8](repeating: 0, count: 5)
        fread(&bytes, 1, 5, file)
        fclose(file)
        return String(decoding: bytes, as: UTF8.self)
      }()
      """),
    .reading(
      "open",
      """
      { () -> String in
        let descriptor = open("data.txt", O_RDONLY)
        var bytes = [UInt8](repeating: 0, count: 5)
        read(descriptor, &bytes, 5)
        close(descriptor)
        return String(decoding: bytes, as: UTF8.self)
      }()
      """),
  ]

  static let looking: [FileUse] = [
    .listing(
      "FileManager.contentsOfDirectory",
      "\"\\(try FileManager.default.contentsOfDirectory(atPath: \"data\").count) found\""),
    .listing(
      "FileManager.enumerator",
      "\"\\(FileManager.default.enumerator(atPath: \"data\")!.allObjects.count) found\""),
    .listing(
      "glob",
      """
      { () -> String in
        var found = glob_t()
        glob("data/*.txt", 0, nil, &found)
        return "\\(found.gl_pathc) found"
      }()
      """),
    .missing(
      "FileManager.fileExists",
      "FileManager.default.fileExists(atPath: \"later.csv\") ? \"present\" : \"missing\""),
    .missing("access", "access(\"later.csv\", F_OK) == 0 ? \"present\" : \"missing\""),
    .missing(
      "DataTable",
      "(try? DataTable(contentsOf: \"later.csv\")) == nil ? \"missing\" : \"present\""),
    .missing(
      "Data(contentsOf:) of a missing file",
      "(try? Data(contentsOf: URL(filePath: \"later.csv\"))) == nil ? \"missing\" : \"present\""),
  ]
}

extension FileUse {
  /// The use with its files in a separate folder.
  fileprivate func inFolder(_ folder: String) -> FileUse {
    var use = self
    for name in ["data", "later"] { use.code.replace("\"\(name)", with: "\"\(folder)/\(name)") }
    use.file?.path = "\(folder)/\(file?.path ?? "")"
    use.change.path = "\(folder)/\(change.path)"
    use.code = "\"\(folder) \" + (\(use.code))"
    use.found = ("\(folder) \(found.before)", "\(folder) \(found.after)")
    return use
  }
}

@Suite struct `Files that a notebook uses` {
  /// Tests all uses in one notebook.
  ///
  /// The compiler is broken while files change one by one, so that a chapter that has to run fails
  /// quickly.
  @Test func `are inputs if it reads, lists, examines or does not find them`() throws {
    var lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.wrapCompiler()
    let uses = (FileUse.reading + FileUse.looking).enumerated().map { $1.inFolder("use\($0)") }
    let cells = uses.map { "//: \($0.name)\nshow(\($0.code))\n" }
    try lectern.write(
      "import Foundation\nimport Notebook\n" + cells.joined(), to: "notebooks/r/x.swift")
    for file in uses.compactMap(\.file) {
      try lectern.write(file.text, to: "notebooks/r/\(file.path)")
    }
    func expect(_ texts: [String]) throws {
      let page = try lectern.read("output/r/index.html")
      for text in texts { #expect(page.contains(">\(text)<")) }
    }
    let first = try lectern.run()
    #expect(first.status == 0 && first.error == "", "\(first.error)")
    try expect(uses.map(\.found.before))
    try lectern.write("", to: "broken")
    #expect(try lectern.run("--explain").error.contains("not run"))
    for use in uses {
      try lectern.write(use.change.text, to: "notebooks/r/\(use.change.path)")
      #expect(try lectern.run().status == 1, "\(use.name)")
      if let file = use.file, file.path == use.change.path {
        try lectern.write(file.text, to: "notebooks/r/\(file.path)")
      } else {
        try FileManager.default.removeItem(
          atPath: "\(lectern.folder)/notebooks/r/\(use.change.path)")
      }
      #expect(try lectern.run("--explain").error.contains("not run"), "\(use.name)")
    }
    try FileManager.default.removeItem(atPath: lectern.folder + "/broken")
    for use in uses {
      try lectern.write(use.change.text, to: "notebooks/r/\(use.change.path)")
    }
    let last = try lectern.run("--explain")
    #expect(last.error.contains("ran, because use0/data.txt changed"), "\(last.error)")
    try expect(uses.map(\.found.after))
    #expect(try lectern.read("calls").split(separator: "\n").count == 2 + uses.count)
  }

  @Test func `are not inputs if it created them`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      """
      import Foundation
      try Data("a".utf8).write(to: URL(filePath: "own.txt"))
      try Data("b".utf8).write(to: URL(filePath: "replaced.txt"), options: .atomic)
      try String(contentsOfFile: "own.txt", encoding: .utf8)
        + String(contentsOfFile: "replaced.txt", encoding: .utf8)
      """, to: "notebooks/r/x.swift")
    #expect(try lectern.run().error == "")
    try lectern.write("x", to: "notebooks/r/own.txt")
    try lectern.write("x", to: "notebooks/r/replaced.txt")
    #expect(try lectern.run("--explain").error.contains("not run"))
  }
}
