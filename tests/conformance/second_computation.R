# second_computation.R - computes columns of the reports again, from their
# counts, by R's own functions, and holds them against what is printed.
#
#     Rscript second_computation.R FOLDER     of a run in the dialect "plain"
#
# Where R has a function it is used (glm, wilcox.test, binom.test, p.adjust,
# cor, pchisq, qt); the rest is written here as its source has it. Complains on
# standard output; the exit status is 1 when there was a complaint, or when a
# column was never compared.

folder <- commandArgs(trailingOnly = TRUE)[1]
complaints <- 0
compared <- list()

read <- function(name) {
  read.csv(file.path(folder, paste0(name, ".csv")), check.names = FALSE,
           na.strings = "", encoding = "UTF-8", stringsAsFactors = FALSE)
}

# Six significant digits are printed of a measure; four decimals of a rate. A
# blank cell must be blank on both sides.
same <- function(column, printed, computed, rate = FALSE) {
  error <- if (rate) 5.001e-5 else pmax(abs(computed) * 5.001e-6, 1e-13)
  bad <- is.na(printed) != is.na(computed) |
    (!is.na(printed) & abs(printed - computed) > error)
  bad <- which(bad)
  for (i in head(bad, 5))
    cat(column, "row", i, "is", format(printed[i], digits = 15), "should be",
        format(computed[i], digits = 15), "\n")
  complaints <<- complaints + length(bad)
  compared[[column]] <<- sum(!is.na(printed))
}

# -- Documents, by group and theme --------------------------------------------

documents <- read("theme_frequency_by_document")

in_group <- function(rows, group) {
  if (group == "(all)") rows else rows[rows$group == group, ]
}
of_theme <- split(documents, documents$theme)

# How far off the rate sum(x)/sum(n) may be on the log scale: its variance by
# documents (Cochran 1977) between that of independent hits and that of all hits
# in one document; Student's degrees downwards and upwards.
spread_of <- function(x, n) {
  k <- sum(n)^2 / sum(n^2)
  v <- sum((x - sum(x) / sum(n) * n)^2) / sum(x)^2 * k / (k - 1)
  bursts <- min(max(v, 1 / sum(x)), 1) - 1 / sum(x)
  if (length(x) < 2 || sum(x) == 0 || k < 2 || 1 / (k - 1) + bursts > 1)
    return(c(variance = NA, down = NA, up = NA))
  c(variance = 1 / sum(x) + bursts * (1 + bursts),
    down = 1 / (1 / (k - 1) + bursts + 0.5 / sum(x)),
    up = 1 / (1 / (k - 1) + bursts))
}

# Student's, for degrees of 1 and more.
quantile_of <- function(degrees) qt(0.975, pmax(degrees, 1))

rate_interval <- function(x, n) {
  if (length(x) < 2 || sum(n) == 0)
    return(c(NA, NA))
  if (sum(x) == 0) {
    size <- sum(n)^2 / sum(n^2) / 2
    missed <- function(mean) pnbinom(0, size = size, mu = mean) - 0.025
    most <- uniroot(missed, c(1, 1e5), tol = 1e-12)$root
    return(c(0, min(1e4 * most / sum(n), 1e4)))
  }
  s <- spread_of(x, n)
  rate <- 1e4 * sum(x) / sum(n)
  ends <- rate * exp(c(-1, 1) * sqrt(s[["variance"]]) *
                       quantile_of(s[c("down", "up")]))
  c(ends[1], min(ends[2], max(rate, 1e4)))
}

# -- theme_frequency -----------------------------------------------------------

dp <- function(v, s) sum(abs(v / sum(v) - s / sum(s))) / 2

