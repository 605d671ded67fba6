//: A notebook has top-level code, so it cannot have a type that is the program.
@main
struct Program {
  static func main() { print("hello") }
}
