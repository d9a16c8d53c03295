/** Emulated seconds per real second, or `step`: time passes when somebody lets it. */
export type Speed = number | "step";
