#if os(Linux)
let system = "Linux"
#elseif os(macOS)
let system = "macOS"
#else
let system = "another"
#endif
system == "Linux" || system == "macOS"

//: A branch that is not compiled may name what is not there.
#if canImport(NoSuchModule)
import NoSuchModule
#endif
#if DEBUG_OF_NOBODY
noSuchFunction()
#endif
"still here"
