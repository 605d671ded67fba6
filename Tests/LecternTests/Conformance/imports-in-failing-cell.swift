//: A cell that is meant to fail may begin with imports, types and extensions.
//| error: true
import Foundation
struct Refusal: Error {}
extension Refusal: CustomStringConvertible { var description: String { "refused" } }
if "a".uppercased() == "A" { throw Refusal() }

//: What it declares is known below.
Refusal()
