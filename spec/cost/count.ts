/** What a program costs the compiler: counts, which are exact and the same on every machine, and no times. */
import ts from 'typescript'
import { programOf, saidOf } from '../support/program.js'
import { root } from '../support/sources.js'

/** The types that the compiler instantiated to check a file, and what it has to say of it. */
export interface Counted {
  readonly instantiations: number
  readonly errors: readonly string[]
}

/** Checks a program in a compiler of its own. */
export const count = (text: string): Counted => {
  const path = `${root}spec/cost/counted.ts`
  const program = programOf(new Map([[path, text]]))
  return {
    errors: saidOf(program, path).map((d) => ts.flattenDiagnosticMessageText(d.messageText, '\n')),
    instantiations: program.getInstantiationCount(),
  }
}
