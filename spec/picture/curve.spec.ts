import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import { curve } from '../../src/picture/index.node.js'

const history = [
  { epoch: 1, negativeElbo: 30.5, reconstruction: 29, kl: 1.5 },
  { epoch: 2, negativeElbo: 22.25, reconstruction: 18, kl: 4.25 },
  { epoch: 3, negativeElbo: 19.5, reconstruction: 12, kl: 7.5 },
]

const parse = (svg: string): Document => new JSDOM(svg, { contentType: 'image/svg+xml' }).window.document

const textsOf = (document: Document): readonly string[] =>
  [...document.querySelectorAll('text')].map((node) => node.textContent ?? '')

describe('curve', () => {
  const document = parse(curve(history))

  it('is an SVG document of its own', () => {
    expect(document.documentElement.namespaceURI).toBe('http://www.w3.org/2000/svg')
    expect(document.documentElement.tagName).toBe('svg')
  })

  it('names both axes and the unit, and each line with its last value', () => {
    expect(textsOf(document)).toEqual(
      expect.arrayContaining(['epoch', 'nats per example', '−ELBO 19.50', 'reconstruction 12.00', 'KL 7.50']),
    )
  })

  it('ticks whole epochs, each once', () => {
    expect(textsOf(document).filter((text) => text === '2')).toEqual(['2'])
    expect(textsOf(parse(curve(history.slice(0, 2)))).filter((text) => text === '1')).toEqual(['1'])
  })

  it('draws a line a quantity, lower where there are fewer nats', () => {
    const heights = [...document.querySelectorAll('[aria-label="line"] path')].map((path) => {
      const points = (path.getAttribute('d') ?? '').slice(1).split('L')
      return points.map((point) => Number(point.split(',')[1]))
    })
    expect(heights.map((ys) => ys.length)).toEqual([3, 3, 3])
    const [elbo = [], reconstruction = [], kl = []] = heights
    const falls = (ys: readonly number[]) => ys.every((y, i) => i === 0 || y > (ys[i - 1] ?? Number.NaN))
    expect([falls(elbo), falls(reconstruction), falls([...kl].reverse())]).toEqual([true, true, true])
    expect(elbo.every((y, i) => y < (reconstruction[i] ?? Number.NaN))).toBe(true)
  })

  it('shows a single epoch as points, and nothing for none', () => {
    expect(parse(curve(history.slice(0, 1))).querySelectorAll('marker').length).toBe(3)
    expect(textsOf(parse(curve([])))).toEqual(expect.arrayContaining(['−ELBO', 'KL']))
  })
})
