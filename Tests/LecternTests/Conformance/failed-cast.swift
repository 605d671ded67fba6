//: A cast that fails says from what to what.
let values: [Any] = [1, "two"]
let number = values[1] as! Int
