import Foundation

// A PDF may be compressed, as Cairo's are since 1.18, so poppler's programs read it.

/// What `pdfinfo` says of a PDF, by name.
func pdfProperties(_ pdf: [UInt8]) throws -> [String: String] {
  let lines = try output(of: "pdfinfo", ["-rawdates", "-"], reading: pdf).split(separator: "\n")
  let pairs = lines.map { line in
    let parts = line.split(separator: ":", maxSplits: 1)
    return (String(parts[0]), (parts.last ?? "").trimmingCharacters(in: .whitespaces))
  }
  return Dictionary(pairs) { first, _ in first }
}

/// The text of a PDF.
func pdfText(_ pdf: [UInt8]) throws -> String {
  try output(of: "pdftotext", ["-", "-"], reading: pdf)
}

/// What a program prints that reads some bytes.
private func output(of program: String, _ arguments: [String], reading bytes: [UInt8]) throws
  -> String
{
  let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try Data(bytes).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [program] + arguments
  process.standardInput = try FileHandle(forReadingFrom: file)
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    throw CocoaError(.fileReadCorruptFile)
  }
  return String(decoding: data, as: UTF8.self)
}
