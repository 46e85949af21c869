#!/usr/bin/env node
/** The command-line program: options in, a trained model and its pictures out. */
import { either as E } from 'fp-ts'
import { type Failure, render } from '../failure/index.js'
import { help } from './help.js'
import { requestOf } from './options.js'
import type { Output } from './progress.js'

/** 2 for a request that cannot be met, 1 for a training that stopped. */
const statusOf = (failure: Failure): number => (failure._tag === 'NonFinite' ? 1 : 2)

const output: Output = {
  write: (text) => {
    process.stdout.write(text)
  },
  isTerminal: process.stdout.isTTY,
}

const refuse = (failure: Failure): void => {
  if (output.isTerminal) output.write('\r\u001b[K')
  process.stderr.write(`reparam: ${render(failure)}\n`)
  process.exitCode = statusOf(failure)
}

/** Whether someone looks for a fault: then a stack is shown, and what dependencies have to say. */
const isAsked = process.env['REPARAM_STACK'] !== undefined

/** Dependencies speak through the console, this program through its own two streams. */
const silenceDependencies = (): void => {
  for (const level of ['log', 'info', 'warn', 'error'] as const) console[level] = () => {}
}

/** A fault of the program itself: one line, and where it happened for those who ask. */
const crash = (thrown: unknown): void => {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  process.stderr.write(`reparam: internal error: ${message.split('\n')[0]}\n`)
  if (isAsked && thrown instanceof Error) process.stderr.write(`${thrown.stack}\n`)
  process.exitCode = 70
}

const main = async (): Promise<void> => {
  const request = requestOf(process.argv.slice(2))
  if (E.isLeft(request)) refuse(request.left)
  else if (request.right.kind === 'help') output.write(help)
  else {
    if (!isAsked) silenceDependencies()
    // loaded only now: help and refusals answer at once, and a package that is missing is one line as well
    const { job } = await import('./job.js')
    const done = await job(request.right, output)()
    if (E.isLeft(done)) refuse(done.left)
  }
}

/** Whoever reads the lines may stop reading: the results stand in the folder all the same. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') crash(error)
})
process.on('uncaughtException', (thrown) => {
  crash(thrown)
  process.exit()
})

main().catch(crash)