theme_frequency <- read("theme_frequency")
rows <- lapply(seq_len(nrow(theme_frequency)), function(i) {
  row <- theme_frequency[i, ]
  d <- in_group(of_theme[[row$theme]], row$group)
  spread <- sum(d$hits) > 0 && nrow(d) > 1
  by_group <- aggregate(cbind(hits, words) ~ group, d, sum)
  rate <- d$hits / d$words
  k <- nrow(d)
  # which is Wilson's
  share <- suppressWarnings(
    prop.test(sum(d$hits > 0), k, correct = FALSE))$conf.int
  data.frame(
    share_low = share[1], share_high = share[2],
    low = rate_interval(d$hits, d$words)[1],
    high = rate_interval(d$hits, d$words)[2],
    dp = if (spread) dp(d$hits, d$words) else NA,
    norm = if (spread) dp(d$hits, d$words) /
      (1 - min(d$words) / sum(d$words)) else NA,
    juilland = if (spread) 1 - sd(rate) * sqrt((k - 1) / k) / mean(rate) /
      sqrt(k - 1) else NA,
    groups = if (row$group == "(all)" && sum(d$hits) > 0 && nrow(by_group) > 1)
      dp(by_group$hits, by_group$words) else NA)
})
rows <- do.call(rbind, rows)
same("rate_low", theme_frequency$rate_low, rows$low, rate = TRUE)
same("rate_high", theme_frequency$rate_high, rows$high, rate = TRUE)
same("dispersion_dp", theme_frequency$dispersion_dp, rows$dp)
same("dispersion_dp_norm", theme_frequency$dispersion_dp_norm, rows$norm)
same("juilland_d", theme_frequency$juilland_d, rows$juilland)
same("share_low", theme_frequency$share_low, rows$share_low)
same("share_high", theme_frequency$share_high, rows$share_high)
same("dispersion_dp_groups", theme_frequency$dispersion_dp_groups, rows$groups)

# -- theme_comparison ----------------------------------------------------------

# Twice the gain in log likelihood of two rates over one: glm's deviance.
g2_of <- function(f1, n1, f2, n2) {
  if (f1 + f2 == 0 || n1 == 0 || n2 == 0)
    return(0)
  counts <- cbind(c(f1, f2), c(n1 - f1, n2 - f2))
  fit <- glm(counts ~ 1, family = binomial,
             control = list(epsilon = 1e-14, maxit = 100))
  deviance(fit)
}

# log2(r1/r2) by documents, with Welch's degrees of freedom for either end.
contrast <- function(x1, n1, x2, n2) {
  s1 <- spread_of(x1, n1)
  s2 <- spread_of(x2, n2)
  if (is.na(s1[["variance"]]) || is.na(s2[["variance"]]))
    return(c(low = NA, high = NA, p = NA))
  v1 <- s1[["variance"]]
  v2 <- s2[["variance"]]
  welch <- function(df1, df2) (v1 + v2)^2 / (v1^2 / df1 + v2^2 / df2)
  low <- welch(s1[["down"]], s2[["up"]])
  high <- welch(s1[["up"]], s2[["down"]])
  error <- sqrt(v1 + v2) / log(2)
  estimate <- log2(sum(x1) / sum(n1) / (sum(x2) / sum(n2)))
  c(low = estimate - quantile_of(low) * error,
    high = estimate + quantile_of(high) * error,
    p = 2 * pt(-abs(estimate / error),
               max(if (estimate > 0) low else high, 1)))
}

comparison <- read("theme_comparison")
tests <- nrow(comparison)
rows <- lapply(seq_len(tests), function(i) {
  row <- comparison[i, ]
  d <- of_theme[[row$theme]]
  focus <- d[d$group == row$focus, ]
  other <- if (row$reference == "(rest)") d[d$group != row$focus, ] else
    d[d$group == row$reference, ]
  f1 <- row$hits_focus
  f2 <- row$hits_reference
  n1 <- row$words_focus
  n2 <- row$words_reference
  u <- suppressWarnings(wilcox.test(focus$hits / focus$words,
                                    other$hits / other$words, exact = FALSE))
  conservative <- NA
  if (f1 + f2 > 0) {
    bounds <- binom.test(f1, f1 + f2, conf.level = 1 - 0.05 / tests)$conf.int
    bounds <- log2(bounds / (1 - bounds) * n2 / n1)
    conservative <- if (bounds[1] > 0) bounds[1] else
      if (bounds[2] < 0) bounds[2] else 0
  }
  g2 <- g2_of(f1, n1, f2, n2)
  by_documents <- contrast(focus$hits, focus$words, other$hits, other$words)
  data.frame(g2 = g2, p = pchisq(g2, 1, lower.tail = FALSE),
             bic = g2 - log(n1 + n2), conservative = conservative,
             mann_whitney = if (is.nan(u$p.value)) 1 else u$p.value,
             proportion = u$statistic / nrow(focus) / nrow(other),
             low = by_documents["low"], high = by_documents["high"],
             p_documents = by_documents["p"])
})
rows <- do.call(rbind, rows)
same("g2", ifelse(comparison$g2 < 1e-9, 0, comparison$g2),
     ifelse(rows$g2 < 1e-9, 0, rows$g2))
same("p_value", comparison$p_value, rows$p)
same("q_value", comparison$q_value, p.adjust(rows$p, "BH"))
same("bic", comparison$bic, rows$bic)
same("log_ratio_conservative", comparison$log_ratio_conservative,
     rows$conservative)
