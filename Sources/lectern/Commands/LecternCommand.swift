import ArgumentParser
@preconcurrency import Glibc

/// The command `lectern`.
@main
struct LecternCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lectern",
    abstract: "Turn literate Swift notebooks into lecture-ready reports.",
    version: "2.0.0",
    subcommands: [
      RenderCommand.self, PreviewCommand.self, CheckCommand.self, NewCommand.self,
      CleanCommand.self, CacheCommand.self, OptionsCommand.self, FlagsCommand.self,
      EditorCommand.self, DoctorCommand.self,
    ],
    defaultSubcommand: RenderCommand.self)

  /// The names of the subcommands.
  static var names: [String] {
    configuration.subcommands.compactMap { command in command.configuration.commandName }
  }

  /// Runs the command that the arguments name.
  ///
  /// A usage error exits with status 2, like the shell's own commands, instead of the parser's 64.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch  where exitCode(for: error) == .validationFailure {
      fputs(fullMessage(for: error) + "\n", stderr)
      Glibc.exit(2)
    } catch {
      exit(withError: error)
    }
  }
}

extension ExitCode {
  /// The command line is invalid.
  static let usage = ExitCode(2)
  /// A notebook contains an error.
  static let notebookError = ExitCode(1)
  /// The system failed, such as for lack of a compiler, disk space or permission.
  static let systemError = ExitCode(3)
}
