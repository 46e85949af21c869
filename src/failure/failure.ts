/**
 * What can go wrong at a boundary: a file, a download, an option, a backend, a number that stopped being one.
 * Static shapes have no run-time failure; what can only be known at run time is one of these.
 */

/**
 * A shape known only at run time that does not fit. `bound` holds the dims fixed so far, by letter.
 * @category failure
 * @since 0.1.0
 */
export interface ShapeMismatch {
  readonly _tag: 'ShapeMismatch'
  readonly op: string
  readonly expected: readonly (number | string)[]
  readonly got: readonly number[]
  readonly bound: Readonly<Record<string, number>>
}

/**
 * An option with a value that it cannot have.
 * @category failure
 * @since 0.1.0
 */
export interface InvalidOption {
  readonly _tag: 'InvalidOption'
  readonly option: string
  readonly expected: string
  readonly got: string
}

/**
 * A file whose content is not what its reader takes.
 * @category failure
 * @since 0.1.0
 */
export interface InvalidFile {
  readonly _tag: 'InvalidFile'
  readonly path: string
  readonly expected: string
  readonly got: string
}

/**
 * A file or folder that the system would not read or write.
 * @category failure
 * @since 0.1.0
 */
export interface FileSystem {
  readonly _tag: 'FileSystem'
  readonly action: 'read' | 'write'
  readonly path: string
  readonly reason: string
}

/**
 * A download that did not give what was expected.
 * @category failure
 * @since 0.1.0
 */
export interface Download {
  readonly _tag: 'Download'
  readonly url: string
  readonly expected: string
  readonly got: string
}

/**
 * A backend that cannot run here, and what would help.
 * @category failure
 * @since 0.1.0
 */
export interface BackendUnavailable {
  readonly _tag: 'BackendUnavailable'
  readonly backend: string
  readonly reason: string
  readonly remedy: string
}

/**
 * A device that went away while it was in use: a reset GPU, a context that the browser took back. What it held is gone.
 * @category failure
 * @since 0.1.0
 */
export interface DeviceLost {
  readonly _tag: 'DeviceLost'
  readonly backend: string
  readonly reason: string
  /** The training step in which it was noticed. */
  readonly step?: number
}

/**
 * A number, shape or type that a backend cannot hold: shapes are looked at before anything runs, numbers when they are
 * brought to the backend.
 * @category failure
 * @since 0.1.0
 */
export interface LimitExceeded {
  readonly _tag: 'LimitExceeded'
  readonly backend: string
  readonly expected: string
  readonly got: string
}

/**
 * An operation that a backend began and could not finish: no memory, a shader that does not compile.
 * @category failure
 * @since 0.1.0
 */
export interface KernelFailed {
  readonly _tag: 'KernelFailed'
  readonly backend: string
  readonly op: string
  /** The shapes of its operands, where the device says which operation it was. */
  readonly operands?: readonly (readonly number[])[]
  readonly result?: readonly number[]
  readonly reason: string
}

/**
 * The first value that is not a finite number: in which step and which leaf of the tree.
 * @category failure
 * @since 0.1.0
 */
export interface NonFinite {
  readonly _tag: 'NonFinite'
  readonly step: number
  readonly leaf: string
  readonly value: number
}

/**
 * Data that something cannot be estimated from: a value that is no number, too few rows, a direction without variance.
 * @category failure
 * @since 0.1.0
 */
export interface InvalidData {
  readonly _tag: 'InvalidData'
  readonly op: string
  readonly expected: string
  readonly got: string
}

/**
 * A checkpoint that does not belong to this run or is damaged.
 * @category failure
 * @since 0.1.0
 */
export interface InvalidCheckpoint {
  readonly _tag: 'InvalidCheckpoint'
  readonly path: string
  readonly expected: string
  readonly got: string
}

/**
 * The union of everything that can go wrong at a boundary, told apart by `_tag`.
 * @category failure
 * @since 0.1.0
 */
