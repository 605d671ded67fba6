/// The environment variables that a rendering sets for a notebook.
public enum RunEnvironment {
  /// The path of the file that events are appended to; absent when a notebook runs alone.
  public static let events = "LECTERN_EVENTS"
  /// The values of parameters, one `name=value` a line.
  public static let parameters = "LECTERN_PARAM"
  /// The theme of the figures whose authors chose none; empty for the report's own.
  public static let theme = "LECTERN_THEME"
  /// The name of the chapter, with which the ids of its figures begin.
  public static let chapter = "LECTERN_CHAPTER"
  /// The folder that figures are written into.
  public static let folder = "LECTERN_FOLDER"
  /// The name of the file in that folder that says which files the program looked at.
  public static let accesses = "accesses"
}
