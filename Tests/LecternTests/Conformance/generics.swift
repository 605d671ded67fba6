//: A generic type, used across cells and extended in one of them.
struct Stack<Element> {
  private(set) var elements: [Element] = []
  mutating func push(_ element: Element) { elements.append(element) }
}

//: Another cell fills it.
var stack = Stack<Int>()
for n in 1...3 { stack.push(n * n) }
stack.elements

//: And a third extends it.
extension Stack where Element: Numeric {
  var sum: Element { elements.reduce(0, +) }
}
stack.sum
