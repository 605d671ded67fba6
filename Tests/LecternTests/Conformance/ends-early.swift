import Glibc
print("so far")
exit(0)
