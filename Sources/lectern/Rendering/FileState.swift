import FoundationEssentials
import Glibc
import Literate
import Storage

/// What the files at some paths are like, and all files below those that are folders: two states
/// differ where a file came, went, or was written.
///
/// Sizes and times of change stand for contents, as they do for `make`.
func stateOfFiles(_ paths: [String]) -> String {
  Digest(paths.map(describe).joined()).description
}

/// The size and time of change of a file, or of all files below a folder.
private func describe(_ path: String) -> String {
  var status = stat()
  guard stat(path, &status) == 0 else { return "\(path) absent\n" }
  guard status.st_mode & S_IFMT == S_IFDIR else {
    return "\(path) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)\n"
  }
  let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  // What editors and version control keep for themselves is hidden.
  return names.sorted().filter { !$0.hasPrefix(".") }.map { describe("\(path)/\($0)") }.joined()
}
