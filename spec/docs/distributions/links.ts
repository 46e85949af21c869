/** Links between documents. */
import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import { root } from '../../support/sources.js'

const link = /\]\(([^)\s]+)\)/g

/** The links of a document to files that are not there, as `path: link`. */
export const dead = (path: string, text: string): readonly string[] =>
  [...text.matchAll(link)].flatMap(([, to = '']) => {
    const [file = ''] = to.split('#')
    const there =
      /^https?:/.test(to) || file === '' || existsSync(`${root}${posix.join(posix.dirname(path), file)}`)
    return there ? [] : [`${path}: ${to}`]
  })
