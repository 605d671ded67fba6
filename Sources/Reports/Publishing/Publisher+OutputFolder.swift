import Glibc
import Storage

extension Publisher {
  /// Writes a file into the output folder, which must be locked.
  func publishLocked(file name: String, _ bytes: [UInt8]) throws -> Publication {
    let place = "\(output)/\(name)"
    var manifest = try OutputManifest.manifest(in: output) ?? OutputManifest()
    let isThere = kind(of: place) != .absent
    if isThere, try !isOurs(file: name, manifest) { throw Occupied(path: place) }
    // Listed first. A listed file that does not exist is only missing, but an existing file that is
    // not listed would belong to somebody else.
    var manifestIsNew = false
    if !manifest.files.contains(name) {
      manifest.files = (manifest.files + [name]).sorted()
      try replace(manifestName, try manifest.manifestBytes())
      manifestIsNew = true
    }
    let isSame = isThere && (try? readFile(place)) == bytes
    if !isSame { try replace(name, bytes) }
    var files: [String: FileIdentity] = [:]
    for path in [place, "\(output)/\(manifestName)"] {
      guard let identity = FileIdentity(of: path) else { throw FileFailure("stat", path) }
      files[path] = identity
    }
    return Publication(isNew: manifestIsNew || !isSame, files: files)
  }

  /// Whether Lectern wrote a file in the output folder.
  ///
  /// - Throws: `FileFailure` if the file cannot be read.
  func isOurs(file name: String, _ manifest: OutputManifest) throws -> Bool {
    guard kind(of: "\(output)/\(name)") == .file else { return false }
    if manifest.files.contains(name) { return true }
    // The first edition of Lectern listed no files of the output folder. They are recognized by
    // their content: the index page beside reports names its generator, and the news calls a
    // function.
    let text = String(decoding: try readFile("\(output)/\(name)"), as: UTF8.self)
    return switch name {
    case "index.html":
      text.contains(#"<meta name="generator" content="Lectern">"#)
        && text.contains(#"<body class="shelf">"#) && !publishedReports().reports.isEmpty
    case PreviewNews.file: text.hasPrefix("lecternNews(")
    default: false
    }
  }

  /// Replaces a file in the output folder atomically.
  private func replace(_ name: String, _ bytes: [UInt8]) throws {
    let staging = Staging(for: name, in: output)
    try staging.recover()
    try staging.begin(try OutputManifest(files: ["new"]).manifestBytes())
    let new = "\(staging.new)/new"
    do {
      try writeFile(new, bytes)
      try sync(new)
      guard rename(new, staging.place) == 0 else { throw FileFailure("rename", staging.place) }
      try sync(output)
    } catch {
      try? FolderContents(of: staging.new).remove(["new", manifestName])
      throw error
    }
    try FolderContents(of: staging.new).remove([manifestName])
  }

  /// The reports in the output folder, by name.
  ///
  /// A folder without a manifest is not a report.
  func publishedReports() -> Published {
    var found = Published()
    for name in (try? fileNames(in: output)) ?? [] where !name.hasPrefix(".") {
      do {
        if let manifest = try manifest(ofReport: name) { found.reports.append((name, manifest)) }
      } catch is Occupied {
        continue
      } catch {
        found.failures.append(error)
      }
    }
    return found
  }

  /// The known reports in an output folder.
  struct Published {
    var reports: [(name: String, manifest: ReportManifest)] = []
    /// The manifests that cannot be read.
    var failures: [any Error] = []
  }

  /// Removes the remains of killed processes, for all reports.
  ///
  /// - Returns: The errors. Items that only have such a name are not touched.
  func recoverAll() -> [any Error] {
    let names = (try? fileNames(in: output)) ?? []
    var failures: [any Error] = []
    for name in Set(names.compactMap(Staging.placeName(ofHidden:))).sorted() {
      do {
        try Staging(for: name, in: output).recover()
      } catch is Occupied {
        continue
      } catch {
        failures.append(error)
      }
    }
    return failures
  }
}
