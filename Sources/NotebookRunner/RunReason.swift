/// Why a chapter ran, or did not.
public enum RunReason: Equatable, Sendable {
  /// It did not: its code, the modules and what it read are as they were.
  case cacheHit
  /// The cache has no result of it.
  case notCached
  /// Its result in the cache is damaged.
  case cacheCorrupt
  /// Its code, an expression in its prose, or an option that its code depends on changed.
  case codeChanged
  /// Parameters, or the theme of the figures, have other values.
  case parametersChanged
  /// The modules were built again, or the compiler is another one.
  case modulesChanged
  /// A file, a folder or a missing path that it had looked at changed, as seen from the notebook; or
  /// `env:NAME`, a variable that it depends on.
  case inputChanged(path: String)
  /// The cache was not to be used.
  case forced
  /// It asks to run at every render.
  case neverCached
}
