/* outer /* inner //: no prose */ still outer */
let a = 1
/* "a string's end */
a
