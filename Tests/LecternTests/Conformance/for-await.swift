let numbers = AsyncStream<Int> { stream in
  for n in 1...4 { stream.yield(n) }
  stream.finish()
}
var total = 0
for await n in numbers { total += n }
total

//: Two tasks at a time, put back in order.
let squares = await withTaskGroup(of: (Int, Int).self) { group in
  for n in 1...5 { group.addTask { (n, n * n) } }
  var found: [Int: Int] = [:]
  for await (n, square) in group { found[n] = square }
  return found.sorted { $0.key < $1.key }.map(\.value)
}
squares
