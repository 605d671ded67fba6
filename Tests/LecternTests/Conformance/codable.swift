import Foundation
struct Fit: Codable, Equatable {
  var weights: [Double]
  var name: String?
}
let encoder = JSONEncoder()
encoder.outputFormatting = [.sortedKeys]
let json = try encoder.encode(Fit(weights: [0.5, 0.25], name: nil))
String(decoding: json, as: UTF8.self)

//: And back.
try JSONDecoder().decode(Fit.self, from: json) == Fit(weights: [0.5, 0.25], name: nil)

//: What cannot be read says so.
//| error: true
try JSONDecoder().decode(Fit.self, from: Data("[".utf8))
