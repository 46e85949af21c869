/**
 * An epoch's averages over the examples.
 * @math negativeElbo = reconstruction + kl, where reconstruction is −E[log p(x given z)]
 * @unit nats per example
 * @category picture
 * @since 0.1.0
 */
export interface EpochNats {
  readonly epoch: number
  readonly negativeElbo: number
  readonly reconstruction: number
  readonly kl: number
}
