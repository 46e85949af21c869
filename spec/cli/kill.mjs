/**
 * Loaded before the program: ends it by SIGKILL in the middle of dealing with a file, when it does so the n-th
 * time. KILL_AT is `append|write|before-rename|after-rename <file> <n>`.
 */
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

const [what, file, n] = (process.env['KILL_AT'] ?? '').split(' ')
let left = Number(n)

const isNow = (kind, path) => {
  if (kind !== what || !path.includes(file)) return false
  left -= 1
  return left === 0
}

const die = () => {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {})
}

const { appendFile, open, rename } = fs

fs.appendFile = async (path, text) => {
  if (!isNow('append', path)) return appendFile(path, text)
  await appendFile(path, text.slice(0, text.length / 2))
  return die()
}

fs.open = async (path, flags) => {
  const handle = await open(path, flags)
  const writeFile = handle.writeFile.bind(handle)
  handle.writeFile = async (content) => {
    if (!isNow('write', path)) return writeFile(content)
    await writeFile(content.slice(0, content.length / 2))
    return die()
  }
  return handle
}

fs.rename = async (from, to) => {
  if (isNow('before-rename', to)) return die()
  await rename(from, to)
  return isNow('after-rename', to) ? die() : undefined
}

syncBuiltinESMExports()
