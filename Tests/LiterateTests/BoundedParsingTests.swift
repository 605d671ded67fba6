import Testing

@testable import Literate

@Suite struct `Code that is hard to parse` {
  private func problems(_ text: String) -> [String] {
    do throws(Diagnostics) {
      return try Chapter(reading: SourceFile(path: "x.swift", text: text)).warnings.map(described)
    } catch {
      return error.list.map(described)
    }
  }

  private func described(_ diagnostic: Diagnostic) -> String {
    "\(diagnostic.location.line):\(diagnostic.location.column) \(diagnostic.problem)"
  }

  private func nested(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
  }

  @Test func `has brackets that are nested too deeply`() {
    #expect(problems("let x = \(nested(bracketLimit))\n") == [])
    for depth in [bracketLimit + 1, 1000] {
      #expect(
        problems("1\nlet x = \(nested(depth))\n")
          == ["2:\(9 + bracketLimit) nestedTooDeeply(limit: \(bracketLimit))"])
    }
    #expect(problems("//: \\(\(nested(40)))\n") == ["1:5 unclosedInterpolation"])
    #expect(!SwiftListing.lines(of: nested(40)).isEmpty)
  }

  @Test(arguments: [
    "// [[[[[[[[[[[[[[[[\nlet x = 1\n", "/* [[[[[[[[ /* [[[[[[[[ */ [[[[ */ let x = 1\n",
    "let x = \"[[[[[[[[\" + \"[[[[[[[[\"\n",
    "let x = \"\"\"\n  [[[[[\n  [[[[[\n  \"\"\"\nlet y = [[[1]]]\n",
    "let x = [[1], [2]] + [[3], [4]] + [[5], [6]] + [[7], [8]] + [[9], [10]] + [[11]]\n",
  ]) func `is not what only looks like it`(_ text: String) {
    #expect(deepBracket(in: text) == nil)
  }

  @Test(arguments: ["/*:", "/*:\n", "1\n/*: a\nb\n", "/*: /*\n"])
  func `has a block of prose that is not closed`(_ text: String) {
    let line = text.hasPrefix("1") ? 2 : 1
    #expect(problems(text).first?.hasPrefix("\(line):1 syntax(message: \"unterminated") == true)
  }

  @Test(arguments: [
    ("\u{2028}", "line separator"), ("\u{2029}", "paragraph separator"), ("\u{B}", "vertical tab"),
    ("\u{C}", "form feed"),
  ]) func `has an unusual space where it does not parse`(_ space: String, _ name: String) {
    #expect(problems("let x\(space)= (1\n") == ["1:6 unusualSpace(name: \"\(name)\")"])
    #expect(problems("let text = \"a\"\n// \(space)\n") == [])
  }
}
