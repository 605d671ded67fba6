//: A closure may name what is defined below, if it is called after that.
let triple = { 3 * later }
var half: Int { later / 2 }
let later = 4
triple() + half
