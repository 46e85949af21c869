/** What a run prints: one line that renews itself on a terminal, plain lines elsewhere. */
import type { MeanBound } from '../metric/index.js'

/** Where lines go. */
export interface Output {
  readonly write: (text: string) => void
  readonly isTerminal: boolean
}

/** How far a run is. */
export interface Status {
  readonly epoch: number
  readonly epochs: number
  /** Epochs done in this process, and the seconds they took. */
  readonly done: number
  readonly seconds: number
  readonly stepsPerSecond: number
  readonly train: MeanBound
}

const clock = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds))
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** Epoch, bound and its terms in nats per example, speed, time left. */
export const statusLine = ({ epoch, epochs, done, seconds, stepsPerSecond, train }: Status): string => {
  const left = (seconds / Math.max(done, 1)) * (epochs - epoch)
  return [
    `epoch ${`${epoch}`.padStart(`${epochs}`.length)}/${epochs}`,
    `ELBO ${train.elbo.toFixed(2)}`,
    `reconstruction ${train.reconstruction.toFixed(2)}`,
    `KL ${train.kl.toFixed(2)} nats per example`,
    `${stepsPerSecond.toFixed(0)} steps/s`,
    `${clock(left)} left`,
  ].join('  ')
}

/** About so many plain lines a run. */
const PLAIN_LINES = 20

/** Prints the state of a run after each epoch. */
export const progress =
  ({ write, isTerminal }: Output) =>
  (status: Status): void => {
    const { epoch, epochs } = status
    const last = epoch === epochs
    if (isTerminal) write(`\r\u001b[K${statusLine(status)}${last ? '\n' : ''}`)
    else if (last || epoch % Math.ceil(epochs / PLAIN_LINES) === 0 || epoch === 1)
      write(`${statusLine(status)}\n`)
  }
