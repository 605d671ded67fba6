import Notebook
Table("k", "$\\pi_k$", "name", "error", "share") {
  for k in 1...2 {
    let error = "\(Double(k) - 2, decimals: 1)"
    ["\(k)", "\(Double(k) / 3, decimals: 2)", "c\(k)", k == 1 ? "**\(error)**" : error, "\(10 * k) %"]
  }
}
