/// The environment variables that a render sets for a notebook.
public enum RunEnvironment {
  /// The path of the file that events are appended to; not set for a stand-alone program.
  public static let events = "LECTERN_EVENTS"
  /// The values of parameters: `name=value`, one per line.
  public static let parameters = "LECTERN_PARAM"
  /// The name of the theme for figures that set none; empty for the default.
  public static let theme = "LECTERN_THEME"
  /// The name of the chapter, which is part of the ids of its figures.
  public static let chapter = "LECTERN_CHAPTER"
  /// The folder that figures are written into.
  public static let folder = "LECTERN_FOLDER"
  /// The name of the file in that folder that records which files the program accesses.
  public static let accesses = "accesses"
}
