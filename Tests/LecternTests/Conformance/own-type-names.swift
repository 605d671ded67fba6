//: # Own names
//: Types that are called like those of the language, and of the program that runs the notebook.

struct Task { var name = "wash" }
enum Error: Swift.Error { case bad }
struct Result { var isRight = true }
struct Double { var value = 1 }
struct Array { var count = 2 }
struct Never {}
struct Void {}
enum NotebookProgram { case running }
Task().name

//| error: true
throw Error.bad

//: The program is \(NotebookProgram.running), the sum \(1.5 + 1, decimals: 2).

struct Int { var text = "mine" }
Int().text

// %% Texts
struct String { var value = 3 }
String().value

// %% Functions
func print(_ value: Swift.Int) { Swift.print("mine:", value) }
print(Array().count)
NotebookProgram.running