export type Failure =
  | ShapeMismatch
  | InvalidOption
  | InvalidFile
  | FileSystem
  | Download
  | BackendUnavailable
  | DeviceLost
  | LimitExceeded
  | KernelFailed
  | NonFinite
  | InvalidData
  | InvalidCheckpoint

/**
 * What a failure of this tag says beside its tag.
 * @category failure
 * @since 0.1.0
 */
export type Details<Tag extends Failure['_tag']> = Omit<Extract<Failure, { readonly _tag: Tag }>, '_tag'>

/**
 * The failure saying that a shape known only at run time does not fit an operation or a boundary.
 * @category failure
 * @since 0.1.0
 * @example
 * import { render, shapeMismatch } from 'reparam'
 * const failure = shapeMismatch({ op: 'fromData', expected: ['B', 784], got: [100], bound: {} })
 * console.assert(render(failure) === 'fromData: expected shape [B, 784]; found [100]')
 */
export const shapeMismatch = (details: Details<'ShapeMismatch'>): Failure => ({
  _tag: 'ShapeMismatch',
  ...details,
})

/**
 * The failure saying that an option has a value which it cannot have.
 * @category failure
 * @since 0.1.0
 */
export const invalidOption = (details: Details<'InvalidOption'>): Failure => ({
  _tag: 'InvalidOption',
  ...details,
})

/**
 * The failure saying that a file's content is not what its reader takes.
 * @category failure
 * @since 0.1.0
 */
export const invalidFile = (details: Details<'InvalidFile'>): Failure => ({ _tag: 'InvalidFile', ...details })

/**
 * The failure saying that the system would not read or write a path.
 * @category failure
 * @since 0.1.0
 */
export const fileSystem = (details: Details<'FileSystem'>): Failure => ({ _tag: 'FileSystem', ...details })

/**
 * The failure saying that an address did not give what was expected.
 * @category failure
 * @since 0.1.0
 */
export const download = (details: Details<'Download'>): Failure => ({ _tag: 'Download', ...details })

/**
 * The failure saying that a backend cannot run here, with what would help.
 * @category failure
 * @since 0.1.0
 */
export const backendUnavailable = (details: Details<'BackendUnavailable'>): Failure => ({
  _tag: 'BackendUnavailable',
  ...details,
})

/**
 * The failure saying that a device went away while it was in use.
 * @category failure
 * @since 0.1.0
 * @example
 * import { deviceLost, render } from 'reparam'
 * const failure = deviceLost({ backend: 'webgl', reason: 'the context was lost', step: 7 })
 * console.assert(render(failure) === 'webgl: the device was lost (the context was lost), noticed at step 7')
 */
export const deviceLost = (details: Details<'DeviceLost'>): Failure => ({ _tag: 'DeviceLost', ...details })

/**
 * The failure saying that a backend cannot hold something.
 * @category failure
 * @since 0.1.0
 */
export const limitExceeded = (details: Details<'LimitExceeded'>): Failure => ({
  _tag: 'LimitExceeded',
  ...details,
})

/**
 * The failure saying that a backend could not finish an operation.
 * @category failure
 * @since 0.1.0
 */
export const kernelFailed = (details: Details<'KernelFailed'>): Failure => ({
  _tag: 'KernelFailed',
  ...details,
})

/**
 * The failure saying that a step gave a value which is not a finite number, and in which leaf.
 * @category failure
 * @since 0.1.0
 */
export const nonFinite = (details: Details<'NonFinite'>): Failure => ({ _tag: 'NonFinite', ...details })

/**
 * The failure saying that something cannot be estimated from these data, and why.
 * @category failure
 * @since 0.1.0
 */
export const invalidData = (details: Details<'InvalidData'>): Failure => ({ _tag: 'InvalidData', ...details })

/**
 * The failure saying that a checkpoint is damaged or of another run.
 * @category failure
 * @since 0.1.0
 */
export const invalidCheckpoint = (details: Details<'InvalidCheckpoint'>): Failure => ({
  _tag: 'InvalidCheckpoint',
  ...details,
})
