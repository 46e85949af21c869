// typedoc.json, and the two options that JSON cannot say.
import katexPlugin from '@vscode/markdown-it-katex'
import katex from 'katex'
import { OptionDefaults } from 'typedoc'

/** The plugin prints a formula's error and goes on: here it is an error of the whole build. */
const renderToString = (latex, options) => {
  try {
    return katex.renderToString(latex, { ...options, output: 'mathml', throwOnError: true })
  } catch (error) {
    console.error(`cannot set the formula ${latex}: ${error.message}`)
    process.once('exit', () => {
      process.exitCode = 1
    })
    return latex
  }
}

export default {
  extends: ['./typedoc.json'],
  blockTags: [
    ...OptionDefaults.blockTags,
    '@shape',
    '@math',
    '@unit',
    '@law',
    '@grad',
    '@failure',
    '@source',
  ],
  markdownItLoader: (parser) => parser.use(katexPlugin.default ?? katexPlugin, { katex: { renderToString } }),
}
