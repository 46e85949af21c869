/** docs/distributions.md: all families in one table. */
import { table } from '../../conformance/page/markdown.js'
import { abilities, factsOf, partnersOf } from './facts.js'
import { combined, fileOf, pages } from './write.js'

const link = (name: string): string => `[\`${name}\`](distributions/${fileOf(name)}.md)`

/** The support without its remarks. */
const inShort = (support: string): string => support.split(/[;:]/)[0] ?? support

const rowOf = (name: string): readonly string[] => {
  const page = pages[name]
  if (page === undefined) return []
  const { can } = factsOf(page)
  const others = partnersOf(page, pages).from
  return [
    link(name),
    inShort(page.support),
    ...abilities.map((ability) => (can.includes(ability) ? 'yes' : '')),
    page.gradient === 'none' ? '' : page.gradient,
    others.map((other) => `\`${other}\``).join(', '),
  ]
}

const familyTable = (kind: string): string => {
  const names = Object.entries(pages).flatMap(([name, page]) => (factsOf(page).kind === kind ? [name] : []))
  return table(['family', 'support', ...abilities, 'gradient through samples', '`kl` from'], names.map(rowOf))
}

/** In how many pairs of families a divergence has a closed form. */
export const pairs = (): number =>
  Object.values(pages).reduce((sum, page) => sum + partnersOf(page, pages).from.length, 0)

/** The whole page. */
export const indexPage = (): string => `# Distributions

${Object.keys(pages).length} families, each on a page of its own: what it is for, its constructors, formulas, samples, divergences, numerics, an
example and a plot. A distribution has batch axes, which count independent values, and event axes, which make up one value.
What it can state stands in its type: \`Distribution<[32], [20], 'entropy' | 'cdf'>\` has an entropy and a cdf, and a
program that asks it for a mean does not compile. The tables below are computed from the code by
\`npm run docs:distributions\`, and so are the plots.

The last column names the families of p for which \`kl(q, p)\`, the divergence of a q of the row from p, has a closed form:
${pairs()} pairs in all. \`klMonteCarlo\` estimates any other. [Numerics](numerics.md) says what holds of large and
small numbers.

## With a density

${familyTable('continuous')}

## With probabilities of single values

${familyTable('discrete')}

## Made of others

${table(
  ['', 'what for', 'gradient through samples'],
  Object.entries(combined).map(([name, page]) => [
    link(name),
    page.purpose,
    page.gradient === 'none' ? '' : page.gradient,
  ]),
)}

\`defineDistribution\` makes one of functions of your own, \`detached\` one whose parameters get no gradient.

## How a gradient flows through a sample

| way | a sample is | examples |
|---|---|---|
| location and scale | a fixed function of noise, moved and stretched by the parameters | \`Gaussian\`, \`LogNormal\`, \`MultivariateGaussian\` |
| inverse cdf | the quantile of a uniform number | \`ContinuousBernoulli\`, \`Truncated\` |
| implicit | drawn by rejection; its derivative is that of the cdf by the parameters over the density | \`Gamma\`, \`Beta\`, \`Dirichlet\`, \`VonMisesFisher\` |

An estimator that needs such a gradient does not take a family without one: that is an error of the compiler.
`
