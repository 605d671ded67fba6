//: Ünïcödé: 😀 and ∑ before \(Größe) here.
let Größe = 3