same("mann_whitney_p", comparison$mann_whitney_p, rows$mann_whitney)
same("mann_whitney_q", comparison$mann_whitney_q,
     p.adjust(rows$mann_whitney, "BH"))
same("mann_whitney_proportion", comparison$mann_whitney_proportion,
     rows$proportion)
same("log_ratio_documents_low", comparison$log_ratio_documents_low, rows$low)
same("log_ratio_documents_high", comparison$log_ratio_documents_high,
     rows$high)

# -- theme_change: its administrations are two groups ---------------------------

change <- read("theme_change")
change <- change[change$boundary == "administration", ]
p <- vapply(seq_len(nrow(change)), function(i) {
  row <- change[i, ]
  d <- of_theme[[row$theme]]
  before <- d[d$group == row$before, ]
  after <- d[d$group == row$after, ]
  contrast(after$hits, after$words, before$hits, before$words)["p"]
}, 0)
same("theme_change p_value", change$p_value, p)

# -- Pairs ----------------------------------------------------------------------

# As units: 1 where a theme is, 0 where it is not, weighted by how many.
units_of <- function(units, a, b, both) {
  data.frame(a = c(1, 1, 0, 0), b = c(1, 0, 1, 0),
             n = c(both, a - both, b - both, units - a - b + both))
}
odds_model <- function(formula, data) {
  summary(glm(formula, binomial, data, weights = n,
              control = list(epsilon = 1e-14, maxit = 100)))$coefficients
}

pairs <- read("theme_cooccurrence")
pairs <- pairs[!grepl("window", pairs$unit), ]
rows <- lapply(seq_len(nrow(pairs)), function(i) {
  row <- pairs[i, ]
  cells <- units_of(row$units, row$units_a, row$units_b, row$units_both)
  full <- all(c(tapply(cells$n, cells$a, sum), tapply(cells$n, cells$b, sum)) >
                0)
  model <- if (all(cells$n > 0)) odds_model(b ~ a, cells)["a", 1:2] else
    c(NA, NA)
  each <- cells[rep(1:4, pmin(cells$n, if (row$units < 5000) Inf else 0)), ]
  data.frame(phi = if (full && nrow(each)) cor(each$a, each$b) else NA,
             skip = full && !nrow(each), all = all(cells$n > 0),
             odds = exp(model[1]), low = exp(model[1] - qnorm(0.975) * model[2]),
             high = exp(model[1] + qnorm(0.975) * model[2]))
})
rows <- do.call(rbind, rows)
same("phi", pairs$phi[!rows$skip], rows$phi[!rows$skip])
same("odds_ratio", pairs$odds_ratio[rows$all], rows$odds[rows$all])
same("odds_ratio_low", pairs$odds_ratio_low[rows$all], rows$low[rows$all])
same("odds_ratio_high", pairs$odds_ratio_high[rows$all], rows$high[rows$all])
same("pmi", pairs$pmi, with(pairs, ifelse(
  units_both > 0, log2(units_both * units / units_a / units_b), NA)))

# The difference of two log odds ratios is the interaction of a logistic model.
pairs <- read("theme_cooccurrence_comparison")
rows <- lapply(seq_len(nrow(pairs)), function(i) {
  row <- pairs[i, ]
  cells <- rbind(
    cbind(units_of(row$units_focus, row$units_a_focus, row$units_b_focus,
                   row$units_both_focus), g = 1),
    cbind(units_of(row$units_reference, row$units_a_reference,
                   row$units_b_reference, row$units_both_reference), g = 0))
  if (any(cells$n == 0))
    return(data.frame(all = FALSE, difference = NA, z = NA, p = NA))
  model <- odds_model(b ~ a * g, cells)["a:g", ]
  data.frame(all = TRUE, difference = model[1], z = model[3], p = model[4])
})
rows <- do.call(rbind, rows)
same("log_odds_difference", pairs$log_odds_difference[rows$all],
     rows$difference[rows$all])
same("z", pairs$z[rows$all], rows$z[rows$all])
same("z: p_value", pairs$p_value[rows$all], rows$p[rows$all])

# -------------------------------------------------------------------------------

for (column in names(compared)) {
  cells <- compared[[column]]
  cat(sprintf("%-26s %6d cells\n", column, cells))
  if (cells == 0)
    complaints <- complaints + 1
}
if (complaints > 0)
  cat(complaints, "complaints\n")
quit(status = as.integer(complaints > 0))
