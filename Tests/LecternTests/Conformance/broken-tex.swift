//: Fine: $\frac{1}{2}$.
//:
//: Not fine: $\frac{1$ at all.
let a = 1
