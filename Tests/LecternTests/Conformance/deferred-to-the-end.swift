//: What is deferred at the top level runs when the notebook ends.
print("one")
defer { print("deferred") }

//: The last cell.
print("two")
