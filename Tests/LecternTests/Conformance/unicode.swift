let Größe = 3
//: Ünïcödé: 😀 and ∑ before \(Größe), and an error has its place: \(Größé).
