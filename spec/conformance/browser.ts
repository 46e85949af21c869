/** The suite in a page, which has Node keep its results. */
import { commands } from 'vitest/browser'
import type { BackendName } from '../../src/backend/index.js'
import { conforms } from './suite.js'

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Writes a file of measurements, with numbers of so many digits. */
    readonly keepMeasured: (name: string, measured: object, digits?: number) => Promise<void>
    /** Whether measurements are asked for. */
    readonly isRecording: () => Promise<boolean>
  }
}

/** Runs the suite on a backend of the browser. */
export const inBrowser = (name: BackendName): void =>
  conforms(name, `${name} in Chromium`, (measured) => commands.keepMeasured(`${name}-chromium`, measured))
