/** Questions to whoever sits at the terminal, asked by @clack/prompts: lists to choose from, checks as one types. */
export interface Prompts {
  text(question: TextQuestion): Promise<string>;
  select<Word extends string>(question: string, words: readonly Word[]): Promise<Word>;
  /** No is what Enter says, and whoever gives up. */
  confirm(question: string): Promise<boolean>;
}

/** Whoever was asked gave up, with Ctrl-C say. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";

  constructor() {
    super("Cancelled: nothing was changed.");
  }
}

export interface TextQuestion {
  readonly message: string;
  /** Shown where nothing is typed yet. */
  readonly example: string;
  /** What an empty answer means; without it one is refused. */
  readonly otherwise?: string;
  /** What is wrong with an answer; undefined: nothing. */
  readonly problemOf?: (answer: string) => string | undefined;
}

/** The library is loaded by the first question: most runs of a command ask nothing. */
export const terminalPrompts: Prompts = {
  async text({ message, example, otherwise, problemOf }) {
    const { isCancel, text } = await import("@clack/prompts");
    const answer = await text({
      message,
      placeholder: example,
      ...(otherwise !== undefined && { defaultValue: otherwise }),
      validate: (typed = "") => {
        if (typed.trim() === "") return otherwise === undefined ? "An answer is needed." : undefined;
        return problemOf?.(typed.trim());
      },
    });
    if (isCancel(answer)) throw new Cancelled();
    return answer.trim();
  },

  async select(message, words) {
    const { isCancel, select } = await import("@clack/prompts");
    const chosen = await select<string>({ message, options: words.map((value) => ({ value })) });
    const word = words.find((one) => one === chosen);
    if (isCancel(chosen) || word === undefined) throw new Cancelled();
    return word;
  },

  async confirm(message) {
    const { confirm } = await import("@clack/prompts");
    return (await confirm({ message, initialValue: false })) === true;
  },
};
