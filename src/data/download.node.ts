import { createHash } from 'node:crypto'
import { either as E, function as F, taskEither as TE } from 'fp-ts'
import { download, type Failure } from '../failure/index.js'

/**
 * What to download: an address, and the MD5 that was published for it.
 * @category data
 * @since 0.1.0
 */
export interface Published {
  readonly url: string
  readonly md5: string
}

const fetchBytes = async (url: string): Promise<E.Either<Failure, Uint8Array>> => {
  const response = await fetch(url)
  const got = `status ${response.status} ${response.statusText}`
  return response.ok
    ? E.right(new Uint8Array(await response.arrayBuffer()))
    : E.left(download({ url, expected: 'status 200', got }))
}

const causeOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return String(thrown)
  const { cause } = thrown
  return cause instanceof Error && cause.message !== ''
    ? `${thrown.message}: ${cause.message}`
    : thrown.message
}

const get = (url: string): TE.TaskEither<Failure, Uint8Array> =>
  F.pipe(
    TE.tryCatch(
      () => fetchBytes(url),
      (thrown) => download({ url, expected: 'an answer', got: causeOf(thrown) }),
    ),
    TE.chainEitherK(F.identity),
  )

const md5Of = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex')

/**
 * The bytes at an address, if they are the published ones.
 * @failure Download for no answer, another status than 200, or another checksum
 * @category data
 * @since 0.1.0
 */
export const downloadChecked = ({ url, md5 }: Published): TE.TaskEither<Failure, Uint8Array> =>
  F.pipe(
    get(url),
    TE.filterOrElse(
      (bytes) => md5Of(bytes) === md5,
      (bytes) => download({ url, expected: `MD5 ${md5}`, got: `${md5Of(bytes)} (${bytes.length} bytes)` }),
    ),
  )
