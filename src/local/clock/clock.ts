/**
 * The emulator's clock. Time stands still while anything really happens (a request is being answered, a function is
 * executing): such work takes a hold. When nothing holds it, `advanceTo` jumps from timer to timer.
 */

export interface Timer {
  cancel(): void;
}

/** The run of a function that a request belongs to. */
export interface Caller {
  readonly runId: string;
  /** Somebody only looks: the request is answered at once, meets no fault, and time does not pass for it. */
  readonly isLook: boolean;
}

/** One piece of real work in progress, during which emulated time does not pass. */
export interface Hold {
  /** Unguessable; a request made under this hold names it in the header `x-local-atlas-hold`, so that the server's waiting lets time pass. */
  readonly id: string;
  /** Who the work is for; undefined: nobody said. */
  readonly caller?: Caller;
  /** Lets emulated time pass until `atMs`, then holds again. */
  sleepUntil(atMs: number): Promise<void>;
  /** Lets emulated time pass while `work` goes on, which holds the clock itself where it must; then holds again. */
  during<Result>(work: Promise<Result>): Promise<Result>;
  /** The work is done. Safe to call twice. */
  release(): void;
}

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `run` when emulated time reaches `atMs` (at the next chance, if that is past). Same instant: in order of setting. */
  setTimer(atMs: number, run: () => void): Timer;
  hold(caller?: Caller): Hold;
  /** The hold with this id that is still held or sleeping. */
  findHold(id: string): Hold | undefined;
}
