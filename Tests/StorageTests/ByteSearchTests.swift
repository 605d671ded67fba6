import Storage
import Testing

@Suite struct `A byte search` {
  @Test(arguments: ["try", "let x = try f()", "ttry", "é try", "trtry"])
  func `finds a text anywhere`(_ text: String) {
    #expect(text.containsBytes(of: "try"))
    #expect("\(text)!".dropLast().containsBytes(of: "try"))
  }

  @Test(arguments: ["", "t", "tr", "tr y", "TRY", "ty tr"])
  func `finds nothing else`(_ text: String) {
    #expect(!text.containsBytes(of: "try"))
  }

  @Test func `stays within a substring`() {
    #expect(!"a try b".dropFirst(3).containsBytes(of: "try"))
    #expect(!"a try b".dropLast(3).containsBytes(of: "try"))
  }
}
