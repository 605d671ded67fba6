let a = 1

//: ---
//: title: Too late, so this is a rule and a heading
//: ---
a
