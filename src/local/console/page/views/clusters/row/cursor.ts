/** The instant that is read: in the lane under the pointer, or in the one that has the focus. */
export interface Cursor {
  readonly key: string;
  readonly at: number;
  readonly isByKey: boolean;
}
