// Removes what the builds leave behind; sources and node_modules stay.
import { rmSync } from 'node:fs'

for (const path of ['dist', 'docs/api', 'coverage'])
  rmSync(new URL(`../${path}`, import.meta.url), { recursive: true, force: true })
