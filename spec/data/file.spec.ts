import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { either as E } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import { exists, readBytes, writeAtomic } from '../../src/data/index.node.js'
import { render } from '../../src/failure/index.js'
import { withFolder } from '../support/temporary.js'

describe('writeAtomic', () => {
  it('makes the folders above, replaces what was there, and leaves nothing beside it', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'a', 'b.txt')
      expect(await writeAtomic(path)('one')()).toEqual(E.right(undefined))
      expect(await writeAtomic(path)(Uint8Array.of(50))()).toEqual(E.right(undefined))
      expect(await readFile(path, 'utf8')).toBe('2')
      expect(await readdir(join(folder, 'a'))).toEqual(['b.txt'])
    }))

  it('shows whoever reads meanwhile the old content or the new, each whole', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'x')
      const size = 8_000_000
      await writeFile(path, new Uint8Array(size).fill(1))
      const writing = writeAtomic(path)(new Uint8Array(size).fill(2))()
      const reads: Promise<Uint8Array>[] = []
      for (let i = 0; i < 20; i += 1) {
        reads.push(readFile(path))
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
      const seen = (await Promise.all(reads)).map((bytes) => [bytes.length, bytes[0] === bytes.at(-1)])
      expect(seen).toEqual(Array(20).fill([size, true]))
      expect(await writing).toEqual(E.right(undefined))
    }))

  it('leaves the old content and nothing else where it fails', () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'file'), 'old')
      const below = await writeAtomic(join(folder, 'file', 'b.txt'))('new')()
      expect(E.mapLeft(render)(below)).toEqual(
        E.left(`${folder}/file: expected to write it; found EEXIST: file already exists`),
      )
      await writeAtomic(join(folder, 'there', 'x'))('x')()
      const over = await writeAtomic(join(folder, 'there'))('new')()
      expect(E.mapLeft(render)(over)).toEqual(
        E.left(`${folder}/there: expected to write it; found EISDIR: illegal operation on a directory`),
      )
      expect((await readdir(folder)).sort()).toEqual(['file', 'there'])
      expect(await readFile(join(folder, 'file'), 'utf8')).toBe('old')
    }))
})

describe('readBytes', () => {
  it('says which file is not there', async () => {
    expect(E.mapLeft(render)(await readBytes('/nowhere/at all')())).toEqual(
      E.left('/nowhere/at all: expected to read it; found ENOENT: no such file or directory'),
    )
  })

  it('says that a folder is no file', () =>
    withFolder(async (folder) => {
      expect(E.mapLeft(render)(await readBytes(folder)())).toEqual(
        E.left(`${folder}: expected to read it; found EISDIR: illegal operation on a directory`),
      )
    }))
})

describe('exists', () => {
  it('tells what is there from what is not', () =>
    withFolder(async (folder) => {
      expect(await exists(folder)()).toBe(true)
      expect(await exists(join(folder, 'x'))()).toBe(false)
    }))
})
