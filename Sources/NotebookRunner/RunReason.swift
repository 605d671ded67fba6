/// Why a chapter ran or did not run.
public enum RunReason: Equatable, Sendable {
  /// It did not run: its code, the modules and its inputs are unchanged.
  case cacheHit
  /// The cache does not contain its result.
  case notCached
  /// Its cached result is damaged.
  case cacheCorrupt
  /// Its code, an expression in its prose, or an option that its code depends on changed.
  case codeChanged
  /// The values of parameters or the theme of the figures changed.
  case parametersChanged
  /// The modules or the compiler changed.
  case modulesChanged
  /// A path that it had examined changed, given relative to the notebook; or `env:NAME`, an environment
  /// variable that it depends on.
  case inputChanged(path: String)
  /// The user asked to ignore cached results.
  case forced
  /// Its option `cache: false` makes it run at every render.
  case neverCached
}
