import Foundation
let day = Date(timeIntervalSince1970: 86_400 * 365)
var calendar = Calendar(identifier: .gregorian)
calendar.timeZone = TimeZone(secondsFromGMT: 0)!
calendar.component(.year, from: day)

//: A date as itself:
day

//: In the international format, \(day.formatted(.iso8601)).
day.formatted(.iso8601)
