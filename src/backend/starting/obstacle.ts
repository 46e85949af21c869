/** Why a backend cannot start, and what would help; thrown within this folder, a Failure outside it. */

/** What stands in a backend's way. */
export class Obstacle extends Error {
  constructor(
    reason: string,
    readonly remedy: string,
  ) {
    super(reason)
  }
}
