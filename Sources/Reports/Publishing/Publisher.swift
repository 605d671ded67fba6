import CFileExchange
import FoundationEssentials
import Glibc
import Storage

/// Writes reports into an output folder, so that a reader sees the old one or the new one, whole.
///
/// A report is written to a hidden folder beside its place and then exchanged with what is there in
/// one step of the file system. What Lectern did not write comes along untouched.
public struct Publisher: Sendable {
  /// Something in the output folder that is in the way and that Lectern did not write.
  public struct Occupied: Error, Equatable, Sendable {
    /// The path of what is in the way.
    public var path: String
  }

  /// The name of the file in a report's folder that lists what Lectern wrote there.
  static let manifestName = ".lectern.json"

  /// What Lectern wrote into a report's folder.
  struct Manifest: Codable, Equatable {
    var files: [String]
    /// Nil where another version of Lectern wrote something else.
    var card: ShelfCard?

    init(files: [String], card: ShelfCard) {
      self.files = files
      self.card = card
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      files = try container.decode([String].self, forKey: .files)
      card = try? container.decode(ShelfCard.self, forKey: .card)
    }
  }

  private let output: String

  /// Creates a publisher.
  ///
  /// - Parameter output: The path of the output folder; it is created when something is published.
  public init(output: String) { self.output = output }

  /// Writes a report.
  ///
  /// - Returns: Whether anything was different from what was there.
  /// - Throws: `Occupied` where a file of somebody else has the name of one of the report's;
  ///   `FileFailure` where the disk does not do what it should. The old report is whole either way.
  @discardableResult
  public func publish(_ report: PublishedReport) throws -> Bool {
    try makeFolders(output)
    let lock = try lockOutput()
    defer { close(lock) }
    try recover(report.name)
    let place = "\(output)/\(report.name)"
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    let manifest = Manifest(files: report.files.keys.sorted(), card: report.card)
    var files = report.files
    files[Self.manifestName] = Array(try encoder.encode(manifest)) + [UInt8(ascii: "\n")]
    let old = self.manifest(of: report.name)
    if let old, old == manifest,
      files.allSatisfy({ name, bytes in (try? readFile("\(place)/\(name)")) == bytes })
    {
      return false
    }
    let new = path(.new, of: report.name)
    do {
      try makeFolders(new)
      try carry(
        from: place, to: new, except: Set((old?.files ?? []) + [Self.manifestName]), under: "")
      for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
        if exists("\(new)/\(name)") { throw Occupied(path: "\(place)/\(name)") }
        if let slash = name.lastIndex(of: "/") { try makeFolders("\(new)/\(name[..<slash])") }
        try writeFile("\(new)/\(name)", bytes)
      }
      try exchange(new, with: place, name: report.name)
    } catch {
      removeTree(new)
      throw error
    }
    return true
  }

  /// Writes a file into the output folder itself, if it is different from what is there.
  ///
  /// - Returns: Whether it was different.
  @discardableResult
  public func publish(file name: String, _ bytes: [UInt8]) throws -> Bool {
    try makeFolders(output)
    let place = "\(output)/\(name)"
    if (try? readFile(place)) == bytes { return false }
    let lock = try lockOutput()
    defer { close(lock) }
    let new = path(.new, of: name)
    try writeFile(new, bytes)
    guard rename(new, place) == 0 else { throw FileFailure("rename", place) }
    return true
  }

  /// The cards of all reports in the output folder, in the order of the shelf.
  public func cards() -> [ShelfCard] {
    ((try? fileNames(in: output)) ?? []).compactMap {
      $0.hasPrefix(".") ? nil : manifest(of: $0)?.card
    }.sorted { $0.link < $1.link }
  }

  private func manifest(of name: String) -> Manifest? {
    guard let bytes = try? readFile("\(output)/\(name)/\(Self.manifestName)") else { return nil }
    return try? JSONDecoder().decode(Manifest.self, from: Data(bytes))
  }

  // MARK: Steps

  /// The hidden names beside a report.
  private enum Side: String {
    case new
    case old
  }

  private func path(_ side: Side, of name: String) -> String {
    "\(output)/.\(name).lectern-\(side.rawValue)"
  }

  /// One publisher at a time; whoever is killed lets go.
  private func lockOutput() throws -> Int32 {
    let folder = open(output, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw FileFailure("open", output) }
    guard flock(folder, LOCK_EX) == 0 else {
      close(folder)
      throw FileFailure("flock", output)
    }
    return folder
  }

  /// Clears away what a publisher left that was killed.
  private func recover(_ name: String) throws {
    let place = "\(output)/\(name)"
    let old = path(.old, of: name)
    if !exists(place), exists(old) {
      guard rename(old, place) == 0 else { throw FileFailure("rename", place) }
    }
    removeTree(path(.new, of: name))
    removeTree(old)
  }

  /// Puts the new folder in the old one's place, and removes the old one.
  private func exchange(_ new: String, with place: String, name: String) throws {
    guard exists(place) else {
      guard rename(new, place) == 0 else { throw FileFailure("rename", place) }
      return
    }
    if exchange_paths(new, place) == 0 {
      removeTree(new)
      return
    }
    // A file system without the exchange has a moment without a report; `recover` ends it if this
    // process can't.
    let old = path(.old, of: name)
    guard rename(place, old) == 0 else { throw FileFailure("rename", place) }
    guard rename(new, place) == 0 else {
      let failure = FileFailure("rename", place)
      rename(old, place)
      throw failure
    }
    removeTree(old)
  }

  /// Links what Lectern did not write into the new folder: the same files, not copies of them.
  private func carry(from old: String, to new: String, except written: Set<String>, under: String)
    throws
  {
    guard let names = try? fileNames(in: under.isEmpty ? old : "\(old)/\(under)") else { return }
    for name in names {
      let path = under.isEmpty ? name : "\(under)/\(name)"
      if written.contains(path) { continue }
      var status = stat()
      guard lstat("\(old)/\(path)", &status) == 0 else {
        throw FileFailure("lstat", "\(old)/\(path)")
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        let isOurs = written.contains { $0.hasPrefix("\(path)/") }
        if !isOurs { try makeFolders("\(new)/\(path)") }
        try carry(from: old, to: new, except: written, under: path)
      } else {
        if !under.isEmpty { try makeFolders("\(new)/\(under)") }
        // A link to a link, not to what it points to.
        guard linkat(AT_FDCWD, "\(old)/\(path)", AT_FDCWD, "\(new)/\(path)", 0) == 0 else {
          throw FileFailure("linkat", "\(new)/\(path)")
        }
      }
    }
  }
}
