//| include: false
print("seen by nobody")
let a = 5

//| echo: false
a

//| output: false
a + 1

//: \(a)
