internal import CJavaScriptCore
import Glibc
internal import Storage
import SystemFiles

/// A JavaScript engine with one global scope, for running programs and calling their functions.
///
/// It is a separate virtual machine in the system's JavaScriptCore library, which is loaded when
/// the first engine is created.
final class JavaScript {
  /// The reasons why a program did not finish.
  enum Failure: Error, Equatable {
    /// It threw an exception. The line is that of the program, if known.
    case thrown(message: String, line: Int?)
    /// It exceeded a limit and was stopped. The engine cannot be used after that.
    case stopped(Limit)
  }

  /// A resource limit of a run or call.
  enum Limit: Equatable {
    /// Processor time.
    case time
    /// Process memory.
    case memory
  }

  private let core: UnsafePointer<JavaScriptCore>
  private let group: JSContextGroupRef
  private let context: JSGlobalContextRef
  private let watch: Watch

  /// Creates an engine.
  ///
  /// The limits are checked ten times per second of work, so a program can exceed them by what it
  /// uses between two checks.
  ///
  /// - Parameters:
  ///   - seconds: The maximum processor time of a run or call.
  ///   - bytes: The maximum growth of the process's memory during a run or call.
  /// - Throws: `MissingSystemFile` if JavaScriptCore is not installed; ``UnusableScript`` if the
  ///   process may not reserve the address space that it needs.
  init(seconds: Double = 5, bytes: Int = 512 << 20) throws {
    guard hasAddressesForJavaScriptCore() else {
      throw UnusableScript(
        path: "JavaScriptCore", reason: "it reserves 8 GB of addresses, and `ulimit -v` allows less"
      )
    }
    guard let core = openJavaScriptCore(), let group = core.pointee.contextGroupCreate(),
      let context = core.pointee.globalContextCreateInGroup(group, nil)
    else {
      throw MissingSystemFile(
        name: "JavaScriptCore", file: "libjavascriptcoregtk-4.1.so.0",
        package: "libjavascriptcoregtk-4.1-0")
    }
    self.core = core
    self.group = group
    self.context = context
    watch = Watch(over: group, of: core, seconds: seconds, bytes: bytes)
    watch.set()
  }

  deinit {
    core.pointee.globalContextRelease(context)
    core.pointee.contextGroupRelease(group)
  }

  /// Runs a program for its definitions.
  ///
  /// - Parameter program: The program's text in UTF-8.
  func run(_ program: [UInt8]) throws(Failure) {
    let source = string(String(decoding: program, as: UTF8.self))
    defer { core.pointee.stringRelease(source) }
    var exception: JSValueRef?
    watch.begin()
    _ = core.pointee.evaluateScript(context, source, nil, nil, 1, &exception)
    try check(exception)
  }

  /// Calls a global function with text arguments and a text result.
  ///
  /// Unpaired surrogates in the result become U+FFFD.
  func call(_ function: String, _ arguments: String...) throws(Failure) -> String {
    let name = string(function)
    defer { core.pointee.stringRelease(name) }
    var exception: JSValueRef?
    let global = core.pointee.contextGetGlobalObject(context)
    let callee = core.pointee.objectGetProperty(context, global, name, &exception)
    try check(exception)
    guard let callee, core.pointee.valueIsObject(context, callee) else {
      throw .thrown(message: "there is no function \(function)", line: nil)
    }
    let values = arguments.map(protectedValue)
    defer { for value in values { core.pointee.valueUnprotect(context, value) } }
    watch.begin()
    let result = core.pointee.objectCallAsFunction(
      context, core.pointee.valueToObject(context, callee, nil), nil, values.count, values,
      &exception)
    try check(exception)
    return text(of: result)
  }

  private func check(_ exception: JSValueRef?) throws(Failure) {
    if let limit = watch.exceeded { throw .stopped(limit) }
    guard let exception else { return }
    throw .thrown(message: text(of: exception), line: line(of: exception))
  }

  /// The line from an exception, if it has one.
  private func line(of exception: JSValueRef) -> Int? {
    guard core.pointee.valueIsObject(context, exception) else { return nil }
    let name = string("line")
    defer { core.pointee.stringRelease(name) }
    let value = core.pointee.objectGetProperty(
      context, core.pointee.valueToObject(context, exception, nil), name, nil)
    return Int(exactly: core.pointee.valueToNumber(context, value, nil))
  }

  private func string(_ text: String) -> JSStringRef? {
    let units = Array(text.utf16)
    return core.pointee.stringCreateWithCharacters(units, units.count)
  }

  /// Text as a protected value, because the garbage collector does not scan Swift arrays.
  private func protectedValue(_ text: String) -> JSValueRef? {
    let units = string(text)
    defer { core.pointee.stringRelease(units) }
    let value = core.pointee.valueMakeString(context, units)
    core.pointee.valueProtect(context, value)
    return value
  }

  /// A value as text; empty if it cannot be converted, such as a symbol.
  private func text(of value: JSValueRef?) -> String {
    guard let value, let string = core.pointee.valueToStringCopy(context, value, nil) else {
      return ""
    }
    defer { core.pointee.stringRelease(string) }
    let units = UnsafeBufferPointer(
      start: core.pointee.stringGetCharactersPtr(string),
      count: core.pointee.stringGetLength(string))
    return String(decoding: units, as: UTF16.self)
  }
}

extension JavaScript.Failure {
  /// A description of the failure.
  var message: String {
    switch self {
    case .thrown(let message, let line): message + (line.map { " (line \($0))" } ?? "")
    case .stopped(.time): "it takes too long"
    case .stopped(.memory): "it takes too much memory"
    }
  }
}

/// Monitors the resource use of a program since it began.
private final class Watch {
  /// The processor time between checks, in seconds.
  static let interval = 0.1

  private let core: UnsafePointer<JavaScriptCore>
  private let group: JSContextGroupRef
  private let seconds: Double
  private let bytes: Int
  private var intervals = 0
  private var firstByte = 0
  /// The limit that stopped the program.
  private(set) var exceeded: JavaScript.Limit?

  init(
    over group: JSContextGroupRef, of core: UnsafePointer<JavaScriptCore>, seconds: Double,
    bytes: Int
  ) {
    self.core = core
    self.group = group
    self.seconds = seconds
    self.bytes = bytes
  }

  /// Schedules the next check.
  ///
  /// The engine calls back only once, so each check schedules another.
  func set() {
    core.pointee.contextGroupSetExecutionTimeLimit?(
      group, Self.interval,
      { _, data in
        guard let data else { return true }
        let watch = Unmanaged<Watch>.fromOpaque(data).takeUnretainedValue()
        watch.set()
        return watch.isOver()
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  func begin() {
    intervals = 0
    firstByte = memory()
  }

  private func isOver() -> Bool {
    intervals += 1
    if Double(intervals) * Self.interval > seconds { exceeded = .time }
    if memory() - firstByte > bytes { exceeded = .memory }
    return exceeded != nil
  }
}

/// The resident memory of this process, the second number in `/proc/self/statm`, in bytes.
private func memory() -> Int {
  guard let file = try? readFile("/proc/self/statm") else { return 0 }
  let numbers = String(decoding: file, as: UTF8.self).split(separator: " ")
  return (numbers.count > 1 ? Int(numbers[1]) ?? 0 : 0) * Int(getpagesize())
}
