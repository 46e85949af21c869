/** The README's program as a browser gets it: bundled, served and run. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../support/sources.js'
import { temporaryFolder } from '../support/temporary.js'
import { bundleOf, fromSources } from './bundle.js'
import { example, forBrowser } from './readme.js'

const { folder, remove } = temporaryFolder()
const binaries = join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist')
const pages = new Map<string, string>()
let server: Server
let browser: Browser

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    const page = pages.get(url)
    const html = `<!doctype html><link rel="icon" href="data:,"><script type="module" src="${url}.js"></script>`
    if (page !== undefined) response.setHeader('content-type', 'text/javascript').end(page)
    else if (url.startsWith('/wasm/'))
      response
        .setHeader('content-type', 'application/wasm')
        .end(readFileSync(join(binaries, url.slice('/wasm/'.length))))
    else if (pages.has(`${url}.js`)) response.setHeader('content-type', 'text/html').end(html)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const args = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking']
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args })
})

afterAll(async () => {
  await browser.close()
  server.close()
  remove()
})

const address = (): string => {
  const { port } = Object(server.address()) as AddressInfo
  return `http://127.0.0.1:${port}`
}

/** What a program writes to the console of a page, up to its last line. */
const saidBy = async (name: string, program: string): Promise<readonly string[]> => {
  const path = join(folder, `${name}.ts`)
  writeFileSync(path, `${program}\nconsole.log('done')\n`)
  const { code } = await bundleOf(path, 'browser', fromSources)
  pages.set(`/${name}.js`, code)
  const page = await browser.newPage()
  const said: string[] = []
  const done = new Promise<void>((resolve) => {
    page.on('console', (message) => {
      if (message.text() === 'done') resolve()
      else said.push(`${message.type()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => {
      said.push(`thrown: ${error.message}`)
      resolve()
    })
  })
  await page.goto(`${address()}/${name}`)
  await done
  await page.close()
  return said
}

/** Without what the browser itself remarks. */
const logged = (said: readonly string[]): readonly string[] => said.filter((line) => line.startsWith('log: '))

const reasons = (names: readonly string[]): string => `
import { render, use } from 'reparam'
for (const name of ${JSON.stringify(names)} as const) {
  const started = await use(name)()
  console.log(started._tag === 'Left' ? render(started.left) : started.right.name)
}`

describe('a bundle in Chromium', () => {
  it("is the README's program, which trains", async () => {
    expect(await saidBy('readme', forBrowser(example))).toEqual([
      expect.stringMatching(/^log: -\d+\.\d nats per example; 784 coin flips would have -543.4$/),
    ])
  })

  it('without a backend says which line is missing', async () => {
    const imports = (name: string): string =>
      `found @tensorflow/tfjs-backend-${name} is not in this program; ` +
      `import '@tensorflow/tfjs-backend-${name}' in the program: a bundle holds only the backends that it imports`
    const said = logged(await saidBy('nothing', reasons(['cpu', 'wasm', 'webgl', 'auto'])))
    expect(said.slice(0, 3)).toEqual(
      ['cpu', 'wasm', 'webgl'].map((name) => `log: backend ${name}: expected it to start; ${imports(name)}`),
    )
    expect(said.slice(3)).toEqual([
      expect.stringMatching(
        /^log: backend auto: .* none that starts \(webgpu: .*; webgl: .* is not in this program; wasm: .* is not in this program; cpu: .*\); import '@tensorflow\/tfjs-backend-wasm' in the program/,
      ),
    ])
  })

  it('without the binary of wasm says how to tell where it is', async () => {
    const said = await saidBy('lost', `import '@tensorflow/tfjs-backend-wasm'\n${reasons(['wasm'])}`)
    expect(logged(said)).toEqual([
      expect.stringMatching(
        /^log: backend wasm: expected it to start; found its \.wasm file was not found where it was looked for \(.+\); before use\('wasm'\) say where the files are served: setWasmPaths of @tensorflow\/tfjs-backend-wasm$/,
      ),
    ])
  })

  it('has the best of what it holds: wasm, where there is no GPU', async () => {
    const webgl = "import '@tensorflow/tfjs-backend-webgl'\n"
    const best = logged(await saidBy('best', `${webgl}${forBrowser(reasons(['auto']))}`))
    expect(best).toEqual([expect.stringMatching(/^log: (wasm|webgl)$/)])
  })
})
