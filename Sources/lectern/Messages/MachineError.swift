import ArgumentParser
@preconcurrency import Glibc
import Literate
import NotebookRunner
import Reports
import Storage

/// Does something that fails only where the machine does; a failure ends the program with status 3.
func machine<Result>(_ work: () throws -> Result) throws -> Result {
  do {
    return try work()
  } catch {
    throw failed(machineMessage(error), .machineFails)
  }
}

/// Does something that fails only where the command line is wrong; a failure ends with status 2.
func usage<Result>(_ work: () throws -> Result) throws -> Result {
  do {
    return try work()
  } catch let error as ReportSearchError {
    throw failed(error.message, .usage)
  } catch let error as ParameterError {
    throw failed(error.message, .usage)
  }
}

/// Says why on standard error.
///
/// - Returns: What to throw so that the program ends with the status.
func failed(_ message: String, _ code: ExitCode) -> ExitCode {
  fputs("lectern: error: \(message)\n", stderr)
  return code
}

/// What the machine did not do, as a person reads it.
func machineMessage(_ error: any Error) -> String {
  switch error {
  case ToolchainError.modulesMissing(let path):
    "\(path) is not there; build everything with scripts/build"
  case ToolchainError.compilerMissing(let reason):
    "the Swift compiler cannot be started: \(reason)"
  case let failure as FileFailure:
    "\(failure.path) cannot be \(failure.deed): \(failure.reason)"
  case let script as UnusableScript:
    "\(script.path) cannot be used: \(script.reason)"
  case let occupied as Publisher.Occupied:
    "\(occupied.path) already exists and was not created by Lectern; "
      + "move it away, or choose another folder with --output"
  default:
    "\(error)"
  }
}

extension FileFailure {
  /// What could not be done.
  fileprivate var deed: String {
    switch operation {
    case "read", "stat", "lstat", "fstat", "opendir": "read"
    case "unlink", "rmdir": "removed"
    default: "written"
    }
  }
}

extension LeftOver {
  /// That the report is left over, as a person reads it.
  ///
  /// - Parameter output: The output folder that it is in.
  func message(in output: String) -> String {
    let isPlain = output.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
    let argument = isPlain ? output : "'\(output.replacing("'", with: #"'\''"#))'"
    let clean = output == "output" ? "lectern clean" : "lectern clean --output \(argument)"
    return "\(path) is left over: its source \(source) no longer exists; `\(clean)` removes it"
  }
}

extension ParameterError {
  /// What is wrong, as a person reads it.
  var message: String {
    switch self {
    case .unknown(let name, let suggestion):
      Problem.unknownParameter(name: name, suggestion: suggestion).message
    case .value(let name, let value, let allowed):
      Problem.parameterValue(name: name, value: value, allowed: allowed).message
    case .malformed(let argument):
      "--param takes name=value, name=2..6 or name=2,4,8, not “\(argument)”"
    }
  }
}

extension ReportSearchError {
  /// What is wrong, as a person reads it.
  var message: String {
    switch self {
    case .missing(let path): "there is no \(path)"
    case .noNotebooks(let path): "there is no notebook (.swift or .md) in \(path)"
    case .output(let path):
      "reports are written into \(path), so it is not read as notebooks; "
        + "choose another folder with --output"
    case .sameName(let first, let second): "\(first) and \(second) would be written into one folder"
    }
  }
}
