/** The examples of the documents: what users copy, so what must compile and run. */
import { posix } from 'node:path'

/** What becomes of an example: it compiles and runs, it compiles, or it must not compile. */
export type Kind = 'run' | 'no-run' | 'error'

/** A piece of TypeScript in a document. */
export interface Example {
  /** `path:line` of its first line. */
  readonly place: string
  readonly kind: Kind
  /** The whole program: a fence without imports goes on where the one before it in the document ended. */
  readonly code: string
}

interface Fence {
  readonly mark: string
  readonly line: number
  readonly code: string
}

const opening = /^\s*```(\S+)?\s*(.*?)\s*$/

/** The fenced blocks of a text in TypeScript, in order. */
const fencesOf = (text: string): readonly Fence[] => {
  const fences: Fence[] = []
  let open: { readonly language: string; readonly mark: string; readonly line: number } | undefined
  let body: string[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const fence = opening.exec(line)
    if (fence === null) body.push(line)
    else if (open === undefined) {
      open = { language: fence[1] ?? '', mark: fence[2] ?? '', line: index + 2 }
      body = []
    } else {
      if (open.language === 'ts') fences.push({ mark: open.mark, line: open.line, code: body.join('\n') })
      open = undefined
    }
  }
  return fences
}

const kindOf = (place: string, mark: string): Kind => {
  if (mark === '') return 'run'
  if (mark === 'error' || mark === 'no-run') return mark
  throw new Error(`${place}: a fence is "ts", "ts error" or "ts no-run", found "ts ${mark}"`)
}

/** The examples of a Markdown document. */
export const examplesOfMarkdown = (path: string, text: string): readonly Example[] => {
  let before = ''
  return fencesOf(text).map((fence) => {
    const place = `${path}:${fence.line}`
    const kind = kindOf(place, fence.mark)
    const code = /^import\b/m.test(fence.code) ? fence.code : `${before}${fence.code}`
    if (kind !== 'error') before = `${code}\n`
    return { place, kind, code }
  })
}

const docstring = /\/\*\*[\s\S]*?\*\//g

/** The `@example`s of a source's docstrings: fenced, or as they stand. Each is a program of its own. */
export const examplesOfSource = (path: string, text: string): readonly Example[] =>
  [...text.matchAll(docstring)].flatMap((comment) => {
    const firstLine = text.slice(0, comment.index).split('\n').length
    return tagsOf(comment[0], firstLine).flatMap(({ line, content }) => {
      const place = (at: number): string => `${path}:${at}`
      const fences = fencesOf(content)
      if (fences.length === 0) return [{ place: place(line), kind: 'run', code: content } as const]
      return fences.map((f) => ({
        place: place(line + f.line - 1),
        kind: kindOf(place(line), f.mark),
        code: f.code,
      }))
    })
  })

/** What follows `@example` in a docstring, up to the next tag. */
const tagsOf = (comment: string, firstLine: number): readonly { line: number; content: string }[] => {
  const tags: { line: number; content: string[] }[] = []
  let inside = false
  for (const [index, raw] of comment
    .replace(/\s*\*\/$/, '')
    .split('\n')
    .entries()) {
    const line = raw.replace(/^\s*(?:\/\*\*|\*) ?/, '')
    const tag = /^@(\w+)\s*(.*)$/.exec(line)
    if (tag?.[1] === 'example') tags.push({ line: firstLine + index, content: [tag[2] ?? ''] })
    else if (tag === null && inside) tags.at(-1)?.content.push(line)
    if (tag !== null) inside = tag[1] === 'example'
  }
  return tags.map(({ line, content }) => ({ line, content: content.join('\n').trimEnd() }))
}

/** Whether an example ends in a claim that can fail. */
export const asserts = ({ code }: Example): boolean => /\b(?:assert\b|console\.assert\()/.test(code)

/** The name of the file that an example is written to: its place, as a file's name can be. */
export const fileOf = ({ place }: Example): string =>
  `${posix
    .normalize(place)
    .replace(/[^\w]+/g, '-')
    .replace(/^-/, '')}.ts`
