//: A hundred thousand numbers are more than anyone reads.
Array(0..<100_000)

//: As are a thousand with decimals.
(0..<1_000).map { Double($0) / 3 }
