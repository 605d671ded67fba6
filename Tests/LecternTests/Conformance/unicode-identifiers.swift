let μ̂ = 2.5
let Σ = [1.0, 2.0].reduce(0, +)
let 合計 = 7
let 🐄 = "cow"
🐄 + "s"

//: Greek letters and more: $\hat\mu$ is \(μ̂), Σ is \(Σ), and 合計 is \(合計).
