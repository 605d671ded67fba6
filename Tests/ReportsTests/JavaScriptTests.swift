import Testing

@testable import Reports

@Suite struct `The JavaScript engine` {
  private func engine(_ program: String, seconds: Double = 5, bytes: Int = 512 << 20) throws
    -> JavaScript
  {
    let engine = try JavaScript(seconds: seconds, bytes: bytes)
    try engine.run(Array(program.utf8))
    return engine
  }

  @Test(arguments: ["", "plain", "ä\0ö\n", "👩‍🔬 𝔼", "\u{FFFD}"])
  func `text comes through both ways`(_ text: String) throws {
    let engine = try engine("function same(a, b) { return a + '|' + b + a.length; }")
    #expect(try engine.call("same", text, text) == "\(text)|\(text)\(text.utf16.count)")
  }

  @Test func `half of a surrogate pair becomes a replacement character`() throws {
    #expect(try engine("function half() { return 'a\\uD835b'; }").call("half") == "a\u{FFFD}b")
  }

  @Test func `what is not text becomes text`() throws {
    let engine = try engine("function f(a) { return eval(a); }")
    #expect(try engine.call("f", "undefined") == "undefined")
    #expect(try engine.call("f", "1 / 3") == "0.3333333333333333")
    #expect(try engine.call("f", "Symbol('x')") == "")
  }

  @Test func `an exception says what and where`() throws {
    let engine = try engine("function f() {\n  throw new TypeError('no');\n}\nvar g = 1;")
    #expect(throws: JavaScript.Failure.thrown(message: "TypeError: no", line: 2)) {
      try engine.call("f")
    }
    #expect(throws: JavaScript.Failure.self) { try engine.call("g") }
    #expect(throws: JavaScript.Failure.thrown(message: "there is no function h", line: nil)) {
      try engine.call("h")
    }
    #expect(throws: JavaScript.Failure.thrown(message: "5", line: nil)) {
      try engine.run(Array("throw 5".utf8))
    }
    // The engine is as good as before.
    #expect(throws: JavaScript.Failure.thrown(message: "TypeError: no", line: 2)) {
      try engine.call("f")
    }
  }

  @Test func `endless work is stopped`() throws {
    let engine = try engine("function f() { for (;;) try { f(); } catch (e) {} }", seconds: 0.3)
    #expect(throws: JavaScript.Failure.stopped(.time)) { try engine.call("f") }
  }

  @Test func `endless memory is stopped`() throws {
    let engine = try engine(
      "function f() { var all = []; for (;;) all.push(new Array(1000).fill(all.length)); }",
      seconds: 60, bytes: 64 << 20)
    #expect(throws: JavaScript.Failure.stopped(.memory)) { try engine.call("f") }
  }

  @Test func `endless recursion is an exception`() throws {
    let engine = try engine("function f() { return 1 + f(); }")
    let error = #expect(throws: JavaScript.Failure.self) { try engine.call("f") }
    #expect(error?.message.contains("call stack") == true)
  }
}
