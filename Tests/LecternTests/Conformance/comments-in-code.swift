/// A documentation comment belongs to the code.
func f() -> Int {
  // so does this
  3  // and this
}
/* and this /* nested */ still */ f()
// ^*/ is harmless here
f() /* after */ + /* between */ 1
