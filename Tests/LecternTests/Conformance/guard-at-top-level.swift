import Foundation
guard let n = Int("12") else { exit(3) }
n + 1

//: The name lives on in later cells: \(n).
guard n > 100 else {
  print("too small")
  exit(0)
}
"never"
