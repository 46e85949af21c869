/** Who frees what: data of a backend is counted by those who hold it and given back when the last one lets go. */
import type { DType } from '../../tensor/expression.js'
import { buffer } from '../../tensor/primitive/leaf.js'
import { type AnyTensor, typed } from '../../tensor/tensor.js'
import type { Backend, DataId } from '../device/device.js'
import { refuseLost } from '../device/fault.js'

/** Data of a backend with the number of its holders. */
export class Storage {
  #holders = 1
  constructor(
    readonly backend: Backend,
    readonly id: DataId,
  ) {}

  /** One more holder. */
  retain(): this {
    this.#holders += 1
    return this
  }

  /** One holder less; the last one frees the data. */
  release(): void {
    this.#holders -= 1
    if (this.#holders === 0) this.backend.dispose(this.id)
  }
}

/** What a tensor that a backend holds has in its hand; letting go twice is letting go once. */
export class Handle {
  #released = false
  constructor(readonly storage: Storage) {}

  get released(): boolean {
    return this.#released
  }

  release(): void {
    if (this.#released) return
    this.#released = true
    this.storage.release()
  }
}

const collected = new FinalizationRegistry<Handle>((handle) => handle.release())

/** A tensor over storage: freed by `release`, or when it is collected. */
export const held = (storage: Storage, shape: readonly number[], dtype: DType): AnyTensor => {
  const handle = new Handle(storage)
  const e = buffer(handle, shape, dtype)
  collected.register(e, handle, handle)
  return typed<AnyTensor>(e)
}

/** The handle of a held tensor, still holding; the message says what went wrong otherwise. */
export const storageOf = (handle: object, backend: Backend): Storage => {
  if (!(handle instanceof Handle)) throw new TypeError('a tensor is held by another copy of this library')
  if (handle.released) throw new Error('a tensor was used after it was released')
  const { storage } = handle
  refuseLost(storage.backend)
  if (storage.backend !== backend)
    throw new Error(
      `expected tensors on ${backend.name}, which the program runs on; found one on ${storage.backend.name}: read it there, and make a tensor of its numbers by fromData`,
    )
  return storage
}
