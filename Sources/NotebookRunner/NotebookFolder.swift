internal import Storage
internal import SystemPackage

/// The folder in which a notebook runs, links resolved, and paths as seen from it.
struct NotebookFolder: Equatable {
  /// The path from the root.
  let path: FilePath

  /// Finds the folder of a notebook.
  ///
  /// - Parameter notebook: The path of the notebook's file.
  init(of notebook: String) {
    let folder = FilePath(notebook).removingLastComponent()
    path = folder.resolved ?? folder
  }

  /// The folder at a path from the root.
  init(at path: FilePath) { self.path = path }

  /// A path from the root, as seen from here; one that has no folder in common with this one stays.
  func relative(_ absolute: String) -> String {
    let target = FilePath(absolute)
    guard target.isAbsolute, target.components.first == path.components.first else {
      return absolute
    }
    return target.relative(to: path).string
  }

  /// A path as seen from here, from the root.
  func absolute(_ relative: String) -> String {
    path.pushing(FilePath(relative)).lexicallyNormalized().string
  }
}
