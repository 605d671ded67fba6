import FoundationEssentials
import Glibc
import Storage

/// The name of the file by which Lectern knows its own folders.
///
/// A report's folder has one, and the output folder has one. Each lists the files that Lectern wrote
/// into the folder; what is not listed belongs to somebody else.
let manifestName = ".lectern.json"

/// What Lectern wrote into a report's folder.
struct ReportManifest: Codable, Equatable {
  /// The paths of the files in the folder, sorted.
  var files: [String]
  /// What the index page shows; nil where another version of Lectern wrote something else.
  var card: ReportCard?
  /// The notebook or folder that the report was made from, as a path from the output folder; nil
  /// where an earlier version of Lectern did not record it.
  var source: String?
  /// The values of the parameters where the report is one of several of the same source.
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

/// What Lectern wrote into the output folder itself.
struct OutputManifest: Codable, Equatable {
  /// The names of the files, sorted.
  var files: [String] = []
}

extension Decodable where Self: Encodable {
  /// Reads the manifest in a folder.
  ///
  /// - Returns: Nil where there is none.
  /// - Throws: `FileFailure` where there is a manifest that cannot be read; `Publisher.Occupied`
  ///   where something else has its name.
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

/// Whether Lectern writes into a folder: it is an output folder, or the folder of a report in one.
///
/// Such a folder is never read as notebooks: the copies of notebooks that a report offers for
/// download are not notebooks of their own.
///
/// - Parameter folder: The path of a folder; of a link, what it leads to.
/// - Returns: Whether the folder has a manifest.
public func isOutputOfLectern(_ folder: String) -> Bool {
  kind(of: "\(folder)/\(manifestName)") == .file
}

/// What is at a path; links are not followed.
enum FileKind {
  case absent
  case file
  case folder
  /// A link, or something that is not a regular file.
  case other
}

/// What is at a path.
func kind(of path: String) -> FileKind {
  var status = stat()
  guard lstat(path, &status) == 0 else {
    // A path that cannot be looked at is not free.
    return errno == ENOENT || errno == ENOTDIR ? .absent : .other
  }
  return switch status.st_mode & S_IFMT {
  case S_IFREG: .file
  case S_IFDIR: .folder
  default: .other
  }
}
