print(#line, #column, #function)
(#file as StaticString).description.hasSuffix("macro-like-literals.swift")

//: \(#line)
