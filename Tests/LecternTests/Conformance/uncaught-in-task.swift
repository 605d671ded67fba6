struct Failure: Error {}
let task = Task { throw Failure() }
do {
  _ = try await task.value
} catch {
  print("caught \(error)")
}
try await task.value
