//: The order of a dictionary is another in every run; what is shown must not be.
let ages = ["Ada": 36, "Emmy": 53, "Sofja": 41, "Grace": 85, "Mary": 92]
ages

//: The same holds for a set.
Set(["a", "b", "c", "d", "e", "f"])

//: In prose too: \(ages).
["x": [1.5, 2], "y": []]

//: And where the notebook prints it.
print(ages.keys.sorted())
