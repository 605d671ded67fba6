let a = 1; let b = 2; a + b
let c = 3; print(c)

//: Both on one line with a value last.
print("x"); a; b
