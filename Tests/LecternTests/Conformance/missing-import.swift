//: Names of modules that nobody imported, and a name that nothing has.

let waits = OldFaithful.eruptions
var random = SplitMix64(seed: 3)
let today: Date? = nil
nonsense(3)
