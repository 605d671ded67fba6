import Foundation
import Testing

/// Dependencies that Lectern cannot detect.
@Suite struct `A chapter with declared dependencies` {
  @Test func `with cache: false runs at every render`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("//: ---\n//: cache: false\n//: ---\n1 + 1\n", to: "notebooks/a.swift")
    for _ in 0..<3 {
      let result = try lectern.run("--explain")
      #expect(result.error == "notebooks/a.swift: ran, because of its option cache: false\n")
    }
    // Without --explain, the record of the last render must not say that nothing changed.
    let runs = { try lectern.read("notebooks/count").count }
    try lectern.write(
      """
      //: ---
      //: cache: false
      //: ---
      import Foundation
      let shell = Process()
      shell.executableURL = URL(filePath: "/bin/sh")
      shell.arguments = ["-c", "printf x >>count"]
      try shell.run()
      shell.waitUntilExit()
      """, to: "notebooks/a.swift")
    for _ in 0..<3 { #expect(try lectern.run().status == 0) }
    #expect(try runs() == 3)
  }

  @Test func `runs again when a file, the matches of a pattern or a variable change`() throws {
    var lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      """
      //: ---
      //: depends: [seen.txt, later.txt, "data/*.csv", env:LECTERN_TEST_TOKEN]
      //: ---
      1 + 1
      """, to: "notebooks/r/a.swift")
    try lectern.write("one", to: "notebooks/r/seen.txt")
    try lectern.write("one", to: "notebooks/r/data/1.csv")
    func explained() throws -> String { try lectern.run("--explain").error }
    let name = "notebooks/r/a.swift: "
    let cached = name + "not run, because nothing that it depends on changed\n"
    _ = try explained()
    #expect(try explained() == cached)
    for path in ["seen.txt", "later.txt", "data/1.csv"] {
      try lectern.write("two", to: "notebooks/r/\(path)")
      #expect(try explained() == name + "ran, because \(path) changed\n")
      #expect(try explained() == cached)
    }
    try lectern.write("one", to: "notebooks/r/data/2.csv")
    #expect(try explained() == name + "ran, because data/*.csv changed\n")
    #expect(try explained() == cached)
    lectern.environment = ["LECTERN_TEST_TOKEN": "secret"]
    #expect(try explained() == name + "ran, because env:LECTERN_TEST_TOKEN changed\n")
    #expect(try explained() == cached)
    // A new dependency.
    try lectern.write(
      "//: ---\n//: depends: more.txt\n//: ---\n1 + 1\n", to: "notebooks/r/a.swift")
    #expect(try explained() == name + "ran, because its code changed\n")
    try lectern.write("one", to: "notebooks/r/more.txt")
    #expect(try explained() == name + "ran, because more.txt changed\n")
    // The cache does not contain the value.
    let cache = lectern.folder + "/cache"
    let files = FileManager.default.enumerator(atPath: cache)?.compactMap { $0 as? String } ?? []
    for file in files {
      let bytes = FileManager.default.contents(atPath: "\(cache)/\(file)") ?? Data()
      #expect(bytes.firstRange(of: Data("secret".utf8)) == nil)
    }
  }
}
