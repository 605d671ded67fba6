import Literate
import Storage

/// The files that a page uses: pictures, the files of its figures, and linked files.
struct PageResources: Sendable {
  /// The address of each picture, by its path.
  private var pictures: [String: String] = [:]
  /// The files of the labeled figures, by path beside the page.
  private(set) var files: [String: [UInt8]] = [:]
  /// The paths of the files that the author links to.
  private(set) var linked: [String] = []
  /// The problems: missing files, and content from a server.
  private(set) var diagnostics: [Diagnostic] = []

  /// Reads the files that a document refers to.
  init(_ document: Document) {
    for figure in document.figures {
      guard let name = figure.name else { continue }
      for type in figure.formats { files["figures/\(name).\(type)"] = figure.files[type] }
    }
    document.forEachInline {
      switch $0 {
      case .image(let picture): read(picture.url, at: picture.location, document.log)
      case .link(let link): note(link.url, at: link.location, document.log)
      default: break
      }
    }
    document.forEachBlock {
      if case .picture(let figure) = $0 {
        read(figure.picture.url, at: figure.picture.location, document.log)
      }
    }
    document.forEachAuthorHTML { html in
      for address in html.addresses {
        switch address.element {
        case "a", "area": note(address.url, at: html.location, document.log)
        case "link", "use", "image": break
        case "img", "source": read(address.url, at: html.location, document.log)
        default:
          if FileAddress(address.url).isRemote {
            warn(ofRemote: address.url, at: html.location)
          } else {
            note(address.url, at: html.location, document.log)
          }
        }
      }
    }
  }

  /// The address of a picture, a data URL with its content.
  func address(of picture: Picture) -> String { address(of: picture.url, at: picture.location) }

  private func address(of url: String, at location: SourceLocation) -> String {
    guard let path = FileAddress(url).path else { return url }
    return pictures[Reports.path(path, relativeTo: location.file)] ?? url
  }

  /// The author's HTML, with its pictures embedded.
  func embedding(_ html: AuthorHTML) -> String {
    var text = html.text
    for address in html.addresses.reversed() where ["img", "source"].contains(address.element) {
      let embedded = self.address(of: address.url, at: html.location)
      if embedded != address.url { text.replaceSubrange(address.range, with: embedded) }
    }
    return text
  }

  private mutating func read(_ url: String, at location: SourceLocation, _ log: FileLog) {
    let address = FileAddress(url)
    if address.isRemote { return warn(ofRemote: url, at: location) }
    guard let name = address.path else { return }
    let path = Reports.path(name, relativeTo: location.file)
    guard pictures[path] == nil else { return }
    guard var bytes = try? log.read(path) else {
      diagnostics.append(Diagnostic(.missingFile(path: path), at: location))
      return
    }
    let type = mediaType(of: bytes, name: path)
    if type == "image/svg+xml" {
      let picture = SafeSVG(bytes)
      bytes = picture.bytes
      if let missing = picture.missing {
        let problem = PageProblem.unsupported(
          what: "\(missing), which the picture \(path) takes from another file,",
          instead: "embed it in the picture")
        diagnostics.append(Diagnostic(problem, at: location))
      }
    }
    pictures[path] = "data:\(type);base64,\(base64(bytes))"
  }

  /// Records a link to a file beside the chapter.
  ///
  /// A link out of its folder leads to another page.
  private mutating func note(_ url: String, at location: SourceLocation, _ log: FileLog) {
    guard let name = FileAddress(url).path, !name.hasPrefix("../"), files[name] == nil else {
      return
    }
    let path = Reports.path(name, relativeTo: location.file)
    guard !linked.contains(path) else { return }
    guard (try? log.read(path)) != nil else {
      diagnostics.append(Diagnostic(.missingFile(path: path), at: location))
      return
    }
    linked.append(path)
  }

  private mutating func warn(ofRemote url: String, at location: SourceLocation) {
    diagnostics.append(Diagnostic(.remoteContent(address: url), at: location, severity: .warning))
  }
}

/// The media type of a picture, determined from its first bytes, or else from its name.
private func mediaType(of bytes: [UInt8], name: String) -> String {
  if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
  if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
  if bytes.starts(with: "GIF8".utf8) { return "image/gif" }
  if bytes.starts(with: "RIFF".utf8) { return "image/webp" }
  return switch name.split(separator: ".").last?.lowercased() {
  case "svg": "image/svg+xml"
  case "avif": "image/avif"
  default: "image/png"
  }
}

/// A file's name as a URL path: RFC 3986, section 2.
func address(ofFile name: String) -> String {
  name.utf8.map { byte in
    let scalar = Unicode.Scalar(byte)
    let isPlain = byte < 0x80 && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    if isPlain || "-._~".unicodeScalars.contains(scalar) { return String(Character(scalar)) }
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "%0\(digits)" : "%\(digits)"
  }.joined()
}

/// Bytes in Base64: RFC 4648, section 4.
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
