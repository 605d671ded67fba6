//: The function is called before the variable that it reads has its value.
func doubled() -> Int { 2 * later }
doubled()
let later = 21
