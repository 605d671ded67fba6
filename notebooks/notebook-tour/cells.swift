//: ---
//: title: Cells
//: ---

//| include: false
import ExpectationMaximization
import Notebook
import Plotting
import Statistics

//: The code between two stretches of prose is a cell. All cells of a chapter are one program, compiled by the ordinary compiler and run from top to bottom.

//: # What a cell shows {#sec-shows}
//:
//: Its last expression, whatever it prints, and what `show` is given, in the order in which it happened.

print("printed")
show([0.1 + 0.2, 1e-20, 1e20])
"the last expression"

//: Numbers get six digits, as above. Matrices, tables, models and fits know how they look:

try Matrix([[2, 1], [1, 3]])

//: So can your own types, by one property. Markdown, formulas and HTML are ready-made.

struct Fraction: Displayable {
  var (numerator, denominator) = (1, 1)
  var display: Display {
    .math(#"\frac{\#(numerator)}{\#(denominator)}"#)
  }
}
show(Markdown("A piece of *Markdown*, made by the program:"))
Fraction(numerator: 355, denominator: 113)

//: # Options {#sec-options}
//:
//: Lines that begin with `//|` set options of the cell below; `lectern options` lists them. The most common hide something:
//:
//: | option | the code is | the output is | the cell runs |
//: |:-------|:------------|:--------------|:--------------|
//: | *none* | shown | shown | yes |
//: | `fold: true` | folded | shown | yes |
//: | `echo: false` | hidden | shown | yes |
//: | `output: false` | shown | hidden | yes |
//: | `include: false` | hidden | hidden | yes |
//: | `eval: false` | shown | – | no |
//:
//: : What shows and what runs. {#tbl-hidden}
//:
//: ```swift
//: //| fold: true
//: let folded = (1...10).reduce(0, +)
//: ```

//| fold: true
let folded = (1...10).reduce(0, +)
folded

//: A line alone is hidden by a comment at its end, several by a pair of comments. They run all the same. This cell has three hidden lines; and a listing
//: can have a label, a caption and lines to look at:
//:
//: ```swift
//: //| label: lst-gcd
//: //| caption: Euclid's algorithm, the oldest one that is still in use.
//: //| highlight-lines: 3
//: ```

//| label: lst-gcd
//| caption: Euclid's algorithm, the oldest one that is still in use.
//| highlight-lines: 3
func gcd(_ a: Int, _ b: Int) -> Int {
  precondition(a >= 0 && b >= 0)  //| hide
  if b == 0 { return a }
  return gcd(b, a % b)
}
// snippet.hide
precondition(gcd(0, 7) == 7)
precondition(gcd(12, 0) == 12)
// snippet.show
gcd(1071, 462)

//: @lst-gcd found \(gcd(1071, 462)). A cell ends where prose begins. A line `// %%` ends one too, without prose between:

let first = 1

// %%
let second = first + 1
second

//: # Annotated lines {#sec-annotations}
//:
//: A number in angle brackets at a line's end, and a numbered list below the cell that explains it:
//:
//: ```swift
//: var (a, b) = (1071, 462)
//: while b != 0 {
//:   (a, b) = (b, a % b)  // <1>
//: }
//: a  // <2>
//: ```

var (a, b) = (1071, 462)
while b != 0 {
  (a, b) = (b, a % b)  // <1>
}
a  // <2>

//: 1. The remainder is smaller than what it is the remainder of, so the loop ends.
//: 2. The last divisor that leaves no remainder.

//: # Tables {#sec-tables}
//:
//: ```swift
//: //| label: tbl-squares
//: //| caption: Squares and roots of the first \(count) numbers.
//: ```

let count = 4

//| label: tbl-squares
//| caption: Squares and roots of the first \(count) numbers.
Table("$n$", "$n^2$", "$\\sqrt{n}$", "kind") {
  for n in 1...count {
    [
      "\(n)", "\(n * n)", "\(Double(n).squareRoot(), decimals: 3)",
      n.isMultiple(of: 2) ? "even" : "odd",
    ]
  }
}

//: Columns of numbers are set to the right by themselves. Tables in prose, such as @tbl-hidden, are Markdown; their caption is the line below that begins with
//: a colon.

//: # Data {#sec-data}
//:
//: A CSV file beside the notebook is read by column and type. `NA` and empty fields are missing; a field that is not the number it should be is an error with file, row and
//: column. When the file changes, the chapter runs again. Semicolons part the fields of `DataTable(contentsOf: "file.csv", separator: ";")`, and then a comma can be a decimal point.

//| label: tbl-planets
//| caption: The file `planets.csv`, as it is.
let planets = try DataTable(contentsOf: "planets.csv")
planets

//: Kepler's third law says that the square of the period is the cube of the distance:

let distance = try planets.numbers("distance")
let period = try planets.numbers("period")
let worst = zip(distance, period).map { a, t in
  abs(t * t / (a * a * a) - 1)
}.max()!
precondition(worst < 0.01)  //| hide

//: which these numbers obey to within \(percent: worst, decimals: 1).

//: # Parameters {#sec-parameters}
//:
//: A parameter has a default and perhaps limits. `report.yml`, the front matter or `--param` on the command line set it; `--param dice=1..6` makes six reports.

let dice = parameter("dice", default: 2, in: 1...12)

//: In this report it is \(dice): the default is two, and `report.yml` says `params: { dice: 3 }`.

//: # Errors {#sec-errors}
//:
//: A cell that fails stops the report, and the last good one stays. But a cell can be *meant* to fail, and then it must. It may throw,

struct Refusal: Error { var reason: String }

//| error: true
throw Refusal(reason: "on principle")

//: or stop the program,

//| error: true
let empty: [Int] = []
print("so far so good")
empty[0]

//: or be wrong at all:

//| error: true
let text: String = 42

//: The cells below go on as if it had not been there.
