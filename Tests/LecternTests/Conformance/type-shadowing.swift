//: A notebook may define what the generator uses as well.
struct Output { var value = 1 }
struct Display {}
func show(_ x: Int) -> String { "mine \(x)" }
show(Output().value)
