import Notebook
struct Coin { var heads: Double }
extension Coin: Displayable {
  var display: Display { .math("\\theta = \(heads, decimals: 2)") }
}
Coin(heads: 0.5)

//: Any of a protocol, and in an array.
let things: [any Displayable] = [Coin(heads: 0.25), Markdown("*word*")]
things[1]
show(things[0])
