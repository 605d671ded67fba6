import Foundation
import Testing

@Suite struct `Editors` {
  @Test func `offer completion and navigation in notebooks`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      """
      import ExpectationMaximization

      let kind = UnivariateGaussianMixture.self
      UnivariateGaussianMixture.
      """, to: "notebooks/r/x.swift")
    try lectern.write("Words.\n", to: "notebooks/r/words.md")
    try lectern.write("let numbers = [1, 2]\nnumbers.map { $0 + 1 }\n", to: "notebooks/value.swift")
    #expect(try lectern.run("editor").output == "notebooks/compile_commands.json\n")
    let path = lectern.folder + "/notebooks/r/x.swift"
    let server = try LanguageServer(root: lectern.folder + "/notebooks")
    defer { server.stop() }
    try server.open(path)
    let completion = try server.ask("completion", path, line: 3, character: 26)
    #expect(completion.contains("init(weights: [Double]"))
    let definition = try server.ask("definition", path, line: 2, character: 15)
    #expect(definition.contains("UnivariateGaussianMixture.swift"))
    // The last value of a cell is shown, so it must not be reported as unused.
    let value = lectern.folder + "/notebooks/value.swift"
    try server.open(value)
    let found = try server.ask("diagnostic", value, line: 0, character: 0)
    #expect(found.contains("\"items\":[]"), "\(found)")
  }

  @Test func `get absolute paths for any folder`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("1 + 1\n", to: "notebooks/r/x.swift")
    #expect(try lectern.run("editor", ".").output == "compile_commands.json\n")
    let database = try lectern.read("compile_commands.json")
    #expect(database.contains("\"\(lectern.folder)/notebooks/r/x.swift\""))
    #expect(!database.contains("/./"))
  }
}

/// A connection to `sourcekit-lsp` over its standard input and output.
private final class LanguageServer {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var buffer = Data()
  private var requests = 0

  init(root: String) throws {
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["sourcekit-lsp"]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    _ = try request(
      "initialize",
      ["processId": .null, "rootUri": .text("file://" + root), "capabilities": .object([:])])
    try send(["method": .text("initialized"), "params": .object([:])])
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
  }

  func open(_ path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let document: [String: JSON] = [
      "uri": .text("file://" + path), "languageId": .text("swift"), "version": .number(1),
      "text": .text(text),
    ]
    try send([
      "method": .text("textDocument/didOpen"),
      "params": .object(["textDocument": .object(document)]),
    ])
  }

  /// The response to a request about a position, as JSON.
  func ask(_ method: String, _ path: String, line: Int, character: Int) throws -> String {
    try request(
      "textDocument/" + method,
      [
        "textDocument": .object(["uri": .text("file://" + path)]),
        "position": .object(["line": .number(line), "character": .number(character)]),
      ])
  }

  private func request(_ method: String, _ parameters: [String: JSON]) throws -> String {
    requests += 1
    let id = requests
    try send(["id": .number(id), "method": .text(method), "params": .object(parameters)])
    while let message = receive() {
      let head = try JSONDecoder().decode(Head.self, from: message)
      if head.method != nil, let request = head.id {
        // The server's own requests, such as for settings, get an empty response.
        try send(["id": request, "result": .null])
      } else if head.id == .number(id) {
        return String(decoding: message, as: UTF8.self).replacing("\\/", with: "/")
      }
    }
    return ""
  }

  private struct Head: Decodable {
    var id: JSON?
    var method: String?
  }

  private func send(_ message: [String: JSON]) throws {
    let whole = message.merging(["jsonrpc": .text("2.0")]) { $1 }
    let body = try JSONEncoder().encode(JSON.object(whole))
    let head = Data("Content-Length: \(body.count)\r\n\r\n".utf8)
    try input.fileHandleForWriting.write(contentsOf: head + body)
  }

  private func receive() -> Data? {
    while true {
      if let end = buffer.firstRange(of: Data("\r\n\r\n".utf8)) {
        let head = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
        let length = Int(head.split(separator: " ").last ?? "") ?? 0
        if buffer.distance(from: end.upperBound, to: buffer.endIndex) >= length {
          let body = buffer[end.upperBound...].prefix(length)
          buffer = Data(buffer[end.upperBound...].dropFirst(length))
          return Data(body)
        }
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      buffer += more
    }
  }
}

private enum JSON: Codable, Equatable {
  case null
  case number(Int)
  case text(String)
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let number = try? value.decode(Int.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else {
      self = .null
    }
  }

  func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .null: try value.encodeNil()
    case .number(let number): try value.encode(number)
    case .text(let text): try value.encode(text)
    case .object(let object): try value.encode(object)
    }
  }
}
