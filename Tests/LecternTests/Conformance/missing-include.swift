//: {{< include nowhere.md >}}
//: {{< includ nowhere.md >}}
//: Text {{< include nowhere.md >}} in a line.
1
