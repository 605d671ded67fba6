outer: for i in 1... {
  for j in 1...i where i * j > 20 {
    print(i, j)
    break outer
  }
}
var n = 27
var steps = 0
repeat {
  n = n % 2 == 0 ? n / 2 : 3 * n + 1
  steps += 1
} while n != 1
steps
