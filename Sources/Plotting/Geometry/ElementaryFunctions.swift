// The only import of the C library's math functions in this module; other files call these
// functions.
#if canImport(Glibc)
  import Glibc

  func exp(_ x: Double) -> Double { Glibc.exp(x) }
  func log(_ x: Double) -> Double { Glibc.log(x) }
  func log10(_ x: Double) -> Double { Glibc.log10(x) }
  func cos(_ x: Double) -> Double { Glibc.cos(x) }
  func sin(_ x: Double) -> Double { Glibc.sin(x) }
  func atan2(_ y: Double, _ x: Double) -> Double { Glibc.atan2(y, x) }
  func pow(_ x: Double, _ y: Double) -> Double { Glibc.pow(x, y) }
  func cbrt(_ x: Double) -> Double { Glibc.cbrt(x) }
#else
  import Darwin

  func exp(_ x: Double) -> Double { Darwin.exp(x) }
  func log(_ x: Double) -> Double { Darwin.log(x) }
  func log10(_ x: Double) -> Double { Darwin.log10(x) }
  func cos(_ x: Double) -> Double { Darwin.cos(x) }
  func sin(_ x: Double) -> Double { Darwin.sin(x) }
  func atan2(_ y: Double, _ x: Double) -> Double { Darwin.atan2(y, x) }
  func pow(_ x: Double, _ y: Double) -> Double { Darwin.pow(x, y) }
  func cbrt(_ x: Double) -> Double { Darwin.cbrt(x) }
#endif
