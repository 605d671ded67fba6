//: A task is started, not shown.
import Notebook
Task { 1 + 1 }

// %% Its value is
await Task { 1 + 1 }.value
