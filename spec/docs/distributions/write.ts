/** The pages as Markdown, and their plots as SVG. */
import { table } from '../../conformance/page/markdown.js'
import { bars, classes, curves } from './axes.js'
import { combinators, families } from './catalogue.js'
import { abilities, factsOf, partnersOf } from './facts.js'
import type { Basics, Combinator } from './page.js'
import { clouds } from './panels.js'

/** The name of a page's file: that of the source. */
export const fileOf = (name: string): string =>
  name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()

type AnyPage = Basics & {
  readonly states: Readonly<Record<string, string>>
  readonly lacks: Readonly<Record<string, string>>
}

/** The pages of families by name. */
export const pages: Readonly<Record<string, AnyPage>> = families

/** The pages of combinators by name. */
export const combined: Readonly<
  Record<string, Basics & Pick<Combinator<'Mixture'>, 'states' | 'divergence'>>
> = combinators

const linked = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.map((name) => `[${name}](${fileOf(name)}.md)`).join(', ')

const code = (formula: string): string => `\`${formula}\``

/** A formula as code; one with words between stays text. */
const formulaOf = (formula: string): string =>
  /\b(?:where|otherwise|below|above|the|of|for|over|stands)\b/.test(formula) ? formula : code(formula)

const constructorsOf = ({ constructors }: Basics): string =>
  Object.values(constructors)
    .map(([signature, says]) => `- ${code(signature)}  \n  ${says}`)
    .join('\n')

const beginning = (name: string, page: Basics): readonly string[] => [
  `# ${page.title}`,
  page.purpose,
  `![${alternative(name, page)}](${fileOf(name)}.svg)`,
  `## Constructors\n\n${constructorsOf(page)}`,
]

/** What a plot shows, in words. */
export const alternative = (name: string, { figure }: Basics): string => {
  const shows = {
    curves: 'densities',
    bars: 'probabilities',
    classes: 'probabilities',
    simplex: 'samples',
    sphere: 'samples',
    plane: 'samples',
  }
  return `${name}: ${shows[figure.kind]} of ${figure.settings.map(({ label }) => label).join('; ')}`
}

/** Whether a parameter has to be more than a number. */
const hasDomain = ({ constructors }: Basics): boolean =>
  Object.values(constructors).some(([, says]) =>
    /above (?:0|`)|from 0 to 1|whole|length 1|positive definite|at least 0/.test(says),
  )

/** What holds of all constructors that take parameters of a domain. */
const looked =
  'What stands in a program as a number outside of this is refused in one line; what is computed, as by a network, is ' +
  'not looked at.'

const end = (page: Basics): readonly string[] => [
  `## Numerics\n\n${page.outside}\n\n${page.numerics}`,
  `## Example\n\n\`\`\`ts\n${page.example}\n\`\`\``,
  `## Sources\n\n${page.sources.map((source) => `- ${source}`).join('\n')}`,
]

const law = ({ letters, density, support }: Basics, what: string): string => {
  const where = letters === '' ? [] : [letters]
  return [`## ${what}`, formulaOf(density), `Support: ${support}.`, ...where].join('\n\n')
}

const kindOf = { continuous: 'Density', discrete: 'Mass' } as const

const divergences = (name: string, page: AnyPage): string => {
  const { from, of } = partnersOf(page, pages)
  return [
    `\`kl(q, p)\` in closed form with ${name} as q, for p: ${linked(from)}.`,
    `With ${name} as p, for q: ${linked(of)}.`,
    '`klMonteCarlo` estimates any other from samples.',
  ].join('\n\n')
}

/** The page of a family. */
export const pageOf = (name: string, page: AnyPage): string => {
  const { can, kind, reparameterised } = factsOf(page)
  const rows = abilities.map((ability) =>
    can.includes(ability)
      ? [ability, formulaOf(page.states[ability] ?? '')]
      : [ability, page.lacks[ability] ?? ''],
  )
  const gradient = reparameterised ? 'A gradient flows through a sample to the parameters. ' : ''
  const parts = [
    ...beginning(name, page),
    ...(hasDomain(page) ? [looked] : []),
    law(page, kindOf[kind]),
    `## What it states\n\n${table(['', 'formula'], rows)}`,
    `## Samples\n\n${gradient}${page.sample}`,
    `## Divergences\n\n${divergences(name, page)}`,
    ...end(page),
    '[All distributions](../distributions.md)',
  ]
  return `${parts.join('\n\n')}\n`
}

/** The page of a combinator. */
export const combinatorOf = (name: string, page: (typeof combined)[string]): string => {
  const parts = [
    ...beginning(name, page),
    law(page, 'Density'),
    `## What it states\n\n${page.states}`,
    `## Samples\n\n${page.sample}`,
    `## Divergences\n\n${page.divergence}`,
    ...end(page),
    '[All distributions](../distributions.md)',
  ]
  return `${parts.join('\n\n')}\n`
}

/** The plot of a page. */
export const plotOf = (name: string, page: Basics): Promise<string> => {
  const { figure } = page
  const title = alternative(name, page)
  if (figure.kind === 'curves') return curves(title, figure)
  if (figure.kind === 'bars') return bars(title, figure)
  if (figure.kind === 'classes') return classes(title, figure)
  return clouds(title, figure)
}
