/**
 * Loaded before the program: breaks it where nobody expects it. PLANT=wait throws in what the job awaits, PLANT=timer
 * where nobody waits at all; both with a message of several lines, as minified dependencies have.
 */
const fail = () => {
  throw new Error('planted: something broke\n  in a minified line\n  of a dependency')
}

const write = process.stdout.write.bind(process.stdout)

process.stdout.write = (text) => {
  if (process.env['PLANT'] === 'wait') fail()
  setTimeout(fail, 0)
  return write(text)
}
