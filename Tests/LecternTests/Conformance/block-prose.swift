/*:
 # A playground's page
 Text in a block.
*/
let a = 1
a
