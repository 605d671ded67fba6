import CDuktape

/// A JavaScript engine of its own: a heap in which programs are run and their functions called.
final class JavaScript {
  /// What a program threw.
  struct Failure: Error, Equatable {
    var message: String
  }

  private let heap: OpaquePointer

  /// Creates an engine; nil where there is no memory for one.
  init?() {
    guard let heap = duk_create_heap(nil, nil, nil, nil, nil) else { return nil }
    self.heap = heap
  }

  deinit { duk_destroy_heap(heap) }

  /// Runs a program for what it defines.
  ///
  /// - Throws: `Failure` with what the program threw.
  func run(_ program: [UInt8]) throws {
    let flags = UInt32(
      DUK_COMPILE_EVAL | DUK_COMPILE_SAFE | DUK_COMPILE_NOSOURCE | DUK_COMPILE_NOFILENAME)
    let result = program.withUnsafeBytes {
      duk_eval_raw(heap, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, flags)
    }
    defer { duk_pop(heap) }
    if result != 0 { throw Failure(message: topText) }
  }

  /// Calls a global function whose arguments and result are text.
  ///
  /// - Throws: `Failure` with what the function threw.
  func call(_ function: String, _ arguments: String...) throws -> String {
    _ = function.withCString { duk_get_global_string(heap, $0) }
    for argument in arguments {
      cesu8(argument).withUnsafeBytes {
        _ = duk_push_lstring(heap, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
      }
    }
    let result = duk_pcall(heap, Int32(arguments.count))
    defer { duk_pop(heap) }
    if result != 0 { throw Failure(message: topText) }
    return topText
  }

  /// The topmost value as text.
  private var topText: String {
    var length = 0
    guard let bytes = duk_safe_to_lstring(heap, -1, &length) else { return "" }
    return bytes.withMemoryRebound(to: UInt8.self, capacity: length) {
      text(cesu8: UnsafeBufferPointer(start: $0, count: length))
    }
  }
}

// Duktape keeps text in CESU-8: UTF-8, but a scalar beyond the first plane is two surrogates of three
// bytes each.

private func cesu8(_ text: String) -> [UInt8] {
  guard text.utf8.contains(where: { $0 >= 0xF0 }) else { return Array(text.utf8) }
  var result: [UInt8] = []
  for unit in text.utf16 {
    switch unit {
    case ..<0x80: result.append(UInt8(unit))
    case ..<0x800: result += [0xC0 | UInt8(unit >> 6), 0x80 | UInt8(unit & 0x3F)]
    default:
      result += [
        0xE0 | UInt8(unit >> 12), 0x80 | UInt8(unit >> 6 & 0x3F), 0x80 | UInt8(unit & 0x3F),
      ]
    }
  }
  return result
}

private func text(cesu8 bytes: UnsafeBufferPointer<UInt8>) -> String {
  // A surrogate begins with ED A0 … ED BF; without one the bytes are UTF-8.
  let hasSurrogates = zip(bytes, bytes.dropFirst()).contains { $0 == 0xED && $1 >= 0xA0 }
  guard hasSurrogates else { return String(decoding: bytes, as: UTF8.self) }
  var units: [UInt16] = []
  var index = 0
  while index < bytes.count {
    let first = UInt16(bytes[index])
    let next = { (offset: Int) in
      index + offset < bytes.count ? UInt16(bytes[index + offset] & 0x3F) : 0
    }
    switch first {
    case ..<0x80:
      units.append(first)
      index += 1
    case ..<0xE0:
      units.append((first & 0x1F) << 6 | next(1))
      index += 2
    default:
      units.append((first & 0x0F) << 12 | next(1) << 6 | next(2))
      index += 3
    }
  }
  return String(decoding: units, as: UTF16.self)
}
