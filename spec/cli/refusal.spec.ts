/** A request that cannot be met: exit 2, one line that names what was expected and what was found, nothing written. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MNIST_FILES } from '../../src/data/index.node.js'
import { mnistFiles, writeMnist } from '../data/mnist-files.js'
import { temporaryFolder } from '../support/temporary.js'
import { contents, run, small } from './program.js'

const { folder: cwd, remove } = temporaryFolder()
afterAll(remove)

/** Asserts that a request is refused in this one line and that nothing is written, in this folder or elsewhere. */
const expectRefusal = async (line: string | RegExp, ...args: readonly string[]): Promise<void> => {
  const before = contents(cwd)
  const { status, stdout, stderr } = await run({ cwd }, ...args)
  expect(stderr.endsWith('\n')).toBe(true)
  const said = stderr.slice(0, -1)
  if (typeof line === 'string') expect(said).toBe(`reparam: ${line}`)
  else expect(said).toMatch(line)
  expect(said).not.toContain('\n')
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(contents(cwd)).toEqual(before)
}

/** A folder of good IDX files, but for one of them. */
const folderWith = async (
  name: string,
  file: keyof typeof MNIST_FILES,
  content: Uint8Array,
): Promise<void> => {
  mkdirSync(join(cwd, name))
  await writeMnist(join(cwd, name), { ...mnistFiles(5, 6), [file]: content }, false)
}

describe('an option', () => {
  test('that is not there', async () => {
    await expectRefusal(
      /^reparam: command line: expected --data .* --out --resume --help; found Unknown option '--epoch'$/,
      '--epoch',
      '3',
    )
  })

  test('with a value that it cannot have', async () => {
    await expectRefusal(
      "--latent: expected a whole number of at least 1 and at most 16384; found 'two'",
      '--latent',
      'two',
    )
  })

  test('that asks for more than the data has', async () => {
    await expectRefusal(
      '--batch: expected at most 1347, the training images of digits; found 1348',
      '--batch',
      '1348',
    )
  })
})

describe('--data', () => {
  const images = mnistFiles(5, 6)

  beforeAll(async () => {
    writeFileSync(join(cwd, 'a-file'), 'no folder')
    await folderWith('truncated', 'trainImages', images.trainImages.subarray(0, 100))
    await folderWith('no-idx', 'testImages', new TextEncoder().encode('<html>not found</html>'))
    await folderWith('wrong-shape', 'trainImages', images.trainLabels)
    await folderWith('wrong-size', 'testImages', mnistFiles(6, 5).testImages)
  })

  test.each([
    [
      'missing',
      "--data: expected digits, fashion-mnist, or an existing folder of IDX files; found 'missing'",
    ],
    ['a-file', "--data: expected digits, fashion-mnist, or an existing folder of IDX files; found 'a-file'"],
    [
      'truncated',
      'truncated/train-images-idx3-ubyte: expected 136 bytes for uint8 [4, 5, 6]; found 100 bytes',
    ],
    [
      'no-idx',
      'no-idx/t10k-images-idx3-ubyte: expected an IDX file, which begins with the bytes 00 00 and one of 08 09 0b 0c 0d 0e; found 3c 68 74 6d',
    ],
    [
      'wrong-shape',
      'wrong-shape/train-images-idx3-ubyte: expected images as Uint8Array [count, height, width], none of them 0; found Uint8Array [4]',
    ],
    [
      'wrong-size',
      'wrong-size/t10k-images-idx3-ubyte: expected test images of 5×6, as the training images are; found 6×5',
    ],
  ])('%s', async (folder, line) => {
    await expectRefusal(line, '--data', folder, '--batch', '2', '--out', 'never')
  })

  test('without its labels', async () => {
    mkdirSync(join(cwd, 'unlabelled'))
    writeFileSync(join(cwd, 'unlabelled', MNIST_FILES.trainImages), images.trainImages)
    await expectRefusal(
      'unlabelled/train-labels-idx1-ubyte: expected to read it; found no such file, nor one with .gz',
      '--data',
      'unlabelled',
    )
  })
})

