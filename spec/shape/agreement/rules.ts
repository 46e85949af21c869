/** Every rule under test. */
import type { Rule } from './call.js'
import { combining } from './combining.js'
import { cutting } from './cutting.js'
import { equations } from './equations.js'
import { placing } from './placing.js'
import { pooling } from './pooling.js'
import { rearranging } from './rearranging.js'
import { reducing } from './reducing.js'
import { sliding } from './sliding.js'

export const rules: readonly Rule[] = [
  ...combining,
  ...rearranging,
  ...placing,
  ...cutting,
  ...reducing,
  ...sliding,
  ...pooling,
  ...equations,
]
