//: ---
//: title: Parameters and data
//: ---

//| include: false
import Notebook
import Plotting
import Statistics

//: # Parameters {#sec-parameters}
//:
//: A parameter is a value that can be set from outside the notebook:

let rate = parameter("rate", default: 0.5, in: 0.1...2)

//: Here it is \(rate). These set it, and the first one that does so wins:
//:
//: 1. the command line: `lectern render notebooks/queue --param rate=0.8`
//: 2. the report: `params: { rate: 0.8 }` in `report.yml`
//: 3. the chapter: the same line in its front matter
//: 4. the default in the code
//:
//: Several values make a report for each: `--param k=2..6`, or `--param rate=0.5,1,2`. The notebook is compiled once.
//:
//: # Data {#sec-data}
//:
//: Put a data file beside the notebook. `DataTable` reads CSV and TSV files and knows the type of every column:
//:
//: ```swift
//: let planets = try DataTable(contentsOf: "planets.csv")
//: let distance = try planets.numbers("distance")
//: ```
//:
//: Empty fields and `NA` are missing values. A field that is not a number, in a column that is read as numbers, is an error with the file, the row and the
//: column. You can also read files in any other way that Swift has: Lectern sees which files a notebook read, through any API, and runs it again when
//: one of them changes.
//:
//: Random numbers need a seed, so that the page is the same each time: `var random = SplitMix64(seed: 7)`. Draw from the distributions of `Statistics`,
//: such as `Normal(mean: 0, standardDeviation: 1).sample(100, using: &random)`. The methods of Swift's standard library, such as
//: `Double.random(in:using:)`, may give other numbers in another release of Swift.
