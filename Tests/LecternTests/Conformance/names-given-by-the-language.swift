//: Names that Swift gives a handler, a setter, an observer, a capture or a case are not the variables of
//: the same name further down.
struct Missing: Error {}
var caught = ""
do { throw Missing() } catch { caught = "\(error)" }
//: A setter and an observer.
var log: [Int] = []
var level = 1 { didSet { log.append(oldValue) } }
var doubled: Int {
  get { level * 2 }
  set { level = newValue / 2 }
}
doubled = 8
log
//: An observer that names what is defined before the first assignment.
var size = 1 { didSet { sizes.append(size) } }
var sizes: [Int] = []
size = 2
sizes
//: A capture and the cases of a local enumeration.
let base = 2
let addition = { [k = base] (x: Int) in x + k }
func count() -> Int {
  enum Place: CaseIterable {
    case first, second
    static var both: [Place] { [first, second] }
  }
  return Place.both.count
}
[addition(3), count()]
//: The variables of these names.
let error = 1, newValue = 2, oldValue = 3, k = 4, first = 5, second = 6
[error, newValue, oldValue, k, first, second]
//: What is read is read, inside a capture, too.
caught
