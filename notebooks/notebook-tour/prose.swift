//: ---
//: title: Prose
//: ---

//| include: false
import Foundation
import Notebook
import Plotting
import Statistics

// What this tour quotes must also occur in it: every fenced block of Swift, without its comment marks, must be found in the
// same file, outside the fences.
struct Drift: Error { var file, quote: String }
for file in ["prose.swift", "cells.swift", "figures.swift"] {
  var (quotes, rest, open) = ([String](), "", [String]?.none)
  for line in try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n") {
    if line == "//: ```swift" {
      open = []
    } else if line == "//: ```", let quote = open {
      quotes.append(quote.joined(separator: "\n"))
      open = nil
    } else if open != nil {
      open?.append(String(line.dropFirst(4)))
    } else {
      rest += line + "\n"
    }
  }
  for quote in quotes where !rest.contains(quote + "\n") {
    throw Drift(file: file, quote: quote)
  }
}

//: A notebook interleaves prose, code and results, in the order in which people should read them. Knuth proposed this for programs [@knuth1984]. Here is some code:

let faces = 6
let outcomes = (1...3).reduce(1) { product, _ in product * faces }

//: And here is its result: three dice can fall in \(outcomes) ways. @fig-dice shows the sums of more dice.

//| label: fig-dice
//| caption: >-
//|   The sum of one die, of two, and so on (bars), and the normal distribution with the same mean and variance. Press play, or click and use the
//|   arrow keys.
//| alt: >-
//|   Bars that are flat for one die, a triangle for two, and soon follow a bell-shaped curve closely.
//| fold: true
func sums(of count: Int) -> [Double] {
  (0..<count).reduce([1.0]) { p, _ in
    (0..<p.count + faces - 1).map { s in
      (0..<faces).reduce(0.0) { $0 + (p.indices.contains(s - $1) ? p[s - $1] / Double(faces) : 0) }
    }
  }
}
try Steps(1...10, names: (1...10).map { $0 == 1 ? "one die" : "\($0) dice" }) { count in
  let p = sums(of: count)
  let bell = Normal(
    mean: 3.5 * Double(count), standardDeviation: (35.0 / 12 * Double(count)).squareRoot())
  let values = p.indices.map { Double($0 + count) }
  return Figure(
    Chart {
      BarMark(x: values, y: p, width: 0.9).foregroundStyle(.series(1)).opacity(0.5)
      FunctionMark(over: 0...61) { bell.density($0) }.foregroundStyle(.series(2))
        .lineStyle(width: 1.8)
    }.xAxis("sum", domain: 0...61).yAxis("probability"), height: .inches(2.4))
}

//: # Text {#sec-text}
//:
//: Prose is written in comments that begin with `//:`, in Markdown.
//:
//: ```swift
//: //: Words can be *emphasized*, **strong**, `code`, or ~~gone~~.
//: //: A [link](https://www.swift.org) leads away.
//: //: "Straight" quotes become curly; dashes -- like these -- and dots... are converted too.
//: //:
//: //: 1. A list with numbers
//: //:    - and one inside it.
//: //: 2. Its second item.
//: //:
//: //: > A quotation.
//: ```
//:
//: Words can be *emphasized*, **strong**, `code`, or ~~gone~~.
//: A [link](https://www.swift.org) leads away.
//: "Straight" quotes become curly; dashes -- like these -- and dots... are converted too.
//:
//: 1. A list with numbers
//:    - and one inside it.
//: 2. Its second item.
//:
//: > A quotation.

//: # Values {#sec-values}
//:
//: An expression in `\(…)` is replaced by its value, in prose, formulas, captions and alternative texts.

let share = 1.0 / 3

//: ```swift
//: //: A third is \(share) or \(share, decimals: 2) or \(percent: share),
//: //: and in a formula $p = \(share, digits: 4)$.
//: ```
//:
//: A third is \(share) or \(share, decimals: 2) or \(percent: share),
//: and in a formula $p = \(share, digits: 4)$.
//:
//: Any Swift expression is allowed. Using a value before it is computed is an error, reported with file and line.

//: # Mathematics {#sec-mathematics}
//:
//: Formulas are TeX. A displayed one gets a number from its label.
//:
//: ```swift
//: //: The log-likelihood exceeds its bound by a divergence:
//: //:
//: //: $$ \operatorname{KL}(Q \,\|\, P)
//: //:   = \sum_Z Q(Z) \log \frac{Q(Z)}{P(Z)} \ge 0 . $$ {#eq-divergence}
//: //:
//: //: @eq-divergence is zero only for $Q = P$.
//: ```
//:
//: The log-likelihood exceeds its bound by a divergence:
//:
//: $$ \operatorname{KL}(Q \,\|\, P)
//:   = \sum_Z Q(Z) \log \frac{Q(Z)}{P(Z)} \ge 0 . $$ {#eq-divergence}
//:
//: @eq-divergence is zero only for $Q = P$.
//:
//: A mistake in a formula is an error too. Formulas are typeset when the report is rendered, not in the browser.

