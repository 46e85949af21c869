/** A started backend as the rest of this folder sees it: kernels by name, and data that comes and goes. */
import type { Target } from '../plan/index.js'
import type { DType, Values } from '../tensor/expression.js'

/**
 * The backends that this version starts.
 * @category run
 * @since 0.1.0
 */
export type BackendName = 'cpu' | 'wasm' | 'webgl' | 'webgpu'

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
  readonly name: BackendName
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
  /** Why it cannot hold data of this shape and type; undefined when it can. */
  readonly refusal: (shape: readonly number[], dtype: DType) => string | undefined
}

/**
 * What a backend runs on.
 * @category run
 * @since 0.1.0
 */
export interface Description {
  readonly backend: BackendName
  /** Bits of a float. */
  readonly precision: 16 | 32
}
