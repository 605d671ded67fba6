for i in 0..<100_000 { print("line \(i)") }
