//: ---
//: title: One
//: title: Two
//: ---
1
