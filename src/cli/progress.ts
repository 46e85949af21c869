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
  /** The weight of the divergence in the objective; 1 when absent. */
  readonly beta?: number
}

const clock = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds))
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** Epoch, bound and its terms in nats per example, speed, time left. */
export const statusLine = ({
  epoch,
  epochs,
  done,
  seconds,
  stepsPerSecond,
  train,
  beta = 1,
}: Status): string => {
  const left = (seconds / Math.max(done, 1)) * (epochs - epoch)
  return [
    `epoch ${`${epoch}`.padStart(`${epochs}`.length)}/${epochs}`,
    `${beta === 1 ? 'ELBO' : `objective (β = ${beta})`} ${train.elbo.toFixed(2)}`,
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

/** How often the line of a terminal is renewed within an epoch, in milliseconds. */
const RENEWAL = 250

/** Shows on a terminal how far an epoch is, a few times a second; elsewhere nothing. */
export const steps = ({ write, isTerminal }: Output, epochs: number, stepsPerEpoch: number) => {
  let shown = performance.now()
  return ({ epoch, stepInEpoch }: { readonly epoch: number; readonly stepInEpoch: number }): void => {
    const now = performance.now()
    if (!isTerminal || now - shown < RENEWAL) return
    shown = now
    write(`\r\u001b[Kepoch ${epoch}/${epochs}  step ${stepInEpoch} of ${stepsPerEpoch}`)
  }
}
