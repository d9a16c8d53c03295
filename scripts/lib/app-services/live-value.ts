/** A Value of an app, or the value of one of its environments, as it is live. */
export interface LiveValue {
  readonly name: string;
  /** With `isFromSecret`, the name of the Secret. */
  readonly value: unknown;
  readonly isFromSecret: boolean;
}
