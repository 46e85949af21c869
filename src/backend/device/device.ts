/** A started backend as the rest of this folder sees it: kernels by name, and data that comes and goes. */
import type { Target } from '../../plan/index.js'
import type { DType, Values } from '../../tensor/expression.js'

/**
 * The backends that this version starts.
 * @category run
 * @since 0.1.0
 */
export type BackendName = 'cpu' | 'wasm' | 'webgl' | 'webgpu'

/**
 * What can be asked for: a backend by its name, or the best that starts.
 * @category run
 * @since 0.1.0
 */
export type BackendChoice = BackendName | 'auto'

/** What a backend knows a piece of data by. The types of TensorFlow.js stay out of what this package publishes. */
export type DataId = object

/** Data with its shape and type, as kernels take and give it. */
export interface TensorInfo {
  readonly dataId: DataId
  readonly shape: readonly number[]
  readonly dtype: Exclude<DType, 'key'>
}

/** A function of tensors that a backend runs. */
export type Kernel = (inputs: Readonly<Record<string, TensorInfo>> | readonly TensorInfo[]) => TensorInfo

/**
 * A started backend.
 * @category run
 * @since 0.1.0
 */
export interface Backend {
  /** One of the names above, or what a handle of TensorFlow.js calls its own. */
  readonly name: string
  /** What TensorFlow.js has for it. */
  readonly device: object
  /** What the planner asks of it. */
  readonly target: Target
  /** The kernel of this TensorFlow.js name under attributes. */
  readonly kernel: (name: string, attributes?: object) => Kernel
  /** Copies host data in. */
  readonly upload: (values: Values, shape: readonly number[], dtype: DType) => DataId
  /** Copies data out, into the array that its element type has. */
  readonly download: (id: DataId, dtype: DType) => Promise<Values>
  /** Copies data out at once; undefined where a backend can only do so asynchronously. */
  readonly downloadSync: ((id: DataId, dtype: DType) => Values) | undefined
  /** Gives one reference to data back. */
  readonly dispose: (id: DataId) => void
  /** How many pieces of data it holds now. */
  readonly live: () => number
  /** What it runs on. */
  readonly describe: () => Description
  /** Why it can no longer be used; undefined while it can. */
  readonly lost: () => string | undefined
  /** Why it cannot hold data of this shape and type, or these values of it; undefined when it can. */
  readonly refusal: (shape: readonly number[], dtype: DType, values?: Values) => Refusal | undefined
  /** Runs one operation: when it fails, nothing that it made is left, and the error says which operation it was. */
  readonly attempt: <A>(work: Work, run: () => A) => A
}

/** What a backend can hold, and what it was to hold. */
export interface Refusal {
  readonly expected: string
  readonly got: string
}

/** One operation in words: what it is, the shapes of its operands and of its result. */
export interface Work {
  readonly op: string
  readonly operands: readonly (readonly number[])[]
  readonly result: readonly number[]
}

/**
 * What a backend runs on: plain data, for people and for the head of a report.
 * @category run
 * @since 0.1.0
 */
export interface Description {
  /** Its name. */
  readonly backend: string
  /** The processor or the GPU, in the words of the system. */
  readonly device: string
  /** Whether the device is a GPU that the processor draws: its numbers are right, and slow. */
  readonly software: boolean
  /** Bits of a float. */
  readonly precision: 16 | 32
  /** Threads of the processor that kernels run on; 0 where they run on a GPU, undefined where nobody tells. */
  readonly threads: number | undefined
  /** Whether kernels use the vector instructions of the processor; undefined where nobody tells. */
  readonly simd: boolean | undefined
  /** What it can hold, by names that end in their unit. */
  readonly limits: Readonly<Record<string, number>>
}
