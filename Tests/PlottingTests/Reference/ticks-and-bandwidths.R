# Ticks of the package labeling (Talbot's extended) and bandwidths of stats::bw.SJ, for
# ExtendedWilkinsonTests.swift and KernelDensityTests.swift. Debian: r-base-core, r-cran-labeling.
library(labeling)
cat(R.version.string, "labeling", as.character(packageVersion("labeling")), "\n")
ranges <- list(c(8.1, 14.1, 4), c(0, 1, 5), c(-12.3, 22.7, 6), c(-28500, -26490, 5),
               c(0.0013, 0.0091, 4), c(1.7, 1.9, 3), c(-1e6, 3e6, 5), c(97, 103, 7),
               c(0, 365, 8), c(-0.5, 0.25, 4), c(3, 3.0001, 5), c(0, 12, 12))
for (r in ranges) {
  ticks <- extended(r[1], r[2], r[3])
  cat(sprintf("(%s, %s, %s, [%s]),\n", format(r[1], digits = 15), format(r[2], digits = 15), r[3],
              paste(format(ticks, digits = 15, trim = TRUE), collapse = ", ")))
}
n <- 500
u <- ((0:(n - 1)) * 0.6180339887498949) %% 1
two <- ifelse((0:(n - 1)) %% 3 == 0, 4 + 2 * u, -3 * u * u)
normal <- qnorm((1:n - 0.5) / n)
for (x in list(two, normal)) {
  cat(sprintf("SJ %.10g nrd0 %.10g\n", bw.SJ(x, nb = 1000, method = "ste", tol = 1e-10), bw.nrd0(x)))
}
