/** A plan made ready for a backend: kernels looked up, constants brought in, then replayed as often as wanted. */
import type { Operand, Plan, Step } from '../../plan/index.js'
import type { Expression, Values, Words } from '../../tensor/expression.js'
import { InternalError } from '../../tensor/expression.js'
import { fold } from '../../tensor/threefry.js'
import type { Backend, DataId, TensorInfo, Work } from '../device/device.js'
import { type Asked, refuseExcess, refuseLost } from '../device/fault.js'
import { type Kernels, type Launch, loweringOf } from '../lowering/lowering.js'
import { tableOf } from '../lowering/tables.js'
import { counted, drawn } from './host.js'
import { Storage, storageOf } from './storage.js'

/** What stands in a slot: data of the backend, or the words of a key, which live on the host. */
export type Content = Storage | Words

/** A plan that a backend can run. */
export interface Program {
  /** The outputs for these arguments, each held once more by the caller. Nothing is left behind when a kernel fails. */
  readonly run: (args: readonly Content[]) => readonly Content[]
  /** Gives back what the program holds for itself. */
  readonly release: () => void
  readonly plan: Plan
  readonly backend: Backend
}

const isWords = (c: Content): c is Words => !(c instanceof Storage)

/**
 * Makes a plan ready for a backend. What the backend cannot hold is refused here, before anything runs.
 * @throws BackendError
 */
export const prepare = (plan: Plan, backend: Backend): Program => {
  for (const { node } of plan.leaves) refuseExcess(backend, { shape: node.shape, dtype: node.dtype })
  for (const { node } of [...plan.once, ...plan.steps]) refuseExcess(backend, asked(node))
  const slots: (DataId | undefined)[] = Array.from({ length: plan.slots }, () => undefined)
  const keys: (Words | undefined)[] = Array.from({ length: plan.slots }, () => undefined)
  const own = new Map<number, Storage>()
  const keep = (slot: number, storage: Storage): void => {
    own.set(slot, storage)
    slots[slot] = storage.id
  }
  const giveBack = (slot: number): void => {
    own.get(slot)?.release()
    own.delete(slot)
    slots[slot] = undefined
  }
  const release = (): void => {
    for (const slot of [...own.keys()]) giveBack(slot)
  }
  const bind = (step: Step): (() => void) => bound(step, backend, slots, keys)
  const makeReady = (): readonly (() => void)[] => {
    for (const { node, slot } of plan.leaves) {
      if (node.op === 'key') keys[slot] = node.attributes.words
      else if (node.op === 'buffer') keep(slot, storageOf(node.attributes.handle, backend).retain())
      else {
        const id = backend.attempt({ op: node.op, operands: [], result: node.shape }, () =>
          backend.upload(
            node.op === 'constant' ? node.attributes.values : filled(node),
            node.shape,
            node.dtype,
          ),
        )
        keep(slot, new Storage(backend, id))
      }
    }
    for (const step of plan.once) {
      bind(step)()
      keep(step.result, new Storage(backend, content(slots, step.result)))
      for (const slot of step.frees) giveBack(slot)
    }
    return plan.steps.map(bind)
  }
  const actions = releasingOnFailure(makeReady, release)
  const frees = plan.steps.map((step) => step.frees)

  const free = (slot: number): void => {
    const id = slots[slot]
    if (id !== undefined) backend.dispose(id)
    slots[slot] = undefined
    keys[slot] = undefined
  }

  const run = (args: readonly Content[]): readonly Content[] => {
    refuseLost(backend)
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
    const replay = (): void =>
      actions.forEach((action, i) => {
        action()
        for (const slot of frees[i] ?? []) free(slot)
      })
    releasingOnFailure(replay, () => {
      for (const step of plan.steps) free(step.result)
    })
    const made = new Map<number, Storage>()
    const outputs = plan.outputs.map((o): Content => {
      if (o.dtype === 'key') return word(keys, o.slot)
      const shared = given.get(o.slot) ?? own.get(o.slot) ?? made.get(o.slot)
      if (shared !== undefined) return shared.retain()
      const fresh = new Storage(backend, content(slots, o.slot))
      made.set(o.slot, fresh)
      return fresh
    })
    // they belong to the caller now: a run that fails later must not free them
    for (const slot of made.keys()) slots[slot] = undefined
    return outputs
  }
  return { run, release, plan, backend }
}

const nameOf = (node: Expression): string => (node.op === 'composite' ? node.attributes.name : node.op)

/** The result of an operation as something to hold. */
const asked = (node: Expression): Asked => ({ shape: node.shape, dtype: node.dtype, op: nameOf(node) })

/** What `body` gives; when it throws, what it left is released first. */
const releasingOnFailure = <A>(body: () => A, release: () => void): A => {
  try {
    return body()
  } catch (error) {
    release()
    throw error
  }
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
  const work: Work = {
    op: nameOf(node),
    operands: step.operands.filter((o) => o.dtype !== 'key').map((o) => o.shape),
    result: node.shape,
  }
  const making = (make: () => DataId): (() => void) => {
    const store = (): void => {
      slots[result] = make()
    }
    return () => backend.attempt(work, store)
  }
  switch (node.op) {
    case 'foldIn': {
      const { data } = node.attributes
      const from = step.operands[0]?.slot ?? 0
      return () => {
        keys[result] = fold(word(keys, from), data)
      }
    }
    case 'draw': {
      const { law } = node.attributes
      const from = step.operands[0]?.slot ?? 0
      const { shape } = node
      return making(() => backend.upload(drawn(word(keys, from), law, shape), shape, 'float32'))
    }
    case 'iota': {
      const { axis } = node.attributes
      const { shape, dtype } = node
      return making(() => backend.upload(counted(shape, axis, dtype), shape, dtype))
    }
    default: {
      const launch = launchOf(node, backend)
      const infos = step.operands.map(place)
      return making(() => {
        step.operands.forEach((o, i) => {
          const info = infos[i]
          if (info !== undefined) info.dataId = content(slots, o.slot)
        })
        return launch(infos).dataId
      })
    }
  }
}

/** An operand whose data changes from run to run. */
type Place = { dataId: DataId; readonly shape: readonly number[]; readonly dtype: TensorInfo['dtype'] }

const place = (o: Operand): Place => {
  if (o.dtype === 'key') throw new InternalError('program: a kernel cannot read a key')
  return { dataId: {}, shape: o.shape, dtype: o.dtype }
}

const launchOf = (node: Expression, backend: Backend): Launch => {
  const table = tableOf(backend.name)
  const kernels: Kernels = { kernel: backend.kernel, dispose: (info) => backend.dispose(info.dataId) }
  const lowering = node.op === 'composite' ? table.composites[node.attributes.name] : undefined
  const launch =
    lowering !== undefined && node.op === 'composite'
      ? lowering(node, kernels)
      : loweringOf(table.lowerings, node)?.(kernels)
  if (launch === undefined)
    throw new InternalError(`${backend.name}: no kernel for ${node.op}, and no rewrite that avoids it`)
  return launch
}
