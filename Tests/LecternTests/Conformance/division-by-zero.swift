func mean(_ xs: [Int]) -> Int { xs.reduce(0, +) / xs.count }
mean([1, 2, 3])

mean([])
