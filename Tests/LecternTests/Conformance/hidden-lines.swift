let a = 1
precondition(a == 1)  //| hide
// snippet.hide
let b = a + 1
// snippet.show
b
