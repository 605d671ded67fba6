//: Keys that are numbers stand in the order of numbers; what is inside has sensible digits.
[10: 0.1 + 0.2, 9: 1.0 / 3, 100: 2]

// %%
Dictionary(grouping: ["pear", "apple", "plum", "fig"], by: \.count)

// %%
["b": Optional(1.0 / 3), "a": nil]

// %%
[String: Int]()

// %%
[(name: "a", value: 2.0 / 3), (name: "b", value: 1)]
