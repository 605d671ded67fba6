let line = "2024-05-17  //: not prose, 42.5 kg"
let match = line.firstMatch(of: /(\d+)-(\d+)-(\d+)/)!
Int(match.1)! + Int(match.2)!

//: A regular expression may contain what looks like a comment.
line.contains(#/\/\/:/#)

//: And one with names:
let named = #/(?<kilo>[0-9.]+)\ kg/#
(line.firstMatch(of: named)?.kilo).map(String.init) ?? "none"
