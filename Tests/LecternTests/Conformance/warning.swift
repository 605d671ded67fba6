func f() {
  let unused = 1
}
f()
