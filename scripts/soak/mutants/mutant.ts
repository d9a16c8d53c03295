/** A planted mistake: a small change of the code, which the soak must find. */

export interface Mutant {
  readonly name: string;
  readonly edits: readonly MutantEdit[];
}

export interface MutantEdit {
  /** The path from the folder that holds package.json. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The text of the edit's file with the mistake in it; throws unless `from` occurs in it exactly once. */
export function withMistake(text: string, { file, from, to }: MutantEdit): string {
  const occurrences = text.split(from).length - 1;
  if (occurrences !== 1) throw new Error(`${file} contains "${from}" ${occurrences} times; it must be there once`);
  return text.replace(from, () => to);
}

export const one = (name: string, file: string, from: string, to: string): Mutant => ({
  name,
  edits: [{ file: `src/${file}`, from, to }],
});
