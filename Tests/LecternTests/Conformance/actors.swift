actor Counter {
  private var count = 0
  func increment() -> Int {
    count += 1
    return count
  }
}
let counter = Counter()

//: Ten tasks count at once.
await withTaskGroup(of: Void.self) { group in
  for _ in 0..<10 { group.addTask { _ = await counter.increment() } }
}
await counter.increment()