//: # References and citations {#sec-references}
//:
//: Refer to sections, equations, figures, tables, listings and statements by their labels, and to works by their keys in the bibliography.
//:
//: ```swift
//: //: See @sec-values and @fig-dice, or only the number, [-@eq-divergence].
//: //: EM was named in a famous paper [@dempster1977, section 2].
//: //: Its authors say so [-@dempster1977]; @knuth1984 does not.
//: //: Other papers are as famous [see @knuth1984; @dempster1977, p. 1].
//: ```
//:
//: See @sec-values and @fig-dice, or only the number, [-@eq-divergence].
//: EM was named in a famous paper [@dempster1977, section 2].
//: Its authors say so [-@dempster1977]; @knuth1984 does not.
//: Other papers are as famous [see @knuth1984; @dempster1977, p. 1].
//:
//: Move the pointer over a reference to see its target. A reference without a target is an error.

//: # Terms {#sec-terms}
//:
//: ```swift
//: //: The [odds]{.term} of an event are $p / (1 - p)$, its probability
//: //: over that of the opposite event. At [odds]{.term} of one it is a toss-up.
//: ```
//:
//: The [odds]{.term} of an event are $p / (1 - p)$, its probability
//: over that of the opposite event. At [odds]{.term} of one it is a toss-up.
//:
//: A term is explained where it first occurs; later occurrences link back to it.

//: # Notes {#sec-notes}
//:
//: Footnotes and side remarks appear in the margin, if there is one.
//:
//: ```swift
//: //: Sums of dice are nearly normal.[^moivre]
//: //:
//: //: [^moivre]: De Moivre knew in 1733, for coins.
//: //:
//: //: ::: {.aside}
//: //: The faces of a die have mean $7/2$ and variance $35/12$.
//: //: :::
//: ```
//:
//: Sums of dice are nearly normal.[^moivre]
//:
//: [^moivre]: De Moivre knew in 1733, for coins.
//:
//: ::: {.aside}
//: The faces of a die have mean $7/2$ and variance $35/12$.
//: :::

//: # Statements and proofs {#sec-statements}
//:
//: ```swift
//: //: ::: {.theorem #thm-dice title="Two dice"}
//: //: Seven is the most probable sum of two dice.
//: //: :::
//: //:
//: //: ::: {.proof}
//: //: For each face of the first die, one face of the second makes seven.
//: //: No other sum has this property.
//: //: :::
//: ```
//:
//: ::: {.theorem #thm-dice title="Two dice"}
//: Seven is the most probable sum of two dice.
//: :::
//:
//: ::: {.proof}
//: For each face of the first die, one face of the second makes seven.
//: No other sum has this property.
//: :::
//:
//: There are also `lemma`, `corollary`, `proposition`, `conjecture`, `definition`, `example`, `exercise`, `solution` and `remark`, each
//: with its own numbers and a prefix for labels: `thm-`, `lem-`, `cor-`, `prp-`, `cnj-`, `def-`, `exm-`, `exr-`, `sol-`, `rem-`. With
//: `collapse="true"` a block is folded, which is useful for solutions:
//:
//: ```swift
//: //: ::: {.exercise #exr-three}
//: //: Which sums of three dice are the most probable?
//: //: :::
//: //:
//: //: ::: {.solution collapse="true"}
//: //: Ten and eleven, which are equally far from the mean $21/2$.
//: //: :::
//: ```
//:
//: ::: {.exercise #exr-three}
//: Which sums of three dice are the most probable?
//: :::
//:
//: ::: {.solution collapse="true"}
//: Ten and eleven, which are equally far from the mean $21/2$.
//: :::

//| include: false
let three = sums(of: 3)
precondition(three.indices.filter { three[$0] > three.max()! - 1e-12 } == [7, 8])

//: # Callouts {#sec-callouts}
//:
//: ```swift
//: //: ::: {.callout-warning title="Do not bet on it"}
//: //: The dice have no memory.
//: //: :::
//: ```
//:
//: ::: {.callout-warning title="Do not bet on it"}
//: The dice have no memory.
//: :::
//:
//: The other kinds are `note`, `tip`, `important` and `caution`. They fold too, and `appearance="simple"` or `"minimal"` and `icon="false"` make them
//: quieter:
//:
//: ::: {.callout-note title="A note"}
//: Something worth knowing.
//: :::
//:
//: ::: {.callout-tip collapse="true" title="A folded tip"}
//: Something worth finding.
//: :::
//:
//: ::: {.callout-important appearance="simple" title="Important, but simple"}
//: Something not to be missed.
//: :::
//:
//: ::: {.callout-caution appearance="minimal" icon="false" title="A quiet caution"}
//: Something that can go wrong.
//: :::

//: # Side by side {#sec-columns}
//:
//: ```swift
//: //: ::: {.columns}
//: //: ::: {.column width="60%"}
//: //: The wide column contains the argument.
//: //: :::
//: //: ::: {.column width="40%"}
//: //: The narrow one contains the objection.
//: //: :::
//: //: :::
//: ```
//:
//: ::: {.columns}
//: ::: {.column width="60%"}
//: The wide column contains the argument.
//: :::
//: ::: {.column width="40%"}
//: The narrow one contains the objection.
//: :::
//: :::
//:
//: `::: {layout-ncol=3}` arranges the blocks inside in columns of equal width, and `::: {.column-page}` uses the whole page.

//: # Other files {#sec-include}
//:
//: A notebook can include a Markdown file, or one section of it. Its labels and formulas are numbered with the rest.
//:
//: ```swift
//: //: {{< include jensen.md#sec-says >}}
//: ```
//:
//: {{< include jensen.md#sec-says >}}
