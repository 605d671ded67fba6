import ArgumentParser

/// The command line.
@main
struct LecternCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lectern",
    abstract: "Turns literate Swift notebooks into lecture-ready reports.",
    subcommands: [
      RenderCommand.self, CheckCommand.self, OptionsCommand.self, FlagsCommand.self,
    ],
    defaultSubcommand: RenderCommand.self)
}

extension ExitCode {
  /// A notebook is wrong.
  static let notebookIsWrong = ExitCode(1)
  /// The machine does not do its part: no compiler, no space, no permission.
  static let machineFails = ExitCode(3)
}
