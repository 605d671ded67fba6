import Notebook
show("shown")
print("printed")
print("printed without a line end", terminator: "")
fatalError("on purpose")
