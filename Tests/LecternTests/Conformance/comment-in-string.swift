let text = """
  //: not prose
  //| label: nothing
  // %% no break
  """
text
