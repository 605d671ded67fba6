import ArgumentParser
import FoundationEssentials
import NotebookRunner
import Reports
import Storage
import SystemFiles

/// Checks whether this machine has everything that rendering needs.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check that everything Lectern needs is on this machine.",
    discussion: "Exits with status 3 if something is missing, and prints how to get it.")

  func run() async throws {
    let installation = Installation()
    var isComplete = true
    /// Prints the result of a check or why it failed.
    func check(_ name: String, _ work: () async throws -> String) async {
      let label = name + String(repeating: " ", count: max(1, 16 - name.count))
      do {
        print("ok       \(label)\(try await work())")
      } catch {
        print("missing  \(label)\((error as? Failure)?.message ?? systemErrorMessage(error))")
        isComplete = false
      }
    }

    await check("Lectern") { "\(LecternCommand.configuration.version), \(installation.executable)" }
    await check("libraries") { try installation.toolchain().libraries }
    await check("templates") {
      let path = "\(installation.templates)/page.mustache"
      guard exists(path) else {
        throw Failure(message: "not found next to the program; install Lectern again")
      }
      return installation.templates
    }
    await check("compiler") {
      let version = try await Toolchain.compilerVersion()
      guard let own = installation.compilerVersion, own != version else {
        return "Swift \(version)"
      }
      throw Failure(
        message: "swiftc is Swift \(version), but Lectern was built with Swift \(own); "
          + "put Swift \(own) first in PATH, or build Lectern again")
    }
    await check("figure fonts") {
      _ = try FigureFont.paths()
      return try FigureFont.interRegular.path()
    }
    await check("mathematics") {
      try PageTypesetter.checkSystem()
      return try SystemFolder.katex.path(of: "katex.min.js")
    }
    await check("cache") {
      let cache = installation.cache
      try makeFolders(cache.folder)
      guard FileManager.default.isWritableFile(atPath: cache.folder) else {
        throw Failure(
          message: "cannot write \(cache.folder); set LECTERN_CACHE to another folder")
      }
      return cache.folder
    }
    if !isComplete { throw ExitCode.systemError }
  }

  /// Why a check failed, for failures that occur only in this command.
  private struct Failure: Error {
    var message: String
  }
}
