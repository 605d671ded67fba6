var total = 0
let add = { (n: Int) in total += n }
add(2)
add(3)
total

//: A function that reads a variable defined below, called after it is.
func doubled() -> Int { 2 * later }
let later = 21
doubled()
