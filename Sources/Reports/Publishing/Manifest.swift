import FoundationEssentials
import Glibc
import Storage

/// The name of the file by which Lectern recognizes its own folders.
///
/// The output folder and each report's folder have such a file. It lists the files that Lectern
/// wrote into the folder. Unlisted files belong to somebody else.
let manifestName = ".lectern.json"

/// The manifest of a report's folder.
struct ReportManifest: Codable, Equatable {
  /// The paths of the files in the folder, sorted.
  var files: [String]
  /// The card for the index page; nil if another version of Lectern wrote it in another form.
  var card: ReportCard?
  /// The notebook or folder of the report, as a path relative to the output folder; nil if an
  /// earlier version of Lectern did not record it.
  var source: String?
  /// The values of the parameters, if the report is one of several from the same source.
  var parameters: [String: String]?

  init(files: [String], card: ReportCard, source: String?, parameters: [String: String]?) {
    self.files = files
    self.card = card
    self.source = source
    self.parameters = parameters
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    files = try container.decode([String].self, forKey: .files)
    card = try? container.decode(ReportCard.self, forKey: .card)
    source = try? container.decode(String.self, forKey: .source)
    parameters = try? container.decode([String: String].self, forKey: .parameters)
  }
}

/// The manifest of the output folder itself.
struct OutputManifest: Codable, Equatable {
  /// The names of the files, sorted.
  var files: [String] = []
}

extension Decodable where Self: Encodable {
  /// Reads the manifest in a folder.
  ///
  /// - Returns: The manifest; nil if there is none.
  /// - Throws: `FileFailure` if the manifest cannot be read; `Publisher.Occupied` if something else
  ///   has its name.
  static func manifest(in folder: String) throws -> Self? {
    let path = "\(folder)/\(manifestName)"
    switch kind(of: path) {
    case .absent: return nil
    case .folder, .other: throw Publisher.Occupied(path: path)
    case .file: break
    }
    let bytes = try readFile(path)
    guard let manifest = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else {
      throw Publisher.Occupied(path: path)
    }
    return manifest
  }

  /// The bytes of the manifest.
  func manifestBytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }
}

/// Whether Lectern writes into a folder: an output folder, or the folder of a report in one.
///
/// The notebooks in such a folder are never read, because they are copies that a report offers for
/// download.
///
/// - Parameter folder: The path of a folder, or of a link to one.
/// - Returns: Whether the folder has a manifest.
public func isOutputOfLectern(_ folder: String) -> Bool {
  kind(of: "\(folder)/\(manifestName)") == .file
}

/// The kind of item at a path.
///
/// Links are not followed.
enum FileKind {
  case absent
  case file
  case folder
  /// A link, or another item that is not a regular file.
  case other
}

/// The kind of item at a path.
func kind(of path: String) -> FileKind {
  var status = stat()
  guard lstat(path, &status) == 0 else {
    // A path that cannot be inspected is not free.
    return errno == ENOENT || errno == ENOTDIR ? .absent : .other
  }
  return switch status.st_mode & S_IFMT {
  case S_IFREG: .file
  case S_IFDIR: .folder
  default: .other
  }
}
