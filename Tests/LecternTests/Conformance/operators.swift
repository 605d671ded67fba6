infix operator ⊕: AdditionPrecedence
func ⊕ (a: Int, b: Int) -> Int { a ^ b }
prefix operator √
prefix func √ (x: Double) -> Double { x.squareRoot() }

//: Operators of one's own, in code and prose: $5 \oplus 3 = \(5 ⊕ 3)$.
5 ⊕ 3
√2.25
