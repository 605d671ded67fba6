//: A caption is a sentence, even where it means something to YAML.
import Notebook

let n = 3

//| label: tbl-a
//| caption: Sample #1, the author's: \(Double(n) / 7, decimals: 2) of *all*
//|   that goes on here: and ends.
Table("a") { ["1"] }

//: A second.

//| label: tbl-b
//| caption: *Emphasis* first, `code` and [brackets] later, see @tbl-a.
Table("b") { ["2"] }
