//: ---
//: title: Cells
//: ---

//| include: false
import ExpectationMaximization
import Notebook
import Plotting
import Statistics

//: The code between two blocks of prose is a cell. All cells of a chapter form one program, compiled by the ordinary compiler and run from top to bottom.

//: # What a cell shows {#sec-shows}
//:
//: A cell shows the value of its last expression, what it prints, and the values passed to `show`, in the order in which this happens.

print("printed")
show([0.1 + 0.2, 1e-20, 1e20])
"the last expression"

//: Numbers have up to six digits, as above. Matrices, tables, models and fits have displays of their own:

try Matrix([[2, 1], [1, 3]])

//: Your own types need one property for that. Markdown, formulas and HTML are built in.

struct Fraction: Displayable {
  var (numerator, denominator) = (1, 1)
  var display: Display {
    .math(#"\frac{\#(numerator)}{\#(denominator)}"#)
  }
}
show(Markdown("Some *Markdown*, written by the program:"))
Fraction(numerator: 355, denominator: 113)

//: # Options {#sec-options}
//:
//: Lines that begin with `//|` set options of the cell below; `lectern options` lists all of them. The most common ones hide something:
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
//: : What is shown and what runs. {#tbl-hidden}
//:
//: ```swift
//: //| fold: true
//: let folded = (1...10).reduce(0, +)
//: ```

//| fold: true
let folded = (1...10).reduce(0, +)
folded

//: A comment at the end of a line hides it, and a pair of comments hides several lines. Hidden lines still run. The next cell has three of them. A listing
//: can also have a label, a caption and highlighted lines:
//:
//: ```swift
//: //| label: lst-gcd
//: //| caption: Euclid's algorithm, one of the oldest that are still in use.
//: //| highlight-lines: 3
//: ```

//| label: lst-gcd
//| caption: Euclid's algorithm, one of the oldest that are still in use.
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

//: @lst-gcd finds \(gcd(1071, 462)). A cell ends where prose begins, or at a line `// %%`:

let first = 1

// %%
let second = first + 1
second

//: # Annotated lines {#sec-annotations}
//:
//: A number in angle brackets at the end of a line refers to a numbered list below the cell:
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

//: 1. The remainder is smaller than the divisor, so the loop ends.
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

//: Columns of numbers are aligned to the right automatically. Tables in prose, such as @tbl-hidden, are Markdown; their caption is the line below that begins with
//: a colon.

//: # Data {#sec-data}
//:
//: `DataTable` reads CSV files by column and type. `NA` and empty fields are missing values. A field that should be a number but is not is an error, reported with file, row and
//: column. When the file changes, the chapter runs again. `DataTable(contentsOf: "file.csv", separator: ";")` reads files with semicolons, in which a comma can be the decimal separator.

//| label: tbl-planets
//| caption: The file `planets.csv`.
let planets = try DataTable(contentsOf: "planets.csv")
planets

//: Kepler's third law says that the square of the period is the cube of the distance:

let distance = try planets.numbers("distance")
let period = try planets.numbers("period")
let worst = zip(distance, period).map { a, t in
  abs(t * t / (a * a * a) - 1)
}.max()!
precondition(worst < 0.01)  //| hide

//: These numbers agree to within \(percent: worst, decimals: 1).

//: # Parameters {#sec-parameters}
//:
//: A parameter has a default value and perhaps limits. `report.yml`, the front matter or `--param` on the command line can change it; `--param dice=1..6` renders six reports.

let dice = parameter("dice", default: 2, in: 1...12)

//: In this report it is \(dice): the default is two, but `report.yml` contains `params: { dice: 3 }`.

//: # Errors {#sec-errors}
//:
//: If a cell fails, the report is not written, and the last good one stays. A cell with `error: true` is *expected* to fail. It may throw,

struct Refusal: Error { var reason: String }

//| error: true
throw Refusal(reason: "on principle")

//: or stop the program,

//| error: true
let empty: [Int] = []
print("so far so good")
empty[0]

//: or not compile:

//| error: true
let text: String = 42

//: The cells below continue as if this cell did not exist.
