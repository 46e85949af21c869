import { afterEach, describe, expect, it, vi } from 'vitest'
import { progress, type Status, statusLine, steps } from '../../src/cli/progress.js'

const status = (epoch: number, epochs: number): Status => ({
  epoch,
  epochs,
  done: epoch,
  seconds: 2 * epoch,
  stepsPerSecond: 123.4,
  train: { elbo: -20.256, reconstruction: -15, kl: 5.256 },
})

/** What is written in a run of so many epochs. */
const written = (isTerminal: boolean, epochs: number): readonly string[] => {
  const texts: string[] = []
  const show = progress({ isTerminal, write: (text) => texts.push(text) })
  for (let epoch = 1; epoch <= epochs; epoch += 1) show(status(epoch, epochs))
  return texts
}

describe('progress', () => {
  it('is epoch, bound and terms in nats per example, speed and time left', () => {
    expect(statusLine(status(3, 150))).toBe(
      'epoch   3/150  ELBO -20.26  reconstruction -15.00  KL 5.26 nats per example  123 steps/s  4 min 54 s left',
    )
    // one epoch since the run was taken up again, which took two seconds
    expect(statusLine({ ...status(149, 150), done: 1, seconds: 2 })).toMatch(/ {2}2 s left$/)
  })

  it('calls the bound by its name only where it is one', () => {
    expect(statusLine({ ...status(3, 150), beta: 4 })).toContain('  objective (β = 4) -20.26  ')
  })

  it('on a terminal is one line that renews itself and ends with the run', () => {
    const line = (epoch: number) => `\r\u001b[K${statusLine(status(epoch, 3))}`
    expect(written(true, 3)).toEqual([line(1), line(2), `${line(3)}\n`])
  })

  it('elsewhere is plain lines: every epoch of a short run, about twenty of a long one, first and last among them', () => {
    expect(written(false, 3)).toEqual([1, 2, 3].map((epoch) => `${statusLine(status(epoch, 3))}\n`))
    const long = written(false, 155)
    expect(long.length).toBeGreaterThan(15)
    expect(long.length).toBeLessThan(25)
    expect(long[0]).toBe(`${statusLine(status(1, 155))}\n`)
    expect(long.at(-1)).toBe(`${statusLine(status(155, 155))}\n`)
  })
})

describe('within an epoch', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  /** What is written in an epoch of eight steps of 100 ms. */
  const during = (isTerminal: boolean): readonly string[] => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0)
    const texts: string[] = []
    const show = steps({ isTerminal, write: (text) => texts.push(text) }, 5, 8)
    for (let stepInEpoch = 1; stepInEpoch <= 8; stepInEpoch += 1) {
      clock.mockReturnValue(100 * stepInEpoch)
      show({ epoch: 2, stepInEpoch })
    }
    return texts
  }

  it('a terminal is told a few times a second how far it is', () => {
    expect(during(true)).toEqual([3, 6].map((step) => `\r\u001b[Kepoch 2/5  step ${step} of 8`))
  })

  it('nothing else is told anything', () => {
    expect(during(false)).toEqual([])
  })
})
