/** `docs/errors.md`: each sentence of an error with its smallest wrong program, out of the fixtures that demand it. */
import { readFileSync } from 'node:fs'
import { root, type Source } from '../support/sources.js'
import { type Compiled, compile } from '../types/compile.js'
import { demandsOf, type Fixture } from '../types/wrong-programs.js'
import { sentences, speakerOf } from './sentences.js'
import { entries, type Slice, slicesOf } from './slice.js'

/** A sentence, who says it, and the smallest program of which it is said. */
interface Entry {
  readonly chapter: string
  readonly sentence: string
  readonly speakers: readonly string[]
  readonly slice: Slice
}

/** The page, and the messages whose sentence is not on it. */
export interface Errors {
  readonly page: string
  readonly missing: readonly string[]
}

/** The last chapter: what the compiler says in its own words. */
const others = "In the compiler's own words"

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

const chapterOf = ({ path }: Fixture): string =>
  capital((/(\w[\w-]*)\.bad\.ts$/.exec(path)?.[1] ?? path).replaceAll('-', ' '))

const sizeOf = ({ head, wrong, right, tail }: Slice): number =>
  [...head, wrong, right, ...tail].join('\n').length

/** Smallest first; the place decides among equals, so that the page does not depend on the order of the fixtures. */
const bySize = (a: Slice, b: Slice): number => sizeOf(a) - sizeOf(b) || (a.place < b.place ? -1 : 1)

/** Fixtures and what users import, in one program. */
export const programOf = (fixtures: readonly Fixture[]): Compiled =>
  compile([
    ...Object.values(entries).map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') })),
    ...fixtures,
  ])

/** What fixtures demand, by sentence; the compiler's own sentences once for each heading of a fixture. */
export const errorsOf = (
  fixtures: readonly Fixture[],
  compiled: Compiled,
  sources: readonly Source[],
): Errors => {
  const sliced = slicesOf(fixtures, compiled)
  const sentenceOf = sentences(sources)
  const found = fixtures.flatMap((fixture) =>
    (sliced.get(fixture) ?? []).flatMap((slice) => {
      if (slice === undefined) return []
      const sentence = sentenceOf(slice.message)
      const own = speakerOf(slice.message) === undefined
      const key = own ? `${fixture.path} ${slice.section} ${sentence}` : sentence
      return [{ key, sentence, slice, chapter: own ? others : chapterOf(fixture) }]
    }),
  )
  const shown = [...new Set(found.map(({ key }) => key))].flatMap((key) => {
    const group = found.filter((f) => f.key === key)
    const [smallest] = [...group].sort((a, b) => bySize(a.slice, b.slice))
    if (smallest === undefined) return []
    const speakers = group.flatMap(({ slice }) => speakerOf(slice.message) ?? [])
    return [{ ...smallest, speakers: [...new Set(speakers)].sort() }]
  })
  const said = new Set(found.map(({ sentence }) => sentence))
  return {
    page: pageOf(shown),
    missing: fixtures
      .flatMap((f) => demandsOf(f).map((d) => d.message))
      .filter((message) => !said.has(sentenceOf(message))),
  }
}

const fence = '```'

const blockOf = ({ head, wrong, right, tail, message }: Slice): string =>
  [
    `${fence}ts error`,
    ...head,
    ...(tail.length === 0 ? [''] : []),
    wrong,
    `// error: ${message}`,
    '',
    `${right} // compiles`,
    ...tail,
    fence,
  ].join('\n')

const block = /^```ts error\n([\s\S]*?)```$/gm
const claim = /^(.*)\n\/\/ error: (.*)\n\n(.*) \/\/ compiles$/m

/** Each program of a page as a fixture of its own. */
export const fixturesOf = (page: string, name = 'block'): readonly Fixture[] =>
  [...page.matchAll(block)].map(([, program = ''], i) => ({
    path: `spec/docs/${name}-${i + 1}.bad.ts`,
    text: `// wrong programs: 1\n${program.replace(claim, '//! $2\n$1\n$3 //=')}`,
  }))

const sentenceText = ({ sentence, speakers, slice }: Entry): string =>
  [`### \`${sentence}\``, `Said by ${speakers.map((s) => `\`${s}\``).join(', ')}.`, blockOf(slice)].join(
    '\n\n',
  )

/** Under the headings of the fixtures: the compiler's sentences would all be alike. */
const ownWords = (all: readonly Entry[]): readonly string[] => {
  const headings = [...new Set(all.map(({ slice }) => slice.section))]
  return headings.flatMap((heading) => [
    `### ${capital(heading)}`,
    ...all.filter(({ slice }) => slice.section === heading).map(({ slice }) => blockOf(slice)),
  ])
}

const introduction = `# Errors

What the compiler says of a shape that does not fit; where a size is known only at run time, a \`ShapeError\` says the
same words. The name of the operation that refuses stands in front. Below each sentence, with \`…\` for what it names,
is the smallest program of which it is said, and its right twin, which differs in one place. The compiler quotes the
sentence inside one of its own, at the guilty argument: *Argument of type A is not assignable to parameter of type
B & "sentence"*.

\`npm run docs:errors\` makes this page from the wrong programs of \`spec/types\`, which assert every message.`

const pageOf = (all: readonly Entry[]): string => {
  const chapters = [...new Set(all.map(({ chapter }) => chapter))].filter((name) => name !== others).sort()
  const of = (name: string): readonly Entry[] => all.filter(({ chapter }) => chapter === name)
  const texts = [
    ...chapters.flatMap((name) => [`## ${name}`, ...of(name).map(sentenceText)]),
    `## ${others}`,
    ...ownWords(of(others)),
  ]
  return `${[introduction, ...texts].join('\n\n')}\n`
}
