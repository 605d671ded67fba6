//: A view of a collection is shown as its elements.
[1.5, 2, 3].reversed()

// %%
[0.1 + 0.2, 2, 3][0..<2]

// %%
[1, 2, 3].lazy.map { $0 * 2 }

// %%
"abc".reversed()