describe('--out', () => {
  beforeAll(async () => {
    writeFileSync(join(cwd, 'in-the-way'), 'a file')
    expect(await run({ cwd }, ...small, '--out', 'taken')).toMatchObject({ status: 0 })
  })

  test.each([
    ['in-the-way', 'in-the-way: expected to write it; found EEXIST: file already exists'],
    ['in-the-way/below', 'in-the-way/below: expected to write it; found ENOTDIR: not a directory'],
  ])('%s', async (out, line) => {
    await expectRefusal(line, ...small, '--out', out)
    expect(readFileSync(join(cwd, 'in-the-way'), 'utf8')).toBe('a file')
  })

  test.runIf(existsSync('/proc/self'))('where nobody may write', async () => {
    await expectRefusal(
      /^reparam: \/proc\/reparam: expected to write it; found E[A-Z]+: /,
      ...small,
      '--out',
      '/proc/reparam',
    )
  })

  test('that holds a run, which stays as it is', async () => {
    const before = readFileSync(join(cwd, 'taken/checkpoint.safetensors'))
    await expectRefusal(
      '--out: expected a folder without a run, or --resume to go on with it; found the run in taken',
      ...small,
      '--out',
      'taken',
    )
    expect(readFileSync(join(cwd, 'taken/checkpoint.safetensors')).equals(before)).toBe(true)
  })

  describe('with --resume', () => {
    test('without a run', async () => {
      await expectRefusal(
        'none/config.json: expected to read it; found ENOENT: no such file or directory',
        '--resume',
        '--out',
        'none',
      )
    })

    const checkpoint = (): Buffer => readFileSync(join(cwd, 'taken/checkpoint.safetensors'))

    test.each<[string, string, () => Uint8Array | string, string | RegExp]>([
      [
        'a checkpoint that is cut',
        'checkpoint.safetensors',
        () => checkpoint().subarray(0, 30000),
        /^reparam: checkpoint damaged-\d\/checkpoint.safetensors: expected \d+ bytes for [\w.]+; found \d+$/,
      ],
      [
        'no checkpoint at all',
        'checkpoint.safetensors',
        () => 'nothing of the kind',
        /^reparam: checkpoint damaged-\d\/checkpoint.safetensors: expected a header of \d+ bytes; found 19 bytes in all$/,
      ],
      [
        'a configuration that is not one',
        'config.json',
        () => '{"data":"digits"}',
        /^reparam: damaged-\d\/config.json: expected the configuration of a run; found '\{"data":"digits"\}'$/,
      ],
      [
        'the configuration of another run',
        'config.json',
        () => readFileSync(join(cwd, 'taken/config.json'), 'utf8').replace('"seed": 0', '"seed": 1'),
        /^reparam: damaged-\d\/checkpoint.safetensors: expected a checkpoint of the run in config.json; found one of another run$/,
      ],
      [
        'metrics that are none',
        'metrics.jsonl',
        () => 'epoch,elbo\n',
        /^reparam: damaged-\d\/metrics.jsonl: expected a line of metrics in JSON; found 'epoch,elbo'$/,
      ],
    ])('with %s', async (_, file, content, line) => {
      const folder = `damaged-${contents(cwd).filter((name) => /^damaged-\d$/.test(name)).length}`
      cpSync(join(cwd, 'taken'), join(cwd, folder), { recursive: true })
      writeFileSync(join(cwd, folder, file), content())
      const before = contents(join(cwd, folder)).map((name) =>
        readFileSync(join(cwd, folder, name), 'latin1'),
      )
      await expectRefusal(line, '--resume', '--out', folder)
      expect(
        contents(join(cwd, folder)).map((name) => readFileSync(join(cwd, folder, name), 'latin1')),
      ).toEqual(before)
    })
  })
})
