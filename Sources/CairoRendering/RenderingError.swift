/// Why a figure that was laid out cannot be drawn.
public enum RenderingError: Error, Sendable, Equatable {
  /// A font is not installed; the reason names the font and the remedy.
  case fontMissing(reason: String)
  /// A font file exists but cannot be read.
  case fontUnreadable(file: String, code: Int)
  /// Cairo's status after the surface was finished.
  case cairo(status: Int, message: String)
  /// zlib's status after an image was compressed.
  case compression(code: Int)
  /// A resolution that is not positive, or above a million dots per inch.
  case invalidResolution(Double)
  /// The image would exceed Cairo's limit of 32 767 pixels per side.
  case imageTooLarge(width: Int, height: Int)
}

extension RenderingError: CustomStringConvertible {
  /// A one-line message that names the problem and the remedy.
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
