let text = """
  //: not prose
  //| label: not-an-option
  // %% not a break
  /*: not a block */
  // snippet.hide
  \(1 + 1) and \\(1 + 1)
  """
print(text)

//: A raw one:
let raw = #"""
  \(not) \#(1 + 2) ^*/
  //: ---
  """#
raw
