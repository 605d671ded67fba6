let share = 1.0 / 3
//: A third is \(share), or \(share, decimals: 2); $p = \(share, digits: 3)$; `\(share)` is code.
//: Strings: \("a)b") and \([1, 2].map { $0 * 2 }); not this: \\(share).
