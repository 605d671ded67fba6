func risky(_ n: Int) throws -> Int { if n > 2 { throw CancellationError() } else { n } }
//: This works: \(try risky(1)).

//: This does not: \(try risky(3)).
