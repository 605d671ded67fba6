import Notebook
Table("k", "$\\pi_k$", "name") {
  for k in 1...2 { ["\(k)", "\(Double(k) / 3, decimals: 2)", "c\(k)"] }
}
