internal import Storage
internal import SystemPackage

/// The folder in which a notebook runs, with links resolved, and paths relative to it.
struct NotebookFolder: Equatable {
  /// The absolute path.
  let path: FilePath

  /// Finds the folder of a notebook.
  ///
  /// - Parameter notebook: The path of the notebook's file.
  init(of notebook: String) {
    let folder = FilePath(notebook).removingLastComponent()
    path = folder.resolved ?? folder
  }

  /// The folder at an absolute path.
  init(at path: FilePath) { self.path = path }

  /// An absolute path relative to this folder; unchanged if the two have no folder in common.
  func relative(_ absolute: String) -> String {
    let target = FilePath(absolute)
    guard target.isAbsolute, target.components.first == path.components.first else {
      return absolute
    }
    return target.relative(to: path).string
  }

  /// A path relative to this folder as an absolute path.
  func absolute(_ relative: String) -> String {
    path.pushing(FilePath(relative)).lexicallyNormalized().string
  }
}
