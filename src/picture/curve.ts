import * as Plot from '@observablehq/plot'
import type { EpochNats } from './history.js'

const QUANTITIES = [
  { name: '−ELBO', colour: '#1f4e9c', of: (row: EpochNats) => row.negativeElbo },
  { name: 'reconstruction', colour: '#d1701f', of: (row: EpochNats) => row.reconstruction },
  { name: 'KL', colour: '#2d8a4e', of: (row: EpochNats) => row.kl },
] as const

const LINE_HEIGHT = 18
const MOST_TICKS = 10

/**
 * The SVG text of −ELBO, reconstruction and KL by epoch, in nats per example, made in this document (a browser's, or
 * one that stands in for it).
 * @unit nats per example
 */
export const curveIn =
  (document: Document) =>
  (history: readonly EpochNats[]): string => {
    const last = history.at(-1)
    // no more ticks than whole epochs, so that none of them falls between two
    const ticks = Math.max(1, Math.min(MOST_TICKS, history.length - 1))
    const lines = QUANTITIES.map(({ colour, of }) =>
      Plot.line(history, {
        x: 'epoch',
        y: of,
        stroke: colour,
        strokeWidth: 2,
        marker: history.length > 1 ? 'none' : 'dot',
      }),
    )
    const names = QUANTITIES.map(({ name, colour, of }, i) =>
      Plot.text([last === undefined ? name : `${name} ${of(last).toFixed(2)}`], {
        frameAnchor: 'top-right',
        dy: (i - QUANTITIES.length) * LINE_HEIGHT,
        fill: colour,
        fontWeight: 'bold',
      }),
    )
    const figure = Plot.plot({
      document,
      width: 720,
      height: 480,
      marginTop: 12 + QUANTITIES.length * LINE_HEIGHT,
      marginLeft: 64,
      marginBottom: 44,
      style: { background: 'white', color: 'black', fontSize: '13px' },
      x: { label: 'epoch', labelAnchor: 'center', labelArrow: 'none', tickFormat: 'd', ticks },
      y: { label: 'nats per example', labelAnchor: 'center', labelArrow: 'none', grid: true, nice: true },
      marks: [...lines, ...names],
    })
    figure.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
    return figure.outerHTML
  }
