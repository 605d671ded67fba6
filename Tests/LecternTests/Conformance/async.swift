func later() async -> Int {
  await Task.yield()
  return 7
}
await later()
