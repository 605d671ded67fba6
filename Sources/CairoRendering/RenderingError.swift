/// A figure that could be laid out but not drawn.
public enum RenderingError: Error, Sendable, Equatable {
  /// A font is not installed; the reason says which, and what helps.
  case fontMissing(reason: String)
  /// A font file is there but cannot be read.
  case fontUnreadable(file: String, code: Int)
  /// Cairo's status after the surface was finished.
  case cairo(status: Int, message: String)
  /// zlib's status after an image was compressed.
  case compression(code: Int)
  /// A resolution that is not positive, or beyond a million dots an inch.
  case invalidResolution(Double)
  /// The image would be larger than Cairo can hold, 32 767 pixels a side.
  case imageTooLarge(width: Int, height: Int)
}

extension RenderingError: CustomStringConvertible {
  /// One line that says what is missing and what helps.
  public var description: String {
    switch self {
    case .fontMissing(let reason): reason
    case .fontUnreadable(let file, let code): "FreeType cannot read \(file) (error \(code))"
    case .cairo(let status, let message): "Cairo: \(message) (status \(status))"
    case .compression(let code): "zlib cannot compress the image (error \(code))"
    case .invalidResolution(let dpi): "an image cannot have \(dpi) dots an inch"
    case .imageTooLarge(let width, let height):
      "an image of \(width) × \(height) pixels is larger than 32767 pixels a side"
    }
  }
}
