//: ---
//: titel: A mistake
//: echo: perhaps
//: author: [A, B]
//: label: fig-none
//: params: { k: 3 }
//: width: wide
//: ---
1
