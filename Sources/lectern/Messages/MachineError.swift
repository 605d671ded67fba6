import ArgumentParser
@preconcurrency import Glibc
import Literate
import NotebookRunner
import Reports

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
  } catch let error as ShelfError {
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
  case CacheError.unwritable(let path, let number):
    "\(path) cannot be written: \(String(cString: strerror(number)))"
  case let failure as FileFailure:
    "\(failure.path) cannot be \(failure.operation == "read" ? "read" : "written"): \(failure.reason)"
  case let script as UnusableScript:
    "\(script.path) cannot be used: \(script.reason)"
  case let occupied as Publisher.Occupied:
    "\(occupied.path) is in the way: Lectern did not write it, and leaves it as it is"
  default:
    "\(error)"
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

extension ShelfError {
  /// What is wrong, as a person reads it.
  var message: String {
    switch self {
    case .missing(let path): "there is no \(path)"
    case .noNotebooks(let path): "there is no notebook (.swift or .md) in \(path)"
    case .sameName(let first, let second): "\(first) and \(second) would be written into one folder"
    }
  }
}
