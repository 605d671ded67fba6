import Literate
import Storage

/// What a page takes from files: pictures, and the files of its figures.
struct PageResources: Sendable {
  /// The address of each picture, by its path.
  private var pictures: [String: String] = [:]
  /// The files of the labeled figures, by their path beside the page.
  private(set) var files: [String: [UInt8]] = [:]
  /// What is not there.
  private(set) var diagnostics: [Diagnostic] = []

  /// Reads the files that a document names.
  init(_ document: Document) {
    for figure in document.figures {
      guard let name = figure.name else { continue }
      for type in figure.formats { files["figures/\(name).\(type)"] = figure.files[type] }
    }
    document.forEachInline { if case .image(let picture) = $0 { read(picture, document.log) } }
    document.forEachBlock {
      if case .picture(let figure) = $0 { read(figure.picture, document.log) }
    }
  }

  /// The address of a picture, which contains the picture itself.
  func address(of picture: Picture) -> String { pictures[picture.path] ?? picture.url }

  private mutating func read(_ picture: Picture, _ log: FileLog) {
    guard !picture.url.contains(":"), pictures[picture.path] == nil else { return }
    guard let bytes = try? log.read(picture.path) else {
      diagnostics.append(Diagnostic(.missingFile(path: picture.path), at: picture.location))
      return
    }
    pictures[picture.path] = "data:\(picture.mediaType);base64,\(base64(bytes))"
  }
}

extension Picture {
  /// The path of the file: its address is relative to the chapter.
  fileprivate var path: String { Reports.path(url, relativeTo: location.file) }

  fileprivate var mediaType: String {
    switch url.split(separator: ".").last?.lowercased() {
    case "svg": "image/svg+xml"
    case "jpg", "jpeg": "image/jpeg"
    case "gif": "image/gif"
    case "webp": "image/webp"
    default: "image/png"
    }
  }
}

/// A file's name as the path of an address: RFC 3986, section 2.
func address(ofFile name: String) -> String {
  name.utf8.map { byte in
    let scalar = Unicode.Scalar(byte)
    let isPlain = byte < 0x80 && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    if isPlain || "-._~".unicodeScalars.contains(scalar) { return String(Character(scalar)) }
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "%0\(digits)" : "%\(digits)"
  }.joined()
}

/// Bytes as text of 64 characters: RFC 4648, section 4.
func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  let length = (bytes.count + 2) / 3 * 4
  return String(unsafeUninitializedCapacity: length) { buffer in
    var position = 0
    var index = 0
    while index < bytes.count {
      let left = bytes.count - index
      let word =
        UInt32(bytes[index]) << 16 | (left > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
        | (left > 2 ? UInt32(bytes[index + 2]) : 0)
      for place in 0..<4 {
        buffer[position + place] =
          place <= left ? alphabet[Int(word >> (18 - 6 * UInt32(place)) & 63)] : UInt8(ascii: "=")
      }
      position += 4
      index += 3
    }
    return length
  }
}
