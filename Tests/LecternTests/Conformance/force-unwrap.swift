let words = ["one": 1]
let key = "two"

let value = words[key]!
