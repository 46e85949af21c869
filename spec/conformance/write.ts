/** Keeps measurements as files beside the suite, when asked to by REPARAM_RECORD=1. */
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('./measured/', import.meta.url))

/** Numbers of so many digits; what has no number is a large one. */
const short =
  (digits: number) =>
  (_: string, value: unknown): unknown => {
    if (typeof value !== 'number') return value
    return Number.isFinite(value) ? Number(value.toPrecision(digits)) : 1e30
  }

/** Under its name, with the word that was asked for. */
const named = (measured: object, word: string): object =>
  'run' in measured && word !== '1' ? { ...measured, run: `${measured.run}, ${word}` } : measured

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, part]) => [name, sorted(part)]),
      )
    : value

/** Whether measurements are asked for. */
export const isRecording = (): boolean => (process.env['REPARAM_RECORD'] ?? '') !== ''

/**
 * Writes measured/NAME.json; REPARAM_RECORD=1 asks for it, another word is added to the names of file and run. Two digits of an error tell
 * enough, and change little from run to run.
 */
export const write = async (name: string, measured: object, digits = 2): Promise<void> => {
  const asked = process.env['REPARAM_RECORD'] ?? ''
  if (asked === '') return
  const file = `${folder}${asked === '1' ? name : `${name}-${asked}`}.json`
  await mkdir(folder, { recursive: true })
  await writeFile(file, `${JSON.stringify(sorted(named(measured, asked)), short(digits), 1)}\n`)
}
