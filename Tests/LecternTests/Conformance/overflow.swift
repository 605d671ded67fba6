var n = Int.max - 1
n += 1
print("so far")
n += 1
