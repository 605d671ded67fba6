import ArgumentParser
@preconcurrency import Glibc
import Literate
import NotebookRunner
import Reports
import Storage

/// Does work that can only fail because of the system; a failure ends the program with status 3.
func reportingSystemErrors<Result>(_ work: () throws -> Result) throws -> Result {
  do {
    return try work()
  } catch {
    throw failed(systemErrorMessage(error), .systemError)
  }
}

/// Does work that can fail because of the command line; such a failure ends the program with status 2.
func reportingUsageErrors<Result>(_ work: () throws -> Result) throws -> Result {
  do {
    return try work()
  } catch let error as ReportSearchError {
    throw failed(error.message, .usage)
  } catch let error as ParameterError {
    throw failed(error.message, .usage)
  }
}

/// Prints an error message to standard error.
///
/// - Returns: The exit status, to be thrown.
func failed(_ message: String, _ code: ExitCode) -> ExitCode {
  fputs("lectern: error: \(message)\n", stderr)
  return code
}

/// The message for a system error.
func systemErrorMessage(_ error: any Error) -> String {
  switch error {
  case ToolchainError.modulesMissing(let path):
    "\(path) is missing; build it with scripts/build"
  case ToolchainError.compilerMissing(let reason):
    "cannot start the Swift compiler: \(reason)"
  case let failure as FileFailure:
    "cannot \(failure.action) \(failure.path): \(failure.reason)"
  case let script as UnusableScript:
    "cannot use \(script.path): \(script.reason)"
  case let occupied as Publisher.Occupied:
    "\(occupied.path) already exists and was not created by Lectern; "
      + "move it away, or choose another folder with --output"
  default:
    "\(error)"
  }
}

extension FileFailure {
  /// The verb for the operation that failed.
  fileprivate var action: String {
    switch operation {
    case "read", "stat", "lstat", "fstat", "opendir": "read"
    case "unlink", "rmdir": "remove"
    default: "write"
    }
  }
}

extension LeftOver {
  /// The message about a report that is left over.
  ///
  /// - Parameter output: The output folder that contains it.
  func message(in output: String) -> String {
    let isPlain = output.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
    let argument = isPlain ? output : "'\(output.replacing("'", with: #"'\''"#))'"
    let clean = output == "output" ? "lectern clean" : "lectern clean --output \(argument)"
    return
      "\(path) is left over: its source \(source) no longer exists; to remove it, run `\(clean)`"
  }
}

extension ParameterError {
  /// The error message.
  var message: String {
    switch self {
    case .unknown(let name, let suggestion):
      ReadingProblem.unknownParameter(name: name, suggestion: suggestion).message
    case .value(let name, let value, let allowed):
      ReadingProblem.parameterValue(name: name, value: value, allowed: allowed).message
    case .malformed(let argument):
      "invalid value “\(argument)” for --param; expected name=value, name=2..6 or name=2,4,8"
    }
  }
}

extension ReportSearchError {
  /// The error message.
  var message: String {
    switch self {
    // The first argument may be a mistyped command.
    case .missing(let path) where path == CommandLine.arguments.dropFirst().first:
      "“\(path)” is neither a command nor a file"
        + didYouMean(suggestion(for: path, among: LecternCommand.names))
    case .missing(let path): "no file or folder \(path)"
    case .noNotebooks(let path): "no notebook (.swift or .md) in \(path)"
    case .output(let path):
      "\(path) contains rendered reports, not notebooks; choose another folder with --output"
    case .sameName(let first, let second):
      "\(first) and \(second) would be written into the same folder of the output"
    }
  }
}
