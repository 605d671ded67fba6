//: A figure, a table or a formula is shown by a cell, not in a sentence.
import Notebook

struct Answer: Displayable {
  var text = "two"
  var display: Display { .markdown(text) }
}

let answer = Answer()

//: The text \(answer.text) is allowed.
//: The value \(answer) is not, and neither is \(Formula("x^2")).
