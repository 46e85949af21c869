/** A plan made ready for a backend: kernels looked up, constants brought in, then replayed as often as wanted. */
import type { Operand, Plan, Step } from '../plan/index.js'
import type { DType, Expression, Values, Words } from '../tensor/expression.js'
import { InternalError } from '../tensor/expression.js'
import type { Backend, DataId, TensorInfo } from './device.js'
import { counted, drawn, derived } from './host.js'
import { type Kernels, type Launch, loweringOf } from './lowering/lowering.js'
import { Storage, storageOf } from './storage.js'
import { tableOf } from './tables.js'

/** What stands in a slot: data of the backend, or the words of a key, which live on the host. */
export type Content = Storage | Words

/** A plan that a backend can run. */
export interface Program {
  /** The outputs for these arguments, each held once more by the caller. Nothing is left behind when a kernel fails. */
  readonly run: (args: readonly Content[]) => readonly Content[]
  /** Gives back what the program holds for itself. */
  readonly release: () => void
  readonly plan: Plan
}

const isWords = (c: Content): c is Words => !(c instanceof Storage)

/** Makes a plan ready for a backend. */
export const prepare = (plan: Plan, backend: Backend): Program => {
  const slots: (DataId | undefined)[] = Array.from({ length: plan.slots }, () => undefined)
  const keys: (Words | undefined)[] = Array.from({ length: plan.slots }, () => undefined)
  const own = new Map<number, Storage>()
  const keep = (slot: number, storage: Storage): void => {
    own.set(slot, storage)
    slots[slot] = storage.id
  }
  for (const { node, slot } of plan.leaves) {
    if (node.op === 'key') keys[slot] = node.attributes.words
    else if (node.op === 'buffer') keep(slot, storageOf(node.attributes.handle, backend).retain())
    else {
      const values = node.op === 'constant' ? node.attributes.values : filled(node)
      keep(slot, new Storage(backend, backend.upload(values, node.shape, node.dtype)))
    }
  }
  const bind = (step: Step): (() => void) => bound(step, backend, slots, keys)
  for (const step of plan.once) {
    bind(step)()
    const id = slots[step.result]
    if (id !== undefined) own.set(step.result, new Storage(backend, id))
  }
  const actions = plan.steps.map(bind)
  const frees = plan.steps.map((step) => step.frees)

  const free = (slot: number): void => {
    const id = slots[slot]
    if (id !== undefined) backend.dispose(id)
    slots[slot] = undefined
    keys[slot] = undefined
  }

  const run = (args: readonly Content[]): readonly Content[] => {
    const given = new Map<number, Storage>()
    plan.parameters.forEach((slot, i) => {
      const arg = args[i]
      if (slot === undefined || arg === undefined) return
      if (isWords(arg)) keys[slot] = arg
      else {
        given.set(slot, arg)
        slots[slot] = arg.id
      }
    })
    let done = 0
    try {
      for (; done < actions.length; done += 1) {
        actions[done]?.()
        for (const slot of frees[done] ?? []) free(slot)
      }
    } catch (error) {
      for (const step of plan.steps.slice(0, done + 1)) free(step.result)
      throw error
    }
    const made = new Map<number, Storage>()
    const outputs = plan.outputs.map((o): Content => {
      if (o.dtype === 'key') return word(keys, o.slot)
      const shared = given.get(o.slot) ?? own.get(o.slot) ?? made.get(o.slot)
      if (shared !== undefined) return shared.retain()
      const fresh = new Storage(backend, content(slots, o.slot))
      made.set(o.slot, fresh)
      return fresh
    })
    return outputs
  }
  return { run, release: () => own.forEach((storage) => storage.release()), plan }
}

const content = (slots: readonly (DataId | undefined)[], slot: number): DataId => {
  const id = slots[slot]
  if (id === undefined) throw new InternalError(`program: slot ${slot} is empty`)
  return id
}

const word = (keys: readonly (Words | undefined)[], slot: number): Words => {
  const words = keys[slot]
  if (words === undefined) throw new InternalError(`program: slot ${slot} holds no key`)
  return words
}

const filled = (node: Expression): Values => {
  const count = node.shape.reduce((a, b) => a * b, 1)
  const value = node.op === 'splat' ? node.attributes.value : 0
  if (node.dtype === 'int32') return new Int32Array(count).fill(value)
  return node.dtype === 'bool' ? new Uint8Array(count).fill(value) : new Float32Array(count).fill(value)
}

/** One step with its kernel and its operands in place: what happens at each replay is a call. */
const bound = (
  step: Step,
  backend: Backend,
  slots: (DataId | undefined)[],
  keys: (Words | undefined)[],
): (() => void) => {
  const { node, result } = step
  switch (node.op) {
    case 'foldIn': {
      const { data } = node.attributes
      const from = step.operands[0]?.slot ?? 0
      return () => {
        keys[result] = derived(word(keys, from), data)
      }
    }
    case 'draw': {
      const { law } = node.attributes
      const from = step.operands[0]?.slot ?? 0
      const { shape } = node
      return () => {
        slots[result] = backend.upload(drawn(word(keys, from), law, shape), shape, 'float32')
      }
    }
    case 'iota':
      return () => {
        slots[result] = backend.upload(counted(node.shape, node.attributes.axis, node.dtype), node.shape, node.dtype)
      }
    default: {
      const launch = launchOf(node, backend)
      const infos = step.operands.map(place)
      return () => {
        step.operands.forEach((o, i) => {
          const info = infos[i]
          if (info !== undefined) info.dataId = content(slots, o.slot)
        })
        slots[result] = launch(infos).dataId
      }
    }
  }
}

type Place = { dataId: DataId; shape: number[]; dtype: TensorInfo['dtype'] }

const dtypes: Readonly<Record<Exclude<DType, 'key'>, TensorInfo['dtype']>> = {
  float32: 'float32',
  int32: 'int32',
  bool: 'bool',
}

const place = (o: Operand): Place => {
  if (o.dtype === 'key') throw new InternalError('program: a kernel cannot read a key')
  return { dataId: {}, shape: [...o.shape], dtype: dtypes[o.dtype] }
}

const launchOf = (node: Expression, backend: Backend): Launch => {
  const table = tableOf(backend.name)
  const kernels: Kernels = { kernel: backend.kernel, dispose: (info) => backend.dispose(info.dataId) }
  const lowering =
    node.op === 'composite'
      ? table.composites[node.attributes.name]
      : undefined
  const launch =
    lowering !== undefined && node.op === 'composite' ? lowering(node, kernels) : loweringOf(table.lowerings, node)?.(kernels)
  if (launch === undefined)
    throw new InternalError(`${backend.name}: no kernel for ${node.op}, and no rewrite that avoids it`)
  return launch
}

