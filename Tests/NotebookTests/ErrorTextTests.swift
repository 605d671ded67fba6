import Testing

@testable import Notebook

struct ErrorTextTests {
  enum Refusal: Error {
    case posterior
    case tooFew(count: Int)
  }

  enum Worded: Error, CustomStringConvertible {
    case late
    var description: String { "the train is late" }
  }

  struct Fault: Error {
    var row = 3
  }

  @Test(arguments: [
    (Refusal.posterior as any Error, "Refusal.posterior"),
    (Refusal.tooFew(count: 2), "Refusal.tooFew(count: 2)"),
    (Worded.late, "the train is late"),
    (Fault(), "Fault(row: 3)"),
  ])
  func `a case without a description gets the name of its type`(
    error: any Error, text: String
  ) {
    #expect(errorText(of: error) == text)
  }
}
